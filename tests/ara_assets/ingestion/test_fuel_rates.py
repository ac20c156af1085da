import datetime as dt
from typing import Any

import dagster as dg
import pytest

from ara_assets.ingestion.fuel_rates import FuelRatesConfig, fuel_rates, rates_are_current
from resources.database.batch import AssetBatch
from resources.tariff_source import TariffFile


def materialised(today: str) -> dg.MaterializeResult[AssetBatch]:
    asset: Any = fuel_rates
    return asset.op.compute_fn.decorated_fn(FuelRatesConfig(today=today), TariffFile())


@pytest.mark.parametrize("today", ["2026-11-21", "2026-12-31"])
def test_two_days_of_a_quarter_have_the_same_rows_and_version(today: str) -> None:
    first, other = materialised("2026-10-01"), materialised(today)
    assert first.data_version == other.data_version
    frames = [result.value.frames["fuel_rates"] for result in (first, other)]
    assert frames[0].equals(frames[1])


def test_another_quarter_is_another_version_and_other_rates_in_force() -> None:
    summer, autumn = materialised("2026-09-30"), materialised("2026-10-01")
    assert summer.data_version != autumn.data_version
    frame = autumn.value.frames["fuel_rates"]
    in_force = frame[frame["is_in_force"]]
    day = dt.date(2026, 10, 1)
    assert all(start <= day for start in in_force["effective_from"])
    assert all(end is None or end >= day for end in in_force["effective_to"])
    assert not in_force.duplicated(["rate_region", "fuel", "tariff", "tariff_period"]).any()


@pytest.mark.parametrize(("today", "passed"), [("2026-12-31", True), ("2027-01-01", False)])
def test_a_quarter_that_has_ended_is_a_warning_and_its_rates_go_on(
    today: str, passed: bool
) -> None:
    result = materialised(today)
    check: Any = rates_are_current
    found = check(FuelRatesConfig(today=today), result.value.frames["fuel_rates"])
    assert found.passed is passed
    assert found.severity is dg.AssetCheckSeverity.WARN
    assert result.data_version == materialised("2026-12-31").data_version
