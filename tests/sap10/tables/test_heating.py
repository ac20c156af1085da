"""Heating lookups: control types, responsiveness, efficiencies and what is refused."""

import numpy as np
import pytest

from sap10.tables import heating
from sap10.tables.boilers import condensing_adjustment


@pytest.mark.parametrize(
    ("controls", "control_type"),
    [
        ((2101, 2102, 2103, 2104, 2201, 2202, 2203, 2204, 2501, 2502, 2503, 2504), 1),
        ((2105, 2106, 2107, 2108, 2109, 2111, 2113, 2205, 2206, 2209, 2210, 2505, 2601, 2699), 2),
        ((2110, 2112, 2207, 2208, 2401, 2402, 2403, 2404, 2506, 2602, 2603, 2604, 2605), 3),
        ((2701, 2702, 2703, 2704), 1),
        ((2705,), 2),
        ((2706,), 3),
    ],
)
@pytest.mark.pins("Table 4e")
def test_control_types_of_table_4e(controls: tuple[int, ...], control_type: int) -> None:
    """Findings 7.1."""
    assert set(heating.CONTROL_TYPE_BY_CODE[list(controls)].tolist()) == {control_type}


def test_temperature_adjustments_of_table_4e() -> None:
    """Findings 7.2."""
    adjustments = {
        0.6: (2101, 2102),
        0.3: (2201, 2202, 2501, 2502, 2601, 2699, 2701, 2702),
        0.7: (2401,),
        0.4: (2402, 2403),
        0.0: (2404, 2103, 2106, 2113, 2207, 2603),
    }
    for adjustment, controls in adjustments.items():
        for control in controls:
            assert heating.TEMPERATURE_ADJUSTMENT_BY_CODE[control] == adjustment


@pytest.mark.pins("Table 4a")
def test_responsiveness_of_electric_systems() -> None:
    """Findings 7.3."""
    by_code = {
        401: 0.0,
        402: 0.2,
        403: 0.2,
        404: 0.4,
        405: 0.4,
        406: 0.4,
        407: 0.6,
        408: 0.6,
        409: 0.8,
        421: 0.0,
        422: 0.25,
        423: 0.50,
        424: 0.75,
        425: 1.0,
        515: 0.75,
        701: 0.75,
        155: 0.75,
        158: 0.50,
        631: 0.50,
        635: 0.75,
    }
    for code, responsiveness in by_code.items():
        assert heating.RESPONSIVENESS_BY_CODE[code] == responsiveness
    for code, responsiveness in {402: 0.4, 403: 0.4, 405: 0.6, 406: 0.6, 409: 0.8}.items():
        assert heating.RESPONSIVENESS_24_HOUR_BY_CODE[code] == responsiveness


def test_heat_pump_water_efficiency_differs_from_space() -> None:
    """Findings 4.19."""
    pairs = {
        (211, 213, 521, 523): (230, 170),
        (215, 216, 525, 526): (120, 84),
        (217, 527): (110, 77),
        (224,): (170, 170),
    }
    for codes, (space, water) in pairs.items():
        for code in codes:
            assert heating.SPACE_EFFICIENCY_BY_CODE[code] == space
            assert heating.WATER_EFFICIENCY_BY_CODE[code] == water


def test_solid_fuel_that_is_not_approved_takes_column_b() -> None:
    """Findings 9.7."""
    column_b = {
        631: 32,
        632: 50,
        633: 60,
        634: 65,
        635: 65,
        636: 70,
        151: 60,
        153: 65,
        155: 70,
        156: 55,
        158: 65,
        159: 70,
        160: 45,
        161: 55,
    }
    for code, efficiency in column_b.items():
        assert heating.SPACE_EFFICIENCY_B_BY_CODE[code] == efficiency


@pytest.mark.parametrize(
    "code", [101, 104, 130, 141, 158, 191, 192, 195, 211, 224, 401, 409, 421, 699]
)
def test_main_heating_of_tables_4a_and_4b_is_supported(code: int) -> None:
    assert heating.is_supported(code)


@pytest.mark.parametrize("code", [0, 100, 142, 301, 304, 613, 625, 702, 9999, -1])
def test_other_main_heating_is_refused(code: int) -> None:
    """Unknown codes, heat networks, and heaters for secondary heating only."""
    assert not heating.is_supported(code)


def test_secondary_heating_is_a_room_heater() -> None:
    assert all(heating.is_supported_secondary(code) for code in (601, 613, 625, 631, 693))
    assert not any(heating.is_supported_secondary(code) for code in (0, 104, 401, 701, 9999))


def test_water_heating_that_is_supported() -> None:
    assert heating.is_supported_water_heating(901, 104)
    assert heating.is_supported_water_heating(914, 224)
    assert heating.is_supported_water_heating(902, 634)
    assert heating.is_supported_water_heating(903)
    assert not heating.is_supported_water_heating(901, 691)
    assert not heating.is_supported_water_heating(901, 401)
    assert not heating.is_supported_water_heating(902, 633)
    assert heating.is_supported_water_heating(950)
    assert heating.is_supported_water_heating(901, 301)
    assert not heating.is_supported_water_heating(999)


def test_controls_that_are_supported() -> None:
    assert all(heating.is_supported_control(code) for code in (2100, 2106, 2207, 2401, 2699, 2706))
    assert not any(heating.is_supported_control(code) for code in (0, 2114, 2306, 2707))
    assert [code for code in range(2200, 2420) if heating.is_network_control(code)] == [
        *range(2301, 2315)
    ]


@pytest.mark.pins("Table D1")
def test_condensing_adjustment_between_and_beyond_the_printed_temperatures() -> None:
    """D2.2: linear between the columns, below 35 as 35, above 80 as 80; 80/60 and 70/60 are one."""
    flow = np.array([20.0, 35.0, 40.0, 50.0, 62.5, 70.0, 75.0, 90.0])
    gas = np.ones(8, dtype=np.int64)
    adjustment = condensing_adjustment(gas, gas, gas * 0, flow)
    expected = [7.0, 7.0, 6.1, 3.95, 1.35, 0.0, 0.0, 0.0]
    np.testing.assert_allclose(adjustment, expected, atol=1e-12)
