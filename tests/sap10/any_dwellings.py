"""Random valid dwellings: any heating of Tables 4a and 4b, any control, tariff and water heater.

Their buildings are those of `random_dwellings`. Systems are put together as the tables allow: a
control of the system's group of Table 4e, a fuel of its family, a tariff that Table 12a has for it,
and a water heater with or without a cylinder as its kind needs.
"""

from dataclasses import replace

from sap10.codes import (
    ColdWaterSource,
    Conventions,
    CylinderInsulation,
    ElementKind,
    Emitter,
    Immersion,
    KeepHot,
    PipeworkInsulation,
    PumpAge,
    SolarOvershading,
    SolarStore,
    Tariff,
    ThermalStore,
)
from sap10.dwelling import Dwelling, Element, HeatingSystem, HotWater, SpaceHeating
from sap10.network_inputs import (
    HeatNetwork,
    HydroOutput,
    NetworkRole,
    SpecialFeature,
    Terrain,
    WindTurbine,
)
from sap10.products import HeatingDuration, Package, PackageKind, PackageResult
from sap10.tables import heating
from sap10.tables.heating import BoilerForm, Family, WaterHeaterKind, WaterSource
from sap10.water_inputs import SolarThermal
from tests.sap10.random_dwellings import Draw, random_dwelling

ELECTRIC_CPSU = 192
NO_HEATING = 699
HIGH_HEAT_RETENTION = 409

NETWORK_CODES = (301, 302, 304)
PACKAGED = (211, 213, 214, 221, 223, 224)
NETWORK_FUELS = {301: (51, 52, 53, 54, 43, 44), 302: (51, 53, 43), 304: (41,)}
NETWORK_WATER_CODES = {950: (51, 53, 43), 951: (51, 43), 952: (41,)}
MAIN_CODES = (
    *NETWORK_CODES,
    *(code for code in range(1000) if heating.is_supported(code)),
)
WITH_PRODUCTS = (102, 104, 113, 121, 127, 130, 138, 211, 213, 214, 215, 221, 224)
"""Condensing boilers and heat pumps, drawn more often: most products belong to them."""
SECONDARY_CODES = tuple(code for code in range(1000) if heating.is_supported_secondary(code))
OWN_WATER_CODES = (903, 907, 908, 909, *range(911, 914), *range(921, 932), 941)

GAS = (1, 2, 3, 7, 9)
LIQUID = (4, 71, 73, 75)
SOLID = (10, 11, 12, 15, 20, 21, 23)
ELECTRICITY = (30,)

FUELS = {
    Family.GAS_BOILER: GAS,
    Family.LIQUID_BOILER: LIQUID,
    Family.SOLID_FUEL_BOILER: SOLID,
    Family.GAS_HEAT_PUMP: GAS,
    Family.GAS_HEAT_PUMP_WARM_AIR: GAS,
    Family.GAS_WARM_AIR: GAS,
    Family.LIQUID_WARM_AIR: LIQUID,
    Family.GAS_ROOM_HEATER: GAS,
    Family.LIQUID_ROOM_HEATER: LIQUID,
    Family.SOLID_FUEL_ROOM_HEATER: SOLID,
}
"""Fuels of each family of Tables 4a and 4b; of all others it is electricity."""

CONTROL_GROUPS = {
    Family.ELECTRIC_HEAT_PUMP: 22,
    Family.GAS_HEAT_PUMP: 22,
    Family.STORAGE_HEATER: 24,
    Family.ELECTRIC_HEAT_PUMP_WARM_AIR: 25,
    Family.GAS_HEAT_PUMP_WARM_AIR: 25,
    Family.GAS_WARM_AIR: 25,
    Family.LIQUID_WARM_AIR: 25,
    Family.ELECTRICAIRE: 25,
    Family.GAS_ROOM_HEATER: 26,
    Family.LIQUID_ROOM_HEATER: 26,
    Family.SOLID_FUEL_ROOM_HEATER: 26,
    Family.ELECTRIC_ROOM_HEATER: 26,
    Family.ELECTRIC_UNDERFLOOR: 27,
    Family.ELECTRIC_CEILING: 27,
}
"""Group of Table 4e, as the first digits of its controls; boilers have 21."""

