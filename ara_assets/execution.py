"""Materialising assets in this process, with someone watching.

`ara backfill` leaves the work to Dagster's daemon; the demo does it here, where every batch of a
region is one run that the UI shows like any other.
"""

import threading
import uuid
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

import dagster as dg
from dagster._core.storage.tags import (
    ASSET_PARTITION_RANGE_END_TAG,
    ASSET_PARTITION_RANGE_START_TAG,
)

from resources.errors import PermanentFailure

POLL_SECONDS = 0.3
# What Dagster says of every step is in its event log; on the console stands the progress.
QUIET = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}


def materialise(
    instance: dg.DagsterInstance,
    definitions: dg.Definitions,
    asset_names: Sequence[str],
    batch_keys: Sequence[str] = (),
    on_progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Materialise assets in one run, for neighbouring batches where they are partitioned.

    Parameters
    ----------
    instance, definitions
        Dagster's instance and Ara's definitions.
    asset_names
        Assets, all partitioned by property batch or none.
    batch_keys
        Batches, in the order of the partition set, without a gap.
    on_progress
        Called with the number of assets of the run that are done.

    Raises
    ------
    PermanentFailure
        If a step failed; the message names the assets and where to look.
    """
    selection = dg.AssetSelection.assets(*asset_names)
    job = dg.define_asset_job("ara_run", selection=selection)
    resolved = dg.Definitions.merge(definitions, dg.Definitions(jobs=[job])).resolve_job_def(
        job.name
    )
    tags = (
        {
            ASSET_PARTITION_RANGE_START_TAG: batch_keys[0],
            ASSET_PARTITION_RANGE_END_TAG: batch_keys[-1],
        }
        if batch_keys
        else {}
    )
    run_id = str(uuid.uuid4())
    with _watched(instance, run_id, set(asset_names), on_progress):
        result = resolved.execute_in_process(
            run_config=QUIET, instance=instance, tags=tags, raise_on_error=False, run_id=run_id
        )
    if not result.success:
        failed = "; ".join(_failure(event) for event in result.get_step_failure_events())
        msg = f"run {run_id} failed: {failed or 'no step began'}. See it in `ara dev`"
        raise PermanentFailure(msg)


def _failure(event: dg.DagsterEvent) -> str:
    """Return the step that failed and the first line of what caused it."""
    error = event.step_failure_data.error
    while error is not None and error.cause is not None:
        error = error.cause
    reason = error.message.strip().splitlines()[0] if error else "no reason given"
    return f"{event.step_key}: {reason}"


@contextmanager
def _watched(
    instance: dg.DagsterInstance,
    run_id: str,
    asset_names: set[str],
    on_progress: Callable[[int], None],
) -> Generator[None]:
    """Report how many assets are done while the block runs, and once at its end."""
    done = threading.Event()

    def report() -> None:
        logs = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_SUCCESS)
        steps = {entry.dagster_event.step_key for entry in logs if entry.dagster_event}
        on_progress(len(steps & asset_names))

    def watch() -> None:
        while not done.wait(POLL_SECONDS):
            report()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        report()
