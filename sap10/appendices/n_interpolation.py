"""Appendix N2: results of packages between the plant size ratios of their records.

The records of many dwellings are one ragged flat table. It is seen as curves over the plant size
ratio (PSR), one for each design flow temperature and air flow rate of a dwelling. A dwelling's
result is the weighted mean of its curves at its own PSR.

"For the efficiency values, the interpolated efficiency is the reciprocal of linear interpolation
between the reciprocals" (footnote 43, at the interpolation by PSR). We take reciprocals between
flow temperatures and air flow rates too: with that the order in which the text interpolates (flow
temperature, PSR, air flow) no longer matters where a record has the same PSRs throughout.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray
from sap10.flat_table import Table
from sap10.products import PackageResult

_DIRECT_ELECTRIC = 0.01
"""Reciprocal of an efficiency of 100 %."""


class Beyond(IntEnum):
    """What holds outside the plant size ratios of a record, N2."""

    EXTENDED = 0
    """100 % below; above linear to 100 % at twice the largest, 100 % from there."""
    DIRECT_ELECTRIC = 1
    """100 % below and above."""
    END_VALUES = 2
    """The record's first and last figures."""


@dataclass(frozen=True, slots=True)
class Curves:
    """Sorted records of a batch, their curves, and the weight of each curve in its dwelling.

    `curve` and `ratio` have one entry per record, the other arrays one per curve; `order` sorts the
    records of the table.
    """

    size: int
    order: IntArray
    curve: IntArray
    ratio: FloatArray
    dwelling: IntArray
    weight: FloatArray
    first: IntArray
    last: IntArray

    @staticmethod
    def of(
        results: Table[PackageResult[FloatArray]],
        size: int,
        flow_temperature_c: FloatArray,
        air_flow_l_per_s: FloatArray,
    ) -> "Curves":
        """Sort the records and weight their curves.

        Parameters
        ----------
        results
            The records of the batch.
        size
            Number of dwellings.
        flow_temperature_c
            Design flow temperature, shape (n,). Extrapolation is not allowed (9.3.2): outside the
            record the nearest of its temperatures counts.
        air_flow_l_per_s
            Equation N1, shape (n,): above the record its highest rate, below its lowest.
        """
        rows = results.rows
        order = np.lexsort(
            (
                rows.plant_size_ratio,
                rows.air_flow_l_per_s,
                rows.flow_temperature_c,
                results.dwelling,
            )
        )
        dwelling = results.dwelling[order]
        flow = rows.flow_temperature_c[order]
        air = rows.air_flow_l_per_s[order]
        starts_flow = _changes(dwelling) | _changes(flow)
        starts_curve = starts_flow | _changes(air)
        first = np.flatnonzero(starts_curve)
        curve = np.cumsum(starts_curve) - 1
        flow_group = (np.cumsum(starts_flow) - 1)[first]
        first_of_flow = np.flatnonzero(starts_flow)
        by_flow = _weights(dwelling[first_of_flow], flow[first_of_flow], flow_temperature_c, size)
        owner = dwelling[first]
        by_air = _weights(
            flow_group,
            air[first],
            air_flow_l_per_s[dwelling[first_of_flow]],
            first_of_flow.size,
        )
        return Curves(
            size=size,
            order=order,
            curve=curve,
            ratio=rows.plant_size_ratio[order],
            dwelling=owner,
            weight=by_flow[flow_group] * by_air,
            first=first,
            last=first + np.bincount(curve, minlength=first.size) - 1,
        )

    def constant(self, values: FloatArray) -> FloatArray:
        """Return a figure that does not depend on the PSR, shape (n,); `values` by record."""
        return self._mean(values[self.order][self.first])

    def linear(self, values: FloatArray, ratio: FloatArray) -> FloatArray:
        """Interpolate a figure at plant size ratio (n,); outside the record its end values."""
        return self._mean(self._between(values[self.order], ratio))

    def efficiency(self, percent: FloatArray, ratio: FloatArray, beyond: IntArray) -> FloatArray:
        """Interpolate an efficiency [%] at plant size ratio (n,); `beyond` (n,) of `Beyond`.

        A dwelling without records gets 100 %.
        """
        inverse = self._between(1.0 / percent[self.order], ratio)
        at, rule = ratio[self.dwelling], beyond[self.dwelling]
        smallest, largest = self.ratio[self.first], self.ratio[self.last]
        stretch = np.clip((at - largest) / largest, 0.0, 1.0)
        extended = inverse + (_DIRECT_ELECTRIC - inverse) * stretch
        above = np.where(rule == Beyond.EXTENDED, extended, _DIRECT_ELECTRIC)
        outside = np.where(at > largest, above, _DIRECT_ELECTRIC)
        is_outside = ((at < smallest) | (at > largest)) & (rule != Beyond.END_VALUES)
        mean = self._mean(np.where(is_outside, outside, inverse))
        return 1.0 / np.where(mean > 0.0, mean, _DIRECT_ELECTRIC)

    def is_outside(self, ratio: FloatArray) -> BoolArray:
        """Tell which plant size ratios (n,) are outside the record, shape (n,).

        By the curves that count for the dwelling; false for a dwelling without records.
        """
        at, counts = ratio[self.dwelling], self.weight > 0.0
        outside = counts & ((at < self.ratio[self.first]) | (at > self.ratio[self.last]))
        return np.bincount(self.dwelling, weights=outside, minlength=self.size) > 0.0

    def _between(self, values: FloatArray, ratio: FloatArray) -> FloatArray:
        """Interpolate each curve's sorted `values`, shape (curves,)."""
        at = ratio[self.dwelling]
        reached = np.bincount(
            self.curve, weights=self.ratio <= at[self.curve], minlength=self.first.size
        ).astype(np.int64)
        left = self.first + np.maximum(reached - 1, 0)
        right = np.minimum(left + 1, self.last)
        gap = self.ratio[right] - self.ratio[left]
        share = np.clip((at - self.ratio[left]) / np.where(gap > 0.0, gap, 1.0), 0.0, 1.0)
        return values[left] * (1.0 - share) + values[right] * share

    def _mean(self, of_curve: FloatArray) -> FloatArray:
        """Return the weighted mean of each dwelling's curves, shape (n,)."""
        sums = np.bincount(self.dwelling, weights=self.weight * of_curve, minlength=self.size)
        return sums.astype(np.float64, copy=False)


