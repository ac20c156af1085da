"""Windows of surveys that did not measure them, SAP 2012 Appendix S section S3.7."""

from typing import Any

import pytest

from sap10.certificate import (
    AgeBand,
    Doors,
    GlazedArea,
    Orientation,
    PropertyType,
    ReducedGlazing,
    RoomInRoof,
    UnmeasuredGlazing,
    Window,
)
from sap10.codes import OpeningKind
from sap10.codes import Orientation as SapOrientation
from sap10.errors import CertificateRejected
from sap10.expand import expand
from sap10.rdsap.context import Notes
from sap10.rdsap.dimensions import Level
from sap10.rdsap.unmeasured_windows import windows_of
from tests.sap10.rdsap.surveys import fabric, part, site, storey, survey, wall, window

GLAZING = UnmeasuredGlazing(
    glazed_area=GlazedArea.NORMAL,
    multiple_glazed_percent=75.0,
    glazing=ReducedGlazing.DOUBLE_FIRST_PERIOD,
    glazing_gap_mm=12,
    is_pvc_or_wood_frame=True,
)


def level(area: float = 45.0, perimeter: float = 20.0, number: int = 0) -> Level:
    return Level(
        level=number,
        area_m2=area,
        recorded_area_m2=area,
        perimeter_m=perimeter,
        party_length_m=7.0,
        room_height_m=2.4,
        storey_height_m=2.4,
    )


HOUSE = ((level(), level(number=1)),)


def areas(
    glazing: UnmeasuredGlazing = GLAZING,
    band: AgeBand = AgeBand.C,
    kind: PropertyType = PropertyType.HOUSE,
    levels: tuple[tuple[Level, ...], ...] = HOUSE,
    sheltered: tuple[float, ...] = (0.0,),
    **changes: Any,
) -> list[float]:
    found, _ = windows(glazing, band, kind, levels, sheltered, **changes)
    return [item.width_m * item.height_m for item in found]


def windows(
    glazing: UnmeasuredGlazing = GLAZING,
    band: AgeBand = AgeBand.C,
    kind: PropertyType = PropertyType.HOUSE,
    levels: tuple[tuple[Level, ...], ...] = HOUSE,
    sheltered: tuple[float, ...] = (0.0,),
    **changes: Any,
) -> tuple[tuple[Window, ...], list[str]]:
    notes = Notes()
    described = fabric(**({"windows": (), "unmeasured_glazing": glazing} | changes))
    home = site(property_type=kind, age_band=band)
    return windows_of(described, levels, sheltered, home, notes), list(notes.texts)


# Table S4 at 90 m2, worked by hand.
TOTALS = {
    "A": (17.855, 12.789),
    "B": (17.855, 12.789),
    "C": (17.855, 12.789),
    "D": (17.161, 11.631),
    "E": (18.483, 13.013),
    "F": (16.788, 12.766),
    "G": (17.446, 9.144),
    "H": (15.066, 11.061),
    "I": (12.411, 10.724),
    "J": (12.512, 10.724),
    "K": (12.512, 10.724),
    "L": (12.512, 10.724),
}


@pytest.mark.parametrize("band", TOTALS)
def test_the_typical_area_of_every_age_band(band: str) -> None:
    house, flat = TOTALS[band]
    assert sum(areas(band=AgeBand(band))) == pytest.approx(house, abs=0.0051)
    assert sum(areas(band=AgeBand(band), kind=PropertyType.BUNGALOW)) == pytest.approx(
        house, abs=0.0051
    )
    for kind in (PropertyType.FLAT, PropertyType.MAISONETTE):
        assert sum(areas(band=AgeBand(band), kind=kind)) == pytest.approx(flat, abs=0.0051)


@pytest.mark.parametrize(
    ("area", "factor"),
    [
        (GlazedArea.NORMAL, 1.0),
        (GlazedArea.MORE_THAN_TYPICAL, 1.25),
        (GlazedArea.LESS_THAN_TYPICAL, 0.75),
        (GlazedArea.NOT_DEFINED, 1.0),
    ],
)
def test_more_and_less_than_typical_are_a_quarter(area: GlazedArea, factor: float) -> None:
    glazing = GLAZING.model_copy(update={"glazed_area": area})
    assert sum(areas(glazing)) == pytest.approx(17.855 * factor, abs=0.0051)


def test_single_and_multiple_glazing_by_their_share() -> None:
    (multiple, single), notes = windows()
    assert (multiple.width_m, single.width_m) == (13.4, 4.46)
    assert multiple.glazing is ReducedGlazing.DOUBLE_FIRST_PERIOD
    assert (multiple.glazing_gap_mm, multiple.is_pvc_or_wood_frame) == (12, True)
    assert (multiple.is_draught_proofed, single.is_draught_proofed) == (True, False)
    assert single.glazing is ReducedGlazing.SINGLE
    assert {multiple.orientation, single.orientation} == {Orientation.UNKNOWN}
    assert "part 1 windows 17.86 m2 (SAP 2012 Table S4)" in notes


