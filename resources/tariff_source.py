"""Where tariffs come from: dated rates and the map of price cap regions, as CSV in the project.

A client of a published source is another `TariffSource`; the asset `fuel_rates` knows only that.
"""

import csv
import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import dagster as dg
import pandas as pd

from ara_assets.domain.fuel_rates import FuelRates, FuelRatesRejected, fuel_rates_from_rows
from ara_assets.domain.rate_region import RateRegions
from resources.errors import PermanentFailure
from resources.settings import PROJECT

DATA = PROJECT / "ara_assets" / "data"
RATES_FILE = DATA / "fuel_rates.csv"
REGIONS_FILE = DATA / "rate_regions.csv"

_COLUMNS = (
    "rate_region",
    "fuel",
    "tariff",
    "tariff_period",
    "effective_from",
    "effective_to",
    "unit_rate_p_per_kwh",
    "standing_charge_p_per_day",
    "vat_percent",
    "is_estimate",
    "rate_source",
)


class TariffSource(Protocol):
    """A source of the whole tariff history known today."""

    def read_rates(self) -> FuelRates:
        """Return the rates, or raise a failure that says what to do; never a part of them."""
        ...


class TariffFile(dg.ConfigurableResource[Any]):
    """The dated CSV of rates.

    Parameters
    ----------
    path
        The file; the one that the project ships where it is not given.
    """

    path: str | None = None

    def read_rates(self) -> FuelRates:
        """Return the rates of the file.

        Raises
        ------
        PermanentFailure
            If the file is absent, has other columns or an impossible rate; none of it is used.
        """
        path = RATES_FILE if self.path is None else Path(self.path)
        rows = [_typed(row, line) for line, row in read_csv(path, _COLUMNS)]
        try:
            return fuel_rates_from_rows(rows)
        except FuelRatesRejected as error:
            msg = f"rates of {path.name} are not used: {error}"
            raise PermanentFailure(msg) from error


@cache
def rate_regions(path: Path = REGIONS_FILE) -> RateRegions:
    """Return the map from postcode area to price cap region."""
    rows = [row for _, row in read_csv(path, ("postcode_area", "rate_region", "is_split"))]
    return RateRegions(
        {row["postcode_area"]: row["rate_region"] for row in rows},
        frozenset(row["postcode_area"] for row in rows if row["is_split"] == "yes"),
    )


def regions_of(properties: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Return the rate region of each property, from tables `property` and `property_address`."""
    homes = properties["property"].merge(
        properties["property_address"], on="property_id", how="left"
    )
    known = rate_regions()
    return {
        home: known.region(_text(postcode), _text(nation))
        for home, postcode, nation in zip(
            homes["property_id"], homes["postcode"], homes["nation"], strict=True
        )
    }


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def read_csv(path: Path, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file with their line numbers; its columns must be these.

    Raises
    ------
    PermanentFailure
        If there is no such file, or its layout is another one.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            if tuple(reader.fieldnames or ()) != columns:
                msg = f"{path.name}: the columns must be {', '.join(columns)}"
                raise PermanentFailure(msg)
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"{path.name} cannot be read ({type(error).__name__}): give the path of a CSV file"
        raise PermanentFailure(msg) from error
    for line, row in rows:
        if None in row or None in row.values():
            msg = f"{path.name} line {line}: a row has {len(columns)} values"
            raise PermanentFailure(msg)
    return rows


def parsed_date(text: str, where: str) -> dt.date:
    """Return the date of a text such as 2026-10-01; `where` names it in the failure."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        msg = f"{where}: {text!r} is not a date, write it as 2026-10-01"
        raise PermanentFailure(msg) from error


def parsed_flag(text: str, where: str) -> bool:
    """Return the truth of yes or no; `where` names it in the failure."""
    if text not in ("yes", "no"):
        msg = f"{where}: {text!r} is neither yes nor no"
        raise PermanentFailure(msg)
    return text == "yes"


def _typed(row: Mapping[str, str], line: int) -> dict[str, object]:
    ends = row["effective_to"]
    return {
        **row,
        "effective_from": parsed_date(row["effective_from"], f"line {line}, effective_from"),
        "effective_to": parsed_date(ends, f"line {line}, effective_to") if ends else None,
        "is_estimate": parsed_flag(row["is_estimate"], f"line {line}, is_estimate"),
    }
