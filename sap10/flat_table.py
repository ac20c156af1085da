"""Arrays of a batch: one per field of a group of inputs, and flat tables of records."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from sap10.arrays import FloatArray, IntArray
from sap10.fields import B, F, I

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A flat table of a batch: `rows` holds the columns, `dwelling` whose row it is."""

    dwelling: IntArray
    rows: Row

    def total(self, values: FloatArray, dwellings: int) -> FloatArray:
        """Add up `values`, (rows,) or (rows, 12), by dwelling: (dwellings,) or (dwellings, 12)."""
        return _sums(self.dwelling, values, dwellings)

    def totals_by(
        self, kind: IntArray, kinds: int, values: FloatArray, dwellings: int
    ) -> FloatArray:
        """Add up `values`, (rows,) or (rows, 12), by dwelling and `kind` (rows,).

        Gives (dwellings, kinds) or (dwellings, kinds, 12).
        """
        sums = _sums(self.dwelling * kinds + kind, values, dwellings * kinds)
        return sums.reshape(dwellings, kinds, *values.shape[1:])

    def spread(self, values: FloatArray, dwellings: int) -> FloatArray:
        """Give each dwelling the values of its one row, (rows,) or (rows, 12); others get zero."""
        spread = np.zeros((dwellings, *values.shape[1:]))
        spread[self.dwelling] = values
        return spread

    def count(self, dwellings: int) -> FloatArray:
        """Return the number of rows of each dwelling, shape (dwellings,)."""
        return np.bincount(self.dwelling, minlength=dwellings).astype(np.float64)


def _sums(cell: IntArray, values: FloatArray, cells: int) -> FloatArray:
    """Add up the rows of `values`, (rows,) or (rows, 12), that have the same cell."""
    if values.ndim == 1:
        sums = np.bincount(cell, weights=values, minlength=cells)
        return sums.astype(np.float64, copy=False)
    months = int(values.shape[1])
    index: IntArray = (cell[:, None] * months + np.arange(months)).ravel()
    sums = np.bincount(index, weights=values.ravel(), minlength=cells * months)
    return sums.astype(np.float64, copy=False).reshape(cells, months)


_DTYPES: dict[Any, type] = {F: np.float64, I: np.int64, B: np.bool_}


@cache
def _getters(group: type[Any]) -> list[tuple[list[str], Callable[[Any], Any], type]]:
    """Return the fields of a group by type: their names, how to get them at once, their dtype."""
    found: list[tuple[list[str], Callable[[Any], Any], type]] = []
    for kind, dtype in _DTYPES.items():
        names = [item.name for item in fields(group) if item.type is kind]
        if names:
            found.append((names, attrgetter(*names), dtype))
    return found


def columns(group: type[Any], records: Sequence[Any]) -> Any:
    """Turn records of one group into the same group with one array per field."""
    found: dict[str, Any] = {}
    for names, get, dtype in _getters(group):
        values = map(get, records)
        flat = values if len(names) == 1 else chain.from_iterable(values)
        # One pass over all values of a type: half of the time of one array per field.
        rows = cast("NDArray[Any]", np.fromiter(flat, dtype, len(records) * len(names)))
        found.update(zip(names, rows.reshape(-1, len(names)).T.copy(), strict=True))
    return group(**found)


@cache
def _no_rows(group: type[Any]) -> Table[Any]:
    """Return the table of a batch in which no dwelling has such a record."""
    return Table(dwelling=np.zeros(0, dtype=np.int64), rows=columns(group, []))


def single(group: type[Any], records: Sequence[object | None]) -> Table[Any]:
    """Make a table of records of which a dwelling has one or none."""
    if not any(records):
        return _no_rows(group)
    return table(group, [() if record is None else (record,) for record in records])


def table(group: type[Any], records: Sequence[tuple[Any, ...]]) -> Table[Any]:
    """Flatten each dwelling's records into one table with the index of their dwelling."""
    if not any(records):
        return _no_rows(group)
    counts = [len(own) for own in records]
    return Table(
        dwelling=np.repeat(np.arange(len(records), dtype=np.int64), counts),
        rows=columns(group, [record for own in records for record in own]),
    )
