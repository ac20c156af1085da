"""Runs of this process: what fails is named with its cause, and progress is told."""

from collections.abc import Generator

import dagster as dg
import pytest

from ara_assets.execution import materialise
from ara_assets.partitions import PROPERTY_BATCH, add_batches
from resources.errors import PermanentFailure

KEYS = ["X-0001", "X-0002", "X-0003"]


@pytest.fixture
def instance() -> Generator[dg.DagsterInstance]:
    with dg.instance_for_test() as made:
        add_batches(made, KEYS)
        yield made


@dg.asset(partitions_def=PROPERTY_BATCH, backfill_policy=dg.BackfillPolicy.single_run())
def first(context: dg.AssetExecutionContext) -> None:
    """Note which batches one run takes."""
    context.add_asset_metadata({"keys": ",".join(context.partition_keys)}, partition_key=None)


@dg.asset(partitions_def=PROPERTY_BATCH, deps=[first])
def second() -> None:
    """Fail, and say why."""
    msg = "the roof of the test fell in"
    raise ValueError(msg)


@dg.asset
def whole() -> None:
    """Have no batches."""


DEFS = dg.Definitions(assets=[first, second, whole])


def test_a_range_of_batches_is_one_run(instance: dg.DagsterInstance) -> None:
    materialise(instance, DEFS, ["first"], KEYS[:2])
    assert instance.get_materialized_partitions(dg.AssetKey("first")) == set(KEYS[:2])
    assert len(instance.get_runs()) == 1


def test_progress_ends_at_the_number_of_assets(instance: dg.DagsterInstance) -> None:
    seen: list[int] = []
    materialise(instance, DEFS, ["whole"], (), seen.append)
    assert seen[-1] == 1
    assert seen == sorted(seen)


def test_a_failure_names_the_asset_and_the_cause(instance: dg.DagsterInstance) -> None:
    seen: list[int] = []
    with pytest.raises(PermanentFailure, match=r"second.*the roof of the test fell in") as failed:
        materialise(instance, DEFS, ["first", "second"], KEYS, seen.append)
    [run] = instance.get_runs()
    assert run.run_id in str(failed.value)
    assert run.status is dg.DagsterRunStatus.FAILURE
    assert seen[-1] == 1
    assert instance.get_materialized_partitions(dg.AssetKey("first")) == set(KEYS)
