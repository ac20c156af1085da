"""Appendix N: plant size ratio, efficiencies, heating days. Findings: section 7N."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sap10.appendices.n_packages import off_factor
from sap10.codes import Immersion, Prices, Tariff
from sap10.months import DAYS
from sap10.products import (
    HeatingDuration,
    PackageKind,
    PackageService,
    PackageVessel,
)
from sap10.result import rate
from sap10.tables.packages import additional_days, by_month, secondary_fraction
from sap10.worksheet.end_uses import EndUse
from sap10.worksheet.fuel_costs import unit_price
from tests.sap10.appendices.packaged import RESULTS, at_ratio, performance, results, with_package
from tests.sap10.worksheet.heated import CYLINDER, worksheet_of

IMMERSED = {"code": 901, "fuel": 30, "immersion": Immersion.DUAL} | CYLINDER


def days(ratio: float, duration: HeatingDuration = HeatingDuration.VARIABLE):
    return [n.item() for n in additional_days(np.array([duration]), np.array([ratio]))]


@pytest.mark.pins("87", "Table N4")
def test_findings_7n_1_a_package_that_heats_all_day_keeps_the_temperature():
    worksheet = worksheet_of(with_package(heating_duration=HeatingDuration.HOURS_24))
    np.testing.assert_allclose(
        worksheet.mean_internal_temperature.living_area_temperature, 21.0, rtol=1e-14
    )
    np.testing.assert_allclose(
        worksheet.mean_internal_temperature.elsewhere_temperature,
        worksheet.mean_internal_temperature.elsewhere_heating_temperature,
    )


def test_a_package_of_9_hours_heats_as_every_other_system():
    usual = worksheet_of(with_package(heating_duration=HeatingDuration.HOURS_9))
    plain = worksheet_of(replace(with_package(), packages=(), package_results=()))
    # The gain of the pump differs (Table 5a note a): compare the temperatures of zones at the
    # same gains by the reductions alone.
    assert days(1.0, HeatingDuration.HOURS_9) == [0.0, 0.0]
    difference = (
        plain.mean_internal_temperature.living_area_temperature
        - usual.mean_internal_temperature.living_area_temperature
    )
    assert np.all(np.abs(difference) < 0.02)


@pytest.mark.pins("Table N5")
def test_findings_7n_2_variable_duration():
    assert days(1.43) == [3.0, 38.0]
    days_24, days_16 = by_month(np.array([3.0]), np.array([38.0]))
    np.testing.assert_array_equal(days_24[0], [3.0] + [0.0] * 11)
    np.testing.assert_array_equal(days_16[0], [28.0] + [0.0] * 10 + [10.0])


def test_the_specifications_own_example_of_allocated_days():
    assert days(0.2) == [218.0, 6.0]
    days_24, days_16 = by_month(np.array([218.0]), np.array([6.0]))
    np.testing.assert_array_equal(days_24[0], [31, 28, 31, 30, 6, 0, 0, 0, 0, 31, 30, 31])
    np.testing.assert_array_equal(days_16[0], [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0])


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(0.1, [218, 6]), (0.25, [205, 14]), (0.55, [111, 65]), (1.15, [4, 47]), (5.0, [3, 38])],
)
@pytest.mark.pins("Table N5")
def test_days_are_whole_and_table_n5_is_not_extrapolated(ratio, expected):
    assert days(ratio) == expected


@pytest.mark.pins("Table N4")
def test_a_fixed_duration_fills_every_month():
    days_24, days_16 = by_month(
        *additional_days(np.array([HeatingDuration.HOURS_16]), np.array([0.3]))
    )
    np.testing.assert_array_equal(days_24[0], np.zeros(12))
    np.testing.assert_array_equal(days_16[0], DAYS)


@pytest.mark.pins("Table N7", "Appendix N")
def test_findings_7n_3_equation_n5():
    found = replace(
        performance(with_package()),
        days_24=np.array([[3.0] + [0.0] * 11]),
        days_16=np.array([[28.0] + [0.0] * 11]),
    )
    bimodal, unimodal = np.full((1, 12), 21.0 - 18.5551), np.full((1, 12), 21.0 - 19.6153)
    january = 21.0 - off_factor(found, bimodal, unimodal)[0, 0]
    assert january == pytest.approx(19.7493, abs=5e-5)


def test_findings_7n_4_plant_size_ratio():
    records = results([(0.5, 220.0, 180.0), (2.0, 260.0, 190.0)], output_kw=4.39)
    found = performance(with_package(records), coefficient=127.158)
    assert found.plant_size_ratio[0] == pytest.approx(1.4266, abs=5e-5)


def test_plant_size_ratio_is_of_the_mean_of_the_months():
    dwelling = with_package()
    worksheet = worksheet_of(dwelling)
    mean = worksheet.heat_losses.heat_transfer_coefficient.mean()
    assert performance(dwelling).plant_size_ratio[0] == pytest.approx(8000.0 / (24.2 * mean))


@pytest.mark.pins("206", "Appendix N")
def test_findings_7n_5_efficiencies_are_interpolated_as_reciprocals():
    records = results([(1.2, 253.9, 200.0), (1.5, 229.2, 200.0)])
    found = at_ratio(1.40151, with_package(records))
    assert found.space_efficiency[0] / 0.95 == pytest.approx(236.76, abs=0.005)
    assert found.space_efficiency[0] == pytest.approx(224.923, abs=0.005)


def test_findings_7n_6_above_the_data_towards_100_percent_at_twice_the_ratio():
    records = results([(0.5, 300.0, 200.0), (2.0, 352.0, 200.0)])
    found = at_ratio(3.107, with_package(records))
    assert found.space_efficiency[0] == pytest.approx(139.66, abs=0.05)
    assert at_ratio(4.0, with_package(records)).space_efficiency[0] == pytest.approx(95.0)
    assert at_ratio(9.0, with_package(records)).space_efficiency[0] == pytest.approx(95.0)


@pytest.mark.parametrize(
    "kind",
    [
        PackageKind.EXHAUST_AIR_MEV,
        PackageKind.EXHAUST_AIR_MVHR,
        PackageKind.EXHAUST_AIR_MIXED,
        PackageKind.SOLAR_ASSISTED,
    ],
)
def test_only_ground_water_and_air_source_are_extended(kind):
    assert at_ratio(1.6, with_package(kind=kind)).space_efficiency[0] == pytest.approx(95.0)
    assert at_ratio(1.5, with_package(kind=kind)).space_efficiency[0] == pytest.approx(237.5)


@pytest.mark.parametrize("kind", [PackageKind.AIR_SOURCE, PackageKind.EXHAUST_AIR_MEV])
def test_below_the_data_a_heat_pump_is_a_direct_heater(kind):
    found = at_ratio(0.4, with_package(kind=kind))
    assert found.space_efficiency[0] == pytest.approx(95.0)
    assert found.water_efficiency[0] == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("water", "vessel", "expected"),
    [
        (128.55, PackageVessel.UNSPECIFIED_CYLINDER, 100.0),
        (285.13, PackageVessel.UNSPECIFIED_CYLINDER, 171.078),
        (285.13, PackageVessel.INTEGRAL, 0.95 * 285.13),
    ],
)
@pytest.mark.pins("217", "Table N8")
def test_findings_7n_7_water_efficiency_in_use(water, vessel, expected):
    records = results([(0.5, 234.96, water), (2.0, 234.96, water)])
    found = at_ratio(1.43, with_package(records, vessel=vessel))
    assert found.water_efficiency[0] == pytest.approx(expected)


def test_findings_7n_7_product_104568():
    """The record of 7N.5 at the ratio of 7N.4; the 234.96 of the finding is read off linearly."""
    records = results([(1.2, 253.9, 285.13), (1.5, 229.2, 285.13)], output_kw=4.39)
    integral, separate = (
        performance(with_package(records, vessel=vessel), coefficient=127.158)
        for vessel in (PackageVessel.INTEGRAL, PackageVessel.UNSPECIFIED_CYLINDER)
    )
    assert integral.space_efficiency[0] == pytest.approx(223.05, abs=5e-3)
    assert np.interp(1.43, [1.2, 1.5], [253.9, 229.2]) == pytest.approx(234.96, abs=5e-3)
    assert separate.water_efficiency[0] == pytest.approx(171.07, abs=0.01)


@pytest.mark.parametrize(
    ("cylinder", "exchanger", "expected"),
    [
        ({"cylinder_volume_l": 200.0}, 2.0, 190.0),
        ({"cylinder_volume_l": 170.0}, 2.0, 120.0),
        ({"cylinder_volume_l": 200.0}, 0.0, 120.0),
        ({"cylinder_volume_l": 200.0, "cylinder_insulation_mm": 10.0}, 2.0, 120.0),
        (
            {
                "cylinder_volume_l": 200.0,
                "is_loss_declared": True,
                "declared_loss_kwh_per_day": 1.51,
            },
            2.0,
            120.0,
        ),
    ],
)
@pytest.mark.pins("Table N8")
def test_a_specified_cylinder_has_to_meet_the_record(cylinder, exchanger, expected):
    dwelling = with_package(
        results([(0.5, 250.0, 200.0), (2.0, 250.0, 200.0)]),
        vessel=PackageVessel.SPECIFIED_CYLINDER,
        vessel_volume_l=180.0,
        vessel_loss_kwh_per_day=1.5,
        vessel_exchanger_m2=2.0,
        cylinder_exchanger_m2=exchanger,
        groups={
            "hot_water": {
                "code": 901,
                "fuel": 30,
                "cylinder_insulation": 1,
                "cylinder_insulation_mm": 150.0,
            }
            | cylinder
        },
    )
    assert at_ratio(1.0, dwelling).water_efficiency[0] == pytest.approx(expected)


def test_an_exchanger_inside_the_heat_pump_is_not_compared():
    dwelling = with_package(
        vessel=PackageVessel.SPECIFIED_CYLINDER, vessel_volume_l=100.0, vessel_loss_kwh_per_day=9.0
    )
    assert at_ratio(1.0, dwelling).water_efficiency[0] == pytest.approx(0.95 * 190.0)


def test_flow_temperature_then_plant_size_ratio():
    """9.3.2: efficiency and output are those between the records' flow temperatures."""
    records = (
        *results([(0.5, 300.0, 200.0), (1.5, 280.0, 200.0)], 6.0, flow_temperature_c=45.0),
        *results([(0.5, 200.0, 160.0), (1.5, 190.0, 160.0)], 8.0, flow_temperature_c=55.0),
    )

    def found(flow: float, coefficient: float):
        dwelling = with_package(records, main_1={"design_flow_temperature_c": flow})
        return performance(dwelling, coefficient=coefficient)

    # 49.6 is rounded to 50: half way, where the output is 7 kW.
    half = found(49.6, 7000.0 / 24.2)
    assert half.plant_size_ratio[0] == pytest.approx(1.0)
    between = [2.0 / (1.0 / 300.0 + 1.0 / 200.0), 2.0 / (1.0 / 280.0 + 1.0 / 190.0)]
    expected = 2.0 / (1.0 / between[0] + 1.0 / between[1])
    assert half.space_efficiency[0] == pytest.approx(0.95 * expected)
    # No extrapolation: 80 as 55, 30 as 45.
    assert found(80.0, 8000.0 / (24.2 * 1.5)).space_efficiency[0] == pytest.approx(0.95 * 190.0)
    assert found(30.0, 6000.0 / (24.2 * 1.5)).space_efficiency[0] == pytest.approx(0.95 * 280.0)


