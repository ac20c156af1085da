"""docs/SPEC_COVERAGE.md: where each line, table and clause is calculated, and what pins it.

The page is made from the code itself: worksheet lines from the registry (`sap10.lines`), tables,
appendices and clauses from the docstrings and the headings of the CSV files that name them, tests
from their marker ``@pytest.mark.pins("39", "66..84", "Table 9a", "Appendix L", "RdSAP Table 18",
"RdSAP 6.11.4")``. Nothing is run.

Run ``python -m sap10.coverage`` in the project's folder to write it.
"""

from sap10.coverage.index import Rule, index_of_lines, index_of_rules, index_of_tables
from sap10.coverage.lines import implemented_lines
from sap10.coverage.mentions import mentioned_in_code, mentions, rules_in_code, rules_named
from sap10.coverage.page import PAGE, coverage_page, main
from sap10.coverage.pins import expand_pins, pinning_tests, pins_of

__all__ = [
    "PAGE",
    "Rule",
    "coverage_page",
    "expand_pins",
    "implemented_lines",
    "index_of_lines",
    "index_of_rules",
    "index_of_tables",
    "main",
    "mentioned_in_code",
    "mentions",
    "pinning_tests",
    "pins_of",
    "rules_in_code",
    "rules_named",
]
