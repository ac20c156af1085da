"""What the registration of regions keeps: regions, their batches, membership, documents."""

from resources.database.schema import PROPERTY_ID, Column, Table

REGION = Table(
    "region",
    None,
    [
        Column("region_key", "text", "", "Key of the region: upper-case letters, digits, - and _"),
        Column("region_name", "text", "", "Shown name of the region"),
        Column("batch_size", "integer", "", "Properties that one batch of the region holds"),
        Column("added_at", "timestamp", "", "When the region was first added", hashed=False),
    ],
    ["region_key"],
    "Regions that were added: a local authority or a portfolio.",
)

PROPERTY_BATCH = Table(
    "property_batch",
    None,
    [
        Column("batch_key", "text", "", "Property batch, the partition: REGION-NNNN"),
        Column("region_key", "text", "", "Region of the batch"),
        Column("batch_number", "integer", "", "Number of the batch in its region, from 1"),
    ],
    ["batch_key"],
    "Property batches: fixed groups of properties of one region, added only.",
)

BATCH_MEMBER = Table(
    "batch_member",
    None,
    [
        PROPERTY_ID,
        Column("batch_key", "text", "", "Property batch of the property, for ever"),
        Column("region_key", "text", "", "Region of the property"),
        Column("uprn", "bigint", "", "UPRN, where known", nullable=True),
        Column("landlord_reference", "text", "", "The landlord's own reference", nullable=True),
        Column(
            "certificate_number",
            "text",
            "",
            "Certificate that the property was first seen with",
            nullable=True,
        ),
    ],
    ["property_id"],
    "Which batch each property is in; rows are added and never moved.",
    indexes=[["batch_key"], ["region_key", "uprn"]],
)

DOCUMENT = Table(
    "document",
    None,
    [
        Column("region_key", "text", "", "Region that the document was received for"),
        Column("document_sha256", "text", "", "SHA-256 of the document, its key in the store"),
        Column("source_file", "text", "", "Name of the file or archive member it came as"),
        Column("size_bytes", "bigint", "B", "Size of the document"),
        Column("received_at", "timestamp", "", "When it was first received", hashed=False),
        Column("property_id", "text", "", "Property it describes, if it could be named", True),
        Column("batch_key", "text", "", "Property batch of that property", nullable=True),
        Column("certificate_number", "text", "", "Certificate number, if known", nullable=True),
        Column("uprn", "bigint", "", "UPRN in the document", nullable=True),
        Column("registration_date", "date", "", "Registration date", nullable=True),
        Column("schema_type", "text", "", "Schema type, where the document says it", nullable=True),
        Column(
            "address_hash",
            "text",
            "",
            "Digest of postcode and house number, to tell two homes apart without their address",
            nullable=True,
        ),
        Column(
            "withdrawn_at",
            "timestamp",
            "",
            "When the register removed the certificate: cancelled or opted out",
            nullable=True,
        ),
        Column(
            "moved_at",
            "timestamp",
            "",
            "When the register gave the certificate another UPRN, so that it left this property",
            nullable=True,
        ),
    ],
    ["region_key", "document_sha256"],
    "Documents as received; the bytes are in the object store.",
    indexes=[["batch_key"], ["property_id"]],
)

TABLES = [REGION, PROPERTY_BATCH, BATCH_MEMBER, DOCUMENT]
