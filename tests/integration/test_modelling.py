"""Recommendations and plans through Dagster on a real PostgreSQL, checked by an independent reader.

What is ingested is given; rating, pricing, eligibility and choice are the real ones.
"""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

import sap10
from ara_assets.baseline.baseline import baseline
from ara_assets.baseline.bill import bill
from ara_assets.domain.bill import price_bills
from ara_assets.domain.energy import energy_by_end_use
from ara_assets.domain.performance import expand_home
from ara_assets.domain.scenario import BAND_C
from ara_assets.ingestion.cost_catalogue import cost_catalogue
from ara_assets.ingestion.fuel_rates import fuel_rates
from ara_assets.ingestion.pcdb import pcdb
from ara_assets.modelling.plan_bill import plan_bill
from ara_assets.modelling.recommendation import recommendation
from ara_assets.modelling.scenario import scenario
from ara_assets.modelling.scenario_definition import scenario_definition
from ara_assets.partitions import PROPERTY_BATCH, add_batches
from resources.database.batch import AssetBatch, BatchOutcomes
from resources.database.engine import make_engine
from resources.database.frames import frame_of
from resources.database.registry import TABLES, asset_tables
from resources.database.resource import Database
from resources.io_managers import PostgresIOManager
from resources.object_store import ObjectStore
from resources.product_source import ProductFile
from resources.tariff_source import RATES_FILE, TariffFile
from sap10.certificate import (
    EpcPropertyData,
    Heating,
    PropertyType,
    WallConstruction,
    WallInsulation,
)
from sap10.measures import MeasureType
from sap10.overlay import Overlay, apply
from tests.homes import fabric, gas_boiler, home, part, wall

BATCH = "PLAN-0001"
HOMES: dict[str, EpcPropertyData] = {
    "PLAN:gas": home(),
    "PLAN:solid": home(fabric=fabric(part(wall=wall(WallConstruction.SOLID_BRICK)))),
    "PLAN:filled": home(fabric=fabric(part(wall=wall(insulation=WallInsulation.FILLED_CAVITY)))),
    "PLAN:flat": home(property_type=PropertyType.FLAT),
    "PLAN:lodged-c": home(),
    "PLAN:refused": home(heating=Heating(main=(gas_boiler(heating_code=999),))),
}
LISTED = "PLAN:solid"
LODGED = {"PLAN:lodged-c": 75}
_EMPTY: dict[str, Any] = {
    "text": "-",
    "integer": 0,
    "bigint": 0,
    "float": 0.0,
    "boolean": False,
    "json": {},
    "date": dt.date(2026, 9, 1),
}


def stored(asset: str, rows: dict[str, list[dict[str, Any]]]) -> AssetBatch:
    """Make a batch with these rows; what they do not say is empty."""
    frames = {}
    for table in asset_tables(asset):
        defaults = {c.name: None if c.nullable else _EMPTY.get(c.type) for c in table.columns}
        own = [{**defaults, "batch_key": BATCH, **row} for row in rows.get(table.name, [])]
        frames[table.name] = frame_of(table.name, own)
    return AssetBatch(frames)


def given(asset: str, rows: dict[str, list[dict[str, Any]]]) -> dg.AssetsDefinition:
    """Make an asset that stores what ingestion would have stored."""

    @dg.asset(name=asset, partitions_def=PROPERTY_BATCH)
    def ingested(context: dg.AssetExecutionContext) -> BatchOutcomes:
        return BatchOutcomes({key: stored(asset, rows) for key in context.partition_keys})

    return ingested


def as_json(epc: EpcPropertyData) -> Any:
    return json.loads(epc.model_dump_json())


def lodged(name: str) -> dict[str, Any]:
    if name not in LODGED:
        return {"sap_version": "9.94"}
    return {
        "sap_version": "10.2",
        "lodged_sap_rating": LODGED[name],
        "lodged_epc_band": "C",
        "lodged_co2_t_per_year": 2.0,
        "lodged_primary_energy_kwh_per_m2": 150.0,
    }


