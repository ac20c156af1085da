"""Fuel rates: a dated tariff history, and which rate is in force where and when.

Figures only: what a home pays is in `ara_assets.domain.bill`, files are read by
`resources.tariff_source`. A capped rate is published for a region, others for a wider area; the
narrowest one in force counts.
"""

import datetime as dt
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import pandas as pd

GREAT_BRITAIN = "great_britain"
NORTHERN_IRELAND = "northern_ireland"
UNITED_KINGDOM = "united_kingdom"

CAP_REGIONS: tuple[str, ...] = (
    "eastern",
    "east_midlands",
    "london",
    "north_wales_and_mersey",
    "midlands",
    "northern",
    "north_west",
    "southern",
    "south_east",
    "south_wales",
    "southern_western",
    "yorkshire",
    "southern_scotland",
    "northern_scotland",
)
"""The fourteen regions of the price cap."""

RATE_REGIONS: tuple[str, ...] = (*CAP_REGIONS, GREAT_BRITAIN, NORTHERN_IRELAND, UNITED_KINGDOM)


class Fuel(StrEnum):
    """What is paid for by the kWh; `ELECTRICITY_EXPORT` is what the grid pays."""

    ELECTRICITY = "electricity"
    ELECTRICITY_EXPORT = "electricity_export"
    MAINS_GAS = "mains_gas"
    LPG_BULK = "lpg_bulk"
    LPG_BOTTLED = "lpg_bottled"
    LPG_SPECIAL_CONDITION_11F = "lpg_special_condition_11f"
    BIOGAS = "biogas"
    HEATING_OIL = "heating_oil"
    HVO = "hvo"
    FAME = "fame"
    B30K = "b30k"
    BIOETHANOL = "bioethanol"
    HOUSE_COAL = "house_coal"
    ANTHRACITE = "anthracite"
    SMOKELESS_FUEL = "smokeless_fuel"
    WOOD_LOGS = "wood_logs"
    WOOD_PELLETS_BAGGED = "wood_pellets_bagged"
    WOOD_PELLETS_BULK = "wood_pellets_bulk"
    WOOD_CHIPS = "wood_chips"
    DUAL_FUEL = "dual_fuel"
    HEAT_NETWORK = "heat_network"


FUEL_BY_CODE: Mapping[int, Fuel] = {
    1: Fuel.MAINS_GAS,
    2: Fuel.LPG_BULK,
    3: Fuel.LPG_BOTTLED,
    4: Fuel.HEATING_OIL,
    5: Fuel.LPG_BOTTLED,
    7: Fuel.BIOGAS,
    9: Fuel.LPG_SPECIAL_CONDITION_11F,
    10: Fuel.DUAL_FUEL,
    11: Fuel.HOUSE_COAL,
    12: Fuel.SMOKELESS_FUEL,
    15: Fuel.ANTHRACITE,
    20: Fuel.WOOD_LOGS,
    21: Fuel.WOOD_CHIPS,
    22: Fuel.WOOD_PELLETS_BAGGED,
    23: Fuel.WOOD_PELLETS_BULK,
    **dict.fromkeys((30, 31, 32, 33, 34, 35, 38, 39, 40), Fuel.ELECTRICITY),
    36: Fuel.ELECTRICITY_EXPORT,
    60: Fuel.ELECTRICITY_EXPORT,
    **dict.fromkeys((*range(41, 50), *range(51, 59)), Fuel.HEAT_NETWORK),
    71: Fuel.HVO,
    73: Fuel.FAME,
    75: Fuel.B30K,
    76: Fuel.BIOETHANOL,
}
"""Fuel of a code of SAP 10.2 Table 12."""


class Tariff(StrEnum):
    """Electricity tariff, SAP 10.2 section 12.4.3; every other fuel has `STANDARD`."""

    STANDARD = "standard"
    SEVEN_HOUR = "7_hour"
    TEN_HOUR = "10_hour"
    EIGHTEEN_HOUR = "18_hour"
    TWENTY_FOUR_HOUR = "24_hour"


TARIFF_BY_CODE: Mapping[int, Tariff] = {
    30: Tariff.STANDARD,
    31: Tariff.SEVEN_HOUR,
    32: Tariff.SEVEN_HOUR,
    33: Tariff.TEN_HOUR,
    34: Tariff.TEN_HOUR,
    35: Tariff.TWENTY_FOUR_HOUR,
    38: Tariff.EIGHTEEN_HOUR,
    40: Tariff.EIGHTEEN_HOUR,
}
"""Tariff of an electricity code of SAP 10.2 Table 12, of its high and its low rate."""

