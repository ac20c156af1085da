"""Documents as trees: safe XML and JSON, both in the shape of the register's JSON.

Nothing is fetched, no entity is expanded, sizes are bounded. What the fields mean is in `schemas`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeAlias, cast

from lxml import etree

from sap10.certificate.mapping import Tree
from sap10.errors import CertificateRejected

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] - lxml has no public name

MAX_DEPTH: Final = 32
"""Levels of the deepest document that is read; the schemas have half as many."""

WRAPPERS: Final = frozenset(
    {
        "Report-Header",
        "Energy-Assessment",
        "Property-Summary",
        "Energy-Use",
        "SAP-Data",
        "SAP10-Data",
        "SAP2012-Data",
        "SAP09-Data",
        "SAP-Property-Details",
        "Property",
        "Address",
    }
)
"""Elements that vanish: their children belong to the root."""

ROOT_REPEATS: Final = {
    "Wall": "walls",
    "Walls": "walls",
    "Roof": "roofs",
    "Floor": "floors",
    "Main-Heating": "main_heating",
    "Main-Heating-Controls": "main_heating_controls",
}
"""Summary elements that repeat, and their key."""

REPEATS: Final = {
    "Addendum-Number": "addendum_numbers",
    "SAP-Thermal-Bridge": "thermal_bridges",
}
"""Other elements that repeat without a container, and their key."""

LISTS: Final = frozenset(
    {
        "SAP-Floor-Dimensions",
        "LZC-Energy-Sources",
        "Suggested-Improvements",
        "Alternative-Improvements",
        "SAP-Building-Parts",
        "SAP-Windows",
        "SAP-Deselected-Improvements",
        "Main-Heating-Details",
        "Storage-Heaters",
        "SAP-Special-Features",
        "Air-Change-Rates",
        "PV-Arrays",
        "PV-Batteries",
        "Shower-Outlets",
        "SAP-Opening-Types",
        "SAP-Openings",
        "SAP-Roofs",
        "SAP-Walls",
        "SAP-Community-Heating-Systems",
        "Community-Heat-Sources",
        "SAP-Lighting",
        "Fixed-Lights",
        "Wind-Turbines",
        "Hydro-Electric-Generation-Months",
    }
)
"""Containers that become lists of their items."""

_ATTRIBUTES = frozenset({"quantity", "currency", "language"})
_UNKNOWN_ATTRIBUTE = etree.XPath(
    f"descendant::*/@*[{' and '.join(f'name() != {name!r}' for name in sorted(_ATTRIBUTES))}]"
)
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_MALFORMED = "a well-formed document"


def malformed(what: str, rule: str = _MALFORMED) -> CertificateRejected:
    """Make the error for a document that cannot be read at all."""
    return CertificateRejected(reason="malformed_document", field="document", value=what, rule=rule)


def key_of(name: str) -> str:
    """Return the JSON key of an XML element."""
    return name.lower().replace("-", "_")


def parse_json(content: bytes) -> Tree:
    """Parse register JSON, taking it out of the API's ``data`` envelope if it is in one."""
    try:
        value: object = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_constant=_not_a_number,
        )
    except CertificateRejected:
        raise
    except (ValueError, RecursionError) as error:
        raise malformed(what=type(error).__name__) from None
    if not isinstance(value, dict):
        raise malformed(what=type(value).__name__, rule="one JSON object")
    tree = cast("Tree", value)
    _refuse_depth(tree)
    inner = tree.get("data")
    return cast("Tree", inner) if isinstance(inner, dict) else tree


def _refuse_depth(tree: Tree) -> None:
    level: list[object] = [tree]
    for _ in range(MAX_DEPTH):
        level = [item for place in level for item in _inner(place) if isinstance(item, dict | list)]
        if not level:
            return
    raise malformed(what="nested too deep", rule=f"at most {MAX_DEPTH} levels")


def _inner(place: object) -> Iterable[object]:
    if isinstance(place, dict):
        return cast("Tree", place).values()
    return cast("list[object]", place)


def _object(pairs: list[tuple[str, Any]]) -> Tree:
    """Make an object whose keys occur once; null means that the field is not given."""
    if len(dict(pairs)) != len(pairs):
        raise malformed(what="repeated key", rule="every JSON key once")
    return {key: value for key, value in pairs if value is not None}


def _not_a_number(name: str) -> float:
    raise malformed(what=name, rule="finite numbers")


