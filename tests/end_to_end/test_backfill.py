"""`ara region add` and `ara backfill` as a person runs them, on a server of their own."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ara_assets.demo.generate import generate
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.reader import read_table
from resources.database.server import delete_server, ensure_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

HOMES = 9


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    folder = tmp_path_factory.mktemp("backfill") / "a home"
    folder.mkdir()
    generate(folder / "demo")
    for path in sorted((folder / "demo" / "certificates").iterdir())[HOMES:]:
        path.unlink()
    yield folder
    delete_server(folder)


@pytest.fixture(scope="module")
def engine(home: Path) -> Generator[Engine]:
    engine = make_engine(ensure_server(home))
    yield engine
    engine.dispose()


def ara(home: Path, *arguments: str) -> str:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ARA_DATABASE", "ARA_DAGSTER", "DAGSTER_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "ara_assets.cli", *arguments],
        env=kept | {"ARA_HOME": str(home), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_region_is_added_and_backfilled_and_again_changes_nothing(
    home: Path, engine: Engine
) -> None:
    source = str(home / "demo" / "certificates")
    assert "9 documents (9 new" in ara(home, "region", "add", "demo", source, "--batch-size", "4")
    assert "0 failed" in ara(home, "backfill", "demo")
    properties = read_table(engine, "property")
    rated = read_table(engine, "baseline")
    refused = read_table(engine, "issue").query("asset in ['epc', 'effective_epc', 'baseline']")
    assert len(properties) > 4
    assert set(properties["property_id"]) == {*rated["property_id"], *refused["property_id"]}
    before = content_hashes(engine)
    assert "9 documents (0 new" in ara(home, "region", "add", "demo", source)
    assert "0 failed" in ara(home, "backfill", "demo")
    assert content_hashes(engine) == before


def test_a_region_that_was_never_added_is_named(home: Path) -> None:
    with pytest.raises(AssertionError, match="NOWHERE has no batches"):
        ara(home, "backfill", "nowhere")
