"""Asset `bill`: the annual energy bill of each property at the rates in force.

Energy comes from the stored baseline, so new rates re-price bills without the calculator. Bills
follow the data version of `fuel_rates`; a night that changed no rate in force requests nothing.
"""

from typing import Any

import dagster as dg
import pandas as pd

from ara_assets.domain.bill import Bills, price_bills
from ara_assets.domain.fuel_rates import FuelRates, rates_in_force
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.tariff_source import regions_of

RATES_CHANGED = (
    dg.AutomationCondition.any_deps_match(dg.AutomationCondition.data_version_changed())
    .allow(dg.AssetSelection.assets("fuel_rates"))
    .with_label("rates in force changed")
    .since_last_handled()
    & ~dg.AutomationCondition.missing()
    & ~dg.AutomationCondition.any_deps_missing()
    & ~dg.AutomationCondition.any_deps_in_progress()
    & ~dg.AutomationCondition.in_progress()
    & dg.AutomationCondition.all_deps_blocking_checks_passed()
).with_label("re-price when the rates in force change")
"""Requests the batches that have a bill, once for each change of the rates in force."""


@batch_asset(
    "bill",
    "baseline",
    "1",
    automation_condition=RATES_CHANGED,
    ins={
        "properties": dg.AssetIn("property"),
        "baseline_energy": dg.AssetIn("baseline", metadata={"table": "baseline_energy"}),
    },
)
def bill(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    properties: dict[str, pd.DataFrame],
    baseline_energy: pd.DataFrame,
    fuel_rates: pd.DataFrame,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Bills: delivered energy per end use times real fuel rates, less export credit."""
    rates = rates_in_force(fuel_rates)
    regions = regions_of(properties)

    def priced(key: str) -> AssetBatch:
        energy = pd.DataFrame(baseline_energy[baseline_energy["batch_key"] == key])
        return _batch(key, price_bills(energy, rates=rates, rate_regions=regions))

    outcomes = each_batch(context, config, priced)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes, rates))


def _batch(key: str, bills: Bills) -> AssetBatch:
    """Return the rows and issues of one batch, each row with its batch key."""
    frames = {
        "bill": bills.bill.assign(batch_key=key),
        "bill_line": bills.bill_line.assign(batch_key=key),
    }
    return AssetBatch(frames, bills.issues)


def _metadata(outcomes: BatchOutcomes, rates: FuelRates) -> dict[str, Any]:
    """Return what a person wants to see of the run's bills."""
    bills = outcomes.rows("bill")
    metadata: dict[str, Any] = {
        "pricing_date": rates.effective_from.isoformat(),
        "homes_without_a_rate": len({issue.property_id for issue in outcomes.issues}),
    }
    if len(bills):
        plot = charts.bill_distribution(bills["total_gbp"])
        metadata |= {
            "bills": len(bills),
            "bills_with_an_estimated_rate": int(bills["is_estimate"].sum()),
            "median_total_gbp": float(bills["total_gbp"].median()),
            "distribution": inline_plot(plot, "Annual bills"),
        }
    return metadata
