"""The file's grammar: comments, headers and records of comma-separated fields, line by line.

A file starts with its own header (``$001,revision,year,month,day``) and ends with ``$999``; between
them stand blocks, each a header (``$table,format,revision,year,month,day``) and its records. There
is no quoting. A table may have several blocks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sap10.pcdb.errors import PcdbRejected

FILE_TABLE = "001"
END_TABLE = "999"
LONGEST_LINE = 4096
_HEADER_FIELDS = 6
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a block, or of the file (`table` 001, no format)."""

    table: str
    format: str
    revision: str
    date: date


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its header, the number of its line, and its fields, trimmed."""

    header: Header
    line: int
    fields: tuple[str, ...]


def read_records(lines: Iterable[str]) -> Iterator[Header | Record]:
    """Read a file's headers and records in their order, refusing it where the grammar is broken.

    Parameters
    ----------
    lines
        The file's lines, decoded as Latin-1, with universal newlines.

    Yields
    ------
    Header | Record
        The file's header first, then each block's header and its records.

    Raises
    ------
    PcdbRejected
        The file is truncated or corrupt; the error names the line.
    """
    header: Header | None = None
    is_ended = False
    number = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if is_ended:
            raise PcdbRejected(number, "a record after the end of the file ($999)")
        if len(line) > LONGEST_LINE:
            raise PcdbRejected(number, f"a line of {len(line)} characters")
        if _CONTROL.search(line):
            raise PcdbRejected(number, "control characters in a line")
        if line.startswith("$"):
            if _fields(line[1:])[0] == END_TABLE:
                is_ended = True
                continue
            header = _header(number, line, is_first=header is None)
            yield header
        elif header is None or header.table == FILE_TABLE:
            raise PcdbRejected(number, "a record before the header of its table")
        else:
            yield Record(header, number, _fields(line))
    if not is_ended:
        raise PcdbRejected(number, "the file ends without $999: it is truncated")


def _fields(line: str) -> tuple[str, ...]:
    return tuple(field.strip() for field in line.split(","))


def _header(number: int, line: str, *, is_first: bool) -> Header:
    """Read a header; only the file's first has no format."""
    fields = _fields(line[1:])
    if is_first != (fields[0] == FILE_TABLE):
        raise PcdbRejected(number, f"{line!r}: the file's header $001 comes first, and once")
    if is_first:
        fields = (fields[0], "", *fields[1:])
    if len(fields) < _HEADER_FIELDS or not all(field.isdigit() for field in fields[2:6]):
        raise PcdbRejected(number, f"{line!r} is no header: table, format, revision, date")
    if not (fields[0].isdigit() and (is_first or fields[1].isdigit())):
        raise PcdbRejected(number, f"{line!r} is no header: table and format are numbers")
    try:
        day = date(int(fields[3]), int(fields[4]), int(fields[5]))
    except ValueError:
        raise PcdbRejected(number, f"{line!r} has no calendar date") from None
    return Header(fields[0].zfill(3), fields[1], fields[2], day)
