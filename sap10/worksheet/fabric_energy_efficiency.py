"""Worksheet section 8f: fabric energy efficiency, line (109), under section 11's conditions."""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from sap10.appendices.l_lighting_appliances import (
    base_lighting,
    daylight_factor,
    lighting_and_appliances,
)
from sap10.appendices.u_climate import climate_for
from sap10.arrays import FloatArray
from sap10.codes import (
    Calculation,
    Emitter,
    Overshading,
    PressureTest,
    ShowerKind,
    VentilationSystem,
)
from sap10.dwelling import DwellingBatch, HeatingSystem, HotWater, Shower
from sap10.flat_table import Table
from sap10.lines import line
from sap10.worksheet.cooling import cooling_requirement
from sap10.worksheet.dimensions import dimensions
from sap10.worksheet.heat_losses import heat_losses
from sap10.worksheet.heating_systems import resolve_heating
from sap10.worksheet.internal_gains import internal_gains, reduced_gains
from sap10.worksheet.mean_internal_temperature import mean_internal_temperature
from sap10.worksheet.solar_gains import solar_gains
from sap10.worksheet.space_heating_requirement import space_heating_requirement
from sap10.worksheet.ventilation import ventilation
from sap10.worksheet.water_heating import water_heating

_LEAST_PERMEABILITY_50_PA = 3.0
_LEAST_PERMEABILITY_4_PA = 0.545
"""Air permeability of naturally ventilated dwellings in assessments of compliance, section 2.4."""

_LIGHT_LM_PER_M2 = 185.0
_LIGHT_EFFICACY = 66.9
_SHOWER_KW = 9.3

# A responsiveness of 1.0, control type 2 and no adjustment of the temperature; the water heater is
# one at the point of use, so that lines (46) to (61) are zero.
_HEATING: HeatingSystem[float, int, bool] = HeatingSystem(
    code=104, fuel=1, control=2106, emitter=Emitter.RADIATORS, has_interlock=True
)
_NO_HEATING: HeatingSystem[float, int, bool] = HeatingSystem()
_SHOWER: Shower[float, int] = Shower(kind=ShowerKind.ELECTRIC, power_kw=_SHOWER_KW)
_POINT_OF_USE = 909
_ELECTRICITY = 39


@dataclass(frozen=True, slots=True, kw_only=True)
class FabricEnergyEfficiency:
    """Space heating and cooling that the fabric alone requires."""

    heating_per_area: FloatArray
    cooling_per_area: FloatArray
    per_area: FloatArray = line("109", "kWh/m2")


def fabric_energy_efficiency(batch: DwellingBatch) -> FabricEnergyEfficiency:
    """Find the fabric energy efficiency of each dwelling: a calculation of its own.

    Everything that section 11 does not fix is that of the dwelling.
    """
    climate = climate_for(batch, Calculation.RATING)
    size = dimensions(batch)
    area = size.total_floor_area
    batch = under_conditions(batch, area)
    losses = heat_losses(batch, size, ventilation(batch, size, climate))
    heating = resolve_heating(batch)
    water = water_heating(batch, size, heating)
    electricity = lighting_and_appliances(batch, area, water.occupancy)
    nothing = np.zeros((batch.size, 12))
    light = base_lighting(area, water.occupancy) * daylight_factor(batch, area)
    for_heating = reduced_gains(water.occupancy, electricity, light, water.heat_gains, nothing)
    for_cooling = internal_gains(water.occupancy, electricity, water.heat_gains, nothing)
    solar = solar_gains(batch, climate, for_heating)
    temperature = mean_internal_temperature(batch, size, losses, solar, climate, heating)
    space = space_heating_requirement(size, losses, solar, climate, temperature)
    cooling = cooling_requirement(batch, size, losses, for_cooling, solar, climate)
    heat = space.requirement_before_solar.sum(axis=1) / area
    cold = cooling.requirement_per_area
    if cold is None:
        cold = np.zeros(batch.size)
    return FabricEnergyEfficiency(
        heating_per_area=heat, cooling_per_area=cold, per_area=heat + cold
    )


