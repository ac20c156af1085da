"""Photovoltaics on the dwelling's own roof, RdSAP 10 Table 33 measure U.

How many panels the roof can carry is bounded before (half of the sloping area of the dwelling's
own roof, 0.70 of a provider's maximum, no plane within 30 degrees of north).
"""

from sap10.certificate import (
    EpcPropertyData,
    Orientation,
    Overshading,
    PvArray,
    PvArrays,
    PvConnection,
)
from sap10.measures.assessment import (
    FLATS,
    Assessment,
    MeasureType,
    Reason,
    RoofForPanels,
    SiteFacts,
    edit,
    eligible,
)
from sap10.overlay import Component

FEWEST_PANELS = 4
"""Smaller systems are not offered."""

_COMPASS = (
    Orientation.NORTH,
    Orientation.NORTH_EAST,
    Orientation.EAST,
    Orientation.SOUTH_EAST,
    Orientation.SOUTH,
    Orientation.SOUTH_WEST,
    Orientation.WEST,
    Orientation.NORTH_WEST,
)
_FLATTEST_PITCHED_DEG = 15.0
_STEPS_DEG = (30.0, 45.0, 60.0, 90.0)
"""Slopes that a certificate can record. [degrees]"""


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess photovoltaics.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Planning flags, and what the roof can carry.

    Returns
    -------
    list of Assessment
        One: as many panels as the roof can carry, connected to the dwelling's meter.
    """
    measure, roof = MeasureType.SOLAR_PV, site.roof_for_panels
    excluded = _exclusion(epc, site)
    if excluded is not None:
        return [Assessment(measure, excluded)]
    if roof is None:
        rule = "how many panels the roof can carry has to be known"
        return [Assessment(measure, Reason("not_surveyed", "solar.max_panels", "none", rule))]
    rule = f"at least {FEWEST_PANELS} panels on the dwelling's own roof ({roof.source})"
    panels = ("solar.max_panels", str(roof.max_panels))
    if roof.max_panels < FEWEST_PANELS:
        return [Assessment(measure, Reason("roof_too_small", *panels, rule))]
    array = _array(roof)
    edits = [
        edit(
            Component.ENERGY_SOURCE,
            photovoltaics=PvArrays(arrays=(array,)),
            pv_connection=PvConnection.CONNECTED,
            is_export_capable=True,
        )
    ]
    quantities = [("panel_count", float(roof.max_panels)), ("peak_power_kwp", array.peak_power_kw)]
    return [eligible(measure, Reason("eligible", *panels, rule), edits, quantities)]


def _exclusion(epc: EpcPropertyData, site: SiteFacts) -> Reason | None:
    if epc.energy_source.photovoltaics is not None:
        kind = epc.energy_source.photovoltaics.kind
        rule = "there are photovoltaics already"
        return Reason("already_done", "energy_source.photovoltaics", kind, rule)
    if epc.property_type in FLATS:
        rule = "the roof is not the dwelling's own, RdSAP 10 Table 33 measure U"
        value = epc.property_type or ""
        return Reason("property_type_not_suitable", "property_type", value, rule)
    if site.protection:
        rule = "roofs of listed and heritage buildings are kept"
        return Reason("protected_building", *site.protection, rule)
    return None


def _array(roof: RoofForPanels) -> PvArray:
    """Return the array in the certificate's own steps of direction and slope."""
    pitch = 30.0 if roof.pitch_deg is None else roof.pitch_deg
    if pitch < _FLATTEST_PITCHED_DEG:
        orientation, step = Orientation.HORIZONTAL, 0.0
    else:
        azimuth = 180.0 if roof.azimuth_deg is None else roof.azimuth_deg
        orientation = _COMPASS[int((azimuth + 22.5) // 45) % 8]
        step = min(_STEPS_DEG, key=lambda one: abs(one - pitch))
    return PvArray(
        peak_power_kw=round(roof.max_panels * roof.panel_peak_power_w / 1000, 2),
        orientation=orientation,
        pitch_degrees=step,
        overshading=Overshading.MODEST,
    )
