"""The price cap as Ofgem publishes it: a page that links to a workbook, no API.

Rates are the shipped history with what the newest workbook says in place of it and after it. What
cannot be used raises, so that the rates of the night before stay in force.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import dagster as dg
import httpx
from lxml import etree, html

from ara_assets.domain.fuel_rates import (
    GREAT_BRITAIN,
    Fuel,
    FuelRate,
    FuelRates,
    FuelRatesRejected,
    Tariff,
    TariffPeriod,
)
from resources.errors import PermanentFailure
from resources.object_store import open_store
from resources.ofgem_workbook import CapRate, Meter, read_workbook
from resources.service_calls import RateLimiter, RetryPolicy, ServiceCalls
from resources.settings import Settings
from resources.tariff_source import TariffFile, TariffSource

SERVICE = "Ofgem"
LINK_TEXT = "final levelised cap rates model (annex 9)"
SOURCE = "Ofgem price cap, direct debit (OGL v3), from the levels of the published workbook"
MOST_BYTES = 30_000_000
_USER_AGENT = "Ara (retrofit planning; one fetch a night)"
_FUELS: dict[Meter, Fuel] = {"ElecSingle": Fuel.ELECTRICITY, "Gas": Fuel.MAINS_GAS}


class OfgemCap(dg.ConfigurableResource[Any]):
    """The page of the cap's levels.

    Parameters
    ----------
    address
        Of the page.
    first_wait_seconds
        Wait before the second attempt; it doubles, with jitter. [s]
    """

    address: str
    first_wait_seconds: float = 2.0

    def read_rates(self) -> FuelRates:
        """Return the shipped history with the newest workbook's rates of direct debit.

        Raises
        ------
        PermanentFailure
            If the page or the workbook has another layout, or its figures do not add up.
        TransientFailure
            If the site did not answer.
        """
        page = httpx.URL(self.address)
        link = newest_workbook(self._get(page), page)
        data = self._get(link)
        open_store(Settings()).put(data)
        dg.get_dagster_logger().info("price cap from %s", link.path)
        return with_cap(TariffFile().read_rates(), read_workbook(data))

    @cached_property
    def _calls(self) -> ServiceCalls:
        client = httpx.Client(
            headers={"User-Agent": _USER_AGENT}, timeout=httpx.Timeout(60.0, connect=10.0)
        )
        policy = RetryPolicy(first_wait=self.first_wait_seconds)
        return ServiceCalls(SERVICE, client, RateLimiter(1.0), policy)

    def _get(self, url: httpx.URL) -> bytes:
        answer = self._calls.get(str(url), most_bytes=MOST_BYTES)
        if answer.status != 200:
            msg = f"{SERVICE}: {url.path} answered {answer.status}: look whether the page moved"
            raise PermanentFailure(msg)
        return answer.content


def open_tariffs(settings: Settings) -> TariffSource:
    """Return the tariffs that the settings name: the shipped file, or Ofgem's page."""
    return TariffFile() if settings.ofgem is None else OfgemCap(address=settings.ofgem)


def newest_workbook(page: bytes, address: httpx.URL) -> httpx.URL:
    """Return the address of the newest workbook, which the page names first.

    Raises
    ------
    PermanentFailure
        If no link has its text, or the link leaves the site or is of another kind of file.
    """
    try:
        links = html.fromstring(page).iter("a")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        links = iter(())
    for link in links:
        if LINK_TEXT not in re.sub(r"[\s_]+", " ", link.text_content()).lower():
            continue
        target = address.join(str(link.get("href") or ""))
        if target.host != address.host or not target.path.lower().endswith(".xlsx"):
            msg = f"{SERVICE}: the workbook's link is not one of a workbook of the same site"
            raise PermanentFailure(msg)
        return target
    msg = f"{SERVICE}: the page has no link to the workbook, its layout may have changed"
    raise PermanentFailure(msg)


def with_cap(known: FuelRates, cap: Sequence[CapRate]) -> FuelRates:
    """Return the history with what a workbook says, and the split rates that follow from it.

    A two-rate tariff goes on with the ratio to the average single rate that it had last.

    Raises
    ------
    PermanentFailure
        If quarters between the history and the workbook are not known, or rates overlap.
    """
    found = [
        FuelRate(
            one.rate_region,
            _FUELS[one.meter],
            Tariff.STANDARD,
            TariffPeriod.ALL,
            one.effective_from,
            one.effective_to,
            round(one.unit_rate_p_per_kwh, 2),
            round(one.standing_charge_p_per_day, 2),
            one.vat_percent,
            is_estimate=False,
            rate_source=SOURCE,
        )
        for one in cap
        if one.payment == "Other" and one.meter in _FUELS
    ]
    single = {
        rate.effective_from: rate
        for rate in (*known.rates, *found)
        if (rate.rate_region, rate.fuel, rate.tariff)
        == (GREAT_BRITAIN, Fuel.ELECTRICITY, Tariff.STANDARD)
    }
    _require_no_gap([single[first] for first in sorted(single)])
    replaced = {(rate.key, rate.effective_from) for rate in found}
    kept = [rate for rate in known.rates if (rate.key, rate.effective_from) not in replaced]
    try:
        return FuelRates([*kept, *found, *_split(known, single)])
    except FuelRatesRejected as error:
        msg = f"{SERVICE}: the workbook's rates do not follow the history: {error}"
        raise PermanentFailure(msg) from error


def _split(known: FuelRates, single: dict[dt.date, FuelRate]) -> list[FuelRate]:
    """Return the other electricity tariffs of the quarters that only the workbook has."""
    last: dict[object, FuelRate] = {
        rate.key: rate
        for rate in known.rates
        if rate.fuel is Fuel.ELECTRICITY
        and rate.tariff is not Tariff.STANDARD
        and rate.rate_region == GREAT_BRITAIN
        and rate.effective_to is not None
    }
    return [
        replace(
            rate,
            effective_from=quarter.effective_from,
            effective_to=quarter.effective_to,
            unit_rate_p_per_kwh=round(quarter.unit_rate_p_per_kwh * ratio, 2),
            standing_charge_p_per_day=quarter.standing_charge_p_per_day,
            vat_percent=quarter.vat_percent,
        )
        for rate in last.values()
        if (
            average := known.rate(
                Fuel.ELECTRICITY, rate_region=GREAT_BRITAIN, on=rate.effective_from
            )
        )
        for ratio in [round(rate.unit_rate_p_per_kwh / average.unit_rate_p_per_kwh, 3)]
        for quarter in single.values()
        if rate.effective_to is not None and quarter.effective_from > rate.effective_to
    ]


def _require_no_gap(quarters: Sequence[FuelRate]) -> None:
    for one, following in pairwise(quarters):
        if one.effective_to != following.effective_from - dt.timedelta(days=1):
            msg = (
                f"{SERVICE}: between {one.effective_to} and {following.effective_from} no rate is "
                "known: a gap is never filled by guessing"
            )
            raise PermanentFailure(msg)
