"""Every row of RdSAP 10's tables of walls, Tables 3 and 6 to 15: reached, and as printed."""

from pathlib import Path

import pytest

from sap10.certificate import (
    AgeBand,
    PartyWallConstruction,
    PropertyType,
    WallConstruction,
    WallInsulation,
)
from sap10.errors import CertificateRejected
from sap10.rdsap.figures import (
    AGE_BANDS,
    INSULATION_RESISTANCE,
    PARTY_WALL_U,
    WALL_THICKNESS_MM,
    WALL_U,
)
from sap10.rdsap.rounding import half_up
from sap10.rdsap.walls import (
    insulation_resistance,
    party_wall_u,
    wall_thickness_mm,
    wall_u_value,
)
from tests.sap10.rdsap.surveys import printed, site, wall

C, INS = WallConstruction, WallInsulation
SCOPES = ("england", "wales", "scotland", "northern_ireland")
PARK = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.G)

THICKNESS_ROWS = {
    "stone": C.STONE_SANDSTONE,
    "solid_brick": C.SOLID_BRICK,
    "cavity": C.CAVITY,
    "timber_frame": C.TIMBER_FRAME,
    "cob": C.COB,
    "system_build": C.SYSTEM_BUILT,
    "park_home": C.PARK_HOME,
}


@pytest.mark.pins("RdSAP Table 3", "RdSAP 4.5")
def test_table_3_holds_where_a_wall_was_not_measured() -> None:
    assert {row for row, _ in WALL_THICKNESS_MM} == set(THICKNESS_ROWS)
    for (row, region), values in WALL_THICKNESS_MM.items():
        country = "scotland" if region == "scotland" else "wales"
        for band, thickness in values.items():
            surveyed = wall(THICKNESS_ROWS[row])
            assert wall_thickness_mm(surveyed, AgeBand(band), site(country)) == thickness
            measured = wall(THICKNESS_ROWS[row], thickness_mm=333.0)
            assert wall_thickness_mm(measured, AgeBand(band), site(country)) == 333.0


@pytest.mark.pins("RdSAP Table 3")
def test_table_3_as_printed(shared: Path) -> None:
    for row in printed(shared, "table_03_wall_thickness"):
        if not row["thickness_mm"]:
            continue
        band = AgeBand(row["age_band"])
        unmeasured = wall(THICKNESS_ROWS[row["wall_type"]])
        assert wall_thickness_mm(unmeasured, band, site()) == float(row["thickness_mm"])
        scottish = wall_thickness_mm(unmeasured, band, site("scotland"))
        assert scottish == float(row["thickness_scotland_mm"])


WALL_ROWS = {
    "stone_granite_whinstone": (C.STONE_GRANITE,),
    "stone_sandstone_limestone": (C.STONE_SANDSTONE,),
    "solid_brick": (C.SOLID_BRICK,),
    "stone_or_solid_brick": (C.STONE_GRANITE, C.STONE_SANDSTONE, C.SOLID_BRICK),
    "cob": (C.COB,),
    "cavity": (C.CAVITY,),
    "timber_frame": (C.TIMBER_FRAME,),
    "system_build": (C.SYSTEM_BUILT,),
}


WALL_INSULATIONS = {
    "as_built": (INS.AS_BUILT, INS.UNKNOWN),
    "added": (INS.EXTERNAL, INS.INTERNAL),
    "filled": (INS.FILLED_CAVITY,),
    "filled_and_added": (INS.FILLED_CAVITY_AND_EXTERNAL, INS.FILLED_CAVITY_AND_INTERNAL),
}


