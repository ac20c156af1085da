"""The two branches of the worksheet: individual systems (9a to 13a), heat networks (9b to 13b).

What both branches have is calculated once, under its number in branch a; the dwellings whose space
heat comes from a network print it, and have it imposed, under its number in branch b.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sap10.arrays import BoolArray, FloatArray
from sap10.dwelling import DwellingBatch
from sap10.lines import Impose, Relabelled
from sap10.tables.heating import FAMILY_BY_CODE, Family
from sap10.worksheet.heat_network_factors import NetworkEmissions

NETWORK_LINES: dict[str, str | None] = {
    "201": "301",
    "202": "302",
    "208": "308",
    "209": "314",
    "215": "309",
    "217": "311",
    "219": "312",
    "221": "315",
    "230a": "330a",
    "230b": "330b",
    "230g": "330g",
    "230h": "330h",
    "330i": "330i",
    "231": "331",
    "232": "332",
    "233": "333",
    "233a": "333a",
    "233b": "333b",
    "234a": "334a",
    "234b": "334b",
    "235a": "335a",
    "235b": "335b",
    "236a": "336a",
    "236b": "336b",
    "237a": "337a",
    "237b": "337b",
    "238": "338",
    "242": "341",
    "243": "343",
    "244": "344",
    "245": "345",
    "246": "346",
    "247": "347",
    "247a": "347a",
    "248": "348",
    "249": "349",
    "250": "350",
    "251": "351",
    "252": "352",
    "253": "353",
    "254": "354",
    "255": "355",
    "256": "356",
    "257": "357",
    "258": "358",
    "263": "374",
    "264": "375",
    "264a": "375a",
    "265": "376",
    "266": "377",
    "267": "378",
    "268": "379",
    "269": "380",
    "270": "381",
    "271": "382",
    "272": "383",
    "273": "384",
    "274": "385",
    "277": "474",
    "278": "475",
    "278a": "475a",
    "279": "476",
    "280": "477",
    "281": "478",
    "282": "479",
    "283": "480",
    "284": "481",
    "285": "482",
    "286": "483",
    "287": "484",
}
"""Number in branch b of each line of branch a that both have."""

OWN_WATER_LINES = ("217", "219", "243", "244", "245", "246", "247", "264", "278")
"""Lines of the dwelling's own water heater, which water from a network does not have."""


SECOND_SYSTEM_LINES = (
    *("203", "204", "205", "207", "213", "230c", "230d", "230e"),
    *("241", "241a", "241b", "241c", "241d", "241e", "262", "276"),
)
"""Lines of branch a that a second main system has beside a network: branch b has none for it."""


class NetworkImpose(Impose):
    """Imposes branch b's lines on the dwellings on a network, branch a's on the others."""

    __slots__ = ("_base", "_on_network")

    def __init__(self, base: Impose, on_network: BoolArray) -> None:
        super().__init__()
        self._base = base
        self._on_network = on_network

    def __call__(self, number: str, computed: FloatArray) -> FloatArray:
        """Return `computed` with what is imposed on each dwelling's own branch."""
        other = NETWORK_LINES.get(number)
        if other is None:
            return self._base(number, computed)
        on_network = self._on_network
        own = computed if bool(on_network.all()) else self._base(number, computed)
        imposed = self._base(other, computed)
        if own is computed and imposed is computed:
            return computed
        mask = on_network if computed.ndim == 1 else on_network[:, None]
        return np.where(mask, imposed, own)

    @property
    def unused(self) -> set[str]:
        """Imposed lines that no section asked about."""
        return self._base.unused


def by_branch(batch: DwellingBatch, impose: Impose) -> Impose:
    """Return what imposes on each dwelling the lines of its own branch."""
    on_network = FAMILY_BY_CODE[batch.main_1.code] == Family.HEAT_NETWORK
    return NetworkImpose(impose, on_network) if on_network.any() else impose


def printed_branch(
    network: NetworkEmissions | None,
    sections: Sequence[tuple[str, str, tuple[object | None, ...]]],
    own_lines: Mapping[str, object],
    *,
    has_second_system: bool,
) -> list[tuple[str, tuple[object, ...]]]:
    """Return heading and results of sections 9 to 13, as the dwelling's branch prints them.

    A dwelling whose space heat comes from a network prints branch b; one whose water alone does
    prints branch a, with the network's lines in place of its own water heater's (C6). A second main
    system beside a network (A1) keeps its numbers of branch a.

    Parameters
    ----------
    network
        Section 12b; None where no dwelling is on a network.
    sections
        Number, title and results of each section; a result that is None is left out.
    own_lines
        The lines that only networks have, by section.
    has_second_system
        Whether the dwelling has a second main system that heats space.
    """
    present = [
        (number, title, tuple(part for part in parts if part is not None))
        for number, title, parts in sections
    ]
    if network is None:
        return [(f"{number}a. {title}", parts) for number, title, parts in present]
    networks = network.networks
    numbers: dict[str, str | None] = {}
    on_space = bool(networks.heats_space.all())
    if on_space:
        numbers |= NETWORK_LINES
        if has_second_system:
            numbers |= {number: number for number in SECOND_SYSTEM_LINES}
    if networks.heats_water.all():
        numbers |= dict.fromkeys(OWN_WATER_LINES)
    branch = "b" if on_space else "a"
    return [
        (
            f"{number}{branch}. {title}",
            (
                *(Relabelled(part, numbers, others_stay=not on_space) for part in parts),
                *([own_lines[number]] if number in own_lines else []),
            ),
        )
        for number, title, parts in present
    ]
