"""Wind, water, batteries, special features and cooling of a measured dwelling."""

from pathlib import Path
from typing import Any

import pytest

from sap10.certificate import (
    Battery,
    Cooling,
    ElectricityMeter,
    EpcPropertyData,
    Fuel,
    Hydro,
    SpecialFeature,
    Terrain,
    WindTurbine,
)
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from tests.sap10.full_sap.measured import copy, golden, line

TURBINE = WindTurbine(rotor_diameter_m=1.7, hub_height_m=3.0)


@pytest.fixture(scope="module")
def epc(shared: Path) -> EpcPropertyData:
    return golden(shared)


def windy(epc: EpcPropertyData, **changes: Any) -> EpcPropertyData:
    given = {
        "wind_turbine_count": 2,
        "wind_turbines": (TURBINE, TURBINE),
        "terrain": Terrain.RURAL,
    }
    return copy(epc, "energy_source", **(given | changes))


@pytest.mark.pins("234a", "Table M3")
def test_wind_turbines_by_terrain(epc: EpcPropertyData) -> None:
    rows = expand_measured(windy(epc)).wind_turbines
    assert [(row.count, row.rotor_diameter_m, row.hub_height_m) for row in rows] == [
        (2.0, 1.7, 3.0)
    ]
    assert line(windy(epc), "234a") < line(windy(epc, terrain=Terrain.URBAN), "234a") < 0
    with pytest.raises(CertificateRejected, match="Terrain"):
        expand_measured(windy(epc, terrain=None))


@pytest.mark.pins("235a")
def test_hydro_electricity_of_the_year_or_of_months(epc: EpcPropertyData) -> None:
    annual = copy(epc, "energy_source", hydro=Hydro(annual_kwh=1200.0))
    monthly = copy(epc, "energy_source", hydro=Hydro(monthly_kwh=(100.0,) * 12))
    assert [row.month for row in expand_measured(annual).hydro_outputs] == [0]
    assert [row.month for row in expand_measured(monthly).hydro_outputs] == list(range(1, 13))
    assert line(annual, "235a") < 0
    assert line(monthly, "235a") < 0


@pytest.mark.pins("233a")
def test_battery_keeps_more_of_the_sun_in_the_dwelling(epc: EpcPropertyData) -> None:
    with_battery = copy(epc, "energy_source", batteries=(Battery(capacity_kwh=5.0),))
    assert expand_measured(with_battery).electricity.battery_capacity_kwh == 5.0
    assert line(with_battery, "233a") < line(epc, "233a")
    with pytest.raises(CertificateRejected, match="Battery-Capacity"):
        expand_measured(copy(epc, "energy_source", batteries=(Battery(),)))


def feature(**given: Any) -> tuple[SpecialFeature, ...]:
    return (SpecialFeature(description="a technology of Appendix Q", **given),)


@pytest.mark.pins("236a", "237a", "Appendix Q")
def test_special_feature_saves_one_fuel_and_uses_another(epc: EpcPropertyData) -> None:
    saving = epc.model_copy(
        update={
            "special_features": feature(
                saved_or_generated_kwh=500.0,
                saved_or_generated_fuel=Fuel.MAINS_GAS,
                used_kwh=40.0,
                used_fuel=Fuel.ELECTRICITY,
            )
        }
    )
    off_peak = copy(saving, "energy_source", electricity_meter=ElectricityMeter.SEVEN_HOUR)
    found = expand_measured(off_peak).special_features[0]
    assert (found.saved_fuel, found.used_fuel, found.used_high_rate_fraction) == (1, 30, 0.9)
    assert (line(saving, "236a"), line(saving, "237a")) == (-500.0, 40.0)


@pytest.mark.pins("25", "270")
def test_special_feature_of_air_change_or_emissions(epc: EpcPropertyData) -> None:
    airy = epc.model_copy(update={"special_features": feature(monthly_air_changes=(0.6,) * 12)})
    assert line(airy, "25") == pytest.approx(12 * 0.6)
    cleaner = epc.model_copy(update={"special_features": feature(emissions_saved_kg=100.0)})
    assert line(cleaner, "270") == -100.0
    twice = epc.model_copy(update={"special_features": airy.special_features * 2})
    with pytest.raises(CertificateRejected, match="Air-Change-Rates"):
        expand_measured(twice)


def cooled(epc: EpcPropertyData, **given: Any) -> EpcPropertyData:
    return copy(epc, "heating", cooling=Cooling(**given))


@pytest.mark.pins("105", "209", "Table 10c")
@pytest.mark.parametrize(
    ("given", "seer"),
    [
        ({"seer": 5.5, "energy_class": "A+++"}, 5.5),
        ({"energy_class": "A+++"}, 8.5),
        ({"energy_class": "F"}, 2.6),
        ({"energy_class": "unknown"}, 4.3),
        ({}, 4.3),
    ],
)
def test_cooling_by_ratio_or_class(
    epc: EpcPropertyData, given: dict[str, Any], seer: float
) -> None:
    dwelling = expand_measured(cooled(epc, cooled_area_m2=20.0, **given))
    assert (dwelling.general.cooled_area_m2, dwelling.general.cooling_seer) == (20.0, seer)
    assert line(dwelling, "209") == seer


def test_cooling_that_cannot_be_rated_is_refused(epc: EpcPropertyData) -> None:
    with pytest.raises(CertificateRejected) as missing:
        expand_measured(cooled(epc))
    assert missing.value.reason == "missing_field"
    with pytest.raises(CertificateRejected) as no_figure:
        expand_measured(cooled(epc, cooled_area_m2=20.0, energy_class="G"))
    assert no_figure.value.reason == "invalid_value"
    assert expand_measured(cooled(epc, cooled_area_m2=0.0)).general.cooled_area_m2 == 0.0
