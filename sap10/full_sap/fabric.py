"""Full SAP data to SAP inputs: storeys, elements, openings and thermal bridges (section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sap10.appendices.k_thermal_bridges import UNKNOWN_Y
from sap10.certificate.fabric_measured import (
    FloorType,
    FrameType,
    MeasuredFabric,
    MeasuredGlazing,
    MeasuredPart,
    OpeningKind,
    OpeningType,
    RoofType,
    ThermalBridgeMethod,
    WallType,
    WindowOvershading,
)
from sap10.certificate.fabric_measured import Opening as RecordedOpening
from sap10.certificate.vocabulary import Orientation as RecordedOrientation
from sap10.codes import ElementKind, Orientation, Overshading
from sap10.codes import OpeningKind as SapOpeningKind
from sap10.dwelling import Element, Opening, Storey, ThermalBridge
from sap10.errors import CertificateRejected
from sap10.full_sap.window_u_values import u_value_of
from sap10.rdsap.context import Notes
from sap10.tables import load_table

ROOF_ROOMS: Final = 99
_EXACT = 1e-9
_TRANSMITTANCE = load_table("6b_transmittance")
_G: Final = dict(
    zip(_TRANSMITTANCE.texts("glazing"), _TRANSMITTANCE.floats("g").tolist(), strict=True)
)
_G_LIGHT: Final = dict(
    zip(_TRANSMITTANCE.texts("glazing"), _TRANSMITTANCE.floats("g_light").tolist(), strict=True)
)
_METAL_FACTOR = 0.8
_OTHER_FACTOR = 0.7
_NOT_METAL = (FrameType.WOOD, FrameType.PVC, FrameType.UNKNOWN)

_FLOORS = {
    FloorType.BASEMENT: ElementKind.BASEMENT_FLOOR,
    FloorType.GROUND: ElementKind.GROUND_FLOOR,
    FloorType.UPPER: ElementKind.EXPOSED_FLOOR,
    FloorType.PARTY: ElementKind.PARTY_FLOOR,
}
_WALLS = {
    WallType.BASEMENT: ElementKind.BASEMENT_WALL,
    WallType.EXPOSED: ElementKind.EXTERNAL_WALL,
    WallType.SHELTERED: ElementKind.EXTERNAL_WALL,
    WallType.PARTY: ElementKind.PARTY_WALL,
    WallType.INTERNAL: ElementKind.INTERNAL_WALL,
}
_ROOFS = {RoofType.EXPOSED: ElementKind.ROOF, RoofType.PARTY: ElementKind.PARTY_CEILING}
_DOORS = {
    OpeningKind.SOLID_DOOR: ElementKind.SOLID_DOOR,
    OpeningKind.DOOR_TO_CORRIDOR: ElementKind.SOLID_DOOR,
    OpeningKind.SEMI_GLAZED_DOOR: ElementKind.SEMI_GLAZED_DOOR,
}
_GLAZED = {
    OpeningKind.WINDOW: SapOpeningKind.WINDOW,
    OpeningKind.ROOF_WINDOW: SapOpeningKind.ROOF_WINDOW,
    OpeningKind.ROOFLIGHT: SapOpeningKind.ROOFLIGHT,
}
_PITCH_DEG = {SapOpeningKind.WINDOW: 90.0, SapOpeningKind.ROOFLIGHT: 0.0}
_ROOF_WINDOW_PITCH_DEG = 45.0
_OVERSHADING = {
    WindowOvershading.VERY_LITTLE: Overshading.VERY_LITTLE,
    WindowOvershading.AVERAGE_OR_UNKNOWN: Overshading.AVERAGE_OR_UNKNOWN,
    WindowOvershading.MORE_THAN_AVERAGE: Overshading.MORE_THAN_AVERAGE,
    WindowOvershading.HEAVY: Overshading.HEAVY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fabric:
    """The fabric as SAP inputs."""

    storeys: tuple[Storey[float, int], ...]
    elements: tuple[Element[float, int], ...]
    openings: tuple[Opening[float, int], ...]
    thermal_bridges: tuple[ThermalBridge[float], ...]
    has_bridge_list: bool
    y_value: float
    """[W/(m2 K)]"""


def fabric_of(fabric: MeasuredFabric, notes: Notes) -> Fabric:
    """Turn measured building parts into the inputs of worksheet sections 1 and 3.

    Raises
    ------
    CertificateRejected
        If an opening names a type or an element that there is not, or is bigger than its element.
    """
    types = {kind.name: kind for kind in fabric.opening_types}
    overshading = _overshading(fabric, notes)
    elements: list[Element[float, int]] = []
    openings: list[Opening[float, int]] = []
    for part in fabric.building_parts:
        areas = _opening_areas(part, types)
        elements += _floors(part)
        elements += _walls_and_roofs(part, areas)
        for recorded in part.openings:
            kind = types[recorded.type_name]
            area = recorded.width_m * recorded.height_m
            if kind.kind in _DOORS:
                u_value = u_value_of(kind, None, notes)
                elements.append(Element(kind=_DOORS[kind.kind], area_m2=area, u_value=u_value))
            else:
                openings.append(_opening(recorded, kind, overshading, notes))
    y_value, junctions = _bridging(fabric.building_parts, notes)
    if fabric.thermal_mass_parameter is None:
        _note_missing_kappa(elements, notes)
    return Fabric(
        storeys=_storeys(fabric.building_parts),
        elements=tuple(elements),
        openings=tuple(openings),
        thermal_bridges=junctions or (),
        has_bridge_list=junctions is not None,
        y_value=y_value,
    )


def _note_missing_kappa(elements: Sequence[Element[float, int]], notes: Notes) -> None:
    """Note opaque elements that store no heat because no kappa is recorded (Table 1f)."""
    without = {
        ElementKind(element.kind).name.lower()
        for element in elements
        if element.kappa == 0 and element.area_m2 > 0 and element.kind not in _DOORS.values()
    }
    if without:
        notes.add(f"no kappa recorded, no heat stored: {', '.join(sorted(without))} (Table 1f)")


def orientation_of(recorded: RecordedOrientation, what: str, notes: Notes) -> Orientation:
    """Return the direction a surface faces; unknown is east or west, which are alike."""
    if recorded is RecordedOrientation.UNKNOWN:
        notes.add(f"{what}: orientation unknown, taken as east or west (SAP 10.2 section 6.1)")
        return Orientation.EAST
    return Orientation[recorded.name]


def _storeys(parts: Sequence[MeasuredPart]) -> tuple[Storey[float, int], ...]:
    """Return the storeys; roof rooms are above the highest other storey of the dwelling."""
    levels = [f.storey for p in parts for f in p.floors if f.storey != ROOF_ROOMS]
    top = max(levels, default=-1) + 1
    storeys = tuple(
        Storey(
            level=top if floor.storey == ROOF_ROOMS else floor.storey,
            area_m2=floor.floor_area_m2,
            height_m=floor.storey_height_m,
        )
        for part in parts
        for floor in part.floors
    )
    if sum(storey.area_m2 * storey.height_m for storey in storeys) <= 0:
        raise CertificateRejected(
            reason="missing_field",
            field="SAP-Floor-Dimensions",
            value=None,
            rule="SAP 10.2 section 1: the area and height of each storey",
        )
    return storeys


def _floors(part: MeasuredPart) -> list[Element[float, int]]:
    """Return floors, and the internal floors and ceilings that only store heat."""
    elements: list[Element[float, int]] = []
    for floor in part.floors:
        is_party = floor.type is FloorType.PARTY
        area = floor.floor_area_m2 if is_party else floor.heat_loss_area_m2
        kappa = floor.kappa or 0.0
        if area > 0:
            u_value = 0.0 if is_party else floor.u_value
            elements.append(
                Element(kind=_FLOORS[floor.type], area_m2=area, u_value=u_value, kappa=kappa)
            )
        inner = floor.floor_area_m2 - floor.heat_loss_area_m2
        if floor.type is not FloorType.UPPER or inner <= 0:
            continue
        for kind, capacity in (
            (ElementKind.INTERNAL_FLOOR, floor.kappa),
            (ElementKind.INTERNAL_CEILING, floor.kappa_below),
        ):
            if capacity is not None:
                elements.append(Element(kind=kind, area_m2=inner, u_value=0.0, kappa=capacity))
    return elements


def _opening_areas(part: MeasuredPart, types: dict[str, OpeningType]) -> dict[str, float]:
    """Return the area of openings in each wall and roof of a part, by its name. [m2]"""
    names = {wall.name for wall in part.walls} | {roof.name for roof in part.roofs}
    areas = dict.fromkeys(names, 0.0)
    for index, opening in enumerate(part.openings, start=1):
        field = f"SAP-Building-Part[{part.number}]/SAP-Opening[{index}]"
        if opening.type_name not in types:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"{field}/Type",
                value=opening.type_name,
                rule="the name of a SAP-Opening-Type",
            )
        if opening.location not in names:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"{field}/Location",
                value=opening.location,
                rule="the name of a wall or roof of the same building part",
            )
        areas[opening.location] += opening.width_m * opening.height_m
    return areas


def _walls_and_roofs(part: MeasuredPart, openings: dict[str, float]) -> list[Element[float, int]]:
    """Return walls and roofs without their openings."""
    gross = [
        (wall.name, _WALLS[wall.type], wall.area_m2, wall.u_value, wall.kappa)
        for wall in part.walls
    ]
    gross += [
        (roof.name, _ROOFS[roof.type], roof.area_m2, roof.u_value, roof.kappa)
        for roof in part.roofs
    ]
    names = [name for name, *_ in gross]
    elements: list[Element[float, int]] = []
    for name, kind, area, u_value, kappa in gross:
        if names.count(name) > 1 and openings[name] > 0:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"SAP-Building-Part[{part.number}]/Name",
                value=name,
                rule="an element with openings has a name of its own",
            )
        net = area - openings[name]
        if net < -_EXACT:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=f"SAP-Building-Part[{part.number}]/{name}",
                value=area,
                rule=f"its openings have {openings[name]:g} m2",
            )
        elements.append(
            Element(kind=kind, area_m2=max(net, 0.0), u_value=u_value, kappa=kappa or 0.0)
        )
    return elements


def _overshading(fabric: MeasuredFabric, notes: Notes) -> Overshading:
    if fabric.window_overshading is None:
        if fabric.opening_types:
            notes.add("Windows-Overshading absent: average or unknown (Table 6d)")
        return Overshading.AVERAGE_OR_UNKNOWN
    return _OVERSHADING[fabric.window_overshading]


def _opening(
    recorded: RecordedOpening, kind: OpeningType, overshading: Overshading, notes: Notes
) -> Opening[float, int]:
    """Return one glazed opening; what its type leaves open comes from Tables 6b and 6c."""
    what = f"opening type {kind.name}"
    sap_kind = _GLAZED[kind.kind]
    glazing = kind.glazing
    if glazing is None or glazing is MeasuredGlazing.NOT_GLAZED:
        raise CertificateRejected(
            reason="missing_field",
            field=f"{what}/Glazing-Type",
            value=None if glazing is None else glazing.value,
            rule="SAP 10.2 Table 6b: the glazing decides the light that it lets in",
        )
    pitch = _PITCH_DEG.get(sap_kind, recorded.pitch_degrees)
    if pitch is None:
        pitch = _ROOF_WINDOW_PITCH_DEG
        notes.add(f"{what}: pitch absent, 45 degrees")
    orientation = Orientation.HORIZONTAL
    if sap_kind is not SapOpeningKind.ROOFLIGHT:
        orientation = orientation_of(recorded.orientation, what, notes)
    return Opening(
        kind=sap_kind,
        area_m2=recorded.width_m * recorded.height_m,
        u_value=u_value_of(kind, recorded.pitch_degrees, notes),
        orientation=orientation,
        pitch_deg=pitch,
        g=_g_value(kind, glazing, what, notes),
        g_light=_G_LIGHT[glazing],
        frame_factor=_frame_factor(kind, what, notes),
        overshading=overshading,
    )


def _g_value(kind: OpeningType, glazing: MeasuredGlazing, what: str, notes: Notes) -> float:
    if kind.g_value is not None:
        return kind.g_value
    notes.add(f"{what}: solar transmittance {_G[glazing]} (Table 6b)")
    return _G[glazing]


def _frame_factor(kind: OpeningType, what: str, notes: Notes) -> float:
    if kind.frame_factor is not None:
        return kind.frame_factor
    is_metal = kind.frame is not None and kind.frame not in _NOT_METAL
    factor = _METAL_FACTOR if is_metal else _OTHER_FACTOR
    notes.add(f"{what}: frame factor {factor} (Table 6c)")
    return factor


def _bridging(
    parts: Sequence[MeasuredPart], notes: Notes
) -> tuple[float, tuple[ThermalBridge[float], ...] | None]:
    """Return the y-value, or the list of junctions where any part has one (Appendix K).

    Beside a list, a part with a y-value counts with its exposed area: y is equation K2's loss by
    area as psi is K1's by length.
    """
    is_listed = [_method(part) is ThermalBridgeMethod.JUNCTIONS for part in parts]
    values = [
        0.0 if listed else _y_value(part, notes)
        for part, listed in zip(parts, is_listed, strict=True)
    ]
    areas = [_exposed_area(part) for part in parts]
    if any(is_listed):
        junctions = _junctions(parts)
        if not junctions and all(is_listed):
            raise CertificateRejected(
                reason="missing_field",
                field="SAP-Thermal-Bridges/SAP-Thermal-Bridge",
                value=None,
                rule="SAP 10.2 Appendix K: the junctions one by one",
            )
        by_area = (
            ThermalBridge(length_m=area, psi=value)
            for area, value in zip(areas, values, strict=True)
            if value > 0
        )
        return 0.0, (*junctions, *by_area)
    if len(set(values)) == 1:
        return values[0], None
    total = sum(areas)
    mean = sum(y * area for y, area in zip(values, areas, strict=True)) / total if total else 0.0
    return mean, None


def _method(part: MeasuredPart) -> ThermalBridgeMethod:
    bridges = part.thermal_bridges
    return ThermalBridgeMethod.DEFAULT if bridges is None else bridges.method


def _y_value(part: MeasuredPart, notes: Notes) -> float:
    """Return y: the one given, else that of unknown details, possibility 4 of Appendix K."""
    bridges = part.thermal_bridges
    field = f"SAP-Building-Part[{part.number}]/SAP-Thermal-Bridges"
    method = _method(part)
    if method is not ThermalBridgeMethod.GLOBAL_Y:
        notes.add(f"{field}: {method.value}, y {UNKNOWN_Y} (SAP 10.2 Appendix K)")
        return UNKNOWN_Y
    if bridges is None or bridges.y_value is None:
        raise CertificateRejected(
            reason="missing_field",
            field=f"{field}/User-Defined-Y-Value",
            value=None,
            rule="SAP 10.2 Appendix K: a user-defined y-value",
        )
    return bridges.y_value


def _exposed_area(part: MeasuredPart) -> float:
    """Return the area to the outside of a part. [m2]"""
    walls = sum(
        wall.area_m2 for wall in part.walls if wall.type not in (WallType.PARTY, WallType.INTERNAL)
    )
    roofs = sum(roof.area_m2 for roof in part.roofs if roof.type is RoofType.EXPOSED)
    floors = sum(floor.heat_loss_area_m2 for floor in part.floors)
    return walls + roofs + floors


def _junctions(parts: Sequence[MeasuredPart]) -> tuple[ThermalBridge[float], ...]:
    return tuple(
        ThermalBridge(length_m=junction.length_m, psi=junction.psi_value)
        for part in parts
        if part.thermal_bridges is not None
        for junction in part.thermal_bridges.junctions
    )
