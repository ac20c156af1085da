"""The specifications' figures: CSV files beside this module, and how to read them.

A file starts with comment lines (`#`) that name its table and edition, then one header line. Files
are read once, when the module that needs them is imported; blank cells are NaN, zero or empty text
by type.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from sap10.arrays import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class CsvTable:
    """One table as text cells, with typed columns.

    Parameters
    ----------
    name
        File name without its ending.
    header
        Column names.
    rows
        Cells of each row, in the order of the header.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def texts(self, column: str) -> tuple[str, ...]:
        """Return a column as text."""
        index = self.header.index(column)
        return tuple(row[index] for row in self.rows)

    def floats(self, column: str) -> FloatArray:
        """Return a column as numbers, a blank cell as NaN."""
        return np.array([float(cell) if cell else np.nan for cell in self.texts(column)])

    def integers(self, column: str) -> IntArray:
        """Return a column as integers, a blank cell as 0."""
        return np.array([int(cell) if cell else 0 for cell in self.texts(column)], dtype=np.int64)

    def by_code(self, code: str, column: str, default: float = np.nan) -> FloatArray:
        """Return `column` as an array indexed by the integer codes of column `code`.

        Codes that the table does not have give `default`; blank cells give NaN. The result is
        looked up for many dwellings at once with ``values[codes]``.
        """
        codes = self.integers(code)
        values = np.full(int(codes.max()) + 1, default)
        values[codes] = self.floats(column)
        return values

    def grid(self, columns: Sequence[str]) -> FloatArray:
        """Return several columns side by side, shape (rows, columns), e.g. one column per month."""
        return np.column_stack([self.floats(column) for column in columns])


MONTH_COLUMNS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


@cache
def load_table(name: str) -> CsvTable:
    """Read the table in file `name`.csv of this package."""
    text = resources.files(__name__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header, *rows = csv.reader(lines)
    for row in rows:
        if len(row) != len(header):
            message = f"{name}.csv: {len(row)} cells under {len(header)} columns: {row}"
            raise ValueError(message)
    return CsvTable(name, tuple(header), tuple(tuple(row) for row in rows))
