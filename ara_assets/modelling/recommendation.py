"""Asset `recommendation`: what could be improved in each property, and why or why not.

Eligibility and the edit of each measure are the calculator's (`sap10.measures`); quantities come
from the calculator's own geometry, by expanding the dwelling with and without the measure.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import dagster as dg
import pandas as pd

import sap10
from ara_assets.domain.cost_catalogue import CostCatalogue, MeasureCost, catalogue_of
from ara_assets.domain.issue import Issue, sanitised
from ara_assets.domain.performance import expand_home
from ara_assets.domain.recommendation import (
    COMPANION,
    HeatLoss,
    MeasureOption,
    cost_quantities,
)
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.tariff_source import regions_of
from sap10 import measures
from sap10.certificate import EpcPropertyData
from sap10.measures import Assessment, MeasureType, Reason, RoofForPanels, SiteFacts
from sap10.measures.packages import FABRIC, treated_area_m2
from sap10.overlay import apply
from sap10.pcdb import Pcdb
from sap10.pcdb.fit import fit
from sap10.version import CALCULATOR_VERSION

Row = Mapping[str, Any]

INPUTS = {
    "properties": dg.AssetIn("property"),
    "baseline": dg.AssetIn("baseline"),
    "cost_catalogue": dg.AssetIn("cost_catalogue"),
}


@batch_asset("recommendation", "modelling", CALCULATOR_VERSION, "sap10", ins=INPUTS)
def recommendation(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    properties: dict[str, pd.DataFrame],
    effective_epc: pd.DataFrame,
    baseline: pd.DataFrame,
    geospatial: pd.DataFrame,
    solar: pd.DataFrame,
    cost_catalogue: dict[str, pd.DataFrame],
    pcdb: Pcdb,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Recommendations: every measure of the catalogue, eligible or not and which field decided.

    Costs are of the measure on its own; a plan prices it again in its package.
    """
    catalogue = catalogue_of(cost_catalogue)
    regions = regions_of(properties)
    rated = effective_epc[effective_epc["property_id"].isin(baseline["property_id"])]
    places = {row["property_id"]: row for row in records(geospatial)}
    roofs = {row["property_id"]: row for row in records(solar)}

    def compute(key: str) -> AssetBatch:
        rows: list[dict[str, Any]] = []
        homes, issues = _expanded(records(rated[rated["batch_key"] == key]), pcdb)
        losses = sap10.rate([home.dwelling for home in homes]).heat_loss_coefficient_w_per_k
        for home, loss in zip(homes, losses.tolist(), strict=True):
            name = home.row["property_id"]
            site = site_facts(places.get(name), roofs.get(name))
            price = partial(_price, catalogue, HeatLoss(loss, loss), regions[name])
            rows += _rows(home, site, pcdb, price)
        return AssetBatch({"recommendation": frame_of("recommendation", rows)}, issues)

    outcomes = each_batch(context, config, compute)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


def site_facts(place: Row | None, roof: Row | None) -> SiteFacts:
    """Return the planning flags and the roof of a property from its stored rows."""
    flags = place or {}
    return SiteFacts(
        is_in_conservation_area=flags.get("is_in_conservation_area"),
        is_listed_building=flags.get("is_listed_building"),
        is_in_world_heritage_site=flags.get("is_in_world_heritage_site"),
        roof_for_panels=None if roof is None else _roof_for_panels(roof),
    )


def _roof_for_panels(roof: Row) -> RoofForPanels | None:
    if roof["max_panel_count"] is None or roof["panel_peak_power_w"] is None:
        return None
    return RoofForPanels(
        source=roof["solar_source"],
        max_panels=roof["max_panel_count"],
        panel_peak_power_w=roof["panel_peak_power_w"],
        pitch_deg=roof["roof_pitch_deg"],
        azimuth_deg=roof["roof_orientation_deg"],
    )


@dataclass(frozen=True, slots=True)
class _Home:
    """A home, and its SAP inputs as it is."""

    row: Row
    epc: EpcPropertyData
    dwelling: sap10.Dwelling


