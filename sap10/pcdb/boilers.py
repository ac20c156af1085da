"""Layouts of boilers: tables 105 (gas and oil) and 122 (solid fuel)."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from sap10.certificate.vocabulary import Fuel
from sap10.pcdb.product import Product
from sap10.pcdb.record import NotANumber, at, code, mask, needed_code, number, number_or_text, text

FUELS: Final = {
    1: (Fuel.MAINS_GAS, Fuel.LNG),
    2: (Fuel.BULK_LPG, Fuel.BOTTLED_LPG, Fuel.LPG_SPECIAL_CONDITION_18),
    4: (Fuel.HEATING_OIL,),
}
"""Fuels that a record holds for, by the file's code; the first is meant where nothing else says.

A record "cannot be applied for use with a different fuel" (9.2.1).
"""


class BoilerType(IntEnum):
    """Main type of a gas or oil boiler."""

    REGULAR = 1
    COMBI = 2
    CPSU = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class GasOilBoiler(Product):
    """Table 105, format 210.

    `efficiency_equation` is that of Appendix D by its number in the file (101 … 203, 0 default).
    `store` 0 none, 1 primary and 2 secondary of a storage combi, 3 CPSU. The test fields are of
    Tables 3b and 3c: `tests` 0 none, 1 load profile M, 2 M and L, 3 M and S.
    """

    brand: str = at(5, text)
    model: str = at(6, text)
    qualifier: str = at(7, text)
    first_year: str = at(9, text)
    final_year: str = at(10, text)
    fuel: int = at(11, needed_code)
    mounting: int | None = at(12, code)
    type: int = at(14, needed_code)
    has_integral_recovery: int | None = at(15, code)
    recovery_table: str = at(16, text)
    recovery_index: str = at(17, text)
    condensing: int = at(18, needed_code)
    flue: int | None = at(19, code)
    fan: int | None = at(20, code)
    minimum_output_kw: float | None = at(21, number, "kW")
    maximum_output_kw: float | NotANumber | None = at(22, number_or_text, "kW")
    annual_efficiency_percent: float | None = at(24, number, "%")
    winter_efficiency_percent: float | None = at(25, number, "%")
    summer_efficiency_percent: float | None = at(26, number, "%")
    hot_water_efficiency_percent: float | None = at(28, number, "%")
    sap_2005_efficiency_percent: float | None = at(29, number, "%")
    efficiency_category: int | None = at(30, code)
    efficiency_equation: int | None = at(33, code)
    ignition: int | None = at(34, code)
    burner_control: int | None = at(35, code)
    power_firing_w: float | None = at(36, number, "W")
    power_standby_w: float | None = at(37, number, "W")
    store: int = at(38, needed_code)
    is_store_loss_in_test: int | None = at(39, code)
    is_store_separate: int | None = at(40, code)
    store_volume_l: float | None = at(41, number, "l")
    store_solar_volume_l: float | None = at(42, number, "l")
    store_insulation_mm: float | None = at(43, number, "mm")
    store_insulation_type: int | None = at(44, code)
    store_temperature_c: float | None = at(45, number, "°C")
    tests: int = at(47, needed_code)
    fuel_m: float | None = at(48, number, "kWh/day")
    electricity_m: float | None = at(49, number, "kWh/day")
    rejected_r1: float | None = at(50, number)
    loss_f1: float | None = at(51, number, "kWh/day")
    fuel_other: float | None = at(52, number, "kWh/day")
    electricity_other: float | None = at(53, number, "kWh/day")
    rejected_r2: float | None = at(54, number)
    loss_f2: float | None = at(55, number, "kWh/day")
    rejected_f3: float | None = at(56, number, "1/l")
    keep_hot: int | None = at(57, code)
    keep_hot_timer: int | None = at(58, code)
    keep_hot_power_w: float | None = at(59, number, "W")
    capabilities: int = at(60, mask)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolidFuelBoiler(Product):
    """Table 122, format 224. `fuel` is a fuel code of SAP Table 12."""

    brand: str = at(5, text)
    model: str = at(6, text)
    qualifier: str = at(7, text)
    first_year: str = at(9, text)
    final_year: str = at(10, text)
    fuel: int = at(11, needed_code)
    main_type: int | None = at(12, code)
    subtype: int | None = at(13, code)
    fan: int | None = at(14, code)
    feed: int | None = at(15, code)
    minimum_output_kw: float | None = at(16, number, "kW")
    maximum_output_kw: float | NotANumber | None = at(17, number_or_text, "kW")
    seasonal_efficiency_percent: float | None = at(20, number, "%")
    nominal_fuel_kw: float | None = at(22, number, "kW")
    nominal_to_water_kw: float | None = at(23, number, "kW")
    nominal_to_room_kw: float | None = at(24, number, "kW")
    part_fuel_kw: float | None = at(25, number, "kW")
    part_to_water_kw: float | None = at(26, number, "kW")
    part_to_room_kw: float | None = at(27, number, "kW")
    data_source: int | None = at(29, code)
    power_firing_w: float | None = at(30, number, "W")
    power_standby_w: float | None = at(31, number, "W")
    rest: str = at(32, text)
