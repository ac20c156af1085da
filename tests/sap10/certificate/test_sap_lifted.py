"""What SAP 2012, SAP 2009 and SAP 10.3 record otherwise, lifted to the terms of SAP 10.2."""

import json
from pathlib import Path
from typing import Any

import pytest

import sap10
from sap10.certificate import (
    BulbCounts,
    DistributionType,
    ElectricityMeter,
    Fuel,
    MeasuredFabric,
    PipeworkInsulation,
    PvConnection,
    ShowerType,
    WindowOvershading,
    WwhrsConnection,
)
from sap10.certificate.document import Certificate
from sap10.certificate.mapping import Tree
from sap10.certificate.read import read_certificate
from sap10.errors import CertificateRejected
from tests.sap10.certificate.test_sap_schemas import document_of

SEVERN_VALLEY = 5
SAP_2012 = ("SAP-Schema-18.0.0", "SAP-Schema-17.1", "SAP-Schema-17.0")


def served(shared: Path, schema: str) -> Tree:
    """Return a certificate as the register serves it."""
    path = shared / "epc-samples" / schema / "api-json" / "epc.json"
    tree: Tree = json.loads(path.read_bytes())
    tree.pop("name", None)  # a stray "-" of the XML that the register served as a field
    return tree


def read(tree: Tree) -> Certificate:
    return read_certificate(json.dumps(tree).encode())


def refusal(tree: Tree) -> CertificateRejected:
    with pytest.raises(CertificateRejected) as caught:
        read(tree)
    return caught.value


@pytest.fixture(name="home")
def _home(shared: Path) -> Tree:
    """Return a real home whose ventilation system has declared figures."""
    tree = served(shared, "SAP-Schema-18.0.0")
    declare_ventilation(tree)
    return tree


def declare_ventilation(tree: Tree) -> None:
    """Give a ventilation system of the database figures of its own."""
    if tree["sap_ventilation"].pop("mechanical_vent_system_index_number", None) is not None:
        tree["sap_ventilation"] |= {
            "mechanical_ventilation_data_source": 2,
            "mechanical_vent_specific_fan_power": 0.6,
            "mechanical_vent_heat_recovery_efficiency": 90,
        }


def fabric_of(certificate: Certificate) -> MeasuredFabric:
    assert isinstance(certificate.epc.fabric, MeasuredFabric)
    return certificate.epc.fabric


def test_supplies_of_sap_2012(home: Tree) -> None:
    home["sap_energy_source"] |= {
        "electricity_tariff": 5,
        "wind_turbines_count": 2,
        "wind_turbine_rotor_diameter": 1.5,
        "wind_turbine_hub_height": 3,
        "hydro_electric_generation": 120.5,
    }
    source = read(home).epc.energy_source
    assert source.electricity_meter is ElectricityMeter.EIGHTEEN_HOUR
    assert source.pv_connection is PvConnection.CONNECTED
    assert source.wind_turbine_count == 2
    assert [turbine.rotor_diameter_m for turbine in source.wind_turbines] == [1.5, 1.5]
    assert source.hydro is not None
    assert source.hydro.annual_kwh == 120.5
    assert source.is_export_capable is True


def test_export_is_nobodys_without_generation(home: Tree) -> None:
    del home["sap_energy_source"]["pv_arrays"]
    certificate = read(home)
    assert certificate.epc.energy_source.is_export_capable is None
    assert not any("surplus" in note for note in certificate.notes)


def test_arrays_with_different_connections_are_refused(home: Tree) -> None:
    first = home["sap_energy_source"]["pv_arrays"][0]
    home["sap_energy_source"]["pv_arrays"] = [first, {**first, "pv_connection": 1}]
    found = refusal(home)
    assert (found.reason, found.field, found.value) == (
        "inconsistent_values",
        "sap_energy_source/pv_arrays[2]/pv_connection",
        1,
    )


@pytest.mark.parametrize(
    ("counts", "low", "others"),
    [
        ({"low_energy_fixed_lighting_outlets_count": 15}, 15, 5),
        ({"low_energy_fixed_lighting_outlets_percentage": 30}, 6, 14),
        (
            {
                "fixed_lighting_outlets_count": None,
                "low_energy_fixed_lighting_outlets_percentage": 30,
            },
            30,
            70,
        ),
    ],
)
def test_lighting_outlets(counts: Tree, low: int, others: int, home: Tree) -> None:
    source = home["sap_energy_source"]
    for key in list(source):
        if "low_energy" in key:
            del source[key]
    source |= {"fixed_lighting_outlets_count": 20, **counts}
    found = read(home).epc.lighting
    assert found == BulbCounts(low_energy_count=low, incandescent_count=others)


