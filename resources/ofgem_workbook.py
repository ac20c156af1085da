"""Ofgem's workbook of the price cap, "Final levelised cap rates model (Annex 9)".

Everything is found by its text, never by its address, for rows have moved between versions; what
is not found, or does not add up, is refused. Levels are pounds a year without VAT at no consumption
and at a benchmark; which benchmark, and which VAT, is dated data (`cap_terms.csv`).
"""

import calendar
import datetime as dt
import io
import re
import statistics
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

import openpyxl  # pyright: ignore[reportMissingTypeStubs, reportMissingModuleSource]

from ara_assets.domain.fuel_rates import CAP_REGIONS, GREAT_BRITAIN
from resources.errors import PermanentFailure
from resources.tariff_source import DATA, parsed_date, read_csv

Meter = Literal["ElecSingle", "ElecMulti", "Gas"]
Payment = Literal["Other", "SC", "PPM"]

MOST_UNPACKED_BYTES = 200_000_000
TOLERANCE_P = 0.01
SANE_P_PER_KWH: Mapping[Meter, tuple[float, float]] = {
    "ElecSingle": (5.0, 80.0),
    "ElecMulti": (5.0, 80.0),
    "Gas": (2.0, 25.0),
}
_FILE = "the file"
_CURRENT = "1a Levelised DTC"
_EARLIER = "2a Historical_Other"
_NOTES = "Notes"
_TERMS = (
    "effective_from",
    "effective_to",
    "electricity_single_kwh",
    "electricity_multi_kwh",
    "gas_kwh",
    "electricity_vat_percent",
    "gas_vat_percent",
)
_MONTHS = [name.lower() for name in calendar.month_name]
_PERIOD = re.compile(r"\s*([A-Za-z]+) (\d{4})\s*[-–]\s*([A-Za-z]+) (\d{4})\s*")
_CODE = re.compile(r"(ElecSingle|ElecMulti|Gas)_(Other|SC|PPM)_(Nil|Benchmark|\d+kWh)(?:_(.+))?")
_ALIASES = {
    "north_western": "north_west",
    "west_midlands": "midlands",
    "south_western": "southern_western",
    "n_wales_and_mersey": "north_wales_and_mersey",
    "gb_average": GREAT_BRITAIN,
}

Cells = Sequence[Sequence[object]]
_Key = tuple[str, Meter, Payment, dt.date]


@dataclass(frozen=True, slots=True)
class CapRate:
    """A capped rate, VAT included; multi-register electricity has one average rate.

    `payment` is `Other` for direct debit, `SC` for payment on the bill, `PPM` for prepayment.
    """

    rate_region: str
    meter: Meter
    payment: Payment
    effective_from: dt.date
    effective_to: dt.date
    unit_rate_p_per_kwh: float
    standing_charge_p_per_day: float
    vat_percent: float


@dataclass(frozen=True, slots=True)
class _Terms:
    """Benchmark consumption and VAT of a time."""

    effective_from: dt.date
    effective_to: dt.date | None
    benchmark_kwh: Mapping[Meter, float]
    vat_percent: Mapping[Meter, float]


def read_workbook(data: bytes) -> list[CapRate]:
    """Return the rates of a workbook: of its period, and those of direct debit before it.

    Raises
    ------
    PermanentFailure
        If it is no such workbook, its layout is another one, or its figures do not add up.
    """
    sheets = _sheets(data)
    terms = _terms()
    levels: dict[_Key, dict[str, float]] = {}
    ends: dict[dt.date, dt.date] = {}
    current = _read_current(sheets[_CURRENT], levels, ends)
    _read_earlier(sheets[_EARLIER], levels, ends)
    _check_benchmarks(sheets[_NOTES], _terms_of(terms, current))
    rates = [_rate(key, own, ends[key[3]], _terms_of(terms, key[3])) for key, own in levels.items()]
    _check_regions(rates, current)
    return sorted(rates, key=lambda one: (one.effective_from, one.rate_region, one.meter))


