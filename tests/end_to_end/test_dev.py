"""`ara dev`, `ara env` and `ara doctor` as a person runs them: real processes, a real webserver."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

import httpx
import psutil
import pytest

from resources.database import server

pytestmark = pytest.mark.timeout(240)

QUESTION = """{
    workspaceOrError { ... on Workspace { locationEntries {
        name locationOrLoadError { __typename } } } }
    instance { daemonHealth { allDaemonStatuses { daemonType healthy } } }
}"""


@pytest.fixture
def home(tmp_path: Path) -> Generator[Path]:
    folder = tmp_path / "a home" / ".ara"
    yield folder
    server.delete_server(folder)


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARA_")}
    kept.pop("DAGSTER_HOME", None)
    return kept | {"ARA_HOME": str(home), "NO_COLOR": "1", "COLUMNS": "200"} | more


def ara(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ara_assets.cli", *arguments],
        env=environment(home, **more), capture_output=True, text=True, check=False,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], bool], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.2)


@contextlib.contextmanager
def running_dev(home: Path, port: int) -> Generator[psutil.Popen]:
    process = psutil.Popen(
        [sys.executable, "-m", "ara_assets.cli", "dev", "--port", str(port)],
        env=environment(home), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGTERM)
        process.wait(90)


def answer(port: int) -> dict[str, object] | None:
    try:
        reply = httpx.post(
            f"http://127.0.0.1:{port}/graphql",
            json={"query": QUESTION},
            timeout=30,
            trust_env=False,
        )
    except httpx.TransportError:
        return None
    return reply.json()["data"] if reply.status_code == httpx.codes.OK else None


def is_healthy(port: int) -> bool:
    data = answer(port)
    if data is None:
        return False
    daemons = data["instance"]["daemonHealth"]["allDaemonStatuses"]  # type: ignore[index]
    return bool(daemons) and all(daemon["healthy"] for daemon in daemons)


@pytest.mark.parametrize(
    "how",
    [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)],
    ids=["terminated", "ctrl-c"],
)
def test_dev_serves_beside_other_commands_and_leaves_nothing_running(
    home: Path, how: signal.Signals
) -> None:
    port = free_port()
    with running_dev(home, port) as process:
        wait_until(lambda: is_healthy(port))
        data = answer(port)
        assert data is not None
        locations = data["workspaceOrError"]["locationEntries"]  # type: ignore[index]
        assert locations == [
            {"name": "ara", "locationOrLoadError": {"__typename": "RepositoryLocation"}}
        ]

        beside = ara(home, "db", "upgrade")
        assert beside.returncode == 0, beside.stderr
        same_port = ara(home, "dev", "--port", str(port))
        assert same_port.returncode == 2
        assert "in use" in same_port.stderr
        assert server.server_status(home).is_running
        assert answer(port) is not None

        started = process.children(recursive=True)
        assert len(started) >= 3
        process.send_signal(how)
        process.wait(90)
    _, alive = psutil.wait_procs(started, timeout=10)
    assert not [child for child in alive if child.status() != psutil.STATUS_ZOMBIE]
    assert not server.server_status(home).is_running
    assert answer(port) is None


def test_env_prints_variables_that_a_shell_takes_and_keeps_the_server(home: Path) -> None:
    printed = ara(home, "env")
    assert printed.returncode == 0, printed.stderr
    shown = subprocess.run(
        ["/bin/sh", "-c", f'{printed.stdout}\nprintf "%s\\n" "$ARA_DATABASE_URL" "$DAGSTER_HOME"'],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert shown[0].startswith("postgresql+psycopg://")
    assert shown[1] == str(home / "dagster")
    assert (home / "dagster" / "dagster.yaml").exists()
    assert server.server_status(home).is_running
    assert ara(home, "db", "stop").stdout.strip() == "Stopped."
    assert not server.server_status(home).is_running


def test_doctor_names_every_problem_at_once(home: Path) -> None:
    bad = ara(
        home, "doctor",
        ARA_DATABASE_URL="postgresql://ara:not-to-be-seen@127.0.0.1:1/ara",
        ARA_DAGSTER_DATABASE_URL="postgresql+psycopg2://127.0.0.1:1/dagster",
    )  # fmt: skip
    assert bad.returncode == 1
    assert "ARA_DATABASE_URL must begin with postgresql+psycopg://" in bad.stdout
    wrong = [line.split()[1] for line in bad.stdout.splitlines() if line.startswith("wrong")]
    assert {"settings", "database", "migrations"} <= set(wrong)
    assert "not-to-be-seen" not in bad.stdout + bad.stderr


def test_doctor_is_content_after_the_tables_were_made(home: Path) -> None:
    first = ara(home, "doctor")
    assert first.returncode == 1
    assert "the tables are behind" in first.stdout
    assert ara(home, "db", "upgrade").returncode == 0
    second = ara(home, "doctor")
    assert second.returncode == 0, second.stdout


def test_a_wrong_url_is_one_line_and_no_traceback(home: Path) -> None:
    refused = ara(home, "db", "upgrade", ARA_DATABASE_URL="postgresql://ara:not-to-be-seen@h/d")
    assert refused.returncode == 2
    assert refused.stderr.startswith("ara: ARA_DATABASE_URL must begin with")
    assert "Traceback" not in refused.stderr
    assert "not-to-be-seen" not in refused.stderr
