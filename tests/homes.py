"""Homes for tests, as a survey would describe them; nothing here is real."""

from typing import Any

from sap10.certificate import (
    AgeBand,
    BuildingPart,
    BuiltForm,
    BulbCounts,
    Country,
    DataSource,
    Doors,
    ElectricityMeter,
    EmitterTemperature,
    EnergySource,
    EpcPropertyData,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    Flue,
    Fuel,
    HeatEmitter,
    Heating,
    Ignition,
    Immersion,
    LowestFloor,
    MainHeating,
    MainHeatingCategory,
    MeasurementType,
    Orientation,
    PartyWallConstruction,
    PressureTest,
    PropertyType,
    PumpAge,
    ReducedFabric,
    ReducedGlazing,
    Region,
    Roof,
    RoofConstruction,
    RoofInsulationLocation,
    Storey,
    Ventilation,
    VentilationType,
    Wall,
    WallConstruction,
    WallInsulation,
    WaterHeating,
    Window,
    WindowWall,
)


def wall(construction: WallConstruction = WallConstruction.CAVITY, **changes: Any) -> Wall:
    """A wall as built, 270 mm thick."""
    fields: dict[str, Any] = {"insulation": WallInsulation.AS_BUILT, "thickness_mm": 270.0}
    return Wall(construction=construction, **{**fields, **changes})


def part(number: int = 1, **changes: Any) -> BuildingPart:
    """Two storeys of 45 m2 with a cavity wall, 50 mm in the loft and a solid floor."""
    sizes: dict[str, Any] = {
        "floor_area_m2": 45.0,
        "room_height_m": 2.4,
        "heat_loss_perimeter_m": 20.0,
    }
    fields: dict[str, Any] = {
        "number": number,
        "age_band": AgeBand.D,
        "wall": wall(),
        "party_wall": PartyWallConstruction.SOLID,
        "roof": Roof(
            construction=RoofConstruction.PITCHED_LOFT_ACCESS,
            insulation_location=RoofInsulationLocation.JOISTS,
            insulation_thickness_mm=50.0,
        ),
        "floor": LowestFloor(heat_loss=FloorHeatLoss.GROUND),
        "storeys": (
            Storey(
                level=0,
                **sizes,
                party_wall_length_m=7.0,
                floor_construction=FloorConstruction.SOLID,
                floor_insulation=FloorInsulation.AS_BUILT,
            ),
            Storey(level=1, **sizes, party_wall_length_m=7.0),
        ),
    }
    return BuildingPart(**{**fields, **changes})


def window(glazing: ReducedGlazing = ReducedGlazing.SINGLE, **changes: Any) -> Window:
    """A window of 2 m2 that faces south."""
    fields: dict[str, Any] = {
        "building_part_number": 1,
        "is_roof_window": False,
        "width_m": 2.0,
        "height_m": 1.0,
        "orientation": Orientation.SOUTH,
        "glazing": glazing,
        "is_draught_proofed": False,
        "wall": WindowWall.MAIN_WALL,
    }
    return Window(**{**fields, **changes})


def fabric(*parts: BuildingPart, **changes: Any) -> ReducedFabric:
    """Five rooms, six single-glazed windows to south and north, two doors."""
    fields: dict[str, Any] = {
        "measurement": MeasurementType.INTERNAL,
        "habitable_room_count": 5,
        "heated_room_count": 5,
        "building_parts": parts or (part(),),
        "windows": tuple(
            window(orientation=facing)
            for facing in (Orientation.SOUTH, Orientation.NORTH)
            for _ in range(3)
        ),
        "doors": Doors(count=2),
        "draughtproofed_percent": 0,
    }
    return ReducedFabric(**{**fields, **changes})


def gas_boiler(**changes: Any) -> MainHeating:
    """A non-condensing combi of 1998 or later, room thermostat and programmer."""
    fields: dict[str, Any] = {
        "number": 1,
        "category": MainHeatingCategory.BOILER,
        "fuel": Fuel.MAINS_GAS,
        "data_source": DataSource.SAP_TABLE,
        "heating_code": 103,
        "control_code": 2104,
        "fraction": 1.0,
        "emitter": HeatEmitter.RADIATORS,
        "emitter_temperature": EmitterTemperature.UNKNOWN,
        "flue": Flue.BALANCED,
        "has_flue_fan": True,
        "ignition": Ignition.AUTOMATIC,
        "pump_age": PumpAge.UP_TO_2012,
    }
    return MainHeating(**{**fields, **changes})


def home(**changes: Any) -> EpcPropertyData:
    """A semi-detached house of 90 m2 of age band D, gas combi, nothing improved yet."""
    fields: dict[str, Any] = {
        "country": Country.ENGLAND,
        "region": Region.MIDLANDS,
        "postcode_district": "B1",
        "property_type": PropertyType.HOUSE,
        "built_form": BuiltForm.SEMI_DETACHED,
        "fabric": fabric(),
        "ventilation": Ventilation(
            type=VentilationType.NATURAL,
            extract_fan_count=0,
            pressure_test=PressureTest.NOT_TESTED,
        ),
        "heating": Heating(main=(gas_boiler(),)),
        "water_heating": WaterHeating(
            code=901,
            fuel=Fuel.MAINS_GAS,
            immersion=Immersion.NOT_APPLICABLE,
            showers=(),
            bath_count=1,
        ),
        "energy_source": EnergySource(
            electricity_meter=ElectricityMeter.SINGLE,
            has_mains_gas=True,
            is_export_capable=False,
        ),
        "lighting": BulbCounts(led_count=2, cfl_count=3, incandescent_count=5),
    }
    return EpcPropertyData(**{**fields, **changes})
