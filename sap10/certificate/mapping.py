"""How a schema is mapped, as data: rules that say which field of a document becomes which field.

A `Shape` maps one object of the document to one model; its rules are `Take` (a leaf), `Same` (a
nested model described by the same object), `Child` and `Many` (nested objects), `Made` (a small
function, where a schema spreads one fact over several fields). From its rules a shape knows every
field of the schema, so that anything else is refused. The schemas are in `schemas`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from pydantic import BaseModel, ValidationError

from sap10.errors import CertificateRejected, RejectionReason

Tree = dict[str, Any]
"""A document as nested dictionaries and lists, keyed as in the register's JSON."""

Known = dict[str, "Known | None"]
"""Fields of an object: those of a nested object, {} (a leaf), or None (ignored whole)."""

LEAF: Final[Known] = {}


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=BaseModel)


_ACRONYMS = frozenset({"cfl", "chp", "fghrs", "led", "psv", "pv", "sap", "ttzc", "u", "wwhrs"})


class _Absent:
    """The type of ABSENT."""


ABSENT: Final = _Absent()
"""What a rule returns when the document says nothing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document being read: its schema, the spelling of its fields, and the notes it leaves."""

    schema: str
    names: Mapping[str, str] | None
    """XML name of each key that the document has; None for JSON, which has the keys themselves."""
    notes: list[str] = field(default_factory=list)
    codes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Enumerations that its schema has otherwise than the mapping it shares, by their type."""

    def name(self, key: str) -> str:
        """Spell a key as the document does, or would."""
        if self.names is None:
            return key
        return self.names.get(key) or "-".join(
            word.upper() if word in _ACRONYMS else word.capitalize() for word in key.split("_")
        )


@dataclass(frozen=True, slots=True)
class Node:
    """One object of a document and where it is."""

    tree: Tree
    path: str
    document: Document

    def at(self, key: str) -> str:
        """Return the path of one of its fields."""
        names = self.document.names
        name = key if names is None else names.get(key) or self.document.name(key)
        return f"{self.path}/{name}" if self.path else name

    def has(self, key: str) -> bool:
        """Say whether the field is present."""
        return key in self.tree

    def take(self, key: str, convert: "Convert[T]", default: T | None = None) -> T | None:
        """Convert a leaf; `default` if it is absent."""
        raw = self.tree.get(key, ABSENT)
        return default if raw is ABSENT else convert(raw, self.at(key), self.document)

    def child(self, key: str) -> "Node | None":
        """Return a nested object; None if it is absent."""
        value = self.tree.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise CertificateRejected(
                reason="invalid_value",
                field=self.at(key),
                value=value,
                rule=f"{self.document.schema}: an object",
            )
        return Node(cast("Tree", value), self.at(key), self.document)

    def children(self, key: str) -> "list[Node] | None":
        """Return a list of nested objects; None if it is absent."""
        value = self.tree.get(key)
        if value is None:
            return None
        items = cast("list[object]", value) if isinstance(value, list) else []
        if not items or not all(isinstance(item, dict) for item in items):
            raise CertificateRejected(
                reason="invalid_value",
                field=self.at(key),
                value=value_of(cast("object", value)),
                rule=f"{self.document.schema}: a list of objects",
            )
        return [
            Node(cast("Tree", item), f"{self.at(key)}[{index}]", self.document)
            for index, item in enumerate(items, start=1)
        ]

    def refuse(self, reason: RejectionReason, key: str, rule: str) -> CertificateRejected:
        """Make the error that refuses one of its fields."""
        return CertificateRejected(
            reason=reason, field=self.at(key), value=self.tree.get(key), rule=rule
        )


class Convert(Protocol[T_co]):
    """A converter of one leaf."""

    def __call__(self, raw: object, path: str, document: Document) -> T_co:
        """Return the typed value, or refuse it with its path."""
        ...


class Rule(Protocol):
    """How one field of a model is found."""

    @property
    def known(self) -> Known:
        """Fields of the object that the rule reads."""
        ...

    @property
    def key(self) -> str:
        """The field to name when the value is refused."""
        ...

    def read(self, node: Node) -> object:
        """Return the value, or ABSENT."""
        ...


@dataclass(frozen=True, slots=True)
class Take(Generic[T]):
    """A leaf. If it is absent: `absent` and `note`, where given, else nothing."""

    key: str
    convert: Convert[T]
    absent: object = ABSENT
    note: str = ""

    @property
    def known(self) -> Known:
        """The leaf itself."""
        return {self.key: LEAF}

    def read(self, node: Node) -> object:
        """Convert the leaf."""
        raw = node.tree.get(self.key, ABSENT)
        if raw is not ABSENT:
            return self.convert(raw, node.at(self.key), node.document)
        if self.note:
            node.document.notes.append(f"{node.at(self.key)} absent: {self.note}")
        return self.absent


@dataclass(frozen=True, slots=True)
class Same:
    """A nested model described by the same object; only `when` one of these keys is present."""

    shape: "Shape[Any]"
    when: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The first field that it depends on."""
        return self.when[0] if self.when else next(iter(self.shape.rules.values())).key

    @property
    def known(self) -> Known:
        """All fields of the nested shape."""
        return self.shape.known

    def read(self, node: Node) -> object:
        """Read the nested model."""
        if self.when and not any(key in node.tree for key in self.when):
            return ABSENT
        return self.shape.read(node)


