"""Where the code calculates each worksheet line, from the registry of lines."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from types import ModuleType
from typing import NamedTuple, get_type_hints

from sap10 import appendices, worksheet
from sap10.lines import LineInfo, lines_of
from sap10.worksheet.branches import NETWORK_LINES


class Implementation(NamedTuple):
    """Where a line is calculated: module, the function that returns it, and the registry's word."""

    module: str
    function: str
    info: LineInfo


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
