"""`ara region add GSS-CODE` as a person runs it, against a register on loopback."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from resources.database.engine import make_engine
from resources.database.reader import read_table
from resources.database.server import delete_server, ensure_server
from tests.register_server import TOKEN, Lodged, RegisterServer, number

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    folder = tmp_path / "home"
    folder.mkdir()
    yield folder
    delete_server(folder)


def ara(home: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARA_")}
    return subprocess.run(
        [sys.executable, "-m", "ara_assets.cli", *arguments],
        env=kept | {"ARA_HOME": str(home), "COLUMNS": "200"} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_council_is_added_from_the_register_and_its_backfill_asked_for(
    home: Path, httpserver: HTTPServer
) -> None:
    server = RegisterServer(httpserver)
    server.lodge(*(Lodged(number(n), n, "2025-01-01") for n in range(1, 8)))
    settings = {"ARA_EPC_REGISTER": server.address, "ARA_EPC_TOKEN": TOKEN}
    added = ara(home, "region", "add", "e06000023", "--batch-size", "4", **settings)
    told = added.stdout + added.stderr
    assert added.returncode == 0, told
    assert "Region E06000023: 7 documents (7 new" in added.stdout
    assert "7 properties (7 new) in 2 batches" in added.stdout
    assert "is asked for" in added.stdout
    assert TOKEN not in told
    engine = make_engine(ensure_server(home))
    assert set(read_table(engine, "property_batch")["batch_key"]) == {
        "E06000023-0001",
        "E06000023-0002",
    }
    engine.dispose()
    again = ara(home, "region", "add", "E06000023", **settings)
    assert "Region E06000023: 0 documents" in again.stdout, again.stderr
    assert "is asked for" not in again.stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("E06000023", "ARA_EPC_TOKEN is not set"),
        ("S12000033", "its homes come as files"),
        ("My homes", "give its folder or ZIP archive"),
    ],
)
def test_what_is_missing_is_said_in_one_line(home: Path, name: str, told: str) -> None:
    done = ara(home, "region", "add", name)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
