"""Two homes that claim one UPRN: neither is rated, and each document is an issue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from ara_assets.domain.issue import Issue


@dataclass(frozen=True)
class Claim:
    """That a document is of a property, and the digest of the address it gives."""

    property_id: str
    uprn: int | None
    address_hash: str | None
    certificate_number: str | None
    source_file: str


def claims_of(documents: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """Return the claims that rows of `document` make."""
    return [Claim(**{item.name: row[item.name] for item in fields(Claim)}) for row in documents]


def contested_properties(claims: Iterable[Claim]) -> dict[str, list[Issue]]:
    """Properties whose documents give more than one address, with one issue for each document.

    Every issue names the other documents, so that both homes are found. Documents without an
    address contest nothing.
    """
    by_property: dict[str, list[Claim]] = {}
    for claim in claims:
        by_property.setdefault(claim.property_id, []).append(claim)
    return {
        key: [_issue(claim, group) for claim in group]
        for key, group in by_property.items()
        if len({claim.address_hash for claim in group if claim.address_hash}) > 1
    }


def _issue(claim: Claim, group: list[Claim]) -> Issue:
    others = ", ".join(
        sorted(_shown(other) for other in group if other.address_hash != claim.address_hash)
    )
    return Issue(
        reason="uprn_claimed_twice",
        message=f"{_shown(claim)} and {others} give different addresses for one UPRN",
        property_id=claim.property_id,
        certificate_number=claim.certificate_number,
        source_file=claim.source_file,
        field="UPRN",
        value=str(claim.uprn) if claim.uprn else None,
    )


def _shown(claim: Claim) -> str:
    return claim.certificate_number or claim.source_file
