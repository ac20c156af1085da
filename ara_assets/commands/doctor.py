"""`ara doctor`: everything that could be wrong here, all at once."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

import typer

_FREE_GIB = 2.0


@dataclass(frozen=True)
class Finding:
    """The outcome of one examination; `advice` says what to do where it is not well."""

    subject: str
    is_well: bool
    detail: str
    advice: str = ""


def doctor() -> None:
    """Examine environment, database, migrations and data files; exit code 1 if one is wrong."""
    from rich.console import Console
    from rich.table import Table

    findings = examine()
    table = Table(show_header=False, box=None, pad_edge=False)
    for finding in findings:
        mark = "[green]well [/]" if finding.is_well else "[red]wrong[/]"
        advice = f"\n→ {finding.advice}" if finding.advice and not finding.is_well else ""
        table.add_row(mark, finding.subject, finding.detail + advice)
    Console().print(table)
    wrong = sum(not finding.is_well for finding in findings)
    typer.echo(f"{wrong} of {len(findings)} examinations found something wrong.")
    raise typer.Exit(1 if wrong else 0)


def examine() -> list[Finding]:
    """Examine everything; what fails does not keep the rest from being examined."""
    examinations: list[tuple[str, Callable[[], str], str]] = [
        ("python", _python, "use Python 3.11 to 3.14"),
        ("space", _space, "make room on the disk"),
        ("settings", _settings, "correct the variable, or leave both URLs unset"),
        ("database", _database, "read postgres.log in the Ara home"),
        ("migrations", _migrations, "run `ara db upgrade`"),
        ("tables of the specification", _specification, "restore the project's files"),
        ("code location", _code_location, "run `dg check defs` to see where it breaks"),
    ]
    return [_examine(subject, look, advice) for subject, look, advice in examinations]


def _examine(subject: str, look: Callable[[], str], advice: str) -> Finding:
    try:
        return Finding(subject, is_well=True, detail=look())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return Finding(subject, is_well=False, detail=first, advice=advice)


def _python() -> str:
    found = ".".join(str(part) for part in sys.version_info[:3])
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        message = f"Python {found} is not supported"
        raise RuntimeError(message)
    return found


def _space() -> str:
    from resources.settings import PROJECT

    free = shutil.disk_usage(PROJECT).free / 2**30
    if free < _FREE_GIB:
        message = f"only {free:.1f} GiB free"
        raise RuntimeError(message)
    return f"{free:.0f} GiB free"


def _settings() -> str:
    from resources.database.engine import dagster_database_url, database_url
    from resources.settings import Settings

    settings = Settings()
    if settings.is_embedded:
        return f"the embedded server, in {settings.home}"
    database_url(settings)
    dagster_database_url(settings)
    return "ARA_DATABASE_URL and ARA_DAGSTER_DATABASE_URL are set"


def _database() -> str:
    from sqlalchemy import text

    from ara_assets.commands.workplace import open_workplace
    from resources.database.engine import make_engine

    engine = make_engine(open_workplace(migrate=False).database_url)
    try:
        with engine.connect() as connection:
            version = connection.execute(text("SHOW server_version")).scalar_one()
    finally:
        engine.dispose()
    return f"PostgreSQL {version} answers"


def _migrations() -> str:
    from ara_assets.commands.workplace import open_workplace
    from resources.database.engine import make_engine
    from resources.database.migrate import is_current

    engine = make_engine(open_workplace(migrate=False).database_url)
    try:
        if not is_current(engine):
            message = "the tables are behind the project's migrations"
            raise RuntimeError(message)
    finally:
        engine.dispose()
    return "the tables are at the newest"


def _specification() -> str:
    from importlib.resources import files

    names = [file.name for file in files("sap10").joinpath("tables").iterdir()]
    tables = [name for name in names if name.endswith(".csv")]
    if not tables:
        message = "sap10/tables holds no table"
        raise RuntimeError(message)
    return f"{len(tables)} files"


def _code_location() -> str:
    from ara_assets.definitions import defs

    keys = defs.resolve_asset_graph().get_all_asset_keys()
    return f"loads, {len(keys)} assets"
