"""Keys: regions, property batches and properties."""

import re

_KEY = re.compile(r"[A-Z0-9]+(?:[-_][A-Z0-9]+)*")
_BATCH_KEY = re.compile(r"(?P<region>[A-Z0-9]+(?:[-_][A-Z0-9]+)*)-(?P<number>[0-9]{4,})")
_MAX_REGION_KEY = 40


def region_key(name: str) -> str:
    """Return the key of a region's name: upper case, other signs become `-` (`demo` → `DEMO`).

    Raises
    ------
    ValueError
        If no letter or digit is left, or the key is longer than 40 characters.
    """
    key = re.sub(r"[^A-Z0-9_]+", "-", name.upper())
    key = re.sub(r"[-_]*-[-_]*|__+", "-", key).strip("-_")
    if not _KEY.fullmatch(key) or len(key) > _MAX_REGION_KEY:
        msg = f"a region's name needs letters or digits, at most {_MAX_REGION_KEY}: {name!r}"
        raise ValueError(msg)
    return key


def batch_key(region: str, number: int) -> str:
    """Return the key of a region's batch; numbers begin at 1 (`DEMO-0001`)."""
    if not _KEY.fullmatch(region) or number < 1:
        msg = f"no batch {number} of region {region!r}: check the region's key"
        raise ValueError(msg)
    return f"{region}-{number:04d}"


def region_of_batch(key: str) -> str:
    """Return the region of a batch key, which is checked by its pattern."""
    match = _BATCH_KEY.fullmatch(key)
    if match is None:
        msg = f"{key!r} is not a batch key: REGION-NNNN, upper-case letters, digits, - and _"
        raise ValueError(msg)
    return match["region"]


def property_id(
    region: str,
    *,
    uprn: int | None = None,
    landlord_reference: str | None = None,
    certificate_number: str | None = None,
) -> str:
    """Return the id a property is given once: region and UPRN, else reference, else certificate.

    Raises
    ------
    ValueError
        If nothing identifies the property.
    """
    if uprn is not None:
        return f"{region}:UPRN:{uprn}"
    if landlord_reference:
        return f"{region}:REF:{landlord_reference}"
    if certificate_number:
        return f"{region}:EPC:{certificate_number}"
    msg = f"a property of {region} needs a UPRN, a landlord reference or a certificate number"
    raise ValueError(msg)
