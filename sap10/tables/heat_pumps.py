"""Installation factors of heat pumps, SAP 10.2 section 9.2.7."""

from typing import NamedTuple

import numpy as np

from sap10.tables import load_table
from sap10.tables.heating import SPACE_EFFICIENCY_BY_CODE, WATER_EFFICIENCY_BY_CODE

_TABLE = load_table("heat_pump_installation")
_FACTORS = {
    int(code): (float(space), float(water))
    for code, space, water in zip(
        _TABLE.integers("code"),
        _TABLE.floats("space_factor"),
        _TABLE.floats("water_factor"),
        strict=True,
    )
    if not np.isnan(space)
}
_WATER_ONLY_CODE = 941

WATER_ONLY_FACTOR_UNDER_MCS = float(_TABLE.by_code("code", "water_factor")[_WATER_ONLY_CODE])
"""Factor on the efficiency of a heat pump for water only (code 941) installed under MCS."""


class HeatPumpEfficiency(NamedTuple):
    """Efficiency for space and for water heating. [%]"""

    space_percent: float
    water_percent: float


def installed_under_mcs(code: int) -> HeatPumpEfficiency | None:
    """Return the efficiency of a space heating heat pump of Table 4a installed under MCS.

    Parameters
    ----------
    code
        Heating code of Table 4a.

    Returns
    -------
    HeatPumpEfficiency or None
        Table 4a times the factors of section 9.2.7; None where it has no factor for the code.
    """
    if code not in _FACTORS:
        return None
    space, water = _FACTORS[code]
    return HeatPumpEfficiency(
        float(SPACE_EFFICIENCY_BY_CODE[code]) * space, float(WATER_EFFICIENCY_BY_CODE[code]) * water
    )
