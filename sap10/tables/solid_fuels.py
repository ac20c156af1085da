"""Solid fuels of appliances, and where they may be burnt: Table 12b and section 12.4.5."""

from enum import IntEnum

import numpy as np

from sap10.arrays import BoolArray, IntArray
from sap10.tables import load_table


class SmokeControl(IntEnum):
    """Whether an appliance may burn a fuel within a smoke control area, section 12.4.5."""

    NEVER = 0
    PERMITTED = 1
    AUTHORISED = 2
    """Only an authorised smokeless fuel."""
    EXEMPTED = 3
    """Only in an appliance that is exempted for the fuel."""


_TABLE = load_table("12b_solid_fuels")
_CODES = 1000

_RULES: dict[tuple[int, int], SmokeControl] = {
    (int(code), int(fuel)): SmokeControl[rule.upper()]
    for codes, fuels, rule in zip(
        _TABLE.texts("heating_codes"),
        _TABLE.texts("fuel_codes"),
        _TABLE.texts("smoke_control"),
        strict=True,
    )
    for code in codes.split()
    for fuel in fuels.split()
}

_FUELS = 1 + max(fuel for _, fuel in _RULES)
_IS_APPLIANCE = np.zeros(_CODES, dtype=np.bool_)
_IS_APPLIANCE[[code for code, _ in _RULES]] = True
_IS_POSSIBLE = np.zeros((_CODES, _FUELS), dtype=np.bool_)
_IS_POSSIBLE[tuple(zip(*_RULES, strict=True))] = True


def smoke_control(code: int, fuel: int) -> SmokeControl | None:
    """Return what holds within a smoke control area; None where Table 12b lacks the pair.

    Parameters
    ----------
    code
        Heating code of Table 4a, of a solid fuel boiler or room heater.
    fuel
        Fuel code of Table 12.
    """
    return _RULES.get((code, fuel))


def burns_another_fuel(code: IntArray, fuel: IntArray) -> BoolArray:
    """Tell where an appliance of Table 12b has a fuel that it cannot normally burn, shape (n,).

    The table is "only indicative", so that such a dwelling is rated all the same.
    """
    is_known = fuel < _FUELS
    possible = is_known & _IS_POSSIBLE[code, np.where(is_known, fuel, 0)]
    return _IS_APPLIANCE[code] & ~possible
