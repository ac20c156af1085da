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
    name: Annotated[
        str,
        typer.Argument(
            help="Shown name; its key is made from it (demo → DEMO). Without a source the GSS code "
            "of a council of England or Wales, as E06000023."
        ),
    ],
    source: Annotated[
        Path | None,
        typer.Argument(
            help="Folder or ZIP archive of certificates, XML or register JSON; without one they "
            "come from the national register (ARA_EPC_TOKEN)."
        ),
    ] = None,
    bulk: Annotated[
        bool,
        typer.Option(
            "--bulk", help="From the register's monthly bulk file rather than one by one."
        ),
    ] = False,
    batch_size: Annotated[
        int | None,
        typer.Option(min=1, help="Properties per batch of a new region.", show_default="1000"),
    ] = None,
) -> None:
    """Add a region, or what is new in its source, and ask for its backfill.

    Adding the same again changes nothing.
    """
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
                is_bulk=bulk,
            )
        requested = request_backfill(result)
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
    if requested:
        console.print(f"Backfill {requested} is asked for: `ara dev` runs it")
    console.print(f"Next, to follow it: ara backfill {name}")


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
    source: Path | None,
    batch_size: int | None = None,
    on_document: "Callable[[int], None]" = lambda _count: None,
    *,
    is_bulk: bool = False,
) -> "Registration":
    """Register a region in the open workplace, and its batches as Dagster's partitions."""
    import dagster as dg

    from ara_assets.ingestion.council import register_council
    from ara_assets.ingestion.registration import register_region
    from ara_assets.partitions import add_batches
    from resources.certificate_source import open_source
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine
    from resources.epc_register import EpcRegister
    from resources.object_store import open_store
    from resources.settings import Settings

    engine, store = shared_engine(database_url()), open_store(Settings())
    if source is None:
        _require_gss_code(name)
        result = register_council(
            engine,
            store,
            EpcRegister(),
            name,
            is_bulk=is_bulk,
            batch_size=batch_size,
            on_document=on_document,
        )
    else:
        result = register_region(
            engine,
            store,
            name,
            open_source(source),
            batch_size=batch_size,
            on_document=on_document,
        )
    with dg.DagsterInstance.get() as instance:
        add_batches(instance, result.batch_keys)
    return result


def request_backfill(result: "Registration") -> str | None:
    """Ask Dagster for the backfill of a region that has new documents; return its id."""
    import dagster as dg

    from ara_assets.commands.backfill import launch

    if not result.new_documents:
        return None
    with dg.DagsterInstance.get() as instance:
        return launch(instance, result.region_key)


def _require_gss_code(name: str) -> None:
    from resources.councils import is_gss_code
    from resources.errors import PermanentFailure

    if not is_gss_code(name):
        msg = (
            f"region {name} was not added: give its folder or ZIP archive of certificates, or the "
            "GSS code of a council of England or Wales as its name"
        )
        raise PermanentFailure(msg)
