"""The two errors of the calculator: both refuse one dwelling, and both say exactly why.

What can be refused is refused while a certificate is read or expanded, so that `sap10.rate`
cannot fail for one dwelling of a batch.
"""

from typing import Literal

RejectionReason = Literal[
    "malformed_document",
    "schema_not_supported",
    "unknown_field",
    "unknown_code",
    "missing_field",
    "invalid_value",
    "inconsistent_values",
    "product_not_found",
    "not_supported",
]


class CertificateRejected(Exception):
    """One certificate or dwelling cannot be used; the rest of its batch can.

    Parameters
    ----------
    reason
        The typed reason, stored with the issue.
    field
        The field in the source's own terms, e.g. ``SAP-Heating/Main-Heating[1]/Main-Fuel-Type``.
    value
        The value found, or None where the field is absent.
    rule
        The clause, schema or table that the value breaks.
    certificate_number
        Filled in by `read_certificate` where the document names itself.
    """

    def __init__(
        self,
        reason: RejectionReason,
        field: str,
        value: object,
        rule: str,
        certificate_number: str | None = None,
    ) -> None:
        self.reason: RejectionReason = reason
        self.field = field
        self.value = value
        self.rule = rule
        self.certificate_number = certificate_number
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return one line that names the certificate, the field, the value and the rule."""
        who = f"certificate {self.certificate_number}: " if self.certificate_number else ""
        return f"{who}{self.reason}: {self.field} = {self.value!r} ({self.rule})"


class NotSupported(CertificateRejected):
    """The dwelling is described correctly, but this calculator does not cover it."""

    def __init__(self, field: str, value: object, rule: str) -> None:
        super().__init__("not_supported", field, value, rule)
