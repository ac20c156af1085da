"""Packages of Appendix N: heating days (Table N5), in-use factors (N8), secondary heating (N9)."""

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.months import DAYS
from sap10.products import HeatingDuration, PackageVessel
from sap10.tables import load_table

_DAYS = load_table("n5_heating_days")
_DAYS_RATIO = _DAYS.floats("plant_size_ratio")
_DAYS_24 = _DAYS.floats("days_24")
_DAYS_16 = _DAYS.floats("days_16")

_SECONDARY = load_table("n9_secondary_fraction")
_SECONDARY_RATIO = _SECONDARY.floats("plant_size_ratio")
_SECONDARY_COLUMNS = ("hours_24", "hours_16", "hours_9", "variable")
_SECONDARY_GRID = _SECONDARY.grid(_SECONDARY_COLUMNS)

_IN_USE = load_table("n8_water_in_use")
_IN_USE_FACTOR = dict(zip(_IN_USE.texts("vessel"), _IN_USE.floats("in_use_factor"), strict=True))
WATER_IN_USE_FACTOR: FloatArray = np.array(
    [_IN_USE_FACTOR.get(vessel.name.lower(), 1.0) for vessel in PackageVessel]
)
"""In-use factor of the water heating efficiency by `PackageVessel`, Table N8; 1 without one."""

_ALL_YEAR = 365.0

# Months are filled from the coldest to the warmest (N3.5); a fixed duration fills the summer too.
_FILLING_ORDER = np.array([0, 11, 1, 2, 10, 3, 9, 4, 5, 8, 6, 7])
_FILLED_BEFORE = np.zeros(12)
_FILLED_BEFORE[_FILLING_ORDER] = np.cumsum(DAYS[_FILLING_ORDER]) - DAYS[_FILLING_ORDER]


def additional_days(
    duration: IntArray, plant_size_ratio: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Days a year of 24 and of 16 hours of heating, N24,9 and N16,9, (n,) each, Tables N4 and N5.

    Between the ratios of Table N5 linear, rounded to whole days; outside them its end rows, of
    which the last is for "1.2 or more".
    """
    by_ratio_24 = _nearest_day(np.interp(plant_size_ratio, _DAYS_RATIO, _DAYS_24))
    by_ratio_16 = _nearest_day(np.interp(plant_size_ratio, _DAYS_RATIO, _DAYS_16))
    is_variable = duration == HeatingDuration.VARIABLE
    days_24 = np.where(duration == HeatingDuration.HOURS_24, _ALL_YEAR, 0.0)
    days_16 = np.where(duration == HeatingDuration.HOURS_16, _ALL_YEAR, 0.0)
    return (
        np.where(is_variable, by_ratio_24, days_24),
        np.where(is_variable, by_ratio_16, days_16),
    )


def by_month(days_24: FloatArray, days_16: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Allocate the days of a year (n,) to months, shape (n, 12) each, N3.5.

    Days of 24 hours come first; both fill January, December, February, March, November, April,
    October and May in this order.
    """
    first = np.clip(days_24[:, None] - _FILLED_BEFORE, 0.0, DAYS)
    both = np.clip((days_24 + days_16)[:, None] - _FILLED_BEFORE, 0.0, DAYS)
    return first, both - first


def secondary_fraction(duration: IntArray, plant_size_ratio: FloatArray) -> FloatArray:
    """Share of the space heat that micro-cogeneration leaves to others, (n,), Table N9.

    Linear between the ratios of the table, rounded to 0.001; its end rows outside.
    """
    at = np.clip(plant_size_ratio, _SECONDARY_RATIO[0], _SECONDARY_RATIO[-1])
    left = np.clip(
        np.searchsorted(_SECONDARY_RATIO, at, side="right") - 1, 0, _SECONDARY_RATIO.size - 2
    )
    gap = _SECONDARY_RATIO[left + 1] - _SECONDARY_RATIO[left]
    share = (at - _SECONDARY_RATIO[left]) / gap
    fraction = (
        _SECONDARY_GRID[left, duration] * (1.0 - share)
        + _SECONDARY_GRID[left + 1, duration] * share
    )
    return np.floor(fraction * 1000.0 + 0.5) / 1000.0


def _nearest_day(days: FloatArray) -> FloatArray:
    """Round to the nearest whole number of days, halves up."""
    return np.floor(days + 0.5)
