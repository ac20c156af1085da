"""Adding a region: documents into the object store, their properties into stable batches.

Raw first, then typed: every document is kept before it is looked at. What a document says beyond
its identity is for the assets. Adding the same source again changes nothing.
"""

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy import Connection, Engine

from ara_assets.domain.issue import Issue
from ara_assets.domain.property import batch_key, property_id, region_key
from resources.certificate_source import CertificateSource, ReceivedDocument
from resources.database import membership
from resources.database.membership import Member
from resources.errors import PermanentFailure
from resources.object_store import DocumentStore
from sap10.certificate.identity import MAX_DOCUMENT_BYTES, Identity, read_identity
from sap10.errors import CertificateRejected

DEFAULT_BATCH_SIZE = 1_000

_CERTIFICATE_FILE = re.compile(r"\d{4}(?:-\d{4}){4}")


class EmptySource(PermanentFailure):
    """A source holds no document."""


@dataclass(frozen=True)
class Registration:
    """What adding a region did; `documents` = `named` + `issues` + `duplicates`.

    `duplicates` are files whose bytes another file of the source has too. `changed_batch_keys` are
    the batches that have new documents.
    """

    region_key: str
    documents: int
    named: int
    issues: int
    duplicates: int
    new_documents: int
    new_properties: int
    properties: int
    batch_keys: tuple[str, ...]
    changed_batch_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Document:
    received: ReceivedDocument
    sha256: str
    identity: Identity | None
    issue: Issue | None


def register_region(
    engine: Engine,
    store: DocumentStore,
    name: str,
    source: CertificateSource,
    *,
    batch_size: int | None = None,
    shown_name: str | None = None,
    on_document: Callable[[int], None] = lambda _count: None,
) -> Registration:
    """Add a region, or what is new in its source.

    Parameters
    ----------
    engine, store
        Ara's database and the object store.
    name
        Name of the region; its key is made from it.
    source
        The documents.
    batch_size
        Properties per batch of a new region, 1,000 by default; a region keeps the size that it was
        first added with.
    shown_name
        How the region is shown, by default by its name.
    on_document
        Called with the number of documents received so far.

    Raises
    ------
    ValueError
        If the name makes no key, or the batch size is not positive.
    EmptySource
        If the source holds no document.
    PermanentFailure
        If it is refused as a whole.
    """
    key = region_key(name)
    if batch_size is not None and batch_size < 1:
        msg = f"a batch holds at least one property, not {batch_size}"
        raise ValueError(msg)
    documents: dict[str, _Document] = {}
    received = 0
    for document in source.documents():
        received += 1
        taken = _take(store, document)
        documents.setdefault(taken.sha256, taken)
        on_document(received)
    if not received:
        msg = f"region {key} was not added: its source holds no document"
        raise EmptySource(msg)
    with engine.begin() as connection:
        membership.lock_region(connection, key)
        size = membership.stored_batch_size(connection, key) or batch_size or DEFAULT_BATCH_SIZE
        row = {"region_key": key, "region_name": shown_name or name, "batch_size": size}
        membership.add_rows(connection, "region", [row | {"added_at": _now()}])
        stored = _store(connection, key, size, list(documents.values()))
    issues = sum(document.issue is not None for document in documents.values())
    return Registration(
        region_key=key,
        documents=received,
        named=len(documents) - issues,
        issues=issues,
        duplicates=received - len(documents),
        new_documents=stored.new_documents,
        new_properties=stored.new_properties,
        properties=stored.properties,
        batch_keys=tuple(stored.batch_keys),
        changed_batch_keys=tuple(stored.changed_batch_keys),
    )


def address_hash(identity: Identity) -> str | None:
    """Digest that tells two homes apart: postcode and the numbers of the address.

    The same home is written in many ways; its numbers (flat, house) and postcode stay. An address
    without numbers counts with the words of its first line.
    """
    if identity.postcode is None:
        return None
    lines = f"{identity.address_line_1 or ''} {identity.address_line_2 or ''}".upper()
    parts = sorted(set(re.findall(r"\d+[A-Z]?\b", lines)))
    parts = parts or re.findall(r"[A-Z]+", (identity.address_line_1 or "").upper())
    return hashlib.sha256(" ".join([identity.postcode, *parts]).encode()).hexdigest()[:16]


