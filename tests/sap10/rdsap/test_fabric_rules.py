"""Rules of the fabric chapters by clause, on whole dwellings."""

from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    BuiltForm,
    Corridor,
    Doors,
    FlatDetails,
    FlatLevel,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    MeasurementType,
    PartyWallConstruction,
    PropertyType,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    WallConstruction,
    WallInsulation,
    Window,
    WindowWall,
)
from sap10.certificate.fabric_reduced import (
    AlternativeWall,
    ReducedGlazing,
)
from sap10.codes import ElementKind, OpeningKind
from sap10.dwelling import Dwelling, Element, Storey
from sap10.errors import CertificateRejected
from sap10.rdsap.dimensions import exposed_upper_floor_area, internal_dimensions, levels_of
from sap10.rdsap.expand import expand_reduced
from sap10.rdsap.rounding import half_up
from tests.sap10.rdsap.surveys import (
    elements,
    fabric,
    house,
    part,
    roof,
    storey,
    survey,
    wall,
    window,
)
from tests.sap10.worksheet.heated import heated, system, worksheet_of

C, INS, K = WallConstruction, WallInsulation, ElementKind


def flat(own: Any, corridor: Corridor | None = None, length: float | None = None) -> Dwelling:
    details = FlatDetails(
        level=FlatLevel.MID_FLOOR, corridor=corridor, unheated_corridor_length_m=length
    )
    surveyed = fabric(building_parts=(own,), doors=Doors(count=1))
    return expand_reduced(survey(property_type=PropertyType.FLAT, flat=details, fabric=surveyed))


# Curtain walls


@pytest.mark.pins("RdSAP 2.5", "RdSAP 6.18")
@pytest.mark.parametrize(("band", "u_value"), [(AgeBand.L, 2.0), (AgeBand.M, 1.4)])
def test_a_curtain_wall_by_its_age(band: AgeBand, u_value: float) -> None:
    dwelling = house(part(age_band=band, wall=wall(C.CURTAIN_WALL)), windows=())
    ((_, found),) = elements(dwelling, K.EXTERNAL_WALL)
    assert found == u_value


def frame_factors(own: Any, *windows: Window) -> list[float]:
    return [item.frame_factor for item in house(own, windows=windows).openings]


@pytest.mark.pins("RdSAP 2.5", "RdSAP 6.18")
def test_glazing_of_a_curtain_wall_has_no_frame() -> None:
    metal = window(is_pvc_or_wood_frame=False)
    curtain = part(wall=wall(C.CURTAIN_WALL))
    in_roof = window(is_roof_window=True, width_m=1.0)
    assert frame_factors(curtain, window(), metal, in_roof) == [1.0, 1.0, 0.7]
    alternative = AlternativeWall(
        construction=C.CURTAIN_WALL, insulation=INS.AS_BUILT, area_m2=12.0
    )
    beside = part(alternative_wall_2=alternative)
    in_curtain = window(wall=WindowWall.ALTERNATIVE_WALL_2)
    assert frame_factors(beside, window(), metal, in_curtain) == [0.7, 0.8, 1.0]
    assert frame_factors(curtain, window(frame_factor=0.9)) == [0.9]


# Evidence and what stands for it


@pytest.mark.pins("RdSAP 6.1", "RdSAP 6.3")
def test_a_documented_u_value_comes_before_any_table() -> None:
    documented = part(
        wall=wall(C.SOLID_BRICK, INS.EXTERNAL, insulation_thickness_mm=100.0, u_value=0.234),
        roof=roof(insulation_thickness_mm=300.0, u_value=0.456),
        floor=LowestFloor(
            heat_loss=FloorHeatLoss.GROUND, insulation_thickness_mm=100.0, u_value=0.345
        ),
    )
    dwelling = house(documented)
    assert [u for _, u in elements(dwelling, K.EXTERNAL_WALL)] == [0.23]
    assert [u for _, u in elements(dwelling, K.ROOF)] == [0.46]
    assert [u for _, u in elements(dwelling, K.GROUND_FLOOR)] == [0.35]
    assert not any("part 1 wall" in note for note in dwelling.notes)


@pytest.mark.pins("RdSAP 6.1")
def test_added_insulation_by_thickness_or_50_mm() -> None:
    """Section 6.1: thickness, U-value, or unknown; section 6.3 would have 100 mm for unknown."""
    for thickness, expected in ((100.0, 0.32), (50.0, 0.53), ("unknown", 0.53), (None, 0.53)):
        own = wall(C.CAVITY, INS.EXTERNAL, insulation_thickness_mm=thickness)
        dwelling = house(part(wall=own))
        assert [u for _, u in elements(dwelling, K.EXTERNAL_WALL)] == [expected]


