"""`ara demo`: a fictitious landlord's homes, all the way from certificates to plans."""

import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from ara_assets.domain.portfolio import Portfolio

REGION = "demo"
BATCH_SIZE = 100
WHOLE_ASSETS = ("fuel_rates", "cost_catalogue", "pcdb", "scenario_definition")
BATCH_ASSETS = (
    "property",
    "epc",
    "geospatial",
    "solar",
    "effective_epc",
    "baseline",
    "bill",
    "recommendation",
    "scenario",
    "plan_bill",
)


def demo() -> None:
    """Rate and plan the homes of a fictitious landlord; needs no token and no network."""
    from rich.console import Console

    from resources.errors import AraError

    console = Console()
    stages: dict[str, float] = {}
    try:
        _run(console, stages)
    except AraError as error:
        typer.secho(f"ara: {error}", fg=typer.colors.RED, err=True)
        raise typer.Exit(1) from error


def _run(console: "Console", stages: dict[str, float]) -> None:
    """Run the stages one after the other, each timed."""
    from ara_assets.commands.workplace import open_workplace

    with _stage("database", stages, console):
        place = open_workplace()
    with _stage("demo certificates", stages, console):
        from ara_assets.demo.generate import generate

        folder = place.home / "demo"
        count = generate(folder)
    console.print(f"{count} certificates written to {folder / 'certificates'}")
    with _stage("region", stages, console):
        from ara_assets.commands.region import add_region

        region = add_region(REGION, folder / "certificates", BATCH_SIZE)
    with _stage("assets", stages, console):
        _materialise(console, region.batch_keys)
    with _stage("report", stages, console):
        report = _materialise_report(console)
    print_summary(console, report)
    console.print(f"Report: {place.home / 'reports' / 'portfolio.html'}")
    spent = "  ".join(f"{name} {seconds:.1f} s" for name, seconds in stages.items())
    console.print(f"Time: {spent}  total {sum(stages.values()):.1f} s")
    console.print("Next: make dev, and open http://127.0.0.1:3000 for the lineage graph")


@contextmanager
def _stage(name: str, stages: dict[str, float], console: "Console") -> Generator[None]:
    """Time a stage and say that it runs."""
    console.print(f"[bold]{name}[/bold]")
    begun = time.perf_counter()
    yield
    stages[name] = time.perf_counter() - begun


def _materialise(console: "Console", batch_keys: tuple[str, ...]) -> None:
    """Materialise the rates, then every batch asset, with a progress bar."""
    import dagster as dg
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ara_assets.definitions import defs
    from ara_assets.execution import materialise

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with (
        dg.DagsterInstance.get() as instance,
        Progress(*columns, TimeElapsedColumn(), console=console) as progress,
    ):
        whole = progress.add_task(", ".join(WHOLE_ASSETS), total=len(WHOLE_ASSETS))
        materialise(instance, defs, WHOLE_ASSETS, (), lambda n: progress.update(whole, completed=n))
        label = f"{len(BATCH_ASSETS)} assets of {batch_keys[0]} … {batch_keys[-1]}"
        batches = progress.add_task(label, total=len(BATCH_ASSETS))
        materialise(
            instance,
            defs,
            BATCH_ASSETS,
            batch_keys,
            lambda n: progress.update(batches, completed=n),
        )


def _materialise_report(console: "Console") -> "Portfolio":
    """Write the report through its asset; return the same figures for the summary."""
    import dagster as dg

    from ara_assets.definitions import defs
    from ara_assets.execution import materialise
    from ara_assets.reporting.portfolio_report import stored_portfolio
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine

    with dg.DagsterInstance.get() as instance, console.status("writing the report"):
        materialise(instance, defs, ["portfolio_report"])
    return stored_portfolio(shared_engine(database_url()))


def print_summary(console: "Console", portfolio: "Portfolio") -> None:
    """Print what a person wants to know first."""
    from rich.table import Table

    documents = portfolio.documents
    table = Table(title="Ara demo", show_header=False, title_justify="left")
    table.add_row("properties", f"{portfolio.properties}")
    table.add_row("homes rated", f"{portfolio.rated}")
    table.add_row("bands", "  ".join(f"{band} {n}" for band, n in portfolio.bands().items()))
    off = portfolio.divergence
    table.add_row(
        "calculated against lodged",
        f"{int((off.abs() <= 0.5).sum())} of {len(off)} within 0.5 SAP, "
        f"{int(portfolio.homes['is_divergent'].fillna(value=False).sum())} divergent, "
        f"{int((portfolio.homes['rebaseline_reason'] == 'pre_sap10').sum())} pre SAP 10",
    )
    for plan in portfolio.plan_totals:
        status = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in plan.by_status.items())
        table.add_row(f"plans, {plan.scenario}", status)
        table.add_row("cost of the plans", f"£{plan.total_cost_gbp:,.2f}")
        table.add_row("bills saved", f"£{plan.bill_saving_gbp_per_year:,.2f} a year")
    table.add_row(
        "documents",
        f"{documents.received}: {documents.current} current, {documents.superseded} superseded, "
        f"{documents.issue} with an issue, {documents.unreadable} that name no property, "
        f"{documents.unaccounted} unaccounted",
    )
    for reason, count in portfolio.issues_by_reason.items():
        table.add_row(f"issue: {reason.replace('_', ' ')}", f"{count}")
    console.print(table)
