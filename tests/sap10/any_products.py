"""Random valid dwellings with products of every kind that the specification knows.

Their heating is that of `any_dwellings`. A product is drawn for a dwelling that can have it: a
tested combi boiler where a combi makes the water, flue gas recovery on a condensing boiler, waste
water recovery behind a shower, a package in place of a heat pump or a boiler, and so on.
"""

from collections.abc import Callable
from dataclasses import replace

from sap10.codes import (
    CombiStore,
    CombiTest,
    CompensationClass,
    Orientation,
    ShowerKind,
    SolarPurpose,
    SolarStore,
    ThermalStore,
    VentilationSystem,
    WasteWaterKind,
)
from sap10.dwelling import Dwelling, Shower
from sap10.network_inputs import HeatSource, HeatSourceKind, NetworkRole
from sap10.products import (
    BoilerProduct,
    ControlClass,
    HeatingControl,
    HeatingDuration,
    Package,
    PackageKind,
    PackageResult,
    PackageService,
    PackageVessel,
    VentilationUnit,
    WarmAirUnit,
    WetRoom,
    WetRoomFan,
)
from sap10.tables import heating
from sap10.tables.heating import BoilerForm, Family, WaterSource
from sap10.water_inputs import (
    CombiProduct,
    FlueGasHeatRecovery,
    WasteWaterHeatRecovery,
)
from tests.sap10.any_buildings import any_building
from tests.sap10.any_dwellings import NETWORK_CODES, NETWORK_WATER_CODES, any_dwelling, main_system
from tests.sap10.random_dwellings import Draw
from tests.sap10.water_products import SAVINGS, WASTE_WATER_TESTS, collector

BOILERS = (Family.GAS_BOILER, Family.LIQUID_BOILER)
HEAT_PUMPS = (Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP)
WARM_AIR = (
    Family.ELECTRIC_HEAT_PUMP_WARM_AIR,
    Family.GAS_HEAT_PUMP_WARM_AIR,
    Family.GAS_WARM_AIR,
    Family.LIQUID_WARM_AIR,
    Family.ELECTRICAIRE,
)
RANGE_COOKERS = (135, 136, 137, 138, 140, 141)
"""Twin burner range cooker boilers of Table 4b."""

OTHER_SOURCES = (
    (HeatSourceKind.BOILER, 43),
    (HeatSourceKind.HEAT_PUMP, 41),
    (HeatSourceKind.RECOVERED_HEAT, 45),
    (HeatSourceKind.GEOTHERMAL, 46),
)
"""Sources of a network beside CHP, with a fuel of each."""

EXHAUST_AIR = (
    PackageKind.EXHAUST_AIR_MEV,
    PackageKind.EXHAUST_AIR_MVHR,
    PackageKind.EXHAUST_AIR_MIXED,
)


def any_dwelling_with_products(seed: int) -> Dwelling:
    """Return one valid dwelling; the same seed gives the same dwelling."""
    draw = Draw(2_000_000 + seed)
    dwelling = any_dwelling(seed)
    if draw.flag():
        dwelling = any_building(draw, dwelling)
    for give, one_in in PRODUCTS.items():
        if draw.count(one_in - 1) == 0:
            dwelling = give(draw, dwelling)
    return dwelling


def family_of(dwelling: Dwelling) -> Family:
    """Return the family of main system 1."""
    return Family(heating.FAMILY_BY_CODE[dwelling.main_1.code])


def is_water_by_main_1(dwelling: Dwelling) -> bool:
    return dwelling.hot_water.code == WaterSource.MAIN_1


