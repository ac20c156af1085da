"""Sections 9b to 13b: heat networks (Appendix C)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import sap10
from sap10.codes import Emitter, Immersion
from sap10.dwelling import Dwelling, DwellingBatch, HeatingSystem
from sap10.network_inputs import HeatNetwork, HeatSource, HeatSourceKind, NetworkRole
from sap10.result import CalculatorFault
from sap10.tables import fuels
from sap10.tables import heat_networks as tables
from tests.sap10.random_dwellings import random_dwelling
from tests.sap10.worksheet.heated import CYLINDER, heated, system

pytestmark = pytest.mark.pins("Appendix C", "Table 4c", "Table 12c", "Table 12f", "330i")

GAS = 1
NETWORK_GAS = 51
NETWORK_HEAT_PUMP = 41
FROM_NETWORK: dict[str, Any] = {"code": 901, "fuel": GAS}
BY_IMMERSION: dict[str, Any] = CYLINDER | {
    "code": 903,
    "fuel": 39,
    "immersion": Immersion.SINGLE,
}


def on_network(
    code: int = 301,
    control: int = 2306,
    *,
    fuel: int = NETWORK_GAS,
    sources: tuple[HeatSource[float, int, bool], ...] = (),
    network: dict[str, Any] | None = None,
    **groups: Any,
) -> Dwelling:
    inputs: dict[str, Any] = {"hot_water": FROM_NETWORK} | groups
    dwelling = heated(system(code, fuel, control, emitter=Emitter.RADIATORS), **inputs)
    given: dict[str, Any] = {"distribution_loss_factor": 1.5} | (network or {})
    return replace(dwelling, heat_networks=(HeatNetwork(**given),), heat_sources=sources)


def water_only(code: int = 950, fuel: int = NETWORK_GAS, **groups: Any) -> Dwelling:
    inputs: dict[str, Any] = {"hot_water": {"code": code, "fuel": fuel}} | groups
    dwelling = heated(system(104, GAS, 2106, has_flue_fan=True), **inputs)
    network = HeatNetwork(role=NetworkRole.WATER, distribution_loss_factor=1.2)
    return replace(dwelling, heat_networks=(network,))


def lines(dwelling: Dwelling, **options: Any) -> dict[str, float]:
    """Return every line of a dwelling's worksheet: the value, or the sum of its months."""
    options = {"prices": "table32"} | options
    rows = sap10.rate([dwelling], **options).worksheet(0)
    return {
        row.info.number: sum(row.monthly) if row.monthly is not None else float(row.value or 0.0)
        for row in rows
    }


def boiler(fraction: float, fuel: int = NETWORK_GAS, **inputs: Any) -> HeatSource[float, int, bool]:
    return HeatSource(kind=HeatSourceKind.BOILER, fuel=fuel, fraction=fraction, **inputs)


def test_distribution_losses_and_charging_multiply_the_heat() -> None:
    """9N.1: (307) and (310) with the factors of Tables 12c and 4c(3)."""
    found = lines(on_network(control=2301, network={"distribution_loss_factor": 1.41}))
    assert found["305"] == 1.10
    assert found["305a"] == 1.05
    assert found["307"] == pytest.approx(found["98c"] * 1.10 * 1.41, rel=1e-12)
    assert found["310"] == pytest.approx(found["64"] * 1.05 * 1.41, rel=1e-12)
    assert "211" not in found
    assert "219" not in found


def test_distribution_loss_factors_of_bands() -> None:
    """9N.1: A to K and newer."""
    expected = (1.20, 1.26, 1.33, 1.37, 1.41, 1.43, 1.45, 1.46, 1.48, 1.49, 1.50)
    assert tuple(tables.DISTRIBUTION_LOSS_FACTOR[band] for band in "ABCDEFGHIJK") == expected


def test_water_follows_the_network_whatever_its_fuel_says() -> None:
    """9N.2: a gas placeholder in the water's fuel changes nothing."""
    placeholder = lines(on_network())
    stated = lines(on_network(hot_water={"code": 901, "fuel": NETWORK_GAS}))
    assert placeholder == stated
    assert placeholder["342b"] == pytest.approx(placeholder["310b"] * 4.24 / 100.0)


