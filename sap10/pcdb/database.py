"""The database: a file of products read whole, each record typed when it is first asked for.

A table number stands in several blocks of a file; their records add up. The same index may stand in
several tables, so that every look-up names its table.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from sap10.pcdb.boilers import GasOilBoiler, SolidFuelBoiler
from sap10.pcdb.errors import PcdbRejected
from sap10.pcdb.grammar import FILE_TABLE, Header, Record, read_records
from sap10.pcdb.packages import HeatPump, MicroChp
from sap10.pcdb.record import parse
from sap10.pcdb.recovery import FlueGasDevice, StorageHeater, WasteWaterDevice
from sap10.pcdb.services import (
    Controller,
    ControlRequirement,
    FuelPrice,
    HeatNetworkRecord,
    WarmAirRecord,
)
from sap10.pcdb.ventilation import (
    CentralVentilation,
    DecentralVentilation,
    DuctSystem,
    InUseFactors,
)
from sap10.pcdb.weather import PostcodeWeather

R = TypeVar("R")

NO_REVISION: Final = "none"
LAYOUTS: Final[dict[str, dict[str, type[Any]]]] = {
    "105": {"210": GasOilBoiler},
    "122": {"224": SolidFuelBoiler},
    "143": {"243": MicroChp},
    "172": {"272": PostcodeWeather},
    "191": {"292": FuelPrice},
    "313": {"413": FlueGasDevice},
    "322": {"427": DecentralVentilation},
    "323": {"426": CentralVentilation},
    "329": {"430": InUseFactors},
    "341": {"441": DuctSystem},
    "353": {"453": WasteWaterDevice},
    "362": {"464": HeatPump},
    "371": {"471": Controller},
    "372": {"472": ControlRequirement},
    "381": {"481": WarmAirRecord},
    "391": {"491": StorageHeater},
    "501": {"601": HeatNetworkRecord},
}
"""Layout of each table that ratings use, by its formats. All other tables are kept raw."""

PRICE_HISTORY: Final = "199"
"""Table of historical fuel prices, whose blocks repeat the rows of table 191."""

_TABLES: Final = {model: table for table, formats in LAYOUTS.items() for model in formats.values()}
_MAX_BYTES: Final = 64 * 2**20


def read_pcdb(source: bytes | Path | str) -> "Pcdb":
    """Read a product database file, and every record of the tables that ratings use.

    Parameters
    ----------
    source
        The file's content, or its path.

    Raises
    ------
    PcdbRejected
        The file is truncated or corrupt, or a table that ratings use has an unknown format or a
        record that is not of its layout. It is refused whole; the error names the line.
    """
    content = source if isinstance(source, bytes) else Path(source).read_bytes()
    if len(content) > _MAX_BYTES:
        raise PcdbRejected(0, f"{len(content)} bytes, more than {_MAX_BYTES}")
    lines = io.TextIOWrapper(io.BytesIO(content), encoding="latin-1")
    return Pcdb.of(read_records(lines), hashlib.sha256(content).hexdigest()).checked()


@dataclass(frozen=True, slots=True)
class Pcdb:
    """One version of the product database.

    `revision` and `date` are the file's, `sha256` is the hash of its content. `blocks` are the
    headers in the file's order, `records` the raw records of each table in theirs.
    """

    revision: str
    date: date
    sha256: str
    blocks: tuple[Header, ...]
    records: Mapping[str, tuple[Record, ...]] = field(repr=False)
    _places: dict[tuple[str, str], Record] = field(repr=False)
    _typed: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False)

    @staticmethod
    def empty() -> "Pcdb":
        """Return the database that is in use before any was loaded: it has no product."""
        return Pcdb.of([Header(FILE_TABLE, "", NO_REVISION, date.min)], "")

    @staticmethod
    def of(items: Iterable[Header | Record], sha256: str) -> "Pcdb":
        """Put headers and records, the file's own header first, into a database.

        Raises
        ------
        PcdbRejected
            A table that ratings use has a format that is not known, or an index twice.
        """
        blocks: list[Header] = []
        records: dict[str, list[Record]] = {}
        for item in items:
            if isinstance(item, Header):
                blocks.append(item)
            else:
                _require_layout(item)
                records.setdefault(item.header.table, []).append(item)
        start = blocks[0]
        places: dict[tuple[str, str], Record] = {}
        for record in (record for table in LAYOUTS for record in records.get(table, ())):
            header = record.header
            key = (header.table, key_of(record))
            if key in places:
                raise PcdbRejected(
                    record.line,
                    f"index {key[1]} stands twice, first in line {places[key].line}",
                    header.table,
                    header.format,
                    header.revision,
                )
            places[key] = record
        return Pcdb(
            revision=start.revision,
            date=start.date,
            sha256=sha256,
            blocks=tuple(blocks[1:]),
            records={table: tuple(found) for table, found in records.items()},
            _places=places,
        )

    def find(self, model: type[R], index: str | int) -> R | None:
        """Return the product with an index, leading zeros or not; None if there is none.

        `index` of a `PostcodeWeather` is its area and district.
        """
        table = _TABLES[model]
        key = (table, str(index).lstrip("0") or "0")
        found = self._typed.get(key)
        if found is None:
            record = self._places.get(key)
            if record is None:
                return None
            found = self._typed[key] = parse(model, record)
        return cast("R", found)

    def all(self, model: type[R]) -> Iterator[R]:
        """Return every record of a table, in the file's order."""
        for record in self.records.get(_TABLES[model], ()):
            yield parse(model, record)

    def checked(self) -> "Pcdb":
        """Return the database if every record of the tables that ratings use is of its layout.

        Raises
        ------
        PcdbRejected
            A record is not; the error names its line.
        """
        for _ in self.typed():
            pass
        return self

    def typed(self) -> Iterator[tuple[Record, object]]:
        """Return every record of the tables that ratings use, raw and typed."""
        for table, found in self.records.items():
            formats = LAYOUTS.get(table)
            if formats:
                for record in found:
                    yield record, parse(formats[record.header.format], record)

    def price_history(self) -> dict[str, tuple[FuelPrice, ...]]:
        """Return the notional fuel prices by the revision of the price set, newest first."""
        history: dict[str, list[FuelPrice]] = {}
        for record in self.records.get(PRICE_HISTORY, ()):
            if record.fields[0] == "A":
                row = Record(record.header, record.line, record.fields[1:])
                key = f"{record.header.revision} of {record.header.date}"
                history.setdefault(key, []).append(parse(FuelPrice, row))
        return {key: tuple(prices) for key, prices in history.items()}

    def kept_raw(self) -> dict[str, int]:
        """Return the tables that ratings do not use, with their number of records."""
        return {table: len(found) for table, found in self.records.items() if table not in LAYOUTS}


def table_of(record: object | None) -> str:
    """Return the number of the table that a typed record is of; empty for None."""
    return "" if record is None else _TABLES[type(record)]


def key_of(record: Record) -> str:
    """Return what a record is looked up by: its index without leading zeros."""
    if record.header.table == _TABLES[PostcodeWeather]:
        return "".join(record.fields[:2])
    if record.header.table == _TABLES[FuelPrice]:
        return record.fields[1]
    return record.fields[0].lstrip("0") or "0"


def _require_layout(record: Record) -> None:
    """Refuse a table that ratings use in a format that is not known."""
    header = record.header
    formats = LAYOUTS.get(header.table)
    if formats is not None and header.format not in formats:
        known = ", ".join(formats)
        problem = f"format {header.format} is not known (known: {known})"
        raise PcdbRejected(record.line, problem, header.table, header.format, header.revision)
