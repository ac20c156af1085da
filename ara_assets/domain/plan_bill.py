"""Bills of plans: each state of a plan priced with the rates in force, all states at once.

The saving of a measure is the step between two bills in whole pence, so that the savings of a
plan's measures add up to the plan's to the penny.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from ara_assets.domain.bill import price_bills
from ara_assets.domain.fuel_rates import FuelRates
from ara_assets.domain.issue import Issue

_PLAN = ["property_id", "scenario"]
_STATE = [*_PLAN, "step"]


@dataclass(frozen=True)
class PlanBills:
    """Bills of plans, one row each, those of their measures, and which homes have none and why."""

    plan_bill: pd.DataFrame
    plan_measure_bill: pd.DataFrame
    issues: Sequence[Issue]


def price_plans(
    energy: pd.DataFrame, *, rates: FuelRates, rate_regions: Mapping[str, str]
) -> PlanBills:
    """Price plans from the delivered energy of their states.

    Parameters
    ----------
    energy
        `bill.ENERGY_COLUMNS` of every state, with `scenario` and `step`: 0 for the home as it is,
        then after each measure in its order. kWh per year as delivered in the local climate.
    rates
        Rates in force on one day (`FuelRates.in_force`).
    rate_regions
        property id → rate region (`RateRegions.region`).

    Returns
    -------
    PlanBills
        In the order of property, scenario and measure. A plan with a state that needs a rate there
        is none of has no bill, and its home an issue that names the fuel.
    """
    states = energy[_STATE].drop_duplicates().sort_values(_STATE, ignore_index=True)
    states["state"] = states.index.astype(str)
    homes = dict(zip(states["state"], states["property_id"], strict=True))
    priced = price_bills(
        energy.merge(states, on=_STATE).assign(property_id=lambda frame: frame["state"]),
        rates=rates,
        rate_regions={
            state: rate_regions[home] for state, home in homes.items() if home in rate_regions
        },
    )
    bills = priced.bill.set_index("property_id")
    states["pence"] = (states["state"].map(bills["total_gbp"]) * 100).round()
    states["is_estimate"] = states["state"].map(bills["is_estimate"])
    is_whole = (
        states["pence"]
        .groupby([states[name] for name in _PLAN])
        .transform("count")
        .eq(states.groupby(_PLAN)["step"].transform("size"))
    )
    whole = states[is_whole]
    issues = {replace(one, property_id=homes[str(one.property_id)]) for one in priced.issues}
    return PlanBills(
        _of_plans(whole, rates),
        _of_measures(whole),
        sorted(issues, key=lambda one: (str(one.property_id), one.message)),
    )


def _of_plans(states: pd.DataFrame, rates: FuelRates) -> pd.DataFrame:
    plans = states.groupby(_PLAN, as_index=False).agg(
        before=("pence", "first"), after=("pence", "last"), is_estimate=("is_estimate", "any")
    )
    return pd.DataFrame(
        {
            "property_id": plans["property_id"],
            "scenario": plans["scenario"],
            "bill_gbp_before": plans["before"] / 100.0,
            "bill_gbp_after": plans["after"] / 100.0,
            "bill_saving_gbp": (plans["before"] - plans["after"]) / 100.0,
            "pricing_date": pd.Series([rates.effective_from] * len(plans), dtype=object),
            "rates_version": rates.version,
            "is_estimate": plans["is_estimate"].astype(bool),
        }
    )


def _of_measures(states: pd.DataFrame) -> pd.DataFrame:
    saved = states.groupby(_PLAN)["pence"].shift() - states["pence"]
    measures = states.assign(bill_saving_gbp=saved / 100.0)[states["step"] > 0]
    return pd.DataFrame(
        measures[[*_STATE, "bill_saving_gbp"]].rename(columns={"step": "measure_order"})
    ).reset_index(drop=True)
