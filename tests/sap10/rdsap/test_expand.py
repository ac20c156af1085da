"""Whole dwellings: what comes off what, extensions, flats, notes and refusals."""

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import sap10
from sap10.certificate import (
    AgeBand,
    Conservatory,
    ConservatoryType,
    Corridor,
    Doors,
    EnergySource,
    FlatDetails,
    FlatLevel,
    FloorConstruction,
    FloorHeatLoss,
    LowestFloor,
    PropertyType,
    PvRoofShare,
    RoofConstruction,
    RoomInRoof,
    SimplifiedGable,
    SimplifiedType1,
    UnmeasuredGlazing,
    WallConstruction,
    WallInsulation,
    WindowWall,
)
from sap10.certificate.energy_source import ElectricityMeter
from sap10.certificate.fabric_reduced import AlternativeWall, GableType
from sap10.certificate.vocabulary import Country, Region
from sap10.codes import ElementKind, Ruleset
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected, NotSupported
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.rounding import half_up
from tests.sap10.rdsap.surveys import fabric, part, roof, storey, survey, wall, window

K = ElementKind


def areas(dwelling: Dwelling, kind: ElementKind) -> list[float]:
    return [item.area_m2 for item in dwelling.elements if item.kind is kind]


def total_floor_area(dwelling: Dwelling) -> float:
    return half_up(sum(item.area_m2 for item in dwelling.storeys))


def house(*parts: Any, **changes: Any) -> Dwelling:
    return expand_reduced(survey(fabric=fabric(building_parts=parts or (part(),), **changes)))


@pytest.mark.pins("RdSAP 4.6", "RdSAP 4.7", "RdSAP 2.1")
def test_a_plain_house():
    dwelling = house()
    gross = 20 * 2.4 + 20 * 2.65
    assert areas(dwelling, K.EXTERNAL_WALL) == [pytest.approx(gross - 2 * 3.0 - 2 * 1.85)]
    assert areas(dwelling, K.PARTY_WALL) == [pytest.approx(7 * 5.05)]
    assert areas(dwelling, K.ROOF) == areas(dwelling, K.GROUND_FLOOR) == [45.0]
    assert areas(dwelling, K.SOLID_DOOR) == [3.7]
    assert total_floor_area(dwelling) == 90.0
    assert dwelling.general.ruleset is Ruleset.RDSAP
    assert dwelling.general.climate_region == 5
    assert dwelling.general.living_area_m2 == 22.5
    assert (dwelling.ventilation.storeys, dwelling.ventilation.sheltered_sides) == (2, 1)
    assert dwelling == sap10.expand(survey())


def test_every_inferred_value_names_its_rule():
    notes = house().notes
    assert any("part 1 wall (cavity, as_built) U 1.50" in note for note in notes)
    assert all("RdSAP 10" in note or "SAP 10.2" in note for note in notes)
    assert len(set(notes)) == len(notes)


@pytest.mark.pins("RdSAP 4.9", "RdSAP 2.2", "RdSAP 16")
def test_total_floor_area_is_the_sum_of_parts_and_roof_rooms():
    main = part(storeys=(storey(0, area=30.45), storey(1, area=30.77)))
    first = part(number=2, storeys=(storey(0, area=5.37),))
    second = part(number=3, storeys=(storey(0, area=1.92),))
    assert total_floor_area(house(main, first, second)) == 68.51
    room = RoomInRoof(floor_area_m2=31.80, age_band=AgeBand.C, description=None)
    with_room = part(storeys=(storey(0, area=40.64), storey(1, area=40.64)), room_in_roof=room)
    dwelling = house(with_room)
    assert total_floor_area(dwelling) == 113.08
    assert dwelling.ventilation.storeys == 3
    assert dwelling.storeys[-1].height_m == 2.45


@pytest.mark.pins("RdSAP 6.15", "RdSAP 2.1.1")
def test_one_bridging_factor_from_the_main_part():
    dwelling = house(part(age_band=AgeBand.C), part(number=2, age_band=AgeBand.M))
    assert dwelling.general.thermal_bridging_y == 0.15


