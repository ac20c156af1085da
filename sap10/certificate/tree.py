"""Documents as trees: safe XML and JSON, both in the shape of the register's JSON.

Nothing is fetched, no entity is expanded, sizes are bounded. What the fields mean is in `schemas`.
"""

import json
from collections.abc import Mapping
from typing import Any, Final, TypeAlias, cast

from lxml import etree

from sap10.certificate.mapping import Tree
from sap10.errors import CertificateRejected

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage] - lxml has no public name

WRAPPERS: Final = frozenset(
    {
        "Report-Header",
        "Energy-Assessment",
        "Property-Summary",
        "Energy-Use",
        "SAP-Data",
        "SAP10-Data",
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
    inner = tree.get("data")
    return cast("Tree", inner) if isinstance(inner, dict) else tree


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
    return root


def xml_tree(root: Element, ignored: Mapping[str, object]) -> tuple[Tree, dict[str, str]]:
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
    names: dict[str, str] = {}
    tree: Tree = {}
    _flatten(root, tree, names, {key for key, nested in ignored.items() if nested is None})
    return tree, names


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _flatten(element: Element, tree: Tree, names: dict[str, str], ignored: set[str]) -> None:
    for child in element:
        name = local_name(child)
        if name in WRAPPERS:
            _flatten(child, tree, names, ignored)
            continue
        key = ROOT_REPEATS.get(name, key_of(name))
        names[key] = name
        if key in ignored:
            tree[key] = name
            continue
        value = _value(child, name, names, name)
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


def _value(element: Element, name: str, names: dict[str, str], path: str) -> Any:
    """Return an element as text, object or list; None if it is empty."""
    for attribute in element.attrib:
        if attribute not in _ATTRIBUTES:
            raise CertificateRejected(
                reason="unknown_field",
                field=f"{path}/@{attribute}",
                value=None,
                rule="attributes of the register's XML",
            )
    if name in LISTS:
        return _items(element, names, path)
    if len(element) == 0:
        return (element.text or "").strip() or None
    tree: Tree = {}
    for child in element:
        _put(child, tree, names, path)
    return tree or None


def _put(child: Element, tree: Tree, names: dict[str, str], parent: str) -> None:
    name = local_name(child)
    path = f"{parent}/{name}"
    value = _value(child, name, names, path)
    if name in REPEATS:
        names[REPEATS[name]] = name
        if value is not None:
            tree.setdefault(REPEATS[name], []).append(value)
        return
    key = key_of(name)
    names[key] = name
    if value is None:
        return
    if key in tree and isinstance(value, list) and isinstance(tree[key], list):
        tree[key] = [*tree[key], *value]
    elif key in tree:
        raise CertificateRejected(
            reason="invalid_value",
            field=path,
            value=_shown(cast("object", value)),
            rule="given once",
        )
    else:
        tree[key] = value


def _items(element: Element, names: dict[str, str], path: str) -> list[Any] | None:
    items: list[Any] = []
    for index, child in enumerate(element, start=1):
        name = local_name(child)
        item = _value(child, name, names, f"{path}/{name}[{index}]")
        if item is not None:
            items.append(item)
    return items or None


def _shown(value: object) -> object:
    return value if isinstance(value, str) else type(value).__name__