@pytest.mark.pins("RdSAP 6.3", "RdSAP 6.2.3")
def test_unknown_is_as_built_in_every_element() -> None:
    def of(insulation: WallInsulation, location: RoofInsulationLocation, floor: FloorInsulation):
        return house(
            part(
                wall=wall(C.CAVITY, insulation),
                roof=roof(RoofConstruction.FLAT, location, insulation_thickness_mm="as_built"),
                storeys=(storey(0, floor_insulation=floor), storey(1)),
            )
        ).elements

    locations = RoofInsulationLocation
    unknown = of(INS.UNKNOWN, locations.UNKNOWN, FloorInsulation.UNKNOWN)
    assert unknown == of(INS.AS_BUILT, locations.FLAT_ROOF, FloorInsulation.AS_BUILT)


# Flats, corridors, commercial premises


@pytest.mark.pins("RdSAP 6.2.5", "RdSAP 6.14", "RdSAP 2.14")
def test_commercial_premises_below_and_above() -> None:
    """Below is partially heated; above is recorded as a dwelling, or as an unheated space."""
    below = LowestFloor(heat_loss=FloorHeatLoss.PARTIALLY_HEATED_SPACE)
    for above, roofs in (
        (RoofConstruction.ANOTHER_DWELLING_ABOVE, []),
        (RoofConstruction.NON_RESIDENTIAL_ABOVE, [(45.0, 1.07)]),
    ):
        own = part(floor=below, roof=roof(above, None), storeys=(storey(0),))
        dwelling = flat(own)
        assert elements(dwelling, K.EXPOSED_FLOOR) == [(45.0, 0.7)]
        assert elements(dwelling, K.ROOF) == roofs


@pytest.mark.pins("RdSAP 4.12", "RdSAP 6.13")
@pytest.mark.parametrize(
    ("below", "kind", "u_value"),
    [
        (FloorHeatLoss.ANOTHER_DWELLING_BELOW, None, None),
        (FloorHeatLoss.EXPOSED, K.EXPOSED_FLOOR, 1.2),
        (FloorHeatLoss.UNHEATED_SPACE, K.EXPOSED_FLOOR, 1.2),
        (FloorHeatLoss.GROUND, K.GROUND_FLOOR, 0.66),
    ],
)
def test_floor_of_a_flat(
    below: FloorHeatLoss, kind: ElementKind | None, u_value: float | None
) -> None:
    """And a larger upper storey of a maisonette is over its own building: no exposed floor."""
    own = part(
        floor=LowestFloor(heat_loss=below), storeys=(storey(0, area=45.0), storey(1, area=60.0))
    )
    dwelling = flat(own)
    found = {
        floor: elements(dwelling, floor)
        for floor in (K.GROUND_FLOOR, K.EXPOSED_FLOOR)
        if elements(dwelling, floor)
    }
    assert found == ({} if kind is None else {kind: [(45.0, u_value)]})


@pytest.mark.pins("RdSAP 4.13")
def test_the_sheltered_length_of_two_storeys_has_the_height_of_the_lowest() -> None:
    own = part(roof=roof(RoofConstruction.ANOTHER_DWELLING_ABOVE, None))
    dwelling = flat(own, Corridor.UNHEATED, 10.0)
    sheltered, main = elements(dwelling, K.EXTERNAL_WALL)
    assert sheltered == (half_up(10 * 2.4 - 1.85), 0.86)
    assert main == (half_up(20 * (2.4 + 2.65) - 24.0 - 2 * 3.0), 1.5)


