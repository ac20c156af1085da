"""Appendix F: electric CPSUs, code 192."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.arrays import FloatArray
from sap10.codes import Orientation, Tariff
from sap10.dwelling import Dwelling, PvArray
from sap10.months import DAYS
from sap10.tables import fuels
from sap10.worksheet.end_uses import EndUse
from tests.sap10.worksheet.heated import CYLINDER, heated, present, system, worksheet_of

CPSU = system(192, 30, 2106, has_pump=True)


def stored(tariff: Tariff = Tariff.TEN_HOUR, **hot_water: Any) -> Dwelling:
    store = CYLINDER | {"fuel": 30, "cylinder_volume_l": 270.0, "cpsu_temperature_c": 85.0}
    return heated(CPSU, tariff=tariff, hot_water=store | hot_water)


@pytest.mark.pins("51..54", "59", "Table 2", "Table 2b")
def test_storage_loss_of_table_2() -> None:
    """Note 3: 0.022 kWh/litre/day; factor 1.00, whatever the timer and the cupboard (no c, d)."""
    dwelling = stored(is_store_in_airing_cupboard=False)
    found = worksheet_of(dwelling).water_heating
    daily = 270.0 * 0.022 * (120.0 / 270.0) ** (1.0 / 3.0)
    assert found.storage_loss.sum() == pytest.approx(365.0 * daily)
    assert found.primary_circuit_loss.sum() == 0.0
    assert found.combi_loss.sum() == 0.0


@pytest.mark.pins("48..50", "Table 2b")
@pytest.mark.parametrize(("temperature", "factor"), [(85.0, 1.09), (95.0, 1.21)])
def test_declared_loss_by_operating_temperature(temperature: float, factor: float) -> None:
    dwelling = stored(
        is_loss_declared=True, declared_loss_kwh_per_day=3.0, cpsu_temperature_c=temperature
    )
    assert worksheet_of(dwelling).water_heating.daily_storage_loss[0] == pytest.approx(3.0 * factor)


@pytest.mark.pins("240a", "243", "Appendix F")
def test_high_rate_fraction_by_hand() -> None:
    """Equations (F1) to (F4) by month, weighted by heat."""
    found = worksheet_of(stored())
    losses = found.heat_losses.heat_transfer_coefficient[0]
    inside = found.mean_internal_temperature.adjusted_temperature[0]
    gains = found.space_heating.useful_gains[0]
    outside = found.space_heating.external_temperature[0]
    space = found.space_heating.requirement_kwh[0]
    water = found.water_heating.energy_content[0]
    available = 0.1456 * 270.0 * (85.0 - 48.0)
    fractions = []
    for month in range(12):
        days = float(DAYS[month])
        coldest = (
            losses[month] * inside[month]
            - available
            + 1000.0 * water[month] / (24.0 * days)
            - gains[month]
        ) / losses[month]
        d = float(coldest - outside[month])
        peak = 0.024 * losses[month] * days * d / (1.0 - math.exp(-d))
        summer = 5 <= month <= 8
        fractions.append(0.0 if summer else min(peak / (space[month] + water[month]), 1.0))
    for_space = float(np.dot(fractions, space) / space.sum())
    output = found.energy.water_output.output[0]
    for_water = float(np.dot(fractions, output) / output.sum())
    assert 0.0 < for_space < 1.0
    assert found.energy.rates.main_1[0] == pytest.approx(for_space)
    assert found.energy.rates.water[0] == pytest.approx(for_water)


@pytest.mark.pins("240a", "243", "Appendix F")
@pytest.mark.parametrize(
    ("tariff", "fraction"),
    [(Tariff.EIGHTEEN_HOUR, 0.0), (Tariff.STANDARD, 1.0), (Tariff.TWENTY_FOUR_HOUR, 1.0)],
)
def test_tariffs_that_divide_nothing(tariff: Tariff, fraction: float) -> None:
    """F2: the 18-hour low rate for all heat; one rate on the others."""
    rates = worksheet_of(stored(tariff)).energy.rates
    assert rates.main_1[0] == fraction
    assert rates.water[0] == fraction


def test_a_hotter_or_larger_store_never_needs_more_at_the_high_rate() -> None:
    dwellings = [
        stored(cylinder_volume_l=volume, cpsu_temperature_c=temperature)
        for volume, temperature in ((150.0, 75.0), (270.0, 75.0), (270.0, 90.0))
    ]
    least = worksheet_of(*dwellings).energy.rates.main_1
    assert least[0] > least[1] > least[2]


@pytest.mark.pins("93")
def test_temperature_adjustment_of_a_cpsu() -> None:
    """Table 4e: -0.1 degC for CPSUs."""
    cpsu, boiler = (
        worksheet_of(
            heated(system(code, 30, 2106), tariff=Tariff.TEN_HOUR, hot_water=CYLINDER)
        ).mean_internal_temperature
        for code in (192, 191)
    )
    assert (cpsu.adjusted_temperature - cpsu.mean_temperature)[0, 0] == pytest.approx(
        (boiler.adjusted_temperature - boiler.mean_temperature)[0, 0] - 0.1
    )


@pytest.mark.pins("261", "264", "275", "278", "Appendix F", "Table 12d", "Table 12e")
@pytest.mark.parametrize(
    ("section", "factors"),
    [("emissions", fuels.CO2_FACTOR), ("primary_energy", fuels.PRIMARY_ENERGY_FACTOR)],
)
def test_each_month_has_its_own_fraction_of_both_rates(section: str, factors: FloatArray) -> None:
    """F1 step 3 divides the heat of each month, as 12a and 13a note (b) ask (codes 33 and 34)."""
    found = worksheet_of(stored())
    fraction = present(found.energy.uses.monthly_high_rate_fraction)[0]
    for use, line, weights in (
        (EndUse.MAIN_1, "main_1", found.space_heating.requirement_kwh[0]),
        (EndUse.WATER, "water", found.energy.water_output.output[0]),
    ):
        assert np.ptp(fraction[use]) > 0.1
        assert fraction[use] @ weights / weights.sum() == pytest.approx(
            found.energy.uses.high_rate_fraction[0, use]
        )
        factor = fraction[use] * factors[34] + (1.0 - fraction[use]) * factors[33]
        np.testing.assert_allclose(
            getattr(getattr(found, section), line)[0], found.energy.uses.kwh[0, use] * factor
        )


def test_an_imposed_annual_fraction_holds_in_every_month() -> None:
    found = worksheet_of(stored(), impose={"240a": 0.25})
    monthly = present(found.energy.uses.monthly_high_rate_fraction)
    np.testing.assert_array_equal(monthly[0, EndUse.MAIN_1], 0.25)


def test_no_month_differs_without_a_cpsu() -> None:
    found = worksheet_of(heated(system(191, 30, 2106), tariff=Tariff.TEN_HOUR))
    assert found.energy.uses.monthly_high_rate_fraction is None


@pytest.mark.pins("233a", "Appendix M")
def test_photovoltaics_contribute_to_what_a_month_takes_at_the_high_rate() -> None:
    """M1 step 3a: of space heating what is priced at code 34, F of the month; of its water none."""
    array = PvArray(
        peak_power_kwp=3.0, orientation=Orientation.SOUTH, pitch_deg=30.0, overshading_factor=1.0
    )
    dwelling = replace(stored(), pv_arrays=(array,))
    exporting = replace(dwelling.electricity, is_export_capable=True)
    found = worksheet_of(replace(dwelling, electricity=exporting)).energy
    kwh = found.uses.kwh[0]
    others = (EndUse.LIGHTING, EndUse.APPLIANCES, EndUse.COOKING, EndUse.ELECTRIC_SHOWERS)
    demand = kwh[[*others, EndUse.PUMPS, EndUse.VENTILATION_FANS]].sum(axis=0)
    fraction = present(found.uses.monthly_high_rate_fraction)[0, EndUse.MAIN_1]
    demand = demand + kwh[EndUse.MAIN_1] * fraction
    generation = -(kwh[EndUse.PV_USED] + kwh[EndUse.PV_EXPORTED])
    beta = np.exp(-1.610 * (generation / demand * 0.415) ** 0.511)
    beta = np.minimum(beta, 1.0 / np.maximum(generation / demand, 1.0))
    np.testing.assert_allclose(-kwh[EndUse.PV_USED], generation * beta)
