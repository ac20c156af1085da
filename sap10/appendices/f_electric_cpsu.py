"""Appendix F: high-rate fraction of electric CPSUs on the 10-hour tariff."""

import numpy as np

from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS, HOURS, IS_SUMMER
from sap10.tables.heating import Family
from sap10.worksheet.heat_losses import HeatLosses
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.mean_internal_temperature import MeanInternalTemperature
from sap10.worksheet.space_heating_requirement import SpaceHeatingRequirement
from sap10.worksheet.water_heating import WaterHeating

_WATTS_PER_LITRE_KELVIN = 0.1456
_COOLEST_STORE_C = 48.0
_KWH_PER_WATT_DAY = 0.024
_SMALLEST_DIFFERENCE_K = 1e-9
_LARGEST_EXPONENT = 700.0


def cpsu_high_rate_fraction(
    batch: DwellingBatch,
    heating: HeatingParameters,
    losses: HeatLosses,
    temperature: MeanInternalTemperature,
    space: SpaceHeatingRequirement,
    water: WaterHeating,
) -> FloatArray | None:
    """Find the fraction F of a CPSU's heat at the high rate, by month, shape (n, 12), F1.

    None where no dwelling has an electric CPSU; what it says of other dwellings has no meaning.
    (F4) divides by "(98)m + (45)m" without a letter: the heat that the CPSU gives is after solar
    space heating, (98c). The fraction is limited to 0 and 1.
    """
    is_cpsu = (heating.main_1.family == Family.ELECTRIC_CPSU) | (
        heating.main_2.family == Family.ELECTRIC_CPSU
    )
    if not is_cpsu.any():
        return None
    hot_water = batch.hot_water
    transfer = losses.heat_transfer_coefficient
    available = (
        _WATTS_PER_LITRE_KELVIN
        * hot_water.cylinder_volume_l
        * (hot_water.cpsu_temperature_c - _COOLEST_STORE_C)
    )
    coldest = (
        transfer * temperature.adjusted_temperature
        - available[:, None]
        + 1000.0 * water.energy_content / HOURS
        - space.useful_gains
    ) / transfer
    difference = np.clip(
        coldest - space.external_temperature, -_LARGEST_EXPONENT, _LARGEST_EXPONENT
    )
    is_zero = np.abs(difference) < _SMALLEST_DIFFERENCE_K
    safe = np.where(is_zero, 1.0, difference)
    degrees = np.where(is_zero, 1.0, safe / -np.expm1(-safe))
    at_peak = _KWH_PER_WATT_DAY * transfer * DAYS * degrees
    heat = space.requirement_kwh + water.energy_content
    has_heat = heat > 0.0
    fraction = np.where(has_heat, at_peak / np.where(has_heat, heat, 1.0), 0.0)
    return np.where(IS_SUMMER, 0.0, np.clip(fraction, 0.0, 1.0))


def weighted_mean(fraction: FloatArray, heat: FloatArray) -> FloatArray:
    """Mean of the monthly fractions weighted by heat, shape (n,): lines (240a) and (243)."""
    total = heat.sum(axis=1)
    has_heat = total > 0.0
    return np.where(has_heat, (fraction * heat).sum(axis=1) / np.where(has_heat, total, 1.0), 0.0)