@dataclass(frozen=True, slots=True)
class Child:
    """A nested object."""

    key: str
    shape: "Shape[Any]"

    @property
    def known(self) -> Known:
        """The nested shape's fields under its key."""
        return {self.key: self.shape.known}

    def read(self, node: Node) -> object:
        """Read the nested object."""
        child = node.child(self.key)
        return ABSENT if child is None else self.shape.read(child)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of nested objects."""

    key: str
    shape: "Shape[Any]"

    @property
    def known(self) -> Known:
        """The nested shape's fields under its key."""
        return {self.key: self.shape.known}

    def read(self, node: Node) -> object:
        """Read every object of the list."""
        children = node.children(self.key)
        return ABSENT if children is None else tuple(self.shape.read(item) for item in children)


@dataclass(frozen=True, slots=True)
class Made:
    """A value made by a function from several fields, which `known` lists."""

    known: Known
    make: Callable[[Node], object]

    @property
    def key(self) -> str:
        """The first of the fields."""
        return next(iter(self.known))

    def read(self, node: Node) -> object:
        """Call the function."""
        return self.make(node)


@dataclass(frozen=True, slots=True)
class Always:
    """A value that an older schema has no field for, and the note that says so."""

    value: object
    note: str

    @property
    def known(self) -> Known:
        """No field at all."""
        return {}

    @property
    def key(self) -> str:
        """No field to name."""
        return ""

    def read(self, node: Node) -> object:
        """Return the value."""
        node.document.notes.append(self.note)
        return self.value


