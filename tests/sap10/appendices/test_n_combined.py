"""Appendix N: packages of a heat pump and a boiler, footnote 42, N3.6 and N3.7 d."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.codes import Tariff
from sap10.dwelling import Dwelling
from sap10.products import PackageKind, PackageVessel
from sap10.water_inputs import FlueGasHeatRecovery
from sap10.worksheet.end_uses import EndUse
from tests.sap10.appendices.packaged import performance, results, with_package
from tests.sap10.water_products import SAVINGS
from tests.sap10.worksheet.heated import CYLINDER, present, system, worksheet_of

GAS = 1
HEAT_PUMP_SPACE, HEAT_PUMP_WATER = 0.7, 0.4
BOILER_SPACE = 88.0


def combined(
    space_share: float = HEAT_PUMP_SPACE,
    water_share: float = HEAT_PUMP_WATER,
    *,
    boiler_code: int = 102,
    water_code: int = 914,
    **groups: Any,
) -> Dwelling:
    """Return a dwelling with a heat pump of 250 % and a boiler of 90 % in winter, 79 in summer."""
    records = results(
        [(0.2, 250.0, 200.0), (8.0, 250.0, 200.0)],
        space_share=space_share,
        water_share=water_share,
        boiler_efficiency_percent=BOILER_SPACE,
    )
    dwelling = with_package(
        records,
        kind=PackageKind.COMBINED_WITH_BOILER,
        vessel=PackageVessel.UNSPECIFIED_CYLINDER,
        groups={"hot_water": {"code": water_code, "fuel": GAS} | CYLINDER} | groups,
    )
    boiler = system(
        boiler_code,
        GAS,
        2207,
        is_efficiency_given=True,
        winter_efficiency_percent=90.0,
        summer_efficiency_percent=79.0,
        design_flow_temperature_c=35.0,
    )
    return replace(dwelling, main_2=boiler)


@pytest.mark.pins("203", "206", "207")
def test_heat_pump_and_boiler_share_the_space_heat():
    """The boiler's efficiency has no in-use factor and no correction of Table 4c."""
    energy = worksheet_of(combined()).energy
    np.testing.assert_allclose(energy.main_2_share, [1.0 - HEAT_PUMP_SPACE])
    np.testing.assert_allclose(energy.main_1_efficiency, [0.95 * 250.0])
    np.testing.assert_allclose(present(energy.main_2_efficiency), [BOILER_SPACE])


def test_the_package_is_sized_for_the_whole_dwelling():
    alone = replace(combined(), main_2=with_package().main_2)
    found = performance(combined(), alone)
    assert found.plant_size_ratio[0] == found.plant_size_ratio[1]


def test_outside_the_data_the_shares_hold_and_the_heat_pump_has_100_percent():
    records = (
        *results([(0.01, 250.0, 200.0)], 8.0, space_share=0.3, water_share=0.2),
        *results([(0.02, 250.0, 200.0)], 8.0, space_share=0.6, water_share=0.5),
    )
    found = performance(replace(combined(), package_results=records))
    assert found.plant_size_ratio[0] > 0.02
    assert found.space_efficiency[0] == pytest.approx(95.0)
    assert found.boiler_share[0] == pytest.approx(0.4)
    assert found.water_share[0] == pytest.approx(0.5)


@pytest.mark.pins("217", "219", "Appendix N")
def test_heat_pump_and_boiler_share_the_water():
    worksheet = worksheet_of(combined())
    energy = worksheet.energy
    water = energy.water_output.output
    space = worksheet.space_heating.requirement_kwh * energy.main_2_fraction[:, None]
    of_boiler = water * (1.0 - HEAT_PUMP_WATER)
    d1 = (space + of_boiler) / (space / 90.0 + of_boiler / 79.0)
    by_boiler = of_boiler * 100.0 / d1
    by_heat_pump = water * HEAT_PUMP_WATER * 100.0 / (200.0 * 0.6)
    np.testing.assert_allclose(energy.uses.kwh[:, EndUse.WATER], by_boiler)
    np.testing.assert_allclose(energy.uses.kwh[:, EndUse.SUMMER_IMMERSION], by_heat_pump)
    np.testing.assert_allclose(energy.water_heater_fuel, by_boiler + by_heat_pump)
    assert energy.uses.high_rate_code[0, EndUse.WATER] == GAS
    assert energy.uses.high_rate_code[0, EndUse.SUMMER_IMMERSION] == 30


