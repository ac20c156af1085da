"""Every row of RdSAP 10 Table 32: prices, standing charges and factors, against the print."""

import csv
from pathlib import Path

import numpy as np
import pytest

import sap10
from sap10.codes import Prices
from sap10.rdsap.expand import expand_reduced
from sap10.tables import fuels, load_table
from tests.sap10.rdsap.surveys import survey

SHIFTED = {"5": "", "9": "120", "7": "70"}
"""Standing charges that the print of 2024 has one row out (finding X.13)."""


@pytest.mark.pins("RdSAP Table 32")
def test_every_fuel(shared: Path) -> None:
    """Prices in force: accredited software, else the edition of 2025, else the print of 2024."""
    path = shared / "spec/tables/rdsap10/table_32_fuel_prices_and_factors.csv"
    own = load_table("fuels")
    co2 = own.by_code("code", "co2")
    primary_energy = own.by_code("code", "primary_energy")
    seen: set[int] = set()
    for row in csv.DictReader(path.open(encoding="utf-8")):
        number = row["fuel_code"] or row["fuel_code_sap102_table12"]
        if not number or number == "99":
            continue
        code = int(number)
        seen.add(code)
        prices = (
            row["price_2025_accredited_software_p_per_kwh"],
            row["price_2025_p_per_kwh"],
            row["price_p_per_kwh"],
        )
        price = next((float(cell) for cell in prices if cell), None)
        found = fuels.UNIT_PRICE[Prices.TABLE_32, code]
        if price is not None:
            assert found == price, row["fuel"]
        elif code == fuels.OTHER_EXPORT:
            assert found == 0.0
        else:
            assert np.isnan(found), row["fuel"]
        charge = SHIFTED.get(number, row["standing_charge_gbp"])
        if row["group"] == "heat_network":
            charge = "" if code == fuels.DISTRIBUTION_PUMPING else "120"
        assert fuels.STANDING_CHARGE[Prices.TABLE_32, code] == float(charge or 0), row["fuel"]
        for printed, same_as, table in (
            ("co2_kg_per_kwh", "co2_sap102_table12_kg_per_kwh", co2),
            ("primary_energy_factor", "pef_sap102_table12", primary_energy),
        ):
            cell = row[printed] or row[same_as]
            assert table[code] == float(cell) if cell else np.isnan(table[code]), row["fuel"]
    assert seen == {*own.integers("code").tolist()}


def _rated(cost: float, area: float) -> float:
    """Rate a cost [GBP] and area [m2]: section 20.1."""
    dwelling = expand_reduced(survey())
    imposed = sap10.rate([dwelling], impose={"255": cost, "4": area})
    return float(imposed.sap_score[0])


@pytest.mark.pins("RdSAP Table 32", "RdSAP 20.1")
def test_constants_of_the_rating(shared: Path) -> None:
    """RULES.md test vectors of section 20.1, from the printed constants."""
    path = shared / "spec/tables/rdsap10/table_32_constants.csv"
    printed = {row["item"]: float(row["value"]) for row in csv.DictReader(path.open())}

    def score(cost: float, area: float) -> float:
        factor = printed["energy_cost_deflator"] * cost / (area + printed["rating_area_offset"])
        if factor >= printed["sap_rating_ecf_breakpoint"]:
            slope = printed["sap_rating_log_slope"]
            return printed["sap_rating_log_constant"] - slope * float(np.log10(factor))
        return printed["sap_rating_linear_constant"] - printed["sap_rating_linear_slope"] * factor

    for cost in (300.0, 900.0, 1041.0, 1042.0, 3000.0):
        assert _rated(cost, 80.0) == pytest.approx(score(cost, 80.0), rel=1e-12)
    assert _rated(900.0, 80.0) == pytest.approx(57.8152)
    assert _rated(5.0 * 125 / 0.42, 80.0) == pytest.approx(32.4246, abs=5e-5)


@pytest.mark.pins("RdSAP Table 32", "RdSAP 20.2")
def test_constants_of_the_environmental_impact_rating(shared: Path) -> None:
    path = shared / "spec/tables/rdsap10/table_32_constants.csv"
    printed = {row["item"]: float(row["value"]) for row in csv.DictReader(path.open())}
    dwelling = expand_reduced(survey())
    for co2 in (500.0, 3500.0, 3540.0, 9000.0):
        factor = co2 / (80.0 + printed["rating_area_offset"])
        if factor >= printed["ei_rating_cf_breakpoint"]:
            slope = printed["ei_rating_log_slope"]
            expected = printed["ei_rating_log_constant"] - slope * float(np.log10(factor))
        else:
            slope = printed["ei_rating_linear_slope"]
            expected = printed["ei_rating_linear_constant"] - slope * factor
        found = sap10.rate([dwelling], impose={"272": co2, "4": 80.0}).ei_score[0]
        assert found == pytest.approx(expected, rel=1e-12)
