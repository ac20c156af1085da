"""Repository of counts that the asset checks look at; every one is a single aggregate query."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.registry import sql_table


def count(engine: Engine, table: str) -> int:
    """Rows of a table."""
    with engine.connect() as connection:
        query = sa.select(sa.func.count()).select_from(sql_table(table))
        return int(connection.execute(query).scalar_one())


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


def divergence(engine: Engine) -> tuple[int, int]:
    """Homes whose figures were compared with lodged ones, and how many of them diverge."""
    baseline = sql_table("baseline")
    diverges = sa.func.count().filter(baseline.c.is_divergent)
    query = sa.select(sa.func.count(baseline.c.is_divergent), diverges)
    with engine.connect() as connection:
        compared, divergent = connection.execute(query).one()
        return int(compared), int(divergent)


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
