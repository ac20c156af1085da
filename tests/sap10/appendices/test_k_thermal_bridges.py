"""Table K1 against the transcribed specification; equations K1 and K2 in the worksheet."""

import csv
from pathlib import Path

import pytest

from sap10.appendices.k_thermal_bridges import DEFAULT_PSI, UNKNOWN_Y, thermal_bridge
from sap10.codes import ElementKind
from sap10.dwelling import Element
from sap10.errors import CertificateRejected
from sap10.tables.fabric import Side, tabulated_heat_capacity
from tests.sap10.worksheet.batches import fabric_of, varied


@pytest.mark.pins("Table K1")
def test_defaults_are_those_of_the_specification(shared: Path) -> None:
    path = shared / "spec" / "tables" / "sap10.2" / "table_k1_psi_defaults.csv"
    with path.open(encoding="utf-8", newline="") as file:
        printed = {row["ref"]: float(row["psi_default_w_mk"]) for row in csv.DictReader(file)}
    assert printed == DEFAULT_PSI


@pytest.mark.pins("Appendix K", "Table K1")
def test_a_junction_takes_its_own_psi_where_there_is_one() -> None:
    assert thermal_bridge("E5", 10.0).psi == 0.32
    assert thermal_bridge("E5", 10.0, psi=0.08).psi == 0.08


@pytest.mark.pins("Appendix K")
def test_a_shared_junction_is_divided() -> None:
    assert thermal_bridge("E7", 6.0, shared_by=2).psi == pytest.approx(0.14)


@pytest.mark.pins("Table K1")
def test_an_unknown_junction_is_refused() -> None:
    with pytest.raises(CertificateRejected, match="Table K1"):
        thermal_bridge("E99", 1.0)
    with pytest.raises(CertificateRejected, match="Appendix K"):
        thermal_bridge("E5", 1.0, shared_by=0)


@pytest.mark.pins("36", "36a", "37", "Appendix K")
def test_listed_and_point_bridges_add_to_the_fabric() -> None:
    dwelling = varied(
        general={"has_thermal_bridge_list": True, "point_thermal_bridges_w_per_k": 1.5},
        thermal_bridges=(thermal_bridge("E5", 30.0), thermal_bridge("E18", 10.0, shared_by=2)),
    )
    *_, losses = fabric_of(dwelling)
    assert losses.linear_thermal_bridges[0] == pytest.approx(30.0 * 0.32 + 10.0 * 0.12)
    assert losses.total_fabric_heat_loss[0] == pytest.approx(
        losses.fabric_heat_loss[0] + 10.8 + 1.5
    )


@pytest.mark.pins("36", "Appendix K")
def test_unknown_bridges_take_a_share_of_the_external_area() -> None:
    *_, losses = fabric_of(
        varied(general={"has_thermal_bridge_list": False, "thermal_bridging_y": UNKNOWN_Y})
    )
    assert losses.linear_thermal_bridges[0] == pytest.approx(0.2 * losses.external_area[0])


@pytest.mark.pins("34", "35", "Table 1f")
def test_heat_capacity_counts_every_element_with_kappa() -> None:
    own: tuple[tuple[ElementKind, float, str, Side], ...] = (
        (ElementKind.GROUND_FLOOR, 40.0, "ground_floor_suspended_concrete", ""),
        (ElementKind.EXTERNAL_WALL, 80.0, "wall_cavity_plasterboard_aac_block", ""),
        (ElementKind.ROOF, 40.0, "roof_insulated_ceiling", ""),
        (ElementKind.PARTY_WALL, 30.0, "party_wall_plasterboard_light_block", ""),
        (ElementKind.PARTY_FLOOR, 20.0, "party_floor_slab", "from_above"),
        (ElementKind.INTERNAL_WALL, 90.0, "partition_plasterboard_on_timber", ""),
        (ElementKind.INTERNAL_FLOOR, 40.0, "floor_between_storeys_chipboard", "from_above"),
        (ElementKind.INTERNAL_CEILING, 40.0, "floor_between_storeys_chipboard", "from_below"),
    )
    elements = tuple(
        Element(kind=kind, area_m2=area, u_value=0.0, kappa=tabulated_heat_capacity(name, side))
        for kind, area, name, side in own
    )
    _, size, _, losses = fabric_of(
        varied(general={"is_thermal_mass_given": False}, elements=elements)
    )
    expected = (
        40.0 * 75.0 + 80.0 * 60.0 + 40.0 * 9.0 + 30.0 * 110.0 + 20.0 * 80.0
        + 90.0 * 9.0 + 40.0 * 18.0 + 40.0 * 9.0
    )  # fmt: skip
    assert losses.heat_capacity is not None
    assert losses.heat_capacity[0] == pytest.approx(expected)
    assert losses.thermal_mass_parameter[0] == pytest.approx(expected / size.total_floor_area[0])
