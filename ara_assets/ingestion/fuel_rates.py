"""Asset `fuel_rates`: the dated tariff history, and which of its rates are in force.

Its data version is the digest of the rates in force, nothing else: a night without a change has
the same one and re-prices no bill, and a rate published ahead of its time re-prices bills on the
day it begins.
"""

import datetime as dt
from dataclasses import asdict
from typing import Any
from zoneinfo import ZoneInfo

import dagster as dg
import pandas as pd

from ara_assets.domain.fuel_rates import CAP_REGIONS, FuelRates, stored_rates
from ara_assets.reporting.markdown import markdown_table
from ara_assets.specs import stored_asset
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of
from resources.tariff_source import TariffSource

LONDON = ZoneInfo("Europe/London")
PREVIEW_ROWS = 10


class FuelRatesConfig(dg.Config):
    """Config of asset `fuel_rates`.

    `today`: day that the rates in force are asked for, as 2026-10-01; today in London where it is
    not given. The schedule gives the day of its tick.
    """

    today: str | None = None


@stored_asset("fuel_rates", "ingestion", "1", "csv")
def fuel_rates(
    config: FuelRatesConfig, tariff_source: dg.ResourceParam[TariffSource]
) -> dg.MaterializeResult[AssetBatch]:
    """Fuel rates: what a kWh and a day of supply cost, where, and from when to when."""
    rates = tariff_source.read_rates()
    pricing_date = rates.pricing_date(_today(config))
    in_force = rates.in_force(pricing_date)
    rows = [{**asdict(rate), "is_in_force": rate.is_in_force(pricing_date)} for rate in rates.rates]
    return dg.MaterializeResult(
        value=AssetBatch({"fuel_rates": frame_of("fuel_rates", rows)}),
        data_version=dg.DataVersion(in_force.version),
        metadata=_metadata(rates, in_force, pricing_date),
    )


@dg.asset_check(
    asset="fuel_rates",
    description="The rates of today are known: the newest published quarter has not ended.",
)
def rates_are_current(config: FuelRatesConfig, fuel_rates: pd.DataFrame) -> dg.AssetCheckResult:
    """Warn where the last known quarter has ended, so that its rates go on."""
    today = _today(config)
    pricing_date = stored_rates(fuel_rates).pricing_date(today)
    return dg.AssetCheckResult(
        passed=pricing_date == today,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"pricing_date": pricing_date.isoformat(), "today": today.isoformat()},
    )


def _today(config: FuelRatesConfig) -> dt.date:
    return dt.date.fromisoformat(config.today) if config.today else dt.datetime.now(LONDON).date()


def _metadata(rates: FuelRates, in_force: FuelRates, pricing_date: dt.date) -> dict[str, Any]:
    """Return what a person wants to see of the rates: dates, counts, what a kWh costs now."""
    shown = [
        {
            "fuel": str(rate.fuel),
            "tariff": f"{rate.tariff} {rate.tariff_period}",
            "where": rate.rate_region,
            "p/kWh": rate.unit_rate_p_per_kwh,
            "p/day": rate.standing_charge_p_per_day,
            "estimate": "yes" if rate.is_estimate else "no",
        }
        for rate in in_force.rates
        if rate.rate_region not in CAP_REGIONS
    ]
    return {
        "pricing_date": dg.MetadataValue.text(pricing_date.isoformat()),
        "rates_in_force": len(in_force.rates),
        "estimates_in_force": sum(rate.is_estimate for rate in in_force.rates),
        "rates_to_come": sum(rate.effective_from > pricing_date for rate in rates.rates),
        "in_force": dg.MetadataValue.md(markdown_table(shown[:PREVIEW_ROWS])),
    }
