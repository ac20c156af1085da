"""Repository of regions, their batches, members and documents; rows are added, never moved."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from ara_assets.domain.issue import Issue
from resources.database.frames import python_rows
from resources.database.registry import sql_table
from resources.database.writer import issue_frame

PROPERTY_ASSET = "property"
_CHUNK = 1_000


@dataclass(frozen=True)
class Member:
    """A property of a region and its batch, for ever."""

    property_id: str
    batch_key: str
    region_key: str
    uprn: int | None
    landlord_reference: str | None
    certificate_number: str | None


@dataclass(frozen=True)
class KnownDocument:
    """What is stored of a document."""

    document_sha256: str
    property_id: str | None
    batch_key: str | None
    certificate_number: str | None
    uprn: int | None
    withdrawn_at: dt.datetime | None
    moved_at: dt.datetime | None


def lock_region(connection: Connection, region: str) -> None:
    """Hold the region until the transaction ends, so that two additions follow each other."""
    key = sa.func.hashtextextended(f"region/{region}", 0)
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))


def stored_batch_size(connection: Connection, region: str) -> int | None:
    """Batch size of a region, or None if it was never added."""
    table = sql_table("region")
    query = sa.select(table.c.batch_size).where(table.c.region_key == region)
    return connection.execute(query).scalar_one_or_none()


def members_of(connection: Connection, region: str) -> list[Member]:
    """Members of a region, by property id."""
    table = sql_table("batch_member")
    columns = [table.c[name] for name in Member.__dataclass_fields__]
    query = sa.select(*columns).where(table.c.region_key == region).order_by(table.c.property_id)
    return [Member(*row) for row in connection.execute(query)]


def documents_of(connection: Connection, region: str) -> list[KnownDocument]:
    """Documents received for a region."""
    table = sql_table("document")
    columns = [table.c[name] for name in KnownDocument.__dataclass_fields__]
    query = sa.select(*columns).where(table.c.region_key == region)
    return [KnownDocument(*row) for row in connection.execute(query)]


def batch_keys_of(connection: Connection, region: str) -> list[str]:
    """Batch keys of a region, in order."""
    table = sql_table("property_batch")
    query = sa.select(table.c.batch_key).where(table.c.region_key == region)
    return list(connection.execute(query.order_by(table.c.batch_number)).scalars())


def region_names(connection: Connection) -> dict[str, str]:
    """Key and shown name of every region."""
    table = sql_table("region")
    rows = connection.execute(sa.select(table.c.region_key, table.c.region_name))
    return {row.region_key: row.region_name for row in rows}


def add_rows(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> int:
    """Add rows, those whose key is new; return how many were."""
    added = 0
    for start in range(0, len(rows), _CHUNK):
        target = sql_table(table)
        statement = insert(target).on_conflict_do_nothing().returning(sa.literal(1))
        result = connection.execute(statement, rows[start : start + _CHUNK])
        added += len(result.all())
    return added


def set_uprn(connection: Connection, property_id: str, uprn: int) -> None:
    """Record a UPRN that was found later; the property's id stays."""
    table = sql_table("batch_member")
    connection.execute(
        table.update()
        .where(table.c.property_id == property_id, table.c.uprn.is_(None))
        .values(uprn=uprn)
    )


def mark_document(
    connection: Connection,
    region: str,
    sha256: str,
    *,
    withdrawn_at: dt.datetime | None,
    moved_at: dt.datetime | None,
) -> None:
    """Record that the register withdrew a certificate or moved it, or did neither after all."""
    table = sql_table("document")
    connection.execute(
        table.update()
        .where(table.c.region_key == region, table.c.document_sha256 == sha256)
        .values(withdrawn_at=withdrawn_at, moved_at=moved_at)
    )


def changed_documents(connection: Connection) -> list[dict[str, Any]]:
    """Rows of `certificate_change`, from every region's documents."""
    table = sql_table("document")
    kinds = {"withdrawn": table.c.withdrawn_at, "moved": table.c.moved_at}
    columns = ("region_key", "document_sha256", "certificate_number", "property_id")
    rows: list[dict[str, Any]] = []
    for kind, column in kinds.items():
        query = sa.select(*(table.c[name] for name in columns), column.label("changed_at"))
        found = connection.execute(query.where(column.is_not(None))).mappings()
        rows += [{**row, "certificate_change": kind} for row in found]
    return rows


def name_document(connection: Connection, region: str, row: dict[str, Any]) -> None:
    """Record what a document says, which could not be read when it was first received."""
    table = sql_table("document")
    connection.execute(
        table.update()
        .where(
            table.c.region_key == region,
            table.c.document_sha256 == row["document_sha256"],
            table.c.property_id.is_(None),
        )
        .values({key: value for key, value in row.items() if key in _NAMED})
    )


_NAMED = frozenset(
    {
        "property_id",
        "batch_key",
        "certificate_number",
        "uprn",
        "registration_date",
        "schema_type",
        "address_hash",
    }
)


def replace_file_issues(
    connection: Connection, region: str, source_files: Iterable[str], issues: Sequence[Issue]
) -> None:
    """Replace the issues of files that name no property; their batch is the region itself."""
    table = sql_table("issue")
    files = sa.literal(sorted(source_files), sa.ARRAY(sa.Text()))
    connection.execute(
        table.delete().where(
            table.c.asset == PROPERTY_ASSET,
            table.c.batch_key == region,
            table.c.source_file == sa.any_(files),
        )
    )
    frame = issue_frame(PROPERTY_ASSET, region, issues)
    rows = [dict(zip(frame.columns, row, strict=True)) for row in python_rows(frame)]
    add_rows(connection, "issue", rows)
