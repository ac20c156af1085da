"""Dimensions, rounding, roof rooms and conservatories: sections 4, 7, 16; findings 1, 3R, 3C, R."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    Conservatory,
    ConservatoryType,
    DetailedRoomInRoof,
    FloorHeatLoss,
    GableType,
    LowestFloor,
    MeasurementType,
    RoofConstruction,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedGable,
    SimplifiedType1,
    SimplifiedType2,
)
from sap10.certificate.fabric_reduced import CommonWall
from sap10.codes import ElementKind, OpeningKind, Orientation
from sap10.errors import CertificateRejected
from sap10.rdsap.conservatory import conservatory_parts, height_m
from sap10.rdsap.context import Notes
from sap10.rdsap.dimensions import (
    exposed_upper_floor_area,
    gross_wall_area,
    internal_dimensions,
    internal_from_external,
    levels_of,
    party_wall_area,
)
from sap10.rdsap.floors import Ground, solid_ground_floor_u
from sap10.rdsap.room_in_roof import gable_area, shell_area, surfaces_of
from sap10.rdsap.rounding import half_up
from tests.sap10.rdsap.surveys import part, site, storey


@pytest.mark.pins("RdSAP 16")
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (6.25 * 2.74, 17.13),
        (21.25 * 2.30, 48.88),
        (6.25 * 2.30, 14.38),
        (0.30 * 45.65, 13.70),
        (1.004999, 1.00),
    ],
)
def test_rounding_is_half_up_on_the_decimal(value, expected):
    assert half_up(value) == expected


@given(hundredths=st.integers(0, 10**7), ten_thousandths=st.integers(0, 99))
def test_rounding_agrees_with_decimal_arithmetic(hundredths, ten_thousandths):
    value = (hundredths * 100 + ten_thousandths) / 10_000
    expected = (hundredths + (ten_thousandths >= 50)) / 100
    assert half_up(value) == expected


@pytest.mark.pins("RdSAP Table 2", "RdSAP 4.4")
@pytest.mark.parametrize(
    ("built_form", "perimeter", "area", "inner_perimeter", "inner_area"),
    [
        (BuiltForm.DETACHED, 30, 54, 28.0, 46.75),
        (BuiltForm.SEMI_DETACHED, 22, 50, 20.75, 43.885322),
        (BuiltForm.END_TERRACE, 18, 50, 17.25, 45.6875),
        (BuiltForm.MID_TERRACE, 12, 50, 11.5, 45.041667),
        (BuiltForm.ENCLOSED_END_TERRACE, 16, 50, 15.25, 44.140625),
        (BuiltForm.ENCLOSED_MID_TERRACE, 7, 45, 6.75, 40.861607),
    ],
)
def test_external_to_internal_dimensions(built_form, perimeter, area, inner_perimeter, inner_area):
    found = internal_from_external(built_form, perimeter, area, 0.25)
    assert found == pytest.approx((inner_perimeter, inner_area), abs=5e-7)


@pytest.mark.pins("RdSAP 4.4")
def test_external_dimensions_need_a_built_form():
    with pytest.raises(CertificateRejected, match="missing_field: Built-Form"):
        internal_from_external(BuiltForm.NOT_RECORDED, 30, 50, 0.25)


@pytest.mark.pins("RdSAP 4.4", "RdSAP 4.1")
def test_conversion_is_by_storey_for_the_whole_dwelling():
    main = part(storeys=(storey(area=40.0, perimeter=16.0, party=8.0),))
    extension = part(number=2, storeys=(storey(area=10.0, perimeter=6.0, party=0.0),))
    levels = (levels_of(main, main), levels_of(extension, main))
    inner = internal_dimensions(levels, MeasurementType.EXTERNAL, BuiltForm.SEMI_DETACHED, 0.25)
    assert inner[0][0].perimeter_m / 16.0 == pytest.approx(20.75 / 22)
    assert inner[1][0].perimeter_m / 6.0 == pytest.approx(20.75 / 22)
    assert inner[0][0].area_m2 == half_up(40 * 43.885322 / 50)
    assert inner[1][0].area_m2 == half_up(10 * 43.885322 / 50)
    assert inner[0][0].party_length_m == pytest.approx(7.5)


@pytest.mark.pins("RdSAP 4.6", "RdSAP 4.3", "RdSAP 4.2.1")
def test_every_storey_above_the_lowest_gets_a_quarter_metre():
    house = part(storeys=(storey(0, height=2.4), storey(1, height=2.28)))
    assert [level.storey_height_m for level in levels_of(house, house)] == [2.4, 2.53]
    above = part(
        number=2,
        floor=LowestFloor(heat_loss=FloorHeatLoss.SAME_DWELLING_BELOW),
        storeys=(storey(0, height=2.4),),
    )
    (raised,) = levels_of(above, house)
    assert (raised.storey_height_m, raised.level) == (2.65, 1)


@pytest.mark.pins("RdSAP 4.6")
def test_wall_areas_are_summed_storey_by_storey():
    house = part(
        storeys=(
            storey(0, height=2.5, perimeter=10.0, party=4.0),
            storey(1, height=2.25, perimeter=6.0, party=4.0),
        )
    )
    levels = levels_of(house, house)
    assert gross_wall_area(levels) == 40.0
    assert party_wall_area(levels) == 20.0


@pytest.mark.pins("RdSAP 4.11")
def test_a_larger_upper_floor_is_exposed():
    house = part(storeys=(storey(0, area=39.18), storey(1, area=42.92)))
    assert exposed_upper_floor_area(levels_of(house, house)) == 3.74
    smaller = part(storeys=(storey(0, area=42.92), storey(1, area=39.18)))
    assert exposed_upper_floor_area(levels_of(smaller, smaller)) == 0.0


@pytest.mark.pins("RdSAP 4.9.1")
@pytest.mark.parametrize(
    ("floor_area", "shell"),
    [(24, 50.0), (30, 55.9), (45, 68.47), (34.0, 59.51), (32.0, 57.74), (10, 32.27)],
)
def test_shell_of_a_roof_room(floor_area, shell):
    assert shell_area(floor_area) == shell


@pytest.mark.pins("RdSAP 4.9.2")
def test_gable_of_type_2():
    assert gable_area(6.0, 3.0, (1.0, 1.2)) == 15.88


def room(description, floor_area=45.0, band=AgeBand.B) -> RoomInRoof:
    return RoomInRoof(floor_area_m2=floor_area, age_band=band, description=description)


def surfaces(description, wall_u=1.7, floor_area=45.0, **kwargs):
    construction = kwargs.pop("roof", RoofConstruction.PITCHED_LOFT_ACCESS)
    found = surfaces_of(
        room(description, floor_area, **kwargs), wall_u, construction, site(), Notes()
    )
    return {surface.name: surface for surface in found}


def gables(*kinds: GableType, length: float = 4.0) -> tuple[SimplifiedGable, ...]:
    return tuple(SimplifiedGable(type=kind, length_m=length, height_m=2.4) for kind in kinds)


@pytest.mark.pins("RdSAP Table 4", "RdSAP 4.9.1", "RdSAP 2.16.1")
def test_type_1_gables_come_off_the_shell():
    found = surfaces(SimplifiedType1(gables=gables(GableType.EXPOSED, GableType.PARTY)))
    assert found["gable_wall_1"].area_m2 == 9.8
    assert found["gable_wall_1"].u_value == 1.7
    assert found["gable_wall_2"].kind is ElementKind.PARTY_WALL
    assert found["gable_wall_2"].u_value == 0.25
    assert found["remainder"].area_m2 == pytest.approx(68.47 - 19.6)
    assert found["remainder"].u_value == 2.3


@pytest.mark.pins("RdSAP Table 4")
def test_table_4_of_sheltered_and_connected_walls():
    description = SimplifiedType1(gables=gables(GableType.SHELTERED, GableType.CONNECTED))
    assert surfaces(description, wall_u=1.10)["gable_wall_1"].u_value == 0.71
    found = surfaces(description, wall_u=1.70)
    assert found["gable_wall_1"].u_value == 0.92
    assert found["gable_wall_2"].u_value == 0.0
    assert found["gable_wall_2"].kind is ElementKind.PARTY_WALL
    assert found["remainder"].area_m2 == pytest.approx(68.47 - 19.6)


@pytest.mark.pins("RdSAP 4.9.2", "RdSAP 2.16.2")
def test_type_2_with_one_common_wall():
    """Finding 3R.3, with the shell rounded to two decimals as its check says."""
    description = SimplifiedType2(gables=(), common_walls=(CommonWall(length_m=5.0, height_m=1.0),))
    found = surfaces(description, wall_u=1.5, floor_area=10.0)
    common, rest = found["common_wall_1"], found["remainder"]
    assert common.area_m2 * common.u_value + 60 * 1.5 == pytest.approx(99.375)
    assert rest.area_m2 == 26.02
    assert rest.area_m2 * rest.u_value + 30 * 0.40 == pytest.approx(71.846)


@pytest.mark.pins("RdSAP Table 17", "RdSAP 4.10", "RdSAP 6.11.3")
def test_detailed_surfaces_have_their_own_columns_of_table_17():
    kinds = RoomInRoofSurface

    def element(surface, **changes):
        return RoomInRoofElement(surface=surface, number=1, length_m=4.0, height_m=2.0, **changes)

    description = DetailedRoomInRoof(
        elements=(
            element(kinds.SLOPE, insulation_thickness_mm=100.0),
            element(
                kinds.FLAT_CEILING, insulation_thickness_mm=100.0, insulation_material="pur_or_pir"
            ),
            element(kinds.STUD_WALL, insulation_thickness_mm="as_built"),
            element(kinds.GABLE_WALL, gable_type=GableType.EXPOSED),
        )
    )
    found = surfaces(description)
    assert {name: surface.u_value for name, surface in found.items()} == {
        "slope_1": 0.40,
        "flat_ceiling_1": 0.41,
        "stud_wall_1": 2.3,
        "gable_wall_1": 1.7,
    }
    assert {surface.area_m2 for surface in found.values()} == {8.0}


@pytest.mark.pins("RdSAP Table 18")
def test_thatched_roof_rooms_have_their_own_column():
    assert surfaces(None, roof=RoofConstruction.THATCHED)["remainder"].u_value == 0.25


@given(
    floor_area=st.floats(1, 200),
    lengths=st.lists(st.floats(0, 20), min_size=2, max_size=2),
    kind=st.sampled_from(list(GableType)),
)
def test_areas_of_roof_rooms_are_never_negative(floor_area, lengths, kind):
    walls = tuple(SimplifiedGable(type=kind, length_m=length) for length in lengths)
    for surface in surfaces(SimplifiedType1(gables=walls), floor_area=floor_area).values():
        assert surface.area_m2 >= 0
        assert 0 <= surface.u_value <= 2.3


@pytest.mark.pins("RdSAP 7.1")
@pytest.mark.parametrize(
    ("storeys", "expected"), [(1.0, 2.4), (1.5, 3.8), (2.0, 4.95), (2.5, 6.35), (3.0, 7.5)]
)
def test_height_of_a_conservatory(storeys, expected):
    assert height_m(storeys, (2.4, 2.3)) == expected


@pytest.mark.pins("RdSAP 7.1", "RdSAP Table 25")
def test_non_separated_conservatory():
    found = conservatory_parts(
        Conservatory(
            type=ConservatoryType.NOT_SEPARATED,
            is_double_glazed=True,
            floor_area_m2=12.0,
            glazed_perimeter_m=10.0,
            height_storeys=1.0,
        ),
        (2.4,),
    )
    walls, roof = found.openings
    assert (walls.kind, walls.area_m2, walls.u_value) == (OpeningKind.WINDOW, 24.0, 3.1)
    assert (roof.kind, roof.area_m2, roof.u_value) == (OpeningKind.ROOF_WINDOW, 12.77, 3.4)
    assert {walls.orientation, roof.orientation} == {Orientation.EAST}
    assert (walls.pitch_deg, roof.pitch_deg) == (90.0, 20.0)
    assert found.floor.u_value == half_up(solid_ground_floor_u(Ground(12, 10, 300), 0))
    # Finding 3C.1: Table 25 double after the curtain transform.
    assert 1 / (1 / walls.u_value + 0.04) == pytest.approx(2.758, abs=5e-4)
    assert 1 / (1 / roof.u_value + 0.04) == pytest.approx(2.993, abs=5e-4)
