"""Every row of RdSAP 10's fabric tables: reached through the rules, and as printed.

Each test walks our CSV by what a survey can say, and compares the printed rows where the reference
material is there. Tables 2, 12 and 13 are formulas: their tests are with the rules.
"""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from sap10.certificate import (
    AgeBand,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    PartyWallConstruction,
    PropertyType,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    WallConstruction,
    WallInsulation,
)
from sap10.certificate.fabric_reduced import GableType, SimplifiedGable, SimplifiedType1
from sap10.errors import CertificateRejected
from sap10.rdsap.conservatory import glazing_of
from sap10.rdsap.context import Notes, check_age_band
from sap10.rdsap.figures import (
    AGE_BAND_YEARS,
    AGE_BANDS,
    EXPOSED_FLOOR_U,
    GROUND_FLOORS,
    INSULATION_RESISTANCE,
    PARTY_WALL_U,
    ROOF_U_BY_AGE,
    THERMAL_MASS,
    WALL_THICKNESS_MM,
    WALL_U,
)
from sap10.rdsap.floors import (
    Ground,
    exposed_floor_u,
    floor_construction,
    ground_floor_insulation_mm,
    lowest_floor_u,
)
from sap10.rdsap.openings import CORRIDOR_DOOR_U, door_u_value
from sap10.rdsap.roofs import assumed_u, roof_u_value
from sap10.rdsap.room_in_roof import surfaces_of
from sap10.rdsap.rounding import half_up
from sap10.rdsap.thermal import thermal_mass_parameter
from sap10.rdsap.walls import (
    insulation_resistance,
    party_wall_u,
    wall_thickness_mm,
    wall_u_value,
)
from tests.sap10.rdsap.surveys import roof, site, storey, wall

C, INS, R, LOC = WallConstruction, WallInsulation, RoofConstruction, RoofInsulationLocation
BANDS = "ABCDEFGHIJKLM"
SCOPES = ("england", "wales", "scotland", "northern_ireland")
PARK = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.G)


