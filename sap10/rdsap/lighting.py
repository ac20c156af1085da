"""Fixed lighting from bulb counts, RdSAP 10 Table 31 item 12-1 and SAP 10.2 Appendix L1."""

from sap10.certificate import BulbCounts
from sap10.dwelling import Lighting
from sap10.rdsap.context import Notes

LED = (9.0, 100.0)
CFL = (19.0, 55.0)
LOW_ENERGY = (15.0, 80.0)
INCANDESCENT = (60.0, 11.2)
"""Power [W] and efficacy [lm/W] of one bulb."""


def lighting_of(counts: BulbCounts | None, notes: Notes) -> Lighting[float, int, bool]:
    """Return capacity [lm] and mean efficacy [lm/W] of the bulbs.

    Appendix L step 5 gives existing dwellings 185 lm/m2, and step 8 refers to RdSAP for the
    efficacy. RdSAP gives bulbs a power as well as an efficacy, so their capacity is that of the
    counted bulbs (L5a), which is what accredited worksheets have (finding C.3), and the efficacy is
    lumens over watts (L8). Without bulbs, or without a count, steps 5 and 8 c) apply: 185 lm/m2 and
    21.3 lm/W.
    """
    if counts is None:
        notes.add("fixed lighting not recorded: 185 lm/m2 at 21.3 lm/W (SAP 10.2 L1 steps 5, 8)")
        return Lighting()
    bulbs = (
        (counts.led_count or 0, *LED),
        (counts.cfl_count or 0, *CFL),
        (counts.low_energy_count or 0, *LOW_ENERGY),
        (counts.incandescent_count or 0, *INCANDESCENT),
    )
    watts = sum(count * power for count, power, _ in bulbs)
    if watts == 0:
        notes.add("no fixed lighting: 185 lm/m2 at 21.3 lm/W (SAP 10.2 L1 steps 5, 8 c)")
        return Lighting()
    lumens = sum(count * power * efficacy for count, power, efficacy in bulbs)
    notes.add(f"lighting {lumens:g} lm, {watts:g} W from bulb counts (RdSAP 10 item 12-1)")
    return Lighting(is_capacity_given=True, capacity_lm=lumens, efficacy_lm_per_w=lumens / watts)
