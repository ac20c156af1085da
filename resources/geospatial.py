"""Coordinates and planning constraints from files of OS Open UPRN and planning.data.gov.uk.

Files are looked for in every reference folder: `osopenuprn_*.zip` and `planning/<dataset>*.csv`.
Planning data covers England only: elsewhere the answer is unknown (None), never "no constraint".
"""

import csv
import io
import re
import sys
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import dagster as dg
import shapely
from pyproj import Transformer

from resources.errors import PermanentFailure

LISTED_BUILDING_WITHIN_M = 15.0
"""A listed building's point lies on it or on the road outside."""

_COLUMNS = ("UPRN", "X_COORDINATE", "Y_COORDINATE", "LATITUDE", "LONGITUDE")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a UPRN is: British National Grid [m], WGS 84 [deg], and the release that says so."""

    easting_m: float
    northing_m: float
    latitude_deg: float
    longitude_deg: float
    source_date: date | None = None


@dataclass(frozen=True, slots=True)
class Planning:
    """Planning constraints of a place in England; None where no source says."""

    is_in_conservation_area: bool | None
    is_listed_building: bool | None
    is_in_world_heritage_site: bool | None


class ReferenceFiles(dg.ConfigurableResource[Any]):
    """The folders that hold reference data as files, in the order they are searched."""

    folders: list[str]

    def paths(self, pattern: str) -> list[Path]:
        """Return the files that match a glob pattern, in all folders."""
        return [path for folder in self.folders for path in sorted(Path(folder).glob(pattern))]

    def places(self, uprns: Collection[int]) -> dict[int, Place] | None:
        """Return the places of those UPRNs that OS Open UPRN knows, or None without a release."""
        paths = self.paths("osopenuprn_*.zip")
        if not paths:
            return None
        wanted = set(uprns)
        found: dict[int, Place] = {}
        for path in paths:
            found.update(_open_uprn_places(path, wanted - found.keys()))
        return found

    def planning(self) -> "PlanningMap":
        """Return the map of all planning constraints."""
        return PlanningMap(
            conservation_areas=self._shapes("conservation-area", "geometry"),
            listed_buildings=self._shapes("listed-building", "point"),
            world_heritage_sites=self._shapes("world-heritage-site", "geometry"),
        )

    def _shapes(self, dataset: str, column: str) -> Sequence[shapely.Geometry] | None:
        """Return the shapes in force of a dataset, or None where there is no file of it."""
        paths = self.paths(f"planning/{dataset}*.csv")
        return [shape for path in paths for shape in _shapes(path, column)] if paths else None


@dataclass(frozen=True)
class PlanningMap:
    """Shapes of planning constraints in WGS 84; None where their dataset was not provided."""

    conservation_areas: Sequence[shapely.Geometry] | None
    listed_buildings: Sequence[shapely.Geometry] | None
    world_heritage_sites: Sequence[shapely.Geometry] | None = None

    def at(self, place: Place) -> Planning:
        """Return what is known of one place in England.

        Listed buildings and world heritage sites are published for all of England, so that none
        there means none. Conservation areas are published by some authorities only: outside all of
        them is unknown.
        """
        point = shapely.Point(place.longitude_deg, place.latitude_deg)
        listed = None
        if self._listed is not None:
            here = shapely.Point(place.easting_m, place.northing_m)
            near = self._listed.query(here, "dwithin", distance=LISTED_BUILDING_WITHIN_M)
            listed = bool(len(near))
        return Planning(
            is_in_conservation_area=_is_inside(self._areas, point) or None,
            is_listed_building=listed,
            is_in_world_heritage_site=_is_inside(self._sites, point),
        )

    @cached_property
    def _areas(self) -> shapely.STRtree | None:
        return _tree(self.conservation_areas)

    @cached_property
    def _sites(self) -> shapely.STRtree | None:
        return _tree(self.world_heritage_sites)

    @cached_property
    def _listed(self) -> shapely.STRtree | None:
        if self.listed_buildings is None:
            return None
        to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
        return shapely.STRtree(
            [shapely.Point(to_grid.transform(p.x, p.y)) for p in _points(self.listed_buildings)]
        )


def _tree(shapes: Sequence[shapely.Geometry] | None) -> shapely.STRtree | None:
    return None if shapes is None else shapely.STRtree(shapes)


def _is_inside(areas: shapely.STRtree | None, point: shapely.Point) -> bool | None:
    return None if areas is None else bool(len(areas.query(point, "intersects")))


def _points(shapes: Sequence[shapely.Geometry]) -> Iterator[shapely.Point]:
    for shape in shapes:
        yield shape if isinstance(shape, shapely.Point) else shapely.centroid(shape)


def _open_uprn_places(path: Path, wanted: set[int]) -> Iterator[tuple[int, Place]]:
    """Stream the CSV member of a release; the archive is never unzipped to disk."""
    if not wanted:
        return
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if name.lower().endswith(".csv")]
        if len(members) != 1:
            msg = f"{path.name} should hold one CSV file of OS Open UPRN, it holds {len(members)}"
            raise PermanentFailure(msg)
        released = _release_month(members[0])
        with archive.open(members[0]) as raw:
            reader = csv.reader(io.TextIOWrapper(raw, "utf-8-sig", newline=""))
            heading = tuple(next(reader, ()))
            if heading != _COLUMNS:
                msg = f"{path.name}: columns {heading} are not those of OS Open UPRN {_COLUMNS}"
                raise PermanentFailure(msg)
            for uprn, *rest in reader:
                if int(uprn) in wanted:
                    yield int(uprn), Place(*map(float, rest), source_date=released)


def _release_month(member: str) -> date | None:
    """Return the first day of the month in a member's name, as `osopenuprn_202609.csv`."""
    found = re.search(r"_(\d{4})(0[1-9]|1[0-2])\D", member)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _shapes(path: Path, column: str) -> Iterator[shapely.Geometry]:
    """Yield the WKT shapes of the entities in force of one bulk CSV."""
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["end-date"] == "" and row[column]:
                yield _shape(path, row, column)


def _shape(path: Path, row: Mapping[str, str], column: str) -> shapely.Geometry:
    try:
        return shapely.from_wkt(row[column])
    except shapely.GEOSException as error:
        msg = f"{path.name}: entity {row['entity']} has a {column} that is not WKT"
        raise PermanentFailure(msg) from error
