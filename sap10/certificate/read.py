"""Reading a certificate: which schema, which fields, which dwelling; nothing dropped silently."""

import re
from pathlib import Path
from typing import Final

from sap10.certificate.converters import Codes, date, integer, number, text
from sap10.certificate.document import Address, Certificate, LodgedPerformance
from sap10.certificate.identity import MAX_DOCUMENT_BYTES
from sap10.certificate.mapping import (
    LEAF,
    Document,
    Known,
    Node,
    build,
    merge_known,
    refuse_unknown,
    value_of,
)
from sap10.certificate.schemas.common import SAP_VERSION
from sap10.certificate.schemas.place import postcode
from sap10.certificate.schemas.registry import SCHEMAS, Schema, schema_name
from sap10.certificate.tree import (
    Element,
    local_name,
    malformed,
    parse_json,
    parse_xml,
    xml_tree,
)
from sap10.errors import CertificateRejected
from sap10.tables.bands import band_of

_NUMBER = re.compile(r"[0-9]{4}(?:-[0-9]{4}){4}", re.ASCII)
_UPRN = re.compile(r"(?:UPRN-)?([0-9]{1,12})", re.ASCII)
_SCHEMA_LOCATIONS = (
    "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
    "schemaLocation",
)
_ROOTS: Final = {"RdSAP-Report": "RdSAP", "SAP-Report": "SAP"}
_COMPLIANCE = "SAP-Compliance-Report"
_OF_COMPLIANCE = frozenset(
    {"SAP-Report", "Client-Name", "Client-Company", "Client-Address", "Is-Multiple-Compliance"}
)
"""What a compliance report holds; its client is nobody's business here."""
_BAND: Final = Codes("band", {letter: letter for letter in "ABCDEFG"})
_LONGEST_SHOWN = 200
_NAMELESS = "(a field without a name)"
_ADDRESS_LINES = ("address_line_1", "address_line_2", "address_line_3", "address_line_4")
_LODGED = {
    "sap_rating": "energy_rating_current",
    "co2_t_per_year": "co2_emissions_current",
    "primary_energy_kwh_per_m2": "energy_consumption_current",
}
_LODGED_BESIDE = {
    "ei_rating": "environmental_impact_current",
    "total_floor_area_m2": "total_floor_area",
}
_REQUIREMENTS = "renewable_heat_incentive"
_REQUIREMENTS_INSIDE = ("rhi_existing_dwelling", "rhi_new_dwelling")
"""What schemas call the object in which full SAP's requirements stand."""
_SPACE_REQUIREMENT = ("space_heating_existing_dwelling", "space_heating")
_WATER_REQUIREMENT = ("water_heating",)
_REGISTER: Final[Known] = dict.fromkeys(
    (
        *_ADDRESS_LINES,
        *_LODGED.values(),
        *_LODGED_BESIDE.values(),
        "certificate_number",
        "current_energy_efficiency_band",
        "inspection_date",
        "post_town",
        "postcode",
        "registration_date",
        "rrn",
        "sap_version",
        "schema_type",
        "uprn",
    ),
    LEAF,
)


def _known(schema: Schema) -> Known:
    """Return the fields of a schema: those of its mapping but for what it lacks."""
    known: Known = {}
    merge_known(known, schema.root.known)
    merge_known(known, _REGISTER)
    for path in schema.lacks:
        *parents, last = path.split(".")
        place = known
        for key in parents:
            place = place[key] or {}
        del place[last]
    for key in _LODGED_BESIDE.values():
        if key in known:
            known[key] = LEAF  # read here, whatever the schema's mapping makes of it
    return known


KNOWN: Final = {name: _known(schema) for name, schema in SCHEMAS.items()}
IGNORED: Final = {
    name: frozenset(key for key, nested in known.items() if nested is None) - {_REQUIREMENTS}
    for name, known in KNOWN.items()
}
"""Fields of each schema's root that nobody looks into."""
_CODES: Final = {
    name: {codes.name: codes for codes in schema.codes} for name, schema in SCHEMAS.items()
}


