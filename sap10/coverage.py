"""docs/SPEC_COVERAGE.md: where each line, table and appendix is calculated, and what pins it.

The page is made from the code itself: worksheet lines from the registry (`sap10.lines`), tables and
appendices from the docstrings and the headings of the CSV files that name them, tests from their
marker ``@pytest.mark.pins("39", "66..84", "Table 9a", "Appendix L")``. Nothing is run.

Run ``python -m sap10.coverage`` in the project's folder to write it.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, is_dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import NamedTuple, get_type_hints

import sap10
from sap10 import appendices, worksheet
from sap10.lines import LineInfo, lines_of
from sap10.tables import load_table
from sap10.worksheet.branches import NETWORK_LINES

PAGE = Path("docs/SPEC_COVERAGE.md")

_RANGE = ".."
_LEFT_OUT = ("coverage", "measures")
_OF_INPUTS = ("certificate", "rdsap")
_PLAIN_NUMBER = re.compile(r"Table \d+")
_SECTION_NAMES = {"8f": "8f (section 11)"}
_MENTION = re.compile(
    r"\b(Tables?|Appendix|Appendices)\s+((?:[A-Z]?\d[\d.]*[a-z]?|[A-Z]\d*)\b"
    r"(?:(?:\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+)(?:[A-Z]?\d[\d.]*[a-z]?|[A-Z]\d*)\b)*)"
)
_SEPARATOR = re.compile(r"\s*(,|\band\b|\bor\b|\bto\b)\s*")


@dataclass(frozen=True, slots=True)
class IndexedLine:
    """One line of our index of the worksheet."""

    number: str
    section: str
    name: str
    unit: str


class Implementation(NamedTuple):
    """Where a line is calculated: module, the function that returns it, and the registry's word."""

    module: str
    function: str
    info: LineInfo


class Pin(NamedTuple):
    """One test and what its marker says it pins."""

    test: str
    items: tuple[str, ...]


def index_of_lines() -> list[IndexedLine]:
    """Return our index of every worksheet line, in the worksheet's order."""
    table = load_table("worksheet_lines")
    return [IndexedLine(*row) for row in table.rows]


def index_of_tables() -> dict[str, str]:
    """Return the specification's tables and appendices with their subject, in its order."""
    table = load_table("spec_tables")
    return dict(zip(table.texts("item"), table.texts("subject"), strict=True))


def implemented_lines() -> dict[str, Implementation]:
    """Return where each line of the registry is calculated, by its number.

    What both branches have is calculated once, and printed under either number.
    """
    found: dict[str, Implementation] = {}
    for module in _modules(worksheet, appendices):
        makers = _makers(module)
        for name, section in vars(module).items():
            if not (isinstance(section, type) and is_dataclass(section)):
                continue
            if section.__module__ != module.__name__:
                continue
            for info in lines_of(section).values():
                found[info.number] = Implementation(
                    module.__name__, makers.get(section, name), info
                )
    for number, other in NETWORK_LINES.items():
        if number in found and other is not None:
            found[other] = found[number]
    return found


def _modules(*packages: ModuleType) -> Iterator[ModuleType]:
    for package in packages:
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(module.name)


