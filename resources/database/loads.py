"""Repository of the audit of loads: when each batch was stored, and when it last changed."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.registry import sql_table


@dataclass(frozen=True, slots=True)
class Stored:
    """When a batch of an asset was last stored, and when with other content than before."""

    loaded_at: dt.datetime
    changed_at: dt.datetime


def last_loads(engine: Engine) -> dict[tuple[str, str], Stored]:
    """Return what is stored, by asset and batch; `*` is the batch of a whole table."""
    audit = sql_table("load_audit")
    before = sa.func.lag(audit.c.content_hashes).over(
        partition_by=(audit.c.asset, audit.c.batch_key), order_by=audit.c.loaded_at
    )
    load = sa.select(
        audit.c.asset,
        audit.c.batch_key,
        audit.c.loaded_at,
        audit.c.content_hashes.is_distinct_from(before).label("is_change"),
    ).subquery()
    query = sa.select(
        load.c.asset,
        load.c.batch_key,
        sa.func.max(load.c.loaded_at),
        sa.func.max(load.c.loaded_at).filter(load.c.is_change),
    ).group_by(load.c.asset, load.c.batch_key)
    with engine.connect() as connection:
        return {
            (asset, batch): Stored(loaded_at, changed_at)
            for asset, batch, loaded_at, changed_at in connection.execute(query)
        }
