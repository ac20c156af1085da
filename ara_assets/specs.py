"""What every asset of ours has in common: group, owner, kinds, schema and lineage."""

from collections.abc import Mapping
from typing import Any, Literal

from ara_assets.partitions import BACKFILL_POLICY, PROPERTY_BATCH
from resources.database.lineage import table_metadata

Group = Literal["ingestion", "baseline", "modelling", "reporting"]

OWNERS = ("team:ara",)


def stored_asset(
    name: str, group: Group, code_version: str, *kinds: str, **extra: object
) -> dict[str, Any]:
    """Return the arguments of `dagster.asset` for an asset stored as one or more whole tables."""
    metadata: Mapping[str, object] = table_metadata(name)
    return {
        "name": name,
        "group_name": group,
        "owners": list(OWNERS),
        "kinds": {"postgres", *kinds},
        "code_version": code_version,
        "metadata": dict(metadata),
        **extra,
    }


def batch_asset(
    name: str, group: Group, code_version: str, *kinds: str, **extra: object
) -> dict[str, Any]:
    """Return the same for an asset that is stored batch by batch."""
    return stored_asset(
        name,
        group,
        code_version,
        *kinds,
        partitions_def=PROPERTY_BATCH,
        backfill_policy=BACKFILL_POLICY,
        **extra,
    )
