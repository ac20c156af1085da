from dataclasses import replace

import numpy as np
import pytest

from sap10.appendices.l_lighting_appliances import LightingAndAppliances
from sap10.appendices.u_climate import Climate
from sap10.codes import OpeningKind, Orientation, Overshading
from sap10.dwelling import DwellingBatch
from sap10.worksheet.internal_gains import InternalGains, internal_gains
from sap10.worksheet.solar_gains import SolarGains, solar_gains
from tests.sap10.golden_dwellings import gas_combi_detached
from tests.sap10.worksheet.batches import uk_average, varied

NOTHING = np.zeros((1, 12))


def internal(occupancy=2.5, lighting=0.0, water=0.0, pumps=0.0) -> InternalGains:
    months = np.ones((1, 12))
    electricity = LightingAndAppliances(
        lighting_kwh=lighting * months, appliances_kwh=NOTHING, cooking_kwh=NOTHING
    )
    return internal_gains(np.array([occupancy]), electricity, water * months, pumps * months)


def solar(*openings, region=0) -> SolarGains:
    batch = DwellingBatch.of([varied(openings=openings)])
    climate = Climate.of_regions(np.full(1, region))
    return solar_gains(batch, climate, internal())


def opening(**changes):
    return replace(gas_combi_detached().openings[0], **changes)


@pytest.mark.pins("66", "71", "Table 5")
def test_people_give_60_w_and_take_40_w_each():
    gains = internal(occupancy=2.5)
    np.testing.assert_allclose(gains.metabolic, 150.0)
    np.testing.assert_allclose(gains.losses, -100.0)
    np.testing.assert_allclose(gains.cooking, 52.5)
    np.testing.assert_allclose(gains.total, 102.5)


@pytest.mark.pins("67", "68", "Table 5")
def test_lighting_keeps_85_percent_inside_and_energy_becomes_power():
    gains = internal(lighting=74.4, water=74.4, pumps=3.0)
    assert gains.lighting[0, 0] == pytest.approx(85.0)
    assert gains.water_heating[0, 0] == pytest.approx(100.0)
    assert gains.water_heating[0, 1] == pytest.approx(74400 / (28 * 24))
    assert gains.pumps_and_fans[0, 0] == 3.0


@pytest.mark.pins("78", "83", "84", "Table 6d")
def test_window_gain_is_equation_5_with_the_access_factor_of_the_season():
    gains = solar(opening(area_m2=2.0, g=0.7, frame_factor=0.8))
    south = gains.south
    assert south is not None
    batch = DwellingBatch.of([varied()])
    flux = uk_average(batch).flux(np.array([0]), np.array([Orientation.SOUTH]), np.array([90.0]))[0]
    access = np.array([0.77] * 5 + [0.9] * 4 + [0.77] * 3)
    np.testing.assert_allclose(south[0], 0.9 * 2.0 * 0.7 * 0.8 * flux * access)
    np.testing.assert_allclose(gains.total, south)
    assert gains.north is None
    assert gains.roof_windows is None


@pytest.mark.parametrize(
    ("overshading", "winter", "summer"),
    [
        (Overshading.HEAVY, 0.3, 0.5),
        (Overshading.MORE_THAN_AVERAGE, 0.54, 0.7),
        (Overshading.AVERAGE_OR_UNKNOWN, 0.77, 0.9),
        (Overshading.VERY_LITTLE, 1.0, 1.0),
    ],
)
@pytest.mark.pins("Table 6d")
def test_overshading_of_table_6d(overshading, winter, summer):
    shaded = solar(opening(overshading=overshading)).total[0]
    free = solar(opening(overshading=Overshading.VERY_LITTLE)).total[0]
    assert shaded[0] == pytest.approx(winter * free[0])
    assert shaded[6] == pytest.approx(summer * free[6])


@pytest.mark.pins("82")
def test_findings_6_1_roof_windows_gain_through_line_82_with_their_own_pitch():
    roof_window = opening(
        kind=OpeningKind.ROOF_WINDOW, pitch_deg=45.0, overshading=Overshading.HEAVY
    )
    vertical = opening(overshading=Overshading.VERY_LITTLE)
    gains = solar(roof_window)
    assert gains.roof_windows is not None
    assert gains.south is None
    assert gains.total[0, 6] > 1.2 * solar(vertical).total[0, 6]


def test_findings_6_1_steep_roof_window_counts_as_vertical():
    steep = opening(kind=OpeningKind.ROOF_WINDOW, pitch_deg=70.0)
    vertical = opening(overshading=Overshading.VERY_LITTLE)
    np.testing.assert_allclose(solar(steep).total, solar(vertical).total)


@pytest.mark.pins("82a")
def test_rooflights_lie_flat():
    gains = solar(opening(kind=OpeningKind.ROOFLIGHT, pitch_deg=30.0, g=0.5, frame_factor=1.0))
    assert gains.rooflights is not None
    batch = DwellingBatch.of([varied()])
    np.testing.assert_allclose(
        gains.rooflights,
        0.9 * 7.5 * 0.5 * uk_average(batch).horizontal_irradiance_w_per_m2,
    )


@pytest.mark.pins("74..81")
def test_each_direction_has_its_own_line():
    directions = tuple(Orientation)[1:]
    gains = solar(*(opening(orientation=direction) for direction in directions))
    lines = (
        gains.north,
        gains.north_east,
        gains.east,
        gains.south_east,
        gains.south,
        gains.south_west,
        gains.west,
        gains.north_west,
    )
    for direction, found in zip(directions, lines, strict=True):
        assert found is not None
        np.testing.assert_allclose(found, solar(opening(orientation=direction)).total)
