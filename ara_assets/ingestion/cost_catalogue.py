"""Asset `cost_catalogue`: the dated cost lines of measures and the factor of each region."""

from dataclasses import asdict
from decimal import Decimal

import dagster as dg

from ara_assets.reporting.markdown import markdown_table
from ara_assets.specs import stored_asset
from resources.cost_source import read_cost_catalogue, read_cost_rows
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of


@stored_asset("cost_catalogue", "ingestion", "1", "csv")
def cost_catalogue() -> dg.MaterializeResult[AssetBatch]:
    """Cost catalogue: what measures cost per unit, with contingency, VAT treatment and source."""
    catalogue = read_cost_catalogue()
    _, regions = read_cost_rows()
    rows = [
        {name: _plain(value) for name, value in asdict(line).items()} for line in catalogue.lines
    ]
    factors = [{**row, "cost_factor": float(str(row["cost_factor"]))} for row in regions]
    frames = {
        "cost_catalogue": frame_of("cost_catalogue", rows),
        "cost_region": frame_of("cost_region", factors),
    }
    by_measure = [
        {
            "measure": measure,
            "lines": sum(line.measure_type == measure for line in catalogue.lines),
        }
        for measure in catalogue.measure_types
    ]
    metadata = {
        "newest_figures": max(line.valid_from for line in catalogue.lines).isoformat(),
        "estimates": sum(line.is_estimate for line in catalogue.lines),
        "lines": dg.MetadataValue.md(markdown_table(by_measure)),
    }
    return dg.MaterializeResult(value=AssetBatch(frames), metadata=metadata)


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value