@pytest.mark.pins("RdSAP 4.2.2", "RdSAP 2.4.2", "RdSAP 4.7")
def test_exposed_area_counts_each_opening_once():
    alternative = AlternativeWall(
        construction=WallConstruction.TIMBER_FRAME,
        insulation=WallInsulation.AS_BUILT,
        area_m2=12.0,
    )
    holder = part(alternative_wall_1=alternative)
    windows = (window(), window(wall=WindowWall.ALTERNATIVE_WALL_1))
    dwelling = house(holder, windows=windows)
    gross = 20 * 2.4 + 20 * 2.65
    in_walls = areas(dwelling, K.EXTERNAL_WALL)
    assert in_walls[0] == pytest.approx(12.0 - 3.0)
    doors = sum(areas(dwelling, K.SOLID_DOOR))
    windows_m2 = sum(item.area_m2 for item in dwelling.openings)
    assert sum(in_walls) + doors + windows_m2 == pytest.approx(gross)


def test_alternative_walls_larger_than_the_wall_are_refused():
    alternative = AlternativeWall(
        construction=WallConstruction.COB, insulation=WallInsulation.AS_BUILT, area_m2=150.0
    )
    with pytest.raises(CertificateRejected, match="Alternative-Wall = 150"):
        house(part(alternative_wall_1=alternative))


def corridor_flat(corridor: Corridor, **changes: Any) -> Dwelling:
    flat = FlatDetails(level=FlatLevel.MID_FLOOR, corridor=corridor, unheated_corridor_length_m=6.0)
    own = part(
        wall=wall(WallConstruction.SOLID_BRICK, thickness_mm=220.0),
        roof=roof(RoofConstruction.ANOTHER_DWELLING_ABOVE, None),
        floor=LowestFloor(heat_loss=FloorHeatLoss.ANOTHER_DWELLING_BELOW),
        storeys=(storey(0),),
        **changes,
    )
    surveyed = fabric(building_parts=(own,), doors=Doors(count=1))
    return expand_reduced(survey(property_type=PropertyType.FLAT, flat=flat, fabric=surveyed))


@pytest.mark.pins("RdSAP 4.13", "RdSAP 2.4.1", "RdSAP 4.7", "RdSAP 4.12", "RdSAP 9.3")
def test_a_flat_with_an_unheated_corridor():
    dwelling = corridor_flat(Corridor.UNHEATED)
    sheltered, main = (item for item in dwelling.elements if item.kind is K.EXTERNAL_WALL)
    assert (sheltered.area_m2, sheltered.u_value) == (pytest.approx(6 * 2.4 - 1.85), 0.92)
    assert (main.area_m2, main.u_value) == (pytest.approx(14 * 2.4 - 6.0), 1.7)
    (door,) = (item for item in dwelling.elements if item.kind is K.SOLID_DOOR)
    assert (door.area_m2, door.u_value) == (1.85, 1.4)
    assert not areas(dwelling, K.ROOF) + areas(dwelling, K.GROUND_FLOOR)
    assert dwelling.ventilation.has_draught_lobby


@pytest.mark.pins("RdSAP 6.9", "RdSAP 6.2.4")
def test_a_stairwell_shelters_more_than_a_corridor():
    sheltered = corridor_flat(Corridor.STAIRWELL).elements
    walls = [item.u_value for item in sheltered if item.kind is K.EXTERNAL_WALL]
    assert walls == [0.37, 1.7]


@pytest.mark.pins("RdSAP 4.13", "RdSAP 2.4.2")
def test_a_sheltered_alternative_wall_takes_its_area_from_the_length():
    alternative = AlternativeWall(
        construction=WallConstruction.CAVITY,
        insulation=WallInsulation.AS_BUILT,
        area_m2=0.0,
        is_sheltered=True,
    )
    dwelling = corridor_flat(Corridor.UNHEATED, alternative_wall_1=alternative)
    sheltered, main = (item for item in dwelling.elements if item.kind is K.EXTERNAL_WALL)
    assert (sheltered.area_m2, sheltered.u_value) == (pytest.approx(6 * 2.4 - 1.85), 0.86)
    assert main.area_m2 == pytest.approx(14 * 2.4 - 6.0)