class _Assignment:
    """Which property each document is of: known by its certificate, else by UPRN, else new."""

    def __init__(
        self,
        region: str,
        members: Iterable[Member],
        known: Iterable[membership.KnownDocument],
    ) -> None:
        self._region = region
        self._uprn_of = {member.property_id: member.uprn for member in members}
        self._by_uprn = {member.uprn: member.property_id for member in members if member.uprn}
        self._by_reference = {
            member.landlord_reference: member.property_id
            for member in members
            if member.landlord_reference
        }
        self._by_certificate: dict[str, str] = {}
        self._without_uprn: dict[str, str] = {}
        self.property_of: dict[str, str] = {}
        self.new: dict[str, Member] = {}
        self.found_uprns: dict[str, int] = {}
        for document in known:
            if document.property_id is not None:
                self.property_of[document.document_sha256] = document.property_id
                if document.certificate_number is None:
                    continue
                if document.moved_at is None:
                    self._by_certificate[document.certificate_number] = document.property_id
                elif document.uprn is None:
                    self._without_uprn[document.certificate_number] = document.property_id

    def name(self, document: _Document) -> None:
        """Record which property the document is of, if it names one."""
        identity = document.identity
        if identity is None or document.sha256 in self.property_of:
            return
        number = identity.certificate_number
        reference = document.received.landlord_reference
        found = (
            (self._by_certificate.get(number) if number else None)
            or (self._by_uprn.get(identity.uprn) if identity.uprn else None)
            or (self._by_reference.get(reference) if reference else None)
            or (self._without_uprn.get(number) if number else None)
            or self._add(identity, reference)
        )
        if identity.uprn and self._uprn_of[found] is None and identity.uprn not in self._by_uprn:
            self._uprn_of[found] = identity.uprn
            self._by_uprn[identity.uprn] = found
            self.found_uprns[found] = identity.uprn
        if number:
            self._by_certificate[number] = found
        self.property_of[document.sha256] = found

    def _add(self, identity: Identity, reference: str | None) -> str:
        found = property_id(
            self._region,
            uprn=identity.uprn,
            landlord_reference=reference,
            certificate_number=identity.certificate_number,
        )
        self.new[found] = Member(
            property_id=found,
            batch_key="",
            region_key=self._region,
            uprn=identity.uprn,
            landlord_reference=reference,
            certificate_number=identity.certificate_number,
        )
        self._uprn_of[found] = identity.uprn
        if identity.uprn:
            self._by_uprn[identity.uprn] = found
        if reference:
            self._by_reference[reference] = found
        return found


@dataclass(frozen=True)
class _Stored:
    new_documents: int
    new_properties: int
    properties: int
    batch_keys: list[str]
    changed_batch_keys: list[str]


