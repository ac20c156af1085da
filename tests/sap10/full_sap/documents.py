"""Small full SAP certificates for tests, in the register's JSON, with systems of every kind."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from sap10.certificate.mapping import Tree

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_FLOORS: list[Tree] = [
    {
        "storey": 0,
        "floor_type": 2,
        "total_floor_area": 45.0,
        "storey_height": 2.4,
        "heat_loss_area": 45.0,
        "u_value": 0.13,
        "kappa_value": 75,
    },
    {
        "storey": 1,
        "floor_type": 3,
        "total_floor_area": 47.0,
        "storey_height": 2.6,
        "heat_loss_area": 2.0,
        "u_value": 0.2,
        "kappa_value": 18,
        "kappa_value_from_below": 9,
    },
]
_PART: Tree = {
    "building_part_number": 1,
    "construction_age_band": "L",
    "sap_floor_dimensions": _FLOORS,
    "sap_walls": [
        {
            "name": "W1",
            "wall_type": 2,
            "total_wall_area": 105.0,
            "u_value": 0.2,
            "kappa_value": 60,
            "is_curtain_walling": "false",
        },
    ],
    "sap_roofs": [
        {"name": "R1", "roof_type": 2, "total_roof_area": 47.0, "u_value": 0.11, "kappa_value": 9}
    ],
    "sap_openings": [
        {
            "name": "1",
            "type": "window",
            "location": "W1",
            "orientation": 5,
            "width": 4,
            "height": 2,
        },
        {"name": "2", "type": "door", "location": "W1", "orientation": 1, "width": 1, "height": 2},
        {
            "name": "3",
            "type": "roof window",
            "location": "R1",
            "orientation": 7,
            "width": 1,
            "height": 1.2,
            "pitch": 40,
        },
    ],
    "sap_thermal_bridges": {
        "thermal_bridge_code": 5,
        "thermal_bridges": [
            {
                "thermal_bridge_type": "E5",
                "length": 28.0,
                "psi_value": 0.1,
                "psi_value_source": 2,
            }
        ],
    },
}
_MAIN: Tree = {
    "main_heating_number": 1,
    "main_heating_category": 2,
    "main_heating_data_source": 3,
    "main_heating_code": 102,
    "main_fuel_type": 1,
    "main_heating_control": 2106,
    "main_heating_fraction": 1,
    "heat_emitter_type": 1,
    "emitter_temperature": 1,
    "main_heating_flue_type": 2,
    "is_flue_fan_present": "true",
    "central_heating_pump_age": 2,
    "is_central_heating_pump_in_heated_space": "true",
    "is_oil_pump_in_heated_space": "false",
    "is_interlocked_system": "true",
    "has_separate_delayed_start": "false",
    "has_fghrs": "false",
}
_HEATING: Tree = {
    "main_heating_details": [_MAIN],
    "water_heating_code": 901,
    "has_hot_water_cylinder": "true",
    "hot_water_store_size": 180,
    "hot_water_store_heat_loss_source": 3,
    "hot_water_store_insulation_type": 1,
    "hot_water_store_insulation_thickness": 50,
    "has_cylinder_thermostat": "true",
    "is_cylinder_in_heated_space": "true",
    "is_hot_water_separately_timed": "true",
    "primary_pipework_insulation": 3,
    "thermal_store": 1,
    "secondary_heating_category": 10,
    "secondary_heating_data_source": 3,
    "secondary_heating_code": 603,
    "secondary_fuel_type": 1,
    "secondary_heating_flue_type": 1,
    "number_baths": 1,
    "shower_outlets": [{"shower_outlet_type": 3, "shower_wwhrs": 1, "shower_flow_rate": 9}],
    "has_fixed_air_conditioning": "false",
}
MEASURED: Tree = {
    "schema_type": "SAP-Schema-19.1.0",
    "schema_version_original": "SAP-Schema-19.1.0",
    "sap_version": 10.2,
    "sap_data_version": 10.2,
    "uprn": 999000000018,
    "registration_date": "2025-10-06",
    "inspection_date": "2025-10-03",
    "address_line_1": "3 Fictive Mews",
    "post_town": "SAMPLETON",
    "postcode": "BS1 9ZZ",
    "country_code": "ENG",
    "region_code": 12,
    "energy_rating_current": 84,
    "co2_emissions_current": 1.4,
    "energy_consumption_current": {"value": 85, "quantity": "kWh/m2"},
    "data_type": 2,
    "property_type": 0,
    "built_form": 2,
    "living_area": 22.0,
    "lowest_storey_area": 45.0,
    "orientation": 5,
    "conservatory_type": 1,
    "terrain_type": 2,
    "is_in_smoke_control_area": "unknown",
    "cold_water_source": 1,
    "windows_overshading": 2,
    "gas_smart_meter_present": "true",
    "electricity_smart_meter_present": "true",
    "is_dwelling_export_capable": "true",
    "pv_connection": 2,
    "pv_diverter": "false",
    "sap_opening_types": [
        {
            "name": "window",
            "data_source": 2,
            "type": 4,
            "glazing_type": 6,
            "solar_transmittance": 0.6,
            "frame_factor": 0.7,
            "u_value": 1.3,
        },
        {"name": "door", "data_source": 2, "type": 1, "glazing_type": 1, "u_value": 1.1},
        {
            "name": "roof window",
            "data_source": 3,
            "type": 5,
            "glazing_type": 6,
            "glazing_gap": 3,
            "isargonfilled": "true",
            "iskryptonfilled": "false",
            "frame_type": 2,
            "u_value": 1.5,
        },
    ],
    "sap_ventilation": {
        "closed_flues_count": 0,
        "open_flues_count": 0,
        "boilers_flues_count": 0,
        "other_flues_count": 0,
        "open_chimneys_count": 0,
        "blocked_chimneys_count": 1,
        "flueless_gas_fires_count": 0,
        "extract_fans_count": 3,
        "psv_count": 0,
        "pressure_test": 4,
        "ground_floor_type": 1,
        "wall_type": 2,
        "has_draught_lobby": "false",
        "draughtstripping": 90,
        "sheltered_sides_count": 2,
        "ventilation_type": 1,
    },
    "sap_lighting": [
        [{"lighting_efficacy": 66.9, "lighting_power": 14, "lighting_outlets": 9}],
    ],
    "sap_heating": _HEATING,
    "sap_energy_source": {
        "electricity_tariff": 1,
        "pv_arrays": [{"peak_power": 2.2, "orientation": 5, "pitch": 2, "overshading": 1}],
    },
    "sap_building_parts": [_PART],
}
MAIN, WATER = "sap_heating/main_heating_details/0", "sap_heating"
VENTILATION, PART = "sap_ventilation", "sap_building_parts/0"
BARE_STORE: Tree = {
    f"{WATER}/has_hot_water_cylinder": "false",
    f"{WATER}/hot_water_store_size": None,
    f"{WATER}/hot_water_store_heat_loss_source": None,
    f"{WATER}/hot_water_store_insulation_type": None,
    f"{WATER}/hot_water_store_insulation_thickness": None,
    f"{WATER}/primary_pipework_insulation": None,
}
"""No hot water store."""

DECLARED: Tree = {
    f"{MAIN}/main_heating_code": None,
    f"{MAIN}/main_heating_data_source": 2,
    f"{MAIN}/main_heating_efficiency_winter": 91.0,
    f"{MAIN}/main_heating_efficiency_summer": 79.0,
    f"{MAIN}/efficiency_type": 4,
    f"{MAIN}/gas_or_oil_boiler_type": 1,
    f"{MAIN}/is_condensing_boiler": "true",
    f"{MAIN}/burner_control": 3,
}
SOLAR: Tree = {
    "solar_panel_aperture_area": 3.5,
    "solar_panel_collector_type": 2,
    "solar_panel_collector_data_source": 2,
    "solar_panel_collector_zero_loss_efficiency": 78,
    "solar_panel_collector_linear_heat_loss_coefficient": 3.6,
    "solar_panel_collector_second_order_heat_loss_coefficient": 0.012,
    "solar_panel_collector_orientation": 5,
    "solar_panel_collector_pitch": 30,
    "solar_panel_collector_overshading": 1,
    "has_solar_powered_pump": "false",
    "is_solar_store_combined_cylinder": "true",
    "solar_store_volume": 60,
    "collector_loop_efficiency": 0.9,
    "incidence_angle_modifier": 0.94,
    "is_community_solar": "false",
    "service_provision": 1,
    "overall_heat_loss": 6.5,
}
NETWORK: Tree = {
    "community_heating_use": 3,
    "is_community_heating_cylinder_in_dwelling": "true",
    "is_hiu_in_dwelling": "false",
    "community_heating_distribution_type": 5,
    "community_heating_distribution_loss_factor": 1.3,
    "charging_linked_to_heat_use": "true",
    "heat_network_existing": "true",
    "heat_network_assessed_as_new": "false",
    "community_heat_sources": [
        {
            "heat_source_type": 1,
            "heat_fraction": 0.6,
            "fuel_type": 51,
            "heat_efficiency": 45,
            "power_efficiency": 33,
            "chp_electricity_generation": 82,
        },
        {"heat_source_type": 2, "heat_fraction": 0.4, "fuel_type": 51, "heat_efficiency": 90},
    ],
}
FEATURE: Tree = {
    "description": "a technology of Appendix Q",
    "energy_feature": {
        "energy_saved_or_generated": 300,
        "saved_or_generated_fuel": 1,
        "energy_used": 25,
        "energy_used_fuel": 39,
        "air_change_rates": [
            {"air_change_rate_month": month, "air_change_rate_value": 0.6} for month in MONTHS
        ],
    },
}
SETTINGS: dict[str, Tree] = {
    "house": {},
    "declared loss": {f"{WATER}/hot_water_store_heat_loss": 1.5},
    "table 6e": {
        "sap_opening_types/2/u_value": 1.5,
        "sap_opening_types/0/data_source": 3,
        "sap_opening_types/0/solar_transmittance": None,
        "sap_opening_types/0/frame_factor": None,
        "sap_opening_types/0/frame_type": 1,
    },
    "global y": {
        f"{PART}/sap_thermal_bridges": {"thermal_bridge_code": 4, "user_defined_y_value": 0.05}
    },
    "mass parameter": {"thermal_mass_parameter": 180},
    "tested": {f"{VENTILATION}/pressure_test": 1, f"{VENTILATION}/air_permeability": 4.2},
    "heat recovery": {
        f"{VENTILATION}/ventilation_type": 8,
        f"{VENTILATION}/mechanical_ventilation_data_source": 2,
        f"{VENTILATION}/wet_rooms_count": 3,
        f"{VENTILATION}/mechanical_vent_specific_fan_power": 0.7,
        f"{VENTILATION}/mechanical_vent_heat_recovery_efficiency": 88,
        f"{VENTILATION}/mechanical_vent_duct_type": 2,
        f"{VENTILATION}/mechanical_vent_duct_insulation": 2,
        f"{VENTILATION}/mechanical_vent_duct_placement": 1,
        f"{VENTILATION}/mechanical_vent_measured_installation": "false",
        f"{VENTILATION}/is_mechanical_vent_approved_installer_scheme": "false",
    },
    "insulated ducts": {
        f"{VENTILATION}/ventilation_type": 8,
        f"{VENTILATION}/mechanical_ventilation_data_source": 2,
        f"{VENTILATION}/mechanical_vent_specific_fan_power": 0.7,
        f"{VENTILATION}/mechanical_vent_heat_recovery_efficiency": 88,
        f"{VENTILATION}/mechanical_vent_duct_insulation_level": 1,
    },
    "wet room fans": {
        f"{VENTILATION}/ventilation_type": 6,
        f"{VENTILATION}/mechanical_ventilation_data_source": 2,
        f"{VENTILATION}/mechanical_vent_duct_type": 2,
        **{
            f"{VENTILATION}/{place}_{what}": value
            for place in (
                "kitchen_room_fans",
                "non_kitchen_room_fans",
                "kitchen_duct_fans",
                "non_kitchen_duct_fans",
                "kitchen_wall_fans",
                "non_kitchen_wall_fans",
            )
            for what, value in (("count", 1), ("specific_power", 0.3))
        },
    },
    "declared boiler": DECLARED,
    "low temperature": DECLARED | {f"{MAIN}/condensing_boiler_heat_distribution": 50},
    "storage combi": DECLARED
    | {f"{MAIN}/gas_or_oil_boiler_type": 2, f"{MAIN}/combi_boiler_type": 2},
    "instantaneous combi": DECLARED
    | BARE_STORE
    | {f"{MAIN}/gas_or_oil_boiler_type": 2, f"{MAIN}/combi_boiler_type": 1},
    "range cooker": DECLARED
    | {
        f"{MAIN}/gas_or_oil_boiler_type": 4,
        f"{MAIN}/case_heat_emission": 1.1,
        f"{MAIN}/heat_transfer_to_water": 9.0,
    },
    "solid fuel boiler": DECLARED
    | {
        f"{MAIN}/gas_or_oil_boiler_type": None,
        f"{MAIN}/main_heating_efficiency_winter": None,
        f"{MAIN}/main_heating_efficiency_summer": None,
        f"{MAIN}/efficiency_type": 1,
        f"{MAIN}/main_heating_efficiency": 78.0,
        f"{MAIN}/main_fuel_type": 23,
        f"{MAIN}/solid_fuel_boiler_type": 1,
        f"{MAIN}/boiler_fuel_feed": 3,
    },
    "declared values": {
        f"{MAIN}/main_heating_code": 153,
        f"{MAIN}/main_fuel_type": 15,
        f"{MAIN}/main_heating_data_source": 2,
        f"{MAIN}/main_heating_declared_values": {
            "efficiency": 74,
            "make_model": "x",
            "test_method": "y",
        },
        f"{WATER}/secondary_heating_data_source": 2,
        f"{WATER}/secondary_heating_declared_values": {
            "efficiency": 66,
            "make_model": "x",
            "test_method": "y",
        },
    },
    "declared fire": {
        f"{WATER}/secondary_heating_data_source": 2,
        f"{WATER}/secondary_heating_efficiency": 66,
        f"{WATER}/secondary_heating_code": None,
    },
    "open fire": {
        f"{MAIN}/main_heating_code": 156,
        f"{MAIN}/main_fuel_type": 10,
        f"{MAIN}/is_main_heating_hetas_approved": "false",
        f"{WATER}/is_immersion_for_summer_use": "false",
        f"{WATER}/secondary_heating_code": 633,
        f"{WATER}/secondary_fuel_type": 20,
        f"{WATER}/is_secondary_heating_hetas_approved": "false",
    },
    "oil boiler": {f"{MAIN}/main_heating_code": 127, f"{MAIN}/main_fuel_type": 4},
    "underfloor": {f"{MAIN}/heat_emitter_type": 2, f"{MAIN}/underfloor_heat_emitter_type": 3},
    "heat pump": {
        f"{MAIN}/main_heating_category": 4,
        f"{MAIN}/main_heating_code": 224,
        f"{MAIN}/main_fuel_type": 39,
        f"{MAIN}/main_heating_control": 2206,
        f"{MAIN}/mcs_installed_heat_pump": "false",
        f"{MAIN}/heat_pump_heat_distribution": 55,
        f"{WATER}/hot_water_store_heat_transfer_area": 1.9,
        f"{WATER}/immersion_heating_type": 2,
        "sap_energy_source/electricity_tariff": 2,
    },
    "water heat pump": {
        f"{WATER}/water_heating_code": 941,
        f"{WATER}/water_fuel_type": 39,
        f"{WATER}/is_heat_pump_assisted_by_immersion": "false",
        f"{WATER}/is_heat_pump_installed_to_mis": "false",
    },
    "two systems": {
        f"{MAIN}/main_heating_fraction": 0.6,
        "sap_heating/main_heating_details/1": _MAIN
        | {"main_heating_number": 2, "main_heating_fraction": 0.4, "main_heating_code": 104},
        f"{WATER}/main_heating_systems_interaction": 2,
    },
    "immersion": {
        f"{WATER}/water_heating_code": 903,
        f"{WATER}/water_fuel_type": 39,
        f"{WATER}/immersion_heating_type": 1,
        "sap_energy_source/electricity_tariff": 2,
    },
    "own heater": BARE_STORE | {f"{WATER}/water_heating_code": 911, f"{WATER}/water_fuel_type": 1},
    "thermal store": {
        f"{WATER}/thermal_store": 3,
        f"{WATER}/is_thermal_store_near_boiler": "true",
        f"{WATER}/is_thermal_store_or_cpsu_in_airing_cupboard": "true",
    },
    "electric CPSU": {
        f"{MAIN}/main_heating_code": 192,
        f"{MAIN}/main_fuel_type": 39,
        f"{MAIN}/electric_cpsu_operating_temperature": 88,
        "sap_energy_source/electricity_tariff": 3,
    },
    "storage heaters": {
        f"{MAIN}/main_heating_category": 7,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_heating_data_source": 1,
        f"{MAIN}/main_fuel_type": 39,
        f"{MAIN}/main_heating_control": 2404,
        f"{MAIN}/storage_heaters": [
            {"number_of_heaters": 4, "index_number": 230001, "high_heat_retention": "true"}
        ],
        f"{WATER}/water_heating_code": 903,
        f"{WATER}/water_fuel_type": 39,
        f"{WATER}/immersion_heating_type": 1,
        "sap_energy_source/electricity_tariff": 2,
    },
    "solar water heating": {f"{WATER}/solar_heating_details": SOLAR},
    "heat network": BARE_STORE
    | {
        f"{MAIN}/main_heating_category": 6,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_fuel_type": None,
        f"{MAIN}/main_heating_control": 2306,
        f"{WATER}/sap_community_heating_systems": [NETWORK],
    },
    "factors of a network": {
        f"{MAIN}/main_heating_category": 6,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_fuel_type": None,
        f"{MAIN}/main_heating_control": 2306,
        f"{WATER}/sap_community_heating_systems": [
            {k: v for k, v in NETWORK.items() if k != "community_heating_distribution_loss_factor"}
            | {
                "community_heating_distribution_type": 7,
                "community_heating_co2_emission_factor": 0.0,
                "community_heating_primary_energy_factor": 0.0,
            }
        ],
    },
    "controller": {f"{MAIN}/control_index_number": 700001},
    "network for water": {
        f"{WATER}/water_heating_code": 950,
        f"{WATER}/water_fuel_type": 51,
        f"{WATER}/sap_community_heating_systems": [NETWORK | {"community_heating_use": 2}],
    },
    "electric shower": {
        f"{WATER}/shower_outlets": [
            {"shower_outlet_type": 4, "shower_wwhrs": 1, "shower_power": 9.8}
        ]
    },
    "low water use": {"design_water_use": 1},
    "low use of heating": {f"{WATER}/sap_heating_design_water_use": 1},
    "certified array": {
        "sap_energy_source/pv_arrays": [
            {
                "peak_power": 2.2,
                "orientation": 5,
                "pitch": 2,
                "mcs_certificate": "true",
                "overshading_mcs": 0.93,
            }
        ]
    },
    "battery": {"battery_capacity": 5.2},
    "wind": {
        "sap_energy_source/wind_turbines": [
            {"wind_turbine_rotor_diameter": 2.0, "wind_turbine_hub_height": 4}
        ],
        "is_wind_turbine_connected_to_dwelling_meter": "true",
    },
    "hydro": {
        "sap_energy_source/hydro_electric_generation": 900,
        "sap_energy_source/is_hydro_output_connected_to_dwelling_meter": "true",
    },
    "hydro by month": {
        "sap_energy_source/hydro_electric_generation_months": [
            {"hydro_month": month, "hydro_value": 80 + n} for n, month in enumerate(MONTHS)
        ],
    },
    "special feature": {"sap_special_features": [FEATURE]},
    "emissions": {
        "sap_special_features": [
            {
                "description": "x",
                "emissions_feature": {"emissions_saved": 90, "emissions_created": 10},
            }
        ]
    },
    "cooling": {"sap_cooling": {"cooled_area": 30, "system_energy_efficiency_ratio": 5.0}},
    "cooling by class": {"sap_cooling": {"cooled_area": 30, "cooling_system_class": "A"}},
    "flat": {"property_type": 2, "sap_flat_details": {"level": 2, "storeys": 4}},
    "existing": {"data_type": 5, "postcode": "ZZ9 9ZZ"},
    "older fans": {
        f"{VENTILATION}/ventilation_type": 9,
        f"{VENTILATION}/extract_fans_count": None,
        f"{VENTILATION}/psv_count": None,
        f"{VENTILATION}/fans_vents_count": 4,
    },
}
"""Assessments in which fields can tell: the base certificate with these fields set, by path."""

REFUSED: dict[str, Tree] = {
    "boiler": {
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_heating_data_source": 1,
        f"{MAIN}/main_heating_index_number": 17507,
    },
    "micro-CHP": {
        f"{MAIN}/main_heating_category": 3,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_heating_index_number": 40001,
    },
    "fuel": {f"{MAIN}/main_fuel_type": 99, f"{MAIN}/pcdf_fuel_index": 8},
    "fuel of the secondary": {
        f"{WATER}/secondary_fuel_type": 99,
        f"{WATER}/secondary_heating_pcdf_fuel_index": 8,
    },
    "fuel of a network": {
        f"{MAIN}/main_heating_category": 6,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_heating_control": 2306,
        f"{WATER}/sap_community_heating_systems": [
            {
                "community_heating_use": 3,
                "community_heat_sources": [
                    {
                        "heat_source_type": 2,
                        "heat_fraction": 1,
                        "fuel_type": 99,
                        "pcdf_fuel_index": 8,
                        "heat_efficiency": 90,
                    }
                ],
            }
        ],
    },
    "flue gas heat recovery": {
        f"{MAIN}/has_fghrs": "true",
        f"{MAIN}/fghrs_index_number": 60001,
        f"{MAIN}/fghrs_energy_source": {
            "electricity_tariff": 1,
            "pv_arrays": [{"peak_power": 0.7, "orientation": 5, "pitch": 2, "overshading": 1}],
        },
    },
    "instantaneous waste water heat recovery": {
        f"{WATER}/instantaneous_wwhrs": {"wwhrs_index_number1": 80001, "wwhrs_efficiency1": 40},
        f"{WATER}/shower_outlets/0/shower_wwhrs": 2,
    },
    "second waste water heat recovery": {
        f"{WATER}/instantaneous_wwhrs": {
            "wwhrs_index_number1": 80001,
            "wwhrs_index_number2": 80004,
            "wwhrs_efficiency2": 40,
        },
        f"{WATER}/shower_outlets/0/shower_wwhrs": 3,
    },
    "storage waste water heat recovery": {
        f"{WATER}/storage_wwhrs": {
            "wwhrs_index_number": 80200,
            "wwhrs_store_volume": 60,
            "storage_wwhrs_efficiency": 40,
        },
        f"{WATER}/number_baths_wwhrs": 1,
    },
    "ventilation": {
        f"{VENTILATION}/ventilation_type": 8,
        f"{VENTILATION}/mechanical_ventilation_data_source": 1,
        f"{VENTILATION}/mechanical_vent_system_index_number": 500206,
        f"{VENTILATION}/mechanical_vent_ducts_index_number": 520001,
    },
    "heat network": {
        f"{MAIN}/main_heating_category": 6,
        f"{MAIN}/main_heating_code": None,
        f"{MAIN}/main_heating_control": 2306,
        f"{WATER}/sap_community_heating_systems": [
            {
                "community_heating_use": 3,
                "heat_network_index_number": 496402,
                "is_hiu_in_dwelling": "true",
                "hiu_index_number": 440001,
            }
        ],
    },
}
"""What only a record of the product database describes."""


def with_settings(settings: Tree) -> Tree:
    """Copy the certificate with fields set by path; None removes one."""
    tree = deepcopy(MEASURED)
    for path, value in settings.items():
        put(tree, path.split("/"), value)
    return tree


def put(tree: Any, keys: Sequence[str], value: object) -> None:
    """Set the value at a path; None removes it."""
    *parents, last = keys
    for key in parents:
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    if isinstance(tree, list):
        tree[int(last) : int(last) + 1] = [deepcopy(value)]
    elif value is None:
        tree.pop(last, None)
    else:
        tree[last] = deepcopy(value)


def get(tree: Any, keys: list[str]) -> object:
    """Return the value at a path, None if it is not there."""
    for key in keys:
        if isinstance(tree, list):
            tree = tree[int(key)] if int(key) < len(tree) else None
        else:
            tree = tree.get(key) if isinstance(tree, dict) else None
        if tree is None:
            return None
    return tree
