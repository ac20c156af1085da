"""Heating systems and their controls: Tables 4a to 4e, 11 and 12a, looked up by code.

Every constant ending in ``_BY_CODE`` is an array indexed by the code itself, so a lookup for a
batch is ``SPACE_EFFICIENCY_BY_CODE[codes]``. Code 0 means that there is no such system and gives
zero. Codes that are not in the tables have family `Family.NONE`; `is_supported` tells the expanders
which codes to refuse.
"""

from enum import IntEnum

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.tables import CsvTable, load_table


class Family(IntEnum):
    """Kind of a space heating system, after the headings of Tables 4a and 4b."""

    NONE = 0
    GAS_BOILER = 1
    LIQUID_BOILER = 2
    SOLID_FUEL_BOILER = 3
    DIRECT_ELECTRIC_BOILER = 4
    ELECTRIC_STORAGE_BOILER = 5
    ELECTRIC_CPSU = 6
    ELECTRIC_HEAT_PUMP = 7
    GAS_HEAT_PUMP = 8
    ELECTRIC_HEAT_PUMP_WARM_AIR = 9
    GAS_HEAT_PUMP_WARM_AIR = 10
    STORAGE_HEATER = 11
    ELECTRIC_UNDERFLOOR = 12
    GAS_WARM_AIR = 13
    LIQUID_WARM_AIR = 14
    ELECTRICAIRE = 15
    GAS_ROOM_HEATER = 16
    LIQUID_ROOM_HEATER = 17
    SOLID_FUEL_ROOM_HEATER = 18
    ELECTRIC_ROOM_HEATER = 19
    ELECTRIC_CEILING = 20
    HEAT_NETWORK = 21
    MICRO_COGENERATION = 22


class BoilerForm(IntEnum):
    """How a boiler makes hot water, Table 4b."""

    NONE = 0
    REGULAR = 1
    COMBI = 2
    CPSU = 3


class WaterHeaterKind(IntEnum):
    """Water heaters that are not a space heating system, Table 4a (hot water)."""

    NONE = 0
    BOILER = 1
    POINT_OF_USE = 2
    MULTI_POINT = 3
    IMMERSION = 4
    HEAT_PUMP = 5
    HEAT_NETWORK = 6


class WaterSource(IntEnum):
    """Water heating codes that name another system of the dwelling, Table 4a (hot water)."""

    MAIN_1 = 901
    SECONDARY = 902
    MAIN_2 = 914


_SYSTEMS = load_table("heating_systems")
_WATER = load_table("hot_water_systems")
_CONTROLS = load_table("heating_controls")


def _members(table: CsvTable, column: str, kind: type[IntEnum]) -> IntArray:
    """Return a text column, spelt as the members of `kind`, as an array indexed by code."""
    codes = table.integers("code")
    members = np.zeros(int(codes.max()) + 1, dtype=np.int64)
    members[codes] = [kind[cell.upper()] if cell else 0 for cell in table.texts(column)]
    return members


def _or_else(values: FloatArray, other: FloatArray | float) -> FloatArray:
    """Fill the blank cells of a column with `other`."""
    return np.where(np.isnan(values), other, values)


def _column(table: CsvTable, name: str) -> FloatArray:
    """Return a numeric column as an array indexed by code, zero for codes not in the table."""
    return table.by_code("code", name, default=0.0)


FAMILY_BY_CODE: IntArray = _members(_SYSTEMS, "family", Family)
FORM_BY_CODE: IntArray = _members(_SYSTEMS, "form", BoilerForm)
IS_CONDENSING_BY_CODE = _column(_SYSTEMS, "is_condensing") > 0.0

_IS_NETWORK = FAMILY_BY_CODE == Family.HEAT_NETWORK
_HEAT_ITSELF = 100.0
"""The heat of a network is what is delivered; the efficiency of its generators is Appendix C's."""

SPACE_EFFICIENCY_BY_CODE: FloatArray = np.where(
    _IS_NETWORK, _HEAT_ITSELF, _column(_SYSTEMS, "space_efficiency")
)
"""Space heating efficiency [%]: column A of Table 4a, the winter efficiency of Table 4b."""

SPACE_EFFICIENCY_B_BY_CODE: FloatArray = np.where(
    _IS_NETWORK, _HEAT_ITSELF, _column(_SYSTEMS, "space_efficiency_b")
)
"""Column B of Table 4a [%]: solid fuel that is not HETAS approved, gas room heaters on LPG."""

_WATER_EFFICIENCY = _column(_SYSTEMS, "water_efficiency")
HAS_WATER_EFFICIENCY_BY_CODE = (_WATER_EFFICIENCY > 0.0) & ~np.isnan(_WATER_EFFICIENCY)
WATER_EFFICIENCY_BY_CODE: FloatArray = _or_else(_WATER_EFFICIENCY, 0.0)
"""Water heating efficiency [%] of systems where it differs from space heating; 0 elsewhere."""

_RESPONSIVENESS = _column(_SYSTEMS, "responsiveness")
IS_RESPONSIVENESS_BY_EMITTER_BY_CODE = np.isnan(_RESPONSIVENESS)
RESPONSIVENESS_BY_CODE: FloatArray = _or_else(_RESPONSIVENESS, 0.0)
RESPONSIVENESS_24_HOUR_BY_CODE: FloatArray = _or_else(
    _column(_SYSTEMS, "responsiveness_24_hour"), RESPONSIVENESS_BY_CODE
)
RESPONSIVENESS_BY_EMITTER: FloatArray = load_table("emitters").by_code("code", "responsiveness")
"""Responsiveness by code of `sap10.codes.Emitter`, Table 4d."""

