"""Worksheet sections 9b and 10b: what heat networks supply, lines (303) to (313), and its cost."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.c_heat_networks import SLOTS, HeatNetworks, Sources
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.network_inputs import NetworkRole
from sap10.tables import fuels

_POUNDS_PER_PENCE = 0.01
_SLOT_NAMES = "abcde"
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSupply:
    """Heat from networks [kWh/year, generated], shape (n,); `monthly` ones have shape (n, 12).

    (303), (306) and (313a) are those of the network for space heating where there is one.
    """

    fraction_a: FloatArray | None = line("303a")
    fraction_b: FloatArray | None = line("303b")
    fraction_c: FloatArray | None = line("303c")
    fraction_d: FloatArray | None = line("303d")
    fraction_e: FloatArray | None = line("303e")
    space_charging_factor: FloatArray | None = line("305")
    water_charging_factor: FloatArray | None = line("305a")
    distribution_loss_factor: FloatArray = line("306")
    space_heat: FloatArray | None = line("307", "kWh/year")
    space_heat_a: FloatArray | None = line("307a", "kWh/year")
    space_heat_b: FloatArray | None = line("307b", "kWh/year")
    space_heat_c: FloatArray | None = line("307c", "kWh/year")
    space_heat_d: FloatArray | None = line("307d", "kWh/year")
    space_heat_e: FloatArray | None = line("307e", "kWh/year")
    water_heat: FloatArray | None = line("310", "kWh/year")
    water_heat_a: FloatArray | None = line("310a", "kWh/year")
    water_heat_b: FloatArray | None = line("310b", "kWh/year")
    water_heat_c: FloatArray | None = line("310c", "kWh/year")
    water_heat_d: FloatArray | None = line("310d", "kWh/year")
    water_heat_e: FloatArray | None = line("310e", "kWh/year")
    electric_showers: FloatArray | None = line("312a", "kWh/year")
    pumping_share: FloatArray = line("313a")
    distribution_electricity: FloatArray = line("313", "kWh/year")
    monthly_space_heat: FloatArray
    monthly_water_heat: FloatArray
    monthly_distribution_electricity: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkCosts:
    """Cost of the heat from networks [GBP/year], shape (n,), and standing charges."""

    space_heat: FloatArray | None = line("340", "GBP/year")
    space_heat_a: FloatArray | None = line("340a", "GBP/year")
    space_heat_b: FloatArray | None = line("340b", "GBP/year")
    space_heat_c: FloatArray | None = line("340c", "GBP/year")
    space_heat_d: FloatArray | None = line("340d", "GBP/year")
    space_heat_e: FloatArray | None = line("340e", "GBP/year")
    water_heat: FloatArray | None = line("342", "GBP/year")
    water_heat_a: FloatArray | None = line("342a", "GBP/year")
    water_heat_b: FloatArray | None = line("342b", "GBP/year")
    water_heat_c: FloatArray | None = line("342c", "GBP/year")
    water_heat_d: FloatArray | None = line("342d", "GBP/year")
    water_heat_e: FloatArray | None = line("342e", "GBP/year")
    all_space_heat: FloatArray
    all_water_heat: FloatArray
    standing_charge: FloatArray


def by_slot(sources: Sources, values: FloatArray, dwellings: int) -> FloatArray:
    """Add up `values` (rows,) of sources by dwelling and slot, shape (dwellings, slots)."""
    sums = np.bincount(
        sources.dwelling * SLOTS + sources.slot, weights=values, minlength=dwellings * SLOTS
    )
    return sums.astype(np.float64, copy=False).reshape(dwellings, SLOTS)


def slot_lines(name: str, values: FloatArray, is_used: BoolArray) -> dict[str, FloatArray | None]:
    """Return the fields `name_a` to `name_e` of (n, slots) `values`: None where no one has it."""
    return {
        f"{name}_{letter}": where_any(is_used[:, slot], values[:, slot])
        for slot, letter in enumerate(_SLOT_NAMES)
    }


def shares_of_roles(networks: HeatNetworks) -> tuple[FloatArray, FloatArray]:
    """Share of each source in its dwelling's space heat and water heat from networks, (rows,)."""
    sources = networks.sources
    for_space = (sources.role == NetworkRole.SPACE) & networks.heats_space[sources.dwelling]
    for_water = (sources.role == networks.water_role[sources.dwelling]) & networks.heats_water[
        sources.dwelling
    ]
    return sources.fraction * for_space, sources.fraction * for_water