def ingested() -> list[dg.AssetsDefinition]:
    ids = [{"property_id": name} for name in HOMES]
    data = [{"property_id": n, "epc_property_data": as_json(e)} for n, e in HOMES.items()]
    roof = {
        "solar_source": "sap_estimate",
        "max_panel_count": 8,
        "panel_peak_power_w": 400.0,
        "roof_pitch_deg": 30.0,
        "roof_orientation_deg": 180.0,
    }
    place = {"is_in_conservation_area": False, "is_listed_building": False}
    return [
        given(
            "property",
            {
                "property": [{**row, "nation": "england"} for row in ids],
                "property_address": [{**row, "postcode": "NR1 1AA"} for row in ids],
            },
        ),
        given("epc", {"epc": [{**row, **lodged(row["property_id"])} for row in data]}),
        given("effective_epc", {"effective_epc": data}),
        given("solar", {"solar": [{**row, **roof} for row in ids]}),
        given(
            "geospatial",
            {
                "geospatial": [
                    {**row, **place, "is_listed_building": row["property_id"] == LISTED}
                    for row in ids
                ]
            },
        ),
    ]


WHOLE = [fuel_rates, cost_catalogue, pcdb, scenario_definition]


@dataclass(frozen=True)
class Modelling:
    """The assets, each of which has run once; `tariffs` is the file that rates are read from."""

    run: Callable[[list[Any]], None]
    tariffs: Path


