"""Panels of a batch's own roofs: surveyed, estimated, or with a survey that cannot be read."""

from pathlib import Path

import pandas as pd

from ara_assets.ingestion.solar import surveyed
from resources.geospatial import ReferenceFiles
from tests.homes import home


def batch(*uprns: int | None) -> pd.DataFrame:
    data = home().model_dump(mode="json")
    rows = [
        {"property_id": f"R:{place}", "uprn": uprn, "epc_property_data": data}
        for place, uprn in enumerate(uprns)
    ]
    return pd.DataFrame(rows, dtype=object)


def test_a_survey_that_cannot_be_read_is_an_issue_of_its_home_alone(tmp_path: Path) -> None:
    (tmp_path / "solar").mkdir()
    (tmp_path / "solar" / "7.json").write_text('{"solarPotential": {"panelCapacityWatts": -1}}')
    found = surveyed("R-0001", batch(7, 8, None), ReferenceFiles(folders=[str(tmp_path)]))
    (issue,) = found.issues
    assert (issue.property_id, issue.reason) == ("R:0", "document_unreadable")
    assert issue.source_file == "solar/7.json"
    assert list(found.frames["solar"]["solar_source"]) == ["sap_estimate"] * 3
