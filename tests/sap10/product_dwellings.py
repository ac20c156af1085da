"""Random dwellings with random packages, boilers and ventilation products."""

from dataclasses import replace

from sap10.dwelling import Dwelling
from sap10.products import (
    BoilerProduct,
    ControlClass,
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
from tests.sap10.random_dwellings import Draw, random_dwelling

_HEAT_PUMP_CODES = (211, 217, 224, 524)
_BOILER_CODES = (101, 102, 126)


def random_product_dwelling(seed: int) -> Dwelling:
    """Return a random dwelling with product data of some kinds; the same seed gives the same."""
    draw = Draw(seed + 10**6)
    dwelling = random_dwelling(seed)
    if draw.flag():
        dwelling = _packaged(draw, dwelling)
    if draw.flag():
        dwelling = replace(
            dwelling, boiler_products=tuple(_boiler(draw, system) for system in (1, 2))
        )
    if draw.flag():
        dwelling = replace(dwelling, ventilation_units=_units(draw))
    if draw.flag():
        dwelling = replace(dwelling, wet_room_fans=_fans(draw))
    if draw.flag():
        unit = WarmAirUnit(specific_fan_power=draw.between(0.5, 2.5))
        dwelling = replace(dwelling, warm_air_units=(unit,))
    return dwelling


def _packaged(draw: Draw, dwelling: Dwelling) -> Dwelling:
    kind = draw.one_of(tuple(PackageKind))
    service = draw.one_of(tuple(PackageService))
    is_electric = kind != PackageKind.MICRO_COGENERATION and draw.flag()
    code = draw.one_of(_HEAT_PUMP_CODES)
    fuel = 30 if is_electric else 1
    if kind == PackageKind.MICRO_COGENERATION:
        code = draw.one_of(_BOILER_CODES)
    package: Package[float, int] = Package(
        kind=kind,
        service=service,
        heating_duration=draw.one_of(tuple(HeatingDuration)),
        vessel=draw.one_of(tuple(PackageVessel)),
        vessel_volume_l=draw.between(50.0, 300.0),
        vessel_loss_kwh_per_day=draw.between(0.5, 3.0),
        vessel_exchanger_m2=draw.one_of((0.0, 1.5)),
        cylinder_exchanger_m2=draw.one_of((0.0, 2.0)),
        water_efficiency_m_percent=draw.between(60.0, 300.0),
        water_efficiency_l_percent=draw.one_of((0.0, 120.0)),
        water_electricity_m=0.0 if is_electric else draw.between(-0.2, 0.1),
        water_electricity_l=0.0 if is_electric else draw.between(-0.2, 0.1),
    )
    water_code = {PackageService.SPACE_ONLY: 903, PackageService.WATER_ONLY: 941}.get(service, 901)
    return replace(
        dwelling,
        main_1=replace(dwelling.main_1, code=code, fuel=fuel, control=2206),
        hot_water=replace(
            dwelling.hot_water,
            code=914 if kind == PackageKind.COMBINED_WITH_BOILER else water_code,
            fuel=30,
            cylinder_volume_l=draw.between(90.0, 250.0),
            has_summer_immersion=service == PackageService.SPACE_AND_WATER_IN_HEATING_SEASON,
        ),
        main_2=replace(dwelling.main_1, code=102, fuel=1, control=2106)
        if kind == PackageKind.COMBINED_WITH_BOILER
        else dwelling.main_2,
        packages=(package,),
        package_results=_results(draw, is_electric=is_electric),
    )


def _results(draw: Draw, *, is_electric: bool) -> tuple[PackageResult[float], ...]:
    """Return a ragged record: some flow temperatures, air flows and plant size ratios."""
    flows = (35.0, 45.0, 55.0, 58.0)[draw.count(3) :]
    airs = (20.0, 35.0, 60.0)[: 1 + draw.count(2)]
    ratios = (0.2, 0.5, 1.0, 2.0, 5.0)[draw.count(2) : 3 + draw.count(2)]
    return tuple(
        PackageResult(
            plant_size_ratio=ratio,
            flow_temperature_c=flow,
            air_flow_l_per_s=air,
            maximum_output_kw=5.0 + flow / 20.0,
            space_efficiency_percent=draw.between(70.0, 450.0),
            water_efficiency_percent=draw.between(60.0, 300.0),
            electricity=0.0 if is_electric else draw.between(-0.2, 0.1),
            running_hours=draw.between(0.0, 8760.0),
            space_share=draw.between(0.0, 1.0),
            water_share=draw.between(0.0, 1.0),
            boiler_efficiency_percent=draw.between(80.0, 92.0),
        )
        for flow in flows
        for air in airs
        for ratio in ratios
    )


def _boiler(draw: Draw, system: int) -> BoilerProduct[float, int, bool]:
    return BoilerProduct(
        system=system,
        is_condensing=draw.flag(),
        is_modulating=draw.flag(),
        control_class=draw.one_of(tuple(ControlClass)),
        is_electricity_declared=draw.flag(),
        electricity_kwh=draw.between(0.0, 100.0),
    )


def _units(draw: Draw) -> tuple[VentilationUnit[float], ...]:
    return tuple(
        VentilationUnit(
            specific_fan_power=draw.between(0.3, 2.0),
            fan_in_use_factor=draw.between(1.0, 2.5),
            exchange_efficiency_percent=draw.between(60.0, 95.0),
            recovery_in_use_factor=draw.one_of((0.7, 0.9)),
            wet_rooms=float(1 + draw.count(5)),
        )
        for _ in range(1 + draw.count(1))
    )


def _fans(draw: Draw) -> tuple[WetRoomFan[float, int], ...]:
    return tuple(
        WetRoomFan(
            room=draw.one_of(tuple(WetRoom)),
            specific_fan_power=draw.between(0.1, 0.5),
            in_use_factor=draw.between(1.0, 1.5),
        )
        for _ in range(1 + draw.count(4))
    )
