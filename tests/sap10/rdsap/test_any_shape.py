"""Surveys of any shape: rated or refused with a reason, and every square metre counted once."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sap10.certificate import (
    AgeBand,
    BuildingPart,
    BuiltForm,
    Conservatory,
    ConservatoryType,
    Corridor,
    DetailedRoomInRoof,
    Doors,
    EpcPropertyData,
    FlatDetails,
    FlatLevel,
    FloorConstruction,
    FloorHeatLoss,
    FloorInsulation,
    LowestFloor,
    MeasurementType,
    PartyWallConstruction,
    PropertyType,
    ReducedGlazing,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedGable,
    SimplifiedType1,
    SimplifiedType2,
    WallConstruction,
    WallInsulation,
    WindowWall,
)
from sap10.certificate.fabric_reduced import AlternativeWall, CommonWall, GableType
from sap10.certificate.vocabulary import Country
from sap10.codes import ElementKind
from sap10.dwelling import Dwelling
from sap10.errors import CertificateRejected, NotSupported
from sap10.rdsap.expand import expand_reduced
from tests.sap10.rdsap.surveys import fabric, part, roof, storey, survey, wall, window

REASONS = {"inconsistent_values", "invalid_value", "missing_field"}
HOMES = [kind for kind in PropertyType if kind is not PropertyType.PARK_HOME]
WALLS = [kind for kind in WallConstruction if kind is not WallConstruction.PARK_HOME]
MASSIVE = (
    WallConstruction.STONE_GRANITE,
    WallConstruction.STONE_SANDSTONE,
    WallConstruction.SOLID_BRICK,
    WallConstruction.COB,
)
UNUSABLE_ROOFS = (RoofConstruction.NONE, RoofConstruction.NOT_RECORDED)
ROOFS = [kind for kind in RoofConstruction if kind not in UNUSABLE_ROOFS]
GLAZING = [kind for kind in ReducedGlazing if kind is not ReducedGlazing.NOT_DEFINED]
FORMS = [form for form in BuiltForm if form is not BuiltForm.NOT_RECORDED]
THICKNESSES: st.SearchStrategy[Any] = st.sampled_from(
    [None, "unknown", "as_built", 0.0, 25.0, 100.0, 270.0, 400.0]
)
LENGTHS = st.floats(0.0, 12.0).map(lambda value: round(value, 2))
BANDS = st.sampled_from([band for band in AgeBand if len(band.value) == 1])

GABLES = st.lists(
    st.builds(SimplifiedGable, type=st.sampled_from(GableType), length_m=LENGTHS, height_m=LENGTHS),
    max_size=2,
).map(tuple)
DESCRIPTIONS = st.one_of(
    st.none(),
    st.builds(SimplifiedType1, gables=GABLES),
    st.builds(
        SimplifiedType2,
        gables=GABLES,
        common_walls=st.lists(
            st.builds(CommonWall, length_m=LENGTHS, height_m=LENGTHS), max_size=2
        ).map(tuple),
    ),
    st.builds(
        DetailedRoomInRoof,
        elements=st.lists(
            st.builds(
                RoomInRoofElement,
                surface=st.sampled_from(RoomInRoofSurface),
                number=st.sampled_from([1, 2]),
                length_m=LENGTHS,
                height_m=LENGTHS,
                insulation_thickness_mm=THICKNESSES,
                gable_type=st.none() | st.sampled_from(GableType),
            ),
            min_size=1,
            max_size=6,
        ).map(tuple),
    ),
)
ROOMS = st.builds(
    RoomInRoof,
    floor_area_m2=st.floats(0.0, 40.0),
    age_band=BANDS,
    description=DESCRIPTIONS,
    insulation_thickness_mm=THICKNESSES,
)


@st.composite
def walls(draw: st.DrawFn, **changes: Any) -> Any:
    construction = draw(st.sampled_from(WALLS))
    insulations = [
        kind for kind in WallInsulation if construction not in MASSIVE or "cavity" not in kind
    ]
    return wall(
        construction,
        draw(st.sampled_from(insulations)),
        thickness_mm=draw(st.sampled_from([None, 100.0, 280.0, 600.0])),
        insulation_thickness_mm=draw(THICKNESSES.filter(lambda value: value != "as_built")),
        is_dry_lined=draw(st.booleans()),
        **changes,
    )


@st.composite
def parts(draw: st.DrawFn, number: int) -> BuildingPart:
    own = draw(walls())
    alternatives = {
        name: AlternativeWall(
            **own.model_dump(), area_m2=draw(st.floats(0.0, 30.0)), is_sheltered=draw(st.booleans())
        )
        for name in ("alternative_wall_1", "alternative_wall_2")
        if draw(st.integers(0, 3)) == 0
    }
    ground = storey(
        0,
        area=draw(st.floats(8.0, 120.0)),
        perimeter=draw(st.floats(4.0, 45.0)),
        party=draw(st.sampled_from([0.0, 6.0])),
        floor_construction=draw(st.sampled_from(FloorConstruction)),
        floor_insulation=draw(st.sampled_from(FloorInsulation)),
    )
    upper = tuple(
        storey(level, area=draw(st.floats(8.0, 120.0)), perimeter=draw(st.floats(4.0, 45.0)))
        for level in range(1, draw(st.integers(1, 3)))
    )
    return part(
        number=number,
        age_band=draw(BANDS),
        wall=own,
        party_wall=draw(st.sampled_from(PartyWallConstruction)),
        roof=roof(
            draw(st.sampled_from(ROOFS)),
            draw(st.none() | st.sampled_from(RoofInsulationLocation)),
            insulation_thickness_mm=draw(THICKNESSES),
        ),
        floor=LowestFloor(
            heat_loss=draw(st.sampled_from(FloorHeatLoss)),
            insulation_thickness_mm=draw(THICKNESSES),
        ),
        storeys=(ground, *upper),
        room_in_roof=draw(st.none() | ROOMS),
        **alternatives,
    )


@st.composite
def surveys(draw: st.DrawFn) -> EpcPropertyData:
    """Return a survey that its schema allows, though no dwelling may be like it."""
    numbers = range(1, draw(st.integers(2, 4)))
    windows = tuple(
        window(
            building_part_number=draw(st.sampled_from(numbers)),
            is_roof_window=draw(st.booleans()),
            glazing=draw(st.sampled_from(GLAZING)),
            wall=draw(st.none() | st.sampled_from(WindowWall)),
            width_m=1.0,
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    conservatory = Conservatory(
        type=draw(st.sampled_from(ConservatoryType)),
        is_double_glazed=draw(st.booleans()),
        floor_area_m2=draw(st.floats(1.0, 30.0)),
        glazed_perimeter_m=draw(st.floats(0.0, 20.0)),
        height_storeys=draw(st.sampled_from([1.0, 1.5, 2.0])),
    )
    flat = FlatDetails(
        level=FlatLevel.MID_FLOOR,
        corridor=draw(st.none() | st.sampled_from(Corridor)),
        unheated_corridor_length_m=draw(st.none() | LENGTHS),
    )
    return survey(
        country=draw(st.sampled_from(Country)),
        property_type=draw(st.sampled_from(HOMES)),
        built_form=draw(st.sampled_from(FORMS)),
        flat=draw(st.sampled_from([None, flat])),
        conservatory=draw(st.sampled_from([None, conservatory])),
        fabric=fabric(
            measurement=draw(st.sampled_from(MeasurementType)),
            building_parts=tuple(draw(parts(number)) for number in numbers),
            windows=windows,
            doors=Doors(count=draw(st.integers(0, 3)), insulated_count=draw(st.integers(0, 1))),
        ),
    )


def expanded(epc: EpcPropertyData) -> Dwelling | None:
    """Return the dwelling, None where it is refused with a reason."""
    try:
        return expand_reduced(epc)
    except NotSupported:
        raise
    except CertificateRejected as refused:
        reason, rule = refused.reason, refused.rule
    assert reason in REASONS
    assert "RdSAP 10" in rule
    return None


@pytest.mark.pins("RdSAP 1", "RdSAP 2.1.1")
@settings(max_examples=60, deadline=None)
@given(epc=surveys())
def test_any_shape_is_expanded_or_refused_with_its_rule(epc: EpcPropertyData) -> None:
    dwelling = expanded(epc)
    if dwelling is None:
        return
    for element in dwelling.elements:
        assert math.isfinite(element.area_m2)
        assert element.area_m2 >= 0
        assert 0 <= element.u_value <= 10
        assert round(element.u_value, 2) == pytest.approx(element.u_value)
    assert dwelling.storeys
    assert all(math.isfinite(item.area_m2 * item.height_m) for item in dwelling.storeys)
    assert all(
        "RdSAP 10" in note or "SAP 10.2" in note or "part " in note for note in dwelling.notes
    )


@pytest.mark.pins("RdSAP 4.6", "RdSAP 4.2.2", "RdSAP 4.7")
@settings(max_examples=40, deadline=None)
@given(
    windows=st.integers(0, 4),
    doors=st.integers(0, 3),
    alternative=st.floats(0.0, 25.0).map(lambda value: round(value, 2)),
    place=st.sampled_from([WindowWall.MAIN_WALL, WindowWall.ALTERNATIVE_WALL_1]),
)
def test_every_square_metre_of_wall_is_counted_once(
    windows: int, doors: int, alternative: float, place: WindowWall
) -> None:
    """Findings 1.2 and 3.32: net walls, windows and doors add up to perimeter times height."""
    own = part(
        alternative_wall_1=AlternativeWall(
            construction=WallConstruction.COB,
            insulation=WallInsulation.AS_BUILT,
            area_m2=alternative,
        ),
    )
    epc = survey(
        fabric=fabric(
            building_parts=(own,),
            doors=Doors(count=doors),
            windows=tuple(window(wall=place) for _ in range(windows)),
        )
    )
    dwelling = expanded(epc)
    if dwelling is None:
        assert place is WindowWall.ALTERNATIVE_WALL_1
        assert windows * 3.0 > alternative
        return
    kinds = (ElementKind.EXTERNAL_WALL, ElementKind.SOLID_DOOR)
    total = sum(item.area_m2 for item in dwelling.elements if item.kind in kinds)
    total += sum(item.area_m2 for item in dwelling.openings)
    assert total == pytest.approx(20 * 2.4 + 20 * 2.65)
