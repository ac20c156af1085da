"""Every line of the worksheet and every rule of RdSAP 10 is calculated and pinned."""

import csv
import re
from pathlib import Path

import pytest

from sap10.coverage import (
    PAGE,
    coverage_page,
    expand_pins,
    implemented_lines,
    index_of_lines,
    index_of_rules,
    index_of_tables,
    mentioned_in_code,
    mentions,
    pinning_tests,
    pins_of,
    rules_in_code,
    rules_named,
)
from sap10.tables import load_table

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


CONTAINERS = {"2.4", "2.16", "4.2", "6.11", "10.1"}
"""Clauses of RdSAP 10 without a rule of their own: what they say is in the clauses they hold."""


def test_the_index_has_every_table_and_numbered_clause_of_rdsap(shared: Path) -> None:
    folder = shared / "spec" / "tables" / "rdsap10"
    numbers = {int(path.name[6:8]) for path in folder.glob("table_??_*.csv")}
    tables = [item for item in index_of_rules() if item.startswith("RdSAP Table ")]
    assert tables == [f"RdSAP Table {number}" for number in sorted(numbers)]

    text = (shared / "spec" / "rdsap-10-2024-02-13.txt").read_text(encoding="utf-8")
    printed = set(re.findall(r"(?m)^ {0,3}(\d+(?:\.\d+)+) [A-Z]", text)) - CONTAINERS
    clauses = {item.removeprefix("RdSAP ") for item in index_of_rules()}
    chapters = {clause for clause in clauses if clause.isdecimal()}
    assert clauses - chapters - {table.removeprefix("RdSAP ") for table in tables} == printed


def test_rdsap_rules_are_implemented() -> None:
    places = rules_in_code(ROOT)
    rules = [item for item, rule in index_of_rules().items() if rule.reach == "rule"]
    assert [item for item in rules if not places[item]] == []


def test_rdsap_rules_are_pinned() -> None:
    tests = pinning_tests(ROOT)
    rules = [item for item, rule in index_of_rules().items() if rule.reach == "rule"]
    assert [item for item in rules if item not in tests] == []


def test_what_is_no_rule_of_rdsap_says_what_it_is() -> None:
    reaches = {"rule", "survey", "vocabulary", "improvement"}
    assert {rule.reach for rule in index_of_rules().values()} == reaches


def test_pins_name_what_exists() -> None:
    lines = [line.number for line in index_of_lines()]
    known = {*lines, *OWN_TOTALS, *index_of_tables(), *index_of_rules()}
    pinned = expand_pins((item for pin in pins_of(ROOT) for item in pin.items), lines)
    assert [item for item in pinned if item not in known and not _is_clause(item)] == []


def _is_clause(item: str) -> bool:
    """Tell clauses of the text ("3.3 equation 3") from lines and tables."""
    return " " in item and not item.startswith(("Table", "Appendix", "RdSAP"))


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


def test_rules_named_in_texts_of_rdsap_and_elsewhere() -> None:
    order = list(index_of_rules())
    named = "RdSAP 10 Tables 6 to 8 and section 6.4; SAP 10.2 Table 12 and section 4.1."
    expected = {"RdSAP Table 6", "RdSAP Table 7", "RdSAP Table 8", "RdSAP 6.4"}
    assert rules_named(named, order, is_rdsap=False) == expected
    assert rules_named(named, order, is_rdsap=True) == expected
    assert rules_named("Tables 6b and 31, section 6.11.4", order, is_rdsap=True) == {"RdSAP 6.11.4"}
    assert rules_named("Table 18, section 6.11.4", order, is_rdsap=False) == set()
    assert rules_named("sections 4.6 to 4.9", order, is_rdsap=True) == {
        "RdSAP 4.6",
        "RdSAP 4.7",
        "RdSAP 4.8",
        "RdSAP 4.9",
    }


def test_ranges_of_lines_are_expanded() -> None:
    lines = ["37", "38", "39", "40"]
    assert expand_pins(["38..40", "Table 1a"], lines) == ["38", "39", "40", "Table 1a"]
    with pytest.raises(ValueError, match="41"):
        expand_pins(["39..41"], lines)


def test_every_table_and_appendix_is_in_code_or_says_why_not() -> None:
    table = load_table("spec_tables")
    places = mentioned_in_code(ROOT, list(table.texts("item")))
    tests = pinning_tests(ROOT)
    rows = zip(table.texts("item"), table.texts("reach"), table.texts("reason"), strict=True)
    for item, reach, reason in rows:
        assert (reach == "outside") is bool(reason), item
        assert places[item] or reason, item
        assert reach != "calculation" or item in tests, item
