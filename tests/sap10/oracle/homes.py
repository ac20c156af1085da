"""Random dwellings of the three kinds that the plain transcription covers."""

from collections.abc import Callable
from dataclasses import replace

from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    ElementKind,
    Emitter,
    Immersion,
    KeepHot,
    PipeworkInsulation,
    PumpAge,
    Tariff,
    VentilationSystem,
)
from sap10.dwelling import Dwelling, Element, HeatingSystem, HotWater, SpaceHeating, Storey
from tests.sap10.oracle import figures
from tests.sap10.random_dwellings import Draw, random_dwelling

BOILER_CONTROLS = tuple(code for code in figures.CONTROLS if code // 100 == 21)
HEAT_PUMP_CONTROLS = tuple(code for code in figures.CONTROLS if code // 100 == 22)
SECONDARY_FUEL = {0: 0, 603: 1, 631: 11, 691: 30}


def gas_combi(seed: int) -> Dwelling:
    """Return a dwelling with a gas combi boiler and natural ventilation."""
    draw = Draw(seed)
    main = HeatingSystem(
        code=draw.one_of((103, 104)),
        fuel=1,
        control=draw.one_of(BOILER_CONTROLS),
        emitter=draw.one_of(tuple(Emitter)[1:]),
        has_interlock=draw.flag(),
        has_delayed_start=draw.flag(),
        has_flue_fan=draw.flag(),
        has_pump=True,
        pump_age=draw.one_of(tuple(PumpAge)),
        is_pump_in_heated_space=draw.flag(),
        has_weather_or_load_compensation=draw.flag(),
        design_flow_temperature_c=draw.between(30.0, 85.0),
    )
    hot_water = HotWater(
        code=901,
        fuel=1,
        cold_water_source=draw.one_of(tuple(ColdWaterSource)),
        has_bath=draw.flag(),
        keep_hot=draw.one_of(tuple(KeepHot)),
    )
    home = _home(draw, main, hot_water, Tariff.STANDARD)
    return replace(home, ventilation=replace(home.ventilation, system=VentilationSystem.NATURAL))


def storage_heaters(seed: int) -> Dwelling:
    """Return a dwelling with storage heaters and an immersion heater on the 7-hour tariff."""
    draw = Draw(seed)
    code = draw.one_of(tuple(figures.STORAGE_HEATERS))
    main = HeatingSystem(
        code=code,
        fuel=30,
        control=draw.one_of((2401, 2402, 2403, 2404) if code == 409 else (2401, 2402, 2403)),
        has_delayed_start=draw.flag(),
    )
    hot_water = replace(
        _cylinder(draw), code=903, immersion=draw.one_of((Immersion.SINGLE, Immersion.DUAL))
    )
    return _home(draw, main, hot_water, Tariff.SEVEN_HOUR)


def heat_pump(seed: int) -> Dwelling:
    """Return a dwelling with a heat pump of Table 4a and a cylinder, on one or two rates."""
    draw = Draw(seed)
    main = HeatingSystem(
        code=draw.one_of(tuple(figures.HEAT_PUMPS)),
        fuel=30,
        control=draw.one_of(HEAT_PUMP_CONTROLS),
        emitter=draw.one_of(tuple(Emitter)[1:]),
        has_interlock=draw.flag(),
        has_delayed_start=draw.flag(),
        has_pump=draw.flag(),
        pump_age=draw.one_of(tuple(PumpAge)),
        is_pump_in_heated_space=draw.flag(),
        design_flow_temperature_c=draw.one_of((35.0, 45.0, 55.0)),
    )
    hot_water = replace(_cylinder(draw), code=901, immersion=draw.one_of(tuple(Immersion)))
    return _home(draw, main, hot_water, draw.one_of((Tariff.STANDARD, Tariff.SEVEN_HOUR)))


def _cylinder(draw: Draw) -> HotWater[float, int, bool]:
    return HotWater(
        code=901,
        fuel=30,
        cold_water_source=draw.one_of(tuple(ColdWaterSource)),
        has_bath=draw.flag(),
        cylinder_volume_l=draw.between(80.0, 320.0),
        cylinder_insulation=draw.one_of(tuple(CylinderInsulation)),
        cylinder_insulation_mm=draw.between(5.0, 120.0),
        is_loss_declared=draw.flag(),
        declared_loss_kwh_per_day=draw.between(0.6, 4.0),
        has_cylinder_thermostat=draw.flag(),
        is_cylinder_in_heated_space=draw.flag(),
        is_separately_timed=draw.flag(),
        pipework_insulation=draw.one_of(tuple(PipeworkInsulation)),
    )


def _home(
    draw: Draw,
    main: HeatingSystem[float, int, bool],
    hot_water: HotWater[float, int, bool],
    tariff: Tariff,
) -> Dwelling:
    """Return a random building with this heating, and any secondary heater of the three."""
    home = random_dwelling(draw.count(1_000_000))
    secondary = draw.one_of(tuple(SECONDARY_FUEL))
    lowest = draw.one_of((-1, 0))
    return replace(
        home,
        storeys=tuple(
            Storey(level=lowest + i, area_m2=draw.between(20.0, 60.0), height_m=2.4)
            for i in range(1 + draw.count(6))
        ),
        elements=home.elements + tuple(_element(draw) for _ in range(draw.count(6))),
        general=replace(home.general, is_low_water_use=draw.flag()),
        ventilation=replace(
            home.ventilation,
            open_flues=draw.count(1),
            closed_fire_flues=draw.count(1),
            solid_fuel_boiler_flues=draw.count(1),
            other_heater_flues=draw.count(1),
            blocked_chimneys=draw.count(1),
            passive_vents=draw.count(2),
            flueless_gas_fires=draw.count(1),
        ),
        main_1=main,
        main_2=HeatingSystem(),
        space_heating=SpaceHeating(
            secondary_code=secondary, secondary_fuel=SECONDARY_FUEL[secondary]
        ),
        hot_water=hot_water,
        lighting=replace(
            home.lighting, is_capacity_given=draw.flag(), capacity_lm=draw.between(1e3, 6e4)
        ),
        electricity=replace(
            home.electricity,
            tariff=tariff,
            is_pv_connected_to_dwelling=draw.count(3) > 0,
            battery_capacity_kwh=draw.one_of((0.0, 0.0, 5.0, 20.0)),
        ),
    )


def _element(draw: Draw) -> Element[float, int]:
    return Element(
        kind=draw.one_of(tuple(ElementKind)),
        area_m2=draw.between(1.0, 30.0),
        u_value=draw.between(0.0, 2.0),
        kappa=draw.between(0.0, 190.0),
    )


CASES: dict[str, Callable[[int], Dwelling]] = {
    "gas combi": gas_combi,
    "storage heaters": storage_heaters,
    "heat pump": heat_pump,
}
