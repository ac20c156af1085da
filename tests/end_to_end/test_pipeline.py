"""Certificates in, rated homes and plans out, through a real Dagster instance on PostgreSQL."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from sqlalchemy import Engine

from ara_assets.demo import generate
from ara_assets.demo.generate import certificate_number
from ara_assets.domain.portfolio import portfolio
from ara_assets.reporting.portfolio_report import TABLES as REPORT_TABLES
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.registry import TABLES
from tests.end_to_end import small_region
from tests.end_to_end.small_region import HOMES, SmallRegion, property_id

pytestmark = pytest.mark.timeout(300)

# Home, what finds it, reason, field and value of each document that is broken on purpose.
BROKEN = [
    (
        generate.UNKNOWN_CODE,
        "epc",
        "unknown_code",
        "sap_building_parts[1]/wall_construction",
        "77",
    ),
    (
        generate.NO_MAIN_HEATING,
        "epc",
        "missing_field",
        "SAP-Heating/Main-Heating-Details",
        None,
    ),
    (
        generate.NEGATIVE_AREA,
        "epc",
        "invalid_value",
        "sap_building_parts[1]/sap_floor_dimensions[1]/total_floor_area",
        "-42.0",
    ),
    (
        generate.TWO_CLAIM_ONE_UPRN,
        "property",
        "uprn_claimed_twice",
        "UPRN",
        "999000000251",
    ),
    (
        generate.NO_TABLE_CODE,
        "baseline",
        "product_not_found",
        "Main-Heating[1]/SAP-Main-Heating-Code",
        "17507",
    ),
]
TRUNCATED = f"{certificate_number(generate.TRUNCATED, 1)}.xml"
RATED = [property_id(index) for index in HOMES if index not in small_region.BROKEN]
PER_PROPERTY = [
    name
    for name, table in TABLES.items()
    if table.is_batched and table.asset and "property_id" in table.column_names
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    small_region.write_documents(folder)
    return folder


@pytest.fixture(scope="module")
def instance(
    dagster_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Generator[dg.DagsterInstance]:
    folder = tmp_path_factory.mktemp("dagster")
    settings = f"storage:\n  postgres:\n    postgres_url: {dagster_database_url}\n"
    (folder / "dagster.yaml").write_text(settings + "telemetry:\n  enabled: false\n")
    with dg.DagsterInstance.from_config(str(folder)) as made:
        yield made


@pytest.fixture(scope="module")
def region(
    home: Path, instance: dg.DagsterInstance, engine: Engine, database_url: str
) -> Generator[SmallRegion]:
    """Return the region after one run of everything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARA_HOME", str(home))
        patch.setenv("ARA_DATABASE_URL", database_url)
        made = small_region.register(engine, instance, home)
        made.run_everything()
        yield made


def test_every_document_is_current_superseded_or_an_issue(region: SmallRegion, home: Path) -> None:
    received = {path.name for path in (home / "documents").iterdir()}
    assert set(region.rows("document")["source_file"]) == received
    status = {
        row["source_file"]: row["certificate_status"] for row in region.records("certificate")
    }
    assert received - set(status) == {TRUNCATED}
    refused = {
        row["source_file"] for row in region.records("issue") if row["asset"] in {"property", "epc"}
    }
    assert {name for name, what in status.items() if what == "issue"} == refused - {TRUNCATED}
    assert TRUNCATED in refused
    assert Counter(status.values())["superseded"] == len(received) - len(HOMES) - 2
    assert set(status.values()) == {"current", "superseded", "issue"}


def test_every_property_is_rated_or_an_issue_with_its_reason(region: SmallRegion) -> None:
    members = set(region.rows("batch_member")["property_id"])
    assert members == {property_id(index) for index in HOMES}
    assert set(region.rows("property")["property_id"]) == members
    unpriced = {
        row["property_id"]
        for row in region.records("baseline")
        if row["main_heating"].startswith("heat network")
    }
    assert unpriced
    for table, missing in (("baseline", set()), ("plan", set()), ("bill", unpriced)):
        assert set(region.rows(table)["property_id"]) == set(RATED) - missing, table
    assert set(region.rows("plan_bill")["property_id"]) == set(RATED) - unpriced
    issues = region.rows("issue")
    without_rate = issues[issues["reason"] == "fuel_without_rate"]
    assert set(without_rate["property_id"]) == unpriced
    named = set(issues["property_id"].dropna()) - unpriced
    assert named == {property_id(index) for index in small_region.BROKEN}