def heat_pump(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a heat pump of Table 4a a record of any kind and service."""
    family = family_of(dwelling)
    if family not in HEAT_PUMPS or dwelling.packages:
        return dwelling
    kinds = [k for k in PackageKind if k != PackageKind.MICRO_COGENERATION]
    if dwelling.main_2.code or not is_water_by_main_1(dwelling):
        kinds.remove(PackageKind.COMBINED_WITH_BOILER)
    if dwelling.ventilation.system not in (
        VentilationSystem.EXTRACT,
        VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
    ):
        kinds = [k for k in kinds if k not in EXHAUST_AIR]
    kind = draw.one_of(kinds)
    service = _service(draw, dwelling)
    if kind == PackageKind.COMBINED_WITH_BOILER:
        service = PackageService.SPACE_AND_WATER
    is_fuel = family is Family.GAS_HEAT_PUMP
    packaged = _packaged(draw, dwelling, kind, service, is_fuel=is_fuel)
    if kind != PackageKind.COMBINED_WITH_BOILER:
        return packaged
    boiler = replace(main_system(draw, draw.one_of((102, 104))), control=dwelling.main_1.control)
    water = replace(packaged.hot_water, code=914, fuel=boiler.fuel, has_summer_immersion=False)
    return replace(packaged, main_2=boiler, hot_water=water)


def micro_cogeneration(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Make a boiler micro-CHP."""
    if family_of(dwelling) not in BOILERS or dwelling.packages:
        return dwelling
    service = _service(draw, dwelling)
    kind = PackageKind.MICRO_COGENERATION
    return _packaged(draw, dwelling, kind, service, is_fuel=True)


def _service(draw: Draw, dwelling: Dwelling) -> PackageService:
    """Return what a package that is main system 1 provides, water as the dwelling has it."""
    if not is_water_by_main_1(dwelling):
        return PackageService.SPACE_ONLY
    if draw.count(3) == 0:
        return PackageService.SPACE_AND_WATER_IN_HEATING_SEASON
    return PackageService.SPACE_AND_WATER


def heat_pump_for_water(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a heat pump for water only its record."""
    if dwelling.hot_water.code != 941 or dwelling.packages:
        return dwelling
    kind, service = PackageKind.AIR_SOURCE, PackageService.WATER_ONLY
    return _packaged(draw, dwelling, kind, service, is_fuel=False)


def _packaged(
    draw: Draw, dwelling: Dwelling, kind: PackageKind, service: PackageService, *, is_fuel: bool
) -> Dwelling:
    is_micro = kind == PackageKind.MICRO_COGENERATION
    vessels = [PackageVessel.NONE]
    if dwelling.hot_water.cylinder_volume_l > 0.0 and service != PackageService.SPACE_ONLY:
        vessels = list(PackageVessel)[1:]
    package: Package[float, int] = Package(
        kind=kind,
        service=service,
        heating_duration=draw.one_of(tuple(HeatingDuration)),
        vessel=draw.one_of(vessels),
        vessel_volume_l=draw.between(80.0, 250.0),
        vessel_loss_kwh_per_day=draw.between(0.8, 2.5),
        vessel_exchanger_m2=draw.one_of((0.0, 1.5)),
        cylinder_exchanger_m2=draw.one_of((0.0, 2.0)),
        water_efficiency_m_percent=draw.between(60.0, 85.0) if is_micro else 180.0,
        water_efficiency_l_percent=draw.one_of((0.0, 90.0 if is_micro else 210.0)),
        water_electricity_m=draw.between(-0.2, 0.05) if is_fuel else 0.0,
        water_electricity_l=draw.between(-0.2, 0.05) if is_fuel else 0.0,
    )
    flows = (35.0, 45.0, 55.0, 58.0)[draw.count(3) :]
    airs = (25.0, 40.0) if kind in EXHAUST_AIR else (0.0,)
    output = draw.between(3.0, 14.0)
    low, high = (65.0, 85.0) if is_micro else (110.0, 160.0) if is_fuel else (180.0, 400.0)
    results = tuple(
        PackageResult(
            plant_size_ratio=ratio,
            flow_temperature_c=flow,
            air_flow_l_per_s=air,
            maximum_output_kw=output,
            space_efficiency_percent=draw.between(low, high),
            water_efficiency_percent=draw.between(100.0, 250.0),
            electricity=draw.between(-0.2, 0.05) if is_fuel else 0.0,
            running_hours=draw.between(1000.0, 6000.0),
            space_share=draw.between(0.4, 0.95),
            water_share=draw.between(0.2, 0.9),
            boiler_efficiency_percent=draw.between(80.0, 90.0),
        )
        for flow in flows
        for air in airs
        for ratio in (0.2, 0.5, 1.0, 2.0, 5.0)
    )
    water = dwelling.hot_water
    if service == PackageService.SPACE_AND_WATER_IN_HEATING_SEASON:
        water = replace(water, has_summer_immersion=True)
    return replace(dwelling, packages=(package,), package_results=results, hot_water=water)


def tested_combi(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a combi boiler its tests (Tables 3a to 3c), a store and its keep-hot power."""
    form = heating.FORM_BY_CODE[dwelling.main_1.code]
    water = dwelling.hot_water
    if form != BoilerForm.COMBI or not is_water_by_main_1(dwelling) or water.cylinder_volume_l:
        return dwelling
    store = draw.one_of(tuple(CombiStore))
    return replace(
        dwelling,
        combi_product=CombiProduct(
            test=draw.one_of(tuple(CombiTest)),
            r1=draw.between(0.0, 0.05),
            f1=draw.between(0.0, 1.5),
            f2=draw.between(0.0, 1.5),
            f3=draw.between(0.0, 0.0002),
            store=store,
            keep_hot_power_w=draw.one_of((0.0, 20.0, 80.0)),
        ),
        hot_water=replace(
            water,
            combi_store_volume_l=0.0 if store == CombiStore.NONE else draw.between(15.0, 60.0),
        ),
    )


def flue_gas_recovery(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a condensing boiler that heats the water a recovery system of any kind (G1)."""
    by_package = dwelling.packages and dwelling.packages[0].kind == PackageKind.COMBINED_WITH_BOILER
    code = dwelling.main_2.code if by_package else dwelling.main_1.code
    is_micro = dwelling.packages and not by_package
    is_suited = heating.IS_CONDENSING_BY_CODE[code] and not is_micro
    if not is_suited or not (by_package or is_water_by_main_1(dwelling)):
        return dwelling
    has_coupled = (
        heating.FORM_BY_CODE[code] == BoilerForm.COMBI
        and not dwelling.hot_water.cylinder_volume_l
        and draw.flag()
    )
    return replace(
        dwelling,
        flue_gas_recovery=FlueGasHeatRecovery(
            has_heat_store=draw.flag(),
            direct_useful_fraction=draw.between(0.0, 0.1),
            direct_total_fraction=draw.between(0.0, 0.15),
            electricity_kwh_per_year=draw.one_of((0.0, 12.0)),
            compensation=draw.one_of(tuple(CompensationClass)),
            close_coupled_volume_l=60.0 if has_coupled else 0.0,
            close_coupled_loss_kwh_per_day=1.2,
            pv_peak_power_kwp=draw.one_of((0.0, 0.6)) if has_coupled else 0.0,
            pv_orientation=Orientation.SOUTH,
            pv_pitch_deg=30.0,
            pv_cable_loss=0.05,
        ),
        flue_gas_savings=SAVINGS,
    )


def waste_water_recovery(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Put a recovery system behind a shower: instantaneous, or a store (G2, G3)."""
    kind = draw.one_of(tuple(WasteWaterKind))
    showers = dwelling.showers or (Shower(kind=ShowerKind.MIXER, flow_l_per_min=9.0),)
    return replace(
        dwelling,
        waste_water_recovery=(
            WasteWaterHeatRecovery(
                kind=kind,
                utilisation_factor=draw.between(0.7, 1.0),
                electricity_kwh_per_day=draw.one_of((0.0, 0.05)),
                efficiency_percent=draw.between(30.0, 60.0),
                recovered_baths_share=draw.between(0.0, 1.0),
                dedicated_volume_l=draw.between(20.0, 80.0),
                lowest_volume_l=30.0,
                highest_volume_l=50.0,
                is_within_cylinder=dwelling.hot_water.cylinder_volume_l > 90.0 and draw.flag(),
            ),
        ),
        waste_water_tests=WASTE_WATER_TESTS,
        showers=tuple(replace(shower, waste_water_unit=draw.count(1)) for shower in showers),
    )


def solar_thermal(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give panels for water, for space, or for both, with any kind of store (Appendix H)."""
    water = dwelling.hot_water
    stores = [SolarStore.SEPARATE]
    has_integral = any(one.vessel == PackageVessel.INTEGRAL for one in dwelling.packages)
    if water.cylinder_volume_l > 0.0 and not has_integral:
        stores += [SolarStore.COMBINED, SolarStore.DIRECT]
        if water.thermal_store != ThermalStore.NONE:
            stores = [SolarStore.SEPARATE, SolarStore.THERMAL_STORE]
    store = draw.one_of(stores)
    heats_space = family_of(dwelling) in (*BOILERS, *HEAT_PUMPS)
    purposes = tuple(SolarPurpose) if heats_space else (SolarPurpose.WATER,)
    return replace(
        dwelling,
        solar_thermal=collector(
            aperture_area_m2=draw.between(1.0, 8.0),
            orientation=draw.one_of(tuple(Orientation)[1:]),
            pitch_deg=draw.between(0.0, 90.0),
            store=store,
            dedicated_volume_l=draw.between(20.0, 100.0)
            if store == SolarStore.SEPARATE
            else water.cylinder_volume_l * draw.between(0.2, 0.6),
            preheat_loss_kwh_per_day=draw.between(0.0, 1.0)
            if store == SolarStore.SEPARATE
            else 0.0,
            purpose=draw.one_of(purposes),
        ),
    )


def boiler_record(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a boiler its record; a twin burner range cooker the emission of its case."""
    if family_of(dwelling) not in BOILERS or dwelling.packages:
        return dwelling
    is_cooker = dwelling.main_1.code in RANGE_COOKERS
    record: BoilerProduct[float, int, bool] = BoilerProduct(
        system=1,
        is_condensing=bool(heating.IS_CONDENSING_BY_CODE[dwelling.main_1.code]),
        is_modulating=draw.flag(),
        control_class=draw.one_of(tuple(ControlClass)),
        is_electricity_declared=draw.flag(),
        electricity_kwh=draw.between(0.0, 100.0),
        case_emission_kw=draw.between(0.2, 1.0) if is_cooker else 0.0,
        heat_to_water_kw=draw.between(6.0, 15.0) if is_cooker else 0.0,
    )
    return replace(dwelling, boiler_products=(record,))


def heating_control(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a control of the database, of the type of Table 4e's (Table 9)."""
    record: HeatingControl[float, int] = HeatingControl(
        living_area_temperature_c=draw.one_of((0.0, 0.3)),
        living_area_off_hours=draw.one_of((0.0, 0.5)),
        elsewhere_temperature_c=draw.one_of((0.0, 0.5)),
        elsewhere_off_hours=draw.one_of((0.0, 1.5)),
        control_type=int(heating.CONTROL_TYPE_BY_CODE[dwelling.main_1.control]),
    )
    return replace(dwelling, heating_control=record)


def fans(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give warm air units and mechanical ventilation their records."""
    if family_of(dwelling) in WARM_AIR:
        unit: WarmAirUnit[float] = WarmAirUnit(specific_fan_power=draw.between(0.5, 2.5))
        dwelling = replace(dwelling, warm_air_units=(unit,))
    system = dwelling.ventilation.system
    if system == VentilationSystem.EXTRACT and draw.flag():
        rooms = tuple(
            WetRoomFan(
                room=draw.one_of(tuple(WetRoom)),
                specific_fan_power=draw.between(0.1, 0.5),
                in_use_factor=draw.between(1.0, 1.5),
            )
            for _ in range(1 + draw.count(3))
        )
        return replace(dwelling, wet_room_fans=rooms)
    if system in (VentilationSystem.EXTRACT, VentilationSystem.BALANCED_WITH_HEAT_RECOVERY):
        units = tuple(
            VentilationUnit(
                specific_fan_power=draw.between(0.3, 2.0),
                fan_in_use_factor=draw.between(1.0, 2.5),
                exchange_efficiency_percent=draw.between(60.0, 95.0),
                recovery_in_use_factor=draw.one_of((0.7, 0.9)),
                wet_rooms=float(1 + draw.count(5)),
            )
            for _ in range(1 + draw.count(1))
        )
        return replace(dwelling, ventilation_units=units)
    return dwelling


def heat_sources(draw: Draw, dwelling: Dwelling) -> Dwelling:
    """Give a network its own sources, CHP among them, or figures of its own record (C3, C5)."""
    role = NetworkRole.SPACE
    if dwelling.main_1.code not in NETWORK_CODES:
        role = NetworkRole.WATER
        if dwelling.hot_water.code not in NETWORK_WATER_CODES:
            return dwelling
    if draw.count(3) == 0:
        networks = tuple(
            replace(
                network,
                is_listed=network.role == role,
                price_p_per_kwh=draw.between(3.0, 8.0),
                co2_kg_per_kwh=draw.between(0.02, 0.3),
                primary_energy_factor=draw.between(0.2, 1.5),
            )
            for network in dwelling.heat_networks
        )
        return replace(dwelling, heat_networks=networks)
    kinds = draw.shuffled(OTHER_SOURCES)[: 1 + draw.count(3)]
    by_chp = draw.between(0.2, 0.6)
    chp: HeatSource[float, int, bool] = HeatSource(
        role=role,
        kind=HeatSourceKind.CHP,
        fuel=51,
        fraction=by_chp,
        is_efficiency_given=True,
        efficiency_percent=draw.between(40.0, 55.0),
        power_efficiency_percent=draw.between(20.0, 35.0),
    )
    rest = tuple(
        HeatSource(role=role, kind=kind, fuel=fuel, fraction=(1.0 - by_chp) / len(kinds))
        for kind, fuel in kinds
    )
    return replace(dwelling, heat_sources=(chp, *rest))


PRODUCTS: dict[Callable[[Draw, Dwelling], Dwelling], int] = {
    heat_pump: 2,
    micro_cogeneration: 8,
    heat_pump_for_water: 2,
    tested_combi: 2,
    flue_gas_recovery: 2,
    waste_water_recovery: 4,
    solar_thermal: 4,
    boiler_record: 3,
    heating_control: 4,
    fans: 3,
    heat_sources: 2,
}
"""Every kind of product, and how many of those that could have it share one.

Packages come first: they decide what else fits.
"""
