"""A small product database as a CSV of named values, ours: for the demo and for tests.

Its first line is ``revision,<name>,<date>``; then a row for each value: table, format, index of the
product, field, value. Fields are those of the layouts.
"""

import csv
import hashlib
from datetime import date
from pathlib import Path

from sap10.pcdb.database import LAYOUTS, Pcdb, read_pcdb
from sap10.pcdb.errors import PcdbRejected
from sap10.pcdb.grammar import FILE_TABLE, Header, Record
from sap10.pcdb.record import texts_of

_START = "revision"
_COLUMNS = 5


def load_pcdb(source: bytes | Path) -> Pcdb:
    """Read a product database in its own form, or as a CSV of named values.

    Parameters
    ----------
    source
        The file's content, or its path.

    Raises
    ------
    PcdbRejected
        It is refused whole; the error names the line.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    return read_named(content) if content.startswith(_START.encode()) else read_pcdb(content)


def read_named(content: bytes) -> Pcdb:
    """Read a CSV of named values.

    Raises
    ------
    PcdbRejected
        It is not of this form, or a value is not of its layout; the error names the line.
    """
    rows = list(csv.reader(content.decode("utf-8").splitlines()))
    try:
        _, revision, published = rows[0]
        day = date.fromisoformat(published)
    except (IndexError, ValueError):
        raise PcdbRejected(1, "the first line is: revision, its name, its date") from None
    products: dict[tuple[str, str, str], dict[str, str]] = {}
    lines: dict[tuple[str, str, str], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != _COLUMNS or row[1] not in LAYOUTS.get(row[0], {}):
            raise PcdbRejected(number, f"{row}: table, format, index, field, value")
        key = (row[0], row[1], row[2])
        lines.setdefault(key, number)
        products.setdefault(key, {"index": row[2]})[row[3]] = row[4]
    items: list[Header | Record] = [Header(FILE_TABLE, "", revision, day)]
    for (table, table_format, index), values in products.items():
        line = lines[table, table_format, index]
        header = Header(table, table_format, revision, day)
        try:
            texts = texts_of(LAYOUTS[table][table_format], values)
        except (KeyError, ValueError) as error:
            raise PcdbRejected(line, f"product {index}: no field {error}", table) from None
        items += [header, Record(header, line, texts)]
    return Pcdb.of(items, hashlib.sha256(content).hexdigest()).checked()
