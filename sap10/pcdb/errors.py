"""Why a product database file is refused, whole, and why a product of it is."""

from collections.abc import Mapping
from typing import TypeVar

from sap10.errors import CertificateRejected

K = TypeVar("K")
V = TypeVar("V")


class PcdbRejected(Exception):
    """The file cannot be trusted: it is truncated, corrupt, or has a layout that is not known.

    Parameters
    ----------
    line
        Number of the line that says so, counted from 1.
    problem
        What is wrong with it, with the value found.
    table, table_format, revision
        Where in the file: table number, its format and revision; empty before the first table.
    """

    def __init__(
        self, line: int, problem: str, table: str = "", table_format: str = "", revision: str = ""
    ) -> None:
        self.line = line
        self.problem = problem
        self.table = table
        self.table_format = table_format
        self.revision = revision
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return one line that names the place in the file and the problem."""
        place = (
            f", table {self.table} format {self.table_format} revision {self.revision}"
            if self.table
            else ""
        )
        return f"product database, line {self.line}{place}: {self.problem}"


def known_code(known: Mapping[K, V], found: K, name: str, index: str, clause: str) -> V:
    """Return what a code of a record stands for.

    Parameters
    ----------
    known
        Meaning of each code.
    found
        The record's code.
    name, index
        Which field of which product it is.
    clause
        Where the specification names the kinds that there are.

    Raises
    ------
    CertificateRejected
        The specification's calculation does not know the code.
    """
    if found not in known:
        raise CertificateRejected(
            reason="invalid_value",
            field=f"product {index}: {name}",
            value=found,
            rule=f"SAP 10.2 {clause}: {sorted(map(str, known))}",
        )
    return known[found]
