"""Worksheet section 10a: fuel costs, lines (240) to (255)."""

from dataclasses import dataclass, replace

import numpy as np

from sap10.appendices.m_wind_hydro import WindAndHydro
from sap10.appendices.q_special_features import FeatureCosts
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.tables import fuels
from sap10.worksheet.end_uses import EndUse, EndUses
from sap10.worksheet.heat_networks import NetworkCosts, NetworkSupply, network_costs
from sap10.worksheet.heating_systems import HeatingParameters

_POUNDS_PER_PENCE = 0.01
_HEATING_LINES = {
    EndUse.MAIN_1: ("240c", "240d", "240e"),
    EndUse.MAIN_2: ("241c", "241d", "241e"),
    EndUse.SECONDARY: ("242c", "242d", "242e"),
    EndUse.WATER: ("245", "246", "247"),
}
"""High-rate, low-rate and one-rate cost lines of each heating use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FuelCosts:
    """Costs of regulated energy [GBP/year], shape (n,); what applies to no dwelling is None.

    `summer_immersion` is the second entry of (245) to (247) where an immersion heats the water in
    summer (section 4). `network` holds section 10b's own lines.
    """

    main_1_high_rate_fraction: FloatArray | None = line("240a")
    main_1_low_rate_fraction: FloatArray | None = line("240b")
    main_1_high_rate_cost: FloatArray | None = line("240c", "GBP/year")
    main_1_low_rate_cost: FloatArray | None = line("240d", "GBP/year")
    main_1_one_rate_cost: FloatArray | None = line("240e", "GBP/year")
    main_1: FloatArray = line("240", "GBP/year")
    main_2_high_rate_fraction: FloatArray | None = line("241a")
    main_2_low_rate_fraction: FloatArray | None = line("241b")
    main_2_high_rate_cost: FloatArray | None = line("241c", "GBP/year")
    main_2_low_rate_cost: FloatArray | None = line("241d", "GBP/year")
    main_2_one_rate_cost: FloatArray | None = line("241e", "GBP/year")
    main_2: FloatArray | None = line("241", "GBP/year")
    secondary_high_rate_fraction: FloatArray | None = line("242a")
    secondary_low_rate_fraction: FloatArray | None = line("242b")
    secondary_high_rate_cost: FloatArray | None = line("242c", "GBP/year")
    secondary_low_rate_cost: FloatArray | None = line("242d", "GBP/year")
    secondary_one_rate_cost: FloatArray | None = line("242e", "GBP/year")
    secondary: FloatArray | None = line("242", "GBP/year")
    water_high_rate_fraction: FloatArray | None = line("243")
    water_low_rate_fraction: FloatArray | None = line("244")
    water_high_rate_cost: FloatArray | None = line("245", "GBP/year")
    water_low_rate_cost: FloatArray | None = line("246", "GBP/year")
    water_one_rate_cost: FloatArray | None = line("247", "GBP/year")
    summer_immersion: FloatArray | None
    electric_showers: FloatArray | None = line("247a", "GBP/year")
    cooling: FloatArray | None = line("248", "GBP/year")
    pumps_and_fans: FloatArray = line("249", "GBP/year")
    lighting: FloatArray = line("250", "GBP/year")
    standing_charges: FloatArray = line("251", "GBP/year")
    generation: FloatArray | None = line("252", "GBP/year")
    total: FloatArray = line("255", "GBP/year")
    network: NetworkCosts | None


@dataclass(frozen=True, slots=True)
class _HeatingCost:
    """Cost of one heating use, in the parts that the worksheet prints."""

    has_two_rates: BoolArray
    has_one_rate: BoolArray
    high_fraction: FloatArray
    high_cost: FloatArray
    low_cost: FloatArray
    one_rate_cost: FloatArray

    @property
    def total(self) -> FloatArray:
        """Cost at all rates [GBP/year]."""
        return self.high_cost + self.low_cost + self.one_rate_cost

    def printed(self, prefix: str) -> dict[str, FloatArray | None]:
        """Return the fields of `FuelCosts` that show this use."""
        two = self.has_two_rates
        return {
            f"{prefix}_high_rate_fraction": where_any(two, self.high_fraction),
            f"{prefix}_low_rate_fraction": where_any(two, 1.0 - self.high_fraction),
            f"{prefix}_high_rate_cost": where_any(two, self.high_cost),
            f"{prefix}_low_rate_cost": where_any(two, self.low_cost),
            f"{prefix}_one_rate_cost": where_any(self.has_one_rate, self.one_rate_cost),
        }


def unit_price(uses: EndUses, prices: IntArray) -> FloatArray:
    """Price of each end use [p/kWh], both rates weighted, shape (n, end uses).

    `prices` is the price set (`sap10.codes.Prices`) of each dwelling.
    """
    high = fuels.UNIT_PRICE[prices[:, None], uses.high_rate_code]
    low = fuels.UNIT_PRICE[prices[:, None], uses.low_rate_code]
    return uses.high_rate_fraction * high + (1.0 - uses.high_rate_fraction) * low


def fuel_costs(
    batch: DwellingBatch,
    heating: HeatingParameters,
    uses: EndUses,
    prices: IntArray,
    impose: Impose = NOTHING_IMPOSED,
    supply: NetworkSupply | None = None,
    wind_and_hydro: WindAndHydro | None = None,
    features: FeatureCosts | None = None,
) -> FuelCosts:
    """Price the regulated energy.

    Parameters
    ----------
    batch
        The dwellings, for the tariff and where photovoltaics are connected.
    heating
        The resolved heating, for the standing charges.
    uses
        Delivered energy of every end use.
    prices
        Price set of each dwelling, shape (n,).
    impose
        Lines with given values.
    supply
        Section 9b: heat from networks, None where no dwelling is on one.
    wind_and_hydro
        Electricity of wind and water, None without.
    features
        Lines (253) and (254), None without Appendix Q.
    """
    annual = uses.annual_kwh
    cost = annual * unit_price(uses, prices) * _POUNDS_PER_PENCE
    main_1, main_2, secondary, water = (
        _heating_cost(uses, annual, prices, use, impose) for use in _HEATING_LINES
    )
    standing_charges = _standing_charges(batch, heating, uses, annual, prices)
    network = None
    if heating.networks is not None and supply is not None:
        network = network_costs(heating.networks, supply, prices, impose)
        main_1 = _from_network(main_1, heating.networks.heats_space, network.all_space_heat)
        water = _from_network(water, heating.networks.heats_water, network.all_water_heat)
        standing_charges = standing_charges + network.standing_charge
        single_immersion = heating.networks.heats_space & heating.water.is_immersion
        water = _at_high_rate(water, single_immersion & water.has_one_rate, impose)
    main_1_total = impose("240", main_1.total)
    main_2_total = impose("241", main_2.total)
    secondary_total = impose("242", secondary.total)
    summer_immersion = cost[:, EndUse.SUMMER_IMMERSION]
    showers = impose("247a", cost[:, EndUse.ELECTRIC_SHOWERS])
    cooling = impose("248", cost[:, EndUse.COOLING])
    pumps = impose("249", cost[:, EndUse.VENTILATION_FANS] + cost[:, EndUse.PUMPS])
    lighting = impose("250", cost[:, EndUse.LIGHTING])
    standing = impose("251", standing_charges)
    # A share of a building's array saves its dwellings no costs (M1 step 2, case c).
    earned = (
        (cost[:, EndUse.PV_USED] + cost[:, EndUse.PV_EXPORTED])
        * batch.electricity.is_pv_connected_to_dwelling
        + cost[:, EndUse.GENERATION_USED]
        + cost[:, EndUse.GENERATION_EXPORTED]
    )
    if wind_and_hydro is not None:
        price = unit_price(uses, prices) * _POUNDS_PER_PENCE
        earned = earned - wind_and_hydro.uncredited_used * price[:, EndUse.GENERATION_USED]
        earned = earned - wind_and_hydro.uncredited_exported * price[:, EndUse.GENERATION_EXPORTED]
    generation = impose("252", earned)
    total = (
        main_1_total
        + main_2_total
        + secondary_total
        + water.total
        + summer_immersion
        + showers
        + cooling
        + pumps
        + lighting
        + standing
        + generation
    )
    if features is not None:
        total = total + features.saved + features.used
    return FuelCosts(
        **main_1.printed("main_1"),
        main_1=main_1_total,
        **main_2.printed("main_2"),
        main_2=where_any(heating.main_2.exists, main_2_total),
        **secondary.printed("secondary"),
        secondary=where_any(heating.secondary_fraction > 0.0, secondary_total),
        **water.printed("water"),
        summer_immersion=where_any(summer_immersion > 0.0, summer_immersion),
        electric_showers=where_any(showers > 0.0, showers),
        cooling=where_any(cooling > 0.0, cooling),
        pumps_and_fans=pumps,
        lighting=lighting,
        standing_charges=standing,
        generation=where_any(
            (batch.pv_arrays.count(batch.size) > 0.0) | (generation != 0.0), generation
        ),
        total=impose("255", total),
        network=network,
    )


def _at_high_rate(cost: _HeatingCost, is_single: BoolArray, impose: Impose) -> _HeatingCost:
    """Return the cost of immersion heaters at one rate where section 10b has it, line (345)."""
    return replace(
        cost,
        has_two_rates=cost.has_two_rates | is_single,
        has_one_rate=cost.has_one_rate & ~is_single,
        high_cost=np.where(is_single, impose("245", cost.one_rate_cost), cost.high_cost),
        one_rate_cost=np.where(is_single, 0.0, cost.one_rate_cost),
    )


def _from_network(
    cost: _HeatingCost, is_from_network: BoolArray, network_cost: FloatArray
) -> _HeatingCost:
    """Return a heating use's cost with that of the heat from networks, which has one rate."""
    return replace(
        cost,
        high_cost=np.where(is_from_network, 0.0, cost.high_cost),
        low_cost=np.where(is_from_network, 0.0, cost.low_cost),
        one_rate_cost=np.where(is_from_network, network_cost, cost.one_rate_cost),
    )


