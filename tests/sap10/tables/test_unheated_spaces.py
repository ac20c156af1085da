"""Tables 3.1 to 3.5 against the transcribed specification; equations 3 and 4."""

import csv
from pathlib import Path

import pytest

from sap10.errors import CertificateRejected
from sap10.tables import load_table
from sap10.tables.unheated_spaces import (
    AIR_CHANGE,
    DEFAULT_AIR_CHANGE,
    ExternalElement,
    calculated_resistance,
    tabulated_resistance,
    u_value_beside_unheated_space,
)

TABLES = (
    ("table_3_1_ru_single_garages", ("ru_inside_m2k_per_w", "ru_outside_m2k_per_w")),
    ("table_3_2_ru_double_garages", ("ru_inside_m2k_per_w", "ru_outside_m2k_per_w")),
    ("table_3_3_ru_stairwells_corridors", ("ru_m2k_per_w",)),
    ("table_3_4_ru_room_in_roof", ("ru_m2k_per_w",)),
)


def rows_of(shared: Path, name: str) -> list[dict[str, str]]:
    path = shared / "spec" / "tables" / "sap10.2" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.pins("Table 3.1", "Table 3.2", "Table 3.3", "Table 3.4")
def test_resistances_are_those_of_the_specification(shared: Path) -> None:
    printed = [
        float(row[column])
        for name, columns in TABLES
        for row in rows_of(shared, name)
        for column in columns
    ]
    assert load_table("unheated_spaces").floats("ru").tolist() == printed


@pytest.mark.pins("Table 3.5")
def test_air_change_rates_are_those_of_the_specification(shared: Path) -> None:
    rows = rows_of(shared, "table_3_5_unheated_space_air_change_rates")
    assert list(AIR_CHANGE.values()) == [float(row["air_change_rate_ach"]) for row in rows]
    assert AIR_CHANGE["some_open_joints"] == DEFAULT_AIR_CHANGE


@pytest.mark.pins("Table 3.1", "Table 3.3")
def test_a_garage_and_a_stairwell() -> None:
    assert tabulated_resistance("single_garage", "one_wall_floor", "outside") == 0.25
    assert tabulated_resistance("stairwell", "facing_wall_exposed") == 2.1


@pytest.mark.pins("Table 3.1")
def test_a_garage_needs_the_place_of_its_insulation() -> None:
    with pytest.raises(CertificateRejected, match=r"Tables 3\.1 to 3\.4"):
        tabulated_resistance("single_garage", "one_wall_floor")


@pytest.mark.pins("3.3 equation 3")
def test_an_unheated_space_adds_its_resistance() -> None:
    assert u_value_beside_unheated_space(2.0, 0.5) == pytest.approx(1.0)
    assert u_value_beside_unheated_space(0.45, 0.0) == 0.45
    assert u_value_beside_unheated_space(0.0, 0.5) == 0.0


@pytest.mark.pins("3.3.6 equation 4")
def test_resistance_of_any_other_space() -> None:
    external = [ExternalElement(20.0, 1.5), ExternalElement(10.0, 2.0)]
    assert calculated_resistance(15.0, external, 40.0) == pytest.approx(15.0 / (50.0 + 39.6))
    assert calculated_resistance(15.0, external, 40.0, AIR_CHANGE["sealed"]) == pytest.approx(
        15.0 / (50.0 + 6.6)
    )
