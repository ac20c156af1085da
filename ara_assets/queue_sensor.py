"""The sensor of the queue: other systems ask for runs, and read how far they are in a table.

A message becomes a row of `trigger_request` before it leaves the queue, and a row becomes one
backfill whose id is made from the message's: whatever the queue delivers again, and wherever this
process is killed, the runs are launched once.
"""

import hashlib

import dagster as dg
from dagster._core.definitions.assets.graph.base_asset_graph import BaseAssetGraph
from dagster._core.execution.backfill import (
    BULK_ACTION_TERMINAL_STATUSES,
    BulkActionStatus,
    PartitionBackfill,
)
from dagster._core.storage.tags import BACKFILL_ID_TAG
from sqlalchemy import Engine

from ara_assets.domain.trigger import TriggerRejected, read_trigger
from ara_assets.modelling.scenario_definition import SCENARIOS
from ara_assets.partitions import add_batches
from ara_assets.stages import request_backfill, whole_of
from resources.database.loads import last_loads
from resources.database.resource import Database
from resources.database.triggers import (
    OpenRequest,
    add_refusal,
    add_request,
    batches_of,
    open_requests,
    set_status,
)
from resources.message_queue import MessageQueue
from resources.settings import Settings

MESSAGE_TAG = "ara/message"
_ACTIVE = frozenset(scenario.name for scenario in SCENARIOS)
_LONGEST_ERROR = 2_000
_NOT_BEGUN = frozenset(
    {dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING}
)


@dg.sensor(
    name="queue_sensor",
    description="Launches what other systems ask for by the queue of ARA_QUEUE_URL.",
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING
    if Settings().queue_url
    else dg.DefaultSensorStatus.STOPPED,
)
def queue_sensor(
    context: dg.SensorEvaluationContext, database: Database, message_queue: MessageQueue
) -> dg.SkipReason:
    """Receive messages, launch what they ask for, and say how far earlier ones are."""
    if not message_queue.is_set:
        return dg.SkipReason("ARA_QUEUE_URL is not set")
    if context.repository_def is None:
        msg = "the sensor needs its code location"
        raise dg.DagsterInvariantViolationError(msg)
    engine = database.engine
    received, refused = _receive(engine, message_queue)
    graph = context.repository_def.asset_graph
    asked = open_requests(engine)
    for request in asked:
        backfill = context.instance.get_backfill(request.backfill_id)
        if backfill is None:
            _launch(context.instance, graph, engine, request)
        else:
            _follow(context.instance, engine, request, backfill)
    return dg.SkipReason(f"{received} received, {refused} refused, {len(asked)} under way")


def _receive(engine: Engine, queue: MessageQueue) -> tuple[int, int]:
    """Move messages from the queue into the table; return how many came and were refused."""
    received = refused = 0
    for message in queue.receive():
        received += 1
        try:
            asked = read_trigger(message.body, _ACTIVE)
            batches = batches_of(engine, asked)
        except TriggerRejected as refusal:
            refused += 1
            add_refusal(engine, message.message_id, str(refusal))
            queue.refuse(message, str(refusal))
            continue
        backfill_id = hashlib.sha256(message.message_id.encode()).hexdigest()[:16]
        add_request(engine, message.message_id, asked, batches, backfill_id)
        queue.take_off(message)
    return received, refused


def _launch(
    instance: dg.DagsterInstance, graph: BaseAssetGraph, engine: Engine, request: OpenRequest
) -> None:
    """Ask for every asset of the batches, then what gathers them: nobody else waits for it."""
    add_batches(instance, request.batch_keys)
    request_backfill(
        instance,
        graph,
        whole_of(graph, last_loads(engine), request.batch_keys),
        f"Asked for by the queue: {request.region_key}",
        {MESSAGE_TAG: request.message_id},
        request.backfill_id,
    )


def _follow(
    instance: dg.DagsterInstance,
    engine: Engine,
    request: OpenRequest,
    backfill: PartitionBackfill,
) -> None:
    """Record how far the runs of a request are."""
    mine = {BACKFILL_ID_TAG: request.backfill_id}
    runs = instance.get_runs(dg.RunsFilter(tags=mine))
    failed = [run for run in runs if run.status is dg.DagsterRunStatus.FAILURE]
    shown = [*failed[-1:], *runs[:1]][:1]
    link = Settings().run_log.replace("{run_id}", shown[0].run_id) if shown else None
    if backfill.status is BulkActionStatus.COMPLETED_SUCCESS:
        set_status(engine, request.message_id, "complete", None, link)
    elif backfill.status in BULK_ACTION_TERMINAL_STATUSES:
        error = _reason(instance, failed[-1].run_id) if failed else None
        told = error or (backfill.error.message if backfill.error else None)
        told = told or f"backfill {request.backfill_id} ended as {backfill.status.value}"
        set_status(engine, request.message_id, "failed", told[:_LONGEST_ERROR], link)
    elif any(run.status not in _NOT_BEGUN for run in runs):
        set_status(engine, request.message_id, "in_progress", None, link)


def _reason(instance: dg.DagsterInstance, run_id: str) -> str | None:
    """Return the first step of a run that failed, and what caused it."""
    found = instance.get_records_for_run(
        run_id, of_type=dg.DagsterEventType.STEP_FAILURE, limit=1, ascending=True
    ).records
    event = found[0].event_log_entry.dagster_event if found else None
    if event is None:
        return None
    error = event.step_failure_data.error
    cause = (error.cause or error) if error else None  # Dagster's own words, then the asset's
    return f"{event.step_key}: {cause.message.strip() if cause else 'no reason given'}"
