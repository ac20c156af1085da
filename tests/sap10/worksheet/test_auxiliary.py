"""Pumps, fans and keep-hot: Tables 4f and 5a."""

import pytest

from sap10.arrays import FloatArray
from sap10.codes import KeepHot, PumpAge, VentilationSystem
from sap10.dwelling import Dwelling
from sap10.worksheet.auxiliary import Auxiliary
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

pytestmark = pytest.mark.pins("230a..230f", "231", "70", "Table 4f", "Table 5a")

GAS = 1
OIL = 4
ELECTRICITY = 30
VOLUME = 300.0


def auxiliary_of(dwelling: Dwelling) -> Auxiliary:
    return worksheet_of(dwelling).pumps_and_fans


def gains_of(dwelling: Dwelling) -> FloatArray:
    return worksheet_of(dwelling).internal_gains.pumps_and_fans[0]


def test_two_oil_boilers_in_different_parts() -> None:
    """Findings 9.3: pumps 41 + 115, oil boilers 100 + 100."""
    dwelling = heated(
        system(130, OIL, 2106, has_pump=True, pump_age=PumpAge.FROM_2013),
        system(126, OIL, 2106, has_pump=True),
        space_heating={"main_2_fraction": 0.49, "main_2_heats_different_part": True},
    )
    found = auxiliary_of(dwelling)
    assert found.circulation_pump == pytest.approx(156.0)
    assert found.oil_boiler == pytest.approx(200.0)
    assert found.total == pytest.approx(356.0)


def test_two_systems_in_the_same_space_share_one_pump() -> None:
    dwelling = heated(
        system(130, OIL, 2106, has_pump=True, pump_age=PumpAge.FROM_2013),
        system(126, OIL, 2106, has_pump=True),
        space_heating={"main_2_fraction": 0.49},
    )
    assert auxiliary_of(dwelling).circulation_pump == pytest.approx(41.0)


def test_a_second_system_for_water_only_adds_nothing() -> None:
    """Findings 9.3, Table 4f note c."""
    dwelling = heated(
        system(104, GAS, 2106, has_pump=True),
        system(126, OIL, 2100, has_pump=True),
        hot_water=CYLINDER | {"code": 914},
    )
    assert auxiliary_of(dwelling).total == pytest.approx(115.0)


def test_pump_without_room_thermostat() -> None:
    """Findings 9.3: 41 x 1.3 and the oil boiler's 100."""
    main = system(126, OIL, 2101, has_pump=True, pump_age=PumpAge.FROM_2013)
    found = auxiliary_of(heated(main))
    assert found.circulation_pump == pytest.approx(53.3)
    assert found.total == pytest.approx(153.3)


def test_gas_flue_fan() -> None:
    found = auxiliary_of(heated(system(104, GAS, 2106, has_flue_fan=True)))
    assert found.gas_flue_fan == pytest.approx(45.0)
    assert found.total == pytest.approx(45.0)


def test_warm_air_fans() -> None:
    """Findings 9.4: 1.5 x 0.4 x V, also for heat pumps; omitted with balanced ventilation."""
    for main in (system(506, GAS, 2504), system(524, ELECTRICITY, 2504)):
        assert auxiliary_of(heated(main)).warm_air_fans == pytest.approx(0.6 * VOLUME)
        balanced = heated(main, ventilation={"system": VentilationSystem.BALANCED})
        assert auxiliary_of(balanced).warm_air_fans is None
        extract = heated(main, ventilation={"system": VentilationSystem.EXTRACT})
        assert auxiliary_of(extract).warm_air_fans == pytest.approx(0.6 * VOLUME)
        assert gains_of(heated(main))[0] == pytest.approx(0.06 * VOLUME)


@pytest.mark.parametrize(
    ("kind", "electricity", "gain"),
    [
        (VentilationSystem.NATURAL, 0.0, 0.0),
        (VentilationSystem.POSITIVE_INPUT_FROM_LOFT, 0.0, 0.0),
        (VentilationSystem.POSITIVE_INPUT_FROM_OUTSIDE, 2.44, 0.24),
        (VentilationSystem.EXTRACT, 2.44, 0.0),
        (VentilationSystem.BALANCED, 2.44, 0.12),
        (VentilationSystem.BALANCED_WITH_HEAT_RECOVERY, 2.44, 0.0),
    ],
)
def test_ventilation_fans(kind: VentilationSystem, electricity: float, gain: float) -> None:
    """Findings 2.6 and 2.9: default extract 2.5 x 0.8 x 1.22 V; none from a loft; 0.5 ach."""
    fans = {"system": kind, "specific_fan_power": 0.8, "fan_in_use_factor": 2.5}
    dwelling = heated(system(691, ELECTRICITY, 2603), ventilation=fans)
    assert auxiliary_of(dwelling).total == pytest.approx(electricity * VOLUME)
    assert gains_of(dwelling) == pytest.approx([gain * VOLUME] * 12)


@pytest.mark.parametrize(
    ("keep_hot", "electricity"),
    [
        (KeepHot.FUEL_TIMED, 0.0),
        (KeepHot.ELECTRIC_TIMED, 600.0),
        (KeepHot.ELECTRIC_UNTIMED, 900.0),
    ],
)
def test_electric_keep_hot(keep_hot: KeepHot, electricity: float) -> None:
    """Table 4f; the fuel for water then excludes the combi loss (Table 3a note 2)."""
    dwelling = heated(system(104, GAS, 2106), hot_water={"keep_hot": keep_hot})
    found = worksheet_of(dwelling)
    assert found.pumps_and_fans.total == pytest.approx(electricity)
    output = found.energy.water_output.output
    by_fuel = output if electricity == 0.0 else output - found.water_heating.combi_loss
    efficiency = found.energy.water_heater_efficiency
    assert found.energy.water_heater_fuel == pytest.approx(by_fuel * 100.0 / efficiency)


def test_heating_pumps_give_no_gains_in_summer() -> None:
    """Findings 5.3 and Table 5a note a: by age, in the heated space; oil pump 10 W."""
    main = system(
        126, OIL, 2106, has_pump=True, pump_age=PumpAge.UP_TO_2012, is_oil_pump_in_dwelling=True
    )
    expected = [20.0] * 5 + [0.0] * 4 + [20.0] * 3
    assert gains_of(heated(main)) == pytest.approx(expected)
    outside = system(104, GAS, 2106, has_pump=True, is_pump_in_heated_space=False)
    assert gains_of(heated(outside)) == pytest.approx([0.0] * 12)
    storage = system(401, ELECTRICITY, 2401, has_pump=True)
    assert gains_of(heated(storage)) == pytest.approx([0.0] * 12)
