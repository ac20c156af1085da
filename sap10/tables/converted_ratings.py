"""What a rating of SAP 2012 would about be in SAP 10.2: Tables 15 and 16."""

from enum import IntEnum

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.tables import load_table


class MainHeatingFuel(IntEnum):
    """Main heating fuels of Tables 15 and 16, in the order of their columns."""

    MAINS_GAS = 0
    LPG = 1
    OIL = 2
    ELECTRICITY = 3
    SOLID = 4
    BIOMASS = 5


_COLUMNS = [fuel.name.lower() for fuel in MainHeatingFuel]
_SAP = load_table("15_sap_ratings")
_ENVIRONMENTAL = load_table("16_environmental_ratings")


def sap_rating_of_2012(rating: FloatArray, fuel: IntArray) -> FloatArray:
    """Return the SAP 10.2 rating that answers to one of SAP 2012, shape (n,), Table 15.

    Linear between the printed ratings; not below 1 and not above 100, where the table ends. Not
    rounded, and below 1 for some fuels, as printed.

    Parameters
    ----------
    rating
        SAP 2012 ratings, shape (n,).
    fuel
        `MainHeatingFuel` of each, shape (n,).
    """
    return _between(_SAP.floats("sap_2012"), _SAP.grid(_COLUMNS), rating, fuel)


def environmental_rating_of_2012(rating: FloatArray, fuel: IntArray) -> FloatArray:
    """Return the environmental impact rating likewise, shape (n,), Table 16."""
    return _between(_ENVIRONMENTAL.floats("sap_2012"), _ENVIRONMENTAL.grid(_COLUMNS), rating, fuel)


def _between(
    printed: FloatArray, answers: FloatArray, rating: FloatArray, fuel: IntArray
) -> FloatArray:
    """Interpolate in the column of each fuel; `answers` has shape (ratings, fuels)."""
    within = np.clip(rating, printed[0], printed[-1])
    left = np.clip(np.searchsorted(printed, within, side="right") - 1, 0, printed.size - 2)
    share = (within - printed[left]) / (printed[left + 1] - printed[left])
    return answers[left, fuel] * (1.0 - share) + answers[left + 1, fuel] * share
