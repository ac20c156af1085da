"""Section 9a: fuel of heating and hot water, and photovoltaics."""

from dataclasses import replace

import numpy as np
import pytest

from sap10.arrays import FloatArray
from sap10.codes import Immersion, Orientation, Tariff
from sap10.dwelling import Dwelling, PvArray
from sap10.months import IS_SUMMER
from sap10.worksheet.end_uses import EndUse
from sap10.worksheet.energy_requirements import EnergyRequirements
from tests.sap10.worksheet.heated import CYLINDER, heated, system, winter, worksheet_of

GAS = 1
OIL = 4
COAL = 11
ELECTRICITY = 30


def energy_of(dwelling: Dwelling, **imposed: float | FloatArray) -> EnergyRequirements:
    lines = {name.removeprefix("line_"): value for name, value in imposed.items()}
    return worksheet_of(dwelling, impose=lines).energy


@pytest.mark.pins("203..207", "211", "213")
def test_two_oil_boilers_share_the_requirement() -> None:
    """Findings 4.7: code 130 (82 %) twice, 51 % and 49 % of (98c)."""
    boiler = system(130, OIL, 2106)
    dwelling = heated(boiler, boiler, space_heating={"main_2_fraction": 0.49})
    energy = energy_of(dwelling, line_98c=winter(12646.3783))
    assert energy.main_1_fuel.sum() == pytest.approx(7865.4304, abs=5e-4)
    assert energy.main_2_fuel is not None
    assert energy.main_2_fuel.sum() == pytest.approx(7556.9821, abs=5e-4)


@pytest.mark.pins("217", "219", "Appendix D")
def test_boiler_water_efficiency_follows_equation_d1() -> None:
    """Findings 4.7, by hand: 82 / 73 %, 500 kWh of space and 200 kWh of water in January."""
    energy = energy_of(
        heated(system(130, OIL, 2106)), line_98c=winter(2800.0), line_64=np.full(12, 200.0)
    )
    expected = (500.0 + 200.0) / (500.0 / 82.0 + 200.0 / 73.0)
    assert energy.water_heater_efficiency[0, 0] == pytest.approx(expected)
    assert (energy.water_heater_efficiency[0, IS_SUMMER] == 73.0).all()


def test_equation_d1_counts_only_the_boilers_own_share_of_space_heat() -> None:
    """Findings 4.7: (204) or (205), not all of (98c)."""
    boiler = system(130, OIL, 2106)
    dwelling = heated(boiler, boiler, space_heating={"main_2_fraction": 0.49})
    energy = energy_of(dwelling, line_98c=winter(2800.0), line_64=np.full(12, 200.0))
    expected = (255.0 + 200.0) / (255.0 / 82.0 + 200.0 / 73.0)
    assert energy.water_heater_efficiency[0, 0] == pytest.approx(expected)


def test_a_month_without_demand_takes_the_summer_efficiency() -> None:
    energy = energy_of(heated(system(130, OIL, 2106)), line_98c=0.0, line_64=0.0)
    assert (energy.water_heater_efficiency == 73.0).all()
    assert energy.water_heater_fuel.sum() == 0.0


def test_missing_cylinder_thermostat_costs_five_points_on_water() -> None:
    """Findings 4.8: summer efficiency 79.0, (64) 2778.72; a second system for water only."""
    boiler = system(
        102,
        GAS,
        2100,
        is_efficiency_given=True,
        winter_efficiency_percent=88.0,
        summer_efficiency_percent=79.0,
    )
    stored = CYLINDER | {"code": 914, "has_cylinder_thermostat": False}
    energy = energy_of(
        heated(system(104, GAS, 2106), boiler, hot_water=stored),
        line_64=np.full(12, 2778.72 / 12.0),
    )
    assert (energy.water_heater_efficiency == 74.0).all()
    assert energy.water_heater_fuel.sum() == pytest.approx(3755.0, abs=0.05)


def test_point_of_use_heater() -> None:
    """Findings 4.15: code 909 at 100 %."""
    dwelling = heated(system(691, ELECTRICITY, 2603), hot_water={"code": 909, "fuel": ELECTRICITY})
    energy = energy_of(dwelling, line_45=np.full(12, 2082.6250 / 12.0))
    assert energy.water_heater_fuel.sum() == pytest.approx(1770.2313, abs=5e-5)


