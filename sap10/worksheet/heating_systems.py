"""What the dwelling's heating systems are: efficiencies, controls and responsiveness.

Resolved once per batch from Tables 4a to 4e and 11, and used by sections 4, 7, 9a and 10a. The
lines among the fields are imposed here, where they are first decided; section 9a prints them.
"""

from dataclasses import dataclass, replace

import numpy as np

from sap10.appendices.c_heat_networks import HeatNetworks, resolve_networks
from sap10.appendices.n_packages import Packages
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import Tariff, ThermalStore
from sap10.dwelling import DwellingBatch, HeatingSystem
from sap10.lines import NOTHING_IMPOSED, Impose
from sap10.tables import heating
from sap10.tables.boilers import (
    condensing_adjustment,
    control_of_product,
    control_without_product,
)
from sap10.tables.heat_pumps import WATER_ONLY_FACTOR_UNDER_MCS
from sap10.tables.heating import BoilerForm, Family, WaterHeaterKind, WaterSource

_NO_INTERLOCK = 5.0
_DELAYED_START_C = -0.15
_STORE_ADJUSTMENT_C = -0.1
_BOILER_CONTROLS = 21
_WATER_ONLY_CONTROL = 2100
_SYSTEM_LINES = {1: (WaterSource.MAIN_1, "206"), 2: (WaterSource.MAIN_2, "207")}


@dataclass(frozen=True, slots=True, kw_only=True)
class MainSystem:
    """One main heating system, resolved; arrays of shape (n,).

    `space_efficiency` [%] is line (206) or (207), all adjustments included; `winter_efficiency` and
    `summer_efficiency` [%] are those of equation D1, without adjustments. `exists` is false for a
    second system that is not there, `heats_space` for one that only makes hot water.
    """

    exists: BoolArray
    heats_space: BoolArray
    family: IntArray
    form: IntArray
    fuel: IntArray
    is_wet: BoolArray
    space_efficiency: FloatArray
    winter_efficiency: FloatArray
    summer_efficiency: FloatArray
    responsiveness: FloatArray
    control_type: IntArray
    has_room_thermostat: BoolArray
    is_interlocked: BoolArray
    temperature_adjustment: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterSystem:
    """What heats the water, resolved; arrays of shape (n,).

    `winter_efficiency` and `summer_efficiency` [%] feed equation D1 where `is_monthly`, else they
    are equal; `adjustment` [percentage points] of Table 4c comes after it. `space_share` is (204)
    or (205), the share of the space heat that the same boiler provides. `is_separately_timed` is
    as recorded, but for accredited software a solid fuel boiler is the timer itself (ADR 12).
    """

    fuel: IntArray
    family: IntArray
    is_immersion: BoolArray
    is_point_of_use: BoolArray
    is_heat_pump: BoolArray
    is_water_heat_pump: BoolArray
    is_combi: BoolArray
    is_cpsu: BoolArray
    is_electric_cpsu: BoolArray
    is_indirect_cylinder: BoolArray
    has_primary_circuit: BoolArray
    is_separately_timed: BoolArray
    has_summer_immersion: BoolArray
    is_monthly: BoolArray
    winter_efficiency: FloatArray
    summer_efficiency: FloatArray
    adjustment: FloatArray
    space_share: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatingParameters:
    """The heating of each dwelling of a batch; arrays of shape (n,).

    `secondary_fraction` to `main_2_fraction` are lines (201) to (205), `secondary_efficiency` [%]
    is (208). `temperature_adjustment` [degC] is weighted over two main systems by (203), Table 9c.
    `package` is None where no dwelling has a package of Appendix N, `networks` where none is on a
    heat network.
    """

    main_1: MainSystem
    main_2: MainSystem
    water: WaterSystem
    secondary_fraction: FloatArray
    main_fraction: FloatArray
    main_2_share: FloatArray
    main_1_fraction: FloatArray
    main_2_fraction: FloatArray
    secondary_fuel: IntArray
    secondary_efficiency: FloatArray
    is_in_different_parts: BoolArray
    temperature_adjustment: FloatArray
    package: Packages | None
    networks: HeatNetworks | None


