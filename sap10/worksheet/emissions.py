"""Worksheet section 12a: CO2 emissions and environmental impact rating, lines (261) to (274)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.q_special_features import FeatureEmissions
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.tables.fuels import ANNUAL_CO2_FACTOR, CO2_FACTOR
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.end_uses import EndUses
from sap10.worksheet.factored_uses import added_up, of_end_uses
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
    co2 = of_end_uses(uses, CO2_FACTOR, ANNUAL_CO2_FACTOR)
    if network is not None:
        co2 = with_networks(co2, network)
    lines = added_up(co2, size, impose, features, 261)
    score = _environmental_impact(lines["total"] / (size.total_floor_area + AREA_OFFSET))
    return Emissions(**lines, rating=impose("274", rounded_rating(score)), score=score)


def _environmental_impact(carbon_factor: FloatArray) -> FloatArray:
    """Environmental impact rating, equations (10) to (12), RdSAP 10 section 20.2."""
    logarithm = np.log10(np.maximum(carbon_factor, _CF_BREAK))
    return np.where(
        carbon_factor >= _CF_BREAK, 200.0 - 95.0 * logarithm, 100.0 - 1.34 * carbon_factor
    )
