"""RdSAP-Schema-21: building parts, rooms in roof, windows and doors."""

from typing import Final

from sap10.certificate.converters import Codes, boolean, integer, number, scalar, text, yes_no
from sap10.certificate.fabric_reduced import (
    AlternativeWall,
    BuildingPart,
    CommonWall,
    DetailedRoomInRoof,
    Doors,
    LowestFloor,
    ReducedFabric,
    Roof,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedGable,
    SimplifiedType1,
    SimplifiedType2,
    Storey,
    Transmission,
    UnmeasuredGlazing,
    Wall,
    Window,
)
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Child,
    Convert,
    Known,
    Made,
    Many,
    Node,
    Rule,
    Same,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import rdsap_21_codes as codes
from sap10.certificate.schemas.common import AGE_BAND, ORIENTATION

_WALL_THICKNESS_KEYS = ("wall_insulation_thickness", "wall_insulation_thickness_measured")


def _wall_insulation_thickness(node: Node) -> object:
    """Return the thickness by band, or as measured where the band says `measured`."""
    band, measured = _WALL_THICKNESS_KEYS
    if not node.has(band):
        return node.take(measured, number, None)
    if str(scalar(node.tree[band], node.at(band), node.document)) == "measured":
        if not node.has(measured):
            raise node.refuse(
                reason="missing_field", key=measured, rule="needed where the thickness is measured"
            )
        return node.take(measured, number)
    return node.take(band, codes.WALL_THICKNESS)


_WALL_RULES: Final[dict[str, Rule]] = {
    "construction": Take("wall_construction", codes.WALL_CONSTRUCTION),
    "insulation": Take("wall_insulation_type", codes.WALL_INSULATION),
    "insulation_thickness_mm": Made(
        dict.fromkeys(_WALL_THICKNESS_KEYS, LEAF), _wall_insulation_thickness
    ),
    "insulation_conductivity": Take("wall_insulation_thermal_conductivity", codes.CONDUCTIVITY),
    "thickness_mm": Take("wall_thickness", number),
    "is_dry_lined": Take("wall_dry_lined", yes_no),
    "u_value": Take("wall_u_value", number),
}
WALL: Final = Shape(Wall, _WALL_RULES)
ALTERNATIVE_WALL: Final = Shape(
    AlternativeWall,
    {
        **_WALL_RULES,
        "area_m2": Take("wall_area", number),
        "is_sheltered": Take("sheltered_wall", yes_no),
    },
    ignored=("wall_thickness_measured",),
)

_ROOF_THICKNESSES: Final[dict[str, Codes[float | str]]] = {
    "roof_insulation_thickness": codes.LOFT_THICKNESS,
    "rafter_insulation_thickness": codes.RAFTER_THICKNESS,
    "flat_roof_insulation_thickness": codes.FLAT_ROOF_THICKNESS,
    "sloping_ceiling_insulation_thickness": codes.SLOPING_THICKNESS,
}


def _roof_thickness(node: Node) -> object:
    """Return the one insulation thickness of a roof."""
    given = [key for key in _ROOF_THICKNESSES if node.has(key)]
    if len(given) > 1:
        raise node.refuse(
            reason="inconsistent_values",
            key=given[1],
            rule=f"one roof insulation thickness; {node.document.name(given[0])} is given too",
        )
    return node.take(given[0], _ROOF_THICKNESSES[given[0]]) if given else None


ROOF: Final = Shape(
    Roof,
    {
        "construction": Take("roof_construction", codes.ROOF_CONSTRUCTION),
        "insulation_location": Take("roof_insulation_location", codes.ROOF_INSULATION),
        "insulation_thickness_mm": Made(dict.fromkeys(_ROOF_THICKNESSES, LEAF), _roof_thickness),
        "u_value": Take("roof_u_value", number),
    },
)
FLOOR: Final = Shape(
    LowestFloor,
    {
        "heat_loss": Take("floor_heat_loss", codes.FLOOR_HEAT_LOSS),
        "insulation_thickness_mm": Take("floor_insulation_thickness", codes.FLOOR_THICKNESS),
        "u_value": Take("floor_u_value", number),
    },
)
STOREY: Final = Shape(
    Storey,
    {
        "level": Take("floor", codes.STOREY),
        "floor_area_m2": Take("total_floor_area", number),
        "room_height_m": Take("room_height", number),
        "heat_loss_perimeter_m": Take("heat_loss_perimeter", number),
        "party_wall_length_m": Take("party_wall_length", number),
        "floor_construction": Take("floor_construction", codes.FLOOR_CONSTRUCTION),
        "floor_insulation": Take("floor_insulation", codes.FLOOR_INSULATION),
    },
)

