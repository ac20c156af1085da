"""Heating resolved from codes: efficiencies, interlock, controls, what heats the water."""

import pytest

from sap10.codes import Emitter, Tariff
from sap10.dwelling import HeatingSystem
from tests.sap10.worksheet.heated import CYLINDER, heated, heating_of, system

Main = HeatingSystem[float, int, bool]

OIL = 4
GAS = 1
LPG = 2
COAL = 11
ELECTRICITY = 30


def test_no_room_thermostat_leaves_an_oil_boiler_without_interlock() -> None:
    """Findings 9.2: code 126 (80/68), control 2101, cylinder with thermostat: 75 and 63."""
    heating = heating_of(
        heated(system(126, OIL, 2101), hot_water={"code": 901, "fuel": OIL, **CYLINDER})
    )
    assert heating.main_1.space_efficiency[0] == 75.0
    assert heating.main_1.winter_efficiency[0] == 80.0
    assert heating.water.summer_efficiency[0] + heating.water.adjustment[0] == 63.0


@pytest.mark.parametrize(
    ("control", "efficiency"),
    [
        (2101, 79),
        (2102, 79),
        (2107, 79),
        (2111, 79),
        (2103, 84),
        (2106, 84),
        (2108, 84),
        (2109, 84),
    ],
)
@pytest.mark.pins("206", "Table 4c", "Table 4e")
def test_interlock_by_control(control: int, efficiency: float) -> None:
    """Findings 9.2: TRVs with a bypass are no interlock, a flow switch or energy manager is."""
    heating = heating_of(heated(system(104, GAS, control)))
    assert heating.main_1.space_efficiency[0] == efficiency
    assert heating.water.adjustment[0] == 0.0  # a combi loses nothing on water


def test_a_combi_that_feeds_a_cylinder_is_regular_for_water() -> None:
    """Findings 4.2, 4.8."""
    without_thermostat = CYLINDER | {"has_cylinder_thermostat": False}
    heating = heating_of(heated(system(104, GAS, 2106), hot_water=without_thermostat))
    assert heating.main_1.space_efficiency[0] == 79.0
    assert heating.water.adjustment[0] == -5.0
    assert not heating.water.is_combi[0]


@pytest.mark.parametrize(
    ("main", "hot_water", "space", "water"),
    [
        (system(602, GAS, 2602), {"code": 901}, 50.0, 60.0),
        (system(624, OIL, 2602), {"code": 901}, 70.0, 65.0),
        (system(104, GAS, 2106), {"code": 911, "fuel": GAS}, 84.0, 60.0),
        (system(632, COAL, 2602), {"code": 901}, 50.0, 50.0),
        (system(104, GAS, 2106), {"code": 913, "fuel": COAL}, 84.0, 55.0),
    ],
)
def test_boilers_for_water_alone_need_a_cylinder_thermostat(
    main: Main, hot_water: dict[str, int], space: float, water: float
) -> None:
    """Section 9.4.11 and Table 4c(2), "including back boiler": water -5, solid fuel excepted."""
    without = CYLINDER | hot_water | {"has_cylinder_thermostat": False}
    heating = heating_of(
        heated(main, hot_water=without), heated(main, hot_water=CYLINDER | hot_water)
    )
    assert heating.main_1.space_efficiency.tolist() == [space, space]
    assert (heating.water.summer_efficiency + heating.water.adjustment)[0] == water
    assert heating.water.adjustment[1] == 0.0


def test_a_declared_fire_leaves_its_back_boiler_at_table_4a() -> None:
    """Section 9.2.9: separate efficiencies for the gas fire and the boiler behind it."""
    declared = {
        "secondary_code": 604,
        "secondary_fuel": GAS,
        "is_secondary_efficiency_given": True,
        "secondary_efficiency_percent": 71.0,
    }
    heating = heating_of(
        heated(
            system(691, ELECTRICITY, 2603),
            space_heating=declared,
            hot_water=CYLINDER | {"code": 902},
        )
    )
    assert heating.secondary_efficiency[0] == 71.0
    assert heating.water.summer_efficiency[0] == 65.0


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        (system(158, COAL, 2101), 65.0),
        (system(191, ELECTRICITY, 2101), 100.0),
        (system(224, ELECTRICITY, 2201), 170.0),
    ],
)
def test_interlock_matters_to_gas_and_oil_boilers_only(main: Main, expected: float) -> None:
    """Section 9.4.11."""
    heating = heating_of(heated(main))
    assert heating.main_1.space_efficiency[0] == expected


def test_a_cpsu_loses_only_by_missing_thermostatic_control() -> None:
    """Table 4c(2): space -5, water 0."""
    stored = CYLINDER | {"has_cylinder_thermostat": False}
    heating = heating_of(
        heated(system(121, GAS, 2106), hot_water=stored),
        heated(system(121, GAS, 2102), hot_water=stored),
    )
    assert heating.main_1.space_efficiency.tolist() == [83.0, 78.0]
    assert heating.water.adjustment.tolist() == [0.0, 0.0]
    assert heating.main_1.temperature_adjustment.tolist() == pytest.approx([-0.1, 0.5])


@pytest.mark.pins("206", "Table 4a")
def test_solid_fuel_takes_the_column_of_its_approval() -> None:
    """Findings 9.7: code 636 is 70 % where it is not HETAS approved."""
    heating = heating_of(
        heated(system(636, 23, 2602)), heated(system(636, 23, 2602, is_hetas_approved=True))
    )
    assert heating.main_1.space_efficiency.tolist() == [70.0, 75.0]