def _changes(values: IntArray | FloatArray) -> BoolArray:
    """Tell where a value differs from the one before it; true at the first."""
    changes = np.ones(values.size, dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _weights(key: IntArray, value: FloatArray, wanted: FloatArray, keys: int) -> FloatArray:
    """Weight the values of each key so that their weighted mean is `wanted`, within their range.

    Parameters
    ----------
    key
        To whom a value belongs, shape (values,).
    value
        The values, all different within a key.
    wanted
        What each key asks for, shape (keys,).
    keys
        Number of keys.
    """
    smallest, largest = np.full(keys, np.inf), np.full(keys, -np.inf)
    np.minimum.at(smallest, key, value)
    np.maximum.at(largest, key, value)
    target = np.minimum(np.maximum(wanted, smallest), largest)
    below, above = np.full(keys, -np.inf), np.full(keys, np.inf)
    np.maximum.at(below, key, np.where(value <= target[key], value, -np.inf))
    np.minimum.at(above, key, np.where(value >= target[key], value, np.inf))
    lower, upper, at = below[key], above[key], target[key]
    gap = np.where(upper > lower, upper - lower, 1.0)
    weight = np.where(value == lower, (upper - at) / gap, (at - lower) / gap)
    is_between = (value == lower) | (value == upper)
    return np.where(upper == lower, value == lower, np.where(is_between, weight, 0.0))
