"""Hot water: Tables 2, 2a, 2b (storage), 3 to 3c (circuit and combi losses), 13, J1, J2, J5."""

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import (
    CombiTest,
    CylinderInsulation,
    Immersion,
    KeepHot,
    Tariff,
    ThermalStore,
)
from sap10.months import DAYS, DAYS_IN_YEAR, IS_SUMMER
from sap10.tables import MONTH_COLUMNS, load_table

_MONTHS = load_table("hot_water_months")
_ROW = {name: row for row, name in enumerate(_MONTHS.texts("quantity"))}
_GRID = _MONTHS.grid(MONTH_COLUMNS)

COLD_WATER_TEMPERATURE: FloatArray = _GRID[[_ROW["cold_header_tank"], _ROW["cold_mains"]]]
"""Cold water temperature [degC] by `sap10.codes.ColdWaterSource` and month, Table J1."""

OTHER_USES_FACTOR: FloatArray = _GRID[_ROW["other_uses_factor"]]
"""Monthly factor of other hot water uses, shape (12,), Table J2."""

BEHAVIOURAL_FACTOR: FloatArray = _GRID[_ROW["behavioural_factor"]]
"""Monthly behavioural factor of showers and baths, shape (12,), Table J5."""

_LOSS_FACTORS = load_table("storage_loss")
_LOSS_CONSTANT = _LOSS_FACTORS.floats("constant")
_LOSS_NUMERATOR = _LOSS_FACTORS.floats("numerator")
_LOSS_OFFSET = _LOSS_FACTORS.floats("offset_mm")

_CYLINDER_TEMPERATURE_FACTOR = 0.60
_STORE_FACTOR_DECLARED = 0.89
_STORE_FACTOR_TABLE_2 = 1.08
_NO_THERMOSTAT = 1.3
_SEPARATE_TIMING = 0.9
_STORE_TIMER = 0.81
_STORE_OUTSIDE_CUPBOARD = 1.1

_CPSU_FACTOR_DECLARED = 1.09
_CPSU_FACTOR_PER_K = 0.012
_CPSU_REFERENCE_C = 85.0
_CPSU_FACTOR_TABLE_2 = 1.0
ELECTRIC_CPSU_LOSS_FACTOR = 0.022
"""Storage loss of an electric CPSU [kWh/litre/day], Table 2 note 3."""

# Primary and secondary stores of storage combis, by sap10.codes.CombiStore.
_COMBI_STORE_FACTOR = np.array([0.0, 2.54, 1.86])
_COMBI_STORE_SLOPE = np.array([0.0, 0.00682, 0.00496])
_COMBI_STORE_REFERENCE_L = 115.0

_STORAGE_COMBI_L = 15.0
_LOSSLESS_COMBI_L = 55.0
_LOSS_RANGE_L = 40.0
_COMBI_LOSS_KWH = 600.0
_COMBI_LOSS_WITH_RECOVERY_KWH = 540.0
_KEEP_HOT_TIMED_KWH = 600.0
_KEEP_HOT_UNTIMED_KWH = 900.0
_PROFILE_S_L = 36.0
_PROFILE_M_L = 100.2
_PROFILE_L_L = 199.8

_PIPEWORK_FRACTION = np.array([0.0, 0.1, 0.3, 1.0])
_WINTER_HOURS = np.array([11.0, 5.0, 3.0])
_SUMMER_HOURS = 3.0


def storage_loss_factor(insulation: IntArray, thickness_mm: FloatArray) -> FloatArray:
    """Storage loss factor [kWh/litre/day], line (51), Table 2 note 1; no insulation is 0 mm."""
    thickness = np.where(insulation == CylinderInsulation.NONE, 0.0, thickness_mm)
    return _LOSS_CONSTANT[insulation] + _LOSS_NUMERATOR[insulation] / (
        thickness + _LOSS_OFFSET[insulation]
    )


