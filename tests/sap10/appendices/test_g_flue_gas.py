"""Appendix G1: flue gas heat recovery systems."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.appendices.g_flue_gas import coincidence_of
from sap10.codes import (
    CombiStore,
    CombiTest,
    CompensationClass,
    KeepHot,
    Orientation,
    ShowerKind,
)
from sap10.dwelling import Dwelling, Shower
from sap10.report import worksheet_document
from sap10.result import rate
from sap10.tables.flue_gas import operating_temperature_factor
from sap10.water_inputs import CombiProduct, FlueGasHeatRecovery, WasteWaterHeatRecovery
from sap10.worksheet.chain import Worksheet
from tests.sap10.water_products import SAVINGS, WASTE_WATER_TESTS, collector
from tests.sap10.worksheet.heated import CYLINDER, heated, system, worksheet_of

COMBI = system(104, 1, 2106)
BOILER = system(102, 1, 2106)
KF1, KF2 = 0.05, 0.12


def device(**change: Any) -> FlueGasHeatRecovery[float, int, bool]:
    given: dict[str, Any] = {"direct_useful_fraction": KF1, "direct_total_fraction": KF2}
    return FlueGasHeatRecovery(**(given | change))


def recovering(dwelling: Dwelling, **change: Any) -> Dwelling:
    return replace(dwelling, flue_gas_recovery=device(**change), flue_gas_savings=SAVINGS)


def saving_of(found: Worksheet) -> np.ndarray[Any, Any]:
    """Return line (63d) of the one dwelling, positive [kWh/month]."""
    given = found.energy.water_output.flue_gas_input
    assert given is not None
    return -given[0]


def stored_saving(heat: float, space: float, *, is_plain: bool, factor: float) -> float:
    """Equation (G2) and steps 2 to 6 in plain numbers."""
    levels = [row for row in SAVINGS if row.is_for_plain_combi == is_plain]
    within = min(max(heat, 80.0), 309.0)
    fraction = KF1 if is_plain else KF2

    def at(row: Any) -> float:
        recovered = row.a * math.log(within) + row.b * within + row.c
        return recovered * factor + fraction * within * (1.0 - factor)

    above = [row for row in levels if row.space_heat_kwh >= space]
    below = [row for row in levels if row.space_heat_kwh <= space]
    if not above:
        found = at(below[-1])
    else:
        high, low = above[0], below[-1]
        gap = high.space_heat_kwh - low.space_heat_kwh
        share = (space - low.space_heat_kwh) / gap if gap > 0.0 else 0.0
        found = at(low) + (at(high) - at(low)) * share
    return max(found, 0.0) * min(heat / 80.0, 1.0)


@pytest.mark.pins("63d", "64", "Appendix G")
def test_without_a_heat_store() -> None:
    """Equation (G1): Kf1 of the heat content, all of it in an instantaneous combi (Kn = 1)."""
    found = worksheet_of(recovering(heated(COMBI)))
    expected = KF1 * found.water_heating.energy_content[0]
    np.testing.assert_allclose(saving_of(found), expected)
    np.testing.assert_allclose(
        found.energy.water_output.output[0],
        found.water_heating.total_heat_required[0] - expected,
    )


@pytest.mark.parametrize(
    ("volume", "coincidence"),
    [
        (15.0, 1.0),
        (45.0, 1.0 - 0.77 * 30.0 / 60.0),
        (75.0, 0.23),
        (110.0, 0.48 - 110.0 / 300.0),
        (144.0, 0.0),
        (210.0, 0.0),
    ],
)
def test_coincidence_falls_with_the_stored_volume(volume: float, coincidence: float) -> None:
    """Equations (G7), a regular boiler with a cylinder."""
    boiler = heated(BOILER, hot_water=CYLINDER | {"cylinder_volume_l": volume})
    found = worksheet_of(recovering(boiler))
    expected = KF1 * coincidence * found.water_heating.energy_content[0]
    np.testing.assert_allclose(saving_of(found), expected, atol=1e-12)


def test_the_solar_part_of_a_cylinder_does_not_count_in_the_volume() -> None:
    """(G7) note 1; and the solar input is deducted first (G5)."""
    dwelling = heated(BOILER, hot_water=CYLINDER | {"cylinder_volume_l": 160.0})
    found = worksheet_of(replace(recovering(dwelling), solar_thermal=collector()))
    assert found.solar_heat is not None
    heat = found.water_heating.energy_content[0] - found.solar_heat.water_heat[0]
    np.testing.assert_allclose(
        saving_of(found), KF1 * (0.48 - 107.0 / 300.0) * np.maximum(heat, 0.0)
    )


@pytest.mark.pins("63d")
@pytest.mark.parametrize(
    ("flow", "compensation", "factor"),
    [
        (80.0, CompensationClass.NONE, 1.24),
        (45.0, CompensationClass.WEATHER_OR_ENHANCED_LOAD, 0.51),
        (50.0, CompensationClass.ENHANCED_WEATHER, 0.505),
    ],
)
def test_plain_combi_with_a_heat_store(
    flow: float, compensation: CompensationClass, factor: float
) -> None:
    """G1.2 steps 1 to 6 with the first set of coefficients, and Table G1."""
    combi = heated(replace(COMBI, design_flow_temperature_c=flow))
    found = worksheet_of(recovering(combi, has_heat_store=True, compensation=compensation))
    space = found.space_heating.requirement_kwh[0] * found.energy.main_1_fraction[0]
    heat = found.water_heating.energy_content[0]
    expected = [
        stored_saving(float(q), float(s), is_plain=True, factor=factor)
        for q, s in zip(heat, space, strict=True)
    ]
    np.testing.assert_allclose(saving_of(found), expected)


def test_small_demand_is_scaled_and_large_demand_held() -> None:
    """Below 80 kWh in proportion; above 309 kWh as there."""
    dwelling = recovering(heated(COMBI), has_heat_store=True)
    for demand in (40.0, 500.0):
        found = worksheet_of(dwelling, impose={"45": demand})
        space = found.space_heating.requirement_kwh[0] * found.energy.main_1_fraction[0]
        expected = [stored_saving(demand, float(s), is_plain=True, factor=1.24) for s in space]
        np.testing.assert_allclose(saving_of(found), expected)


@pytest.mark.pins("63d")
def test_keep_hot_adds_half_of_what_fuel_keeps_hot() -> None:
    """Equation (G5): by fuel all of the combi loss, by electricity nothing."""
    by_fuel, by_electricity = (
        worksheet_of(
            recovering(heated(COMBI, hot_water={"keep_hot": keep_hot}), has_heat_store=True)
        )
        for keep_hot in (KeepHot.FUEL_TIMED, KeepHot.ELECTRIC_TIMED)
    )
    loss = by_fuel.water_heating.combi_loss[0]
    difference = saving_of(by_fuel) - saving_of(by_electricity)
    np.testing.assert_allclose(difference, 0.5 * KF2 * loss)


@pytest.mark.pins("63d")
def test_cylinder_adds_half_of_its_losses() -> None:
    """Equation (G6), second set of coefficients."""
    found = worksheet_of(recovering(heated(BOILER, hot_water=CYLINDER), has_heat_store=True))
    water = found.water_heating
    loss = water.net_storage_loss[0] + water.primary_circuit_loss[0] + water.combi_loss[0]
    space = found.space_heating.requirement_kwh[0] * found.energy.main_1_fraction[0]
    coincidence = 0.48 - 110.0 / 300.0
    heat = water.energy_content[0]
    expected = [
        stored_saving(float(q), float(s), is_plain=False, factor=1.24)
        + 0.5 * KF2 * (float(lost) - (1.0 - coincidence) * float(q))
        for q, s, lost in zip(heat, space, loss, strict=True)
    ]
    np.testing.assert_allclose(saving_of(found), expected)


@pytest.mark.pins("61", "Table 3a", "Table 3b", "Table 3c")
@pytest.mark.parametrize("test", CombiTest)
def test_combi_loss_with_a_heat_store(test: CombiTest) -> None:
    """No water is rejected: 540 kWh instead of 600 untested, F1 or F2 alone tested."""
    product = CombiProduct(test=test, r1=0.05, f1=0.4, f2=0.6, f3=0.0001)
    found = worksheet_of(
        recovering(replace(heated(COMBI), combi_product=product), has_heat_store=True)
    ).water_heating
    days = found.storage_loss[0] * 0.0 + np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    per_day = {CombiTest.NONE: 540.0 / 365.0, CombiTest.PROFILE_M: 0.4}.get(test, 0.6)
    use = np.minimum(found.daily_hot_water[0] / 100.0, 1.0) if test == CombiTest.NONE else 1.0
    np.testing.assert_allclose(found.combi_loss[0], per_day * days * use)


@pytest.mark.pins("47..50", "56", "61", "Table 2b", "Table 3a", "Table 3b")
@pytest.mark.parametrize("test", [CombiTest.NONE, CombiTest.PROFILE_M])
def test_close_coupled_store(test: CombiTest) -> None:
    """G1.5: declared loss times 0.6 and 0.9, no primary circuit; Table 3a note *** by volume."""
    combi = replace(heated(COMBI), combi_product=CombiProduct(test=test, f1=0.4))
    found = worksheet_of(
        recovering(
            combi,
            has_heat_store=True,
            close_coupled_volume_l=35.0,
            close_coupled_loss_kwh_per_day=1.2,
        )
    ).water_heating
    assert found.storage_volume[0] == 35.0
    assert found.storage_loss.sum() == pytest.approx(365.0 * 1.2 * 0.54)
    assert found.primary_circuit_loss.sum() == 0.0
    use = np.minimum(found.daily_hot_water[0] / 100.0, 1.0)
    annual = np.where(test == CombiTest.NONE, (540.0 - 20.0 * 13.5) * use, 0.4 * 365.0)
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    np.testing.assert_allclose(found.combi_loss[0], annual * days / 365.0)


@pytest.mark.pins("G1..G13", "63d")
def test_photovoltaics_on_a_close_coupled_store() -> None:
    """G1.6 by hand; its months add up to the year's solar input."""
    dwelling = recovering(
        heated(COMBI),
        has_heat_store=True,
        close_coupled_volume_l=60.0,
        close_coupled_loss_kwh_per_day=1.2,
        pv_peak_power_kwp=0.6,
        pv_orientation=Orientation.SOUTH,
        pv_pitch_deg=30.0,
        pv_overshading_factor=0.8,
        pv_cable_loss=0.05,
    )
    found = worksheet_of(dwelling)
    pv = found.energy.coupled_store_pv
    assert pv is not None
    available = 0.84 * 0.6 * pv.annual_radiation[0] * 0.8 * 0.95
    ratio = available / found.water_heating.energy_content[0].sum()
    factor = 1.0 + 0.2 * math.log(0.76 * 60.0 / found.water_heating.annual_average_hot_water[0])
    expected = available * (1.0 - math.exp(-1.0 / ratio)) * min(factor, 1.0)
    assert pv.annual_solar_input[0] == pytest.approx(expected)
    without = worksheet_of(
        recovering(
            heated(COMBI),
            has_heat_store=True,
            close_coupled_volume_l=60.0,
            close_coupled_loss_kwh_per_day=1.2,
        )
    )
    by_sun = saving_of(found) - saving_of(without)
    assert by_sun.sum() == pytest.approx(expected)
    assert by_sun[6] > by_sun[0] > 0.0
    assert without.energy.coupled_store_pv is None
    lines = worksheet_document(rate([dwelling]), 0)["lines"]
    assert {f"G{number}" for number in range(1, 14)} <= set(lines)


