"""Appendix H: heat from solar thermal systems for water and space, lines (H1) to (H29)."""

from dataclasses import dataclass, fields

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray, IntArray
from sap10.codes import SolarPurpose, SolarStore
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.months import DAYS, HOURS
from sap10.tables.hot_water import COLD_WATER_TEMPERATURE
from sap10.tables.solar_thermal import CORRELATION, OVERSHADING_FACTOR

_KWH_PER_WATT_DAY = 0.024
_SECOND_ORDER_DIFFERENCE_K = 40.0
_REFERENCE_LITRES_PER_M2 = 75.0
_HEATED_SHARE_OF_REST = 0.3
_LARGEST_X = 18.0
_SMALLEST_DEMAND_KWH = 1e-6
"""A month that needs less takes nothing from the sun: X and Y divide by the demand."""
_PUMP_HOURS = 2000.0
_WATTS_PER_KILOWATT = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarHeat:
    """The solar thermal system of each dwelling; zero where a dwelling has none.

    `water_heat` and `space_heat` [kWh/month], shape (n, 12), are positive; sections 4 and 8 enter
    them as (63c) and (98b), negative.
    """

    aperture_area: FloatArray = line("H1", "m2")
    zero_loss_efficiency: FloatArray = line("H2")
    linear_loss_coefficient: FloatArray = line("H3", "W/m2K")
    second_order_loss_coefficient: FloatArray = line("H4", "W/m2K2")
    collector_loop_efficiency: FloatArray = line("H5")
    incidence_angle_modifier: FloatArray = line("H6")
    solar_radiation: FloatArray = line("H7", "kWh/m2", annual="sum")
    overshading_factor: FloatArray = line("H8")
    solar_energy_available: FloatArray = line("H9", "kWh", annual="sum")
    system_heat_loss_coefficient: FloatArray = line("H10", "W/K")
    loop_heat_loss_coefficient: FloatArray = line("H11", "W/m2K")
    dedicated_solar_volume: FloatArray = line("H12", "l")
    combined_cylinder_volume: FloatArray = line("H13", "l")
    effective_solar_volume: FloatArray = line("H14", "l")
    reference_volume: FloatArray = line("H15", "l")
    storage_tank_correction: FloatArray = line("H16")
    hot_water_demand: FloatArray = line("H17", "kWh/month", annual="sum")
    share_to_water: FloatArray = line("H18")
    share_to_space: FloatArray = line("H19")
    water_reference_temperature: FloatArray = line("H20", "C")
    water_reference_difference: FloatArray = line("H21", "K")
    water_factor_x: FloatArray = line("H22")
    water_factor_y: FloatArray = line("H23")
    water_heat: FloatArray = line("H24", "kWh/month", annual="sum")
    space_reference_temperature: FloatArray = line("H25", "C")
    space_reference_difference: FloatArray = line("H26", "K")
    space_factor_x: FloatArray = line("H27")
    space_factor_y: FloatArray = line("H28")
    space_heat: FloatArray = line("H29", "kWh/month", annual="sum")


