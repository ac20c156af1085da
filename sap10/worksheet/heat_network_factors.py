"""Worksheet sections 12b and 13b: CO2 and primary energy of heat networks, (361) to (486)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sap10.appendices.c_heat_networks import HeatNetworks
from sap10.arrays import FloatArray, IntArray
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.tables.fuels import CO2_FACTOR, DISTRIBUTION_PUMPING, PRIMARY_ENERGY_FACTOR
from sap10.worksheet.end_uses import EndUse
from sap10.worksheet.heat_networks import NetworkSupply, by_slot, shares_of_roles

_WELL_INSULATED_PARAMETER = 2.0
"""Heat loss parameter below which the total may be negative, C7 [W/m2K]."""

_CHP = 0
_SOURCE_NAMES = ("b", "c", "d", "e")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkEmissions:
    """CO2 of heat networks [kg/year], shape (n,); `monthly` ones (n, 12) add up to `total`."""

    chp_power_efficiency: FloatArray | None = line("361", "%")
    chp_heat_efficiency: FloatArray | None = line("362", "%")
    space_heat_by_chp: FloatArray | None = line("363", "kgCO2/year")
    space_heat_credit: FloatArray | None = line("364", "kgCO2/year")
    water_heat_by_chp: FloatArray | None = line("365", "kgCO2/year")
    water_heat_credit: FloatArray | None = line("366", "kgCO2/year")
    efficiency_b: FloatArray | None = line("367b", "%")
    efficiency_c: FloatArray | None = line("367c", "%")
    efficiency_d: FloatArray | None = line("367d", "%")
    efficiency_e: FloatArray | None = line("367e", "%")
    source_b: FloatArray | None = line("368", "kgCO2/year")
    source_c: FloatArray | None = line("369", "kgCO2/year")
    source_d: FloatArray | None = line("370", "kgCO2/year")
    source_e: FloatArray | None = line("371", "kgCO2/year")
    listed_network: FloatArray | None = line("371a", "kgCO2/year")
    distribution_electricity: FloatArray = line("372", "kgCO2/year")
    total: FloatArray = line("373", "kgCO2/year")
    per_heat: FloatArray = line("386", "kgCO2/kWh")
    networks: HeatNetworks
    monthly_space: FloatArray
    monthly_water: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPrimaryEnergy:
    """Primary energy of heat networks [kWh/year], as `NetworkEmissions`."""

    chp_power_efficiency: FloatArray | None = line("461", "%")
    chp_heat_efficiency: FloatArray | None = line("462", "%")
    space_heat_by_chp: FloatArray | None = line("463", "kWh/year")
    space_heat_credit: FloatArray | None = line("464", "kWh/year")
    water_heat_by_chp: FloatArray | None = line("465", "kWh/year")
    water_heat_credit: FloatArray | None = line("466", "kWh/year")
    efficiency_b: FloatArray | None = line("467b", "%")
    efficiency_c: FloatArray | None = line("467c", "%")
    efficiency_d: FloatArray | None = line("467d", "%")
    efficiency_e: FloatArray | None = line("467e", "%")
    source_b: FloatArray | None = line("468", "kWh/year")
    source_c: FloatArray | None = line("469", "kWh/year")
    source_d: FloatArray | None = line("470", "kWh/year")
    source_e: FloatArray | None = line("471", "kWh/year")
    listed_network: FloatArray | None = line("471a", "kWh/year")
    distribution_electricity: FloatArray = line("472", "kWh/year")
    total: FloatArray = line("473", "kWh/year")
    per_heat: FloatArray = line("486", "kWh/kWh")
    networks: HeatNetworks
    monthly_space: FloatArray
    monthly_water: FloatArray


def network_emissions(
    networks: HeatNetworks,
    supply: NetworkSupply,
    heat_loss_parameter: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> NetworkEmissions:
    """Find the CO2 of networks, (361) to (373) and (386); `heat_loss_parameter` is (40), (n, 12).

    A negative total counts as zero unless the dwelling is well insulated (C7).
    """
    return NetworkEmissions(
        **_parts(
            networks,
            supply,
            heat_loss_parameter,
            (CO2_FACTOR, networks.sources.co2_credit),
            (networks.for_space.co2, networks.for_water.co2),
            impose,
            3,
        )
    )


def network_primary_energy(
    networks: HeatNetworks,
    supply: NetworkSupply,
    heat_loss_parameter: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> NetworkPrimaryEnergy:
    """Find the primary energy of networks, (461) to (473) and (486), as `network_emissions`."""
    return NetworkPrimaryEnergy(
        **_parts(
            networks,
            supply,
            heat_loss_parameter,
            (PRIMARY_ENERGY_FACTOR, networks.sources.primary_energy_credit),
            (networks.for_space.primary_energy, networks.for_water.primary_energy),
            impose,
            4,
        )
    )


def _parts(
    networks: HeatNetworks,
    supply: NetworkSupply,
    heat_loss_parameter: FloatArray,
    factors: tuple[FloatArray, FloatArray],
    recorded: tuple[FloatArray, FloatArray],
    impose: Impose,
    hundreds: int,
) -> dict[str, Any]:
    """Return the fields of either result; `hundreds` is 3 for CO2, 4 for primary energy.

    `factors` are those of fuels (codes, 12) and of each source's CHP electricity (rows,);
    `recorded` are those of listed networks, for space and for water.
    """
    sources, dwelling = networks.sources, networks.sources.dwelling
    n = networks.heats_space.size
    fuel_factor, credit_factor = factors
    per_heat = fuel_factor[sources.fuel] / sources.efficiency[:, None]
    credit_per_heat = -(sources.power_efficiency / sources.efficiency * credit_factor)
    space_share, water_share = shares_of_roles(networks)

    def of_sources(share: FloatArray, heat: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the fuel of each source causes and what its electricity saves, (rows, 12)."""
        of_source = share[:, None] * heat[dwelling]
        return of_source * per_heat, of_source * credit_per_heat[:, None]

    space_fuel, space_credit = of_sources(space_share, supply.monthly_space_heat)
    water_fuel, water_credit = of_sources(water_share, supply.monthly_water_heat)
    pumping = supply.monthly_distribution_electricity * fuel_factor[DISTRIBUTION_PUMPING]
    listed = (
        supply.monthly_space_heat * (networks.for_space.is_listed * recorded[0])[:, None],
        supply.monthly_water_heat * (networks.for_water.is_listed * recorded[1])[:, None],
    )

    def year(rows: FloatArray) -> FloatArray:
        return by_slot(sources, rows.sum(axis=1), n)

    by_fuel, credits_ = (
        (year(space_fuel), year(water_fuel)),
        (year(space_credit), year(water_credit)),
    )
    has_source = by_slot(sources, space_share + water_share, n) > 0.0
    has_chp = has_source[:, _CHP]
    number = hundreds * 100
    chp = [
        impose(str(number + 63 + place), values[:, _CHP])
        for place, values in enumerate((by_fuel[0], credits_[0], by_fuel[1], credits_[1]))
    ]
    others = {
        f"source_{letter}": impose(
            str(number + 67 + slot), by_fuel[0][:, slot] + by_fuel[1][:, slot]
        )
        for slot, letter in enumerate(_SOURCE_NAMES, start=1)
    }
    by_record = impose(f"{number + 71}a", (listed[0] + listed[1]).sum(axis=1))
    distribution = impose(str(number + 72), pumping.sum(axis=1))
    total = sum(chp) + sum(others.values()) + by_record + distribution
    may_be_negative = heat_loss_parameter.mean(axis=1) < _WELL_INSULATED_PARAMETER
    total = impose(str(number + 73), np.where(may_be_negative, total, np.maximum(total, 0.0)))

    monthly_space = _by_dwelling(dwelling, space_fuel + space_credit, n) + listed[0]
    monthly_water = _by_dwelling(dwelling, water_fuel + water_credit, n) + listed[1]
    heat = supply.monthly_space_heat + supply.monthly_water_heat
    share = np.divide(supply.monthly_water_heat, heat, out=np.zeros_like(heat), where=heat > 0.0)
    monthly_water = monthly_water + pumping * share
    monthly_space = monthly_space + pumping * (1.0 - share)
    computed = (monthly_space + monthly_water).sum(axis=1)
    scale = np.divide(total, computed, out=np.zeros(n), where=computed != 0.0)[:, None]
    heat_year = heat.sum(axis=1)
    fraction, efficiency, power = _efficiencies(networks, space_share + water_share, n)
    present = has_source & (fraction > 0.0)
    return {
        "chp_power_efficiency": where_any(has_chp, power),
        "chp_heat_efficiency": where_any(has_chp, efficiency[:, _CHP]),
        "space_heat_by_chp": where_any(has_chp & networks.heats_space, chp[0]),
        "space_heat_credit": where_any(has_chp & networks.heats_space, chp[1]),
        "water_heat_by_chp": where_any(has_chp & networks.heats_water, chp[2]),
        "water_heat_credit": where_any(has_chp & networks.heats_water, chp[3]),
        **{
            f"efficiency_{letter}": where_any(present[:, slot], efficiency[:, slot])
            for slot, letter in enumerate(_SOURCE_NAMES, start=1)
        },
        **{
            f"source_{letter}": where_any(present[:, slot], others[f"source_{letter}"])
            for slot, letter in enumerate(_SOURCE_NAMES, start=1)
        },
        "listed_network": where_any(
            networks.for_space.is_listed | networks.for_water.is_listed, by_record
        ),
        "distribution_electricity": distribution,
        "total": total,
        "per_heat": np.divide(total, heat_year, out=np.zeros(n), where=heat_year > 0.0),
        "networks": networks,
        "monthly_space": monthly_space * scale,
        "monthly_water": monthly_water * scale,
    }


