"""Asset `scenario_definition`: the scenarios that plans are made for."""

import json

from ara_assets.domain.scenario import BAND_C
from ara_assets.specs import stored_asset
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of

SCENARIOS = (BAND_C,)


@stored_asset("scenario_definition", "modelling", "1")
def scenario_definition() -> AssetBatch:
    """Scenario definitions: goal, budget and allowed measures, each with its content hash."""
    rows = [
        {
            "scenario": scenario.name,
            "scenario_hash": scenario.content_hash,
            "description": scenario.description,
            "is_active": True,
            "definition": json.loads(scenario.model_dump_json()),
        }
        for scenario in SCENARIOS
    ]
    return AssetBatch({"scenario_definition": frame_of("scenario_definition", rows)})