@pytest.mark.parametrize(("percent", "glazings"), [(0, ["single"]), (100, ["double_before_2002"])])
def test_all_of_one_kind_is_one_window(percent: int, glazings: list[str]) -> None:
    glazing = GLAZING.model_copy(update={"multiple_glazed_percent": float(percent)})
    assert [item.glazing.value for item in windows(glazing)[0]] == glazings


def test_parts_share_by_floor_area_and_the_main_part_has_the_age() -> None:
    extension = part(number=2, age_band=AgeBand.K)
    parts, _ = windows(
        levels=(*HOUSE, (level(30.0),)),
        sheltered=(0.0, 0.0),
        building_parts=(part(), extension),
    )
    main = sum(item.width_m for item in parts if item.building_part_number == 1)
    other = sum(item.width_m for item in parts if item.building_part_number == 2)
    assert main == pytest.approx((0.1220 * 120 + 6.875) * 0.75, abs=0.0051)
    assert other == pytest.approx((0.1220 * 120 + 6.875) * 0.25, abs=0.0051)


def test_a_roof_room_counts_as_floor() -> None:
    room = RoomInRoof(floor_area_m2=20.0, age_band=AgeBand.C)
    total = sum(areas(building_parts=(part(room_in_roof=room),)))
    assert total == pytest.approx(0.1220 * 110 + 6.875, abs=0.0051)


NARROW = ((level(perimeter=5.0), level(perimeter=5.0, number=1)),)
"""24 m2 of wall, of which two doors are 3.7."""


def test_windows_take_no_more_than_most_of_the_wall() -> None:
    alternative = wall().model_dump() | {"area_m2": 6.0, "is_sheltered": False}
    parts = (part(alternative_wall_1=alternative),)
    found, notes = windows(levels=NARROW)
    assert sum(item.width_m for item in found) == pytest.approx(17.855, abs=0.0051)
    found, notes = windows(levels=NARROW, building_parts=parts)
    assert sum(item.width_m for item in found) == pytest.approx(0.9 * (24 - 3.7 - 6), abs=0.0051)
    assert "part 1 windows 90 % of its wall (SAP 2012 S3.7.1)" in notes


def test_a_wall_to_a_corridor_has_no_windows_and_the_first_door() -> None:
    found = areas(levels=NARROW, sheltered=(4.0,))
    assert sum(found) == pytest.approx(0.9 * (24 - 4 * 2.4 - 1.85), abs=0.0051)


def test_windows_listed_beside_a_typical_area_are_not_used() -> None:
    found, notes = windows(windows=(window(width_m=40.0, height_m=5.0),))
    assert sum(item.width_m for item in found) == pytest.approx(17.855, abs=0.0051)
    assert any("not used" in note for note in notes)


def test_windows_listed_without_a_share_of_multiple_glazing_were_measured() -> None:
    glazing = GLAZING.model_copy(update={"multiple_glazed_percent": None})
    measured = (window(),)
    assert windows(glazing, windows=measured)[0] == measured


@pytest.mark.parametrize(
    "area",
    [
        GlazedArea.MUCH_MORE_THAN_TYPICAL,
        GlazedArea.MUCH_LESS_THAN_TYPICAL,
        GlazedArea.NOT_DEFINED,
        None,
    ],
)
def test_an_unusual_area_is_measured(area: GlazedArea | None) -> None:
    glazing = GLAZING.model_copy(update={"glazed_area": area})
    measured = (window(),)
    assert windows(glazing, windows=measured)[0] == measured


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"glazed_area": GlazedArea.MUCH_MORE_THAN_TYPICAL}, "SAP-Windows"),
        ({"glazed_area": GlazedArea.MUCH_LESS_THAN_TYPICAL}, "SAP-Windows"),
        ({"glazed_area": None}, "SAP-Windows"),
        ({"multiple_glazed_percent": None}, "Multiple-Glazed-Proportion"),
    ],
)
def test_windows_that_nothing_describes_are_missing(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(CertificateRejected) as caught:
        windows(GLAZING.model_copy(update=changes))
    assert (caught.value.reason, caught.value.field) == ("missing_field", field)


def test_windows_of_park_homes_are_measured() -> None:
    with pytest.raises(CertificateRejected, match="SAP-Windows"):
        windows(kind=PropertyType.PARK_HOME)


def test_band_m_has_no_typical_area() -> None:
    with pytest.raises(CertificateRejected, match="bands A to L"):
        windows(band=AgeBand.M)


def test_a_survey_that_measured_is_left_as_it_is() -> None:
    notes = Notes()
    measured = fabric()
    assert windows_of(measured, HOUSE, (0.0,), site(), notes) == measured.windows
    assert notes.texts == {}


def test_windows_face_east_or_west_and_the_note_says_how_large_they_are() -> None:
    described = fabric(
        windows=(),
        unmeasured_glazing=GLAZING,
        building_parts=(part(storeys=(storey(0), storey(1))),),
        doors=Doors(count=2),
    )
    dwelling = expand(survey(fabric=described))
    found = [item for item in dwelling.openings if item.kind is OpeningKind.WINDOW]
    assert sum(item.area_m2 for item in found) == pytest.approx(17.86)
    assert {item.orientation for item in found} == {SapOrientation.EAST}
    assert "part 1 windows 17.86 m2 (SAP 2012 Table S4)" in dwelling.notes