WATER_ONLY_CONTROL = 2100
CONTROLS = tuple(
    code for code in range(2101, 2800) if heating.is_supported_control(code) and code // 100 != 23
)

NETWORK_CONTROLS = tuple(range(2301, 2315))

STORAGE = (Family.STORAGE_HEATER, Family.ELECTRIC_STORAGE_BOILER, Family.ELECTRICAIRE)


def fuels_of(code: int) -> tuple[int, ...]:
    if code in NETWORK_FUELS:
        return NETWORK_FUELS[code]
    return FUELS.get(Family(heating.FAMILY_BY_CODE[code]), ELECTRICITY)


def controls_of(code: int) -> tuple[int, ...]:
    """Return the controls of Table 4e that a main system can have."""
    if code == NO_HEATING:
        return (2699,)
    if code in NETWORK_CODES:
        return NETWORK_CONTROLS
    group = CONTROL_GROUPS.get(Family(heating.FAMILY_BY_CODE[code]), 21)
    own = tuple(c for c in CONTROLS if c // 100 == group and c != 2699)
    if group == 24 and code != HIGH_HEAT_RETENTION:
        return tuple(c for c in own if c != 2404)
    return own


def tariffs_of(code: int) -> tuple[Tariff, ...]:
    """Return the tariffs that Table 12a and section 12.4.3 have for a main system."""
    if code == ELECTRIC_CPSU:
        return (Tariff.TEN_HOUR, Tariff.EIGHTEEN_HOUR)
    family = Family(heating.FAMILY_BY_CODE[code])
    if family is Family.STORAGE_HEATER and code not in (401, 408):
        return (Tariff.SEVEN_HOUR, Tariff.TWENTY_FOUR_HOUR)
    if family in STORAGE:
        return (Tariff.SEVEN_HOUR,)
    return tuple(Tariff)


def any_dwelling(seed: int) -> Dwelling:
    """Return one valid dwelling; the same seed gives the same dwelling.

    Every second one follows the conventions of accredited software.
    """
    draw = Draw(1_000_000 + seed)
    home = random_dwelling(seed)
    code = draw.one_of(MAIN_CODES if draw.count(3) else WITH_PRODUCTS)
    main_2, share = HeatingSystem(), 0.0
    if code != ELECTRIC_CPSU and draw.count(3) == 0:
        tariff_codes = [c for c in MAIN_CODES if set(tariffs_of(c)) & set(tariffs_of(code))]
        second = draw.one_of(
            [c for c in tariff_codes if c not in (ELECTRIC_CPSU, NO_HEATING, *NETWORK_CODES)]
        )
        main_2, share = main_system(draw, second), draw.between(0.05, 0.5)
        tariffs = tuple(t for t in tariffs_of(code) if t in tariffs_of(second))
    else:
        tariffs = tariffs_of(code)
    secondary = draw.one_of((0, *SECONDARY_CODES))
    sources = [(WaterSource.MAIN_1, code)]
    if code != ELECTRIC_CPSU:
        sources += [(WaterSource.MAIN_2, main_2.code), (WaterSource.SECONDARY, secondary)]
    hot_water = _hot_water(draw, *draw.one_of([one for one in sources if one[1]]))
    package = _package(draw) if code in PACKAGED and draw.flag() else ()
    return replace(
        home,
        general=replace(home.general, conventions=Conventions(seed % 2)),
        elements=home.elements + tuple(_element(draw) for _ in range(draw.count(4))),
        main_1=main_system(draw, code),
        main_2=main_2,
        space_heating=SpaceHeating(
            main_2_fraction=share,
            main_2_heats_different_part=draw.flag(),
            secondary_code=secondary,
            secondary_fuel=_secondary_fuel(draw, secondary),
            is_secondary_hetas_approved=draw.flag(),
        ),
        hot_water=hot_water,
        heat_networks=_networks(draw, code, hot_water),
        packages=package,
        package_results=_package_results(draw) if package else (),
        wind_turbines=_turbines(draw) if draw.count(15) == 0 else (),
        hydro_outputs=(HydroOutput(kwh=draw.between(100.0, 3000.0)),)
        if draw.count(31) == 0
        else (),
        special_features=tuple(_special_feature(draw) for _ in range(1 + draw.count(2)))
        if draw.count(31) == 0
        else (),
        solar_thermal=_solar_thermal(draw, hot_water) if draw.count(7) == 0 else None,
        electricity=replace(home.electricity, tariff=draw.one_of(tariffs)),
    )


def main_system(draw: Draw, code: int) -> HeatingSystem[float, int, bool]:
    """Return a main system of this code with any of its fuels, controls and emitters."""
    return HeatingSystem(
        code=code,
        fuel=draw.one_of(fuels_of(code)),
        control=draw.one_of(controls_of(code)),
        emitter=draw.one_of(tuple(Emitter)[1:]),
        is_hetas_approved=draw.flag(),
        has_interlock=draw.flag(),
        has_delayed_start=draw.flag(),
        has_flue_fan=draw.flag(),
        has_pump=draw.flag(),
        pump_age=draw.one_of(tuple(PumpAge)),
        is_pump_in_heated_space=draw.flag(),
        is_oil_pump_in_dwelling=draw.flag(),
        has_weather_or_load_compensation=draw.flag(),
        design_flow_temperature_c=draw.between(30.0, 85.0),
    )


def _secondary_fuel(draw: Draw, code: int) -> int:
    if code == 0:
        return 0
    if code == 625:
        return 76
    return draw.one_of(fuels_of(code))


def _hot_water(draw: Draw, source: int, main_code: int) -> HotWater[float, int, bool]:
    """Return hot water by a heating system where it can, else by any water heater of its own.

    `source` is the water heating code that refers to the system of code `main_code`.
    """
    form = heating.FORM_BY_CODE[main_code]
    by_main = heating.can_heat_water(main_code) and (draw.flag() or main_code == ELECTRIC_CPSU)
    code = int(source) if by_main else draw.one_of((*OWN_WATER_CODES, *NETWORK_WATER_CODES))
    kind = heating.WATER_KIND_BY_CODE[code]
    by_network = code in NETWORK_WATER_CODES or (by_main and main_code in NETWORK_CODES)
    has_vessel = kind not in (WaterHeaterKind.POINT_OF_USE, WaterHeaterKind.MULTI_POINT) and not (
        by_network and draw.flag()
    )
    is_combi = by_main and form == BoilerForm.COMBI and draw.flag()
    is_boiler = by_main and form == BoilerForm.REGULAR and main_code < ELECTRIC_CPSU - 1
    return HotWater(
        code=code,
        fuel=_water_fuel(draw, code),
        cold_water_source=draw.one_of(tuple(ColdWaterSource)),
        has_bath=draw.flag(),
        cylinder_volume_l=draw.between(80.0, 320.0) if has_vessel and not is_combi else 0.0,
        cylinder_insulation=draw.one_of(tuple(CylinderInsulation)),
        cylinder_insulation_mm=draw.between(5.0, 120.0),
        is_loss_declared=draw.flag(),
        declared_loss_kwh_per_day=draw.between(0.6, 4.0),
        has_cylinder_thermostat=draw.flag(),
        is_cylinder_in_heated_space=draw.flag(),
        is_separately_timed=draw.flag(),
        immersion=draw.one_of((Immersion.SINGLE, Immersion.DUAL))
        if code == 903
        else draw.one_of(tuple(Immersion)),
        pipework_insulation=draw.one_of(tuple(PipeworkInsulation)),
        thermal_store=draw.one_of(tuple(ThermalStore))
        if is_boiler and draw.count(3) == 0
        else ThermalStore.NONE,
        is_store_near_boiler=draw.flag(),
        is_store_in_airing_cupboard=draw.flag(),
        keep_hot=draw.one_of(tuple(KeepHot)) if is_combi else KeepHot.NONE,
        has_summer_immersion=draw.count(7) == 0 and code in (901, 902, 913, 914, 930, 931),
        cpsu_temperature_c=draw.between(75.0, 95.0),
    )


def _water_fuel(draw: Draw, code: int) -> int:
    if code in NETWORK_WATER_CODES:
        return draw.one_of(NETWORK_WATER_CODES[code])
    if code in (903, 909, 941, 901, 902, 914):
        return 30
    if code in (907, 908, 911, 921, 922, 923, 924, 925, 926):
        return draw.one_of(GAS)
    return draw.one_of(LIQUID if code in (912, 927, 928, 929) else SOLID)


def _networks(
    draw: Draw, main_code: int, hot_water: HotWater[float, int, bool]
) -> tuple[HeatNetwork[float, int, bool], ...]:
    """Return the networks that the heating codes name, one per role."""
    roles = [NetworkRole.SPACE] if main_code in NETWORK_CODES else []
    roles += [NetworkRole.WATER] if hot_water.code in NETWORK_WATER_CODES else []
    return tuple(
        HeatNetwork(
            role=role,
            distribution_loss_factor=draw.between(1.0, 1.6),
            is_flat_rate=draw.flag(),
            is_listed=False,
            has_interface_unit=draw.flag(),
            interface_unit_loss_kwh_per_day=draw.between(0.5, 2.0),
            interface_unit_electricity_kwh_per_day=draw.between(0.0, 0.3),
        )
        for role in roles
    )


def _package(draw: Draw) -> tuple[Package[float, int], ...]:
    """Return product data of a heat pump that heats space, and a separate cylinder if any."""
    return (
        Package(
            kind=draw.one_of((PackageKind.AIR_SOURCE, PackageKind.GROUND_OR_WATER_SOURCE)),
            heating_duration=draw.one_of(tuple(HeatingDuration)),
            vessel_volume_l=draw.between(100.0, 250.0),
            vessel_loss_kwh_per_day=draw.between(1.0, 2.0),
            vessel_exchanger_m2=draw.between(0.5, 3.0),
            cylinder_exchanger_m2=draw.between(0.5, 3.0),
        ),
    )


def _package_results(draw: Draw) -> tuple[PackageResult[float], ...]:
    output = draw.between(3.0, 16.0)
    return tuple(
        PackageResult(
            plant_size_ratio=ratio,
            maximum_output_kw=output,
            space_efficiency_percent=draw.between(200.0, 320.0),
            water_efficiency_percent=draw.between(150.0, 250.0),
        )
        for ratio in (0.2, 0.5, 0.8, 1.0, 1.2, 1.5, 2.0)
    )


def _turbines(draw: Draw) -> tuple[WindTurbine[float, int, bool], ...]:
    return (
        WindTurbine(
            rotor_diameter_m=draw.between(1.0, 3.0),
            hub_height_m=draw.between(0.5, 6.0),
            terrain=draw.one_of(tuple(Terrain)),
        ),
    )


def _special_feature(draw: Draw) -> SpecialFeature[float, int]:
    return SpecialFeature(
        saved_kwh=draw.between(0.0, 500.0),
        saved_fuel=draw.one_of((1, 30)),
        used_kwh=draw.between(0.0, 100.0),
        used_fuel=draw.one_of((1, 30)),
    )


def _solar_thermal(
    draw: Draw, hot_water: HotWater[float, int, bool]
) -> SolarThermal[float, int, bool] | None:
    """Return a solar system whose share of the cylinder is dedicated to it."""
    if hot_water.cylinder_volume_l <= 0.0:
        return None
    return SolarThermal(
        aperture_area_m2=draw.between(1.0, 6.0),
        zero_loss_efficiency=draw.between(0.6, 0.85),
        linear_loss=draw.between(1.0, 6.0),
        second_order_loss=draw.between(0.0, 0.02),
        incidence_angle_modifier=draw.between(0.8, 1.0),
        orientation=1 + draw.count(7),
        pitch_deg=draw.between(0.0, 90.0),
        overshading=draw.one_of(
            (
                SolarOvershading.HEAVY,
                SolarOvershading.SIGNIFICANT,
                SolarOvershading.MODEST,
                SolarOvershading.NONE_OR_LITTLE,
            )
        ),
        store=SolarStore.COMBINED,
        dedicated_volume_l=hot_water.cylinder_volume_l * draw.between(0.2, 0.6),
        is_pump_mains_powered=draw.flag(),
    )


def _element(draw: Draw) -> Element[float, int]:
    return Element(
        kind=draw.one_of(tuple(ElementKind)),
        area_m2=draw.between(1.0, 30.0),
        u_value=draw.between(0.05, 2.0),
        kappa=draw.between(0.0, 190.0),
    )