def _heating_cost(
    uses: EndUses, annual_kwh: FloatArray, prices: IntArray, use: EndUse, impose: Impose
) -> _HeatingCost:
    """Split the cost of a heating use by rate."""
    kwh = annual_kwh[:, use]
    high_code, low_code = uses.high_rate_code[:, use], uses.low_rate_code[:, use]
    fraction = uses.high_rate_fraction[:, use]
    two_rates = high_code != low_code
    high = kwh * fuels.UNIT_PRICE[prices, high_code] * _POUNDS_PER_PENCE
    low = kwh * fuels.UNIT_PRICE[prices, low_code] * _POUNDS_PER_PENCE
    high_line, low_line, one_line = _HEATING_LINES[use]
    return _HeatingCost(
        has_two_rates=two_rates,
        has_one_rate=~two_rates & (high_code > 0),
        high_fraction=fraction,
        high_cost=impose(high_line, np.where(two_rates, high * fraction, 0.0)),
        low_cost=impose(low_line, np.where(two_rates, low * (1.0 - fraction), 0.0)),
        one_rate_cost=impose(one_line, np.where(two_rates, 0.0, high)),
    )


def _standing_charges(
    batch: DwellingBatch,
    heating: HeatingParameters,
    uses: EndUses,
    annual_kwh: FloatArray,
    prices: IntArray,
) -> FloatArray:
    """Additional standing charges of regulated uses [GBP/year], line (251), Table 12 note a.

    None for the standard tariff; that of an off-peak tariff where main heating or hot water use it;
    that of a gas where it heats space (main or secondary) or water.

    "Uses off-peak electricity" is read as "is supplied on an off-peak tariff", so that direct
    heaters pay it whose high-rate fraction is 1. Electric showers, line (247a), are listed apart
    from water heating in section 12.1 and do not bring the charge about.
    """
    main_or_water = [EndUse.MAIN_1, EndUse.MAIN_2, EndUse.WATER, EndUse.SUMMER_IMMERSION]
    uses_energy = annual_kwh[:, main_or_water] > 0.0
    is_electric = fuels.is_electricity(uses.high_rate_code[:, main_or_water])
    off_peak = (uses_energy & is_electric).any(axis=1)
    charge = off_peak * fuels.off_peak_standing_charge(prices, batch.electricity.tariff)

    burnt = np.stack(
        [
            heating.main_1.fuel * (annual_kwh[:, EndUse.MAIN_1] > 0.0),
            heating.main_2.fuel * (annual_kwh[:, EndUse.MAIN_2] > 0.0),
            heating.secondary_fuel * (annual_kwh[:, EndUse.SECONDARY] > 0.0),
            heating.water.fuel * (annual_kwh[:, EndUse.WATER] > 0.0),
        ],
        axis=1,
    )
    for gas in fuels.GAS_WITH_STANDING_CHARGE:
        charge = charge + (burnt == gas).any(axis=1) * fuels.STANDING_CHARGE[prices, gas]
    return charge
