"""What people and programs read of a result: headline figures and worksheets, text and JSON."""

from collections.abc import Iterator
from typing import Any

from sap10.codes import Ruleset
from sap10.lines import WorksheetRow
from sap10.result import SapResult

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE_WIDTH = 8
_NAME_WIDTH = 42
_VALUE_WIDTH = 13
_MONTH_WIDTH = 11
_MONTHS_PER_ROW = 6


def summary(result: SapResult, dwelling: int) -> dict[str, Any]:
    """Return the headline figures of one dwelling, for JSON; its keys are fixed."""
    ruleset = result.dwellings[dwelling].general.ruleset
    return {
        "sap_score": float(result.sap_score[dwelling]),
        "sap_rating": int(result.sap_rating[dwelling]),
        "band": result.band[dwelling],
        "ei_rating": int(result.ei_rating[dwelling]),
        "co2_kg_per_year": float(result.co2_kg_per_year[dwelling]),
        "primary_energy_kwh_per_m2": float(result.primary_energy_kwh_per_m2[dwelling]),
        "calculation": result.calculation,
        "specification": "RdSAP 10" if ruleset == Ruleset.RDSAP else "SAP 10.2",
        "edition": result.editions[dwelling],
        "conventions": result.conventions[dwelling],
    }


def rating_document(result: SapResult, dwelling: int) -> dict[str, Any]:
    """Return the headline figures and notes of one dwelling, for JSON."""
    return {
        "summary": summary(result, dwelling),
        "notes": list(result.notes(dwelling)),
    }


def worksheet_document(result: SapResult, dwelling: int) -> dict[str, Any]:
    """Return the headline figures, worksheet lines and notes of one dwelling, for JSON.

    Lines are keyed by the worksheet's own numbers; `value` is a scalar, or the annual total or mean
    beside twelve `monthly` values.
    """
    return {
        "summary": summary(result, dwelling),
        "lines": {row.info.number: _line(row) for row in result.worksheet(dwelling)},
        "notes": list(result.notes(dwelling)),
    }


def _line(row: WorksheetRow) -> dict[str, Any]:
    line: dict[str, Any] = {}
    if row.monthly is not None:
        line["monthly"] = list(row.monthly)
    if row.value is not None:
        line["value"] = row.value
    return line


def rating_text(result: SapResult, dwelling: int) -> str:
    """Return the headline figures and notes of one dwelling as text."""
    return "\n".join([*_headline(result, dwelling), *_notes(result, dwelling)])


def worksheet_text(result: SapResult, dwelling: int) -> str:
    """Return one dwelling's worksheet as text, section by section."""
    parts = list(_headline(result, dwelling))
    for heading, rows in result.sections(dwelling):
        parts += ["", heading, "-" * len(heading)]
        for row in rows:
            parts += _printed(row)
    return "\n".join([*parts, *_notes(result, dwelling)])


def _headline(result: SapResult, dwelling: int) -> Iterator[str]:
    figures = summary(result, dwelling)
    yield f"{figures['edition']}, conventions: {figures['conventions']}"
    yield f"Calculation           {figures['calculation']}"
    yield (
        f"SAP rating            {figures['sap_rating']} {figures['band']}"
        f"  ({figures['sap_score']:.4f})"
    )
    yield (
        f"Environmental impact  {figures['ei_rating']} {result.ei_band[dwelling]}"
        f"  ({result.ei_score[dwelling]:.4f})"
    )
    yield f"Energy cost           {result.cost_gbp[dwelling]:.2f} GBP/year"
    yield f"CO2                   {figures['co2_kg_per_year']:.1f} kg/year"
    yield f"Primary energy        {figures['primary_energy_kwh_per_m2']:.1f} kWh/m2"


def _printed(row: WorksheetRow) -> Iterator[str]:
    info = row.info
    value = "" if row.value is None else f"{row.value:.4f}"
    number = f"({info.number})"
    named = f"{number:<{_LINE_WIDTH}}{info.name:<{_NAME_WIDTH}}"
    yield f"{named}{value:>{_VALUE_WIDTH}} {info.unit}".rstrip()
    if row.monthly is None:
        return
    for start in range(0, len(_MONTHS), _MONTHS_PER_ROW):
        cells = zip(_MONTHS[start:][:_MONTHS_PER_ROW], row.monthly[start:], strict=False)
        values = "".join(f"{month} {value:<{_MONTH_WIDTH}.4f}" for month, value in cells)
        yield f"{'':<{_LINE_WIDTH}}{values}".rstrip()


def _notes(result: SapResult, dwelling: int) -> Iterator[str]:
    notes = result.notes(dwelling)
    if notes:
        yield ""
        yield "Notes"
        yield from (f"- {note}" for note in notes)
