"""All building parts together: dimensions and elements, RdSAP 10 sections 2 to 9."""

from dataclasses import dataclass

from sap10.certificate import (
    BuildingPart,
    ConservatoryType,
    Corridor,
    EpcPropertyData,
    FloorConstruction,
    FloorHeatLoss,
    HeatEmitter,
    MainHeating,
    MeasurementType,
    ReducedFabric,
    WallConstruction,
    Window,
)
from sap10.dwelling import Element, Opening, Storey
from sap10.errors import CertificateRejected
from sap10.rdsap.conservatory import conservatory_parts
from sap10.rdsap.context import Notes, Site, check_age_band
from sap10.rdsap.dimensions import STOREY_GAP_M, internal_dimensions, levels_of
from sap10.rdsap.doors import DOOR_AREA_M2
from sap10.rdsap.floors import floor_construction, floor_infiltration
from sap10.rdsap.heating import family_of
from sap10.rdsap.parts import PartBuilder, PartFabric, Surroundings
from sap10.rdsap.unmeasured_windows import windows_of
from sap10.rdsap.walls import FILLED, wall_thickness_mm
from sap10.tables.heating import Family

_UNHEATED = (Corridor.UNHEATED, Corridor.STAIRWELL)
_MASSIVE = (
    WallConstruction.STONE_GRANITE,
    WallConstruction.STONE_SANDSTONE,
    WallConstruction.SOLID_BRICK,
    WallConstruction.COB,
)
"""Walls that have no cavity."""
_ROOF_ROOMS = 99
"""The schema's level of roof rooms."""


@dataclass(frozen=True, slots=True)
class Fabric:
    """Dimensions and elements of the dwelling, and what ventilation and heating need of them."""

    storeys: tuple[Storey[float, int], ...]
    elements: tuple[Element[float, int], ...]
    openings: tuple[Opening[float, int], ...]
    storey_count: int
    """Line (9): the greater number of storeys of the main part and any extension, Table 5."""
    wall_areas: dict[WallConstruction, float]
    floor_construction: FloorConstruction
    floor_infiltration: float
    has_sheltered_wall: bool
    pv_flat_m2: float
    pv_pitched_m2: float

    @property
    def total_floor_area_m2(self) -> float:
        """Line (4): parts, storeys, roof rooms and a non-separated conservatory. [m2]"""
        return sum(storey.area_m2 for storey in self.storeys)