_DETAILS, _TYPE_1, _TYPE_2 = "room_in_roof_details", "room_in_roof_type_1", "room_in_roof_type_2"
_SURFACES: Final = {
    "flat_ceiling": RoomInRoofSurface.FLAT_CEILING,
    "stud_wall": RoomInRoofSurface.STUD_WALL,
    "slope": RoomInRoofSurface.SLOPE,
    "gable_wall": RoomInRoofSurface.GABLE_WALL,
    "common_wall": RoomInRoofSurface.COMMON_WALL,
}
_ELEMENT_FIELDS: Final[dict[str, tuple[str, Convert[object]]]] = {
    "length_m": ("length", number),
    "height_m": ("height", number),
    "u_value": ("u_value", number),
    "insulation_thickness_mm": ("insulation_thickness", codes.ROOF_ROOM_THICKNESS),
    "insulation_material": ("insulation_type", codes.ROOF_ROOM_INSULANT),
    "insulation_location": ("insulation_location", codes.ROOF_INSULATION),
    "gable_type": ("type", codes.GABLE),
}
_ELEMENT_SUFFIXES: Final = {
    "flat_ceiling": (
        "length",
        "height",
        "u_value",
        "insulation_thickness",
        "insulation_type",
        "insulation_location",
    ),
    "stud_wall": ("length", "height", "u_value", "insulation_thickness", "insulation_type"),
    "slope": ("length", "height", "u_value", "insulation_thickness", "insulation_type"),
    "gable_wall": ("length", "height", "u_value", "type"),
    "common_wall": ("length", "height", "u_value"),
}


def _element(node: Node, surface: str, number_of: int) -> RoomInRoofElement | None:
    """Read one surface of a detailed room in roof; None if it is not there."""
    keys = {
        name: f"{surface}_{suffix}_{number_of}"
        for name, (suffix, _) in _ELEMENT_FIELDS.items()
        if suffix in _ELEMENT_SUFFIXES[surface]
    }
    values = {
        name: node.take(key, _ELEMENT_FIELDS[name][1])
        for name, key in keys.items()
        if node.has(key)
    }
    if not values:
        return None
    values |= {"surface": _SURFACES[surface], "number": number_of}
    return build(RoomInRoofElement, node, values, keys)


def _gables(node: Node) -> tuple[SimplifiedGable, ...]:
    """Read gable walls 1 and 2 of a simplified description."""
    gables: list[SimplifiedGable] = []
    for number_of in (1, 2):
        keys = {
            name: f"gable_wall_{name.removesuffix('_m')}_{number_of}"
            for name in ("length_m", "height_m", "type")
        }
        values: dict[str, object] = {
            "length_m": node.take(keys["length_m"], number),
            "height_m": node.take(keys["height_m"], number),
            "type": node.take(keys["type"], codes.GABLE),
        }
        if any(node.has(key) for key in keys.values()):
            present = {name: value for name, value in values.items() if value is not None}
            gables.append(build(SimplifiedGable, node, present, keys))
    return tuple(gables)


def _common_walls(node: Node) -> tuple[CommonWall, ...]:
    """Read common walls 1 and 2 of simplified type 2."""
    walls: list[CommonWall] = []
    for number_of in (1, 2):
        keys = {
            "length_m": f"common_wall_length_{number_of}",
            "height_m": f"common_wall_height_{number_of}",
        }
        values = {name: node.take(key, number) for name, key in keys.items() if node.has(key)}
        if values:
            walls.append(build(CommonWall, node, values, keys))
    return tuple(walls)


def _description(node: Node) -> object:
    """Return the one description of a room in roof that the survey gives."""
    given = [key for key in (_DETAILS, _TYPE_1, _TYPE_2) if node.has(key)]
    if not given:
        return ABSENT
    if len(given) > 1:
        raise node.refuse(
            reason="inconsistent_values", key=given[1], rule="one description of a room in roof"
        )
    child = node.child(given[0])
    assert child is not None  # noqa: S101 - has() above
    if given[0] == _DETAILS:
        found = [_element(child, surface, n) for surface in _SURFACES for n in (1, 2)]
        return DetailedRoomInRoof(elements=tuple(item for item in found if item is not None))
    if given[0] == _TYPE_1:
        return SimplifiedType1(gables=_gables(child))
    return SimplifiedType2(gables=_gables(child), common_walls=_common_walls(child))


def _numbered(*names: str) -> Known:
    return {f"{name}_{n}": LEAF for name in names for n in (1, 2)}


