"""Where certificates come from: one interface, and its bulk forms, a folder or a ZIP archive.

The register's API is another source behind the same interface.
"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from resources.errors import PermanentFailure
from sap10.certificate.identity import MAX_DOCUMENT_BYTES

SUFFIXES = frozenset({".xml", ".json"})


@dataclass(frozen=True)
class ReceivedDocument:
    """One document as received; `data` is None if it is too large to be taken."""

    source_file: str
    size_bytes: int
    data: bytes | None
    landlord_reference: str | None = None


class CertificateSource(Protocol):
    """Gives every certificate document of a region, each under a stable name."""

    def documents(self) -> Iterable[ReceivedDocument]:
        """Every document, ordered by name."""
        ...


@dataclass(frozen=True)
class ArchiveLimits:
    """Bounds of an archive; one that breaks any is refused as a whole."""

    members: int = 500_000
    total_bytes: int = 50_000_000_000
    ratio: float = 200.0


@dataclass(frozen=True)
class FolderSource:
    """Every `.xml` and `.json` file below a folder; links that lead out of it are refused."""

    folder: Path

    def documents(self) -> Iterator[ReceivedDocument]:
        """Every document, ordered by its path below the folder."""
        root = self.folder.resolve()
        for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
            if path.suffix.lower() not in SUFFIXES or not path.is_file():
                continue
            name = path.relative_to(root).as_posix()
            if not path.resolve().is_relative_to(root):
                msg = f"{name} is a link out of the folder: copy the file into it"
                raise PermanentFailure(msg)
            size = path.stat().st_size
            data = path.read_bytes() if size <= MAX_DOCUMENT_BYTES else None
            yield ReceivedDocument(name, size, data)


@dataclass(frozen=True)
class ArchiveSource:
    """Every `.xml` and `.json` member of a ZIP archive, streamed, never unpacked to disk."""

    path: Path
    limits: ArchiveLimits = ArchiveLimits()

    def documents(self) -> Iterator[ReceivedDocument]:
        """Every document, ordered by member name.

        Raises
        ------
        PermanentFailure
            If the archive is damaged, encrypted, over a limit, or names a path outside itself.
        """
        try:
            with zipfile.ZipFile(self.path) as archive:
                for member in self._checked(archive):
                    yield _read_member(archive, member)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as error:
            msg = f"the archive {self.path.name} cannot be read: {error}"
            raise PermanentFailure(msg) from error

    def _checked(self, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        members = [member for member in archive.infolist() if not member.is_dir()]
        reason = _refusal(members, self.limits)
        if reason is not None:
            msg = f"the archive {self.path.name} is refused: {reason}"
            raise PermanentFailure(msg)
        wanted = [m for m in members if PurePosixPath(m.filename).suffix.lower() in SUFFIXES]
        return sorted(wanted, key=lambda member: member.filename)


def open_source(path: Path) -> CertificateSource:
    """Return the source of a folder or a ZIP archive.

    Raises
    ------
    PermanentFailure
        If it is neither.
    """
    if path.is_dir():
        return FolderSource(path)
    if path.is_file() and zipfile.is_zipfile(path):
        return ArchiveSource(path)
    msg = f"{path.name} is neither a folder nor a ZIP archive of certificates"
    raise PermanentFailure(msg)


def _refusal(members: list[zipfile.ZipInfo], limits: ArchiveLimits) -> str | None:
    if len(members) > limits.members:
        return f"{len(members)} members, more than {limits.members}"
    total = sum(member.file_size for member in members)
    if total > limits.total_bytes:
        return f"{total} bytes unpacked, more than {limits.total_bytes}"
    names: set[str] = set()
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            return "a member's name leads out of the archive"
        if member.filename in names:
            return "two members have the same name"
        names.add(member.filename)
        if member.flag_bits & 1:
            return "a member is encrypted"
        if member.file_size > limits.ratio * max(member.compress_size, 1):
            return f"a member unpacks to more than {limits.ratio:g} times its size"
    return None


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> ReceivedDocument:
    if member.file_size > MAX_DOCUMENT_BYTES:
        return ReceivedDocument(member.filename, member.file_size, None)
    with archive.open(member) as stream:
        data = stream.read(MAX_DOCUMENT_BYTES + 1)
    taken = data if len(data) <= MAX_DOCUMENT_BYTES else None
    return ReceivedDocument(member.filename, len(data), taken)
