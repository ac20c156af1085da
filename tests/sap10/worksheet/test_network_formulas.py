"""Every formula of branch b (9b to 13b), recomputed from the printed lines of two dwellings.

One has a network of five sources for space and water, a gas fire beside it and electric showers;
the other heats its water by immersion on the 7-hour tariff, is cooled, ventilated by fans and has
photovoltaics.
"""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.codes import Immersion, Orientation, ShowerKind, Tariff, VentilationSystem
from sap10.coverage import index_of_lines
from sap10.dwelling import Dwelling, PvArray, Shower
from sap10.network_inputs import HeatSource, HeatSourceKind
from sap10.worksheet.branches import NETWORK_LINES
from tests.sap10.worksheet.heated import CYLINDER
from tests.sap10.worksheet.test_heat_networks import boiler, on_network

LETTERS = "abcde"
PRICES = (3.11, 4.44, 4.44, 3.11, 3.11)
CO2 = {"gas": 0.210, "chp": 0.348, "waste": 0.015, "geothermal": 0.011}
PRIMARY = {"gas": 1.130, "chp": 2.149, "waste": 0.063, "geothermal": 0.051}

pytestmark = pytest.mark.pins(
    "301..315",
    "330a",
    "330i",
    "331",
    "332",
    "333a",
    "333b",
    "338",
    "340a..340e",
    "341",
    "342a..342e",
    "343..346",
    "347a..352",
    "355..358",
    "361..371",
    "372..380",
    "383..386",
    "461..471",
    "472..480",
    "483..486",
    "Appendix C",
)

Lines = dict[str, Any]


def five_sources() -> Dwelling:
    kinds = HeatSourceKind
    sources = (
        HeatSource(
            kind=kinds.CHP,
            fuel=51,
            fraction=0.4,
            is_efficiency_given=True,
            efficiency_percent=50.0,
            power_efficiency_percent=30.0,
        ),
        boiler(0.3),
        HeatSource(kind=kinds.HEAT_PUMP, fuel=41, fraction=0.15),
        HeatSource(kind=kinds.RECOVERED_HEAT, fuel=45, fraction=0.1),
        HeatSource(kind=kinds.GEOTHERMAL, fuel=46, fraction=0.05),
    )
    return on_network(
        control=2301,
        sources=sources,
        space_heating={"secondary_code": 603, "secondary_fuel": 1},
        showers=(Shower(kind=ShowerKind.ELECTRIC, power_kw=9.3),),
    )


def with_immersion() -> Dwelling:
    array = PvArray(
        peak_power_kwp=2.0, orientation=Orientation.SOUTH, pitch_deg=30.0, overshading_factor=1.0
    )
    dwelling = on_network(
        hot_water=CYLINDER | {"code": 903, "fuel": 39, "immersion": Immersion.DUAL},
        general={"cooled_area_m2": 40.0, "cooling_seer": 4.0},
        ventilation={
            "system": VentilationSystem.EXTRACT,
            "specific_fan_power": 0.5,
            "fan_in_use_factor": 1.4,
        },
        pv_arrays=(array,),
        network={"has_interface_unit": True, "interface_unit_electricity_kwh_per_day": 0.2},
    )
    electricity = replace(dwelling.electricity, tariff=Tariff.SEVEN_HOUR, is_export_capable=True)
    return replace(dwelling, electricity=electricity)


def printed(dwelling: Dwelling) -> Lines:
    """Return the lines of a worksheet: a value, or the sum of its months."""
    rows = sap10.rate([dwelling], prices="table12").worksheet(0)
    return {
        row.info.number: sum(row.monthly) if row.monthly is not None else row.value for row in rows
    }


