"""The counts behind the asset checks, on stored rows that break each of them."""

import datetime as dt
from typing import Any

import dagster as dg
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets import checks
from ara_assets.domain.divergence import COHORTS, VALIDATED_FROM, VALIDATION, agreement_by
from ara_assets.domain.portfolio import RATING_ASSETS
from resources.database import health
from resources.database.divergence import divergence_points, divergence_sums, most_divergent
from resources.database.registry import METADATA, TABLES, sql_table
from resources.database.resource import Database

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


def store_home(
    engine: Engine,
    home: str,
    score: float,
    *,
    schema: str = "RdSAP-Schema-21.0.1",
    version: str = "10.2",
    inspected: dt.date | None = VALIDATED_FROM,
    lodged: int | None = 60,
    reason: str | None = None,
) -> None:
    """Store a home's figures; the calculated ones are 1 t and 10 kWh/m2 over the lodged ones."""
    store(
        engine,
        "epc",
        {
            "property_id": home,
            "schema_type": schema,
            "sap_version": version,
            "inspection_date": inspected,
        },
    )
    store(
        engine,
        "baseline",
        {
            "property_id": home,
            "main_heating": "boiler, mains gas",
            "rebaseline_reason": reason or ("none" if version == "10.2" else "pre_sap10"),
            "lodged_sap_rating": lodged,
            "lodged_co2_t_per_year": 2.0,
            "lodged_primary_energy_kwh_per_m2": 200.0,
            "sap_score": score,
            "co2_t_per_year": 3.0,
            "primary_energy_kwh_per_m2": 210.0,
        },
    )


def store_every_cohort(engine: Engine) -> None:
    day_before = VALIDATED_FROM - dt.timedelta(days=1)
    store_home(engine, "X:1", 60.5)
    store_home(engine, "X:2", 57.0)
    store_home(engine, "X:3", 60.25, schema="RdSAP-Schema-NI-21.0.1")
    store_home(engine, "X:full", 61.0, schema="SAP-Schema-19.1.0")
    store_home(engine, "X:early", 70.0, inspected=day_before)
    store_home(engine, "X:undated", 70.0, inspected=None)
    store_home(engine, "X:next", 40.0, schema="SAP-Schema-19.2.0", version="10.3")
    store_home(engine, "X:old", 40.0, schema="RdSAP-Schema-20.0.0", version="9.94")
    store_home(engine, "X:changed", 90.0, reason="physical_state_changed")
    store_home(engine, "X:unlodged", 90.0, lodged=None)


def test_only_like_is_compared_with_like(engine: Engine) -> None:
    store_every_cohort(engine)
    cohorts = agreement_by(divergence_sums(engine), "cohort")
    assert {name: found.homes for name, found in cohorts.items()} == {
        "rdsap_10_2": 3,
        "earlier_10_2": 2,
        "sap_10_2": 1,
        "sap_10_3": 1,
        "pre_sap10": 1,
    }
    assert set(cohorts) == set(COHORTS)
    validated = cohorts[VALIDATION]
    assert validated.share_within == pytest.approx(2 / 3)
    assert validated.sap_mean_absolute_error == pytest.approx((0.5 + 3.0 + 0.25) / 3)
    assert validated.sap_bias == pytest.approx((0.5 - 3.0 + 0.25) / 3)
    assert validated.co2_mean_absolute_error_t_per_year == pytest.approx(1.0)
    assert validated.primary_energy_bias_kwh_per_m2 == pytest.approx(10.0)


def test_the_worst_homes_of_the_cohort_come_first(engine: Engine) -> None:
    store_every_cohort(engine)
    worst = most_divergent(engine, VALIDATION, 2)
    assert [home["property_id"] for home in worst] == ["X:2", "X:1"]
    assert worst[0]["sap"] == -3.0


def test_homes_of_a_plot_are_counted_by_whole_points(engine: Engine) -> None:
    for n, score in enumerate((60.4, 59.6, 62.0)):
        store_home(engine, f"X:{n}", score)
    points = divergence_points(engine)
    assert points.to_numpy().tolist() == [["rdsap_10_2", 60, 60.0, 2], ["rdsap_10_2", 60, 62.0, 1]]


def test_the_check_measures_the_validation_cohort_by_schema_and_main_heating(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    store_every_cohort(engine)
    found: Any = checks.divergence(Database())
    assert not found.passed
    assert found.severity == dg.AssetCheckSeverity.WARN
    assert found.metadata["homes"].value == 3
    tables = {name: shown(found.metadata[name]) for name in ("by_schema", "by_main_heating")}
    assert tables["by_main_heating"]["boiler, mains gas"]["homes"] == 3
    assert tables["by_schema"].keys() == {"RdSAP-Schema-21.0.1", "RdSAP-Schema-NI-21.0.1"}
    assert tables["by_schema"]["RdSAP-Schema-NI-21.0.1"]["SAP bias"] == 0.25
    assert shown(found.metadata["by_cohort"])["sap_10_3"]["SAP bias"] == -20.0
    picture = str(found.metadata["calculated_against_lodged"].value)
    assert picture.startswith("![")
    assert len(picture) < 100_000 * 4 / 3


def test_the_check_passes_where_nothing_or_all_agrees(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    assert passes(checks.divergence)
    store_home(engine, "X:1", 60.49)
    assert passes(checks.divergence)
    store_home(engine, "X:2", 60.51)
    assert not passes(checks.divergence)


def passes(check: dg.AssetChecksDefinition) -> bool:
    found: Any = check(Database())
    return found.passed


def shown(table: Any) -> dict[str, dict[str, Any]]:
    """Return a table of metadata, its rows by their first column."""
    rows = [dict(record.data) for record in table.records]
    return {str(next(iter(row.values()))): row for row in rows}


def test_what_is_unknown_is_counted_by_schema_and_field(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    assert passes(checks.everything_in_certificates_is_known)
    for n, schema in enumerate(("RdSAP-Schema-21.0.1", "RdSAP-Schema-21.0.1", "SAP-Schema-17.0")):
        seen = {"property_id": f"X:{n}", "source_file": f"{n}.xml", "schema_type": schema}
        store(engine, "certificate", seen)
        field = f"SAP-Building-Parts/SAP-Building-Part[{n + 1}]/Wall-Construction"
        found = issue(f"X:{n}", "epc") | {"field": field, "value": f"{n + 70}"}
        store(engine, "issue", found | {"source_file": f"{n}.xml"})
    store(engine, "epc", {"property_id": "X:9", "schema_type": "RdSAP-Schema-20.0.0"})
    store(engine, "issue", issue("X:9", "baseline") | {"field": "heating_code", "value": "999"})
    store(engine, "issue", issue("X:8", "epc", "missing_field") | {"field": "rooms"})
    wall = "SAP-Building-Parts/SAP-Building-Part/Wall-Construction"
    unknown = health.unknown_in_certificates(engine)
    assert [tuple(row.values()) for row in unknown] == [
        ("RdSAP-Schema-21.0.1", "unknown_code", wall, 2, "70"),
        ("RdSAP-Schema-20.0.0", "unknown_code", "heating_code", 1, "999"),
        ("SAP-Schema-17.0", "unknown_code", wall, 1, "72"),
    ]
    result: Any = checks.everything_in_certificates_is_known(Database())
    assert not result.passed
    assert result.severity == dg.AssetCheckSeverity.WARN
    assert result.metadata["documents"].value == 4
    assert [dict(row.data) for row in result.metadata["unknown"].records] == unknown


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