def resolve_heating(
    batch: DwellingBatch, impose: Impose = NOTHING_IMPOSED, package: Packages | None = None
) -> HeatingParameters:
    """Resolve the heating of every dwelling from its codes, lines (201) to (208)."""
    space = batch.space_heating
    main_2_share = impose("203", np.where(batch.main_2.code > 0, space.main_2_fraction, 0.0))
    family_1 = heating.FAMILY_BY_CODE[batch.main_1.code]
    tabulated_secondary = heating.SECONDARY_FRACTION_BY_CODE[batch.main_1.code]
    if package is not None:
        is_cogeneration = package.is_cogeneration & package.heats_space
        family_1 = np.where(is_cogeneration, Family.MICRO_COGENERATION, family_1)
        tabulated_secondary = np.where(
            is_cogeneration, package.secondary_fraction, tabulated_secondary
        )
    main_1 = _main_system(batch, batch.main_1, family_1, main_2_share < 1.0, 1, impose)
    family_2 = heating.FAMILY_BY_CODE[batch.main_2.code]
    main_2 = _main_system(batch, batch.main_2, family_2, main_2_share > 0.0, 2, impose)
    if package is not None and package.is_combined.any():
        # eta_space,2: "no boiler efficiency correction is applied via Table 4c" (N3.6).
        efficiency = np.where(
            package.is_combined, package.boiler_efficiency, main_2.space_efficiency
        )
        main_2 = replace(main_2, space_efficiency=impose("207", efficiency))

    has_secondary = space.secondary_code > 0
    secondary_fraction = impose("201", np.where(has_secondary, tabulated_secondary, 0.0))
    main_fraction = impose("202", 1.0 - secondary_fraction)
    main_1_fraction = impose("204", main_fraction * (1.0 - main_2_share))
    main_2_fraction = impose("205", main_fraction * main_2_share)

    return HeatingParameters(
        main_1=main_1,
        main_2=main_2,
        water=_water_system(batch, main_1, main_2, main_1_fraction, main_2_fraction, package),
        secondary_fraction=secondary_fraction,
        main_fraction=main_fraction,
        main_2_share=main_2_share,
        main_1_fraction=main_1_fraction,
        main_2_fraction=main_2_fraction,
        secondary_fuel=space.secondary_fuel,
        secondary_efficiency=impose("208", _secondary_efficiency(batch)),
        is_in_different_parts=(main_2_share > 0.0) & space.main_2_heats_different_part,
        temperature_adjustment=(1.0 - main_2_share) * main_1.temperature_adjustment
        + main_2_share * main_2.temperature_adjustment,
        package=package,
        networks=resolve_networks(batch, impose),
    )


def _space_efficiency_of_code(code: IntArray, fuel: IntArray, hetas: BoolArray) -> FloatArray:
    """Return the efficiency of Table 4a or 4b [%], by fuel and approval."""
    family = heating.FAMILY_BY_CODE[code]
    solid = (family == Family.SOLID_FUEL_BOILER) | (family == Family.SOLID_FUEL_ROOM_HEATER)
    lpg_heater = (family == Family.GAS_ROOM_HEATER) & heating.is_lpg(fuel)
    column_b = (solid & ~hetas) | lpg_heater
    return np.where(
        column_b,
        heating.SPACE_EFFICIENCY_B_BY_CODE[code],
        heating.SPACE_EFFICIENCY_BY_CODE[code],
    )


def _is_fuel_boiler(family: IntArray) -> BoolArray:
    """Tell which systems are the gas or liquid fuel boilers that Table 4c adjusts."""
    return (family == Family.GAS_BOILER) | (family == Family.LIQUID_BOILER)


def _responsiveness(
    batch: DwellingBatch, system: HeatingSystem[FloatArray, IntArray, BoolArray]
) -> FloatArray:
    """Responsiveness, Table 4a, or 4d by emitter; storage heaters by tariff.

    Accredited software takes the figures of the 24-hour tariff for the 18-hour tariff too (ADR 12).
    """
    code, tariff = system.code, batch.electricity.tariff
    as_24_hour = (tariff == Tariff.EIGHTEEN_HOUR) & batch.is_accredited
    own = np.where(
        (tariff == Tariff.TWENTY_FOUR_HOUR) | as_24_hour,
        heating.RESPONSIVENESS_24_HOUR_BY_CODE[code],
        heating.RESPONSIVENESS_BY_CODE[code],
    )
    return np.where(
        heating.IS_RESPONSIVENESS_BY_EMITTER_BY_CODE[code],
        heating.RESPONSIVENESS_BY_EMITTER[system.emitter],
        own,
    )


