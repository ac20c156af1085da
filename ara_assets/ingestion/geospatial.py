"""Asset `geospatial`: where each property is, and what planning protects it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import dagster as dg
import pandas as pd

from ara_assets.domain.issue import Issue
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.geospatial import Place, PlanningMap, ReferenceFiles

COVERED_BY_OPEN_UPRN = {"england", "wales", "scotland"}


@batch_asset("geospatial", "ingestion", "1")
def geospatial(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    property: pd.DataFrame,  # noqa: A002 - the upstream asset's name
    reference_files: ReferenceFiles,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Coordinates and planning flags of each property, from its UPRN.

    Planning data covers England only: a flag is unknown elsewhere, never "no constraint".
    """
    uprns = {int(uprn) for uprn in property["uprn"].dropna()}
    places = reference_files.places(uprns)
    planning = reference_files.planning()
    outcomes = each_batch(
        context,
        config,
        lambda key: located(key, property[property["batch_key"] == key], places, planning),
    )
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


def located(
    batch_key: str,
    properties: pd.DataFrame,
    places: Mapping[int, Place] | None,
    planning: PlanningMap,
) -> AssetBatch:
    """Locate the properties of one batch; a UPRN that the source should hold is an issue.

    Without any release of the source (None) no place is known, which is no property's fault.
    """
    rows: list[dict[str, object]] = []
    issues: list[Issue] = []
    for row in records(properties):
        uprn = row["uprn"]
        place = None if uprn is None or places is None else places.get(uprn)
        flags = planning.at(place) if place and row["nation"] == "england" else None
        is_covered = places is not None and row["nation"] in COVERED_BY_OPEN_UPRN
        if uprn is not None and place is None and is_covered:
            issues.append(
                Issue(
                    reason="not_in_reference_data",
                    message="OS Open UPRN does not hold the UPRN: check it, or update the release",
                    property_id=row["property_id"],
                    field="uprn",
                    value=str(uprn),
                )
            )
        rows.append(
            {
                "property_id": row["property_id"],
                "batch_key": batch_key,
                **(asdict(place) if place else {}),
                **(asdict(flags) if flags else {}),
                "geospatial_source": "os_open_uprn" if place else "none",
            }
        )
    return AssetBatch({"geospatial": frame_of("geospatial", rows)}, issues)


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see of the run: how many were found, and where they are."""
    homes = outcomes.rows("geospatial")
    if not len(homes):
        return {}
    return {
        "located": int(homes["easting_m"].notna().sum()),
        "in_a_conservation_area": int(homes["is_in_conservation_area"].fillna(value=False).sum()),
        "listed_buildings": int(homes["is_listed_building"].fillna(value=False).sum()),
        "map": inline_plot(charts.places(homes), "Where the homes are"),
    }
