"""RdSAP 10 Table 31 as vocabulary: every item on services has its place in the description."""

import csv
from pathlib import Path

import pytest
from pydantic import BaseModel

from sap10.certificate import (
    Battery,
    BulbCounts,
    Cylinder,
    CylinderInsulation,
    CylinderSize,
    ElectricityMeter,
    EnergySource,
    EpcPropertyData,
    Heating,
    Immersion,
    MainHeating,
    Orientation,
    Overshading,
    PvArray,
    PvRoofShare,
    Shower,
    ShowerType,
    Ventilation,
    VentilationType,
    WaterHeating,
)
from sap10.certificate.energy_source import Hydro, Terrain, WindTurbine
from sap10.certificate.heating import (
    EmitterTemperature,
    Flue,
    FlueGasHeatRecovery,
    HeatEmitter,
    HeatNetwork,
    Ignition,
    PumpAge,
)
from sap10.certificate.ventilation import MechanicalVentilation
from sap10.certificate.water_heating import (
    InstantaneousWwhrs,
    SolarCollector,
    SolarWaterHeating,
)
from sap10.rdsap.lighting import BULBS

FIELDS: dict[str, tuple[type[BaseModel], str]] = {
    "open_fireplace_count": (Ventilation, "open_chimney_count"),
    "main_fuel": (MainHeating, "fuel"),
    "main_system": (MainHeating, "heating_code"),
    "flue_type": (MainHeating, "flue"),
    "ignition_type": (MainHeating, "ignition"),
    "fan_flued": (MainHeating, "has_flue_fan"),
    "heat_emitter": (MainHeating, "emitter"),
    "central_heating_pump_age": (MainHeating, "pump_age"),
    "heat_pump_mcs": (MainHeating, "is_mcs_installed"),
    "design_flow_temperature": (MainHeating, "emitter_temperature"),
    "second_main_system": (Heating, "main"),
    "second_main_floor_area_percent": (MainHeating, "fraction"),
    "heat_network_index": (HeatNetwork, "product_index"),
    "heat_network_generator": (MainHeating, "heating_code"),
    "heat_network_fuel": (MainHeating, "fuel"),
    "heating_control": (MainHeating, "control_code"),
    "compensating_controller": (MainHeating, "compensating_controller_index"),
    "secondary_heating": (Heating, "secondary"),
    "water_heating_source": (WaterHeating, "code"),
    "cylinder_size": (Cylinder, "size"),
    "cylinder_insulation_type": (Cylinder, "insulation"),
    "cylinder_measured_loss_kwh_day": (Cylinder, "declared_loss_kwh_per_day"),
    "cylinder_insulation_thickness_mm": (Cylinder, "insulation_thickness_mm"),
    "immersion_type": (WaterHeating, "immersion"),
    "cylinder_thermostat": (Cylinder, "has_thermostat"),
    "space_cooling": (Heating, "cooling"),
    "shower_count": (WaterHeating, "showers"),
    "mixer_shower_count": (Shower, "type"),
    "bath_count": (WaterHeating, "bath_count"),
    "solar_panel": (WaterHeating, "solar"),
    "solar_tilt": (SolarCollector, "pitch_degrees"),
    "solar_orientation": (SolarCollector, "orientation"),
    "solar_overshading": (SolarCollector, "overshading"),
    "solar_pump": (SolarWaterHeating, "pump"),
    "shower_types": (SolarWaterHeating, "showers"),
    "collector_details": (SolarWaterHeating, "collector"),
    "solar_store_details": (SolarWaterHeating, "solar_volume_l"),
    "fghrs": (MainHeating, "flue_gas_heat_recovery"),
    "fghrs_pv": (FlueGasHeatRecovery, "pv_arrays"),
    "baths_with_wwhr": (WaterHeating, "bath_with_wwhrs_count"),
    "showers_with_wwhr": (Shower, "wwhrs"),
    "wwhrs_instantaneous": (InstantaneousWwhrs, "product_index"),
    "ventilation_type": (Ventilation, "type"),
    "mv_pcdb_extra": (MechanicalVentilation, "wet_room_count"),
    "electricity_meter": (EnergySource, "electricity_meter"),
    "mains_gas_available": (EnergySource, "has_mains_gas"),
    "pv_present": (EnergySource, "photovoltaics"),
    "pv_roof_percent": (PvRoofShare, "roof_percent"),
    "pv_details": (PvArray, "peak_power_kw"),
    "pv_connected_to_meter": (EnergySource, "pv_connection"),
    "pv_diverter": (EnergySource, "has_pv_diverter"),
    "pv_batteries": (EnergySource, "batteries"),
    "pv_battery_count": (Battery, "capacity_kwh"),
    "wind_turbine_details": (WindTurbine, "rotor_diameter_m"),
    "hydro_connected": (Hydro, "is_connected_to_dwelling_meter"),
    "hydro_kwh_per_year": (Hydro, "annual_kwh"),
    "terrain": (EnergySource, "terrain"),
    "total_bulbs": (EpcPropertyData, "lighting"),
    "led_count": (BulbCounts, "led_count"),
    "cfl_count": (BulbCounts, "cfl_count"),
    "incandescent_count": (BulbCounts, "incandescent_count"),
    "lel_count_if_split_unknown": (BulbCounts, "low_energy_count"),
    "swimming_pool": (EpcPropertyData, "addenda"),
    "appendix_q": (EpcPropertyData, "special_features"),
}
"""Where the description keeps each item of Table 31, chapters 7 to 12."""

