"""Appendix G2 and G3: waste water heat recovery, line (63a)."""

import numpy as np

from sap10.appendices.g_curves import Curves
from sap10.appendices.h_solar_thermal import heats_water
from sap10.appendices.j_hot_water import (
    BATH_TEMPERATURE_C,
    SHOWER_HOURS,
    SHOWER_MINUTES,
    SHOWER_TEMPERATURE_C,
    WATER_HEAT_CAPACITY,
    HotWaterDemand,
)
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import WasteWaterKind
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables.hot_water import BEHAVIOURAL_FACTOR

_WASTE_SHOWER_TEMPERATURE_C = 35.0


def waste_water_input(
    batch: DwellingBatch, demand: HotWaterDemand, impose: Impose = NOTHING_IMPOSED
) -> FloatArray | None:
    """Heat that waste water gives to the cold feed, line (63a) [kWh/month], negative.

    None where no dwelling has such a system. Electric showers count for storage systems only, and
    baths likewise; a storage system beside solar water heating counts nothing (G3.5).
    """
    table = batch.waste_water_recovery
    unit, own = table.rows, table.dwelling
    if not own.size:
        return None
    cold = demand.cold_water_c[own]
    is_storage = unit.kind == WasteWaterKind.STORAGE
    rise = (_WASTE_SHOWER_TEMPERATURE_C - cold) * WATER_HEAT_CAPACITY

    drains = batch.showers.rows.waste_water_unit > 0
    shower_own = batch.showers.dwelling[drains]
    into = _unit_rows(batch, shower_own, batch.showers.rows.waste_water_unit[drains])
    flow = demand.outlet_flow_l_per_min[drains]
    events = demand.showers_per_outlet[shower_own]
    mixed = _sum(into, flow * (SHOWER_MINUTES * events), own.size)
    shower_litres = mixed[:, None] * (BEHAVIOURAL_FACTOR * DAYS)

    electric_kwh = _sum(into, demand.outlet_power_kw[drains] * (SHOWER_HOURS * events), own.size)
    electric_kwh = np.where(is_storage, electric_kwh, 0.0)
    electric_litres = (
        electric_kwh[:, None]
        * (BEHAVIOURAL_FACTOR * DAYS)
        / ((SHOWER_TEMPERATURE_C - cold) * WATER_HEAT_CAPACITY)
    )
    baths = demand.warm_baths_l[own] * unit.recovered_baths_share * is_storage
    bath_litres = baths[:, None] * (BEHAVIOURAL_FACTOR * DAYS)
    heat = (shower_litres + electric_litres) * rise + bath_litres * (
        (BATH_TEMPERATURE_C - cold) * WATER_HEAT_CAPACITY
    )

    mixers = _sum(into, (flow > 0.0).astype(np.float64), own.size)
    mean_flow = _sum(into, flow, own.size) / np.maximum(mixers, 1.0)
    efficiency = np.where(
        is_storage, unit.efficiency_percent, _efficiency_at(batch, mean_flow, own.size)
    )
    counted = np.where(is_storage, _volume_factor(batch), 1.0) * _is_assessed(batch)
    saved = heat * (efficiency * 0.01 * unit.utilisation_factor * counted)[:, None]
    return impose("63a", -table.total(saved, batch.size))


def dedicated_volume(batch: DwellingBatch) -> FloatArray:
    """Volume Vww within the hot water cylinder [l], shape (n,), line (57)."""
    unit = batch.waste_water_recovery.rows
    is_within = (unit.kind == WasteWaterKind.STORAGE) & unit.is_within_cylinder
    return batch.waste_water_recovery.total(
        np.where(is_within & _is_assessed(batch), unit.dedicated_volume_l, 0.0), batch.size
    )


def pump_electricity(batch: DwellingBatch) -> FloatArray:
    """Electricity of the systems' pumps [kWh/year], shape (n,), line (230h), G12 and G19."""
    unit = batch.waste_water_recovery.rows
    daily = unit.electricity_kwh_per_day * _is_assessed(batch)
    return DAYS_IN_YEAR * batch.waste_water_recovery.total(daily, batch.size)


def _is_assessed(batch: DwellingBatch) -> BoolArray:
    """Tell which systems count: not those with storage beside solar water heating (G3.5)."""
    table = batch.waste_water_recovery
    has_solar = heats_water(batch)[table.dwelling] > 0.0
    return ~(has_solar & (table.rows.kind == WasteWaterKind.STORAGE))


def _sum(row: IntArray, values: FloatArray, rows: int) -> FloatArray:
    return np.bincount(row, weights=values, minlength=rows).astype(np.float64, copy=False)


def _unit_rows(batch: DwellingBatch, dwelling: IntArray, number: IntArray) -> IntArray:
    """Return the row of the dwelling's system with a number counted from 1."""
    return np.searchsorted(batch.waste_water_recovery.dwelling, dwelling) + number - 1


def _efficiency_at(batch: DwellingBatch, flow: FloatArray, units: int) -> FloatArray:
    """Efficiency [%] of instantaneous systems at a flow [l/min], G2.2 step 5; 0 without tests.

    Linear between the tests; below the lowest flow as there; above the highest in inverse
    proportion to the flow.
    """
    tests = batch.waste_water_tests
    if not tests.dwelling.size:
        return np.zeros(units)
    row = _unit_rows(batch, tests.dwelling, tests.rows.unit)
    curves = Curves.of(row, tests.rows.flow_l_per_min, units)
    found = curves.at(flow[:, None], tests.rows.efficiency_percent)[:, 0]
    highest = curves.points[curves.last]
    return found * (highest / np.maximum(flow, highest))


def _volume_factor(batch: DwellingBatch) -> FloatArray:
    """Factor for a dedicated volume outside its valid range, G3.2 step 10; 1 within it."""
    unit = batch.waste_water_recovery.rows
    volume, low, high = unit.dedicated_volume_l, unit.lowest_volume_l, unit.highest_volume_l
    has_range = high > 0.0
    above = 2.0 - volume / np.where(has_range, high, 1.0)
    below = volume / np.where(low > 0.0, low, 1.0)
    factor = np.where(volume > high, np.maximum(above, 0.0), np.where(volume < low, below, 1.0))
    return np.where(has_range, factor, 1.0)