def test_a_package_for_part_of_the_heat_is_sized_by_that_part():
    whole = with_package()
    part = replace(
        whole,
        main_2=replace(whole.main_1, code=102, fuel=1, control=2106),
        space_heating=replace(whole.space_heating, main_2_fraction=0.4),
    )
    found = performance(whole, part)
    assert found.plant_size_ratio[1] == pytest.approx(found.plant_size_ratio[0] / 0.6)


def test_water_profiles_by_the_daily_use_of_hot_water():
    """Equations N7 and N10, between 100.2 and 199.8 l/day."""

    def of(**package: Any):
        dwelling = with_package(
            (), service=PackageService.WATER_ONLY, vessel=PackageVessel.INTEGRAL, **package
        )
        return performance(dwelling), worksheet_of(dwelling)

    two, worksheet = of(
        water_efficiency_m_percent=250.0,
        water_efficiency_l_percent=300.0,
        water_electricity_m=0.1,
        water_electricity_l=0.3,
    )
    daily = worksheet.water_heating.annual_average_hot_water[0]
    assert 100.2 < daily < 199.8
    share = (daily - 100.2) / 99.6
    assert two.water_efficiency[0] == pytest.approx(0.95 * (250.0 + 50.0 * share))
    assert two.water_electricity[0] == pytest.approx(0.1 + 0.2 * share)
    one, worksheet = of(water_efficiency_m_percent=250.0, water_electricity_m=0.1)
    assert one.water_efficiency[0] == pytest.approx(237.5)
    assert one.water_electricity[0] == pytest.approx(0.1)
    np.testing.assert_allclose(worksheet.energy.water_heater_efficiency, 237.5)


