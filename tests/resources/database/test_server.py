"""The embedded server in the cases that a laptop brings: shared, killed, moved, run as root."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Generator
from pathlib import Path

import psutil
import psycopg
import pytest
from sqlalchemy import make_url

from resources.database import places as places_module
from resources.database import server
from resources.database.places import ServerError, find_places
from resources.settings import PROJECT

pytestmark = pytest.mark.timeout(180)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another user")


@pytest.fixture
def root(tmp_path: Path) -> Generator[Path]:
    folder = tmp_path / "project" / ".ara"
    yield folder
    server.delete_server(folder)


def ask(url: str, question: str = "SELECT current_database()") -> object:
    found = make_url(url)
    with psycopg.connect(
        host=str(found.query["host"]), user=found.username, dbname=found.database
    ) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def running_pid(root: Path) -> int:
    pid = server.server_status(root).pid
    assert pid is not None
    return pid


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def in_another_process(root: Path, then: str = "") -> subprocess.Popen[str]:
    """Start another command that uses the server; `then` runs once it has said its URL."""
    script = f"""
        from pathlib import Path
        from resources.database import server
        url = server.ensure_server(Path({str(root)!r}), durable=False)
        print(url, flush=True)
        {then}
    """
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path]:
    folder = tmp_path_factory.mktemp("running") / ".ara"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EPC_API_TOKEN", "hidden-token")
        server.ensure_server(folder, durable=False)
    yield folder
    server.delete_server(folder)


def test_answers_on_a_socket_that_only_its_user_can_reach(running: Path) -> None:
    url = server.ensure_server(running)
    assert url.startswith("postgresql+psycopg://")
    assert ask(url) == "ara"
    found = find_places(running)
    assert found is not None
    assert stat.S_IMODE(found.socket.stat().st_mode) == 0o700
    assert ask(url, "SHOW listen_addresses") == ""


def test_has_a_database_for_dagster_that_names_the_other_driver(running: Path) -> None:
    url = server.dagster_url(server.ensure_server(running))
    assert url.startswith("postgresql+psycopg2://")
    assert ask(url) == "dagster"


def test_sorts_text_the_same_on_every_machine(running: Path) -> None:
    question = "SELECT string_agg(t, '' ORDER BY t) FROM unnest('{b,A,a,Z,é}'::text[]) t"
    assert ask(server.ensure_server(running), question) == "AZabé"


def test_does_not_see_our_secrets(running: Path) -> None:
    assert "EPC_API_TOKEN" not in psutil.Process(running_pid(running)).environ()


def test_a_second_command_shares_it_and_does_not_stop_it(root: Path) -> None:
    url = server.ensure_server(root, durable=False)
    pid = running_pid(root)
    other = in_another_process(root)
    said, _ = other.communicate()
    assert said.strip() == url
    assert running_pid(root) == pid
    assert ask(url) == "ara"


def test_the_last_command_stops_it(root: Path) -> None:
    first = in_another_process(root, "input()")
    second = in_another_process(root, "input()")
    for process in (first, second):
        assert process.stdout is not None
        assert process.stdout.readline().startswith("postgresql")
    pid = running_pid(root)
    first.communicate("\n")
    assert not is_gone(pid)
    second.communicate("\n")
    assert is_gone(pid)
    assert not server.server_status(root).is_running


def test_a_killed_command_does_not_count_as_a_user(root: Path) -> None:
    killed = in_another_process(root, "input()")
    assert killed.stdout is not None
    killed.stdout.readline()
    pid = running_pid(root)
    killed.kill()
    killed.communicate()
    assert not is_gone(pid)
    in_another_process(root).communicate()
    assert is_gone(pid)


def test_two_commands_that_start_at_once_get_one_server(root: Path) -> None:
    both = [in_another_process(root, "input()") for _ in range(2)]
    urls: set[str] = set()
    for process in both:
        assert process.stdout is not None
        urls.add(process.stdout.readline())
    assert len(urls) == 1
    for process in both:
        process.communicate("\n")
        assert process.returncode == 0


def test_is_kept_running_until_it_is_stopped_where_that_was_asked(root: Path) -> None:
    server.ensure_server(root, keep=True, durable=False)
    pid = running_pid(root)
    server.release_server(root)
    in_another_process(root).communicate()
    assert running_pid(root) == pid
    assert server.stop_server(root)
    assert is_gone(pid)
    assert not server.stop_server(root)


def test_what_was_committed_survives_a_killed_server(root: Path) -> None:
    url = server.ensure_server(root)
    make = "CREATE TABLE kept AS SELECT 42 AS value; SELECT 1"
    found = make_url(url)
    with psycopg.connect(
        host=str(found.query["host"]), user=found.username, dbname="ara", autocommit=True
    ) as connection:
        connection.execute(make.encode())
    os.kill(running_pid(root), signal.SIGKILL)
    again = server.ensure_server(root)
    assert again == url
    assert ask(again, "SELECT value FROM kept") == 42


def test_a_process_id_on_file_that_is_another_programs_now_is_not_believed(root: Path) -> None:
    server.ensure_server(root, durable=False)
    server.stop_server(root)
    found = find_places(root)
    assert found is not None
    stale = f"{os.getpid()}\n{found.data}\n1\n5432\n{found.socket}\n\n1 1\nready\n"
    (found.data / "postmaster.pid").write_text(stale)
    (found.socket / ".s.PGSQL.5432").touch()
    (found.socket / ".s.PGSQL.5432.lock").write_text(stale)
    assert not server.server_status(root).is_running
    assert ask(server.ensure_server(root, durable=False)) == "ara"
    assert running_pid(root) != os.getpid()


def test_a_set_up_that_was_interrupted_is_done_again(root: Path) -> None:
    root.mkdir(parents=True)
    places = places_module.make_places(root)
    unfinished = places.data.with_name(places.data.name + ".new")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")
    assert ask(server.ensure_server(root, durable=False)) == "ara"


def test_a_deleted_folder_means_a_new_database_and_ends_the_old_server(root: Path) -> None:
    in_another_process(root, "import os; os.kill(os.getpid(), 9)").communicate()
    old = running_pid(root)
    old_places = find_places(root)
    assert old_places is not None
    shutil.rmtree(root)
    url = server.ensure_server(root, durable=False)
    assert ask(url) == "ara"
    assert is_gone(old)
    assert not old_places.run.exists()


@pytest.mark.parametrize(
    "name",
    ["with space and 'quotes' \"$HOME\"", "x" * 200, "naïve–ünïcode"],
    ids=["odd", "long", "é"],
)
def test_works_below_any_path(tmp_path: Path, name: str) -> None:
    root = tmp_path / name / ".ara"
    try:
        assert ask(server.ensure_server(root, durable=False)) == "ara"
    finally:
        server.delete_server(root)


def test_works_with_a_temporary_folder_too_long_for_a_socket(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("t" * 120)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    assert ask(server.ensure_server(root, durable=False)) == "ara"


def test_a_copied_project_gets_a_server_of_its_own(root: Path, tmp_path: Path) -> None:
    url = server.ensure_server(root, durable=False)
    copy = tmp_path / "copy" / ".ara"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("postgres"))
    try:
        assert server.server_status(copy).is_running is False
        assert server.ensure_server(copy, durable=False) != url
    finally:
        server.delete_server(copy)


def test_a_folder_in_its_place_that_is_not_ours_is_refused(root: Path, tmp_path: Path) -> None:
    root.mkdir(parents=True)
    places = places_module.make_places(root)
    shutil.rmtree(places.run)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    places.run.symlink_to(elsewhere)
    try:
        with pytest.raises(ServerError, match="is not ours"):
            server.ensure_server(root, durable=False)
    finally:
        places.run.unlink()


def test_says_what_postgres_said_when_it_cannot_start(root: Path) -> None:
    server.ensure_server(root, durable=False)
    server.stop_server(root)
    found = find_places(root)
    assert found is not None
    (found.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="not compatible with this version"):
        server.ensure_server(root, durable=False)


def modes_of(*folders: Path) -> dict[Path, tuple[int, int]]:
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        for place in (folder, *folder.parents, *folder.rglob("*")):
            status = place.lstat()
            found[place] = (stat.S_IMODE(status.st_mode), status.st_uid)
    return found


@as_root
def test_as_root_changes_no_permission_and_makes_no_user(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A wheel and a project that nobody but root may enter, as below /root.
    wheel = places_module.wheel_folder()
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    for name in (wheel.name, f"{wheel.name}.libs"):
        if (source := wheel.with_name(name)).exists():
            skipped = shutil.ignore_patterns("pginstall", "include", "*.a")
            shutil.copytree(source, private / name, symlinks=True, ignore=skipped)
    for place in private.rglob("*"):
        if not place.is_symlink():
            place.chmod(stat.S_IMODE(place.stat().st_mode) & 0o700)
    root.mkdir(parents=True)
    root.parent.chmod(0o700)
    monkeypatch.setattr(places_module, "wheel_folder", lambda: private / wheel.name)
    users = pwd.getpwall()
    before = modes_of(private, root, wheel)

    assert ask(server.ensure_server(root, durable=False)) == "ara"

    after = modes_of(private, root, wheel)
    assert {place: after[place] for place in before} == before
    assert pwd.getpwall() == users
    found = find_places(root)
    assert found is not None
    assert found.data.parent.parent == Path(tempfile.gettempdir()).resolve()
    assert psutil.Process(running_pid(root)).uids().effective == found.data.stat().st_uid != 0
    assert stat.S_IMODE(found.data.stat().st_mode) == 0o700
