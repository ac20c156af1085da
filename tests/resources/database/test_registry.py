import pytest

from resources.database import dictionary, registry
from resources.database.schema import Column, Table


def test_every_batched_table_is_keyed_by_property_and_indexed_by_batch() -> None:
    for table in registry.TABLES.values():
        if table.asset and table.is_batched:
            assert table.primary_key[0] == "property_id", table.name
            assert ["batch_key"] in [list(index) for index in table.indexes], table.name


def test_addresses_live_in_one_table() -> None:
    words = ("address_line", "postcode", "post_town")
    holders = {
        table.name
        for table in registry.TABLES.values()
        for column in table.columns
        if column.name.startswith(words)
    }
    assert holders == {"property_address"}


def test_same_name_same_type_and_unit_everywhere() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for table in registry.TABLES.values():
        for column in table.columns:
            kind = (column.type, column.unit)
            assert seen.setdefault(column.name, kind) == kind, f"{table.name}.{column.name}"


def test_units_are_in_the_names() -> None:
    suffixes = {"kWh/yr": "kwh_per_year", "GBP": "gbp", "m2": "m2", "t/yr": "t_per_year"}
    for table in registry.TABLES.values():
        for column in table.columns:
            if column.unit in suffixes:
                assert suffixes[column.unit] in column.name, f"{table.name}.{column.name}"


def test_every_table_and_column_is_described() -> None:
    for table in registry.TABLES.values():
        assert table.description, table.name
        for column in table.columns:
            assert column.description, f"{table.name}.{column.name}"


def test_a_derivation_from_nowhere_is_refused() -> None:
    column = Column("a", "text", "", "a", derived_from=[("nowhere", "b")])
    with pytest.raises(ValueError, match=r"t\.a is derived from nowhere\.b"):
        registry._collect([Table("t", None, [column], ["a"])])


def test_the_dictionary_is_current() -> None:
    written = dictionary.PATH.read_text(encoding="utf-8")
    assert written == dictionary.data_dictionary(), "run python -m resources.database.dictionary"
