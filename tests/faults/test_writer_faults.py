"""The writer, killed, contended and disconnected: every batch is wholly old or wholly new."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database import writer
from resources.database.batch import AssetBatch
from resources.database.content import content_hashes
from resources.database.frames import frame_of
from resources.database.reader import read_table
from resources.database.registry import METADATA, TABLES
from resources.errors import TransientFailure

PROJECT = Path(__file__).resolve().parents[2]
ROWS = 300


def batch(source: str, count: int = ROWS) -> AssetBatch:
    blank: dict[str, Any] = {column.name: None for column in TABLES["solar"].columns}
    rows = [
        blank | {"property_id": f"X:UPRN:{n}", "batch_key": "X-0001", "solar_source": source}
        for n in range(count)
    ]
    return AssetBatch({"solar": frame_of("solar", rows)})


def write(engine: Engine, source: str, count: int = ROWS) -> None:
    writer.replace_batch(
        engine, asset="solar", batch_key="X-0001", batch=batch(source, count), run_id=source
    )


@pytest.fixture(autouse=True)
def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


@contextlib.contextmanager
def held_table(engine: Engine) -> Generator[None]:
    """Hold the table, so that a writer stops between staging and its delete."""
    with engine.begin() as connection:
        connection.execute(sa.text("LOCK TABLE solar IN SHARE MODE"))
        yield


def waiting_writers(engine: Engine) -> int:
    query = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()"
    )
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def wait_for(condition: Any, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition never came true"
        time.sleep(0.02)


def test_killed_between_staging_and_delete_leaves_the_old_rows(
    engine: Engine, database_url: str
) -> None:
    write(engine, "old")
    before = content_hashes(engine)
    script = (
        "import sys; sys.path[:0] = [sys.argv[1], sys.argv[2]]\n"
        "from resources.database.engine import make_engine\n"
        "import test_writer_faults as t\n"
        "t.write(make_engine(sys.argv[3]), 'new')\n"
    )
    with held_table(engine):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(PROJECT), str(Path(__file__).parent), database_url]
        )
        wait_for(lambda: waiting_writers(engine) == 1)
        process.kill()
        process.wait()
    wait_for(lambda: waiting_writers(engine) == 0)
    assert content_hashes(engine) == before
    write(engine, "new")
    assert set(read_table(engine, "solar")["solar_source"]) == {"new"}


def test_connection_lost_in_the_middle_leaves_the_old_rows(engine: Engine) -> None:
    write(engine, "old")
    before = content_hashes(engine)
    with ThreadPoolExecutor(1) as pool, held_table(engine):
        attempt = pool.submit(write, engine, "new")
        wait_for(lambda: waiting_writers(engine) == 1)
        with engine.begin() as connection:
            connection.execute(
                sa.text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                    "datname = current_database() AND wait_event_type = 'Lock'"
                )
            )
        with pytest.raises(TransientFailure, match="solar/X-0001"):
            attempt.result()
    assert content_hashes(engine) == before


def test_a_lock_that_is_not_free_in_time_is_transient(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LOCK_TIMEOUT", "100ms")
    with held_table(engine), pytest.raises(TransientFailure, match="run the batch again"):
        write(engine, "new")
    assert read_table(engine, "solar").empty


@pytest.mark.parametrize("writers", [2, 3])
def test_writers_of_one_batch_at_once_end_in_one_complete_set(engine: Engine, writers: int) -> None:
    barrier = threading.Barrier(writers)

    def attempt(number: int) -> None:
        barrier.wait()
        write(engine, f"writer {number}", ROWS + number)

    with ThreadPoolExecutor(writers) as pool:
        for future in [pool.submit(attempt, number) for number in range(writers)]:
            future.result()
    stored = read_table(engine, "solar")["solar_source"]
    assert stored.nunique() == 1
    assert len(stored) == ROWS + int(stored[0].removeprefix("writer "))
    assert len(read_table(engine, "load_audit")) == writers
