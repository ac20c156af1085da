"""Appendix M1: photovoltaic electricity, and how much of it the dwelling uses; G4: diverters."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.h_solar_thermal import heats_water
from sap10.appendices.u_climate import Climate
from sap10.arrays import BoolArray, FloatArray
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS

_PERFORMANCE_FACTOR = 0.8
_KWH_PER_WATT_DAY = 0.024
_LARGEST_BATTERY_KWH = 15.0
_DIVERTER_ACCEPTANCE = 0.8
_DIVERTER_STORAGE_LOSS = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class PvUse:
    """Electricity of photovoltaics by month [kWh], shape (n, 12), both positive."""

    used_in_dwelling: FloatArray
    exported: FloatArray


def pv_generation(batch: DwellingBatch, climate: Climate) -> FloatArray:
    """Electricity that all PV arrays of each dwelling produce [kWh/month], shape (n, 12), M1."""
    arrays = batch.pv_arrays
    rows = arrays.rows
    flux = climate.flux(arrays.dwelling, rows.orientation, rows.pitch_deg)
    capacity = _PERFORMANCE_FACTOR * rows.peak_power_kwp * rows.overshading_factor
    return arrays.total(capacity[:, None] * flux * (_KWH_PER_WATT_DAY * DAYS), batch.size)


def share_used_in_dwelling(
    generation: FloatArray, demand: FloatArray, battery_kwh: FloatArray
) -> FloatArray:
    """Share of the generation that the dwelling itself uses, beta, shape (n, 12), M1 step 3.

    Parameters
    ----------
    generation
        PV electricity [kWh/month], shape (n, 12).
    demand
        Electricity that PV can contribute to, D_PV [kWh/month], shape (n, 12); above zero.
    battery_kwh
        Usable battery capacity, shape (n,); above 15 kWh counts as 15.
    """
    battery = np.minimum(battery_kwh, _LARGEST_BATTERY_KWH)[:, None]
    produces = generation > 0.0
    ratio = np.where(produces, generation, demand) / demand
    c1 = 1.610 - 0.0973 * battery
    c2 = 0.415 - 0.00776 * battery
    c3 = 0.511 + 0.0866 * battery
    return np.minimum(np.exp(-c1 * (ratio * c2) ** c3), 1.0 / np.maximum(ratio, 1.0))


def pv_use(
    batch: DwellingBatch,
    generation: FloatArray,
    share: FloatArray,
    pv_diverter_input: FloatArray | None,
) -> PvUse:
    """Divide the generation into own use and export, M1 step 4.

    `pv_diverter_input` is line (63b) [kWh/month], negative; what it diverts is not exported.
    """
    exported = generation * (1.0 - share)
    if pv_diverter_input is not None:
        exported = exported + pv_diverter_input / _DIVERTER_STORAGE_LOSS
    return PvUse(
        used_in_dwelling=generation * share,
        exported=exported * batch.electricity.is_export_capable[:, None],
    )


def has_counted_diverter(batch: DwellingBatch, daily_hot_water_l: FloatArray) -> BoolArray:
    """Tell which dwellings' PV diverter counts, G4 step 1; `daily_hot_water_l` is line (43)."""
    electricity = batch.electricity
    return (
        electricity.has_pv_diverter
        & electricity.is_pv_connected_to_dwelling
        & (batch.pv_arrays.count(batch.size) > 0.0)
        & (batch.hot_water.cylinder_volume_l > daily_hot_water_l)
        & (electricity.battery_capacity_kwh <= 0.0)
        & (heats_water(batch) <= 0.0)
    )


def pv_diverter_input(
    has_diverter: BoolArray, generation: FloatArray, share: FloatArray, required: FloatArray
) -> FloatArray:
    """Heat that a PV diverter gives to the cylinder, line (63b), negative [kWh/month], G4.

    `required` is the sum of lines (62) and (63a) [kWh/month].
    """
    excess = generation * (1.0 - share) * (_DIVERTER_ACCEPTANCE * _DIVERTER_STORAGE_LOSS)
    return -np.minimum(excess, required) * has_diverter[:, None]
