"""Tables 2, 2b, 3b and 3c: tested and storage combis, their keep-hot facility."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.arrays import FloatArray
from sap10.codes import CombiStore, CombiTest, KeepHot
from sap10.dwelling import Dwelling
from sap10.months import DAYS
from sap10.water_inputs import CombiProduct
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

COMBI = system(104, 1, 2106)


def with_product(hot_water: dict[str, Any] | None = None, **product: Any) -> Dwelling:
    dwelling = heated(COMBI, hot_water=hot_water or {})
    return replace(dwelling, combi_product=CombiProduct(**product))


@pytest.mark.pins("61", "Table 3b")
def test_profile_m_by_hand() -> None:
    """Finding 4.4: (45) r1 fu + F1 nm; nothing is stored."""
    found = worksheet_of(with_product(test=CombiTest.PROFILE_M, r1=0.05, f1=0.6)).water_heating
    use = np.minimum(found.daily_hot_water / 100.0, 1.0)
    np.testing.assert_allclose(found.combi_loss, found.energy_content * 0.05 * use + 0.6 * DAYS)
    assert found.storage_loss.sum() == 0.0


@pytest.mark.pins("61", "Table 3b")
def test_one_tested_combi() -> None:
    """Finding 4.4: 337.19 kWh a year; the record behind it is not given."""
    demand, rejected = 1900.0, 0.02
    daily = (337.19 - demand * rejected) / 365.0
    impose: dict[str, float | FloatArray] = {"45": demand / 12.0, "44": 120.0}
    dwelling = with_product(test=CombiTest.PROFILE_M, r1=rejected, f1=daily)
    loss = worksheet_of(dwelling, impose=impose).water_heating.combi_loss
    assert loss.sum() == pytest.approx(337.19)


@pytest.mark.pins("61", "Table 3c")
def test_profiles_m_and_l() -> None:
    """Finding 4.5: r1 0.015, F2 0, F3 0.00014, annual (61) about 24 kWh, not 600."""
    dwelling = with_product(test=CombiTest.PROFILES_M_AND_L, r1=0.015, f3=0.00014)
    impose: dict[str, float | FloatArray] = {"45": 2000.0 / 12.0, "44": 120.0}
    loss = worksheet_of(dwelling, impose=impose).water_heating.combi_loss.sum()
    assert loss == pytest.approx(24.0, abs=1.0)
    assert loss == pytest.approx(2000.0 * (0.015 - 19.8 * 0.00014))


@pytest.mark.parametrize(
    ("test", "litres", "volume_factor"),
    [
        (CombiTest.PROFILES_M_AND_S, 20.0, 64.2),
        (CombiTest.PROFILES_M_AND_S, 36.0, 64.2),
        (CombiTest.PROFILES_M_AND_S, 80.0, 20.2),
        (CombiTest.PROFILES_M_AND_S, 150.0, 0.0),
        (CombiTest.PROFILES_M_AND_L, 80.0, 0.0),
        (CombiTest.PROFILES_M_AND_L, 150.0, -49.8),
        (CombiTest.PROFILES_M_AND_L, 250.0, -99.6),
    ],
)
@pytest.mark.pins("61", "Table 3c")
def test_daily_volume_factor(test: CombiTest, litres: float, volume_factor: float) -> None:
    dwelling = with_product(test=test, r1=0.02, f1=9.9, f2=0.3, f3=0.0001)
    impose: dict[str, float | FloatArray] = {"45": 180.0, "44": litres}
    loss = worksheet_of(dwelling, impose=impose).water_heating.combi_loss[0]
    share = (0.02 + volume_factor * 0.0001) * min(litres / 100.0, 1.0)
    np.testing.assert_allclose(loss, 180.0 * share + 0.3 * DAYS)


@pytest.mark.pins("55", "56", "61", "Table 3b", "Table 3c")
@pytest.mark.parametrize(
    ("test", "per_day"), [(CombiTest.PROFILE_M, 0.6), (CombiTest.PROFILES_M_AND_S, 0.9)]
)
def test_daily_loss_of_a_tested_storage_combi_is_storage_loss(
    test: CombiTest, per_day: float
) -> None:
    """Finding 4.4: F1 (F2) x nm on line (56), not on (61)."""
    dwelling = with_product(
        {"combi_store_volume_l": 40.0},
        test=test,
        store=CombiStore.PRIMARY,
        r1=0.05,
        f1=0.6,
        f2=0.9,
    )
    found = worksheet_of(dwelling, impose={"44": 120.0}).water_heating
    np.testing.assert_allclose(found.storage_loss[0], per_day * DAYS)
    np.testing.assert_allclose(found.combi_loss, 0.05 * found.energy_content)


@pytest.mark.pins("47", "51..56", "Table 2", "Table 2b", "Table 3a")
@pytest.mark.parametrize(
    ("store", "volume", "factor"),
    [
        (CombiStore.PRIMARY, 74.0, 2.54 + 0.00682 * 41.0),
        (CombiStore.PRIMARY, 120.0, 2.54),
        (CombiStore.SECONDARY, 50.0, 1.86 + 0.00496 * 65.0),
        (CombiStore.SECONDARY, 120.0, 1.86),
    ],
)
def test_untested_storage_combi(store: CombiStore, volume: float, factor: float) -> None:
    """Table 2 note b: factory insulation; Table 2b by volume; Table 3a by volume."""
    dwelling = with_product({"combi_store_volume_l": volume}, store=store, store_insulation_mm=13.0)
    found = worksheet_of(dwelling, impose={"44": 120.0}).water_heating
    daily = volume * (0.005 + 0.55 / 17.0) * (120.0 / volume) ** (1.0 / 3.0) * factor
    np.testing.assert_allclose(found.storage_loss[0], daily * DAYS)
    left = max(600.0 - (volume - 15.0) * 15.0, 0.0) if volume < 55.0 else 0.0
    np.testing.assert_allclose(found.combi_loss[0], left * DAYS / 365.0)


@pytest.mark.pins("56")
def test_efficiency_of_table_4b_means_no_storage_loss() -> None:
    """Table 2 note a: without a product there is a combi loss only."""
    dwelling = heated(COMBI, hot_water={"combi_store_volume_l": 40.0})
    found = worksheet_of(dwelling, impose={"44": 120.0}).water_heating
    assert found.storage_loss.sum() == 0.0
    assert found.combi_loss.sum() == pytest.approx(225.0)


def test_a_combi_that_feeds_a_cylinder_has_neither_loss_of_its_own() -> None:
    """Finding 4.2."""
    product = {"test": CombiTest.PROFILE_M, "r1": 0.1, "f1": 1.0, "store": CombiStore.PRIMARY}
    tested = with_product(CYLINDER, **product)
    plain = replace(tested, combi_product=None)
    found = worksheet_of(tested, plain).water_heating
    assert found.combi_loss.sum() == 0.0
    np.testing.assert_array_equal(found.storage_loss[0], found.storage_loss[1])


@pytest.mark.pins("219", "230f", "Table 3a", "Table 4f")
@pytest.mark.parametrize(
    ("power", "electricity"), [(0.0, 600.0), (40.0, 40.0 * 8.76), (100.0, 600.0)]
)
def test_keep_hot_of_known_power(power: float, electricity: float) -> None:
    """Table 3a note 3: 8.76 P, at most the table's loss; fuel provides the remainder."""
    dwelling = with_product({"keep_hot": KeepHot.ELECTRIC_TIMED}, keep_hot_power_w=power)
    found = worksheet_of(dwelling)
    assert found.pumps_and_fans.electric_keep_hot is not None
    assert found.pumps_and_fans.electric_keep_hot[0] == pytest.approx(electricity)
    by_fuel = found.energy.water_heater_fuel * found.energy.water_heater_efficiency / 100.0
    whole = found.energy.water_output.output.sum()
    assert by_fuel.sum() == pytest.approx(whole - electricity)


@pytest.mark.pins("230f", "Table 4f")
def test_keep_hot_takes_no_more_than_a_tested_loss() -> None:
    """Table 4f note g: at most the value from Table 3b."""
    dwelling = with_product(
        {"keep_hot": KeepHot.ELECTRIC_TIMED}, test=CombiTest.PROFILE_M, f1=0.5, keep_hot_power_w=100
    )
    found = worksheet_of(dwelling)
    assert found.pumps_and_fans.electric_keep_hot is not None
    assert found.pumps_and_fans.electric_keep_hot[0] == pytest.approx(0.5 * 365.0)


@pytest.mark.pins("217")
@pytest.mark.parametrize(("is_under_mcs", "efficiency"), [(False, 170.0), (True, 170.0 * 1.03)])
def test_heat_pump_for_water_only(is_under_mcs: bool, efficiency: float) -> None:
    """Section 9.2.7, code 941."""
    dwelling = heated(
        system(102, 1, 2106),
        hot_water=CYLINDER | {"code": 941, "fuel": 30, "is_heat_pump_under_mcs": is_under_mcs},
    )
    found = worksheet_of(dwelling).energy.water_heater_efficiency
    np.testing.assert_allclose(found, efficiency)
