"""The content hash of a table or of one batch of it: equal rows, equal hash."""

from psycopg import Connection, sql
from sqlalchemy import Engine

from resources.database.registry import TABLES
from resources.database.schema import Table
from resources.database.transaction import driver_transaction

_HASH = sql.SQL(
    "SELECT encode(sha256(convert_to(coalesce(string_agg(digest, '' ORDER BY digest), ''), "
    "'UTF8')), 'hex') FROM (SELECT encode(sha256(convert_to(ROW({columns})::text, 'UTF8')), 'hex') "
    "AS digest FROM {source}) AS digests"
)


def hash_of(connection: Connection, table: Table, *, source: str | None = None) -> str:
    """Hash of a table's rows, or of `source`, a staging table of the same columns.

    Order of rows and columns that are not part of the content (run ids, times) do not matter.
    """
    columns = sql.SQL(", ").join(
        sql.Identifier(column.name) for column in table.columns if column.hashed
    )
    connection.execute("SET LOCAL timezone = 'UTC'")
    row = connection.execute(
        _HASH.format(columns=columns, source=sql.Identifier(source or table.name))
    ).fetchone()
    if row is None:
        msg = f"no content hash for table {table.name}"
        raise RuntimeError(msg)
    return str(row[0])


def content_hashes(engine: Engine) -> dict[str, str]:
    """Content hash of every table but the audit, whose rows are one per load."""
    with driver_transaction(engine) as connection:
        return {
            name: hash_of(connection, table)
            for name, table in TABLES.items()
            if name != "load_audit"
        }
