"""Figures of heat recovery products between the points of their records, Appendix G."""

from dataclasses import dataclass

import numpy as np

from sap10.arrays import BoolArray, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves of a flat table of points, sorted; `first` and `last` are each curve's end points.

    `order` sorts the points of the table; a curve without points has `has_points` false.
    """

    order: IntArray
    curve: IntArray
    points: FloatArray
    first: IntArray
    last: IntArray
    has_points: BoolArray

    @staticmethod
    def of(curve: IntArray, points: FloatArray, curves: int) -> "Curves":
        """Sort the points, whose `curve` is 0 to `curves` - 1; there is at least one point."""
        order = np.lexsort((points, curve))
        own = curve[order]
        every = np.arange(curves)
        first = np.searchsorted(own, every)
        last = np.searchsorted(own, every, side="right") - 1
        has_points = last >= first
        return Curves(
            order,
            own,
            points[order],
            np.where(has_points, first, 0),
            np.where(has_points, last, 0),
            has_points,
        )

    def at(self, wanted: FloatArray, values: FloatArray) -> FloatArray:
        """Interpolate linearly at `wanted` (curves, m); beyond the end points as there.

        `values` has one figure per point of the table; a curve without points gives zero.
        """
        reached = np.zeros(wanted.shape, dtype=np.int64)
        np.add.at(
            reached, self.curve, (self.points[:, None] <= wanted[self.curve]).astype(np.int64)
        )
        left = self.first[:, None] + np.maximum(reached - 1, 0)
        right = np.minimum(left + 1, self.last[:, None])
        start = self.points[left]
        gap = self.points[right] - start
        share = np.clip((wanted - start) / np.where(gap > 0.0, gap, 1.0), 0.0, 1.0)
        figures = values[self.order]
        found = figures[left] * (1.0 - share) + figures[right] * share
        return np.where(self.has_points[:, None], found, 0.0)
