"""Every row of RdSAP 10's fabric tables: reached through the rules, and as printed.

Each test walks our CSV by what a survey can say, and compares the printed rows where the reference
material is there. Table 2 is formulas: its test is with the rules; those of walls are in
`test_wall_tables`.
"""

from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from sap10.certificate import (
    AgeBand,
    DetailedRoomInRoof,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    PropertyType,
    ReducedGlazing,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    WallConstruction,
    WallInsulation,
)
from sap10.certificate.fabric_reduced import GableType, SimplifiedGable, SimplifiedType1
from sap10.codes import Conventions
from sap10.errors import CertificateRejected
from sap10.rdsap.conservatory import glazing_of
from sap10.rdsap.context import Notes, check_age_band
from sap10.rdsap.doors import CORRIDOR_DOOR_U, door_u_value
from sap10.rdsap.figures import (
    AGE_BAND_YEARS,
    CONSTANTS,
    EXPOSED_FLOOR_U,
    GROUND_FLOORS,
    ROOF_THICKNESSES_MM,
    ROOF_U_BY_AGE,
    ROOF_U_BY_THICKNESS,
    THERMAL_MASS,
    WINDOWS,
)
from sap10.rdsap.floors import (
    Ground,
    exposed_floor_u,
    floor_construction,
    floor_infiltration,
    ground_floor_insulation_mm,
    lowest_floor_u,
)
from sap10.rdsap.openings import opening_of
from sap10.rdsap.roofs import assumed_u, roof_u_value
from sap10.rdsap.room_in_roof import surfaces_of
from sap10.rdsap.rounding import half_up
from sap10.rdsap.thermal import thermal_mass_parameter
from sap10.rdsap.walls import (
    wall_u_value,
)
from tests.sap10.rdsap.surveys import printed, roof, site, storey, wall, window

C, INS, R, LOC = WallConstruction, WallInsulation, RoofConstruction, RoofInsulationLocation
G = ReducedGlazing
Material = Literal["mineral_wool_or_eps", "pur_or_pir"]
BANDS = "ABCDEFGHIJKLM"
SCOPES = ("england", "wales", "scotland", "northern_ireland")
PARK = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.G)


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


FLOOR_SURVEYS: dict[str, tuple[FloorInsulation, float | None]] = {
    "floor U-value < 0.5": (FloorInsulation.AS_BUILT, 0.49),
    "floor insulation retro-fitted and no U-value supplied": (FloorInsulation.RETROFITTED, None),
    "otherwise": (FloorInsulation.AS_BUILT, 0.5),
    "": (FloorInsulation.AS_BUILT, None),
}


@pytest.mark.pins("RdSAP Table 5", "RdSAP 5.1")
def test_table_5_of_floors(shared: Path) -> None:
    reached = 0
    for row in printed(shared, "table_05_ventilation_parameters"):
        if row["group"] != "floor_infiltration" or row["parameter"] == "deciding_floor":
            continue
        insulation, u_value = FLOOR_SURVEYS[row["condition"]]
        where = PARK if row["dwelling_scope"] == "park_home" else site()
        for band in (row["age_band_from"] or "G", row["age_band_to"] or "K"):
            found = floor_infiltration(
                FloorConstruction(row["parameter"]),
                FloorHeatLoss.GROUND,
                storey(floor_insulation=insulation),
                u_value,
                AgeBand(band),
                where,
            )
            assert found == float(row["value"]), row
        reached += 1
    assert reached == 7


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


GLAZING_ROWS = {
    "single": (G.SINGLE, G.SINGLE_KNOWN),
    "double_old": (G.DOUBLE_FIRST_PERIOD, G.DOUBLE_UNKNOWN_DATE, G.DOUBLE_KNOWN),
    "triple_old": (G.TRIPLE_FIRST_PERIOD, G.TRIPLE_KNOWN),
    "multiple_2002": (G.DOUBLE_SECOND_PERIOD, G.TRIPLE_SECOND_PERIOD),
    "multiple_2022": (G.DOUBLE_THIRD_PERIOD, G.TRIPLE_THIRD_PERIOD),
    "secondary_normal": (G.SECONDARY_NORMAL_EMISSIVITY, G.SECONDARY_UNKNOWN),
    "secondary_low": (G.SECONDARY_LOW_EMISSIVITY,),
}


