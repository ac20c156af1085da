"""Which functions, constants and CSV files name a table or clause, by their docstrings."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from sap10.coverage.index import index_of_rules
from sap10.tables import load_table

_LEFT_OUT = ("coverage", "measures")
_OF_INPUTS = ("certificate", "full_sap", "rdsap", "services")
_PLAIN_NUMBER = re.compile(r"Table \d+")
_MENTION = re.compile(
    r"\b(Tables?|Appendix|Appendices)\s+((?:[A-Z]?\d[\d.]*[a-z]?|[A-Z]\d*)\b"
    r"(?:(?:\s*,\s*|\s+and\s+|\s+or\s+|\s+to\s+)(?:[A-Z]?\d[\d.]*[a-z]?|[A-Z]\d*)\b)*)"
)
_SEPARATOR = re.compile(r"\s*(,|\band\b|\bor\b|\bto\b)\s*")
_NUMBER = r"\d+(?:\.\d+)*(?![\w]|\.\d)"
_RULE = re.compile(
    rf"(?P<specification>RdSAP 10 |SAP 10\.2 |worksheet )?\b(?P<kind>Tables?|[Ss]ections?) "
    rf"(?P<numbers>{_NUMBER}(?:(?:, | and | or | to ){_NUMBER})*)"
)
_JOINT = re.compile(r"[ ,;(]*(?:and|or)? ?")
_RDSAP = "RdSAP 10 "

Named = Callable[[tuple[str, ...], str], set[str]]
"""What a text of a module (its path's parts) or CSV file names."""


def mentions(text: str, order: list[str]) -> set[str]:
    """Return SAP's tables and appendices that a text names, ranges ("Tables 9 to 9c") included."""
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


def rules_named(text: str, order: list[str], is_rdsap: bool) -> set[str]:
    """Return RdSAP's tables and clauses that a text names, ranges of one depth included.

    Parameters
    ----------
    text
        A docstring or heading.
    order
        The index: ``RdSAP Table 18``, ``RdSAP 6.11.4``.
    is_rdsap
        Whether "Table 18" and "section 6.11.4" alone mean RdSAP 10. "RdSAP 10 Table 18" always
        does, "SAP 10.2 section 6.1" and "worksheet section 3" never; in "RdSAP 10 Table 18 and
        section 6.11.4" the specification holds for both.
    """
    found: set[str] = set()
    text = " ".join(text.split())
    specification, end = "", 0
    for match in _RULE.finditer(text):
        joined = _JOINT.fullmatch(text, end, match.start()) is not None
        inherited = specification if joined and end else ""
        specification = match["specification"] or inherited or (_RDSAP if is_rdsap else "")
        end = match.end()
        if specification != _RDSAP:
            continue
        kind = "RdSAP Table " if match["kind"].startswith("Table") else "RdSAP "
        parts = _SEPARATOR.split(match["numbers"])
        numbers = parts[::2]
        found.update(f"{kind}{number}" for number in numbers)
        for joint, (first, last) in zip(parts[1::2], pairwise(numbers), strict=True):
            if joint == "to":
                found.update(item for item in order if _is_between(item, kind, first, last))
    return found.intersection(order)


def _is_between(item: str, kind: str, first: str, last: str) -> bool:
    """Whether an item is from the first to the last of a range, with as many dots as they have."""
    number = item.removeprefix(kind)
    if not re.fullmatch(r"[\d.]+", number) or not item.startswith(kind):
        return False
    low, own, high = (tuple(map(int, text.split("."))) for text in (first, number, last))
    return len(own) == len(low) == len(high) and low <= own <= high


def mentioned_in_code(root: Path, order: list[str]) -> dict[str, list[str]]:
    """Return, by SAP table or appendix, the functions and CSV files that name it.

    Packages that make inputs of documents count for clauses that decide inputs only, and not for
    tables of a plain number, which RdSAP 10 has too.
    A module counts where none of its functions and constants names the table.
    """
    reach = load_table("spec_tables").texts("reach")
    of_inputs = [
        item
        for item, kind in zip(order, reach, strict=True)
        if kind == "input" and not _PLAIN_NUMBER.fullmatch(item)
    ]

    def named(place: tuple[str, ...], text: str) -> set[str]:
        if place[1] in _LEFT_OUT or (place[1] == "tables" and place[-1].startswith("rdsap")):
            return set()
        counted = of_inputs if place[1] in _OF_INPUTS else order
        return mentions(text, order).intersection(counted)

    return _in_code(root, order, named)


def rules_in_code(root: Path) -> dict[str, list[str]]:
    """Return, by RdSAP table or clause, the functions and CSV files that name it.

    In `sap10.rdsap` and its CSV files a table or section is RdSAP's unless it says otherwise.
    Measures count for improvements only.
    """
    rules = index_of_rules()
    order = list(rules)

    def named(place: tuple[str, ...], text: str) -> set[str]:
        if place[1] == "coverage":
            return set()
        is_rdsap = place[1] == "rdsap" or place[-1].startswith("rdsap")
        found = rules_named(text, order, is_rdsap)
        if place[1] == "measures":
            return {item for item in found if rules[item].reach == "improvement"}
        return found

    return _in_code(root, order, named)


def _in_code(root: Path, order: list[str], named: Named) -> dict[str, list[str]]:
    """Return by item the functions, constants, modules and CSV files whose text names it."""
    found: dict[str, list[str]] = {item: [] for item in order}
    package = root / "sap10"
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        own: dict[str, list[str]] = {}
        for owner, text in _docstrings(ast.parse(path.read_text(encoding="utf-8"))):
            for item in named(parts, text):
                own.setdefault(item, []).append(owner)
        for item, owners in own.items():
            places = sorted({owner for owner in owners if owner}) or [""]
            found[item] += [".".join(filter(None, (*parts, owner))) for owner in places]
    for path in sorted((package / "tables").glob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        heading = " ".join(line for line in lines if line.startswith("#"))
        for item in named(path.relative_to(root).parts, heading):
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
