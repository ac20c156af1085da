"""Dagster's webserver and daemon as children of a command, ended with it.

The children are in sessions of their own: Ctrl-C reaches the command only, which then ends each
child and whatever the child started.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path

from ara_assets.commands.workplace import Workplace
from resources.settings import PROJECT

_END_SECONDS = 30.0
_KILL_SECONDS = 5.0
_HEARTBEAT_SECONDS = 60.0


class ProcessError(RuntimeError):
    """A child of the command did not start, or ended by itself."""


@contextlib.contextmanager
def daemon(place: Workplace, log: Path | None = None) -> Generator[subprocess.Popen[bytes] | None]:
    """Have Dagster's daemon run: another command's if there is one, else a child of this one.

    Parameters
    ----------
    place
        The open workplace.
    log
        File that the child's output is appended to; unset, it is shown.

    Yields
    ------
    Popen or None
        The child, or None where a daemon runs already.
    """
    with (place.home / "daemon.lock").open("ab") as lock:
        if not _take(lock.fileno()) or (not place.is_embedded and _has_heartbeat()):
            yield None
            return
        # The child holds the lock too: were this command killed, its daemon would still count.
        command = _dagster("ara_assets.commands.daemon", "run")
        with _child(command, (lock.fileno(),), log) as process:
            yield process


@contextlib.contextmanager
def webserver(host: str, port: int) -> Generator[subprocess.Popen[bytes]]:
    """Have Dagster's webserver run as a child, and wait until it answers."""
    command = _dagster("dagster_webserver", "-h", host, "-p", str(port), "--log-level", "warning")
    with _child(command) as process:
        shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - compared, not bound
        _wait_for(process, lambda: _answers(f"http://{shown}:{port}/server_info"))
        yield process


def wait_for_any(processes: list[subprocess.Popen[bytes]]) -> None:
    """Wait until one of `processes` ends by itself, which none of them should."""
    while all(process.poll() is None for process in processes):
        time.sleep(0.2)
    ended = next(process for process in processes if process.poll() is not None)
    message = f"{_name(ended)} ended by itself with exit code {ended.returncode}; see its log above"
    raise ProcessError(message)


def _dagster(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments, "-w", str(PROJECT / "workspace.yaml")]


@contextlib.contextmanager
def _child(
    command: list[str], pass_fds: tuple[int, ...] = (), log: Path | None = None
) -> Generator[subprocess.Popen[bytes]]:
    with log.open("ab") if log else contextlib.nullcontext() as output:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments, no shell
            command,
            cwd=PROJECT,
            start_new_session=True,
            pass_fds=pass_fds,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a child and all it started: first asked, at last killed."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_END_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_KILL_SECONDS)


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_heartbeat() -> bool:
    """Return whether a daemon elsewhere, of the same deployment, lately gave a sign of life."""
    import dagster as dg

    with dg.DagsterInstance.get() as instance:
        beats = instance.get_daemon_heartbeats().values()
        return any(time.time() - beat.timestamp < _HEARTBEAT_SECONDS for beat in beats)


def _answers(address: str) -> bool:
    import httpx

    try:
        return httpx.get(address, timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _wait_for(
    process: subprocess.Popen[bytes], condition: Callable[[], bool], seconds: float = 180.0
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None:
            message = f"{_name(process)} did not start (exit code {process.returncode})"
            raise ProcessError(message)
        if time.monotonic() > deadline:
            message = f"{_name(process)} did not answer within {seconds:.0f} seconds"
            raise ProcessError(message)
        time.sleep(0.2)


def _name(process: subprocess.Popen[bytes]) -> str:
    arguments = process.args
    words = arguments if isinstance(arguments, list) else [str(arguments)]
    return Path(str(words[2] if len(words) > 2 else words[0])).name
