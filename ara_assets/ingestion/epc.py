"""Asset `epc`: the current certificate of each property, and what became of every certificate.

The newest certificate wins and older ones are superseded. A newest certificate that cannot be used
is an issue: an older one never takes its place silently.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dagster as dg
import pandas as pd

import sap10
from ara_assets.domain.issue import Issue
from ara_assets.ingestion.claims import claims_of, contested_properties
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.reporting import charts
from ara_assets.reporting.images import inline_plot
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.database.reader import read_table
from resources.database.resource import Database
from resources.object_store import DocumentStore, ObjectStore
from sap10.certificate.document import Certificate

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document of a property: read, or refused with its reason."""

    document: Row
    certificate: Certificate | None
    issue: Issue | None

    @property
    def age(self) -> tuple[dt.date, str]:
        """Order by date; a document whose date is not known might be the newest, so it is."""
        lodged = self.certificate and self.certificate.registration_date
        day = lodged or self.document["registration_date"] or dt.date.max
        return day, self.document["document_sha256"]


@batch_asset("epc", "ingestion", "1", "xml", "json")
def epc(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    property: pd.DataFrame,  # noqa: A002 - the upstream asset's name
    database: Database,
    object_store: ObjectStore,
) -> dg.MaterializeResult[BatchOutcomes]:
    """Certificates: the current one of each property, and what became of all the others."""
    keys = context.partition_keys
    documents = records(read_table(database.engine, "document", keys))
    properties = records(property)

    def compute(key: str) -> AssetBatch:
        ids = [row["property_id"] for row in properties if row["batch_key"] == key]
        own = [row for row in documents if row["batch_key"] == key]
        return read_batch(key, ids, own, object_store)

    outcomes = each_batch(context, config, compute)
    return dg.MaterializeResult(value=outcomes, metadata=_metadata(outcomes))


def read_batch(
    batch_key: str, property_ids: Sequence[str], documents: Sequence[Row], store: DocumentStore
) -> AssetBatch:
    """Read the documents of one batch.

    Parameters
    ----------
    batch_key
        The batch.
    property_ids
        Its properties; one without any document is an issue.
    documents
        Rows of `document` that belong to the batch.
    store
        Where the documents' bytes are.
    """
    contested = contested_properties(claims_of(row for row in documents if not _left(row)))
    current: list[dict[str, object]] = []
    seen: list[dict[str, object]] = []
    issues: list[Issue] = []
    for property_id in property_ids:
        every = [row for row in documents if row["property_id"] == property_id]
        own = [row for row in every if not _left(row)]
        seen += [_seen(batch_key, row, None, status) for row in every if (status := _left(row))]
        if property_id in contested:
            seen += [_seen(batch_key, row, None, "issue") for row in own]
            continue
        if not own:
            issues.append(_no_certificate(property_id, every))
            continue
        readings = sorted(_read(own, store), key=lambda reading: reading.age)
        newest = readings[-1]
        issues += [reading.issue for reading in readings if reading.issue]
        for reading in readings:
            status = "superseded"
            if reading.issue:
                status = "issue"
            elif reading is newest:
                status = "current"
            seen.append(_seen(batch_key, reading.document, reading.certificate, status))
        if newest.certificate:
            current.append(_current(batch_key, property_id, newest.document, newest.certificate))
    return AssetBatch(
        {"epc": frame_of("epc", current), "certificate": frame_of("certificate", seen)}, issues
    )


def _read(documents: Iterable[Row], store: DocumentStore) -> Iterator[_Reading]:
    """Read documents; what is refused becomes an issue that names field, value and rule."""
    for document in documents:
        number = document["certificate_number"]
        try:
            certificate = _dated(
                sap10.read_certificate(store.get(document["document_sha256"]), number)
            )
        except sap10.CertificateRejected as refusal:
            issue = Issue.from_rejection(
                refusal,
                property_id=document["property_id"],
                certificate_number=number,
                source_file=document["source_file"],
            )
            yield _Reading(document, None, issue)
        else:
            yield _Reading(document, certificate, None)


def _dated(certificate: Certificate) -> Certificate:
    """Refuse a certificate without a date: nobody can say whether it is the newest."""
    if certificate.registration_date is None:
        raise sap10.CertificateRejected(
            reason="missing_field",
            field="registration_date",
            value=None,
            rule="it says which certificate is the newest",
            certificate_number=certificate.certificate_number,
        )
    return certificate


def _left(document: Row) -> str | None:
    """Return how a certificate left the property: withdrawn or moved, by the register."""
    if document["withdrawn_at"] is not None:
        return "withdrawn"
    return "moved" if document["moved_at"] is not None else None


def _no_certificate(property_id: str, left: Sequence[Row]) -> Issue:
    if left:
        last = max(left, key=lambda row: row["document_sha256"])
        return Issue(
            reason="certificate_withdrawn",
            message=(
                "every certificate of the property was withdrawn by the register, or moved to "
                "another home"
            ),
            property_id=property_id,
            certificate_number=last["certificate_number"],
            source_file=last["source_file"],
        )
    return Issue(
        reason="no_certificate",
        message="no document of the property was received: add one to its region's source",
        property_id=property_id,
    )


def _seen(
    batch_key: str, document: Row, certificate: Certificate | None, status: str
) -> dict[str, object]:
    return {
        "property_id": document["property_id"],
        "batch_key": batch_key,
        "document_sha256": document["document_sha256"],
        "certificate_number": document["certificate_number"],
        "source_file": document["source_file"],
        "schema_type": certificate.schema_type if certificate else document["schema_type"],
        "registration_date": document["registration_date"],
        "certificate_status": status,
    }


def _current(
    batch_key: str, property_id: str, document: Row, certificate: Certificate
) -> dict[str, object]:
    lodged = certificate.lodged
    return {
        "property_id": property_id,
        "batch_key": batch_key,
        "certificate_number": certificate.certificate_number,
        "schema_type": certificate.schema_type,
        "registration_date": certificate.registration_date,
        "inspection_date": certificate.inspection_date,
        "sap_version": certificate.sap_version,
        "lodged_sap_rating": lodged and lodged.sap_rating,
        "lodged_epc_band": lodged and lodged.band,
        "lodged_co2_t_per_year": lodged and lodged.co2_t_per_year,
        "lodged_primary_energy_kwh_per_m2": lodged and lodged.primary_energy_kwh_per_m2,
        "property_type": certificate.epc.property_type and certificate.epc.property_type.value,
        "epc_property_data": certificate.epc.stored(),
        "document_sha256": document["document_sha256"],
    }


def _metadata(outcomes: BatchOutcomes) -> dict[str, Any]:
    """Return what a person wants to see of the run: documents by status, ratings as lodged."""
    seen, current = outcomes.rows("certificate"), outcomes.rows("epc")
    metadata: dict[str, Any] = {}
    if len(seen):
        status = seen["certificate_status"].value_counts()
        metadata |= {f"certificates/{name}": int(count) for name, count in status.items()}
    if len(current):
        schemas = {str(k): int(v) for k, v in current["schema_type"].value_counts().items()}
        lodged = charts.histogram(
            current["lodged_sap_rating"].dropna(),
            step=4,
            axis="lodged SAP rating",
            title="Ratings as lodged",
        )
        metadata |= {
            **{f"schema/{name}": count for name, count in schemas.items()},
            "lodged_ratings": inline_plot(lodged, "Ratings as lodged"),
        }
    return metadata
