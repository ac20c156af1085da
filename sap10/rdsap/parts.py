"""One building part as SAP elements: net areas and U-values, RdSAP 10 sections 4.6 to 4.13.

A part is the main dwelling or an extension, with walls, roof, floor, openings and roof room of its
own (sections 2.1.1 and 2.2); what lies above or below another part is recorded so (section 4.2.1).
"""

from dataclasses import dataclass, replace

from sap10.certificate import (
    BuildingPart,
    Corridor,
    Doors,
    FloorConstruction,
    FloorHeatLoss,
    RoofConstruction,
    RoomInRoof,
    Wall,
    WallConstruction,
    Window,
    WindowWall,
)
from sap10.codes import ElementKind, OpeningKind
from sap10.dwelling import Element, Opening, Storey
from sap10.errors import CertificateRejected
from sap10.rdsap.context import Notes, Site
from sap10.rdsap.dimensions import (
    Level,
    exposed_upper_floor_area,
    gross_wall_area,
    party_wall_area,
)
from sap10.rdsap.doors import DOOR_AREA_M2, door_groups
from sap10.rdsap.floors import NO_FLOOR_LOSS, Ground, exposed_floor_u, lowest_floor_u
from sap10.rdsap.openings import opening_of
from sap10.rdsap.roofs import HEAT_LOSS_ROOFS, roof_area, roof_u_value
from sap10.rdsap.room_in_roof import HEIGHT_M, surfaces_of
from sap10.rdsap.rounding import half_up
from sap10.rdsap.walls import (
    CORRIDOR_RESISTANCE,
    STAIRWELL_RESISTANCE,
    party_wall_u,
    sheltered_u,
    wall_name,
    wall_thickness_mm,
    wall_u_value,
)

_ALTERNATIVES = (WindowWall.ALTERNATIVE_WALL_1, WindowWall.ALTERNATIVE_WALL_2)
_PITCHED = (
    RoofConstruction.PITCHED,
    RoofConstruction.PITCHED_LOFT_ACCESS,
    RoofConstruction.PITCHED_NO_LOFT_ACCESS,
    RoofConstruction.PITCHED_SLOPING_CEILING,
    RoofConstruction.THATCHED,
)
_ROOF_ROOM_PLACES = (
    WindowWall.ROOM_IN_ROOF_ROOF,
    WindowWall.GABLE_WALL_1,
    WindowWall.GABLE_WALL_2,
    WindowWall.COMMON_WALL_1,
    WindowWall.COMMON_WALL_2,
)
_TOLERANCE_M2 = 0.05

Placed = tuple[WindowWall, Opening[float, int]]
"""A window and the element that holds it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a part needs of the dwelling: a flat's corridor; the doors, of the main part only.

    `sheltered_m` is the length of the wall to an unheated corridor or stairwell [m], and
    `corridor_door_m2` the area of the door in it, where it is this part's. [m2]
    """

    corridor: Corridor | None = None
    sheltered_m: float = 0.0
    corridor_door_m2: float = 0.0
    doors: Doors | None = None

    @property
    def is_sheltered(self) -> bool:
        """Whether the flat is entered from an unheated corridor or stairwell."""
        return self.corridor in (Corridor.UNHEATED, Corridor.STAIRWELL)

    @property
    def resistance(self) -> float:
        """Resistance of the unheated space, section 6.9. [m2K/W]"""
        is_stairwell = self.corridor is Corridor.STAIRWELL
        return STAIRWELL_RESISTANCE if is_stairwell else CORRIDOR_RESISTANCE


@dataclass(frozen=True, slots=True)
class PartFabric:
    """The elements of one part, and what other chapters need of it.

    `pv_flat_m2` and `pv_pitched_m2` are heat-loss roof areas on plan, before any roof room.
    """

    elements: tuple[Element[float, int], ...]
    openings: tuple[Opening[float, int], ...]
    storeys: tuple[Storey[float, int], ...]
    wall_areas: dict[WallConstruction, float]
    pv_flat_m2: float
    pv_pitched_m2: float


