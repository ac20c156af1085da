"""Asset `effective_epc`: the physical description that modelling scores, and where it came from.

Exactly one source path applies to a property. Certificates are the only source yet, so every
path is `epc_with_overlay`, without an overlay.
"""

import dagster as dg
import pandas as pd

from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records


@batch_asset("effective_epc", "baseline", "1")
def effective_epc(
    context: dg.AssetExecutionContext, config: BatchConfig, epc: pd.DataFrame
) -> BatchOutcomes:
    """Effective EPC: the one physical description of each property that modelling scores."""

    def compute(key: str) -> AssetBatch:
        rows = [
            {
                "property_id": row["property_id"],
                "batch_key": key,
                "source_path": "epc_with_overlay",
                "certificate_number": row["certificate_number"],
                "is_physical_state_changed": False,
                "epc_property_data": row["epc_property_data"],
            }
            for row in records(epc[epc["batch_key"] == key])
        ]
        return AssetBatch({"effective_epc": frame_of("effective_epc", rows)})

    return each_batch(context, config, compute)
