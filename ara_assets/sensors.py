"""Sensors: what runs because something happened."""

from collections.abc import Iterator
from typing import cast

import dagster as dg

from ara_assets.domain.property import region_key
from ara_assets.ingestion.certificate_change import CHANGED_BATCHES
from ara_assets.jobs import add_council, changed_batches, register_homes
from resources.database import membership
from resources.database.resource import Database


@dg.asset_sensor(
    asset_key=dg.AssetKey("certificate_change"),
    job=changed_batches,
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=30,
    description="Runs a batch again, once, when the register changed its certificates.",
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


@dg.run_status_sensor(
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[add_council],
    request_job=changed_batches,
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=30,
    description="Runs every batch of a council, once, when a person added it.",
)
def batches_of_a_new_council(
    context: dg.RunStatusSensorContext, database: Database
) -> Iterator[dg.RunRequest]:
    """Run every batch of a council, once, when a person added it."""
    run = context.dagster_run
    ops = cast("dict[str, dict[str, dict[str, str]]]", run.run_config["ops"])
    config = ops[register_homes.name]["config"]
    with database.engine.connect() as connection:
        batches = membership.batch_keys_of(connection, region_key(config["gss_code"]))
    for batch in batches:
        yield dg.RunRequest(run_key=f"{run.run_id}/{batch}", partition_key=batch)


sensors = [batches_follow_the_register, batches_of_a_new_council]