TWO_RATE_TARIFFS = frozenset({Tariff.SEVEN_HOUR, Tariff.TEN_HOUR, Tariff.EIGHTEEN_HOUR})


class TariffPeriod(StrEnum):
    """Hours that a rate is for: all of them, or those of the high or the low rate."""

    ALL = "all"
    HIGH = "high"
    LOW = "low"


class FuelRatesRejected(ValueError):
    """Rates that cannot be a history; the message names the rate and the rule."""


@dataclass(frozen=True, slots=True)
class FuelRate:
    """One rate in one region from one day to another, both included.

    Parameters
    ----------
    unit_rate_p_per_kwh, standing_charge_p_per_day
        VAT at `vat_percent` included. [p/kWh], [p/day]
    effective_to
        Last day; None while it is open.
    """

    rate_region: str
    fuel: Fuel
    tariff: Tariff
    tariff_period: TariffPeriod
    effective_from: dt.date
    effective_to: dt.date | None
    unit_rate_p_per_kwh: float
    standing_charge_p_per_day: float
    vat_percent: float
    is_estimate: bool
    rate_source: str

    @property
    def key(self) -> tuple[str, Fuel, Tariff, TariffPeriod]:
        """What the rate is for, without its dates."""
        return (self.rate_region, self.fuel, self.tariff, self.tariff_period)

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the rate is the one to pay on this day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


def wider_areas(rate_region: str) -> tuple[str, ...]:
    """Return the region and the areas that hold it, narrowest first."""
    if rate_region in (NORTHERN_IRELAND, GREAT_BRITAIN):
        return (rate_region, UNITED_KINGDOM)
    if rate_region in CAP_REGIONS:
        return (rate_region, GREAT_BRITAIN, UNITED_KINGDOM)
    msg = f"rate region {rate_region!r} is unknown: it must be one of {', '.join(RATE_REGIONS)}"
    raise FuelRatesRejected(msg)


