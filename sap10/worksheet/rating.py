"""Worksheet section 11a: the SAP rating, lines (256) to (258); bands, Table 14."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import FloatArray, IntArray
from sap10.codes import Prices
from sap10.dwelling import DwellingBatch
from sap10.lines import NOTHING_IMPOSED, Impose, line
from sap10.worksheet.dimensions import Dimensions
from sap10.worksheet.fuel_costs import FuelCosts

AREA_OFFSET = 45.0
"""Added to the floor area in the energy cost and environmental impact factors [m2]."""

_SMALLEST_RATING = 1.0
_ECF_BREAK = 3.5

# By Prices: SAP 10.2 Table 12 and section 13; RdSAP 10 Table 32 and section 20.1.
_DEFLATOR = np.array([0.36, 0.42])
_LOG_CONSTANT = np.array([108.8, 117.0])
_LOG_SLOPE = np.array([120.5, 121.0])
_LINEAR_SLOPE = np.array([16.21, 13.95])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """The SAP rating; `score` is the rating before rounding, which may fall below 1."""

    deflator: FloatArray = line("256")
    energy_cost_factor: FloatArray = line("257")
    rating: FloatArray = line("258")
    score: FloatArray


def price_sets(batch: DwellingBatch, prices: Prices | None = None) -> IntArray:
    """Return the price set of each dwelling: that of its ruleset, unless `prices` says otherwise.

    The deflator and the rating equations belong to the price set.
    """
    if prices is not None:
        return np.full(batch.size, prices, dtype=np.int64)
    return batch.general.ruleset


def sap_rating(
    size: Dimensions,
    costs: FuelCosts,
    prices: IntArray,
    impose: Impose = NOTHING_IMPOSED,
) -> Rating:
    """Rate the energy cost, SAP 10.2 equations (7) to (9) or RdSAP 10 section 20.1."""
    deflator = impose("256", _DEFLATOR[prices])
    factor = impose("257", costs.total * deflator / (size.total_floor_area + AREA_OFFSET))
    # A negative cost factor (export earns more than energy costs) stays on the linear branch.
    logarithm = np.log10(np.maximum(factor, _ECF_BREAK))
    score = np.where(
        factor >= _ECF_BREAK,
        _LOG_CONSTANT[prices] - _LOG_SLOPE[prices] * logarithm,
        100.0 - _LINEAR_SLOPE[prices] * factor,
    )
    return Rating(
        deflator=deflator,
        energy_cost_factor=factor,
        rating=impose("258", rounded_rating(score)),
        score=score,
    )


def rounded_rating(score: FloatArray) -> FloatArray:
    """Round a rating to the nearest integer, halves up, and to 1 if it is less (section 13)."""
    return np.maximum(np.floor(score + 0.5), _SMALLEST_RATING)