def _store(
    connection: Connection, region: str, size: int, documents: Sequence[_Document]
) -> _Stored:
    """Assign documents to properties and properties to batches, and write what is new."""
    members = membership.members_of(connection, region)
    known = membership.documents_of(connection, region)
    batches = membership.batch_keys_of(connection, region)
    assigned = _Assignment(region, members, known)
    for document in sorted(documents, key=_uprn_first):
        assigned.name(document)
    placed = _placed(region, members, assigned.new, batches, size)
    batches = list(dict.fromkeys([*batches, *(member.batch_key for member in placed)]))
    numbered = [
        {"batch_key": batch, "region_key": region, "batch_number": number}
        for number, batch in enumerate(batches, start=1)
    ]
    membership.add_rows(connection, "property_batch", numbered)
    new_properties = membership.add_rows(connection, "batch_member", [vars(m) for m in placed])
    for changed, uprn in assigned.found_uprns.items():
        membership.set_uprn(connection, changed, uprn)
    batch_of = {member.property_id: member.batch_key for member in (*members, *placed)}
    rows = [
        _document_row(region, document, assigned.property_of.get(document.sha256), batch_of)
        for document in documents
        if document.received.data is not None
    ]
    new_documents = membership.add_rows(connection, "document", rows)
    unnamed = {document.document_sha256 for document in known if document.property_id is None}
    for row in rows:
        if row["document_sha256"] in unnamed and row["property_id"] is not None:
            membership.name_document(connection, region, row)
    received = {row["document_sha256"]: row["batch_key"] for row in rows}
    for document in known:
        if document.moved_at is not None and document.document_sha256 in received:
            membership.mark_document(  # it came again as it was
                connection,
                region,
                document.document_sha256,
                withdrawn_at=document.withdrawn_at,
                moved_at=None,
            )
    seen = {document.document_sha256 for document in known} - unnamed
    changed = {batch for sha256, batch in received.items() if batch and sha256 not in seen}
    issues = [document.issue for document in documents if document.issue]
    files = {document.received.source_file for document in documents}
    membership.replace_file_issues(connection, region, files, issues)
    return _Stored(new_documents, new_properties, len(batch_of), batches, sorted(changed))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _uprn_first(document: _Document) -> tuple[bool, str]:
    """Documents with a UPRN first, so that ids do not hang on the order of files."""
    identity = document.identity
    return (identity is None or identity.uprn is None, document.sha256)


def _take(store: DocumentStore, received: ReceivedDocument) -> _Document:
    name = received.source_file
    if received.data is None:
        message = f"{received.size_bytes} bytes, more than {MAX_DOCUMENT_BYTES}: not a certificate"
        issue = Issue("document_too_large", message, source_file=name)
        stand_in = hashlib.sha256(f"too large: {name}".encode()).hexdigest()
        return _Document(received, stand_in, None, issue)
    sha256 = store.put(received.data)
    try:
        identity = _named_by_file(read_identity(received.data), name)
    except CertificateRejected as rejection:
        issue = Issue.from_rejection(rejection, property_id=None, source_file=name)
        return _Document(received, sha256, None, issue)
    if not (identity.uprn or received.landlord_reference or identity.certificate_number):
        message = "neither UPRN nor certificate number: the document names no property"
        issue = Issue("missing_field", message, source_file=name, field="UPRN")
        return _Document(received, sha256, None, issue)
    return _Document(received, sha256, identity, None)


def _named_by_file(identity: Identity, source_file: str) -> Identity:
    """Take the certificate number from the file's name: the register's JSON does not hold it."""
    stem = PurePosixPath(source_file).stem
    if identity.certificate_number is None and _CERTIFICATE_FILE.fullmatch(stem):
        return replace(identity, certificate_number=stem)
    return identity


def _placed(
    region: str,
    members: Iterable[Member],
    new: dict[str, Member],
    batches: list[str],
    size: int,
) -> list[Member]:
    """Put new members into the last batch while it has room, then into new ones."""
    held = Counter(member.batch_key for member in members)
    number = max(len(batches), 1)
    count = held[batches[-1]] if batches else 0
    placed: list[Member] = []
    for member in sorted(new.values(), key=lambda member: member.property_id):
        if count >= size:
            number, count = number + 1, 0
        placed.append(replace(member, batch_key=batch_key(region, number)))
        count += 1
    return placed


def _document_row(
    region: str,
    document: _Document,
    property_: str | None,
    batch_of: dict[str, str],
) -> dict[str, Any]:
    identity = document.identity or Identity()
    return {
        "region_key": region,
        "document_sha256": document.sha256,
        "source_file": document.received.source_file,
        "size_bytes": document.received.size_bytes,
        "received_at": _now(),
        "property_id": property_,
        "batch_key": batch_of[property_] if property_ else None,
        "certificate_number": identity.certificate_number,
        "uprn": identity.uprn,
        "registration_date": identity.registration_date,
        "schema_type": identity.schema_type,
        "address_hash": address_hash(identity),
    }
