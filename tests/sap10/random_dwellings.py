"""Random plausible dwellings: every family of heating, ventilation and hot water."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sap10.codes import (
    ColdWaterSource,
    CylinderInsulation,
    ElementKind,
    Emitter,
    Immersion,
    KeepHot,
    OpeningKind,
    Orientation,
    Overshading,
    PipeworkInsulation,
    PressureTest,
    PumpAge,
    Ruleset,
    ShowerKind,
    Tariff,
    VentilationSystem,
)
from sap10.dwelling import (
    Dwelling,
    Electricity,
    Element,
    General,
    HeatingSystem,
    HotWater,
    Lighting,
    Opening,
    PvArray,
    Shower,
    SpaceHeating,
    Storey,
    ThermalBridge,
    Ventilation,
)


class Heating(NamedTuple):
    """One plausible combination of main heating and hot water."""

    code: int
    fuel: int
    control: int
    water_code: int
    water_fuel: int
    has_cylinder: bool
    is_off_peak: bool = False


HEATINGS = (
    Heating(104, 1, 2106, 901, 1, has_cylinder=False),
    Heating(102, 1, 2104, 901, 1, has_cylinder=True),
    Heating(130, 4, 2107, 901, 4, has_cylinder=False),
    Heating(126, 4, 2101, 901, 4, has_cylinder=True),
    Heating(104, 2, 2110, 901, 2, has_cylinder=False),
    Heating(158, 15, 2103, 901, 15, has_cylinder=True),
    Heating(191, 30, 2106, 903, 30, has_cylinder=True, is_off_peak=True),
    Heating(211, 30, 2207, 901, 30, has_cylinder=True),
    Heating(224, 30, 2206, 901, 30, has_cylinder=True, is_off_peak=True),
    Heating(402, 30, 2401, 903, 30, has_cylinder=True, is_off_peak=True),
    Heating(409, 30, 2404, 903, 30, has_cylinder=True, is_off_peak=True),
    Heating(603, 1, 2601, 907, 1, has_cylinder=False),
    Heating(631, 11, 2602, 909, 30, has_cylinder=False),
    Heating(691, 30, 2603, 909, 30, has_cylinder=False),
)


FIRST_DRY_SYSTEM = 400
"""Codes of Table 4a from here on heat without circulating water."""


class Draw:
    """Draws values from a seeded generator."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def one_of(self, values: Sequence[Any]) -> Any:
        return values[int(self._random.integers(len(values)))]

    def between(self, low: float, high: float) -> float:
        return float(self._random.uniform(low, high))

    def count(self, most: int) -> int:
        return int(self._random.integers(0, most + 1))

    def shuffled(self, values: Sequence[Any]) -> list[Any]:
        return [values[int(i)] for i in self._random.permutation(len(values))]

    def flag(self) -> bool:
        return bool(self._random.integers(2))


def random_dwelling(seed: int) -> Dwelling:
    """Return one plausible dwelling; the same seed gives the same dwelling."""
    draw = Draw(seed)
    heating: Heating = draw.one_of(HEATINGS)
    storeys = 1 + draw.count(2)
    area = draw.between(25.0, 120.0)
    off_peak = draw.one_of((Tariff.SEVEN_HOUR, Tariff.TEN_HOUR))
    has_secondary = draw.flag()
    has_two_systems = draw.count(3) == 0
    return Dwelling(
        reference=f"dwelling {seed}",
        general=General(
            ruleset=draw.one_of(tuple(Ruleset)),
            climate_region=1 + draw.count(20),
            is_new_dwelling=draw.flag(),
            living_area_m2=area * draw.between(0.1, 0.9),
            is_thermal_mass_given=draw.flag(),
            thermal_mass_parameter=draw.one_of((100.0, 250.0, 450.0)),
            has_thermal_bridge_list=draw.flag(),
            thermal_bridging_y=draw.between(0.02, 0.2),
            cooled_area_m2=draw.one_of((0.0, 0.0, 20.0)),
            cooling_seer=3.8,
        ),
        ventilation=Ventilation(
            storeys=storeys,
            open_chimneys=draw.count(1),
            extract_fans=draw.count(3),
            pressure_test=draw.one_of(tuple(PressureTest)),
            air_permeability=draw.between(0.5, 12.0),
            structural_infiltration=draw.one_of((0.25, 0.35)),
            floor_infiltration=draw.one_of((0.0, 0.1, 0.2)),
            has_draught_lobby=draw.flag(),
            draught_proofed_percent=draw.between(0.0, 100.0),
            sheltered_sides=draw.count(4),
            system=draw.one_of(tuple(VentilationSystem)),
            heat_recovery_percent=draw.between(40.0, 90.0),
            specific_fan_power=draw.between(0.3, 2.0),
            fan_in_use_factor=draw.between(1.0, 2.5),
        ),
        main_1=_main_system(draw, heating),
        main_2=_main_system(draw, draw.one_of(HEATINGS)) if has_two_systems else HeatingSystem(),
        space_heating=SpaceHeating(
            main_2_fraction=draw.between(0.05, 0.5) if has_two_systems else 0.0,
            main_2_heats_different_part=draw.flag(),
            secondary_code=691 if has_secondary else 0,
            secondary_fuel=30 if has_secondary else 0,
        ),
        hot_water=_hot_water(draw, heating),
        lighting=Lighting(efficacy_lm_per_w=draw.between(15.0, 100.0)),
        electricity=Electricity(
            tariff=off_peak if heating.is_off_peak else Tariff.STANDARD,
            is_export_capable=draw.flag(),
            has_pv_diverter=draw.flag(),
            battery_capacity_kwh=draw.one_of((0.0, 5.0)),
        ),
        storeys=tuple(Storey(level=i, area_m2=area, height_m=2.5) for i in range(storeys)),
        elements=_elements(draw, area, storeys),
        openings=tuple(_opening(draw) for _ in range(draw.count(8))),
        thermal_bridges=tuple(
            ThermalBridge(length_m=draw.between(1.0, 20.0), psi=0.05) for _ in range(3)
        ),
        showers=tuple(_shower(draw) for _ in range(draw.count(2))),
        pv_arrays=tuple(_pv_array(draw) for _ in range(draw.count(2))),
    )