@dataclass(frozen=True)
class FuelRates:
    """A history of rates: one rate at most for anything on any day.

    Raises
    ------
    FuelRatesRejected
        If a figure is out of bounds or two rates for the same thing overlap.
    """

    rates: Sequence[FuelRate]

    def __post_init__(self) -> None:
        ordered = sorted(self.rates, key=lambda rate: (rate.key, rate.effective_from))
        object.__setattr__(self, "rates", tuple(ordered))
        for rate in ordered:
            _check(rate)
        for one, next_one in pairwise(ordered):
            ends = one.effective_to
            if one.key == next_one.key and (ends is None or ends >= next_one.effective_from):
                msg = (
                    f"{_named(one)} overlaps the rate from {next_one.effective_from}: "
                    "close it the day before"
                )
                raise FuelRatesRejected(msg)

    def in_force(self, on: dt.date) -> "FuelRates":
        """Return the rates of one day."""
        return FuelRates([rate for rate in self.rates if rate.is_in_force(on)])

    def rate(
        self,
        fuel: Fuel,
        *,
        rate_region: str,
        on: dt.date,
        tariff: Tariff = Tariff.STANDARD,
        tariff_period: TariffPeriod = TariffPeriod.ALL,
    ) -> FuelRate | None:
        """Return the rate in force on a day, of the narrowest area that has one; None if none."""
        for area in wider_areas(rate_region):
            for rate in self._by_key.get((area, fuel, tariff, tariff_period), ()):
                if rate.is_in_force(on):
                    return rate
        return None

    def pricing_date(self, today: dt.date) -> dt.date:
        """Return the day whose rates bills are priced with: today, or the last one covered.

        Capped electricity is published quarter by quarter. After the last known quarter its rates
        go on until the next ones are known, and the bill shows the date.
        """
        ends = [
            rate.effective_to
            for rate in self.rates
            if rate.fuel is Fuel.ELECTRICITY
            and rate.tariff is Tariff.STANDARD
            and rate.rate_region == GREAT_BRITAIN
        ]
        known = [end for end in ends if end is not None]
        return min(today, max(known)) if known and len(known) == len(ends) else today

    @property
    def effective_from(self) -> dt.date:
        """The newest first day of a rate: from when all of these rates are in force together."""
        return max(rate.effective_from for rate in self.rates)

    @cached_property
    def version(self) -> str:
        """Digest of the content, the same for the same rates in any order."""
        content = json.dumps([asdict(rate) for rate in self.rates], default=str, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()[:32]

    @cached_property
    def _by_key(self) -> dict[tuple[str, Fuel, Tariff, TariffPeriod], list[FuelRate]]:
        by_key: dict[tuple[str, Fuel, Tariff, TariffPeriod], list[FuelRate]] = {}
        for rate in self.rates:
            by_key.setdefault(rate.key, []).append(rate)
        return by_key


def fuel_rates_from_rows(rows: Iterable[Mapping[str, object]]) -> FuelRates:
    """Make a history from rows of table `fuel_rates`, whose other columns are left out.

    Raises
    ------
    FuelRatesRejected
        If a value is not one of its column.
    """
    rates: list[FuelRate] = []
    for number, row in enumerate(rows, start=1):
        try:
            rates.append(_rate_of(row))
        except (KeyError, TypeError, ValueError) as error:
            msg = f"rate {number}: {error}"
            raise FuelRatesRejected(msg) from error
    return FuelRates(rates)


def stored_rates(frame: pd.DataFrame) -> FuelRates:
    """Return the rates of a frame of table `fuel_rates`."""
    rows = frame.to_dict("records")
    return fuel_rates_from_rows({str(name): value for name, value in row.items()} for row in rows)


def rates_in_force(frame: pd.DataFrame) -> FuelRates:
    """Return the rates of a frame of table `fuel_rates` that bills are priced with."""
    return stored_rates(pd.DataFrame(frame[frame["is_in_force"]]))


def _rate_of(row: Mapping[str, object]) -> FuelRate:
    return FuelRate(
        rate_region=str(row["rate_region"]),
        fuel=Fuel(str(row["fuel"])),
        tariff=Tariff(str(row["tariff"])),
        tariff_period=TariffPeriod(str(row["tariff_period"])),
        effective_from=_date(row["effective_from"]),
        effective_to=None if row["effective_to"] is None else _date(row["effective_to"]),
        unit_rate_p_per_kwh=float(str(row["unit_rate_p_per_kwh"])),
        standing_charge_p_per_day=float(str(row["standing_charge_p_per_day"])),
        vat_percent=float(str(row["vat_percent"])),
        is_estimate=bool(row["is_estimate"]),
        rate_source=str(row["rate_source"]),
    )


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    msg = f"{value!r} is not a date"
    raise TypeError(msg)


def _named(rate: FuelRate) -> str:
    return (
        f"{rate.fuel} {rate.tariff} {rate.tariff_period} in {rate.rate_region} "
        f"from {rate.effective_from}"
    )


_SANE_UNIT_RATE_P_PER_KWH = (0.5, 150.0)
_SANE_STANDING_CHARGE_P_PER_DAY = (0.0, 200.0)


def _check(rate: FuelRate) -> None:
    low, high = _SANE_UNIT_RATE_P_PER_KWH
    problem = None
    if rate.rate_region not in RATE_REGIONS:
        problem = f"rate region {rate.rate_region!r} is unknown"
    elif not low <= rate.unit_rate_p_per_kwh <= high:
        problem = f"{rate.unit_rate_p_per_kwh} p/kWh is not within {low:g} to {high:g}"
    elif not math.isfinite(rate.standing_charge_p_per_day) or not (
        _SANE_STANDING_CHARGE_P_PER_DAY[0]
        <= rate.standing_charge_p_per_day
        <= _SANE_STANDING_CHARGE_P_PER_DAY[1]
    ):
        problem = f"{rate.standing_charge_p_per_day} p/day is not a standing charge"
    elif rate.effective_to is not None and rate.effective_to < rate.effective_from:
        problem = f"it ends on {rate.effective_to}, before it begins"
    elif (rate.tariff in TWO_RATE_TARIFFS) is (rate.tariff_period is TariffPeriod.ALL):
        problem = "a two-rate tariff has a high and a low rate, any other has one for all hours"
    elif not rate.rate_source.strip():
        problem = "it has no source"
    if problem:
        msg = f"{_named(rate)}: {problem}"
        raise FuelRatesRejected(msg)
