"""The code location as Dagster loads it: complete, described, and loaded without anything."""

import ast
import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from dagster._core.snap.snap_to_yaml import default_values_yaml_from_type_snap

from ara_assets.definitions import build_defs, defs
from ara_assets.partitions import MAX_BATCHES_PER_RUN, PROPERTY_BATCH
from ara_assets.specs import stale_after
from resources.database.registry import TABLES, asset_tables

PROJECT = Path(__file__).resolve().parents[2]
GRAPH = defs.resolve_asset_graph()
KEYS = sorted(key.to_user_string() for key in GRAPH.materializable_asset_keys)

# Asset: group, whether it is partitioned, what it depends on.
EXPECTED: dict[str, tuple[str, bool, set[str]]] = {
    "certificate_change": ("ingestion", False, set()),
    "property": ("ingestion", True, set()),
    "epc": ("ingestion", True, {"property"}),
    "geospatial": ("ingestion", True, {"property"}),
    "solar": ("ingestion", True, {"property", "epc"}),
    "fuel_rates": ("ingestion", False, set()),
    "cost_catalogue": ("ingestion", False, set()),
    "pcdb": ("ingestion", False, set()),
    "effective_epc": ("baseline", True, {"epc"}),
    "baseline": ("baseline", True, {"epc", "effective_epc", "pcdb"}),
    "bill": ("baseline", True, {"property", "baseline", "fuel_rates"}),
    "recommendation": (
        "modelling",
        True,
        {"property", "effective_epc", "baseline", "geospatial", "solar", "cost_catalogue", "pcdb"},
    ),
    "scenario_definition": ("modelling", False, set()),
    "scenario": (
        "modelling",
        True,
        {
            "property",
            "effective_epc",
            "baseline",
            "recommendation",
            "scenario_definition",
            "cost_catalogue",
            "pcdb",
        },
    ),
    "plan_bill": ("modelling", True, {"property", "scenario", "fuel_rates"}),
    "portfolio_report": ("reporting", False, {"bill", "plan_bill"}),
}
CHECKS = {
    "fuel_rates.rates_are_current",
    "epc.every_property_has_a_row_or_an_issue",
    "epc.everything_in_certificates_is_known",
    "epc.few_certificates_have_issues",
    "baseline.every_property_has_a_row_or_an_issue",
    "baseline.ratings_are_in_range",
    "baseline.divergence",
    "baseline.named_products_are_found",
    "pcdb.ratings_use_the_products_in_use",
    "bill.every_property_has_a_row_or_an_issue",
    "recommendation.every_property_has_a_row_or_an_issue",
    "scenario.every_property_has_a_row_or_an_issue",
    "scenario.plans_add_up",
    "plan_bill.every_property_has_a_row_or_an_issue",
}
LOAD = """
import sys
def refuse(event, arguments):
    if event == "socket.connect":
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(refuse)
from ara_assets.definitions import defs
defs.resolve_implicit_global_asset_job_def()
print(len(defs.resolve_asset_graph().materializable_asset_keys))
"""


def node(name: str) -> Any:
    return GRAPH.get(dg.AssetKey(name))


def test_the_graph_is_the_designs() -> None:
    found = {
        name: (
            node(name).group_name,
            node(name).partitions_def is not None,
            {key.to_user_string() for key in node(name).parent_keys},
        )
        for name in KEYS
    }
    assert found == EXPECTED


@pytest.mark.parametrize("name", KEYS)
def test_every_asset_says_what_it_is_and_whose(name: str) -> None:
    asset = node(name)
    first_line = (asset.description or "").splitlines()[0]
    assert len(first_line) > 30
    assert first_line[0].isupper()
    assert asset.owners == ["team:ara"]
    assert asset.kinds
    assert asset.code_version


@pytest.mark.parametrize("name", [name for name in KEYS if asset_tables(name)])
def test_every_stored_asset_shows_each_column_with_its_meaning(name: str) -> None:
    schema = node(name).metadata["dagster/column_schema"]
    stored = sum(len(table.columns) for table in asset_tables(name))
    assert len(schema.columns) == stored
    assert all(column.description and column.type for column in schema.columns)
    assert "postgres" in node(name).kinds


