"""One gas-heated house as the inputs of the `sap2012` package, for timing only.

The package names each section's inputs after its worksheet; what this house does not have is zero.
"""

from typing import Any, Final

DAYS: Final = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
EXTERNAL: Final = [4.3, 4.9, 6.5, 8.9, 11.7, 14.6, 16.6, 16.4, 14.1, 10.6, 7.1, 4.2]
WIND: Final = [5.1, 5.0, 4.9, 4.4, 4.3, 3.8, 3.8, 3.7, 4.0, 4.3, 4.5, 4.7]
HORIZONTAL: Final = [26, 54, 96, 150, 192, 200, 189, 157, 115, 66, 33, 21]
DECLINATION: Final = [-20.7, -12.8, -1.8, 9.8, 18.8, 23.1, 21.2, 13.7, 2.9, -8.7, -18.4, -23.0]
HOT_WATER_FACTOR: Final = [1.1, 1.06, 1.02, 0.98, 0.94, 0.9, 0.9, 0.94, 0.98, 1.02, 1.06, 1.1]
HOT_WATER_RISE: Final = [41.2, 41.4, 40.1, 37.6, 36.4, 33.9, 30.4, 33.4, 33.5, 36.3, 39.4, 39.9]
NO_MONTHS: Final = [0.0] * 12
SIDES: Final = ("north", "north_east", "east", "south_east", "south", "south_west", "west")
ALL_SIDES: Final = (*SIDES, "north_west", "roof_windows")


