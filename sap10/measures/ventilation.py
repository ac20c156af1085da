"""Extract fans: the ventilation that wall insulation forces.

An insulated dwelling gets the intermittent fans that RdSAP 10 assumes of one built with
ventilation in mind (Table 5, bands H to M: 1 to 4 by habitable rooms). Fans lower SAP by
themselves; that is shown, not hidden.
"""

from sap10.certificate import EpcPropertyData, VentilationType
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

_FANS_BY_ROOMS = ((2, 1), (5, 2), (8, 3))
_MOST_FANS = 4
_UNFANNED_BANDS = "ABCDE"
_SOME_FANS_BANDS = "FG"
_WHOLE_HOUSE = frozenset(VentilationType) - {
    VentilationType.NATURAL,
    VentilationType.INTERMITTENT_FANS,
    VentilationType.PASSIVE_VENTS,
    VentilationType.FANS_OR_PASSIVE_VENTS,
    VentilationType.FANS_AND_PASSIVE_VENTS,
}
_RULE = "wall insulation forces the extract fans of RdSAP 10 Table 5, bands H to M"


def fans_needed(habitable_rooms: int) -> int:
    """Return the extract fans that a dwelling with insulated walls needs.

    Parameters
    ----------
    habitable_rooms
        Habitable rooms.

    Returns
    -------
    int
        1 to 4, RdSAP 10 Table 5 (bands H to M).
    """
    return next((fans for rooms, fans in _FANS_BY_ROOMS if habitable_rooms <= rooms), _MOST_FANS)


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess the companion of wall insulation.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Not needed.

    Returns
    -------
    list of Assessment
        One: extract fans, eligible where fans are missing.
    """
    fabric = reduced_fabric(epc)
    if fabric is None:
        return [not_surveyed(MeasureType.EXTRACT_FANS)]
    if epc.ventilation.type in _WHOLE_HOUSE:
        rule = "a whole-house system ventilates already"
        reason = Reason("already_done", "ventilation.type", epc.ventilation.type, rule)
        return [Assessment(MeasureType.EXTRACT_FANS, reason)]
    needed = fans_needed(fabric.habitable_room_count)
    present = epc.ventilation.extract_fan_count
    if present is None:
        band = fabric.building_parts[0].age_band
        some = 1 if band in _SOME_FANS_BANDS else needed
        present = 0 if band in _UNFANNED_BANDS else min(some, needed)
    field, value = "ventilation.extract_fan_count", str(epc.ventilation.extract_fan_count)
    if present >= needed:
        return [Assessment(MeasureType.EXTRACT_FANS, Reason("already_done", field, value, _RULE))]
    return [
        eligible(
            MeasureType.EXTRACT_FANS,
            Reason("eligible", field, value, _RULE),
            [edit(Component.VENTILATION, extract_fan_count=needed)],
            [("fan_count", float(needed - present))],
        )
    ]