def parse_xml(content: bytes) -> Element:
    """Parse XML without entities, document type, network or unbounded depth."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise malformed(what=type(error).__name__) from None
    if root.getroottree().docinfo.doctype:
        raise malformed(what="DOCTYPE", rule="no document type declaration")
    if _TOO_DEEP(root):
        raise malformed(what="nested too deep", rule=f"at most {MAX_DEPTH} levels")
    return root


def xml_tree(root: Element, ignored: frozenset[str]) -> tuple[Tree, dict[str, str]]:
    """Turn register XML into the shape of the register's JSON.

    Parameters
    ----------
    root
        The document.
    ignored
        Fields of the root that the schema's mapping ignores; they are not looked into.

    Returns
    -------
    tuple
        The tree, and the XML name of each key.
    """
    reading = _Reading(ignored, has_unknown_attribute=bool(_UNKNOWN_ATTRIBUTE(root)))
    tree: Tree = {}
    _flatten(root, tree, reading)
    return tree, reading.names


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document on its way from XML to a tree."""

    ignored: frozenset[str]
    """Keys of the root that are not looked into."""
    has_unknown_attribute: bool
    """Whether any element has an attribute that the register's XML does not have."""
    names: dict[str, str] = field(default_factory=dict)
    """XML name of each key."""


class _Name(NamedTuple):
    """An element's name without its namespace, and its keys at the root and below it."""

    local: str
    root_key: str
    key: str


@lru_cache(maxsize=4096)
def _name(tag: str) -> _Name:
    local = tag.rpartition("}")[2]
    key = key_of(local)
    return _Name(local, ROOT_REPEATS.get(local, key), REPEATS.get(local, key))


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return _name(str(element.tag)).local


def _flatten(element: Element, tree: Tree, reading: _Reading) -> None:
    for child in element:
        name, key, _ = _name(str(child.tag))
        if name in WRAPPERS:
            _flatten(child, tree, reading)
            continue
        reading.names[key] = name
        if key in reading.ignored:
            tree[key] = name
            continue
        value = _value(child, name, reading)
        if value is None:
            continue
        if key in tree and tree[key] != value:
            raise CertificateRejected(
                reason="inconsistent_values",
                field=name,
                value=_shown(value),
                rule=f"also given as {_shown(tree[key])!r}",
            )
        tree[key] = value


def _value(element: Element, name: str, reading: _Reading) -> Any:
    """Return an element as text, object or list; None if it is empty."""
    if reading.has_unknown_attribute:
        _refuse_attributes(element)
    if len(element) == 0:
        return (element.text or "").strip() or None
    if name in LISTS:
        items = [_value(child, _name(str(child.tag)).local, reading) for child in element]
        return [item for item in items if item is not None] or None
    tree: Tree = {}
    for child in element:
        child_name, _, key = _name(str(child.tag))
        reading.names[key] = child_name
        if len(child) == 0 and not reading.has_unknown_attribute:
            value = (child.text or "").strip() or None  # as a call would, for most elements
        else:
            value = _value(child, child_name, reading)
        if value is None:
            continue
        if key in tree or child_name in REPEATS:
            _repeat(tree, key, value, child)
        else:
            tree[key] = value
    return tree or None


def _repeat(tree: Tree, key: str, value: Any, child: Element) -> None:
    """Add an element that repeats, or refuse one that must not."""
    if local_name(child) in REPEATS:
        tree.setdefault(key, []).append(value)
    elif isinstance(value, list) and isinstance(tree[key], list):
        tree[key].extend(cast("list[object]", value))
    else:
        raise CertificateRejected(
            reason="invalid_value",
            field=_path(child),
            value=_shown(cast("object", value)),
            rule="given once",
        )


def _refuse_attributes(element: Element) -> None:
    for attribute in element.attrib:
        if attribute not in _ATTRIBUTES:
            raise CertificateRejected(
                reason="unknown_field",
                field=f"{_path(element)}/@{attribute}",
                value=None,
                rule="attributes of the register's XML",
            )


def _path(element: Element) -> str:
    """Return where an element is, from the root of the tree; items of a list with their number."""
    steps: list[str] = []
    place: Element | None = element
    while place is not None and place.getparent() is not None:
        parent = place.getparent()
        name = local_name(place)
        if name in WRAPPERS:
            break
        if parent is not None and local_name(parent) in LISTS:
            name = f"{name}[{parent.index(place) + 1}]"
        steps.append(name)
        place = parent
    return "/".join(reversed(steps))


def _shown(value: object) -> object:
    return value if isinstance(value, str) else type(value).__name__
