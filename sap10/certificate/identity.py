"""Whose certificate a document is: number, UPRN, date and address, without reading the rest.

XML as lodged (any schema, found by `Report-Header`) and the register's JSON (keys as in its API,
wrapped in `data` or not). One document holds one certificate. `sap10.certificate` reads the
dwelling itself.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from sap10.errors import CertificateRejected

MAX_DOCUMENT_BYTES = 5_000_000

_CERTIFICATE_NUMBER = re.compile(r"\d{4}(?:-\d{4}){4}")
_UPRN = re.compile(r"(?:UPRN-)?0*([1-9]\d{0,11})")
_SCHEMA_TYPE = re.compile(r"(?:Rd)?SAP-Schema-(?:NI-|S-)?\d+\.\d+(?:\.\d+)?")
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})")


@dataclass(frozen=True)
class Identity:
    """What a document says of itself; None where it is silent.

    `uprn` is None for the placeholder zero and for ids that are no UPRN.
    """

    certificate_number: str | None = None
    uprn: int | None = None
    registration_date: date | None = None
    schema_type: str | None = None
    postcode: str | None = None
    address_line_1: str | None = None
    address_line_2: str | None = None
    address_line_3: str | None = None
    post_town: str | None = None
    country_code: str | None = None


def read_identity(data: bytes) -> Identity:
    """Read a document's identity.

    Parameters
    ----------
    data
        The document as received, XML or JSON, at most `MAX_DOCUMENT_BYTES`. [B]

    Raises
    ------
    CertificateRejected
        If it is neither well-formed XML nor JSON of one certificate, or a date is none.
    """
    if len(data) > MAX_DOCUMENT_BYTES:
        msg = f"{len(data)} bytes"
        raise _malformed(msg, f"at most {MAX_DOCUMENT_BYTES} bytes")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return _identity(_xml_fields(data))
    if start == b"{":
        return _identity(_json_fields(data))
    msg = "the beginning"
    raise _malformed(msg, "an XML or JSON document")


def _malformed(value: str, rule: str) -> CertificateRejected:
    return CertificateRejected("malformed_document", "document", value, rule)


def _identity(fields: dict[str, str]) -> Identity:
    number = fields.get("certificate_number", "")
    uprn = _UPRN.fullmatch(fields.get("uprn", ""))
    schema_type = _SCHEMA_TYPE.search(fields.get("schema_type", ""))
    postcode = re.sub(r"\s+", " ", fields.get("postcode", "").upper())
    parts = _POSTCODE.fullmatch(postcode)
    return Identity(
        certificate_number=number if _CERTIFICATE_NUMBER.fullmatch(number) else None,
        uprn=int(uprn[1]) if uprn else None,
        registration_date=_date(fields.get("registration_date")),
        schema_type=schema_type[0] if schema_type else None,
        postcode=f"{parts[1]} {parts[2]}" if parts else postcode or None,
        address_line_1=fields.get("address_line_1"),
        address_line_2=fields.get("address_line_2"),
        address_line_3=fields.get("address_line_3"),
        post_town=fields.get("post_town"),
        country_code=fields.get("country_code"),
    )


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = "invalid_value"
        raise CertificateRejected(msg, "Registration-Date", text, "a date YYYY-MM-DD") from error


_IN_HEADER = {
    "certificate_number": "RRN",
    "registration_date": "Registration-Date",
    "country_code": "Country-Code",
    "uprn": "Property/UPRN",
    "address_line_1": "Property/Address/Address-Line-1",
    "address_line_2": "Property/Address/Address-Line-2",
    "address_line_3": "Property/Address/Address-Line-3",
    "post_town": "Property/Address/Post-Town",
    "postcode": "Property/Address/Postcode",
}
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def _xml_fields(data: bytes) -> dict[str, str]:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        msg = "XML that cannot be parsed"
        raise _malformed(msg, str(error)) from error
    if root.getroottree().docinfo.doctype:
        msg = "DOCTYPE"
        raise _malformed(msg, "a document without a DOCTYPE")
    header = root.find(".//{*}Report-Header")
    if header is None:
        msg = "no Report-Header"
        raise _malformed(msg, "an energy performance certificate")
    fields = {"schema_type": root.get(_SCHEMA_LOCATION, "")}
    for name, path in _IN_HEADER.items():
        found = header.findtext("/".join(f"{{*}}{step}" for step in path.split("/")))
        if found and found.strip():
            fields[name] = " ".join(found.split())
    if not fields.get("uprn", "").startswith("UPRN-"):
        fields.pop("uprn", None)  # ten bare digits are a number of the old register's own
    return fields


def _json_fields(data: bytes) -> dict[str, str]:
    try:
        document: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        msg = "JSON that cannot be parsed"
        raise _malformed(msg, str(error)) from error
    known = _object(_object(document).get("data", document))
    if "schema_type" not in known:
        msg_0 = "no schema_type"
        raise _malformed(msg_0, "the register's JSON of one certificate")
    names = (*_IN_HEADER, "schema_type")
    return {
        name: " ".join(str(known[name]).split())
        for name in names
        if isinstance(known.get(name), str | int) and str(known[name]).strip()
    }


def _object(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}
