"""What other systems asked for by the queue, and how far it is: a table for them to read."""

from resources.database.schema import Column, Table

TRIGGER_REQUEST = Table(
    "trigger_request",
    None,
    [
        Column("message_id", "text", "", "Id of the message, given by the queue"),
        Column("trigger_status", "text", "", "waiting, in_progress, complete or failed"),
        Column("error", "text", "", "Why it failed, with what to do", nullable=True),
        Column("region_key", "text", "", "Region; none of a message that is refused", True),
        Column("properties", "json", "", "Properties asked for; none for all", nullable=True),
        Column("scenarios", "json", "", "Scenarios asked for; none for all", nullable=True),
        Column("batch_keys", "json", "", "Property batches that are run, whole"),
        Column("backfill_id", "text", "", "Dagster backfill of the runs", nullable=True),
        Column("run_log", "text", "", "Link to the log: of the run that failed, or the last", True),
        Column("received_at", "timestamp", "", "When the message was received", hashed=False),
        Column("updated_at", "timestamp", "", "When the status last changed", hashed=False),
    ],
    ["message_id"],
    "Requests of other systems for runs, each with its status.",
    indexes=[["trigger_status"]],
)

TABLES = [TRIGGER_REQUEST]
