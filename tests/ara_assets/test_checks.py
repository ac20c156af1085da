"""The counts behind the asset checks, on stored rows that break each of them."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.domain.portfolio import RATING_ASSETS
from resources.database import health
from resources.database.registry import METADATA, TABLES, sql_table

_EMPTY: dict[str, Any] = {
    "text": "-",
    "integer": 0,
    "bigint": 0,
    "float": 0.0,
    "boolean": False,
    "json": {},
    "date": "2026-01-01",
    "timestamp": "2026-01-01T00:00:00Z",
}


@pytest.fixture(autouse=True)
def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


def store(engine: Engine, table: str, *rows: dict[str, Any]) -> None:
    """Store rows, empty in what they do not say."""
    blank = {c.name: None if c.nullable else _EMPTY[c.type] for c in TABLES[table].columns}
    with engine.begin() as connection:
        connection.execute(sql_table(table).insert(), [blank | row for row in rows])


def issue(home: str | None, asset: str, reason: str = "unknown_code") -> dict[str, Any]:
    return {
        "property_id": home,
        "asset": asset,
        "reason": reason,
        "issue_id": f"{home}/{asset}/{reason}",
    }


def test_a_property_without_row_or_issue_is_named(engine: Engine) -> None:
    store(engine, "property", *({"property_id": f"X:{n}"} for n in range(4)))
    store(engine, "baseline", {"property_id": "X:0"})
    store(engine, "issue", issue("X:1", "epc"), issue(None, "property"))
    assert health.unaccounted_properties(engine, "baseline", RATING_ASSETS) == ["X:2", "X:3"]


def test_an_issue_of_another_asset_excuses_no_missing_row(engine: Engine) -> None:
    store(engine, "property", {"property_id": "X:1"}, {"property_id": "X:2"})
    store(engine, "issue", issue("X:1", "geospatial"), issue("X:2", "baseline"))
    assert health.unaccounted_properties(engine, "baseline", RATING_ASSETS) == ["X:1"]
    assert health.unaccounted_properties(engine, "epc", ["property", "epc"]) == ["X:1", "X:2"]


def test_at_most_twenty_properties_are_named(engine: Engine) -> None:
    store(engine, "property", *({"property_id": f"X:{n:02}"} for n in range(30)))
    missing = health.unaccounted_properties(engine, "baseline", RATING_ASSETS)
    assert missing == [f"X:{n:02}" for n in range(20)]


def test_ratings_that_no_home_can_have_are_counted(engine: Engine) -> None:
    ratings = (0, 1, 100, 150, 151)
    store(engine, "baseline", *({"property_id": f"X:{n}", "sap_rating": n} for n in ratings))
    assert health.ratings_out_of_range(engine) == 2


def test_divergence_counts_only_what_was_compared(engine: Engine) -> None:
    flags = (True, False, False, None)
    store(
        engine,
        "baseline",
        *({"property_id": f"X:{n}", "is_divergent": flag} for n, flag in enumerate(flags)),
    )
    assert health.divergence(engine) == (3, 1)


def test_plans_that_do_not_add_up_to_the_penny_are_counted(engine: Engine) -> None:
    totals = {"X:1": 300.0, "X:2": 300.01, "X:3": 0.0, "X:4": 5.0}
    store(
        engine,
        "plan",
        *(
            {"property_id": home, "scenario": "s", "total_cost_gbp": total}
            for home, total in totals.items()
        ),
    )
    store(
        engine,
        "plan_measure",
        *(
            {
                "property_id": home,
                "scenario": "s",
                "phase": 1,
                "measure_order": order,
                "total_cost_gbp": cost,
            }
            for home in ("X:1", "X:2")
            for order, cost in ((1, 100.1), (2, 199.9))
        ),
    )
    assert health.plans_not_adding_up(engine) == 2


def test_issues_are_counted_by_reason_of_one_asset_or_of_all(engine: Engine) -> None:
    store(
        engine,
        "issue",
        issue("X:1", "epc"),
        issue("X:2", "epc"),
        issue("X:2", "epc", "missing_field"),
        issue("X:3", "bill", "fuel_without_rate"),
    )
    assert health.issues_by_reason(engine, "epc") == {"missing_field": 1, "unknown_code": 2}
    assert health.issues_by_reason(engine)["fuel_without_rate"] == 1
