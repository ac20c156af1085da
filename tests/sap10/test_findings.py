"""Numeric pins of the validation findings on water, pumps, prices, ratings and photovoltaics."""

from typing import Any

import numpy as np
import pytest

import sap10
from sap10.appendices.m_generation import share_used_in_dwelling
from sap10.codes import (
    CylinderInsulation,
    Emitter,
    Immersion,
    PipeworkInsulation,
    PumpAge,
    ShowerKind,
    Tariff,
)
from sap10.dwelling import Dwelling, Shower
from sap10.tables.hot_water import combi_loss, primary_circuit_loss
from tests.sap10.worksheet.heated import CYLINDER, heated, system

GAS, OIL, COAL, ELECTRICITY = 1, 4, 11, 30
JANUARY = 0


def lines(dwelling: Dwelling, **impose: Any) -> dict[str, Any]:
    """Return every line: a number, or twelve; `impose` has line numbers after an l."""
    imposed = {number.removeprefix("l"): value for number, value in impose.items()}
    rows = sap10.rate([dwelling], prices="table32", impose=imposed).worksheet(0)
    return {
        row.info.number: row.value if row.monthly is None else np.array(row.monthly) for row in rows
    }


def boiler(code: int = 104, fuel: int = GAS, control: int = 2106, **given: Any) -> Any:
    return system(code, fuel, control, emitter=Emitter.RADIATORS, **given)


def priced(code: int, fuel: int, control: int, tariff: Tariff, **groups: Any) -> float:
    """Return what main system 1 pays for a kWh [p]."""
    found = lines(heated(system(code, fuel, control), tariff=tariff, **groups))
    cost = sum(found.get(number, 0.0) for number in ("240c", "240d", "240e"))
    return 100.0 * cost / found["211"].sum()


@pytest.mark.pins("61", "Table 3a")
def test_findings_4_3_combi_loss_by_keep_hot() -> None:
    daily = np.full((1, 12), 77.8795)
    none, timed = (combi_loss(np.array([k]), np.zeros(1), daily)[0] for k in (0, 1))
    assert none[JANUARY] == pytest.approx(39.6866, abs=1e-4)
    assert timed[[0, 1, 3]] == pytest.approx([50.9589, 46.0274, 49.3151], abs=5e-5)


@pytest.mark.pins("62")
def test_findings_4_6_no_gross_storage_in_line_62() -> None:
    energy = [187.86, *[150.0] * 11]
    found = lines(
        heated(boiler()), l45=energy, l46=[28.18, *[20.0] * 11], l61=[50.9589, *[40.0] * 11]
    )
    assert found["62"][JANUARY] == pytest.approx(238.8196, abs=5e-3)


@pytest.mark.pins("217", "219", "Table 4c")
def test_findings_4_8_no_cylinder_thermostat_costs_five_points() -> None:
    dwelling = heated(
        boiler(
            102,
            is_efficiency_given=True,
            winter_efficiency_percent=79.0,
            summer_efficiency_percent=79.0,
        ),
        hot_water=CYLINDER | {"code": 901, "fuel": GAS, "has_cylinder_thermostat": False},
    )
    found = lines(dwelling, l64=[2778.72 / 12] * 12)
    assert found["217"] == pytest.approx(np.full(12, 74.0))
    assert found["219"].sum() == pytest.approx(3755.0, abs=0.1)


@pytest.mark.pins("56", "Table 2", "Table 2b")
def test_findings_4_9_and_4_11_immersion_cylinder() -> None:
    hot_water = {
        "code": 903,
        "fuel": ELECTRICITY,
        "immersion": Immersion.SINGLE,
        "cylinder_volume_l": 110.0,
        "cylinder_insulation": CylinderInsulation.FACTORY,
        "cylinder_insulation_mm": 25.0,
        "has_cylinder_thermostat": False,
        "is_separately_timed": True,
    }
    found = lines(heated(boiler(), hot_water=hot_water))
    assert found["56"].sum() == pytest.approx(594.32, abs=0.01)
    assert not found["59"].any()


@pytest.mark.pins("59", "Table 3")
def test_findings_4_12_primary_loss_by_hours() -> None:
    bare = np.full(2, PipeworkInsulation.UNINSULATED)
    timed = np.array([True, False])
    found = primary_circuit_loss(bare, np.zeros(2, dtype=np.int64), np.full(2, True), timed)
    assert found[0, JANUARY] == pytest.approx(43.3132, abs=5e-5)
    assert found[1, JANUARY] == pytest.approx(64.5792, abs=5e-5)
    assert found[0, 3] == pytest.approx(41.9160, abs=5e-5)


@pytest.mark.pins("46", "65", "219")
def test_findings_4_15_water_heater_at_the_tap() -> None:
    dwelling = heated(boiler(), hot_water={"code": 909, "fuel": ELECTRICITY}, showers=())
    found = lines(dwelling, l45=[2082.6250 / 12] * 12)
    assert not found["46"].any()
    assert found["219"].sum() == pytest.approx(1770.2313, abs=1e-3)
    assert found["65"].sum() == pytest.approx(442.55, abs=0.01)