def test_every_table_of_an_asset_belongs_to_one_that_exists() -> None:
    assert {table.asset for table in TABLES.values() if table.asset} == set(KEYS) - {
        "portfolio_report"
    }


def test_batches_share_one_partition_set_and_several_go_into_a_run() -> None:
    partitioned = [name for name in KEYS if node(name).partitions_def]
    for name in partitioned:
        assert node(name).partitions_def == PROPERTY_BATCH
        assert node(name).backfill_policy.max_partitions_per_run == MAX_BATCHES_PER_RUN
    assert str(PROPERTY_BATCH.name) == "property_batch"


def test_only_bills_follow_the_rates_by_themselves() -> None:
    automated = {name: node(name).automation_condition for name in KEYS}
    assert {name for name, condition in automated.items() if condition} == {"bill", "plan_bill"}
    assert automated["bill"] == automated["plan_bill"]


def test_checks_are_there_and_read_as_sentences() -> None:
    keys = {f"{key.asset_key.to_user_string()}.{key.name}" for key in GRAPH.asset_check_keys}
    assert keys == CHECKS
    for key in GRAPH.asset_check_keys:
        description = GRAPH.get_check_spec(key).description
        assert description
        assert description.endswith(".")
        assert description[0].isupper()
    blocking = {key.name for key in GRAPH.asset_check_keys if GRAPH.get_check_spec(key).blocking}
    assert blocking == {"ratings_are_in_range"}


def test_schedules_and_sensors_run_by_themselves_the_queue_where_it_is_set() -> None:
    schedules = {str(one.name): one for one in defs.schedules or ()}
    assert list(schedules) == [
        "nightly_ofgem_refresh",
        "monthly_product_refresh",
        "daily_register_changes",
    ]
    assert {one.default_status for one in schedules.values()} == {dg.DefaultScheduleStatus.RUNNING}
    nightly: Any = schedules["nightly_ofgem_refresh"]
    assert (nightly.cron_schedule, nightly.execution_timezone) == ("0 2 * * *", "Europe/London")
    sensors = {one.name: one.default_status for one in defs.sensors or ()}
    assert sensors == {
        "default_automation_condition_sensor": dg.DefaultSensorStatus.RUNNING,
        "batches_follow_the_register": dg.DefaultSensorStatus.RUNNING,
        "batches_of_a_new_council": dg.DefaultSensorStatus.RUNNING,
        "queue_sensor": dg.DefaultSensorStatus.STOPPED,
    }


@pytest.mark.parametrize(
    "runnable",
    [*(defs.schedules or ()), *(defs.sensors or ()), *(defs.jobs or ())],
    ids=lambda runnable: str(runnable.name),
)
def test_every_schedule_sensor_and_job_says_what_it_does(runnable: Any) -> None:
    assert runnable.description
    assert runnable.description.endswith(".")
    assert runnable.description[0].isupper()


def test_the_forms_of_the_launchpad_hold_what_a_person_fills_in_and_nothing_else() -> None:
    forms = {
        name: form_of(defs.resolve_job_def(name))
        for name in ("add_council", "first_run", "refresh")
    }
    assert forms == {
        "add_council": {"ops": {"register_homes": {"config": {"gss_code": "", "bulk": False}}}},
        "first_run": {"ops": {"run_what_was_never_run": {"config": {"region": ""}}}},
        "refresh": {},
    }


def form_of(job: dg.JobDefinition) -> Any:
    """Return what Dagster's UI writes into the launchpad: the job's config, or every default."""
    snap = job.get_job_snapshot()
    schema = snap.config_schema_snapshot
    root = schema.get_config_snap(snap.mode_def_snaps[0].root_config_key or "")
    return job.run_config or yaml.safe_load(default_values_yaml_from_type_snap(schema, root))


def test_two_jobs_compose_the_stages() -> None:
    assert {"first_run", "refresh"} <= {job.name for job in defs.jobs or ()}


