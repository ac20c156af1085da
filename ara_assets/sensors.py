"""Sensors: what runs because something happened."""

from collections.abc import Iterator

import dagster as dg

from ara_assets.ingestion.certificate_change import CHANGED_BATCHES
from ara_assets.jobs import changed_batches


@dg.asset_sensor(
    asset_key=dg.AssetKey("certificate_change"),
    job=changed_batches,
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=30,
)
def batches_follow_the_register(
    context: dg.SensorEvaluationContext, asset_event: dg.EventLogEntry
) -> Iterator[dg.RunRequest]:
    """Run a batch again, once, when the register changed its certificates."""
    materialisation = asset_event.asset_materialization
    changed = materialisation.metadata.get(CHANGED_BATCHES) if materialisation else None
    if isinstance(changed, dg.JsonMetadataValue) and isinstance(changed.value, list):
        for batch in changed.value:
            run_key = f"{asset_event.run_id}/{batch}"
            yield dg.RunRequest(run_key=run_key, partition_key=str(batch))


sensors = [batches_follow_the_register]
