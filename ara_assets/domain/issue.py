"""An issue: data that cannot be used, with its typed reason."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from typing import Literal, Self, get_args

from sap10.errors import CertificateRejected, RejectionReason

PlatformReason = Literal[
    "document_unreadable",
    "document_too_large",
    "uprn_claimed_twice",
    "no_certificate",
    "certificate_withdrawn",
    "fuel_without_rate",
    "not_in_reference_data",
    "upstream_issue",
]
IssueReason = RejectionReason | PlatformReason
ISSUE_REASONS: frozenset[str] = frozenset(get_args(RejectionReason) + get_args(PlatformReason))

_UNPRINTABLE = re.compile(r"[^ -~\u00a0-\uffff]")
_MAX_VALUE = 200


def sanitised(value: object) -> str | None:
    """Return a value as printable text of at most 200 characters; None stays None."""
    if value is None:
        return None
    text = _UNPRINTABLE.sub("?", str(value))
    return text if len(text) <= _MAX_VALUE else text[: _MAX_VALUE - 1] + "…"


@dataclass(frozen=True)
class Issue:
    """One thing that cannot be used; the property, certificate or file that it is about.

    Parameters
    ----------
    reason
        Typed code, one of `ISSUE_REASONS`.
    message
        What is wrong, one sentence, without addresses.
    property_id, certificate_number, source_file
        Whom it is about, as far as known.
    field, value
        The field in the source's own terms and its value.
    """

    reason: IssueReason
    message: str
    property_id: str | None = None
    certificate_number: str | None = None
    source_file: str | None = None
    field: str | None = None
    value: str | None = None

    def __post_init__(self) -> None:
        if self.reason not in ISSUE_REASONS:
            msg = f"{self.reason!r} is not a reason of an issue"
            raise ValueError(msg)
        object.__setattr__(self, "message", sanitised(self.message))
        object.__setattr__(self, "value", sanitised(self.value))

    @property
    def issue_id(self) -> str:
        """Digest of the content: the same issue found again is the same row."""
        content = json.dumps(asdict(self), sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    @classmethod
    def from_rejection(
        cls,
        rejection: CertificateRejected,
        *,
        property_id: str | None,
        certificate_number: str | None = None,
        source_file: str | None = None,
    ) -> Self:
        """Make the issue of a certificate that the calculator refused."""
        return cls(
            reason=rejection.reason,
            message=str(rejection),
            property_id=property_id,
            certificate_number=certificate_number or rejection.certificate_number,
            source_file=source_file,
            field=rejection.field,
            value=sanitised(rejection.value),
        )