@dataclass(frozen=True, slots=True)
class _Loop:
    """What both demands have in common, by system: (rows,) or (rows, 12)."""

    gain: FloatArray
    loss_w_per_k: FloatArray

    def factors(
        self, share: FloatArray, difference: FloatArray, demand: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return X and Y of a demand; zero where there is none."""
        has_demand = (demand > _SMALLEST_DEMAND_KWH) & (share > 0.0)
        per_demand = np.where(
            has_demand,
            share * HOURS / (_WATTS_PER_KILOWATT * np.where(has_demand, demand, 1.0)),
            0.0,
        )
        x = np.clip(per_demand * self.loss_w_per_k[:, None] * difference, 0.0, _LARGEST_X)
        return x, np.maximum(per_demand * self.gain, 0.0)


def solar_heat(
    batch: DwellingBatch,
    climate: Climate,
    required: FloatArray,
    waste_water_input: FloatArray | None,
    space_requirement: FloatArray,
    impose: Impose = NOTHING_IMPOSED,
) -> SolarHeat | None:
    """Find the heat of solar thermal systems; None where no dwelling has one.

    (H7) is the month's radiation [kWh/m2], as its words "monthly solar radiation per m2 from U3.3"
    say and as equation (H1) names it, "average monthly irradiation". (H23) and (H28) then multiply
    by the month's hours and divide by 1000 as printed, which would suit a mean power [W/m2] and
    give 1.34 to 1.49 times as much. The printed lines are followed to the letter (finding C.2).

    Parameters
    ----------
    batch
        The dwellings.
    climate
        Solar radiation and external temperature, line (96).
    required
        Line (62) [kWh/month], shape (n, 12).
    waste_water_input
        Line (63a) [kWh/month], negative, or None without waste water heat recovery.
    space_requirement
        Line (98a) [kWh/month], shape (n, 12).
    impose
        Lines with given values.
    """
    table = batch.solar_thermal
    system, own = table.rows, table.dwelling
    if not own.size:
        return None
    area = impose("H1", system.aperture_area_m2)
    efficiency = impose("H2", system.zero_loss_efficiency)
    linear = impose("H3", system.linear_loss)
    second_order = impose("H4", system.second_order_loss)
    loop_efficiency = impose("H5", system.loop_efficiency)
    modifier = impose("H6", system.incidence_angle_modifier)
    flux = climate.flux(own, system.orientation, system.pitch_deg)
    radiation = impose("H7", flux * (_KWH_PER_WATT_DAY * DAYS))
    overshading = impose("H8", OVERSHADING_FACTOR[system.overshading])
    available = impose("H9", (area * efficiency * overshading)[:, None] * radiation)
    system_loss = impose(
        "H10", np.where(system.is_system_loss_given, system.system_loss_w_per_k, 5.0 + 0.5 * area)
    )
    loop_loss = impose(
        "H11", linear + second_order * _SECOND_ORDER_DIFFERENCE_K + system_loss / area
    )

    dedicated = impose(
        "H12", np.where(system.store == SolarStore.DIRECT, 0.0, system.dedicated_volume_l)
    )
    shares_cylinder = (system.store == SolarStore.COMBINED) | (system.store == SolarStore.DIRECT)
    total = impose("H13", np.where(shares_cylinder, batch.hot_water.cylinder_volume_l[own], 0.0))
    effective = impose(
        "H14",
        dedicated + np.where(shares_cylinder, _HEATED_SHARE_OF_REST * (total - dedicated), 0.0),
    )
    reference = impose("H15", _REFERENCE_LITRES_PER_M2 * area)
    correction = impose("H16", (reference / effective) ** 0.25)
    loop = _Loop(
        gain=(modifier * loop_efficiency)[:, None] * available,
        loss_w_per_k=area * loop_loss * loop_efficiency * correction,
    )

    net = required[own] if waste_water_input is None else (required + waste_water_input)[own]
    demand = impose("H17", np.maximum(net, 0.0))
    space_demand = space_requirement[own]
    to_water, to_space = _shares(system.purpose, demand, space_demand)
    to_water, to_space = impose("H18", to_water), impose("H19", to_space)

    outside = climate.external_temperature_c[own]
    cold = COLD_WATER_TEMPERATURE[batch.hot_water.cold_water_source[own]]
    water_reference = impose("H20", 55.0 + 3.86 * cold - 1.32 * outside)
    water_difference = impose("H21", water_reference - outside)
    water_x, water_y = loop.factors(to_water, water_difference, demand)
    water_x, water_y = impose("H22", water_x), impose("H23", water_y)
    water_heat = impose("H24", _heat(water_x, water_y, demand))

    space_reference = impose("H25", 0.75 * 0.855 * system.flow_temperature_c + 55.0)
    space_difference = impose("H26", space_reference[:, None] - outside)
    space_x, space_y = loop.factors(to_space, space_difference, space_demand)
    space_x, space_y = impose("H27", space_x), impose("H28", space_y)
    space_heat = impose("H29", _heat(space_x, space_y, space_demand))
    found = SolarHeat(
        aperture_area=area,
        zero_loss_efficiency=efficiency,
        linear_loss_coefficient=linear,
        second_order_loss_coefficient=second_order,
        collector_loop_efficiency=loop_efficiency,
        incidence_angle_modifier=modifier,
        solar_radiation=radiation,
        overshading_factor=overshading,
        solar_energy_available=available,
        system_heat_loss_coefficient=system_loss,
        loop_heat_loss_coefficient=loop_loss,
        dedicated_solar_volume=dedicated,
        combined_cylinder_volume=total,
        effective_solar_volume=effective,
        reference_volume=reference,
        storage_tank_correction=correction,
        hot_water_demand=demand,
        share_to_water=to_water,
        share_to_space=to_space,
        water_reference_temperature=water_reference,
        water_reference_difference=water_difference,
        water_factor_x=water_x,
        water_factor_y=water_y,
        water_heat=water_heat,
        space_reference_temperature=space_reference,
        space_reference_difference=space_difference,
        space_factor_x=space_x,
        space_factor_y=space_y,
        space_heat=space_heat,
    )
    return SolarHeat(
        **{
            item.name: table.spread(getattr(found, item.name), batch.size)
            for item in fields(SolarHeat)
        }
    )


def _shares(
    purpose: IntArray, water_demand: FloatArray, space_demand: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Divide the collector between water and space by demand, lines (H18) and (H19)."""
    both = water_demand + space_demand
    proportion = np.where(both > 0.0, water_demand / np.where(both > 0.0, both, 1.0), 0.0)
    in_proportion = np.where(both > 0.0, 1.0 - proportion, 0.0)
    kind = purpose[:, None]
    to_water = np.select(
        [kind == SolarPurpose.WATER, kind == SolarPurpose.SPACE], [1.0, 0.0], proportion
    )
    to_space = np.select(
        [kind == SolarPurpose.WATER, kind == SolarPurpose.SPACE], [0.0, 1.0], in_proportion
    )
    return to_water, to_space


def _heat(x: FloatArray, y: FloatArray, demand: FloatArray) -> FloatArray:
    """Return the solar heat [kWh/month] that meets a demand, equation (H1), between 0 and it."""
    ca, cb, cc, cd, ce, cf = CORRELATION
    part = ca * y + cb * x + cc * y**2 + cd * x**2 + ce * y**3 + cf * x**3
    return np.clip(part * demand, 0.0, demand)


def dedicated_volume(batch: DwellingBatch) -> FloatArray:
    """Volume Vs of the hot water vessel that only the sun heats [l], (H12) within (47)."""
    table = batch.solar_thermal
    system = table.rows
    is_within = (system.store == SolarStore.COMBINED) | (system.store == SolarStore.THERMAL_STORE)
    return table.spread(np.where(is_within, system.dedicated_volume_l, 0.0), batch.size)


def preheat_tank_loss(batch: DwellingBatch) -> FloatArray:
    """Loss of a separate pre-heat tank [kWh/day], shape (n,), before any temperature factor."""
    table = batch.solar_thermal
    system = table.rows
    is_separate = system.store == SolarStore.SEPARATE
    return table.spread(np.where(is_separate, system.preheat_loss_kwh_per_day, 0.0), batch.size)


def heats_water(batch: DwellingBatch) -> FloatArray:
    """Return 1 for dwellings with solar water heating, shape (n,)."""
    table = batch.solar_thermal
    return table.spread((table.rows.purpose != SolarPurpose.SPACE).astype(np.float64), batch.size)


def pump_electricity(batch: DwellingBatch) -> FloatArray:
    """Electricity of the solar pump [kWh/year], shape (n,), line (230g), Table 4f or as given."""
    table = batch.solar_thermal
    system = table.rows
    tabulated = (25.0 + 5.0 * system.aperture_area_m2) * (_PUMP_HOURS / _WATTS_PER_KILOWATT)
    annual = np.where(system.is_pump_electricity_given, system.pump_kwh_per_year, tabulated)
    return table.spread(annual * system.is_pump_mains_powered, batch.size)
