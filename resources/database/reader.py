"""Reading tables: one query, one frame."""

from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.frames import frame_of
from resources.database.registry import TABLES, sql_table


def read_table(
    engine: Engine, table: str, batch_keys: Collection[str] | None = None
) -> pd.DataFrame:
    """Rows of a table in the order of its key, of the given batches or all, with one query.

    The frame keeps the contract of `resources.database.frames.frame_schema`; missing values are
    None, NaN or NA by the column's type.
    """
    definition = TABLES[table]
    source = sql_table(table)
    query = sa.select(source).order_by(*(_byte_order(source.c[k]) for k in definition.primary_key))
    if batch_keys is not None:
        query = query.where(source.c.batch_key == sa.any_(sa.literal(list(batch_keys), _TEXTS)))
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return frame_of(table, [dict(row) for row in rows])


def missing_loads(engine: Engine, asset: str, batch_keys: Sequence[str]) -> list[str]:
    """Batches, of those given, that the asset was never loaded for."""
    audit = sql_table("load_audit")
    query = (
        sa.select(audit.c.batch_key)
        .distinct()
        .where(
            audit.c.asset == asset,
            audit.c.batch_key == sa.any_(sa.literal(list(batch_keys), _TEXTS)),
        )
    )
    with engine.connect() as connection:
        loaded = set(connection.execute(query).scalars())
    return [key for key in batch_keys if key not in loaded]


_TEXTS = sa.ARRAY(sa.Text())


def _byte_order(column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """Order of text by its bytes, the same on every server."""
    return column.collate("C") if isinstance(column.type, sa.Text) else column
