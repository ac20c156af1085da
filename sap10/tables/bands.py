"""Rating bands, SAP 10.2 Table 14."""

from typing import Literal

import numpy as np

from sap10.arrays import FloatArray

Band = Literal["A", "B", "C", "D", "E", "F", "G"]

LOWEST_RATING: dict[Band, int] = {"A": 92, "B": 81, "C": 69, "D": 55, "E": 39, "F": 21, "G": 1}
"""Lowest rating of each band, best first."""

_WORST_FIRST = tuple(reversed(LOWEST_RATING))
_FLOORS = np.array([LOWEST_RATING[band] for band in _WORST_FIRST])


def bands(ratings: FloatArray) -> tuple[Band, ...]:
    """Return the band of each rounded rating; below 1 there is only G."""
    places = np.searchsorted(_FLOORS, ratings, side="right") - 1
    return tuple(_WORST_FIRST[max(int(place), 0)] for place in places)


def band_of(rating: int) -> Band:
    """Return the band of one rounded rating, of any size that a document may hold."""
    for band, lowest in LOWEST_RATING.items():
        if rating >= lowest:
            return band
    return _WORST_FIRST[0]