@pytest.mark.pins("RdSAP 6.2.4", "RdSAP 2.4.3")
def test_a_heated_corridor_shelters_nothing():
    dwelling = corridor_flat(Corridor.HEATED)
    assert [item.u_value for item in dwelling.elements if item.kind is K.EXTERNAL_WALL] == [1.7]
    assert dwelling.ventilation.has_draught_lobby


def roof_room(**changes: Any) -> Any:
    gables = tuple(SimplifiedGable(type=GableType.EXPOSED, length_m=4.0) for _ in range(2))
    room = RoomInRoof(
        floor_area_m2=30.0, age_band=AgeBand.B, description=SimplifiedType1(gables=gables)
    )
    return part(room_in_roof=room, **changes)


@pytest.mark.pins("RdSAP 4.9", "RdSAP 4.7.1")
def test_windows_of_a_roof_room_come_off_what_they_pierce():
    in_slope = window(
        is_roof_window=True, width_m=1.0, height_m=1.0, wall=WindowWall.ROOM_IN_ROOF_ROOF
    )
    in_gable = window(width_m=1.0, height_m=1.2, wall=WindowWall.GABLE_WALL_2)
    plain, pierced = (
        house(roof_room(), windows=()),
        house(roof_room(), windows=(in_slope, in_gable)),
    )
    shell = 55.90 - 2 * 9.8
    assert areas(plain, K.ROOF) == [pytest.approx(shell), 15.0]
    assert areas(pierced, K.ROOF) == [pytest.approx(shell - 1.0), 15.0]
    assert areas(plain, K.EXTERNAL_WALL)[1:] == [9.8, 9.8]
    assert areas(pierced, K.EXTERNAL_WALL)[1:] == [9.8, pytest.approx(9.8 - 1.2)]


@pytest.mark.pins("RdSAP 4.7.1", "RdSAP 2.2")
def test_roof_windows_come_off_the_roof_of_their_own_part():
    extension = part(number=2, storeys=(storey(0, area=12.0, perimeter=9.0),))
    light = window(building_part_number=2, is_roof_window=True, width_m=1.0, height_m=1.5)
    dwelling = house(part(), extension, windows=(light,))
    assert areas(dwelling, K.ROOF) == [45.0, 10.5]


@pytest.mark.pins("RdSAP 4.11")
def test_a_cantilever_of_a_house_is_an_exposed_floor():
    larger = part(storeys=(storey(0, area=39.18), storey(1, area=42.92)))
    dwelling = house(larger)
    (floor,) = (item for item in dwelling.elements if item.kind is K.EXPOSED_FLOOR)
    assert (floor.area_m2, floor.u_value) == (3.74, 1.2)
    assert areas(dwelling, K.ROOF) == [42.92]


@pytest.mark.pins("RdSAP 6.17", "RdSAP Table 23")
def test_a_basement():
    below = part(
        wall=wall(WallConstruction.BASEMENT),
        storeys=(storey(0, floor_construction=FloorConstruction.BASEMENT), storey(1)),
    )
    dwelling = house(below)
    assert [item.u_value for item in dwelling.elements if item.kind is K.BASEMENT_WALL] == [0.7]
    assert [item.u_value for item in dwelling.elements if item.kind is K.BASEMENT_FLOOR] == [0.5]


@pytest.mark.pins("RdSAP 7.1", "RdSAP 7.2")
def test_a_non_separated_conservatory_joins_the_dwelling():
    conservatory = Conservatory(
        type=ConservatoryType.NOT_SEPARATED,
        is_double_glazed=True,
        floor_area_m2=12.0,
        glazed_perimeter_m=10.0,
        height_storeys=1.0,
    )
    dwelling = expand_reduced(survey(conservatory=conservatory))
    assert total_floor_area(dwelling) == 102.0
    assert len(dwelling.openings) == 4
    assert areas(dwelling, K.GROUND_FLOOR) == [45.0, 12.0]
    separated = Conservatory(type=ConservatoryType.SEPARATED_HEATED)
    assert expand_reduced(survey(conservatory=separated)) == house()


