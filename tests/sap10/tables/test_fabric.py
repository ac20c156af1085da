"""Table 1e against the transcribed specification, kappa from layers, semi-glazed doors."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sap10.errors import CertificateRejected
from sap10.tables import load_table
from sap10.tables.fabric import (
    Layer,
    layered_heat_capacity,
    party_wall_u_value,
    semi_glazed_door_u_value,
    tabulated_heat_capacity,
)

PLASTER = Layer(13.0, 1200.0, 840.0, 0.57)
BRICK = Layer(210.0, 1700.0, 840.0, 0.77)
INSULATION = Layer(100.0, 30.0, 1450.0, 0.035)


@pytest.mark.pins("Table 1e")
def test_heat_capacities_are_those_of_the_specification(shared: Path) -> None:
    path = shared / "spec" / "tables" / "sap10.2" / "table_1e_heat_capacities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = [
            [float(row[column]) if row[column] else np.nan for column in row if "kappa" in column]
            for row in csv.DictReader(file)
        ]
    ours = load_table("1e_heat_capacity").grid(["kappa", "kappa_from_above", "kappa_from_below"])
    np.testing.assert_array_equal(ours, np.array(printed))


@pytest.mark.pins("Table 1e")
def test_a_floor_between_storeys_has_two_sides() -> None:
    assert tabulated_heat_capacity("floor_between_storeys_chipboard", "from_above") == 18.0
    assert tabulated_heat_capacity("floor_between_storeys_chipboard", "from_below") == 9.0
    with pytest.raises(CertificateRejected, match="Table 1e"):
        tabulated_heat_capacity("floor_between_storeys_chipboard")


@pytest.mark.pins("Table 1e")
def test_layers_count_up_to_100_mm() -> None:
    expected = 1e-6 * 840.0 * (13.0 * 1200.0 + 87.0 * 1700.0)
    assert layered_heat_capacity([PLASTER, BRICK]) == pytest.approx(expected)


@pytest.mark.pins("Table 1e")
def test_layers_count_up_to_the_insulation() -> None:
    expected = 1e-6 * 840.0 * 13.0 * 1200.0
    assert layered_heat_capacity([PLASTER, INSULATION, BRICK]) == pytest.approx(expected)


@pytest.mark.pins("Table 1e")
def test_layers_count_up_to_the_middle() -> None:
    thin = BRICK._replace(thickness_mm=102.0)
    expected = 1e-6 * 840.0 * (13.0 * 1200.0 + 51.0 * 1700.0)
    assert layered_heat_capacity([PLASTER, thin, PLASTER]) == pytest.approx(expected)


@pytest.mark.pins("Table 3.10")
def test_party_walls_are_those_of_the_specification(shared: Path) -> None:
    path = shared / "spec" / "tables" / "sap10.2" / "table_3_10_party_wall_u_values.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = [float(row["u_value_w_m2k"]) for row in csv.DictReader(file)]
    assert load_table("party_walls").floats("u_value").tolist() == printed
    assert party_wall_u_value("unfilled_cavity_edges_sealed") == 0.2
    with pytest.raises(CertificateRejected, match=r"Table 3\.10"):
        party_wall_u_value("brick")


@pytest.mark.pins("Table 6e")
def test_the_printed_example_of_a_semi_glazed_door() -> None:
    assert semi_glazed_door_u_value(2.5, 3.0) == 2.75