@pytest.mark.parametrize(("index", "asset", "reason", "field", "value"), BROKEN)
def test_a_broken_certificate_is_an_issue_and_the_rest_of_its_batch_is_rated(
    region: SmallRegion, index: int, asset: str, reason: str, field: str, value: str | None
) -> None:
    number = certificate_number(index, 1)
    [issue] = [
        row
        for row in region.records("issue")
        if row["property_id"] == property_id(index) and row["certificate_number"] == number
    ]
    found = {name: issue[name] for name in ("asset", "reason", "field", "value")}
    assert found == {"asset": asset, "reason": reason, "field": field, "value": value}
    rated = region.rows("baseline")["batch_key"].value_counts()
    assert rated[issue["batch_key"]] > 0


def test_a_truncated_document_is_an_issue_of_its_file(region: SmallRegion) -> None:
    [issue] = [row for row in region.records("issue") if row["source_file"] == TRUNCATED]
    assert issue["property_id"] is None
    assert (issue["reason"], issue["batch_key"]) == ("malformed_document", "SMALL")


def test_the_report_counts_what_is_stored(region: SmallRegion, home: Path) -> None:
    figures = portfolio({name: region.rows(name) for name in REPORT_TABLES})
    assert figures.unaccounted_properties == 0
    assert figures.documents.unaccounted == 0
    assert figures.documents.unreadable == 1
    assert figures.rated == len(RATED)
    page = (home / "reports" / "portfolio.html").read_text()
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "Specimen Row" not in page


def test_plan_totals_are_the_sum_of_their_measures(region: SmallRegion) -> None:
    plans = region.rows("plan").set_index(["property_id", "scenario"])
    measures = region.rows("plan_measure")
    summed = measures.groupby(["property_id", "scenario"])[
        ["total_cost_gbp", "cost_gbp", "vat_gbp", "contingency_gbp", "sap_score_gain"]
    ].sum()
    assert len(summed) > 5
    summed = summed.reindex(plans.index, fill_value=0.0)
    for name in ("total_cost_gbp", "cost_gbp", "vat_gbp", "contingency_gbp"):
        pence = (plans[name] * 100).round().astype(int)
        assert pence.equals((summed[name] * 100).round().astype(int)), name
        assert (plans[name] - summed[name]).abs().max() < 1e-6
    gain = plans["sap_score_after"] - plans["sap_score_before"]
    assert (gain - summed["sap_score_gain"]).abs().max() < 1e-9
    parts = plans["cost_gbp"] + plans["vat_gbp"] + plans["contingency_gbp"]
    assert (parts - plans["total_cost_gbp"]).abs().max() < 1e-6


def test_effects_of_measures_add_up_to_the_plans(region: SmallRegion) -> None:
    plans = region.rows("plan").set_index("property_id")
    measures = region.rows("plan_measure")
    for saving, state in {
        "co2_saving_t_per_year": "co2_t_per_year",
        "primary_energy_saving_kwh_per_m2": "primary_energy_kwh_per_m2",
        "delivered_saving_kwh_per_year": "delivered_kwh_per_year",
    }.items():
        summed = measures.groupby("property_id")[saving].sum().reindex(plans.index, fill_value=0.0)
        total = plans[f"{state}_before"] - plans[f"{state}_after"]
        assert (total - summed).abs().max() < 1e-6, state


def test_bills_saved_by_measures_add_up_to_the_plans(region: SmallRegion) -> None:
    plans = region.rows("plan_bill").set_index("property_id")
    measures = region.rows("plan_measure_bill")
    bills = measures.groupby("property_id")["bill_saving_gbp"].sum()
    saved = plans["bill_gbp_before"] - plans["bill_gbp_after"]
    assert (saved - plans["bill_saving_gbp"]).abs().max() < 1e-6
    assert (saved - bills.reindex(plans.index, fill_value=0.0)).abs().max() < 1e-6
    today = region.rows("bill").set_index("property_id")["total_gbp"]
    assert (plans["bill_gbp_before"] - today).abs().max() < 1e-6


def test_bill_lines_add_up_to_the_bills(region: SmallRegion) -> None:
    bills = region.rows("bill").set_index("property_id")["total_gbp"]
    lines = region.rows("bill_line").groupby("property_id")["line_gbp"].sum()
    assert ((bills - lines).abs() < 0.005).all()


def test_every_batch_is_materialised_and_says_how_many_rows(region: SmallRegion) -> None:
    for asset in ("epc", "baseline", "scenario", "plan_bill"):
        key = dg.AssetKey(asset)
        assert region.instance.get_materialized_partitions(key) == set(
            region.registration.batch_keys
        )
        event = region.instance.get_latest_materialization_event(key)
        assert event is not None
        materialization = event.asset_materialization
        assert materialization is not None
        assert "dagster/partition_row_count" in materialization.metadata