class PartBuilder:
    """Takes a part's areas apart: openings come off the element that holds them."""

    def __init__(
        self,
        part: BuildingPart,
        levels: tuple[Level, ...],
        site: Site,
        notes: Notes,
        is_measured_externally: bool = False,
    ) -> None:
        self.is_measured_externally = is_measured_externally
        self.part = part
        self.levels = levels
        self.site = site
        self.notes = notes
        self.elements: list[Element[float, int]] = []
        self.openings: list[Opening[float, int]] = []
        self.wall_areas: dict[WallConstruction, float] = {}
        self.label = f"part {part.number}"

    def build(
        self,
        windows: tuple[Window, ...],
        surroundings: Surroundings,
        construction: FloorConstruction,
    ) -> PartFabric:
        """Return the part's elements; `construction` is that of its lowest floor."""
        placed = [self._placed(window) for window in windows]
        self.openings = [opening for _, opening in placed]
        self._walls(placed, surroundings)
        flat, pitched = self._roof(placed)
        self._floors(construction)
        party = party_wall_area(self.levels)
        if party > 0:
            u_value = party_wall_u(self.part.party_wall, self.site)
            self._add(ElementKind.PARTY_WALL, party, u_value, "party wall", "Table 15")
        return PartFabric(
            elements=tuple(self.elements),
            openings=tuple(self.openings),
            storeys=self._storeys(),
            wall_areas=self.wall_areas,
            pv_flat_m2=flat,
            pv_pitched_m2=pitched,
        )

    def _placed(self, window: Window) -> Placed:
        """Return a window and the element that holds it."""
        part, place = self.part, self._place(window)
        wall = {
            WindowWall.MAIN_WALL: part.wall,
            WindowWall.ALTERNATIVE_WALL_1: part.alternative_wall_1,
            WindowWall.ALTERNATIVE_WALL_2: part.alternative_wall_2,
        }.get(place)
        is_curtain = wall is not None and wall.construction is WallConstruction.CURTAIN_WALL
        opening = opening_of(
            window,
            self.site.conventions,
            self.notes,
            is_in_curtain_wall=is_curtain and not window.is_roof_window,
        )
        return place, self._within_roof(opening)

    def _place(self, window: Window) -> WindowWall:
        """Return the element that holds a window, the main wall if the survey has no such one."""
        part, place = self.part, window.wall or WindowWall.MAIN_WALL
        is_there = {
            WindowWall.MAIN_WALL: True,
            WindowWall.ALTERNATIVE_WALL_1: part.alternative_wall_1 is not None,
            WindowWall.ALTERNATIVE_WALL_2: part.alternative_wall_2 is not None,
        }
        if is_there.get(place, part.room_in_roof is not None):
            return place
        self.notes.add(f"{self.label} has no {place.value}: its window in the main wall")
        return WindowWall.MAIN_WALL

    def _gross_roof_m2(self) -> float:
        """Return the area of the roof before any roof room is deducted, section 4.8. [m2]"""
        plan = max(level.area_m2 for level in self.levels)
        return half_up(roof_area(plan, self.part.roof.construction))

    def _within_roof(self, opening: Opening[float, int]) -> Opening[float, int]:
        """Return a roof window no larger than its roof where the survey measured externally.

        Section 4.7.1: a roof glazed all over was measured before its dwelling was converted.
        """
        is_roof_window = opening.kind is OpeningKind.ROOF_WINDOW
        if not (self.is_measured_externally and is_roof_window):
            return opening
        roof = self._gross_roof_m2()
        if opening.area_m2 <= roof:
            return opening
        self.notes.add(
            f"roof window {opening.area_m2:g} m2 is its roof's {roof:g} (RdSAP 10 4.7.1)"
        )
        return replace(opening, area_m2=roof)

    def _add(self, kind: ElementKind, area_m2: float, u_value: float, name: str, rule: str) -> None:
        """Add one element and note where its U-value is from."""
        rounded = half_up(u_value)
        self.elements.append(Element(kind=kind, area_m2=area_m2, u_value=rounded))
        if rule != "as recorded":
            self.notes.add(f"{self.label} {name} U {rounded:.2f} (RdSAP 10 {rule})")

    def _net(self, gross_m2: float, deducted_m2: float, name: str) -> float:
        """Return an area less what is in it; more openings than wall is a contradiction."""
        net = gross_m2 - deducted_m2
        if net < -_TOLERANCE_M2:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"SAP-Building-Part[{self.part.number}]/{name}",
                value=half_up(deducted_m2),
                rule=f"RdSAP 10 section 4.6: more than its gross area of {gross_m2:g} m2",
            )
        return max(net, 0.0)

    def _walls(self, placed: list[Placed], surroundings: Surroundings) -> None:
        """Add main, alternative and sheltered walls, and the doors in them (4.6, 4.7, 4.13).

        A part can have two alternative walls (section 2.4.2). Their areas come off the gross wall
        before openings do (section 4.2.2), so they include openings, although Table 31 item 4-9
        calls them net. A sheltered one takes its area from the length of the corridor (section
        4.13), which is part of the heat loss perimeter (sections 2.4.1 and 6.2.4).
        """
        part = self.part
        outside_doors = self._doors(surroundings)
        corridor_doors = surroundings.corridor_door_m2
        sheltered = half_up(surroundings.sheltered_m * self.levels[0].storey_height_m)
        taken = 0.0
        for place, wall in zip(
            _ALTERNATIVES, (part.alternative_wall_1, part.alternative_wall_2), strict=True
        ):
            if wall is None:
                continue
            area, doors, resistance = half_up(wall.area_m2), 0.0, 0.0
            if wall.is_sheltered:
                area, sheltered = sheltered or area, 0.0
                doors, corridor_doors = corridor_doors, 0.0
                resistance = surroundings.resistance
            taken += area
            self._wall(wall, area, self._in(placed, place) + doors, resistance)
        if sheltered > 0:
            taken += sheltered
            self.notes.add("wall to the unheated corridor as the main wall (RdSAP 10 section 4.13)")
            self._wall(part.wall, sheltered, corridor_doors, surroundings.resistance)
            corridor_doors = 0.0
        remaining = half_up(self._net(gross_wall_area(self.levels), taken, "Alternative-Wall"))
        deducted = self._in(placed, WindowWall.MAIN_WALL) + outside_doors + corridor_doors
        self._wall(part.wall, remaining, deducted, 0.0)

    def _wall(self, wall: Wall, gross_m2: float, deducted_m2: float, resistance: float) -> None:
        """Add one wall, net of its openings."""
        name = wall_name(wall)
        net = self._net(gross_m2, deducted_m2, name)
        if net <= 0:
            return
        u_value, rule = wall_u_value(wall, self.part.age_band, self.site)
        if resistance > 0:
            u_value = sheltered_u(u_value, resistance)
            name, rule = f"sheltered {name}", f"{rule}, R {resistance} of section 6.9"
        is_basement = wall.construction is WallConstruction.BASEMENT
        kind = ElementKind.BASEMENT_WALL if is_basement else ElementKind.EXTERNAL_WALL
        self._add(kind, net, u_value, name, rule)
        areas = self.wall_areas
        areas[wall.construction] = areas.get(wall.construction, 0.0) + net

    def _doors(self, surroundings: Surroundings) -> float:
        """Add the doors; return their area in outside walls. [m2]"""
        doors = surroundings.doors
        if doors is None or doors.count == 0:
            return 0.0
        to_corridor = surroundings.is_sheltered
        for count, u_value, rule in door_groups(doors, to_corridor, self.part.age_band, self.site):
            area = half_up(count * DOOR_AREA_M2)
            self._add(ElementKind.SOLID_DOOR, area, u_value, f"{count} door(s)", rule)
        self.notes.add(f"doors of {DOOR_AREA_M2} m2 (RdSAP 10 section 4.7)")
        return (doors.count - to_corridor) * DOOR_AREA_M2

    def _in(self, placed: list[Placed], place: WindowWall) -> float:
        """Return the area of the windows in one wall; roof windows are in the roof. [m2]"""
        return sum(
            opening.area_m2
            for where, opening in placed
            if where is place and opening.kind is OpeningKind.WINDOW
        )

    def _roof(self, placed: list[Placed]) -> tuple[float, float]:
        """Add roof and roof room; return the plan areas of flat and pitched heat-loss roof. [m2]"""
        part = self.part
        kind = part.roof.construction
        if kind in (RoofConstruction.NOT_RECORDED, RoofConstruction.NONE):
            raise CertificateRejected(
                reason="missing_field",
                field=f"SAP-Building-Part[{part.number}]/Roof-Construction",
                value=kind.value,
                rule="RdSAP 10 Table 31 item 5-1",
            )
        plan = max(level.area_m2 for level in self.levels)
        has_loss = kind in HEAT_LOSS_ROOFS
        area = self._gross_roof_m2() if has_loss else 0.0
        lights = sum(
            opening.area_m2
            for place, opening in placed
            if opening.kind is OpeningKind.ROOF_WINDOW and place not in _ROOF_ROOM_PLACES
        )
        if part.room_in_roof is not None:
            area = half_up(max(area - half_up(part.room_in_roof.floor_area_m2), 0.0))
            in_room = lights if lights > area else 0.0
            self._roof_room(part.room_in_roof, placed, in_room)
            lights -= in_room
        net = self._net(area, lights, "Roof")
        if net > 0:
            u_value, rule = roof_u_value(part.roof, part.age_band, self.site)
            self._add(ElementKind.ROOF, net, u_value, f"roof ({kind.value})", rule)
        if not has_loss:
            return 0.0, 0.0
        return (0.0, plan) if kind in _PITCHED else (plan, 0.0)

    def _roof_room(self, room: RoomInRoof, placed: list[Placed], lights_m2: float) -> None:
        """Add the surfaces of a roof room net of the windows in them (section 4.9, finding 3R.5).

        A window in its roof, or in a wall that is not described, comes off the largest roof
        surface: what is left of the shell, or a slope where surfaces are measured.
        """
        part = self.part
        wall_u, _ = wall_u_value(part.wall, part.age_band, self.site)
        surfaces = surfaces_of(room, wall_u, part.roof.construction, self.site, self.notes)
        names = {surface.name for surface in surfaces}
        roofs = [surface for surface in surfaces if surface.kind is ElementKind.ROOF]
        largest = max(roofs, key=lambda surface: surface.area_m2).name if roofs else ""
        taken = {largest: lights_m2}
        for place, opening in placed:
            if place in _ROOF_ROOM_PLACES:
                name = place.value if place.value in names else largest
                taken[name] = taken.get(name, 0.0) + opening.area_m2
        for surface in surfaces:
            net = self._net(surface.area_m2, taken.get(surface.name, 0.0), surface.name)
            if net > 0:
                self.elements.append(
                    Element(kind=surface.kind, area_m2=net, u_value=surface.u_value)
                )

    def _floors(self, construction: FloorConstruction) -> None:
        """Add the lowest floor (4.11, 4.12) and what upper storeys of a house extend beyond it."""
        part, lowest = self.part, self.levels[0]
        storey = min(part.storeys, key=lambda item: item.level or 0)
        loss = part.floor.heat_loss
        if loss not in NO_FLOOR_LOSS:
            thickness = wall_thickness_mm(part.wall, part.age_band, self.site)
            ground = Ground(lowest.area_m2, lowest.perimeter_m, thickness)
            u_value, rule = lowest_floor_u(
                part.floor, storey, ground, construction, part.age_band, self.site
            )
            kind = ElementKind.EXPOSED_FLOOR
            if construction is FloorConstruction.BASEMENT:
                kind = ElementKind.BASEMENT_FLOOR
            elif loss is FloorHeatLoss.GROUND:
                kind = ElementKind.GROUND_FLOOR
            if "6.12" in rule and not part.wall.thickness_mm:
                rule = f"{rule}, wall {thickness:g} mm of Table 3"
            self._add(kind, lowest.area_m2, u_value, f"floor ({loss.value})", rule)
        exposed = 0.0 if self.site.is_flat else exposed_upper_floor_area(self.levels)
        if exposed > 0:
            u_value = exposed_floor_u(part.age_band, self.site.country, None)
            rule = f"Table 20, {exposed:g} m2 beyond the storey below, section 4.11"
            self._add(ElementKind.EXPOSED_FLOOR, exposed, u_value, "upper floor", rule)

    def _storeys(self) -> tuple[Storey[float, int], ...]:
        """Return the storeys; a roof room is one more, 2.45 m high whatever its type (4.9.1)."""
        storeys = tuple(
            Storey(level=level.level, area_m2=level.area_m2, height_m=level.storey_height_m)
            for level in self.levels
        )
        room = self.part.room_in_roof
        if room is None or room.floor_area_m2 <= 0:
            return storeys
        self.notes.add(f"{self.label} roof room {HEIGHT_M} m high (RdSAP 10 section 4.9.1)")
        top = self.levels[-1].level + 1
        area = half_up(room.floor_area_m2)
        return (*storeys, Storey(level=top, area_m2=area, height_m=HEIGHT_M))