def _sheets(data: bytes) -> dict[str, Cells]:
    """Return the cells of the sheets that are wanted, by their names."""
    if not data.startswith(b"PK"):
        raise _changed(_FILE, "the file is not a workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise _changed(_FILE, f"it unpacks to more than {MOST_UNPACKED_BYTES} bytes")
        book = cast("Any", openpyxl).load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        names = {_squeezed(name): name for name in book.sheetnames}
        absent = [name for name in (_CURRENT, _EARLIER, _NOTES) if _squeezed(name) not in names]
        if absent:
            raise _changed(_FILE, f"it has no sheet {absent[0]!r}")
        return {
            name: [list(row) for row in book[names[_squeezed(name)]].iter_rows(values_only=True)]
            for name in (_CURRENT, _EARLIER, _NOTES)
        }
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _changed(_FILE, f"it cannot be opened ({type(error).__name__})") from error


def _read_current(
    cells: Cells, levels: dict[_Key, dict[str, float]], ends: dict[dt.date, dt.date]
) -> dt.date:
    """Read the three blocks of the workbook's own period; return its first day."""
    periods = [found for _, _, text in _texts(cells[:20]) if (found := _period(text))]
    if len(periods) != 1:
        raise _changed(_CURRENT, f"its heading names {len(periods)} periods")
    [(first, last)] = periods
    ends[first] = last
    columns: dict[int, tuple[Meter, Payment, str]] = {}
    for row in cells:
        codes = {
            place: (found, text)
            for place, value in enumerate(row)
            if (text := _text(value)) and (found := _CODE.fullmatch(text)) and not found[4]
        }
        if codes:
            columns = {place: _coded(found) for place, (found, _) in codes.items()}
            continue
        label = _label(row[: min(columns, default=0)])
        numbers = {place: row[place] for place in columns if place < len(row)}
        if label is None or not any(isinstance(value, int | float) for value in numbers.values()):
            continue
        region = _region(label, _CURRENT)
        for place, (meter, payment, point) in columns.items():
            level = _number(numbers.get(place), f"{_CURRENT}: {label}")
            levels.setdefault((region, meter, payment, first), {})[point] = level
    return first


def _read_earlier(
    cells: Cells, levels: dict[_Key, dict[str, float]], ends: dict[dt.date, dt.date]
) -> None:
    """Read direct debit of the periods that came before; a column of none is of time to come."""
    periods: dict[int, tuple[dt.date, dt.date]] = {}
    found_any = False
    for row in cells:
        heading = {
            place: found
            for place, value in enumerate(row)
            if (text := _text(value)) and (found := _period(text))
        }
        periods = heading or periods
        code = _CODE.fullmatch(_text(row[0]) or "") if row else None
        if heading or code is None or code[4] is None:
            continue
        found_any = True
        region, (meter, payment, point) = _region(code[4], _EARLIER), _coded(code)
        for place, (first, last) in periods.items():
            value = row[place] if place < len(row) else None
            if value is not None:
                ends.setdefault(first, last)
                level = _number(value, f"{_EARLIER}: {code[0]}")
                levels.setdefault((region, meter, payment, first), {}).setdefault(point, level)
    if not found_any or not periods:
        raise _changed(_EARLIER, "its keys or its periods are not found")


def _rate(key: _Key, levels: Mapping[str, float], last: dt.date, terms: _Terms) -> CapRate:
    region, meter, payment, first = key
    where = f"{meter} {payment} in {region} from {first}"
    points = {name: value for name, value in levels.items() if name != "Nil"}
    if "Nil" not in levels or len(points) != 1:
        raise _changed(where, f"it has the levels {', '.join(sorted(levels))}")
    [(point, benchmark)] = points.items()
    consumption = terms.benchmark_kwh[meter]
    if point != "Benchmark" and point != f"{consumption:g}kWh":
        raise _changed(where, f"the benchmark is {point}, not {consumption:g} kWh")
    factor = 1 + terms.vat_percent[meter] / 100
    unit = (benchmark - levels["Nil"]) / consumption * 100 * factor
    low, high = SANE_P_PER_KWH[meter]
    if not low <= unit <= high:
        raise _changed(where, f"{unit:.2f} p/kWh is not within {low:g} to {high:g}")
    standing = levels["Nil"] / 365 * 100 * factor
    return CapRate(region, meter, payment, first, last, unit, standing, terms.vat_percent[meter])


def _check_regions(rates: Iterable[CapRate], current: dt.date) -> None:
    """Require every region, meter and payment, and the mean of regions as the average says."""
    groups: dict[tuple[Meter, Payment, dt.date], dict[str, CapRate]] = {}
    for rate in rates:
        own = groups.setdefault((rate.meter, rate.payment, rate.effective_from), {})
        own[rate.rate_region] = rate
    blocks = {(meter, payment) for meter, payment, first in groups if first == current}
    if len(blocks) != 9:
        raise _changed(_CURRENT, f"it has {len(blocks)} of 9 meters and payment methods")
    for (meter, payment, first), own in groups.items():
        where = f"{meter} {payment} from {first}"
        absent = sorted({*CAP_REGIONS, GREAT_BRITAIN} - set(own))
        if absent:
            raise _changed(where, f"it has no {', '.join(absent)}")
        for name in ("unit_rate_p_per_kwh", "standing_charge_p_per_day"):
            mean = statistics.fmean(getattr(own[region], name) for region in CAP_REGIONS)
            told = float(getattr(own[GREAT_BRITAIN], name))
            if abs(mean - told) > TOLERANCE_P:
                raise _changed(where, f"the mean of {name} is {mean:.3f}, it says {told:.3f}")


def _check_benchmarks(cells: Cells, terms: _Terms) -> None:
    """Require that the newest benchmark consumption of the notes is the one in use. [MWh]"""
    table = [
        [float(value) for value in row[2:] if isinstance(value, int | float)]
        for row in cells
        if len(row) > 4 and all(isinstance(value, int | float) for value in row[2:5])
    ]
    newest = [value / 1000 for value in terms.benchmark_kwh.values()]
    by_column = [row[-1] for row in table]
    if not table or newest not in (table[-1], by_column):
        shown = ", ".join(f"{value:g}" for value in newest)
        raise _changed(_NOTES, f"the newest benchmark consumption is not {shown} MWh")


def _terms() -> list[_Terms]:
    read: list[_Terms] = []
    for line, row in read_csv(DATA / "cap_terms.csv", _TERMS):
        where, ends = f"cap_terms.csv line {line}", row["effective_to"]
        electricity, gas = float(row["electricity_vat_percent"]), float(row["gas_vat_percent"])
        read.append(
            _Terms(
                parsed_date(row["effective_from"], where),
                parsed_date(ends, where) if ends else None,
                {
                    "ElecSingle": float(row["electricity_single_kwh"]),
                    "ElecMulti": float(row["electricity_multi_kwh"]),
                    "Gas": float(row["gas_kwh"]),
                },
                {"ElecSingle": electricity, "ElecMulti": electricity, "Gas": gas},
            )
        )
    return read


def _terms_of(terms: Iterable[_Terms], day: dt.date) -> _Terms:
    for one in terms:
        if one.effective_from <= day and (one.effective_to is None or day <= one.effective_to):
            return one
    raise _changed(_FILE, f"no benchmark consumption is known for {day}")


def _period(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a text such as "July 2026 - September 2026"."""
    found = _PERIOD.fullmatch(text)
    names = (found[1].lower(), found[3].lower()) if found else ("", "")
    if found is None or not set(names) <= set(_MONTHS[1:]):
        return None
    first = dt.date(int(found[2]), _MONTHS.index(names[0]), 1)
    month = dt.date(int(found[4]), _MONTHS.index(names[1]), 28)
    after = (month + dt.timedelta(days=4)).replace(day=1)
    return first, after - dt.timedelta(days=1)


def _coded(found: re.Match[str]) -> tuple[Meter, Payment, str]:
    return cast("tuple[Meter, Payment, str]", (found[1], found[2], found[3]))


def _region(label: str, sheet: str) -> str:
    name = re.sub(r"[^a-z]+", "_", label.lower()).strip("_")
    region = _ALIASES.get(name, name)
    if region not in (*CAP_REGIONS, GREAT_BRITAIN):
        raise _changed(sheet, f"the region {label!r} is unknown")
    return region


def _number(value: object, where: str) -> float:
    if not isinstance(value, int | float):
        raise _changed(where, f"{value!r} is not a level")
    return float(value)


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _texts(cells: Cells) -> Iterable[tuple[int, int, str]]:
    for line, row in enumerate(cells):
        for place, value in enumerate(row):
            if text := _text(value):
                yield line, place, text


def _label(cells: Sequence[object]) -> str | None:
    """Return the text that is next to the figures."""
    return next((text for value in reversed(cells) if (text := _text(value))), None)


def _squeezed(name: str) -> str:
    return " ".join(name.split()).lower()


def _changed(where: str, what: str) -> PermanentFailure:
    return PermanentFailure(
        f"Ofgem's workbook is not used, its layout may have changed: {where}: {what}"
    )