@pytest.mark.pins("217", "Table 4a")
def test_heat_pump_water_takes_the_water_efficiency() -> None:
    """Findings 4.19: code 211 at 170 %, not 230 %."""
    energy = energy_of(heated(system(211, ELECTRICITY, 2206), hot_water=CYLINDER))
    fuel = energy.water_output.output.sum() / 1.70
    assert energy.water_heater_fuel.sum() == pytest.approx(fuel)


def test_summer_immersion_of_a_back_boiler() -> None:
    """Findings 4.14: code 158 at 65 % from October to May, else an immersion.

    The pin divides 2205.80 into 3393.51, which is 2205.78: its inputs are rounded.
    """
    output = np.where(IS_SUMMER, 684.55 / 4.0, 2205.80 / 8.0)
    dwelling = heated(
        system(158, COAL, 2106),
        hot_water=CYLINDER | {"has_summer_immersion": True, "immersion": Immersion.SINGLE},
    )
    energy = energy_of(dwelling, line_64=output)
    assert energy.water_heater_fuel.sum() == pytest.approx(4078.06, abs=0.04)
    annual = energy.uses.annual_kwh[0]
    assert annual[EndUse.WATER] == pytest.approx(3393.51, abs=0.04)
    assert annual[EndUse.SUMMER_IMMERSION] == pytest.approx(684.55)
    assert energy.uses.high_rate_code[0, EndUse.WATER] == COAL
    assert energy.uses.high_rate_code[0, EndUse.SUMMER_IMMERSION] == ELECTRICITY


def test_a_summer_immersion_leaves_the_primary_circuit_cold() -> None:
    dwelling = heated(system(158, COAL, 2106), hot_water=CYLINDER | {"has_summer_immersion": True})
    circuit = worksheet_of(dwelling).water_heating.primary_circuit_loss[0]
    assert (circuit[IS_SUMMER] == 0.0).all()
    assert (circuit[~IS_SUMMER] > 0.0).all()


@pytest.mark.pins("238")
def test_total_follows_the_printed_range_of_lines() -> None:
    energy = energy_of(heated(system(104, GAS, 2106, has_pump=True)))
    parts = energy.main_1_fuel + energy.water_heater_fuel
    assert energy.total_delivered[0] == pytest.approx(parts.sum() + 115.0 + energy.lighting[0])


ARRAY = PvArray(
    peak_power_kwp=4.0, orientation=Orientation.SOUTH, pitch_deg=30.0, overshading_factor=1.0
)


def with_pv(dwelling: Dwelling, **electricity: object) -> EnergyRequirements:
    change = {"is_export_capable": True} | electricity
    return energy_of(
        replace(
            dwelling,
            electricity=replace(dwelling.electricity, **change),  # pyright: ignore[reportArgumentType]
            pv_arrays=(ARRAY,),
        )
    )


def totals(energy: EnergyRequirements) -> tuple[float, float]:
    """Return what is used in the dwelling and exported, kWh/year, both positive."""
    assert energy.pv_used_in_dwelling is not None
    assert energy.pv_exported is not None
    return -float(energy.pv_used_in_dwelling.sum()), -float(energy.pv_exported.sum())


BOILER = heated(system(102, GAS, 2106), hot_water=CYLINDER)


@pytest.mark.pins("233a", "233b", "Appendix M")
def test_generation_is_used_or_exported() -> None:
    used, exported = totals(with_pv(BOILER))
    generated = with_pv(BOILER).pv_generation
    assert generated is not None
    assert used + exported == pytest.approx(-float(generated[0]))


def test_no_export_without_an_export_capable_meter() -> None:
    used, exported = totals(with_pv(BOILER))
    alone = totals(with_pv(BOILER, is_export_capable=False))
    assert exported > 0.0
    assert alone == (used, 0.0)


@pytest.mark.pins("Appendix M")
def test_a_battery_raises_own_use() -> None:
    """Findings M.2; more than 15 kWh counts as 15."""
    plain, some, full, beyond = (
        totals(with_pv(BOILER, battery_capacity_kwh=capacity))[0]
        for capacity in (0.0, 5.0, 15.0, 40.0)
    )
    assert plain < some < full
    assert full == beyond


