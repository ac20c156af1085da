"""Rating bands of Table 14."""

import numpy as np
import pytest

from sap10.tables.bands import band_of, bands


@pytest.mark.parametrize(
    ("rating", "band"),
    [(10**400, "A"), (92, "A"), (91, "B"), (54, "E"), (21, "F"), (20, "G"), (-(10**400), "G")],
)
def test_band_of_a_rating_of_any_size(rating: int, band: str) -> None:
    assert band_of(rating) == band


def test_bands_of_many_ratings_are_those_of_each() -> None:
    ratings = range(-5, 130)
    together = bands(np.array(ratings, dtype=np.float64))
    assert together == tuple(band_of(rating) for rating in ratings)
