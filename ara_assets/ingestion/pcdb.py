"""Asset `pcdb`: the product database, every version loaded, the last one in use.

The file as received goes to the object store first. One that is truncated, corrupt or has a layout
that is not known is refused whole, and the version in use stays in use.
"""

from collections import Counter
from typing import Any

import dagster as dg

from ara_assets.reporting.markdown import markdown_table
from ara_assets.specs import stored_asset
from resources.database.batch import AssetBatch
from resources.database.products import products_in_use, version_frames
from resources.database.resource import Database
from resources.errors import PermanentFailure
from resources.object_store import ObjectStore
from resources.product_source import ProductSource
from sap10.pcdb import Pcdb, PcdbRejected, load_pcdb


@stored_asset("pcdb", "ingestion", "1", "file")
def pcdb(
    database: Database,
    object_store: ObjectStore,
    product_source: dg.ResourceParam[ProductSource],
) -> dg.MaterializeResult[AssetBatch]:
    """Product database: efficiencies and losses of real boilers, heat pumps, fans and the rest."""
    received = product_source.read()
    object_store.put(received.data)
    before = products_in_use(database.engine)
    try:
        found = load_pcdb(received.data)
    except PcdbRejected as refusal:
        msg = f"{received.source} is refused, revision {before.revision} stays in use: {refusal}"
        raise PermanentFailure(msg) from refusal
    frames = version_frames(database.engine, found, received.source)
    return dg.MaterializeResult(
        value=AssetBatch(frames),
        data_version=dg.DataVersion(found.sha256),
        metadata=_metadata(found, before, received.source),
    )


def changed_products(old: Pcdb, new: Pcdb) -> Counter[str]:
    """Count by table the records that one version has otherwise than the other, or not at all."""
    before, after = _products(old), _products(new)
    keys = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return Counter(table for table, _ in keys)


def _products(version: Pcdb) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(record.header.table, record.fields[0]): record.fields for record, _ in version.typed()}


def _metadata(found: Pcdb, before: Pcdb, source: str) -> dict[str, Any]:
    """Return what a person wants to see of a version: revision, counts, what is new in it."""
    changed = changed_products(before, found)
    raw = found.kept_raw()
    since = f"changed since revision {before.revision}"
    rows: list[dict[str, object]] = [
        {
            "table": table,
            "records": len(records),
            "used by ratings": "no" if table in raw else "yes",
            **({since: changed[table]} if before.records else {}),
        }
        for table, records in sorted(found.records.items())
    ]
    return {
        "revision": found.revision,
        "published_on": found.date.isoformat(),
        "source": source,
        "tables": dg.MetadataValue.md(markdown_table(rows)),
    }
