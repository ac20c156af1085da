"""Pumps, fans and keep-hot: electricity (Table 4f, lines (230a) to (231)) and gains (Table 5a)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices import g_flue_gas, g_waste_water, h_solar_thermal
from sap10.appendices.n_packages import Packages
from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.codes import KeepHot, VentilationSystem
from sap10.dwelling import DwellingBatch, HeatingSystem
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import DAYS, DAYS_IN_YEAR, IS_HEATING_SEASON
from sap10.tables.heating import Family
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.heating_systems import HeatingParameters, MainSystem
from sap10.worksheet.ventilation_products import fan_power
from sap10.worksheet.water_heating import WaterHeating

_BY_PUMP_AGE_KWH = np.array([115.0, 165.0, 41.0])
_BY_PUMP_AGE_W = np.array([7.0, 10.0, 3.0])
_NO_ROOM_THERMOSTAT = 1.3
_LIQUID_FUEL_KWH = 100.0
_LIQUID_FUEL_PUMP_W = 10.0
_FLUE_FAN_KWH = 45.0
_WARM_AIR_FAN_POWER = 1.5
_KWH_PER_WATT_YEAR = 8.76
_WATTS_PER_DAILY_KWH = 1000.0 / 24.0
_KEEP_HOT_TIMED_KWH = 600.0
_KEEP_HOT_UNTIMED_KWH = 900.0
_EXHAUST_FAN_DIVISOR = 3600.0

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
_WET_HEAT_PUMPS = (Family.ELECTRIC_HEAT_PUMP, Family.GAS_HEAT_PUMP)

Input = HeatingSystem[FloatArray, IntArray, BoolArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Auxiliary:
    """Electricity of pumps, fans and keep-hot [kWh/year], shape (n,).

    `keep_hot_by_month` [kWh/month], shape (n, 12), is that of (230f).
    """

    ventilation_fans: FloatArray | None = line("230a", "kWh/year")
    warm_air_fans: FloatArray | None = line("230b", "kWh/year")
    circulation_pump: FloatArray | None = line("230c", "kWh/year")
    oil_boiler: FloatArray | None = line("230d", "kWh/year")
    gas_flue_fan: FloatArray | None = line("230e", "kWh/year")
    electric_keep_hot: FloatArray | None = line("230f", "kWh/year")
    solar_pump: FloatArray | None = line("230g", "kWh/year")
    waste_water_pump: FloatArray | None = line("230h", "kWh/year")
    heat_interface_unit: FloatArray | None = line("330i", "kWh/year")
    total: FloatArray = line("231", "kWh/year")
    keep_hot_by_month: FloatArray


def auxiliary(
    batch: DwellingBatch,
    size: Dimensions,
    heating: HeatingParameters,
    water: WaterHeating,
    impose: Impose = NOTHING_IMPOSED,
) -> Auxiliary:
    """Add up Table 4f, and what flue gas heat recovery uses, which has no line of its own (G1.4).

    Fuel pumps count for systems that provide main heating (note c), a circulation pump for every
    such system that circulates water, but one only where both serve the same space (note b). A
    flue fan "only applies for a main heating system" (section 12); whether a gas boiler that is
    second main system for hot water alone is one it does not say: we leave its fan out, as note c
    does for liquid fuel.
    """
    fans = impose("230a", _ventilation_fans(batch, heating.package, size.volume))
    warm_air = impose("230b", 0.4 * _warm_air_fan_power(batch, heating) * size.volume)
    pump_1, pump_2 = _pumps(batch, heating, has_accredited_exemption=True)
    pumps = impose(
        "230c",
        pump_1 * _pump_electricity(batch.main_1, heating.main_1)
        + pump_2 * _pump_electricity(batch.main_2, heating.main_2),
    )
    oil_1, oil_2 = _is(heating.main_1, _LIQUID), _is(heating.main_2, _LIQUID)
    gas_1, gas_2 = _is(heating.main_1, _GAS_WITH_FLUE), _is(heating.main_2, _GAS_WITH_FLUE)
    if heating.package is not None:
        # Fans within a package are in its electricity or efficiency (N3.1).
        gas_1 = gas_1 * ~heating.package.heats_space
    liquid_kwh = np.full(batch.size, _LIQUID_FUEL_KWH)
    oil = oil_1 * _declared(batch, 1, liquid_kwh) + oil_2 * _declared(batch, 2, liquid_kwh)
    oil = impose("230d", oil)
    flue = gas_1 * _declared(batch, 1, _FLUE_FAN_KWH * batch.main_1.has_flue_fan)
    flue = flue + gas_2 * _declared(batch, 2, _FLUE_FAN_KWH * batch.main_2.has_flue_fan)
    flue = impose("230e", flue)
    keep_hot_by_month = _keep_hot_electricity(batch, heating, water)
    keep_hot = impose("230f", keep_hot_by_month.sum(axis=1))
    used = fans + warm_air + pumps + oil + flue + keep_hot
    solar = recovery = None
    if batch.solar_thermal.dwelling.size:
        solar = impose("230g", h_solar_thermal.pump_electricity(batch))
        used = used + solar
    if batch.waste_water_recovery.dwelling.size:
        recovery = impose("230h", g_waste_water.pump_electricity(batch))
        used = used + recovery
    if batch.flue_gas_recovery.dwelling.size:
        used = used + g_flue_gas.electricity(batch, heating)
    unit = None
    if heating.networks is not None:
        unit = impose("330i", heating.networks.interface_electricity * DAYS_IN_YEAR)
        used = used + unit
    total = impose("231", used)
    return Auxiliary(
        ventilation_fans=where_any(fans > 0.0, fans),
        warm_air_fans=where_any(warm_air > 0.0, warm_air),
        circulation_pump=where_any(pumps > 0.0, pumps),
        oil_boiler=where_any(oil > 0.0, oil),
        gas_flue_fan=where_any(flue > 0.0, flue),
        electric_keep_hot=where_any(keep_hot > 0.0, keep_hot),
        keep_hot_by_month=keep_hot_by_month,
        solar_pump=solar,
        waste_water_pump=recovery,
        heat_interface_unit=None if unit is None else where_any(unit > 0.0, unit),
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
    system = batch.ventilation.system
    per_volume = np.select(
        [
            system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE,
            system == VentilationSystem.BALANCED,
        ],
        [0.12, 0.06],
        0.0,
    )
    all_year = fan_power(batch) * per_volume * size.volume
    if heating.networks is not None:
        all_year = all_year + heating.networks.interface_electricity * _WATTS_PER_DAILY_KWH
    return in_season[:, None] * IS_HEATING_SEASON + all_year[:, None]


def _is(system: MainSystem, families: tuple[Family, ...]) -> FloatArray:
    """Return 1 where the system provides main heating and is of one of the families."""
    return (system.heats_space & np.isin(system.family, families)).astype(np.float64)


def _declared(batch: DwellingBatch, number: int, tabulated: FloatArray) -> FloatArray:
    """Replace a figure of Table 4f [kWh/year] by that of the boiler's record, note d."""
    products = batch.boiler_products
    if not products.dwelling.size:
        return tabulated
    rows = products.rows
    own = (rows.system == number) & rows.is_electricity_declared
    electricity = tabulated.copy()
    electricity[products.dwelling[own]] = rows.electricity_kwh[own]
    return electricity