@pytest.mark.parametrize(
    ("duration", "ratio", "expected"),
    [
        (HeatingDuration.VARIABLE, 0.2, 0.53),
        (HeatingDuration.HOURS_24, 0.225, 0.47),
        (HeatingDuration.HOURS_16, 0.26, 0.534),
        (HeatingDuration.HOURS_9, 1.40, 0.025),
        (HeatingDuration.HOURS_9, 2.0, 0.0),
        (HeatingDuration.VARIABLE, 0.1, 0.53),
    ],
)
@pytest.mark.pins("Table N9", "201")
def test_secondary_fraction_of_micro_cogeneration(duration, ratio, expected):
    found = secondary_fraction(np.array([duration]), np.array([ratio]))
    assert found[0] == pytest.approx(expected)


def test_a_packages_efficiencies_reach_the_worksheet():
    dwelling = with_package()
    found, worksheet = performance(dwelling), worksheet_of(dwelling)
    np.testing.assert_allclose(worksheet.energy.main_1_efficiency, found.space_efficiency)
    np.testing.assert_allclose(worksheet.energy.water_heater_efficiency, found.water_efficiency[0])
    assert worksheet.pumps_and_fans.circulation_pump is None
    np.testing.assert_array_equal(worksheet.internal_gains.pumps_and_fans, np.zeros((1, 12)))