def test_electric_secondary_heating_raises_own_use() -> None:
    """Findings M.1."""
    secondary = heated(
        system(102, GAS, 2106),
        hot_water=CYLINDER,
        space_heating={"secondary_code": 691, "secondary_fuel": ELECTRICITY},
    )
    assert totals(with_pv(secondary))[0] > totals(with_pv(BOILER))[0]


def test_low_rate_storage_heat_is_no_demand_for_pv() -> None:
    """Findings M.1: only codes 30, 32, 34, 35 and 38 count."""
    immersion = CYLINDER | {"code": 907, "fuel": GAS, "cylinder_volume_l": 0.0}
    heaters = system(401, ELECTRICITY, 2401)
    storage = heated(heaters, tariff=Tariff.SEVEN_HOUR, hot_water=immersion)
    gas = heated(system(603, GAS, 2602), tariff=Tariff.SEVEN_HOUR, hot_water=immersion)
    standard = heated(heaters, hot_water=immersion)
    assert totals(with_pv(storage)) == pytest.approx(totals(with_pv(gas)))
    assert totals(with_pv(standard))[0] > totals(with_pv(storage))[0]


@pytest.mark.parametrize(
    ("code", "tariff", "counts"),
    [
        (903, Tariff.STANDARD, True),
        (903, Tariff.SEVEN_HOUR, True),
        (901, Tariff.SEVEN_HOUR, True),
        (903, Tariff.TWENTY_FOUR_HOUR, False),
        (901, Tariff.TWENTY_FOUR_HOUR, False),
    ],
)
def test_water_by_immersion_is_demand_for_pv_at_the_high_rate(
    code: int, tariff: Tariff, counts: bool
) -> None:
    """M1 step 3a: (219) at code 30, (219) x (243) off-peak, "otherwise 0", as at code 35.

    Table 12a note a: the cylinder of a direct-acting electric boiler is no different.
    """
    dwelling = heated(
        system(191, ELECTRICITY, 2106),
        tariff=tariff,
        hot_water=CYLINDER | {"code": code, "fuel": ELECTRICITY, "immersion": Immersion.SINGLE},
    )
    with_array = replace(dwelling, pv_arrays=(ARRAY,))
    little, much = (
        totals(energy_of(with_array, line_64=np.full(12, kwh)))[0] for kwh in (10.0, 300.0)
    )
    assert (much > little) == counts


@pytest.mark.pins("63b", "64", "Appendix G")
def test_pv_diverter_heats_water_with_the_surplus() -> None:
    """Findings M.6: beta as without it, S is 0.72 of the surplus, export less S / 0.9."""
    big = heated(system(102, GAS, 2106), hot_water=CYLINDER | {"cylinder_volume_l": 210.0})
    plain, diverted = with_pv(big), with_pv(big, has_pv_diverter=True)
    assert plain.pv_exported is not None
    assert diverted.pv_exported is not None
    given = diverted.water_output.pv_diverter_input
    assert given is not None
    np.testing.assert_array_equal(diverted.pv_used_in_dwelling, plain.pv_used_in_dwelling)
    surplus = -plain.pv_exported
    np.testing.assert_allclose(
        -given, np.minimum(0.72 * surplus, plain.water_output.output), rtol=1e-12
    )
    np.testing.assert_allclose(-diverted.pv_exported, surplus + given / 0.9, atol=1e-9)
    np.testing.assert_allclose(
        diverted.water_output.output, plain.water_output.output + given, atol=1e-9
    )


@pytest.mark.parametrize(
    "change",
    [{"battery_capacity_kwh": 5.0}, {"is_pv_connected_to_dwelling": False}],
)
def test_pv_diverter_needs_pv_of_the_dwelling_and_no_battery(change: dict[str, object]) -> None:
    """Appendix G4 step 1."""
    big = heated(system(102, GAS, 2106), hot_water=CYLINDER | {"cylinder_volume_l": 210.0})
    assert with_pv(big, has_pv_diverter=True, **change).water_output.pv_diverter_input is None


def test_pv_diverter_needs_a_cylinder_bigger_than_the_daily_use() -> None:
    """BOILER has 110 litres, below line (43)."""
    assert with_pv(BOILER, has_pv_diverter=True).water_output.pv_diverter_input is None
