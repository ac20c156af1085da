"""What every asset of ours has in common: group, owner, kinds, schema, lineage, code version.

How long the data of each source counts as fresh stands here too.
"""

import datetime as dt
import warnings
from collections.abc import Callable
from typing import Any, Literal

import dagster as dg
from dagster._core.definitions.freshness import TimeWindowFreshnessPolicy

from ara_assets.partitions import BACKFILL_POLICY, PROPERTY_BATCH
from resources.database.lineage import table_metadata

Group = Literal["ingestion", "baseline", "modelling", "reporting"]
AssetDecorator = Callable[[Callable[..., Any]], dg.AssetsDefinition]

OWNERS = ["team:ara"]

_SLACK = dt.timedelta(hours=4)


def _every(days: int) -> dg.FreshnessPolicy:
    """Return the policy of what is read every so many days: stale if late, failed if never."""
    period = dt.timedelta(days=days)
    return dg.FreshnessPolicy.time_window(fail_window=3 * period, warn_window=period + _SLACK)


FRESHNESS: dict[str, dg.FreshnessPolicy] = {
    "certificate_change": _every(1),  # the register, day by day; it runs the batches it changes
    "property": _every(31),
    "epc": _every(31),
    "fuel_rates": _every(1),  # read every night
    "pcdb": _every(31),  # published every month
    "solar": _every(30),  # answers are kept for 30 days at most
    "geospatial": _every(92),  # open data, published every quarter
    "cost_catalogue": _every(92),  # unit costs, reviewed every quarter
}
"""How often the data of each source is read again, by the asset that reads it."""


def stale_after(policy: dg.FreshnessPolicy) -> dt.timedelta:
    """Return the age from which data is stale."""
    if not isinstance(policy, TimeWindowFreshnessPolicy) or policy.warn_window is None:
        msg = "the freshness of a source is a window of time with a warning"
        raise TypeError(msg)
    return policy.warn_window.to_timedelta()


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
                freshness_policy=FRESHNESS.get(name),
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