def test_gas_fire_on_lpg_takes_its_own_column() -> None:
    heating = heating_of(heated(system(609, GAS, 2602)), heated(system(609, LPG, 2602)))
    assert heating.main_1.space_efficiency.tolist() == [58.0, 60.0]


@pytest.mark.pins("Table 4c", "Table D1", "Table D2", "Table D3")
def test_compensation_and_low_flow_temperature_raise_condensing_boilers_only() -> None:
    compensated = {"has_weather_or_load_compensation": True}
    heating = heating_of(
        heated(system(104, GAS, 2106, **compensated)),
        heated(system(104, LPG, 2106, design_flow_temperature_c=45.0)),
        heated(system(130, OIL, 2106, design_flow_temperature_c=55.0, **compensated)),
        heated(system(103, GAS, 2106, design_flow_temperature_c=35.0, **compensated)),
    )
    assert heating.main_1.space_efficiency.tolist() == pytest.approx([84.5, 88.2, 83.9, 74.0])
    # Equation D1 takes the winter efficiency without the adjustment.
    assert heating.main_1.winter_efficiency.tolist() == [84.0, 84.0, 82.0, 74.0]


@pytest.mark.pins("Table 4a", "Table 4d")
def test_responsiveness_by_emitter_and_tariff() -> None:
    """Findings 7.3: wet systems by emitter; slimline heaters by tariff."""
    heating = heating_of(
        heated(system(104, GAS, 2106, emitter=Emitter.RADIATORS)),
        heated(system(224, ELECTRICITY, 2206, emitter=Emitter.UNDERFLOOR_SCREED)),
        heated(system(102, GAS, 2106, emitter=Emitter.UNDERFLOOR_CONCRETE)),
        heated(system(402, ELECTRICITY, 2401), tariff=Tariff.SEVEN_HOUR),
        heated(system(402, ELECTRICITY, 2401), tariff=Tariff.TWENTY_FOUR_HOUR),
    )
    assert heating.main_1.responsiveness.tolist() == [1.0, 0.75, 0.25, 0.2, 0.4]


def test_delayed_start_is_a_feature_of_boiler_controls() -> None:
    """Findings 7.2; Table 4e group 1."""
    heating = heating_of(
        heated(system(104, GAS, 2101, has_delayed_start=True)),
        heated(system(224, ELECTRICITY, 2201, has_delayed_start=True)),
    )
    assert heating.main_1.temperature_adjustment.tolist() == pytest.approx([0.45, 0.3])


@pytest.mark.parametrize(
    ("main", "fraction"),
    [
        (system(104, GAS, 2106), 0.10),
        (system(401, ELECTRICITY, 2401), 0.15),
        (system(404, ELECTRICITY, 2401), 0.10),
        (system(408, ELECTRICITY, 2401), 0.10),
        (system(409, ELECTRICITY, 2404), 0.10),
        (system(691, ELECTRICITY, 2602), 0.20),
        (system(224, ELECTRICITY, 2206), 0.00),
    ],
)
@pytest.mark.pins("201", "202", "Table 11")
def test_secondary_fraction(main: Main, fraction: float) -> None:
    """Findings 9.5, 9.6: Table 11 wherever there is a secondary."""
    secondary = {"secondary_code": 693, "secondary_fuel": ELECTRICITY}
    heating = heating_of(heated(main, space_heating=secondary), heated(main))
    assert heating.secondary_fraction.tolist() == [fraction, 0.0]
    assert heating.main_1_fraction.tolist() == pytest.approx([1.0 - fraction, 1.0])


@pytest.mark.pins("203..205")
def test_two_systems_share_the_main_heat() -> None:
    heating = heating_of(
        heated(
            system(104, GAS, 2106),
            system(631, COAL, 2602),
            space_heating={"main_2_fraction": 0.4, "secondary_code": 691, "secondary_fuel": 30},
        )
    )
    assert heating.main_1_fraction[0] == pytest.approx(0.9 * 0.6)
    assert heating.main_2_fraction[0] == pytest.approx(0.9 * 0.4)
    assert heating.main_2.space_efficiency[0] == 32.0
    assert heating.temperature_adjustment[0] == 0.0


def test_water_takes_everything_from_the_system_that_heats_it() -> None:
    """Findings 4.18, 4.19, 4.13."""
    heating = heating_of(
        heated(system(211, ELECTRICITY, 2206), hot_water=CYLINDER),
        heated(
            system(211, ELECTRICITY, 2206),
            system(102, GAS, 2106),
            hot_water=CYLINDER | {"code": 914, "fuel": 0},
        ),
        heated(system(211, ELECTRICITY, 2206), hot_water=CYLINDER | {"code": 903, "fuel": 30}),
    )
    water = heating.water
    assert water.fuel.tolist() == [ELECTRICITY, GAS, ELECTRICITY]
    assert water.summer_efficiency.tolist() == [170.0, 74.0, 100.0]
    assert water.has_primary_circuit.tolist() == [True, True, False]
    assert water.is_monthly.tolist() == [False, True, False]


def test_a_given_efficiency_overrides_the_tables() -> None:
    """Findings 9.1."""
    given = {
        "is_efficiency_given": True,
        "winter_efficiency_percent": 66.0,
        "summer_efficiency_percent": 55.0,
    }
    heating = heating_of(heated(system(104, GAS, 2106, **given)))
    assert heating.main_1.space_efficiency[0] == 66.0
    assert heating.water.summer_efficiency[0] == 55.0
