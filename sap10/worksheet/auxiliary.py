"""Pumps, fans and keep-hot: electricity (Table 4f, lines (230a) to (231)) and gains (Table 5a)."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import KeepHot, VentilationSystem
from sap10.dwelling import DwellingBatch, HeatingSystem
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import IS_HEATING_SEASON
from sap10.tables.heating import Family
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heating_systems import HeatingParameters, MainSystem

_BY_PUMP_AGE_KWH = np.array([115.0, 165.0, 41.0])
_BY_PUMP_AGE_W = np.array([7.0, 10.0, 3.0])
_NO_ROOM_THERMOSTAT = 1.3
_LIQUID_FUEL_KWH = 100.0
_LIQUID_FUEL_PUMP_W = 10.0
_FLUE_FAN_KWH = 45.0
_WARM_AIR_FAN_POWER = 1.5
_KEEP_HOT_TIMED_KWH = 600.0
_KEEP_HOT_UNTIMED_KWH = 900.0

_LIQUID = (Family.LIQUID_BOILER, Family.LIQUID_WARM_AIR)
_GAS_WITH_FLUE = (
    Family.GAS_BOILER,
    Family.GAS_HEAT_PUMP,
    Family.GAS_HEAT_PUMP_WARM_AIR,
    Family.GAS_WARM_AIR,
)
_WARM_AIR = (
    Family.ELECTRIC_HEAT_PUMP_WARM_AIR,
    Family.GAS_HEAT_PUMP_WARM_AIR,
    Family.GAS_WARM_AIR,
    Family.LIQUID_WARM_AIR,
    Family.ELECTRICAIRE,
)

Input = HeatingSystem[FloatArray, IntArray, BoolArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Auxiliary:
    """Electricity of pumps, fans and keep-hot [kWh/year], shape (n,)."""

    ventilation_fans: FloatArray | None = line("230a", "kWh/year")
    warm_air_fans: FloatArray | None = line("230b", "kWh/year")
    circulation_pump: FloatArray | None = line("230c", "kWh/year")
    oil_boiler: FloatArray | None = line("230d", "kWh/year")
    gas_flue_fan: FloatArray | None = line("230e", "kWh/year")
    electric_keep_hot: FloatArray | None = line("230f", "kWh/year")
    total: FloatArray = line("231", "kWh/year")


def auxiliary(
    batch: DwellingBatch,
    size: Dimensions,
    heating: HeatingParameters,
    impose: Impose = NOTHING_IMPOSED,
) -> Auxiliary:
    """Add up Table 4f.

    Fuel pumps count for systems that provide main heating (note c), a circulation pump for every
    such system that circulates water, but one only where both serve the same space (note b). A
    flue fan "only applies for a main heating system" (section 12); whether a gas boiler that is
    second main system for hot water alone is one it does not say: we leave its fan out, as note c
    does for liquid fuel.
    """
    fans = impose("230a", _ventilation_fans(batch, size.volume))
    warm_air = impose("230b", 0.4 * _warm_air_fan_power(batch, heating) * size.volume)
    pump_1, pump_2 = _pumps(batch, heating)
    pumps = impose(
        "230c",
        pump_1 * _pump_electricity(batch.main_1, heating.main_1)
        + pump_2 * _pump_electricity(batch.main_2, heating.main_2),
    )
    oil = impose(
        "230d",
        _LIQUID_FUEL_KWH * (_is(heating.main_1, _LIQUID) + _is(heating.main_2, _LIQUID)),
    )
    flue = impose(
        "230e",
        _FLUE_FAN_KWH
        * (
            (_is(heating.main_1, _GAS_WITH_FLUE) * batch.main_1.has_flue_fan)
            + (_is(heating.main_2, _GAS_WITH_FLUE) * batch.main_2.has_flue_fan)
        ),
    )
    keep_hot = impose("230f", _electric_keep_hot(batch, heating))
    total = impose("231", fans + warm_air + pumps + oil + flue + keep_hot)
    return Auxiliary(
        ventilation_fans=where_any(fans > 0.0, fans),
        warm_air_fans=where_any(warm_air > 0.0, warm_air),
        circulation_pump=where_any(pumps > 0.0, pumps),
        oil_boiler=where_any(oil > 0.0, oil),
        gas_flue_fan=where_any(flue > 0.0, flue),
        electric_keep_hot=where_any(keep_hot > 0.0, keep_hot),
        total=total,
    )


def pump_and_fan_gains(
    batch: DwellingBatch, size: Dimensions, heating: HeatingParameters
) -> FloatArray:
    """Gains of pumps and fans [W], shape (n, 12), Table 5a.

    Heating pumps and fans give nothing in summer (note a); ventilation fans run all year.
    """
    pump_1, pump_2 = _pumps(batch, heating)
    main_1, main_2 = batch.main_1, batch.main_2
    in_season = (
        pump_1 * main_1.is_pump_in_heated_space * _BY_PUMP_AGE_W[main_1.pump_age]
        + pump_2 * main_2.is_pump_in_heated_space * _BY_PUMP_AGE_W[main_2.pump_age]
        + _LIQUID_FUEL_PUMP_W
        * (
            _is(heating.main_1, _LIQUID) * main_1.is_oil_pump_in_dwelling
            + _is(heating.main_2, _LIQUID) * main_2.is_oil_pump_in_dwelling
        )
        + 0.04 * _warm_air_fan_power(batch, heating) * size.volume
    )
    ventilation = batch.ventilation
    per_volume = np.select(
        [
            ventilation.system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
            ventilation.system == VentilationSystem.BALANCED,
        ],
        [0.12, 0.06],
        0.0,
    )
    all_year = (
        ventilation.fan_in_use_factor * ventilation.specific_fan_power * per_volume * size.volume
    )
    return in_season[:, None] * IS_HEATING_SEASON + all_year[:, None]


def _is(system: MainSystem, families: tuple[Family, ...]) -> FloatArray:
    """Return 1 where the system provides main heating and is of one of the families."""
    return (system.heats_space & np.isin(system.family, families)).astype(np.float64)


def _pumps(batch: DwellingBatch, heating: HeatingParameters) -> tuple[BoolArray, BoolArray]:
    """Tell whether the circulation pump of each main system counts."""
    first = heating.main_1.heats_space & heating.main_1.is_wet & batch.main_1.has_pump
    second = heating.main_2.heats_space & heating.main_2.is_wet & batch.main_2.has_pump
    return first, second & (~first | heating.is_in_different_parts)


def _pump_electricity(given: Input, system: MainSystem) -> FloatArray:
    """Electricity of one circulation pump [kWh/year], notes a and i.

    A flow switch or energy manager (2108, 2109) equals a room thermostat "in this context" of
    interlock (9.4.11); note a asks for the thermostat itself, so that they take the factor.
    """
    return _BY_PUMP_AGE_KWH[given.pump_age] * np.where(
        system.has_room_thermostat, 1.0, _NO_ROOM_THERMOSTAT
    )


def _ventilation_fans(batch: DwellingBatch, volume: FloatArray) -> FloatArray:
    """Electricity of mechanical ventilation [kWh/year], line (230a)."""
    ventilation = batch.ventilation
    system = ventilation.system
    extract = (system == VentilationSystem.EXTRACT) | (
        system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE
    )
    per_volume = np.where(
        extract, 1.22, np.where(_is_balanced(system), 2.44 * ventilation.throughput_ach, 0.0)
    )
    return ventilation.fan_in_use_factor * ventilation.specific_fan_power * per_volume * volume


def _is_balanced(system: IntArray) -> BoolArray:
    """Tell which dwellings have balanced whole house mechanical ventilation."""
    return (system == VentilationSystem.BALANCED) | (
        system == VentilationSystem.BALANCED_WITH_HEAT_RECOVERY
    )


def _warm_air_fan_power(batch: DwellingBatch, heating: HeatingParameters) -> FloatArray:
    """Specific fan power of warm air units [W/(l/s)], 0 with balanced ventilation (note e)."""
    units = np.maximum(_is(heating.main_1, _WARM_AIR), _is(heating.main_2, _WARM_AIR))
    return _WARM_AIR_FAN_POWER * units * ~_is_balanced(batch.ventilation.system)


def _electric_keep_hot(batch: DwellingBatch, heating: HeatingParameters) -> FloatArray:
    """Electricity of an electric keep-hot facility [kWh/year], line (230f)."""
    keep_hot = batch.hot_water.keep_hot
    annual = np.select(
        [keep_hot == KeepHot.ELECTRIC_TIMED, keep_hot == KeepHot.ELECTRIC_UNTIMED],
        [_KEEP_HOT_TIMED_KWH, _KEEP_HOT_UNTIMED_KWH],
        0.0,
    )
    return annual * heating.water.is_combi
