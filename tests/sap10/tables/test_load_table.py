from importlib import resources

import numpy as np
import pytest

import sap10.tables
from sap10.tables import CsvTable, load_table


def test_comments_and_blank_lines_are_skipped(tmp_path, monkeypatch):
    (tmp_path / "small.csv").write_text("# Table 0\n\ncode,value,name\n3,1.5,three\n1,,one\n")
    monkeypatch.setattr(sap10.tables.resources, "files", lambda _: tmp_path)
    load_table.cache_clear()
    table = load_table("small")
    load_table.cache_clear()

    assert table.header == ("code", "value", "name")
    assert table.texts("name") == ("three", "one")
    assert table.integers("code").tolist() == [3, 1]
    np.testing.assert_array_equal(table.floats("value"), [1.5, np.nan])


def test_row_that_does_not_fit_the_header_is_refused(tmp_path, monkeypatch):
    (tmp_path / "torn.csv").write_text("code,value\n1,2,3\n")
    monkeypatch.setattr(sap10.tables.resources, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=r"torn\.csv: 3 cells under 2 columns"):
        load_table("torn")


def test_by_code_gives_the_default_for_codes_the_table_lacks():
    table = CsvTable("t", ("code", "value"), (("4", "2.0"), ("1", "")))
    np.testing.assert_array_equal(table.by_code("code", "value", default=7.0), [7, np.nan, 7, 7, 2])


def test_grid_puts_columns_side_by_side():
    table = CsvTable("t", ("a", "b"), (("1", "2"), ("3", "4")))
    np.testing.assert_array_equal(table.grid(["b", "a"]), [[2, 1], [4, 3]])


def test_every_table_of_the_package_can_be_read():
    names = [
        item.name.removesuffix(".csv")
        for item in resources.files("sap10.tables").iterdir()
        if item.name.endswith(".csv")
    ]
    assert len(names) > 10
    for name in names:
        assert load_table(name).rows, name
