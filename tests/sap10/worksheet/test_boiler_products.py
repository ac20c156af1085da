"""Boilers with product data: Appendix D2 and Table 4f note d. Findings 9.1."""

from dataclasses import replace

import numpy as np
import pytest

from sap10.dwelling import Dwelling
from sap10.products import BoilerProduct, ControlClass, WarmAirUnit
from tests.sap10.worksheet.heated import CYLINDER, heated, heating_of, present, system, worksheet_of

GAS, OIL, LPG = 1, 4, 2


def boiler(code: int = 102, fuel: int = GAS, flow: float = 80.0, **product: object) -> Dwelling:
    """Return a dwelling with a boiler of 90 % in winter and 80 % in summer, and its record."""
    dwelling = heated(
        system(
            code,
            fuel,
            2106,
            is_efficiency_given=True,
            winter_efficiency_percent=90.0,
            summer_efficiency_percent=80.0,
            design_flow_temperature_c=flow,
            has_flue_fan=True,
        ),
        hot_water={"code": 901, "fuel": fuel} | CYLINDER,
    )
    record: dict[str, object] = {"system": 1, "is_condensing": True} | product
    return replace(dwelling, boiler_products=(BoilerProduct(**record),))  # type: ignore[arg-type]


def test_findings_9_1_the_products_efficiency_replaces_the_tables():
    plain = boiler(is_condensing=False)
    old = replace(plain, main_1=replace(plain.main_1, winter_efficiency_percent=66.0))
    assert heating_of(old).main_1.space_efficiency[0] == 66.0


@pytest.mark.parametrize(
    ("fuel", "is_modulating", "control_class", "flow", "points"),
    [
        (GAS, False, ControlClass.NONE, 35.0, 7.0),
        (GAS, False, ControlClass.IV, 45.0, 5.2),
        (GAS, False, ControlClass.III, 55.0, 3.5),
        (GAS, False, ControlClass.VII, 70.0, 1.8),
        (GAS, True, ControlClass.I, 55.0, 2.9),
        (GAS, True, ControlClass.V, 50.0, 4.7),
        (GAS, True, ControlClass.VI, 80.0, 1.4),
        (GAS, True, ControlClass.III, 55.0, 2.9),
        (GAS, False, ControlClass.VI, 55.0, 2.7),
        (LPG, True, ControlClass.VIII, 35.0, 6.7),
        (OIL, True, ControlClass.II, 62.5, 1.3),
    ],
)
@pytest.mark.pins("206", "Table D1", "Table D2", "Table D3")
def test_condensing_correction_by_control_class(fuel, is_modulating, control_class, flow, points):
    code = 127 if fuel == OIL else 102
    given = boiler(code, fuel, flow, is_modulating=is_modulating, control_class=control_class)
    assert heating_of(given).main_1.space_efficiency[0] == pytest.approx(90.0 + points)


def test_the_record_says_whether_a_boiler_condenses():
    assert heating_of(boiler(flow=35.0, is_condensing=False)).main_1.space_efficiency[0] == 90.0
    with_old_code = boiler(101, flow=35.0)
    assert heating_of(with_old_code).main_1.space_efficiency[0] == pytest.approx(97.0)


@pytest.mark.pins("217", "Appendix D")
def test_equation_d1_leaves_the_correction_out():
    """D2.1 (2): winter efficiency without the adjustment for flow temperature and controls."""
    warm, cool = (worksheet_of(boiler(flow=flow)) for flow in (80.0, 35.0))
    assert cool.energy.main_1_efficiency[0] == pytest.approx(97.0)
    np.testing.assert_allclose(
        cool.energy.water_heater_efficiency, warm.energy.water_heater_efficiency, rtol=1e-12
    )
    space = warm.space_heating.requirement_kwh
    water = warm.energy.water_output.output
    share = warm.energy.main_1_fraction[0]
    expected = (space * share + water) / (space * share / 90.0 + water / 80.0)
    np.testing.assert_allclose(warm.energy.water_heater_efficiency, expected)


def test_summer_efficiency_above_winter_holds_all_year():
    given = boiler()
    given = replace(given, main_1=replace(given.main_1, summer_efficiency_percent=93.0))
    np.testing.assert_allclose(worksheet_of(given).energy.water_heater_efficiency, 93.0)


@pytest.mark.pins("230d", "230e", "Table 4f")
def test_declared_electricity_replaces_table_4f():
    gas = worksheet_of(boiler(is_electricity_declared=True, electricity_kwh=31.0))
    np.testing.assert_allclose(present(gas.pumps_and_fans.gas_flue_fan), [31.0])
    oil = worksheet_of(boiler(127, OIL, is_electricity_declared=True, electricity_kwh=77.0))
    np.testing.assert_allclose(present(oil.pumps_and_fans.oil_boiler), [77.0])
    undeclared = worksheet_of(boiler())
    np.testing.assert_allclose(present(undeclared.pumps_and_fans.gas_flue_fan), [45.0])


def test_the_record_of_one_system_leaves_the_other_alone():
    first = boiler(101, flow=35.0, is_electricity_declared=True, electricity_kwh=31.0)
    both = replace(
        first,
        main_2=replace(first.main_1),
        space_heating=replace(
            first.space_heating, main_2_fraction=0.5, main_2_heats_different_part=True
        ),
    )
    heating = heating_of(boiler(), both)
    assert heating.main_1.space_efficiency[1] == pytest.approx(97.0)
    assert heating.main_2.space_efficiency[1] == 90.0
    np.testing.assert_allclose(
        present(worksheet_of(both).pumps_and_fans.gas_flue_fan), [31.0 + 45.0]
    )


@pytest.mark.pins("230b", "Table 4f", "Table 5a")
def test_a_warm_air_units_own_fan_power_replaces_the_default():
    plain = heated(system(502, GAS, 2503))
    product = replace(plain, warm_air_units=(WarmAirUnit(specific_fan_power=0.9),))
    worksheet = worksheet_of(plain, product)
    volume = worksheet.dimensions.volume
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.warm_air_fans), 0.4 * volume * np.array([1.5, 0.9])
    )
    gains = worksheet.internal_gains.pumps_and_fans
    np.testing.assert_allclose(gains[0, 0] - gains[1, 0], 0.04 * 0.6 * volume[0])
