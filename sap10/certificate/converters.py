"""Converters of single leaves: the text of a document to a typed value, or a typed refusal.

XML gives text; the register's JSON gives numbers for whatever looks like one, and may wrap a
measure as ``{"value": 2.45, "quantity": "metres"}``. Both end in the same value.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from sap10.certificate.mapping import Convert, Document
from sap10.errors import CertificateRejected

T = TypeVar("T")

_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_MEASURE_KEYS = frozenset({"value", "quantity", "currency", "language"})
_LONGEST = 2704
_MOST_DIGITS = 15
_GREATEST = 1e15


def scalar(raw: object, path: str, document: Document) -> str | int | float | bool:
    """Return the leaf itself, out of its measure object if it has one."""
    if isinstance(raw, str) and raw.isalnum():
        return raw
    if isinstance(raw, dict):
        measure = cast("dict[str, object]", raw)
        raw = measure.get("value") if measure.keys() <= _MEASURE_KEYS else measure
    if isinstance(raw, str) and not _UNSTORABLE.search(raw):
        return " ".join(raw.split())
    if isinstance(raw, bool | int | float):
        return raw
    raise CertificateRejected(
        reason="invalid_value",
        field=path,
        value=type(cast("object", raw)).__name__,
        rule=f"{document.schema}: one value",
    )


def number(raw: object, path: str, document: Document) -> float:
    """Read a decimal number (no exponent, not infinite)."""
    value = raw if isinstance(raw, float) else scalar(raw, path, document)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        value = float(value)
    if isinstance(value, str | bool) or not -_GREATEST < value < _GREATEST:
        raise CertificateRejected(
            reason="invalid_value", field=path, value=value, rule=f"{document.schema}: xs:decimal"
        )
    return float(value)


def integer(raw: object, path: str, document: Document) -> int:
    """Read an integer; leading zeros are dropped."""
    value = scalar(raw, path, document)
    if isinstance(value, str) and _INTEGER.fullmatch(value) and len(value) <= _MOST_DIGITS:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CertificateRejected(
            reason="invalid_value", field=path, value=value, rule=f"{document.schema}: xs:integer"
        )
    return value


def optional_index(raw: object, path: str, document: Document) -> int | None:
    """Read a product or table index; 0 and an empty text mean that there is none."""
    if scalar(raw, path, document) == "":
        return None
    return integer(raw, path, document) or None


def text(raw: object, path: str, document: Document) -> str:
    """Read a text, its white space squeezed."""
    value = scalar(raw, path, document)
    if len(str(value)) > _LONGEST:
        raise CertificateRejected(
            reason="invalid_value",
            field=path,
            value=len(str(value)),
            rule=f"at most {_LONGEST} characters",
        )
    return str(value)


def date(raw: object, path: str, document: Document) -> dt.date:
    """Read a date, YYYY-MM-DD."""
    value = str(scalar(raw, path, document))
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise CertificateRejected(
            reason="invalid_value", field=path, value=value, rule=f"{document.schema}: xs:date"
        ) from None


def normal_code(value: str | float | bool) -> str:
    """Write a code the one way it is looked up: no leading zeros, no trailing ``.0``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, int):
        return str(value)
    if _INTEGER.fullmatch(value) and len(value) <= _MOST_DIGITS:
        return str(int(value))
    return value


@dataclass(frozen=True, slots=True)
class Codes(Generic[T]):
    """An enumeration of a schema: every code it has and what it means.

    A schema that shares a mapping and has other codes replaces them by `name`, the schemas' own
    name of the type (`Schema.codes`).
    """

    name: str
    meanings: Mapping[str, T]
    assumed: Mapping[str, str] = field(default_factory=dict[str, str])
    """What had to be assumed of a code of an older schema: a note for whoever reads it."""

    def __call__(self, raw: object, path: str, document: Document) -> T:
        """Return the meaning; an unknown code is refused, never replaced."""
        codes: Codes[T] = document.codes.get(self.name, self)
        if isinstance(raw, str) and raw in codes.meanings:
            code = raw
        else:
            value = scalar(raw, path, document)
            code = normal_code(value)
            if code not in codes.meanings:
                raise CertificateRejected(
                    reason="unknown_code",
                    field=path,
                    value=value,
                    rule=f"{document.schema} {self.name}",
                )
        if code in codes.assumed:
            document.notes.append(f"{path} {code}: {codes.assumed[code]}")
        return codes.meanings[code]

    def without(self, *codes: str, assumed: Mapping[str, str] | None = None) -> "Codes[T]":
        """Return the enumeration of an older schema, which lacks these codes."""
        kept = {code: meaning for code, meaning in self.meanings.items() if code not in codes}
        return Codes(self.name, kept, assumed or {})


boolean: Convert[bool] = Codes("xs:boolean", {"true": True, "false": False, "1": True, "0": False})
"""xs:boolean."""

yes_no: Convert[bool] = Codes("Flag", {"Y": True, "N": False})
"""The schemas' Flag."""


def thickness_codes(name: str, *words: str, plus: tuple[str, ...] = ()) -> "Codes[float | str]":
    """Make an enumeration of thicknesses: NI, AB, ND, millimetres; `plus` are open ends."""
    meanings: dict[str, float | str] = {
        word: {"NI": "unknown", "AB": "as_built", "ND": "not_defined"}[word]
        for word in words
        if word in {"NI", "AB", "ND"}
    }
    for word in words:
        if word not in meanings:
            meanings[word] = float(word.removesuffix("mm"))
    for word in plus:
        meanings[word] = float(word.replace("mm", "").replace("+", ""))
    return Codes(name, meanings)
