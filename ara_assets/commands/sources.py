"""`ara sources check`: which sources are set up, answer, and were read lately."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

app = typer.Typer(help="Sources: where what we know of homes comes from.", no_args_is_help=True)


@dataclass(frozen=True)
class Source:
    """A source: what sets it up, how to look at it, and which asset reads it.

    `look` returns what was found, or None where the source is not set up.
    """

    name: str
    advice: str
    look: Callable[[], str | None]
    asset: str | None = None


@dataclass(frozen=True)
class SourceState:
    """How a source is: set up or not, answering or not, and when it was read last."""

    name: str
    is_set_up: bool
    is_well: bool
    detail: str
    freshness: str


@app.command("check")
def check() -> None:
    """Look at every source; exit code 1 if one that is set up does not answer. No secret shows."""
    from rich.console import Console
    from rich.table import Table

    from ara_assets.commands.workplace import open_workplace
    from resources.database import health
    from resources.database.engine import database_url
    from resources.database.resource import shared_engine

    open_workplace()
    states = look_at_all(health.last_loads(shared_engine(database_url())))
    table = Table("", "source", "found", "read", box=None, pad_edge=False)
    for state in states:
        mark = "[green]answers[/]" if state.is_well else "[red]fails[/]"
        table.add_row(
            mark if state.is_set_up else "not set", state.name, state.detail, state.freshness
        )
    Console().print(table)
    failing = sum(state.is_set_up and not state.is_well for state in states)
    raise typer.Exit(1 if failing else 0)


def look_at_all(last_loads: "Mapping[str, dt.datetime]") -> list[SourceState]:
    """Look at every source; one that fails does not keep the rest from being looked at.

    Parameters
    ----------
    last_loads
        When each asset was stored last.
    """
    return [_state(source, last_loads) for source in SOURCES]


def _state(source: Source, last_loads: "Mapping[str, dt.datetime]") -> SourceState:
    freshness = _freshness(source, last_loads)
    try:
        found = source.look()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return SourceState(source.name, True, False, first, freshness)
    detail = found or source.advice
    return SourceState(source.name, found is not None, found is not None, detail, freshness)


def _freshness(source: Source, last_loads: "Mapping[str, dt.datetime]") -> str:
    from ara_assets.specs import FRESHNESS, stale_after

    if source.asset is None:
        return ""
    loaded = last_loads.get(source.asset)
    if loaded is None:
        return "never"
    fresh_for = stale_after(FRESHNESS[source.asset])
    is_stale = dt.datetime.now(dt.UTC) - loaded > fresh_for
    stale = f": stale, it is read every {fresh_for.days} days" if is_stale else ""
    return f"{loaded:%Y-%m-%d %H:%M} UTC{stale}"


def _register() -> str | None:
    from resources.epc_register import EpcRegister
    from resources.settings import Settings

    if Settings().epc_token is None:
        return None
    sets = EpcRegister(time_limit_seconds=10.0).code_sets()
    return f"the token is accepted; {len(sets)} sets of codes"


def _object_store() -> str:
    from resources.errors import PermanentFailure
    from resources.object_store import open_store
    from resources.settings import Settings

    settings = Settings()
    try:
        open_store(settings).get("0" * 64)
    except PermanentFailure as answer:
        if "is not in the object store" not in str(answer):
            raise
    return settings.object_store or f"the folder {settings.home / 'objects'}"


def _tariffs() -> str:
    from resources.ofgem import open_tariffs
    from resources.settings import Settings

    rates = open_tariffs(Settings()).read_rates().rates
    return f"{len(rates)} rates, the newest from {max(rate.effective_from for rate in rates)}"


def _products() -> str:
    from resources.product_source import ProductFile

    received = ProductFile().read()
    return f"{received.source}, {len(received.data)} bytes"


def _queue() -> str | None:
    from resources.message_queue import MessageQueue

    queue = MessageQueue()
    return f"{queue.waiting()} messages wait" if queue.is_set else None


def _reference(pattern: str) -> Callable[[], str | None]:
    def look() -> str | None:
        from resources.geospatial import ReferenceFiles
        from resources.settings import Settings

        paths = ReferenceFiles(folders=Settings().reference_folders).paths(pattern)
        return f"{len(paths)} files, the first {paths[0].name}" if paths else None

    return look


_FILES = "put files {} in the folder reference/ of ARA_HOME"
SOURCES = [
    Source("register of certificates", "set ARA_EPC_TOKEN", _register, "certificate_change"),
    Source("documents as received", "set ARA_OBJECT_STORE", _object_store),
    Source("tariffs", "restore the project's file", _tariffs, "fuel_rates"),
    Source("product database", "set ARA_PCDB", _products, "pcdb"),
    Source(
        "coordinates (OS Open UPRN)",
        _FILES.format("osopenuprn_*.zip"),
        _reference("osopenuprn_*.zip"),
        "geospatial",
    ),
    Source(
        "planning constraints",
        _FILES.format("planning/*.csv"),
        _reference("planning/*.csv"),
        "geospatial",
    ),
    Source("roofs", _FILES.format("solar/*.json"), _reference("solar/*.json"), "solar"),
    Source("queue of requests", "set ARA_QUEUE_URL", _queue),
]
"""Every source."""
