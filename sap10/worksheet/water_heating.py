"""Worksheet section 4: water heating energy requirement, lines (42) to (65)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.j_hot_water import hot_water_demand, hot_water_energy, occupancy_of
from sap10.arrays import FloatArray
from sap10.codes import ThermalStore
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import DAYS, IS_SUMMER
from sap10.tables.hot_water import (
    combi_loss,
    primary_circuit_loss,
    storage_loss_factor,
    temperature_factor,
    volume_factor,
)
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heating_systems import HeatingParameters

_DISTRIBUTION_LOSS = 0.15
_USEFUL_SHARE = 0.85
_GAIN_OF_USE = 0.25
_GAIN_OF_LOSSES = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeating:
    """Hot water demand, losses and gains; a vessel's lines are None where no dwelling has one."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterHeaterOutput:
    """What the water heater has to deliver once other sources have given their part."""

    pv_diverter_input: FloatArray | None = line("63b", "kWh/month")
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

    volume = impose("47", hot_water.cylinder_volume_l * is_piped)
    has_vessel = volume > 0.0
    is_declared = has_vessel & hot_water.is_loss_declared
    is_tabulated = has_vessel & ~hot_water.is_loss_declared
    factor = temperature_factor(
        is_loss_declared=hot_water.is_loss_declared,
        is_store_or_cpsu=(hot_water.thermal_store != ThermalStore.NONE) | system.is_cpsu,
        is_indirect=system.is_indirect_cylinder,
        has_thermostat=hot_water.has_cylinder_thermostat,
        is_separately_timed=hot_water.is_separately_timed,
        is_in_airing_cupboard=hot_water.is_store_in_airing_cupboard,
    )
    declared = impose("48", np.where(is_declared, hot_water.declared_loss_kwh_per_day, 0.0))
    declared_factor = impose("49", np.where(is_declared, factor, 0.0))
    declared_loss = impose("50", declared * declared_factor)
    loss_factor = impose(
        "51",
        np.where(
            is_tabulated,
            storage_loss_factor(hot_water.cylinder_insulation, hot_water.cylinder_insulation_mm),
            0.0,
        ),
    )
    size_factor = impose("52", np.where(is_tabulated, volume_factor(volume), 0.0))
    table_factor = impose("53", np.where(is_tabulated, factor, 0.0))
    table_loss = impose("54", volume * loss_factor * size_factor * table_factor)
    daily_loss = impose("55", np.where(is_declared, declared_loss, table_loss))
    storage = impose("56", daily_loss[:, None] * DAYS)
    net_storage = impose("57", storage)

    # A summer immersion leaves the primary circuit cold from June to September (Table 3).
    has_circuit = system.has_primary_circuit[:, None] & ~(
        system.has_summer_immersion[:, None] & IS_SUMMER
    )
    circuit = impose(
        "59",
        has_circuit
        * primary_circuit_loss(
            hot_water.pipework_insulation,
            hot_water.thermal_store,
            hot_water.has_cylinder_thermostat,
            hot_water.is_separately_timed,
        ),
    )
    combi = impose(
        "61",
        system.is_combi[:, None]
        * combi_loss(hot_water.keep_hot, hot_water.combi_store_volume_l, daily),
    )
    required = impose("62", _USEFUL_SHARE * energy + distribution + net_storage + circuit + combi)

    electric_showers = impose("64a", demand.electric_showers_kwh)
    is_store_inside = hot_water.is_cylinder_in_heated_space | (
        hot_water.thermal_store != ThermalStore.NONE
    )
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
        storage_volume=volume,
        declared_loss_factor=where_any(is_declared, declared),
        temperature_factor_of_declared_loss=where_any(is_declared, declared_factor),
        declared_storage_loss=where_any(is_declared, declared_loss),
        storage_loss_factor=where_any(is_tabulated, loss_factor),
        volume_factor=where_any(is_tabulated, size_factor),
        temperature_factor_of_table_2_loss=where_any(is_tabulated, table_factor),
        table_2_storage_loss=where_any(is_tabulated, table_loss),
        daily_storage_loss=daily_loss,
        storage_loss=storage,
        net_storage_loss=net_storage,
        primary_circuit_loss=circuit,
        combi_loss=combi,
        total_heat_required=required,
        electric_showers=electric_showers,
        heat_gains=gains,
    )


def water_heater_output(
    water: WaterHeating,
    pv_diverter_input: FloatArray | None = None,
    impose: Impose = NOTHING_IMPOSED,
) -> WaterHeaterOutput:
    """Deduct what other sources give, lines (63b) and (64).

    Parameters
    ----------
    water
        The section's other lines.
    pv_diverter_input
        Appendix G4 [kWh/month], negative, shape (n, 12); None before it is known or without
        diverters.
    impose
        Lines with given values.
    """
    required = water.total_heat_required
    if pv_diverter_input is None:
        return WaterHeaterOutput(pv_diverter_input=None, output=impose("64", required))
    diverted = impose("63b", pv_diverter_input)
    return WaterHeaterOutput(
        pv_diverter_input=diverted, output=impose("64", np.maximum(required + diverted, 0.0))
    )
