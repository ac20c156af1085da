"""Roof segments from stored Building Insights answers of the Google Solar API, one file per UPRN.

The files are `solar/<UPRN>.json` in a reference folder. Zero and empty fields are absent in them
(proto3 JSON).
"""

from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ara_assets.domain.roof import RoofSegment, SolarSurvey
from resources.geospatial import ReferenceFiles

Positive = Annotated[float, Field(gt=0)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", allow_inf_nan=False)


class _Stats(_Answer):
    areaMeters2: Positive  # noqa: N815 - the API's own names


class _Segment(_Answer):
    pitchDegrees: float = 0.0  # noqa: N815
    azimuthDegrees: float = 0.0  # noqa: N815
    stats: _Stats


class _Potential(_Answer):
    maxArrayPanelsCount: int = 0  # noqa: N815
    panelCapacityWatts: Positive  # noqa: N815
    panelHeightMeters: Positive  # noqa: N815
    panelWidthMeters: Positive  # noqa: N815
    roofSegmentStats: list[_Segment] = []  # noqa: N815


class _Date(_Answer):
    year: int
    month: int = 1
    day: int = 1


class _BuildingInsights(_Answer):
    imageryDate: _Date  # noqa: N815
    solarPotential: _Potential  # noqa: N815


class SolarAnswerRejected(ValueError):
    """A stored answer is not what the API answers; the message names file, field and rule."""


def solar_survey(files: ReferenceFiles, uprn: int) -> SolarSurvey | None:
    """Return the survey of the building at a UPRN, or None where there is none.

    Raises
    ------
    SolarAnswerRejected
        If the stored answer cannot be used.
    """
    paths = files.paths(f"solar/{uprn}.json")
    return _read(paths[0]) if paths else None


def _read(path: Path) -> SolarSurvey:
    try:
        answer = _BuildingInsights.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        msg = f"solar/{path.name} is not a Building Insights answer: {field}: {first['msg']}"
        raise SolarAnswerRejected(msg) from error
    potential, day = answer.solarPotential, answer.imageryDate
    return SolarSurvey(
        segments=tuple(
            RoofSegment(one.stats.areaMeters2, one.pitchDegrees, one.azimuthDegrees)
            for one in potential.roofSegmentStats
        ),
        max_panels=potential.maxArrayPanelsCount,
        panel_area_m2=potential.panelHeightMeters * potential.panelWidthMeters,
        panel_peak_power_w=potential.panelCapacityWatts,
        surveyed_on=date(day.year, day.month, day.day),
    )
