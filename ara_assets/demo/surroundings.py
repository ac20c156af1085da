"""Local files in the formats of OS Open UPRN, planning.data.gov.uk and Google Solar.

Homes lie at made-up places; Great Britain's coordinates and England's planning data stop at their
borders, as the real ones do, so that what is unknown shows as unknown.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from math import cos, radians
from pathlib import Path
from random import Random

from pyproj import Transformer

from ara_assets.demo.fabric import Node
from ara_assets.demo.reports import Home

# Rough centres of the demo's postcode areas on the British National Grid. [m]
CENTRES = {
    "LE": (458_500, 304_500),
    "LS": (430_000, 433_500),
    "M": (384_000, 398_000),
    "BS": (359_000, 173_000),
    "CT": (615_000, 158_000),
    "NR": (623_000, 308_500),
    "NE": (424_500, 564_500),
    "PL": (247_500, 54_500),
    "CF": (318_500, 176_500),
    "SA": (265_500, 193_000),
    "LL": (334_000, 350_500),
    "G": (259_000, 665_500),
    "EH": (325_500, 673_500),
    "AB": (393_500, 806_500),
    "IV": (266_500, 845_500),
}
SPREAD_M = 1_500
CONSERVATION_AREA_SIDE_M = 900


def write(folder: Path, homes: Sequence[Home], seed: int) -> None:
    """Write coordinates, planning constraints and roof segments of the homes below `folder`."""
    places = dict(_places(homes, seed))
    _write_open_uprn(folder / "osopenuprn_demo.zip", places)
    _write_planning(folder / "planning", homes, places, seed)
    _write_solar(folder / "solar", homes, places, seed)


def _places(homes: Sequence[Home], seed: int) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield UPRN and grid coordinates of the homes of Great Britain."""
    for home in homes:
        centre = CENTRES.get(home.postcode.split(" ")[0].rstrip("0123456789"))
        if centre is None:
            continue
        rng = Random(f"{seed}/{home.uprn}/place")  # noqa: S311 - synthetic data, not secrets
        east, north = (round(x + rng.uniform(-SPREAD_M, SPREAD_M), 2) for x in centre)
        yield home.uprn, (east, north)


def _write_open_uprn(path: Path, places: dict[int, tuple[float, float]]) -> None:
    """Write the zip of OS Open UPRN; its bytes depend on the content only."""
    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(["UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE"])
    for uprn, (east, north) in places.items():
        longitude, latitude = to_degrees.transform(east, north)
        writer.writerow(
            [uprn, f"{east:.2f}", f"{north:.2f}", f"{latitude:.7f}", f"{longitude:.7f}"]
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("osopenuprn_202609.csv", (2026, 9, 1, 0, 0, 0)), rows.getvalue()
        )


def _write_planning(
    folder: Path, homes: Sequence[Home], places: dict[int, tuple[float, float]], seed: int
) -> None:
    """Write conservation areas and listed buildings of the English places."""
    folder.mkdir()
    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    half = CONSERVATION_AREA_SIDE_M / 2
    areas: list[dict[str, str]] = []
    for number, (area, (east, north)) in enumerate(sorted(CENTRES.items())):
        if area not in {
            home.postcode[:2].rstrip("0123456789") for home in homes if home.nation == "ENG"
        }:
            continue
        corners = [
            to_degrees.transform(east + dx * half, north + dy * half)
            for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
        ]
        ring = ", ".join(f"{longitude:.6f} {latitude:.6f}" for longitude, latitude in corners)
        areas.append(
            _entity("conservation-area", 44_990_000 + number, f"Specimen Green {area}")
            | {"geometry": f"MULTIPOLYGON ((({ring})))"}
        )
    _write_entities(folder / "conservation-area.csv", areas)
    listed: list[dict[str, str]] = []
    for home in homes:
        rng = Random(f"{seed}/{home.uprn}/listed")  # noqa: S311 - synthetic data, not secrets
        if home.nation == "ENG" and home.shape.age_band == "A" and rng.random() < 0.25:
            longitude, latitude = to_degrees.transform(*places[home.uprn])
            listed.append(
                _entity("listed-building", 42_990_000 + len(listed), home.address_line)
                | {
                    "point": f"POINT ({longitude:.6f} {latitude:.6f})",
                    "listed-building-grade": "II",
                }
            )
    _write_entities(folder / "listed-building.csv", listed)


def _entity(dataset: str, entity: int, name: str) -> dict[str, str]:
    """Write the common fields of a planning entity in force."""
    return {
        "dataset": dataset,
        "end-date": "",
        "entity": str(entity),
        "entry-date": "2026-09-01",
        "geometry": "",
        "name": name,
        "organisation-entity": "699999",
        "point": "",
        "prefix": dataset,
        "quality": "authoritative",
        "reference": str(entity),
        "start-date": "1976-03-02",
        "typology": "geography",
        "listed-building-grade": "",
    }


def _write_entities(path: Path, entities: Sequence[dict[str, str]]) -> None:
    """Write one dataset's bulk CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(_entity("", 0, "")), lineterminator="\n")
        writer.writeheader()
        writer.writerows(entities)


def _write_solar(
    folder: Path, homes: Sequence[Home], places: dict[int, tuple[float, float]], seed: int
) -> None:
    """Write a Building Insights answer for some of the houses, by UPRN."""
    folder.mkdir()
    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    for home in homes:
        rng = Random(f"{seed}/{home.uprn}/solar")  # noqa: S311 - synthetic data, not secrets
        if home.uprn not in places or home.shape.kind == "flat" or rng.random() > 0.3:
            continue
        longitude, latitude = to_degrees.transform(*places[home.uprn])
        answer = _building_insights(home, rng, latitude, longitude)
        path = folder / f"{home.uprn}.json"
        path.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")


def _building_insights(home: Home, rng: Random, latitude: float, longitude: float) -> Node:
    """Write one answer: two facing roof planes, panels on the better one first."""
    pitch = round(rng.uniform(28, 42), 1)
    azimuth = round(rng.uniform(0.5, 179.5), 1)
    plane = home.shape.storey_area_m2 / 2 / cos(radians(pitch))
    per_plane = int(plane * 0.7 / (1.045 * 1.879))
    segments = [
        {
            "pitchDegrees": pitch,
            "azimuthDegrees": round(azimuth + turn, 1),
            "stats": {
                "areaMeters2": round(plane, 1),
                "groundAreaMeters2": round(plane * cos(radians(pitch)), 1),
            },
        }
        for turn in (0.0, 180.0)
    ]
    potential: Node = {
        "maxArrayPanelsCount": 2 * per_plane,
        "panelCapacityWatts": 400,
        "panelHeightMeters": 1.879,
        "panelWidthMeters": 1.045,
        "panelLifetimeYears": 20,
        "roofSegmentStats": segments,
    }
    return {
        "name": f"buildings/demo-{home.uprn}",
        "center": {"latitude": round(latitude, 6), "longitude": round(longitude, 6)},
        "imageryDate": {"year": 2024, "month": 6, "day": 14},
        "imageryQuality": "MEDIUM",
        "regionCode": "GB",
        "solarPotential": potential,
    }
