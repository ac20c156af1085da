"""Pins of the validation findings that give some lines of a dwelling, and others that follow.

The dwellings themselves are not known: lines that a pin gives are imposed, and the lines that it
gives besides must follow from them.
"""

from typing import Any

import numpy as np
import pytest

import sap10
from sap10.arrays import FloatArray
from sap10.codes import Emitter, KeepHot, PumpAge, ShowerKind, Tariff
from sap10.dwelling import Dwelling, Shower
from tests.sap10.worksheet.heated import CYLINDER, heated, system, winter

GAS, OIL, ELECTRICITY = 1, 4, 30
JANUARY_TO_APRIL = slice(4)


def lines(dwelling: Dwelling, **impose: Any) -> dict[str, Any]:
    """Return every line: a number, or twelve; `impose` has line numbers after an l."""
    imposed = {number.removeprefix("l"): value for number, value in impose.items()}
    rows = sap10.rate([dwelling], prices="table32", impose=imposed).worksheet(0)
    return {
        row.info.number: row.value if row.monthly is None else np.array(row.monthly) for row in rows
    }


def boiler(percent: float, fuel: int = GAS, **given: Any) -> Any:
    return system(
        104,
        fuel,
        2106,
        emitter=Emitter.RADIATORS,
        is_efficiency_given=True,
        winter_efficiency_percent=percent,
        summer_efficiency_percent=percent,
        **given,
    )


@pytest.mark.pins("98c", "206", "211")
@pytest.mark.parametrize(
    ("heat", "fuel"),
    [
        (15269.8593, 18178.4039),
        (16086.3557, 19150.4235),
        (15745.3260, 18744.4357),
        (8987.7669, 10699.7225),
    ],
)
def test_findings_2_4_and_11_1_fuel_of_a_boiler_of_84_percent(heat: float, fuel: float) -> None:
    found = lines(heated(boiler(84.0)), l98c=winter(heat))
    assert found["211"].sum() == pytest.approx(fuel, abs=2e-3)


@pytest.mark.pins("257", "258")
@pytest.mark.parametrize(("cost", "rating"), [(920.5046, 69.0), (951.3425, 68.0), (937.2341, 68.0)])
def test_findings_2_4_ratings_of_one_archetype(cost: float, rating: float) -> None:
    """The floor area is the one that gives the third of them its cost factor of 2.2802."""
    area = 0.42 * 937.2341 / 2.2802 - 45.0
    assert lines(heated(boiler(84.0)), l255=cost, l4=area)["258"] == rating


@pytest.mark.pins("44", "45", "46", "62", "Table J1", "Table J5")
def test_findings_4_6_energy_of_hot_water_by_month() -> None:
    """An existing dwelling with a bath and one vented shower; N is what gives January."""
    dwelling = heated(
        boiler(84.0),
        hot_water={"has_bath": True, "keep_hot": KeepHot.FUEL_TIMED},
        showers=(Shower(kind=ShowerKind.MIXER, flow_l_per_min=7.0),),
        general={"is_new_dwelling": False},
    )
    found = lines(dwelling, l42=2.1468124)
    assert found["45"][0] == pytest.approx(187.86, abs=5e-3)
    assert found["46"][0] == pytest.approx(28.18, abs=5e-3)
    assert found["62"][JANUARY_TO_APRIL] == pytest.approx(
        [238.8196, 211.2342, 224.4651, 197.4680], abs=2e-4
    )