def fabric_of(epc: EpcPropertyData, fabric: ReducedFabric, site: Site, notes: Notes) -> Fabric:
    """Expand every part and add them up.

    A conservatory that is open to the dwelling adds to it (section 7.1), a separated one is
    disregarded (section 7.2).
    """
    parts = fabric.building_parts
    main = parts[0]
    for part in parts:
        _check_part(part, site)
        if any(storey.level is None for storey in part.storeys):
            notes.add(f"part {part.number} storeys without level: the lowest (RdSAP 10 item 2-4)")
    if not site.is_flat and main.floor.heat_loss is not FloorHeatLoss.GROUND:
        notes.add(
            f"{site.property_type.value} without a ground floor: a flat by RdSAP 10 section 2.1,"
            " calculated as recorded"
        )
    wall_mm = wall_thickness_mm(main.wall, main.age_band, site)
    recorded = tuple(levels_of(part, main) for part in parts)
    levels = internal_dimensions(recorded, fabric.measurement, site.built_form, wall_mm / 1000)
    is_external = fabric.measurement is MeasurementType.EXTERNAL
    if is_external:
        notes.add(f"internal from external dimensions, wall {wall_mm:g} mm (RdSAP 10 Table 2)")
    if any(level.storey_height_m > level.room_height_m for part in levels for level in part):
        notes.add(f"upper storeys {STOREY_GAP_M} m higher than their rooms (RdSAP 10 section 4.6)")
    constructions = [_floor_construction(epc, part, site, notes) for part in parts]
    corridor = epc.flat.corridor if epc.flat is not None and site.is_flat else None
    holder = _sheltered_part(epc, parts, corridor)
    length = (epc.flat.unheated_corridor_length_m if epc.flat is not None else None) or 0.0
    sheltered = [length if part.number == holder else 0.0 for part in parts]
    windows = windows_of(fabric, levels, sheltered, site, notes)
    by_part = _windows_by_part(fabric, windows)
    built: list[PartFabric] = []
    for part, own_levels, construction, sheltered_m in zip(
        parts, levels, constructions, sheltered, strict=True
    ):
        has_corridor_door = part.number == (holder or main.number) and fabric.doors.count > 0
        surroundings = Surroundings(
            corridor=corridor,
            sheltered_m=sheltered_m,
            corridor_door_m2=DOOR_AREA_M2 if corridor in _UNHEATED and has_corridor_door else 0.0,
            doors=fabric.doors if part is main else None,
        )
        builder = PartBuilder(part, own_levels, site, notes, is_external)
        built.append(builder.build(by_part.get(part.number, ()), surroundings, construction))
    storeys = tuple(storey for part in built for storey in part.storeys)
    elements = tuple(element for part in built for element in part.elements)
    openings = tuple(opening for part in built for opening in part.openings)
    conservatory = epc.conservatory
    storey_count = max(len(part.storeys) for part in built)
    if conservatory is not None and conservatory.type is ConservatoryType.NOT_SEPARATED:
        heights = tuple(level.room_height_m for level in levels[0])
        extra = conservatory_parts(conservatory, heights)
        storeys, elements = (*storeys, extra.storey), (*elements, extra.floor)
        openings = (*openings, *extra.openings)
        notes.add(
            f"conservatory {extra.storey.height_m:g} m high, floor U {extra.floor.u_value:.2f},"
            " glazing of Table 25, East/West (RdSAP 10 section 7)"
        )
    lowest = min(main.storeys, key=lambda storey: storey.level or 0)
    return Fabric(
        storeys=storeys,
        elements=elements,
        openings=openings,
        storey_count=storey_count,
        wall_areas=_add_up([part.wall_areas for part in built]),
        floor_construction=constructions[0],
        floor_infiltration=floor_infiltration(
            constructions[0],
            main.floor.heat_loss,
            lowest,
            main.floor.u_value,
            main.age_band,
            site,
        ),
        has_sheltered_wall=holder is not None
        or any(_has_sheltered_alternative(part) for part in parts),
        pv_flat_m2=sum(part.pv_flat_m2 for part in built),
        pv_pitched_m2=sum(part.pv_pitched_m2 for part in built),
    )


def _check_part(part: BuildingPart, site: Site) -> None:
    """Refuse bands that Table 1 does not have, roof rooms as storeys, walls that cannot be.

    A roof room belongs to a part of ordinary storeys (section 4.9).
    """
    name = f"SAP-Building-Part[{part.number}]"
    room, is_park_home = part.room_in_roof, site.is_park_home
    check_age_band(part.age_band, site.tables, is_park_home, f"{name}/Construction-Age-Band")
    if room is not None:
        field = f"{name}/SAP-Room-In-Roof/Construction-Age-Band"
        check_age_band(room.age_band, site.tables, is_park_home, field)
    if is_park_home:
        _check_park_home(part)
    if any(storey.level == _ROOF_ROOMS for storey in part.storeys):
        raise CertificateRejected(
            reason="inconsistent_values",
            field=f"{name}/SAP-Floor-Dimension/Floor",
            value=_ROOF_ROOMS,
            rule="RdSAP 10 section 4.9: a roof room is described apart from the storeys",
        )
    for wall in (part.wall, part.alternative_wall_1, part.alternative_wall_2):
        if wall is None:
            continue
        if (wall.construction is WallConstruction.PARK_HOME) != is_park_home:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"{name}/Wall-Construction",
                value=wall.construction.value,
                rule="RdSAP 10 Table 31 item 4-2: park home walls are those of park homes",
            )
        if wall.insulation in FILLED and wall.construction in _MASSIVE:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"{name}/Wall-Insulation-Type",
                value=wall.insulation.value,
                rule=f"RdSAP 10 section 21: no cavity in a wall of {wall.construction.value}",
            )


