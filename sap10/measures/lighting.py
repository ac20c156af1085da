"""LED lighting: every bulb that is not an LED becomes one, RdSAP 10 Table 33 measure E."""

from sap10.certificate import BulbCounts, EpcPropertyData
from sap10.measures.assessment import (
    Assessment,
    MeasureType,
    Reason,
    SiteFacts,
    edit,
    eligible,
)
from sap10.overlay import Component


def assess(epc: EpcPropertyData, site: SiteFacts) -> list[Assessment]:
    """Assess LED lighting.

    Parameters
    ----------
    epc
        The dwelling.
    site
        Not needed.

    Returns
    -------
    list of Assessment
        One.
    """
    measure, bulbs = MeasureType.LED_LIGHTING, epc.lighting
    if not isinstance(bulbs, BulbCounts):
        kind = "not recorded" if bulbs is None else bulbs.kind
        rule = "bulbs have to be counted"
        return [Assessment(measure, Reason("not_surveyed", "lighting", kind, rule))]
    counts = {
        "cfl_count": bulbs.cfl_count or 0,
        "low_energy_count": bulbs.low_energy_count or 0,
        "incandescent_count": bulbs.incandescent_count or 0,
    }
    replaced = sum(counts.values())
    rule = "every bulb that is not an LED becomes one"
    if not replaced:
        reason = Reason("already_done", "lighting.led_count", str(bulbs.led_count), rule)
        return [Assessment(measure, reason)]
    deciding = max(counts, key=lambda name: counts[name])
    reason = Reason("eligible", f"lighting.{deciding}", str(counts[deciding]), rule)
    after = BulbCounts(
        led_count=(bulbs.led_count or 0) + replaced, cfl_count=0, incandescent_count=0
    )
    edits = [edit(Component.DWELLING, lighting=after)]
    return [eligible(measure, reason, edits, [("bulb_count", float(replaced))])]
