"""Asset `pcdb`: every version of the product database that was loaded, and its records."""

from resources.database.schema import Column, Table

PCDB = Table(
    "pcdb",
    "pcdb",
    [
        Column("sha256", "text", "", "SHA-256 of the file as received, its place in the store"),
        Column("pcdb_revision", "text", "", "Revision of the file"),
        Column("published_on", "date", "", "Date of the file"),
        Column("source", "text", "", "Where it came from", hashed=False),
        Column("is_in_use", "boolean", "", "Whether ratings use it: the version loaded last"),
        Column("product_records", "integer", "", "Records of tables that ratings use"),
        Column("raw_records", "integer", "", "Records of other tables, kept as they are"),
    ],
    ["sha256"],
    "Product database: every version loaded, the one in use marked.",
)

PCDB_RECORD = Table(
    "pcdb_record",
    "pcdb",
    [
        Column("sha256", "text", "", "Version of the product database"),
        Column("line", "integer", "", "Number of the record's line in the file"),
        Column("table_number", "text", "", "Table: 105 gas and oil boilers, 362 heat pumps …"),
        Column("table_format", "text", "", "Format of the table, which decides its layout"),
        Column("block_revision", "text", "", "Revision of the block of the table"),
        Column("block_date", "date", "", "Date of the block"),
        Column("product_index", "text", "", "First field: a product's index, or a table's own key"),
        Column("fields", "text", "", "The record's fields, separated by commas"),
    ],
    ["sha256", "line"],
    "Every record of every version of the product database, in its file's order.",
    indexes=[["product_index"]],
)

TABLES = [PCDB, PCDB_RECORD]
