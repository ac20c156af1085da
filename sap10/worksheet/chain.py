"""The whole worksheet: every section in the order in which it needs the ones before it."""

from dataclasses import dataclass

from sap10.appendices.b_range_cookers import case_emission_share
from sap10.appendices.f_electric_cpsu import cpsu_high_rate_fraction
from sap10.appendices.h_solar_thermal import SolarHeat, solar_heat
from sap10.appendices.l_lighting_appliances import (
    base_lighting,
    daylight_factor,
    lighting_and_appliances,
)
from sap10.appendices.n_packages import Packages, as_installed, packages
from sap10.appendices.q_special_features import SpecialFeatures, special_features
from sap10.appendices.u_climate import climate_for
from sap10.codes import Calculation, Prices
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.worksheet.auxiliary import Auxiliary, auxiliary, pump_and_fan_gains
from sap10.worksheet.branches import by_branch, printed_branch
from sap10.worksheet.cooling import CoolingRequirement, cooling_requirement
from sap10.worksheet.dimensions import Dimensions, dimensions
from sap10.worksheet.emissions import Emissions, emissions
from sap10.worksheet.energy_requirements import EnergyRequirements, energy_requirements
from sap10.worksheet.flags import Flags, flags
from sap10.worksheet.fuel_costs import FuelCosts, fuel_costs
from sap10.worksheet.heat_losses import HeatLosses, heat_losses
from sap10.worksheet.heat_network_factors import (
    NetworkEmissions,
    NetworkPrimaryEnergy,
    network_emissions,
    network_primary_energy,
)
from sap10.worksheet.heating_systems import resolve_heating
from sap10.worksheet.internal_gains import InternalGains, internal_gains, reduced_gains
from sap10.worksheet.mean_internal_temperature import (
    MeanInternalTemperature,
    mean_internal_temperature,
)
from sap10.worksheet.primary_energy import PrimaryEnergy, primary_energy
from sap10.worksheet.rating import Rating, price_sets, sap_rating
from sap10.worksheet.solar_gains import SolarGains, solar_gains
from sap10.worksheet.space_heating_requirement import (
    SpaceHeatingRequirement,
    left_for_systems,
    space_heating_requirement,
)
from sap10.worksheet.ventilation import VentilationRates, ventilation
from sap10.worksheet.water_heating import WaterHeating, water_heating


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """The results of every section for a batch of dwellings.

    `package` says how the packages of Appendix N perform; `flags` which ratings are out of the
    ordinary.
    """

    dimensions: Dimensions
    ventilation: VentilationRates
    heat_losses: HeatLosses
    water_heating: WaterHeating
    internal_gains: InternalGains
    solar_gains: SolarGains
    mean_internal_temperature: MeanInternalTemperature
    solar_heat: SolarHeat | None
    space_heating: SpaceHeatingRequirement
    cooling: CoolingRequirement
    pumps_and_fans: Auxiliary
    energy: EnergyRequirements
    costs: FuelCosts
    rating: Rating
    emissions: Emissions
    primary_energy: PrimaryEnergy
    package: Packages | None
    special_features: SpecialFeatures | None
    network_emissions: NetworkEmissions | None
    network_primary_energy: NetworkPrimaryEnergy | None
    flags: Flags

    def sections(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """Return the heading of each printed section and the results that hold its lines."""
        features = self.special_features
        return (
            ("1. Overall dwelling dimensions", (self.dimensions,)),
            ("2. Ventilation rate", (self.ventilation,)),
            ("3. Heat losses and heat loss parameter", (self.heat_losses,)),
            ("4. Water heating", (self.water_heating, self.energy.water_output)),
            ("5. Internal gains", (self.internal_gains,)),
            ("6. Solar gains", (self.solar_gains,)),
            ("7. Mean internal temperature", (self.mean_internal_temperature,)),
            ("8. Space heating requirement", (self.space_heating,)),
            ("8c. Space cooling requirement", (self.cooling,)),
            *printed_branch(
                self.network_emissions,
                (
                    ("9", "Energy requirements", self._energy_results()),
                    ("10", "Fuel costs", (self.costs, features and features.costs)),
                    ("11", "SAP rating", (self.rating,)),
                    ("12", "CO2 emissions", (self.emissions, features and features.emissions)),
                    (
                        "13",
                        "Primary energy",
                        (self.primary_energy, features and features.primary_energy),
                    ),
                ),
                {
                    "9": self.energy.network_supply,
                    "10": self.costs.network,
                    "12": self.network_emissions,
                    "13": self.network_primary_energy,
                },
                has_second_system=bool((self.energy.main_2_share > 0.0).all()),
            ),
            ("Appendix G. Photovoltaics of a close-coupled store", self._of_coupled_store()),
            ("Appendix H. Solar thermal system", self._of_solar_thermal()),
        )

    def _energy_results(self) -> tuple[object | None, ...]:
        features = self.special_features
        return (
            self.energy,
            self.pumps_and_fans,
            self.energy.wind_and_hydro,
            features and features.energy,
        )

    def _of_coupled_store(self) -> tuple[object, ...]:
        pv = self.energy.coupled_store_pv
        return () if pv is None else (pv,)

    def _of_solar_thermal(self) -> tuple[object, ...]:
        return () if self.solar_heat is None else (self.solar_heat,)


def run_worksheet(
    batch: DwellingBatch,
    calculation: Calculation = Calculation.RATING,
    prices: Prices | None = None,
    impose: Impose = NOTHING_IMPOSED,
    *,
    has_reduced_gains: bool = False,
) -> Worksheet:
    """Run every section for a batch.

    Parameters
    ----------
    batch
        The dwellings.
    calculation
        Ratings use the UK average climate, costs and emissions each dwelling's own region.
    prices
        Price set of all dwellings; by default that of each dwelling's ruleset.
    impose
        Lines with given values.
    has_reduced_gains
        Space heating takes the gains of Table 5 column B: dwelling rates of building regulations.
    """
    impose = by_branch(batch, impose)
    climate = climate_for(batch, calculation)
    price_set = price_sets(batch, prices)
    size = dimensions(batch, impose)
    rates = ventilation(batch, size, climate, impose)
    losses = heat_losses(batch, size, rates, impose)
    package = None
    if batch.packages.dwelling.size:
        package = packages(batch, size, losses)
        if package.drives_ventilation.any():
            # Not an iteration: once with Fmv = 1, once with the factor found so (N3.2).
            rates = ventilation(batch, size, climate, impose, package.ventilation_factor)
            losses = heat_losses(batch, size, rates, impose)
            package = packages(batch, size, losses).with_ventilation_of(package)
        batch = as_installed(batch, package)
    heating = resolve_heating(batch, impose, package)
    water = water_heating(batch, size, heating, impose)
    electricity = lighting_and_appliances(batch, size.total_floor_area, water.occupancy)
    internal = internal_gains(
        water.occupancy,
        electricity,
        water.heat_gains,
        pump_and_fan_gains(batch, size, heating),
        impose,
    )
    heating_gains = internal
    if has_reduced_gains:
        heating_gains = reduced_gains(
            water.occupancy,
            electricity,
            base_lighting(size.total_floor_area, water.occupancy)
            * daylight_factor(batch, size.total_floor_area),
            water.heat_gains,
            internal.pumps_and_fans,
            impose,
        )
    solar = solar_gains(batch, climate, heating_gains, impose)
    temperature = mean_internal_temperature(batch, size, losses, solar, climate, heating, impose)
    space = space_heating_requirement(size, losses, solar, climate, temperature, impose)
    cooling = cooling_requirement(batch, size, losses, internal, solar, climate, impose)
    by_sun = solar_heat(
        batch,
        climate,
        water.total_heat_required,
        water.waste_water_input,
        space.requirement_before_solar,
        impose,
    )
    case_share = case_emission_share(batch, heating)
    if by_sun is not None or case_share is not None:
        by_sun_kwh = None if by_sun is None else by_sun.space_heat
        space = left_for_systems(space, size, by_sun_kwh, case_share, impose)
    pumps_and_fans = auxiliary(batch, size, heating, water, impose)
    features = special_features(batch, price_set, impose)
    energy = energy_requirements(
        batch,
        water,
        heating,
        by_sun,
        cpsu_high_rate_fraction(batch, heating, losses, temperature, space, water),
        space.requirement_kwh,
        cooling.requirement_kwh,
        pumps_and_fans,
        electricity,
        climate,
        impose,
        features,
    )
    supply = energy.network_supply
    costs = fuel_costs(
        batch,
        heating,
        energy.uses,
        price_set,
        impose,
        supply,
        energy.wind_and_hydro,
        None if features is None else features.costs,
    )
    network_co2 = network_energy = None
    if heating.networks is not None and supply is not None:
        loss_parameter = losses.heat_loss_parameter
        network_co2 = network_emissions(heating.networks, supply, loss_parameter, impose)
        network_energy = network_primary_energy(heating.networks, supply, loss_parameter, impose)
    return Worksheet(
        dimensions=size,
        ventilation=rates,
        heat_losses=losses,
        water_heating=water,
        internal_gains=heating_gains,
        solar_gains=solar,
        mean_internal_temperature=temperature,
        solar_heat=by_sun,
        space_heating=space,
        cooling=cooling,
        pumps_and_fans=pumps_and_fans,
        energy=energy,
        costs=costs,
        rating=sap_rating(size, costs, price_set, impose),
        package=package,
        emissions=emissions(
            size,
            energy.uses,
            impose,
            network_co2,
            None if features is None else features.emissions,
        ),
        primary_energy=primary_energy(
            size,
            energy.uses,
            impose,
            network_energy,
            None if features is None else features.primary_energy,
        ),
        special_features=features,
        network_emissions=network_co2,
        network_primary_energy=network_energy,
        flags=flags(batch, heating, package),
    )
