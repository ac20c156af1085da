"""Stored answers of the Google Solar API, as the API writes them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ara_assets.domain.roof import RoofSegment
from resources.geospatial import ReferenceFiles
from resources.google_solar import SolarAnswerRejected, solar_survey

UPRN = 999_000_000_017


def answer(**potential: Any) -> dict[str, Any]:
    return {
        "name": "buildings/made-up",
        "imageryDate": {"year": 2024, "month": 6, "day": 14},
        "imageryQuality": "HIGH",
        "solarPotential": {
            "maxArrayPanelsCount": 20,
            "panelCapacityWatts": 400,
            "panelHeightMeters": 1.879,
            "panelWidthMeters": 1.045,
            "roofSegmentStats": [
                {"pitchDegrees": 35.5, "azimuthDegrees": 170.2, "stats": {"areaMeters2": 31.0}},
                {"stats": {"areaMeters2": 4.0}},
            ],
        }
        | potential,
    }


def files(folder: Path, content: object, uprn: int = UPRN) -> ReferenceFiles:
    (folder / "solar").mkdir(parents=True, exist_ok=True)
    (folder / "solar" / f"{uprn}.json").write_text(json.dumps(content))
    return ReferenceFiles(folders=[str(folder)])


def test_a_survey_has_the_planes_of_the_roof(tmp_path: Path) -> None:
    survey = solar_survey(files(tmp_path, answer()), UPRN)
    assert survey is not None
    assert survey.segments == (RoofSegment(31.0, 35.5, 170.2), RoofSegment(4.0, 0.0, 0.0))
    assert survey.max_panels == 20
    assert survey.panel_area_m2 == pytest.approx(1.879 * 1.045)
    assert survey.panel_peak_power_w == 400
    assert survey.surveyed_on == date(2024, 6, 14)


def test_a_roof_that_carries_nothing_has_no_planes(tmp_path: Path) -> None:
    content = answer()
    del (
        content["solarPotential"]["roofSegmentStats"],
        content["solarPotential"]["maxArrayPanelsCount"],
    )
    survey = solar_survey(files(tmp_path, content), UPRN)
    assert survey is not None
    assert (survey.segments, survey.max_panels) == ((), 0)


def test_a_building_without_answer_has_no_survey(tmp_path: Path) -> None:
    assert solar_survey(files(tmp_path, answer()), UPRN + 1) is None


@pytest.mark.parametrize(
    ("potential", "field"),
    [
        ({"panelHeightMeters": 0}, "solarPotential.panelHeightMeters"),
        ({"panelCapacityWatts": None}, "solarPotential.panelCapacityWatts"),
        ({"roofSegmentStats": [{"stats": {}}]}, "roofSegmentStats.0.stats.areaMeters2"),
        ({"maxArrayPanelsCount": "many"}, "solarPotential.maxArrayPanelsCount"),
    ],
)
def test_an_answer_of_another_form_is_refused_by_file_and_field(
    tmp_path: Path, potential: dict[str, Any], field: str
) -> None:
    with pytest.raises(SolarAnswerRejected, match=field) as refused:
        solar_survey(files(tmp_path, answer(**potential)), UPRN)
    assert f"solar/{UPRN}.json" in str(refused.value)


def test_an_error_page_in_place_of_an_answer_is_refused(tmp_path: Path) -> None:
    reference = files(tmp_path, {"error": {"code": 404, "message": "no coverage"}})
    with pytest.raises(SolarAnswerRejected, match="not a Building Insights answer"):
        solar_survey(reference, UPRN)
