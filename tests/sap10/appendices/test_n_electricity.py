"""Appendix N3.7.1, N3.9 and N4: micro-cogeneration and heat pumps that burn a fuel."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.appendices.n_electricity import package_electricity
from sap10.codes import Prices, Tariff
from sap10.dwelling import Dwelling
from sap10.products import (
    HeatingDuration,
    PackageKind,
    PackageService,
    PackageVessel,
)
from sap10.result import rate
from sap10.worksheet.end_uses import EndUse
from sap10.worksheet.fuel_costs import unit_price
from tests.sap10.appendices.packaged import results, with_package
from tests.sap10.worksheet.heated import CYLINDER, present, worksheet_of

GAS = 1
EXPORT_CODE = 36


def cogeneration(
    electricity: float = -0.12,
    output_kw: float = 24.0,
    *,
    is_export_capable: bool = False,
    groups: dict[str, Any] | None = None,
    **package: Any,
) -> Dwelling:
    """Return a dwelling with a Stirling engine of 80 % thermal efficiency and its own store."""
    dwelling = with_package(
        results(
            [(0.2, 80.0, 100.0), (2.0, 84.0, 100.0), (10.0, 84.0, 100.0)],
            output_kw,
            electricity=electricity,
        ),
        code=102,
        fuel=GAS,
        control=2106,
        groups=groups,
        **{
            "kind": PackageKind.MICRO_COGENERATION,
            "vessel": PackageVessel.INTEGRAL,
            "water_efficiency_m_percent": 70.0,
            "water_electricity_m": -0.05,
        }
        | package,
    )
    return replace(
        dwelling, electricity=replace(dwelling.electricity, is_export_capable=is_export_capable)
    )


def test_space_efficiency_has_no_in_use_factor():
    found = worksheet_of(cogeneration(output_kw=60.0)).energy.main_1_efficiency[0]
    assert 80.0 < found <= 84.0


@pytest.mark.pins("217", "Appendix N")
def test_equation_n8():
    worksheet = worksheet_of(cogeneration())
    energy = worksheet.energy
    space = worksheet.space_heating.requirement_kwh * energy.main_1_fraction[:, None]
    water = energy.water_output.output
    expected = (space + water) / (space / energy.main_1_efficiency[:, None] + water / 70.0)
    np.testing.assert_allclose(energy.water_heater_efficiency, expected)
    assert energy.water_heater_efficiency[0, 6] == pytest.approx(70.0)


def test_equation_n8_holds_where_water_is_the_more_efficient():
    energy = worksheet_of(cogeneration(water_efficiency_m_percent=90.0)).energy
    assert energy.main_1_efficiency[0] < energy.water_heater_efficiency[0, 0] < 90.0


def test_an_integral_store_is_in_the_test_results():
    water = worksheet_of(cogeneration()).water_heating
    np.testing.assert_array_equal(water.storage_loss, np.zeros((1, 12)))
    np.testing.assert_array_equal(water.primary_circuit_loss, np.zeros((1, 12)))
    np.testing.assert_array_equal(water.combi_loss, np.zeros((1, 12)))


@pytest.mark.pins("Table N9")
def test_what_the_package_leaves_is_for_direct_electric_heaters():
    worksheet = worksheet_of(cogeneration(output_kw=3.0))
    energy = worksheet.energy
    assert energy.secondary_fraction[0] > 0.1
    assert energy.secondary_fraction[0] * 1000.0 == pytest.approx(
        round(energy.secondary_fraction[0] * 1000.0)
    )
    assert energy.secondary_efficiency is not None
    assert energy.secondary_efficiency[0] == 100.0
    assert energy.uses.high_rate_code[0, EndUse.SECONDARY] == 30


def test_a_secondary_system_that_is_there_takes_the_fraction_of_table_n9():
    gas_fire = {"secondary_code": 605, "secondary_fuel": GAS}
    worksheet = worksheet_of(
        cogeneration(
            output_kw=3.0,
            heating_duration=HeatingDuration.HOURS_9,
            groups={"space_heating": gas_fire},
        )
    )
    assert worksheet.energy.secondary_fraction[0] > 0.4
    assert worksheet.energy.uses.high_rate_code[0, EndUse.SECONDARY] == GAS


@pytest.mark.pins("235c", "235d")
def test_electricity_of_space_and_water_all_year():
    worksheet = worksheet_of(cogeneration(is_export_capable=True))
    energy = worksheet.energy
    space = worksheet.space_heating.requirement_kwh * energy.main_1_fraction[:, None]
    net = -0.12 * space - 0.05 * energy.water_output.output
    assert energy.package_electricity is not None
    assert energy.package_electricity_exported is not None
    np.testing.assert_allclose(
        energy.package_electricity + energy.package_electricity_exported, net
    )
    np.testing.assert_allclose(energy.package_electricity[0, 0], 0.4 * net[0, 0])


@pytest.mark.parametrize(
    ("service", "has_space", "has_water"),
    [
        (PackageService.SPACE_AND_WATER_IN_HEATING_SEASON, True, True),
        (PackageService.SPACE_ONLY, True, False),
    ],
)
def test_electricity_by_service(service, has_space, has_water):
    """Equations N12 and N13: nothing in the months without space heating."""
    hot_water = {"code": 901 if has_water else 903, "fuel": 30, "has_summer_immersion": has_water}
    worksheet = worksheet_of(
        cogeneration(
            service=service,
            vessel=PackageVessel.NONE,
            is_export_capable=True,
            groups={"hot_water": hot_water | CYLINDER},
        )
    )
    energy = worksheet.energy
    required = worksheet.space_heating.requirement_kwh
    space = required * energy.main_1_fraction[:, None] * has_space
    water = np.where(required > 0.0, energy.water_output.output, 0.0) * has_water
    assert energy.package_electricity is not None
    assert energy.package_electricity_exported is not None
    np.testing.assert_allclose(
        energy.package_electricity + energy.package_electricity_exported,
        -0.12 * space - 0.05 * water,
        atol=1e-12,
    )
    idle = required[0] == 0.0
    assert idle.sum() >= 4
    if has_water:
        np.testing.assert_allclose(energy.water_heater_efficiency[0, idle], 100.0)
        by_immersion = energy.uses.kwh[0, EndUse.SUMMER_IMMERSION]
        np.testing.assert_array_equal(by_immersion > 0.0, idle)


def test_no_export_without_a_meter_for_it():
    without = worksheet_of(cogeneration()).energy
    assert without.package_electricity_exported is None
    assert without.package_electricity is not None
    assert without.package_electricity.sum() < 0.0


def test_own_use_is_at_most_the_demand():
    net = np.full((1, 12), -100.0)
    small = package_electricity(net, np.full((1, 12), 25.0), np.array([True]))
    np.testing.assert_allclose(small.used, -25.0)
    np.testing.assert_allclose(small.exported, -75.0)
    large = package_electricity(net, np.full((1, 12), 90.0), np.array([True]))
    np.testing.assert_allclose(large.used, -40.0)
    np.testing.assert_allclose(large.exported, -60.0)


def test_a_package_that_consumes_over_the_year_exports_nothing():
    worksheet = worksheet_of(
        cogeneration(
            electricity=0.03,
            water_electricity_m=0.02,
            is_export_capable=True,
        )
    )
    energy = worksheet.energy
    assert energy.package_electricity_exported is None
    assert energy.package_electricity is not None
    assert energy.package_electricity.min() > 0.0
    assert worksheet.costs.generation is not None
    assert worksheet.costs.generation[0] > 0.0


@pytest.mark.pins("252", "269", "283")
def test_prices_and_factors_of_generated_electricity():
    worksheet = worksheet_of(
        cogeneration(is_export_capable=True, groups={"tariff": Tariff.SEVEN_HOUR})
    )
    uses = worksheet.energy.uses
    price = unit_price(uses, np.array([Prices.TABLE_12]))[0]
    assert price[EndUse.GENERATION_USED] == pytest.approx(0.9 * 19.60 + 0.1 * 9.40)
    assert price[EndUse.GENERATION_EXPORTED] == pytest.approx(5.59)
    assert uses.high_rate_code[0, EndUse.GENERATION_EXPORTED] == EXPORT_CODE
    saved = uses.annual_kwh[0] * price * 0.01
    expected = saved[EndUse.GENERATION_USED] + saved[EndUse.GENERATION_EXPORTED]
    sap = worksheet_of(
        cogeneration(is_export_capable=True, groups={"tariff": Tariff.SEVEN_HOUR}),
        prices=Prices.TABLE_12,
    )
    assert sap.costs.generation is not None
    assert sap.costs.generation[0] == pytest.approx(expected)
    assert sap.emissions.generation is not None
    assert sap.emissions.generation.sum() < 0.0
    assert sap.primary_energy.generation is not None
    assert sap.primary_energy.generation.sum() < 0.0


def test_generated_electricity_is_part_of_the_total_delivered():
    energy = worksheet_of(cogeneration()).energy
    regulated = np.delete(
        energy.uses.annual_kwh[0],
        [EndUse.APPLIANCES, EndUse.COOKING, EndUse.ELECTRIC_SHOWERS],
    )
    assert energy.total_delivered[0] == pytest.approx(regulated.sum())


def test_electric_heat_pumps_have_no_electricity_of_their_own():
    assert worksheet_of(with_package()).energy.package_electricity is None


def test_a_heat_pump_that_burns_gas_keeps_its_pump_and_has_electricity():
    records = results([(0.2, 130.0, 110.0), (9.0, 140.0, 110.0)], electricity=0.03)
    worksheet = worksheet_of(
        with_package(records, code=217, fuel=GAS, main_1={"has_flue_fan": True})
    )
    assert worksheet.pumps_and_fans.circulation_pump is not None
    assert worksheet.pumps_and_fans.gas_flue_fan is None
    np.testing.assert_allclose(
        present(worksheet.energy.package_electricity),
        0.03 * worksheet.space_heating.requirement_kwh,
    )


def test_alone_or_in_a_batch():
    several = [cogeneration(), with_package(), replace(cogeneration(), packages=())]
    together = worksheet_of(*several)
    for index, dwelling in enumerate(several):
        alone = worksheet_of(dwelling)
        np.testing.assert_allclose(together.rating.score[index], alone.rating.score[0], rtol=1e-12)
        np.testing.assert_allclose(
            together.emissions.total[index], alone.emissions.total[0], rtol=1e-12
        )


@pytest.mark.pins("235c", "235d")
def test_the_public_worksheet_prints_what_is_generated():
    result = rate([cogeneration(is_export_capable=True)])
    rows = {row.info.number: row for row in result.worksheet(0)}
    for number in ("235c", "235d"):
        monthly = rows[number].monthly
        assert monthly is not None
        assert sum(monthly) < 0.0
    assert result.fuel_use.annual_kwh[0, EndUse.GENERATION_EXPORTED] == pytest.approx(
        rows["235d"].value
    )
