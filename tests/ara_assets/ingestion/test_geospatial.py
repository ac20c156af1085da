from typing import Any

import pandas as pd
import pytest
import shapely

from ara_assets.ingestion.geospatial import located
from resources.database.frames import frame_of
from resources.geospatial import Place, PlanningMap

HERE = Place(458500.0, 304500.0, 52.6344, -1.1361)
AROUND = shapely.box(-1.2, 52.6, -1.1, 52.7)
KNOWN = PlanningMap(conservation_areas=[AROUND], listed_buildings=[])
UNKNOWN = PlanningMap(conservation_areas=None, listed_buildings=None)


def homes(**changes: Any) -> pd.DataFrame:
    row = {
        "property_id": "X:1",
        "batch_key": "X-0001",
        "region_key": "X",
        "uprn": 1,
        "nation": "england",
        "document_count": 1,
    }
    return frame_of("property", [row | changes])


def row_of(frame: pd.DataFrame) -> dict[str, Any]:
    [row] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_a_home_in_england_is_placed_with_its_flags() -> None:
    batch = located("X-0001", homes(), {1: HERE}, KNOWN)
    row = row_of(batch.frames["geospatial"])
    assert row["easting_m"] == HERE.easting_m
    assert row["geospatial_source"] == "os_open_uprn"
    assert row["is_in_conservation_area"] is True
    assert row["is_listed_building"] is False
    assert batch.issues == []


@pytest.mark.parametrize("nation", ["wales", "scotland"])
def test_flags_are_unknown_outside_england_never_no_constraint(nation: str) -> None:
    batch = located("X-0001", homes(nation=nation), {1: HERE}, KNOWN)
    row = row_of(batch.frames["geospatial"])
    assert row["latitude_deg"] == HERE.latitude_deg
    assert row["is_in_conservation_area"] is None
    assert row["is_listed_building"] is None
    assert batch.issues == []


def test_a_uprn_that_the_source_should_hold_is_an_issue_and_still_a_row() -> None:
    batch = located("X-0001", homes(), {}, KNOWN)
    [issue] = batch.issues
    assert (issue.reason, issue.property_id) == ("not_in_reference_data", "X:1")
    assert (issue.field, issue.value) == ("uprn", "1")
    assert row_of(batch.frames["geospatial"])["geospatial_source"] == "none"


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"nation": "northern_ireland"}, {}),
        ({"uprn": None}, {}),
        ({"nation": None}, {}),
        ({}, None),
    ],
    ids=["beyond the source", "no UPRN", "nation not known", "no release at all"],
)
def test_what_no_source_can_say_is_unknown_and_no_issue(
    changes: dict[str, Any], places: dict[int, Place] | None
) -> None:
    batch = located("X-0001", homes(**changes), places, UNKNOWN)
    row = row_of(batch.frames["geospatial"])
    assert row["easting_m"] is None
    assert row["geospatial_source"] == "none"
    assert batch.issues == []


def test_a_batch_without_homes_has_no_rows() -> None:
    empty = pd.DataFrame(homes().iloc[:0])
    assert located("X-0001", empty, {1: HERE}, KNOWN).frames["geospatial"].empty
