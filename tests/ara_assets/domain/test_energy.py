import datetime as dt
from dataclasses import replace

import pytest

import sap10
from ara_assets.domain.bill import price_bills
from ara_assets.domain.energy import delivered_kwh, energy_by_end_use
from resources.tariff_source import TariffFile
from sap10.codes import Tariff
from sap10.network_inputs import SpecialFeature
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


def test_special_features_are_rows_that_bills_price() -> None:
    """Appendix Q: energy saved, generated and used, by fuel; what is sold is credited."""
    features = (
        SpecialFeature(saved_kwh=1000.0, saved_fuel=1, used_kwh=90.0, used_fuel=39),
        SpecialFeature(saved_kwh=200.0, saved_fuel=1, used_kwh=10.0, used_fuel=39),
        SpecialFeature(saved_kwh=300.0, saved_fuel=36),
    )
    plain = gas_combi_detached()
    result = sap10.rate([plain, replace(plain, special_features=features)], calculation="costs")
    energy = energy_by_end_use(result, ["plain", "special"])
    rows = energy[energy["end_use"].str.startswith("special")].set_index(["end_use", "fuel_code"])
    assert (rows["property_id"] == "special").all()
    assert rows["delivered_kwh_per_year"].to_dict() == {
        ("special_features_saved", 1): -1200.0,
        ("special_features_saved", 36): 300.0,
        ("special_features_used", 30): 100.0,
    }
    assert not energy.duplicated(["property_id", "end_use", "fuel_code"]).any()
    kwh = delivered_kwh(result)
    assert kwh[1] - kwh[0] == pytest.approx(-1100.0)

    regions = {"plain": "eastern", "special": "eastern"}
    bill = price_bills(energy, rates=RATES, rate_regions=regions).bill.set_index("property_id")
    assert bill["mains_gas_gbp"]["special"] < bill["mains_gas_gbp"]["plain"]
    assert bill["electricity_gbp"]["special"] > bill["electricity_gbp"]["plain"]
    assert bill["export_credit_gbp"]["special"] > bill["export_credit_gbp"]["plain"] == 0.0


def test_off_peak_features_keep_their_share_at_the_high_rate() -> None:
    parts = [
        SpecialFeature(used_kwh=kwh, used_fuel=39, used_high_rate_fraction=share)
        for kwh, share in ((300.0, 0.0), (100.0, 0.8))
    ]
    dwelling = replace(
        on_tariff(gas_combi_detached(), Tariff.SEVEN_HOUR), special_features=tuple(parts)
    )
    energy = energy_by_end_use(sap10.rate([dwelling], calculation="costs"), ["A"])
    row = energy[energy["end_use"] == "special_features_used"].iloc[0]
    assert row["tariff"] == "7_hour"
    assert row["high_rate_fraction"] == pytest.approx(0.2)


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
