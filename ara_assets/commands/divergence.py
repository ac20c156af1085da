"""`ara divergence`: how far our figures are from the lodged ones, and which homes to look at."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table
    from sqlalchemy import Engine

    from ara_assets.domain.divergence import Agreement
    from resources.object_store import DocumentStore
    from sap10.certificate.document import Certificate
    from sap10.pcdb import Pcdb

_FIGURES_SHOWN = 5


def divergence(
    worst: Annotated[
        int, typer.Option(min=0, max=1000, help="How many of the worst homes to look at.")
    ] = 10,
) -> None:
    """Compare calculated with lodged figures, and list the worst homes with what to look at."""
    from rich.console import Console

    from ara_assets.commands.workplace import open_workplace
    from resources.database.divergence import divergence_sums
    from resources.database.engine import make_engine

    place = open_workplace()
    engine = make_engine(place.database_url)
    console = Console()
    try:
        sums = divergence_sums(engine)
        if sums.empty:
            console.print("No home has lodged and calculated figures yet: run `ara backfill` first")
            return
        _print_agreement(console, sums)
        _print_worst(console, engine, place.home / "divergence", worst)
    finally:
        engine.dispose()


def _print_agreement(console: "Console", sums: "pd.DataFrame") -> None:
    """Print the agreement of every cohort, and of the validation cohort by what divides it."""
    from ara_assets.domain.divergence import COHORTS, VALIDATION, agreement_by

    cohorts = agreement_by(sums, "cohort")
    named = {COHORTS[name]: cohorts[name] for name in COHORTS if name in cohorts}
    console.print(_agreement_table("Calculated minus lodged, by cohort", named))
    validated = sums[sums["cohort"] == VALIDATION]
    for title, column in (("by schema", "schema_type"), ("by main heating", "main_heating")):
        groups = agreement_by(validated, column)
        if groups:
            console.print(_agreement_table(f"{COHORTS[VALIDATION]}: {title}", groups))


def _agreement_table(title: str, groups: Mapping[str, "Agreement"]) -> "Table":
    from rich import box
    from rich.table import Table

    from ara_assets.domain.performance import SAP_LIMIT

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("")
    for heading in (
        "\nhomes",
        f"within\n{SAP_LIMIT}",
        "SAP\nerror",
        "\nbias",
        "CO2\nerror",
        "PE\nerror",
    ):
        table.add_column(heading, justify="right", no_wrap=True)
    for name, found in groups.items():
        table.add_row(
            name,
            f"{found.homes:,}",
            f"{found.share_within:.1%}",
            f"{found.sap_mean_absolute_error:.2f}",
            f"{found.sap_bias:+.2f}",
            f"{found.co2_mean_absolute_error_t_per_year:.2f}",
            f"{found.primary_energy_mean_absolute_error_kwh_per_m2:.1f}",
        )
    table.caption = "errors are mean absolute ones; CO2 in t/yr, primary energy in kWh/(m2 yr)"
    return table


def _print_worst(console: "Console", engine: "Engine", folder: Path, limit: int) -> None:
    """Print the worst homes of the validation cohort, each calculated anew."""
    from ara_assets.domain.divergence import VALIDATION
    from resources.database.divergence import most_divergent
    from resources.database.products import products_in_use
    from resources.object_store import ObjectStore

    store, pcdb = ObjectStore(), products_in_use(engine)
    for number, home in enumerate(most_divergent(engine, VALIDATION, limit), start=1):
        console.print(
            f"\n[bold]{number}. {home['property_id']}[/bold]  {home['schema_type']}, inspected "
            f"{home['inspection_date']}, {home['main_heating']}: lodged "
            f"{home['lodged_sap_rating']}, calculated {home['sap_score']:.2f} "
            f"({home['sap']:+.2f})"
        )
        _print_home(console, home, store, folder, pcdb)


def _print_home(
    console: "Console",
    home: Mapping[str, Any],
    store: "DocumentStore",
    folder: Path,
    pcdb: "Pcdb",
) -> None:
    """Print the figures of one home that are furthest off, its notes and the next command."""
    from rich.padding import Padding
    from rich.table import Table

    import sap10
    from ara_assets.domain.divergence import examine
    from ara_assets.domain.performance import CONVENTIONS
    from resources.errors import AraError

    try:
        document = store.get(home["document_sha256"])
        certificate = sap10.read_certificate(document, home["certificate_number"])
        found = examine(certificate, pcdb)
    except (sap10.CertificateRejected, AraError) as error:
        console.print(f"   it cannot be looked at any more: {error}", markup=False)
        return
    table = Table(box=None)
    for heading in ("figure", "line", "lodged", "calculated", "off by", ""):
        table.add_column(heading, justify="left" if heading in ("figure", "line") else "right")
    for one in found.figures[:_FIGURES_SHOWN]:
        table.add_row(
            one.figure,
            f"({one.line})",
            f"{one.lodged:,.1f}",
            f"{one.calculated:,.1f} {one.unit}".rstrip(),
            f"{one.difference:+,.1f}",
            f"{one.relative_difference:+.0%}",
        )
    console.print(Padding(table, (0, 0, 0, 3)))
    for note in found.notes:
        console.print(f"   - {note}", markup=False, highlight=False)
    path = _written(document, certificate, folder)
    command = f"ara worksheet {path} --conventions {CONVENTIONS}"
    console.print(f"   {command}", markup=False, highlight=False, soft_wrap=True)


def _written(document: bytes, certificate: "Certificate", folder: Path) -> Path:
    """Write the document where a person finds it, and return the path."""
    folder.mkdir(parents=True, exist_ok=True)
    is_json = document.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    name = certificate.certificate_number or "without-number"
    path = folder / f"{name}.{'json' if is_json else 'xml'}"
    path.write_bytes(document)
    return path
