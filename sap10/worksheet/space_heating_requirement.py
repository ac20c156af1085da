"""Worksheet section 8: space heating requirement, lines (94) to (99)."""

from dataclasses import dataclass, replace

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import DAYS, IS_HEATING_SEASON
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heat_losses import HeatLosses
from sap10.worksheet.mean_internal_temperature import MeanInternalTemperature
from sap10.worksheet.solar_gains import SolarGains
from sap10.worksheet.utilisation import Utilisation

KWH_PER_WATT_DAY = 0.024

SMALLEST_REQUIREMENT_KWH = 1.0
"""A month that needs less needs nothing, Table 9c step 10 and Table 10b."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpaceHeatingRequirement:
    """Heat that the heating systems must give, shape (n, 12); none from June to September."""

    utilisation: FloatArray = line("94")
    useful_gains: FloatArray = line("95", "W")
    external_temperature: FloatArray = line("96", "C")
    heat_loss_rate: FloatArray = line("97", "W")
    requirement_before_solar: FloatArray = line("98a", "kWh", annual="sum")
    solar_contribution: FloatArray | None = line("98b", "kWh", annual="sum")
    requirement_kwh: FloatArray = line("98c", "kWh", annual="sum")
    requirement_per_area: FloatArray = line("99", "kWh/m2")


def space_heating_requirement(
    size: Dimensions,
    losses: HeatLosses,
    gains: SolarGains,
    climate: Climate,
    temperature: MeanInternalTemperature,
    impose: Impose = NOTHING_IMPOSED,
) -> SpaceHeatingRequirement:
    """Find the space heating requirement of each month."""
    outside = impose("96", climate.external_temperature_c)
    inside = temperature.adjusted_temperature
    all_gains = gains.total_with_internal
    utilisation = impose("94", Utilisation.of(losses, all_gains, outside).at(inside))
    useful = impose("95", utilisation * all_gains)
    loss_rate = impose("97", losses.heat_transfer_coefficient * (inside - outside))
    needed = (loss_rate - useful) * (KWH_PER_WATT_DAY * DAYS * IS_HEATING_SEASON)
    before_solar = impose("98a", np.where(needed < SMALLEST_REQUIREMENT_KWH, 0.0, needed))
    requirement = impose("98c", before_solar)
    return SpaceHeatingRequirement(
        utilisation=utilisation,
        useful_gains=useful,
        external_temperature=outside,
        heat_loss_rate=loss_rate,
        requirement_before_solar=before_solar,
        solar_contribution=None,
        requirement_kwh=requirement,
        requirement_per_area=impose("99", requirement.sum(axis=1) / size.total_floor_area),
    )


def left_for_systems(
    requirement: SpaceHeatingRequirement,
    size: Dimensions,
    solar_kwh: FloatArray | None = None,
    case_share: FloatArray | None = None,
    impose: Impose = NOTHING_IMPOSED,
) -> SpaceHeatingRequirement:
    """Deduct what is given besides: lines (98b), (98c) and (99).

    Parameters
    ----------
    requirement
        What is needed, line (98a).
    size
        Section 1, for the floor area.
    solar_kwh
        Solar space heating, (H29) [kWh/month], positive, shape (n, 12).
    case_share
        Share of (98c) that the cases of range cookers give, shape (n,), Appendix B5.
    impose
        Lines with given values.
    """
    left, solar = requirement.requirement_before_solar, None
    if solar_kwh is not None:
        solar = impose("98b", -solar_kwh)
        left = np.maximum(left + solar, 0.0)
    if case_share is not None:
        left = left * (1.0 - case_share)[:, None]
    left = impose("98c", left)
    return replace(
        requirement,
        solar_contribution=solar,
        requirement_kwh=left,
        requirement_per_area=impose("99", left.sum(axis=1) / size.total_floor_area),
    )