def read_certificate(
    source: bytes | Path | str, certificate_number: str | None = None
) -> Certificate:
    """Read one certificate, register XML or register JSON, of any schema that is read.

    Parameters
    ----------
    source
        The document itself, or the path of its file. At most `MAX_DOCUMENT_BYTES`. [B]
    certificate_number
        Its number where the document does not hold it (the register's JSON).

    Returns
    -------
    Certificate
        The dwelling, the lodged figures and the identity.

    Raises
    ------
    CertificateRejected
        With the reason, the field and the value: the document is malformed, its schema is not
        read, or a field or code is not one of its schema.
    """
    number_found = certificate_number
    try:
        tree, document = _document(_content(source))
        root = Node(tree, "", document)
        number_found = _certificate_number(root, certificate_number)
        refuse_unknown(root, KNOWN[document.schema])
        return _certificate(root, number_found)
    except CertificateRejected as rejection:
        if rejection.certificate_number is None:
            rejection.certificate_number = number_found
        rejection.field = _shown(rejection.field) or _NAMELESS
        if isinstance(rejection.value, str):
            rejection.value = _shown(rejection.value)
        elif rejection.value is not None:
            rejection.value = value_of(rejection.value)
        raise


def _shown(found: str) -> str:
    """Make a text of the document fit to be printed and stored: short, no control characters."""
    kept = "".join(letter if letter.isprintable() else "?" for letter in found)
    return kept if len(kept) <= _LONGEST_SHOWN else f"{kept[:_LONGEST_SHOWN]}..."


def _content(source: bytes | Path | str) -> bytes:
    if not isinstance(source, bytes):
        with Path(source).open("rb") as file:
            source = file.read(MAX_DOCUMENT_BYTES + 1)
    if len(source) > MAX_DOCUMENT_BYTES:
        raise malformed(
            what=f"more than {MAX_DOCUMENT_BYTES} bytes", rule="the largest document that is read"
        )
    return source


