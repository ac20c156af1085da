import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ara_assets.domain.bill import (
    BILL_COLUMNS,
    ENERGY_COLUMNS,
    LINE_COLUMNS,
    Bills,
    pence,
    price_bills,
)
from resources.database.tables.bill import BILL, BILL_LINE
from resources.tariff_source import TariffFile

RATES = TariffFile().read_rates().in_force(dt.date(2026, 8, 1))
GAS, OIL, LOGS, ELECTRICITY, EXPORT, HEAT_NETWORK = 1, 4, 20, 30, 60, 51

Use = tuple[str, int, str, float, float]
"""End use, fuel code, tariff, high-rate fraction, kWh a year."""


def energy(homes: dict[str, list[Use]]) -> pd.DataFrame:
    rows = [(home, *use) for home, uses in homes.items() for use in uses]
    return pd.DataFrame(rows, columns=list(ENERGY_COLUMNS))


def priced(homes: dict[str, list[Use]], region: str = "eastern") -> Bills:
    return price_bills(energy(homes), rates=RATES, rate_regions=dict.fromkeys(homes, region))


def one_bill(uses: list[Use], region: str = "eastern") -> dict[str, Any]:
    [row] = priced({"A": uses}, region).bill.to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_gas_and_electricity_by_hand() -> None:
    bill = one_bill(
        [
            ("space_heating_main_1", GAS, "standard", 1.0, 10_000.0),
            ("lighting", ELECTRICITY, "standard", 1.0, 250.0),
        ]
    )
    # Eastern, July to September 2026: gas 7.26 p/kWh and 28.7 p/day, electricity 26.38 and 53.94.
    assert bill["mains_gas_gbp"] == 726.00
    assert bill["electricity_gbp"] == 65.95
    assert bill["standing_charge_gbp"] == 104.76 + 196.88
    assert bill["total_gbp"] == 1093.59
    assert not bill["is_estimate"]
    assert bill["pricing_date"] == dt.date(2026, 7, 1)
    assert bill["rates_version"] == RATES.version


def test_the_columns_are_those_of_the_tables() -> None:
    assert {*BILL_COLUMNS, "batch_key"} == set(BILL.column_names)
    assert {*LINE_COLUMNS, "batch_key"} == set(BILL_LINE.column_names)


def test_a_two_rate_tariff_splits_by_the_high_rate_fraction() -> None:
    lines = priced({"A": [("appliances", ELECTRICITY, "7_hour", 0.9, 1000.0)]}).bill_line
    split = lines.set_index("tariff_period").loc[["high", "low"]]
    assert split["delivered_kwh_per_year"].tolist() == pytest.approx([900.0, 100.0])
    # 1.216 and 0.511 of the average single rate, 26.11 p/kWh
    assert split["unit_rate_p_per_kwh"].tolist() == [31.75, 13.34]
    assert split["line_gbp"].tolist() == [285.75, 13.34]
    assert split["is_estimate"].all()


def test_a_fraction_of_one_leaves_no_line_at_the_low_rate() -> None:
    lines = priced({"A": [("secondary", ELECTRICITY, "7_hour", 1.0, 500.0)]}).bill_line
    assert sorted(lines["tariff_period"]) == ["all", "high"]  # all: the standing charge


def test_there_is_one_standing_charge_per_fuel_whatever_its_tariffs() -> None:
    lines = priced(
        {
            "A": [
                ("space_heating_main_1", ELECTRICITY, "24_hour", 1.0, 5000.0),
                ("water_heating", ELECTRICITY, "24_hour", 1.0, 2000.0),
                ("lighting", ELECTRICITY, "standard", 1.0, 200.0),
                ("space_heating_secondary", LOGS, "standard", 1.0, 900.0),
            ]
        }
    ).bill_line
    standing = lines[lines["end_use"] == "standing_charge"]
    assert standing["fuel"].tolist() == ["electricity"]
    assert standing["standing_charge_p_per_day"].max() == 57.19


def test_export_is_credited_and_own_use_reduces_what_is_bought() -> None:
    used: list[Use] = [("lighting", ELECTRICITY, "standard", 1.0, 2000.0)]
    without = one_bill(used)
    bill = one_bill(
        [
            *used,
            ("pv_used_in_dwelling", ELECTRICITY, "standard", 1.0, -800.0),
            ("pv_exported", EXPORT, "standard", 1.0, 1500.0),
        ]
    )
    assert bill["export_credit_gbp"] == 180.00
    assert bill["electricity_gbp"] == pytest.approx(without["electricity_gbp"] - 211.04)
    assert bill["standing_charge_gbp"] == without["standing_charge_gbp"]
    assert bill["total_gbp"] == pytest.approx(without["total_gbp"] - 211.04 - 180.00)


