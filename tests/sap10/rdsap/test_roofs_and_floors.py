"""Roofs and floors: Tables 16 to 20 and 23, findings 3.2 to 3.14 and 2.4."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.certificate import (
    AgeBand,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    PropertyType,
    RoofConstruction,
    RoofInsulationLocation,
)
from sap10.rdsap.floors import (
    Ground,
    exposed_floor_u,
    floor_construction,
    floor_infiltration,
    lowest_floor_u,
    solid_ground_floor_u,
    suspended_ground_floor_u,
)
from sap10.rdsap.roofs import ROOF_THICKNESSES_MM, roof_area, roof_u_value, u_at_thickness
from sap10.rdsap.rounding import half_up
from tests.sap10.rdsap.surveys import roof, site, storey

R = RoofConstruction
LOC = RoofInsulationLocation


def u(construction, location, band, thickness=None, country="england", **changes) -> float:
    surveyed = roof(construction, location, insulation_thickness_mm=thickness, **changes)
    return half_up(roof_u_value(surveyed, AgeBand(band), site(country))[0])


@pytest.mark.parametrize(
    ("construction", "location", "band", "thickness", "expected"),
    [
        # finding 3.9: unknown is column 1, none is 2.30
        (R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN, "C", None, 0.40),
        (R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN, "H", None, 0.30),
        (R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN, "I", None, 0.26),
        (R.PITCHED_LOFT_ACCESS, LOC.JOISTS, "M", "as_built", 0.15),
        (R.PITCHED_LOFT_ACCESS, LOC.NONE, "C", None, 2.30),
        (R.PITCHED_LOFT_ACCESS, LOC.JOISTS, "C", 0.0, 2.30),
        # finding 3.10: retro-fitted, thickness not known
        (R.PITCHED_LOFT_ACCESS, LOC.JOISTS, "C", "unknown", 0.68),
        (R.PITCHED_LOFT_ACCESS, LOC.JOISTS, "C", 270.0, 0.16),
        # finding 3.11: flat roof
        (R.FLAT, LOC.FLAT_ROOF, "H", "unknown", 0.35),
        (R.FLAT, LOC.NONE, "D", None, 2.30),
        (R.FLAT, LOC.FLAT_ROOF, "E", "as_built", 1.50),
        (R.FLAT, LOC.FLAT_ROOF, "C", 100.0, 0.40),
        # finding 3.12: sloping ceiling
        (R.PITCHED_SLOPING_CEILING, LOC.SLOPING_CEILING, "C", "as_built", 2.30),
        (R.PITCHED_SLOPING_CEILING, LOC.SLOPING_CEILING, "M", "as_built", 0.15),
        (R.PITCHED_SLOPING_CEILING, LOC.SLOPING_CEILING, "B", 100.0, 0.40),
        # finding 3.13: no access
        (R.PITCHED_NO_LOFT_ACCESS, LOC.JOISTS, "J", "unknown", 0.16),
        (R.PITCHED_NO_LOFT_ACCESS, None, "D", "not_defined", 0.40),
        # finding 3.14: rafters
        (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS, "C", 200.0, 0.29),
        (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS, "C", 50.0, 0.88),
        (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS, "C", "unknown", 2.30),
        (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS, "F", "as_built", 0.68),
        (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS, "M", "unknown", 0.15),
        # Table 18 note a, Table 31 item 5-1: none without access; Table 16 column 3: none in thatch
        (R.PITCHED_NO_LOFT_ACCESS, LOC.NONE, "C", None, 2.30),
        (R.PITCHED_NO_LOFT_ACCESS, LOC.NONE, "J", "not_defined", 2.30),
        (R.THATCHED, LOC.NONE, "M", None, 0.35),
        # thatched: joists, none known, rafters with note c
        (R.THATCHED, LOC.JOISTS, "B", 100.0, 0.20),
        (R.THATCHED, LOC.UNKNOWN, "B", None, 0.35),
        (R.THATCHED, LOC.RAFTERS, "B", 100.0, 0.23),
        # section 2.14: unheated space above, 1/(1/2.3 + 0.5)
        (R.NON_RESIDENTIAL_ABOVE, None, "B", None, 1.07),
    ],
)
def test_roof_u_values(construction, location, band, thickness, expected):
    assert u(construction, location, band, thickness) == expected


@pytest.mark.pins("RdSAP 2.14")
def test_unheated_space_above_unrounded():
    above = roof(R.NON_RESIDENTIAL_ABOVE, None)
    assert roof_u_value(above, AgeBand.B, site())[0] == pytest.approx(1.0698, abs=5e-5)


def test_scottish_roofs():
    assert u(R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN, "L", country="scotland") == 0.15
    assert u(R.FLAT, LOC.UNKNOWN, "K", country="scotland") == 0.20
    assert u(R.FLAT, LOC.UNKNOWN, "K") == 0.25


@pytest.mark.pins("RdSAP 2.19")
def test_park_home_roof_of_unknown_insulation():
    surveyed = roof(R.PITCHED_NO_LOFT_ACCESS, LOC.UNKNOWN)
    park = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.F)
    assert roof_u_value(surveyed, AgeBand.F, park)[0] == 1.7


@pytest.mark.pins("RdSAP 2.19")
@pytest.mark.parametrize("location", [LOC.UNKNOWN, LOC.FLAT_ROOF])
def test_flat_roof_of_a_park_home(location):
    """Section 2.19.1: pitched or flat, unknown or as built is Table 18 column 7."""
    park = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.G)
    flat = roof(R.FLAT, location, insulation_thickness_mm="as_built")
    assert roof_u_value(flat, AgeBand.G, park)[0] == 0.6


@pytest.mark.pins("RdSAP Table 16", "RdSAP Table 17", "RdSAP 6.11.2", "RdSAP 6.11.3")
def test_tables_16_and_17_row_by_row(shared: Path):
    columns = {
        "table_16_roof_u_values_known_loft_insulation": {
            "u_joists_or_flat_roof_w_m2k": "joists",
            "u_rafters_on_ceiling_area_w_m2k": "rafters",
            "u_thatched_joists_w_m2k": "thatched_joists",
        },
        "table_17_room_in_roof_u_values_known_insulation": {
            "u_slope_mineral_wool_or_eps_1a_w_m2k": "slope_mineral_wool_or_eps",
            "u_slope_pur_pir_1b_w_m2k": "slope_pur_or_pir",
            "u_flat_ceiling_mineral_wool_or_eps_2a_w_m2k": "ceiling_mineral_wool_or_eps",
            "u_flat_ceiling_pur_pir_2b_w_m2k": "ceiling_pur_or_pir",
            "u_stud_wall_mineral_wool_or_eps_3a_w_m2k": "stud_wall_mineral_wool_or_eps",
            "u_stud_wall_pur_pir_3b_w_m2k": "stud_wall_pur_or_pir",
        },
    }
    for table, names in columns.items():
        rows = list(csv.DictReader((shared / f"spec/tables/rdsap10/{table}.csv").open()))
        assert len(rows) == len(ROOF_THICKNESSES_MM)
        for row in rows:
            for printed, column in names.items():
                thickness = float(row["insulation_thickness_mm"])
                assert u_at_thickness(column, thickness) == float(row[printed])


@pytest.mark.pins("RdSAP Table 18")
def test_table_18_cell_by_cell(shared: Path):
    surveys = {
        "1": (R.PITCHED_LOFT_ACCESS, LOC.UNKNOWN),
        "2": (R.PITCHED_LOFT_ACCESS, LOC.RAFTERS),
        "3": (R.FLAT, LOC.UNKNOWN),
        "5": (R.THATCHED, LOC.UNKNOWN),
    }
    path = shared / "spec/tables/rdsap10/table_18_assumed_roof_u_values.csv"
    for row in csv.DictReader(path.open()):
        if row["column_no"] not in surveys:
            continue
        construction, location = surveys[row["column_no"]]
        expected = float(row["u_value_w_m2k"])
        assert u(construction, location, row["age_band"]) == expected
        scottish = float(row["u_value_scotland_w_m2k"] or expected)
        assert u(construction, location, row["age_band"], country="scotland") == scottish


@pytest.mark.pins("RdSAP 4.8")
@pytest.mark.parametrize(
    ("plan", "construction", "expected"),
    [
        (7.13, R.PITCHED_LOFT_ACCESS, 7.13),
        (5.37, R.PITCHED_SLOPING_CEILING, 6.20),
        (1.92, R.PITCHED_SLOPING_CEILING, 2.22),
    ],
)
def test_roof_areas(plan, construction, expected):
    assert half_up(roof_area(plan, construction)) == expected


@pytest.mark.pins("RdSAP 6.12")
@pytest.mark.parametrize(
    ("ground", "insulation", "expected"),
    [
        (Ground(50, 20, 250), 0, 0.6195),
        (Ground(50, 20, 250), 100, 0.2107),
        (Ground(40, 26, 300), 140, 0.1870),
        (Ground(14.85, 7.42, 400), 0, 0.6597),
    ],
)
def test_solid_ground_floor(ground, insulation, expected):
    assert solid_ground_floor_u(ground, insulation) == pytest.approx(expected, abs=5e-5)


@pytest.mark.pins("RdSAP 6.12")
@pytest.mark.parametrize(
    ("ground", "insulation", "expected"),
    [
        (Ground(50, 20, 220), 0, 0.6610),
        (Ground(50, 20, 220), 50, 0.3400),
        (Ground(14.85, 7.42, 400), 0, 0.7118),
    ],
)
def test_suspended_ground_floor(ground, insulation, expected):
    assert suspended_ground_floor_u(ground, insulation) == pytest.approx(expected, abs=5e-5)


def floor_u(band, construction, insulation=FloorInsulation.AS_BUILT, **kwargs) -> float:
    country = kwargs.pop("country", "england")
    heat_loss = kwargs.pop("heat_loss", FloorHeatLoss.GROUND)
    surveyed = storey(floor_construction=construction, floor_insulation=insulation)
    where = site(country)
    kind = floor_construction(construction, AgeBand(band), where, has_underfloor_heating=False)
    floor = LowestFloor(heat_loss=heat_loss, **kwargs)
    ground = Ground(14.85, 7.42, 400)
    return lowest_floor_u(floor, surveyed, ground, kind, AgeBand(band), where)[0]


UNKNOWN = FloorConstruction.UNKNOWN
SOLID = FloorConstruction.SOLID
TIMBER = FloorConstruction.SUSPENDED_TIMBER


@pytest.mark.pins("RdSAP Table 19")
def test_unknown_construction_is_suspended_timber_in_bands_a_and_b():
    assert floor_u("B", UNKNOWN) == 0.71
    assert floor_u("C", UNKNOWN) == 0.66
    underfloor = floor_construction(UNKNOWN, AgeBand.B, site(), has_underfloor_heating=True)
    assert underfloor is SOLID


def test_insulation_without_information_is_that_of_table_19():
    as_built = floor_u("M", TIMBER, FloorInsulation.UNKNOWN, insulation_thickness_mm="unknown")
    uninsulated = half_up(suspended_ground_floor_u(Ground(14.85, 7.42, 400), 0))
    assert as_built == half_up(suspended_ground_floor_u(Ground(14.85, 7.42, 400), 140))
    assert as_built < 0.5 * uninsulated


def test_retrofitted_floor_insulation_of_unknown_thickness_is_at_least_50_mm():
    retrofit = FloorInsulation.RETROFITTED
    assert floor_u("C", SOLID, retrofit) == floor_u(
        "C", SOLID, retrofit, insulation_thickness_mm=50.0
    )
    assert floor_u("J", SOLID, retrofit) == floor_u("J", SOLID)


@pytest.mark.parametrize(
    ("band", "country", "expected"),
    [("H", "england", 0), ("H", "scotland", 25), ("I", "england", 25), ("L", "scotland", 120)],
)
def test_table_19_thickness_by_country(band, country, expected):
    found = floor_u(band, SOLID, country=country)
    assert found == half_up(solid_ground_floor_u(Ground(14.85, 7.42, 400), expected))


@pytest.mark.pins("RdSAP Table 20", "RdSAP 6.13")
@pytest.mark.parametrize(
    ("band", "thickness", "expected"),
    [
        ("H", 200.0, 0.22),
        ("H", None, 0.51),
        ("A", None, 1.20),
        ("A", 50.0, 0.50),
        ("A", 100.0, 0.30),
        ("A", 125.0, 0.22),
        ("J", None, 0.25),
        ("M", None, 0.18),
    ],
)
def test_exposed_floors(band, thickness, expected):
    assert exposed_floor_u(AgeBand(band), "england", thickness) == expected


def test_exposed_floors_elsewhere():
    assert exposed_floor_u(AgeBand.L, "scotland", None) == 0.18
    assert exposed_floor_u(AgeBand.M, "scotland", None) == 0.15
    assert exposed_floor_u(AgeBand.M, "wales", None) == 0.15


@pytest.mark.pins("RdSAP 6.13", "RdSAP 6.14", "RdSAP 6.17", "RdSAP 4.11", "RdSAP 4.12")
def test_floors_by_what_is_below():
    losses = FloorHeatLoss
    retrofit = FloorInsulation.RETROFITTED
    above_garage = floor_u(
        "H", SOLID, retrofit, heat_loss=losses.UNHEATED_SPACE, insulation_thickness_mm=200.0
    )
    assert above_garage == 0.22
    assert floor_u("H", SOLID, retrofit, heat_loss=losses.EXPOSED) == 0.50
    assert floor_u("H", SOLID, heat_loss=losses.PARTIALLY_HEATED_SPACE) == 0.7
    assert floor_u("H", SOLID, heat_loss=losses.ANOTHER_DWELLING_BELOW) == 0.0
    assert floor_u("H", FloorConstruction.BASEMENT) == 0.50
    assert floor_u("J", FloorConstruction.BASEMENT) == 0.25


@pytest.mark.pins("RdSAP Table 5")
@pytest.mark.parametrize(
    ("band", "construction", "insulation", "supplied", "expected"),
    [
        ("C", TIMBER, FloorInsulation.AS_BUILT, None, 0.2),
        ("C", TIMBER, FloorInsulation.AS_BUILT, 0.43, 0.1),
        ("C", TIMBER, FloorInsulation.AS_BUILT, 0.5, 0.2),
        ("C", TIMBER, FloorInsulation.RETROFITTED, None, 0.1),
        ("F", TIMBER, FloorInsulation.AS_BUILT, None, 0.1),
        ("C", SOLID, FloorInsulation.AS_BUILT, None, 0.0),
        ("C", FloorConstruction.SUSPENDED_NOT_TIMBER, FloorInsulation.AS_BUILT, None, 0.0),
    ],
)
def test_floor_infiltration(band, construction, insulation, supplied, expected):
    surveyed = storey(floor_insulation=insulation)
    found = floor_infiltration(
        construction, FloorHeatLoss.GROUND, surveyed, supplied, AgeBand(band), site()
    )
    assert found == expected


def test_only_ground_floors_let_air_in():
    exposed = floor_infiltration(TIMBER, FloorHeatLoss.EXPOSED, storey(), None, AgeBand.A, site())
    park = site(property_type=PropertyType.PARK_HOME)
    park_home = floor_infiltration(TIMBER, FloorHeatLoss.GROUND, storey(), None, AgeBand.K, park)
    assert (exposed, park_home) == (0.0, 0.2)


@given(
    area=st.floats(5, 400),
    perimeter=st.floats(0, 120),
    wall=st.floats(100, 700),
    thinner=st.floats(0, 200),
    more=st.floats(0, 200),
)
def test_more_insulation_never_raises_a_ground_floor_u_value(area, perimeter, wall, thinner, more):
    ground = Ground(area, perimeter, wall)
    for u_value in (solid_ground_floor_u, suspended_ground_floor_u):
        assert 0 <= u_value(ground, thinner + more) <= u_value(ground, thinner)


@given(
    construction=st.sampled_from([R.PITCHED_LOFT_ACCESS, R.FLAT, R.PITCHED_SLOPING_CEILING]),
    location=st.sampled_from([LOC.JOISTS, LOC.RAFTERS]),
    band=st.sampled_from("ABCDEFGHIJKLM"),
    thinner=st.integers(0, 450),
    more=st.integers(0, 450),
)
def test_more_insulation_never_raises_a_roof_u_value(construction, location, band, thinner, more):
    thin = u(construction, location, band, float(thinner))
    assert u(construction, location, band, float(thinner + more)) <= thin