def _main_system(draw: Draw, heating: Heating) -> HeatingSystem[float, int, bool]:
    return HeatingSystem(
        code=heating.code,
        fuel=heating.fuel,
        control=heating.control,
        emitter=draw.one_of((Emitter.RADIATORS, Emitter.UNDERFLOOR_SCREED)),
        has_interlock=draw.flag(),
        has_delayed_start=draw.flag(),
        has_flue_fan=draw.flag(),
        has_pump=heating.code < FIRST_DRY_SYSTEM,
        pump_age=draw.one_of(tuple(PumpAge)),
        is_oil_pump_in_dwelling=draw.flag(),
        has_weather_or_load_compensation=draw.flag(),
        design_flow_temperature_c=draw.one_of((35.0, 45.0, 55.0, 80.0)),
    )


def _hot_water(draw: Draw, heating: Heating) -> HotWater[float, int, bool]:
    has_immersion = heating.water_code == 903
    return HotWater(
        code=heating.water_code,
        fuel=heating.water_fuel,
        cold_water_source=draw.one_of(tuple(ColdWaterSource)),
        has_bath=draw.flag(),
        cylinder_volume_l=draw.one_of((110.0, 160.0, 210.0)) if heating.has_cylinder else 0.0,
        cylinder_insulation=draw.one_of(tuple(CylinderInsulation)[1:]),
        cylinder_insulation_mm=draw.one_of((12.0, 25.0, 50.0, 80.0)),
        has_cylinder_thermostat=draw.flag(),
        is_cylinder_in_heated_space=draw.flag(),
        is_separately_timed=draw.flag(),
        immersion=draw.one_of((Immersion.SINGLE, Immersion.DUAL))
        if has_immersion
        else Immersion.NONE,
        pipework_insulation=draw.one_of(tuple(PipeworkInsulation)),
        keep_hot=draw.one_of(tuple(KeepHot)),
    )


def _elements(draw: Draw, area: float, storeys: int) -> tuple[Element[float, int], ...]:
    perimeter = 4.0 * area**0.5
    sizes = (
        (ElementKind.GROUND_FLOOR, area, draw.between(0.1, 1.2), 75.0),
        (ElementKind.EXTERNAL_WALL, perimeter * 2.2 * storeys, draw.between(0.15, 2.1), 110.0),
        (ElementKind.PARTY_WALL, perimeter, draw.one_of((0.0, 0.25, 0.5)), 60.0),
        (ElementKind.ROOF, area, draw.between(0.1, 2.3), 9.0),
        (ElementKind.SOLID_DOOR, 1.9, 3.0, 0.0),
        (ElementKind.INTERNAL_WALL, 2.0 * area, 0.0, 9.0),
    )
    return tuple(
        Element(kind=kind, area_m2=size, u_value=u_value, kappa=kappa)
        for kind, size, u_value, kappa in sizes
    )


def _opening(draw: Draw) -> Opening[float, int]:
    kind = draw.one_of(tuple(OpeningKind))
    pitch = {OpeningKind.WINDOW: 90.0, OpeningKind.ROOF_WINDOW: 45.0, OpeningKind.ROOFLIGHT: 0.0}
    return Opening(
        kind=kind,
        area_m2=draw.between(0.5, 4.0),
        u_value=draw.between(0.8, 4.8),
        orientation=draw.one_of(tuple(Orientation)[1:]),
        pitch_deg=pitch[kind],
        g=draw.between(0.5, 0.85),
        g_light=0.8,
        frame_factor=0.7,
        overshading=draw.one_of(tuple(Overshading)),
    )


def _shower(draw: Draw) -> Shower[float, int]:
    if draw.flag():
        return Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3)
    return Shower(kind=ShowerKind.MIXER, flow_l_per_min=draw.between(7.0, 15.0))


def _pv_array(draw: Draw) -> PvArray[float, int]:
    return PvArray(
        peak_power_kwp=draw.between(0.5, 4.0),
        orientation=draw.one_of(tuple(Orientation)[1:]),
        pitch_deg=draw.one_of((0.0, 30.0, 45.0, 60.0, 90.0)),
        overshading_factor=draw.one_of((0.5, 0.8, 1.0)),
    )
