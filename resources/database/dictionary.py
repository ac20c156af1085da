"""The data dictionary `docs/data.md`: `python -m resources.database.dictionary`."""

from resources.database.registry import TABLES
from resources.database.schema import Column, Table
from resources.settings import PROJECT

PATH = PROJECT / "docs" / "data.md"

_HEAD = """# Data dictionary

Made from the registry of tables by `python -m resources.database.dictionary`; do not edit.
The primary key is marked with a star. Tables without an asset are kept by the registration of
regions, by the queue's sensor or by the writer itself.
"""


def data_dictionary() -> str:
    """Return the dictionary of all tables as Markdown."""
    return "\n".join([_HEAD, *(_table(table) for table in TABLES.values())])


def _table(table: Table) -> str:
    owner = f"Asset `{table.asset}`." if table.asset else "No asset."
    lines = [
        f"## {table.name}",
        "",
        f"{table.description} {owner}",
        "",
        "| column | type | unit | meaning | worked out from |",
        "| --- | --- | --- | --- | --- |",
        *(_column(table, column) for column in table.columns),
        "",
    ]
    return "\n".join(lines)


def _column(table: Table, column: Column) -> str:
    star = "*" if column.name in table.primary_key else ""
    kind = f"{column.type}, may be missing" if column.nullable else column.type
    sources = ", ".join(f"`{source}.{field}`" for source, field in column.derived_from)
    return f"| `{column.name}`{star} | {kind} | {column.unit} | {column.description} | {sources} |"


def write_dictionary() -> None:
    """Write `docs/data.md`."""
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(data_dictionary(), encoding="utf-8")


if __name__ == "__main__":
    write_dictionary()