@pytest.mark.parametrize(
    ("code", "fuel", "heat_per_kwh"),
    [(301, NETWORK_GAS, 0.210 / 0.80), (304, NETWORK_HEAT_PUMP, None)],
)
def test_efficiency_of_generators(code: int, fuel: int, heat_per_kwh: float | None) -> None:
    """9N.3: boilers 80 %, heat pump 300 %."""
    found = lines(on_network(code, fuel=fuel))
    heat = found["307"] + found["310"]
    assert found["367b"] == (80.0 if code == 301 else 300.0)
    if heat_per_kwh is not None:
        assert found["368"] == pytest.approx(heat * heat_per_kwh, rel=1e-12)
    else:
        mean = found["368"] * 3.0 / heat
        assert fuels.CO2_FACTOR[41].min() < mean < fuels.CO2_FACTOR[41].max()
        assert mean > 0.136  # weighted to winter


def test_chp_gives_its_share_at_its_own_price() -> None:
    """9N.4: 0.35 at 2.97 p and 0.65 at 4.24 p are 3.7955 p."""
    lighting = 754.1502 - 449.30 - 146.28 - 120.0
    given = {"307": 11837.83, "310": 3854.12, "349": 0.0, "350": lighting}
    found = lines(on_network(302), impose=given)
    assert found["307a"] == pytest.approx(0.35 * 11837.83)
    assert found["340a"] + found["340b"] == pytest.approx(449.30, abs=0.01)
    assert found["342a"] + found["342b"] == pytest.approx(146.28, abs=0.01)
    assert found["355"] == pytest.approx(754.1502, abs=0.01)


@pytest.mark.parametrize(("electricity", "co2", "energy"), [(86, 0.348, 2.149), (85, 0.420, 2.369)])
def test_chp_credit(electricity: int, co2: float, energy: float) -> None:
    """9N.5, C.8: standard operation as the text says, flexible as accredited software does."""
    found = lines(on_network(302, network={"chp_electricity_code": electricity}))
    for heat, by_fuel, credit in (("307a", "363", "364"), ("310a", "365", "366")):
        assert found[by_fuel] == pytest.approx(found[heat] / 0.50 * 0.210)
        assert found[credit] == pytest.approx(-found[heat] * 0.25 / 0.50 * co2)
    assert found["464"] == pytest.approx(-found["307a"] * 0.5 * energy)
    assert found["463"] == pytest.approx(found["307a"] / 0.50 * 1.130)


def test_distribution_electricity_is_of_all_heat_and_costs_nothing() -> None:
    """9N.6: (313) = 1 % of (307) and (310) at the monthly factors of code 50."""
    found = lines(on_network(), impose={"307": 11837.83, "310": 3854.12})
    assert found["313"] == pytest.approx(156.9195, abs=1e-4)
    # The pin's dwelling has 23.6007 kg, 0.15040 kg/kWh; the months differ from one to another.
    assert found["372"] / found["313"] == pytest.approx(0.1504, abs=0.002)
    assert found["355"] == pytest.approx(
        sum(found[n] for n in ("340b", "342b", "349", "350", "351")), rel=1e-12
    )


def test_network_oil_is_gas_oil() -> None:
    """9N.7: codes 53 and 56 have 0.335 kg/kWh."""
    for fuel in (53, 56):
        found = lines(on_network(fuel=fuel))
        assert found["368"] == pytest.approx((found["307"] + found["310"]) / 0.80 * 0.335)


def test_standing_charges() -> None:
    """10.8, Table 12 note l: all for space heating, half for water only, none of gas."""
    assert lines(on_network())["351"] == 120.0
    assert lines(on_network(hot_water=BY_IMMERSION))["351"] == 120.0
    assert lines(water_only())["251"] == 120.0 + 60.0  # the boiler burns gas
    electric = replace(water_only(), main_1=system(691, 39, 2603))
    assert lines(electric)["251"] == 60.0
    assert lines(on_network(), prices="table12")["351"] == 92.0


