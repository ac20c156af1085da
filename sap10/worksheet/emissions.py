"""Worksheet section 12a: CO2 emissions and environmental impact rating, lines (261) to (274)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.q_special_features import FeatureEmissions
from sap10.arrays import BoolArray, FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.tables.fuels import CO2_FACTOR
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.end_uses import EndUse, EndUses
from sap10.worksheet.heat_network_factors import NetworkEmissions, with_networks
from sap10.worksheet.rating import AREA_OFFSET, rounded_rating

_CF_BREAK = 28.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Emissions:
    """CO2 of regulated energy [kg], by month where the worksheet has months.

    `score` is the environmental impact rating before rounding.
    """

    main_1: FloatArray = line("261", "kgCO2/month", annual="sum")
    main_2: FloatArray | None = line("262", "kgCO2/month", annual="sum")
    secondary: FloatArray | None = line("263", "kgCO2/month", annual="sum")
    water: FloatArray = line("264", "kgCO2/month", annual="sum")
    electric_showers: FloatArray | None = line("264a", "kgCO2/month", annual="sum")
    space_and_water: FloatArray = line("265", "kgCO2/year")
    cooling: FloatArray | None = line("266", "kgCO2/month", annual="sum")
    pumps_and_fans: FloatArray = line("267", "kgCO2/month", annual="sum")
    lighting: FloatArray = line("268", "kgCO2/month", annual="sum")
    generation: FloatArray | None = line("269", "kgCO2/month", annual="sum")
    total: FloatArray = line("272", "kgCO2/year")
    per_area: FloatArray = line("273", "kgCO2/m2")
    rating: FloatArray = line("274")
    score: FloatArray


def of_end_uses(uses: EndUses, factors: FloatArray) -> FloatArray:
    """Multiply every end use by its factors, both rates weighted, shape (n, end uses, 12).

    `factors` has shape (fuel codes, 12), Tables 12d or 12e.
    """
    share = uses.high_rate_fraction[:, :, None]
    return uses.kwh * (
        share * factors[uses.high_rate_code] + (1.0 - share) * factors[uses.low_rate_code]
    )


def generated(of_uses: FloatArray) -> FloatArray:
    """Add up what all generators save by month, shape (n, 12), of (n, end uses, 12)."""
    return (
        of_uses[:, EndUse.PV_USED]
        + of_uses[:, EndUse.PV_EXPORTED]
        + of_uses[:, EndUse.GENERATION_USED]
        + of_uses[:, EndUse.GENERATION_EXPORTED]
    )


def is_used(monthly: FloatArray) -> BoolArray:
    """Tell which dwellings have anything on a monthly line, shape (n,)."""
    return np.abs(monthly).sum(axis=1) > 0.0


def emissions(
    size: Dimensions,
    uses: EndUses,
    impose: Impose = NOTHING_IMPOSED,
    network: NetworkEmissions | None = None,
    features: FeatureEmissions | None = None,
) -> Emissions:
    """Add up the CO2 of every end use; electricity by month (Table 12d).

    `network` is section 12b's own part, None where no dwelling is on a heat network; `features` are
    lines (270) and (271), None without Appendix Q.
    """
    co2 = of_end_uses(uses, CO2_FACTOR)
    if network is not None:
        co2 = with_networks(co2, network)
    main_1 = impose("261", co2[:, EndUse.MAIN_1])
    main_2 = impose("262", co2[:, EndUse.MAIN_2])
    secondary = impose("263", co2[:, EndUse.SECONDARY])
    water = impose("264", co2[:, EndUse.WATER] + co2[:, EndUse.SUMMER_IMMERSION])
    showers = impose("264a", co2[:, EndUse.ELECTRIC_SHOWERS])
    space_and_water = impose("265", (main_1 + main_2 + secondary + water + showers).sum(axis=1))
    cooling = impose("266", co2[:, EndUse.COOLING])
    pumps = impose("267", co2[:, EndUse.VENTILATION_FANS] + co2[:, EndUse.PUMPS])
    lighting = impose("268", co2[:, EndUse.LIGHTING])
    generation = impose("269", generated(co2))
    total = space_and_water + (cooling + pumps + lighting + generation).sum(axis=1)
    if features is not None:
        total = total + features.saved + features.used
    total = impose("272", total)
    score = _environmental_impact(total / (size.total_floor_area + AREA_OFFSET))
    return Emissions(
        main_1=main_1,
        main_2=where_any(is_used(main_2), main_2),
        secondary=where_any(is_used(secondary), secondary),
        water=water,
        electric_showers=where_any(is_used(showers), showers),
        space_and_water=space_and_water,
        cooling=where_any(is_used(cooling), cooling),
        pumps_and_fans=pumps,
        lighting=lighting,
        generation=where_any(is_used(generation), generation),
        total=total,
        per_area=impose("273", total / size.total_floor_area),
        rating=impose("274", rounded_rating(score)),
        score=score,
    )


def _environmental_impact(carbon_factor: FloatArray) -> FloatArray:
    """Environmental impact rating, equations (10) to (12)."""
    logarithm = np.log10(np.maximum(carbon_factor, _CF_BREAK))
    return np.where(
        carbon_factor >= _CF_BREAK, 200.0 - 95.0 * logarithm, 100.0 - 1.34 * carbon_factor
    )