@pytest.mark.pins("RdSAP 4.13", "RdSAP 4.6")
def test_the_door_to_the_corridor_is_in_the_sheltered_wall_of_an_extension() -> None:
    sheltered = AlternativeWall(
        construction=C.CAVITY, insulation=INS.AS_BUILT, area_m2=0.0, is_sheltered=True
    )
    main = part(storeys=(storey(0),))
    extension = part(number=2, storeys=(storey(0),), alternative_wall_1=sheltered)
    details = FlatDetails(
        level=FlatLevel.MID_FLOOR, corridor=Corridor.UNHEATED, unheated_corridor_length_m=6.0
    )
    dwelling = expand_reduced(
        survey(
            property_type=PropertyType.FLAT,
            flat=details,
            fabric=fabric(building_parts=(main, extension), doors=Doors(count=2), windows=()),
        )
    )
    assert elements(dwelling, K.EXTERNAL_WALL) == [
        (half_up(20 * 2.4 - 1.85), 1.5),
        (half_up(6 * 2.4 - 1.85), 0.86),
        (half_up(20 * 2.4 - 6 * 2.4), 1.5),
    ]
    doors = elements(dwelling, K.SOLID_DOOR)
    assert doors == [(1.85, 3.0), (1.85, 1.4)]
    assert sum(area * u_value for area, u_value in doors) == pytest.approx(8.14)  # finding 3.24


@pytest.mark.pins("RdSAP 2.4.3", "RdSAP 6.10")
def test_party_walls_of_a_house_and_a_flat() -> None:
    undetermined = {"party_wall": PartyWallConstruction.UNDETERMINED}
    ((_, house_u),) = elements(house(part(**undetermined)), K.PARTY_WALL)
    ((_, flat_u),) = elements(flat(part(**undetermined)), K.PARTY_WALL)
    assert (house_u, flat_u) == (0.25, 0.0)


# Dimensions


def external(*storeys: Any, built_form: BuiltForm = BuiltForm.DETACHED) -> Any:
    own = part(storeys=storeys)
    return internal_dimensions((levels_of(own, own),), MeasurementType.EXTERNAL, built_form, 0.25)[
        0
    ]


@pytest.mark.pins("RdSAP 4.1", "RdSAP 4.4")
def test_internal_dimensions_stay_as_they_are() -> None:
    own = part()
    levels = (levels_of(own, own),)
    assert internal_dimensions(levels, MeasurementType.INTERNAL, BuiltForm.DETACHED, 0.25) == levels


@pytest.mark.pins("RdSAP 4.1")
def test_heights_and_roof_rooms_are_internal_on_any_basis() -> None:
    room = RoomInRoof(floor_area_m2=30.0, age_band=AgeBand.C, description=None)
    own = part(room_in_roof=room, storeys=(storey(0, perimeter=28.0),))
    dwelling = expand_reduced(
        survey(
            built_form=BuiltForm.DETACHED,
            fabric=fabric(building_parts=(own,), measurement=MeasurementType.EXTERNAL),
        )
    )
    ground, top = dwelling.storeys
    assert ground.area_m2 < 45.0
    assert ground.height_m == 2.4
    assert top == Storey(level=1, area_m2=30.0, height_m=2.45)


@pytest.mark.pins("RdSAP 4.11")
def test_conversion_makes_no_spurious_exposed_floor() -> None:
    """Steps 1 to 6: no more than the difference of the recorded areas (A2 > A1: A1)."""
    smaller_above = external(
        storey(0, area=54.0, perimeter=36.0), storey(1, area=54.0, perimeter=30.0)
    )
    assert smaller_above[1].area_m2 > smaller_above[0].area_m2
    assert exposed_upper_floor_area(smaller_above) == 0.0
    larger_above = external(
        storey(0, area=54.0, perimeter=30.0), storey(1, area=60.0, perimeter=32.0)
    )
    converted = larger_above[1].area_m2 - larger_above[0].area_m2
    assert exposed_upper_floor_area(larger_above) == half_up(converted)
    assert converted < 6.0


@pytest.mark.pins("RdSAP 4.8")
def test_finding_3_7_the_largest_storey_has_the_roof() -> None:
    own = part(storeys=(storey(0, area=7.13), storey(1, area=5.63)))
    assert [area for area, _ in elements(house(own, windows=()), K.ROOF)] == [7.13]


@pytest.mark.pins("RdSAP 4.2.1", "RdSAP 4.3")
def test_an_extension_above_another_part_loses_nothing_between_them() -> None:
    """Its lowest storey is an upper one, and the part below has no roof there."""
    main = part(roof=roof(RoofConstruction.SAME_DWELLING_ABOVE, None), storeys=(storey(0),))
    above = part(
        number=2,
        floor=LowestFloor(heat_loss=FloorHeatLoss.SAME_DWELLING_BELOW),
        storeys=(storey(0),),
    )
    dwelling = house(main, above)
    assert [area for area, _ in elements(dwelling, K.ROOF)] == [45.0]
    assert [area for area, _ in elements(dwelling, K.GROUND_FLOOR)] == [45.0]
    assert not elements(dwelling, K.EXPOSED_FLOOR)
    assert [(item.level, item.height_m) for item in dwelling.storeys] == [(0, 2.4), (1, 2.65)]