def printed(shared: Path, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table as the specification has them."""
    path = shared / "spec/tables/rdsap10" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.pins("RdSAP Table 1", "RdSAP 3")
@pytest.mark.parametrize("scope", [*SCOPES, "park_home"])
def test_table_1_decides_which_bands_can_be_recorded(scope: str) -> None:
    is_park_home = scope == "park_home"
    country = "england" if is_park_home else scope
    for band in AgeBand:
        if (scope, band.value) in AGE_BAND_YEARS:
            assert check_age_band(band, country, is_park_home, "Construction-Age-Band") is band
            continue
        with pytest.raises(CertificateRejected, match="Table 1"):
            check_age_band(band, country, is_park_home, "Construction-Age-Band")


@pytest.mark.pins("RdSAP Table 1")
def test_table_1_as_printed(shared: Path) -> None:
    rows = {
        (row["scope"].removesuffix("_uk"), row["age_band"]): (row["year_from"], row["year_to"])
        for row in printed(shared, "table_01_age_bands")
        if row["applicable"] == "yes"
    }
    for band in BANDS:
        assert rows.pop(("isle_of_man", band)) == rows[("england", band)]
    ours = {
        key: tuple("" if year is None else str(year) for year in years)
        for key, years in AGE_BAND_YEARS.items()
    }
    assert ours == rows


@pytest.mark.pins("RdSAP Table 1", "RdSAP 3")
@pytest.mark.parametrize("scope", [*SCOPES, "park_home"])
def test_bands_of_table_1_follow_each_other(scope: str) -> None:
    years = [own for (place, _), own in AGE_BAND_YEARS.items() if place == scope]
    assert years[0].first is None
    assert years[-1].last is None
    for before, after in pairwise(years):
        assert before.last is not None
        assert after.first == before.last + 1


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


@pytest.mark.pins("RdSAP Table 4", "RdSAP 4.9.1")
@pytest.mark.parametrize(
    ("row_id", "gable", "expected"),
    [
        ("exposed_gable", GableType.EXPOSED, 1.7),
        ("party", GableType.PARTY, 0.25),
        ("sheltered", GableType.SHELTERED, 0.92),
        ("adjacent_to_heated_space", GableType.CONNECTED, 0.0),
    ],
)
def test_table_4(shared: Path, row_id: str, gable: GableType, expected: float) -> None:
    room = RoomInRoof(
        floor_area_m2=30.0,
        age_band=AgeBand.C,
        description=SimplifiedType1(gables=(SimplifiedGable(type=gable, length_m=4.0),)),
    )
    (surface, rest) = surfaces_of(room, 1.7, R.PITCHED, site(), Notes())
    assert (surface.area_m2, surface.u_value) == (9.8, expected)
    assert rest.area_m2 == pytest.approx(55.90 - 9.8)
    rows = {row["rr_wall_type"]: row for row in printed(shared, "table_04_room_in_roof_walls")}
    row = rows[row_id]
    if row["u_value_w_m2k"]:
        assert expected == float(row["u_value_w_m2k"])
    elif row["added_resistance_m2k_w"]:
        assert expected == half_up(1 / (1 / 1.7 + float(row["added_resistance_m2k_w"])))


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


@pytest.mark.pins("RdSAP Table 14", "RdSAP 6.8")
def test_table_14_and_between_its_rows(shared: Path) -> None:
    for (conductivity, thickness), resistance in INSULATION_RESISTANCE.items():
        assert insulation_resistance(thickness, conductivity) == resistance
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


ASSUMED_ROOFS = {
    "joists_or_unknown": ((R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN), (R.PITCHED_NO_LOFT_ACCESS, None)),
    "rafters": ((R.PITCHED_LOFT_ACCESS, LOC.RAFTERS),),
    "flat_or_sloping_ceiling": (
        (R.FLAT, LOC.UNKNOWN),
        (R.PITCHED_SLOPING_CEILING, LOC.SLOPING_CEILING),
    ),
    "thatched": ((R.THATCHED, LOC.UNKNOWN),),
}


@pytest.mark.pins("RdSAP Table 18", "RdSAP 6.11.4", "RdSAP 4.10.1")
@pytest.mark.parametrize("country", ["scotland", "england"])
def test_every_cell_of_table_18_is_reached(country: str) -> None:
    region = "scotland" if country == "scotland" else "elsewhere"
    where = site(country)
    for (column, place), values in ROOF_U_BY_AGE.items():
        if place != region:
            continue
        for band, expected in values.items():
            if column == "park_home":
                surveyed = roof(R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN)
                own = site(country, PropertyType.PARK_HOME)
                found = {roof_u_value(surveyed, AgeBand(band), own)[0]}
            elif column.endswith("room_in_roof"):
                is_thatched = column.startswith("thatched")
                room = RoomInRoof(floor_area_m2=20.0, age_band=AgeBand(band), description=None)
                kind = R.THATCHED if is_thatched else R.PITCHED
                found = {item.u_value for item in surfaces_of(room, 1.0, kind, where, Notes())}
            else:
                found = {
                    roof_u_value(roof(*kind), AgeBand(band), where)[0]
                    for kind in ASSUMED_ROOFS[column]
                }
            assert found == {expected}, (column, band)


@pytest.mark.pins("RdSAP Table 18")
def test_table_18_as_printed(shared: Path) -> None:
    columns = {
        "1": "joists_or_unknown",
        "2": "rafters",
        "3": "flat_or_sloping_ceiling",
        "4": "room_in_roof",
        "5": "thatched",
        "6": "thatched_room_in_roof",
        "7": "park_home",
    }
    for row in printed(shared, "table_18_assumed_roof_u_values"):
        column, band = columns[row["column_no"]], row["age_band"]
        if not row["u_value_w_m2k"]:
            assert band not in ROOF_U_BY_AGE[(column, "elsewhere")]
            continue
        expected = float(row["u_value_w_m2k"])
        scottish = float(row["u_value_scotland_w_m2k"] or expected)
        assert assumed_u(column, band, site("wales")) == expected
        assert assumed_u(column, band, site("scotland")) == scottish


@pytest.mark.pins("RdSAP Table 19", "RdSAP 6.12")
def test_table_19(shared: Path) -> None:
    columns = {
        "england": "insulation_england_wales_mm",
        "wales": "insulation_england_wales_mm",
        "scotland": "insulation_scotland_mm",
        "northern_ireland": "insulation_northern_ireland_mm",
    }
    as_built = storey(floor_insulation=FloorInsulation.AS_BUILT)
    retrofitted = storey(floor_insulation=FloorInsulation.RETROFITTED)
    ground = LowestFloor(heat_loss=FloorHeatLoss.GROUND)
    seen: set[str] = set()
    for row in printed(shared, "table_19_ground_floor_basis"):
        band = AgeBand(row["age_band"])
        seen.add(band.value)
        assumed = floor_construction(None, band, site(), has_underfloor_heating=False)
        assert assumed.value == row["floor_construction_if_unknown"]
        over_pipes = floor_construction(None, band, site(), has_underfloor_heating=True)
        assert over_pipes is FloorConstruction.SOLID
        for country, column in columns.items():
            if not row[column]:
                with pytest.raises(CertificateRejected, match="Table 19"):
                    ground_floor_insulation_mm(as_built, ground, band, site(country))
                continue
            thickness = float(row[column])
            where = site(country)
            assert ground_floor_insulation_mm(as_built, ground, band, where) == thickness
            more = ground_floor_insulation_mm(retrofitted, ground, band, where)
            assert more == max(50.0, thickness)
        if row["insulation_park_home_mm"]:
            thickness = float(row["insulation_park_home_mm"])
            assert ground_floor_insulation_mm(as_built, ground, band, PARK) == thickness
        timber = floor_construction(
            FloorConstruction.SOLID, band, PARK, has_underfloor_heating=True
        )
        assert timber is FloorConstruction.SUSPENDED_TIMBER
    assert seen == set(GROUND_FLOORS)


@pytest.mark.pins("RdSAP Table 20", "RdSAP 6.13")
def test_table_20(shared: Path) -> None:
    for row in printed(shared, "table_20_exposed_floor_u_values"):
        band = AgeBand(row["age_band"])
        thickness = row["insulation_thickness_mm"]
        known = float(thickness) if thickness else None
        for country, column in (
            ("scotland", "u_value_scotland_w_m2k"),
            ("wales", "u_value_wales_w_m2k"),
            ("england", "u_value_w_m2k"),
            ("northern_ireland", "u_value_w_m2k"),
        ):
            expected = float(row[column] or row["u_value_w_m2k"])
            assert exposed_floor_u(band, country, known) == expected


@pytest.mark.pins("RdSAP Table 20", "RdSAP 6.13")
def test_every_row_of_our_table_20_is_reached() -> None:
    for (country, thickness), values in EXPOSED_FLOOR_U.items():
        place = "england" if country == "elsewhere" else country
        for band, expected in values.items():
            assert exposed_floor_u(AgeBand(band), place, float(thickness)) == expected


@pytest.mark.pins("RdSAP Table 22", "RdSAP 6.16")
def test_table_22_has_a_row_for_every_wall() -> None:
    for construction in C:
        row = THERMAL_MASS.get(construction.value, THERMAL_MASS["cavity"])
        for insulation in INS:
            is_inside = insulation in (INS.INTERNAL, INS.FILLED_CAVITY_AND_INTERNAL)
            expected = row["insulated_inside" if is_inside else "bare"]
            assert thermal_mass_parameter(wall(construction, insulation)) == expected


@pytest.mark.pins("RdSAP Table 23", "RdSAP 6.17")
def test_table_23(shared: Path) -> None:
    below = storey(floor_construction=FloorConstruction.BASEMENT)
    floor = LowestFloor(heat_loss=FloorHeatLoss.GROUND)
    for row in printed(shared, "table_23_basement_u_values"):
        band = AgeBand(row["age_band"])
        found, _ = wall_u_value(wall(C.BASEMENT), band, site())
        assert found == float(row["u_wall_w_m2k"])
        u_value, rule = lowest_floor_u(
            floor, below, Ground(50, 20, 250), FloorConstruction.BASEMENT, band, site()
        )
        assert (u_value, rule) == (float(row["u_floor_w_m2k"]), "Table 23, section 6.17")


@pytest.mark.pins("RdSAP Table 25", "RdSAP 7.1")
def test_table_25(shared: Path) -> None:
    for row in printed(shared, "table_25_conservatory_u_values"):
        walls, top = glazing_of(row["glazing"], 20.004, 12.006)
        assert (walls.area_m2, top.area_m2) == (20.0, 12.01)
        assert walls.u_value == float(row["u_window_w_m2k"])
        assert top.u_value == float(row["u_roof_window_w_m2k"])
        assert walls.g == top.g == float(row["g_value"])
        assert walls.frame_factor == top.frame_factor == float(row["frame_factor"])


@pytest.mark.pins("RdSAP Table 26", "RdSAP 9.3")
def test_table_26(shared: Path) -> None:
    for row in printed(shared, "table_26_door_u_values"):
        if row["door_opens_to"] == "unheated_corridor_or_stairwell":
            assert float(row["u_value_w_m2k"]) == CORRIDOR_DOOR_U
        elif row["door_opens_to"] == "outside":
            band, expected = AgeBand(row["age_band"]), float(row["u_value_w_m2k"])
            scottish = float(row["u_value_scotland_w_m2k"] or expected)
            assert door_u_value(band, site("scotland")) == scottish
            for country in ("england", "wales", "northern_ireland"):
                assert door_u_value(band, site(country)) == expected
