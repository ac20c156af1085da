"""Repository of the requests that came by the queue, and of how far they are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert

from ara_assets.domain.trigger import Trigger, TriggerRejected
from resources.database.registry import sql_table

Status = Literal["waiting", "in_progress", "complete", "failed"]
OPEN: tuple[Status, ...] = ("waiting", "in_progress")


@dataclass(frozen=True)
class OpenRequest:
    """A request whose runs have not ended."""

    message_id: str
    region_key: str
    batch_keys: list[str]
    backfill_id: str


def add_request(
    engine: Engine, message_id: str, asked: Trigger, batch_keys: Sequence[str], backfill_id: str
) -> None:
    """Add a request that waits; one that is there already stays as it is."""
    _add(
        engine,
        message_id,
        trigger_status="waiting",
        region_key=asked.region,
        properties=sa.null() if asked.properties is None else asked.properties,
        scenarios=sa.null() if asked.scenarios is None else asked.scenarios,
        batch_keys=list(batch_keys),
        backfill_id=backfill_id,
    )


def add_refusal(engine: Engine, message_id: str, error: str) -> None:
    """Add a request that was refused, so that it failed; one that is there stays as it is."""
    null = sa.null()
    _add(
        engine,
        message_id,
        trigger_status="failed",
        error=error,
        properties=null,
        scenarios=null,
        batch_keys=[],
    )


def _add(engine: Engine, message_id: str, **values: object) -> None:
    now = dt.datetime.now(dt.UTC)
    row = {"message_id": message_id, "received_at": now, "updated_at": now, **values}
    statement = insert(sql_table("trigger_request")).values(row).on_conflict_do_nothing()
    with engine.begin() as connection:
        connection.execute(statement)


def open_requests(engine: Engine) -> list[OpenRequest]:
    """Return the requests whose runs have not ended, the oldest first."""
    table = sql_table("trigger_request")
    columns = [table.c[name] for name in OpenRequest.__dataclass_fields__]
    query = sa.select(*columns).where(table.c.trigger_status.in_(OPEN))
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(table.c.received_at, table.c.message_id))
        return [OpenRequest(*row) for row in rows]


def set_status(
    engine: Engine, message_id: str, status: Status, error: str | None, run_log: str | None
) -> None:
    """Record how far a request is; what is the same already is left alone."""
    table = sql_table("trigger_request")
    values = {"trigger_status": status, "error": error, "run_log": run_log}
    changed = sa.or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
    with engine.begin() as connection:
        connection.execute(
            table.update()
            .where(table.c.message_id == message_id, changed)
            .values(updated_at=dt.datetime.now(dt.UTC), **values)
        )


def batches_of(engine: Engine, asked: Trigger) -> list[str]:
    """Return the batches that a request is about, in order.

    Raises
    ------
    TriggerRejected
        If its region was never added, or has no such property.
    """
    member = sql_table("batch_member")
    query = sa.select(member.c.property_id, member.c.batch_key).where(
        member.c.region_key == asked.region
    )
    if asked.properties is not None:
        wanted = sa.literal(asked.properties, sa.ARRAY(sa.Text()))
        query = query.where(member.c.property_id == sa.any_(wanted))
    with engine.connect() as connection:
        found: dict[str, str] = {row[0]: row[1] for row in connection.execute(query)}
    unknown = sorted(set(asked.properties or ()) - set(found))
    if unknown:
        msg = f"properties: {asked.region} has no property {unknown[0]!r}"
        raise TriggerRejected(msg)
    if not found:
        msg = f"region: {asked.region} was never added, or has no property"
        raise TriggerRejected(msg)
    return sorted(set(found.values()))
