"""Asset `certificate_change`: certificates that the register withdrew or gave another UPRN."""

from resources.database.schema import PROPERTY_ID, Column, Table

CERTIFICATE_CHANGE = Table(
    "certificate_change",
    "certificate_change",
    [
        Column("region_key", "text", "", "Region that the certificate was received for"),
        Column("document_sha256", "text", "", "Document of the certificate as it was"),
        Column("certificate_change", "text", "", "withdrawn or moved"),
        Column("changed_at", "timestamp", "", "When the register changed it"),
        Column("certificate_number", "text", "", "Certificate number"),
        PROPERTY_ID,
    ],
    ["region_key", "document_sha256", "certificate_change"],
    "Certificates that the register withdrew, or moved to another home, and that count no more.",
)

TABLES = [CERTIFICATE_CHANGE]
