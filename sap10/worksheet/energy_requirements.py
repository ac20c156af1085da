"""Worksheet section 9a: energy requirements of individual heating systems, lines (201) to (238)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.g_flue_gas import CoupledStorePv, flue_gas_heat
from sap10.appendices.h_solar_thermal import SolarHeat
from sap10.appendices.l_lighting_appliances import LightingAndAppliances
from sap10.appendices.m_generation import (
    has_counted_diverter,
    pv_diverter_input,
    pv_generation,
    pv_use,
    share_used_in_dwelling,
)
from sap10.appendices.m_wind_hydro import WindAndHydro, wind_and_hydro
from sap10.appendices.n_electricity import net_electricity, package_electricity
from sap10.appendices.q_special_features import SpecialFeatures
from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.worksheet.auxiliary import Auxiliary
from sap10.worksheet.electricity_demand import electricity_used, pv_demand
from sap10.worksheet.end_uses import (
    EndUse,
    EndUses,
    HighRateFractions,
    end_uses,
    high_rate_fractions,
)
from sap10.worksheet.heat_networks import NetworkSupply, network_supply
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.water_heater import boiler_water, water_heater
from sap10.worksheet.water_heating import (
    WaterHeaterOutput,
    WaterHeating,
    required_of_heaters,
    water_heater_output,
)

_MONTH_SHARE = DAYS / DAYS_IN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyRequirements:
    """Delivered energy; `uses`, `rates` and `water_output` carry what later sections read."""

    secondary_fraction: FloatArray = line("201")
    main_fraction: FloatArray = line("202")
    main_2_share: FloatArray = line("203")
    main_1_fraction: FloatArray = line("204")
    main_2_fraction: FloatArray = line("205")
    main_1_efficiency: FloatArray = line("206", "%")
    main_2_efficiency: FloatArray | None = line("207", "%")
    secondary_efficiency: FloatArray | None = line("208", "%")
    cooling_seer: FloatArray | None = line("209")
    main_1_fuel: FloatArray = line("211", "kWh/month", annual="sum")
    main_2_fuel: FloatArray | None = line("213", "kWh/month", annual="sum")
    secondary_fuel: FloatArray | None = line("215", "kWh/month", annual="sum")
    water_heater_efficiency: FloatArray = line("217", "%")
    water_heater_fuel: FloatArray = line("219", "kWh/month", annual="sum")
    cooling_fuel: FloatArray | None = line("221", "kWh/month", annual="sum")
    lighting: FloatArray = line("232", "kWh/year")
    pv_used_in_dwelling: FloatArray | None = line("233a", "kWh/month", annual="sum")
    pv_exported: FloatArray | None = line("233b", "kWh/month", annual="sum")
    pv_generation: FloatArray | None = line("233", "kWh/year")
    package_electricity: FloatArray | None = line("235c", "kWh/month", annual="sum")
    package_electricity_exported: FloatArray | None = line("235d", "kWh/month", annual="sum")
    total_delivered: FloatArray = line("238", "kWh/year")
    water_output: WaterHeaterOutput
    coupled_store_pv: CoupledStorePv | None
    network_supply: NetworkSupply | None
    wind_and_hydro: WindAndHydro | None
    rates: HighRateFractions
    uses: EndUses


def energy_requirements(
    batch: DwellingBatch,
    water: WaterHeating,
    heating: HeatingParameters,
    by_sun: SolarHeat | None,
    cpsu_fraction: FloatArray | None,
    space_requirement: FloatArray,
    cooling_requirement: FloatArray | None,
    pumps_and_fans: Auxiliary,
    electricity: LightingAndAppliances,
    climate: Climate,
    impose: Impose = NOTHING_IMPOSED,
    features: SpecialFeatures | None = None,
) -> EnergyRequirements:
    """Find the fuel of every end use and what photovoltaics contribute.

    Parameters
    ----------
    batch
        The dwellings.
    water
        Section 4.
    heating
        The resolved heating.
    by_sun
        Appendix H, None without solar thermal systems.
    cpsu_fraction
        High-rate fraction of electric CPSUs by month, Appendix F, or None.
    space_requirement
        Line (98c) [kWh/month], shape (n, 12).
    cooling_requirement
        Line (107) [kWh/month], or None where nothing is cooled.
    pumps_and_fans
        Lines (230a) to (231).
    electricity
        Appendix L.
    climate
        For the photovoltaic arrays.
    impose
        Lines with given values.
    features
        Appendix Q, None without.
    """
    system_1, system_2 = heating.main_1, heating.main_2
    main_1 = impose(
        "211", _fuel(space_requirement, heating.main_1_fraction, system_1.space_efficiency)
    )
    main_2 = impose(
        "213", _fuel(space_requirement, heating.main_2_fraction, system_2.space_efficiency)
    )
    secondary = impose(
        "215", _fuel(space_requirement, heating.secondary_fraction, heating.secondary_efficiency)
    )
    cooling = (
        np.zeros_like(space_requirement)
        if cooling_requirement is None
        else cooling_requirement / batch.general.cooling_seer[:, None]
    )
    cooling = impose("221", cooling)
    lighting_year = impose("232", electricity.lighting_kwh.sum(axis=1))
    lighting = _scaled_to(electricity.lighting_kwh, lighting_year)
    solar_input = None if by_sun is None else -by_sun.water_heat
    output = water_heater_output(water, solar_input=solar_input, impose=impose)
    rates = high_rate_fractions(
        batch, heating, water, space_requirement, output.output, cpsu_fraction, impose
    )
    keep_hot = pumps_and_fans.keep_hot_by_month
    heater = water_heater(heating, space_requirement, output, keep_hot, impose)
    kwh = {
        EndUse.MAIN_1: main_1,
        EndUse.MAIN_2: main_2,
        EndUse.SECONDARY: secondary,
        EndUse.ELECTRIC_SHOWERS: water.electric_showers,
        EndUse.COOLING: cooling,
        EndUse.LIGHTING: lighting,
        EndUse.APPLIANCES: electricity.appliances_kwh,
        EndUse.COOKING: electricity.cooking_kwh,
    }
    generation = pv_generation(batch, climate)
    demand = pv_demand(batch, heating, rates, kwh, pumps_and_fans, heater)
    share = share_used_in_dwelling(generation, demand, batch.electricity.battery_capacity_kwh)
    has_diverter = has_counted_diverter(batch, water.annual_average_hot_water)
    diverted = None
    if has_diverter.any():
        diverted = pv_diverter_input(has_diverter, generation, share, output.output)
    earlier = (water.waste_water_input, diverted, solar_input)
    flue_gas = flue_gas_heat(
        batch, heating, water, climate, space_requirement, earlier, keep_hot, impose
    )
    if diverted is not None or flue_gas is not None:
        flue_gas_input = None
        if flue_gas is not None:
            flue_gas_input = -flue_gas.saving - flue_gas.pv_input
            if heating.package is not None and heating.package.shares_water.any():
                limit = boiler_water(heating, required_of_heaters(water, diverted, solar_input))
                flue_gas_input = np.maximum(flue_gas_input, -limit)
        output = water_heater_output(
            water,
            pv_diverter_input=diverted,
            solar_input=solar_input,
            flue_gas_input=flue_gas_input,
            impose=impose,
        )
        diverted = output.pv_diverter_input
        heater = water_heater(heating, space_requirement, output, keep_hot, impose)
    pv = pv_use(batch, generation, share, diverted)
    pv_used = impose("233a", -pv.used_in_dwelling)
    pv_exported = impose("233b", -pv.exported)

    supply, water_fuel = None, heater.fuel
    if heating.networks is not None:
        supply = network_supply(
            heating.networks,
            space_requirement,
            heating.main_1_fraction,
            output.output,
            water.electric_showers,
            impose,
        )
        on_space, on_water = heating.networks.heats_space, heating.networks.heats_water
        main_1 = np.where(on_space[:, None], supply.monthly_space_heat, main_1)
        water_fuel = np.where(on_water[:, None], supply.monthly_water_heat, water_fuel)
        kwh[EndUse.MAIN_1] = main_1

    fans = _none_is_zero(pumps_and_fans.ventilation_fans, batch.size)
    kwh |= {
        EndUse.WATER: water_fuel * (1.0 - heater.second_share),
        EndUse.SUMMER_IMMERSION: water_fuel * heater.second_share,
        EndUse.VENTILATION_FANS: fans[:, None] * _MONTH_SHARE,
        EndUse.PUMPS: (pumps_and_fans.total - fans)[:, None] * _MONTH_SHARE,
        EndUse.PV_USED: pv_used,
        EndUse.PV_EXPORTED: pv_exported,
    }
    package_used = package_exported = np.zeros_like(space_requirement)
    if heating.package is not None:
        net = net_electricity(
            heating.package,
            space_requirement * heating.main_1_fraction[:, None],
            np.where(heater.is_by_immersion, 0.0, output.output),
            space_requirement > 0.0,
        )
        of_dwelling = electricity_used(heating, kwh, pumps_and_fans)
        divided = package_electricity(net, of_dwelling, batch.electricity.is_export_capable)
        package_used = impose("235c", divided.used)
        package_exported = impose("235d", divided.exported)
    kwh[EndUse.GENERATION_USED] = package_used
    kwh[EndUse.GENERATION_EXPORTED] = package_exported
    other = None
    if batch.wind_turbines.dwelling.size or batch.hydro_outputs.dwelling.size:
        other = wind_and_hydro(batch, electricity_used(heating, kwh, pumps_and_fans), impose)
    if other is not None:
        kwh[EndUse.GENERATION_USED] = kwh[EndUse.GENERATION_USED] + other.used
        kwh[EndUse.GENERATION_EXPORTED] = kwh[EndUse.GENERATION_EXPORTED] + other.exported
    # (238) as printed: electric showers (64a) are not in its range of lines.
    by_month = main_1 + main_2 + secondary + water_fuel + cooling + pv_used + pv_exported
    by_month = by_month + package_used + package_exported
    total = by_month.sum(axis=1) + pumps_and_fans.total + lighting_year
    if other is not None:
        total = total + (other.used + other.exported).sum(axis=1)
    if features is not None:
        total = total + features.energy.total
    if heating.networks is not None:  # (338) has the showers, as (312a).
        total = total + heating.networks.heats_space * water.electric_showers.sum(axis=1)
    has_secondary = heating.secondary_fraction > 0.0
    is_cooled = cooling.sum(axis=1) > 0.0
    has_pv = batch.pv_arrays.count(batch.size) > 0.0
    return EnergyRequirements(
        secondary_fraction=heating.secondary_fraction,
        main_fraction=heating.main_fraction,
        main_2_share=heating.main_2_share,
        main_1_fraction=heating.main_1_fraction,
        main_2_fraction=heating.main_2_fraction,
        main_1_efficiency=system_1.space_efficiency,
        main_2_efficiency=where_any(system_2.exists, system_2.space_efficiency),
        secondary_efficiency=where_any(has_secondary, heating.secondary_efficiency),
        cooling_seer=where_any(is_cooled, batch.general.cooling_seer),
        main_1_fuel=main_1,
        main_2_fuel=where_any(system_2.exists, main_2),
        secondary_fuel=where_any(has_secondary, secondary),
        water_heater_efficiency=heater.efficiency,
        water_heater_fuel=water_fuel,
        cooling_fuel=where_any(is_cooled, cooling),
        lighting=lighting_year,
        pv_used_in_dwelling=where_any(has_pv, pv_used),
        pv_exported=where_any(has_pv, pv_exported),
        pv_generation=where_any(has_pv, impose("233", (pv_used + pv_exported).sum(axis=1))),
        package_electricity=where_any(package_used != 0.0, package_used),
        package_electricity_exported=where_any(package_exported != 0.0, package_exported),
        total_delivered=impose("238", total),
        water_output=output,
        coupled_store_pv=None if flue_gas is None else flue_gas.pv,
        network_supply=supply,
        wind_and_hydro=other,
        rates=rates,
        uses=end_uses(batch, heating, rates, kwh),
    )


def _fuel(requirement: FloatArray, fraction: FloatArray, efficiency: FloatArray) -> FloatArray:
    """Return the fuel of one system [kWh/month]: nothing where it has no share."""
    has_share = fraction > 0.0
    per_unit = np.where(has_share, fraction * 100.0 / np.where(has_share, efficiency, 100.0), 0.0)
    return requirement * per_unit[:, None]


def _scaled_to(monthly: FloatArray, annual: FloatArray) -> FloatArray:
    """Return monthly values whose sum is `annual`, which differs from theirs only where imposed."""
    total = monthly.sum(axis=1)
    return monthly * np.where(total > 0.0, annual / np.where(total > 0.0, total, 1.0), 0.0)[:, None]


def _none_is_zero(values: FloatArray | None, n: int) -> FloatArray:
    """Return zeros for a line that applies to no dwelling."""
    return np.zeros(n) if values is None else values
