"""Asset `baseline`: each property rated as it is, beside what was lodged.

The SAP calculator is called here. SAP rating and band come from the `rating` calculation
(UK-average climate); CO2, primary energy and kWh per end use from `costs` (postcode climate), as on
a certificate (SAP 10.2 Appendix U, RdSAP 10 section 15).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import pandas as pd

import sap10
from ara_assets.domain.divergence import main_heating_name
from ara_assets.domain.energy import energy_by_end_use
from ara_assets.domain.issue import Issue
from ara_assets.domain.performance import (
    Performance,
    divergence,
    expand_home,
    rebaseline_reason,
)
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from sap10.certificate.epc_property_data import EpcPropertyData
from sap10.pcdb import Pcdb
from sap10.version import CALCULATOR_VERSION

Row = Mapping[str, Any]


@batch_asset("baseline", "baseline", CALCULATOR_VERSION, "sap10")
def baseline(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    epc: pd.DataFrame,
    effective_epc: pd.DataFrame,
    pcdb: Pcdb,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Baseline performance: lodged and effective, side by side, with kWh per end use.

    A dwelling that the calculator refuses is an issue that names field, value and rule.
    """

    def compute(key: str) -> AssetBatch:
        homes = records(effective_epc[effective_epc["batch_key"] == key])
        return rated(key, homes, lodged, pcdb)

    lodged = {row["property_id"]: row for row in records(epc)}
    outcomes = each_batch(context, config, compute)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


def rated(
    batch_key: str, homes: Sequence[Row], lodged: Mapping[str, Row], pcdb: Pcdb
) -> AssetBatch:
    """Rate the homes of one batch, all at once.

    Parameters
    ----------
    batch_key
        The batch.
    homes
        Rows of `effective_epc`.
    lodged
        Rows of `epc` by property id.
    pcdb
        The product database in use.
    """
    expanded: list[tuple[Row, sap10.Dwelling]] = []
    issues: list[Issue] = []
    for home in homes:
        try:
            data = EpcPropertyData.from_stored(home["epc_property_data"])
            named = {
                **home,
                "main_heating": main_heating_name(data),
                "pcdb_revision": pcdb.revision,
            }
            expanded.append((named, expand_home(data, pcdb)))
        except sap10.CertificateRejected as refusal:
            issues.append(
                Issue.from_rejection(
                    refusal,
                    property_id=home["property_id"],
                    certificate_number=home["certificate_number"],
                )
            )
    dwellings = [dwelling for _, dwelling in expanded]
    rating = sap10.rate(dwellings, calculation="rating")
    local = sap10.rate(dwellings, calculation="costs")
    rows = [
        _row(home, lodged[home["property_id"]], rating, local, place)
        for place, (home, _) in enumerate(expanded)
    ]
    energy = energy_by_end_use(local, [home["property_id"] for home, _ in expanded])
    energy["batch_key"] = batch_key
    return AssetBatch(
        {
            "baseline": frame_of("baseline", rows),
            "baseline_energy": frame_of("baseline_energy", records(energy)),
            "baseline_product": frame_of("baseline_product", _products(expanded, pcdb)),
        },
        issues,
    )


def _products(
    expanded: Sequence[tuple[Row, sap10.Dwelling]], pcdb: Pcdb
) -> Iterator[dict[str, object]]:
    """Yield every product that homes name, found in the product database or not."""
    for home, dwelling in expanded:
        for use in dwelling.product_uses:
            yield {
                "property_id": home["property_id"],
                "batch_key": home["batch_key"],
                "product_role": use.role,
                "product_index": f"{use.index:06d}",
                "table_number": use.table or None,
                "is_found": use.is_found,
                "pcdb_revision": pcdb.revision,
            }


def _row(
    home: Row,
    epc: Row,
    rating: sap10.SapResult,
    local: sap10.SapResult,
    place: int,
) -> dict[str, object]:
    """Put one home's lodged and calculated performance side by side."""
    calculated = Performance(
        sap_rating=int(rating.sap_rating[place]),
        epc_band=rating.band[place],
        co2_t_per_year=float(local.co2_kg_per_year[place]) / 1000.0,
        primary_energy_kwh_per_m2=float(local.primary_energy_kwh_per_m2[place]),
        sap_score=float(rating.sap_score[place]),
    )
    lodged = _lodged(epc)
    reason = rebaseline_reason(
        epc["sap_version"], is_physical_state_changed=home["is_physical_state_changed"]
    )
    is_kept = reason == "none" and lodged is not None
    effective = lodged if is_kept and lodged else calculated
    off = divergence(calculated, lodged) if is_kept and lodged else None
    return {
        "property_id": home["property_id"],
        "batch_key": home["batch_key"],
        "certificate_number": home["certificate_number"],
        "specification": rating.editions[place],
        "conventions": rating.conventions[place],
        "calculator_version": CALCULATOR_VERSION,
        "rebaseline_reason": reason,
        "main_heating": home["main_heating"],
        "pcdb_revision": home["pcdb_revision"],
        **{name: epc[name] for name in _LODGED},
        "effective_sap_rating": effective.sap_rating,
        "effective_epc_band": effective.epc_band,
        "effective_co2_t_per_year": effective.co2_t_per_year,
        "effective_primary_energy_kwh_per_m2": effective.primary_energy_kwh_per_m2,
        "sap_score": calculated.sap_score,
        "sap_rating": calculated.sap_rating,
        "epc_band": calculated.epc_band,
        "ei_rating": int(rating.ei_rating[place]),
        "co2_t_per_year": calculated.co2_t_per_year,
        "primary_energy_kwh_per_m2": calculated.primary_energy_kwh_per_m2,
        "floor_area_m2": float(local.total_floor_area_m2[place]),
        "sap_divergence": off and off.sap,
        "co2_divergence_t_per_year": off and off.co2_t_per_year,
        "primary_energy_divergence_kwh_per_m2": off and off.primary_energy_kwh_per_m2,
        "is_divergent": off and off.is_reported,
    }


_LODGED = (
    "lodged_sap_rating",
    "lodged_epc_band",
    "lodged_co2_t_per_year",
    "lodged_primary_energy_kwh_per_m2",
)


def _lodged(epc: Row) -> Performance | None:
    """Return the lodged performance, or None where the certificate carries none."""
    figures = [epc[name] for name in _LODGED]
    return None if any(figure is None for figure in figures) else Performance(*figures)


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see of the run: how many of which band, and plots."""
    homes = outcomes.rows("baseline")
    metadata: dict[str, Any] = {"homes_rated": len(homes)}
    if len(homes):
        bands = homes["epc_band"].value_counts().sort_index()
        scores = charts.rating_distribution(homes["sap_score"])
        against = charts.calculated_against_lodged(homes)
        metadata |= {
            "bands": ", ".join(f"{band} {count}" for band, count in bands.items()),
            "median_sap": float(homes["sap_score"].median()),
            "divergent_homes": int(homes["is_divergent"].fillna(value=False).sum()),
            "distribution": inline_plot(scores, "SAP scores"),
            "calculated_against_lodged": inline_plot(against, "Calculated against lodged"),
        }
    return metadata