def test_more_efficient_outlets_than_outlets_are_refused(home: Tree) -> None:
    home["sap_energy_source"]["low_energy_fixed_lighting_outlets_count"] = 21
    assert refusal(home).reason == "inconsistent_values"
    del home["sap_energy_source"]["low_energy_fixed_lighting_outlets_count"]
    del home["sap_energy_source"]["low_energy_fixed_lighting_outlets_percentage"]
    assert refusal(home).reason == "missing_field"


def test_fireplaces_are_open_chimneys(home: Tree) -> None:
    home["sap_ventilation"]["open_fireplaces_count"] = 2
    assert read(home).epc.ventilation.open_chimney_count == 2


def two_parts(home: Tree) -> tuple[Tree, Tree]:
    first = home["sap_building_parts"][0]
    second = {**first, "building_part_number": 2, "identifier": "Extension"}
    home["sap_building_parts"] = [first, second]
    return first, second


def test_overshading_and_thermal_mass_are_the_dwellings(home: Tree) -> None:
    first, second = two_parts(home)
    first |= {"overshading": 4, "thermal_mass_parameter": 100}
    second |= {"overshading": 1, "thermal_mass_parameter": 400}
    second["sap_floor_dimensions"] = [
        {**floor, "total_floor_area": floor["total_floor_area"] * 2}
        for floor in first["sap_floor_dimensions"]
    ]
    certificate = read(home)
    fabric = fabric_of(certificate)
    assert fabric.window_overshading is WindowOvershading.HEAVY
    assert fabric.thermal_mass_parameter == pytest.approx(300)
    assert any("Table 6d" in note for note in certificate.notes)
    del second["thermal_mass_parameter"]
    assert refusal(home).reason == "missing_field"


def test_equal_parts_leave_no_note(home: Tree) -> None:
    two_parts(home)
    certificate = read(home)
    assert fabric_of(certificate).window_overshading is WindowOvershading.AVERAGE_OR_UNKNOWN
    assert not any("Table 6d" in note for note in certificate.notes)


@pytest.mark.parametrize(
    ("recorded", "has_compensator"),
    [
        ({}, None),
        ({"load_or_weather_compensation": 0}, False),
        ({"load_or_weather_compensation": 1}, False),
        ({"load_or_weather_compensation": 2}, True),
        ({"load_or_weather_compensation": 3}, True),
        ({"has_load_or_weather_compensation": "true"}, True),
    ],
)
def test_compensation_by_code_or_flag(
    recorded: Tree, has_compensator: bool | None, home: Tree
) -> None:
    home["sap_heating"]["main_heating_details"][0] |= recorded
    assert read(home).epc.heating.main[0].has_compensator is has_compensator


def test_cooling_has_no_seer(home: Tree) -> None:
    home["sap_cooling"] = {
        "cooled_area": 30,
        "cooling_system_data_source": 2,
        "cooling_system_type": 1,
        "cooling_system_eer": 3.1,
        "cooling_system_control": 2,
    }
    certificate = read(home)
    cooling = certificate.epc.heating.cooling
    assert cooling is not None
    assert (cooling.cooled_area_m2, cooling.energy_class, cooling.seer) == (
        30,
        "unknown",
        None,
    )
    assert "sap_cooling: EER is no SEER; unknown class (SAP 10.2 Table 10c)" in certificate.notes


NETWORK: Tree = {
    "community_heating_use": 1,
    "community_heating_distribution_type": 3,
    "community_heat_sources": [
        {
            "heat_source_type": 2,
            "heat_fraction": 1,
            "fuel_type": 51,
            "heat_efficiency": 80,
        }
    ],
}


def test_age_of_a_networks_pipes_leaves_its_distribution_unknown(home: Tree) -> None:
    home["sap_heating"]["sap_community_heating_systems"] = [NETWORK]
    certificate = read(home)
    assert certificate.epc.heating.heat_networks[0].distribution is DistributionType.UNKNOWN
    assert any("Table 12c" in note for note in certificate.notes)


@pytest.mark.parametrize(
    ("code", "fuel", "note"),
    [(49, Fuel.ELECTRICITY_SOLD, "CHP"), (99, Fuel.FROM_DATABASE, "heat network")],
)
def test_fuels_with_another_meaning_leave_a_note(
    code: int, fuel: Fuel, note: str, home: Tree
) -> None:
    home["sap_special_features"] = [
        {
            "description": "x",
            "energy_feature": {
                "energy_saved_or_generated": 1,
                "saved_or_generated_fuel": code,
                "energy_used": 0,
            },
        }
    ]
    certificate = read(home)
    assert certificate.epc.special_features[0].saved_or_generated_fuel is fuel
    assert any(note in text for text in certificate.notes)


