"""Asset `solar`: what each property's own roof can carry."""

from collections.abc import Mapping
from typing import Any

import dagster as dg
import pandas as pd

from ara_assets.domain.issue import Issue
from ara_assets.domain.roof import SolarSurvey, solar_potential
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.geospatial import ReferenceFiles
from resources.google_solar import SolarAnswerRejected, solar_survey
from sap10.certificate.epc_property_data import EpcPropertyData


@batch_asset("solar", "ingestion", "1")
def solar(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    property: pd.DataFrame,  # noqa: A002 - the upstream asset's name
    epc: pd.DataFrame,
    reference_files: ReferenceFiles,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Panels that each dwelling's own roof can carry, by a survey of it or SAP's own estimate.

    A survey that cannot be read is an issue of its home, which then has SAP's own estimate.
    """
    known = epc.merge(property[["property_id", "uprn"]], on="property_id")
    outcomes = each_batch(
        context,
        config,
        lambda key: surveyed(key, known[known["batch_key"] == key], reference_files),
    )
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


def surveyed(batch_key: str, homes: pd.DataFrame, files: ReferenceFiles) -> AssetBatch:
    """Bound the panels of the homes of one batch: rows of `epc` with their `uprn`."""
    rows: list[dict[str, object]] = []
    issues: list[Issue] = []
    for home in records(homes):
        survey, uprn = None, home["uprn"]
        try:
            survey = None if uprn is None else solar_survey(files, uprn)
        except SolarAnswerRejected as refusal:
            issues.append(
                Issue(
                    reason="document_unreadable",
                    message=str(refusal),
                    property_id=home["property_id"],
                    source_file=f"solar/{uprn}.json",
                )
            )
        rows.append(_row(batch_key, home, survey))
    return AssetBatch({"solar": frame_of("solar", rows)}, issues)


def _row(batch_key: str, row: Mapping[str, Any], survey: SolarSurvey | None) -> dict[str, object]:
    epc = EpcPropertyData.from_stored(row["epc_property_data"])
    potential = solar_potential(epc, survey)
    return {
        "property_id": row["property_id"],
        "batch_key": batch_key,
        "solar_source": potential.source,
        "roof_area_m2": potential.roof_area_m2,
        "roof_pitch_deg": potential.pitch_deg,
        "roof_orientation_deg": potential.azimuth_deg,
        "panel_area_m2": potential.panel_area_m2,
        "panel_peak_power_w": potential.panel_peak_power_w,
        "max_panel_count": potential.max_panels,
        "source_date": potential.surveyed_on,
    }


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see of the run: by source, and how many panels fit."""
    roofs = outcomes.rows("solar")
    if not len(roofs):
        return {}
    panels = charts.histogram(
        roofs["max_panel_count"], step=2, axis="panels", title="Panels that the own roof can carry"
    )
    return {
        **{f"roofs/{name}": int(n) for name, n in roofs["solar_source"].value_counts().items()},
        "panels": inline_plot(panels, "Panels"),
    }
