"""Our indexes of the two specifications: worksheet lines, SAP tables, RdSAP tables and clauses."""

from dataclasses import dataclass

from sap10.tables import load_table


@dataclass(frozen=True, slots=True)
class IndexedLine:
    """One line of our index of the worksheet."""

    number: str
    section: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One table or numbered clause of RdSAP 10: ``RdSAP Table 18``, ``RdSAP 6.11.4``.

    `reach` is ``rule`` where it decides inputs or the rating, ``survey`` where it says what an
    assessor includes and records, ``vocabulary`` for names and texts, ``improvement`` for measures.
    """

    item: str
    page: int
    subject: str
    reach: str


def index_of_lines() -> list[IndexedLine]:
    """Return our index of every worksheet line, in the worksheet's order."""
    table = load_table("worksheet_lines")
    return [IndexedLine(*row) for row in table.rows]


def index_of_tables() -> dict[str, str]:
    """Return SAP's tables and appendices with their subject, in its order."""
    table = load_table("spec_tables")
    return dict(zip(table.texts("item"), table.texts("subject"), strict=True))


def index_of_rules() -> dict[str, Rule]:
    """Return RdSAP's tables, then its numbered clauses, in its order."""
    rows = load_table("rdsap_rules").rows
    return {item: Rule(item, int(page), subject, reach) for item, page, subject, reach in rows}
