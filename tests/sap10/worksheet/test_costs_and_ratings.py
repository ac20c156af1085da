"""Sections 10a to 13a: costs, ratings, emissions and primary energy."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sap10.codes import Immersion, Orientation, Prices, Ruleset, Tariff
from sap10.dwelling import Dwelling, HeatingSystem, PvArray
from sap10.tables import fuels
from sap10.tables.bands import bands
from sap10.worksheet.chain import Worksheet
from sap10.worksheet.end_uses import EndUse
from sap10.worksheet.fuel_costs import unit_price
from sap10.worksheet.rating import rounded_rating
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

GAS = 1
COAL = 11
ELECTRICITY = 30
RDSAP = {"ruleset": Ruleset.RDSAP}
IMMERSION = CYLINDER | {"code": 903, "fuel": ELECTRICITY, "immersion": Immersion.DUAL}


def table_32(dwelling: Dwelling) -> Worksheet:
    return worksheet_of(dwelling, prices=Prices.TABLE_32)


def price(worksheet: Worksheet, use: EndUse) -> float:
    return float(unit_price(worksheet.energy.uses, np.array([Prices.TABLE_32]))[0, use])


def test_rdsap_rating_comes_from_the_unrounded_cost_factor() -> None:
    """Findings 11.1: (255) 660.9750, floor area 128.0."""
    dwelling = heated(system(104, GAS, 2106), general=RDSAP)
    rating = worksheet_of(dwelling, impose={"4": 128.0, "255": 660.9750}).rating
    assert rating.deflator[0] == 0.42
    assert rating.energy_cost_factor[0] == pytest.approx(1.604679, abs=5e-7)
    assert rating.score[0] == pytest.approx(77.6147, abs=5e-5)
    assert rating.rating[0] == 78.0


@pytest.mark.parametrize(
    ("prices", "factor", "score"),
    [
        (Prices.TABLE_12, 3.0, 51.37),
        (Prices.TABLE_12, 3.5, 108.8 - 120.5 * np.log10(3.5)),
        (Prices.TABLE_12, 10.0, 1.0),
        (Prices.TABLE_12, -1.0, 116.21),
        (Prices.TABLE_32, 3.0, 58.15),
        (Prices.TABLE_32, 3.5, 117.0 - 121.0 * np.log10(3.5)),
        (Prices.TABLE_32, 20.0, 1.0),
    ],
)
@pytest.mark.pins("256..258")
def test_rating_equations(prices: Prices, factor: float, score: float) -> None:
    """SAP 10.2 equations (8), (9); RdSAP 10 section 20.1; not below 1."""
    rating = worksheet_of(
        heated(system(104, GAS, 2106)), prices=prices, impose={"257": factor}
    ).rating
    assert max(rating.score[0], 1.0) == pytest.approx(score)
    assert rating.rating[0] == np.floor(score + 0.5)


def test_halves_are_rounded_up() -> None:
    scores = np.array([68.49, 68.5, 69.5, -30.0, 0.4, 101.5])
    assert rounded_rating(scores).tolist() == [68.0, 69.0, 70.0, 1.0, 1.0, 102.0]


@pytest.mark.pins("Table 14")
def test_bands_of_table_14() -> None:
    ratings = np.array([1, 20, 21, 38, 39, 54, 55, 68, 69, 80, 81, 91, 92, 110])
    assert "".join(bands(ratings)) == "GGFFEEDDCCBBAA"


@pytest.mark.parametrize(
    ("code", "control", "tariff", "expected"),
    [
        (691, 2603, Tariff.TEN_HOUR, 11.09),
        (691, 2603, Tariff.SEVEN_HOUR, 15.29),
        (408, 2401, Tariff.SEVEN_HOUR, 7.458),
        (401, 2401, Tariff.SEVEN_HOUR, 5.50),
        (409, 2404, Tariff.TWENTY_FOUR_HOUR, 6.61),
        (224, 2206, Tariff.SEVEN_HOUR, 0.90 * 15.29 + 0.10 * 5.50),
        (224, 2206, Tariff.TEN_HOUR, 0.60 * 14.68 + 0.40 * 7.50),
        (211, 2206, Tariff.SEVEN_HOUR, 0.70 * 15.29 + 0.30 * 5.50),
        (191, 2106, Tariff.SEVEN_HOUR, 0.90 * 15.29 + 0.10 * 5.50),
        (193, 2106, Tariff.SEVEN_HOUR, 5.50),
        (424, 2703, Tariff.TEN_HOUR, 11.09),
        (691, 2603, Tariff.STANDARD, 13.19),
    ],
)
@pytest.mark.pins("240a..240e", "Table 12a")
def test_space_heating_price_by_system_and_tariff(
    code: int, control: int, tariff: Tariff, expected: float
) -> None:
    """Findings 10.3, 10.5: Table 12a."""
    main = system(code, fuels.ANY_ELECTRICITY, control)
    found = table_32(heated(main, tariff=tariff, hot_water=IMMERSION))
    assert price(found, EndUse.MAIN_1) == pytest.approx(expected)
    energy = found.energy.main_1_fuel.sum()
    assert found.costs.main_1[0] == pytest.approx(energy * expected / 100.0)


@pytest.mark.pins("242a..242e", "Table 12a")
def test_electric_secondary_heating_is_direct_acting() -> None:
    """Findings 10.5: on 7-hour wholly at the high rate, beside storage heaters at the low rate."""
    dwelling = heated(
        system(401, ELECTRICITY, 2401),
        tariff=Tariff.SEVEN_HOUR,
        hot_water=IMMERSION,
        space_heating={"secondary_code": 693, "secondary_fuel": ELECTRICITY},
    )
    assert price(table_32(dwelling), EndUse.SECONDARY) == pytest.approx(15.29)


@pytest.mark.parametrize(
    ("immersion", "fraction"), [(Immersion.NONE, 0.70), (Immersion.DUAL, 0.17)]
)
@pytest.mark.pins("243..246", "Table 12a")
def test_heat_pump_water_on_off_peak(immersion: Immersion, fraction: float) -> None:
    """Findings 10.6."""
    dwelling = heated(
        system(224, ELECTRICITY, 2206),
        tariff=Tariff.TEN_HOUR,
        hot_water=CYLINDER | {"immersion": immersion},
    )
    expected = fraction * 14.68 + (1.0 - fraction) * 7.50
    assert price(table_32(dwelling), EndUse.WATER) == pytest.approx(expected)


@pytest.mark.pins("Table 12a", "249", "250")
def test_other_uses_on_the_7_hour_tariff() -> None:
    """Findings 10.7, M.3: 14.311 p; ventilation fans 0.71 at the high rate."""
    found = table_32(
        heated(system(401, ELECTRICITY, 2401), tariff=Tariff.SEVEN_HOUR, hot_water=IMMERSION)
    )
    for use in (EndUse.LIGHTING, EndUse.PUMPS, EndUse.ELECTRIC_SHOWERS, EndUse.PV_USED):
        assert price(found, use) == pytest.approx(14.311)
    fans = 0.71 * 15.29 + 0.29 * 5.50
    assert price(found, EndUse.VENTILATION_FANS) == pytest.approx(fans)
    assert price(found, EndUse.PV_EXPORTED) == pytest.approx(13.19)


@pytest.mark.pins("247", "247a", "248")
def test_each_end_use_is_billed_at_its_own_fuel() -> None:
    """Findings 10.2, 9.8: coal fire beside a gas boiler, immersion for water."""
    dwelling = heated(
        system(104, GAS, 2106),
        hot_water=IMMERSION,
        space_heating={"secondary_code": 631, "secondary_fuel": COAL},
    )
    found = table_32(dwelling)
    prices = [price(found, use) for use in (EndUse.MAIN_1, EndUse.SECONDARY, EndUse.WATER)]
    assert prices == pytest.approx([3.48, 3.67, 13.19])
    assert 3585.2401 * prices[1] / 100.0 == pytest.approx(131.58, abs=0.005)


@pytest.mark.parametrize(
    ("main", "water", "tariff", "charge"),
    [
        (system(104, GAS, 2106), {}, Tariff.STANDARD, 120.0),
        (system(104, 2, 2106), {"fuel": 2}, Tariff.STANDARD, 70.0),
        (system(130, 4, 2106), {"fuel": 4}, Tariff.STANDARD, 0.0),
        (system(691, ELECTRICITY, 2603), IMMERSION, Tariff.STANDARD, 0.0),
        (system(691, ELECTRICITY, 2603), {"code": 907, "fuel": GAS}, Tariff.STANDARD, 120.0),
        (system(401, ELECTRICITY, 2401), IMMERSION, Tariff.SEVEN_HOUR, 24.0),
        (system(224, ELECTRICITY, 2206), CYLINDER, Tariff.TEN_HOUR, 23.0),
        (system(104, GAS, 2106), IMMERSION, Tariff.SEVEN_HOUR, 144.0),
        (system(104, GAS, 2106), {}, Tariff.SEVEN_HOUR, 120.0),
        (system(409, ELECTRICITY, 2404), IMMERSION, Tariff.TWENTY_FOUR_HOUR, 70.0),
    ],
)
@pytest.mark.pins("251", "Table 12")
def test_standing_charges(
    main: HeatingSystem[float, int, bool], water: dict[str, object], tariff: Tariff, charge: float
) -> None:
    """Findings 10.8, Table 32 note a."""
    found = table_32(heated(main, tariff=tariff, hot_water=water))
    assert found.costs.standing_charges[0] == charge


def test_gas_secondary_heating_brings_its_standing_charge() -> None:
    dwelling = heated(
        system(691, ELECTRICITY, 2603),
        hot_water={"code": 909, "fuel": ELECTRICITY},
        space_heating={"secondary_code": 609, "secondary_fuel": GAS},
    )
    assert table_32(dwelling).costs.standing_charges[0] == 120.0


@pytest.mark.pins("255")
def test_the_parts_of_the_cost_add_up() -> None:
    dwelling = heated(
        system(224, ELECTRICITY, 2206, has_pump=True),
        tariff=Tariff.SEVEN_HOUR,
        hot_water=CYLINDER,
    )
    costs = table_32(dwelling).costs
    assert costs.main_1_high_rate_cost is not None
    assert costs.main_1_low_rate_cost is not None
    assert costs.water_high_rate_cost is not None
    assert costs.water_low_rate_cost is not None
    assert costs.water_one_rate_cost is None
    parts = (
        costs.main_1_high_rate_cost
        + costs.main_1_low_rate_cost
        + costs.water_high_rate_cost
        + costs.water_low_rate_cost
        + costs.pumps_and_fans
        + costs.lighting
        + costs.standing_charges
    )
    assert costs.total[0] == pytest.approx(parts[0])


PV = PvArray(
    peak_power_kwp=2.36, orientation=Orientation.SOUTH_WEST, pitch_deg=45.0, overshading_factor=1.0
)


def test_pv_credit_at_one_price_does_not_depend_on_own_use() -> None:
    """Findings M.3, M.5: import and export both 13.19 p: GBP 250.02 for 2.36 kWp."""
    dwelling = heated(system(104, GAS, 2106), pv_arrays=(PV,))
    dwelling = replace(dwelling, electricity=replace(dwelling.electricity, is_export_capable=True))
    generation = table_32(dwelling).costs.generation
    assert generation is not None
    assert -generation[0] == pytest.approx(250.02, abs=0.01)


@pytest.mark.pins("252", "Appendix M")
def test_a_share_of_a_buildings_array_earns_no_costs() -> None:
    """Appendix M1 step 2, case c: CO2 and primary energy only."""
    dwelling = heated(system(104, GAS, 2106), pv_arrays=(PV,))
    shared_array = replace(
        dwelling,
        electricity=replace(
            dwelling.electricity, is_export_capable=True, is_pv_connected_to_dwelling=False
        ),
    )
    found = table_32(shared_array)
    assert found.costs.generation is not None
    assert found.costs.generation[0] == 0.0
    assert found.emissions.generation is not None
    assert found.emissions.generation.sum() < 0.0


@pytest.mark.pins("263", "277")
def test_secondary_heating_takes_its_own_factors() -> None:
    """Findings 12.3: coal by the annual factors of Table 12."""
    dwelling = heated(
        system(104, GAS, 2106), space_heating={"secondary_code": 631, "secondary_fuel": COAL}
    )
    found = worksheet_of(dwelling)
    assert found.energy.secondary_fuel is not None
    assert found.emissions.secondary is not None
    assert found.primary_energy.secondary is not None
    burnt = found.energy.secondary_fuel.sum()
    assert found.emissions.secondary.sum() == pytest.approx(0.395 * burnt)
    assert found.primary_energy.secondary.sum() == pytest.approx(1.064 * burnt)


@pytest.mark.pins("261", "275", "Table 12d", "Table 12e")
def test_off_peak_heat_is_blended_month_by_month() -> None:
    """Findings 12.2: Tables 12d and 12e with the fractions of Table 12a, as for cost."""
    dwelling = heated(system(224, ELECTRICITY, 2206), tariff=Tariff.TEN_HOUR, hot_water=CYLINDER)
    found = worksheet_of(dwelling)
    monthly = found.energy.main_1_fuel[0]
    co2 = 0.60 * fuels.CO2_FACTOR[34] + 0.40 * fuels.CO2_FACTOR[33]
    energy = 0.60 * fuels.PRIMARY_ENERGY_FACTOR[34] + 0.40 * fuels.PRIMARY_ENERGY_FACTOR[33]
    np.testing.assert_allclose(found.emissions.main_1[0], monthly * co2)
    np.testing.assert_allclose(found.primary_energy.main_1[0], monthly * energy)


@pytest.mark.pins("264", "278")
def test_summer_immersion_is_counted_once() -> None:
    """Findings C.7: the specification's way; software adds the summer electricity twice."""
    dwelling = heated(system(158, COAL, 2106), hot_water=CYLINDER | {"has_summer_immersion": True})
    found = worksheet_of(dwelling)
    annual = found.energy.uses.kwh[0]
    expected = annual[EndUse.WATER].sum() * 0.395 + (
        annual[EndUse.SUMMER_IMMERSION] @ fuels.CO2_FACTOR[30]
    )
    assert found.emissions.water.sum() == pytest.approx(expected)
    assert found.costs.summer_immersion is not None


