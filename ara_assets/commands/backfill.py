"""`ara backfill`: every asset for every batch of a region, launched in Dagster and followed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import dagster as dg
    from dagster._core.execution.backfill import PartitionBackfill

    from ara_assets.commands.workplace import Workplace

DAEMON_LOG = "daemon.log"
REGION_TAG = "ara/region"
_POLL_SECONDS = 0.5


@dataclass(frozen=True)
class Outcome:
    """How a backfill ended: what was asked for, what is done, and what failed, by asset."""

    backfill_id: str
    status: str
    targets: int
    materialised: int
    failed: dict[str, list[str]]
    reasons: dict[str, str]
    error: str | None

    @property
    def is_success(self) -> bool:
        """Whether everything that was asked for is done."""
        return self.status == "COMPLETED_SUCCESS"


def backfill(
    name: Annotated[str, typer.Argument(help="Region, by its name or key.")],
) -> None:
    """Materialise every asset for all batches of a region, and wait for the end.

    Uses the daemon of `ara dev` if one runs, else runs one for as long as it takes.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed
    from rich.progress import TimeRemainingColumn as Remaining

    from ara_assets.commands.processes import ProcessError
    from ara_assets.commands.workplace import open_workplace
    from resources.errors import AraError

    place = open_workplace()
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Elapsed())
    try:
        with Progress(*columns, Remaining(), console=console) as progress:
            task = progress.add_task(f"Backfill of {name}", total=None)
            outcome = backfill_region(
                place, name, lambda done, total: progress.update(task, completed=done, total=total)
            )
    except (AraError, ProcessError, ValueError) as error:
        typer.secho(f"ara: {error}", fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from error
    console.print(
        f"Backfill {outcome.backfill_id}: {outcome.materialised} of {outcome.targets} "
        f"asset batches materialised, {sum(map(len, outcome.failed.values()))} failed"
    )
    if not outcome.is_success:
        for asset, keys in outcome.failed.items():
            console.print(f"  {asset}: {', '.join(keys[:20])}{' …' if len(keys) > 20 else ''}")
        for step, reason in outcome.reasons.items():
            console.print(f"{step}: {reason}", markup=False)
        console.print(outcome.error or "See the runs of this backfill in `ara dev`, then run again")
        raise typer.Exit(1)


def backfill_region(
    place: "Workplace", name: str, on_progress: Callable[[int, int], None]
) -> Outcome:
    """Launch the backfill of a region, or find the one that runs, and follow it to its end.

    Parameters
    ----------
    place
        The open workplace.
    name
        Region, by its name or key.
    on_progress
        Called with how many asset batches are materialised, of how many.
    """
    import dagster as dg

    from ara_assets.commands.processes import ProcessError, daemon

    finished: dict[str, int] = {}
    with dg.DagsterInstance.get() as instance:
        backfill_id = launch(instance, name)
        with daemon(place, place.home / DAEMON_LOG) as process:
            while (found := follow(instance, backfill_id, on_progress, finished)) is None:
                if process is not None and process.poll() is not None:
                    msg = (
                        f"Dagster's daemon ended by itself with exit code {process.returncode}; "
                        f"see {DAEMON_LOG} in Ara's home"
                    )
                    raise ProcessError(msg)
                time.sleep(_POLL_SECONDS)
    return found


def launch(instance: "dg.DagsterInstance", name: str) -> str:
    """Ask for the backfill of a region; return its id, or that of one under way.

    Raises
    ------
    PermanentFailure
        If the region was never added, or has no batch.
    """
    from ara_assets.definitions import defs
    from ara_assets.domain.property import region_key
    from ara_assets.partitions import add_batches
    from ara_assets.stages import request_backfill
    from resources.database.batch import WHOLE_TABLE

    region = region_key(name)
    batches = _registered_batches(region)
    add_batches(instance, batches)
    graph = defs.resolve_asset_graph()
    work = {
        (asset.to_user_string(), batch)
        for asset in graph.materializable_asset_keys
        if asset.to_user_string() != "certificate_change"
        for batch in (batches if graph.get(asset).is_partitioned else [WHOLE_TABLE])
    }
    title = f"Backfill of {region}"
    return request_backfill(instance, graph, work, title, {REGION_TAG: region})


def follow(
    instance: "dg.DagsterInstance",
    backfill_id: str,
    on_progress: Callable[[int, int], None],
    finished: dict[str, int],
) -> Outcome | None:
    """Report how far a backfill is; return its outcome once it has ended.

    `finished` keeps, between calls, what the ended runs materialised.
    """
    from dagster._core.execution.backfill import BULK_ACTION_TERMINAL_STATUSES

    found = instance.get_backfill(backfill_id)
    if found is None:
        msg = f"backfill {backfill_id} is gone"
        raise ValueError(msg)
    data = found.asset_backfill_data
    if data is None:
        msg = f"backfill {backfill_id} is not one of assets"
        raise ValueError(msg)
    total = data.target_subset.num_partitions_and_non_partitioned_assets
    if found.status not in BULK_ACTION_TERMINAL_STATUSES:
        on_progress(min(_materialisations(instance, backfill_id, finished), total), total)
        return None
    done = data.materialized_subset.num_partitions_and_non_partitioned_assets
    on_progress(done, total)
    return Outcome(
        backfill_id=backfill_id,
        status=found.status.value,
        targets=total,
        materialised=done,
        failed=_failed(found),
        reasons=_reasons(instance, backfill_id),
        error=found.error.message if found.error else None,
    )


def _registered_batches(region: str) -> list[str]:
    from resources.database import membership
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine
    from resources.errors import PermanentFailure

    with shared_engine(database_url()).connect() as connection:
        batches = membership.batch_keys_of(connection, region)
    if not batches:
        msg = f"region {region} has no batches: add it first with `ara region add`"
        raise PermanentFailure(msg)
    return batches


def _materialisations(
    instance: "dg.DagsterInstance", backfill_id: str, finished: dict[str, int]
) -> int:
    """Count asset batches that the backfill's runs have materialised so far."""
    import dagster as dg
    from dagster._core.storage.tags import BACKFILL_ID_TAG

    for run in instance.get_runs(dg.RunsFilter(tags={BACKFILL_ID_TAG: backfill_id})):
        if run.run_id not in finished and run.is_finished:
            finished[run.run_id] = _materialised_by(instance, run.run_id)
    return sum(finished.values()) + sum(
        _materialised_by(instance, run.run_id)
        for run in instance.get_runs(
            dg.RunsFilter(
                tags={BACKFILL_ID_TAG: backfill_id}, statuses=[dg.DagsterRunStatus.STARTED]
            )
        )
    )


def _materialised_by(instance: "dg.DagsterInstance", run_id: str) -> int:
    import dagster as dg

    records = instance.get_records_for_run(
        run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION
    ).records
    return len(records)


def _reasons(instance: "dg.DagsterInstance", backfill_id: str) -> dict[str, str]:
    """Return the first reason of each step that failed."""
    import dagster as dg
    from dagster._core.storage.tags import BACKFILL_ID_TAG

    reasons: dict[str, str] = {}
    for run in instance.get_runs(
        dg.RunsFilter(tags={BACKFILL_ID_TAG: backfill_id}, statuses=[dg.DagsterRunStatus.FAILURE])
    ):
        records = instance.get_records_for_run(
            run.run_id, of_type=dg.DagsterEventType.STEP_FAILURE
        ).records
        for event in (record.event_log_entry.dagster_event for record in records):
            error = event.step_failure_data.error if event else None
            while error is not None and error.cause is not None:
                error = error.cause
            if event is not None and error is not None:
                reasons.setdefault(event.step_key or "a step", error.message.strip())
    return reasons


def _failed(found: "PartitionBackfill") -> dict[str, list[str]]:
    """Return the batches that failed or were left out for it, by asset."""
    data = found.asset_backfill_data
    if data is None:
        return {}
    failed: dict[str, list[str]] = {}
    for item in data.failed_and_downstream_subset.iterate_asset_partitions():
        asset = item.asset_key.to_user_string()
        failed.setdefault(asset, []).append(item.partition_key or "the whole table")
    return {asset: sorted(keys) for asset, keys in sorted(failed.items())}