def test_energy_of_a_network_of_five_sources() -> None:
    found = printed(five_sources())
    assert found["302"] == 1.0 - found["301"]
    assert found["301"] == 0.10
    heat = found["98c"] * found["302"] * found["305"] * found["306"]
    water = found["64"] * found["305a"] * found["306"]
    assert found["307"] == pytest.approx(heat)
    assert found["310"] == pytest.approx(water)
    for letter, share in zip(LETTERS, (0.4, 0.3, 0.15, 0.1, 0.05), strict=True):
        assert found[f"303{letter}"] == share
        assert found[f"307{letter}"] == pytest.approx(share * heat)
        assert found[f"310{letter}"] == pytest.approx(share * water)
    assert found["308"] == 63.0
    assert found["309"] == pytest.approx(found["98c"] * found["301"] / 0.63)
    assert found["312a"] == pytest.approx(found["64a"])
    assert found["313"] == pytest.approx(found["313a"] * (heat + water))
    delivered = ("307", "309", "310", "312a", "331", "332")
    assert found["338"] == pytest.approx(sum(found[n] for n in delivered))


def test_costs_of_a_network_of_five_sources() -> None:
    found = printed(five_sources())
    parts = ["341", "347a", "349", "350", "351"]
    for letter, price in zip(LETTERS, PRICES, strict=True):
        assert found[f"340{letter}"] == pytest.approx(found[f"307{letter}"] * price / 100.0)
        assert found[f"342{letter}"] == pytest.approx(found[f"310{letter}"] * price / 100.0)
        parts += [f"340{letter}", f"342{letter}"]
    assert found["341"] == pytest.approx(found["309"] * 3.64 / 100.0)
    assert found["347a"] == pytest.approx(found["312a"] * 16.49 / 100.0)
    assert found["350"] == pytest.approx(found["332"] * 16.49 / 100.0)
    assert found["351"] == 92.0 + 92.0
    assert found["355"] == pytest.approx(sum(found[n] for n in parts))
    assert found["357"] == pytest.approx(found["355"] * found["356"] / (found["4"] + 45.0))
    score = 100.0 - 16.21 * found["357"]
    assert found["358"] == math.floor(score + 0.5)


@pytest.mark.parametrize(("branch", "factors"), [("3", CO2), ("4", PRIMARY)])
def test_factors_of_a_network_of_five_sources(branch: str, factors: dict[str, float]) -> None:
    found = printed(five_sources())
    line = {name: f"{branch}{name}" for name in map(str, range(61, 85))}
    assert found[line["61"]] == 30.0
    assert found[line["62"]] == 50.0
    for heat, burnt, credit in (("307a", "63", "64"), ("310a", "65", "66")):
        assert found[line[burnt]] == pytest.approx(found[heat] / 0.50 * factors["gas"])
        assert found[line[credit]] == pytest.approx(-found[heat] * 0.6 * factors["chp"])
    efficiencies = [found[f"{branch}67{letter}"] for letter in "bcde"]
    assert efficiencies == pytest.approx([80.0, 300.0, 100.0, 100.0])
    for letter, number, efficiency, factor in (
        ("b", "68", 0.80, factors["gas"]),
        ("d", "70", 1.0, factors["waste"]),
        ("e", "71", 1.0, factors["geothermal"]),
    ):
        heat = found[f"307{letter}"] + found[f"310{letter}"]
        assert found[line[number]] == pytest.approx(heat / efficiency * factor)
    sources = ("63", "64", "65", "66", "68", "69", "70", "71", "72")
    assert found[line["73"]] == pytest.approx(sum(found[line[n]] for n in sources))
    assert found[line["74"]] == pytest.approx(found["309"] * factors["gas"])
    heating = found[line["73"]] + found[line["74"]] + found[f"{branch}75a"]
    assert found[line["76"]] == pytest.approx(heating)
    rest = sum(found[line[n]] for n in ("78", "79"))
    assert found[line["83"]] == pytest.approx(heating + rest)
    assert found[line["84"]] == pytest.approx(found[line["83"]] / found["4"])
    per_heat = found[line["73"]] / (found["307"] + found["310"])
    assert found[f"{branch}86"] == pytest.approx(per_heat)


