"""What the writer itself keeps: issues and the audit of loads."""

from resources.database.schema import Column, Table

ISSUE = Table(
    "issue",
    None,
    [
        Column("asset", "text", "", "Asset that found the issue"),
        Column("batch_key", "text", "", "Its batch; the region, if no property could be named"),
        Column("issue_id", "text", "", "Digest of the issue's content"),
        Column("property_id", "text", "", "Property", nullable=True),
        Column("certificate_number", "text", "", "Certificate", nullable=True),
        Column("source_file", "text", "", "File or archive member", nullable=True),
        Column("field", "text", "", "Field that cannot be used", nullable=True),
        Column("value", "text", "", "Its value, sanitised", nullable=True),
        Column("reason", "text", "", "Typed reason"),
        Column("message", "text", "", "What is wrong and what to do, one sentence"),
    ],
    ["asset", "batch_key", "issue_id"],
    "Issues: data that could not be used, each with its reason.",
    indexes=[["property_id"]],
)

LOAD_AUDIT = Table(
    "load_audit",
    None,
    [
        Column("load_id", "text", "", "Id of the load", hashed=False),
        Column("asset", "text", "", "Asset that was loaded"),
        Column("batch_key", "text", "", "Batch that was replaced; * for the whole table"),
        Column("run_id", "text", "", "Dagster run", nullable=True, hashed=False),
        Column("code_version", "text", "", "Code version of the asset", nullable=True),
        Column("row_counts", "json", "", "Rows written per table"),
        Column("content_hashes", "json", "", "Content hash per table"),
        Column("loaded_at", "timestamp", "", "When it was committed", hashed=False),
    ],
    ["load_id"],
    "Audit: one row for each batch that was replaced.",
    indexes=[["asset", "batch_key"]],
)

TABLES = [ISSUE, LOAD_AUDIT]