WWHRS: Tree = {
    "wwhrs_index_number1": 80001,
    "wwhrs_index_number2": 80002,
    "rooms_with_bath_and_or_shower": 4,
    "mixer_showers_with_system1_with_bath": 1,
    "mixer_showers_with_system1_without_bath": 0,
    "mixer_showers_with_system2_with_bath": 0,
    "mixer_showers_with_system2_without_bath": 2,
}


def test_rooms_with_heat_recovery(home: Tree) -> None:
    home["sap_heating"]["instantaneous_wwhrs"] = WWHRS
    water = read(home).epc.water_heating
    assert water.showers is not None
    assert [shower.wwhrs for shower in water.showers] == [
        WwhrsConnection.NONE,
        WwhrsConnection.INSTANTANEOUS_1,
        WwhrsConnection.INSTANTANEOUS_2,
        WwhrsConnection.INSTANTANEOUS_2,
    ]
    assert [system.product_index for system in water.instantaneous_wwhrs] == [
        80001,
        80002,
    ]
    assert water.bath_count == 1
    home["sap_heating"]["instantaneous_wwhrs"] = WWHRS | {"rooms_with_bath_and_or_shower": 2}
    assert refusal(home).reason == "inconsistent_values"


def test_showers_and_baths_with_a_storage_system(home: Tree) -> None:
    store = {
        "wwhrs_index_number": 80001,
        "wwhrs_store_volume": 60,
        "total_showers_and_baths": 3,
        "baths_and_showers_to_wwhrs": 2,
    }
    home["sap_heating"]["storage_wwhrs"] = store
    water = read(home).epc.water_heating
    assert water.showers is not None
    assert [shower.wwhrs for shower in water.showers] == [
        WwhrsConnection.STORAGE,
        WwhrsConnection.STORAGE,
        WwhrsConnection.NONE,
    ]
    assert water.storage_wwhrs is not None
    assert water.storage_wwhrs.volume_l == 60
    store["baths_and_showers_to_wwhrs"] = 4
    assert refusal(home).reason == "inconsistent_values"


SOLAR: Tree = {
    "solar_panel_aperture_area": 3,
    "solar_panel_collector_type": 2,
    "solar_panel_collector_data_source": 1,
    "solar_panel_collector_orientation": 5,
    "solar_panel_collector_pitch": 35,
    "solar_panel_collector_overshading": 1,
    "has_solar_powered_pump": "false",
    "is_solar_store_combined_cylinder": "true",
    "solar_store_volume": 75,
}


@pytest.mark.parametrize(
    ("code", "showers"),
    [
        (0, None),
        (1, [ShowerType.NON_ELECTRIC]),
        (3, [ShowerType.ELECTRIC_AND_NON_ELECTRIC]),
        (4, []),
    ],
)
def test_showers_of_solar_homes(code: int, showers: list[ShowerType] | None, home: Tree) -> None:
    home["sap_heating"]["solar_heating_details"] = SOLAR | {"shower_types": code}
    water = read(home).epc.water_heating
    found = None if water.showers is None else [shower.type for shower in water.showers]
    assert found == showers
    assert water.solar is not None
    assert water.solar.collector is not None
    assert water.solar.collector.pitch_degrees == 35


@pytest.mark.parametrize("schema", SAP_2012)
def test_what_sap_10_added_is_no_field_of_sap_2012(schema: str, home: Tree) -> None:
    tree = home | {"schema_type": schema, "cold_water_source": 1}
    found = refusal(tree)
    assert (found.reason, found.field) == ("unknown_field", "cold_water_source")
    assert found.rule == f"not a field of {schema}"


def test_sap_10_3_is_read_and_told_apart(shared: Path) -> None:
    tree = served(shared, "SAP-Schema-19.2.0")
    tree["part_o_cooling_required"] = "true"
    certificate = read(tree)
    assert certificate.sap_version == "10.3"
    assert certificate.lodged is not None
    assert certificate.lodged.sap_version == "10.3"
    assert refusal(tree | {"schema_type": "SAP-Schema-19.1.0"}).reason == "unknown_field"


def test_scotland_has_rates_of_delivered_energy(shared: Path) -> None:
    tree = served(shared, "SAP-Schema-19.0.0") | {"dder": 41.0, "tder": 45.5}
    scottish = tree | {"schema_type": "SAP-Schema-S-19.0.0"}
    assert read(scottish).schema_type == "SAP-Schema-S-19.0.0"
    assert refusal(tree).field == "dder"


def sap_2009(shared: Path) -> Tree:
    return document_of(shared, "SAP-Schema-NI-18.0.0")


