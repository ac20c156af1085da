"""The IO manager of every stored asset: batches out through the one writer, one query in."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, get_origin

import dagster as dg
import pandas as pd

from resources.database.batch import WHOLE_TABLE, AssetBatch, BatchOutcomes
from resources.database.frames import records
from resources.database.products import products_in_use
from resources.database.reader import missing_loads, read_table
from resources.database.registry import TABLES, asset_tables, main_table
from resources.database.resource import Database
from resources.database.writer import Load, replace_batch
from resources.errors import PermanentFailure, TransientFailure
from sap10.pcdb import Pcdb

SAMPLE_ROWS = 5


class PostgresIOManager(dg.ConfigurableIOManager):
    """Stores `AssetBatch` outputs and loads frames.

    Output of a partitioned asset: `BatchOutcomes`, partition key → `AssetBatch` or the exception
    that stopped this batch; of an unpartitioned one: an `AssetBatch`. Each batch is committed on
    its own. When one fails the others stay, each reported as materialised, and the step fails at
    the end with the names of those that failed.

    Input: annotated as `Pcdb`, the product database in use, an empty one before any was loaded;
    annotated as a frame, the main table of the upstream asset, or the one named by the
    input's metadata `table`; annotated as a dictionary, every table of the asset. Rows are those
    of all batches of the run, or the whole table of an unpartitioned asset.
    """

    database: dg.ResourceDependency[Database]

    def handle_output(self, context: dg.OutputContext, obj: BatchOutcomes | AssetBatch) -> None:
        """Write each batch in its own transaction."""
        asset = context.asset_key.path[-1]
        outcomes = _outcomes(context, obj)
        failures: dict[str, Exception] = {}
        metadata: dict[str, dict[str, Any]] = {}
        for key, outcome in outcomes.items():
            try:
                metadata[key] = self._store(context, asset, key, outcome)
            except Exception as error:
                context.log.exception("%s/%s was not stored", asset, key)
                failures[key] = error
        partitioned = context.has_asset_partitions
        if not failures:
            for key, entries in metadata.items():
                context.step_context.add_asset_metadata(
                    entries, context.asset_key, key if partitioned else None
                )
            return
        for key, entries in metadata.items():
            # A step that raises marks none of its partitions, so each is reported here.
            context.log_event(
                dg.AssetMaterialization(context.asset_key, metadata=entries, partition=key)
            )
        raise _together(asset, failures, committed=len(metadata))

    def load_input(self, context: dg.InputContext) -> pd.DataFrame | dict[str, pd.DataFrame] | Pcdb:
        """Load the upstream rows of the run's batches, one query per table."""
        if context.dagster_type.typing_type is Pcdb:
            return products_in_use(self.database.engine)
        asset = context.asset_key.path[-1]
        keys = list(context.asset_partition_keys) if context.has_asset_partitions else None
        self._require_loaded(asset, keys)
        if _wants_all_tables(context.dagster_type.typing_type):
            return {table.name: self._read(table.name, keys) for table in asset_tables(asset)}
        table = str((context.definition_metadata or {}).get("table", main_table(asset).name))
        return self._read(table, keys)

    def _store(
        self, context: dg.OutputContext, asset: str, key: str, outcome: AssetBatch | Exception
    ) -> dict[str, Any]:
        if isinstance(outcome, Exception):
            raise outcome
        load = replace_batch(
            self.database.engine,
            asset=asset,
            batch_key=key,
            batch=outcome,
            run_id=context.run_id,
            code_version=_code_version(context),
        )
        return load_metadata(load, outcome)

    def _read(self, table: str, keys: list[str] | None) -> pd.DataFrame:
        return read_table(self.database.engine, table, keys)

    def _require_loaded(self, asset: str, keys: list[str] | None) -> None:
        missing = missing_loads(self.database.engine, asset, keys or [WHOLE_TABLE])
        if missing:
            msg = (
                f"{asset} was never stored for {_listed(missing)}: materialise {asset} for "
                f"{'it' if len(missing) == 1 else 'them'} first"
            )
            raise PermanentFailure(msg)


def load_metadata(load: Load, batch: AssetBatch) -> dict[str, Any]:
    """Return what a materialisation says of one committed batch."""
    main = main_table(load.asset).name
    rows = load.row_counts[main]
    whole = load.batch_key == WHOLE_TABLE
    reasons = Counter(issue.reason for issue in batch.issues)
    return {
        "dagster/row_count" if whole else "dagster/partition_row_count": rows,
        **{f"rows/{table}": count for table, count in load.row_counts.items() if table != main},
        "issues": load.issue_count,
        **{f"issues/{reason}": count for reason, count in sorted(reasons.items())},
        "sample": _sample(main, batch.frames[main]),
        **{f"content_hash/{table}": text for table, text in load.content_hashes.items()},
    }


def _sample(table: str, frame: pd.DataFrame) -> dg.TableMetadataValue:
    """Return the first rows of a table, without its documents; no main table holds an address."""
    shown = [column.name for column in TABLES[table].columns if column.type != "json"]
    rows = records(frame[shown].head(SAMPLE_ROWS))
    return dg.MetadataValue.table(
        [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows],
        schema=dg.TableSchema([dg.TableColumn(name) for name in shown]),
    )


def _cell(value: object) -> str | int | float | bool | None:
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _outcomes(context: dg.OutputContext, obj: BatchOutcomes | AssetBatch) -> BatchOutcomes:
    if not context.has_asset_partitions:
        if not isinstance(obj, AssetBatch):
            msg = f"{context.asset_key.to_user_string()} is not partitioned: return an AssetBatch"
            raise PermanentFailure(msg)
        return BatchOutcomes({WHOLE_TABLE: obj})
    keys = list(context.asset_partition_keys)
    if isinstance(obj, AssetBatch) or set(obj) != set(keys):
        msg = f"return one AssetBatch for each batch of the run, by its key: {_listed(keys)}"
        raise PermanentFailure(msg)
    return BatchOutcomes({key: obj[key] for key in sorted(keys)})


def _together(asset: str, failures: Mapping[str, Exception], *, committed: int) -> Exception:
    """Return one failure that names every batch that failed."""
    if len(failures) == 1 and committed == 0:
        return next(iter(failures.values()))
    reasons = "; ".join(f"{key}: {error}" for key, error in failures.items())
    message = (
        f"{asset}: {len(failures)} of {len(failures) + committed} batches failed, the others are "
        f"stored; run these again: {_listed(list(failures))}. {reasons}"
    )
    kind = type(next(iter(failures.values())))
    same = all(type(error) is kind for error in failures.values())
    transient = same and issubclass(kind, TransientFailure)
    return TransientFailure(message) if transient else PermanentFailure(message)


def _listed(keys: list[str]) -> str:
    shown = ", ".join(keys[:20])
    return shown if len(keys) <= 20 else f"{shown} and {len(keys) - 20} more"


def _wants_all_tables(annotation: object) -> bool:
    return annotation is dict or get_origin(annotation) is dict


def _code_version(context: dg.OutputContext) -> str | None:
    return context.step_context.job_def.asset_layer.get(context.asset_key).code_version