def _expanded(rows: Iterable[Row], pcdb: Pcdb) -> tuple[list[_Home], list[Issue]]:
    """Expand homes; what the calculator refuses is an issue."""
    homes: list[_Home] = []
    issues: list[Issue] = []
    for row in rows:
        epc = EpcPropertyData.from_stored(row["epc_property_data"])
        try:
            homes.append(_Home(row, epc, expand_home(epc, pcdb)))
        except sap10.CertificateRejected as refusal:
            issues.append(Issue.from_rejection(refusal, property_id=row["property_id"]))
    return homes, issues


def _price(
    catalogue: CostCatalogue, heat_loss: HeatLoss, rate_region: str, option: MeasureOption
) -> MeasureCost:
    """Price a measure on its own."""
    return catalogue.price_measure(
        option.measure,
        cost_quantities(option, heat_loss),
        rate_region=rate_region,
        on=pricing_date(catalogue),
    )


def _rows(
    home: _Home, site: SiteFacts, pcdb: Pcdb, price: Callable[[MeasureOption], MeasureCost]
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for assessed in assessed_measures(home.epc, site, pcdb):
        found, option = option_of(home.epc, home.dwelling, assessed, pcdb)
        row = {
            "property_id": home.row["property_id"],
            "batch_key": home.row["batch_key"],
            "recommendation": found.surface.value,
            "measure_option": found.measure.value,
            "is_eligible": found.is_eligible,
            "is_companion": found.measure is COMPANION,
            "eligibility_reason": found.reason.code,
            "eligibility_field": found.reason.field,
            "eligibility_value": found.reason.value,
            "eligibility_rule": found.reason.rule,
        }
        if option is not None:
            cost = price(option)
            row |= {
                "overlay": json.loads(option.overlay.model_dump_json()),
                "quantities": dict(option.quantities),
                "cost_gbp": float(cost.net_gbp),
                "contingency_gbp": float(cost.contingency_gbp),
                "vat_gbp": float(cost.vat_gbp),
                "is_cost_estimate": cost.is_estimate,
            }
        rows.append(row)
    return rows


def assessed_measures(epc: EpcPropertyData, site: SiteFacts, pcdb: Pcdb) -> Iterable[Assessment]:
    """Return what the catalogue says of every measure at a home.

    Of a heating system that only its index names, the product's record says what kind it is.
    """
    return measures.assess(fit(epc, pcdb).epc, site)


def option_of(
    epc: EpcPropertyData, before: sap10.Dwelling, found: Assessment, pcdb: Pcdb | None = None
) -> tuple[Assessment, MeasureOption | None]:
    """Return what is said of a measure, and its option where it is eligible.

    Parameters
    ----------
    epc, before
        The home, and its SAP inputs as it is.
    found
        What the catalogue says of the measure.
    pcdb
        The product database in use.

    Returns
    -------
    Assessment, MeasureOption or None
        The assessment, not eligible after all where the calculator refuses the home with the
        measure; the option with the quantities that it is priced by.
    """
    if found.overlay is None:
        return found, None
    try:
        after = expand_home(apply(epc, found.overlay), pcdb)
    except sap10.CertificateRejected as refusal:
        reason = Reason(
            "not_calculable", refusal.field, sanitised(refusal.value) or "none", refusal.rule
        )
        return Assessment(found.measure, reason), None
    quantities = dict(found.quantities)
    if found.measure in FABRIC and found.measure is not COMPANION:
        quantities["area_m2"] = treated_area_m2(before, after)
    if found.measure is MeasureType.SOLAR_PV:
        quantities["extra_elevation_count"] = 0.0
    return found, MeasureOption(found.measure, found.overlay, quantities)


def pricing_date(catalogue: CostCatalogue) -> dt.date:
    """Return the day that measures are priced on: that of the newest figures stored."""
    return max(line.valid_from for line in catalogue.lines)


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see: how often each measure is eligible."""
    frames = [
        outcome.frames["recommendation"]
        for outcome in outcomes.values()
        if isinstance(outcome, AssetBatch)
    ]
    if not frames:
        return {}
    options = pd.concat(frames)
    eligible = options[options["is_eligible"]]["measure_option"].value_counts()
    lines = ["| measure | homes where eligible |", "| --- | --- |"]
    lines += [f"| {name} | {count} |" for name, count in eligible.items()]
    return {
        "options": len(options),
        "eligible_options": int(options["is_eligible"].sum()),
        "eligible_by_measure": dg.MetadataValue.md("\n".join(lines)),
    }
