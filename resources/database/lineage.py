"""What Dagster shows of the registry: column schemas and column lineage of each asset."""

import dagster as dg

from resources.database.registry import TABLES, asset_tables, main_table
from resources.database.schema import Column, Table

_CONSTRAINTS = {
    nullable: dg.TableColumnConstraints(nullable=nullable) for nullable in (True, False)
}


def shown_name(table: Table, column: str) -> str:
    """Name of a column on its asset's page: columns of further tables carry the table's name."""
    if table.asset is None or table is main_table(table.asset):
        return column
    return f"{table.name}.{column}"


def column_schema(asset: str) -> dg.TableSchema:
    """Column schema of an asset, of all its tables, the main one first."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=shown_name(table, column.name),
                type=column.type,
                description=_described(table, column),
                constraints=_CONSTRAINTS[column.nullable],
            )
            for table in asset_tables(asset)
            for column in table.columns
        ]
    )


def origins(table: str, column: str) -> list[tuple[str, str]]:
    """Return the (table, column) pairs of other assets that a column is worked out from.

    Steps inside the asset are followed; tables that no asset owns have no place in the graph.
    """
    asset = TABLES[table].asset
    found: dict[tuple[str, str], None] = {}
    seen = {(table, column)}
    pending = [(table, column)]
    while pending:
        name, field = pending.pop(0)
        definition = next(c for c in TABLES[name].columns if c.name == field)
        for source in definition.derived_from:
            if source in seen:
                continue
            seen.add(source)
            owner = TABLES[source[0]].asset
            if owner == asset:
                pending.append(source)
            elif owner is not None:
                found[source] = None
    return list(found)


def column_lineage(asset: str) -> dg.TableColumnLineage:
    """Column lineage of an asset, as its page shows it."""
    deps = {
        shown_name(table, column.name): [
            dg.TableColumnDep(
                asset_key=dg.AssetKey(str(TABLES[source].asset)),
                column_name=shown_name(TABLES[source], field),
            )
            for source, field in origins(table.name, column.name)
        ]
        for table in asset_tables(asset)
        for column in table.columns
    }
    return dg.TableColumnLineage({name: sources for name, sources in deps.items() if sources})


def table_metadata(asset: str) -> dict[str, object]:
    """Definition metadata of an asset: its tables, column schema and column lineage."""
    metadata: dict[str, object] = {
        "dagster/table_name": main_table(asset).name,
        "dagster/column_schema": column_schema(asset),
    }
    lineage = column_lineage(asset)
    if lineage.deps_by_column:
        metadata["dagster/column_lineage"] = lineage
    return metadata


def _described(table: Table, column: Column) -> str:
    """Describe a column with its unit and the columns of other assets that it comes from.

    Dagster's open-source UI stores column lineage but draws none, so that the description says it.
    """
    text = f"{column.description} [{column.unit}]" if column.unit else column.description
    sources = [
        f"{TABLES[source].asset}.{shown_name(TABLES[source], name)}"
        for source, name in origins(table.name, column.name)
    ]
    return f"{text} ← {', '.join(sources)}" if sources else text
