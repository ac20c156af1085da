"""Factors of heat pumps installed under MCS, SAP 10.2 section 9.2.7."""

import pytest

import sap10
from sap10.certificate import DataSource, Fuel, Heating, MainHeating, MainHeatingCategory
from sap10.tables.heat_pumps import installed_under_mcs
from tests.homes import home


@pytest.mark.parametrize(
    ("code", "space", "water"),
    [
        (211, 230 * 1.39, 170 * 1.32),
        (213, 230 * 1.39, 170 * 1.32),
        (214, 170 * 1.47, 170 * 1.03),
        (221, 170 * 1.53, 170 * 1.35),
        (223, 170 * 1.53, 170 * 1.35),
        (224, 170 * 1.29, 170 * 1.12),
    ],
)
def test_factors_apply_to_the_efficiency_of_table_4a(code: int, space: float, water: float) -> None:
    assert installed_under_mcs(code) == pytest.approx((space, water))


@pytest.mark.parametrize("code", [0, 104, 215, 524])
def test_other_systems_have_no_factor(code: int) -> None:
    assert installed_under_mcs(code) is None


@pytest.mark.parametrize("installed", [True, False, None])
def test_survey_says_whether_the_factor_applies(installed: bool | None) -> None:
    pump = MainHeating(
        number=1,
        category=MainHeatingCategory.HEAT_PUMP_WET,
        fuel=Fuel.ELECTRICITY,
        data_source=DataSource.SAP_TABLE,
        heating_code=224,
        control_code=2210,
        fraction=1.0,
        is_mcs_installed=installed,
    )
    dwelling = sap10.expand(home(heating=Heating(main=(pump,))))
    assert dwelling.main_1.is_efficiency_given is (installed is True)
    lines = {row.info.number: row.value for row in sap10.rate([dwelling]).worksheet(0)}
    assert lines["206"] == pytest.approx(219.3 if installed else 170.0)
