"""Floor insulation, solid and suspended, of floors that lose heat: RdSAP 10 Table 33 W1 and W2."""

from sap10.certificate import (
    BuildingPart,
    EpcPropertyData,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    HeatEmitter,
)
from sap10.measures.assessment import (
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
from sap10.overlay import Component, lowest_storey_position
from sap10.rdsap.floors import exposed_floor_u, floor_construction, ground_floor_insulation_mm

FLOOR_THICKNESS_MM = 100.0
"""Thickness of insulation added. [mm]"""
HIGHEST_ACCEPTABLE_U = 0.7
"""Floors with a recorded U-value up to it are left alone, RdSAP 10 Table 33. [W/m2K]"""

_BELOW = {
    MeasureType.SOLID_FLOOR_INSULATION: (FloorHeatLoss.GROUND,),
    MeasureType.SUSPENDED_FLOOR_INSULATION: (
        FloorHeatLoss.GROUND,
        FloorHeatLoss.EXPOSED,
        FloorHeatLoss.UNHEATED_SPACE,
    ),
}
_CONSTRUCTIONS = {
    MeasureType.SOLID_FLOOR_INSULATION: (FloorConstruction.SOLID,),
    MeasureType.SUSPENDED_FLOOR_INSULATION: (
        FloorConstruction.SUSPENDED_TIMBER,
        FloorConstruction.SUSPENDED_NOT_TIMBER,
    ),
}
_UNDERFLOOR = (HeatEmitter.UNDERFLOOR, HeatEmitter.RADIATORS_AND_UNDERFLOOR)


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess insulation of solid and of suspended floors.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Not needed.

    Returns
    -------
    list of Assessment
        Solid, then suspended; each treats all suitable floors of all building parts.
    """
    return [_assess(epc, measure) for measure in _BELOW]


def _assess(epc: EpcPropertyData, measure: MeasureType) -> Assessment:
    fabric = reduced_fabric(epc)
    if fabric is None:
        return not_surveyed(measure)
    parts = {part.number: part for part in fabric.building_parts}
    reasons = {number: _suitability(epc, part, measure) for number, part in parts.items()}
    treated = [number for number, reason in reasons.items() if reason.code == "eligible"]
    if not treated:
        specific = [r for r in reasons.values() if r.code != "construction_not_suitable"]
        return Assessment(measure, (specific or list(reasons.values()))[0])
    edits = [
        one
        for number in treated
        for one in (
            edit(
                Component.FLOOR,
                number,
                insulation_thickness_mm=FLOOR_THICKNESS_MM,
                u_value=None,
            ),
            edit(
                Component.LOWEST_STOREY,
                number,
                floor_insulation=FloorInsulation.RETROFITTED,
                floor_construction=_construction(epc, parts[number]),
            ),
        )
    ]
    return eligible(measure, reasons[treated[0]], edits)


def _construction(epc: EpcPropertyData, part: BuildingPart) -> FloorConstruction:
    """Return the recorded construction, else that of RdSAP 10 Table 19."""
    recorded = part.storeys[lowest_storey_position(part.storeys)].floor_construction
    is_underfloor = any(system.emitter in _UNDERFLOOR for system in epc.heating.main)
    return floor_construction(recorded, part.age_band, rdsap_site(epc), is_underfloor)


def _suitability(epc: EpcPropertyData, part: BuildingPart, measure: MeasureType) -> Reason:
    below = (f"fabric.building_parts[{part.number}].floor.heat_loss", part.floor.heat_loss.value)
    if part.floor.heat_loss not in _BELOW[measure]:
        return Reason("not_a_heat_loss_surface", *below, "floors over ground or outside air")
    at = lowest_storey_position(part.storeys)
    field = f"fabric.building_parts[{part.number}].storeys[{at + 1}]"
    construction = _construction(epc, part)
    if construction not in _CONSTRUCTIONS[measure]:
        place = (f"{field}.floor_construction", construction.value)
        return Reason("construction_not_suitable", *place, f"not a floor for {measure}")
    if part.floor.u_value is not None:
        rule = f"recorded U-value over {HIGHEST_ACCEPTABLE_U}, RdSAP 10 Table 33"
        is_poor = part.floor.u_value > HIGHEST_ACCEPTABLE_U
        code = "eligible" if is_poor else "low_heat_loss_already"
        name = f"fabric.building_parts[{part.number}].floor.u_value"
        return Reason(code, name, str(part.floor.u_value), rule)
    insulation = part.storeys[at].floor_insulation
    value = (f"{field}.floor_insulation", str(insulation))
    if insulation is FloorInsulation.RETROFITTED:
        return Reason("already_done", *value, "insulated before")
    if insulation is not FloorInsulation.AS_BUILT:
        return Reason("insulation_unknown", *value, "unknown insulation is not built upon")
    return _as_built(epc, part)


def _as_built(epc: EpcPropertyData, part: BuildingPart) -> Reason:
    """Whether a floor as built has insulation already (RdSAP 10 Tables 19, 20 and 33)."""
    site, age = rdsap_site(epc), (f"fabric.building_parts[{part.number}].age_band", part.age_band)
    if part.floor.heat_loss is FloorHeatLoss.GROUND:
        storey = part.storeys[lowest_storey_position(part.storeys)]
        as_built_mm = ground_floor_insulation_mm(storey, part.floor, part.age_band, site)
        code = "eligible" if as_built_mm == 0 else "already_done"
        return Reason(code, *age, f"{as_built_mm:g} mm as built, RdSAP 10 Table 19")
    u_value = exposed_floor_u(part.age_band, site.country, None)
    code = "eligible" if u_value > HIGHEST_ACCEPTABLE_U else "low_heat_loss_already"
    return Reason(code, *age, f"{u_value} W/m2K as built, RdSAP 10 Table 20")
