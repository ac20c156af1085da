"""The one writer: replaces a batch of an asset, all its tables and issues, in one transaction.

Everything external is fetched before; the connection is held only here. A second run replaces, a
run at the same time waits for the lock, a failure leaves the batch as it was.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import psycopg
from psycopg import Connection, errors, sql
from psycopg.types.json import Jsonb
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from ara_assets.domain.issue import Issue
from resources.database.batch import AssetBatch
from resources.database.content import hash_of
from resources.database.frames import conform, frame_of, python_rows
from resources.database.registry import TABLES, asset_tables
from resources.database.schema import Table
from resources.database.transaction import driver_transaction
from resources.errors import PermanentFailure, TransientFailure

LOCK_TIMEOUT = "120s"
STATEMENT_TIMEOUT = "300s"

_TRANSIENT = (
    errors.LockNotAvailable,
    errors.QueryCanceled,
    errors.DeadlockDetected,
    errors.SerializationFailure,
    psycopg.InterfaceError,
    psycopg.OperationalError,
    OperationalError,
)


@dataclass(frozen=True)
class Load:
    """What was committed for one batch: rows and content hash per table, and issues."""

    asset: str
    batch_key: str
    row_counts: dict[str, int]
    content_hashes: dict[str, str]
    issue_count: int


def replace_batch(
    engine: Engine,
    *,
    asset: str,
    batch_key: str,
    batch: AssetBatch,
    run_id: str | None = None,
    code_version: str | None = None,
) -> Load:
    """Replace the rows of one batch in every table of the asset, and its issues; commit once.

    Parameters
    ----------
    engine
        Engine of the project's database.
    asset, batch_key
        What is replaced; `WHOLE_TABLE` for an asset that is not partitioned.
    batch
        One frame per table of the asset, all rows of the batch.
    run_id, code_version
        For the audit.

    Raises
    ------
    FrameRejected
        If a frame breaks its table's contract; nothing is written.
    PermanentFailure
        If tables are missing, keys are not unique or belong to another batch.
    TransientFailure
        If the lock, the statement or the connection timed out.
    """
    frames = _checked_frames(asset, batch_key, batch)
    frames["issue"] = issue_frame(asset, batch_key, batch.issues)
    try:
        with driver_transaction(engine) as connection:
            load = _replace(connection, asset, batch_key, frames)
            _write_audit(connection, load, run_id, code_version)
    except errors.UniqueViolation as error:
        msg = (
            f"replacing {asset}/{batch_key}: a row's key is already in another batch "
            f"({error.diag.constraint_name}); a property belongs to one batch for ever"
        )
        raise PermanentFailure(msg) from error
    except _TRANSIENT as error:
        msg = f"replacing {asset}/{batch_key}: {type(error).__name__}; run the batch again"
        raise TransientFailure(msg) from error
    return load


def issue_frame(asset: str, batch_key: str, issues: Iterable[Issue]) -> pd.DataFrame:
    """Frame of the table `issue`; the same issue found twice is one row."""
    unique = {issue.issue_id: issue for issue in issues}
    return frame_of(
        "issue",
        (
            {
                "asset": asset,
                "batch_key": batch_key,
                "issue_id": issue_id,
                "property_id": issue.property_id,
                "certificate_number": issue.certificate_number,
                "source_file": issue.source_file,
                "field": issue.field,
                "value": issue.value,
                "reason": issue.reason,
                "message": issue.message,
            }
            for issue_id, issue in sorted(unique.items())
        ),
    )


def _checked_frames(asset: str, batch_key: str, batch: AssetBatch) -> dict[str, pd.DataFrame]:
    tables = asset_tables(asset)
    if {table.name for table in tables} != set(batch.frames):
        msg = (
            f"replacing {asset}/{batch_key}: the asset owns the tables "
            f"{[table.name for table in tables]}, but frames came for {sorted(batch.frames)}"
        )
        raise PermanentFailure(msg)
    return {table.name: conform(table.name, batch.frames[table.name]) for table in tables}


def _replace(
    connection: Connection, asset: str, batch_key: str, frames: dict[str, pd.DataFrame]
) -> Load:
    connection.execute(
        "SELECT set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)",
        [LOCK_TIMEOUT, STATEMENT_TIMEOUT],
    )
    connection.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{asset}/{batch_key}"]
    )
    for name, frame in frames.items():
        _stage(connection, TABLES[name], frame, batch_key)
    hashes = {name: hash_of(connection, TABLES[name], source=_staging(name)) for name in frames}
    for name in frames:
        _swap(connection, TABLES[name], asset, batch_key)
    return Load(
        asset=asset,
        batch_key=batch_key,
        row_counts={name: len(frame) for name, frame in frames.items() if name != "issue"},
        content_hashes=hashes,
        issue_count=len(frames["issue"]),
    )


def _staging(table: str) -> str:
    return f"staging_{table}"


def copy_rows(
    connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, into: str
) -> None:
    """COPY rows, in the order of the table's columns, into a table of the same columns."""
    json_columns = [i for i, column in enumerate(table.columns) if column.type == "json"]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(into), sql.SQL(", ").join(map(sql.Identifier, table.column_names))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            values = list(row)
            for index in json_columns:
                if values[index] is not None:
                    values[index] = Jsonb(values[index], dumps=_strict_json)
            copy.write_row(values)


def _strict_json(value: object) -> str:
    return json.dumps(value, allow_nan=False)


def _stage(connection: Connection, table: Table, frame: pd.DataFrame, batch_key: str) -> None:
    staging = sql.Identifier(_staging(table.name))
    connection.execute(
        sql.SQL("CREATE TEMPORARY TABLE {} (LIKE {}) ON COMMIT DROP").format(
            staging, sql.Identifier(table.name)
        )
    )
    copy_rows(connection, table, python_rows(frame), into=_staging(table.name))
    strangers = (
        sql.SQL("count(*) FILTER (WHERE batch_key IS DISTINCT FROM {})").format(batch_key)
        if table.is_batched
        else sql.SQL("0")
    )
    row = connection.execute(
        sql.SQL("SELECT count(*), count(DISTINCT ({})), {} FROM {}").format(
            sql.SQL(", ").join(map(sql.Identifier, table.primary_key)), strangers, staging
        )
    ).fetchone()
    if row != (len(frame), len(frame), 0):
        msg = (
            f"replacing {table.name}/{batch_key}: of {len(frame)} rows (rows, distinct keys, rows "
            f"of another batch) arrived as {row}"
        )
        raise PermanentFailure(msg)


def _swap(connection: Connection, table: Table, asset: str, batch_key: str) -> None:
    target = sql.Identifier(table.name)
    if table.name == "issue":
        where = sql.SQL(" WHERE asset = {} AND batch_key = {}").format(asset, batch_key)
    elif table.is_batched:
        where = sql.SQL(" WHERE batch_key = {}").format(batch_key)
    else:
        where = sql.SQL("")
    connection.execute(sql.SQL("DELETE FROM {}").format(target) + where)
    columns = sql.SQL(", ").join(map(sql.Identifier, table.column_names))
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(
            target, columns, columns, sql.Identifier(_staging(table.name))
        )
    )


def _write_audit(
    connection: Connection, load: Load, run_id: str | None, code_version: str | None
) -> None:
    row = (
        uuid.uuid4().hex,
        load.asset,
        load.batch_key,
        run_id,
        code_version,
        {**load.row_counts, "issue": load.issue_count},
        load.content_hashes,
        dt.datetime.now(dt.UTC),
    )
    copy_rows(connection, TABLES["load_audit"], [row], into="load_audit")