@pytest.mark.pins("64a", "Appendix J")
def test_findings_4_17_electric_shower() -> None:
    shower = Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3)
    dwelling = heated(boiler(), hot_water={"has_bath": True}, showers=(shower,))
    assert lines(dwelling, l42=2.492)["64a"][JANUARY] == pytest.approx(52.8566, abs=0.01)


@pytest.mark.pins("206", "Table 4c", "Table 4e")
def test_findings_9_2_an_oil_boiler_without_room_thermostat() -> None:
    dwelling = heated(boiler(126, OIL, 2101), hot_water=CYLINDER | {"code": 901, "fuel": OIL})
    found = lines(dwelling)
    assert found["206"] == 75.0
    assert found["217"][6] == pytest.approx(63.0)


@pytest.mark.pins("230c", "230d", "231", "Table 4f")
def test_findings_9_3_pumps_and_oil_boilers_add_up() -> None:
    new, old = PumpAge.FROM_2013, PumpAge.UNKNOWN
    both = heated(
        boiler(126, OIL, has_pump=True, pump_age=new),
        boiler(126, OIL, has_pump=True, pump_age=old),
        space_heating={"main_2_fraction": 0.5, "main_2_heats_different_part": True},
    )
    found = lines(both)
    assert found["230c"] == 156.0
    assert found["230d"] == 200.0
    assert found["231"] == 356.0
    one = lines(heated(boiler(126, OIL, 2101, has_pump=True, pump_age=new)))
    assert one["230c"] == pytest.approx(53.3)
    assert one["231"] == pytest.approx(153.3)


@pytest.mark.pins("230b", "Table 4f")
def test_findings_9_4_warm_air_fans() -> None:
    found = lines(heated(system(502, GAS, 2504)), l5=227.25)
    assert found["230b"] == pytest.approx(136.35)


@pytest.mark.pins("206", "Table 4a")
def test_findings_9_7_pellet_stove_that_is_not_approved() -> None:
    assert lines(heated(system(636, 23, 2601)))["206"] == 70.0


@pytest.mark.pins("256")
def test_findings_10_1_prices_bring_their_deflator() -> None:
    assert lines(heated(boiler()))["256"] == 0.42


@pytest.mark.pins("240a..240e", "Table 12a")
@pytest.mark.parametrize(
    ("code", "control", "tariff", "price"),
    [
        (691, 2603, Tariff.TEN_HOUR, 11.09),
        (408, 2401, Tariff.SEVEN_HOUR, 7.458),
        (224, 2207, Tariff.TEN_HOUR, 0.6 * 14.68 + 0.4 * 7.50),
        (402, 2402, Tariff.SEVEN_HOUR, 5.50),
    ],
)
def test_findings_10_3_and_10_5_price_of_heating(
    code: int, control: int, tariff: Tariff, price: float
) -> None:
    hot_water = CYLINDER | {"code": 903, "fuel": ELECTRICITY, "immersion": Immersion.SINGLE}
    assert priced(code, ELECTRICITY, control, tariff, hot_water=hot_water) == pytest.approx(price)


@pytest.mark.pins("242a..242e", "Table 12a")
def test_findings_10_5_electric_secondary_on_the_7_hour_tariff() -> None:
    found = lines(
        heated(
            system(402, ELECTRICITY, 2402),
            tariff=Tariff.SEVEN_HOUR,
            space_heating={"secondary_code": 691, "secondary_fuel": ELECTRICITY},
        )
    )
    assert found["242"] == pytest.approx(found["215"].sum() * 0.1529)


@pytest.mark.pins("250", "Table 12a")
@pytest.mark.parametrize(
    ("tariff", "price"), [(Tariff.SEVEN_HOUR, 14.311), (Tariff.EIGHTEEN_HOUR, 13.67)]
)
def test_findings_10_7_lighting_off_peak(tariff: Tariff, price: float) -> None:
    found = lines(heated(boiler(), tariff=tariff))
    assert found["250"] == pytest.approx(found["232"] * price / 100.0)


@pytest.mark.pins("257", "258")
def test_findings_11_1_the_rating_comes_from_the_unrounded_cost_factor() -> None:
    result = sap10.rate([heated(boiler())], prices="table32", impose={"255": 660.9750, "4": 128.0})
    factor = next(row.value for row in result.worksheet(0) if row.info.number == "257")
    assert factor == pytest.approx(1.604679, abs=5e-7)
    assert result.sap_score[0] == pytest.approx(77.6147, abs=5e-5)


@pytest.mark.pins("233a", "Appendix M")
def test_findings_m_2_share_used_without_battery() -> None:
    generation, demand = np.full((1, 12), 100.0), np.full((1, 12), 200.0)
    share = share_used_in_dwelling(generation, demand, np.zeros(1))
    assert share[0] == pytest.approx(np.full(12, 0.4864), abs=5e-5)
