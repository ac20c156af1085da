"""Asset `certificate_change`: what the register changed, day by day, in the councils we hold.

A withdrawn certificate stops counting; one that got another UPRN leaves its home and is received
again for the right one; new certificates join. Homes never change their batch. The changed batches
are in the metadata, from which the sensor of `ara_assets.sensors` runs them again.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import dagster as dg
from sqlalchemy import Engine

from ara_assets.ingestion.council import find_council, register_found
from ara_assets.partitions import add_batches
from ara_assets.specs import stored_asset
from resources.councils import councils
from resources.database import membership
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of
from resources.database.membership import KnownDocument
from resources.database.resource import Database
from resources.epc_register import POOL, Days, Delta, EpcRegister, FoundCertificate
from resources.object_store import DocumentStore, ObjectStore

CHANGED_BATCHES = "changed_batches"


class CertificateChangeConfig(dg.Config):
    """Config of asset `certificate_change`.

    `days`: how many days back the register is asked for what it removed or re-keyed; more than the
    longest time without a run. Asking again for a day that is known changes nothing.
    """

    days: int = 35


@dataclass(frozen=True)
class Followed:
    """What following a council changed."""

    withdrawn: int
    reinstated: int
    moved: int
    new_documents: int
    batch_keys: tuple[str, ...]
    changed_batch_keys: frozenset[str]


@stored_asset("certificate_change", "ingestion", "1", "json", pool=POOL)
def certificate_change(
    context: dg.AssetExecutionContext,
    config: CertificateChangeConfig,
    database: Database,
    object_store: ObjectStore,
    epc_register: EpcRegister,
) -> dg.MaterializeResult[AssetBatch]:
    """Follow the register: certificates withdrawn or moved to another home, and new ones."""
    engine = database.engine
    with engine.connect() as connection:
        regions = sorted(membership.region_names(connection).keys() & councils().keys())
    followed: list[Followed] = []
    if regions:
        yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
        days = Days(yesterday - dt.timedelta(days=config.days - 1), yesterday)
        deltas = epc_register.deltas(days)
        for region in regions:
            one = follow_council(engine, object_store, epc_register, region, deltas)
            add_batches(context.instance, one.batch_keys)
            followed.append(one)
    with engine.connect() as connection:
        rows = membership.changed_documents(connection)
    changed = sorted(set().union(*(one.changed_batch_keys for one in followed)))
    return dg.MaterializeResult(
        value=AssetBatch({"certificate_change": frame_of("certificate_change", rows)}),
        metadata={
            "regions": len(regions),
            "withdrawn": sum(one.withdrawn for one in followed),
            "reinstated": sum(one.reinstated for one in followed),
            "moved": sum(one.moved for one in followed),
            "new_documents": sum(one.new_documents for one in followed),
            CHANGED_BATCHES: dg.MetadataValue.json(changed),
        },
    )


def follow_council(
    engine: Engine,
    store: DocumentStore,
    register: EpcRegister,
    region: str,
    deltas: Sequence[Delta],
) -> Followed:
    """Apply what the register changed to the certificates of a council; again changes nothing.

    Parameters
    ----------
    engine, store, register
        Ara's database, the object store and the register's API.
    region
        GSS code of a council that was added.
    deltas
        What the register says it removed or re-keyed, of any council.
    """
    found = find_council(register, region)
    by_number: dict[str, list[Delta]] = {}
    for delta in deltas:
        by_number.setdefault(delta.certificate_number, []).append(delta)
    with engine.begin() as connection:
        membership.lock_region(connection, region)
        marks = [
            mark
            for document in membership.documents_of(connection, region)
            if (mark := _mark(document, found, by_number))
        ]
        for mark in marks:
            membership.mark_document(
                connection,
                region,
                mark.document.document_sha256,
                withdrawn_at=mark.withdrawn_at,
                moved_at=mark.moved_at,
            )
    added = register_found(engine, store, register, region, found)
    marked = {mark.document.batch_key for mark in marks if mark.document.batch_key}
    return Followed(
        withdrawn=sum(bool(mark.withdrawn_at and not mark.document.withdrawn_at) for mark in marks),
        reinstated=sum(
            bool(mark.document.withdrawn_at and not mark.withdrawn_at) for mark in marks
        ),
        moved=sum(bool(mark.moved_at and not mark.document.moved_at) for mark in marks),
        new_documents=added.new_documents,
        batch_keys=added.batch_keys,
        changed_batch_keys=frozenset({*marked, *added.changed_batch_keys}),
    )


@dataclass(frozen=True)
class _Mark:
    """What becomes of a document."""

    document: KnownDocument
    withdrawn_at: dt.datetime | None
    moved_at: dt.datetime | None


def _mark(
    document: KnownDocument,
    found: Mapping[str, FoundCertificate],
    deltas: Mapping[str, Sequence[Delta]],
) -> _Mark | None:
    """Return what changes of a document, or None.

    What the search still has is not withdrawn: it may have been opted in again, which no delta
    says. What it has under the UPRN that we know has not moved.
    """
    number = document.certificate_number
    if number is None:
        return None
    row, own = found.get(number), deltas.get(number, ())
    withdrawn_at, moved_at = document.withdrawn_at, document.moved_at
    if row is not None:
        withdrawn_at = None
    elif withdrawn_at is None:
        withdrawn_at = _when(delta for delta in own if delta.is_removed)
    if moved_at is None and (row is None or row.uprn != document.uprn):
        moved_at = _when(delta for delta in own if delta.is_rekeyed)
    if (withdrawn_at, moved_at) == (document.withdrawn_at, document.moved_at):
        return None
    return _Mark(document, withdrawn_at, moved_at)


def _when(deltas: Iterable[Delta]) -> dt.datetime | None:
    """Return when it happened, if it did; now, where the register gives no time for it."""
    first = next(iter(deltas), None)
    return first and (first.timestamp or dt.datetime.now(dt.UTC))
