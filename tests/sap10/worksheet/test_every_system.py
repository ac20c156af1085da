"""Every supported heating system, control, water heater and tariff gives a finite worksheet."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sap10.codes import Immersion, Orientation, Tariff
from sap10.dwelling import Dwelling, HeatingSystem, PvArray
from sap10.tables import heating
from sap10.tables.heating import Family
from sap10.worksheet.chain import Worksheet
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

GAS = 1
OIL = 4
COAL = 11
ELECTRICITY = 39
MAIN_CODES = [code for code in range(1000) if heating.is_supported(code)]
CONTROLS = [code for code in range(2100, 2800) if heating.is_supported_control(code)]
WATER_CODES = [903, 907, 908, 909, *range(911, 914), *range(921, 932), 941]
SECONDARY_CODES = [code for code in range(1000) if heating.is_supported_secondary(code)]


def fuel_of(code: int) -> int:
    family = Family(heating.FAMILY_BY_CODE[code])
    if family in (Family.LIQUID_BOILER, Family.LIQUID_WARM_AIR, Family.LIQUID_ROOM_HEATER):
        return OIL
    if family in (Family.SOLID_FUEL_BOILER, Family.SOLID_FUEL_ROOM_HEATER):
        return COAL
    if family in (
        Family.GAS_BOILER,
        Family.GAS_HEAT_PUMP,
        Family.GAS_HEAT_PUMP_WARM_AIR,
        Family.GAS_WARM_AIR,
        Family.GAS_ROOM_HEATER,
    ):
        return GAS
    return ELECTRICITY


def main_of(code: int, control: int = 2106) -> HeatingSystem[float, int, bool]:
    return system(code, fuel_of(code), control, has_pump=True, has_flue_fan=True)


def with_pv(dwelling: Dwelling) -> Dwelling:
    array = PvArray(
        peak_power_kwp=3.0, orientation=Orientation.SOUTH, pitch_deg=30.0, overshading_factor=0.8
    )
    electricity = replace(dwelling.electricity, is_export_capable=True)
    return replace(dwelling, electricity=electricity, pv_arrays=(array,))


def assert_finite(worksheet: Worksheet) -> None:
    for section in fields(worksheet):
        result = getattr(worksheet, section.name)
        if result is None:
            continue
        for item in fields(result):
            values = getattr(result, item.name)
            if isinstance(values, np.ndarray):
                assert np.isfinite(values).all(), f"{section.name}.{item.name}"
    assert (worksheet.rating.rating >= 1.0).all()
    assert (worksheet.emissions.total > 0.0).all()


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("tariff", Tariff)
@pytest.mark.pins("Table 4a", "Table 4b", "Table 12a")
def test_every_main_system_on_every_tariff(tariff: Tariff) -> None:
    dwellings = [
        heated(
            main_of(code),
            tariff=tariff,
            hot_water=CYLINDER
            | ({} if heating.can_heat_water(code) else {"code": 903, "fuel": ELECTRICITY}),
        )
        for code in MAIN_CODES
    ]
    assert len(dwellings) > 120
    assert_finite(worksheet_of(*dwellings))


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_every_pair_of_a_first_and_a_second_system() -> None:
    dwellings = [
        heated(main_of(first), main_of(second), space_heating={"main_2_fraction": 0.3})
        for first in MAIN_CODES[::9]
        for second in MAIN_CODES[::9]
        if heating.can_heat_water(first)
    ]
    assert_finite(worksheet_of(*dwellings))


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.pins("Table 4e")
def test_every_control() -> None:
    assert len(CONTROLS) == 46
    assert_finite(worksheet_of(*(heated(main_of(104, control)) for control in CONTROLS)))


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("tariff", Tariff)
@pytest.mark.pins("Table 4a", "Table 13")
def test_every_water_heater_on_every_tariff(tariff: Tariff) -> None:
    dwellings = [
        with_pv(
            heated(
                main_of(691, 2603),
                tariff=tariff,
                hot_water=cylinder | {"code": code, "fuel": fuel, "immersion": immersion},
            )
        )
        for code in WATER_CODES
        for fuel in (ELECTRICITY if code in (903, 909, 941) else GAS,)
        for cylinder in (CYLINDER, {})
        for immersion in Immersion
    ]
    assert_finite(worksheet_of(*dwellings))


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.pins("Table 11")
def test_every_secondary_heater() -> None:
    dwellings = [
        heated(
            main_of(104),
            space_heating={"secondary_code": code, "secondary_fuel": fuel_of(code)},
        )
        for code in SECONDARY_CODES
    ]
    worksheet = worksheet_of(*dwellings)
    assert_finite(worksheet)
    assert worksheet.energy.secondary_fuel is not None
    assert (worksheet.energy.secondary_fuel.sum(axis=1) > 0.0).all()
