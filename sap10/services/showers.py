"""Shower outlets as documents describe them: SAP 10.2 Table J4."""

from sap10.certificate import ShowerType, WaterHeating
from sap10.codes import ShowerKind
from sap10.dwelling import Shower
from sap10.rdsap.context import Notes
from sap10.tables import load_table

_J4 = load_table("j4_showers")
_SUPPLY = _J4.texts("supply")
_FLOW_L_PER_MIN: dict[bool, dict[str, float]] = {
    is_new: dict(zip(_SUPPLY, _J4.floats(column).tolist(), strict=True))
    for is_new, column in ((False, "flow_existing"), (True, "flow_new"))
}
"""Flow by supply of a mixer shower, by whether the dwelling is new. [l/min]"""

_POWER_KW = dict(zip(_SUPPLY, _J4.floats("power_kw").tolist(), strict=True))
_WITHOUT_PRESSURE = (903, 999)
"""Water heating codes of a cylinder that may not be recorded: immersion, no water heating."""


def showers_of(
    water: WaterHeating, notes: Notes, is_new: bool = False
) -> tuple[Shower[float, int], ...]:
    """Return the shower outlets, Table J4; without a record there are none (finding C.12).

    Parameters
    ----------
    water
        Water heating as recorded: its showers, and what feeds them.
    notes
        Takes what is inferred.
    is_new
        Whether the dwelling is new: its mixers have at least 8 l/min, an existing one's 7.
    """
    if water.showers is None:
        notes.add("showers not recorded: none (SAP 10.2 Appendix J)")
        return ()
    flows = _FLOW_L_PER_MIN[is_new]
    outlets: list[Shower[float, int]] = []
    for shower in water.showers:
        if shower.type is ShowerType.NONE:
            continue
        if shower.type in (ShowerType.ELECTRIC, ShowerType.ELECTRIC_AND_NON_ELECTRIC):
            power = shower.power_kw or _POWER_KW[ShowerType.ELECTRIC.value]
            outlets.append(
                Shower(kind=ShowerKind.ELECTRIC, power_kw=max(power, _POWER_KW["least"]))
            )
        if shower.type is not ShowerType.ELECTRIC:
            flow = shower.flow_rate_l_per_min or flows[_supply(water, shower.type)]
            outlets.append(Shower(kind=ShowerKind.MIXER, flow_l_per_min=max(flow, flows["least"])))
    if outlets:
        notes.add("shower flow and power by kind where unknown (SAP 10.2 Table J4)")
    return tuple(outlets)


def _supply(water: WaterHeating, kind: ShowerType) -> str:
    """Return the supply of a mixer shower.

    By kind; where the document says no more than "non-electric", unvented from a combi or another
    heater without a cylinder, which mains pressure feeds.
    """
    if kind.value in _SUPPLY:
        return kind.value
    is_unvented = water.cylinder is None and water.code not in _WITHOUT_PRESSURE
    return ShowerType.UNVENTED.value if is_unvented else ShowerType.VENTED.value
