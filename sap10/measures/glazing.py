"""Double glazing in place of single, RdSAP 10 Table 33 measure O."""

from sap10.certificate import EpcPropertyData, ReducedFabric, ReducedGlazing
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
from sap10.overlay import Component, Edit

_SINGLE = (ReducedGlazing.SINGLE, ReducedGlazing.SINGLE_KNOWN)
_GAP_MM = 16


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess double glazing.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Planning flags.

    Returns
    -------
    list of Assessment
        One: all single-glazed windows get double glazing of today's standard.
    """
    measure, fabric = MeasureType.DOUBLE_GLAZING, reduced_fabric(epc)
    if fabric is None:
        return [not_surveyed(measure)]
    if not fabric.windows:
        rule = "windows have to be measured one by one"
        reason = Reason("not_surveyed", "fabric.windows", "none", rule)
        return [Assessment(measure, reason)]
    single = [at for at, window in enumerate(fabric.windows) if window.glazing in _SINGLE]
    rule = "single glazing becomes double, RdSAP 10 Table 33 measure O"
    if not single:
        kinds = ", ".join(sorted({window.glazing.value for window in fabric.windows}))
        return [Assessment(measure, Reason("already_done", "fabric.windows.glazing", kinds, rule))]
    if site.protection:
        rule = "windows of listed and heritage buildings are kept"
        return [Assessment(measure, Reason("protected_building", *site.protection, rule))]
    field = f"fabric.windows[{single[0] + 1}].glazing"
    reason = Reason("eligible", field, fabric.windows[single[0]].glazing, rule)
    edits = [_replaced(at) for at in single] + _draught_proofed(fabric, single)
    return [eligible(measure, reason, edits, [("window_count", float(len(single)))])]


def _replaced(at: int) -> Edit:
    return edit(
        Component.WINDOW,
        at + 1,
        glazing=ReducedGlazing.DOUBLE_THIRD_PERIOD,
        glazing_gap_mm=_GAP_MM,
        is_pvc_or_wood_frame=True,
        frame_factor=None,
        transmission=None,
        is_draught_proofed=True,
    )


def _draught_proofed(fabric: ReducedFabric, replaced: list[int]) -> list[Edit]:
    """Return the edit of the share of draught-proofed windows and doors (RdSAP 10 section 9.1)."""
    newly = sum(not fabric.windows[at].is_draught_proofed for at in replaced)
    if fabric.draughtproofed_percent is None or not newly:
        return []
    gained = 100 * newly / (len(fabric.windows) + fabric.doors.count)
    percent = min(100, round(fabric.draughtproofed_percent + gained))
    return [edit(Component.FABRIC, draughtproofed_percent=percent)]
