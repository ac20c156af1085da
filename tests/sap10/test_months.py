"""Months of the worksheet against the transcribed specification."""

import csv
from pathlib import Path

import pytest

from sap10.months import DAYS, DAYS_IN_YEAR, IS_HEATING_SEASON, IS_SUMMER


@pytest.mark.pins("41", "Table 1a")
def test_days_are_those_of_table_1a(shared: Path) -> None:
    path = shared / "spec" / "tables" / "sap10.2" / "table_1a_days_in_month.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = [float(row["days"]) for row in csv.DictReader(file)]
    assert DAYS.tolist() == printed
    assert DAYS.sum() == DAYS_IN_YEAR


def test_summer_and_heating_season_share_the_year() -> None:
    assert [month + 1 for month in range(12) if IS_SUMMER[month]] == [6, 7, 8, 9]
    assert (IS_SUMMER != IS_HEATING_SEASON).all()
