"""Rooms in the roof and roofs of park homes, RdSAP 10 sections 2.19, 4.9, 4.10 and 6.11."""

from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    DetailedRoomInRoof,
    PropertyType,
    RoofConstruction,
    RoofInsulationLocation,
    RoomInRoof,
    RoomInRoofElement,
    RoomInRoofSurface,
    SimplifiedGable,
    SimplifiedType1,
    SimplifiedType2,
    WindowWall,
)
from sap10.certificate.fabric_reduced import (
    CommonWall,
    GableType,
)
from sap10.codes import ElementKind
from sap10.rdsap.context import Notes
from sap10.rdsap.roofs import roof_u_value
from sap10.rdsap.room_in_roof import RoofRoomSurface, surfaces_of
from sap10.rdsap.rounding import half_up
from tests.sap10.rdsap.surveys import (
    elements,
    house,
    part,
    roof,
    site,
    storey,
    window,
)

K = ElementKind


def shell(description: Any, floor_area: float = 45.0) -> dict[str, RoofRoomSurface]:
    room = RoomInRoof(floor_area_m2=floor_area, age_band=AgeBand.B, description=description)
    found = surfaces_of(room, 1.7, RoofConstruction.PITCHED, site(), Notes())
    return {surface.name: surface for surface in found}


@pytest.mark.pins("RdSAP 4.9.2", "RdSAP Table 4")
@pytest.mark.parametrize(
    ("kind", "u_value"),
    [
        (GableType.EXPOSED, 1.7),
        (GableType.PARTY, 0.25),
        (GableType.SHELTERED, 0.92),
        (GableType.CONNECTED, 0.0),
    ],
)
def test_walls_of_type_2_come_off_the_shell(kind: GableType, u_value: float) -> None:
    gable = SimplifiedGable(type=kind, length_m=6.0, height_m=3.0)
    commons = (CommonWall(length_m=8.0, height_m=1.0), CommonWall(length_m=7.5, height_m=1.2))
    found = shell(SimplifiedType2(gables=(gable,), common_walls=commons))
    assert (found["gable_wall_1"].area_m2, found["gable_wall_1"].u_value) == (15.88, u_value)
    assert (found["common_wall_1"].area_m2, found["common_wall_2"].area_m2) == (10.0, 10.88)
    assert {found[f"common_wall_{n}"].u_value for n in (1, 2)} == {1.7}
    assert found["remainder"].area_m2 == half_up(68.47 - 15.88 - 10.0 - 10.88)


@pytest.mark.pins("RdSAP 2.16.2")
@pytest.mark.parametrize(
    ("heights", "expected"),
    [((1.0, 1.79), False), ((1.0, 2.0), False), ((1.8, 2.0), True), ((), False)],
)
def test_the_1_8_m_rule_leaves_a_note(heights: tuple[float, ...], expected: bool) -> None:
    """Less than half of the common wall lower than 1.8 m: a storey, not a roof room."""
    commons = tuple(CommonWall(length_m=5.0, height_m=height) for height in heights)
    room = RoomInRoof(
        floor_area_m2=20.0,
        age_band=AgeBand.B,
        description=SimplifiedType2(gables=(), common_walls=commons),
    )
    notes = Notes()
    surfaces_of(room, 1.7, RoofConstruction.PITCHED, site(), notes)
    assert any("section 2.16.2" in note for note in notes.texts) is expected


@pytest.mark.pins("RdSAP 4.9", "RdSAP 4.7.1")
def test_finding_3r_5_a_roof_window_comes_off_the_remainder() -> None:
    """Remainder 61.73 less 6.19 m2; the other roof keeps its 14.52 m2."""
    room = RoomInRoof(
        floor_area_m2=30.48,
        age_band=AgeBand.J,
        description=SimplifiedType1(gables=()),
    )
    own = part(room_in_roof=room, storeys=(storey(0, area=45.0),))
    light = window(
        is_roof_window=True, width_m=6.19, height_m=1.0, wall=WindowWall.ROOM_IN_ROOF_ROOF
    )
    before, after = (elements(house(own, windows=lights), K.ROOF) for lights in ((), (light,)))
    remainder = half_up(12.5 * (30.48 / 1.5) ** 0.5)
    assert before == [(remainder, 0.30), (14.52, 0.40)]
    assert after == [(half_up(remainder - 6.19), 0.30), (14.52, 0.40)]


