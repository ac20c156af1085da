"""Frames of the tables: their contract (pandera), and how rows become one."""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from typing import Any, cast

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from resources.database.registry import TABLES
from resources.database.schema import Column
from resources.errors import PermanentFailure


class FrameRejected(PermanentFailure):
    """A frame does not keep the contract of its table; the message names column and reason."""


def _is_text(value: object) -> bool:
    return type(value) is str  # an Enum member would be stored by its name


def _is_date(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_json(value: object) -> bool:
    return isinstance(value, dict | list)


def _is_finite(value: float) -> bool:
    return math.isfinite(value)


def _only(test: Callable[[Any], bool], name: str) -> pa.Check:
    return pa.Check(test, name=name, error=f"{name} expected", element_wise=True)


_DTYPES: dict[str, tuple[str, str]] = {  # dtype where never missing, where it may be
    "integer": ("int64", "Int64"),
    "bigint": ("int64", "Int64"),
    "float": ("float64", "float64"),
    "boolean": ("bool", "boolean"),
    "timestamp": ("datetime64[us, UTC]", "datetime64[us, UTC]"),
    "text": ("object", "object"),
    "date": ("object", "object"),
    "json": ("object", "object"),
}
_CHECKS = {
    "text": [_only(_is_text, "text")],
    "date": [_only(_is_date, "date")],
    "json": [_only(_is_json, "json")],
    "float": [_only(_is_finite, "finite number")],
}


def _frame_column(column: Column) -> pa.Column:
    return pa.Column(
        _DTYPES[column.type][column.nullable],
        checks=_CHECKS.get(column.type, []),
        nullable=column.nullable,
        coerce=True,
        description=column.description,
    )


@cache
def frame_schema(table: str) -> pa.DataFrameSchema:
    """Contract of a table's frame: columns, types, what may be missing, the key is unique."""
    definition = TABLES[table]
    return pa.DataFrameSchema(
        {column.name: _frame_column(column) for column in definition.columns},
        unique=list(definition.primary_key),
        strict=True,
        ordered=True,
        name=table,
        description=definition.description,
    )


def conform(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame in its table's column order and types, or refuse it.

    Raises
    ------
    FrameRejected
        If a column is missing or unknown, or a value breaks the contract.
    """
    names = TABLES[table].column_names
    if set(frame.columns) != set(names):
        missing = sorted(set(names) - set(frame.columns))
        unknown = sorted(set(frame.columns) - set(names))
        msg = f"frame of table {table}: missing columns {missing}, unknown {unknown}"
        raise FrameRejected(msg)
    ordered = pd.DataFrame(frame[names]).reset_index(drop=True)
    try:
        return frame_schema(table).validate(ordered, lazy=True)
    except SchemaErrors as error:
        cases = cast("pd.DataFrame", error.failure_cases)
        found = dict.fromkeys(zip(cases["column"], cases["check"], strict=True))
        reasons = "; ".join(f"{column}: {check}" for column, check in found)
        msg = f"frame of table {table}: {reasons}"
        raise FrameRejected(msg) from error


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def frame_of(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table's frame from rows (column → value); no rows make an empty frame.

    Raises
    ------
    FrameRejected
        If a row has an unknown column, or a value breaks the contract.
    """
    names = TABLES[table].column_names
    listed = list(rows)
    unknown = sorted({key for row in listed for key in row} - set(names))
    if unknown:
        msg = f"frame of table {table}: unknown columns {unknown}"
        raise FrameRejected(msg)
    columns = {
        name: pd.Series([_plain(row.get(name)) for row in listed], dtype=object) for name in names
    }
    return conform(table, pd.DataFrame(columns))


def python_rows(frame: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Rows of a frame as plain Python values, missing ones as None."""
    plain = frame.astype(object)
    return list(plain.where(frame.notna(), None).itertuples(index=False, name=None))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of a frame as dictionaries of plain Python values, missing ones as None."""
    names = [str(name) for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in python_rows(frame)]