def sap2012_home() -> dict[str, dict[str, Any]]:
    """Return the inputs of a two-storey house of 90 m2 with a condensing gas boiler."""
    return {
        "overall_dwelling_dimensions": {
            "area": [0, 45, 45],
            "average_storey_height": [0, 2.4, 2.6],
        },
        "ventilation_rates": {
            **_zeros(
                *(
                    f"number_of_{kind}_{place}_heating"
                    for kind in ("chimneys", "open_flues")
                    for place in ("main", "secondary")
                ),
                "number_of_chimneys_other",
                "number_of_open_flues_other",
                "number_of_passive_vents_total",
                "number_of_flueless_gas_fires_total",
                "suspended_wooden_ground_floor_infiltration",
                "mechanical_ventilation_air_change_rate_through_system",
            ),
            "number_of_intermittant_fans_total": 3,
            "air_permeability_value_q50": None,
            "number_of_storeys_in_the_dwelling": 2,
            "structural_infiltration": 0.35,
            "no_draft_lobby_infiltration": 0.05,
            "percentage_of_windows_and_doors_draught_proofed": 100,
            "number_of_sides_on_which_dwelling_is_sheltered": 2,
            "monthly_average_wind_speed": WIND,
            "applicable_case": (
                "natural ventilation or whole house positive input ventilation from loft"
            ),
            "exhaust_air_heat_pump_using_Appendix_N": False,
            "mechanical_ventilation_throughput_factor": None,
            "efficiency_allowing_for_in_use_factor": None,
        },
        "heat_losses_and_heat_loss_parameter": {
            **_element("basement_floor", 0, 0, 0),
            **_element("ground_floor", 45, 0.6, 110),
            **_element("exposed_floor", 0, 0, 0),
            **_wall("basement_wall", 0, 0, 0, 0),
            **_wall("external_wall", 110, 22, 0.6, 150),
            **_wall("roof", 45, 0, 0.16, 9),
            **_element("party_wall", 40, 0.25, 70),
            **_element("party_floor", 0, None, 0),
            **_element("party_ceiling", 0, None, 0),
            **_element("internal_wall", 110, None, 9),
            **_element("internal_floor", 45, None, 18),
            **_element("internal_ceiling", 45, None, 9),
            "solid_door_net_area": 3.7,
            "solid_door_u_value": 3.0,
            "semi_glazed_door_net_area": 0,
            "semi_glazed_door_u_value": 0,
            "window_net_area": 18,
            "window_u_value": 2.0,
            "roof_window_net_area": 0,
            "roof_window_u_value": 0,
            "thermal_bridges_appendix_k": 30.0,
        },
        "water_heating_requirement": {
            **_zeros(
                "water_storage_loss_manufacturer",
                "temperature_factor_table_2b",
                "storage_volume_litres",
                "hot_water_storage_loss_table_2",
                "volume_factor_table_2a",
                "Vs_appendix_G3",
                "solar_storage_WWHRS_factor",
            ),
            "assumed_occupancy": 2.6,
            "V_dm_table_1c": HOT_WATER_FACTOR,
            "days_in_month": DAYS,
            "T_table_1d": HOT_WATER_RISE,
            "primary_circuit_loss_table_3": NO_MONTHS,
            "combi_loss_table_3": [600.0 * days / 365 for days in DAYS],
            "solar_DHW_input_appendix_G": NO_MONTHS,
        },
        "internal_gains_appendix_L": {
            "number_of_low_energy_light_bulbs": 8,
            "total_number_of_light_bulbs": 10,
            "frame_factor": 0.7,
            "window_area": 18,
            "light_access_factor_table_6d": 0.83,
            "light_transmittance_factor_table_6d": 0.8,
            "month_number": list(range(1, 13)),
        },
        "internal_gains": {"pumps_and_fans_gains": [3.0] * 12},
        "solar_gains_appendix_U3": {
            "solar_radiation_horizontal_plane_monthly_table_U3": HORIZONTAL,
            "solar_declination_monthly_table_U3": DECLINATION,
            "location_latitude_table_U4": 53.5,
            "p_tilt": 90,
        },
        "solar_gains": {
            "solar_flux_roof_windows": NO_MONTHS,
            **{f"access_factor_table_6d_{side}": 0.77 for side in ALL_SIDES},
            **{f"area_{side}": 9 if side in {"north", "south"} else 0 for side in ALL_SIDES},
            **{f"g_table_6b_{side}": 0.76 for side in ALL_SIDES},
            **{f"FF_table_6b_{side}": 0.7 for side in ALL_SIDES},
        },
        "utilisation_factor_for_heating_table_9a": {
            "temperature_during_heating_living_room": 21,
            "heating_controls": 2,
            "monthly_external_temperature_table_U1": EXTERNAL,
        },
        "temperature_reduction_when_heating_is_off_table_9b": {
            **{
                f"hours_heating_is_off_{period}_{day}_{place}": hours
                for period, hours in ((1, 7), (2, 8))
                for day in ("weekday", "weekend")
                for place in ("living_room", "rest_of_dwelling")
            },
            "responsiveness_of_heating_system": 1,
        },
        "heating_requirement_table_9c": {"temperature_adjustment_table_4e": 0},
        "mean_internal_temperature": {"living_room_area": 19},
        "energy_requirements": {
            **_zeros(
                "fraction_of_space_heat_from_main_system_2",
                "efficiency_of_main_space_heating_system_2",
                "cooling_system_energy_efficiency_ratio_table_10c",
                "efficiency_of_water_heater_adjustment_table_4c",
                *(
                    f"electricity_demand_{use}_table_4f"
                    for use in (
                        "mechanical_ventilation_fans",
                        "warm_air_heating_systems_fans",
                        "oil_boiler_pump",
                        "keep_hot_facility_gas_combi_boiler",
                        "pump_for_solar_water_heating",
                    )
                ),
                "electricity_demand_pump_for_storage_WWHRS_Table_G3",
            ),
            "fraction_of_space_heat_secondary_system": 0.1,
            "efficiency_of_main_space_heating_system_1": 89.0,
            "efficiency_of_secondary_space_heating_system": 100.0,
            "water_heater_type": "gas/oil boiler main system",
            "efficiency_of_water_heater": 80,
            "electricity_demand_central_heating_pump_or_water_pump_table_4f": 120,
            "electricity_demand_boiler_flue_fan_table_4f": 45,
            "space_cooling_requirement_monthly": NO_MONTHS,
            "electricity_generated_by_PV_appendix_M": [0],
            "electricity_generated_by_wind_turbine_appendix_M": [0],
            "electricity_used_or_generated_by_micro_CHP_appendix_N": [0],
            "electricity_generated_by_hydro_electric_generator_appendix_M": [0],
            "appendix_Q_energy_saved": [0],
            "appendix_Q_energy_used": [0],
        },
        "fuel_costs": {
            **_zeros(
                "space_heating_fuel_price_main_system_2",
                "water_heating_high_rate_fraction_table_13",
                "high_rate_fuel_price",
                "water_heating_fuel_price_other",
                "space_cooling_fuel_used",
                "space_cooling_fuel_price",
            ),
            "electricity_for_pumps_fans_electric_keep_hot": 165,
            "space_heating_fuel_price_main_system_1": 3.48,
            "space_heating_fuel_price_secondary": 13.19,
            "water_heating_low_rate_fraction_table_13": 1,
            "low_rate_fuel_price": 3.48,
            "fuel_price_for_pumps_fans_electric_keep_hot": 13.19,
            "fuel_price_for_lighting": 13.19,
            "additional_standing_charges_table_12": 120,
            "energy_saving_generation_technologies": [0],
            "energy_saving_generation_technologies_fuel_price": [0],
            "appendix_Q_energy_used_fuel_price": [0],
            "appendix_Q_energy_saved_fuel_price": [0],
        },
        "SAP_rating": {"energy_cost_deflator": 0.42},
        "CO2_emissions": {
            "space_heating_fuel_emission_factor_main_system_1": 0.216,
            "space_heating_fuel_emission_factor_main_system_2": 0,
            "space_heating_fuel_emission_factor_secondary": 0.519,
            "water_heating_fuel_emission_factor": 0.216,
            "space_cooling_fuel_emission_factor": 0,
            "fuel_emission_factor_for_pumps_fans_electric_keep_hot": 0.519,
            "fuel_emission_factor_for_lighting": 0.519,
            "energy_saving_generation_technologies_fuel_emission_factor": [0],
            "appendix_Q_energy_used_fuel_emission_factor": [0],
            "appendix_Q_energy_saved_fuel_emission_factor": [0],
        },
    }


def _zeros(*names: str) -> dict[str, float]:
    return dict.fromkeys(names, 0)


def _element(name: str, area: float, u_value: float | None, capacity: float) -> dict[str, float]:
    given = {f"{name}_net_area": area, f"{name}_heat_capacity": capacity}
    return given if u_value is None else {**given, f"{name}_u_value": u_value}


def _wall(
    name: str, area: float, opening: float, u_value: float, capacity: float
) -> dict[str, float]:
    return {
        f"{name}_gross_area": area,
        f"{name}_opening": opening,
        f"{name}_u_value": u_value,
        f"{name}_heat_capacity": capacity,
    }
