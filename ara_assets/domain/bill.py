"""Bills: delivered energy times the rates in force, whole batches at once.

Every line is rounded to a whole penny, halves away from zero; totals add up rounded lines, so a
bill is exactly the sum of what it shows. Nothing here is SAP's notional cost.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ara_assets.domain.fuel_rates import (
    FUEL_BY_CODE,
    TWO_RATE_TARIFFS,
    Fuel,
    FuelRate,
    FuelRates,
    Tariff,
    TariffPeriod,
)
from ara_assets.domain.issue import Issue

STANDING_CHARGE = "standing_charge"
DAYS_IN_YEAR = 365

ENERGY_COLUMNS = (
    "property_id",
    "end_use",
    "fuel_code",
    "tariff",
    "high_rate_fraction",
    "delivered_kwh_per_year",
)
"""Columns of table `baseline_energy` that a bill is made from."""

BILL_COLUMNS = (
    "property_id",
    "pricing_date",
    "rates_version",
    "rate_region",
    "electricity_gbp",
    "mains_gas_gbp",
    "other_fuels_gbp",
    "standing_charge_gbp",
    "export_credit_gbp",
    "total_gbp",
    "is_estimate",
)
LINE_COLUMNS = (
    "property_id",
    "end_use",
    "fuel",
    "tariff",
    "tariff_period",
    "rate_region",
    "delivered_kwh_per_year",
    "unit_rate_p_per_kwh",
    "standing_charge_p_per_day",
    "line_gbp",
    "is_estimate",
)
_UNKNOWN = ""
_TYPES = {
    **dict.fromkeys(("property_id", "end_use", "home_region", "fuel", "tariff"), "str"),
    **dict.fromkeys(("high_rate_fraction", "delivered_kwh_per_year"), "float64"),
}
_LINE_KEY = ["property_id", "end_use", "fuel", "tariff", "tariff_period"]


@dataclass(frozen=True)
class Bills:
    """Bills of a batch: `bill` one row each, `bill_line` their lines, and who has none and why."""

    bill: pd.DataFrame
    bill_line: pd.DataFrame
    issues: Sequence[Issue]


def price_bills(
    energy: pd.DataFrame,
    *,
    rates: FuelRates,
    rate_regions: Mapping[str, str],
) -> Bills:
    """Price the annual energy of each property with the rates of one day.

    Parameters
    ----------
    energy
        `ENERGY_COLUMNS`, any order of rows: one row per end use and fuel, kWh per year as delivered
        in the local climate. Own generation used on site is negative; electricity with the code of
        export (36, 60) is what the grid takes and is credited. Electricity of a two-rate tariff is
        split by `high_rate_fraction`.
    rates
        Rates in force on one day (`FuelRates.in_force`).
    rate_regions
        property id → rate region (`RateRegions.region`).

    Returns
    -------
    Bills
        In the order of property id and line key. A property that needs a rate there is none of has
        an issue that names the fuel, and no bill.
    """
    uses = _uses(energy, rate_regions)
    rated = uses.merge(_rate_table(rates, sorted(set(rate_regions.values()))), how="left")
    issues = _issues(rated)
    unpriced = {issue.property_id for issue in issues}
    rated = rated[~rated["property_id"].isin(unpriced)]
    lines = _lines(rated)
    return Bills(_totals(lines, rates, rate_regions), lines[list(LINE_COLUMNS)], issues)


def pence(amount: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Round amounts in pence to whole ones, halves away from zero.

    A product of two decimal figures can miss a half by its last binary digit, so a billionth of a
    penny counts as nothing.
    """
    values = np.asarray(amount, dtype=np.float64)
    return (np.sign(values) * np.floor(np.abs(values) + 0.5 + 1e-9)).astype(np.int64)


def _uses(energy: pd.DataFrame, rate_regions: Mapping[str, str]) -> pd.DataFrame:
    """One row per property, end use, fuel and tariff period, without those of no energy."""
    frame = pd.DataFrame(energy[list(ENERGY_COLUMNS)]).reset_index(drop=True)
    fuel_names = {code: str(fuel) for code, fuel in FUEL_BY_CODE.items()}
    frame["home_region"] = frame["property_id"].map(
        lambda home: rate_regions.get(str(home), _UNKNOWN)
    )
    frame["fuel"] = frame["fuel_code"].map(fuel_names).fillna(_UNKNOWN)
    frame = frame.astype(_TYPES)  # an empty column has no type of its own
    is_electricity = frame["fuel"] == Fuel.ELECTRICITY
    frame["tariff"] = frame["tariff"].where(is_electricity, str(Tariff.STANDARD))
    is_split = frame["tariff"].isin([str(tariff) for tariff in TWO_RATE_TARIFFS])
    split = frame[is_split]
    kwh, share = split["delivered_kwh_per_year"], split["high_rate_fraction"]
    parts = [
        frame[~is_split].assign(tariff_period=str(TariffPeriod.ALL)),
        split.assign(tariff_period=str(TariffPeriod.HIGH), delivered_kwh_per_year=kwh * share),
        split.assign(
            tariff_period=str(TariffPeriod.LOW), delivered_kwh_per_year=kwh * (1.0 - share)
        ),
    ]
    uses = pd.concat(parts, ignore_index=True)
    uses = uses[uses["delivered_kwh_per_year"] != 0.0]
    keys = [*_LINE_KEY, "home_region", "fuel_code"]
    return _summed(uses, keys)


