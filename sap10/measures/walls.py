"""Wall insulation: cavity fill, external and internal, and the ventilation that it forces.

One option treats every suitable wall of its kind in all building parts. Cob and stone are not
treated by default, park homes never. RdSAP 10 Table 33 measures B, Q-1 and Q-2.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sap10.certificate import (
    Addendum,
    AgeBand,
    EpcPropertyData,
    PropertyType,
    Wall,
    WallConstruction,
    WallInsulation,
)
from sap10.measures.assessment import (
    FLATS,
    Assessment,
    MeasureType,
    Reason,
    SiteFacts,
    edit,
    eligible,
    not_surveyed,
    rdsap_site,
    reduced_fabric,
)
from sap10.overlay import Component, Edit
from sap10.rdsap.walls import insulation_resistance, wall_u_value

HIGHEST_ACCEPTABLE_U = 0.7
"""Walls up to this U-value are left alone, RdSAP 10 Table 33 measures B and Q. [W/m2K]"""
ADDED_THICKNESS_MM = 100.0
"""External or internal insulation of 0.04 W/mK. [mm]"""
FILLED_CAVITY_U = 0.55
"""A filled cavity whose U-value before was recorded, RdSAP 10 Table 33 measure B. [W/m2K]"""

_C = WallConstruction
_I = WallInsulation
_CAVITY = frozenset({_C.CAVITY})
_EXTERNAL = frozenset({_C.SOLID_BRICK, _C.SYSTEM_BUILT})
_INTERNAL = frozenset({_C.SOLID_BRICK, _C.SYSTEM_BUILT, _C.TIMBER_FRAME})
_UNFILLABLE = (Addendum.NARROW_CAVITIES, Addendum.HIGH_EXPOSURE)
_COMPONENTS = (Component.WALL, Component.ALTERNATIVE_WALL_1, Component.ALTERNATIVE_WALL_2)


class _PlacedWall(NamedTuple):
    """One wall, and where it is."""

    component: Component
    part: int
    age_band: AgeBand
    wall: Wall

    @property
    def field(self) -> str:
        return f"fabric.building_parts[{self.part}].{self.component}"


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess the three kinds of wall insulation.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Planning flags.

    Returns
    -------
    list of Assessment
        Cavity, external and internal insulation, each eligible or not.
    """
    cavity, external, internal = (
        MeasureType.CAVITY_WALL_INSULATION,
        MeasureType.EXTERNAL_WALL_INSULATION,
        MeasureType.INTERNAL_WALL_INSULATION,
    )
    return [
        _assess(epc, cavity, _CAVITY, _unfillable(epc), _filled),
        _assess(epc, external, _EXTERNAL, _excluded_outside(epc, site), _insulated(_I.EXTERNAL)),
        _assess(epc, internal, _INTERNAL, _excluded_inside(epc, site), _insulated(_I.INTERNAL)),
    ]


def _assess(
    epc: EpcPropertyData,
    measure: MeasureType,
    constructions: frozenset[WallConstruction],
    exclusion: Reason | None,
    treat: Callable[[_PlacedWall, float], Edit],
) -> Assessment:
    if reduced_fabric(epc) is None:
        return not_surveyed(measure)
    if exclusion is not None:
        return Assessment(measure, exclusion)
    reasons: list[Reason] = []
    edits: list[Edit] = []
    for placed in _walls(epc):
        reason, u_value = _suitability(epc, placed, constructions)
        reasons.append(reason)
        if reason.code == "eligible":
            edits.append(treat(placed, u_value))
    if edits:
        deciding = next(reason for reason in reasons if reason.code == "eligible")
        return eligible(measure, deciding, edits)
    relevant = [reason for reason in reasons if reason.code != "construction_not_suitable"]
    return Assessment(measure, (relevant or reasons)[0])


