"""The two jobs that compose the stages: `first_run` and `refresh`; nothing else chains them.

What is to be done is read from the audit of loads: what was never stored, what is stale, what is
older than a change of what it is worked out from. Each job asks Dagster for a backfill of just
that, so that a job that was killed goes on where it was when it is run again.
"""

import datetime as dt
import time
from collections.abc import Iterable, Mapping

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph_subset import AssetGraphSubset
from dagster._core.definitions.assets.graph.base_asset_graph import BaseAssetGraph
from dagster._core.definitions.events import AssetKeyPartitionKey
from dagster._core.execution.backfill import (
    BULK_ACTION_TERMINAL_STATUSES,
    BulkActionsFilter,
    BulkActionStatus,
    PartitionBackfill,
)
from dagster._core.utils import make_new_backfill_id

from ara_assets.domain.property import region_key
from ara_assets.partitions import add_batches
from ara_assets.specs import FRESHNESS, stale_after
from resources.database import membership
from resources.database.batch import WHOLE_TABLE
from resources.database.loads import Stored, last_loads
from resources.database.resource import Database
from resources.errors import PermanentFailure

Loads = Mapping[tuple[str, str], Stored]
Work = set[tuple[str, str]]
"""Assets and batches; `*` is the batch of a whole table."""

JOB_TAG = "ara/job"
REGION_TAG = "ara/of"
# New rates re-price bills by automation, and only where one in force has changed (docs/adr/0005).
BY_AUTOMATION = frozenset({"fuel_rates"})
_POLL_SECONDS = 2.0


def never_run(graph: BaseAssetGraph, loads: Loads, batches: Iterable[str]) -> Work:
    """Return what of these batches was never stored, and what is worked out from it."""
    batched = _batched(graph)
    missing = {(name, key) for key in batches for name in batched if (name, key) not in loads}
    return _with_descendants(graph, missing) | _missing_tables(graph, loads) if missing else set()


def whole_of(graph: BaseAssetGraph, loads: Loads, batches: Iterable[str]) -> Work:
    """Return all of these batches, what gathers them, and the tables they lack."""
    every = {(name, key) for key in batches for name in _batched(graph)}
    return _with_descendants(graph, every) | _missing_tables(graph, loads)


def stale(loads: Loads, now: dt.datetime) -> Work:
    """Return what ingestion has stored and its source's freshness policy calls stale."""
    return {
        (name, key)
        for (name, key), stored in loads.items()
        if name in FRESHNESS and stored.loaded_at < now - stale_after(FRESHNESS[name])
    }


def outdated(graph: BaseAssetGraph, loads: Loads) -> Work:
    """Return what is older than a change of what it is worked out from, and what follows it."""
    batched = _batched(graph)
    found = {
        (name, key)
        for (name, key), stored in loads.items()
        if name in batched
        for parent in _parents(graph, name) - BY_AUTOMATION
        if (source := loads.get((parent, key if parent in batched else WHOLE_TABLE)))
        and source.changed_at > stored.loaded_at
    }
    return _with_descendants(graph, found)


def request_backfill(
    instance: dg.DagsterInstance,
    graph: BaseAssetGraph,
    work: Work,
    title: str,
    tags: Mapping[str, str],
    backfill_id: str | None = None,
) -> str:
    """Ask Dagster for a backfill; return its id, or that of one under way with the same tags."""
    under_way = instance.get_backfills(
        filters=BulkActionsFilter(statuses=[BulkActionStatus.REQUESTED], tags=dict(tags))
    )
    if under_way:
        return under_way[0].backfill_id
    subset = AssetGraphSubset.from_asset_partition_set(
        {
            AssetKeyPartitionKey(dg.AssetKey(name), None if key == WHOLE_TABLE else key)
            for name, key in work
        },
        graph,
    )
    requested = PartitionBackfill.from_asset_graph_subset(
        backfill_id=backfill_id or make_new_backfill_id(),
        backfill_timestamp=time.time(),
        tags=dict(tags),
        dynamic_partitions_store=instance,
        asset_graph_subset=subset,
        title=title,
        description=None,
        run_config=None,
    )
    instance.add_backfill(requested)
    return requested.backfill_id


def registered_batches(database: Database, region: str | None = None) -> list[str]:
    """Return the batches of a region, or of all of them.

    Raises
    ------
    PermanentFailure
        If the region was never added.
    """
    with database.engine.connect() as connection:
        known = membership.region_names(connection)
        if region is not None and region not in known:
            msg = f"region {region} was never added: add it first with `ara region add`"
            raise PermanentFailure(msg)
        regions = sorted(known) if region is None else [region]
        return [key for one in regions for key in membership.batch_keys_of(connection, one)]


