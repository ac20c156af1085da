"""Worksheet section 6: solar gains, lines (74) to (84)."""

from dataclasses import dataclass

import numpy as np

from sap10.appendices.u_climate import Climate
from sap10.arrays import FloatArray, IntArray
from sap10.codes import OpeningKind, Orientation
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line, where_any
from sap10.months import IS_SUMMER
from sap10.tables import load_table
from sap10.worksheet.internal_gains import InternalGains

_ACCESS = load_table("6d_access_factors")
_ACCESS_BY_MONTH = np.where(
    IS_SUMMER, _ACCESS.floats("summer_solar")[:, None], _ACCESS.floats("winter_solar")[:, None]
)
_ACCESS_BY_MONTH_AND_ABOVE = np.vstack([_ACCESS_BY_MONTH, np.ones(12)])
_ABOVE = len(_ACCESS_BY_MONTH)
"""Row of roof windows and rooflights, which nothing overshades."""

VERTICAL_FROM_PITCH_DEG = 70.0
"""A roof window at least this steep counts as vertical, U3.2."""

# Where the gain of an opening is added: windows by orientation, then roof windows, then rooflights.
_ROOF_WINDOWS = 9
_ROOFLIGHTS = 10
_SLOTS = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class SolarGains:
    """Solar gains [W], shape (n, 12); a direction without windows is None."""

    north: FloatArray | None = line("74", "W", annual="sum")
    north_east: FloatArray | None = line("75", "W", annual="sum")
    east: FloatArray | None = line("76", "W", annual="sum")
    south_east: FloatArray | None = line("77", "W", annual="sum")
    south: FloatArray | None = line("78", "W", annual="sum")
    south_west: FloatArray | None = line("79", "W", annual="sum")
    west: FloatArray | None = line("80", "W", annual="sum")
    north_west: FloatArray | None = line("81", "W", annual="sum")
    roof_windows: FloatArray | None = line("82", "W", annual="sum")
    rooflights: FloatArray | None = line("82a", "W", annual="sum")
    total: FloatArray = line("83", "W")
    total_with_internal: FloatArray = line("84", "W")


_LINES = (
    ("north", "74", Orientation.NORTH),
    ("north_east", "75", Orientation.NORTH_EAST),
    ("east", "76", Orientation.EAST),
    ("south_east", "77", Orientation.SOUTH_EAST),
    ("south", "78", Orientation.SOUTH),
    ("south_west", "79", Orientation.SOUTH_WEST),
    ("west", "80", Orientation.WEST),
    ("north_west", "81", Orientation.NORTH_WEST),
    ("roof_windows", "82", _ROOF_WINDOWS),
    ("rooflights", "82a", _ROOFLIGHTS),
)


def solar_gains(
    batch: DwellingBatch,
    climate: Climate,
    internal: InternalGains,
    impose: Impose = NOTHING_IMPOSED,
) -> SolarGains:
    """Add up the solar gains through glazing by direction, and all gains (84)."""
    openings, rows = batch.openings, batch.openings.rows
    is_window = rows.kind == OpeningKind.WINDOW
    is_rooflight = rows.kind == OpeningKind.ROOFLIGHT
    slot: IntArray = np.where(
        is_window, rows.orientation, np.where(is_rooflight, _ROOFLIGHTS, _ROOF_WINDOWS)
    )
    pitch = np.where(is_rooflight, 0.0, rows.pitch_deg)
    pitch = np.where(pitch >= VERTICAL_FROM_PITCH_DEG, 90.0, pitch)
    flux = climate.flux(openings.dwelling, rows.orientation, pitch)
    access = _ACCESS_BY_MONTH_AND_ABOVE[np.where(is_window, rows.overshading, _ABOVE)]
    transmitted = 0.9 * rows.area_m2 * rows.g * rows.frame_factor
    gains = transmitted[:, None] * flux * access

    by_slot = openings.totals_by(slot, _SLOTS, gains, batch.size)
    present = np.bincount(slot, minlength=_SLOTS) > 0

    lines: dict[str, FloatArray | None] = {}
    total = np.zeros((batch.size, 12))
    for name, number, index in _LINES:
        own = impose(number, by_slot[:, index, :])
        lines[name] = where_any(present[index], own)
        if present[index]:
            total += own
    total = impose("83", total)
    return SolarGains(
        **lines, total=total, total_with_internal=impose("84", internal.total + total)
    )