SECONDARY_FRACTION_BY_CODE: FloatArray = _column(_SYSTEMS, "secondary_fraction")
"""Fraction of space heat from a secondary system, by main heating code, Table 11."""

HIGH_RATE_7_HOUR_BY_CODE: FloatArray = _or_else(_column(_SYSTEMS, "high_rate_7_hour"), 1.0)
HIGH_RATE_10_HOUR_BY_CODE: FloatArray = _or_else(_column(_SYSTEMS, "high_rate_10_hour"), 1.0)
"""High-rate fractions of space heating on the 7-hour and 10-hour tariffs, Table 12a."""

_HEATS_WATER_BY_CODE = _column(_SYSTEMS, "heats_water") > 0.0

WATER_KIND_BY_CODE: IntArray = _members(_WATER, "kind", WaterHeaterKind)
WATER_ONLY_EFFICIENCY_BY_CODE: FloatArray = np.where(
    WATER_KIND_BY_CODE == WaterHeaterKind.HEAT_NETWORK, _HEAT_ITSELF, _column(_WATER, "efficiency")
)
"""Efficiency [%] of water heaters of their own, Table 4a (hot water)."""

BURNS_GAS_OR_LIQUID_BY_CODE: BoolArray = np.isin(
    np.arange(WATER_KIND_BY_CODE.size),
    [
        code
        for code, fuel in zip(_WATER.integers("code"), _WATER.texts("fuel"), strict=True)
        if fuel in ("gas", "liquid")
    ],
)
"""True for water heaters of their own that burn gas or liquid fuel."""

CONTROL_TYPE_BY_CODE: IntArray = _or_else(_column(_CONTROLS, "control_type"), 0.0).astype(np.int64)
TEMPERATURE_ADJUSTMENT_BY_CODE: FloatArray = _or_else(
    _column(_CONTROLS, "temperature_adjustment"), 0.0
)
"""Adjustment of the mean internal temperature [degC] by control code, Table 4e."""

HAS_THERMOSTATIC_CONTROL_BY_CODE = _column(_CONTROLS, "has_thermostatic_control") > 0.0
HAS_ROOM_THERMOSTAT_BY_CODE = _column(_CONTROLS, "has_room_thermostat") > 0.0
PERMITS_INTERLOCK_BY_CODE = _column(_CONTROLS, "permits_interlock") > 0.0
"""False for boiler controls that leave the boiler without interlock, section 9.4.11."""

_WATER_CODES = frozenset(_WATER.integers("code").tolist()) | {code.value for code in WaterSource}
_NETWORK_GROUP = 3
_CONTROL_GROUP: dict[int, int] = dict(
    zip(_CONTROLS.integers("code").tolist(), _CONTROLS.integers("group").tolist(), strict=True)
)
_SYSTEM_CODES = frozenset(_SYSTEMS.integers("code").tolist())
_SECONDARY_ONLY = frozenset({613, 625})


def is_supported(code: int) -> bool:
    """Tell whether `code` of Table 4a or 4b is main heating of the dwelling's own.

    Heat networks are not: what the dwelling needs of them is in Appendix C. Flueless gas fires and
    bioethanol heaters are for secondary heating only.
    """
    return (
        code in _SYSTEM_CODES
        and FAMILY_BY_CODE[code] != Family.HEAT_NETWORK
        and code not in _SECONDARY_ONLY
    )


def is_secondary_only(code: int) -> bool:
    """Tell whether `code` is a heater of Table 4a that cannot be main heating."""
    return code in _SECONDARY_ONLY


def is_supported_secondary(code: int) -> bool:
    """Tell whether `code` is a room heater of Table 4a that can be secondary heating."""
    return code in _SYSTEM_CODES and FAMILY_BY_CODE[code] in (
        Family.GAS_ROOM_HEATER,
        Family.LIQUID_ROOM_HEATER,
        Family.SOLID_FUEL_ROOM_HEATER,
        Family.ELECTRIC_ROOM_HEATER,
    )


def is_supported_control(code: int) -> bool:
    """Tell whether `code` is a control of Table 4e, heat networks excepted."""
    return _CONTROL_GROUP.get(code, _NETWORK_GROUP) != _NETWORK_GROUP


def is_network_control(code: int) -> bool:
    """Tell whether `code` is a control of heat networks, Table 4e group 3."""
    return _CONTROL_GROUP.get(code) == _NETWORK_GROUP


def is_supported_water_heating(code: int, system_code: int = 0) -> bool:
    """Tell whether water heating `code` can be rated.

    `system_code` is the heating code of the system that 901, 902 or 914 refers to: it must be one
    that can heat water (Table 4a, hot water; a panel heater cannot).
    """
    if code in tuple(WaterSource):
        return can_heat_water(system_code)
    return code in _WATER_CODES


def can_heat_water(code: int) -> bool:
    """Tell whether heating system `code` can also provide the hot water."""
    return code in _SYSTEM_CODES and bool(_HEATS_WATER_BY_CODE[code])


_LPG_FUELS = (2, 3, 5, 9)


def is_lpg(fuel: IntArray) -> BoolArray:
    """Tell which fuels of Table 12 are liquefied petroleum gas."""
    return np.isin(fuel, _LPG_FUELS)
