"""Loft insulation to 300 mm at the joists, RdSAP 10 Table 33 measure A."""

from sap10.certificate import (
    BuildingPart,
    EpcPropertyData,
    RoofConstruction,
    RoofInsulationLocation,
)
from sap10.measures.assessment import (
    Assessment,
    MeasureType,
    Reason,
    SiteFacts,
    edit,
    eligible,
    not_surveyed,
    reduced_fabric,
)
from sap10.overlay import Component

LOFT_THICKNESS_MM = 300.0
"""Thickness after the measure. [mm]"""
HIGHEST_TOP_UP_MM = 150.0
"""Thicker lofts are left alone, RdSAP 10 Table 33 note 1. [mm]"""
HIGHEST_ACCEPTABLE_U = 0.35
"""Lofts with a recorded U-value below it are left alone, RdSAP 10 Table 33 measure A. [W/m2K]"""

_R = RoofConstruction
_L = RoofInsulationLocation
_ABOVE = (_R.ANOTHER_DWELLING_ABOVE, _R.SAME_DWELLING_ABOVE, _R.NONE)


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess loft insulation.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Not needed.

    Returns
    -------
    list of Assessment
        One: all suitable lofts of all building parts.
    """
    fabric = reduced_fabric(epc)
    measure = MeasureType.LOFT_INSULATION
    if fabric is None:
        return [not_surveyed(measure)]
    reasons = {part.number: _suitability(part) for part in fabric.building_parts}
    edits = [
        edit(
            Component.ROOF,
            number,
            insulation_location=_L.JOISTS,
            insulation_thickness_mm=LOFT_THICKNESS_MM,
            u_value=None,
        )
        for number, reason in reasons.items()
        if reason.code == "eligible"
    ]
    if not edits:
        return [Assessment(measure, next(iter(reasons.values())))]
    deciding = next(reason for reason in reasons.values() if reason.code == "eligible")
    return [eligible(measure, deciding, edits)]


def _suitability(part: BuildingPart) -> Reason:
    roof, field = part.roof, f"fabric.building_parts[{part.number}].roof"
    construction = (f"{field}.construction", roof.construction.value)
    if roof.construction in _ABOVE:
        return Reason("not_a_heat_loss_surface", *construction, "no roof above this part")
    if roof.construction is _R.PITCHED_NO_LOFT_ACCESS:
        return Reason("no_access", *construction, "no access, no option")
    if roof.construction is not _R.PITCHED_LOFT_ACCESS:
        return Reason("construction_not_suitable", *construction, "lofts of pitched roofs only")
    if roof.insulation_location is _L.RAFTERS:
        place = (f"{field}.insulation_location", roof.insulation_location.value)
        return Reason("construction_not_suitable", *place, "insulated at the rafters")
    if roof.u_value is not None:
        rule = f"recorded U-value of at least {HIGHEST_ACCEPTABLE_U}, RdSAP 10 Table 33"
        code = "eligible" if roof.u_value >= HIGHEST_ACCEPTABLE_U else "low_heat_loss_already"
        return Reason(code, f"{field}.u_value", str(roof.u_value), rule)
    rule = f"at most {HIGHEST_TOP_UP_MM:g} mm, RdSAP 10 Table 33 note 1"
    thickness = roof.insulation_thickness_mm
    if thickness is None and roof.insulation_location is _L.NONE:
        return Reason("eligible", f"{field}.insulation_location", "none", rule)
    value = (f"{field}.insulation_thickness_mm", str(thickness))
    if not isinstance(thickness, float):
        return Reason("insulation_unknown", *value, "unknown insulation is not built upon")
    code = "eligible" if thickness <= HIGHEST_TOP_UP_MM else "already_done"
    return Reason(code, *value, rule)
