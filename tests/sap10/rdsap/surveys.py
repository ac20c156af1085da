"""Surveys for tests: one plain house, and how to change it; and the printed tables."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sap10.certificate import (
    AgeBand,
    BuildingPart,
    BuiltForm,
    BulbCounts,
    Cylinder,
    CylinderInsulation,
    CylinderSize,
    DataSource,
    Doors,
    ElectricityMeter,
    EnergySource,
    EpcPropertyData,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    Fuel,
    HeatEmitter,
    Heating,
    LowestFloor,
    MainHeating,
    MainHeatingCategory,
    MeasurementType,
    Orientation,
    PartyWallConstruction,
    PressureTest,
    PropertyType,
    ReducedFabric,
    ReducedGlazing,
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
)
from sap10.certificate.vocabulary import Country
from sap10.codes import ElementKind
from sap10.dwelling import Dwelling
from sap10.rdsap.context import Site
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.rounding import half_up


def site(
    country: str = "england",
    property_type: PropertyType = PropertyType.HOUSE,
    built_form: BuiltForm = BuiltForm.SEMI_DETACHED,
    age_band: AgeBand = AgeBand.C,
) -> Site:
    return Site(country, property_type, built_form, age_band)


def wall(
    construction: WallConstruction = WallConstruction.CAVITY,
    insulation: WallInsulation = WallInsulation.AS_BUILT,
    **changes: Any,
) -> Wall:
    return Wall(construction=construction, insulation=insulation, **changes)


def roof(
    construction: RoofConstruction = RoofConstruction.PITCHED_LOFT_ACCESS,
    insulation_location: RoofInsulationLocation | None = RoofInsulationLocation.JOISTS,
    **changes: Any,
) -> Roof:
    return Roof(construction=construction, insulation_location=insulation_location, **changes)


def storey(
    level: int = 0,
    area: float = 45.0,
    height: float = 2.4,
    perimeter: float = 20.0,
    party: float = 7.0,
    **changes: Any,
) -> Storey:
    lowest = (
        {}
        if level
        else {
            "floor_construction": FloorConstruction.SOLID,
            "floor_insulation": FloorInsulation.AS_BUILT,
        }
    )
    return Storey(
        level=level,
        floor_area_m2=area,
        room_height_m=height,
        heat_loss_perimeter_m=perimeter,
        party_wall_length_m=party,
        **(lowest | changes),
    )


def part(**changes: Any) -> BuildingPart:
    values: dict[str, Any] = {
        "number": 1,
        "age_band": AgeBand.C,
        "wall": wall(),
        "party_wall": PartyWallConstruction.SOLID,
        "roof": roof(insulation_thickness_mm=100.0),
        "floor": LowestFloor(heat_loss=FloorHeatLoss.GROUND),
        "storeys": (storey(0), storey(1)),
    }
    return BuildingPart(**(values | changes))


def window(**changes: Any) -> Window:
    values: dict[str, Any] = {
        "building_part_number": 1,
        "is_roof_window": False,
        "width_m": 2.0,
        "height_m": 1.5,
        "orientation": Orientation.SOUTH,
        "glazing": ReducedGlazing.DOUBLE_SECOND_PERIOD,
        "is_pvc_or_wood_frame": True,
        "is_draught_proofed": True,
    }
    return Window(**(values | changes))


def fabric(**changes: Any) -> ReducedFabric:
    values: dict[str, Any] = {
        "measurement": MeasurementType.INTERNAL,
        "habitable_room_count": 4,
        "heated_room_count": 4,
        "building_parts": (part(),),
        "windows": (window(), window(orientation=Orientation.NORTH)),
        "doors": Doors(count=2),
        "draughtproofed_percent": 100,
    }
    return ReducedFabric(**(values | changes))


def main_heating(**changes: Any) -> MainHeating:
    values: dict[str, Any] = {
        "number": 1,
        "category": MainHeatingCategory.BOILER,
        "fuel": Fuel.MAINS_GAS,
        "data_source": DataSource.SAP_TABLE,
        "heating_code": 102,
        "control_code": 2106,
        "fraction": 1.0,
        "emitter": HeatEmitter.RADIATORS,
    }
    return MainHeating(**(values | changes))


def cylinder(**changes: Any) -> Cylinder:
    values: dict[str, Any] = {
        "size": CylinderSize.NORMAL,
        "insulation": CylinderInsulation.FACTORY,
        "insulation_thickness_mm": 25.0,
        "has_thermostat": True,
    }
    return Cylinder(**(values | changes))


def water_heating(**changes: Any) -> WaterHeating:
    values: dict[str, Any] = {
        "code": 901,
        "fuel": Fuel.MAINS_GAS,
        "cylinder": cylinder(),
        "showers": (),
        "bath_count": 1,
    }
    return WaterHeating(**(values | changes))


def survey(**changes: Any) -> EpcPropertyData:
    """Return a two-storey semi-detached house of band C with a gas boiler and a cylinder."""
    values: dict[str, Any] = {
        "country": Country.ENGLAND,
        "postcode_district": "BS1",
        "property_type": PropertyType.HOUSE,
        "built_form": BuiltForm.SEMI_DETACHED,
        "fabric": fabric(),
        "ventilation": Ventilation(
            type=VentilationType.NATURAL, pressure_test=PressureTest.NOT_TESTED, extract_fan_count=2
        ),
        "heating": Heating(main=(main_heating(),)),
        "water_heating": water_heating(),
        "energy_source": EnergySource(electricity_meter=ElectricityMeter.SINGLE),
        "lighting": BulbCounts(led_count=10),
    }
    return EpcPropertyData(**(values | changes))


def house(*parts: BuildingPart, **changes: Any) -> Dwelling:
    """Expand the house with these parts, `changes` of its fabric."""
    return expand_reduced(survey(fabric=fabric(building_parts=parts or (part(),), **changes)))


def elements(dwelling: Dwelling, kind: ElementKind) -> list[tuple[float, float]]:
    """Return area [m2] and U-value [W/m2K] of each element of a kind."""
    return [
        (half_up(item.area_m2), item.u_value) for item in dwelling.elements if item.kind is kind
    ]


def printed(shared: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as the specification has them."""
    path = shared / "spec/tables/rdsap10" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
