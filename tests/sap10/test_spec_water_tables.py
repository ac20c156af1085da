"""Our tables of Appendices G and H and of section 9.2.7 against the transcribed specification."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sap10.tables import load_table
from sap10.tables.heat_pumps import WATER_ONLY_FACTOR_UNDER_MCS
from sap10.tables.solar_thermal import (
    COLLECTORS,
    CORRELATION,
    OVERSHADING_FACTOR,
    PRIMARY_LOSS_FACTOR,
)

Row = dict[str, str]


@pytest.fixture(scope="module")
def sap_tables(shared: Path) -> Path:
    return shared / "spec" / "tables" / "sap10.2"


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.pins("Table H1")
def test_default_collectors(sap_tables: Path) -> None:
    theirs = rows_of(sap_tables / "table_h1_collector_defaults.csv")
    printed = [[float(cell) for cell in list(row.values())[1:]] for row in theirs]
    assert [list(collector) for collector in COLLECTORS.values()] == printed


@pytest.mark.pins("Table H2")
def test_overshading_of_collectors(sap_tables: Path) -> None:
    theirs = rows_of(sap_tables / "table_h2_solar_overshading.csv")
    assert OVERSHADING_FACTOR[:4].tolist() == [float(row["overshading_factor"]) for row in theirs]


@pytest.mark.pins("Table H3", "Table H4")
def test_correlation_and_primary_loss(sap_tables: Path) -> None:
    theirs = rows_of(sap_tables / "table_h3_correlation_factors.csv")
    assert CORRELATION.tolist() == [float(row["value"]) for row in theirs]
    months = rows_of(sap_tables / "table_h4_primary_loss_solar_factors.csv")
    assert PRIMARY_LOSS_FACTOR.tolist() == [float(row["primary_loss_factor"]) for row in months]


@pytest.mark.pins("Table G1")
def test_flue_gas_factors(sap_tables: Path) -> None:
    theirs = rows_of(sap_tables / "table_g1_fghrs_factors.csv")
    printed = [[float(cell) for cell in list(row.values())[2:]] for row in theirs]
    ours = load_table("g1_flue_gas_factors").grid(["flow_70", "flow_55", "flow_45", "flow_35"])
    np.testing.assert_array_equal(ours, printed)


def test_heat_pump_for_water_only_under_mcs(sap_tables: Path) -> None:
    theirs = rows_of(sap_tables / "section_9_2_7_mcs_heat_pump_factors.csv")
    factors = {row["sap_code"]: row["dhw_efficiency_multiplier"] for row in theirs}
    assert float(factors["941"]) == WATER_ONLY_FACTOR_UNDER_MCS