@pytest.mark.pins("63d", "64", "217", "219", "Appendix G")
def test_flue_gases_save_of_the_boilers_part_only():
    """Section 4.5 c: (63d) is of the part of (64) that the boiler makes, not the heat pump's."""
    plain = combined()
    recovery = FlueGasHeatRecovery(direct_useful_fraction=0.0, direct_total_fraction=0.12)
    recovery = replace(recovery, has_heat_store=True)
    found = worksheet_of(
        replace(plain, flue_gas_recovery=recovery, flue_gas_savings=SAVINGS)
    ).energy
    without = worksheet_of(plain)
    saved = -present(found.water_output.flue_gas_input)[0]
    before = without.energy.water_output.output[0]
    assert (saved > 0.0).all()
    np.testing.assert_allclose(found.water_output.output[0], before - saved)
    by_heat_pump = found.uses.kwh[:, EndUse.SUMMER_IMMERSION]
    np.testing.assert_allclose(by_heat_pump[0], without.energy.uses.kwh[0, EndUse.SUMMER_IMMERSION])
    np.testing.assert_allclose(by_heat_pump[0], before * HEAT_PUMP_WATER / 1.2)
    of_boiler = before * (1.0 - HEAT_PUMP_WATER) - saved
    space = without.space_heating.requirement_kwh[0] * (1.0 - HEAT_PUMP_SPACE)
    burnt = (space / 90.0 + of_boiler / 79.0) / (space + of_boiler) * of_boiler * 100.0
    np.testing.assert_allclose(found.uses.kwh[0, EndUse.WATER], burnt)


@pytest.mark.pins("63d", "Appendix G")
def test_flue_gases_save_no_more_than_the_boiler_makes():
    recovery = FlueGasHeatRecovery(direct_useful_fraction=1.0, direct_total_fraction=5.0)
    dwelling = replace(
        combined(),
        flue_gas_recovery=replace(recovery, has_heat_store=True),
        flue_gas_savings=SAVINGS,
    )
    found = worksheet_of(dwelling).energy
    before = worksheet_of(combined()).energy.water_output.output
    np.testing.assert_allclose(found.water_output.output, HEAT_PUMP_WATER * before)
    np.testing.assert_allclose(found.uses.kwh[:, EndUse.WATER], 0.0, atol=1e-9)


def test_water_of_one_generator_alone():
    by_boiler = worksheet_of(combined(water_share=0.0)).energy
    assert by_boiler.uses.annual_kwh[0, EndUse.SUMMER_IMMERSION] == 0.0
    assert by_boiler.water_heater_efficiency.min() == pytest.approx(79.0)
    by_heat_pump = worksheet_of(combined(water_share=1.0, water_code=901)).energy
    np.testing.assert_allclose(by_heat_pump.water_heater_efficiency, 120.0)


def test_off_peak_the_heat_pumps_water_has_the_fraction_of_appendix_n():
    found = worksheet_of(combined(tariff=Tariff.TEN_HOUR)).energy
    assert found.uses.high_rate_fraction[0, EndUse.SUMMER_IMMERSION] == pytest.approx(0.70)


@pytest.mark.parametrize(("boiler_code", "has_circuit"), [(102, True), (104, False)])
def test_an_integral_vessel_has_a_primary_circuit_to_a_boiler_that_is_no_combi(
    boiler_code, has_circuit
):
    dwelling = combined(boiler_code=boiler_code)
    integral = replace(
        dwelling.packages[0],
        vessel=PackageVessel.INTEGRAL,
        vessel_volume_l=150.0,
        vessel_loss_kwh_per_day=1.4,
    )
    water = worksheet_of(replace(dwelling, packages=(integral,))).water_heating
    assert bool(water.primary_circuit_loss.sum() > 0.0) is has_circuit


def test_alone_or_in_a_batch():
    several = [combined(), with_package(), combined(0.2, 0.9)]
    together = worksheet_of(*several)
    for index, dwelling in enumerate(several):
        alone = worksheet_of(dwelling)
        np.testing.assert_allclose(together.rating.score[index], alone.rating.score[0], rtol=1e-12)