def test_an_integral_vessel_has_the_records_loss_and_no_primary_circuit():
    worksheet = worksheet_of(
        with_package(
            vessel=PackageVessel.INTEGRAL, vessel_volume_l=180.0, vessel_loss_kwh_per_day=1.8
        )
    )
    water = worksheet.water_heating
    assert water.storage_volume[0] == 180.0
    np.testing.assert_allclose(water.daily_storage_loss, [1.8 * 0.54])
    np.testing.assert_array_equal(water.primary_circuit_loss, np.zeros((1, 12)))


def test_alone_or_in_a_batch_with_ragged_records():
    short = results([(0.8, 240.0, 170.0)], 9.0)
    warm = results([(0.2, 300.0, 200.0), (3.0, 310.0, 210.0)], 5.0, flow_temperature_c=35.0)
    several = [
        with_package(),
        replace(with_package(), packages=(), package_results=()),
        with_package(short),
        with_package(RESULTS + warm, main_1={"design_flow_temperature_c": 40.0}),
        with_package(tuple(reversed(RESULTS)), kind=PackageKind.GROUND_OR_WATER_SOURCE),
    ]
    together = worksheet_of(*several)
    for index, dwelling in enumerate(several):
        alone = worksheet_of(dwelling)
        np.testing.assert_allclose(
            together.energy.main_1_efficiency[index],
            alone.energy.main_1_efficiency[0],
            rtol=1e-12,
        )
        np.testing.assert_allclose(together.rating.score[index], alone.rating.score[0], rtol=1e-12)


@pytest.mark.parametrize("tariff", [Tariff.SEVEN_HOUR, Tariff.TEN_HOUR])
@pytest.mark.pins("Table 12a", "240a", "243")
def test_table_12a_has_rows_of_its_own_for_appendix_n(tariff):
    worksheet = worksheet_of(with_package(groups={"tariff": tariff, "hot_water": IMMERSED}))
    assert worksheet.energy.rates.main_1[0] == 0.80
    assert worksheet.energy.rates.water[0] == 0.70


@pytest.mark.parametrize(("use", "pence"), [(EndUse.MAIN_1, 13.244), (EndUse.WATER, 12.526)])
def test_findings_10_5_and_10_6_database_heat_pump_on_the_10_hour_tariff(use, pence):
    worksheet = worksheet_of(
        with_package(groups={"tariff": Tariff.TEN_HOUR}), prices=Prices.TABLE_32
    )
    price = unit_price(worksheet.energy.uses, np.array([Prices.TABLE_32]))[0, use]
    assert price == pytest.approx(pence, abs=5e-4)


def test_water_alone_from_a_package_follows_table_13():
    found = worksheet_of(
        with_package(
            (),
            service=PackageService.WATER_ONLY,
            vessel=PackageVessel.INTEGRAL,
            vessel_volume_l=200.0,
            vessel_loss_kwh_per_day=1.5,
            water_efficiency_m_percent=250.0,
            groups={
                "tariff": Tariff.SEVEN_HOUR,
                "hot_water": {"code": 941, "fuel": 30},
            },
        )
    )
    occupants = found.water_heating.occupancy[0]
    dual = ((6.8 - 0.024 * 200.0) * occupants + 14.0 - 0.07 * 200.0) / 100.0
    assert found.energy.rates.water[0] == pytest.approx(dual)


@pytest.mark.pins("258", "Appendix N")
def test_a_better_fabric_can_lower_the_rating_above_the_data():
    """N2: towards twice the largest ratio the efficiency falls faster than the heat loss.

    From there on, at 100 %, a better fabric raises the rating again.
    """

    def scores(output_kw: float) -> list[float]:
        records = results([(0.2, 350.0, 250.0), (0.6, 340.0, 250.0)], output_kw)
        dwelling = with_package(records)
        bridged = [
            replace(dwelling, general=replace(dwelling.general, thermal_bridging_y=y))
            for y in (0.15, 0.10, 0.05, 0.0)
        ]
        return worksheet_of(*bridged).rating.score.tolist()

    assert scores(4.0) == sorted(scores(4.0), reverse=True)
    assert scores(8.0) == sorted(scores(8.0))


def test_months_of_a_package_are_printed_by_the_public_worksheet():
    rows = {row.info.number: row for row in rate([with_package()]).worksheet(0)}
    assert rows["206"].value == pytest.approx(performance(with_package()).space_efficiency[0])
    assert "235c" not in rows