def test_a_fuel_without_a_rate_is_an_issue_that_names_it_and_no_bill() -> None:
    bills = priced(
        {
            "A": [
                ("space_heating_main_1", HEAT_NETWORK, "standard", 1.0, 8000.0),
                ("water_heating", HEAT_NETWORK, "standard", 1.0, 2000.0),
                ("lighting", ELECTRICITY, "standard", 1.0, 200.0),
            ],
            "B": [("lighting", ELECTRICITY, "standard", 1.0, 200.0)],
            "C": [("lighting", 98, "standard", 1.0, 200.0)],
        }
    )
    assert bills.bill["property_id"].tolist() == ["B"]
    assert set(bills.bill_line["property_id"]) == {"B"}
    assert [(i.property_id, i.reason, i.field, i.value) for i in bills.issues] == [
        ("A", "fuel_without_rate", "fuel", "heat_network"),
        ("C", "fuel_without_rate", "fuel", "98"),
    ]


def test_a_property_without_a_region_is_an_issue() -> None:
    frame = energy({"A": [("lighting", ELECTRICITY, "standard", 1.0, 200.0)]})
    bills = price_bills(frame, rates=RATES, rate_regions={"B": "eastern"})
    assert len(bills.bill) == 0
    assert "no rate region" in bills.issues[0].message


def test_no_homes_make_no_bills() -> None:
    bills = priced({})
    assert list(bills.bill.columns) == list(BILL_COLUMNS)
    assert list(bills.bill_line.columns) == list(LINE_COLUMNS)
    assert (len(bills.bill), len(bills.bill_line), len(bills.issues)) == (0, 0, 0)


@pytest.mark.parametrize(
    ("amount", "whole"),
    [(0.5, 1), (1.5, 2), (-0.5, -1), (2.4999, 2), (0.0, 0), (1.005 * 100, 101), (-2.5, -3)],
)
def test_halves_of_a_penny_are_rounded_away_from_zero(amount: float, whole: int) -> None:
    assert pence(np.array([amount])).tolist() == [whole]


TARIFFS = st.sampled_from(["standard", "7_hour", "10_hour", "18_hour", "24_hour"])
KWH = st.floats(0.0, 50_000.0)
USES = st.lists(
    st.tuples(
        st.sampled_from(["space_heating_main_1", "water_heating", "lighting", "cooking"]),
        st.sampled_from([GAS, OIL, LOGS, ELECTRICITY, EXPORT]),
        TARIFFS,
        st.floats(0.0, 1.0),
        KWH,
    ),
    max_size=8,
    unique_by=lambda use: use[:2],  # the key of a row of energy
)


@settings(max_examples=40, deadline=None)
@given(st.lists(USES, max_size=4))
def test_every_bill_is_the_sum_of_its_lines_to_the_penny(all_uses: list[list[Use]]) -> None:
    bills = priced({f"H{number}": uses for number, uses in enumerate(all_uses)})
    assert not bills.issues
    for row in bills.bill.to_dict("records"):
        lines = bills.bill_line[bills.bill_line["property_id"] == row["property_id"]]
        whole = sum(round(cost * 100) for cost in lines["line_gbp"])
        assert round(row["total_gbp"] * 100) == whole
        parts = ("electricity_gbp", "mains_gas_gbp", "other_fuels_gbp", "standing_charge_gbp")
        shown = sum(round(row[part] * 100) for part in parts)
        assert whole == shown - round(row["export_credit_gbp"] * 100)
        assert row["export_credit_gbp"] >= 0.0


@settings(max_examples=25, deadline=None)
@given(USES, st.randoms())
def test_a_home_costs_the_same_alone_among_others_and_in_any_order(
    uses: list[Use], random: Any
) -> None:
    alone = priced({"B": uses})
    others: list[Use] = [("lighting", ELECTRICITY, "standard", 1.0, 321.0)]
    frame = energy({"C": others, "B": uses, "A": others})
    order = list(range(len(frame)))
    random.shuffle(order)
    together = price_bills(
        pd.DataFrame(frame.iloc[order]), rates=RATES, rate_regions=dict.fromkeys("ABC", "eastern")
    )
    for mine, all_of_it in ((alone.bill, together.bill), (alone.bill_line, together.bill_line)):
        own = all_of_it[all_of_it["property_id"] == "B"].reset_index(drop=True)
        pd.testing.assert_frame_equal(own, mine, check_exact=True)


@settings(max_examples=25, deadline=None)
@given(KWH, KWH)
def test_more_energy_never_costs_less(one: float, other: float) -> None:
    low, high = sorted([one, other])
    bills = priced(
        {
            "A": [("heating", GAS, "standard", 1.0, 100.0 + low)],
            "B": [("heating", GAS, "standard", 1.0, 100.0 + high)],
        }
    ).bill
    assert bills["total_gbp"].is_monotonic_increasing