# Floors, openings and what is added up


@pytest.mark.pins("RdSAP 6.17")
def test_a_part_above_its_basement_has_one_ground_floor() -> None:
    """A heated basement is the lowest storey; the storey above it is no floor to the outside."""
    own = part(
        storeys=(
            storey(0, floor_construction=FloorConstruction.BASEMENT),
            storey(1),
            storey(2),
        ),
        alternative_wall_1=AlternativeWall(
            construction=C.BASEMENT, insulation=INS.AS_BUILT, area_m2=48.0
        ),
    )
    dwelling = house(own, windows=())
    assert elements(dwelling, K.BASEMENT_FLOOR) == [(45.0, 0.5)]
    assert elements(dwelling, K.BASEMENT_WALL) == [(48.0, 0.7)]
    assert not elements(dwelling, K.GROUND_FLOOR) + elements(dwelling, K.EXPOSED_FLOOR)


@pytest.mark.pins("RdSAP 9.3", "RdSAP 4.7")
def test_doors_that_are_insulated_have_their_own_u_value() -> None:
    doors = Doors(count=3, insulated_count=1, insulated_u_value=1.234)
    dwelling = house(doors=doors)
    assert elements(dwelling, K.SOLID_DOOR) == [(3.7, 3.0), (1.85, 1.23)]


@pytest.mark.pins("RdSAP Table 24", "RdSAP 9.2")
@pytest.mark.parametrize(
    ("glazing", "raw", "effective"),
    [
        (ReducedGlazing.TRIPLE_THIRD_PERIOD, 1.4, 1.3258),
        (ReducedGlazing.DOUBLE_SECOND_PERIOD, 2.0, 1.8519),
        (ReducedGlazing.SINGLE, 4.8, 4.0268),
    ],
)
def test_finding_d_4_glazing_codes(glazing: ReducedGlazing, raw: float, effective: float) -> None:
    (opening,) = house(windows=(window(glazing=glazing, width_m=1.0, height_m=1.0),)).openings
    assert opening.u_value == raw
    assert 1 / (1 / opening.u_value + 0.04) == pytest.approx(effective, abs=5e-5)


@pytest.mark.pins("RdSAP 4.7.1")
def test_finding_3_29_a_window_is_upright_whatever_its_u_value() -> None:
    metal = window(glazing=ReducedGlazing.SINGLE, is_pvc_or_wood_frame=False)
    (opening,) = house(windows=(metal,)).openings
    assert (opening.kind, opening.u_value, opening.pitch_deg) == (OpeningKind.WINDOW, 5.7, 90.0)


@pytest.mark.pins("RdSAP 6.15")
def test_finding_3_15_bridging_of_a_terrace() -> None:
    walls = (Element(kind=K.EXTERNAL_WALL, area_m2=155.10, u_value=175.6208 / 155.10),)
    dwelling = heated(
        system(104, 1, 2106), general={"thermal_bridging_y": 0.15}, elements=walls, openings=()
    )
    losses = worksheet_of(dwelling).heat_losses
    assert losses.linear_thermal_bridges == pytest.approx([23.2650])
    assert losses.total_fabric_heat_loss == pytest.approx([198.8858])


@pytest.mark.pins("RdSAP 2.1")
def test_a_house_without_a_ground_floor_leaves_a_note() -> None:
    over_a_passage = part(floor=LowestFloor(heat_loss=FloorHeatLoss.EXPOSED))
    assert any("section 2.1," in note for note in house(over_a_passage).notes)
    assert not any("section 2.1," in note for note in [*house().notes, *flat(over_a_passage).notes])


@pytest.mark.pins("RdSAP Table 27", "RdSAP 10.2")
def test_a_dwelling_without_habitable_rooms_is_refused() -> None:
    with pytest.raises(CertificateRejected, match="Table 27"):
        house(habitable_room_count=0, heated_room_count=0)


@pytest.mark.pins("RdSAP 2.1")
def test_a_survey_without_the_kind_of_dwelling_is_refused() -> None:
    with pytest.raises(CertificateRejected, match=r"section 2\.1"):
        expand_reduced(survey(property_type=None))
    same = (PropertyType.FLAT, PropertyType.MAISONETTE)
    flats = [expand_reduced(survey(property_type=kind)) for kind in same]
    assert flats[0] == flats[1]
