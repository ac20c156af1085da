"""RdSAP 10 Table 31 as vocabulary: every item on dwelling and fabric has its place and words."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from sap10.certificate import (
    AgeBand,
    BuildingPart,
    BuiltForm,
    Conservatory,
    ConservatoryType,
    Corridor,
    Country,
    Doors,
    EnergySource,
    EpcPropertyData,
    FlatDetails,
    FlatLevel,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    MeasurementType,
    Orientation,
    PartyWallConstruction,
    PropertyType,
    ReducedFabric,
    Roof,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    Storey,
    Wall,
    WallConstruction,
    WallInsulation,
    Window,
    WindowWall,
)
from sap10.certificate.fabric_reduced import AlternativeWall, Transmission
from tests.sap10.rdsap.surveys import printed

ADMINISTRATIVE = {"transaction_type", "tenure"}
"""Items that describe the assessment, not the dwelling."""

FIELDS: dict[str, tuple[type[BaseModel], str]] = {
    "country": (EpcPropertyData, "country"),
    "region": (EpcPropertyData, "region"),
    "dwelling_type": (EpcPropertyData, "property_type"),
    "built_form": (EpcPropertyData, "built_form"),
    "habitable_rooms": (ReducedFabric, "habitable_room_count"),
    "heated_habitable_rooms": (ReducedFabric, "heated_room_count"),
    "dimension_type": (ReducedFabric, "measurement"),
    "conservatory_type": (Conservatory, "type"),
    "conservatory_floor_area_m2": (Conservatory, "floor_area_m2"),
    "conservatory_glazed_perimeter_m": (Conservatory, "glazed_perimeter_m"),
    "conservatory_double_glazed": (Conservatory, "is_double_glazed"),
    "conservatory_height_half_storeys": (Conservatory, "height_storeys"),
    "heat_loss_corridor": (FlatDetails, "corridor"),
    "sheltered_wall_length_m": (FlatDetails, "unheated_corridor_length_m"),
    "floor_level": (FlatDetails, "entrance_storey"),
    "property_position": (FlatDetails, "level"),
    "extension_count": (ReducedFabric, "building_parts"),
    "export_capable": (EnergySource, "is_export_capable"),
    "smart_meter_electricity": (EnergySource, "has_electricity_smart_meter"),
    "smart_meter_gas": (EnergySource, "has_gas_smart_meter"),
    "age_band": (BuildingPart, "age_band"),
    "below": (LowestFloor, "heat_loss"),
    "above": (Roof, "construction"),
    "storey_area_m2": (Storey, "floor_area_m2"),
    "storey_room_height_m": (Storey, "room_height_m"),
    "storey_exposed_perimeter_m": (Storey, "heat_loss_perimeter_m"),
    "storey_party_wall_length_m": (Storey, "party_wall_length_m"),
    "floor_construction": (Storey, "floor_construction"),
    "floor_insulation": (Storey, "floor_insulation"),
    "floor_insulation_thickness_mm": (LowestFloor, "insulation_thickness_mm"),
    "floor_u_value_w_m2k": (LowestFloor, "u_value"),
    "wall_slot": (BuildingPart, "alternative_wall_2"),
    "wall_construction": (Wall, "construction"),
    "wall_thickness_mm": (Wall, "thickness_mm"),
    "wall_insulation_type": (Wall, "insulation"),
    "wall_insulation_thickness_mm": (Wall, "insulation_thickness_mm"),
    "wall_insulation_conductivity_w_mk": (Wall, "insulation_conductivity"),
    "wall_u_value_w_m2k": (Wall, "u_value"),
    "wall_dry_lined": (Wall, "is_dry_lined"),
    "alternative_wall_net_area_m2": (AlternativeWall, "area_m2"),
    "alternative_wall_sheltered": (AlternativeWall, "is_sheltered"),
    "party_wall_construction": (BuildingPart, "party_wall"),
    "party_wall_insulation": (BuildingPart, "party_wall"),
    "roof_insulation_location": (Roof, "insulation_location"),
    "loft_insulation_thickness_mm": (Roof, "insulation_thickness_mm"),
    "rafter_insulation_thickness_mm": (Roof, "insulation_thickness_mm"),
    "flat_roof_insulation_thickness_mm": (Roof, "insulation_thickness_mm"),
    "sloping_ceiling_insulation_thickness_mm": (Roof, "insulation_thickness_mm"),
    "roof_u_value_w_m2k": (Roof, "u_value"),
    "roof_room_age_band": (RoomInRoof, "age_band"),
    "roof_room_element_area_and_u": (RoomInRoofElement, "surface"),
    "roof_room_type": (RoomInRoof, "description"),
    "roof_room_type_1_dimensions": (RoomInRoof, "description"),
    "roof_room_type_2_dimensions": (RoomInRoof, "description"),
    "roof_room_insulation_thickness_mm": (RoomInRoofElement, "insulation_thickness_mm"),
    "roof_room_insulation_type": (RoomInRoofElement, "insulation_material"),
    "roof_room_u_value_w_m2k": (RoomInRoofElement, "u_value"),
    "external_door_count": (Doors, "count"),
    "insulated_door_count": (Doors, "insulated_count"),
    "door_u_value_source": (Doors, "insulated_u_value"),
    "door_u_value_w_m2k": (Doors, "insulated_u_value"),
    "window_height_m": (Window, "height_m"),
    "window_width_m": (Window, "width_m"),
    "window_orientation": (Window, "orientation"),
    "window_data_source": (Transmission, "source"),
    "opening_type": (Window, "is_roof_window"),
    "window_frame": (Window, "is_pvc_or_wood_frame"),
    "glazing_type": (Window, "glazing"),
    "glazing_gap_mm": (Window, "glazing_gap_mm"),
    "glazing_age": (Window, "glazing"),
    "window_u_value_w_m2k": (Transmission, "u_value"),
    "window_g_value": (Transmission, "g_value"),
    "window_draught_proofed": (Window, "is_draught_proofed"),
    "window_shutters": (Window, "has_permanent_shutters"),
    "window_shutters_insulated": (Window, "has_insulated_shutters"),
    "window_location": (Window, "wall"),
}
"""Where the description keeps each item of Table 31, chapters 1 to 6."""

WORDS: dict[str, tuple[object, ...]] = {
    "country": (
        Country.ENGLAND,
        Country.WALES,
        Country.SCOTLAND,
        Country.NORTHERN_IRELAND,
        Country.ISLE_OF_MAN,
    ),
    "dwelling_type": tuple(PropertyType),
    "built_form": tuple(form for form in BuiltForm if form is not BuiltForm.NOT_RECORDED),
    "dimension_type": tuple(MeasurementType),
    "conservatory_type": tuple(ConservatoryType)[:4],
    "heat_loss_corridor": tuple(Corridor),
    "property_position": (FlatLevel.GROUND_FLOOR, FlatLevel.MID_FLOOR, FlatLevel.TOP_FLOOR),
    "age_band": tuple(band for band in AgeBand if len(band.value) == 1),
    "below": tuple(FloorHeatLoss),
    "above": (
        RoofConstruction.PITCHED_LOFT_ACCESS,
        RoofConstruction.PITCHED_NO_LOFT_ACCESS,
        RoofConstruction.PITCHED_SLOPING_CEILING,
        RoofConstruction.THATCHED,
        RoofConstruction.FLAT,
        RoofConstruction.NON_RESIDENTIAL_ABOVE,
        RoofConstruction.SAME_DWELLING_ABOVE,
        RoofConstruction.ANOTHER_DWELLING_ABOVE,
    ),
    "floor_construction": tuple(FloorConstruction),
    "floor_insulation": tuple(FloorInsulation),
    "wall_construction": tuple(WallConstruction),
    "wall_insulation_type": tuple(WallInsulation),
    "party_wall_construction": (
        PartyWallConstruction.SOLID,
        PartyWallConstruction.CAVITY_UNFILLED,
        PartyWallConstruction.CAVITY_FILLED,
        PartyWallConstruction.NOT_APPLICABLE,
        PartyWallConstruction.UNDETERMINED,
    ),
    "roof_insulation_location": (
        RoofInsulationLocation.NONE,
        RoofInsulationLocation.JOISTS,
        RoofInsulationLocation.RAFTERS,
        RoofInsulationLocation.FLAT_ROOF,
        RoofInsulationLocation.SLOPING_CEILING,
        RoofInsulationLocation.UNKNOWN,
    ),
    "roof_room_element_area_and_u": tuple(RoomInRoofSurface),
    "window_orientation": tuple(way for way in Orientation if way is not Orientation.UNKNOWN),
    "window_location": tuple(place for place in WindowWall if place != WindowWall.COMMON_WALL_2),
}
"""The description's words for the options of an item that is a choice."""


@pytest.mark.pins("RdSAP Table 31", "RdSAP 18", "RdSAP 2.1", "RdSAP 2.1.1")
def test_every_item_on_the_fabric_has_its_place_and_its_words(shared: Path) -> None:
    rows = [
        row
        for row in printed(shared, "table_31_data_to_be_collected")
        if int(row["code"].split("-")[0]) <= 6
    ]
    assert {row["field"] for row in rows} == FIELDS.keys() | ADMINISTRATIVE
    for model, name in FIELDS.values():
        assert name in model.model_fields
    options = {row["field"]: row["options"].split("|") for row in rows}
    assert {field: len(options[field]) for field in WORDS} == {
        field: len(words) for field, words in WORDS.items()
    }