@pytest.mark.pins("RdSAP 4.10", "RdSAP 6.11.3", "RdSAP 6.3")
def test_measured_surfaces_have_their_own_evidence() -> None:
    def surface(kind: RoomInRoofSurface, **changes: Any) -> RoomInRoofElement:
        return RoomInRoofElement(surface=kind, number=1, length_m=5.0, height_m=2.0, **changes)

    kinds = RoomInRoofSurface
    found = shell(
        DetailedRoomInRoof(
            elements=(
                surface(kinds.SLOPE, u_value=0.234, insulation_thickness_mm=100.0),
                surface(kinds.STUD_WALL, insulation_thickness_mm=100.0),
                surface(kinds.FLAT_CEILING, insulation_thickness_mm=0.0),
                surface(kinds.COMMON_WALL, u_value=0.35),
                surface(kinds.GABLE_WALL, u_value=0.9, gable_type=GableType.EXPOSED),
            )
        )
    )
    assert {name: (item.area_m2, item.u_value) for name, item in found.items()} == {
        "slope_1": (10.0, 0.23),
        "stud_wall_1": (10.0, 0.36),
        "flat_ceiling_1": (10.0, 2.3),
        "common_wall_1": (10.0, 0.35),
        "gable_wall_1": (10.0, 0.9),
    }


@pytest.mark.pins("RdSAP 6.11.4", "RdSAP 4.9.1")
@pytest.mark.parametrize(
    ("all_over", "ceiling", "expected"),
    [(100.0, None, 0.40), (0.0, None, 2.3), (None, 200.0, 2.3), ("as_built", None, 2.3)],
)
def test_roof_room_insulation_of_older_surveys(
    all_over: Any, ceiling: float | None, expected: float
) -> None:
    """All over as on the slopes, Table 17 column 1a; of a ceiling alone the area is not known."""
    room = RoomInRoof(
        floor_area_m2=20.0,
        age_band=AgeBand.B,
        insulation_thickness_mm=all_over,
        ceiling_insulation_thickness_mm=ceiling,
    )
    notes = Notes()
    (found,) = surfaces_of(room, 1.7, RoofConstruction.PITCHED, site(), notes)
    assert found.u_value == expected
    assert any("ceiling insulated" in note for note in notes.texts) is (ceiling is not None)


@pytest.mark.pins("RdSAP 6.11.4")
def test_a_thatched_roof_room_without_insulation_is_thatch() -> None:
    """Table 18 note a: "none" is 2.3 for all roofs but thatched ones."""
    bare = RoomInRoofElement(
        surface=RoomInRoofSurface.SLOPE,
        number=1,
        length_m=5.0,
        height_m=2.0,
        insulation_thickness_mm=0.0,
    )
    room = RoomInRoof(
        floor_area_m2=20.0, age_band=AgeBand.B, description=DetailedRoomInRoof(elements=(bare,))
    )
    for kind, expected in ((RoofConstruction.THATCHED, 0.25), (RoofConstruction.PITCHED, 2.3)):
        (found,) = surfaces_of(room, 1.7, kind, site(), Notes())
        assert found.u_value == expected


@pytest.mark.pins("RdSAP 2.19", "RdSAP 6.11.2")
@pytest.mark.parametrize(
    ("location", "thickness", "expected"),
    [
        (RoofInsulationLocation.JOISTS, 100.0, 0.40),
        (RoofInsulationLocation.JOISTS, "as_built", 0.6),
        (RoofInsulationLocation.RAFTERS, 100.0, 0.6),
        (RoofInsulationLocation.UNKNOWN, None, 0.6),
        (RoofInsulationLocation.NONE, None, 2.3),
    ],
)
def test_roofs_of_park_homes(
    location: RoofInsulationLocation, thickness: float | str | None, expected: float
) -> None:
    """Measured joists have Table 16, anything else the park home column of Table 18."""
    surveyed = roof(RoofConstruction.PITCHED_LOFT_ACCESS, location).model_copy(
        update={"insulation_thickness_mm": thickness}
    )
    park = site(property_type=PropertyType.PARK_HOME, age_band=AgeBand.G)
    assert roof_u_value(surveyed, AgeBand.G, park)[0] == expected


@pytest.mark.pins("RdSAP 4.9.1", "RdSAP 16")
def test_finding_3r_1_gables_known_by_length_come_off_the_shell() -> None:
    """Roof of 130.73 W/K without and 78.33 W/K with 22.78 m2 of gables deducted."""
    gables = tuple(SimplifiedGable(type=GableType.EXPOSED, length_m=4.65) for _ in range(2))
    bare, less = (shell(SimplifiedType1(gables=own), 31.02) for own in ((), gables))
    losses = [room["remainder"].area_m2 * room["remainder"].u_value for room in (bare, less)]
    assert losses == pytest.approx([130.73, 78.33], abs=0.01)
    assert sum(less[f"gable_wall_{n}"].area_m2 for n in (1, 2)) == pytest.approx(22.78)