@pytest.mark.parametrize(
    ("factor", "score"), [(20.0, 73.2), (28.3, 200.0 - 95.0 * np.log10(28.3)), (100.0, 10.0)]
)
@pytest.mark.pins("274")
def test_environmental_impact_equations(factor: float, score: float) -> None:
    found = worksheet_of(
        heated(system(104, GAS, 2106)), impose={"272": factor * (100.0 + 45.0)}
    ).emissions
    assert found.score[0] == pytest.approx(score)


@settings(deadline=None, max_examples=25)
@given(rise=st.floats(1.0, 200.0))
def test_rating_falls_when_energy_costs_more(rise: float) -> None:
    dwelling = heated(system(104, GAS, 2106))
    cost = float(worksheet_of(dwelling).costs.total[0])
    dearer = worksheet_of(dwelling, impose={"255": cost + rise}).rating
    assert dearer.score[0] < worksheet_of(dwelling).rating.score[0]


@settings(deadline=None, max_examples=25)
@given(u_value=st.floats(0.1, 2.0), more=st.floats(0.05, 1.0))
def test_rating_falls_with_heat_loss(u_value: float, more: float) -> None:
    base = heated(system(104, GAS, 2106))
    dwellings = [
        replace(base, elements=tuple(replace(e, u_value=u) for e in base.elements))
        for u in (u_value, u_value + more)
    ]
    found = worksheet_of(*dwellings)
    assert found.rating.score[1] < found.rating.score[0]
    assert found.emissions.total[1] > found.emissions.total[0]
    assert found.primary_energy.total[1] > found.primary_energy.total[0]