def _temperature_adjustment(
    batch: DwellingBatch, system: HeatingSystem[FloatArray, IntArray, BoolArray]
) -> FloatArray:
    """Return the adjustment of the mean internal temperature [degC], Table 4e.

    A delayed start thermostat is a feature of boiler controls only (group 1).
    """
    family = heating.FAMILY_BY_CODE[system.code]
    is_cpsu = (heating.FORM_BY_CODE[system.code] == BoilerForm.CPSU) | (
        family == Family.ELECTRIC_CPSU
    )
    wet = _is_wet(family)
    has_store = wet & (batch.hot_water.thermal_store == ThermalStore.INTEGRATED)
    delayed = system.has_delayed_start & (system.control // 100 == _BOILER_CONTROLS)
    return (
        heating.TEMPERATURE_ADJUSTMENT_BY_CODE[system.control]
        + np.where(delayed, _DELAYED_START_C, 0.0)
        + np.where(is_cpsu | has_store, _STORE_ADJUSTMENT_C, 0.0)
    )


def _is_wet(family: IntArray) -> BoolArray:
    """Tell which systems circulate water: boilers and heat pumps, but for warm air."""
    return ((family >= Family.GAS_BOILER) & (family <= Family.GAS_HEAT_PUMP)) | (
        family == Family.MICRO_COGENERATION
    )


def _main_system(
    batch: DwellingBatch,
    system: HeatingSystem[FloatArray, IntArray, BoolArray],
    family: IntArray,
    has_share: BoolArray,
    number: int,
    impose: Impose,
) -> MainSystem:
    """Resolve main system `number` of every dwelling."""
    code = system.code
    form = np.where(
        family == Family.MICRO_COGENERATION, BoilerForm.NONE, heating.FORM_BY_CODE[code]
    )
    water_source, efficiency_line = _SYSTEM_LINES[number]
    tabulated = _space_efficiency_of_code(code, system.fuel, system.is_hetas_approved)
    winter = np.where(system.is_efficiency_given, system.winter_efficiency_percent, tabulated)
    summer = np.where(
        system.is_efficiency_given,
        system.summer_efficiency_percent,
        np.where(
            heating.HAS_WATER_EFFICIENCY_BY_CODE[code],
            heating.WATER_EFFICIENCY_BY_CODE[code],
            tabulated,
        ),
    )

    hot_water = batch.hot_water
    heats_cylinder = (hot_water.cylinder_volume_l > 0.0) & (hot_water.code == water_source)
    has_store = hot_water.thermal_store != ThermalStore.NONE
    uncontrolled_store = (heats_cylinder & ~hot_water.has_cylinder_thermostat & ~has_store) & (
        form != BoilerForm.CPSU
    )
    controlled = heating.HAS_THERMOSTATIC_CONTROL_BY_CODE[system.control] | (
        system.control == _WATER_ONLY_CONTROL
    )
    permitted = heating.PERMITS_INTERLOCK_BY_CODE[system.control] | (
        system.control == _WATER_ONLY_CONTROL
    )
    interlocked = system.has_interlock & permitted & ~uncontrolled_store
    # Table 4c(2): a CPSU loses 5 points without thermostatic control, the others without interlock.
    is_cpsu = form == BoilerForm.CPSU
    loses_interlock = (is_cpsu & ~controlled) | (~is_cpsu & ~interlocked)
    reduction = np.where(_is_fuel_boiler(family) & loses_interlock, _NO_INTERLOCK, 0.0)

    is_condensing, control = _condensing(batch, system, number)
    increase = np.where(
        is_condensing & (family != Family.MICRO_COGENERATION) & ~(heats_cylinder & has_store),
        condensing_adjustment(family, system.fuel, control, system.design_flow_temperature_c),
        0.0,
    )
    exists = code > 0
    return MainSystem(
        exists=exists,
        heats_space=exists & has_share,
        family=family,
        form=form,
        fuel=system.fuel,
        is_wet=_is_wet(family),
        space_efficiency=impose(efficiency_line, winter + increase - reduction),
        winter_efficiency=winter,
        summer_efficiency=summer,
        responsiveness=_responsiveness(batch, system),
        control_type=heating.CONTROL_TYPE_BY_CODE[system.control],
        has_room_thermostat=heating.HAS_ROOM_THERMOSTAT_BY_CODE[system.control],
        is_interlocked=interlocked,
        temperature_adjustment=_temperature_adjustment(batch, system),
    )


def _condensing(
    batch: DwellingBatch, system: HeatingSystem[FloatArray, IntArray, BoolArray], number: int
) -> tuple[BoolArray, IntArray]:
    """Tell which boilers condense and how they are controlled (`BoilerControl`), D2.2.

    A product's record decides both, else the code and the compensator of the installation.
    """
    is_condensing = heating.IS_CONDENSING_BY_CODE[system.code]
    control = control_without_product(system.has_weather_or_load_compensation)
    products = batch.boiler_products
    if products.dwelling.size:
        rows = products.rows
        own = rows.system == number
        owner = products.dwelling[own]
        is_condensing = is_condensing.copy()
        is_condensing[owner] = rows.is_condensing[own]
        control[owner] = control_of_product(rows.is_modulating[own], rows.control_class[own])
    return is_condensing, control


def _secondary_efficiency(batch: DwellingBatch) -> FloatArray:
    """Efficiency of secondary heating [%], line (208); 100 where there is none."""
    space = batch.space_heating
    tabulated = _space_efficiency_of_code(
        space.secondary_code, space.secondary_fuel, space.is_secondary_hetas_approved
    )
    given = np.where(
        space.is_secondary_efficiency_given, space.secondary_efficiency_percent, tabulated
    )
    return np.where(space.secondary_code > 0, given, 100.0)


def _water_system(
    batch: DwellingBatch,
    main_1: MainSystem,
    main_2: MainSystem,
    main_1_fraction: FloatArray,
    main_2_fraction: FloatArray,
    package: Packages | None,
) -> WaterSystem:
    """Resolve the water heater: one of the space heating systems, or an appliance of its own."""
    hot_water = batch.hot_water
    space = batch.space_heating
    code = hot_water.code
    sources = [
        code == WaterSource.MAIN_1,
        code == WaterSource.MAIN_2,
        code == WaterSource.SECONDARY,
    ]
    from_main = sources[0] | sources[1]
    kind = heating.WATER_KIND_BY_CODE[code]
    own_efficiency = heating.WATER_ONLY_EFFICIENCY_BY_CODE[code] * np.where(
        hot_water.is_heat_pump_under_mcs & (kind == WaterHeaterKind.HEAT_PUMP),
        WATER_ONLY_FACTOR_UNDER_MCS,
        1.0,
    )
    # A gas back boiler has its own efficiency, whatever is declared of the fire (9.2.9).
    secondary_efficiency = np.where(
        heating.HAS_WATER_EFFICIENCY_BY_CODE[space.secondary_code],
        heating.WATER_EFFICIENCY_BY_CODE[space.secondary_code],
        _secondary_efficiency(batch),
    )

    fuel = np.select(sources, [main_1.fuel, main_2.fuel, space.secondary_fuel], hot_water.fuel)
    family = np.select(
        sources,
        [main_1.family, main_2.family, heating.FAMILY_BY_CODE[space.secondary_code]],
        Family.NONE,
    )
    form = np.select(sources[:2], [main_1.form, main_2.form], BoilerForm.NONE)
    summer = np.select(
        sources,
        [main_1.summer_efficiency, main_2.summer_efficiency, secondary_efficiency],
        own_efficiency,
    )
    winter = np.select(sources[:2], [main_1.winter_efficiency, main_2.winter_efficiency], summer)
    given = hot_water.is_efficiency_given
    summer = np.where(given, hot_water.efficiency_percent, summer)
    winter = np.where(given, summer, winter)

    # Equation N8 has the form of D1, without its condition on the two efficiencies.
    is_monthly = (
        from_main
        & ((_is_fuel_boiler(family) & (summer < winter)) | (family == Family.MICRO_COGENERATION))
        & ~given
    )
    has_cylinder = hot_water.cylinder_volume_l > 0.0
    is_combi = (form == BoilerForm.COMBI) & ~has_cylinder
    is_electric_cpsu = family == Family.ELECTRIC_CPSU
    is_cpsu = (form == BoilerForm.CPSU) | is_electric_cpsu
    is_immersion = kind == WaterHeaterKind.IMMERSION
    has_store = hot_water.thermal_store != ThermalStore.NONE
    # A direct-acting electric boiler heats its cylinder as an immersion does (9.2.5).
    by_immersion = is_immersion | (family == Family.DIRECT_ELECTRIC_BOILER)
    indirect = has_cylinder & ~by_immersion & ~is_cpsu & ~has_store
    primary = (
        has_cylinder
        & ~by_immersion
        & ~is_cpsu
        & ~(has_store & hot_water.is_store_near_boiler)
        & (kind != WaterHeaterKind.POINT_OF_USE)
        & (kind != WaterHeaterKind.MULTI_POINT)
    )
    # A heat pump that is main system 2 without any space to heat provides hot water only (A1).
    is_idle = sources[1] & _is_heat_pump(main_2.family) & (main_2_fraction <= 0.0)
    is_water_heat_pump = (kind == WaterHeaterKind.HEAT_PUMP) | is_idle
    if package is not None:
        needs_circuit = package.is_combined & (main_2.form != BoilerForm.COMBI)
        in_package = package.has_integral_vessel & package.heats_water & ~needs_circuit
        primary = primary & ~in_package
        is_water_heat_pump = is_water_heat_pump | (package.is_water_only & ~package.is_cogeneration)
    from_boiler = from_main & _is_fuel_boiler(family)
    interlocked = np.select(
        [from_boiler & sources[0], from_boiler & sources[1]],
        [main_1.is_interlocked, main_2.is_interlocked],
        ~has_cylinder | hot_water.has_cylinder_thermostat,
    )
    # Boilers that heat water only, those behind room heaters included, are regular boilers of
    # Table 4c(2) too; with no space to heat, the cylinder thermostat alone interlocks them.
    water_only_boiler = heating.BURNS_GAS_OR_LIQUID_BY_CODE[code] & (kind == WaterHeaterKind.BOILER)
    back_boiler = (family == Family.GAS_ROOM_HEATER) | (family == Family.LIQUID_ROOM_HEATER)
    fuel_boiler = from_boiler | back_boiler | water_only_boiler
    # Table 4c(2) spares the water of thermal stores where there is no thermostatic control; the row
    # "no boiler interlock" does not name them: a bypass can then hardly cost them more.
    loses = fuel_boiler & ~interlocked & ~is_combi & ~is_cpsu & ~has_store
    return WaterSystem(
        fuel=fuel,
        family=family,
        is_immersion=is_immersion,
        is_point_of_use=kind == WaterHeaterKind.POINT_OF_USE,
        is_heat_pump=from_main & _is_heat_pump(family),
        is_water_heat_pump=is_water_heat_pump,
        is_combi=is_combi,
        is_cpsu=is_cpsu,
        is_electric_cpsu=is_electric_cpsu,
        is_indirect_cylinder=indirect,
        has_primary_circuit=primary,
        is_separately_timed=hot_water.is_separately_timed
        & ~(batch.is_accredited & (family == Family.SOLID_FUEL_BOILER)),
        has_summer_immersion=hot_water.has_summer_immersion & ~is_immersion,
        is_monthly=is_monthly,
        winter_efficiency=winter,
        summer_efficiency=summer,
        adjustment=np.where(loses, -_NO_INTERLOCK, 0.0),
        space_share=np.select(sources[:2], [main_1_fraction, main_2_fraction], 0.0),
    )


def _is_heat_pump(family: IntArray) -> BoolArray:
    """Tell which systems are heat pumps, with water or warm air distribution."""
    return (family >= Family.ELECTRIC_HEAT_PUMP) & (family <= Family.GAS_HEAT_PUMP_WARM_AIR)
