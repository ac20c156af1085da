"""What a person starts in Dagster's UI, through the same GraphQL, and a command beside it."""

import shutil
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
import sqlalchemy as sa

from ara_assets.commands.demo import BATCH_ASSETS, WHOLE_ASSETS
from ara_assets.demo import generate
from resources.database import server
from resources.database.engine import make_engine
from tests.end_to_end.test_dev import ara, free_port, is_healthy, running_dev, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

BATCHES = ["TINY-0001", "TINY-0002"]
ASSETS = [*WHOLE_ASSETS, *BATCH_ASSETS, "portfolio_report"]
TARGETS = len(WHOLE_ASSETS) + len(BATCH_ASSETS) * len(BATCHES) + 1
LAUNCH_BACKFILL = """
mutation Launch($asked: LaunchBackfillParams!) {
    launchPartitionBackfill(backfillParams: $asked) {
        __typename
        ... on LaunchBackfillSuccess { backfillId }
        ... on PythonError { message }
    }
}"""
BACKFILL = """
query Backfill($id: String!) {
    partitionBackfillOrError(backfillId: $id) {
        ... on PartitionBackfill { status error { message } }
    }
}"""
LAUNCH_RUN = """
mutation Run($asked: ExecutionParams!) {
    launchPipelineExecution(executionParams: $asked) {
        __typename
        ... on LaunchRunSuccess { run { runId } }
        ... on PythonError { message }
    }
}"""
RUN = "query Run($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    folder = tmp_path / ".ara"
    yield folder
    server.delete_server(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Write the certificates of six homes, of which one is broken."""
    generate.generate(tmp_path / "demo")
    folder = tmp_path / "certificates"
    folder.mkdir()
    for index in (*range(5), generate.UNKNOWN_CODE):
        for path in (tmp_path / "demo" / "certificates").glob(f"9990-{index:04d}-*"):
            shutil.copy(path, folder)
    return folder


def add_region(home: Path, source: Path) -> None:
    added = ara(home, "region", "add", "tiny", str(source), "--batch-size", "3")
    assert added.returncode == 0, added.stderr
    assert "TINY-0001 … TINY-0002" in added.stdout


def ask(port: int, question: str, **variables: Any) -> dict[str, Any]:
    reply = httpx.post(
        f"http://127.0.0.1:{port}/graphql",
        json={"query": question, "variables": variables},
        timeout=60,
        trust_env=False,
    )
    data = reply.json()
    assert "errors" not in data, data
    [answer] = data["data"].values()
    return answer


def follow(status: Callable[[], str], seconds: float = 300) -> str:
    """Wait until a status is one of an end."""
    deadline = time.monotonic() + seconds
    while (now := status()) not in {"COMPLETED_SUCCESS", "COMPLETED_FAILED", "SUCCESS", "FAILURE"}:
        assert time.monotonic() < deadline, f"still {now}"
        time.sleep(0.5)
    return now


def stored(home: Path) -> dict[str, int]:
    """Return the rows of the tables that matter, from the server of a home."""
    engine = make_engine(server.ensure_server(home))
    with engine.connect() as connection:
        counts = {
            table: int(connection.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())
            for table in ("property", "baseline", "bill", "plan", "issue")
        }
    engine.dispose()
    return counts


def issues(home: Path) -> list[str]:
    """Return the messages of the issues of a home."""
    engine = make_engine(server.ensure_server(home))
    with engine.connect() as connection:
        found = list(connection.execute(sa.text("SELECT message FROM issue")).scalars())
    engine.dispose()
    return found


def selection(*assets: str) -> list[dict[str, list[str]]]:
    return [{"path": [asset]} for asset in assets]


def test_a_backfill_and_a_single_asset_from_the_ui_then_by_the_command(
    home: Path, source: Path
) -> None:
    add_region(home, source)
    port = free_port()
    with running_dev(home, port) as process:
        wait_until(lambda: is_healthy(port))
        launched = ask(
            port,
            LAUNCH_BACKFILL,
            asked={"assetSelection": selection(*ASSETS), "partitionNames": BATCHES},
        )
        assert launched["__typename"] == "LaunchBackfillSuccess", launched
        backfill = launched["backfillId"]
        ended = follow(lambda: ask(port, BACKFILL, id=backfill)["status"])
        assert ended == "COMPLETED_SUCCESS", ask(port, BACKFILL, id=backfill)
        expected = {"property": 6, "baseline": 5, "bill": 5, "plan": 5, "issue": 1}
        assert stored(home) == expected, issues(home)

        run = ask(
            port,
            LAUNCH_RUN,
            asked={
                "selector": {
                    "repositoryLocationName": "ara",
                    "repositoryName": "__repository__",
                    "jobName": "__ASSET_JOB",
                    "assetSelection": selection("baseline"),
                },
                "mode": "default",
                "executionMetadata": {"tags": [{"key": "dagster/partition", "value": BATCHES[1]}]},
            },
        )
        assert run["__typename"] == "LaunchRunSuccess", run
        identity = run["run"]["runId"]
        assert follow(lambda: ask(port, RUN, id=identity)["status"]) == "SUCCESS"

        commanded = ara(home, "backfill", "tiny")
        assert commanded.returncode == 0, commanded.stdout + commanded.stderr
        assert f"{TARGETS} of {TARGETS} asset batches materialised, 0 failed" in commanded.stdout
        assert stored(home) == expected
        # The database stays up for this process, which asked it what is stored.
        started = [one for one in process.children(recursive=True) if one.name() != "postgres"]
        assert len(started) >= 3
    _, alive = psutil.wait_procs(started, timeout=15)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