def test_every_source_says_how_long_its_data_is_fresh() -> None:
    for name, (group, _, _) in EXPECTED.items():
        policy = GRAPH.get(dg.AssetKey(name)).freshness_policy
        assert (policy is not None) == (group == "ingestion"), name
        if policy is not None:
            assert stale_after(policy) > dt.timedelta(days=1)


def test_definitions_load_with_no_environment_no_network_and_no_database(tmp_path: Path) -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOAD],
        env={"PYTHONPATH": str(PROJECT), "PATH": "", "HOME": str(tmp_path / "nobody")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    assert int(loaded.stdout) == len(EXPECTED)
    assert list(tmp_path.iterdir()) == []


def test_a_resource_can_be_replaced_by_name() -> None:
    replacement = dg.ResourceDefinition.hardcoded_resource(os.sep)
    changed = build_defs(object_store=replacement)
    assert changed.resources is not None
    assert changed.resources["object_store"] is replacement
    assert set(changed.resources) == set(defs.resources or {})


@pytest.mark.parametrize("stage", ["ingestion", "baseline", "modelling"])
def test_no_asset_module_imports_an_http_client(stage: str) -> None:
    for path in (PROJECT / "ara_assets" / stage).glob("*.py"):
        tree = ast.parse(path.read_text())
        names = {
            name
            for found in ast.walk(tree)
            for name in (
                [alias.name for alias in found.names]
                if isinstance(found, ast.Import)
                else [found.module or ""]
                if isinstance(found, ast.ImportFrom)
                else []
            )
        }
        roots = {name.split(".")[0] for name in names}
        assert not roots & {"httpx", "requests", "urllib", "urllib3", "http", "aiohttp"}, path


def lineage(asset: str) -> dict[str, list[dg.TableColumnDep]]:
    metadata = node(asset).metadata.get("dagster/column_lineage")
    return {} if metadata is None else {**metadata.deps_by_column}


def columns_of(asset: str) -> set[str]:
    return {column.name for column in node(asset).metadata["dagster/column_schema"].columns}


def walked(asset: str, column: str) -> set[tuple[str, str]]:
    """Follow column lineage to its ends; every edge must lead to a column of a parent's schema."""
    pending, seen = [(asset, column)], set[tuple[str, str]]()
    while pending:
        here = pending.pop()
        if here in seen:
            continue
        seen.add(here)
        assert here[1] in columns_of(here[0]), f"broken edge to {here}"
        for dep in lineage(here[0]).get(here[1], []):
            parent = dep.asset_key.to_user_string()
            assert dep.asset_key in node(here[0]).parent_keys, f"{here} has no parent {parent}"
            pending.append((parent, dep.column_name))
    return seen


@pytest.mark.parametrize(
    ("asset", "column", "sources"),
    [
        (
            "scenario",
            "total_cost_gbp",
            {
                ("epc", "epc_property_data"),
                ("cost_catalogue", "unit_cost_gbp"),
                ("cost_catalogue", "contingency_percent"),
                ("cost_catalogue", "vat_treatment"),
            },
        ),
        (
            "plan_bill",
            "bill_saving_gbp",
            {
                ("epc", "epc_property_data"),
                ("scenario_definition", "definition"),
                ("fuel_rates", "unit_rate_p_per_kwh"),
                ("fuel_rates", "standing_charge_p_per_day"),
            },
        ),
        (
            "recommendation",
            "cost_gbp",
            {
                ("epc", "epc_property_data"),
                ("cost_catalogue", "unit_cost_gbp"),
                ("cost_catalogue", "cost_region.cost_factor"),
            },
        ),
        (
            "bill",
            "total_gbp",
            {
                ("epc", "epc_property_data"),
                ("fuel_rates", "unit_rate_p_per_kwh"),
                ("fuel_rates", "standing_charge_p_per_day"),
            },
        ),
    ],
)
def test_lineage_leads_back_to_certificate_rates_and_costs(
    asset: str, column: str, sources: set[tuple[str, str]]
) -> None:
    assert sources <= walked(asset, column)


@pytest.mark.parametrize("asset", [name for name in KEYS if asset_tables(name)])
def test_no_edge_of_any_columns_lineage_is_broken(asset: str) -> None:
    for column in columns_of(asset):
        walked(asset, column)