def test_networks_for_space_and_for_water_may_differ() -> None:
    """C6: each has its own parameters, and together they have one standing charge."""
    dwelling = on_network(hot_water={"code": 952, "fuel": NETWORK_HEAT_PUMP})
    own = HeatNetwork(role=NetworkRole.WATER, distribution_loss_factor=1.2, pumping_share=0.02)
    found = lines(replace(dwelling, heat_networks=(*dwelling.heat_networks, own)))
    assert found["307"] == pytest.approx(found["98c"] * 1.5)
    assert found["310"] == pytest.approx(found["64"] * 1.2)
    assert found["313"] == pytest.approx(0.01 * found["307"] + 0.02 * found["310"])
    assert found["351"] == 120.0


def test_network_for_water_only_keeps_branch_a() -> None:
    found = lines(water_only(951))
    assert found["310"] == pytest.approx(found["64"] * 1.2)
    assert found["310a"] == pytest.approx(found["310"])  # CHP alone (9N.3)
    assert found["366"] < 0.0
    assert found["265"] == pytest.approx(found["261"] + found["373"], rel=1e-12)
    assert found["255"] == pytest.approx(
        sum(found[n] for n in ("240", "342a", "249", "250", "251")), rel=1e-12
    )
    for absent in ("219", "247", "264", "278", "307", "255b", "355", "301"):
        assert absent not in found


def test_secondary_heater_and_immersion_beside_a_network() -> None:
    dwelling = on_network(
        hot_water=BY_IMMERSION, space_heating={"secondary_code": 691, "secondary_fuel": 39}
    )
    found = lines(dwelling)
    assert found["301"] == 0.10
    assert found["309"] == pytest.approx(0.10 * found["98c"])
    assert found["307"] == pytest.approx(0.90 * found["98c"] * 1.5)
    assert found["311"] == 100.0 * 12
    assert found["312"] == pytest.approx(found["64"])
    assert "310" not in found
    assert found["345"] == pytest.approx(found["312"] * 0.1319)  # single immersion
    assert found["343"] == 1.0
    assert "347" not in found
    assert found["355"] == pytest.approx(
        sum(found[n] for n in ("340b", "341", "345", "346", "349", "350", "351")), rel=1e-12
    )
    assert lines(dwelling, impose={"345": 100.0})["355"] == pytest.approx(
        found["355"] - found["345"] + 100.0, rel=1e-12
    )
    assert found["376"] == pytest.approx(found["373"] + found["374"] + found["375"], rel=1e-12)
    assert found["476"] == pytest.approx(found["473"] + found["474"] + found["475"], rel=1e-12)
    assert found["383"] == pytest.approx(found["376"] + found["378"] + found["379"], rel=1e-12)


def test_storage_loss_without_a_cylinder() -> None:
    """Section 4.3 c: 1.72 kWh/day by Table 2b, 110 litres; Table 3 with p = 1, h = 3."""
    found = lines(on_network())
    assert found["47"] == 110.0
    assert found["55"] == pytest.approx(1.72 * 0.60)
    assert found["59"] == pytest.approx(365 * 14 * (0.0091 * 3 + 0.0263))


def test_heat_interface_unit() -> None:
    """Section 4.3 a and b, Tables 4f and 5a."""
    unit = {
        "has_interface_unit": True,
        "interface_unit_loss_kwh_per_day": 0.9,
        "interface_unit_electricity_kwh_per_day": 0.12,
    }
    found, without = lines(on_network(network=unit)), lines(on_network())
    assert found["55"] == pytest.approx(0.9)
    assert found["330i"] == pytest.approx(0.12 * 365)
    assert found["331"] == pytest.approx(without["331"] + 0.12 * 365)
    assert found["70"] == pytest.approx(without["70"] + 12 * 0.12 * 1000 / 24)
    cylinder: dict[str, Any] = {"hot_water": CYLINDER | FROM_NETWORK}
    both, tank = lines(on_network(network=unit, **cylinder)), lines(on_network(**cylinder))
    assert both["55"] == pytest.approx(tank["55"] + 0.9)