ROOM_IN_ROOF: Final = Shape(
    RoomInRoof,
    {
        "floor_area_m2": Take("floor_area", number),
        "age_band": Take("construction_age_band", AGE_BAND),
        "description": Made(
            {
                _DETAILS: _numbered(
                    *(f"{s}_{x}" for s, suffixes in _ELEMENT_SUFFIXES.items() for x in suffixes)
                ),
                _TYPE_1: _numbered("gable_wall_length", "gable_wall_type"),
                _TYPE_2: _numbered(
                    "gable_wall_length",
                    "gable_wall_height",
                    "gable_wall_type",
                    "common_wall_length",
                    "common_wall_height",
                ),
            },
            _description,
        ),
    },
)


PART: Final = Shape(
    BuildingPart,
    {
        "number": Take("building_part_number", integer),
        "identifier": Take("identifier", text),
        "age_band": Take("construction_age_band", AGE_BAND),
        "wall": Same(WALL),
        "alternative_wall_1": Child("sap_alternative_wall_1", ALTERNATIVE_WALL),
        "alternative_wall_2": Child("sap_alternative_wall_2", ALTERNATIVE_WALL),
        "party_wall": Take("party_wall_construction", codes.PARTY_WALL),
        "roof": Same(ROOF),
        "floor": Same(FLOOR),
        "storeys": Many("sap_floor_dimensions", STOREY),
        "room_in_roof": Child("sap_room_in_roof", ROOM_IN_ROOF),
    },
    ignored=("wall_thickness_measured",),
)

CONSERVATORY_ITEM: Final[Known] = dict.fromkeys(
    ("double_glazed", "floor_area", "glazed_perimeter", "room_height"), LEAF
)
"""An integral conservatory stands among the building parts."""


def is_conservatory(node: Node) -> bool:
    """Say whether an item of the building parts is an integral conservatory."""
    return not node.has("building_part_number") and node.has("glazed_perimeter")


def parts_rule(shape: Shape[BuildingPart]) -> Made:
    """Make the rule for the building parts, in the order of their numbers."""

    def read(node: Node) -> object:
        items = node.children("sap_building_parts")
        if items is None:
            return ABSENT
        parts = [shape.read(item) for item in items if not is_conservatory(item)]
        return tuple(sorted(parts, key=lambda part: part.number))

    return Made({"sap_building_parts": {**shape.known, **CONSERVATORY_ITEM}}, read)


TRANSMISSION: Final = Shape(
    Transmission,
    {
        "source": Take("data_source", codes.OPENING_SOURCE),
        "u_value": Take("u_value", number),
        "g_value": Take("solar_transmittance", number),
    },
)


WINDOW: Final = Shape(
    Window,
    {
        "building_part_number": Take("window_location", codes.WINDOW_PART),
        "is_roof_window": Take("window_type", codes.WINDOW_TYPE),
        "width_m": Take("window_width", number),
        "height_m": Take("window_height", number),
        "orientation": Take("orientation", ORIENTATION),
        "glazing": Take("glazing_type", codes.GLAZING),
        "glazing_gap_mm": Take("glazing_gap", codes.GLAZING_GAP),
        "is_pvc_or_wood_frame": Take("pvc_frame", boolean),
        "frame_factor": Take("frame_factor", number),
        "is_draught_proofed": Take("draught_proofed", boolean),
        "wall": Take("window_wall_type", codes.WINDOW_WALL),
        "transmission": Child("window_transmission_details", TRANSMISSION),
        "has_permanent_shutters": Take("permanent_shutters_present", yes_no),
        "has_insulated_shutters": Take("permanent_shutters_insulated", yes_no),
    },
)
UNMEASURED: Final = Shape(
    UnmeasuredGlazing,
    {
        "multiple_glazed_percent": Take("multiple_glazed_proportion", number),
        "transmission": Child("windows_transmission_details", TRANSMISSION),
    },
    ignored=("multiple_glazed_proportion_nr",),
)
DOORS: Final = Shape(
    Doors,
    {
        "count": Take("door_count", integer),
        "insulated_count": Take("insulated_door_count", integer),
        "insulated_u_value": Take("insulated_door_u_value", number),
        "draughtproofed_count": Take("draughtproofed_door_count", integer),
    },
)
FABRIC: Final = Shape(
    ReducedFabric,
    {
        "measurement": Take("measurement_type", codes.MEASUREMENT),
        "habitable_room_count": Take("habitable_room_count", integer),
        "heated_room_count": Take("heated_room_count", integer),
        "building_parts": parts_rule(PART),
        "windows": Many("sap_windows", WINDOW),
        "unmeasured_glazing": Same(
            UNMEASURED, when=("multiple_glazed_proportion", "windows_transmission_details")
        ),
        "doors": Same(DOORS),
        "draughtproofed_percent": Take("percent_draughtproofed", integer),
    },
    ignored=("extensions_count", "window"),
)