def with_networks(
    by_use: FloatArray, network: NetworkEmissions | NetworkPrimaryEnergy
) -> FloatArray:
    """Return what every end use causes, (n, end uses, 12), with the part of networks in it."""
    by_use = by_use.copy()
    for use, is_on, monthly in (
        (EndUse.MAIN_1, network.networks.heats_space, network.monthly_space),
        (EndUse.WATER, network.networks.heats_water, network.monthly_water),
    ):
        by_use[:, use] = np.where(is_on[:, None], monthly, by_use[:, use])
    return by_use


def _by_dwelling(dwelling: IntArray, rows: FloatArray, n: int) -> FloatArray:
    """Add up (rows, 12) by dwelling, (n, 12)."""
    sums = np.zeros((n, rows.shape[1]))
    np.add.at(sums, dwelling, rows)
    return sums


def _efficiencies(
    networks: HeatNetworks, share: FloatArray, n: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return total share and heat efficiency [%] by slot, and the power efficiency of CHP [%].

    Several sources in one slot have the average efficiency of C2: total share over the sum of
    share by efficiency.
    """
    sources = networks.sources
    fraction = by_slot(sources, share, n)
    burnt = by_slot(sources, share / sources.efficiency, n)
    power = by_slot(sources, share * sources.power_efficiency / sources.efficiency, n)[:, _CHP]
    safe = np.where(burnt > 0.0, burnt, 1.0)
    return fraction, 100.0 * fraction / safe, 100.0 * power / safe[:, _CHP]
