"""The IO manager under real Dagster, writing to the real server."""

from collections.abc import Callable, Generator
from typing import Any

import dagster as dg
import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.domain.issue import Issue
from ara_assets.partitions import (
    BACKFILL_POLICY,
    PROPERTY_BATCH,
    BatchConfig,
    add_batches,
    each_batch,
)
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.content import content_hashes
from resources.database.frames import frame_of
from resources.database.reader import read_table
from resources.database.registry import METADATA, TABLES, asset_tables
from resources.database.resource import Database
from resources.io_managers import PostgresIOManager

KEYS = ["X-0001", "X-0002", "X-0003"]
RANGE_START = "dagster/asset_partition_range_start"
RANGE_END = "dagster/asset_partition_range_end"


@pytest.fixture(autouse=True)
def _database(engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


@pytest.fixture
def instance() -> Generator[dg.DagsterInstance]:
    with dg.instance_for_test() as instance:
        add_batches(instance, KEYS)
        yield instance


def solar_batch(key: str, source: str, issues: int = 0) -> AssetBatch:
    blank: dict[str, Any] = {column.name: None for column in TABLES["solar"].columns}
    rows = [
        blank | {"property_id": f"{key}:{n}", "batch_key": key, "solar_source": source}
        for n in range(3)
    ]
    found = [
        Issue("missing_field", "a field is missing", property_id=f"{key}:bad{n}", field="area")
        for n in range(issues)
    ]
    return AssetBatch({"solar": frame_of("solar", rows)}, found)


def solar_asset(compute: Callable[[str], AssetBatch]) -> dg.AssetsDefinition:
    @dg.asset(name="solar", partitions_def=PROPERTY_BATCH, backfill_policy=BACKFILL_POLICY)
    def solar(context: dg.AssetExecutionContext, config: BatchConfig) -> BatchOutcomes:
        return each_batch(context, config, compute)

    return solar


def run(
    instance: dg.DagsterInstance,
    *assets: dg.AssetsDefinition,
    keys: tuple[str, str] | None = ("X-0001", "X-0003"),
    **options: Any,
) -> dg.ExecuteInProcessResult:
    database = Database()
    definitions = dg.Definitions(
        assets=assets,
        resources={"io_manager": PostgresIOManager(database=database), "database": database},
    )
    job = definitions.resolve_implicit_global_asset_job_def()
    if keys and keys[0] == keys[1]:
        options["partition_key"] = keys[0]
    elif keys:
        options["tags"] = {RANGE_START: keys[0], RANGE_END: keys[1]}
    return job.execute_in_process(instance=instance, raise_on_error=False, **options)


def materialised(instance: dg.DagsterInstance, asset: str = "solar") -> set[str]:
    return set(instance.get_materialized_partitions(dg.AssetKey(asset)))


def step_error(result: dg.ExecuteInProcessResult) -> str:
    failure = next(event for event in result.all_events if event.is_step_failure)
    error = failure.step_failure_data.error
    assert error is not None
    return error.to_string()


def test_one_run_of_three_batches_commits_each(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    result = run(instance, solar_asset(lambda key: solar_batch(key, "a", issues=1)))
    assert result.success
    assert materialised(instance) == set(KEYS)
    audit = read_table(engine, "load_audit")
    assert sorted(audit["batch_key"]) == KEYS
    assert set(audit["run_id"]) == {result.run_id}
    assert len(read_table(engine, "issue")) == 3
    for event in result.asset_materializations_for_node("solar"):
        assert event.metadata["dagster/partition_row_count"].value == 3
        assert event.metadata["issues"].value == 1
        assert len(str(event.metadata["content_hash/solar"].value)) == 64


def test_a_failed_batch_leaves_the_others_committed_and_materialised(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    def compute(key: str) -> AssetBatch:
        if key == "X-0002":
            msg = "the source is gone"
            raise RuntimeError(msg)
        return solar_batch(key, "a")

    result = run(instance, solar_asset(compute))
    assert not result.success
    assert "1 of 3 batches failed" in step_error(result)
    assert "X-0002: the source is gone" in step_error(result)
    assert materialised(instance) == {"X-0001", "X-0003"}
    assert set(read_table(engine, "solar")["batch_key"]) == {"X-0001", "X-0003"}
    for key in ("X-0001", "X-0003"):
        event = instance.get_latest_data_version_record(dg.AssetKey("solar"), partition_key=key)
        assert event is not None
        assert event.asset_materialization is not None
        assert event.asset_materialization.metadata["dagster/partition_row_count"].value == 3
    healed = run(
        instance, solar_asset(lambda key: solar_batch(key, "a")), keys=("X-0002", "X-0002")
    )
    assert healed.success
    assert materialised(instance) == set(KEYS)


def test_a_batch_that_cannot_be_written_is_named(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    def compute(key: str) -> AssetBatch:
        return solar_batch("X-0001" if key == "X-0003" else key, "a")

    result = run(instance, solar_asset(compute))
    assert "run these again: X-0003" in step_error(result)
    assert materialised(instance) == {"X-0001", "X-0002"}


def test_abort_stores_nothing_of_a_batch_with_an_issue(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    run(instance, solar_asset(lambda key: solar_batch(key, "old")))
    before = content_hashes(engine)
    asset = solar_asset(lambda key: solar_batch(key, "new", issues=int(key == "X-0001")))
    config = {"ops": {"solar": {"config": {"on_issue": "abort"}}}}
    one = run(instance, asset, keys=("X-0001", "X-0001"), run_config=config)
    assert "on_issue is abort" in step_error(one)
    assert content_hashes(engine) == before
    result = run(instance, asset, run_config=config)
    assert "missing_field X-0001:bad0" in step_error(result)
    stored = read_table(engine, "solar").groupby("batch_key")["solar_source"].first()
    assert dict(stored) == {"X-0001": "old", "X-0002": "new", "X-0003": "new"}


@dg.asset(name="geospatial", partitions_def=PROPERTY_BATCH, backfill_policy=BACKFILL_POLICY)
def geospatial(
    context: dg.AssetExecutionContext, config: BatchConfig, solar: pd.DataFrame
) -> BatchOutcomes:
    """Stand-in that keeps the properties of its upstream rows."""
    blank: dict[str, Any] = {column.name: None for column in TABLES["geospatial"].columns}

    def compute(key: str) -> AssetBatch:
        rows = [
            blank | {"property_id": row, "batch_key": key, "geospatial_source": "test"}
            for row in solar.loc[solar["batch_key"] == key, "property_id"]
        ]
        return AssetBatch({"geospatial": frame_of("geospatial", rows)})

    return each_batch(context, config, compute)


def test_upstream_rows_of_the_runs_batches_are_loaded(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    upstream = solar_asset(lambda key: solar_batch(key, "a"))
    assert run(instance, upstream, geospatial).success
    stored = read_table(engine, "geospatial")
    assert list(stored["property_id"]) == list(read_table(engine, "solar")["property_id"])
    assert run(instance, upstream, geospatial, keys=("X-0002", "X-0002")).success
    assert materialised(instance, "geospatial") == set(KEYS)


def test_an_upstream_batch_that_was_never_stored_is_refused(
    instance: dg.DagsterInstance,
) -> None:
    upstream = solar_asset(lambda key: solar_batch(key, "a"))
    selection = [dg.AssetKey("geospatial")]
    result = run(
        instance, upstream, geospatial, keys=("X-0002", "X-0002"), asset_selection=selection
    )
    assert "solar was never stored for X-0002" in step_error(result)


def test_tables_can_be_loaded_together_or_one_by_name(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    seen: dict[str, Any] = {}

    @dg.asset(name="property", partitions_def=PROPERTY_BATCH)
    def property_() -> BatchOutcomes:
        owner = {"property_id": "X:1", "batch_key": "X-0001"}
        blank: dict[str, Any] = {c.name: None for c in TABLES["property"].columns}
        row = blank | owner | {"region_key": "X", "document_count": 1}
        address = {c.name: None for c in TABLES["property_address"].columns} | owner
        frames = {
            "property": frame_of("property", [row]),
            "property_address": frame_of("property_address", [address]),
        }
        return BatchOutcomes({"X-0001": AssetBatch(frames)})

    @dg.asset(
        name="solar", partitions_def=PROPERTY_BATCH, ins={"property_": dg.AssetIn("property")}
    )
    def together(property_: dict[str, pd.DataFrame]) -> BatchOutcomes:
        seen["together"] = property_
        return BatchOutcomes({"X-0001": AssetBatch({"solar": frame_of("solar", [])})})

    @dg.asset(
        name="geospatial",
        partitions_def=PROPERTY_BATCH,
        ins={"address": dg.AssetIn("property", metadata={"table": "property_address"})},
    )
    def by_name(address: pd.DataFrame) -> BatchOutcomes:
        seen["by name"] = address
        return BatchOutcomes({"X-0001": AssetBatch({"geospatial": frame_of("geospatial", [])})})

    result = run(instance, property_, together, by_name, keys=("X-0001", "X-0001"))
    assert result.success
    assert sorted(seen["together"]) == ["property", "property_address"]
    assert seen["by name"].columns.tolist() == TABLES["property_address"].column_names


def test_an_asset_of_the_whole_country_is_one_table(
    instance: dg.DagsterInstance, engine: Engine
) -> None:
    @dg.asset(name="cost_catalogue")
    def cost_catalogue() -> AssetBatch:
        tables = [table.name for table in asset_tables("cost_catalogue")]
        return AssetBatch({table: frame_of(table, []) for table in tables})

    result = run(instance, cost_catalogue, keys=None)
    assert result.success
    (event,) = result.asset_materializations_for_node("cost_catalogue")
    assert event.metadata["dagster/row_count"].value == 0
    assert read_table(engine, "load_audit")["batch_key"].tolist() == ["*"]