def test_pv_by_share_uses_the_roof_before_the_roof_room():
    source = EnergySource(
        electricity_meter=ElectricityMeter.SINGLE, photovoltaics=PvRoofShare(roof_percent=50.0)
    )
    flat_roofed = part(number=2, roof=roof(RoofConstruction.FLAT), storeys=(storey(0, area=10.0),))
    surveyed = fabric(building_parts=(roof_room(), flat_roofed))
    (array,) = expand_reduced(survey(fabric=surveyed, energy_source=source)).pv_arrays
    assert array.peak_power_kwp == half_up(0.12 * 0.5 * (45 / 0.8191520442889918 + 10))


@pytest.mark.pins("RdSAP 6.4")
@pytest.mark.parametrize(
    ("country", "expected"),
    [
        (Country.ENGLAND, 0.26),
        (Country.WALES, 0.18),
        (Country.SCOTLAND, 0.17),
        (Country.NORTHERN_IRELAND, 0.18),
        (Country.ISLE_OF_MAN, 0.26),
    ],
)
def test_four_nations_and_the_isle_of_man(country, expected):
    own = fabric(building_parts=(part(age_band=AgeBand.M),))
    dwelling = expand_reduced(survey(country=country, fabric=own))
    walls = [item.u_value for item in dwelling.elements if item.kind is K.EXTERNAL_WALL]
    assert walls == [expected]
    numbers = {"england": 6, "scotland": 7, "northern_ireland": 8, "wales": 9, "isle_of_man": 10}
    assert any(f"Table {numbers[country.value]}, cavity" in note for note in dwelling.notes)


@pytest.mark.pins("RdSAP 2.19", "RdSAP 6.5")
def test_a_park_home():
    own = part(
        age_band=AgeBand.G,
        wall=wall(WallConstruction.PARK_HOME),
        storeys=(storey(0, party=0.0),),
        roof=roof(RoofConstruction.PITCHED_NO_LOFT_ACCESS, None),
    )
    dwelling = expand_reduced(
        survey(property_type=PropertyType.PARK_HOME, fabric=fabric(building_parts=(own,)))
    )
    by_kind = {item.kind: item.u_value for item in dwelling.elements}
    assert (by_kind[K.EXTERNAL_WALL], by_kind[K.ROOF]) == (1.2, 0.6)
    assert dwelling.general.thermal_mass_parameter == 100.0
    assert dwelling.ventilation.floor_infiltration == 0.2
    assert dwelling.ventilation.structural_infiltration == 0.25
    with pytest.raises(CertificateRejected, match="park home has bands F, G, I, K"):
        expand_reduced(
            survey(property_type=PropertyType.PARK_HOME, fabric=fabric(building_parts=(part(),)))
        )


@pytest.mark.pins("RdSAP 2.19")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"storeys": (storey(0, party=0.0), storey(1, party=0.0))}, "SAP-Floor-Dimension"),
        ({"room_in_roof": RoomInRoof(floor_area_m2=9.0, age_band=AgeBand.G)}, "SAP-Room-In-Roof"),
        (
            {
                "alternative_wall_2": AlternativeWall(
                    construction=WallConstruction.PARK_HOME,
                    insulation=WallInsulation.AS_BUILT,
                    area_m2=9.0,
                )
            },
            "SAP-Alternative-Wall-2",
        ),
        ({"storeys": (storey(0, party=2.0),)}, "Party-Wall-Length"),
    ],
)
def test_what_a_park_home_cannot_have(changes: dict[str, Any], field: str) -> None:
    values = {"storeys": (storey(0, party=0.0),), **changes}
    own = part(age_band=AgeBand.G, wall=wall(WallConstruction.PARK_HOME), **values)
    with pytest.raises(CertificateRejected) as refused:
        expand_reduced(
            survey(property_type=PropertyType.PARK_HOME, fabric=fabric(building_parts=(own,)))
        )
    assert refused.value.field == f"SAP-Building-Part[1]/{field}"
    assert "2.19" in refused.value.rule


