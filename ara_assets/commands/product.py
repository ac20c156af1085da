"""`ara product`: a record of the product database, readably."""

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

_PRODUCT_TABLES = ("105", "122", "143", "313", "322", "323", "353", "362", "371", "381", "391")
_OTHER_TABLES = ("341", "501")


def product(
    index: Annotated[str, typer.Argument(help="Index of the product, leading zeros or not.")],
) -> None:
    """Print a product's record: every field that is known, with its unit."""
    from rich.console import Console

    from ara_assets.commands.workplace import open_workplace
    from resources.database.engine import make_engine
    from resources.database.products import products_in_use
    from sap10.pcdb.database import LAYOUTS

    engine = make_engine(open_workplace().database_url)
    try:
        pcdb = products_in_use(engine)
    finally:
        engine.dispose()
    models = [
        model for table in (*_PRODUCT_TABLES, *_OTHER_TABLES) for model in LAYOUTS[table].values()
    ]
    found = [record for model in models if (record := pcdb.find(model, index)) is not None]
    if not found:
        typer.secho(
            f"ara: product {index} is not in revision {pcdb.revision} of the product database"
            " (`ara dev`, asset pcdb, loads another; ARA_PCDB says from where)",
            fg=typer.colors.RED,
            err=True,
        )
        raise typer.Exit(1)
    console = Console()
    for record in found:
        console.print(_as_table(record, pcdb.revision))


def _as_table(record: object, revision: str) -> "Table":
    """Return the fields of a record that are not blank; repeated sets a line each."""
    from rich.table import Table

    from sap10.pcdb.database import table_of
    from sap10.pcdb.record import units_of

    units = units_of(type(record))
    title = f"Table {table_of(record)}, revision {revision}"
    table = Table(title=title, title_justify="left", show_header=False)
    for name, value in _values(record):
        if isinstance(value, tuple):
            for place, item in enumerate(value, start=1):
                table.add_row(f"{name} {place}", _set_text(item))
        elif value not in (None, ""):
            table.add_row(name, f"{value} {units.get(name, '')}".rstrip())
    return table


def _values(record: Any) -> list[tuple[str, Any]]:
    return [(item.name, getattr(record, item.name)) for item in fields(record)]


def _set_text(item: Any) -> str:
    """Return one repeated set, or one value of a series, in a line."""
    from sap10.pcdb.record import units_of

    if isinstance(item, float | int | None):
        return "" if item is None else str(item)
    units = units_of(type(item))
    return ", ".join(
        f"{name} {value}{' ' + units[name] if name in units else ''}"
        for name, value in _values(item)
        if value not in (None, "")
    )
