"""Property batches, the partition of everything per property, and the body of a batch asset."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import dagster as dg

from ara_assets.domain.issue import Issue
from ara_assets.domain.property import region_of_batch
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.errors import PermanentFailure

PROPERTY_BATCH = dg.DynamicPartitionsDefinition(name="property_batch")
"""The one dynamic set of partitions; keys are `REGION-NNNN`, added only."""

MAX_BATCHES_PER_RUN = 10
BACKFILL_POLICY = dg.BackfillPolicy.multi_run(max_partitions_per_run=MAX_BATCHES_PER_RUN)


class BatchConfig(dg.Config):
    """Config of every batch asset.

    `on_issue`: `record` stores what can be used and records the rest as issues; `abort` stores
    nothing of a batch that has any issue.
    """

    on_issue: Literal["record", "abort"] = "record"


class BatchAbortedError(PermanentFailure):
    """A batch has issues and its asset was asked to abort then."""


def each_batch(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    compute: Callable[[str], AssetBatch],
) -> BatchOutcomes:
    """Work out every batch of the run on its own: one that fails does not stop the others.

    Parameters
    ----------
    context
        Of an asset partitioned by `PROPERTY_BATCH`.
    config
        What to do about issues.
    compute
        From a batch key to the batch's frames and issues.

    Returns
    -------
    BatchOutcomes
        Per batch key what the IO manager stores, or the exception that it raises at the end.
    """
    outcomes = BatchOutcomes()
    for key in context.partition_keys:
        try:
            region_of_batch(key)
            batch = compute(key)
            _abort_if_asked(config, key, batch.issues)
        except Exception as error:
            context.log.exception("batch %s failed", key)
            outcomes[key] = error
        else:
            outcomes[key] = batch
    return outcomes


def _abort_if_asked(config: BatchConfig, key: str, issues: Sequence[Issue]) -> None:
    if config.on_issue == "abort" and issues:
        first = issues[0]
        msg = (
            f"batch {key} has {len(issues)} issues and on_issue is abort, so nothing of it is "
            f"stored; the first: {first.reason} {first.property_id or first.source_file or ''}: "
            f"{first.message}"
        )
        raise BatchAbortedError(msg)


def add_batches(instance: dg.DagsterInstance, batch_keys: Iterable[str]) -> list[str]:
    """Add batch keys to the instance's partitions, those that are new; return the new ones.

    Raises
    ------
    ValueError
        If a key is not `REGION-NNNN`; nothing is added.
    """
    keys = list(batch_keys)
    for key in keys:
        region_of_batch(key)
    known = set(instance.get_dynamic_partitions(str(PROPERTY_BATCH.name)))
    new = [key for key in keys if key not in known]
    if new:
        instance.add_dynamic_partitions(str(PROPERTY_BATCH.name), new)
    return new
