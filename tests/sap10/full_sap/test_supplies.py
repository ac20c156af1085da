"""Generators, batteries, features, cooling, thermal mass and bridges of a measured dwelling."""

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
    Junction,
    SpecialFeature,
    Terrain,
    ThermalBridgeMethod,
    ThermalBridges,
    WindTurbine,
)
from sap10.errors import CertificateRejected
from sap10.full_sap.expand import expand_measured
from tests.sap10.full_sap.measured import (
    copy,
    golden,
    line,
    lines,
    part_of,
    stored,
    with_main,
    with_part,
)

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


@pytest.mark.pins("63b", "Appendix G")
def test_pv_diverter_heats_the_cylinder_unless_a_battery_stores(epc: EpcPropertyData) -> None:
    cylinder = stored(with_main(epc, heating_code=102), volume_l=250.0)
    diverting = copy(cylinder, "energy_source", has_pv_diverter=True)
    assert expand_measured(diverting).electricity.has_pv_diverter
    assert line(diverting, "63b") < 0
    battery = copy(diverting, "energy_source", batteries=(Battery(capacity_kwh=5.0),))
    assert "63b" not in lines(battery)


@pytest.mark.pins("34", "35", "Table 1f")
def test_thermal_mass_by_kappa_or_parameter(epc: EpcPropertyData) -> None:
    part = part_of(epc)
    walls = tuple(wall.model_copy(update={"kappa": 60.0}) for wall in part.walls)
    light = copy(with_part(epc, walls=walls), "fabric", thermal_mass_parameter=None)
    heavy = copy(
        with_part(
            epc, walls=tuple(wall.model_copy(update={"kappa": 180.0}) for wall in part.walls)
        ),
        "fabric",
        thermal_mass_parameter=None,
    )
    assert not expand_measured(light).general.is_thermal_mass_given
    assert any("no kappa recorded" in note for note in expand_measured(light).notes)
    assert line(heavy, "34") > line(light, "34")
    given = copy(heavy, "fabric", thermal_mass_parameter=222.0)
    assert line(given, "35") == 222.0


@pytest.mark.pins("36", "Appendix K")
def test_listed_junctions_beside_a_y_value(epc: EpcPropertyData) -> None:
    listed = ThermalBridges(
        method=ThermalBridgeMethod.JUNCTIONS,
        junctions=(Junction(type="E2", length_m=15.5, psi_value=0.3),),
    )
    assert line(with_part(epc, thermal_bridges=listed), "36") == pytest.approx(4.65)
    by_area = ThermalBridges(method=ThermalBridgeMethod.GLOBAL_Y, y_value=0.05)
    main = part_of(epc)
    extension = main.model_copy(update={"number": 2, "thermal_bridges": by_area})
    both = (main.model_copy(update={"thermal_bridges": listed}), extension)
    assert line(copy(epc, "fabric", building_parts=both), "36") == pytest.approx(4.65 + 320 * 0.05)
