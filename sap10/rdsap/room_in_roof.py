"""Rooms in the roof, RdSAP 10 sections 4.9, 4.10 and 6.11.3.

Gable walls are external walls; everything else of the roof room is roof. Areas are rounded to two
decimals each before they are taken from the shell (section 16, finding 3R.1).
"""

from dataclasses import dataclass
from math import sqrt

from sap10.certificate import (
    DetailedRoomInRoof,
    GableType,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedType1,
    SimplifiedType2,
)
from sap10.codes import ElementKind
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.figures import ROOF_ROOM_WALLS
from sap10.rdsap.roofs import assumed_u, u_at_thickness
from sap10.rdsap.rounding import half_up
from sap10.rdsap.walls import sheltered_u

HEIGHT_M = 2.45
"""Storey height of a roof room: 2.2 m and 0.25 m to the storey below (section 4.9.1)."""
STOREY_GAP_M = 0.25
LOWEST_STOREY_WALL_M = 1.8
"""Common walls as high as this over half their length bound a storey, section 2.16.2. [m]"""
_TABLE_16 = {RoofInsulationLocation.JOISTS: "joists", RoofInsulationLocation.RAFTERS: "rafters"}
"""Columns of Table 16 by the location of the insulation."""
_BEYOND_IS_HEATED = (GableType.PARTY, GableType.CONNECTED)


@dataclass(frozen=True, slots=True)
class RoofRoomSurface:
    """One surface; `name` is what a window can name, `remainder` what is left of the shell."""

    name: str
    kind: ElementKind
    area_m2: float
    u_value: float


@dataclass(frozen=True, slots=True)
class Default:
    """U-value of roof room surfaces without evidence, Table 18 columns 4 and 6. [W/m2K]"""

    u_value: float
    is_thatched: bool


def is_a_storey(description: SimplifiedType2) -> bool:
    """Whether less than half of the common walls is lower than 1.8 m, section 2.16.2."""
    walls = description.common_walls
    low = sum(wall.length_m for wall in walls if wall.height_m < LOWEST_STOREY_WALL_M)
    return low < 0.5 * sum(wall.length_m for wall in walls)


def shell_area(floor_area_m2: float) -> float:
    """Return A_RR, walls and roof of a roof room, section 4.9.1 step c), two decimals. [m2]"""
    return half_up(12.5 * sqrt(floor_area_m2 / 1.5))


def gable_area(length_m: float, height_m: float, common_heights_m: tuple[float, ...]) -> float:
    """Return the area of a gable of a type 2 roof room, section 4.9.2 step c), two decimals. [m2]

    A common wall that is absent, or higher than the gable, cuts nothing off.
    """
    corners = sum(max(height_m - height, 0.0) ** 2 / 2 for height in common_heights_m)
    return half_up(max(length_m * (STOREY_GAP_M + height_m) - corners, 0.0))


def surfaces_of(
    room: RoomInRoof, wall_u: float, roof: RoofConstruction, site: Site, notes: Notes
) -> tuple[RoofRoomSurface, ...]:
    """Return the surfaces of a roof room; `wall_u` is that of the external wall below. [W/m2K]

    The survey says whether it lies wholly within the roof (section 2.16.1, type 1) or common walls
    bound it (section 2.16.2, type 2), or measures every surface (section 4.10).
    """
    is_thatched = roof is RoofConstruction.THATCHED
    description = room.description
    if isinstance(description, DetailedRoomInRoof):
        column = "thatched_room_in_roof" if is_thatched else "room_in_roof"
        default = Default(assumed_u(column, room.age_band.value, site), is_thatched)
        return tuple(_measured(item, wall_u, default, notes) for item in description.elements)
    if description is None:
        notes.add("roof room without measured walls: no gable deducted (RdSAP 10 section 4.9.1)")
    if isinstance(description, SimplifiedType2) and is_a_storey(description):
        notes.add(
            f"common walls of {LOWEST_STOREY_WALL_M} m or more would make a storey; as recorded, a"
            " roof room (RdSAP 10 section 2.16.2)"
        )
    walls = _simplified_walls(description, wall_u)
    for wall in walls:
        notes.add(
            f"roof room {wall.name} {wall.area_m2:g} m2, U {wall.u_value:g} (RdSAP 10 Table 4)"
        )
    remainder = max(shell_area(room.floor_area_m2) - sum(wall.area_m2 for wall in walls), 0.0)
    u_value, rule = _remainder_u(room, is_thatched, site, notes)
    notes.add(
        f"roof room remainder {half_up(remainder)} m2, U {u_value:g} from {rule}"
        " (RdSAP 10 section 4.9)"
    )
    rest = RoofRoomSurface("remainder", ElementKind.ROOF, half_up(remainder), half_up(u_value))
    return (*walls, rest)