def _pumps(
    batch: DwellingBatch, heating: HeatingParameters, *, has_accredited_exemption: bool = False
) -> tuple[BoolArray, BoolArray]:
    """Tell whether the circulation pump of each main system counts.

    That of an electric heat pump with product data is in its efficiency: neither its electricity
    (N3.1, Table 4f note b) nor its gains are counted. On the gains N3.1 and note a of Table 5a
    contradict each other ("the default heat gain is included", "not applicable for electric heat
    pumps from database"); accredited software follows the note, and so do we. Of the electricity
    it exempts the heat pumps of Table 4a as well (ADR 12).
    """
    first = heating.main_1.heats_space & heating.main_1.is_wet & batch.main_1.has_pump
    if heating.package is not None:
        first = first & ~heating.package.is_electric_heat_pump
    second = heating.main_2.heats_space & heating.main_2.is_wet & batch.main_2.has_pump
    if has_accredited_exemption:
        first = first & ~(batch.is_accredited & np.isin(heating.main_1.family, _WET_HEAT_PUMPS))
        second = second & ~(batch.is_accredited & np.isin(heating.main_2.family, _WET_HEAT_PUMPS))
    return first, second & (~first | heating.is_in_different_parts)


def _pump_electricity(given: Input, system: MainSystem) -> FloatArray:
    """Electricity of one circulation pump [kWh/year], notes a and i.

    A flow switch or energy manager (2108, 2109) equals a room thermostat "in this context" of
    interlock (9.4.11); note a asks for the thermostat itself, so that they take the factor.
    """
    return _BY_PUMP_AGE_KWH[given.pump_age] * np.where(
        system.has_room_thermostat, 1.0, _NO_ROOM_THERMOSTAT
    )


