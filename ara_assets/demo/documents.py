"""Certificates as the register holds and serves them: RdSAP-Schema-21.0.1 XML and JSON.

The JSON follows the register's own rules for turning a lodged XML document into what its API
serves: wrappers vanish, tags become snake case, numbers become numbers, repeats become lists.
"""

import json
from datetime import date
from typing import Any

from lxml import etree

from ara_assets.demo.fabric import Node

NAMESPACE = "https://epbr.digital.communities.gov.uk/xsd/rdsap"
SCHEMA = "RdSAP-Schema-21.0.1"

_WRAPPERS = {
    "Report-Header",
    "Energy-Assessment",
    "Property-Summary",
    "Energy-Use",
    "SAP-Data",
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
    "RRN",
    "Calculation-Software-Name",
}
_LISTS = {
    "SAP-Floor-Dimensions",
    "SAP-Building-Parts",
    "SAP-Windows",
    "Main-Heating-Details",
    "PV-Arrays",
    "PV-Batteries",
    "Shower-Outlets",
}
_PLURALS = {
    "Wall": "walls",
    "Roof": "roofs",
    "Floor": "floors",
    "Main-Heating": "main_heating",
    "Main-Heating-Controls": "main_heating_controls",
}
_ALWAYS_TEXT = {"Address-Line-1", "Post-Town", "Postcode", "UPRN"}


def xml_document(report: Node) -> bytes:
    """Write a report as the register's XML."""
    root = etree.Element(f"{{{NAMESPACE}}}RdSAP-Report", nsmap={None: NAMESPACE})
    _append(root, report)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _append(parent: Any, node: Node) -> None:
    for tag, value in node.items():
        for item in value if isinstance(value, list) else [value]:
            element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
            if isinstance(item, str):
                element.text = item
            else:
                _append(element, item)


def json_document(report: Node, *, uprn: int, lodged_on: date, band: str) -> bytes:
    """Write a report as the register's API serves it, without its own certificate number."""
    document = _served(report)
    document.update(
        schema_type=SCHEMA,
        assessment_type="RdSAP",
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
        elif tag in _LISTS:
            (items,) = value.values()
            served[key] = [_served(item) for item in items]
        elif isinstance(value, list):
            served[_PLURALS[tag]] = [_served(item) for item in value]
        elif isinstance(value, dict):
            served[key] = _served(value)
        elif value:
            served[key] = value if tag in _ALWAYS_TEXT else _number_or_text(value)
    return served


def _number_or_text(text: str) -> int | float | str:
    """Turn text that looks like a number into one, as the register does."""
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
