"""Asset `plan_bill`: what each plan does to the energy bill, at the rates in force.

Energy comes from the stored plans, so new rates re-price them without the calculator, and the
choice is not made again.
"""

from typing import Any

import dagster as dg
import pandas as pd

from ara_assets.baseline.bill import RATES_CHANGED
from ara_assets.domain.fuel_rates import FuelRates, rates_in_force
from ara_assets.domain.plan_bill import price_plans
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.tariff_source import regions_of


@batch_asset(
    "plan_bill",
    "modelling",
    "1",
    automation_condition=RATES_CHANGED,
    ins={
        "properties": dg.AssetIn("property"),
        "plan_energy": dg.AssetIn("scenario", metadata={"table": "plan_energy"}),
    },
)
def plan_bill(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    properties: dict[str, pd.DataFrame],
    plan_energy: pd.DataFrame,
    fuel_rates: pd.DataFrame,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Bills of the plans: before and after, and the saving of each measure, at real fuel rates.

    The savings of a plan's measures add up to the plan's to the penny.
    """
    rates = rates_in_force(fuel_rates)
    regions = regions_of(properties)

    def priced(key: str) -> AssetBatch:
        energy = pd.DataFrame(plan_energy[plan_energy["batch_key"] == key])
        bills = price_plans(energy, rates=rates, rate_regions=regions)
        frames = {
            "plan_bill": bills.plan_bill.assign(batch_key=key),
            "plan_measure_bill": bills.plan_measure_bill.assign(batch_key=key),
        }
        return AssetBatch(frames, bills.issues)

    outcomes = each_batch(context, config, priced)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes, rates))


def _metadata(outcomes: BatchOutcomes, rates: FuelRates) -> dict[str, Any]:
    """Return what a person wants to see: what the plans of the run save."""
    bills = outcomes.rows("plan_bill")
    metadata: dict[str, Any] = {
        "pricing_date": rates.effective_from.isoformat(),
        "homes_without_a_rate": len({issue.property_id for issue in outcomes.issues}),
    }
    if len(bills):
        saving = bills["bill_saving_gbp"]
        plot = charts.histogram(
            saving, step=100, axis="saving, GBP a year", title="Bills saved by plans"
        )
        metadata |= {
            "plans": len(bills),
            "plans_with_an_estimated_rate": int(bills["is_estimate"].sum()),
            "bill_saving_gbp": round(float(saving.sum()), 2),
            "distribution": inline_plot(plot, "Bills saved by plans"),
        }
    return metadata