@pytest.mark.pins(
    "RdSAP Table 6", "RdSAP Table 7", "RdSAP Table 8", "RdSAP Table 9", "RdSAP Table 10"
)
@pytest.mark.pins("RdSAP 6.4", "RdSAP 6.2", "RdSAP 6.2.3")
@pytest.mark.parametrize("country", SCOPES)
def test_every_cell_of_the_wall_tables_is_reached(country: str) -> None:
    """Stone of band E as thin as makes the formula give more than the cell (note a)."""
    reached = 0
    for (place, row, kind, thickness), values in WALL_U.items():
        if place != country:
            continue
        insulations = WALL_INSULATIONS[kind]
        if row == "timber_frame" and kind == "added":
            insulations = (INS.INTERNAL,)
        for construction in WALL_ROWS[row]:
            for insulation in insulations:
                surveyed = wall(
                    construction,
                    insulation,
                    thickness_mm=50.0,
                    insulation_thickness_mm=float(thickness) or None,
                )
                for band, expected in values.items():
                    is_flat = band == "M_flat"
                    kind_of_home = PropertyType.FLAT if is_flat else PropertyType.HOUSE
                    where = site(country, kind_of_home)
                    found, rule = wall_u_value(surveyed, AgeBand(band[0]), where)
                    assert found == pytest.approx(expected), (row, kind, thickness, band)
                    assert "Table " in rule
                    reached += 1
    assert reached > 400


FORMULA_WALLS = (C.STONE_GRANITE, C.STONE_SANDSTONE, C.SOLID_BRICK)
PRINTED_INSULATIONS = {
    "as_built": INS.AS_BUILT,
    "filled": INS.FILLED_CAVITY,
    "internal": INS.INTERNAL,
    "external_or_internal": INS.EXTERNAL,
    "unfilled_plus_external_or_internal": INS.EXTERNAL,
    "filled_plus_external_or_internal": INS.FILLED_CAVITY_AND_EXTERNAL,
}


@pytest.mark.pins(
    "RdSAP Table 6", "RdSAP Table 7", "RdSAP Table 8", "RdSAP Table 9", "RdSAP Table 10"
)
@pytest.mark.parametrize(
    ("country", "table"),
    [
        ("england", "06_wall_u_values_england"),
        ("scotland", "07_wall_u_values_scotland"),
        ("northern_ireland", "08_wall_u_values_northern_ireland"),
        ("wales", "09_wall_u_values_wales"),
        ("isle_of_man", "10_wall_u_values_isle_of_man"),
    ],
)
def test_every_printed_cell_of_tables_6_to_10(shared: Path, country: str, table: str) -> None:
    """Only where the cell refers to a formula does the formula decide."""
    compared = 0
    for row in printed(shared, f"table_{table}"):
        construction = WALL_ROWS[row["wall_type"]][-1]
        is_formula = row["age_band"] <= "E" and construction in FORMULA_WALLS
        if is_formula or not row["u_value_w_m2k"]:
            continue
        surveyed = wall(
            construction,
            PRINTED_INSULATIONS[row["insulation"]],
            insulation_thickness_mm=float(row["insulation_thickness_mm"] or 0) or None,
        )
        for home, column in (
            (PropertyType.HOUSE, "u_value_w_m2k"),
            (PropertyType.FLAT, "u_value_flat_w_m2k"),
        ):
            if row[column]:
                found, _ = wall_u_value(surveyed, AgeBand(row["age_band"]), site(country, home))
                assert half_up(found) == float(row[column]), row
        compared += 1
    assert compared > 270


@pytest.mark.pins("RdSAP Table 11", "RdSAP 6.5")
def test_table_11(shared: Path) -> None:
    for row in printed(shared, "table_11_park_home_wall_u_values"):
        band = row["age_band"]
        is_as_built = row["wall_state"] == "as_built"
        surveyed = wall(C.PARK_HOME, INS.AS_BUILT if is_as_built else INS.INTERNAL)
        if row["print_status"] == "valid" and is_as_built:
            found = wall_u_value(surveyed, AgeBand(band), PARK)[0]
            assert found == AGE_BANDS[band]["park_home_wall"] == float(row["u_value_w_m2k"])
            continue
        with pytest.raises(CertificateRejected, match="Table 11"):
            wall_u_value(surveyed, AgeBand(band), PARK)
    recorded = wall(C.PARK_HOME, INS.EXTERNAL, u_value=0.33)
    assert wall_u_value(recorded, AgeBand.G, PARK) == (0.33, "as recorded")


