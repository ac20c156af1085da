"""What tests pin: their markers ``@pytest.mark.pins``, read without importing them."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sap10.coverage.index import index_of_lines

_RANGE = ".."


class Pin(NamedTuple):
    """One test and what its marker says it pins."""

    test: str
    items: tuple[str, ...]


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
