"""The PostgreSQL that ships as a Python wheel: started, shared, stopped by its last user.

Belongs here: finding the wheel's programs, a data folder per project, starting, sharing and
stopping. Where its folders are and why: `resources.database.places`. What a URL may look like is
`resources.database.engine`'s. Only the wheel's programs are used, not its Python, which would
create a system user and open folders to everybody when run as root (docs/adr/0002).

Every process that asks for the server holds a shared lock on one file for as long as it lives, so
the operating system keeps the count of users, also when one of them is killed.
"""

import atexit
import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil
import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from resources.database.places import (
    Places,
    ServerError,
    abandoned_runs,
    copy_programs,
    find_places,
    make_places,
)
from resources.settings import DAGSTER_SCHEME, DATA_SCHEME

DATA_DATABASE = "ara"
DAGSTER_DATABASE = "dagster"

_SUPERUSER = "postgres"
_START_SECONDS = 90.0
_STOP_SECONDS = 60.0
_POLL_SECONDS = 0.02

# What PostgreSQL says to the slower of two that create the same database.
_MADE_MEANWHILE = (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation)

# Faster, and safe against everything but a crash of the whole machine: for tests' throw-away data.
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class ServerStatus:
    """What is known of the embedded server without touching it."""

    is_running: bool
    pid: int | None
    data: Path | None
    log: Path


@dataclass(frozen=True)
class _Use:
    """One process's share in a running server."""

    places: Places
    lock: IO[bytes]
    process_id: int


_uses: dict[Path, _Use] = {}
_launched: list[subprocess.Popen[bytes]] = []


def ensure_server(root: Path, *, keep: bool = False, durable: bool = True) -> str:
    """Start the embedded server of `root` if it does not run, and return the URL of Ara's database.

    The server runs until the last process that called this has ended, or, once one asked to `keep`
    it, until `stop_server`.

    Parameters
    ----------
    root
        The folder that holds it, made if absent: the project's ``.ara/``.
    keep
        Leave the server running after every process has ended.
    durable
        Whether a crash of the machine may lose nothing; off only for data that can be thrown away.

    Returns
    -------
    str
        ``postgresql+psycopg://...``, a socket that only this user can reach; it has no password.
    """
    root = root.resolve()
    root.mkdir(parents=True, exist_ok=True)
    with _start_lock(root):
        if find_places(root) is None:
            _remove_abandoned(root)
        places = make_places(root)
        if not _is_serving(places):
            _clear_wreck(places)
            _initialise(places)
            _launch(places, durable=durable)
        _register(root, places)
        if keep:
            places.keep.touch()
    url = server_url(places, DATA_DATABASE)
    for name in (DATA_DATABASE, DAGSTER_DATABASE):
        create_database(url, name)
    return url


def dagster_url(data_url: str) -> str:
    """Return the URL of Dagster's storage on the embedded server whose data URL is given."""
    host = _host(data_url)
    return _url(DAGSTER_SCHEME, host, DAGSTER_DATABASE)


def server_url(places: Places, database: str) -> str:
    """Return the URL of a database of the embedded server, for psycopg 3."""
    return _url(DATA_SCHEME, str(places.socket), database)


def create_database(server: str, name: str, *, template: str | None = None) -> str:
    """Create a database on the embedded server, unless it is there, and return its URL.

    Parameters
    ----------
    server
        URL of any database of the server.
    name
        The new database.
    template
        The database to copy, to which nobody may be connected.
    """
    with _administer(server) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            create = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            if template is not None:
                create += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
            with contextlib.suppress(*_MADE_MEANWHILE):
                connection.execute(create)
    return _url(DATA_SCHEME, _host(server), name)


def drop_database(server: str, name: str) -> None:
    """Drop a database of the embedded server, with whoever is connected to it."""
    with _administer(server) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def server_status(root: Path) -> ServerStatus:
    """Return whether the embedded server of `root` runs, starting and changing nothing."""
    root = root.resolve()
    places = find_places(root)
    pid = _running_pid(places) if places else None
    log = root / "postgres.log"
    return ServerStatus(pid is not None, pid, places.data if places else None, log)


def release_server(root: Path) -> None:
    """End this process's use of the server; the last user stops it, unless it is to be kept."""
    use = _uses.pop(root.resolve(), None)
    if use is None or use.process_id != os.getpid():
        return
    try:
        with _start_lock(root.resolve()) if root.exists() else contextlib.nullcontext():
            if _is_last(use.lock) and not use.places.keep.exists():
                _stop(use.places)
    finally:
        use.lock.close()


def stop_server(root: Path) -> bool:
    """Stop the embedded server of `root` whoever uses it; return whether it ran."""
    root = root.resolve()
    places = find_places(root)
    if places is None:
        return False
    with _start_lock(root):
        ran = _running_pid(places) is not None
        places.keep.unlink(missing_ok=True)
        _stop(places)
    return ran


def delete_server(root: Path) -> bool:
    """Stop the embedded server of `root` and delete its data, unless another process uses it."""
    root = root.resolve()
    places = find_places(root)
    if places is None:
        return False
    release_server(root)
    with _start_lock(root), (root / "postgres.users").open("ab") as lock:
        if not _is_last(lock):
            return False
        _stop(places)
        for folder in (places.data, places.run):
            shutil.rmtree(folder, ignore_errors=True)
        places.keep.unlink(missing_ok=True)
    return True


def _url(scheme: str, host: str, database: str) -> str:
    url = URL.create(scheme, username=_SUPERUSER, database=database, query={"host": host})
    return url.render_as_string(hide_password=False)


