"""RdSAP-Schema-20 and older: building parts, rooms in roof, windows and doors.

Windows are described together, by the glazed area against the typical one; only an unusual area
has measured windows. Roof rooms are described by floor area, or by the area of their surfaces.
"""

from math import sqrt
from typing import Final

from sap10.certificate.converters import boolean, integer, number, yes_no
from sap10.certificate.fabric_reduced import (
    DetailedRoomInRoof,
    GableType,
    ReducedGlazing,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedGable,
    SimplifiedType1,
    Window,
)
from sap10.certificate.mapping import (
    ABSENT,
    LEAF,
    Child,
    Made,
    Many,
    Node,
    Rule,
    Same,
    Shape,
    Take,
    build,
)
from sap10.certificate.schemas import rdsap_20_codes as codes
from sap10.certificate.schemas import rdsap_21_codes as newer_codes
from sap10.certificate.schemas import rdsap_21_fabric as newer

_WALL: Final[dict[str, Rule | None]] = {
    "insulation_thickness_mm": Take("wall_insulation_thickness", newer_codes.WALL_THICKNESS),
    "insulation_conductivity": None,
}
WALL: Final = newer.WALL.but(_WALL)
ALTERNATIVE_WALL: Final = newer.ALTERNATIVE_WALL.but(_WALL)

_SURFACES: Final = (
    RoomInRoofSurface.FLAT_CEILING,
    RoomInRoofSurface.STUD_WALL,
    RoomInRoofSurface.SLOPE,
    RoomInRoofSurface.GABLE_WALL,
)
_DETAILS, _CONNECTED = "room_in_roof_details", "roof_room_connected"


def _surface(node: Node, surface: RoomInRoofSurface, number_of: int) -> RoomInRoofElement | None:
    """Read one surface of a roof room by its area; None if it is not there."""
    keys = {
        "length_m": f"{surface.value}_area_{number_of}",
        "u_value": f"{surface.value}_u_value_{number_of}",
    }
    area = node.take(keys["length_m"], number)
    if not area:
        return None
    values: dict[str, object] = {
        "surface": surface,
        "number": number_of,
        "length_m": area,
        "height_m": 1.0,
        "u_value": node.take(keys["u_value"], number),
    }
    if surface is RoomInRoofSurface.GABLE_WALL:
        values["gable_type"] = GableType.EXPOSED
    return build(RoomInRoofElement, node, values, keys)


def _description(node: Node) -> object:
    """Read the surfaces by their areas; else a connected room has one wall to heated space."""
    details = node.child(_DETAILS)
    if details is not None:
        found = [_surface(details, surface, n) for surface in _SURFACES for n in (1, 2)]
        node.document.notes.append(
            f"{node.at(_DETAILS)}: areas without dimensions are taken 1 m high, gables exposed"
        )
        return DetailedRoomInRoof(elements=tuple(item for item in found if item is not None))
    if not node.take(_CONNECTED, yes_no, default=False):
        return ABSENT
    length = round(sqrt(node.take("floor_area", number) or 0.0), 2)
    node.document.notes.append(
        f"{node.at(_CONNECTED)} Y: one wall of {length:g} m, the side of a square floor,"
        " is connected to heated space"
    )
    gable = SimplifiedGable(type=GableType.CONNECTED, length_m=length)
    return SimplifiedType1(gables=(gable,))


ROOM_IN_ROOF: Final = newer.ROOM_IN_ROOF.but(
    {
        "description": Made(
            {
                "floor_area": LEAF,
                _CONNECTED: LEAF,
                _DETAILS: {
                    f"{surface.value}_{name}_{n}": LEAF
                    for surface in _SURFACES
                    for name in ("area", "u_value")
                    for n in (1, 2)
                },
            },
            _description,
        ),
        "insulation_thickness_mm": Take("insulation", codes.ROOM_INSULATION),
        "ceiling_insulation_thickness_mm": Take(
            "roof_insulation_thickness", newer_codes.LOFT_THICKNESS
        ),
    }
)
PART: Final = newer.PART.but(
    {
        "wall": Same(WALL),
        "alternative_wall_1": Child("sap_alternative_wall", ALTERNATIVE_WALL),
        "alternative_wall_2": None,
        "room_in_roof": Child("sap_room_in_roof", ROOM_IN_ROOF),
    }
)


