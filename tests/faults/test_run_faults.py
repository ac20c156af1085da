"""Whole runs that meet another run, or lose their database: a plain run again heals them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import dagster as dg
import psutil
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.reader import read_table
from resources.database.server import delete_server, ensure_server
from tests.end_to_end import small_region
from tests.end_to_end.small_region import SmallRegion

pytestmark = pytest.mark.timeout(400)

PROJECT = Path(__file__).resolve().parents[2]
ASSETS = ["property", "epc", "effective_epc"]
RUN_ALL = """
import dagster as dg
from ara_assets.commands.workplace import open_workplace
from resources.database.engine import make_engine
from tests.end_to_end import small_region

place = open_workplace()
with dg.DagsterInstance.get() as instance:
    region = small_region.register(make_engine(place.database_url), instance, place.home)
    region.run_everything()
print("done", flush=True)
"""
RUN_SOME = """
import os, sys
import dagster as dg
from resources.database.engine import make_engine
from resources.settings import Settings
from tests.end_to_end import small_region

engine = make_engine(os.environ["ARA_DATABASE_URL"])
with dg.DagsterInstance.get() as instance:
    region = small_region.register(engine, instance, Settings().home)
    print("ready", flush=True)
    sys.stdin.readline()
    region.run(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder with the files of the small region."""
    folder = tmp_path_factory.mktemp("documents")
    small_region.write_documents(folder)
    return folder


@pytest.fixture
def region(
    documents: Path,
    engine: Engine,
    database_url: str,
    dagster_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Generator[SmallRegion]:
    monkeypatch.setenv("ARA_HOME", str(documents))
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    settings = f"storage:\n  postgres:\n    postgres_url: {dagster_database_url}\n"
    (tmp_path / "dagster.yaml").write_text(settings + "telemetry:\n  enabled: false\n")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        yield small_region.register(engine, instance, documents)


def test_two_runs_of_the_same_batches_at_once_end_in_one_complete_set(
    region: SmallRegion, engine: Engine, documents: Path, tmp_path: Path
) -> None:
    region.run(ASSETS)
    alone = content_hashes(engine)
    settings = {
        "ARA_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "DAGSTER_HOME": str(tmp_path),
    }
    runs = [start(documents, RUN_SOME, *ASSETS, **settings) for _ in range(2)]
    for one in runs:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in runs:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in runs:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
    assert content_hashes(engine) == alone
    loads = read_table(engine, "load_audit").groupby(["asset", "batch_key"]).size()
    assert set(loads) == {3}
    assert len(loads) == len(ASSETS) * len(region.registration.batch_keys)


@pytest.fixture
def own_home(documents: Path, tmp_path: Path) -> Generator[Path]:
    """Return a home with a server of its own, which a test may kill."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("demo", "documents"):
        (home / name).symlink_to(documents / name)
    yield home
    delete_server(home)


@pytest.mark.slow
def test_a_server_killed_in_the_middle_of_a_run_is_healed_by_running_again(own_home: Path) -> None:
    url = ensure_server(own_home, keep=True, durable=False)
    interrupted = start(own_home, RUN_ALL)
    engine = make_engine(url)
    wait_for(lambda: has_rows(engine, "effective_epc"), interrupted)
    engine.dispose()
    kill_server(url)
    output, errors = interrupted.communicate(timeout=120)
    assert interrupted.returncode != 0
    assert "done" not in output
    assert "Specimen Row" not in errors

    again = start(own_home, RUN_ALL)
    output, errors = again.communicate(timeout=240)
    assert again.returncode == 0, errors
    assert "done" in output
    healed = make_engine(ensure_server(own_home))
    rated = read_table(healed, "baseline")
    refused = read_table(healed, "issue")
    properties = set(read_table(healed, "batch_member")["property_id"])
    assert properties == set(rated["property_id"]) | set(refused["property_id"].dropna())
    assert len(rated) == len(properties) - len(small_region.BROKEN)
    assert len(read_table(healed, "plan")) == len(rated)
    healed.dispose()


def start(home: Path, script: str, *arguments: str, **more: str) -> subprocess.Popen[str]:
    """Start a run as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARA_")}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        env=kept | {"ARA_HOME": str(home), "PYTHONPATH": str(PROJECT)} | more,
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: object, process: subprocess.Popen[str]) -> None:
    assert callable(condition)
    deadline = time.monotonic() + 180
    while not condition():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline, "the run never came so far"
        time.sleep(0.05)


def has_rows(engine: Engine, table: str) -> bool:
    with engine.connect() as connection:
        exists = connection.execute(sa.text(f"SELECT to_regclass('{table}')")).scalar_one()
        if exists is None:
            return False
        return bool(connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def kill_server(url: str) -> None:
    """Kill the postmaster of the server at a URL, and every process of it."""
    engine = make_engine(url)
    with engine.connect() as connection:
        backend = int(connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())
        postmaster = psutil.Process(backend).parent()
    engine.dispose()
    assert postmaster is not None
    assert "postgres" in postmaster.name()
    for process in [postmaster, *postmaster.children(recursive=True)]:
        try:
            process.send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            continue