@pytest.mark.pins("231")
def test_electricity_of_the_device() -> None:
    """G1.4: in (231), without a line of its own."""
    plain = heated(COMBI)
    used, usual = worksheet_of(
        recovering(plain, electricity_kwh_per_year=12.0), plain
    ).pumps_and_fans.total
    assert used - usual == pytest.approx(12.0)


def test_recovery_needs_a_boiler_that_heats_the_water() -> None:
    """G1: gas, LPG or oil; not an immersion beside the boiler."""
    immersion = heated(BOILER, hot_water=CYLINDER | {"code": 903, "fuel": 30})
    assert saving_of(worksheet_of(recovering(immersion))).sum() == 0.0


def test_waste_water_comes_first() -> None:
    """G5: flue gas recovery acts on what waste water leaves."""
    shower = Shower(kind=ShowerKind.MIXER, flow_l_per_min=9.0, waste_water_unit=1)
    dwelling = replace(
        recovering(heated(COMBI, showers=(shower,))),
        waste_water_recovery=(WasteWaterHeatRecovery(utilisation_factor=1.0),),
        waste_water_tests=WASTE_WATER_TESTS,
    )
    found = worksheet_of(dwelling)
    saved = found.water_heating.waste_water_input
    assert saved is not None
    np.testing.assert_allclose(
        saving_of(found), KF1 * (found.water_heating.energy_content[0] + saved[0])
    )