@pytest.mark.pins("RdSAP 19", "RdSAP 15", "RdSAP Table 10")
@pytest.mark.parametrize(
    ("place", "region"),
    [
        ({"country": Country.ISLE_OF_MAN}, 22),
        ({"country": None, "postcode_district": "IM4"}, 22),
        ({"country": None, "postcode_district": None, "region": Region.ISLE_OF_MAN}, 22),
        ({"region": Region.ISLE_OF_MAN}, 5),
        ({"postcode_district": None, "region": Region.SHETLAND}, 20),
        ({"postcode_district": None}, 0),
    ],
)
def test_climate_region(place, region):
    """Section 19: all of the Isle of Man is region 22; elsewhere the postcode decides."""
    dwelling = expand_reduced(survey(**place))
    assert dwelling.general.climate_region == region
    rating, costs = (
        sap10.rate([dwelling], calculation=kind, prices="table32") for kind in ("rating", "costs")
    )
    assert (rating.worksheet(0) == costs.worksheet(0)) is (region == 0)


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"property_type": None}, "missing_field", "Property-Type"),
        (
            {"fabric": fabric(windows=(), unmeasured_glazing=UnmeasuredGlazing())},
            "missing_field",
            "SAP-Windows",
        ),
        (
            {"fabric": fabric(windows=(window(building_part_number=4),))},
            "inconsistent_values",
            "SAP-Window/Window-Location",
        ),
        (
            {"fabric": fabric(windows=(window(width_m=40.0, height_m=5.0),))},
            "inconsistent_values",
            "SAP-Building-Part[1]/wall (cavity, as_built)",
        ),
        (
            {"fabric": fabric(building_parts=(part(age_band=AgeBand.NOT_RECORDED),))},
            "missing_field",
            "SAP-Building-Part[1]/Construction-Age-Band",
        ),
        (
            {"fabric": fabric(building_parts=(part(roof=roof(RoofConstruction.NOT_RECORDED)),))},
            "missing_field",
            "SAP-Building-Part[1]/Roof-Construction",
        ),
    ],
)
def test_refusals(changes, reason, field):
    with pytest.raises(CertificateRejected) as refused:
        expand_reduced(survey(**changes))
    assert (refused.value.reason, refused.value.field) == (reason, field)
    assert isinstance(refused.value, NotSupported) is (reason == "not_supported")


@settings(max_examples=60, deadline=None)
@given(
    band=st.sampled_from(AgeBand).filter(lambda band: len(band.value) == 1),
    construction=st.sampled_from(
        [kind for kind in WallConstruction if kind is not WallConstruction.PARK_HOME]
    ),
    insulation=st.sampled_from(WallInsulation),
    country=st.sampled_from([Country.ENGLAND, Country.WALES, Country.SCOTLAND]),
    roof_kind=st.sampled_from(
        [
            kind
            for kind in RoofConstruction
            if kind not in (RoofConstruction.NONE, RoofConstruction.NOT_RECORDED)
        ]
    ),
    below=st.sampled_from(FloorHeatLoss),
    area=st.floats(15, 300),
    height=st.floats(2.0, 4.0),
)
def test_any_survey_gives_finite_positive_elements(
    band, construction, insulation, country, roof_kind, below, area, height
):
    massive = {
        WallConstruction.STONE_GRANITE,
        WallConstruction.STONE_SANDSTONE,
        WallConstruction.SOLID_BRICK,
        WallConstruction.COB,
    }
    assume(construction not in massive or "cavity" not in insulation)
    own = part(
        age_band=band,
        wall=wall(construction, insulation),
        roof=roof(roof_kind, None),
        floor=LowestFloor(heat_loss=below),
        storeys=(storey(0, area=area, height=height), storey(1, area=area, height=height)),
    )
    dwelling = expand_reduced(survey(country=country, fabric=fabric(building_parts=(own,))))
    for element in dwelling.elements:
        assert element.area_m2 > 0
        assert 0 <= element.u_value < 7
    assert dwelling.general.living_area_m2 <= total_floor_area(dwelling)