def test_a_dwelling_with_its_own_immersion_and_photovoltaics() -> None:
    found = printed(with_immersion())
    assert found["311"] == pytest.approx(12 * 100.0)
    assert found["312"] == pytest.approx(found["64"])
    assert "310" not in found
    assert found["314"] == 4.0
    assert found["315"] == pytest.approx(found["107"] / 4.0)
    assert found["330a"] == pytest.approx(1.4 * 0.5 * 1.22 * found["5"])
    assert found["330i"] == pytest.approx(0.2 * 365.0)
    assert found["331"] == pytest.approx(found["330a"] + found["330i"])
    delivered = ("307", "312", "315", "331", "332", "333a", "333b")
    showers = found.get("312a", 0.0)
    assert found["338"] == pytest.approx(sum(found[n] for n in delivered) + showers)
    assert found["343"] + found["344"] == pytest.approx(1.0)
    assert found["345"] == pytest.approx(found["312"] * found["343"] * 0.1960)
    assert found["346"] == pytest.approx(found["312"] * found["344"] * 0.0940)
    others = 0.90 * 0.1960 + 0.10 * 0.0940
    fans = 0.71 * 0.1960 + 0.29 * 0.0940
    assert found["348"] == pytest.approx(found["315"] * others)
    assert found["350"] == pytest.approx(found["332"] * others)
    assert found["352"] == pytest.approx(found["333a"] * others + found["333b"] * 0.0559)
    assert found["349"] == pytest.approx(found["330a"] * fans + found["330i"] * others)
    assert found["351"] == 92.0 / 2 * 2 + 7.0
    parts = ("340b", "345", "346", "348", "349", "350", "351", "352")
    assert found["355"] == pytest.approx(sum(found[n] for n in parts) + found.get("347a", 0.0))
    for branch in "34":
        parts = (f"{branch}76", f"{branch}77", f"{branch}78", f"{branch}79", f"{branch}80")
        assert found[f"{branch}83"] == pytest.approx(sum(found[n] for n in parts))
        heating = found[f"{branch}73"] + found[f"{branch}75"] + found.get(f"{branch}75a", 0.0)
        assert found[f"{branch}76"] == pytest.approx(heating)
        assert found[f"{branch}80"] < 0.0
    factor = found["383"] / (found["4"] + 45.0)
    impact = 200.0 - 95.0 * np.log10(factor) if factor >= 28.3 else 100.0 - 1.34 * factor
    assert found["385"] == math.floor(impact + 0.5)


@pytest.mark.pins("340", "342", "371a", "471a", "347")
def test_a_listed_network_and_a_water_heater_at_the_tap() -> None:
    record = {
        "is_listed": True,
        "distribution_loss_factor": 1.0,
        "price_p_per_kwh": 6.0,
        "co2_kg_per_kwh": 0.1,
        "primary_energy_factor": 0.8,
    }
    both = printed(on_network(network=record))
    assert both["340"] == pytest.approx(both["307"] * 0.06)
    assert both["342"] == pytest.approx(both["310"] * 0.06)
    heat = both["307"] + both["310"]
    assert both["371a"] == pytest.approx(heat * 0.1)
    assert both["471a"] == pytest.approx(heat * 0.8)
    assert both["373"] == pytest.approx(both["371a"] + both["372"])
    at_tap = printed(on_network(network=record, hot_water={"code": 909, "fuel": 30}))
    assert at_tap["347"] == pytest.approx(at_tap["312"] * 0.1649)
    assert "342" not in at_tap


@pytest.mark.pins("330b", "330g", "330h")
def test_each_line_that_both_branches_have_stands_in_the_same_section_of_both() -> None:
    index = {line.number: line for line in index_of_lines()}
    pairs = [
        (index[number], index[other])
        for number, other in NETWORK_LINES.items()
        if number in index and other in index
    ]
    assert len(pairs) > 60
    for line, other in pairs:
        assert other.section == line.section.replace("a", "b"), line.number
        assert other.unit == line.unit, line.number