def test_pipework_solar_heating_and_flue_gas_of_sap_2009(shared: Path) -> None:
    certificate = read(sap_2009(shared))
    water, main = certificate.epc.water_heating, certificate.epc.heating.main[0]
    assert water.pipework_insulation is PipeworkInsulation.FULL
    assert water.solar is not None
    assert water.solar.collector is not None
    assert water.solar.collector.linear_loss_w_per_m2k == 1.0
    assert water.solar.collector.pitch_degrees == 0.0
    assert main.flue_gas_heat_recovery is not None
    assert main.product_index == 1
    assert any("Table 3" in note for note in certificate.notes)


def test_a_flue_gas_device_beside_the_main_system_is_its_own(shared: Path) -> None:
    tree = sap_2009(shared)
    heating = tree["sap_heating"]
    heating["main_heating_details"][0]["has_fghrs"] = "false"
    heating["pfghrd_index_number"] = 60023
    device = read(tree).epc.heating.main[0].flue_gas_heat_recovery
    assert device is not None
    assert device.product_index == 60023
    heating["has_pfghrd"] = "false"
    assert read(tree).epc.heating.main[0].flue_gas_heat_recovery is None


def test_nothing_that_sap_2009_says_there_is_not(shared: Path) -> None:
    tree = sap_2009(shared)
    tree["sap_heating"] |= dict.fromkeys(("has_solar_panel", "has_wwhrs"), "false")
    tree["sap_heating"]["is_primary_pipework_insulated"] = "false"
    water = read(tree).epc.water_heating
    assert water.solar is None
    assert water.showers is None
    assert water.bath_count is None
    assert water.instantaneous_wwhrs == ()
    assert water.pipework_insulation is PipeworkInsulation.NONE


def test_overall_efficiency_of_chp_is_split(shared: Path) -> None:
    tree = sap_2009(shared)
    source: Any = tree["sap_heating"]["sap_community_heating_systems"][0]
    source["community_heat_sources"][0] |= {
        "heat_source_type": 1,
        "efficiency": 75,
        "chp_heat_to_power_ratio": 2,
    }
    found = read(tree).epc.heating.heat_networks[0].heat_sources[0]
    assert found.heat_efficiency_percent == pytest.approx(50)
    assert found.power_efficiency_percent == pytest.approx(25)
    source["community_heat_sources"][0]["chp_heat_to_power_ratio"] = -1
    assert refusal(tree).reason == "invalid_value"
    del source["community_heat_sources"][0]["chp_heat_to_power_ratio"]
    found = read(tree).epc.heating.heat_networks[0].heat_sources[0]
    assert (found.heat_efficiency_percent, found.power_efficiency_percent) == (75, None)


@pytest.mark.parametrize(
    ("number", "junction"),
    [(1, "E1"), (14, "E16"), (17, "O1"), (19, "E14"), (25, "P5")],
)
def test_junctions_of_sap_2009_by_number(number: int, junction: str, shared: Path) -> None:
    tree = sap_2009(shared)
    bridges = tree["sap_building_parts"][0]["sap_thermal_bridges"]["thermal_bridges"]
    bridges[0]["thermal_bridge_type"] = number
    part = fabric_of(read(tree)).building_parts[0]
    assert part.thermal_bridges is not None
    assert part.thermal_bridges.junctions[0].type == junction


def test_a_postcode_that_there_is_not_leaves_the_recorded_region(home: Tree) -> None:
    dwelling = sap10.expand(read(home | {"postcode": "PT3 4ZZ", "region_code": 12}).epc)
    assert dwelling.general.climate_region == SEVERN_VALLEY
    assert "postcode PT3 not in Table U6: the recorded region" in dwelling.notes
    found = home | {"postcode": "PT3 4ZZ", "region_code": 22}
    with pytest.raises(CertificateRejected, match="Table U6"):
        sap10.expand(read(found).epc)


@pytest.mark.parametrize("schema", SAP_2012)
def test_real_homes_of_sap_2012_are_near_what_was_lodged(schema: str, shared: Path) -> None:
    """Products of the database get codes of the tables; the methods differ by a few points."""
    tree = served(shared, schema)
    for main in tree["sap_heating"]["main_heating_details"]:
        if main.pop("main_heating_index_number", None) is not None:
            main |= {"main_heating_data_source": 3, "main_heating_code": 104}
    declare_ventilation(tree)
    tree["sap_heating"].pop("instantaneous_wwhrs", None)
    certificate = read(tree)
    assert certificate.lodged is not None
    rating = int(sap10.rate([sap10.expand(certificate.epc)]).sap_rating[0])
    assert abs(rating - certificate.lodged.sap_rating) <= 6
