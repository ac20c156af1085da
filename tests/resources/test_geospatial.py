"""Coordinates and planning constraints from local files in their publishers' formats."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from resources.errors import PermanentFailure
from resources.geospatial import LISTED_BUILDING_WITHIN_M, Place, Planning, ReferenceFiles

HEADING = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE"
# A point of the National Grid and its WGS 84 position (Leicester, made up to the metre).
SEPTEMBER = date(2026, 9, 1)
HERE = Place(458500.0, 304500.0, 52.6344, -1.1361, SEPTEMBER)
PLANNING_FIELDS = "entity,end-date,geometry,point"


def open_uprn(folder: Path, rows: Sequence[str], heading: str = HEADING, name: str = "09") -> None:
    with zipfile.ZipFile(folder / f"osopenuprn_2026{name}.zip", "w") as archive:
        archive.writestr(f"osopenuprn_2026{name}.csv", "\ufeff" + "\n".join([heading, *rows]))


def planning(folder: Path, dataset: str, rows: Sequence[str]) -> None:
    (folder / "planning").mkdir(exist_ok=True)
    text = "\n".join([PLANNING_FIELDS, *rows]) + "\n"
    (folder / "planning" / f"{dataset}.csv").write_text(text)


def files(*folders: Path) -> ReferenceFiles:
    return ReferenceFiles(folders=[str(folder) for folder in folders])


def square(latitude: float, longitude: float, half: float = 0.01) -> str:
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    ring = ", ".join(f"{longitude + x * half} {latitude + y * half}" for x, y in corners)
    return f'"MULTIPOLYGON ((({ring})))"'


def test_only_the_uprns_asked_for_are_found(tmp_path: Path) -> None:
    rows = ["1,458500.00,304500.00,52.6344,-1.1361", "2,1.5,2.5,50.5,-6.5", "3,0,0,49,-7"]
    open_uprn(tmp_path, rows)
    found = files(tmp_path).places({1, 2, 99})
    assert found == {1: HERE, 2: Place(1.5, 2.5, 50.5, -6.5, SEPTEMBER)}


def test_the_users_own_release_goes_before_the_demos(tmp_path: Path) -> None:
    own, demo = tmp_path / "reference", tmp_path / "demo"
    for folder, east in ((own, 1), (demo, 2)):
        folder.mkdir()
        open_uprn(folder, [f"7,{east},0,50,-1"])
    for folders, east in (((own, demo), 1), ((demo, own), 2)):
        assert files(*folders).places({7}) == {7: Place(east, 0, 50, -1, SEPTEMBER)}


def test_without_a_release_no_place_is_known(tmp_path: Path) -> None:
    assert files(tmp_path, tmp_path / "absent").places({1}) is None
    open_uprn(tmp_path, ["1,2,3,50,-4"])
    assert files(tmp_path).places({99}) == {}


def test_a_release_of_other_columns_is_refused_by_name(tmp_path: Path) -> None:
    open_uprn(tmp_path, ["1,2,3,4,5"], heading="UPRN,EAST,NORTH,LATITUDE,LONGITUDE")
    with pytest.raises(PermanentFailure, match=r"osopenuprn_202609\.zip: columns .*EAST"):
        files(tmp_path).places({1})


def test_an_archive_without_a_csv_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "osopenuprn_202609.zip", "w") as archive:
        archive.writestr("licence.txt", "")
    with pytest.raises(PermanentFailure, match="should hold one CSV"):
        files(tmp_path).places({1})


def test_nothing_is_known_of_planning_without_files(tmp_path: Path) -> None:
    assert files(tmp_path).planning().at(HERE) == Planning(None, None, None)


def test_inside_a_conservation_area_is_known_and_outside_is_not(tmp_path: Path) -> None:
    planning(
        tmp_path, "conservation-area", [f"44,,{square(HERE.latitude_deg, HERE.longitude_deg)},"]
    )
    known = files(tmp_path).planning()
    assert known.at(HERE) == Planning(True, None, None)
    away = Place(458500.0, 404500.0, 53.6, -1.1)
    assert known.at(away) == Planning(None, None, None)


def test_outside_every_world_heritage_site_is_known(tmp_path: Path) -> None:
    planning(
        tmp_path, "world-heritage-site", [f"45,,{square(HERE.latitude_deg, HERE.longitude_deg)},"]
    )
    known = files(tmp_path).planning()
    assert known.at(HERE) == Planning(None, None, True)
    assert known.at(Place(458500.0, 404500.0, 53.6, -1.1)) == Planning(None, None, False)


def test_an_area_that_has_ended_does_not_count(tmp_path: Path) -> None:
    ended = f"44,2020-01-01,{square(HERE.latitude_deg, HERE.longitude_deg)},"
    planning(tmp_path, "conservation-area", [ended])
    assert files(tmp_path).planning().at(HERE).is_in_conservation_area is None


def test_a_listed_building_is_one_whose_point_is_near(tmp_path: Path) -> None:
    from pyproj import Transformer

    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    longitude, latitude = to_degrees.transform(HERE.easting_m, HERE.northing_m)
    planning(tmp_path, "listed-building", [f"42,,,POINT ({longitude} {latitude})"])
    known = files(tmp_path).planning()

    def at(metres: float) -> bool | None:
        place = Place(HERE.easting_m + metres, HERE.northing_m, latitude, longitude)
        return known.at(place).is_listed_building

    assert at(0.0) is True
    assert at(LISTED_BUILDING_WITHIN_M - 0.1) is True
    assert at(LISTED_BUILDING_WITHIN_M + 0.1) is False


def test_a_shape_that_is_none_is_refused_by_its_entity(tmp_path: Path) -> None:
    planning(tmp_path, "conservation-area", ["44123,,POLYGON of nothing,"])
    with pytest.raises(PermanentFailure, match=r"conservation-area\.csv: entity 44123"):
        files(tmp_path).planning()