@pytest.fixture(scope="module")
def modelling(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Generator[Modelling]:
    """Run everything once."""
    patch = pytest.MonkeyPatch()
    patch.setenv("ARA_DATABASE_URL", database_url)
    patch.setenv("ARA_HOME", str(tmp_path_factory.mktemp("home")))
    database = Database()
    batched: list[Any] = [*ingested(), baseline, bill, recommendation, scenario, plan_bill]
    folder: Path = tmp_path_factory.mktemp("dagster")
    tariffs = folder / "fuel_rates.csv"
    shutil.copy(RATES_FILE, tariffs)
    definitions = dg.Definitions(
        assets=[*WHOLE, *batched],
        resources={
            "io_manager": PostgresIOManager(database=database),
            "database": database,
            "object_store": ObjectStore(),
            "product_source": ProductFile(),
            "tariff_source": TariffFile(path=str(tariffs)),
        },
    )
    with dg.instance_for_test(temp_dir=str(folder)) as instance:
        add_batches(instance, [BATCH])

        def run(assets: list[Any]) -> None:
            result = definitions.resolve_implicit_global_asset_job_def().execute_in_process(
                instance=instance,
                asset_selection=[asset.key for asset in assets],
                partition_key=BATCH if assets[0].partitions_def else None,
            )
            assert result.success

        run(WHOLE)
        run(batched)
        yield Modelling(run, tariffs)
    patch.undo()


@pytest.fixture(scope="module")
def read(modelling: Modelling, database_url: str) -> Generator[Any]:
    """Return a reader of whole tables, without any of our own code between."""
    engine: Engine = make_engine(database_url)
    yield lambda table: pd.read_sql(sa.text(f"SELECT * FROM {table}"), engine)
    engine.dispose()


def dearer_gas(text: str) -> str:
    """Rates with a gas standing charge of a pound a day, whatever the quarter."""
    lines = list(csv.reader(text.splitlines()))
    for line in lines:
        if line[1] == "mains_gas":
            line[7] = "100.0000"
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def content(read: Any, tables: tuple[str, ...]) -> list[str]:
    """Rows of tables as text, in the order of their keys."""
    return [
        read(table).sort_values(list(TABLES[table].primary_key)).to_json(orient="records")
        for table in tables
    ]


def test_every_rated_home_has_every_measure_with_its_reason(read: Any) -> None:
    options = read("recommendation")
    assert set(options["property_id"]) == set(HOMES) - {"PLAN:refused"}
    assert set(options.groupby("property_id").size()) == {len(MeasureType)}
    assert (options["is_eligible"] == (options["eligibility_reason"] == "eligible")).all()
    assert (options["is_eligible"] == options["overlay"].notna()).all()
    assert (options["is_eligible"] == options["cost_gbp"].notna()).all()
    assert options["eligibility_field"].str.len().min() > 0


def test_planning_flag_and_roof_reach_the_options(read: Any) -> None:
    options = read("recommendation").set_index(["property_id", "measure_option"])
    walls = options.loc[(LISTED, "external_wall_insulation")]
    assert walls["eligibility_reason"] == "protected_building"
    assert walls["eligibility_field"] == "geospatial.is_listed_building"
    panels = options.loc[("PLAN:gas", "solar_pv")]
    assert panels["quantities"]["panel_count"] == 8
    flat = options.loc[("PLAN:flat", "solar_pv")]
    assert flat["eligibility_reason"] == "property_type_not_suitable"


def test_area_of_an_option_is_that_of_the_calculator(read: Any) -> None:
    options = read("recommendation").set_index(["property_id", "measure_option"])
    loft = options.loc[("PLAN:gas", "loft_insulation")]
    assert loft["quantities"] == {"area_m2": 45.0}
    walls = options.loc[("PLAN:gas", "cavity_wall_insulation")]
    # 20 m around, 2.40 m and 2.65 m high, less 6 windows of 2 m2 and 2 doors of 1.85 m2
    assert walls["quantities"] == {"area_m2": pytest.approx(20 * 5.05 - 12 - 3.7)}


def test_every_plan_is_its_measures_rated_again(read: Any) -> None:
    plans, chosen, options = read("plan"), read("plan_measure"), read("recommendation")
    assert set(plans["property_id"]) == set(HOMES) - {"PLAN:refused"}
    overlays = options.set_index(["property_id", "measure_option"])["overlay"]
    for plan in plans.to_dict("records"):
        own = chosen[chosen["property_id"] == plan["property_id"]].sort_values("measure_order")
        assert list(own["measure_order"]) == list(range(1, len(own) + 1))
        assert plan["measure_count"] == len(own)
        edits = [
            Overlay.from_json(json.dumps(overlays[plan["property_id"], name]))
            for name in own["measure_option"]
        ]
        after = expand_home(apply(HOMES[plan["property_id"]], *edits))
        rating = sap10.rate([after])
        local = sap10.rate([after], calculation="costs")
        assert plan["sap_score_after"] == pytest.approx(rating.sap_score[0], abs=1e-9)
        assert plan["sap_rating_after"] == rating.sap_rating[0]
        assert plan["epc_band_after"] == rating.band[0]
        assert plan["co2_t_per_year_after"] == pytest.approx(local.co2_kg_per_year[0] / 1000)
        assert (plan["plan_status"] == "reached") <= (plan["sap_rating_after"] >= 69)


def test_totals_are_sums_of_measures_to_the_penny_and_1e_9(read: Any) -> None:
    plans, chosen = read("plan"), read("plan_measure")
    assert len(chosen)
    for plan in plans.to_dict("records"):
        own = chosen[chosen["property_id"] == plan["property_id"]]
        gain = plan["sap_score_after"] - plan["sap_score_before"]
        assert own["sap_score_gain"].sum() == pytest.approx(gain, abs=1e-9)
        carbon = plan["co2_t_per_year_before"] - plan["co2_t_per_year_after"]
        assert own["co2_saving_t_per_year"].sum() == pytest.approx(carbon, abs=1e-9)
        for money in ("cost_gbp", "contingency_gbp", "vat_gbp", "total_cost_gbp"):
            total = sum((Decimal(str(one)) for one in own[money]), Decimal(0))
            assert Decimal(str(plan[money])) == total


def test_bills_of_plans_start_at_the_homes_bill_and_measures_add_up_to_the_penny(read: Any) -> None:
    bills, plans, chosen = read("bill"), read("plan"), read("plan_measure")
    priced, of_measures = read("plan_bill"), read("plan_measure_bill")
    assert set(priced["property_id"]) == set(plans["property_id"])
    order = ["property_id", "scenario", "measure_order"]
    assert of_measures[order].sort_values(order).to_numpy().tolist() == (
        chosen[order].sort_values(order).to_numpy().tolist()
    )
    today = bills.set_index("property_id")
    for plan in priced.to_dict("records"):
        before, after = Decimal(str(plan["bill_gbp_before"])), Decimal(str(plan["bill_gbp_after"]))
        assert Decimal(str(plan["bill_saving_gbp"])) == before - after
        own = of_measures[of_measures["property_id"] == plan["property_id"]]
        savings = [Decimal(str(one)) for one in own["bill_saving_gbp"]]
        assert sum(savings, Decimal(0)) == before - after
        bill_of_home = today.loc[plan["property_id"]]
        assert plan["bill_gbp_before"] == bill_of_home["total_gbp"]
        assert plan["rates_version"] == bill_of_home["rates_version"]
        assert plan["pricing_date"] == bill_of_home["pricing_date"]
    assert priced["bill_saving_gbp"].max() > 0


def test_bill_after_a_plan_is_that_of_the_home_with_its_measures(read: Any) -> None:
    priced, chosen = read("plan_bill").set_index("property_id"), read("plan_measure")
    overlays = read("recommendation").set_index(["property_id", "measure_option"])["overlay"]
    regions = dict.fromkeys(HOMES, "eastern")
    rates = TariffFile().read_rates().in_force(next(iter(priced["pricing_date"])))
    for name, after in priced["bill_gbp_after"].items():
        own = chosen[chosen["property_id"] == name].sort_values("measure_order")
        edits = [
            Overlay.from_json(json.dumps(overlays[name, one])) for one in own["measure_option"]
        ]
        dwelling = expand_home(apply(HOMES[str(name)], *edits))
        energy = energy_by_end_use(sap10.rate([dwelling], calculation="costs"), [str(name)])
        [total] = price_bills(energy, rates=rates, rate_regions=regions).bill["total_gbp"]
        assert after == total


def test_new_rates_reprice_plans_as_making_them_again_would(
    read: Any, modelling: Modelling
) -> None:
    made, kept = ("plan", "plan_measure", "plan_energy"), content(read, ("plan_bill",))
    plans, loads = content(read, made), len(read("load_audit"))
    text = modelling.tariffs.read_text()
    modelling.tariffs.write_text(dearer_gas(text))
    modelling.run([fuel_rates])
    modelling.run([plan_bill])
    assert len(read("load_audit")) == loads + 2
    repriced = content(read, ("plan_bill", "plan_measure_bill"))
    assert repriced[0] != kept[0]
    assert content(read, made) == plans
    modelling.run([scenario, plan_bill])
    assert content(read, ("plan_bill", "plan_measure_bill")) == repriced
    assert content(read, made) == plans

    modelling.tariffs.write_text(text)
    modelling.run([fuel_rates])
    modelling.run([plan_bill])
    assert content(read, ("plan_bill",)) == kept


def test_lodged_rating_decides_that_a_home_meets_the_goal(read: Any) -> None:
    plans = read("plan").set_index("property_id")
    plan = plans.loc["PLAN:lodged-c"]
    assert plan["plan_status"] == "already_meets"
    assert plan["has_calculated_disagreement"]
    assert plan["effective_sap_rating"] == 75
    assert plan["measure_count"] == 0
    assert plan["total_cost_gbp"] == 0
    assert plans.loc["PLAN:gas", "plan_status"] == "reached"
    assert not plans.loc["PLAN:gas", "has_calculated_disagreement"]


def test_plan_keeps_the_snapshot_of_its_scenario(read: Any) -> None:
    [definition] = read("scenario_definition").to_dict("records")
    assert definition["scenario_hash"] == BAND_C.content_hash
    assert set(read("plan")["scenario_hash"]) == {BAND_C.content_hash}


def test_refused_home_is_an_issue_of_its_rating_and_has_no_plan(read: Any) -> None:
    issues = read("issue")
    assert set(issues[issues["property_id"] == "PLAN:refused"]["asset"]) == {"baseline"}


def test_running_again_leaves_every_row_as_it_was(read: Any, modelling: Modelling) -> None:
    tables = ("recommendation", "plan", "plan_measure", "plan_energy", "plan_bill")
    before = content(read, tables)
    modelling.run([recommendation, scenario, plan_bill])
    assert content(read, tables) == before