@pytest.mark.pins("211", "213", "231", "240", "241", "247", "250", "255", "261", "272")
def test_findings_4_7_costs_and_emissions_of_two_oil_boilers() -> None:
    """Lighting is what the cost leaves for it, with the pumps of finding 9.3.

    The floor area is the one that the cost factor of 1.9631 leaves.
    """
    oil: dict[str, Any] = {"emitter": Emitter.RADIATORS, "has_pump": True}
    dwelling = heated(
        system(130, OIL, 2106, pump_age=PumpAge.FROM_2013, **oil),
        system(130, OIL, 2106, **oil),
        space_heating={"main_2_fraction": 0.49, "main_2_heats_different_part": True},
        hot_water={"code": 901, "fuel": OIL},
        showers=(),
    )
    burnt = 7865.4304 + 7556.9821 + 3496.8121
    lighting = (1123.3372 - burnt * 0.0544) / 0.1319 - 356.0
    own = lines(dwelling)
    found = lines(
        dwelling,
        l98c=winter(12646.3783),
        l219=_scaled(own["219"], 3496.8121),
        l232=lighting,
        l4=0.42 * 1123.3372 / 1.9631 - 45.0,
    )
    assert found["231"] == 356.0
    assert found["255"] == pytest.approx(1123.3372, abs=1e-3)
    assert found["272"] == pytest.approx(5738.9315, abs=0.01)
    assert found["258"] == 73.0


def _scaled(months: FloatArray, annual: float) -> list[float]:
    return (months * (annual / months.sum())).tolist()


@pytest.mark.pins("219", "Table 4a")
@pytest.mark.parametrize(
    ("code", "output", "fuel"), [(903, 2130.2639, 2130.2639), (901, 1935.382, 1138.46)]
)
def test_findings_4_13_and_4_19_water_beside_a_heat_pump(
    code: int, output: float, fuel: float
) -> None:
    pump = system(211, ELECTRICITY, 2207, emitter=Emitter.RADIATORS)
    dwelling = heated(pump, hot_water=CYLINDER | {"code": code, "fuel": ELECTRICITY})
    found = lines(dwelling, l64=[output / 12.0] * 12)
    assert found["219"].sum() == pytest.approx(fuel, abs=5e-3)


@pytest.mark.pins("204", "205", "211", "213")
def test_findings_7_4_two_systems_by_their_shares() -> None:
    """What the pin gives fits efficiencies of 79 and 84 %."""
    dwelling = heated(
        boiler(79.0),
        boiler(84.0),
        space_heating={"main_2_fraction": 0.49, "main_2_heats_different_part": True},
    )
    found = lines(dwelling, l98c=winter(11991.96))
    assert found["211"].sum() == pytest.approx(7741.6458, abs=5e-3)
    assert found["213"].sum() == pytest.approx(6995.3106, abs=5e-3)


@pytest.mark.pins("261", "Table 12d", "Table 12a")
def test_findings_12_2_factors_of_a_heat_pump_off_peak_and_on_the_standard_tariff() -> None:
    """The months of the pin's dwelling are not known, so that the last digit may differ."""
    pump = system(224, ELECTRICITY, 2207, emitter=Emitter.RADIATORS)
    means: dict[Tariff, float] = {}
    for tariff in (Tariff.TEN_HOUR, Tariff.STANDARD):
        found = lines(heated(pump, tariff=tariff))
        means[tariff] = found["261"].sum() / found["211"].sum()
    assert means[Tariff.TEN_HOUR] == pytest.approx(5320.87 / (20826.4764 + 13884.3176), abs=1e-3)
    assert means[Tariff.STANDARD] == pytest.approx(0.151, abs=2e-3)


@pytest.mark.pins("70", "73", "Table 5a")
@pytest.mark.parametrize(
    ("main", "pump", "total"),
    [
        (system(401, ELECTRICITY, 2401), 0.0, 633.21),
        (boiler(84.0, has_pump=True), 7.0, 640.21),
    ],
    ids=["storage heaters", "boiler"],
)
def test_findings_5_3_gains_with_and_without_a_pump(main: Any, pump: float, total: float) -> None:
    """The other gains are ours, and add up to those of the pin."""
    others = {"66": 130.0, "67": 63.21, "68": 330.0, "69": 50.0, "71": -90.0, "72": 150.0}
    given = {f"l{number}": [gain] * 12 for number, gain in others.items()}
    found = lines(heated(main), **given)
    assert found["70"][0] == pump
    assert found["73"][0] == pytest.approx(total)
