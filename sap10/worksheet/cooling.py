"""Worksheet section 8c: space cooling requirement, lines (100) to (108)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import DAYS, IS_COOLING_SEASON
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heat_losses import HeatLosses
from sap10.worksheet.internal_gains import InternalGains
from sap10.worksheet.solar_gains import SolarGains
from sap10.worksheet.space_heating_requirement import (
    KWH_PER_WATT_DAY,
    SMALLEST_REQUIREMENT_KWH,
)
from sap10.worksheet.utilisation import Utilisation

COOLED_TEMPERATURE_C = 24.0
INTERMITTENCY_FACTOR = 0.25
"""Cooling for six hours a day, Table 10b."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolingRequirement:
    """Heat that fixed cooling must remove, June to August; absent where nothing is cooled."""

    heat_loss_rate: FloatArray | None = line("100", "W")
    utilisation: FloatArray | None = line("101")
    useful_loss: FloatArray | None = line("102", "W")
    gains: FloatArray | None = line("103", "W")
    continuous_requirement: FloatArray | None = line("104", "kWh", annual="sum")
    cooled_fraction: FloatArray | None = line("105")
    intermittency_factor: FloatArray | None = line("106")
    requirement_kwh: FloatArray | None = line("107", "kWh", annual="sum")
    requirement_per_area: FloatArray | None = line("108", "kWh/m2")

    @staticmethod
    def none() -> "CoolingRequirement":
        """Return the result for a batch without any fixed cooling."""
        return CoolingRequirement(
            heat_loss_rate=None,
            utilisation=None,
            useful_loss=None,
            gains=None,
            continuous_requirement=None,
            cooled_fraction=None,
            intermittency_factor=None,
            requirement_kwh=None,
            requirement_per_area=None,
        )


def cooling_requirement(
    batch: DwellingBatch,
    size: Dimensions,
    losses: HeatLosses,
    internal: InternalGains,
    solar: SolarGains,
    climate: Climate,
    impose: Impose = NOTHING_IMPOSED,
) -> CoolingRequirement:
    """Find the cooling requirement of each month; Table 5a gains do not count."""
    if not (batch.general.cooled_area_m2 > 0.0).any():
        return CoolingRequirement.none()
    gains = impose("103", internal.total - internal.pumps_and_fans + solar.total)
    outside = climate.external_temperature_c
    inside = np.full_like(outside, COOLED_TEMPERATURE_C)
    loss_rate = impose("100", losses.heat_transfer_coefficient * (inside - outside))
    utilisation = impose("101", Utilisation.of(losses, gains, outside).of_losses_at(inside))
    useful_loss = impose("102", utilisation * loss_rate)
    continuous = (gains - useful_loss) * (KWH_PER_WATT_DAY * DAYS * IS_COOLING_SEASON)
    continuous = impose("104", continuous)
    fraction = impose("105", batch.general.cooled_area_m2 / size.total_floor_area)
    intermittency = impose(
        "106", np.broadcast_to(INTERMITTENCY_FACTOR * IS_COOLING_SEASON, outside.shape)
    )
    needed = continuous * fraction[:, None] * intermittency
    requirement = impose("107", np.where(needed < SMALLEST_REQUIREMENT_KWH, 0.0, needed))
    return CoolingRequirement(
        heat_loss_rate=loss_rate,
        utilisation=utilisation,
        useful_loss=useful_loss,
        gains=gains,
        continuous_requirement=continuous,
        cooled_fraction=fraction,
        intermittency_factor=intermittency,
        requirement_kwh=requirement,
        requirement_per_area=impose("108", requirement.sum(axis=1) / size.total_floor_area),
    )