def _host(url: str) -> str:

    host = make_url(url).query.get("host")
    if not isinstance(host, str):
        message = "This is not a URL of the embedded server: it names no socket"
        raise ServerError(message)
    return host


@contextlib.contextmanager
def _administer(url: str) -> Generator[psycopg.Connection]:
    with psycopg.connect(
        host=_host(url), user=_SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=30
    ) as connection:
        yield connection


@contextlib.contextmanager
def _start_lock(root: Path) -> Generator[None]:
    """Hold off every other process that starts or stops this server."""
    with (root / "postgres.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _register(root: Path, places: Places) -> None:
    known = _uses.get(root)
    if known is not None and known.process_id == os.getpid():
        return
    lock = (root / "postgres.users").open("ab")
    fcntl.flock(lock, fcntl.LOCK_SH)
    _uses[root] = _Use(places, lock, os.getpid())
    atexit.register(release_server, root)


def _is_last(lock: IO[bytes]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _initialise(places: Places) -> None:
    """Make the data folder, complete or not at all."""
    copy_programs(places)
    if (places.data / "PG_VERSION").exists():
        return
    unfinished = places.data.with_name(places.data.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    if places.owner:
        os.chown(unfinished, places.owner.pw_uid, places.owner.pw_gid)
    # One collation on every machine: the same rows in the same order, so the same bytes.
    command = [
        str(places.programs / "initdb"), "--pgdata", str(unfinished), "--username", _SUPERUSER,
        "--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8", "--no-instructions", "--no-sync",
    ]  # fmt: skip
    if _run_by(places, command, unfinished).wait(_START_SECONDS) != 0:
        message = f"The embedded PostgreSQL could not be set up:\n{_log_tail(places)}"
        raise ServerError(message)
    unfinished.rename(places.data)


def _launch(places: Places, *, durable: bool) -> None:
    settings = [
        "listen_addresses=", "unix_socket_permissions=0700", "max_connections=200", "timezone=UTC",
        "log_timezone=UTC", "jit=off", *(() if durable else _NOT_DURABLE),
    ]  # fmt: skip
    command = [str(places.programs / "postgres"), "-D", str(places.data), "-k", str(places.socket)]
    for setting in settings:
        command += ["-c", setting]
    process = _run_by(places, command, places.data)
    _launched.append(process)
    if not _wait(lambda: process.poll() is not None or _is_ready(places), _START_SECONDS):
        process.kill()
    if process.poll() is not None:
        message = f"The embedded PostgreSQL did not start:\n{_log_tail(places)}"
        raise ServerError(message)


def _stop(places: Places) -> None:
    pid = _running_pid(places)
    if pid is None:
        return
    # SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything is written.
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    if not _wait(lambda: not _is_alive(pid), _STOP_SECONDS):
        _end(_processes_of(places.data, places.socket))
    for process in _launched:
        process.poll()


def _running_pid(places: Places) -> int | None:
    """Return the server's process id, if the process with the id on file is really this server."""
    pid = _pid_on_file(places)
    if pid is None or not _is_alive(pid):
        return None
    try:
        command = psutil.Process(pid).cmdline()
    except psutil.Error:
        return None
    return pid if str(places.data) in command and places.socket.exists() else None


def _is_serving(places: Places) -> bool:
    """Return whether the server runs and answers, waiting for one that starts or is just dying."""
    _wait(lambda: _running_pid(places) is None or _answers(places), _START_SECONDS)
    return _running_pid(places) is not None


def _answers(places: Places) -> bool:
    try:
        with _administer(server_url(places, DATA_DATABASE)):
            return True
    except psycopg.OperationalError:
        return False


def _pid_on_file(places: Places) -> int | None:
    try:
        first = (places.data / "postmaster.pid").read_text().partition("\n")[0]
        return int(first)
    except (FileNotFoundError, ValueError):
        return None


def _is_ready(places: Places) -> bool:
    try:
        lines = (places.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def _is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _clear_wreck(places: Places) -> None:
    """Remove what a killed server, or one whose folder was deleted, left behind.

    Its processes go first, since they may still write; then its process id on file, which by now
    may be another program's.
    """
    _end(_processes_of(places.data, places.socket))
    for left in (places.data / "postmaster.pid", *places.socket.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)


def _remove_abandoned(root: Path) -> None:
    """End and remove the servers of earlier folders at `root`, which somebody has deleted."""
    for run in abandoned_runs(root):
        _end(_processes_of(run / "data", run / "socket"))
        shutil.rmtree(run, ignore_errors=True)


def _processes_of(data: Path, socket: Path) -> list[psutil.Process]:
    """Return PostgreSQL's processes that work in `data` or listen in `socket`."""
    found: list[psutil.Process] = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name().startswith("postgres") and (
                str(socket) in process.cmdline()
                or process.cwd().removesuffix(" (deleted)") == str(data)
            ):
                found.append(process)
    return found


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(signal.SIGQUIT)
    psutil.wait_procs(processes, timeout=10)


def _run_by(places: Places, command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """Run a program of the server: as its owner, in its folder, knowing none of our secrets."""
    owner = places.owner
    with places.log.open("ab") as log:
        # A session of its own: Ctrl-C in the terminal is for the command, not for the server.
        return subprocess.Popen(  # noqa: S603 - our own program and arguments, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath, "HOME": str(folder)},
            umask=0o077,
            start_new_session=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )


def _log_tail(places: Places, lines: int = 15) -> str:
    text = places.log.read_text(errors="replace") if places.log.exists() else ""
    return "\n".join([*text.splitlines()[-lines:], f"(the whole log: {places.log})"])


def _wait(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True