def _frame_rules(frame_key: str) -> dict[str, Rule]:
    """Make the rules for frame and gap, which the schema asks of some double glazing only.

    A frame that is not of PVC may be of wood or metal. SAP 2012 gives it the U-value of PVC with a
    gap of 6 mm whatever the gap, which is also RdSAP 10's for wood.
    """

    def frame(node: Node) -> object:
        is_pvc = node.take(frame_key, boolean)
        if is_pvc is False:
            node.document.notes.append(
                f"{node.at(frame_key)} false: wood with a gap of 6 mm (SAP 2012 Table S14)"
            )
        return ABSENT if is_pvc is None else True

    def gap(node: Node) -> object:
        found = node.take("glazing_gap", newer_codes.GLAZING_GAP)
        return 6 if node.take(frame_key, boolean) is False else found

    return {
        "is_pvc_or_wood_frame": Made({frame_key: LEAF}, frame),
        "glazing_gap_mm": Made({"glazing_gap": LEAF, frame_key: LEAF}, gap),
    }


_KNOWN = (ReducedGlazing.DOUBLE_KNOWN, ReducedGlazing.TRIPLE_KNOWN)


def _transmission(key: str, glazing_key: str) -> Made:
    """Make the rule for known performance, which software lodges for glazing of the tables too.

    Those values are of SAP 2012's table; RdSAP 10 has its own.
    """

    def read(node: Node) -> object:
        child = node.child(key)
        if child is None:
            return ABSENT
        found = newer.TRANSMISSION.read(child)
        if node.take(glazing_key, newer_codes.GLAZING) in _KNOWN:
            return found
        node.document.notes.append(f"{child.path}: of SAP 2012's table, RdSAP 10's is taken")
        return ABSENT

    return Made({key: newer.TRANSMISSION.known, glazing_key: LEAF}, read)


def _is_draught_proofed(node: Node) -> object:
    """Take multiple glazing to be draught-proofed; the percentage recorded decides in any case."""
    return node.take("glazing_type", newer_codes.GLAZING) is not ReducedGlazing.SINGLE


def _height(node: Node) -> object:
    node.document.notes.append(
        f"{node.at('window_area')}: taken 1 m high; draught-proofed if it is not single glazed"
    )
    return 1.0


WINDOW: Final[Shape[Window]] = newer.WINDOW.but(
    {
        "width_m": Take("window_area", number),
        "height_m": Made({"window_area": LEAF}, _height),
        "is_draught_proofed": Made({"glazing_type": LEAF}, _is_draught_proofed),
        "transmission": _transmission("window_transmission_details", "glazing_type"),
        **_frame_rules("pvc_frame"),
        "frame_factor": None,
        "wall": None,
        "has_permanent_shutters": None,
        "has_insulated_shutters": None,
    }
)
UNMEASURED: Final = newer.UNMEASURED.but(
    {
        "glazed_area": Take("glazed_area", codes.GLAZED_AREA),
        "glazing": Take("multiple_glazing_type", newer_codes.GLAZING),
        "transmission": _transmission("windows_transmission_details", "multiple_glazing_type"),
        **_frame_rules("pvc_window_frames"),
    }
)


_PERCENT, _MULTIPLE = "percent_draughtproofed", "multiple_glazed_proportion"


def _draughtproofed(node: Node) -> object:
    """Read the percentage; -1 and -2, which the schema admits, leave it to the multiple glazing."""
    value = node.take(_PERCENT, integer)
    if value not in (-1, -2):
        return ABSENT if value is None else value
    share = node.take(_MULTIPLE, number)
    node.document.notes.append(f"{node.at(_PERCENT)} {value}: not recorded, as multiple glazing")
    return ABSENT if share is None else round(share)


FABRIC: Final = newer.FABRIC.but(
    {
        "building_parts": newer.parts_rule(PART),
        "windows": Many("sap_windows", WINDOW),
        "unmeasured_glazing": Same(UNMEASURED),
        "doors": Same(newer.DOORS.but({"draughtproofed_count": None})),
        "draughtproofed_percent": Made(dict.fromkeys((_PERCENT, _MULTIPLE), LEAF), _draughtproofed),
    }
)
