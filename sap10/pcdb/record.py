"""Typed records: each field of a layout declared once, with its position, type and unit.

A layout is a frozen dataclass whose fields are declared by `at`, or by `groups` where a record
repeats a set of fields. `parse` makes it of a record's texts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sap10.pcdb.errors import PcdbRejected
from sap10.pcdb.grammar import Record

R = TypeVar("R")


class NotANumber(str):
    """What a record says where a number belongs, such as ``>70kW``."""

    __slots__ = ()


def text(value: str) -> str:
    """Return the text as it is."""
    return value


def number(value: str) -> float | None:
    """Return a number, None where the record leaves it blank."""
    return float(value) if value else None


def number_or_text(value: str) -> float | NotANumber | None:
    """Return a number, or what the record says in its place."""
    try:
        return number(value)
    except ValueError:
        return NotANumber(value)


def needed(value: str) -> float:
    """Return a number that every record has."""
    return float(value)


def code(value: str) -> int | None:
    """Return an integer code, None where the record leaves it blank."""
    return int(value) if value else None


def needed_code(value: str) -> int:
    """Return an integer code that every record has."""
    return int(value)


def mask(value: str) -> int:
    """Return a hexadecimal bit mask; blank is no bit."""
    return int(value or "0", 16)


@dataclass(frozen=True, slots=True)
class _Groups:
    """A set of fields that a record repeats: from position `first`, `count` sets."""

    model: type[Any]
    first: int
    count: Callable[[Sequence[str]], int]


class _Field(NamedTuple):
    name: str
    position: int
    convert: Callable[[str], Any]
    length: int


def at(position: int, convert: Callable[[str], Any], unit: str = "", length: int = 0) -> Any:
    """Declare a field: 0-based position in the record (or group), converter, unit.

    With a `length` it is a tuple of so many values from that position on.
    """
    return field(
        metadata={"position": position, "convert": convert, "unit": unit, "length": length}
    )


def groups(model: type[Any], first: int, count: Callable[[Sequence[str]], int]) -> Any:
    """Declare repeated fields; `count` tells of a record's texts how many sets it has."""
    return field(metadata={"groups": _Groups(model, first, count)})


def counted_at(position: int) -> Callable[[Sequence[str]], int]:
    """Count the sets by the field at a position; a record that ends before it has none."""

    def count(texts: Sequence[str]) -> int:
        return int(texts[position]) if len(texts) > position and texts[position] else 0

    return count


@cache
def _layout(model: type[Any]) -> tuple[list[_Field], list[tuple[str, _Groups]], int]:
    """Return a layout's single fields, its groups, and the width of its fixed part."""
    single: list[_Field] = []
    repeated: list[tuple[str, _Groups]] = []
    for item in fields(model):
        if "groups" in item.metadata:
            repeated.append((item.name, item.metadata["groups"]))
        elif "position" in item.metadata:
            given = item.metadata
            single.append(_Field(item.name, given["position"], given["convert"], given["length"]))
    width = max(item.position + max(item.length, 1) for item in single)
    return single, repeated, width


def units_of(model: type[Any]) -> dict[str, str]:
    """Return the unit of each field of a layout that has one."""
    return {item.name: item.metadata["unit"] for item in fields(model) if item.metadata.get("unit")}


def parse(model: type[R], record: Record) -> R:
    """Make the typed record of a record's texts.

    Missing fields at the end are blank; blanks beyond the layout do not matter.

    Raises
    ------
    PcdbRejected
        A field is not what its layout says, or the record has more than its layout.
    """
    single, repeated, width = _layout(model)
    texts = record.fields
    if len(texts) < width:
        texts += ("",) * (width - len(texts))
    values = _values(single, texts, record, 0)
    end = width
    for name, group in repeated:
        inner, _, inner_width = _layout(group.model)
        try:
            count = group.count(texts)
        except ValueError as error:
            raise _refused(record, f"{name}: {error}") from None
        filled = max((place + 1 for place, value in enumerate(texts) if value), default=0)
        # A record may have more sets than it says (500332 of revision 386 has 7 and says 5).
        count = max(count, -(-(filled - group.first) // inner_width))
        end = max(end, group.first + count * inner_width)
        padded = texts + ("",) * (end - len(texts))
        values[name] = tuple(
            group.model(**_values(inner, padded, record, group.first + place * inner_width))
            for place in range(count)
        )
    if any(texts[end:]):
        raise _refused(record, f"{len(texts)} fields where its layout has {end}")
    return model(**values)


def texts_of(model: type[Any], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return a record's texts from named values: the inverse of its layout.

    Parameters
    ----------
    model
        The layout.
    values
        Text of each field that is not blank, by its name; by ``results[1].efficiency_percent`` in
        a repeated set, by ``temperature_c[1]`` in a series.

    Raises
    ------
    KeyError
        The layout has no such field.
    """
    found = {_position(model, name): text for name, text in values.items()}
    return tuple(found.get(place, "") for place in range(1 + max(found)))


def _position(model: type[Any], name: str) -> int:
    """Return the position of a named field in a record."""
    single, repeated, _ = _layout(model)
    head, _, rest = name.partition("[")
    by_name = {item.name: item for item in single}
    if head in by_name:
        return by_name[head].position + (int(rest.rstrip("]")) - 1 if rest else 0)
    group = dict(repeated)[head]
    place, _, inner = rest.partition("].")
    _, _, width = _layout(group.model)
    return group.first + (int(place) - 1) * width + _position(group.model, inner)


def _values(
    single: Sequence[_Field], texts: Sequence[str], record: Record, start: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, position, convert, length in single:
        place = start + position
        try:
            values[name] = (
                tuple(map(convert, texts[place : place + length]))
                if length
                else convert(texts[place])
            )
        except ValueError:
            found = ",".join(texts[place : place + max(length, 1)])
            raise _refused(record, f"{name} = {found!r}") from None
    return values


def _refused(record: Record, problem: str) -> PcdbRejected:
    header = record.header
    who = f"record {record.fields[0]}: {problem}"
    return PcdbRejected(record.line, who, header.table, header.format, header.revision)