def _walls(epc: EpcPropertyData) -> Iterator[_PlacedWall]:
    fabric = reduced_fabric(epc)
    for part in fabric.building_parts if fabric else ():
        for component in _COMPONENTS:
            wall: Wall | None = getattr(part, component)
            if wall is not None:
                yield _PlacedWall(component, part.number, part.age_band, wall)


def _suitability(
    epc: EpcPropertyData, placed: _PlacedWall, constructions: frozenset[WallConstruction]
) -> tuple[Reason, float]:
    """Return whether one wall may be treated, and its U-value as it is."""
    wall = placed.wall
    if wall.construction not in constructions:
        rule = "treated: " + ", ".join(sorted(constructions))
        reason = Reason(
            "construction_not_suitable", f"{placed.field}.construction", wall.construction, rule
        )
        return reason, 0.0
    insulation_field = f"{placed.field}.insulation"
    if wall.insulation is _I.UNKNOWN:
        rule = "unknown insulation is not built upon, RdSAP 10 section 6.2"
        return Reason("insulation_unknown", insulation_field, wall.insulation, rule), 0.0
    if wall.insulation is not _I.AS_BUILT:
        rule = "only walls as built are insulated"
        return Reason("already_done", insulation_field, wall.insulation, rule), 0.0
    u_value, _ = wall_u_value(wall, placed.age_band, rdsap_site(epc))
    rule = f"U-value over {HIGHEST_ACCEPTABLE_U} W/m2K as built, RdSAP 10 Table 33"
    code = "eligible" if u_value > HIGHEST_ACCEPTABLE_U else "low_heat_loss_already"
    return Reason(code, f"{placed.field} U-value", f"{u_value:.2f}", rule), u_value


def _filled(placed: _PlacedWall, u_value: float) -> Edit:
    changes = {} if placed.wall.u_value is None else {"u_value": min(u_value, FILLED_CAVITY_U)}
    return edit(placed.component, placed.part, insulation=_I.FILLED_CAVITY, **changes)


def _insulated(where: WallInsulation) -> Callable[[_PlacedWall, float], Edit]:
    def treat(placed: _PlacedWall, u_value: float) -> Edit:
        if placed.wall.u_value is None:
            return edit(
                placed.component,
                placed.part,
                insulation=where,
                insulation_thickness_mm=ADDED_THICKNESS_MM,
            )
        resistance = insulation_resistance(ADDED_THICKNESS_MM, None)
        return edit(
            placed.component,
            placed.part,
            insulation=where,
            insulation_thickness_mm=ADDED_THICKNESS_MM,
            u_value=round(1 / (1 / u_value + resistance), 2),
        )

    return treat


def _park_home(epc: EpcPropertyData) -> Reason | None:
    if epc.property_type is PropertyType.PARK_HOME:
        rule = "walls of park homes are never insulated"
        return Reason("property_type_not_suitable", "property_type", "park_home", rule)
    return None


def _unfillable(epc: EpcPropertyData) -> Reason | None:
    for addendum in _UNFILLABLE:
        if addendum in epc.addenda:
            rule = "such a cavity cannot be filled, RdSAP 10 Table 33 note 3"
            return Reason("construction_not_suitable", "addenda", addendum, rule)
    return _park_home(epc)


def _excluded_inside(epc: EpcPropertyData, site: SiteFacts) -> Reason | None:
    if site.protection:
        rule = "listed and heritage buildings keep their walls"
        return Reason("protected_building", *site.protection, rule)
    return _park_home(epc)


def _excluded_outside(epc: EpcPropertyData, site: SiteFacts) -> Reason | None:
    if (excluded := _excluded_inside(epc, site)) is not None:
        return excluded
    if site.is_in_conservation_area:
        rule = "no external insulation in a conservation area"
        field = "geospatial.is_in_conservation_area"
        return Reason("conservation_area", field, "true", rule)
    if epc.property_type in FLATS:
        rule = "one flat cannot be insulated outside on its own"
        value = epc.property_type or ""
        return Reason("property_type_not_suitable", "property_type", value, rule)
    return None
