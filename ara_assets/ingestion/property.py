"""Asset `property`: identity of each dwelling of a batch, and the only place of its address."""

from collections.abc import Iterable, Mapping
from typing import Any

import dagster as dg

from ara_assets.ingestion.claims import claims_of, contested_properties
from ara_assets.partitions import BatchConfig, each_batch
from ara_assets.specs import batch_asset
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.frames import frame_of, records
from resources.database.reader import read_table
from resources.database.resource import Database
from resources.object_store import ObjectStore
from sap10.certificate.identity import Identity, read_identity

Row = Mapping[str, Any]

_NATIONS = {
    "ENG": "england",
    "WLS": "wales",
    "SCT": "scotland",
    "NIR": "northern_ireland",
}


@batch_asset("property", "ingestion", "1")
def property_identity(
    context: dg.AssetExecutionContext,
    config: BatchConfig,
    database: Database,
    object_store: ObjectStore,
) -> BatchOutcomes:
    """Properties: one dwelling's identity and address, from its newest document.

    Two homes that claim one UPRN are issues of their documents.
    """
    keys = context.partition_keys
    members = records(read_table(database.engine, "batch_member", keys))
    documents = records(read_table(database.engine, "document", keys))

    def compute(key: str) -> AssetBatch:
        own = [row for row in documents if row["batch_key"] == key and row["moved_at"] is None]
        live = [row for row in own if row["withdrawn_at"] is None]
        newest = _newest_by_property(own)
        rows, addresses = [], []
        for member in (row for row in members if row["batch_key"] == key):
            document = newest.get(member["property_id"])
            identity = _identity(object_store, document)
            rows.append(_property_row(member, identity, own))
            addresses.append(_address_row(member, identity))
        return AssetBatch(
            {
                "property": frame_of("property", rows),
                "property_address": frame_of("property_address", addresses),
            },
            [
                issue
                for issues in contested_properties(claims_of(live)).values()
                for issue in issues
            ],
        )

    return each_batch(context, config, compute)


def _newest_by_property(documents: Iterable[Row]) -> dict[str, Row]:
    """Return each property's document of the newest date; equal dates go by digest."""
    return {row["property_id"]: row for row in sorted(documents, key=_age)}


def _age(document: Row) -> tuple[str, str]:
    return str(document["registration_date"] or ""), document["document_sha256"]


def _identity(store: ObjectStore, document: Row | None) -> Identity:
    return Identity() if document is None else read_identity(store.get(document["document_sha256"]))


def _property_row(member: Row, identity: Identity, documents: Iterable[Row]) -> dict[str, object]:
    own = [row for row in documents if row["property_id"] == member["property_id"]]
    return {
        "property_id": member["property_id"],
        "batch_key": member["batch_key"],
        "region_key": member["region_key"],
        "uprn": member["uprn"],
        "landlord_reference": member["landlord_reference"],
        "nation": _NATIONS.get(identity.country_code or ""),
        "document_count": len(own),
    }


def _address_row(member: Row, identity: Identity) -> dict[str, object]:
    return {
        "property_id": member["property_id"],
        "batch_key": member["batch_key"],
        "address_line_1": identity.address_line_1,
        "address_line_2": identity.address_line_2,
        "address_line_3": identity.address_line_3,
        "post_town": identity.post_town,
        "postcode": identity.postcode,
    }
