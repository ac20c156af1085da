"""`ara region`: the regions that Ara knows, and how they are added."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ara_assets.ingestion.registration import Registration

app = typer.Typer(help="Regions: local authorities and portfolios.", no_args_is_help=True)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Shown name; its key is made from it (demo → DEMO).")],
    source: Annotated[
        Path, typer.Argument(help="Folder or ZIP archive of certificates, XML or register JSON.")
    ],
    batch_size: Annotated[
        int | None,
        typer.Option(min=1, help="Properties per batch of a new region.", show_default="1000"),
    ] = None,
) -> None:
    """Add a region, or what is new in its source. Adding the same again changes nothing."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from ara_assets.commands.workplace import open_workplace
    from resources.errors import AraError

    open_workplace()
    console = Console()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("documents received: 0", total=None)
            result = add_region(
                name,
                source,
                batch_size,
                lambda count: progress.update(task, description=f"documents received: {count}"),
            )
    except (AraError, ValueError) as error:
        typer.secho(f"ara: {error}", fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from error
    first, last = result.batch_keys[:1], result.batch_keys[-1:]
    console.print(
        f"Region {result.region_key}: {result.documents} documents "
        f"({result.new_documents} new, {result.duplicates} duplicates, {result.issues} that name "
        f"no property), {result.properties} properties ({result.new_properties} new) in "
        f"{len(result.batch_keys)} batches {' … '.join(dict.fromkeys([*first, *last]))}"
    )
    console.print(f"Next: ara backfill {name}")


@app.command("list")
def list_() -> None:
    """List the regions with their batches."""
    from ara_assets.commands.workplace import open_workplace
    from resources.database import membership
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine

    open_workplace()
    with shared_engine(database_url()).connect() as connection:
        for key, name in sorted(membership.region_names(connection).items()):
            batches = membership.batch_keys_of(connection, key)
            properties = len(membership.members_of(connection, key))
            typer.echo(f"{key}\t{name}\t{properties} properties\t{len(batches)} batches")


def add_region(
    name: str,
    source: Path,
    batch_size: int | None = None,
    on_document: "Callable[[int], None]" = lambda _count: None,
) -> "Registration":
    """Register a region in the open workplace, and its batches as Dagster's partitions."""
    import dagster as dg

    from ara_assets.ingestion.registration import register_region
    from ara_assets.partitions import add_batches
    from resources.certificate_source import open_source
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine
    from resources.object_store import open_store
    from resources.settings import Settings

    result = register_region(
        shared_engine(database_url()),
        open_store(Settings()),
        name,
        open_source(source),
        batch_size=batch_size,
        on_document=on_document,
    )
    with dg.DagsterInstance.get() as instance:
        add_batches(instance, result.batch_keys)
    return result
