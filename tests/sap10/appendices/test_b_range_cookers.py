"""Appendix B5: range cooker boilers of the product database, the note below (99)."""

from dataclasses import replace

import numpy as np
import pytest

from sap10.dwelling import Dwelling, HeatingSystem
from sap10.products import BoilerProduct
from tests.sap10.water_products import collector
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

COOKER = system(160, 4, 2106)
OTHER = system(127, 4, 2106)
RATIO = 0.4 / 8.0


def with_cooker(
    main_1: HeatingSystem[float, int, bool],
    main_2: HeatingSystem[float, int, bool] | None = None,
    *,
    number: int = 1,
    share_2: float = 0.0,
    secondary: int = 0,
) -> Dwelling:
    """Return a dwelling one of whose main systems is a range cooker of 8 kW, 0.4 by its case."""
    record: BoilerProduct[float, int, bool] = BoilerProduct(
        system=number, is_condensing=False, case_emission_kw=0.4, heat_to_water_kw=8.0
    )
    dwelling = heated(
        main_1,
        main_2,
        hot_water={"code": 901, "fuel": 4} | CYLINDER,
        space_heating={
            "main_2_fraction": share_2,
            "secondary_code": secondary,
            "secondary_fuel": 30 if secondary else 0,
        },
    )
    return replace(dwelling, boiler_products=(record,))


@pytest.mark.pins("98c", "99", "Appendix B")
@pytest.mark.parametrize("secondary", [0, 691])
def test_the_case_gives_its_ratio_of_all_the_heat(secondary: int) -> None:
    """(98c) x (1 - case / water), whatever share a secondary heater has."""
    found = worksheet_of(with_cooker(COOKER, secondary=secondary)).space_heating
    expected = found.requirement_before_solar * (1.0 - RATIO)
    np.testing.assert_allclose(found.requirement_kwh, expected)
    assert found.requirement_before_solar.sum() > 1000.0
    area = 1.0 / found.requirement_per_area[0] * expected.sum()
    assert worksheet_of(with_cooker(COOKER)).dimensions.total_floor_area[0] == pytest.approx(area)


@pytest.mark.pins("98c", "Appendix B")
@pytest.mark.parametrize(("number", "share"), [(1, 0.7), (2, 0.3)])
def test_of_two_main_systems_it_counts_with_its_share(number: int, share: float) -> None:
    systems = (COOKER, OTHER) if number == 1 else (OTHER, COOKER)
    found = worksheet_of(with_cooker(*systems, number=number, share_2=0.3)).space_heating
    np.testing.assert_allclose(
        found.requirement_kwh, found.requirement_before_solar * (1.0 - RATIO * share)
    )


@pytest.mark.pins("98b", "98c")
def test_the_sun_comes_first() -> None:
    sunny = replace(with_cooker(COOKER), solar_thermal=collector(purpose=1))
    found = worksheet_of(sunny).space_heating
    assert found.solar_contribution is not None
    assert found.solar_contribution.sum() < 0.0
    left = found.requirement_before_solar + found.solar_contribution
    np.testing.assert_allclose(found.requirement_kwh, left * (1.0 - RATIO))


@pytest.mark.pins("211", "Appendix B")
def test_the_fuel_is_that_of_what_is_left() -> None:
    cooker, plain = worksheet_of(
        with_cooker(COOKER), replace(with_cooker(COOKER), boiler_products=())
    ).energy.main_1_fuel
    np.testing.assert_allclose(cooker, plain * (1.0 - RATIO))


def test_records_of_other_boilers_change_nothing() -> None:
    boiler: BoilerProduct[float, int, bool] = BoilerProduct(system=1, is_condensing=False)
    found = worksheet_of(replace(with_cooker(COOKER), boiler_products=(boiler,))).space_heating
    np.testing.assert_array_equal(found.requirement_kwh, found.requirement_before_solar)