def test_negative_total_counts_only_for_good_insulation() -> None:
    """C7: (373) and (473) are zero instead, unless the mean of (40) is below 2."""
    chp = HeatSource(
        kind=HeatSourceKind.CHP,
        fuel=43,
        fraction=1.0,
        is_efficiency_given=True,
        efficiency_percent=40.0,
        power_efficiency_percent=40.0,
    )
    leaky = on_network(302, sources=(chp,))
    tight = replace(leaky, elements=tuple(replace(one, u_value=0.1) for one in leaky.elements))
    tight = replace(tight, general=replace(tight.general, thermal_bridging_y=0.02))
    found = lines(leaky)
    assert found["40"] / 12 > 2.0
    assert found["363"] + found["364"] < 0.0
    assert found["373"] == 0.0
    assert found["386"] == 0.0
    found = lines(tight)
    assert found["40"] / 12 < 2.0
    assert found["373"] < 0.0
    assert found["376"] == pytest.approx(found["373"], rel=1e-12)


def test_five_sources() -> None:
    sources = (
        boiler(0.2, is_efficiency_given=True, efficiency_percent=90.0),
        HeatSource(kind=HeatSourceKind.CHP, fuel=NETWORK_GAS, fraction=0.3),
        boiler(0.1, 43),
        HeatSource(kind=HeatSourceKind.HEAT_PUMP, fuel=NETWORK_HEAT_PUMP, fraction=0.25),
        HeatSource(kind=HeatSourceKind.RECOVERED_HEAT, fuel=45, fraction=0.15),
    )
    found = lines(on_network(302, sources=sources))
    assert [found[f"303{slot}"] for slot in "abcde"] == [0.3, 0.2, 0.1, 0.25, 0.15]
    assert [found[f"367{slot}"] for slot in "bcde"] == pytest.approx([90.0, 80.0, 300.0, 100.0])
    heat = found["307"] + found["310"]
    assert found["340e"] == pytest.approx(found["307"] * 0.15 * 0.0297)
    assert found["371"] == pytest.approx(0.15 * heat * 0.015)
    assert found["373"] == pytest.approx(
        sum(found[str(n)] for n in (363, 364, 365, 366, 368, 369, 370, 371, 372)), rel=1e-12
    )


def test_boilers_of_one_fuel_may_be_averaged() -> None:
    """C2: the average efficiency gives the same CO2, primary energy and costs."""
    one, other = (
        boiler(0.6, is_efficiency_given=True, efficiency_percent=90.0),
        boiler(0.4, is_efficiency_given=True, efficiency_percent=70.0),
    )
    average = 1.0 / (0.6 / 90.0 + 0.4 / 70.0)
    both = boiler(1.0, is_efficiency_given=True, efficiency_percent=average)
    apart, together = lines(on_network(sources=(one, other))), lines(on_network(sources=(both,)))
    for number in ("355", "383", "483"):
        assert apart[number] == pytest.approx(together[number], rel=1e-12)


def test_listed_network() -> None:
    """C3.1: its record's price and factors per unit delivered, a distribution loss factor of 1."""
    network = {
        "is_listed": True,
        "distribution_loss_factor": 1.5,
        "pumping_share": 0.02,
        "price_p_per_kwh": 5.0,
        "co2_kg_per_kwh": 0.05,
        "primary_energy_factor": 0.6,
    }
    found = lines(on_network(network=network))
    assert found["306"] == 1.0
    assert found["340"] == pytest.approx(found["307"] * 0.05)
    assert found["342"] == pytest.approx(found["310"] * 0.05)
    assert found["371a"] == pytest.approx((found["307"] + found["310"]) * 0.05)
    assert found["471a"] == pytest.approx((found["307"] + found["310"]) * 0.6)
    assert found["373"] == pytest.approx(found["371a"] + found["372"])
    assert not any(number.startswith("303") for number in found)
    assert "340b" not in found


def test_lines_of_the_other_branch_are_absent() -> None:
    individual = lines(heated(system(104, GAS, 2106)))
    assert not any(re.match(r"[34]\d\d", number) for number in individual)
    network = lines(on_network())
    assert not any(re.match(r"2\d\d", number) for number in network)


