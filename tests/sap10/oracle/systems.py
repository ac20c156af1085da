"""The heating of one dwelling as sections 9a and 10a need it, for the three transcribed cases."""

from dataclasses import dataclass
from itertools import pairwise

from sap10.codes import Emitter, Immersion, Tariff
from sap10.dwelling import Dwelling
from tests.sap10.oracle import figures

RESPONSIVENESS = {
    Emitter.RADIATORS: 1.0,
    Emitter.UNDERFLOOR_TIMBER: 1.0,
    Emitter.UNDERFLOOR_SCREED: 0.75,
    Emitter.UNDERFLOOR_CONCRETE: 0.25,
    Emitter.FAN_COIL: 1.0,
}
"""Table 4d."""


@dataclass(frozen=True)
class System:
    """One main system and what heats the water; fractions of Tables 11, 12a and 13."""

    heater: str
    fuel: int
    efficiency: float
    winter: float
    summer: float
    is_monthly: bool
    control: int
    adjustment: float
    responsiveness: float
    has_circulation: bool
    has_room_thermostat: bool
    has_flue_fan: bool
    secondary_fraction: float
    high_rate_space: float
    high_rate_water: float


def system_of(dwelling: Dwelling, people: float) -> System:
    """Resolve the system; `people` is line (42)."""
    code = dwelling.main_1.code
    if code in figures.COMBIS:
        return _combi(dwelling)
    if code in figures.HEAT_PUMPS:
        return _heat_pump(dwelling)
    return _storage_heater(dwelling, people)


def _combi(dwelling: Dwelling) -> System:
    main = dwelling.main_1
    control, adjustment, interlocks, has_thermostat = figures.CONTROLS[main.control]
    winter, summer, is_condensing = figures.COMBIS[main.code]
    efficiency = winter
    if is_condensing:
        efficiency += _by_flow_temperature(
            main.design_flow_temperature_c, main.has_weather_or_load_compensation
        )
    if not (main.has_interlock and interlocks):
        efficiency -= 5
    return System(
        heater="combi",
        fuel=1,
        efficiency=efficiency,
        winter=winter,
        summer=summer,
        is_monthly=True,
        control=control,
        adjustment=adjustment - (0.15 if main.has_delayed_start else 0),
        responsiveness=RESPONSIVENESS[Emitter(main.emitter)],
        has_circulation=True,
        has_room_thermostat=has_thermostat,
        has_flue_fan=main.has_flue_fan,
        secondary_fraction=0.10,
        high_rate_space=1.0,
        high_rate_water=1.0,
    )


def _by_flow_temperature(flow: float, is_compensated: bool) -> float:
    """Table D1, linear in between (D2.2)."""
    points = figures.FLOW_ADJUSTMENT[is_compensated]
    flow = min(max(flow, points[0][0]), points[-1][0])
    for (low, at_low), (high, at_high) in pairwise(points):
        if flow <= high:
            return at_low + (at_high - at_low) * (flow - low) / (high - low)
    raise AssertionError(flow)


def _heat_pump(dwelling: Dwelling) -> System:
    main = dwelling.main_1
    control, adjustment, _, has_thermostat = figures.CONTROLS[main.control]
    space, water, high_rate = figures.HEAT_PUMPS[main.code]
    has_two_rates = dwelling.electricity.tariff == Tariff.SEVEN_HOUR
    by_immersion = dwelling.hot_water.immersion != Immersion.NONE
    return System(
        heater="indirect",
        fuel=30,
        efficiency=space,
        winter=water,
        summer=water,
        is_monthly=False,
        control=control,
        adjustment=adjustment,
        responsiveness=RESPONSIVENESS[Emitter(main.emitter)],
        has_circulation=True,
        has_room_thermostat=has_thermostat,
        has_flue_fan=False,
        secondary_fraction=0.0,
        high_rate_space=high_rate if has_two_rates else 1.0,
        high_rate_water=(0.17 if by_immersion else 0.70) if has_two_rates else 1.0,
    )


def _storage_heater(dwelling: Dwelling, people: float) -> System:
    main = dwelling.main_1
    control, adjustment, _, _ = figures.CONTROLS[main.control]
    responsiveness, secondary, high_rate = figures.STORAGE_HEATERS[main.code]
    volume = dwelling.hot_water.cylinder_volume_l
    if dwelling.hot_water.immersion == Immersion.DUAL:
        by_table_13 = ((6.8 - 0.024 * volume) * people + 14 - 0.07 * volume) / 100
    else:
        by_table_13 = ((14530 - 762 * people) / volume - 80 + 10 * people) / 100
    return System(
        heater="immersion",
        fuel=30,
        efficiency=100.0,
        winter=100.0,
        summer=100.0,
        is_monthly=False,
        control=control,
        adjustment=adjustment,
        responsiveness=responsiveness,
        has_circulation=False,
        has_room_thermostat=False,
        has_flue_fan=False,
        secondary_fraction=secondary,
        high_rate_space=high_rate,
        high_rate_water=min(max(by_table_13, 0), 1),
    )
