"""Appendix J: demand for hot water by showers, baths and other uses."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.codes import ShowerKind
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables.hot_water import (
    BEHAVIOURAL_FACTOR,
    COLD_WATER_TEMPERATURE,
    OTHER_USES_FACTOR,
)

HOT_WATER_TEMPERATURE_C = 52.0
"""Temperature at which hot water is delivered, J3 and J14."""

SHOWER_TEMPERATURE_C = 41.0
BATH_TEMPERATURE_C = 42.0
SHOWER_MINUTES = 6.0
SHOWER_HOURS = 0.1
_BATH_LITRES = 73.0
_MINIMUM_SHOWER_POWER_KW = 9.0
_MINIMUM_FLOW_NEW_L_PER_MIN = 8.0
_MINIMUM_FLOW_EXISTING_L_PER_MIN = 7.0
_WATER_TARGET_FACTOR = 0.95
WATER_HEAT_CAPACITY = 4.18 / 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HotWaterDemand:
    """Hot water use of a batch.

    `showers_l`, `baths_l`, `other_l` [l/day] of shape (n, 12) are lines (42a) to (42c),
    `annual_mean_l` (n,) is line (43); `electric_showers_kwh` (n, 12) is line (64a).

    For Appendix G: `outlet_flow_l_per_min` and `outlet_power_kw` (rows,) are those used of each
    shower outlet, 0 for the other kind; `showers_per_outlet` (n,) is the number a day, and
    `warm_baths_l` (n,) warm bath water [l/day], both before the behavioural factor.
    """

    showers_l: FloatArray
    baths_l: FloatArray
    other_l: FloatArray
    annual_mean_l: FloatArray
    cold_water_c: FloatArray
    electric_showers_kwh: FloatArray
    outlet_flow_l_per_min: FloatArray
    outlet_power_kw: FloatArray
    showers_per_outlet: FloatArray
    warm_baths_l: FloatArray


def occupancy_of(total_floor_area: FloatArray) -> FloatArray:
    """Assumed number of occupants, line (42), Table 1b."""
    above = np.maximum(total_floor_area - 13.9, 0.0)
    return 1.0 + 1.76 * (1.0 - np.exp(-0.000349 * above * above)) + 0.0013 * above


def hot_water_demand(batch: DwellingBatch, occupancy: FloatArray) -> HotWaterDemand:
    """Find the use of hot water of each dwelling, Appendix J steps 1 to 4 and 8.

    Flows and powers are at least those of Table J4.

    Parameters
    ----------
    batch
        The dwellings, with one row per shower outlet.
    occupancy
        Line (42), shape (n,).
    """
    n = batch.size
    hot_water = batch.hot_water
    outlets = batch.showers.count(n)
    has_bath = hot_water.has_bath
    has_shower = outlets > 0.0
    cold = COLD_WATER_TEMPERATURE[hot_water.cold_water_source]
    is_low_use = batch.general.is_low_water_use
    target = np.where(is_low_use, _WATER_TARGET_FACTOR, 1.0)

    showers_a_day = np.where(has_bath, 0.45 * occupancy + 0.65, 0.58 * occupancy + 0.83)
    per_outlet = np.where(has_shower, showers_a_day / np.where(has_shower, outlets, 1.0), 0.0)
    outlet = batch.showers.rows
    is_mixer = outlet.kind == ShowerKind.MIXER
    least_flow = np.where(
        batch.general.is_new_dwelling,
        _MINIMUM_FLOW_NEW_L_PER_MIN,
        _MINIMUM_FLOW_EXISTING_L_PER_MIN,
    )[batch.showers.dwelling]
    flow = np.where(is_mixer, np.maximum(outlet.flow_l_per_min, least_flow), 0.0)
    power = np.where(is_mixer, 0.0, np.maximum(outlet.power_kw, _MINIMUM_SHOWER_POWER_KW))
    warm_showers = batch.showers.total(flow, n) * SHOWER_MINUTES * per_outlet
    shower_kw_hours = batch.showers.total(power, n) * SHOWER_HOURS * per_outlet

    baths_a_day = np.where(
        ~has_shower,
        0.35 * occupancy + 0.50,
        np.where(has_bath, 0.13 * occupancy + 0.19, 0.0),
    )
    warm_baths = baths_a_day * _BATH_LITRES * target
    other_mean = (9.8 * occupancy + 14.0) * target

    rise = HOT_WATER_TEMPERATURE_C - cold
    showers = warm_showers[:, None] * BEHAVIOURAL_FACTOR * ((SHOWER_TEMPERATURE_C - cold) / rise)
    baths = warm_baths[:, None] * BEHAVIOURAL_FACTOR * ((BATH_TEMPERATURE_C - cold) / rise)
    annual_mean = (showers @ DAYS + baths @ DAYS) / DAYS_IN_YEAR + other_mean
    return HotWaterDemand(
        showers_l=showers,
        baths_l=baths,
        other_l=other_mean[:, None] * OTHER_USES_FACTOR,
        annual_mean_l=annual_mean,
        cold_water_c=cold,
        electric_showers_kwh=shower_kw_hours[:, None] * (BEHAVIOURAL_FACTOR * DAYS),
        outlet_flow_l_per_min=flow,
        outlet_power_kw=power,
        showers_per_outlet=per_outlet,
        warm_baths_l=warm_baths,
    )


def hot_water_energy(daily_use_l: FloatArray, cold_water_c: FloatArray) -> FloatArray:
    """Energy content of hot water [kWh/month], line (45), equation J14."""
    rise = HOT_WATER_TEMPERATURE_C - cold_water_c
    return daily_use_l * rise * (DAYS * WATER_HEAT_CAPACITY)