def _check_park_home(part: BuildingPart) -> None:
    """Refuse what a park home cannot have, section 2.19."""
    contradictions = {
        "SAP-Floor-Dimension": len(part.storeys) > 1,
        "SAP-Room-In-Roof": part.room_in_roof is not None,
        "SAP-Alternative-Wall-1": part.alternative_wall_1 is not None,
        "SAP-Alternative-Wall-2": part.alternative_wall_2 is not None,
        "Party-Wall-Length": any(storey.party_wall_length_m > 0 for storey in part.storeys),
    }
    for field, is_there in contradictions.items():
        if is_there:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"SAP-Building-Part[{part.number}]/{field}",
                value="given",
                rule="RdSAP 10 section 2.19: one storey, no roof room, alternative or party wall",
            )


def _windows_by_part(
    fabric: ReducedFabric, found: tuple[Window, ...]
) -> dict[int, tuple[Window, ...]]:
    """Sort the windows by part; a window of a part that is not there contradicts the survey."""
    numbers = {part.number for part in fabric.building_parts}
    windows: dict[int, list[Window]] = {}
    for window in found:
        if window.building_part_number not in numbers:
            raise CertificateRejected(
                reason="inconsistent_values",
                field="SAP-Window/Window-Location",
                value=window.building_part_number,
                rule=f"building parts {sorted(numbers)}",
            )
        windows.setdefault(window.building_part_number, []).append(window)
    return {number: tuple(own) for number, own in windows.items()}


def _floor_construction(
    epc: EpcPropertyData, part: BuildingPart, site: Site, notes: Notes
) -> FloorConstruction:
    """Return the construction of a part's lowest floor (Table 19 if unknown)."""
    lowest = min(part.storeys, key=lambda storey: storey.level or 0)
    has_underfloor = any(_is_underfloor(main) for main in epc.heating.main)
    recorded = lowest.floor_construction
    found = floor_construction(recorded, part.age_band, site, has_underfloor)
    is_unknown = recorded in (None, FloorConstruction.UNKNOWN)
    if is_unknown and part.floor.heat_loss is FloorHeatLoss.GROUND:
        notes.add(f"part {part.number} floor construction unknown: {found.value} (Table 19)")
    return found


def _is_underfloor(main: MainHeating) -> bool:
    """Whether a system heats through the floor, by pipes or by electric cables."""
    is_electric = (
        main.heating_code is not None and family_of(main.heating_code) is Family.ELECTRIC_UNDERFLOOR
    )
    return main.emitter is HeatEmitter.UNDERFLOOR or is_electric


def _sheltered_part(
    epc: EpcPropertyData, parts: tuple[BuildingPart, ...], corridor: Corridor | None
) -> int | None:
    """Return the part that has the wall to an unheated corridor, None if there is no such wall.

    The one with a sheltered alternative wall, else the main part: the survey always records it as
    an alternative wall (section 2.4.2), but gives its length for the dwelling (section 4.13).
    """
    if corridor not in _UNHEATED or epc.flat is None or not epc.flat.unheated_corridor_length_m:
        return None
    return next(
        (part.number for part in parts if _has_sheltered_alternative(part)), parts[0].number
    )


def _has_sheltered_alternative(part: BuildingPart) -> bool:
    """Whether a part has an alternative wall recorded as sheltered."""
    walls = (part.alternative_wall_1, part.alternative_wall_2)
    return any(wall is not None and wall.is_sheltered for wall in walls)


def _add_up(areas: list[dict[WallConstruction, float]]) -> dict[WallConstruction, float]:
    """Add up wall areas by construction."""
    total: dict[WallConstruction, float] = {}
    for part in areas:
        for kind, area in part.items():
            total[kind] = total.get(kind, 0.0) + area
    return total
