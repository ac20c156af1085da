"""The registry of worksheet lines: every value of the worksheet is a named, numbered step.

A section of the worksheet returns a frozen dataclass whose fields are declared with `line`. From
that declaration come the printed worksheet, the comparison with golden worksheets and the coverage
page. A line can be *imposed*: the section then continues with the given value instead of its own,
which is how a departure of another engine is isolated to the one line where it begins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np

from sap10.arrays import BoolArray, FloatArray

Annual = Literal["sum", "mean", "none"]

_METADATA_KEY = "worksheet_line"


@dataclass(frozen=True, slots=True)
class LineInfo:
    """What the registry knows of one worksheet line.

    Parameters
    ----------
    number
        The worksheet's own number, e.g. ``"39"`` or ``"98a"``.
    unit
        Unit of the value, ``""`` where it has none.
    name
        The name of the quantity, from the field that carries it.
    annual
        What the worksheet prints beside twelve monthly values: their sum, their mean, or nothing.
    """

    number: str
    unit: str
    name: str
    annual: Annual


def line(number: str, unit: str = "", *, annual: Annual = "none") -> Any:
    """Declare a dataclass field as worksheet line `number`; see `LineInfo` for the parameters."""
    return field(metadata={_METADATA_KEY: (number, unit, annual)})


def lines_of(section: type) -> dict[str, LineInfo]:
    """Return the lines that a section's result class declares, by field name."""
    found: dict[str, LineInfo] = {}
    for item in fields(section):
        if _METADATA_KEY in item.metadata:
            number, unit, annual = item.metadata[_METADATA_KEY]
            found[item.name] = LineInfo(number, unit, item.name.replace("_", " "), annual)
    return found


class Impose:
    """Replaces the value of given lines while the worksheet runs.

    Parameters
    ----------
    values
        Line number to a scalar or twelve monthly values, applied to every dwelling of the batch.
    """

    __slots__ = ("_used", "_values")

    def __init__(self, values: Mapping[str, float | FloatArray] | None = None) -> None:
        self._values = {
            number: np.asarray(value, dtype=np.float64) for number, value in (values or {}).items()
        }
        self._used: set[str] = set()

    def __call__(self, number: str, computed: FloatArray) -> FloatArray:
        """Return the imposed value of line `number` in the shape of `computed`, else `computed`."""
        if not self._values or number not in self._values:
            return computed
        self._used.add(number)
        return np.broadcast_to(self._values[number], computed.shape).astype(np.float64)

    @property
    def unused(self) -> set[str]:
        """Imposed lines that the worksheet never asked about: a misspelt or inapplicable number."""
        return set(self._values) - self._used


NOTHING_IMPOSED = Impose()


def where_any(applies: BoolArray, values: FloatArray) -> FloatArray | None:
    """Return `values`, or None where the line applies to no dwelling: it is then absent."""
    return values if bool(applies.any()) else None


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One line of one dwelling: a scalar `value`, or `monthly` ones with their annual."""

    info: LineInfo
    value: float | None
    monthly: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A section's result as it is printed in another branch of the worksheet.

    Parameters
    ----------
    section
        The result.
    numbers
        Number printed for each of its lines; None leaves the line out.
    others_stay
        Print lines that `numbers` does not have under their own numbers, else leave them out.
    """

    section: object
    numbers: Mapping[str, str | None]
    others_stay: bool = False

    def number_of(self, own: str) -> str | None:
        """Return the number under which line `own` is printed, None if it is not."""
        return self.numbers.get(own, own if self.others_stay else None)


def rows_of(section: object, dwelling: int) -> Iterator[WorksheetRow]:
    """Yield the rows of one dwelling from one section's result, in the order of the worksheet."""
    if isinstance(section, Relabelled):
        for row in rows_of(section.section, dwelling):
            number = section.number_of(row.info.number)
            if number is not None:
                yield replace(row, info=replace(row.info, number=number))
        return
    for name, info in lines_of(type(section)).items():
        values = getattr(section, name)
        if values is None:
            continue
        row = np.asarray(values[dwelling], dtype=np.float64)
        if row.ndim == 0:
            yield WorksheetRow(info, float(row), None)
            continue
        annual = {"sum": float(row.sum()), "mean": float(row.mean()), "none": None}[info.annual]
        yield WorksheetRow(info, annual, tuple(float(x) for x in row))
