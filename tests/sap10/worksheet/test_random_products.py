"""Random dwellings with packages, boilers and ventilation products: what holds for all."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from sap10.dwelling import Dwelling
from sap10.products import PackageKind
from sap10.result import rate
from sap10.worksheet.chain import Worksheet
from sap10.worksheet.end_uses import EndUse
from tests.sap10.product_dwellings import random_product_dwelling
from tests.sap10.worksheet.heated import worksheet_of

COUNT = 800


@pytest.fixture(scope="module")
def dwellings() -> list[Dwelling]:
    return [random_product_dwelling(seed) for seed in range(COUNT)]


@pytest.fixture(scope="module")
def worksheet(dwellings: list[Dwelling]) -> Worksheet:
    return worksheet_of(*dwellings)


def test_every_kind_of_package_is_among_them(dwellings: list[Dwelling]) -> None:
    kinds = [dwelling.packages[0].kind for dwelling in dwellings if dwelling.packages]
    assert all(kinds.count(kind) > 20 for kind in PackageKind)


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_every_figure_is_finite(dwellings: list[Dwelling]) -> None:
    found = worksheet_of(*dwellings)
    for section in fields(found):
        result = getattr(found, section.name)
        for item in fields(result) if is_dataclass(result) else ():
            values = getattr(result, item.name)
            if isinstance(values, np.ndarray):
                assert np.isfinite(values).all(), f"{section.name}.{item.name}"


@pytest.mark.pins("211", "213", "219")
def test_delivered_is_useful_over_efficiency(worksheet: Worksheet) -> None:
    energy, required = worksheet.energy, worksheet.space_heating.requirement_kwh
    by_main_1 = energy.main_1_fuel * energy.main_1_efficiency[:, None] / 100.0
    np.testing.assert_allclose(by_main_1, required * energy.main_1_fraction[:, None], atol=1e-9)
    assert energy.main_2_fuel is not None
    assert energy.main_2_efficiency is not None
    by_main_2 = energy.main_2_fuel * energy.main_2_efficiency[:, None] / 100.0
    np.testing.assert_allclose(by_main_2, required * energy.main_2_fraction[:, None], atol=1e-9)
    of_water = energy.uses.kwh[:, EndUse.WATER] + energy.uses.kwh[:, EndUse.SUMMER_IMMERSION]
    np.testing.assert_allclose(of_water, energy.water_heater_fuel, atol=1e-9)


def test_a_heat_pump_never_makes_water_below_100_percent(worksheet: Worksheet) -> None:
    package = worksheet.package
    assert package is not None
    is_heat_pump = package.heats_water & ~package.is_cogeneration
    assert (package.water_efficiency[is_heat_pump] >= 100.0).all()


def test_longer_days_never_cool_the_dwelling(worksheet: Worksheet) -> None:
    package = worksheet.package
    assert package is not None
    temperature = worksheet.mean_internal_temperature
    all_day = package.days_24.sum(axis=1) == 365.0
    assert all_day.sum() > 20
    np.testing.assert_allclose(temperature.living_area_temperature[all_day], 21.0)
    days = worksheet.heat_losses.days_in_month
    assert (package.days_24 + package.days_16 <= days).all()


def test_alone_and_in_two_halves_as_in_the_batch(dwellings: list[Dwelling]) -> None:
    together = rate(dwellings)
    halves = np.concatenate(
        [rate(dwellings[: COUNT // 2]).sap_score, rate(dwellings[COUNT // 2 :]).sap_score]
    )
    np.testing.assert_allclose(halves, together.sap_score, rtol=1e-12)
    for index in range(0, COUNT, 40):
        alone = rate([dwellings[index]])
        np.testing.assert_allclose(alone.sap_score[0], together.sap_score[index], rtol=1e-12)
        np.testing.assert_allclose(
            alone.co2_kg_per_year[0], together.co2_kg_per_year[index], rtol=1e-12
        )
