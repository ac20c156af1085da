"""Asset `property`: identity of each dwelling, and the only table that holds addresses."""

from resources.database.schema import BATCH_KEY, PROPERTY_ID, Column, Table

PROPERTY = Table(
    "property",
    "property",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("region_key", "text", "", "Region of the property"),
        Column(
            "uprn", "bigint", "", "UPRN, where known", True, derived_from=[("batch_member", "uprn")]
        ),
        Column(
            "landlord_reference",
            "text",
            "",
            "The landlord's own reference",
            nullable=True,
            derived_from=[("batch_member", "landlord_reference")],
        ),
        Column("nation", "text", "", "england, wales, scotland or northern_ireland", nullable=True),
        Column("document_count", "integer", "", "Certificates received for the property"),
    ],
    ["property_id"],
    "Properties: one dwelling's identity.",
    indexes=[["batch_key"]],
)

PROPERTY_ADDRESS = Table(
    "property_address",
    "property",
    [
        PROPERTY_ID,
        BATCH_KEY,
        Column("address_line_1", "text", "", "First line of the address", nullable=True),
        Column("address_line_2", "text", "", "Second line of the address", nullable=True),
        Column("address_line_3", "text", "", "Third line of the address", nullable=True),
        Column("post_town", "text", "", "Post town", nullable=True),
        Column("postcode", "text", "", "Postcode, upper case with one space", nullable=True),
    ],
    ["property_id"],
    "Addresses, kept apart from everything else.",
    indexes=[["batch_key"]],
)

TABLES = [PROPERTY, PROPERTY_ADDRESS]
