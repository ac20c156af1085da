"""A council from the register to the baselines of its homes, as a process that may be killed."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import sqlalchemy as sa

from ara_assets.definitions import defs
from ara_assets.execution import materialise
from ara_assets.ingestion import council
from ara_assets.partitions import MAX_BATCHES_PER_RUN, add_batches
from resources.database.engine import make_engine
from resources.epc_register import EpcRegister
from resources.object_store import LocalStore
from resources.settings import Settings
from tests.register_server import TOKEN

PROJECT = Path(__file__).resolve().parents[2]
GSS_CODE = "E06000023"
TIME_LIMIT_SECONDS = 2.0
WHOLE_ASSETS = ("fuel_rates", "cost_catalogue", "pcdb")
BATCH_ASSETS = ("property", "epc", "geospatial", "solar", "effective_epc", "baseline", "bill")


@dataclass(frozen=True)
class Council:
    """How a council is added: from where, and how much at a time."""

    address: str
    per_commit: int
    batch_size: int
    is_bulk: bool = False


@dataclass(frozen=True)
class Figures:
    """What a run that ended took: seconds, bytes of memory at most, connections at most."""

    adding_seconds: float
    running_seconds: float
    peak_bytes: int
    connections: int


class CouncilRun:
    """The run as a process of its own; `settings` are its environment variables."""

    def __init__(self, added: Council, folder: Path, settings: dict[str, str]) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ARA_")}
        self._url = settings["ARA_DATABASE_URL"]
        self._errors = folder / "errors.txt"
        told, telling = os.pipe()
        self._told = os.fdopen(told)
        arguments = [json.dumps(vars(added)), str(telling)]
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.end_to_end.council_run", *arguments],
                env=kept | {"PYTHONPATH": str(PROJECT), "ARA_EPC_TOKEN": TOKEN} | settings,
                cwd=PROJECT,
                stdout=errors,
                stderr=errors,
                pass_fds=[telling],
            )
        os.close(telling)

    def finish(self) -> Figures:
        """Wait for its end, which has to be a good one."""
        with _Connections(self._url) as connections:
            told = self._follow(lambda _what, _count: False)
        assert self._process.wait() == 0, self._errors.read_text()
        return Figures(**json.loads(told), connections=connections.most)

    def kill_at(self, what: str, count: int, after_seconds: float = 0.0) -> None:
        """Kill it once it has so many documents or assets, or a little later."""
        self._follow(lambda done, number: done == what and number >= count)
        time.sleep(after_seconds)
        self._process.kill()
        assert self._process.wait() == -signal.SIGKILL, self._errors.read_text()

    def _follow(self, is_far_enough: Callable[[str, int], bool]) -> str:
        for line in self._told:
            what, _, value = line.strip().partition(" ")
            if what == "figures":
                return value
            if is_far_enough(what, int(value)):
                return ""
        self._process.wait()
        raise AssertionError(self._errors.read_text())


class _Connections:
    """The most connections that a run's processes had to a database at once."""

    def __init__(self, url: str) -> None:
        self.most = 0
        self._url = url
        self._is_over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Connections":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._watcher.join()

    def _watch(self) -> None:
        query = sa.text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )
        engine = make_engine(self._url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not self._is_over.wait(0.2):
                self.most = max(self.most, int(connection.execute(query).scalar_one()))
        engine.dispose()


def run(added: Council, tell: Callable[[str, object], None]) -> None:
    """Add the council and run its batches, telling how far it is."""
    council.CERTIFICATES_PER_COMMIT = added.per_commit
    register = EpcRegister(
        address=added.address,
        time_limit_seconds=TIME_LIMIT_SECONDS,
        first_wait_seconds=0.01,
        requests_per_second=2_000,
    )
    begun = time.monotonic()
    engine = make_engine(os.environ["ARA_DATABASE_URL"])
    region = council.register_council(
        engine,
        LocalStore(Settings().home / "objects"),
        register,
        GSS_CODE,
        is_bulk=added.is_bulk,
        batch_size=added.batch_size,
        on_document=lambda count: tell("documents", count),
    )
    engine.dispose()
    is_added = time.monotonic()
    with dg.DagsterInstance.get() as instance:
        add_batches(instance, region.batch_keys)
        materialise(instance, defs, WHOLE_ASSETS)
        for start in range(0, len(region.batch_keys), MAX_BATCHES_PER_RUN):
            keys = region.batch_keys[start : start + MAX_BATCHES_PER_RUN]
            materialise(instance, defs, BATCH_ASSETS, keys, lambda count: tell("assets", count))
    figures = {
        "adding_seconds": is_added - begun,
        "running_seconds": time.monotonic() - is_added,
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    tell("figures", json.dumps(figures))


def main(added: str, telling: str) -> None:
    """Run as the test says, and tell it through an open pipe."""

    def tell(what: str, value: object) -> None:
        os.write(int(telling), f"{what} {value}\n".encode())

    run(Council(**json.loads(added)), tell)


if __name__ == "__main__":
    main(*sys.argv[1:])