def _makers(module: ModuleType) -> dict[object, str]:
    """Return the public functions of a module by the class that they return."""
    return {
        get_type_hints(function).get("return"): name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def mentions(text: str, order: list[str]) -> set[str]:
    """Return the tables and appendices that a text names, ranges ("Tables 9 to 9c") included."""
    found: set[str] = set()
    for match in _MENTION.finditer(text):
        kind = "Appendix" if match.group(1).startswith("App") else "Table"
        parts = _SEPARATOR.split(match.group(2))
        names = [f"{kind} {name.rstrip('.')}" for name in parts[::2]]
        found.update(name for name in names if name in order)
        for joint, (first, last) in zip(parts[1::2], pairwise(names), strict=True):
            if joint == "to" and first in order and last in order:
                found.update(order[order.index(first) : order.index(last) + 1])
    return found


def mentioned_in_code(root: Path, order: list[str]) -> dict[str, list[str]]:
    """Return, by table or appendix, the functions and CSV files of the calculator that name it.

    Packages that make inputs of documents count for clauses that decide inputs only, and not for
    tables of a plain number, which RdSAP 10 has too.
    A module counts where none of its functions and constants names the table.
    """
    found: dict[str, list[str]] = {item: [] for item in order}
    reach = load_table("spec_tables").texts("reach")
    of_inputs = [
        item
        for item, kind in zip(order, reach, strict=True)
        if kind == "input" and not _PLAIN_NUMBER.fullmatch(item)
    ]
    package = root / "sap10"
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        if parts[1] in _LEFT_OUT:
            continue
        counted = of_inputs if parts[1] in _OF_INPUTS else order
        own: dict[str, list[str]] = {}
        for owner, text in _docstrings(ast.parse(path.read_text(encoding="utf-8"))):
            for item in mentions(text, order).intersection(counted):
                own.setdefault(item, []).append(owner)
        for item, owners in own.items():
            named = sorted({owner for owner in owners if owner}) or [""]
            found[item] += [".".join(filter(None, (*parts, owner))) for owner in named]
    for path in sorted((package / "tables").glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        heading = " ".join(line for line in lines if line.startswith("#"))
        if not path.name.startswith("rdsap"):
            for item in mentions(heading, order):
                found[item].append(f"tables/{path.name}")
    return found


def _docstrings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the owner ("" for the module) and text of every docstring, also of constants."""
    module = ast.get_docstring(tree)
    if module:
        yield "", module
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            own = ast.get_docstring(node)
            if own:
                yield node.name, own
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    text = ast.get_docstring(inner) if isinstance(inner, ast.FunctionDef) else None
                    if text and isinstance(inner, ast.FunctionDef):
                        yield f"{node.name}.{inner.name}", text
    for before, after in pairwise(tree.body):
        match before, after:
            case (
                ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, text
            case _:
                pass


def pins_of(root: Path) -> list[Pin]:
    """Collect the markers of all tests of sap10, without importing them."""
    found: list[Pin] = []
    for path in sorted((root / "tests" / "sap10").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(root).as_posix()
        for node in tree.body:
            if isinstance(node, ast.Assign) and _names(node.targets) == ["pytestmark"]:
                found += [Pin(name, items) for items in _pinned([node.value])]
            elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found += [
                    Pin(f"{name}::{node.name}", items) for items in _pinned(node.decorator_list)
                ]
    return found


def _names(targets: Iterable[ast.expr]) -> list[str]:
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _pinned(markers: Iterable[ast.expr]) -> Iterator[tuple[str, ...]]:
    """Yield the arguments of each ``pytest.mark.pins`` among the expressions."""
    for marker in markers:
        if isinstance(marker, ast.List):
            yield from _pinned(marker.elts)
        elif isinstance(marker, ast.Call) and ast.unparse(marker.func) == "pytest.mark.pins":
            yield tuple(item for argument in marker.args for item in _texts(argument))


def _texts(argument: ast.expr) -> tuple[str, ...]:
    """Return the text of one argument, or the texts of a tuple with a star."""
    if isinstance(argument, ast.Starred):
        return tuple(ast.literal_eval(argument.value))
    return (ast.literal_eval(argument),)


def expand_pins(items: Iterable[str], lines: list[str]) -> list[str]:
    """Return single items, a range of lines ("66..84") as all lines from its first to its last.

    Raises
    ------
    ValueError
        A range begins or ends with a line that the index does not have.
    """
    expanded: list[str] = []
    for item in items:
        if _RANGE not in item:
            expanded.append(item)
            continue
        first, last = item.split(_RANGE)
        expanded += lines[lines.index(first) : lines.index(last) + 1]
    return expanded


def pinning_tests(root: Path) -> dict[str, list[str]]:
    """Return the tests that pin each line, table or clause."""
    lines = [line.number for line in index_of_lines()]
    found: dict[str, list[str]] = {}
    for pin in pins_of(root):
        for item in expand_pins(pin.items, lines):
            tests = found.setdefault(item, [])
            if pin.test not in tests:
                tests.append(pin.test)
    return found


def coverage_page(root: Path) -> str:
    """Return the text of docs/SPEC_COVERAGE.md; `root` is the project's folder."""
    index = index_of_lines()
    implemented = implemented_lines()
    tests = pinning_tests(root)
    calculated = [line for line in index if line.number in implemented]
    parts = [
        "# What of SAP 10.2 is calculated, where, and what holds it",
        "",
        "Generated by `make coverage`; do not edit. Specification: SAP 10.2 (14-03-2025).",
        "",
        f"{len(calculated)} of {len(index)} worksheet lines are calculated.",
        "",
        "## Worksheet lines",
        "",
        "| Line | Section | Name | Unit | Calculated by | Pinned by |",
        "|---|---|---|---|---|---|",
    ]
    for line in index:
        section = _SECTION_NAMES.get(line.section, line.section)
        cells = [f"({line.number})", section, line.name, line.unit]
        if line.number in implemented:
            place = implemented[line.number]
            cells += [f"`{place.module}.{place.function}`", _listed(tests.get(line.number, []))]
        else:
            cells += ["**not calculated**", ""]
        parts.append(_row(cells))

    own = [number for number in implemented if number not in {line.number for line in index}]
    parts += ["", "Totals that the worksheet prints without a box of their own in the index: "]
    parts[-1] += ", ".join(f"({number})" for number in own) + "."
    parts += ["", "## Tables and appendices", ""]
    parts += ["| Clause | Subject | Reach | Named by | Pinned by |", "|---|---|---|---|---|"]
    subjects = index_of_tables()
    reach = dict(zip(subjects, load_table("spec_tables").texts("reach"), strict=True))
    places = mentioned_in_code(root, list(subjects))
    for item, subject in subjects.items():
        where = _listed(places[item]) or "**nowhere**"
        parts.append(_row([item, subject, reach[item], where, _listed(tests.get(item, []))]))

    known = {line.number for line in index} | set(own) | set(subjects)
    parts += ["", "## Other clauses that tests pin", "", "| Clause | Pinned by |", "|---|---|"]
    parts += [_row([item, _listed(tests[item])]) for item in sorted(set(tests) - known)]
    return "\n".join(parts) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _listed(names: list[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def main() -> None:
    """Write the page into the project that sap10 was imported from."""
    root = Path(sap10.__file__).parents[1]
    (root / PAGE).write_text(coverage_page(root), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
