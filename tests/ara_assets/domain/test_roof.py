from datetime import date
from math import cos, floor, radians

import pytest

from ara_assets.domain.roof import (
    ASSUMED_PANEL_AREA_M2,
    RoofSegment,
    SolarSurvey,
    own_roof,
    solar_potential,
)
from sap10.certificate import EpcPropertyData, Roof, RoofConstruction
from tests.homes import fabric, home, part

SURVEYED = date(2024, 6, 14)


def survey(*segments: RoofSegment, panels: int = 100) -> SolarSurvey:
    return SolarSurvey(
        segments=segments,
        max_panels=panels,
        panel_area_m2=2.0,
        panel_peak_power_w=420.0,
        surveyed_on=SURVEYED,
    )


def under(*constructions: RoofConstruction) -> EpcPropertyData:
    parts = [
        part(number, roof=Roof(construction=construction))
        for number, construction in enumerate(constructions, start=1)
    ]
    return home(fabric=fabric(*parts))


def test_the_own_roof_is_the_greatest_storey_of_each_part_that_has_one() -> None:
    one = own_roof(under(RoofConstruction.PITCHED))
    assert one == RoofSegment(45.0, 30.0, 180.0)
    two = own_roof(under(RoofConstruction.PITCHED_LOFT_ACCESS, RoofConstruction.PITCHED))
    assert two.area_m2 == 90.0


def test_of_pitched_and_flat_roofs_those_with_more_area_count() -> None:
    mixed = own_roof(under(RoofConstruction.PITCHED, RoofConstruction.FLAT))
    assert mixed == RoofSegment(45.0, 30.0, 180.0)
    mostly_flat = own_roof(
        under(RoofConstruction.FLAT, RoofConstruction.PITCHED, RoofConstruction.FLAT)
    )
    assert (mostly_flat.area_m2, mostly_flat.pitch_deg) == (90.0, 0.0)


@pytest.mark.parametrize(
    "construction",
    [RoofConstruction.ANOTHER_DWELLING_ABOVE, RoofConstruction.THATCHED],
)
def test_what_is_above_a_flat_and_thatch_carry_nothing(construction: RoofConstruction) -> None:
    potential = solar_potential(under(construction), None)
    assert potential.max_panels == 0
    assert potential.roof_area_m2 == 0.0


def test_without_a_survey_half_of_the_sloping_roof_is_taken() -> None:
    potential = solar_potential(under(RoofConstruction.PITCHED), None)
    assert potential.source == "sap_estimate"
    sloping = 45.0 / cos(radians(30))
    assert potential.max_panels == floor(sloping * 0.5 / ASSUMED_PANEL_AREA_M2) == 13
    assert potential.surveyed_on is None


def test_a_survey_is_bounded_by_the_provider_and_by_the_own_roof() -> None:
    south = RoofSegment(400.0, 40.0, 185.0)
    of_a_block = solar_potential(under(RoofConstruction.PITCHED), survey(south, panels=300))
    assert of_a_block.max_panels == floor(45.0 / cos(radians(40)) * 0.5 / 2.0)
    small = solar_potential(under(RoofConstruction.PITCHED), survey(south, panels=9))
    assert small.max_panels == floor(0.7 * 9) == 6
    assert small.source == "google_solar"
    assert (small.pitch_deg, small.azimuth_deg) == (40.0, 185.0)
    assert (small.panel_area_m2, small.panel_peak_power_w) == (2.0, 420.0)
    assert small.surveyed_on == SURVEYED


def test_the_plane_nearest_to_south_is_taken_and_of_two_the_larger() -> None:
    east, west = RoofSegment(10.0, 30.0, 90.0), RoofSegment(20.0, 30.0, 270.0)
    potential = solar_potential(under(RoofConstruction.PITCHED), survey(east, west))
    assert potential.azimuth_deg == 270.0
    south_west = RoofSegment(5.0, 30.0, 200.0)
    potential = solar_potential(under(RoofConstruction.PITCHED), survey(east, west, south_west))
    assert potential.azimuth_deg == 200.0


@pytest.mark.parametrize(
    ("azimuth", "faces_north"),
    [(0.0, True), (29.9, True), (30.0, False), (330.0, False), (330.1, True), (180.0, False)],
)
def test_planes_within_30_degrees_of_north_are_dropped(azimuth: float, faces_north: bool) -> None:
    plane = RoofSegment(50.0, 35.0, azimuth)
    assert plane.faces_north is faces_north
    potential = solar_potential(under(RoofConstruction.PITCHED), survey(plane))
    assert (potential.max_panels == 0) is faces_north
    assert (potential.pitch_deg is None) is faces_north


def test_a_flat_plane_faces_nowhere() -> None:
    assert not RoofSegment(50.0, 0.0, 0.0).faces_north