def test_every_asset_check_passes_but_those_that_count_broken_certificates(
    region: SmallRegion,
) -> None:
    keys = sorted(region.defs.resolve_asset_graph().asset_check_keys, key=str)
    found: dict[str, bool] = {}
    for key in keys:
        [record] = region.instance.event_log_storage.get_asset_check_execution_history(key, 1)
        event = record.event
        assert event is not None
        assert event.dagster_event is not None
        evaluation = event.dagster_event.asset_check_evaluation_data
        found[f"{key.asset_key.to_user_string()}.{key.name}"] = evaluation.passed
    assert len(found) == len(keys) >= 8
    assert [name for name, passed in found.items() if not passed] == [
        "epc.everything_in_certificates_is_known",
        "epc.few_certificates_have_issues",
    ]


def test_divergence_lists_the_worst_homes_with_what_to_look_at(
    region: SmallRegion, home: Path, database_url: str, dagster_database_url: str
) -> None:
    urls = {"ARA_DATABASE_URL": database_url, "ARA_DAGSTER_DATABASE_URL": dagster_database_url}
    told = ara(["divergence", "--worst", "2"], urls | {"ARA_HOME": str(home)})
    off = [home for home in region.records("baseline") if pd.notna(home["sap_divergence"])]
    worst = max(off, key=lambda home: abs(home["sap_divergence"]))
    assert f"1. {worst['property_id']}" in told
    assert f"({worst['sap_divergence']:+.2f})" in told
    commands = [line.strip() for line in told.splitlines() if "ara worksheet" in line]
    assert len(commands) == 2
    path = Path(commands[0].split()[2])
    assert path.parent == home / "divergence"
    assert f"({worst['sap_score']:.4f})" in ara(commands[0].split()[1:], {})


def ara(arguments: list[str], variables: dict[str, str]) -> str:
    """Run a command as a person does, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "ara_assets.cli", *arguments],
        env=os.environ | variables | {"COLUMNS": "200"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_second_run_of_everything_changes_no_content(region: SmallRegion, engine: Engine) -> None:
    before = content_hashes(engine)
    audit = region.rows("load_audit")  # other tests of the module may have loaded again before
    of_one_run = len(audit[["asset", "batch_key"]].drop_duplicates())
    region.run_everything()
    assert content_hashes(engine) == before
    assert len(region.rows("load_audit")) == len(audit) + of_one_run


def test_other_batch_sizes_give_the_same_rows_of_each_property(
    region: SmallRegion, home: Path, fresh_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", fresh_database_url)
    engine = make_engine(fresh_database_url)
    with dg.instance_for_test() as instance:
        whole = small_region.register(engine, instance, home, batch_size=100)
        assert len(whole.registration.batch_keys) == 1
        whole.run_everything()
    for table in PER_PROPERTY:
        keys = list(TABLES[table].primary_key)
        pd.testing.assert_frame_equal(
            _by_property(whole.rows(table), keys), _by_property(region.rows(table), keys), obj=table
        )
    engine.dispose()


def _by_property(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return frame.drop(columns="batch_key").sort_values(keys).reset_index(drop=True)


def test_abort_stores_nothing_of_a_batch_with_an_issue_and_the_run_fails(
    region: SmallRegion, engine: Engine
) -> None:
    before = content_hashes(engine)
    result = _run_epc(region, {"on_issue": "abort"})
    assert not result.success
    [failure] = result.get_step_failure_events()
    message = str(failure.step_failure_data.error)
    assert "on_issue is abort" in message
    assert "SMALL-0003" in message
    assert content_hashes(engine) == before
    assert _run_epc(region, {"on_issue": "record"}).success
    assert content_hashes(engine) == before


def _run_epc(region: SmallRegion, config: dict[str, str]) -> dg.ExecuteInProcessResult:
    job = region.defs.resolve_implicit_global_asset_job_def()
    return job.execute_in_process(
        instance=region.instance,
        asset_selection=[dg.AssetKey("epc")],
        partition_key="SMALL-0003",
        run_config={"ops": {"epc": {"config": config}}},
        raise_on_error=False,
    )


def test_a_region_where_no_home_can_be_rated_runs_through_and_names_each_reason(
    home: Path, fresh_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", fresh_database_url)
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    (tmp_path / "documents").mkdir()
    for index in set(small_region.BROKEN) - {generate.TWO_CLAIM_ONE_UPRN}:
        for path in (home / "documents").glob(f"9990-{index:04d}-0001-*"):
            shutil.copy(path, tmp_path / "documents")
    (tmp_path / "documents" / "nothing.json").write_text("{}")
    engine = make_engine(fresh_database_url)
    with dg.instance_for_test() as instance:
        broken = small_region.register(engine, instance, tmp_path)
        broken.run_everything()
    rated: set[str] = set()
    for table in ("baseline", "bill", "plan"):
        assert set(broken.rows(table)["property_id"]) == rated, table
    issues = broken.rows("issue")
    assert sorted(issues["reason"]) == [
        "invalid_value",
        "malformed_document",
        "missing_field",
        "product_not_found",
        "unknown_code",
    ]
    engine.dispose()
