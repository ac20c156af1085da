"""Every line of the worksheet is calculated and pinned, and the coverage page says where."""

import csv
from pathlib import Path

import pytest

from sap10.coverage import (
    PAGE,
    coverage_page,
    expand_pins,
    implemented_lines,
    index_of_lines,
    index_of_tables,
    mentions,
    pinning_tests,
    pins_of,
)

ROOT = Path(__file__).parents[2]
OWN_TOTALS = {"233", "240", "241", "242", "333"}
"""Sums that our worksheet prints and that have no box of their own."""


def test_the_page_is_current() -> None:
    message = "run `make coverage`"
    assert (ROOT / PAGE).read_text(encoding="utf-8") == coverage_page(ROOT), message


def test_the_index_has_every_line_of_the_specification(shared: Path) -> None:
    printed: list[tuple[str, str]] = []
    for name, section in (
        ("worksheet_lines", "section"),
        ("worksheet_lines_appendices", "appendix_section"),
    ):
        path = shared / "spec" / "tables" / "sap10.2" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            printed += [(row["line"], row[section]) for row in csv.DictReader(file)]
    assert [(line.number, line.section) for line in index_of_lines()] == printed


def test_every_line_is_calculated() -> None:
    lines = {line.number for line in index_of_lines()}
    assert lines - implemented_lines().keys() == set()
    assert implemented_lines().keys() - lines == OWN_TOTALS


def test_units_of_the_index_are_those_of_the_registry() -> None:
    implemented = implemented_lines()
    differing = {
        line.number: (line.unit, implemented[line.number].info.unit)
        for line in index_of_lines()
        if line.number in implemented and implemented[line.number].info.unit != line.unit
    }
    assert differing == {}


def test_every_line_that_is_calculated_is_pinned() -> None:
    tests = pinning_tests(ROOT)
    unpinned = [number for number in implemented_lines() if number not in tests]
    assert set(unpinned) - OWN_TOTALS == set()


def test_pins_name_what_exists() -> None:
    lines = [line.number for line in index_of_lines()]
    known = {*lines, *OWN_TOTALS, *index_of_tables()}
    pinned = expand_pins((item for pin in pins_of(ROOT) for item in pin.items), lines)
    assert [item for item in pinned if item not in known and not _is_clause(item)] == []


def _is_clause(item: str) -> bool:
    """Tell clauses of the text ("3.3 equation 3") from lines and tables."""
    return " " in item and not item.startswith(("Table", "Appendix"))


def test_ranges_of_tables_are_expanded() -> None:
    order = list(index_of_tables())
    assert mentions("Tables 9 to 9c and 10a", order) == {
        "Table 9",
        "Table 9a",
        "Table 9b",
        "Table 9c",
        "Table 10a",
    }
    assert mentions("lines of Table 4e, Appendix N and Table M1.", order) == {
        "Table 4e",
        "Appendix N",
        "Table M1",
    }
    assert mentions("Table 99 and section 3", order) == set()


def test_ranges_of_lines_are_expanded() -> None:
    lines = ["37", "38", "39", "40"]
    assert expand_pins(["38..40", "Table 1a"], lines) == ["38", "39", "40", "Table 1a"]
    with pytest.raises(ValueError, match="41"):
        expand_pins(["39..41"], lines)
