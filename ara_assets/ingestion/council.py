"""Adding a council as a region, from the register: its homes' certificates into stable batches.

What is registered is committed a thousand certificates at a time, always the same ones together, so
that a run that was killed goes on where it was and gives the same batches. A certificate that is
registered is not asked for again.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from ara_assets.domain.property import region_key
from ara_assets.ingestion.registration import EmptySource, Registration, register_region
from resources.certificate_source import ReceivedDocument
from resources.councils import council_of
from resources.database import membership
from resources.epc_bulk import bulk_documents
from resources.epc_register import BEGAN, IN_FLIGHT, Days, EpcRegister, FoundCertificate
from resources.errors import PermanentFailure
from resources.object_store import DocumentStore
from resources.service_calls import TooLarge

CERTIFICATES_PER_COMMIT = 1_000


@dataclass(frozen=True)
class RegisterSource:
    """Certificates of the register, by their numbers.

    Parameters
    ----------
    register, store
        The register's API and the object store.
    numbers
        Of the certificates.
    held
        Digests of those that are in the object store already.
    """

    register: EpcRegister
    store: DocumentStore
    numbers: Sequence[str]
    held: Mapping[str, str]

    def documents(self) -> Iterator[ReceivedDocument]:
        """Every certificate that the register still has, by number."""
        pool = ThreadPoolExecutor(IN_FLIGHT, "register")
        try:
            received = pool.map(self._receive, sorted(self.numbers))
            yield from (document for document in received if document is not None)
        finally:
            pool.shutdown(cancel_futures=True)

    def _receive(self, number: str) -> ReceivedDocument | None:
        name = f"{number}.json"
        if number in self.held:
            data = self.store.get(self.held[number])
            return ReceivedDocument(name, len(data), data)
        try:
            data = self.register.certificate(number)
        except TooLarge as refusal:
            return ReceivedDocument(name, refusal.size_bytes, None)
        return None if data is None else ReceivedDocument(name, len(data), data)


def register_council(
    engine: Engine,
    store: DocumentStore,
    register: EpcRegister,
    gss_code: str,
    *,
    is_bulk: bool = False,
    batch_size: int | None = None,
    on_document: Callable[[int], None] = lambda _count: None,
) -> Registration:
    """Add a council of England or Wales as a region, or what is new of it; its code is its key.

    Parameters
    ----------
    engine, store, register
        Ara's database, the object store and the register's API.
    gss_code
        Of the council.
    is_bulk
        Take the certificates out of the register's bulk file, and ask for those only that it does
        not hold yet; else ask for each.
    batch_size
        Properties per batch of a new region.
    on_document
        Called with the number of documents received so far.

    Raises
    ------
    PermanentFailure
        If the code is of another nation or unknown, or the register has no certificate there.
    """
    found = find_council(register, gss_code)
    return register_found(
        engine,
        store,
        register,
        gss_code,
        found,
        is_bulk=is_bulk,
        batch_size=batch_size,
        on_document=on_document,
    )


def find_council(register: EpcRegister, gss_code: str) -> dict[str, FoundCertificate]:
    """Return every certificate that the register has of a council today, by number.

    Raises
    ------
    PermanentFailure
        If the code is of another nation or unknown, or the register has no certificate there.
    """
    council = council_of(gss_code)
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    rows = register.search_council(council, Days(BEGAN, yesterday))
    found = {row.certificate_number: row for row in rows}
    if not found:
        msg = f"region {gss_code}: the register has no certificate of {council}"
        raise PermanentFailure(msg)
    return found


def register_found(
    engine: Engine,
    store: DocumentStore,
    register: EpcRegister,
    gss_code: str,
    found: Mapping[str, FoundCertificate],
    *,
    is_bulk: bool = False,
    batch_size: int | None = None,
    on_document: Callable[[int], None] = lambda _count: None,
) -> Registration:
    """Register those certificates of a council that are new; see `register_council`."""
    region = region_key(gss_code)
    known = _known(engine, region)
    held: dict[str, str] = {}
    if is_bulk:
        wanted = [row for number, row in found.items() if number not in known]
        for number, data in bulk_documents(register, wanted):
            held[number] = store.put(data)
            on_document(len(held))
    total: Registration | None = None
    for numbers in _parts(found.values()):
        new = [number for number in numbers if number not in known]
        if not new:
            continue
        before = total.documents if total else 0

        def on_next(count: int, before: int = before) -> None:
            on_document(before + count)

        source = RegisterSource(register, store, new, held)
        try:
            added = register_region(
                engine,
                store,
                region,
                source,
                batch_size=batch_size,
                shown_name=council_of(gss_code),
                on_document=on_next,
            )
        except EmptySource:  # all of them were withdrawn since the search
            continue
        total = _together(total, added)
    return total or _unchanged(engine, region)


def _parts(rows: Iterable[FoundCertificate]) -> Iterator[list[str]]:
    """Numbers by home, so that the certificates of one are registered together."""
    ordered = sorted(rows, key=lambda row: (row.uprn is None, row.uprn, row.certificate_number))
    numbers = [row.certificate_number for row in ordered]
    for start in range(0, len(numbers), CERTIFICATES_PER_COMMIT):
        yield numbers[start : start + CERTIFICATES_PER_COMMIT]


def _known(engine: Engine, region: str) -> set[str]:
    """Return the certificates that are registered; the connection is given back at once."""
    with engine.connect() as connection:
        documents = membership.documents_of(connection, region)
    return {
        one.certificate_number
        for one in documents
        if one.certificate_number and one.moved_at is None
    }


def _unchanged(engine: Engine, region: str) -> Registration:
    with engine.connect() as connection:
        batches = membership.batch_keys_of(connection, region)
        properties = len(membership.members_of(connection, region))
    return Registration(region, 0, 0, 0, 0, 0, 0, properties, tuple(batches))


def _together(earlier: Registration | None, later: Registration) -> Registration:
    if earlier is None:
        return later
    return replace(
        later,
        documents=earlier.documents + later.documents,
        named=earlier.named + later.named,
        issues=earlier.issues + later.issues,
        duplicates=earlier.duplicates + later.duplicates,
        new_documents=earlier.new_documents + later.new_documents,
        new_properties=earlier.new_properties + later.new_properties,
        changed_batch_keys=tuple(sorted({*earlier.changed_batch_keys, *later.changed_batch_keys})),
    )
