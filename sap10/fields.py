"""Fields of the SAP input groups: types that are plain for one dwelling, arrays for a batch."""

from dataclasses import field
from typing import Any, TypeVar

from sap10.arrays import BoolArray, FloatArray, IntArray

F = TypeVar("F", float, FloatArray)
I = TypeVar("I", int, IntArray)  # noqa: E741 - F, I, B: float, integer code, flag
B = TypeVar("B", bool, BoolArray)


def absent(value: float) -> Any:
    """Declare the value that means "there is none"; what a dwelling must have has no default."""
    return field(default=value)
