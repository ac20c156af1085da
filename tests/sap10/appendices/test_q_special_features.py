"""Appendix Q: special features, lines (236), (237) and their worth; replaced air change rates."""

from dataclasses import replace

import pytest

import sap10
from sap10.codes import Tariff
from sap10.dwelling import Dwelling
from sap10.network_inputs import AirChangeRate, SpecialFeature
from sap10.result import CHUNK_SIZE
from tests.sap10.worksheet.heated import heated, system
from tests.sap10.worksheet.test_heat_networks import lines, on_network

pytestmark = pytest.mark.pins(
    *("236a", "236b", "237a", "237b", "253", "254", "270", "271", "284", "285"),
    *("336a", "336b", "337a", "337b", "353", "354", "381", "382", "481", "482", "Appendix Q"),
)

GAS_FOR_ELECTRICITY = SpecialFeature(
    saved_kwh=1000.0, saved_fuel=1, used_kwh=100.0, used_fuel=39, used_high_rate_fraction=0.5
)


def home(*features: SpecialFeature[float, int], tariff: Tariff = Tariff.STANDARD) -> Dwelling:
    dwelling = heated(system(104, 1, 2106, has_flue_fan=True), tariff=tariff)
    return replace(dwelling, special_features=features)


def test_saved_and_used_energy_of_two_fuels() -> None:
    found, free = lines(home(GAS_FOR_ELECTRICITY)), lines(home())
    assert found["236a"] == -1000.0
    assert found["237a"] == 100.0
    assert "236b" not in found
    assert found["253"] == pytest.approx(-1000.0 * 0.0348)
    assert found["254"] == pytest.approx(100.0 * 0.1319)
    assert found["255"] == pytest.approx(free["255"] + found["253"] + found["254"])
    assert found["270"] == pytest.approx(-210.0)
    assert found["271"] == pytest.approx(100.0 * 0.136, rel=0.02)
    assert found["272"] == pytest.approx(free["272"] + found["270"] + found["271"])
    assert found["284"] == pytest.approx(-1130.0)
    assert found["286"] == pytest.approx(free["286"] + found["284"] + found["285"])
    assert found["238"] == pytest.approx(free["238"] - 900.0)


def test_off_peak_electricity_takes_its_own_fractions() -> None:
    found = lines(home(GAS_FOR_ELECTRICITY, tariff=Tariff.SEVEN_HOUR))
    assert found["254"] == pytest.approx(100.0 * (0.5 * 0.1529 + 0.5 * 0.0550))


def test_further_features_are_added_up() -> None:
    other = SpecialFeature(saved_kwh=50.0, saved_fuel=1)
    found = lines(home(GAS_FOR_ELECTRICITY, other, other))
    assert found["236a"] == -1000.0
    assert found["236b"] == -100.0
    assert found["253"] == pytest.approx(-1100.0 * 0.0348)


def test_a_feature_of_co2_alone() -> None:
    """Q1: entered directly in (270) and (271)."""
    found, free = lines(home(SpecialFeature(saved_co2_kg=120.0, used_co2_kg=20.0))), lines(home())
    assert found["270"] == -120.0
    assert found["271"] == 20.0
    assert found["272"] == pytest.approx(free["272"] - 100.0)
    assert found["255"] == free["255"]


def test_what_is_sold_has_its_own_price() -> None:
    found = lines(home(SpecialFeature(saved_kwh=100.0, saved_fuel=36)), prices="table12")
    assert found["253"] == pytest.approx(-5.59)


def test_on_a_network() -> None:
    found = lines(replace(on_network(), special_features=(GAS_FOR_ELECTRICITY,) * 2))
    assert found["336a"] == found["336b"] == -1000.0
    assert found["353"] == pytest.approx(-2000.0 * 0.0348)
    assert found["381"] == pytest.approx(-420.0)
    assert found["481"] == pytest.approx(-2260.0)
    assert "236a" not in found


def test_air_change_rates_of_a_feature_replace_those_of_line_25() -> None:
    """Notes to line (25): monthly rates of Appendix Q are used instead."""
    free = home()
    rates = tuple(AirChangeRate(month=month, air_changes_per_hour=0.3) for month in (1, 2))
    dwelling = replace(free, air_change_rates=rates)
    changed, before = (
        {row.info.number: row.monthly for row in sap10.rate([one]).worksheet(0)}
        for one in (dwelling, free)
    )
    assert changed["25"] is not None
    assert before["25"] is not None
    assert changed["25"][:2] == (0.3, 0.3)
    assert changed["25"][2:] == before["25"][2:]
    assert lines(dwelling, impose={"25": 0.7})["25"] == pytest.approx(0.7 * 12)


def test_batch_of_dwellings_with_and_without() -> None:
    dwellings = [home(), home(GAS_FOR_ELECTRICITY), home(), home(*(GAS_FOR_ELECTRICITY,) * 3)]
    scores = sap10.rate(dwellings).sap_score
    for dwelling, score in zip(dwellings, scores, strict=True):
        assert sap10.rate([dwelling]).sap_score[0] == pytest.approx(score, rel=1e-12)


def test_the_result_has_what_bills_price_of_each_feature() -> None:
    """One row for each fuel saved and used, at the dwelling's rates; rows know their dwelling."""
    other = SpecialFeature(saved_kwh=50.0, saved_fuel=60)
    off_peak = home(GAS_FOR_ELECTRICITY, other, tariff=Tariff.SEVEN_HOUR)
    plain = home()
    use = sap10.rate([plain] * CHUNK_SIZE + [plain, off_peak]).feature_use
    assert set(use.dwelling.tolist()) == {CHUNK_SIZE + 1}
    assert use.is_saved.tolist() == [True, True, False, False]
    assert use.annual_kwh.tolist() == [-1000.0, -50.0, 100.0, 0.0]
    assert use.high_rate_code.tolist()[:3] == [1, 60, 32]
    assert use.low_rate_code.tolist()[:3] == [1, 60, 31]
    assert use.high_rate_fraction[2] == 0.5


def test_without_features_there_are_no_rows() -> None:
    assert sap10.rate([home()]).feature_use.dwelling.size == 0