WORDS: dict[str, tuple[object, ...]] = {
    "flue_type": (Flue.OPEN, Flue.BALANCED),
    "ignition_type": (Ignition.AUTOMATIC, Ignition.PILOT_LIGHT),
    "heat_emitter": (HeatEmitter.RADIATORS, HeatEmitter.UNDERFLOOR, HeatEmitter.FAN_COILS),
    "central_heating_pump_age": tuple(PumpAge),
    "design_flow_temperature": (
        EmitterTemperature.UNKNOWN,
        EmitterTemperature.OVER_45,
        EmitterTemperature.OVER_35_TO_45,
        EmitterTemperature.UP_TO_35,
    ),
    "cylinder_size": (
        None,
        CylinderSize.NO_ACCESS,
        CylinderSize.NORMAL,
        CylinderSize.MEDIUM,
        CylinderSize.LARGE,
        CylinderSize.EXACT,
    ),
    "cylinder_insulation_type": tuple(CylinderInsulation),
    "immersion_type": (Immersion.SINGLE, Immersion.DUAL),
    "solar_overshading": tuple(Overshading)[:4],
    "solar_orientation": tuple(Orientation)[:8],
    "shower_types": (
        ShowerType.NON_ELECTRIC,
        ShowerType.ELECTRIC,
        ShowerType.ELECTRIC_AND_NON_ELECTRIC,
        ShowerType.NONE,
    ),
    "ventilation_type": (
        VentilationType.NATURAL,
        VentilationType.POSITIVE_INPUT_FROM_LOFT,
        VentilationType.POSITIVE_INPUT_FROM_OUTSIDE,
        VentilationType.EXTRACT_CENTRALISED,
        VentilationType.EXTRACT_DECENTRALISED,
        VentilationType.BALANCED,
        VentilationType.BALANCED_HEAT_RECOVERY,
    ),
    "electricity_meter": (
        ElectricityMeter.DUAL,
        ElectricityMeter.SINGLE,
        ElectricityMeter.TEN_HOUR,
        ElectricityMeter.EIGHTEEN_HOUR,
        ElectricityMeter.TWENTY_FOUR_HOUR,
        ElectricityMeter.UNKNOWN,
    ),
    "terrain": (Terrain.URBAN, Terrain.SUBURBAN, Terrain.RURAL),
}
"""The description's words for the options of an item that is a choice."""


@pytest.mark.pins("RdSAP Table 31", "RdSAP 18")
def test_every_item_on_services_has_its_place_and_its_words(shared: Path):
    path = shared / "spec/tables/rdsap10/table_31_data_to_be_collected.csv"
    rows = [
        row
        for row in csv.DictReader(path.open(encoding="utf-8"))
        if int(row["code"].split("-")[0]) >= 7
    ]
    assert {row["field"] for row in rows} == FIELDS.keys()
    for model, name in FIELDS.values():
        assert name in model.model_fields
    options = {row["field"]: row["options"].split("|") for row in rows}
    assert {field: len(options[field]) for field in WORDS} == {
        field: len(words) for field, words in WORDS.items()
    }


@pytest.mark.pins("RdSAP Table 31")
def test_power_and_efficacy_of_bulbs(shared: Path):
    path = shared / "spec/tables/rdsap10/table_31_data_to_be_collected.csv"
    fields = {
        "led": "led_count",
        "cfl": "cfl_count",
        "incandescent": "incandescent_count",
        "low_energy": "lel_count_if_split_unknown",
    }
    comments = {row["field"]: row["comment"] for row in csv.DictReader(path.open(encoding="utf-8"))}
    for bulb, (power, efficacy) in BULBS.items():
        assert f"default {efficacy:g} lm/W, {power:g} W" in comments[fields[bulb]]