@pytest.mark.pins("Table G1")
def test_factor_of_the_operating_temperature() -> None:
    """Interpolated between 55 and 70 degC; from 70 to 80 degC the same."""
    flow = np.array([80.0, 70.0, 62.5, 55.0, 35.0, 20.0])
    none = np.zeros(6, dtype=np.int64)
    np.testing.assert_allclose(
        operating_temperature_factor(none, flow),
        [1.24, 1.24, 0.84 + 0.40 * 7.0 / 15.0, 0.84, 0.31, 0.31],
    )


def test_primary_stores_count_for_more() -> None:
    """(G7): Vk is 1.3 times the volume of a primary storage combi."""
    primary, secondary = (
        worksheet_of(
            recovering(
                replace(
                    heated(COMBI, hot_water={"combi_store_volume_l": 50.0}),
                    combi_product=CombiProduct(test=CombiTest.PROFILE_M, store=store),
                )
            )
        )
        for store in (CombiStore.PRIMARY, CombiStore.SECONDARY)
    )
    heat = primary.water_heating.energy_content[0]
    np.testing.assert_allclose(saving_of(primary), KF1 * (1.0 - 0.77 * 50.0 / 60.0) * heat)
    np.testing.assert_allclose(saving_of(secondary), KF1 * (1.0 - 0.77 * 35.0 / 60.0) * heat)


@pytest.mark.filterwarnings("error::RuntimeWarning")
@pytest.mark.parametrize("share", [1.0, 0.7, 0.3, 0.1, 0.0])
def test_coincidence_with_a_part_of_the_water(share: float) -> None:
    """(G7): one step after another, from 1 down to 0, whatever the boiler's share p."""
    volumes = np.linspace(0.0, 200.0, 81)
    found = coincidence_of(volumes, np.full(81, share))
    assert found[0] == 1.0
    assert found[-1] == 0.0
    assert (found >= 0.0).all()
    assert (np.diff(found) <= 1e-12).all()
    if share == 1.0:
        assert found[volumes == 75.0] == pytest.approx(0.23)
