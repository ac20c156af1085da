"""Worksheet section 13a: primary energy, lines (275) to (287)."""

from dataclasses import dataclass

from sap10.appendices.q_special_features import FeaturePrimaryEnergy
from sap10.arrays import FloatArray
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.tables.fuels import ANNUAL_PRIMARY_ENERGY_FACTOR, PRIMARY_ENERGY_FACTOR
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.end_uses import EndUses
from sap10.worksheet.factored_uses import added_up, of_end_uses
from sap10.worksheet.heat_network_factors import NetworkPrimaryEnergy, with_networks


@dataclass(frozen=True, slots=True, kw_only=True)
class PrimaryEnergy:
    """Primary energy of regulated energy [kWh], by month where the worksheet has months."""

    main_1: FloatArray = line("275", "kWh/month", annual="sum")
    main_2: FloatArray | None = line("276", "kWh/month", annual="sum")
    secondary: FloatArray | None = line("277", "kWh/month", annual="sum")
    water: FloatArray = line("278", "kWh/month", annual="sum")
    electric_showers: FloatArray | None = line("278a", "kWh/month", annual="sum")
    space_and_water: FloatArray = line("279", "kWh/year")
    cooling: FloatArray | None = line("280", "kWh/month", annual="sum")
    pumps_and_fans: FloatArray = line("281", "kWh/month", annual="sum")
    lighting: FloatArray = line("282", "kWh/month", annual="sum")
    generation: FloatArray | None = line("283", "kWh/month", annual="sum")
    total: FloatArray = line("286", "kWh/year")
    per_area: FloatArray = line("287", "kWh/m2")


def primary_energy(
    size: Dimensions,
    uses: EndUses,
    impose: Impose = NOTHING_IMPOSED,
    network: NetworkPrimaryEnergy | None = None,
    features: FeaturePrimaryEnergy | None = None,
) -> PrimaryEnergy:
    """Add up the primary energy of every end use; electricity by month (Table 12e).

    `network` is section 13b's own part, None where no dwelling is on a heat network; `features` are
    lines (284) and (285), None without Appendix Q.
    """
    energy = of_end_uses(uses, PRIMARY_ENERGY_FACTOR, ANNUAL_PRIMARY_ENERGY_FACTOR)
    if network is not None:
        energy = with_networks(energy, network)
    return PrimaryEnergy(**added_up(energy, size, impose, features, 275))
