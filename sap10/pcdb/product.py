"""What the record of every product starts with."""

from dataclasses import dataclass
from enum import IntEnum

from sap10.pcdb.record import at, code, text


class Status(IntEnum):
    """Status of a product's record; the meaning of 3 is not published."""

    NORMAL = 0
    ILLUSTRATIVE = 1
    OTHER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Index (six digits), reference of the manufacturer, status, time of the last change."""

    index: str = at(0, text)
    manufacturer: str = at(1, text)
    status: int | None = at(2, code)
    updated: str = at(3, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondaryProduct(Product):
    """The names and years of the products that are no boilers, heat pumps or micro-CHP."""

    brand: str = at(5, text)
    model: str = at(6, text)
    qualifier: str = at(7, text)
    first_year: str = at(8, text)
    final_year: str = at(9, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageProduct(Product):
    """The names and years of the packages of Appendix N; `test_software` made the figures."""

    test_software: str = at(4, text)
    brand: str = at(6, text)
    model: str = at(7, text)
    qualifier: str = at(8, text)
    first_year: str = at(9, text)
    final_year: str = at(10, text)
