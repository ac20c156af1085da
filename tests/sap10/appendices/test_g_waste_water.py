"""Appendix G2 and G3: waste water heat recovery."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sap10.arrays import FloatArray
from sap10.codes import ShowerKind, WasteWaterKind
from sap10.dwelling import Dwelling, Shower
from sap10.months import DAYS
from sap10.tables.hot_water import BEHAVIOURAL_FACTOR, COLD_WATER_TEMPERATURE
from sap10.water_inputs import WasteWaterHeatRecovery, WasteWaterTest
from tests.sap10.water_products import WASTE_WATER_TESTS, collector
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

COMBI = system(104, 1, 2106)
KWH_PER_LITRE_KELVIN = 4.18 / 3600.0
COLD = COLD_WATER_TEMPERATURE[1]


def mixer(flow: float, unit: int = 1) -> Shower[float, int]:
    return Shower(kind=ShowerKind.MIXER, flow_l_per_min=flow, waste_water_unit=unit)


def electric(unit: int = 1) -> Shower[float, int]:
    return Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3, waste_water_unit=unit)


def recovering(
    *showers: Shower[float, int],
    units: tuple[WasteWaterHeatRecovery[float, int, bool], ...] = (
        WasteWaterHeatRecovery(utilisation_factor=0.9),
    ),
    tests: tuple[WasteWaterTest[float, int], ...] = WASTE_WATER_TESTS,
) -> Dwelling:
    dwelling = heated(COMBI, hot_water={"has_bath": True, "cold_water_source": 1}, showers=showers)
    return replace(dwelling, waste_water_recovery=units, waste_water_tests=tests)


def storage(**change: Any) -> WasteWaterHeatRecovery[float, int, bool]:
    given_: dict[str, Any] = {
        "kind": WasteWaterKind.STORAGE,
        "utilisation_factor": 0.8,
        "efficiency_percent": 50.0,
        "recovered_baths_share": 0.5,
        "dedicated_volume_l": 40.0,
        "lowest_volume_l": 30.0,
        "highest_volume_l": 50.0,
    }
    return WasteWaterHeatRecovery(**(given_ | change))


def saved_by(dwelling: Dwelling) -> FloatArray:
    """Return what is saved each month [kWh], positive."""
    found = worksheet_of(dwelling).water_heating.waste_water_input
    assert found is not None
    return -found[0]


def showers_a_day(dwelling: Dwelling) -> float:
    return 0.45 * float(worksheet_of(dwelling).water_heating.occupancy[0]) + 0.65


@pytest.mark.pins("63a", "64", "Appendix G")
@pytest.mark.parametrize(
    ("flow", "efficiency"),
    [
        (9.0, 48.0),
        (11.0, 45.0),
        (8.0, 48.0 + 7.0 / 4.0),
        (15.0, 42.0 * 13.0 / 15.0),
    ],
)
def test_instantaneous_system_by_hand(flow: float, efficiency: float) -> None:
    """Equations (G9) and (G10); step 5: between, and above the record's flow rates."""
    dwelling = recovering(mixer(flow))
    litres = flow * 6.0 * showers_a_day(dwelling) * BEHAVIOURAL_FACTOR * DAYS
    expected = litres * (35.0 - COLD) * KWH_PER_LITRE_KELVIN * efficiency / 100.0 * 0.9
    np.testing.assert_allclose(saved_by(dwelling), expected)
    found = worksheet_of(dwelling)
    np.testing.assert_allclose(
        found.energy.water_output.output[0],
        found.water_heating.total_heat_required[0] - expected,
    )


def test_a_flow_below_the_record_takes_its_lowest() -> None:
    tests = tuple(
        replace(test, flow_l_per_min=test.flow_l_per_min + 6.0) for test in WASTE_WATER_TESTS
    )
    dwelling = recovering(mixer(9.0), tests=tests)
    at_lowest = tuple(replace(test, efficiency_percent=55.0) for test in tests)
    same = recovering(mixer(9.0), tests=at_lowest)
    np.testing.assert_allclose(saved_by(dwelling), saved_by(same))


def test_two_systems_each_with_their_own_showers_and_efficiency() -> None:
    """The mean flow of its showers decides a system's efficiency; an outlet without one is lost."""
    units = (
        WasteWaterHeatRecovery(utilisation_factor=0.9),
        WasteWaterHeatRecovery(utilisation_factor=1.0),
    )
    second = (
        WasteWaterTest(unit=2, flow_l_per_min=11.0, efficiency_percent=30.0),
        WasteWaterTest(unit=2, flow_l_per_min=9.0, efficiency_percent=40.0),
    )
    showers = (mixer(8.0), mixer(9.0, 2), mixer(12.0), mixer(10.0, 0))
    dwelling = recovering(*showers, units=units, tests=(*second, *WASTE_WATER_TESTS))
    events = showers_a_day(dwelling) / 4.0
    warm = 6.0 * events * BEHAVIOURAL_FACTOR * DAYS * (35.0 - COLD) * KWH_PER_LITRE_KELVIN
    at_10 = (48.0 - 6.0 / 4.0) / 100.0
    expected = warm * (20.0 * at_10 * 0.9 + 9.0 * 0.40)
    np.testing.assert_allclose(saved_by(dwelling), expected)


