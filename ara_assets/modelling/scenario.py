"""Asset `scenario`: the plan of each property in each active scenario.

Stored data only: options and overlays from `recommendation`, costs from `cost_catalogue`. Every
package is rated by the calculator. No choice looks at a bill, so that tariffs are not read here:
the delivered energy of every plan is stored, and `plan_bill` prices it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import dagster as dg
import pandas as pd

import sap10
from ara_assets.domain.cost_catalogue import CostCatalogue, MeasureCost, catalogue_of
from ara_assets.domain.issue import Issue
from ara_assets.domain.plan import Plan
from ara_assets.domain.planning import HomeToPlan, plan_homes
from ara_assets.domain.recommendation import MeasureOption, Price
from ara_assets.domain.scenario import Scenario
from ara_assets.modelling.recommendation import pricing_date
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.tariff_source import regions_of
from sap10.certificate import EpcPropertyData
from sap10.measures import MeasureType
from sap10.overlay import Overlay
from sap10.pcdb import Pcdb
from sap10.version import CALCULATOR_VERSION

Row = Mapping[str, Any]

INPUTS = {
    "properties": dg.AssetIn("property"),
    "cost_catalogue": dg.AssetIn("cost_catalogue"),
}


@batch_asset("scenario", "modelling", CALCULATOR_VERSION, "sap10", ins=INPUTS)
def scenario(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    properties: dict[str, pd.DataFrame],
    effective_epc: pd.DataFrame,
    baseline: pd.DataFrame,
    recommendation: pd.DataFrame,
    scenario_definition: pd.DataFrame,
    cost_catalogue: dict[str, pd.DataFrame],
    pcdb: Pcdb,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Scenarios: the cheapest package of each property that reaches the goal, and what it brings.

    Every package is rated exactly; effects are attributed to measures so that they add up.
    """
    asked = [
        Scenario.model_validate_json(json.dumps(row["definition"]))
        for row in records(scenario_definition[scenario_definition["is_active"]])
    ]
    facts = _Facts(
        catalogue=catalogue_of(cost_catalogue),
        regions=regions_of(properties),
        pcdb=pcdb,
    )
    eligible = recommendation[recommendation["is_eligible"]]
    homes = effective_epc.merge(baseline[["property_id", "effective_sap_rating"]], on="property_id")

    def compute(key: str) -> AssetBatch:
        own = _options(records(eligible[eligible["batch_key"] == key]))
        to_plan = [
            facts.home(row, own.get(row["property_id"], ()))
            for row in records(homes[homes["batch_key"] == key])
        ]
        return _batch(key, asked, to_plan, facts)

    outcomes = each_batch(context, config, compute)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


@dataclass(frozen=True)
class _Facts:
    """What homes are priced and expanded by."""

    catalogue: CostCatalogue
    regions: Mapping[str, str]
    pcdb: Pcdb

    def home(self, row: Row, options: Sequence[MeasureOption]) -> HomeToPlan:
        """Return a home as planning wants it."""
        return HomeToPlan(
            property_id=row["property_id"],
            epc=EpcPropertyData.from_stored(row["epc_property_data"]),
            options=tuple(options),
            effective_rating=row["effective_sap_rating"],
            price=self._price(self.regions[row["property_id"]]),
        )

    def _price(self, rate_region: str) -> Price:
        on = pricing_date(self.catalogue)

        def price(measure: MeasureType, quantities: Mapping[str, float]) -> MeasureCost:
            return self.catalogue.price_measure(measure, quantities, rate_region=rate_region, on=on)

        return price


def _options(rows: Sequence[Row]) -> dict[str, list[MeasureOption]]:
    """Return the eligible options of each property, the forced companion among them."""
    found: dict[str, list[MeasureOption]] = {}
    for row in rows:
        option = MeasureOption(
            MeasureType(row["measure_option"]),
            Overlay.from_json(json.dumps(row["overlay"])),
            row["quantities"],
        )
        found.setdefault(row["property_id"], []).append(option)
    return found