def volume_factor(volume_l: FloatArray) -> FloatArray:
    """Volume factor, line (52), Table 2a note 2; 0 without a vessel."""
    has_vessel = volume_l > 0.0
    return np.where(has_vessel, np.cbrt(120.0 / np.where(has_vessel, volume_l, 120.0)), 0.0)


def temperature_factor(
    *,
    is_loss_declared: BoolArray,
    is_store_or_cpsu: BoolArray,
    is_indirect: BoolArray,
    has_thermostat: BoolArray,
    is_separately_timed: BoolArray,
    is_in_airing_cupboard: BoolArray,
) -> FloatArray:
    """Temperature factor, lines (49) and (53), Table 2b.

    Notes a and b apply to indirect cylinders only, not to electric immersion; notes c (separate
    timer) and d (not in an airing cupboard) to thermal stores and CPSUs.
    """
    cylinder = _CYLINDER_TEMPERATURE_FACTOR * np.where(
        is_indirect,
        np.where(has_thermostat, 1.0, _NO_THERMOSTAT)
        * np.where(is_separately_timed, _SEPARATE_TIMING, 1.0),
        1.0,
    )
    store = (
        np.where(is_loss_declared, _STORE_FACTOR_DECLARED, _STORE_FACTOR_TABLE_2)
        * np.where(is_separately_timed, _STORE_TIMER, 1.0)
        * np.where(is_in_airing_cupboard, 1.0, _STORE_OUTSIDE_CUPBOARD)
    )
    return np.where(is_store_or_cpsu, store, cylinder)


def electric_cpsu_temperature_factor(
    is_loss_declared: BoolArray, operating_temperature_c: FloatArray
) -> FloatArray:
    """Temperature factor of an electric CPSU, Table 2b, whose row has no notes c and d."""
    declared = _CPSU_FACTOR_DECLARED + _CPSU_FACTOR_PER_K * (
        operating_temperature_c - _CPSU_REFERENCE_C
    )
    return np.where(is_loss_declared, declared, _CPSU_FACTOR_TABLE_2)


def combi_store_temperature_factor(store: IntArray, volume_l: FloatArray) -> FloatArray:
    """Temperature factor of the store of an untested storage combi, Table 2b."""
    missing = np.maximum(_COMBI_STORE_REFERENCE_L - volume_l, 0.0)
    return _COMBI_STORE_FACTOR[store] + _COMBI_STORE_SLOPE[store] * missing


def primary_circuit_loss(
    pipework: IntArray,
    thermal_store: IntArray,
    has_thermostat: BoolArray,
    is_separately_timed: BoolArray,
) -> FloatArray:
    """Primary circuit loss [kWh/month], shape (n, 12), line (59), Table 3.

    Thermal stores have a thermostat and separate timing. For those to whom it does not apply the
    caller sets zero.
    """
    insulated = _PIPEWORK_FRACTION[pipework][:, None]
    is_store = thermal_store != ThermalStore.NONE
    controls = np.where(
        is_store | (has_thermostat & is_separately_timed), 2, np.where(has_thermostat, 1, 0)
    )
    hours = np.where(IS_SUMMER, _SUMMER_HOURS, _WINTER_HOURS[controls][:, None])
    per_hour = 0.0091 * insulated + 0.0245 * (1.0 - insulated)
    return DAYS * 14.0 * (per_hour * hours + 0.0263)


def use_factor(daily_use_l: FloatArray) -> FloatArray:
    """Factor fu of Tables 3a to 3c for a daily use of hot water [l], line (44)m."""
    return np.minimum(1.0, daily_use_l / 100.0)