def test_an_instantaneous_system_takes_nothing_from_electric_showers() -> None:
    """G2: not covered, but counted among the outlets."""
    both = saved_by(recovering(mixer(9.0), electric()))
    alone = saved_by(recovering(mixer(9.0)))
    np.testing.assert_allclose(both, alone / 2.0)


@pytest.mark.pins("63a", "Table G2")
def test_storage_system_by_hand() -> None:
    """Equations (G13) to (G17): mixers, electric showers and half of the baths."""
    dwelling = recovering(mixer(9.0), electric(), units=(storage(),), tests=())
    events = showers_a_day(dwelling) / 2.0
    occupants = float(worksheet_of(dwelling).water_heating.occupancy[0])
    by_month = BEHAVIOURAL_FACTOR * DAYS
    electric_kwh = 9.3 * 0.1 * events * by_month
    litres = 9.0 * 6.0 * events * by_month
    litres = litres + electric_kwh / ((41.0 - COLD) * KWH_PER_LITRE_KELVIN)
    baths = 0.5 * (0.13 * occupants + 0.19) * 73.0 * by_month
    heat = (litres * (35.0 - COLD) + baths * (42.0 - COLD)) * KWH_PER_LITRE_KELVIN
    np.testing.assert_allclose(saved_by(dwelling), heat * 0.5 * 0.8)


@pytest.mark.parametrize(
    ("volume", "factor"),
    [(15.0, 0.5), (30.0, 1.0), (50.0, 1.0), (75.0, 0.5), (100.0, 0.0), (130.0, 0.0)],
)
def test_dedicated_volume_outside_the_valid_range(volume: float, factor: float) -> None:
    """G3.2 step 10."""
    valid = saved_by(recovering(mixer(9.0), units=(storage(),)))
    found = saved_by(recovering(mixer(9.0), units=(storage(dedicated_volume_l=volume),)))
    np.testing.assert_allclose(found, valid * factor)


@pytest.mark.pins("230h", "231")
def test_pumps_of_both_kinds() -> None:
    """Equations (G12) and (G19)."""
    units = (WasteWaterHeatRecovery(utilisation_factor=0.9, electricity_kwh_per_day=0.1),)
    for unit in (*units, storage(electricity_kwh_per_day=0.1)):
        found = worksheet_of(recovering(mixer(9.0), units=(unit,))).pumps_and_fans
        assert found.waste_water_pump is not None
        assert found.waste_water_pump[0] == pytest.approx(36.5)


@pytest.mark.pins("57")
def test_combined_storage_reduces_the_cylinder_loss() -> None:
    """G3.3: within the hot water vessel, not in a vessel of its own."""
    cylinder = heated(system(102, 1, 2106), hot_water=CYLINDER, showers=(mixer(9.0),))
    within, apart = (
        worksheet_of(
            replace(cylinder, waste_water_recovery=(storage(is_within_cylinder=is_within),))
        ).water_heating
        for is_within in (True, False)
    )
    np.testing.assert_allclose(within.net_storage_loss, within.storage_loss * 70.0 / 110.0)
    np.testing.assert_allclose(apart.net_storage_loss, apart.storage_loss)


def test_a_storage_system_beside_solar_water_heating_counts_nothing() -> None:
    """G3.5: no saving, no pump."""
    unit = storage(electricity_kwh_per_day=0.1)
    dwelling = replace(recovering(mixer(9.0), units=(unit,)), solar_thermal=collector(store=0))
    found = worksheet_of(dwelling)
    assert found.water_heating.waste_water_input is not None
    assert found.water_heating.waste_water_input.sum() == 0.0
    assert found.pumps_and_fans.waste_water_pump is not None
    assert found.pumps_and_fans.waste_water_pump[0] == 0.0


@pytest.mark.pins("H17", "Appendix G")
def test_solar_heating_meets_what_waste_water_leaves() -> None:
    """G5: first waste water, then the sun."""
    dwelling = replace(recovering(mixer(9.0)), solar_thermal=collector(store=0))
    found = worksheet_of(dwelling)
    assert found.solar_heat is not None
    np.testing.assert_allclose(
        found.solar_heat.hot_water_demand[0],
        found.water_heating.total_heat_required[0] - saved_by(dwelling),
    )


@settings(deadline=None, max_examples=40)
@given(flow=st.floats(4.0, 25.0), more=st.floats(0.0, 10.0))
def test_a_stronger_shower_never_recovers_less(flow: float, more: float) -> None:
    """Above the record's range efficiency falls in proportion, and the heat saved stays."""
    weak, strong = (saved_by(recovering(mixer(size))) for size in (flow, flow + more))
    assert (strong >= weak * (1.0 - 1e-12)).all()
