"""Fixed lighting from bulb counts, RdSAP 10 Table 31 item 12-1 and SAP 10.2 Appendix L1."""

from sap10.certificate import BulbCounts
from sap10.codes import Conventions
from sap10.dwelling import Lighting
from sap10.rdsap.context import Notes
from sap10.tables import load_table

_BULBS = load_table("rdsap_bulbs")
BULBS: dict[str, tuple[float, float]] = {
    bulb: (power, efficacy)
    for bulb, power, efficacy in zip(
        _BULBS.texts("bulb"),
        _BULBS.floats("power_w").tolist(),
        _BULBS.floats("efficacy_lm_per_w").tolist(),
        strict=True,
    )
}
"""Power [W] and efficacy [lm/W] of one bulb by kind, Table 31 item 12-1."""


def lighting_of(
    counts: BulbCounts | None, conventions: Conventions, notes: Notes
) -> Lighting[float, int, bool]:
    """Return the fixed lighting: capacity by floor area, mean efficacy of the bulbs [lm/W].

    Step 5 of Appendix L1 takes the capacity of counted outlets (L5a) for new dwellings and 185
    lm/m2 (L5b) for existing ones. Step 8 b) leaves the efficacy of existing dwellings to RdSAP,
    whose powers weight the efficacies of the bulbs (lumens over watts, L8). Accredited software
    takes the capacity of the counted bulbs all the same (finding C.3): a dwelling with few of them
    then needs top-up lighting, at most a third of the fixed requirement. Without bulbs, or without
    a count, step 8 c) gives 21.3 lm/W.
    """
    if counts is None:
        notes.add("fixed lighting not recorded: 185 lm/m2 at 21.3 lm/W (SAP 10.2 L1 steps 5, 8)")
        return Lighting()
    bulbs = (
        (counts.led_count or 0, *BULBS["led"]),
        (counts.cfl_count or 0, *BULBS["cfl"]),
        (counts.low_energy_count or 0, *BULBS["low_energy"]),
        (counts.incandescent_count or 0, *BULBS["incandescent"]),
    )
    watts = sum(count * power for count, power, _ in bulbs)
    if watts == 0:
        notes.add("no fixed lighting: 185 lm/m2 at 21.3 lm/W (SAP 10.2 L1 steps 5, 8 c)")
        return Lighting()
    capacity = sum(count * power * lumens for count, power, lumens in bulbs)
    efficacy = capacity / watts
    if conventions is Conventions.ACCREDITED:
        notes.add(f"lighting {capacity:.4g} lm at {efficacy:.4g} lm/W from bulb counts (ADR 12)")
        return Lighting(is_capacity_given=True, capacity_lm=capacity, efficacy_lm_per_w=efficacy)
    notes.add(
        f"lighting 185 lm/m2 (SAP 10.2 L5b) at {efficacy:.4g} lm/W from bulb counts"
        " (RdSAP 10 item 12-1)"
    )
    return Lighting(efficacy_lm_per_w=efficacy)
