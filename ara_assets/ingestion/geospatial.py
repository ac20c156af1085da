"""Asset `geospatial`: where each property is, and what planning protects it."""

from collections.abc import Mapping
from dataclasses import asdict

import dagster as dg
import pandas as pd

from ara_assets.domain.issue import Issue
from ara_assets.partitions import BatchConfig, each_batch
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
) -> BatchOutcomes:
    """Coordinates and planning flags of each property, from its UPRN.

    Planning data covers England only: a flag is unknown elsewhere, never "no constraint".
    """
    uprns = {int(uprn) for uprn in property["uprn"].dropna()}
    places = reference_files.places(uprns)
    planning = reference_files.planning()
    return each_batch(
        context,
        config,
        lambda key: located(key, property[property["batch_key"] == key], places, planning),
    )


def located(
    batch_key: str, properties: pd.DataFrame, places: Mapping[int, Place], planning: PlanningMap
) -> AssetBatch:
    """Locate the properties of one batch; a UPRN that the source should hold is an issue."""
    rows: list[dict[str, object]] = []
    issues: list[Issue] = []
    for row in records(properties):
        uprn = row["uprn"]
        place = None if uprn is None else places.get(uprn)
        flags = planning.at(place) if place and row["nation"] == "england" else None
        if uprn is not None and place is None and row["nation"] in COVERED_BY_OPEN_UPRN:
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
