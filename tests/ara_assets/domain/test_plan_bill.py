import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ara_assets.domain.bill import ENERGY_COLUMNS, price_bills
from ara_assets.domain.plan_bill import PlanBills, price_plans
from resources.database.tables.plan_bill import PLAN_BILL, PLAN_MEASURE_BILL
from resources.tariff_source import TariffFile

RATES = TariffFile().read_rates().in_force(dt.date(2026, 8, 1))
GAS, OIL, ELECTRICITY, HEAT_NETWORK = 1, 4, 30, 51

State = list[tuple[int, float]]
"""Fuel code and kWh a year of each end use."""
Plans = dict[tuple[str, str], list[State]]
"""The states of the plan of each home and scenario."""


def energy(plans: Plans) -> pd.DataFrame:
    rows = [
        (home, f"use_{place}", code, "standard", 1.0, kwh, scenario, step)
        for (home, scenario), states in plans.items()
        for step, state in enumerate(states)
        for place, (code, kwh) in enumerate(state)
    ]
    return pd.DataFrame(rows, columns=[*ENERGY_COLUMNS, "scenario", "step"])


def priced(plans: Plans) -> PlanBills:
    regions = dict.fromkeys({home for home, _ in plans}, "eastern")
    return price_plans(energy(plans), rates=RATES, rate_regions=regions)


def test_a_plan_by_hand() -> None:
    bills = priced(
        {
            ("A", "band C"): [
                [(GAS, 10_000.0), (ELECTRICITY, 1_000.0)],
                [(GAS, 8_000.0), (ELECTRICITY, 1_010.0)],
                [(ELECTRICITY, 3_000.0)],
            ]
        }
    )
    # Eastern, July to September 2026: gas 7.26 p/kWh and 28.7 p/day, electricity 26.38 and 53.94.
    before = 726.00 + 263.80 + 104.76 + 196.88
    after = 791.40 + 196.88
    [plan] = bills.plan_bill.to_dict("records")
    assert plan == {
        "property_id": "A",
        "scenario": "band C",
        "bill_gbp_before": pytest.approx(before, abs=1e-9),
        "bill_gbp_after": pytest.approx(after, abs=1e-9),
        "bill_saving_gbp": pytest.approx(before - after, abs=1e-9),
        "pricing_date": dt.date(2026, 7, 1),
        "rates_version": RATES.version,
        "is_estimate": False,
    }
    assert bills.plan_measure_bill["measure_order"].tolist() == [1, 2]
    # The first measure saves gas; the second the rest of it with its standing charge.
    assert bills.plan_measure_bill["bill_saving_gbp"].tolist() == pytest.approx(
        [145.20 - 2.64, 580.80 + 104.76 - 524.96]
    )
    assert not bills.issues


def test_the_columns_are_those_of_the_tables() -> None:
    bills = priced({("A", "band C"): [[(GAS, 1.0)]]})
    assert {*bills.plan_bill.columns, "batch_key"} == set(PLAN_BILL.column_names)
    assert {*bills.plan_measure_bill.columns, "batch_key"} == set(PLAN_MEASURE_BILL.column_names)


def test_a_plan_without_measures_saves_nothing() -> None:
    bills = priced({("A", "band C"): [[(GAS, 10_000.0)]]})
    [plan] = bills.plan_bill.to_dict("records")
    assert plan["bill_gbp_before"] == plan["bill_gbp_after"] > 0
    assert plan["bill_saving_gbp"] == 0.0
    assert len(bills.plan_measure_bill) == 0


def test_an_estimated_rate_of_any_state_is_said() -> None:
    oil_to_gas = [[(OIL, 10_000.0)], [(GAS, 10_000.0)]]
    bills = priced({("A", "x"): oil_to_gas, ("B", "x"): oil_to_gas[1:]})
    assert bills.plan_bill.set_index("property_id")["is_estimate"].to_dict() == {
        "A": True,
        "B": False,
    }


def test_a_state_without_a_rate_is_one_issue_and_its_plan_has_no_bill() -> None:
    network = [[(HEAT_NETWORK, 9_000.0)], [(HEAT_NETWORK, 8_000.0)], [(GAS, 8_000.0)]]
    gas = [[(GAS, 9_000.0)], [(GAS, 8_000.0)]]
    bills = priced({("A", "x"): network, ("A", "y"): network[2:], ("B", "x"): gas})
    plans = bills.plan_bill[["property_id", "scenario"]].to_numpy().tolist()
    assert plans == [["A", "y"], ["B", "x"]]
    assert set(bills.plan_measure_bill["property_id"]) == {"B"}
    [issue] = bills.issues
    assert (issue.property_id, issue.reason, issue.field) == ("A", "fuel_without_rate", "fuel")
    assert "heat_network" in issue.message.replace(" ", "_")


def test_a_home_of_unknown_region_is_an_issue() -> None:
    bills = price_plans(energy({("A", "x"): [[(GAS, 1.0)]]}), rates=RATES, rate_regions={})
    assert len(bills.plan_bill) == 0
    assert [issue.property_id for issue in bills.issues] == ["A"]


def test_no_plans_make_no_bills() -> None:
    bills = priced({})
    assert (len(bills.plan_bill), len(bills.plan_measure_bill), len(bills.issues)) == (0, 0, 0)


kwh = st.floats(-5_000, 30_000, allow_nan=False)
states = st.lists(st.tuples(st.sampled_from([GAS, OIL, ELECTRICITY]), kwh), min_size=1, max_size=4)
names = st.tuples(st.sampled_from("ABC"), st.sampled_from(["x", "y"]))


@settings(max_examples=15, deadline=None)
@given(st.dictionaries(names, st.lists(states, min_size=1, max_size=4), min_size=1, max_size=4))
def test_plans_are_priced_as_each_state_alone_and_measures_add_up(plans: Plans) -> None:
    # Every state has some energy, so that every state has a bill.
    used = {name: [[*state, (ELECTRICITY, 1.0)] for state in own] for name, own in plans.items()}
    bills = priced(used)
    assert not bills.issues
    measures = bills.plan_measure_bill
    assert len(bills.plan_bill) == len(used)
    for plan in bills.plan_bill.to_dict("records"):
        name = (plan["property_id"], plan["scenario"])
        alone = [
            price_bills(
                energy({name: [state]}), rates=RATES, rate_regions={plan["property_id"]: "eastern"}
            ).bill["total_gbp"][0]
            for state in used[name]
        ]
        assert plan["bill_gbp_before"] == alone[0]
        assert plan["bill_gbp_after"] == alone[-1]
        own = measures[
            (measures["property_id"] == name[0]) & (measures["scenario"] == name[1])
        ].sort_values("measure_order")
        exact = [Decimal(str(one)) for one in alone]
        savings = [Decimal(str(one)) for one in own["bill_saving_gbp"]]
        assert savings == [before - after for before, after in pairwise(exact)]
        assert sum(savings, Decimal(0)) == Decimal(str(plan["bill_saving_gbp"]))