def test_ratings_use_the_same_equations() -> None:
    dwelling = on_network()
    found = lines(dwelling)
    result = sap10.rate([dwelling], prices="table32")
    area = found["4"] + 45.0
    assert found["357"] == pytest.approx(found["355"] * 0.42 / area, rel=1e-12)
    assert result.cost_gbp[0] == pytest.approx(found["355"], rel=1e-12)
    assert result.co2_kg_per_year[0] == pytest.approx(found["383"], rel=1e-12)
    assert result.primary_energy_kwh_per_year[0] == pytest.approx(found["483"], rel=1e-12)
    assert found["385"] == result.ei_rating[0]


def test_heat_from_a_network_is_a_fuel_of_its_own() -> None:
    use = sap10.rate([on_network()]).fuel_use
    assert use.high_rate_code[0, :1].tolist() == [NETWORK_GAS]
    assert not fuels.is_electricity(use.high_rate_code[0, :1]).any()
    assert use.annual_kwh[0, 0] == pytest.approx(lines(on_network())["307"])


def test_imposed_lines_hold_on_their_own_branch_only() -> None:
    individual, network = heated(system(104, GAS, 2106)), on_network()
    batch = [individual, network]
    free = sap10.rate(batch)
    imposed = sap10.rate(batch, impose={"355": 1000.0, "272": 5000.0})
    assert imposed.cost_gbp[1] == 1000.0
    assert imposed.cost_gbp[0] == free.cost_gbp[0]
    assert imposed.co2_kg_per_year[0] == 5000.0
    assert imposed.co2_kg_per_year[1] == free.co2_kg_per_year[1]


def test_a_network_dwelling_without_its_network_is_a_fault() -> None:
    dwelling = replace(on_network(), heat_networks=())
    with pytest.raises(CalculatorFault, match=dwelling.reference):
        sap10.rate([dwelling])


CASES: tuple[Callable[[], Dwelling], ...] = (
    lambda: heated(system(104, GAS, 2106)),
    on_network,
    lambda: on_network(302, 2311),
    lambda: on_network(304, fuel=NETWORK_HEAT_PUMP, hot_water=BY_IMMERSION),
    water_only,
    lambda: water_only(951),
    lambda: water_only(952, NETWORK_HEAT_PUMP),
    lambda: on_network(sources=(boiler(0.5), boiler(0.5, 43))),
)


@pytest.mark.parametrize("calculation", ["rating", "costs", "emissions"])
def test_one_by_one_equals_batch(calculation: Any) -> None:
    dwellings = [case() for case in CASES] * 3
    batch = sap10.rate(dwellings, calculation)
    for index, dwelling in enumerate(dwellings):
        alone = sap10.rate([dwelling], calculation)
        for name in ("sap_score", "ei_score", "cost_gbp", "primary_energy_kwh_per_year"):
            np.testing.assert_allclose(
                getattr(alone, name)[0], getattr(batch, name)[index], rtol=1e-12
            )


def test_inputs_are_flat_tables() -> None:
    batch = DwellingBatch.of([case() for case in CASES])
    assert batch.heat_networks.dwelling.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert batch.heat_sources.dwelling.tolist() == [7, 7]


def random_network_dwelling(seed: int) -> Dwelling:
    """Return a random dwelling on random networks with one to five sources each."""
    random = np.random.default_rng(seed)
    base = random_dwelling(seed)
    on_space = bool(random.integers(4))
    roles = [NetworkRole.SPACE] if on_space else []
    water_code = int(random.choice([901, 950, 951, 952, 903])) if on_space else 950
    if water_code >= 950:
        roles.append(NetworkRole.WATER)
    networks, sources = [], []
    for role in roles:
        networks.append(
            HeatNetwork(
                role=role,
                distribution_loss_factor=float(random.uniform(1.0, 2.0)),
                is_flat_rate=bool(random.integers(2)),
                pumping_share=float(random.uniform(0.0, 0.05)),
                chp_electricity_code=int(random.integers(81, 90)),
                is_listed=int(random.integers(6)) == 0,
                price_p_per_kwh=5.0,
                co2_kg_per_kwh=0.1,
                primary_energy_factor=0.9,
                has_interface_unit=bool(random.integers(2)),
                interface_unit_loss_kwh_per_day=float(random.uniform(0.0, 2.0)),
                interface_unit_electricity_kwh_per_day=float(random.uniform(0.0, 0.3)),
            )
        )
        shares = random.dirichlet(np.ones(int(random.integers(1, 6))))
        for place, share in enumerate(shares):
            kind = HeatSourceKind.CHP if place == 0 else HeatSourceKind(int(random.choice([0, 2])))
            fuel = NETWORK_HEAT_PUMP if kind == HeatSourceKind.HEAT_PUMP else NETWORK_GAS
            sources.append(HeatSource(role=role, kind=kind, fuel=fuel, fraction=float(share)))
    water = replace(base.hot_water, code=water_code, fuel=NETWORK_GAS if water_code > 903 else 30)
    main_1 = base.main_1
    if on_space:
        control = int(random.integers(2301, 2315))
        main_1 = system(302, NETWORK_GAS, control, emitter=Emitter.RADIATORS)
    return replace(
        base,
        main_1=main_1,
        main_2=HeatingSystem(),
        space_heating=replace(base.space_heating, main_2_fraction=0.0),
        hot_water=water,
        heat_networks=tuple(networks),
        heat_sources=tuple(sources),
    )


