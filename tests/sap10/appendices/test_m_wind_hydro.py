"""Appendices M2 and M4: wind turbines and hydro generators, lines (234) and (235)."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.appendices.m_wind_hydro import wind_generation, wind_speed_factor
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.network_inputs import HydroOutput, Terrain, WindTurbine
from sap10.worksheet.chain import run_worksheet
from tests.sap10.worksheet.heated import heated, system
from tests.sap10.worksheet.test_heat_networks import lines, on_network

pytestmark = pytest.mark.pins(
    "234a", "234b", "235a", "235b", "334a", "334b", "335a", "335b", "Table M3", "Appendix M"
)

TURBINE = WindTurbine(rotor_diameter_m=2.0, hub_height_m=3.0, terrain=Terrain.RURAL)
STREAM = HydroOutput(kwh=2400.0)


def home(**inputs: Any) -> Dwelling:
    dwelling = heated(system(104, 1, 2106, has_flue_fan=True))
    return replace(
        dwelling, electricity=replace(dwelling.electricity, is_export_capable=True), **inputs
    )


def test_wind_speed_factor_is_linear_between_heights() -> None:
    terrain = np.array([Terrain.DENSE_URBAN, Terrain.LOW_RISE, Terrain.RURAL, Terrain.RURAL])
    height = np.array([3.5, 40.0, 4.5, 0.0])
    np.testing.assert_allclose(wind_speed_factor(terrain, height), [0.455, 0.67, 0.90, 0.82])


def test_annual_output_of_turbines() -> None:
    """Equations M2 and M3; 0.876 is Table M3 for rural at 3 m."""
    speed = 5.0 * (0.86 + (0.94 - 0.86) / 5.0)
    power = 0.24 * np.pi * 0.6125 * speed**3
    batch = DwellingBatch.of([home(wind_turbines=(TURBINE, replace(TURBINE, count=2.0)))])
    expected = power * 1.9 * 8766 * 0.001
    np.testing.assert_allclose(wind_generation(batch), [expected, 2.0 * expected], rtol=1e-12)


def test_output_of_a_site_survey_counts_as_given() -> None:
    given = WindTurbine(is_output_given=True, annual_kwh=1500.0)
    found = lines(home(wind_turbines=(given,)))
    assert found["234a"] + found["234b"] == pytest.approx(-1500.0)


def test_share_used_in_the_dwelling_is_limited() -> None:
    """M2 and M4 step 3: 0.7 of the wind, 0.4 of the water, or what the dwelling needs."""
    found = lines(home(wind_turbines=(TURBINE,), hydro_outputs=(STREAM,)))
    assert found["234a"] == pytest.approx(0.7 * (found["234a"] + found["234b"]))
    assert found["235a"] == pytest.approx(-0.4 * 2400.0)
    assert found["235b"] == pytest.approx(-0.6 * 2400.0)
    flood = lines(home(hydro_outputs=(HydroOutput(kwh=1.0e6),)))
    assert -flood["235a"] < 0.4 * 1.0e6
    assert flood["235a"] + flood["235b"] == pytest.approx(-1.0e6)


def test_all_electricity_of_heating_can_be_met() -> None:
    """D counts space and water heating at every rate."""
    gas = home(hydro_outputs=(HydroOutput(kwh=1.0e6),))
    electric = lines(replace(gas, main_1=system(691, 39, 2603)))
    burning = lines(gas)
    more = electric["211"] + electric["219"] + electric["231"] - burning["231"]
    assert electric["235a"] == pytest.approx(burning["235a"] - more, rel=1e-9)


def test_monthly_figures_of_hydro() -> None:
    months = tuple(HydroOutput(month=month, kwh=10.0 * month) for month in range(1, 13))
    worksheet = run_worksheet(DwellingBatch.of([home(hydro_outputs=months)]))
    found = worksheet.energy.wind_and_hydro
    assert found is not None
    assert found.hydro_used is not None
    np.testing.assert_allclose(found.hydro_used[0], -0.4 * 10.0 * np.arange(1, 13))


def test_without_an_export_meter_nothing_is_sold() -> None:
    dwelling = home(wind_turbines=(TURBINE,))
    sealed = replace(dwelling, electricity=replace(dwelling.electricity, is_export_capable=False))
    assert lines(sealed)["234b"] == 0.0
    assert lines(sealed)["234a"] == lines(dwelling)["234a"]


def test_prices_and_factors() -> None:
    """M2 steps 6 to 8: import prices for own use, "sold to grid, other" for export."""
    found = lines(home(hydro_outputs=(STREAM,)), prices="table12")
    assert found["252"] == pytest.approx(found["235a"] * 0.1649 + found["235b"] * 0.0559)
    assert found["269"] < 0.0
    assert found["283"] == pytest.approx(
        found["235a"] * 1.501 + found["235b"] * 0.501, rel=0.02
    )  # monthly factors, spread by days
    free = lines(home(), prices="table12")
    assert found["255"] == pytest.approx(free["255"] + found["252"])
    assert found["272"] == pytest.approx(free["272"] + found["269"])
    assert found["238"] == pytest.approx(free["238"] - 2400.0)


def test_a_share_of_a_buildings_generators_lowers_no_costs() -> None:
    """M2 and M4 step 2, case c."""
    own = lines(home(wind_turbines=(TURBINE,), hydro_outputs=(STREAM,)))
    shared = replace(TURBINE, is_connected_to_dwelling=False)
    found = lines(home(wind_turbines=(shared,), hydro_outputs=(STREAM,)))
    only_water = lines(home(hydro_outputs=(STREAM,)))
    assert found["252"] == pytest.approx(only_water["252"], rel=1e-12)
    assert found["269"] == pytest.approx(own["269"], rel=1e-12)


def test_on_a_network() -> None:
    found = lines(replace(on_network(), wind_turbines=(TURBINE,), hydro_outputs=(STREAM,)))
    assert found["335a"] == pytest.approx(-960.0)
    assert found["334a"] < 0.0
    assert found["352"] < 0.0
    assert "235a" not in found


def test_one_by_one_equals_batch() -> None:
    dwellings = [home(), home(wind_turbines=(TURBINE,)), home(hydro_outputs=(STREAM, STREAM))]
    batch = sap10.rate(dwellings)
    for index, dwelling in enumerate(dwellings):
        alone = sap10.rate([dwelling])
        assert alone.sap_score[0] == pytest.approx(batch.sap_score[index], rel=1e-12)
        assert alone.ei_score[0] == pytest.approx(batch.ei_score[index], rel=1e-12)
