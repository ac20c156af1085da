"""The register's bulk file of certificates, read by ranges, never stored whole.

A ZIP archive with a member for each year of lodgement, `certificates-2025.json`: one document a
line, or all in one list. Years without a wanted certificate are not read at all.
"""

import codecs
import io
import json
import re
import time
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

import httpx

from resources.epc_register import BulkRelease, EpcRegister, FoundCertificate
from resources.errors import PermanentFailure, TransientFailure
from resources.service_calls import UnexpectedAnswer
from sap10.certificate.identity import MAX_DOCUMENT_BYTES

BLOCK_BYTES = 8 * 2**20
_PLACE_LASTS = 20.0
"""Seconds for which a place of the file is used; the register lets it expire after 30."""

_YEAR = re.compile(r"certificates-(\d{4})\D")
_NUMBER = re.compile(rb'"certificate_number"\s*:\s*"(\d{4}(?:-\d{4}){4})"')
_UPRN = re.compile(rb'"uprn"\s*:\s*(\d+)')
_DATE = re.compile(rb'"registration_date"\s*:\s*"(\d{4}-\d\d-\d\d)"')


class RangeReader(io.RawIOBase):
    """The bulk file as a file that is read by ranges."""

    def __init__(self, register: EpcRegister, release: BulkRelease) -> None:
        super().__init__()
        self._register = register
        self._size = release.file_size
        self._at = 0
        self._place: httpx.URL | None = None
        self._placed_at = 0.0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte; nothing is read."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        """Return where it is."""
        return self._at

    def readinto(self, buffer: "memoryview[int] | bytearray") -> int:  # pyright: ignore[reportIncompatibleMethodOverride] - of any buffer
        """Read the next bytes, in one call of the store."""
        last = min(self._at + len(buffer), self._size) - 1
        if last < self._at:
            return 0
        data = self._range(self._at, last)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _range(self, first: int, last: int) -> bytes:
        for is_new in (False, True):
            answer = self._register.bulk_range(self._current_place(is_new=is_new), first, last)
            if answer.status == 206:
                break
            if answer.status != 403:  # 403: the place has expired
                msg = f"the bulk file's store answered {answer.status} to bytes {first}-{last}"
                raise UnexpectedAnswer(msg)
        else:
            msg = "the bulk file's store refuses the place that the register has just given"
            raise TransientFailure(msg)
        expected = f"bytes {first}-{last}/{self._size}"
        if answer.headers.get("content-range") != expected:
            msg = "the bulk file was built anew while it was read: start again"
            raise TransientFailure(msg)
        return answer.content

    def _current_place(self, *, is_new: bool) -> httpx.URL:
        if self._place is None or is_new or time.monotonic() - self._placed_at > _PLACE_LASTS:
            self._place = self._register.bulk_location()
            self._placed_at = time.monotonic()
        return self._place


def bulk_documents(
    register: EpcRegister, wanted: Iterable[FoundCertificate]
) -> Iterator[tuple[str, bytes]]:
    """Certificate number and document of those wanted certificates that the bulk file holds.

    Raises
    ------
    PermanentFailure
        If it is no ZIP archive, or holds no certificates by year.
    """
    rows = list(wanted)
    numbers = {row.certificate_number for row in rows}
    by_home = {(row.uprn, row.registration_date.isoformat()): row for row in rows if row.uprn}
    years = {row.registration_date.year for row in rows}
    reader = RangeReader(register, register.bulk_release())
    try:
        with zipfile.ZipFile(io.BufferedReader(reader, BLOCK_BYTES)) as archive:
            members = {name: _YEAR.search(name) for name in archive.namelist()}
            if not any(members.values()):
                msg = "the bulk file holds no member certificates-YYYY: its layout has changed"
                raise UnexpectedAnswer(msg)
            for name, year in sorted(members.items()):
                if year is None or int(year[1]) not in years:
                    continue
                with archive.open(name) as stream:
                    for document in json_documents(stream, name):
                        number = _number_of(document, by_home)
                        if number in numbers:
                            yield number, document
    except zipfile.BadZipFile as error:
        msg = f"the bulk file cannot be read: {error}"
        raise PermanentFailure(msg) from error


def _number_of(document: bytes, by_home: dict[tuple[int, str], FoundCertificate]) -> str | None:
    """Return a document's number: its own, else that of the home's certificate of its date."""
    if own := _NUMBER.search(document):
        return own[1].decode()
    uprn, day = _UPRN.search(document), _DATE.search(document)
    found = by_home.get((int(uprn[1]), day[1].decode())) if uprn and day else None
    return found.certificate_number if found else None


def json_documents(stream: IO[bytes], name: str) -> Iterator[bytes]:
    """Documents of a member: its lines, or the objects of its list.

    Raises
    ------
    PermanentFailure
        If the list is broken, or a document is too large to be one.
    """
    buffered = io.BufferedReader(stream, BLOCK_BYTES)  # pyright: ignore[reportArgumentType] - it reads
    if buffered.peek(1)[:1].strip() != b"[":
        while line := buffered.readline(MAX_DOCUMENT_BYTES + 1):
            if len(line) > MAX_DOCUMENT_BYTES:
                raise _endless(name)
            if document := line.strip():
                yield document
        return
    yield from _listed(buffered, name)


def _listed(stream: IO[bytes], name: str) -> Iterator[bytes]:
    decode = codecs.getincrementaldecoder("utf-8")().decode
    decoder = json.JSONDecoder()
    text, at, is_more = "", 0, True
    while True:
        at = _next_object(text, at)
        try:
            _, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            is_rest = at >= len(text)
            if not is_more:
                if is_rest:
                    return
                msg = f"the bulk file's member {name} is broken: {error.msg}"
                raise PermanentFailure(msg) from error
            if len(text) - at > 2 * MAX_DOCUMENT_BYTES:
                raise _endless(name) from error
            block = stream.read(2**20)
            is_more = bool(block)
            text, at = text[at:] + decode(block, final=not block), 0
        else:
            yield text[at:end].encode()
            at = end


def _endless(name: str) -> PermanentFailure:
    msg = f"the bulk file's member {name} has a document of more than {MAX_DOCUMENT_BYTES} bytes"
    return PermanentFailure(msg)


def _next_object(text: str, at: int) -> int:
    """Return where the next object begins, past the list's own signs."""
    while at < len(text) and text[at] in "[],\r\n\t ":
        at += 1
    return at
