"""Appendix N: heat pumps and micro-cogeneration with product data.

`packages` finds from a dwelling's heat loss how its package performs there; `as_installed` then
states the inputs that follow from it, so that the sections of the worksheet find the package where
they find every other system. What only a package has is asked of `Packages` by the section itself:
heating days (7), the fan of an exhaust air heat pump (9a), electricity of micro-cogeneration (9a).
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from sap10.appendices.j_hot_water import hot_water_demand, occupancy_of
from sap10.appendices.n_interpolation import Beyond, Curves
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.dwelling import DwellingBatch
from sap10.months import DAYS
from sap10.products import Package, PackageKind, PackageService, PackageVessel
from sap10.tables import fuels
from sap10.tables.heating import WaterSource
from sap10.tables.hot_water import storage_loss_factor, volume_factor
from sap10.tables.packages import (
    WATER_IN_USE_FACTOR,
    additional_days,
    by_month,
    secondary_fraction,
)
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heat_losses import HeatLosses

DESIGN_TEMPERATURE_DIFFERENCE_K = 24.2
"""Multiplies line (39) to give the design heat loss, N2."""

_SPACE_IN_USE = 0.95
_LEAST_WATER_EFFICIENCY = 100.0
_PROFILE_M_LITRES = 100.2
_PROFILE_L_LITRES = 199.8
_HOURS_A_YEAR = 8760.0
_LEAST_COGENERATION_RATIO = 0.2
_GREATEST_OVER_VENTILATION = 2.0
_PORTABLE_ELECTRIC_HEATER = 693
_MCH_PER_LITRE_PER_SECOND = 3.6

_NO_EXTENSION = (
    PackageKind.EXHAUST_AIR_MEV,
    PackageKind.EXHAUST_AIR_MVHR,
    PackageKind.EXHAUST_AIR_MIXED,
    PackageKind.SOLAR_ASSISTED,
    PackageKind.COMBINED_WITH_BOILER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """How the package of each dwelling performs; arrays of shape (n,), or (n, 12) for days.

    `is_...` flags are false, figures meaningless, for dwellings without a package. Efficiencies [%]
    include their in-use factors; `space_electricity` and `water_electricity` are e_space and
    e_water [kWh/kWh]. `ventilation_factor` is Fmv, `over_ventilation` Rhp, `fan_hours` the last
    factors of equation N3, Rhp (8760 - hhp). `is_outside_data` marks what N1.1 and N2.1 call
    invalid for the dwelling: its figures are those at the record's end; `is_outside_ratios` marks
    plant size ratios that the record does not reach (N2). Of a package combined with a boiler,
    `boiler_share` is line (203), `boiler_efficiency` (207); `shares_water` tells where heat pump
    and boiler both heat the water, `water_share` is the heat pump's part.
    """

    heats_space: BoolArray
    heats_water: BoolArray
    is_water_only: BoolArray
    is_season_only: BoolArray
    is_cogeneration: BoolArray
    is_electric_heat_pump: BoolArray
    has_integral_vessel: BoolArray
    drives_ventilation: BoolArray
    plant_size_ratio: FloatArray
    space_efficiency: FloatArray
    water_efficiency: FloatArray
    space_electricity: FloatArray
    water_electricity: FloatArray
    days_24: FloatArray
    days_16: FloatArray
    secondary_fraction: FloatArray
    running_hours: FloatArray
    fan_hours: FloatArray
    over_ventilation: FloatArray
    ventilation_factor: FloatArray
    is_outside_data: BoolArray
    is_outside_ratios: BoolArray
    is_combined: BoolArray
    boiler_share: FloatArray
    boiler_efficiency: FloatArray
    shares_water: BoolArray
    water_share: FloatArray

    def with_ventilation_of(self, first: "Packages") -> "Packages":
        """Keep Fmv and Rhp of the first calculation, which had Fmv = 1 (N3.2)."""
        return replace(
            self,
            fan_hours=first.over_ventilation * (_HOURS_A_YEAR - self.running_hours),
            over_ventilation=first.over_ventilation,
            ventilation_factor=first.ventilation_factor,
        )


Record = Package[FloatArray, IntArray]


def _records(batch: DwellingBatch) -> tuple[BoolArray, Record]:
    """Give every dwelling the record of its package, zeros without one, and tell who has one."""
    owner, rows = batch.packages.dwelling, batch.packages.rows
    exists = np.zeros(batch.size, dtype=np.bool_)
    exists[owner] = True
    columns: dict[str, Any] = {}
    for item in fields(Package):
        values = getattr(rows, item.name)
        columns[item.name] = np.zeros(batch.size, dtype=values.dtype)
        columns[item.name][owner] = values
    return exists, Package(**columns)


def packages(batch: DwellingBatch, size: Dimensions, losses: HeatLosses) -> Packages:
    """Find how the package of each dwelling performs at its plant size ratio, N2 and N3.

    Parameters
    ----------
    batch
        The dwellings, at least one of them with a package.
    size
        Section 1, for the volume and the floor area.
    losses
        Section 3, for line (39).
    """
    exists, record = _records(batch)
    is_cogeneration = exists & (record.kind == PackageKind.MICRO_COGENERATION)
    is_heat_pump = exists & ~is_cogeneration
    is_water_only = exists & (record.service == PackageService.WATER_ONLY)
    heats_space = exists & ~is_water_only
    # Mixed: "with Rhp set to 1" (N3.3).
    is_mixed = record.kind == PackageKind.EXHAUST_AIR_MIXED
    drives_ventilation = heats_space & (
        (record.kind == PackageKind.EXHAUST_AIR_MEV)
        | (record.kind == PackageKind.EXHAUST_AIR_MVHR)
        | is_mixed
    )
    required_flow = size.volume * batch.ventilation.throughput_ach / _MCH_PER_LITRE_PER_SECOND
    results = batch.package_results
    rows = results.rows
    flow_temperature = np.floor(batch.main_1.design_flow_temperature_c + 0.5)
    curves = Curves.of(results, batch.size, flow_temperature, required_flow)
    is_combined = heats_space & (record.kind == PackageKind.COMBINED_WITH_BOILER)
    heats_water = exists & (record.service != PackageService.SPACE_ONLY)
    output = curves.constant(rows.maximum_output_kw)
    ratio = _plant_size_ratio(batch, losses, output, is_combined)
    beyond = np.where(
        is_cogeneration,
        Beyond.END_VALUES,
        np.where(np.isin(record.kind, _NO_EXTENSION), Beyond.DIRECT_ELECTRIC, Beyond.EXTENDED),
    )
    space = curves.efficiency(rows.space_efficiency_percent, ratio, beyond)
    by_ratio = curves.efficiency(rows.water_efficiency_percent, ratio, beyond)
    daily_use = hot_water_demand(batch, occupancy_of(size.total_floor_area)).annual_mean_l
    tested = _by_profile(
        record.water_efficiency_m_percent, record.water_efficiency_l_percent, daily_use
    )
    has_tested = is_water_only | is_cogeneration | (record.water_efficiency_m_percent > 0.0)
    water = np.where(has_tested, tested, by_ratio)
    water_in_use = np.maximum(water * _water_in_use(batch, record), _LEAST_WATER_EFFICIENCY)
    # e_water follows the efficiency: profile L counts where it was tested.
    water_electricity = np.where(
        record.water_efficiency_l_percent > 0.0,
        _between_profiles(record.water_electricity_m, record.water_electricity_l, daily_use),
        record.water_electricity_m,
    )
    days_24, days_16 = by_month(*additional_days(record.heating_duration, ratio))
    running_hours = np.floor(curves.linear(rows.running_hours, ratio) + 0.5)
    lowest_flow = _lowest_air_flow(batch)
    over_ventilation = np.where(
        drives_ventilation & ~is_mixed & (lowest_flow > required_flow),
        lowest_flow / np.maximum(required_flow, 1e-9),
        1.0,
    )
    at_rest = _HOURS_A_YEAR - running_hours
    # N1.1: below a ratio of 0.2 micro-cogeneration "cannot be regarded as a main heating system".
    too_small = is_cogeneration & heats_space & (ratio < _LEAST_COGENERATION_RATIO)
    return Packages(
        heats_space=heats_space,
        heats_water=heats_water,
        is_water_only=is_water_only,
        is_season_only=exists
        & (record.service == PackageService.SPACE_AND_WATER_IN_HEATING_SEASON),
        is_cogeneration=is_cogeneration,
        is_electric_heat_pump=is_heat_pump & heats_space & fuels.is_electricity(batch.main_1.fuel),
        has_integral_vessel=exists & (record.vessel == PackageVessel.INTEGRAL),
        drives_ventilation=drives_ventilation,
        plant_size_ratio=ratio,
        space_efficiency=np.where(is_cogeneration, space, space * _SPACE_IN_USE),
        water_efficiency=np.where(is_cogeneration, water, water_in_use),
        space_electricity=curves.linear(rows.electricity, ratio),
        water_electricity=water_electricity,
        days_24=days_24 * heats_space[:, None],
        days_16=days_16 * heats_space[:, None],
        secondary_fraction=secondary_fraction(record.heating_duration, ratio),
        running_hours=running_hours,
        fan_hours=over_ventilation * at_rest,
        over_ventilation=over_ventilation,
        ventilation_factor=np.where(
            drives_ventilation, (at_rest + over_ventilation * running_hours) / _HOURS_A_YEAR, 1.0
        ),
        is_outside_data=too_small
        | (drives_ventilation & (over_ventilation > _GREATEST_OVER_VENTILATION)),
        is_outside_ratios=curves.is_outside(ratio) & ~is_water_only,
        is_combined=is_combined,
        boiler_share=1.0 - curves.linear(rows.space_share, ratio),
        # Outside the record the heat pump's efficiency is 100 %; of the boiler's the text says
        # nothing: it keeps its end value, as the shares do.
        boiler_efficiency=curves.efficiency(
            rows.boiler_efficiency_percent, ratio, np.full_like(beyond, Beyond.END_VALUES)
        ),
        shares_water=is_combined & heats_water & (batch.hot_water.code == WaterSource.MAIN_2),
        water_share=curves.linear(rows.water_share, ratio),
    )


def _plant_size_ratio(
    batch: DwellingBatch, losses: HeatLosses, output_kw: FloatArray, is_combined: BoolArray
) -> FloatArray:
    """Plant size ratio, N2: of the design heat loss, or of the share of it that system 1 serves.

    A package combined with a boiler serves the entire dwelling (footnote 42).
    """
    design_loss_w = losses.heat_transfer_coefficient.mean(axis=1) * DESIGN_TEMPERATURE_DIFFERENCE_K
    has_second = (batch.main_2.code > 0) & ~is_combined
    share = 1.0 - np.where(has_second, batch.space_heating.main_2_fraction, 0.0)
    return output_kw * 1000.0 / (design_loss_w * np.maximum(share, 1e-9))


def _by_profile(profile_m: FloatArray, profile_l: FloatArray, daily_use: FloatArray) -> FloatArray:
    """Water efficiency [%] of one or two tests, N3.7 b and c; 100 where there is none."""
    value = np.where(profile_l > 0.0, _between_profiles(profile_m, profile_l, daily_use), profile_m)
    return np.where(value > 0.0, value, 100.0)


def _between_profiles(
    profile_m: FloatArray, profile_l: FloatArray, daily_use: FloatArray
) -> FloatArray:
    """Interpolate between load profiles by line (43), equations N7 and N10."""
    share = (daily_use - _PROFILE_M_LITRES) / (_PROFILE_L_LITRES - _PROFILE_M_LITRES)
    return profile_m + (profile_l - profile_m) * np.clip(share, 0.0, 1.0)


def _water_in_use(batch: DwellingBatch, record: Record) -> FloatArray:
    """In-use factor of the water efficiency, (n,), Table N8.

    A specified cylinder has to meet the record's volume, exchanger area (unless the record has 0:
    footnote 53) and heat loss; else it counts as unspecified.
    """
    given = batch.hot_water
    loss = np.where(
        given.is_loss_declared,
        given.declared_loss_kwh_per_day,
        given.cylinder_volume_l
        * storage_loss_factor(given.cylinder_insulation, given.cylinder_insulation_mm)
        * volume_factor(given.cylinder_volume_l),
    )
    meets = (
        (given.cylinder_volume_l >= record.vessel_volume_l)
        & (record.cylinder_exchanger_m2 >= record.vessel_exchanger_m2)
        & (loss <= record.vessel_loss_kwh_per_day)
    )
    fails = (record.vessel == PackageVessel.SPECIFIED_CYLINDER) & ~meets
    return WATER_IN_USE_FACTOR[
        np.where(fails, int(PackageVessel.UNSPECIFIED_CYLINDER), record.vessel)
    ]


def _lowest_air_flow(batch: DwellingBatch) -> FloatArray:
    """Lowest air flow rate of each record [l/s], shape (n,)."""
    lowest = np.full(batch.size, np.inf)
    np.minimum.at(
        lowest, batch.package_results.dwelling, batch.package_results.rows.air_flow_l_per_s
    )
    return np.where(np.isfinite(lowest), lowest, 0.0)


def as_installed(batch: DwellingBatch, found: Packages) -> DwellingBatch:
    """Return the batch with the inputs that follow from the packages.

    Efficiencies of main system 1 and of the water heater; an integral vessel with the record's
    loss, timed and thermostatically controlled (N3.8; that of micro-cogeneration is in its test
    results); portable electric heaters where micro-cogeneration needs a secondary system and has
    none (N1.1).
    """
    main, water, space = batch.main_1, batch.hot_water, batch.space_heating
    _, record = _records(batch)
    is_integral = found.has_integral_vessel & ~found.is_cogeneration
    without_store = found.has_integral_vessel & found.is_cogeneration
    needs_heater = (
        found.is_cogeneration
        & found.heats_space
        & (space.secondary_code == 0)
        & (found.secondary_fraction > 0.0)
    )
    volume = np.where(is_integral, record.vessel_volume_l, water.cylinder_volume_l)
    return replace(
        batch,
        main_1=replace(
            main,
            is_efficiency_given=main.is_efficiency_given | found.heats_space,
            winter_efficiency_percent=np.where(
                found.heats_space, found.space_efficiency, main.winter_efficiency_percent
            ),
            summer_efficiency_percent=np.where(
                found.heats_space, found.water_efficiency, main.summer_efficiency_percent
            ),
        ),
        hot_water=replace(
            water,
            is_efficiency_given=water.is_efficiency_given | found.is_water_only,
            efficiency_percent=np.where(
                found.is_water_only, found.water_efficiency, water.efficiency_percent
            ),
            cylinder_volume_l=np.where(without_store, 0.0, volume),
            is_loss_declared=water.is_loss_declared | is_integral,
            declared_loss_kwh_per_day=np.where(
                is_integral, record.vessel_loss_kwh_per_day, water.declared_loss_kwh_per_day
            ),
            has_cylinder_thermostat=water.has_cylinder_thermostat | is_integral,
            is_separately_timed=water.is_separately_timed | is_integral,
        ),
        space_heating=replace(
            space,
            main_2_fraction=np.where(found.is_combined, found.boiler_share, space.main_2_fraction),
            secondary_code=np.where(needs_heater, _PORTABLE_ELECTRIC_HEATER, space.secondary_code),
            secondary_fuel=np.where(needs_heater, fuels.STANDARD_ELECTRICITY, space.secondary_fuel),
        ),
    )


def off_factor(found: Packages, bimodal: FloatArray, unimodal: FloatArray) -> FloatArray:
    """Weight the reductions of temperature by the month's kinds of day, equation N5.

    `bimodal` and `unimodal` are u / (Th - Tsc) of a day with two and with one period without
    heating, shape (n, 12); a day of 24 hours has none.
    """
    usual = DAYS - found.days_24 - found.days_16
    return (found.days_16 * unimodal + usual * bimodal) / DAYS
