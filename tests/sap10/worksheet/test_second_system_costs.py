"""Costs, emissions and primary energy of a second main system, lines (241a) to (241e)."""

import pytest

from sap10.codes import Emitter, Prices, Tariff
from sap10.worksheet.chain import Worksheet
from tests.sap10.worksheet.heated import heated, system, worksheet_of

GAS, OIL, ELECTRICITY = 1, 4, 30
OIL_PRICE, HIGH_RATE, LOW_RATE = 4.94, 19.60, 9.40
OIL_CO2, OIL_PRIMARY = 0.298, 1.180


def worksheet_with(code: int, fuel: int, control: int) -> Worksheet:
    return worksheet_of(
        heated(
            system(104, GAS, 2106, emitter=Emitter.RADIATORS),
            system(code, fuel, control, emitter=Emitter.RADIATORS),
            tariff=Tariff.SEVEN_HOUR,
            space_heating={"main_2_fraction": 0.4},
        ),
        prices=Prices.TABLE_12,
    )


@pytest.mark.pins("241a..241d", "Table 12a")
def test_an_electric_second_system_is_paid_at_both_rates() -> None:
    worksheet = worksheet_with(224, ELECTRICITY, 2207)
    costs, fuel = worksheet.costs, worksheet.energy.main_2_fuel
    assert fuel is not None
    assert costs.main_2_high_rate_fraction is not None
    assert costs.main_2_low_rate_fraction is not None
    assert costs.main_2_high_rate_cost is not None
    assert costs.main_2_low_rate_cost is not None
    assert costs.main_2_high_rate_fraction[0] == 0.90
    assert costs.main_2_low_rate_fraction[0] == pytest.approx(0.10)
    annual = fuel.sum()
    assert costs.main_2_high_rate_cost[0] == pytest.approx(annual * 0.90 * HIGH_RATE / 100.0)
    assert costs.main_2_low_rate_cost[0] == pytest.approx(annual * 0.10 * LOW_RATE / 100.0)


@pytest.mark.pins("213", "241e", "262", "276")
def test_a_second_boiler_is_paid_and_counted_at_its_own_fuel() -> None:
    worksheet = worksheet_with(126, OIL, 2106)
    fuel = worksheet.energy.main_2_fuel
    cost = worksheet.costs.main_2_one_rate_cost
    carbon, primary = worksheet.emissions.main_2, worksheet.primary_energy.main_2
    assert fuel is not None
    assert cost is not None
    assert carbon is not None
    assert primary is not None
    assert worksheet.costs.main_2_high_rate_fraction is None
    assert cost[0] == pytest.approx(fuel.sum() * OIL_PRICE / 100.0)
    assert carbon[0] == pytest.approx(fuel[0] * OIL_CO2)
    assert primary[0] == pytest.approx(fuel[0] * OIL_PRIMARY)
