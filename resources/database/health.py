"""Repository of counts that the asset checks look at; every one is a single aggregate query."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.registry import sql_table

UNKNOWN = ("unknown_field", "unknown_code", "schema_not_supported")
"""Reasons of issues that say: this is not in any mapping of ours."""


def count(engine: Engine, table: str) -> int:
    """Rows of a table."""
    with engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(sql_table(table))
        return int(connection.execute(query).scalar_one())


def last_loads(engine: Engine) -> dict[str, dt.datetime]:
    """When each asset was stored last, any batch of it."""
    audit = sql_table("load_audit")
    query = sa.select(audit.c.asset, sa.func.max(audit.c.loaded_at)).group_by(audit.c.asset)
    with engine.connect() as connection:
        return dict(connection.execute(query).tuples().all())


def issues_by_reason(engine: Engine, asset: str | None = None) -> dict[str, int]:
    """Issues of an asset, or of all, counted by reason."""
    issue = sql_table("issue")
    query = sa.select(issue.c.reason, sa.func.count()).group_by(issue.c.reason)
    if asset is not None:
        query = query.where(issue.c.asset == asset)
    with engine.connect() as connection:
        return {reason: int(n) for reason, n in connection.execute(query.order_by(issue.c.reason))}


def unaccounted_properties(engine: Engine, table: str, assets: Sequence[str]) -> list[str]:
    """Up to 20 properties that have no row in a table and no issue of these assets, by id."""
    member, stored, issue = sql_table("property"), sql_table(table), sql_table("issue")
    has_row = sa.exists().where(stored.c.property_id == member.c.property_id)
    has_issue = sa.exists().where(
        issue.c.property_id == member.c.property_id, issue.c.asset.in_(assets)
    )
    query = sa.select(member.c.property_id).where(~has_row, ~has_issue)
    with engine.connect() as connection:
        found = connection.execute(query.order_by(member.c.property_id).limit(20)).scalars()
        return list(found)


def ratings_out_of_range(engine: Engine) -> int:
    """Ratings below 1, or above what any dwelling can reach (150)."""
    baseline = sql_table("baseline")
    query = sa.select(sa.func.count()).where(~baseline.c.sap_rating.between(1, 150))
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def unknown_in_certificates(engine: Engine) -> list[dict[str, Any]]:
    """Fields, codes and schemas of certificates that are not known, the most frequent first.

    Returns
    -------
    list of dict
        `schema_type`, `reason`, `field` (without the numbers of items), `documents`, and an
        `example_value`.
    """
    issue, seen, epc = sql_table("issue"), sql_table("certificate"), sql_table("epc")
    of_document = (seen.c.property_id == issue.c.property_id) & (
        seen.c.source_file == issue.c.source_file
    )
    schema = sa.func.coalesce(seen.c.schema_type, epc.c.schema_type, "not known")
    groups = {
        "schema_type": schema,
        "reason": issue.c.reason,
        "field": sa.func.regexp_replace(issue.c.field, r"\[[0-9]+\]", "", "g"),
    }
    documents = sa.func.count().label("documents")
    query = (
        sa.select(
            *(column.label(name) for name, column in groups.items()),
            documents,
            sa.func.min(issue.c.value).label("example_value"),
        )
        .select_from(issue)
        .outerjoin(seen, of_document)
        .outerjoin(epc, epc.c.property_id == issue.c.property_id)
        .where(issue.c.reason.in_(UNKNOWN))
        .group_by(*groups.values())
        .order_by(documents.desc(), *groups.values())
    )
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def plans_not_adding_up(engine: Engine) -> int:
    """Plans whose cost is not the sum of their measures to the penny."""
    plan, measure = sql_table("plan"), sql_table("plan_measure")
    totals = (
        sa.select(
            measure.c.property_id,
            measure.c.scenario,
            sa.func.sum(measure.c.total_cost_gbp).label("total"),
        )
        .group_by(measure.c.property_id, measure.c.scenario)
        .subquery()
    )
    of_plan = (totals.c.property_id == plan.c.property_id) & (totals.c.scenario == plan.c.scenario)
    off = sa.func.abs(plan.c.total_cost_gbp - sa.func.coalesce(totals.c.total, 0.0)) >= 0.005
    query = sa.select(sa.func.count()).select_from(plan.outerjoin(totals, of_plan)).where(off)
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())
