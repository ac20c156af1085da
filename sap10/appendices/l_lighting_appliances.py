"""Appendix L: electricity for lighting, appliances and cooking, and the heat they give."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.codes import OpeningKind
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables import load_table

_LIGHT_ACCESS = load_table("6d_access_factors").floats("light")
_LIGHT_ACCESS_ABOVE = 1.0  # roof windows and rooflights

_MONTH = np.arange(1, 13, dtype=np.float64)
_LIGHTING_BY_MONTH = (1.0 + 0.5 * np.cos(2.0 * np.pi * (_MONTH - 0.2) / 12.0)) * DAYS / DAYS_IN_YEAR
_APPLIANCES_BY_MONTH = (
    (1.0 + 0.157 * np.cos(2.0 * np.pi * (_MONTH - 1.78) / 12.0)) * DAYS / DAYS_IN_YEAR
)

LIGHTING_MONTH_SHARE: FloatArray = _LIGHTING_BY_MONTH / _LIGHTING_BY_MONTH.sum()
"""Share of each month in the year's lighting energy (232), after L10 and L11."""

TOP_UP_EFFICACY = 21.3
"""Efficacy of top-up and portable lighting, and where there is no fixed lighting [lm/W]."""

REFERENCE_CAPACITY_LM_PER_M2 = 330.0
EXISTING_CAPACITY_LM_PER_M2 = 185.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LightingAndAppliances:
    """Electricity by month [kWh], shape (n, 12), equations L10, L14 and L21."""

    lighting_kwh: FloatArray
    appliances_kwh: FloatArray
    cooking_kwh: FloatArray


def lighting_and_appliances(
    batch: DwellingBatch, total_floor_area: FloatArray, occupancy: FloatArray
) -> LightingAndAppliances:
    """Find the electricity for lighting, appliances and cooking.

    Parameters
    ----------
    batch
        The dwellings.
    total_floor_area
        Line (4) [m2].
    occupancy
        Line (42).
    """
    people_area = (total_floor_area * occupancy) ** 0.4714
    lighting = annual_lighting(batch, total_floor_area, base_lighting(total_floor_area, occupancy))
    appliances = 207.8 * people_area
    cooking = 138.0 + 28.0 * occupancy
    return LightingAndAppliances(
        lighting_kwh=lighting[:, None] * _LIGHTING_BY_MONTH,
        appliances_kwh=appliances[:, None] * _APPLIANCES_BY_MONTH,
        cooking_kwh=cooking[:, None] * (DAYS / DAYS_IN_YEAR),
    )


def base_lighting(total_floor_area: FloatArray, occupancy: FloatArray) -> FloatArray:
    """Return the base lighting requirement [klm h per year], shape (n,), equation L1."""
    return 11.2 * 59.73 * (total_floor_area * occupancy) ** 0.4714


def daylight_factor(batch: DwellingBatch, total_floor_area: FloatArray) -> FloatArray:
    """Return the daylighting correction factor C_daylight, shape (n,), equations L2a and L2b."""
    rows = batch.openings.rows
    access = np.where(
        rows.kind == OpeningKind.WINDOW, _LIGHT_ACCESS[rows.overshading], _LIGHT_ACCESS_ABOVE
    )
    light = batch.openings.total(
        0.9 * rows.area_m2 * rows.g_light * rows.frame_factor * access, batch.size
    )
    light = light / total_floor_area
    return np.where(light <= 0.095, (52.2 * light - 9.94) * light + 1.433, 0.96)


def annual_lighting(
    batch: DwellingBatch, total_floor_area: FloatArray, base_requirement: FloatArray
) -> FloatArray:
    """Return the annual energy for lighting E_L [kWh], shape (n,), equations L3 to L9d.

    Parameters
    ----------
    batch
        The dwellings.
    total_floor_area
        Line (4) [m2].
    base_requirement
        Base lighting requirement of L1 [klm h per year].
    """
    given = batch.lighting
    with_daylight = base_requirement * daylight_factor(batch, total_floor_area)
    required = 2.0 / 3.0 * with_daylight
    capacity = np.where(
        given.is_capacity_given, given.capacity_lm, EXISTING_CAPACITY_LM_PER_M2 * total_floor_area
    )
    provided = required * capacity / (REFERENCE_CAPACITY_LM_PER_M2 * total_floor_area)
    fixed = np.maximum(required, provided) / given.efficacy_lm_per_w
    top_up = np.maximum(required / 3.0 - provided, 0.0) / TOP_UP_EFFICACY
    portable = with_daylight / 3.0 / TOP_UP_EFFICACY
    return fixed + top_up + portable
