import dagster as dg
import pytest

from resources.database.lineage import column_lineage, column_schema, shown_name
from resources.database.registry import TABLES, main_table

ASSETS = sorted({table.asset for table in TABLES.values() if table.asset})


def roots(asset: str, column: str) -> set[tuple[str, str]]:
    """Columns that nothing is derived from, followed as Dagster's UI would."""
    found: set[tuple[str, str]] = set()
    pending = [(asset, column)]
    while pending:
        owner, name = pending.pop()
        assert name in [c.name for c in column_schema(owner).columns], f"broken edge {owner}.{name}"
        deps = column_lineage(owner).deps_by_column.get(name, [])
        pending.extend((dep.asset_key.path[-1], dep.column_name) for dep in deps)
        if not deps:
            found.add((owner, name))
    return found


def test_total_cost_goes_back_to_certificate_and_catalogue() -> None:
    found = roots("scenario", "total_cost_gbp")
    assert ("epc", "epc_property_data") in found
    assert ("cost_catalogue", "unit_cost_gbp") in found


def test_bill_goes_back_to_certificate_and_rates() -> None:
    found = roots("bill", "total_gbp")
    assert ("epc", "epc_property_data") in found
    assert ("fuel_rates", "unit_rate_p_per_kwh") in found
    assert ("fuel_rates", "standing_charge_p_per_day") in found


@pytest.mark.parametrize("asset", ASSETS)
def test_no_edge_is_broken_or_leads_back(asset: str) -> None:
    lineage = column_lineage(asset)
    names = {column.name for column in column_schema(asset).columns}
    assert set(lineage.deps_by_column) <= names
    for deps in lineage.deps_by_column.values():
        for dep in deps:
            assert dep.asset_key != dg.AssetKey(asset)
            assert dep.column_name in {
                c.name for c in column_schema(dep.asset_key.path[-1]).columns
            }


def test_columns_of_further_tables_carry_the_table() -> None:
    assert shown_name(TABLES["bill_line"], "line_gbp") == "bill_line.line_gbp"
    assert shown_name(TABLES["plan"], "total_cost_gbp") == "total_cost_gbp"
    assert main_table("scenario").name == "plan"


def test_description_of_a_column_names_where_it_comes_from() -> None:
    columns = {column.name: column for column in column_schema("bill").columns}
    assert "fuel_rates.unit_rate_p_per_kwh" in str(columns["total_gbp"].description)