def _batch(
    key: str, asked: Sequence[Scenario], homes: Sequence[HomeToPlan], facts: _Facts
) -> AssetBatch:
    plans: list[dict[str, Any]] = []
    plan_measures: list[dict[str, Any]] = []
    energy: list[dict[str, Any]] = []
    refused: dict[str, sap10.CertificateRejected] = {}
    for one in asked:
        [phase] = one.phases
        made = plan_homes(homes, phase, facts.pcdb)
        energy += records(made.energy.assign(batch_key=key, scenario=one.name))
        refused.update(made.refused)
        for plan in made.plans:
            named = {
                "property_id": plan.property_id,
                "batch_key": key,
                "scenario": one.name,
            }
            valid_from = pricing_date(facts.catalogue)
            plans.append(
                {
                    **named,
                    "scenario_hash": one.content_hash,
                    "costs_valid_from": valid_from,
                    **plan_row(plan),
                }
            )
            plan_measures += [{**named, "phase": 1, **row} for row in measure_rows(plan)]
    issues = [Issue.from_rejection(refusal, property_id=name) for name, refusal in refused.items()]
    frames = {
        "plan": frame_of("plan", plans),
        "plan_measure": frame_of("plan_measure", plan_measures),
        "plan_energy": frame_of("plan_energy", energy),
    }
    return AssetBatch(frames, issues)


_STATES = (
    "sap_score",
    "sap_rating",
    "epc_band",
    "co2_t_per_year",
    "primary_energy_kwh_per_m2",
    "delivered_kwh_per_year",
    "heat_loss_w_per_k",
)


def plan_row(plan: Plan) -> dict[str, Any]:
    """Return the columns of table `plan` that a plan decides."""
    states: dict[str, Any] = {}
    for name in _STATES:
        states[f"{name}_before"] = getattr(plan.before, name)
        states[f"{name}_after"] = getattr(plan.after, name)
    return {
        "specification": plan.specification,
        "conventions": plan.conventions,
        "calculator_version": CALCULATOR_VERSION,
        "plan_status": plan.status,
        "has_calculated_disagreement": plan.calculated_disagrees,
        "effective_sap_rating": plan.effective_rating,
        "measure_count": len(plan.measures),
        **states,
        "cost_gbp": _sum(plan, lambda cost: cost.net_gbp),
        "contingency_gbp": _sum(plan, lambda cost: cost.contingency_gbp),
        "vat_gbp": _sum(plan, lambda cost: cost.vat_gbp),
        "total_cost_gbp": float(plan.total_cost_gbp),
        "packages_possible": plan.search.possible,
        "packages_within_budget": plan.search.within_budget,
        "packages_scored": plan.search.scored,
    }


def measure_rows(plan: Plan) -> list[dict[str, Any]]:
    """Return the columns of table `plan_measure` that a plan decides, one row per measure."""
    return [
        {
            "measure_order": order,
            "recommendation": one.surface.value,
            "measure_option": one.measure.value,
            "is_companion": one.is_companion,
            "sap_score_gain": one.sap_score_gain,
            "co2_saving_t_per_year": one.co2_saving_t_per_year,
            "primary_energy_saving_kwh_per_m2": one.primary_energy_saving_kwh_per_m2,
            "delivered_saving_kwh_per_year": one.delivered_saving_kwh_per_year,
            "cost_gbp": float(one.cost.net_gbp),
            "contingency_gbp": float(one.cost.contingency_gbp),
            "vat_gbp": float(one.cost.vat_gbp),
            "total_cost_gbp": float(one.cost.total_gbp),
            "is_cost_estimate": one.cost.is_estimate,
        }
        for order, one in enumerate(plan.measures, start=1)
    ]


def _sum(plan: Plan, part: Callable[[MeasureCost], Decimal]) -> float:
    return float(sum((part(one.cost) for one in plan.measures), Decimal(0)))


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see: plans by status, what they cost, packages rated."""
    plans = outcomes.rows("plan")
    if not len(plans):
        return {}
    counts = plans["plan_status"].value_counts().sort_index()
    return {
        "plans": len(plans),
        "plans_by_status": ", ".join(f"{name} {count}" for name, count in counts.items()),
        "total_cost_gbp": round(float(plans["total_cost_gbp"].sum()), 2),
        "packages_scored": int(plans["packages_scored"].sum()),
        "packages_possible": int(plans["packages_possible"].sum()),
    }
