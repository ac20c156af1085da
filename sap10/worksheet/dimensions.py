"""Worksheet section 1: overall dwelling dimensions, lines (1a) to (5)."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimensions:
    """Floor area, height and volume by storey and in all; an absent storey is None."""

    basement_area: FloatArray | None = line("1a", "m2")
    basement_height: FloatArray | None = line("2a", "m")
    basement_volume: FloatArray | None = line("3a", "m3")
    ground_floor_area: FloatArray | None = line("1b", "m2")
    ground_floor_height: FloatArray | None = line("2b", "m")
    ground_floor_volume: FloatArray | None = line("3b", "m3")
    first_floor_area: FloatArray | None = line("1c", "m2")
    first_floor_height: FloatArray | None = line("2c", "m")
    first_floor_volume: FloatArray | None = line("3c", "m3")
    second_floor_area: FloatArray | None = line("1d", "m2")
    second_floor_height: FloatArray | None = line("2d", "m")
    second_floor_volume: FloatArray | None = line("3d", "m3")
    third_floor_area: FloatArray | None = line("1e", "m2")
    third_floor_height: FloatArray | None = line("2e", "m")
    third_floor_volume: FloatArray | None = line("3e", "m3")
    other_floors_area: FloatArray | None = line("1n", "m2")
    other_floors_height: FloatArray | None = line("2n", "m")
    other_floors_volume: FloatArray | None = line("3n", "m3")
    total_floor_area: FloatArray = line("4", "m2")
    volume: FloatArray = line("5", "m3")


_STOREYS = (
    "basement",
    "ground_floor",
    "first_floor",
    "second_floor",
    "third_floor",
    "other_floors",
)
"""Levels as the worksheet prints them; the last stands for all above the third floor."""


def dimensions(batch: DwellingBatch, impose: Impose = NOTHING_IMPOSED) -> Dimensions:
    """Add up the storeys of every building part, level by level.

    The printed height of a level is its volume over its area: the mean over the parts that have it.
    """
    rows = batch.storeys.rows
    levels = len(_STOREYS)
    level = np.minimum(rows.level + 1, levels - 1)
    area = batch.storeys.totals_by(level, levels, rows.area_m2, batch.size)
    volume = batch.storeys.totals_by(level, levels, rows.area_m2 * rows.height_m, batch.size)
    exists = area > 0.0
    height = np.divide(volume, area, out=np.zeros_like(area), where=exists)

    printed: dict[str, FloatArray | None] = {}
    for column, name in enumerate(_STOREYS):
        for quantity, values in (("area", area), ("height", height), ("volume", volume)):
            printed[f"{name}_{quantity}"] = where_any(exists[:, column], values[:, column])
    return Dimensions(
        **printed,
        total_floor_area=impose("4", area.sum(axis=1)),
        volume=impose("5", volume.sum(axis=1)),
    )
