import datetime as dt
from dataclasses import replace

import pytest

import sap10
from ara_assets.domain.bill import price_bills
from ara_assets.domain.energy import energy_by_end_use
from resources.tariff_source import TariffFile
from sap10.codes import Tariff
from tests.sap10.golden_dwellings import (
    gas_combi_detached,
    gas_combi_detached_pv,
    rdsap_electric_detached,
)

RATES = TariffFile().read_rates().in_force(dt.date(2026, 8, 1))


def on_tariff(dwelling: sap10.Dwelling, tariff: Tariff) -> sap10.Dwelling:
    return replace(dwelling, electricity=replace(dwelling.electricity, tariff=tariff))


def test_every_delivered_kwh_of_the_calculator_is_a_row() -> None:
    dwellings = [gas_combi_detached(), gas_combi_detached_pv(), rdsap_electric_detached()]
    result = sap10.rate(dwellings, calculation="costs")
    energy = energy_by_end_use(result, ["A", "B", "C"])
    signed = energy["delivered_kwh_per_year"].where(
        energy["end_use"] != "pv_exported", -energy["delivered_kwh_per_year"]
    )
    for home, total in zip("ABC", result.fuel_use.annual_kwh.sum(axis=1), strict=True):
        assert signed[energy["property_id"] == home].sum() == pytest.approx(total, rel=1e-12)
    assert {"appliances", "cooking"} <= set(energy["end_use"])


def test_generation_lowers_the_bill_and_export_is_credited() -> None:
    result = sap10.rate([gas_combi_detached(), gas_combi_detached_pv()], calculation="costs")
    energy = energy_by_end_use(result, ["plain", "pv"])
    regions = {"plain": "eastern", "pv": "eastern"}
    bill = price_bills(energy, rates=RATES, rate_regions=regions).bill.set_index("property_id")
    assert bill["export_credit_gbp"]["plain"] == 0.0
    assert bill["export_credit_gbp"]["pv"] > 0.0
    assert bill["total_gbp"]["pv"] < bill["total_gbp"]["plain"]
    assert bill["mains_gas_gbp"]["pv"] == bill["mains_gas_gbp"]["plain"]


def test_each_use_is_on_the_tariff_that_the_specification_puts_it_on() -> None:
    electric = rdsap_electric_detached()
    dwellings = [on_tariff(electric, tariff) for tariff in Tariff]
    names = [tariff.name for tariff in Tariff]
    result = sap10.rate(dwellings, calculation="costs")
    energy = energy_by_end_use(result, names)
    lighting = energy[energy["end_use"] == "lighting"].set_index("property_id")
    heating = energy[energy["end_use"] == "main_1"].set_index("property_id")
    assert lighting["tariff"].to_dict() == {
        "STANDARD": "standard",
        "SEVEN_HOUR": "7_hour",
        "TEN_HOUR": "10_hour",
        "EIGHTEEN_HOUR": "18_hour",
        "TWENTY_FOUR_HOUR": "standard",
    }
    assert heating["tariff"]["TWENTY_FOUR_HOUR"] == "24_hour"
    assert lighting["high_rate_fraction"].to_dict() == {
        "STANDARD": 1.0,
        "SEVEN_HOUR": 0.9,
        "TEN_HOUR": 0.8,
        "EIGHTEEN_HOUR": 1.0,
        "TWENTY_FOUR_HOUR": 1.0,
    }
    bills = price_bills(energy, rates=RATES, rate_regions=dict.fromkeys(names, "eastern"))
    assert not bills.issues
    assert bills.bill["property_id"].tolist() == sorted(names)
