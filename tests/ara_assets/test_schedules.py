import datetime as dt
from itertools import islice
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator

from ara_assets.ingestion.fuel_rates import LONDON
from ara_assets.schedules import nightly_ofgem_refresh

UTC = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("start", "ticks"),
    [
        (  # clocks go forward on 28 March 2027
            dt.datetime(2027, 3, 27, 0, 30, tzinfo=UTC),
            ["2027-03-27T02:00+00:00", "2027-03-28T01:00+00:00", "2027-03-29T01:00+00:00"],
        ),
        (  # and back on 25 October 2026
            dt.datetime(2026, 10, 24, 0, 30, tzinfo=UTC),
            ["2026-10-24T01:00+00:00", "2026-10-25T02:00+00:00", "2026-10-26T02:00+00:00"],
        ),
    ],
)
def test_there_is_one_tick_a_night_at_two_in_london_across_a_clock_change(
    start: dt.datetime, ticks: list[str]
) -> None:
    times = schedule_execution_time_iterator(
        start.timestamp(),
        nightly_ofgem_refresh.cron_schedule,
        nightly_ofgem_refresh.execution_timezone,
    )
    found = list(islice(times, 3))
    assert [time.astimezone(UTC).isoformat(timespec="minutes") for time in found] == ticks
    assert {time.astimezone(LONDON).hour for time in found} == {2}


@pytest.mark.parametrize(
    ("tick", "day"),
    [
        (dt.datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "2027-03-28"),
        (dt.datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2026-10-25"),
        (dt.datetime(2026, 7, 1, 1, 0, tzinfo=UTC), "2026-07-01"),
    ],
)
def test_a_tick_asks_for_the_rates_of_its_own_day_once(tick: dt.datetime, day: str) -> None:
    context = dg.build_schedule_context(scheduled_execution_time=tick)
    ticked = nightly_ofgem_refresh.evaluate_tick(context)
    assert ticked.run_requests is not None
    [request] = ticked.run_requests
    assert request.run_key == day
    assert request.run_config["ops"]["fuel_rates"]["config"]["today"] == day


def test_the_schedule_is_on_from_the_start() -> None:
    assert nightly_ofgem_refresh.default_status is dg.DefaultScheduleStatus.RUNNING
    assert nightly_ofgem_refresh.cron_schedule == "0 2 * * *"
    assert nightly_ofgem_refresh.execution_timezone == "Europe/London"
