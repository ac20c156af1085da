"""The XML schemas of the register as trees: every element, its type and its codes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lxml import etree

from sap10.certificate.tree import LISTS, REPEATS, ROOT_REPEATS, WRAPPERS, Element, key_of

_XS = "{http://www.w3.org/2001/XMLSchema}"
_ROOTS = ("RdSAP-Report", "SAP-Report")


@dataclass(frozen=True)
class Item:
    """One element of a schema."""

    name: str
    type: str
    children: tuple["Item", ...] = ()
    is_repeated: bool = False
    is_optional: bool = True
    codes: dict[str, str] = field(default_factory=dict[str, str])

    def find(self, *names: str) -> "Item":
        """Return the element at a path."""
        if not names:
            return self
        return next(c for c in self.children if c.name == names[0]).find(*names[1:])


@cache
def schema_root(folder: Path) -> Item:
    """Return the report of a schema; `folder` is the schema's in epc-schemas."""
    types, elements = _definitions(folder)
    name = next(name for name in _ROOTS if name in elements)
    return _item(elements[name], types, elements)


def _definitions(folder: Path) -> tuple[dict[str, Element], dict[str, Element]]:
    types: dict[str, Element] = {}
    elements: dict[str, Element] = {}
    for path in sorted(folder.rglob("*.xsd")):
        if path.name == "ExternalDefinitions.xsd":
            continue
        for node in etree.parse(path).getroot():
            if node.tag in {f"{_XS}complexType", f"{_XS}simpleType"}:
                types[node.get("name", "")] = node
            elif node.tag == f"{_XS}element":
                elements[node.get("name", "")] = node
    return types, elements


def _item(node: Element, types: dict[str, Element], elements: dict[str, Element]) -> Item:
    if node.get("ref"):
        target = elements[_local(node.get("ref", ""))]
        found = _item(target, types, elements)
        return Item(found.name, found.type, found.children, _many(node), _opt(node), found.codes)
    name, type_name = node.get("name", ""), _local(node.get("type", ""))
    inline = [child for child in node if child.tag in {f"{_XS}complexType", f"{_XS}simpleType"}]
    definition = inline[0] if inline else types.get(type_name)
    children: tuple[Item, ...] = ()
    codes: dict[str, str] = {}
    if definition is not None:
        children = tuple(_item(child, types, elements) for child in _particles(definition, types))
        codes = _codes(definition, types)
    return Item(name, type_name, children, _many(node), _opt(node), codes)


def _particles(definition: Element, types: dict[str, Element]) -> Iterator[Element]:
    """Yield the elements that a complex type holds, those of its base too."""
    for node in definition:
        if node.tag == f"{_XS}element":
            yield node
        elif node.tag == f"{_XS}extension":
            base = types.get(_local(node.get("base", "")))
            if base is not None:
                yield from _particles(base, types)
            yield from _particles(node, types)
        elif isinstance(node.tag, str) and node.tag not in {
            f"{_XS}annotation",
            f"{_XS}attribute",
            f"{_XS}restriction",
        }:
            yield from _particles(node, types)


def _codes(definition: Element, types: dict[str, Element]) -> dict[str, str]:
    """Return the codes of an enumeration, each with what the schema says of it."""
    found: dict[str, str] = {}
    for value in definition.iter(f"{_XS}enumeration"):
        text = " ".join("".join(value.itertext()).split())
        found[value.get("value", "")] = text
    for node in definition.iter(f"{_XS}extension", f"{_XS}restriction"):
        base = types.get(_local(node.get("base", "")))
        if base is not None and not found:
            found = _codes(base, types)
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _many(node: Element) -> bool:
    return node.get("maxOccurs", "1") != "1"


def _opt(node: Element) -> bool:
    return node.get("minOccurs", "1") == "0"


def leaves(item: Item, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Item]]:
    """Yield every element without children, by its path of XML names."""
    for child in item.children:
        if child.children:
            yield from leaves(child, (*path, child.name))
        else:
            yield (*path, child.name), child


def fields(item: Item) -> Iterator[tuple[tuple[str, ...], Item]]:
    """Yield every leaf by its keys in the register's JSON (epc-register-api.md section 6)."""
    yield from _fields(item, (), is_root=True)


def _fields(
    item: Item, path: tuple[str, ...], *, is_root: bool = False
) -> Iterator[tuple[tuple[str, ...], Item]]:
    for child in item.children:
        if is_root and child.name in WRAPPERS:
            yield from _fields(child, path, is_root=True)
            continue
        key = ROOT_REPEATS.get(child.name, key_of(child.name)) if is_root else key_of(child.name)
        key = REPEATS.get(child.name, key)
        here = (*path, key)
        if not child.children:
            yield here, child
        elif child.name in LISTS:
            for entry in child.children:
                items = entry.children if entry.name in LISTS else (entry,)
                for item in items:
                    yield from _fields(item, here) if item.children else iter([(here, item)])
        else:
            yield from _fields(child, here)
