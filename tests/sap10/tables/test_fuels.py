"""Fuel prices, rates and factors."""

import numpy as np
import pytest

from sap10.appendices.l_lighting_appliances import LIGHTING_MONTH_SHARE
from sap10.codes import Prices, Tariff
from sap10.months import DAYS, DAYS_IN_YEAR
from sap10.tables import fuels


@pytest.mark.parametrize(
    ("code", "price"),
    [
        (1, 3.48),
        (4, 5.44),
        (5, 12.19),
        (10, 3.99),
        (11, 3.67),
        (12, 4.61),
        (15, 3.64),
        (20, 4.23),
        (22, 5.81),
        (23, 5.26),
        (30, 13.19),
        (31, 5.50),
        (32, 15.29),
        (33, 7.50),
        (34, 14.68),
        (35, 6.61),
        (38, 13.67),
        (40, 7.41),
        (60, 13.19),
        (73, 7.64),
    ],
)
def test_prices_of_table_32(code: int, price: float) -> None:
    """Findings 10.1, C.5, X.13."""
    assert fuels.UNIT_PRICE[Prices.TABLE_32, code] == price


@pytest.mark.pins("Table 12")
def test_prices_of_table_12() -> None:
    assert fuels.UNIT_PRICE[Prices.TABLE_12, 1] == 3.64
    assert fuels.UNIT_PRICE[Prices.TABLE_12, 30] == 16.49
    assert fuels.UNIT_PRICE[Prices.TABLE_12, 60] == 5.59


def test_standing_charges_of_table_32() -> None:
    """Findings 10.1: gas 120, bulk LPG 70, 7-hour 24, 10-hour 23, 18-hour 40, 24-hour 70."""
    charges = {1: 120, 2: 70, 32: 24, 34: 23, 38: 40, 35: 70, 5: 0, 4: 0}
    for code, charge in charges.items():
        assert fuels.STANDING_CHARGE[Prices.TABLE_32, code] == charge


def test_heating_oil_factors() -> None:
    """Findings C.5."""
    assert (fuels.CO2_FACTOR[4] == 0.298).all()
    assert (fuels.PRIMARY_ENERGY_FACTOR[4] == 1.180).all()


def blended_price(tariff: Tariff, fraction: float) -> float:
    electricity = np.array([fuels.ANY_ELECTRICITY])
    high, low = fuels.heating_rate_codes(electricity, np.array([tariff]))
    prices = fuels.UNIT_PRICE[Prices.TABLE_32]
    return float(fraction * prices[high[0]] + (1.0 - fraction) * prices[low[0]])


@pytest.mark.parametrize(
    ("tariff", "fraction", "price"),
    [
        (Tariff.TEN_HOUR, 0.50, 11.09),
        (Tariff.TEN_HOUR, 0.80, 13.244),
        (Tariff.TEN_HOUR, 0.70, 12.526),
        (Tariff.SEVEN_HOUR, 1.00, 15.29),
        (Tariff.SEVEN_HOUR, 0.20, 7.458),
        (Tariff.SEVEN_HOUR, 0.90, 14.311),
        (Tariff.TWENTY_FOUR_HOUR, 1.00, 6.61),
        (Tariff.STANDARD, 1.00, 13.19),
    ],
)
def test_blended_prices(tariff: Tariff, fraction: float, price: float) -> None:
    """Findings 10.3, 10.5, 10.6, 10.7, M.3."""
    assert blended_price(tariff, fraction) == pytest.approx(price, abs=1e-12)


@pytest.mark.pins("Table 12a")
def test_other_uses_of_the_18_and_24_hour_tariffs() -> None:
    """Findings 10.7; section 12.4.3: 18-hour at its high rate, 24-hour at the standard tariff."""
    high, low = fuels.other_use_rate_codes(
        np.array([Tariff.EIGHTEEN_HOUR, Tariff.TWENTY_FOUR_HOUR])
    )
    assert high.tolist() == low.tolist() == [38, 30]
    assert fuels.UNIT_PRICE[Prices.TABLE_32, 38] == 13.67


def test_effective_factors_are_weighted_by_the_months_of_each_use() -> None:
    """Findings 12.2 and C.6: lighting is a winter use, pumps run evenly over the days."""
    lighting, pumps = LIGHTING_MONTH_SHARE, DAYS / DAYS_IN_YEAR
    assert lighting @ fuels.CO2_FACTOR[30] == pytest.approx(0.1443, abs=5e-5)
    assert pumps @ fuels.CO2_FACTOR[30] == pytest.approx(0.1387, abs=5e-5)
    assert lighting @ fuels.PRIMARY_ENERGY_FACTOR[30] == pytest.approx(1.5338, abs=5e-5)


@pytest.mark.parametrize("code", [35, 38, 40])
def test_18_and_24_hour_factors_equal_the_standard_tariffs(code: int) -> None:
    """Findings 12.2: as accredited software has it, so does Table 12d."""
    np.testing.assert_array_equal(fuels.CO2_FACTOR[code], fuels.CO2_FACTOR[30])


def test_fuels_that_are_supported() -> None:
    assert all(fuels.is_supported_fuel(code) for code in (1, 2, 3, 4, 9, 10, 15, 20, 30, 39, 76))
    assert not any(fuels.is_supported_fuel(code) for code in (0, 8, 36, 41, 51, 58, 60, 99))
