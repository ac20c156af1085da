from typing import Any

import pandas as pd
import pytest

from ara_assets.domain.portfolio import Portfolio, portfolio

HOMES = [
    {"property_id": "X:1", "epc_band": "C", "sap_divergence": 0.2},
    {"property_id": "X:2", "epc_band": "E", "sap_divergence": None},
]
PLAN: dict[str, Any] = {
    "scenario": "band_c",
    "co2_t_per_year_before": 4.0,
    "co2_t_per_year_after": 3.5,
}


def frames(**changes: list[dict[str, Any]]) -> dict[str, pd.DataFrame]:
    rows: dict[str, list[dict[str, Any]]] = {
        "batch_member": [{"property_id": f"X:{n}"} for n in (1, 2, 3)],
        "baseline": HOMES,
        "bill": [{"property_id": "X:1", "total_gbp": 1500.0}],
        "certificate": [
            {"certificate_status": "current"},
            {"certificate_status": "current"},
            {"certificate_status": "superseded"},
            {"certificate_status": "issue"},
        ],
        "document": [{"property_id": home} for home in ("X:1", "X:2", "X:1", "X:3", None)],
        "issue": [
            {"asset": "epc", "property_id": "X:3", "reason": "unknown_code"},
            {"asset": "bill", "property_id": "X:2", "reason": "fuel_without_rate"},
            {"asset": "property", "property_id": None, "reason": "malformed_document"},
        ],
        "plan": [
            PLAN
            | {"property_id": "X:1", "plan_status": "already_meets", "total_cost_gbp": 0.0}
            | {"co2_t_per_year_after": 4.0},
            PLAN | {"property_id": "X:2", "plan_status": "reached", "total_cost_gbp": 1234.56},
        ],
        "plan_bill": [
            {"scenario": "band_c", "bill_saving_gbp": 0.0},
            {"scenario": "band_c", "bill_saving_gbp": 100.0},
        ],
        "plan_measure": [{"scenario": "band_c", "measure_option": "loft_insulation"}],
    } | changes
    return {name: pd.DataFrame(found) for name, found in rows.items()}


def test_everything_received_is_counted_once() -> None:
    found = portfolio(frames())
    documents = found.documents
    assert (documents.received, documents.current, documents.superseded) == (5, 2, 1)
    assert (documents.issue, documents.unreadable, documents.unaccounted) == (1, 1, 0)
    assert (found.properties, found.rated, found.unaccounted_properties) == (3, 2, 0)


def test_a_home_that_is_rated_and_has_an_issue_is_counted_as_rated() -> None:
    found = portfolio(frames())
    assert found.properties_with_issue == 1
    assert found.issues_by_reason == {
        "unknown_code": 1,
        "fuel_without_rate": 1,
        "malformed_document": 1,
    }


def test_what_nothing_is_known_of_is_shown() -> None:
    found = portfolio(
        frames(
            batch_member=[{"property_id": f"X:{n}"} for n in range(1, 6)],
            certificate=[{"certificate_status": "current"}],
        )
    )
    assert found.unaccounted_properties == 2
    assert found.documents.unaccounted == 3


def test_an_issue_beside_the_way_to_the_rating_excuses_nothing() -> None:
    issue = {"asset": "geospatial", "property_id": "X:3", "reason": "not_in_reference_data"}
    assert portfolio(frames(issue=[issue])).unaccounted_properties == 1


def test_bands_are_all_there_in_order() -> None:
    found = portfolio(frames())
    assert list(found.bands()) == ["A", "B", "C", "D", "E", "F", "G"]
    assert found.bands()["C"] == found.bands()["E"] == 1
    assert sum(found.bands().values()) == found.rated


def test_plans_are_added_up_by_scenario() -> None:
    [total] = portfolio(frames()).plan_totals
    assert total.scenario == "band_c"
    assert total.by_status == {"already_meets": 1, "reached": 1}
    assert total.measures == {"loft_insulation": 1}
    assert total.total_cost_gbp == 1234.56
    assert total.bill_saving_gbp_per_year == 100.0
    assert total.co2_saving_t_per_year == pytest.approx(0.5)


def test_divergence_is_of_the_homes_that_were_compared() -> None:
    found: Portfolio = portfolio(frames())
    assert found.divergence.tolist() == [0.2]
    assert found.median_bill_gbp == 1500.0