def _missing_tables(graph: BaseAssetGraph, loads: Loads) -> Work:
    """Return the whole tables that batches are worked out from and that were never stored."""
    batched = _batched(graph)
    needed = {parent for name in batched for parent in _parents(graph, name)} - batched
    return {(name, WHOLE_TABLE) for name in needed if (name, WHOLE_TABLE) not in loads}


def _batched(graph: BaseAssetGraph) -> set[str]:
    keys = graph.materializable_asset_keys
    return {key.to_user_string() for key in keys if graph.get(key).is_partitioned}


def _parents(graph: BaseAssetGraph, name: str) -> set[str]:
    return {key.to_user_string() for key in graph.get(dg.AssetKey(name)).parent_keys}


def _with_descendants(graph: BaseAssetGraph, work: Work) -> Work:
    """Add what is worked out from the work, the whole tables that gather its batches too."""
    found: Work = set()
    pending = list(work)
    batched = _batched(graph)
    while pending:
        item = pending.pop()
        if item in found:
            continue
        found.add(item)
        name, key = item
        for child in graph.get(dg.AssetKey(name)).child_keys & graph.materializable_asset_keys:
            below = child.to_user_string()
            pending.append((below, key if below in batched else WHOLE_TABLE))
    return found


class FirstRunConfig(dg.Config):
    """The form of job `first_run`: one `region`, by its name or key; all of them where empty."""

    region: str = ""


@dg.op(description="Ask for ingestion, baseline and modelling of the batches that were never run.")
def run_what_was_never_run(
    context: dg.OpExecutionContext, config: FirstRunConfig, database: Database
) -> None:
    """Ask for everything that was never stored."""
    region = region_key(config.region) if config.region else None
    batches = registered_batches(database, region)
    add_batches(context.instance, batches)
    graph = context.repository_def.asset_graph
    work = never_run(graph, last_loads(database.engine), batches)
    _request(context, work, "first_run", {REGION_TAG: region or "every-region"})


@dg.op(description="Ask for what is stale, wait for its end, then for what is older than a change.")
def run_what_is_stale(context: dg.OpExecutionContext, database: Database) -> None:
    """Run ingestion where it is stale, then what follows, also where a part of it failed."""
    work = stale(last_loads(database.engine), dt.datetime.now(dt.UTC))
    sources = _request(context, work, "refresh_sources", {})
    status = _end_of(context.instance, sources) if sources else None
    work = outdated(context.repository_def.asset_graph, last_loads(database.engine))
    _request(context, work, "refresh_changed", {})
    if sources and status is not BulkActionStatus.COMPLETED_SUCCESS:
        msg = f"ingestion of some stale sources failed: see backfill {sources}, then run again"
        raise dg.Failure(msg, allow_retries=False)


def _request(
    context: dg.OpExecutionContext, work: Work, part: str, tags: dict[str, str]
) -> str | None:
    """Ask for a backfill of the work, if there is any; return its id."""
    if not work:
        context.log.info("%s: nothing to do", part)
        return None
    graph = context.repository_def.asset_graph
    title = part.replace("_", " ").capitalize()
    backfill_id = request_backfill(context.instance, graph, work, title, {JOB_TAG: part, **tags})
    context.log.info("%s: %d asset batches, backfill %s", part, len(work), backfill_id)
    return backfill_id


def _end_of(instance: dg.DagsterInstance, backfill_id: str) -> BulkActionStatus:
    """Wait for a backfill; the run's own time limit bounds it (dagster.yaml)."""
    while True:
        found = instance.get_backfill(backfill_id)
        if found is None:
            msg = f"backfill {backfill_id} is gone: run the job again"
            raise PermanentFailure(msg)
        if found.status in BULK_ACTION_TERMINAL_STATUSES:
            return found.status
        time.sleep(_POLL_SECONDS)


@dg.job(
    description="Ingestion, baseline and modelling of batches that were never run; of one region, "
    "where the launchpad's form names it."
)
def first_run() -> None:
    """Run what was never run."""
    run_what_was_never_run()


@dg.job(description="Ingestion of what is stale, then what changed after it.")
def refresh() -> None:
    """Run what is stale, then what changed."""
    run_what_is_stale()


stage_jobs = [first_run, refresh]
