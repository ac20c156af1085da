"""Homes of a batch, rated beside what was lodged about them."""

from typing import Any

import pytest

import sap10
from ara_assets.baseline.baseline import rated
from ara_assets.domain.performance import expand_home
from sap10.certificate import BulbCounts, DataSource, EpcPropertyData, Heating
from sap10.pcdb import Pcdb
from sap10.version import CONVENTIONS
from tests.homes import gas_boiler, home

NO_PRODUCTS = Pcdb.empty()


def effective(name: str, epc: EpcPropertyData, **changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "property_id": name,
        "batch_key": "X-0001",
        "certificate_number": f"number of {name}",
        "is_physical_state_changed": False,
        "epc_property_data": epc.stored(),
    }
    return row | changes


def lodged(**changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "sap_version": "10.2",
        "lodged_sap_rating": 30,
        "lodged_epc_band": "F",
        "lodged_co2_t_per_year": 9.9,
        "lodged_primary_energy_kwh_per_m2": 500.0,
    }
    return row | changes


def one(**changes: Any) -> dict[str, Any]:
    batch = rated("X-0001", [effective("X:1", home())], {"X:1": lodged(**changes)}, NO_PRODUCTS)
    assert batch.issues == []
    frame = batch.frames["baseline"]
    [row] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_rating_is_of_the_uk_climate_and_emissions_of_the_place() -> None:
    row = one()
    dwelling = expand_home(home())
    rating = sap10.rate([dwelling], calculation="rating")
    local = sap10.rate([dwelling], calculation="costs")
    assert row["sap_score"] == float(rating.sap_score[0])
    assert row["sap_rating"] == int(rating.sap_rating[0])
    assert row["epc_band"] == rating.band[0]
    assert row["co2_t_per_year"] == float(local.co2_kg_per_year[0]) / 1000
    assert row["primary_energy_kwh_per_m2"] == float(local.primary_energy_kwh_per_m2[0])
    assert row["floor_area_m2"] == 90.0


def test_homes_are_rated_as_accredited_software_does() -> None:
    few_bulbs = home(lighting=BulbCounts(led_count=2))
    batch = rated("X-0001", [effective("X:1", few_bulbs)], {"X:1": lodged()}, NO_PRODUCTS)
    [row] = batch.frames["baseline"].to_dict("records")
    scores = {
        name: float(sap10.rate([sap10.expand(few_bulbs, conventions=name)]).sap_score[0])
        for name in CONVENTIONS
    }
    assert row["conventions"] == "accredited"
    assert row["specification"] == "RdSAP 10 (12-02-2024), SAP 10.2 (14-03-2025)"
    assert row["sap_score"] == scores["accredited"] != scores["specification"]


def test_figures_lodged_under_sap_10_2_stay_effective_and_are_compared() -> None:
    row = one()
    assert row["rebaseline_reason"] == "none"
    assert (row["effective_sap_rating"], row["effective_epc_band"]) == (30, "F")
    assert row["sap_divergence"] == pytest.approx(row["sap_score"] - 30)
    assert row["co2_divergence_t_per_year"] == pytest.approx(row["co2_t_per_year"] - 9.9)
    assert row["is_divergent"] is True


@pytest.mark.parametrize("version", ["9.94", None])
def test_older_figures_are_kept_and_replaced_by_ours_as_effective(version: str | None) -> None:
    row = one(sap_version=version)
    assert row["rebaseline_reason"] == "pre_sap10"
    assert row["lodged_sap_rating"] == 30
    assert row["effective_sap_rating"] == row["sap_rating"]
    assert row["effective_co2_t_per_year"] == row["co2_t_per_year"]
    assert row["is_divergent"] is None
    assert row["sap_divergence"] is None


def test_a_certificate_without_figures_takes_ours() -> None:
    row = one(lodged_sap_rating=None)
    assert row["effective_sap_rating"] == row["sap_rating"]
    assert row["is_divergent"] is None


def test_a_home_that_the_calculator_refuses_is_an_issue_and_the_others_are_rated() -> None:
    unknown = Heating(
        main=(gas_boiler(data_source=DataSource.DATABASE, heating_code=None, product_index=17507),)
    )
    homes = [
        effective("X:1", home()),
        effective("X:2", home(heating=unknown)),
        effective("X:3", home()),
    ]
    batch = rated("X-0001", homes, {name: lodged() for name in ("X:1", "X:2", "X:3")}, NO_PRODUCTS)
    assert batch.frames["baseline"]["property_id"].tolist() == ["X:1", "X:3"]
    assert set(batch.frames["baseline_energy"]["property_id"]) == {"X:1", "X:3"}
    [issue] = batch.issues
    assert (issue.property_id, issue.certificate_number) == ("X:2", "number of X:2")
    assert issue.reason == "product_not_found"
    assert issue.field


def test_a_batch_without_homes_has_no_rows() -> None:
    batch = rated("X-0001", [], {}, NO_PRODUCTS)
    assert batch.frames["baseline"].empty
    assert batch.frames["baseline_energy"].empty
    assert batch.issues == []
