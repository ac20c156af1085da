"""Schedules: what runs by the clock."""

import dagster as dg

from ara_assets.ingestion.certificate_change import certificate_change
from ara_assets.ingestion.fuel_rates import LONDON, FuelRatesConfig, fuel_rates
from ara_assets.ingestion.pcdb import pcdb


@dg.schedule(
    cron_schedule="0 2 * * *",
    execution_timezone=str(LONDON),
    target=dg.AssetSelection.assets(fuel_rates),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Read the tariffs at 02:00 in London every night.",
)
def nightly_ofgem_refresh(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Read the tariffs at 02:00 in London; the rates in force are those of the day of the tick."""
    day = context.scheduled_execution_time.astimezone(LONDON).date().isoformat()
    config = dg.RunConfig(ops={"fuel_rates": FuelRatesConfig(today=day)})
    return dg.RunRequest(run_key=day, run_config=config, tags={"ara/rates_of": day})


monthly_product_refresh = dg.ScheduleDefinition(
    name="monthly_product_refresh",
    cron_schedule="0 3 2 * *",
    execution_timezone=str(LONDON),
    target=dg.AssetSelection.assets(pcdb),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Read the product database at 03:00 in London on the second of each month.",
)

daily_register_changes = dg.ScheduleDefinition(
    name="daily_register_changes",
    cron_schedule="0 4 * * *",
    execution_timezone=str(LONDON),
    target=dg.AssetSelection.assets(certificate_change),
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description=(
        "Follow the register at 04:00 in London: certificates withdrawn, moved and new, in the "
        "councils that were added from it. Without such a council nothing is called."
    ),
)

schedules = [nightly_ofgem_refresh, monthly_product_refresh, daily_register_changes]