@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_random_networks() -> None:
    """Finite; the heat of the sources adds up; the ratings are those of each dwelling alone."""
    dwellings = [random_network_dwelling(seed) for seed in range(400)]
    result = sap10.rate(dwellings)
    for name in ("sap_score", "ei_score", "primary_energy_kwh_per_m2"):
        assert np.isfinite(getattr(result, name)).all()
    for index in range(0, 400, 9):
        found = lines(dwellings[index], prices=None)
        for heat in ("307", "310"):
            own = [found[f"{heat}{slot}"] for slot in "abcde" if f"{heat}{slot}" in found]
            if own:
                assert sum(own) == pytest.approx(found[heat], rel=1e-9)
        parts = [363, 364, 365, 366, 368, 369, 370, 371, 372]
        co2 = sum(found.get(str(n), 0.0) for n in parts) + found.get("371a", 0.0)
        is_clamped = co2 < 0.0 and found["373"] == 0.0
        assert is_clamped or found["373"] == pytest.approx(co2, rel=1e-9)
        total = "355" if "355" in found else "255"
        assert found[total] == pytest.approx(result.cost_gbp[index], rel=1e-12)


def test_less_loss_and_better_charging_never_cost_more() -> None:
    for seed in range(40):
        dwelling = random_network_dwelling(seed)
        scores = [
            sap10.rate(
                [
                    replace(
                        dwelling,
                        heat_networks=tuple(
                            replace(one, distribution_loss_factor=factor, is_flat_rate=False)
                            for one in dwelling.heat_networks
                        ),
                    )
                ]
            ).cost_gbp[0]
            for factor in (1.0, 1.3, 2.0)
        ]
        assert scores == sorted(scores)


def test_chp_that_burns_two_fuels() -> None:
    """Worksheet 12b: lines (361) to (366) once more for the second fuel, here in one sum."""
    gas = HeatSource(kind=HeatSourceKind.CHP, fuel=NETWORK_GAS, fraction=0.4)
    biomass = replace(gas, fuel=43, fraction=0.2)
    found = lines(on_network(302, sources=(gas, boiler(0.4), biomass)))
    assert found["303a"] == pytest.approx(0.6)
    assert found["303b"] == pytest.approx(0.4)
    assert "303c" not in found
    assert found["363"] == pytest.approx(found["307"] / 0.5 * (0.4 * 0.210 + 0.2 * 0.029))
    assert found["340a"] == pytest.approx(found["307a"] * 0.0297)


def test_network_beside_cooling_and_pumps() -> None:
    """Sections 9b to 13b with fixed cooling: (314), (315), (348), (377), (477)."""
    found = lines(on_network(general={"cooled_area_m2": 30.0, "cooling_seer": 4.3}))
    assert found["314"] == 4.3
    assert found["315"] == pytest.approx(found["107"] / 4.3)
    assert found["348"] == pytest.approx(found["315"] * 0.1319)
    assert found["383"] == pytest.approx(
        found["376"] + found["377"] + found["378"] + found["379"], rel=1e-12
    )
    assert found["483"] == pytest.approx(
        found["476"] + found["477"] + found["478"] + found["479"], rel=1e-12
    )
