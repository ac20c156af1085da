"""Section 2.6: product data of mechanical ventilation. Findings 2.6 to 2.8."""

from dataclasses import replace

import numpy as np
import pytest

from sap10.codes import VentilationSystem
from sap10.dwelling import Dwelling, DwellingBatch
from sap10.products import VentilationUnit, WetRoom, WetRoomFan
from sap10.worksheet.ventilation_products import fan_power, heat_recovery_percent
from tests.sap10.worksheet.batches import varied
from tests.sap10.worksheet.heated import present, worksheet_of

FLEXIBLE, THROUGH_WALL = 1.45, 1.15


def ventilated(system: VentilationSystem, **inputs: float) -> Dwelling:
    return varied(ventilation={"system": system} | inputs)


def fans(*rooms: tuple[WetRoom, float, float]) -> Dwelling:
    return replace(
        ventilated(VentilationSystem.EXTRACT),
        wet_room_fans=tuple(
            WetRoomFan(room=room, specific_fan_power=power, in_use_factor=factor)
            for room, power, factor in rooms
        ),
    )


def units(*given: VentilationUnit[float]) -> Dwelling:
    return replace(
        ventilated(VentilationSystem.BALANCED_WITH_HEAT_RECOVERY), ventilation_units=given
    )


def test_findings_2_6_default_data_with_their_in_use_factor():
    worksheet = worksheet_of(
        ventilated(VentilationSystem.EXTRACT, specific_fan_power=0.8, fan_in_use_factor=2.5)
    )
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans), 2.44 * worksheet.dimensions.volume
    )


@pytest.mark.pins("230a")
def test_findings_2_7_decentralised_extract_ventilation():
    """Equation (1); the worksheet's flow of 92 l/s holds one kitchen and one wet room more."""
    listed = [
        (WetRoom.KITCHEN, 0.15, FLEXIBLE),
        (WetRoom.OTHER, 0.15, FLEXIBLE),
        *[(WetRoom.KITCHEN, 0.11, THROUGH_WALL)] * 2,
        *[(WetRoom.OTHER, 0.14, THROUGH_WALL)] * 3,
    ]
    unlisted = [(WetRoom.KITCHEN, 0.0, 1.0), (WetRoom.OTHER, 0.0, 1.0)]
    shorter, whole = fan_power(DwellingBatch.of([fans(*listed), fans(*listed, *unlisted)]))
    assert shorter * 71.0 == pytest.approx(11.7205)
    assert whole * 92.0 == pytest.approx(11.7205)
    assert whole == pytest.approx(0.1274, abs=5e-5)


def test_decentralised_fans_reach_line_230a():
    worksheet = worksheet_of(fans((WetRoom.KITCHEN, 0.3, FLEXIBLE), (WetRoom.OTHER, 0.2, 1.3)))
    average = (0.3 * 13.0 * FLEXIBLE + 0.2 * 8.0 * 1.3) / 21.0
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans),
        average * 1.22 * worksheet.dimensions.volume,
    )


@pytest.mark.pins("23c", "230a")
def test_findings_2_8_heat_recovery_in_use():
    worksheet = worksheet_of(
        units(
            VentilationUnit(
                wet_rooms=2.0,
                specific_fan_power=0.88,
                fan_in_use_factor=1.4,
                exchange_efficiency_percent=91.0,
                recovery_in_use_factor=0.90,
            )
        )
    )
    np.testing.assert_allclose(present(worksheet.ventilation.heat_recovery_percentage), [81.9])
    np.testing.assert_allclose(
        present(worksheet.pumps_and_fans.ventilation_fans),
        0.88 * 1.4 * 2.44 * 0.5 * worksheet.dimensions.volume,
    )


def test_two_different_systems_are_averaged_by_wet_rooms_and_rounded():
    """2.6.9 b: the fan power to two decimals, the efficiency to a whole number."""
    first = VentilationUnit(
        wet_rooms=3.0,
        specific_fan_power=0.70,
        fan_in_use_factor=1.4,
        exchange_efficiency_percent=90.0,
        recovery_in_use_factor=0.9,
    )
    second = replace(
        first, wet_rooms=2.0, specific_fan_power=0.96, exchange_efficiency_percent=84.0
    )
    batch = DwellingBatch.of(
        [units(first, second), units(first), ventilated(VentilationSystem.NATURAL)]
    )
    # (3 x 0.70 + 2 x 0.96) / 5 = 0.804; (3 x 90 + 2 x 84) / 5 = 87.6.
    np.testing.assert_allclose(fan_power(batch)[:2], [0.80 * 1.4, 0.70 * 1.4])
    np.testing.assert_allclose(heat_recovery_percent(batch)[:2], [88.0 * 0.9, 81.0])


def test_a_dwelling_without_products_keeps_its_own_figures_in_a_mixed_batch():
    own = ventilated(
        VentilationSystem.BALANCED_WITH_HEAT_RECOVERY,
        heat_recovery_percent=60.0,
        specific_fan_power=1.1,
        fan_in_use_factor=1.25,
    )
    others = units(VentilationUnit(specific_fan_power=0.5, fan_in_use_factor=1.4))
    batch = DwellingBatch.of([others, own, fans((WetRoom.KITCHEN, 0.2, 1.45))])
    assert fan_power(batch)[1] == pytest.approx(1.1 * 1.25)
    assert heat_recovery_percent(batch)[1] == 60.0