def combi_loss(
    keep_hot: IntArray,
    store_volume_l: FloatArray,
    daily_use_l: FloatArray,
    has_recovery_store: BoolArray | None = None,
) -> FloatArray:
    """Additional loss of an untested combi boiler [kWh/month], shape (n, 12), line (61), Table 3a.

    `daily_use_l` is line (44)m. A store of 15 litres or more makes a storage combi (note *).
    `has_recovery_store`: with flue gas heat recovery that has a heat store (note **).
    """
    is_timed = (keep_hot == KeepHot.FUEL_TIMED) | (keep_hot == KeepHot.ELECTRIC_TIMED)
    is_storage = store_volume_l >= _STORAGE_COMBI_L
    plain: FloatArray = np.full(keep_hot.shape, _COMBI_LOSS_KWH)
    if has_recovery_store is not None:
        plain = np.where(has_recovery_store, _COMBI_LOSS_WITH_RECOVERY_KWH, plain)
    # The slope is printed as 15 and, with a storage FGHRS, 13.5: nothing is left at 55 litres.
    left = np.clip((_LOSSLESS_COMBI_L - store_volume_l) / _LOSS_RANGE_L, 0.0, 1.0)
    kept_hot = np.where(is_timed, _KEEP_HOT_TIMED_KWH, _KEEP_HOT_UNTIMED_KWH)
    uses_factor = is_storage | (keep_hot == KeepHot.NONE)
    annual = np.where(uses_factor, plain * np.where(is_storage, left, 1.0), kept_hot)
    factor = np.where(uses_factor[:, None], use_factor(daily_use_l), 1.0)
    return annual[:, None] * factor * (DAYS / DAYS_IN_YEAR)


def tested_combi_rejection(
    test: IntArray, r1: FloatArray, f3: FloatArray, daily_use_l: FloatArray
) -> FloatArray:
    """Share of (45)m that a tested combi rejects, shape (n, 12), Tables 3b and 3c: r1 + DVF F3."""
    small = np.clip(_PROFILE_M_L - daily_use_l, 0.0, _PROFILE_M_L - _PROFILE_S_L)
    large = np.clip(_PROFILE_M_L - daily_use_l, _PROFILE_M_L - _PROFILE_L_L, 0.0)
    kind = test[:, None]
    volume_factor = np.select(
        [kind == CombiTest.PROFILES_M_AND_S, kind == CombiTest.PROFILES_M_AND_L],
        [small, large],
        0.0,
    )
    return (r1[:, None] + volume_factor * f3[:, None]) * use_factor(daily_use_l)


def immersion_high_rate_fraction(
    tariff: IntArray,
    immersion: IntArray,
    is_water_heat_pump: BoolArray,
    volume_l: FloatArray,
    occupancy: FloatArray,
) -> FloatArray:
    """High-rate fraction of hot water by immersion or water-only heat pump, line (243), Table 13.

    A heat pump counts as a dual immersion; the 18-hour and 24-hour tariffs heat water at the low
    rate (section 12.4.3).

    The chapter on water heating fuels makes the limits of the table's cylinder sizes cut-off
    points (105 litres as 110); note 2 offers formulas of the actual volume instead, limited only to
    0 and 1. The two differ outside the table's columns: the formulas are used throughout.
    """
    is_dual = (immersion == Immersion.DUAL) | is_water_heat_pump
    ten_hour = tariff == Tariff.TEN_HOUR
    stretch = np.where(ten_hour, 1.5, 1.0)
    volume = np.where(volume_l > 0.0, volume_l, 1.0)
    dual = (6.8 - 0.024 * stretch * volume) * occupancy + 14.0 - 0.07 * stretch * volume
    single = (14530.0 - 762.0 * occupancy) / (stretch * volume) - 80.0 + 10.0 * occupancy
    fraction = np.clip(np.where(is_dual, dual, single) / 100.0, 0.0, 1.0)
    always_low = (tariff == Tariff.EIGHTEEN_HOUR) | (tariff == Tariff.TWENTY_FOUR_HOUR)
    return np.where(tariff == Tariff.STANDARD, 1.0, np.where(always_low, 0.0, fraction))