@pytest.mark.pins("RdSAP Table 12", "RdSAP 6.6")
@pytest.mark.parametrize(
    ("construction", "row_id"),
    [(C.STONE_SANDSTONE, "sandstone_limestone"), (C.STONE_GRANITE, "granite_whinstone")],
)
def test_table_12(shared: Path, construction: WallConstruction, row_id: str) -> None:
    """As built in bands A to D at any thickness; a Table 3 thickness where it is not known."""
    rows = {row["stone_type"]: row for row in printed(shared, "table_12_stone_wall_formula")}
    coefficient, exponent = (float(rows[row_id][name]) for name in ("coefficient", "exponent"))
    for band in "ABCD":
        for thickness in (None, 300.0, 480.0, 700.0):
            surveyed = wall(construction, thickness_mm=thickness)
            width = thickness or wall_thickness_mm(surveyed, AgeBand(band), site())
            found, rule = wall_u_value(surveyed, AgeBand(band), site())
            assert found == pytest.approx(coefficient * width**exponent)
            assert ("Table 3" in rule) is (thickness is None)


@pytest.mark.pins("RdSAP Table 13", "RdSAP 6.7")
def test_table_13(shared: Path) -> None:
    for row in printed(shared, "table_13_brick_wall_u_values"):
        start, end = float(row["thickness_from_mm"] or 100), float(row["thickness_to_mm"] or 600)
        for thickness in (start + 1, (start + end) / 2, end - 1):
            for band in "ABCDE":
                surveyed = wall(C.SOLID_BRICK, thickness_mm=thickness)
                found, _ = wall_u_value(surveyed, AgeBand(band), site())
                assert found == float(row["u_value_w_m2k"])


@pytest.mark.pins("RdSAP Table 14", "RdSAP 6.8")
def test_table_14_and_between_its_rows(shared: Path) -> None:
    for (conductivity, thickness), resistance in INSULATION_RESISTANCE.items():
        assert insulation_resistance(thickness, conductivity) == resistance
    for row in printed(shared, "table_14_insulation_resistance"):
        thickness = float(row["insulation_thickness_mm"])
        for conductivity in (0.04, 0.03, 0.025):
            column = f"r_lambda_{conductivity}_m2k_w".replace(".", "_")
            assert insulation_resistance(thickness, conductivity) == float(row[column])
    for row in printed(shared, "table_14_interpolation_and_constants"):
        if row["item"] != "interpolation":
            continue
        slope, intercept = float(row["slope_per_mm"]), float(row["intercept_m2k_w"])
        found = insulation_resistance(60.0, float(row["conductivity_w_mk"]))
        assert found == pytest.approx(slope * 60.0 + intercept)
    assert insulation_resistance(60.0, None) == insulation_resistance(60.0, 0.04)
    assert insulation_resistance(0.0, None) == 0.0
    with pytest.raises(CertificateRejected, match="Table 14"):
        insulation_resistance(50.0, 0.05)


@pytest.mark.pins("RdSAP Table 15", "RdSAP 6.10")
def test_table_15(shared: Path) -> None:
    names = {
        "solid_masonry_timber_frame_or_system_built": PartyWallConstruction.SOLID,
        "cavity_masonry_unfilled": PartyWallConstruction.CAVITY_UNFILLED,
        "cavity_masonry_filled": PartyWallConstruction.CAVITY_FILLED,
        "unable_to_determine": PartyWallConstruction.UNDETERMINED,
    }
    homes = {
        "all": (PropertyType.HOUSE, PropertyType.FLAT),
        "house_or_bungalow": (PropertyType.HOUSE, PropertyType.BUNGALOW),
        "flat_or_maisonette": (PropertyType.FLAT, PropertyType.MAISONETTE),
    }
    assert {kind.value for kind in names.values()} == set(PARTY_WALL_U)
    for row in printed(shared, "table_15_party_wall_u_values"):
        construction = names[row["party_wall_type"]]
        for home in homes[row["dwelling_scope"]]:
            found = party_wall_u(construction, site(property_type=home))
            assert found == float(row["u_value_w_m2k"])
