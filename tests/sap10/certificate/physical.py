"""Hypothesis strategies for the physical description, made from its own field definitions."""

import enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

PRINTABLE = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))


def models(model: type[BaseModel], **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any instance of a model: every field drawn within its own limits, or as it is given."""
    return st.deferred(
        lambda: st.builds(
            model,
            **{
                name: values(field.annotation, list(field.metadata))
                for name, field in model.model_fields.items()
                if name not in given
            },
            **given,
        )
    )


def values(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    """Any value of an annotation with its constraints."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extra = get_args(annotation)
        found = [m for e in extra for m in (e.metadata if isinstance(e, FieldInfo) else [e])]
        return values(inner, metadata + found)
    if origin in (Union, UnionType):
        return st.one_of([values(choice, metadata) for choice in get_args(annotation)])
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        return _tuples(get_args(annotation)[0], metadata)
    if annotation is type(None):
        return st.none()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return models(annotation)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return st.sampled_from(annotation)
    return _leaf(annotation, metadata)


def _limits(metadata: list[Any]) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for item in metadata:
        if isinstance(item, annotated_types.Ge):
            limits["low"] = item.ge
        elif isinstance(item, annotated_types.Gt):
            limits["low"], limits["open"] = item.gt, True
        elif isinstance(item, annotated_types.Le):
            limits["high"] = item.le
        elif isinstance(item, annotated_types.MinLen):
            limits["short"] = item.min_length
        elif isinstance(item, annotated_types.MaxLen):
            limits["long"] = item.max_length
        elif getattr(item, "pattern", None):
            limits["pattern"] = item.pattern
    return limits


def _tuples(item: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    limits = _limits(metadata)
    short = limits.get("short", 0)
    return st.lists(
        values(item, []), min_size=short, max_size=limits.get("long", max(short, 2))
    ).map(tuple)


def _leaf(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    limits = _limits(metadata)
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(limits.get("low"), limits.get("high"))
    if annotation is float:
        return st.floats(
            limits.get("low"),
            limits.get("high"),
            allow_nan=False,
            allow_infinity=False,
            exclude_min=limits.get("open", False),
        )
    if annotation is str:
        if "pattern" in limits:
            return st.from_regex(limits["pattern"], fullmatch=True)
        return st.text(PRINTABLE, max_size=20)
    message = f"no strategy for {annotation}"
    raise TypeError(message)