def _summed(uses: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    grouped = uses.groupby(list(keys), as_index=False)
    return pd.DataFrame(grouped["delivered_kwh_per_year"].sum())


def _rate_table(rates: FuelRates, regions: Sequence[str]) -> pd.DataFrame:
    """Every rate as a home of each region sees it: its own region's, else the wider area's."""
    kinds = sorted({(rate.fuel, rate.tariff, rate.tariff_period) for rate in rates.rates})
    day = rates.effective_from if rates.rates else dt.date.min
    rows = [
        {
            "home_region": region,
            "fuel": str(fuel),
            "tariff": str(tariff),
            "tariff_period": str(period),
            **_seen(rate),
        }
        for region in regions
        for fuel, tariff, period in kinds
        if (
            rate := rates.rate(
                fuel, rate_region=region, on=day, tariff=tariff, tariff_period=period
            )
        )
    ]
    columns = ["home_region", "fuel", "tariff", "tariff_period", *_SEEN]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[:4], "str"))


_SEEN = ("rate_region", "unit_rate_p_per_kwh", "standing_charge_p_per_day", "is_estimate")


def _seen(rate: FuelRate) -> dict[str, Any]:
    return {name: getattr(rate, name) for name in _SEEN}


def _issues(rated: pd.DataFrame) -> list[Issue]:
    """One issue for each property and fuel without a rate."""
    missing = rated[rated["unit_rate_p_per_kwh"].isna()]
    keys = ["property_id", "fuel", "fuel_code", "tariff", "home_region"]
    found = missing[keys].drop_duplicates(["property_id", "fuel", "tariff"]).sort_values(keys)
    return [_issue(*row) for row in found.itertuples(index=False, name=None)]


def _issue(property_id: str, fuel: str, code: int, tariff: str, region: str) -> Issue:
    if region == _UNKNOWN:
        message = "no rate region is known for the property: materialise property again"
    elif fuel == _UNKNOWN:
        message = f"fuel code {code} is not one that can be paid for"
    else:
        name = fuel if tariff == Tariff.STANDARD else f"{fuel} on the {tariff} tariff"
        message = f"no rate of {name} is in force in {region}: add one to the fuel rates"
    return Issue(
        reason="fuel_without_rate",
        message=message,
        property_id=property_id,
        field="fuel",
        value=fuel or str(code),
    )


def _lines(rated: pd.DataFrame) -> pd.DataFrame:
    """Energy lines and one standing charge per fuel in use, each in whole pence."""
    energy = _summed(rated, [*_LINE_KEY, *_SEEN])
    sign = np.where(energy["fuel"] == Fuel.ELECTRICITY_EXPORT, -1.0, 1.0)
    energy["pence"] = pence(sign * energy["delivered_kwh_per_year"] * energy["unit_rate_p_per_kwh"])
    standing = _standing_charges(energy)
    lines = pd.concat(
        [energy.assign(standing_charge_p_per_day=np.nan), standing], ignore_index=True
    ).sort_values(_LINE_KEY, ignore_index=True)
    lines["line_gbp"] = lines["pence"] / 100.0
    lines["is_estimate"] = lines["is_estimate"].astype(bool)
    return lines


def _standing_charges(energy: pd.DataFrame) -> pd.DataFrame:
    """Charge the highest standing charge of the tariffs in use, once per property and fuel."""
    charged = energy[energy["standing_charge_p_per_day"] > 0.0]
    first = charged.sort_values(
        ["property_id", "fuel", "standing_charge_p_per_day", "tariff", "tariff_period"],
        ascending=[True, True, False, True, True],
    ).drop_duplicates(["property_id", "fuel"])
    return first.assign(
        end_use=STANDING_CHARGE,
        tariff_period=str(TariffPeriod.ALL),
        delivered_kwh_per_year=np.nan,
        unit_rate_p_per_kwh=np.nan,
        pence=pence(first["standing_charge_p_per_day"] * DAYS_IN_YEAR),
    )


def _totals(lines: pd.DataFrame, rates: FuelRates, rate_regions: Mapping[str, str]) -> pd.DataFrame:
    """One row per property; each amount adds up the whole pence of its lines."""
    is_standing = lines["end_use"] == STANDING_CHARGE
    fuel = lines["fuel"]
    amounts = {
        "electricity_gbp": ~is_standing & (fuel == Fuel.ELECTRICITY),
        "mains_gas_gbp": ~is_standing & (fuel == Fuel.MAINS_GAS),
        "other_fuels_gbp": ~is_standing
        & ~fuel.isin([str(f) for f in (Fuel.ELECTRICITY, Fuel.MAINS_GAS, Fuel.ELECTRICITY_EXPORT)]),
        "standing_charge_gbp": is_standing,
        "export_credit_gbp": ~is_standing & (fuel == Fuel.ELECTRICITY_EXPORT),
        "total_gbp": pd.Series(data=True, index=lines.index),
    }
    columns = {name: lines["pence"].where(mask, 0) for name, mask in amounts.items()}
    frame = pd.DataFrame({"property_id": lines["property_id"], **columns})
    bill = frame.groupby("property_id", as_index=False).sum()
    for name in amounts:
        bill[name] = bill[name] / 100.0
    bill["export_credit_gbp"] = 0.0 - bill["export_credit_gbp"]
    estimated = lines.groupby("property_id")["is_estimate"].any()
    bill["is_estimate"] = bill["property_id"].map(estimated).astype(bool)
    bill["rate_region"] = bill["property_id"].map(rate_regions)
    bill["pricing_date"] = pd.Series([rates.effective_from] * len(bill), dtype=object)
    bill["rates_version"] = rates.version
    return bill[list(BILL_COLUMNS)]
