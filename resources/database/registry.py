"""The registry: every table of the project, and its SQLAlchemy form.

Frames and their contracts are in `resources.database.frames`, what Dagster shows in
`resources.database.lineage`, the written dictionary in `resources.database.dictionary`.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from resources.database.schema import Column, Table
from resources.database.tables import (
    baseline,
    bill,
    bookkeeping,
    certificate_change,
    cost_catalogue,
    effective_epc,
    epc,
    fuel_rates,
    geospatial,
    pcdb,
    plan_bill,
    property,  # noqa: A004 - the module of the asset `property`
    recommendation,
    region,
    scenario,
    solar,
    trigger_request,
)

_MODULES = (
    region,
    property,
    certificate_change,
    epc,
    geospatial,
    solar,
    fuel_rates,
    cost_catalogue,
    pcdb,
    effective_epc,
    baseline,
    bill,
    recommendation,
    scenario,
    plan_bill,
    trigger_request,
    bookkeeping,
)

_SQL_TYPES: dict[str, sa.types.TypeEngine[Any]] = {
    "text": sa.Text(),
    "integer": sa.Integer(),
    "bigint": sa.BigInteger(),
    "float": sa.Double[float](),
    "boolean": sa.Boolean(),
    "date": sa.Date(),
    "timestamp": sa.DateTime(timezone=True),
    "json": JSONB(),
}


def _collect(tables: Iterable[Table]) -> dict[str, Table]:
    collected: dict[str, Table] = {}
    for table in tables:
        if table.name in collected:
            msg = f"table {table.name} is defined twice"
            raise ValueError(msg)
        collected[table.name] = table
    for table in collected.values():
        for column in table.columns:
            for source_table, source_column in column.derived_from:
                source = collected.get(source_table)
                if source is None or source_column not in source.column_names:
                    msg = (
                        f"{table.name}.{column.name} is derived from "
                        f"{source_table}.{source_column}, which does not exist"
                    )
                    raise ValueError(msg)
    return collected


TABLES: dict[str, Table] = _collect(table for module in _MODULES for table in module.TABLES)
"""Every table by name, in the order of the flow."""


def asset_tables(asset: str) -> list[Table]:
    """Tables that an asset owns, the main one (named as the asset) first."""
    tables = [table for table in TABLES.values() if table.asset == asset]
    return sorted(tables, key=lambda table: table.name != asset)


def main_table(asset: str) -> Table:
    """Return the table that an input of the asset loads: its own name, else its first table."""
    tables = asset_tables(asset)
    if not tables:
        msg = f"no table belongs to the asset {asset!r}"
        raise KeyError(msg)
    return tables[0]


def _sql_column(column: Column) -> sa.Column[Any]:
    return sa.Column(
        column.name, _SQL_TYPES[column.type], nullable=column.nullable, autoincrement=False
    )


def _sql_metadata() -> sa.MetaData:
    metadata = sa.MetaData()
    for table in TABLES.values():
        sa.Table(
            table.name,
            metadata,
            *(_sql_column(column) for column in table.columns),
            sa.PrimaryKeyConstraint(*table.primary_key, name=f"pk_{table.name}"),
            *(sa.Index(f"ix_{table.name}_{'_'.join(c)}", *c) for c in table.indexes),
        )
    return metadata


METADATA: sa.MetaData = _sql_metadata()
"""The tables as SQLAlchemy sees them; migrations are held to it by a test."""


def sql_table(name: str) -> sa.Table:
    """SQLAlchemy table of the given name."""
    return METADATA.tables[name]
