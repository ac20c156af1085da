"""The product database in its tables: written whole, loaded as the calculator's `Pcdb`."""

import threading
from typing import Final

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.frames import frame_of, records
from resources.database.reader import read_table
from resources.database.registry import sql_table
from sap10.pcdb import Pcdb
from sap10.pcdb.database import LAYOUTS
from sap10.pcdb.grammar import FILE_TABLE, Header, Record

_LOADED: Final[dict[str, Pcdb]] = {}
_LOADING: Final = threading.Lock()


def products_in_use(engine: Engine) -> Pcdb:
    """Return the product database in use; an empty one before any was loaded.

    A version never changes, so that it is loaded once in a process.
    """
    version = sql_table("pcdb")
    query = sa.select(version).where(version.c.is_in_use)
    with engine.connect() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return Pcdb.empty()
    with _LOADING:
        if row["sha256"] not in _LOADED:
            _LOADED.clear()
            start = Header(FILE_TABLE, "", row["pcdb_revision"], row["published_on"])
            _LOADED[row["sha256"]] = _load(engine, row["sha256"], start)
        return _LOADED[row["sha256"]]


def _load(engine: Engine, sha256: str, start: Header) -> Pcdb:
    table = sql_table("pcdb_record")
    query = (
        sa.select(
            table.c.line,
            table.c.table_number,
            table.c.table_format,
            table.c.block_revision,
            table.c.block_date,
            table.c.fields,
        )
        .where(table.c.sha256 == sha256)
        .order_by(table.c.line)
    )
    items: list[Header | Record] = [start]
    headers: dict[tuple[object, ...], Header] = {}
    with engine.connect() as connection:
        for line, number, table_format, revision, day, fields in connection.execute(query):
            key = (number, table_format, revision, day)
            if key not in headers:
                headers[key] = Header(number, table_format, revision, day)
            items.append(Record(headers[key], line, tuple(fields.split(","))))
    return Pcdb.of(items, sha256)


def products_not_found(engine: Engine) -> dict[str, int]:
    """Return how many rated homes name a product that the database has not, by its role."""
    table = sql_table("baseline_product")
    query = (
        sa.select(table.c.product_role, sa.func.count())
        .where(~table.c.is_found)
        .group_by(table.c.product_role)
        .order_by(table.c.product_role)
    )
    with engine.connect() as connection:
        return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def ratings_to_change(engine: Engine) -> list[dict[str, object]]:
    """Return the products whose record is another one now than when homes were rated.

    Returns
    -------
    list of dict
        `product_index`, `pcdb_revision` that homes were rated by, and the number of `homes`.
    """
    named = sql_table("baseline_product")
    version, record = sql_table("pcdb"), sql_table("pcdb_record")
    now = record.alias("now")
    then = record.alias("then")
    now_fields = (
        sa.select(now.c.fields)
        .join(version, sa.and_(version.c.sha256 == now.c.sha256, version.c.is_in_use))
        .where(now.c.product_index == named.c.product_index, now.c.table_number.in_(list(LAYOUTS)))
        .limit(1)
        .scalar_subquery()
    )
    rated_by = version.alias("rated_by")
    then_fields = (
        sa.select(then.c.fields)
        .join(rated_by, rated_by.c.sha256 == then.c.sha256)
        .where(
            rated_by.c.pcdb_revision == named.c.pcdb_revision,
            then.c.product_index == named.c.product_index,
            then.c.table_number == named.c.table_number,
        )
        .limit(1)
        .scalar_subquery()
    )
    query = (
        sa.select(named.c.product_index, named.c.pcdb_revision, sa.func.count().label("homes"))
        .where(now_fields.is_distinct_from(then_fields))
        .group_by(named.c.product_index, named.c.pcdb_revision)
        .order_by(sa.desc("homes"), named.c.product_index)
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def version_frames(engine: Engine, pcdb: Pcdb, source: str) -> dict[str, pd.DataFrame]:
    """Return the asset's frames: every version stored before, and this one, in use.

    Parameters
    ----------
    engine
        Engine of the project's database.
    pcdb
        The version just read.
    source
        Where it came from.
    """
    versions = [
        {**row, "is_in_use": False}
        for row in records(read_table(engine, "pcdb"))
        if row["sha256"] != pcdb.sha256
    ]
    older = read_table(engine, "pcdb_record")
    raw = sum(pcdb.kept_raw().values())
    every = sum(map(len, pcdb.records.values()))
    versions.append(
        {
            "sha256": pcdb.sha256,
            "pcdb_revision": pcdb.revision,
            "published_on": pcdb.date,
            "source": source,
            "is_in_use": True,
            "product_records": every - raw,
            "raw_records": raw,
        }
    )
    rows = frame_of(
        "pcdb_record",
        (
            {
                "sha256": pcdb.sha256,
                "line": record.line,
                "table_number": record.header.table,
                "table_format": record.header.format,
                "block_revision": record.header.revision,
                "block_date": record.header.date,
                "product_index": record.fields[0],
                "fields": ",".join(record.fields),
            }
            for found in pcdb.records.values()
            for record in found
        ),
    )
    kept = older[older["sha256"] != pcdb.sha256]
    return {
        "pcdb": frame_of("pcdb", versions),
        "pcdb_record": pd.concat([kept, rows]) if len(kept) else rows,
    }
