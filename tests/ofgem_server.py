"""Page and workbook of the price cap as Ofgem publishes them, with figures of our own."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, cast

import openpyxl  # pyright: ignore[reportMissingTypeStubs, reportMissingModuleSource]

from ara_assets.domain.fuel_rates import CAP_REGIONS

LABELS = [name.replace("_", " ").title() for name in CAP_REGIONS]
SIZES_KWH = {"ElecSingle": 2500.0, "ElecMulti": 3400.0, "Gas": 9500.0}
VAT_PERCENT = {"ElecSingle": 0.0, "ElecMulti": 0.0, "Gas": 5.0}
CURRENT = ("January 2027 - March 2027", dt.date(2027, 1, 1), dt.date(2027, 3, 31))
EARLIER = "October 2026 - December 2026"
PAYMENTS = ("Other", "SC", "PPM")
STANDING_P = 55.0
UNIT_P = {"ElecSingle": 26.0, "ElecMulti": 22.0, "Gas": 7.5}

FILE = "/sites/default/files/2026-11/Annex_9%20v1.12.xlsx"
PAGE = """<html><body><h2>1 January to 31 March 2027</h2>
<p><a href="/other.xlsx">Wholesale cost model (Annex 2)</a></p>
<p><a href="{link}"><b>Final_levelised cap
   rates  model</b> (Annex 9)</a></p>
<h2>1 October to 31 December 2026</h2>
<p><a href="/old.xlsx">Final levelised cap rates model (Annex 9)</a></p></body></html>"""

Edit = Callable[[Any], None]


def nil_gbp(meter: str, place: int) -> float:
    """Return a region's level without consumption, VAT left out. [GBP/yr]"""
    return (STANDING_P + place) * 3.65 / (1 + VAT_PERCENT[meter] / 100)


def benchmark_gbp(meter: str, place: int) -> float:
    """Return a region's level at the benchmark, VAT left out. [GBP/yr]"""
    unit = (UNIT_P[meter] + place / 10) / (1 + VAT_PERCENT[meter] / 100)
    return nil_gbp(meter, place) + unit * SIZES_KWH[meter] / 100


def workbook(edit: Edit = lambda _book: None) -> bytes:
    """Return the bytes of a workbook; `edit` may spoil it first."""
    book = cast("Any", openpyxl).Workbook()
    notes = book.active
    notes.title = "Notes"
    notes["B90"] = "Benchmark consumption (MWh)"
    for row, sizes in enumerate(((3.1, 2.7, 2.5), (4.2, 3.9, 3.4), (12.0, 11.5, 9.5)), start=91):
        for column, size in zip("CDE", sizes, strict=True):
            notes[f"{column}{row}"] = size
    levels = book.create_sheet("1a Levelised DTC")
    levels["C6"] = CURRENT[0]
    for block, payment in enumerate(PAYMENTS):
        first = 14 + 21 * block
        for column, meter in zip((3, 5, 7), SIZES_KWH, strict=True):
            levels.cell(first - 3, column, f"{meter}_{payment}_Nil")
            levels.cell(first - 3, column + 1, f"{meter}_{payment}_Benchmark")
            figures = [(nil_gbp(meter, n), benchmark_gbp(meter, n)) for n in range(len(LABELS))]
            nils, benchmarks = zip(*figures, strict=True)
            figures.append((sum(nils) / len(LABELS), sum(benchmarks) / len(LABELS)))
            for row, (nil, benchmark) in enumerate(figures, start=first):
                levels.cell(row, column, nil)
                levels.cell(row, column + 1, benchmark)
        for row, label in enumerate([*LABELS, "GB average"], start=first):
            levels.cell(row, 2, label)
    earlier = book.create_sheet("2a Historical_Other")
    earlier.cell(9, 31, EARLIER)
    earlier.cell(9, 32, "April 2027 - June 2027")
    row = 12
    for meter in SIZES_KWH:
        for point, level in (("Nil", nil_gbp), ("Benchmark", benchmark_gbp)):
            figures = [level(meter, n) - 1 for n in range(len(LABELS))]
            figures.append(sum(figures) / len(figures))
            for label, figure in zip([*LABELS, "GB average"], figures, strict=True):
                earlier.cell(row, 1, f"{meter}_Other_{point}_{label}")
                earlier.cell(row, 31, figure)
                row += 1
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
