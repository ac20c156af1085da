"""Postcodes: the outward part decides the climate, the whole is part of the address."""

import re

from sap10.certificate.converters import text
from sap10.certificate.mapping import Document
from sap10.errors import CertificateRejected

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9R][0-9A-Z]?) ?([0-9][A-Z]{2})", re.ASCII)


def postcode(raw: object, path: str, document: Document) -> str:
    """Read a postcode, upper case with one space."""
    value = text(raw, path, document).upper()
    match = _POSTCODE.fullmatch(value)
    if match is None:
        raise CertificateRejected(
            reason="invalid_value", field=path, value="(withheld)", rule="a UK postcode"
        )
    return f"{match[1]} {match[2]}"


def postcode_district(raw: object, path: str, document: Document) -> str:
    """Read the outward part of a postcode."""
    return postcode(raw, path, document).split(" ")[0]
