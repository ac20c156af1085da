"""What every asset of ours has in common: group, owner, kinds, schema, lineage, code version."""

import warnings
from collections.abc import Callable
from typing import Any, Literal

import dagster as dg

from ara_assets.partitions import BACKFILL_POLICY, PROPERTY_BATCH
from resources.database.lineage import table_metadata

Group = Literal["ingestion", "baseline", "modelling", "reporting"]
AssetDecorator = Callable[[Callable[..., Any]], dg.AssetsDefinition]

OWNERS = ["team:ara"]


def stored_asset(
    name: str, group: Group, code_version: str, *kinds: str, **extra: Any
) -> AssetDecorator:
    """Return the decorator of an asset that is stored as one or more whole tables.

    Parameters
    ----------
    name
        Key of the asset and of its main table.
    group
        Group of the lineage graph.
    code_version
        Version of what the asset works out.
    *kinds
        Kinds shown beside `postgres`.
    **extra
        Further arguments of `dagster.asset`.
    """

    def decorate(function: Callable[..., Any]) -> dg.AssetsDefinition:
        # Backfill policies are beta in this version, and there is no other way to ask for several
        # batches in one run.
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", ".*`backfill_policy`", dg.BetaWarning)
            return dg.asset(
                name=name,
                group_name=group,
                owners=OWNERS,
                kinds={"postgres", *kinds},
                code_version=code_version,
                metadata=table_metadata(name),
                **extra,
            )(function)

    return decorate


def batch_asset(
    name: str, group: Group, code_version: str, *kinds: str, **extra: Any
) -> AssetDecorator:
    """Return the decorator of an asset that is stored batch by batch; see `stored_asset`."""
    return stored_asset(
        name,
        group,
        code_version,
        *kinds,
        partitions_def=PROPERTY_BATCH,
        backfill_policy=BACKFILL_POLICY,
        **extra,
    )