def _remainder_u(
    room: RoomInRoof, is_thatched: bool, site: Site, notes: Notes
) -> tuple[float, str]:
    """Return U of what is left of the shell [W/m2K] and its table, section 4.9.1 step f).

    Surveys before RdSAP 10 can have a thickness for all surfaces, taken as on the slopes, or for
    the flat ceiling, whose area they do not have: the other parts keep Table 18 (section 6.11.4).
    """
    thickness, band = room.insulation_thickness_mm, room.age_band.value
    if isinstance(thickness, float | int) and not (is_thatched and thickness == 0):
        u_value = u_at_thickness("slope_mineral_wool_or_eps", float(thickness))
        return u_value, f"Table 17 column 1a at {thickness:g} mm"
    if isinstance(room.ceiling_insulation_thickness_mm, float | int):
        notes.add("roof room ceiling insulated, its area not recorded (RdSAP 10 section 6.11.4)")
    column = "thatched_room_in_roof" if is_thatched else "room_in_roof"
    number = 6 if is_thatched else 4
    return assumed_u(column, band, site), f"Table 18 column {number}, band {band}"


def _simplified_walls(
    description: SimplifiedType1 | SimplifiedType2 | None, wall_u: float
) -> tuple[RoofRoomSurface, ...]:
    """Return gables and common walls of the simplified descriptions, sections 4.9.1 and 4.9.2."""
    if description is None:
        return ()
    surfaces: list[RoofRoomSurface] = []
    commons: tuple[float, ...] = ()
    if isinstance(description, SimplifiedType2):
        commons = tuple(wall.height_m for wall in description.common_walls if wall.length_m > 0)
        for number, wall in enumerate(description.common_walls, start=1):
            area = half_up(wall.length_m * (STOREY_GAP_M + wall.height_m)) if wall.length_m else 0.0
            surfaces.append(
                RoofRoomSurface(
                    f"common_wall_{number}", ElementKind.EXTERNAL_WALL, area, half_up(wall_u)
                )
            )
    for number, gable in enumerate(description.gables, start=1):
        if isinstance(description, SimplifiedType2) and gable.height_m is not None:
            area = gable_area(gable.length_m, gable.height_m, commons)
        else:
            area = half_up(gable.length_m * HEIGHT_M)
        surfaces.append(_wall(f"gable_wall_{number}", area, gable.type, wall_u))
    return tuple(surface for surface in surfaces if surface.area_m2 > 0)


def _wall(name: str, area_m2: float, gable: GableType, wall_u: float) -> RoofRoomSurface:
    """Return a gable, party, sheltered or connected wall with its U-value of Table 4.

    A party wall has that of the table whatever it is built of, a sheltered one its resistance
    beside corridor and stairwell alike.
    """
    kind = ElementKind.PARTY_WALL if gable in _BEYOND_IS_HEATED else ElementKind.EXTERNAL_WALL
    row = ROOF_ROOM_WALLS.get(gable.value, {})
    u_value = row.get("u_value", sheltered_u(wall_u, row.get("resistance", 0.0)))
    return RoofRoomSurface(name, kind, area_m2, half_up(u_value))


def _measured(
    item: RoomInRoofElement, wall_u: float, default: Default, notes: Notes
) -> RoofRoomSurface:
    """Return one surface of the detailed method, section 4.10: length times height, no 0.25 m.

    A known U-value counts, else those of section 4.10.1; gables have Table 4.
    """
    kinds = RoomInRoofSurface
    area = half_up(item.length_m * item.height_m)
    name = f"{item.surface.value}_{item.number}"
    if item.surface in (kinds.GABLE_WALL, kinds.COMMON_WALL):
        is_gable = item.surface is kinds.GABLE_WALL
        gable = (item.gable_type or GableType.EXPOSED) if is_gable else GableType.EXPOSED
        own_u = item.u_value if item.u_value is not None and gable is GableType.EXPOSED else wall_u
        return _wall(name, area, gable, own_u)
    u_value = item.u_value
    if u_value is None:
        u_value = _slope_u(item, default)
        notes.add(f"roof room {item.surface.value} U {u_value:g} (RdSAP 10 section 6.11.3)")
    return RoofRoomSurface(name, ElementKind.ROOF, area, half_up(u_value))


def _slope_u(item: RoomInRoofElement, default: Default) -> float:
    """Return U by thickness, Table 17, else the age band's, Table 18 (section 6.11.3).

    The text of section 4.10.1 names Table 16 and that of section 6.11.3 Table 17, which has these
    surfaces; 17 is taken, but for a flat ceiling whose survey says where its insulation is instead
    of what it is made of: a location is what Table 16 needs. None is 2.3, not in thatch (Table 18
    note a).
    """
    thickness = item.insulation_thickness_mm
    location = item.insulation_location
    if default.is_thatched and (location is RoofInsulationLocation.NONE or thickness == 0):
        return default.u_value
    if location is RoofInsulationLocation.NONE:
        return u_at_thickness("joists", 0.0)
    if not isinstance(thickness, float | int):
        return default.u_value
    if location is not None and location in _TABLE_16 and item.insulation_material is None:
        return u_at_thickness(_TABLE_16[location], float(thickness))
    column = {
        RoomInRoofSurface.FLAT_CEILING: "ceiling",
        RoomInRoofSurface.STUD_WALL: "stud_wall",
    }.get(item.surface, "slope")
    material = item.insulation_material or "mineral_wool_or_eps"
    return u_at_thickness(f"{column}_{material}", float(thickness))