def _document(content: bytes) -> tuple[dict[str, object], Document]:
    """Parse a document, tell its schema and refuse one that is not read."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"{":
        tree = parse_json(content)
        named = str(tree.get("schema_type", ""))
        schema = _supported("schema_type", named, schema_name(named))
        return tree, Document(schema, None, codes=_CODES[schema])
    if start not in {b"<", b"\xff", b"\xfe"}:
        raise malformed(what="neither XML nor JSON", rule="XML or JSON of one certificate")
    root = _report(parse_xml(content))
    root_name = local_name(root)
    original = root.findtext("{*}Schema-Version-Original") or ""
    locations = [root.get(name, "") for name in _SCHEMA_LOCATIONS]
    named = schema_name(*locations, original, family=_ROOTS[root_name])
    schema = _supported("Schema-Version-Original", original, named)
    if not schema.startswith(_ROOTS[root_name]):
        raise CertificateRejected(
            reason="inconsistent_values",
            field="Schema-Version-Original",
            value=schema,
            rule=f"the document is an {root_name}",
        )
    tree, names = xml_tree(root, IGNORED[schema])
    return tree, Document(schema, names, codes=_CODES[schema])


def _report(root: Element) -> Element:
    """Return the report that a document is, or that a compliance report holds."""
    if local_name(root) == _COMPLIANCE:
        strange = [child for child in root if local_name(child) not in _OF_COMPLIANCE]
        if strange:
            raise CertificateRejected(
                reason="unknown_field",
                field=local_name(strange[0]),
                value=None,
                rule=f"not a field of an {_COMPLIANCE}",
            )
        reports = [child for child in root if local_name(child) in _ROOTS]
        if len(reports) != 1:
            raise malformed(what=_COMPLIANCE, rule="one SAP-Report in it")
        return reports[0]
    if local_name(root) not in _ROOTS:
        raise malformed(what=local_name(root), rule="an RdSAP-Report or SAP-Report")
    return root


def _supported(field: str, shown: str, schema: str | None) -> str:
    if schema in SCHEMAS:
        return schema
    raise CertificateRejected(
        reason="schema_not_supported",
        field=field,
        value=schema or shown,
        rule=f"schemas read: {', '.join(SCHEMAS)}",
    )


def _certificate_number(root: Node, given: str | None) -> str | None:
    """Return the number in the document or the one given; they must not differ."""
    keys = [key for key in ("rrn", "certificate_number") if root.has(key)]
    if not keys:
        return given
    found = root.take(keys[0], text) or ""
    if not _NUMBER.fullmatch(found):
        raise root.refuse(reason="invalid_value", key=keys[0], rule="five groups of four digits")
    if given is not None and given != found:
        raise root.refuse(
            reason="inconsistent_values", key=keys[0], rule=f"the certificate asked for is {given}"
        )
    return found


def _certificate(root: Node, certificate_number: str | None) -> Certificate:
    epc = SCHEMAS[root.document.schema].root.read(root)
    sap_version = root.take("sap_version", SAP_VERSION)
    address = {
        "lines": tuple(line for key in _ADDRESS_LINES if (line := root.take(key, text))),
        "post_town": root.take("post_town", text),
        "postcode": root.take("postcode", postcode),
    }
    values: dict[str, object] = {
        "epc": epc,
        "lodged": _lodged(root, sap_version),
        "sap_version": sap_version,
        "schema_type": root.document.schema,
        "certificate_number": certificate_number,
        "uprn": _uprn(root),
        "registration_date": root.take("registration_date", date),
        "inspection_date": root.take("inspection_date", date),
        "address": build(Address, root, address, {}),
        "notes": tuple(dict.fromkeys(root.document.notes)),
    }
    return build(Certificate, root, values, {})


def _uprn(root: Node) -> int | None:
    """Return the UPRN; a report number in its place means that there is none."""
    value = root.take("uprn", text)
    if value is None or value.startswith("RRN-"):
        return None
    match = _UPRN.fullmatch(value)
    if match is None:
        raise root.refuse(reason="invalid_value", key="uprn", rule="UPRN- and up to 12 digits")
    number_found = int(match[1]) or None
    if number_found and root.document.names is not None and not value.startswith("UPRN-"):
        root.document.notes.append(f"{root.at('uprn')}: a number of the old register, no UPRN")
        return None
    return number_found


def _lodged(root: Node, sap_version: str | None) -> LodgedPerformance | None:
    """Return the lodged figures; a document has all of them or none."""
    missing = [key for key in _LODGED.values() if not root.has(key)]
    if len(missing) == len(_LODGED):
        return None
    if sap_version is None:
        missing.append("sap_version")
    if missing:
        raise root.refuse(reason="missing_field", key=missing[0], rule="lodged figures are whole")
    rating = root.take("energy_rating_current", integer) or 0
    band = root.take("current_energy_efficiency_band", _BAND, band_of(rating))
    if band != band_of(rating):
        raise root.refuse(
            reason="inconsistent_values",
            key="current_energy_efficiency_band",
            rule=f"a rating of {rating} is band {band_of(rating)} (SAP 10.2 Table 14)",
        )
    values: dict[str, object] = {
        "sap_rating": rating,
        "band": band,
        "co2_t_per_year": root.take("co2_emissions_current", number),
        "primary_energy_kwh_per_m2": root.take("energy_consumption_current", number),
        "sap_version": sap_version,
        "ei_rating": root.take("environmental_impact_current", integer),
        "total_floor_area_m2": root.take("total_floor_area", number),
        **_requirements(root),
    }
    return build(LodgedPerformance, root, values, _LODGED | _LODGED_BESIDE)


def _requirements(root: Node) -> dict[str, object]:
    """Return the lodged heat requirements, wherever the schema has them."""
    node = root.child(_REQUIREMENTS)
    inside = [node.child(key) for key in _REQUIREMENTS_INSIDE] if node else []
    node = next((found for found in inside if found), node)
    if node is None:
        return {}
    return {
        name: next((node.take(key, number) for key in keys if node.has(key)), None)
        for name, keys in (
            ("space_heating_requirement_kwh", _SPACE_REQUIREMENT),
            ("water_heating_requirement_kwh", _WATER_REQUIREMENT),
        )
    }