def _ventilation_fans(
    batch: DwellingBatch, package: Packages | None, volume: FloatArray
) -> FloatArray:
    """Electricity of mechanical ventilation [kWh/year], line (230a).

    While an exhaust air heat pump runs, the fan is in its efficiency: equation N3.
    """
    ventilation = batch.ventilation
    system = ventilation.system
    extract = (system == VentilationSystem.EXTRACT) | (
        system == VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE
    )
    per_volume = np.where(
        extract, 1.22, np.where(_is_balanced(system), 2.44 * ventilation.throughput_ach, 0.0)
    )
    if package is not None:
        beside = ventilation.throughput_ach * package.fan_hours / _EXHAUST_FAN_DIVISOR
        per_volume = np.where(package.drives_ventilation, beside, per_volume)
    return fan_power(batch) * per_volume * volume


def _is_balanced(system: IntArray) -> BoolArray:
    """Tell which dwellings have balanced whole house mechanical ventilation."""
    return (system == VentilationSystem.BALANCED) | (
        system == VentilationSystem.BALANCED_WITH_HEAT_RECOVERY
    )


def _warm_air_fan_power(batch: DwellingBatch, heating: HeatingParameters) -> FloatArray:
    """Specific fan power of warm air units [W/(l/s)], 0 with balanced ventilation (note e)."""
    units = np.maximum(_is(heating.main_1, _WARM_AIR), _is(heating.main_2, _WARM_AIR))
    power = np.full(batch.size, _WARM_AIR_FAN_POWER)
    products = batch.warm_air_units
    if products.dwelling.size:
        power[products.dwelling] = products.rows.specific_fan_power
    return power * units * ~_is_balanced(batch.ventilation.system)


def _keep_hot_electricity(
    batch: DwellingBatch, heating: HeatingParameters, water: WaterHeating
) -> FloatArray:
    """Electricity of an electric keep-hot facility [kWh/month], shape (n, 12), line (230f).

    Table 4f, at most the combi loss of Tables 3a to 3c; with a known power that power all the time,
    LE (Table 3a note 3), and fuel provides the rest.
    """
    keep_hot = batch.hot_water.keep_hot
    annual = np.select(
        [keep_hot == KeepHot.ELECTRIC_TIMED, keep_hot == KeepHot.ELECTRIC_UNTIMED],
        [_KEEP_HOT_TIMED_KWH, _KEEP_HOT_UNTIMED_KWH],
        0.0,
    )
    if not annual.any():
        return np.zeros((batch.size, DAYS.size))
    products = batch.combi_products
    if products.dwelling.size:
        power = products.spread(products.rows.keep_hot_power_w, batch.size)
        known = (annual > 0.0) & (power > 0.0)
        annual = np.where(known, _KWH_PER_WATT_YEAR * power, annual)
    by_month = annual[:, None] * (DAYS / DAYS_IN_YEAR)
    return np.minimum(by_month, water.combi_loss) * heating.water.is_combi[:, None]
