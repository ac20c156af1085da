"""Addenda: facts that no other field holds, as flags and, in RdSAP, by number."""

from typing import Final

from sap10.certificate.converters import Codes, boolean
from sap10.certificate.epc_property_data import Addendum
from sap10.certificate.mapping import ABSENT, LEAF, Known, Made, Node, flat_list

_ADDENDUM_FLAGS: Final = {
    "cavity_fill_recommended": Addendum.CAVITY_FILL_RECOMMENDED,
    "stone_walls": Addendum.STONE_WALLS,
    "system_build": Addendum.SYSTEM_BUILD,
    "access_issues": Addendum.ACCESS_ISSUES,
    "high_exposure": Addendum.HIGH_EXPOSURE,
    "narrow_cavities": Addendum.NARROW_CAVITIES,
}


def addenda_rule(numbers: Codes[Addendum] | None) -> Made:
    """Make the rule for addenda: flags, and numbers where the schema has them."""
    known: Known = dict.fromkeys(_ADDENDUM_FLAGS, LEAF)
    if numbers is not None:
        known["addendum_numbers"] = LEAF

    def read(node: Node) -> object:
        child = node.child("addendum")
        if child is None:
            return ABSENT
        listed = flat_list(child.tree.get("addendum_numbers", []))
        found = (
            [numbers(item, child.at("addendum_numbers"), child.document) for item in listed]
            if numbers is not None
            else []
        )
        flags = [flag for key, flag in _ADDENDUM_FLAGS.items() if child.take(key, boolean)]
        return tuple(dict.fromkeys([*found, *flags]))

    return Made({"addendum": known}, read)