def as_assessed_for_compliance(batch: DwellingBatch) -> DwellingBatch:
    """Return the dwellings with the least air permeability that natural ventilation may claim.

    Section 2.4 asks for it with background ventilators and intermittent fans. For mechanical
    ventilation the figure entered counts, in the fabric energy efficiency too, although that
    calculates with natural ventilation: "should always be used".
    """
    given = batch.ventilation
    least = np.select(
        [given.pressure_test == PressureTest.AT_50_PA, given.pressure_test == PressureTest.AT_4_PA],
        [_LEAST_PERMEABILITY_50_PA, _LEAST_PERMEABILITY_4_PA],
        0.0,
    )
    natural = given.system == VentilationSystem.NATURAL
    permeability = np.where(
        natural, np.maximum(given.air_permeability, least), given.air_permeability
    )
    return replace(batch, ventilation=replace(given, air_permeability=permeability))


def under_conditions(batch: DwellingBatch, area: FloatArray) -> DwellingBatch:
    """Return the dwellings under the conditions of section 11."""
    n = batch.size
    batch = as_assessed_for_compliance(batch)
    none = np.zeros(n, dtype=np.int64)
    ventilated = replace(
        batch.ventilation,
        open_chimneys=none,
        open_flues=none,
        closed_fire_flues=none,
        solid_fuel_boiler_flues=none,
        other_heater_flues=none,
        blocked_chimneys=none,
        passive_vents=none,
        flueless_gas_fires=none,
        extract_fans=np.select([area <= 70.0, area <= 100.0], [2, 3], 4),
        system=np.full(n, VentilationSystem.NATURAL),
    )
    hot_water: HotWater[float, int, bool] = HotWater(
        code=_POINT_OF_USE, fuel=_ELECTRICITY, cold_water_source=0, has_bath=True
    )
    openings = batch.openings
    overshading = np.minimum(openings.rows.overshading, Overshading.AVERAGE_OR_UNKNOWN)
    return replace(
        batch,
        general=replace(
            batch.general, is_low_water_use=np.ones(n, dtype=np.bool_), cooled_area_m2=area
        ),
        ventilation=ventilated,
        main_1=_repeated(_HEATING, n),
        main_2=_repeated(_NO_HEATING, n),
        hot_water=replace(
            _repeated(hot_water, n), cold_water_source=batch.hot_water.cold_water_source
        ),
        lighting=replace(
            batch.lighting,
            is_capacity_given=np.ones(n, dtype=np.bool_),
            capacity_lm=_LIGHT_LM_PER_M2 * area,
            efficacy_lm_per_w=np.full(n, _LIGHT_EFFICACY),
        ),
        openings=Table(openings.dwelling, replace(openings.rows, overshading=overshading)),
        showers=Table(np.arange(n), _repeated(_SHOWER, n)),
        solar_thermal=_emptied(batch.solar_thermal),
        combi_products=_emptied(batch.combi_products),
        flue_gas_recovery=_emptied(batch.flue_gas_recovery),
        waste_water_recovery=_emptied(batch.waste_water_recovery),
        packages=_emptied(batch.packages),
        boiler_products=_emptied(batch.boiler_products),
        heating_controls=_emptied(batch.heating_controls),
        ventilation_units=_emptied(batch.ventilation_units),
        wet_room_fans=_emptied(batch.wet_room_fans),
        heat_networks=_emptied(batch.heat_networks),
        air_change_rates=_emptied(batch.air_change_rates),
    )


def _repeated(record: Any, n: int) -> Any:
    """Return one record as a group of arrays, the same for `n` dwellings."""
    return type(record)(
        **{item.name: np.full(n, getattr(record, item.name)) for item in fields(record)}
    )


def _emptied(table: Table[Any]) -> Table[Any]:
    """Return a table without rows."""
    rows = table.rows
    columns = {item.name: getattr(rows, item.name)[:0] for item in fields(rows)}
    return Table(table.dwelling[:0], type(rows)(**columns))