@pytest.mark.pins("RdSAP Table 24", "RdSAP 9.2")
def test_every_row_of_table_24_is_reached(shared: Path) -> None:
    """A blank cell takes the figure of PVC or wood, of a roof window with its inclination."""
    reached: set[str] = set()
    for row in printed(shared, "table_24_window_characteristics"):
        if row["row_id"] == "known_data":
            continue
        name, _, gap = row["row_id"].rpartition("_")
        has_gap = gap.isdecimal() and name in GLAZING_ROWS
        upright = float(row["u_pvc_or_wood_frame_w_m2k"])
        metal = float(row["u_metal_frame_w_m2k"] or upright)
        inclined = row["u_roof_window_w_m2k"]
        for glazing in GLAZING_ROWS[name if has_gap else row["row_id"]]:
            one = window(glazing=glazing, glazing_gap_mm=int(gap) if has_gap else None)
            two = one.model_copy(update={"is_pvc_or_wood_frame": False})
            three = one.model_copy(update={"is_roof_window": True})
            openings = [
                opening_of(w, Conventions.SPECIFICATION, Notes()) for w in (one, two, three)
            ]
            assert [item.u_value for item in openings[:2]] == [upright, metal]
            assert [item.frame_factor for item in openings] == [0.7, 0.8, 0.7]
            assert {item.g for item in openings} == {float(row["g_value"])}
            assert openings[2].u_value == (float(inclined) if inclined else upright + 0.3)
        reached.add(row["row_id"])
    assert reached == set(WINDOWS)


@pytest.mark.pins("RdSAP Table 24", "RdSAP Table 14", "RdSAP 12.5")
def test_single_figures_of_tables_14_and_24(shared: Path) -> None:
    for row in printed(shared, "table_24_notes_constants"):
        assert CONSTANTS[row["item"]] == float(row["value"])
    rows = printed(shared, "table_14_interpolation_and_constants")
    (dry_lining,) = (row for row in rows if row["item"] == "dry_lining")
    assert CONSTANTS["dry_lining_resistance"] == float(dry_lining["resistance_m2k_w"])


@pytest.mark.pins("RdSAP Table 18", "RdSAP 6.11.4")
@pytest.mark.parametrize(
    ("thickness", "resistance"),
    [(None, 0.0), (25.0, 0.0), (50.0, 0.7), (100.0, 1.4), (150.0, 2.1), (200.0, 2.1)],
)
def test_rafters_of_thatched_roofs_by_note_c(thickness: float | None, resistance: float) -> None:
    surveyed = roof(R.THATCHED, LOC.RAFTERS, insulation_thickness_mm=thickness)
    for band in "ABK":
        base = ROOF_U_BY_AGE[("thatched", "elsewhere")][band]
        found, _ = roof_u_value(surveyed, AgeBand(band), site())
        assert found == pytest.approx(1 / (1 / base + resistance))


@pytest.mark.pins("RdSAP Table 16", "RdSAP 6.11.2")
@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("joists", (R.PITCHED_LOFT_ACCESS, LOC.JOISTS)),
        ("joists", (R.FLAT, LOC.FLAT_ROOF)),
        ("rafters", (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS)),
        ("thatched_joists", (R.THATCHED, LOC.JOISTS)),
        ("slope_mineral_wool_or_eps", (R.PITCHED_SLOPING_CEILING, LOC.SLOPING_CEILING)),
    ],
)
def test_every_known_thickness_of_a_roof(
    column: str, kind: tuple[RoofConstruction, RoofInsulationLocation]
) -> None:
    """Tables 16 and 17 column 1a; between two rows the thinner one."""
    for index, thickness in enumerate(ROOF_THICKNESSES_MM):
        for between in (0.0, 1.0):
            surveyed = roof(*kind, insulation_thickness_mm=thickness + between)
            found, _ = roof_u_value(surveyed, AgeBand.C, site())
            assert found == ROOF_U_BY_THICKNESS[column][index]


@pytest.mark.pins("RdSAP Table 17", "RdSAP 6.11.3", "RdSAP 4.10")
@pytest.mark.parametrize("material", ["mineral_wool_or_eps", "pur_or_pir"])
@pytest.mark.parametrize(
    ("column", "surface"),
    [
        ("slope", RoomInRoofSurface.SLOPE),
        ("ceiling", RoomInRoofSurface.FLAT_CEILING),
        ("stud_wall", RoomInRoofSurface.STUD_WALL),
    ],
)
def test_every_cell_of_table_17_is_reached(
    column: str, surface: RoomInRoofSurface, material: Material
) -> None:
    for index, thickness in enumerate(ROOF_THICKNESSES_MM):
        element = RoomInRoofElement(
            surface=surface,
            number=2,
            length_m=3.0,
            height_m=2.0,
            insulation_thickness_mm=float(thickness),
            insulation_material=material,
        )
        description = DetailedRoomInRoof(elements=(element,))
        room = RoomInRoof(floor_area_m2=20.0, age_band=AgeBand.A, description=description)
        (found,) = surfaces_of(room, 1.7, R.PITCHED, site(), Notes())
        assert found.u_value == ROOF_U_BY_THICKNESS[f"{column}_{material}"][index]


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