@dataclass(frozen=True, slots=True)
class Shape(Generic[M]):
    """One object of a schema and the model it becomes; `ignored` fields are known and unused."""

    model: type[M]
    rules: Mapping[str, Rule]
    ignored: Sequence[str] = ()
    known: Known = field(init=False)
    keys: Mapping[str, str] = field(init=False)
    """The field to name when a field of the model is refused."""
    _needed: tuple[tuple[str, Rule, str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Collect the fields that the shape knows."""
        known: Known = dict.fromkeys(self.ignored)
        for rule in self.rules.values():
            merge_known(known, rule.known)
        object.__setattr__(self, "known", known)
        object.__setattr__(self, "keys", {name: rule.key for name, rule in self.rules.items()})
        needed = [(name, rule, _needed_key(rule)) for name, rule in self.rules.items()]
        object.__setattr__(self, "_needed", tuple(needed))

    def but(
        self,
        rules: Mapping[str, Rule | None] = MappingProxyType({}),
        ignored: Sequence[str] | None = None,
    ) -> "Shape[M]":
        """Return the shape of another schema: the same but for these rules, without those None."""
        changed = {**self.rules, **rules}
        kept = {name: rule for name, rule in changed.items() if rule is not None}
        return Shape(self.model, kept, self.ignored if ignored is None else ignored)

    def read(self, node: Node) -> M:
        """Read one object, or refuse it naming the field."""
        tree = node.tree
        values: dict[str, object] = {}
        for name, rule, key in self._needed:
            if key and key not in tree:
                continue
            value = rule.read(node)
            if value is not ABSENT:
                values[name] = value
        return build(self.model, node, values, self.keys)


def _needed_key(rule: Rule) -> str:
    """Return the key without which a rule says nothing, so that it need not be asked."""
    if isinstance(rule, Child | Many):
        return rule.key
    is_silent = isinstance(rule, Take) and rule.absent is ABSENT and not rule.note
    return rule.key if is_silent else ""


def build(model: type[M], node: Node, values: Mapping[str, object], keys: Mapping[str, str]) -> M:
    """Make a model, turning what pydantic refuses into a typed rejection of the source's field."""
    try:
        return model(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        key = keys.get(name, name)
        if first["type"] == "missing":
            raise CertificateRejected(
                reason="missing_field",
                field=node.at(key),
                value=None,
                rule=f"{node.document.schema}: {name} is needed",
            ) from None
        raise CertificateRejected(
            reason="invalid_value",
            field=node.at(key),
            value=node.tree.get(key, first["input"]),
            rule=str(first["msg"]),
        ) from None


def merge_known(into: Known, other: Known) -> None:
    """Add the fields of `other`; a field that someone ignores whole stays ignored whole."""
    for key, nested in other.items():
        if key not in into:
            into[key] = None if nested is None else {}
        mine = into[key]
        if nested is None or mine is None:
            into[key] = None
        else:
            merge_known(mine, nested)


def refuse_unknown(node: Node, known: Known) -> None:
    """Refuse the first field of the document that the schema's mapping does not know."""
    if not _is_known(node.tree, known):
        _refuse_first_unknown(node, known)


def _is_known(value: object, known: Known) -> bool:
    """Say whether every field of every object in a value is known, without naming any."""
    if isinstance(value, dict):
        for key, nested in cast("Tree", value).items():
            if key not in known:
                return False
            fields = known[key]
            if fields and not _is_known(nested, fields):
                return False
    elif isinstance(value, list):
        return all(_is_known(item, known) for item in cast("list[object]", value))
    return True


def _refuse_first_unknown(node: Node, known: Known) -> None:
    for key, value in node.tree.items():
        if key not in known:
            raise CertificateRejected(
                reason="unknown_field",
                field=node.at(key),
                value=value_of(cast("object", value)),
                rule=f"not a field of {node.document.schema}",
            )
        nested = known[key]
        if not nested:
            continue
        for place, item in _objects(node.at(key), value):
            _refuse_first_unknown(Node(item, place, node.document), nested)


def _objects(path: str, value: object) -> Iterator[tuple[str, Tree]]:
    """Yield every object in a value that may be a list, or a list of lists, with its path."""
    if isinstance(value, dict):
        yield path, cast("Tree", value)
    elif isinstance(value, list):
        for index, item in enumerate(cast("list[object]", value), start=1):
            yield from _objects(f"{path}[{index}]", item)


def flat_list(value: object) -> list[object]:
    """Return the items of a value that may be one item, a list, or a list of lists."""
    if not isinstance(value, list):
        return [value]
    items = cast("list[object]", value)
    return [leaf for item in items for leaf in flat_list(item)]


def value_of(value: object) -> object:
    """Return a leaf as it is, and only the kind of anything bigger."""
    return value if isinstance(value, str | int | float) else type(value).__name__