def network_supply(
    networks: HeatNetworks,
    space_requirement: FloatArray,
    main_1_fraction: FloatArray,
    water_output: FloatArray,
    electric_showers: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> NetworkSupply:
    """Find the heat that networks generate for each dwelling, section 9b.

    Parameters
    ----------
    networks
        Appendix C.
    space_requirement
        Line (98c) [kWh/month], shape (n, 12).
    main_1_fraction
        Line (302), (n,): the share of main system 1.
    water_output
        Line (64) [kWh/month], shape (n, 12).
    electric_showers
        Line (64a) [kWh/month], shape (n, 12).
    impose
        Lines with given values.
    """
    on_space, on_water = networks.heats_space, networks.heats_water
    n = on_space.size
    loss_factor = impose(
        "306",
        np.where(on_space, networks.for_space.loss_factor, networks.for_water.loss_factor),
    )
    water_loss = np.where(
        networks.water_role == NetworkRole.WATER, networks.for_water.loss_factor, loss_factor
    )
    pumping = impose(
        "313a",
        np.where(on_space, networks.for_space.pumping_share, networks.for_water.pumping_share),
    )
    water_pumping = np.where(
        networks.water_role == NetworkRole.WATER, networks.for_water.pumping_share, pumping
    )
    space_factor = np.where(on_space, main_1_fraction * networks.space_charging * loss_factor, 0.0)
    water_factor = np.where(on_water, networks.water_charging * water_loss, 0.0)
    space, monthly_space = _imposed_year("307", space_requirement * space_factor[:, None], impose)
    water, monthly_water = _imposed_year("310", water_output * water_factor[:, None], impose)
    monthly_pumping = pumping[:, None] * monthly_space + water_pumping[:, None] * monthly_water
    distribution, monthly_pumping = _imposed_year("313", monthly_pumping, impose)

    sources = networks.sources
    space_share, water_share = shares_of_roles(networks)
    of_space = by_slot(sources, space_share, n)
    of_water = by_slot(sources, water_share, n)
    fraction = np.where(on_space[:, None], of_space, of_water)
    has_source = fraction > 0.0
    return NetworkSupply(
        **slot_lines("fraction", fraction, has_source),
        space_charging_factor=where_any(on_space, networks.space_charging),
        water_charging_factor=where_any(on_water, networks.water_charging),
        distribution_loss_factor=loss_factor,
        space_heat=where_any(on_space, space),
        **slot_lines("space_heat", of_space * space[:, None], of_space > 0.0),
        water_heat=where_any(on_water, water),
        **slot_lines("water_heat", of_water * water[:, None], of_water > 0.0),
        electric_showers=where_any(on_space, electric_showers.sum(axis=1)),
        pumping_share=pumping,
        distribution_electricity=distribution,
        monthly_space_heat=monthly_space,
        monthly_water_heat=monthly_water,
        monthly_distribution_electricity=monthly_pumping,
    )


def _imposed_year(
    number: str, monthly: FloatArray, impose: Impose
) -> tuple[FloatArray, FloatArray]:
    """Return the annual value of a line and the months that belong to it."""
    computed = monthly.sum(axis=1)
    annual = impose(number, computed)
    if annual is computed:
        return annual, monthly
    scale = np.divide(annual, computed, out=np.zeros_like(annual), where=computed > 0.0)
    return annual, monthly * scale[:, None]


def network_costs(
    networks: HeatNetworks,
    supply: NetworkSupply,
    prices: IntArray,
    impose: Impose = NOTHING_IMPOSED,
) -> NetworkCosts:
    """Price the heat from networks, per unit of heat generated (Table 12 note k).

    CHP heat has its own price, whatever the CHP burns. The standing charge is whole where a network
    heats the space, half where one only heats the water (note l, C6).

    Parameters
    ----------
    networks
        Appendix C.
    supply
        Section 9b.
    prices
        Price set of each dwelling, shape (n,).
    impose
        Lines with given values.
    """
    sources = networks.sources
    n = prices.size
    code = np.where(sources.is_chp, fuels.HEAT_FROM_CHP, sources.fuel)
    price = fuels.UNIT_PRICE[prices[sources.dwelling], code] * _POUNDS_PER_PENCE
    space_share, water_share = shares_of_roles(networks)
    space_year = supply.monthly_space_heat.sum(axis=1)
    water_year = supply.monthly_water_heat.sum(axis=1)
    space = by_slot(sources, space_share * price * space_year[sources.dwelling], n)
    water = by_slot(sources, water_share * price * water_year[sources.dwelling], n)
    for slot, letter in enumerate(_SLOT_NAMES):
        space[:, slot] = impose(f"340{letter}", space[:, slot])
        water[:, slot] = impose(f"342{letter}", water[:, slot])
    listed_space = networks.for_space.is_listed & networks.heats_space
    listed_water = networks.for_water.is_listed & networks.heats_water
    by_record = impose(
        "340", listed_space * networks.for_space.price * space_year * _POUNDS_PER_PENCE
    )
    water_by_record = impose(
        "342", listed_water * networks.for_water.price * water_year * _POUNDS_PER_PENCE
    )
    charge = fuels.STANDING_CHARGE[prices, fuels.HEAT_FROM_CHP]
    return NetworkCosts(
        space_heat=where_any(listed_space, by_record),
        **slot_lines("space_heat", space, by_slot(sources, space_share, n) > 0.0),
        water_heat=where_any(listed_water, water_by_record),
        **slot_lines("water_heat", water, by_slot(sources, water_share, n) > 0.0),
        all_space_heat=space.sum(axis=1) + by_record,
        all_water_heat=water.sum(axis=1) + water_by_record,
        standing_charge=charge
        * np.where(networks.heats_space, 1.0, np.where(networks.heats_water, _HALF, 0.0)),
    )
