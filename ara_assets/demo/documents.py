"""Certificates as the register holds and serves them: XML and JSON of any edition.

The JSON follows the register's own rules for turning a lodged XML document into what its API
serves: wrappers vanish, tags become snake case, numbers become numbers, repeats become lists.
"""

import json
from datetime import date
from typing import Any

from lxml import etree

from ara_assets.demo.editions import Edition
from ara_assets.demo.fabric import Node

SCHEMA = "RdSAP-Schema-21.0.1"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

_WRAPPERS = {
    "Report-Header",
    "Energy-Assessment",
    "Property-Summary",
    "Energy-Use",
    "SAP-Data",
    "SAP10-Data",
    "SAP2012-Data",
    "SAP-Property-Details",
    "Property",
    "Address",
}
_DROPPED = {
    "ExternalDefinitions-Revision-Number",
    "User-Interface-Name",
    "User-Interface-Version",
    "PCDF-Revision-Number",
    "Related-Party-Disclosure",
    "Insurance-Details",
    "Previous-EPC-Check",
    "Energy-Assessor",
    "Home-Inspector",
    "RRN",
    "Calculation-Software-Name",
}
_LISTS = {
    "Community-Heat-Sources",
    "Fixed-Lights",
    "Main-Heating-Details",
    "PV-Arrays",
    "PV-Batteries",
    "SAP-Building-Parts",
    "SAP-Community-Heating-Systems",
    "SAP-Floor-Dimensions",
    "SAP-Lighting",
    "SAP-Opening-Types",
    "SAP-Openings",
    "SAP-Roofs",
    "SAP-Walls",
    "SAP-Windows",
    "Shower-Outlets",
}
_PLURALS = {
    "Wall": "walls",
    "Walls": "walls",
    "Roof": "roofs",
    "Floor": "floors",
    "Main-Heating": "main_heating",
    "Main-Heating-Controls": "main_heating_controls",
}
_ALWAYS_TEXT = {"Address-Line-1", "Post-Town", "Postcode", "UPRN"}


def xml_document(report: Node, edition: Edition) -> bytes:
    """Write a report as the register's XML."""
    namespace, name = edition.namespace, f"{edition.family}-Report"
    root = etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace, "xsi": _INSTANCE})
    place = f"{edition.schema}/{edition.family}/Templates/{name}.xsd"
    root.set(f"{{{_INSTANCE}}}schemaLocation", f"{namespace} {place}")
    _append(root, report, namespace)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _append(parent: Any, node: Node, namespace: str) -> None:
    for tag, value in node.items():
        for item in value if isinstance(value, list) else [value]:
            element = etree.SubElement(parent, f"{{{namespace}}}{tag}")
            if isinstance(item, str):
                element.text = item
            else:
                _append(element, item, namespace)


def json_document(
    report: Node, edition: Edition, *, uprn: int, lodged_on: date, band: str
) -> bytes:
    """Write a report as the register's API serves it, without its own certificate number."""
    document = _served(report)
    document.update(
        schema_type=edition.schema,
        assessment_type=edition.family,
        created_at=f"{lodged_on.isoformat()} 02:11:07.000000",
        uprn=uprn,
        uprn_source="Energy Assessor",
        current_energy_efficiency_band=band,
        potential_energy_efficiency_band=band,
    )
    return (json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _served(node: Node) -> dict[str, Any]:
    """Turn one XML object into the served one."""
    served: dict[str, Any] = {}
    for tag, value in node.items():
        if tag in _DROPPED:
            continue
        key = tag.lower().replace("-", "_")
        if tag in _WRAPPERS:
            served.update(_served(value))
        elif isinstance(value, list):
            served[_PLURALS[tag]] = [_served(item) for item in value]
        elif value:
            served[key] = _value(tag, value)
    return served


def _value(tag: str, value: Any) -> Any:
    """Turn the content of one element into the served one; items of lists lose their names."""
    if tag in _LISTS:
        return [_value(name, item) for name, items in value.items() for item in _listed(items)]
    if isinstance(value, dict):
        return _served(value)
    return value if tag in _ALWAYS_TEXT else _number_or_text(value)


def _listed(items: Any) -> list[Any]:
    return items if isinstance(items, list) else [items]


def _number_or_text(text: str) -> int | float | str:
    """Turn text that looks like a number into one, as the register does."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
