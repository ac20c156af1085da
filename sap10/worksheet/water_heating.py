"""Worksheet section 4: water heating energy requirement, lines (42) to (65)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.c_heat_networks import network_circuit_loss
from sap10.appendices.g_waste_water import waste_water_input
from sap10.appendices.h_solar_thermal import heats_water
from sap10.appendices.j_hot_water import hot_water_demand, hot_water_energy, occupancy_of
from sap10.arrays import FloatArray
from sap10.codes import ThermalStore
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import IS_SUMMER
from sap10.tables.hot_water import primary_circuit_loss
from sap10.tables.solar_thermal import PRIMARY_LOSS_FACTOR
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heating_systems import HeatingParameters
from sap10.worksheet.storage_losses import combi_losses, vessel_losses

_DISTRIBUTION_LOSS = 0.15
_USEFUL_SHARE = 0.85
_GAIN_OF_USE = 0.25
_GAIN_OF_LOSSES = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeating:
    """Hot water demand, losses and gains; a vessel's lines are None where no dwelling has one.

    `backup_volume` [l] is line (47) less what only sun or waste water heats.
    """

    occupancy: FloatArray = line("42", "persons")
    hot_water_of_showers: FloatArray = line("42a", "l/day")
    hot_water_of_baths: FloatArray = line("42b", "l/day")
    hot_water_of_other_uses: FloatArray = line("42c", "l/day")
    annual_average_hot_water: FloatArray = line("43", "l/day")
    daily_hot_water: FloatArray = line("44", "l/day")
    energy_content: FloatArray = line("45", "kWh/month", annual="sum")
    distribution_loss: FloatArray = line("46", "kWh/month")
    storage_volume: FloatArray = line("47", "l")
    declared_loss_factor: FloatArray | None = line("48", "kWh/day")
    temperature_factor_of_declared_loss: FloatArray | None = line("49")
    declared_storage_loss: FloatArray | None = line("50", "kWh/day")
    storage_loss_factor: FloatArray | None = line("51", "kWh/l/day")
    volume_factor: FloatArray | None = line("52")
    temperature_factor_of_table_2_loss: FloatArray | None = line("53")
    table_2_storage_loss: FloatArray | None = line("54", "kWh/day")
    daily_storage_loss: FloatArray = line("55", "kWh/day")
    storage_loss: FloatArray = line("56", "kWh/month")
    net_storage_loss: FloatArray = line("57", "kWh/month")
    primary_circuit_loss: FloatArray = line("59", "kWh/month")
    combi_loss: FloatArray = line("61", "kWh/month")
    total_heat_required: FloatArray = line("62", "kWh/month")
    electric_showers: FloatArray = line("64a", "kWh/month", annual="sum")
    heat_gains: FloatArray = line("65", "kWh/month")
    waste_water_input: FloatArray | None = line("63a", "kWh/month", annual="sum")
    backup_volume: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeaterOutput:
    """What the water heater has to deliver once other sources have given their part."""

    pv_diverter_input: FloatArray | None = line("63b", "kWh/month", annual="sum")
    solar_input: FloatArray | None = line("63c", "kWh/month", annual="sum")
    flue_gas_input: FloatArray | None = line("63d", "kWh/month", annual="sum")
    output: FloatArray = line("64", "kWh/month", annual="sum")


def water_heating(
    batch: DwellingBatch,
    size: Dimensions,
    heating: HeatingParameters,
    impose: Impose = NOTHING_IMPOSED,
) -> WaterHeating:
    """Find the heat that water heating requires and gives to the dwelling.

    Parameters
    ----------
    batch
        The dwellings.
    size
        Section 1, for line (4).
    heating
        The resolved heating, for what makes the hot water.
    impose
        Lines with given values.
    """
    hot_water = batch.hot_water
    system = heating.water
    occupancy = impose("42", occupancy_of(size.total_floor_area))
    demand = hot_water_demand(batch, occupancy)
    showers = impose("42a", demand.showers_l)
    baths = impose("42b", demand.baths_l)
    other = impose("42c", demand.other_l)
    daily = impose("44", showers + baths + other)
    energy = impose("45", hot_water_energy(daily, demand.cold_water_c))

    is_piped = ~system.is_point_of_use
    distribution = impose("46", _DISTRIBUTION_LOSS * energy * is_piped[:, None])

    vessel = vessel_losses(batch, heating, impose)
    net_storage = vessel.net_storage_loss

    # A summer immersion leaves the primary circuit cold from June to September (Table 3).
    has_circuit = system.has_primary_circuit[:, None] & ~(
        system.has_summer_immersion[:, None] & IS_SUMMER
    )
    circuit = has_circuit * primary_circuit_loss(
        hot_water.pipework_insulation,
        hot_water.thermal_store,
        hot_water.has_cylinder_thermostat,
        system.is_separately_timed,
    )
    if batch.solar_thermal.dwelling.size:
        circuit = circuit * _solar_circuit_factor(batch)
    networks = heating.networks
    if networks is not None:
        circuit = np.where(networks.heats_water[:, None], network_circuit_loss(), circuit)
    circuit = impose("59", circuit)
    combi = combi_losses(batch, heating, energy, daily, impose)
    required = impose("62", _USEFUL_SHARE * energy + distribution + net_storage + circuit + combi)

    electric_showers = impose("64a", demand.electric_showers_kwh)
    is_store_inside = hot_water.is_cylinder_in_heated_space | (
        hot_water.thermal_store != ThermalStore.NONE
    )
    if networks is not None:
        is_store_inside = is_store_inside | networks.heats_water
    gains = impose(
        "65",
        _GAIN_OF_USE * (_USEFUL_SHARE * energy + combi + electric_showers)
        + _GAIN_OF_LOSSES * (distribution + net_storage * is_store_inside[:, None] + circuit),
    )
    return WaterHeating(
        occupancy=occupancy,
        hot_water_of_showers=showers,
        hot_water_of_baths=baths,
        hot_water_of_other_uses=other,
        annual_average_hot_water=impose("43", demand.annual_mean_l),
        daily_hot_water=daily,
        energy_content=energy,
        distribution_loss=distribution,
        storage_volume=vessel.volume,
        declared_loss_factor=where_any(vessel.is_declared, vessel.declared_factor),
        temperature_factor_of_declared_loss=where_any(
            vessel.is_declared, vessel.declared_temperature_factor
        ),
        declared_storage_loss=where_any(vessel.is_declared, vessel.declared_loss),
        storage_loss_factor=where_any(vessel.is_tabulated, vessel.loss_factor),
        volume_factor=where_any(vessel.is_tabulated, vessel.volume_factor),
        temperature_factor_of_table_2_loss=where_any(
            vessel.is_tabulated, vessel.tabulated_temperature_factor
        ),
        table_2_storage_loss=where_any(vessel.is_tabulated, vessel.tabulated_loss),
        daily_storage_loss=vessel.daily_loss,
        storage_loss=vessel.storage_loss,
        net_storage_loss=net_storage,
        primary_circuit_loss=circuit,
        combi_loss=combi,
        total_heat_required=required,
        electric_showers=electric_showers,
        heat_gains=gains,
        waste_water_input=waste_water_input(batch, demand, impose),
        backup_volume=vessel.volume - vessel.dedicated_volume,
    )


def _solar_circuit_factor(batch: DwellingBatch) -> FloatArray:
    """Factor on the primary circuit loss, shape (n, 12), Table H4: with solar water heating.

    The cylinder needs a thermostat, which thermal stores have (Table 3).
    """
    hot_water = batch.hot_water
    controlled = hot_water.has_cylinder_thermostat | (hot_water.thermal_store != ThermalStore.NONE)
    reduced = controlled & (heats_water(batch) > 0.0)
    return np.where(reduced[:, None], PRIMARY_LOSS_FACTOR, 1.0)


def required_of_heaters(
    water: WaterHeating, pv_diverter_input: FloatArray | None, solar_input: FloatArray | None
) -> FloatArray:
    """Heat that is left to make, (62) less (63a) to (63c) [kWh/month], shape (n, 12)."""
    inputs = (water.waste_water_input, pv_diverter_input, solar_input)
    left = water.total_heat_required
    for part in inputs:
        if part is not None:
            left = left + part
    return left if left is water.total_heat_required else np.maximum(left, 0.0)


def water_heater_output(
    water: WaterHeating,
    *,
    pv_diverter_input: FloatArray | None = None,
    solar_input: FloatArray | None = None,
    flue_gas_input: FloatArray | None = None,
    impose: Impose = NOTHING_IMPOSED,
) -> WaterHeaterOutput:
    """Deduct what other sources give, lines (63a) to (64).

    Parameters
    ----------
    water
        The section's other lines.
    pv_diverter_input, solar_input, flue_gas_input
        Appendices G4, H and G1 [kWh/month], negative, shape (n, 12); None without such systems or
        before their part is known.
    impose
        Lines with given values.
    """
    if pv_diverter_input is not None:
        pv_diverter_input = impose("63b", pv_diverter_input)
    if solar_input is not None:
        solar_input = impose("63c", solar_input)
    output = required_of_heaters(water, pv_diverter_input, solar_input)
    if flue_gas_input is not None:
        flue_gas_input = impose("63d", flue_gas_input)
        output = np.maximum(output + flue_gas_input, 0.0)
    return WaterHeaterOutput(
        pv_diverter_input=pv_diverter_input,
        solar_input=solar_input,
        flue_gas_input=flue_gas_input,
        output=impose("64", output),
    )
