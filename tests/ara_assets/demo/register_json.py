"""The register's rules from XML to JSON, written from their description as an oracle of their own.

Source: the register's API, rules 1 to 9 of "XML to JSON"; what the API adds (rule 10) is not here.
"""

from collections import Counter
from typing import Any

from lxml import etree

WRAPPERS = {
    "Report-Header",
    "Energy-Assessment",
    "Property-Summary",
    "Energy-Use",
    "SAP-Data",
    "SAP10-Data",
    "SAP2012-Data",
    "SAP-Property-Details",
    "Identification-Number",
    "Property",
    "Address",
}
DROPPED = {
    "ExternalDefinitions-Revision-Number",
    "User-Interface-Name",
    "User-Interface-Version",
    "PCDF-Revision-Number",
    "Related-Party-Disclosure",
    "Insurance-Details",
    "Previous-EPC-Check",
    "Green-Deal-Package",
    "Green-Deal-Category",
    "Energy-Assessor",
    "Home-Inspector",
    "RRN",
    "PDF",
    "ExceptionList",
    "ReportList",
    "Calculation-Software-Name",
}
LISTS = {
    "SAP-Floor-Dimensions",
    "LZC-Energy-Sources",
    "Suggested-Improvements",
    "SAP-Building-Parts",
    "SAP-Windows",
    "SAP-Deselected-Improvements",
    "Main-Heating-Details",
    "Storage-Heaters",
    "SAP-Special-Features",
    "Alternative-Improvements",
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
}
PLURALS = {
    "Wall": "walls",
    "Walls": "walls",
    "Roof": "roofs",
    "Floor": "floors",
    "Main-Heating": "main_heating",
    "Main-Heating-Controls": "main_heating_controls",
    "Addendum-Number": "addendum_numbers",
}
TEXTS = {f"Address-Line-{line}" for line in range(1, 5)}
ADDED = {
    "schema_type",
    "assessment_type",
    "created_at",
    "uprn",
    "uprn_source",
    "current_energy_efficiency_band",
    "potential_energy_efficiency_band",
}


def served(document: bytes) -> dict[str, Any]:
    """Return what the API would serve of a lodged document, without the fields that it adds."""
    result = _object(etree.fromstring(document))
    return {key: value for key, value in result.items() if key not in ADDED}


def _name(element: Any) -> str:
    return etree.QName(element).localname


def _object(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    repeats = Counter(_name(child) for child in element)
    for child in element:
        name = _name(child)
        if name in DROPPED:
            continue
        if name in WRAPPERS:
            found |= _object(child)
            continue
        value = _value(child)
        if value is None:
            continue
        # A storey's level has the name of the summary's floors, but is no repeat of an object.
        is_plural = name in PLURALS and (isinstance(value, dict) or repeats[name] > 1)
        if is_plural:
            found.setdefault(PLURALS[name], []).append(value)
        else:
            found[name.lower().replace("-", "_")] = value
    return found


def _value(element: Any) -> Any:
    if _name(element) in LISTS:
        return [_value(item) for item in element] or None
    if len(element):
        return _object(element)
    text = " ".join((element.text or "").split())
    if not text:
        return None
    plain = text if _name(element) in TEXTS else _number(text)
    return dict(element.attrib) | {"value": plain} if element.attrib else plain


def _number(text: str) -> object:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text
