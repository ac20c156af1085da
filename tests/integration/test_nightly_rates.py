"""Nights of the tariff schedule on a real Dagster instance and a real PostgreSQL.

The homes, their energy and their plans come from stand-ins that count how often they run: bills are
priced from stored energy, so none of them may run at night.
"""

import datetime as dt
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import sqlalchemy as sa
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from werkzeug import Response

from ara_assets.automation import automation_sensor
from ara_assets.baseline.bill import bill
from ara_assets.ingestion.fuel_rates import LONDON, fuel_rates, rates_are_current
from ara_assets.modelling.plan_bill import plan_bill
from ara_assets.partitions import PROPERTY_BATCH, add_batches
from ara_assets.schedules import nightly_ofgem_refresh
from resources.database.batch import AssetBatch
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.frames import frame_of
from resources.database.registry import asset_tables
from resources.database.resource import Database
from resources.errors import PermanentFailure
from resources.io_managers import PostgresIOManager
from resources.ofgem import OfgemCap
from resources.tariff_source import RATES_FILE, TariffFile
from tests.ofgem_server import FILE, PAGE, workbook

BATCHES = ["NIGHT-0001", "NIGHT-0002"]
CHANGE = (",6.18,0.00,5,yes,", ",7.18,0.00,5,yes,")  # heating oil
ENERGY = [
    {"end_use": "space_heating_main_1", "fuel_code": 4, "delivered_kwh_per_year": 10_000.0},
    {"end_use": "lighting", "fuel_code": 30, "delivered_kwh_per_year": 250.0},
]
AFTER_MEASURE = [
    {"end_use": "space_heating_main_1", "fuel_code": 4, "delivered_kwh_per_year": 6_000.0},
    {"end_use": "lighting", "fuel_code": 30, "delivered_kwh_per_year": 260.0},
]
REPRICED = {"bill", "plan_bill"}
PER_PROPERTY = ["property", "baseline", "bill", "scenario", "plan_bill"]
_EMPTY: dict[str, Any] = {
    "text": "-",
    "integer": 0,
    "bigint": 0,
    "float": 0.0,
    "boolean": False,
    "json": {},
    "date": dt.date(2026, 9, 1),
}


def stored(asset: str, key: str, rows: dict[str, list[dict[str, Any]]]) -> AssetBatch:
    """Make a batch with these rows; what they do not say is empty."""
    frames = {}
    for table in asset_tables(asset):
        defaults = {c.name: None if c.nullable else _EMPTY.get(c.type) for c in table.columns}
        own = {"property_id": f"{key}:1", "batch_key": key}
        frames[table.name] = frame_of(
            table.name, [{**defaults, **own, **row} for row in rows.get(table.name, [])]
        )
    return AssetBatch(frames)


@dg.asset(name="property", partitions_def=PROPERTY_BATCH)
def homes(context: dg.AssetExecutionContext) -> dict[str, AssetBatch]:
    address = [{"postcode": "NR1 1AA"}]
    rows = {"property": [{"nation": "england"}], "property_address": address}
    return {key: stored("property", key, rows) for key in context.partition_keys}


@dg.asset(name="baseline", partitions_def=PROPERTY_BATCH, deps=["property"])
def energy(context: dg.AssetExecutionContext) -> dict[str, AssetBatch]:
    rows = [{"tariff": "standard", "high_rate_fraction": 1.0, **row} for row in ENERGY]
    return {
        key: stored("baseline", key, {"baseline": [{}], "baseline_energy": rows})
        for key in context.partition_keys
    }


@dg.asset(name="scenario", partitions_def=PROPERTY_BATCH, deps=["property", "baseline"])
def plans(context: dg.AssetExecutionContext) -> dict[str, AssetBatch]:
    rows = [
        {"scenario": "C", "step": step, "tariff": "standard", "high_rate_fraction": 1.0, **row}
        for step, state in enumerate((ENERGY, AFTER_MEASURE))
        for row in state
    ]
    plan = {
        "plan": [{"scenario": "C", "measure_count": 1}],
        "plan_measure": [{"scenario": "C", "measure_order": 1}],
        "plan_energy": rows,
    }
    return {key: stored("scenario", key, plan) for key in context.partition_keys}


class Nights:
    """A code location with the real rates, bills and schedule, and its instance."""

    def __init__(
        self,
        instance: dg.DagsterInstance,
        engine: Engine,
        tariffs: Path,
        source: OfgemCap | None = None,
    ) -> None:
        self.instance = instance
        self.engine = engine
        self.tariffs = tariffs
        self.cursor: Any = None
        database = Database()
        assets: list[Any] = [homes, energy, plans, fuel_rates, bill, plan_bill]
        self.defs = dg.Definitions(
            assets=assets,
            asset_checks=[rates_are_current],
            schedules=[nightly_ofgem_refresh],
            sensors=[automation_sensor],
            resources={
                "io_manager": PostgresIOManager(database=database),
                "tariff_source": source or TariffFile(path=str(tariffs)),
            },
        )

    def run(
        self, assets: list[str], key: str | None = None, config: Any = None
    ) -> dg.ExecuteInProcessResult:
        job = self.defs.resolve_implicit_global_asset_job_def()
        selection = [dg.AssetKey(name) for name in assets]
        result = job.execute_in_process(
            instance=self.instance,
            asset_selection=selection,
            partition_key=key,
            run_config=config,
        )
        assert result.success
        return result

    def first_run(self) -> None:
        add_batches(self.instance, BATCHES)
        self.night(dt.date(2026, 10, 9))
        for key in BATCHES:
            self.run(PER_PROPERTY, key)
        assert self.automation() == set()

    def night(self, day: dt.date) -> None:
        """Run what the schedule asks for at 02:00 of this day."""
        tick = dt.datetime(day.year, day.month, day.day, 2, tzinfo=LONDON)
        context = dg.build_schedule_context(
            instance=self.instance, scheduled_execution_time=tick, repository_def=None
        )
        ticked = nightly_ofgem_refresh.evaluate_tick(context)
        assert ticked.run_requests is not None
        [request] = ticked.run_requests
        assert request.run_key == day.isoformat()
        result = self.run(["fuel_rates"], config=request.run_config)
        [check] = result.get_asset_check_evaluations()
        assert check.check_name == "rates_are_current"

    def automation(self) -> set[tuple[str, str]]:
        """Evaluate the automation conditions once and return what they request."""
        result = dg.evaluate_automation_conditions(
            self.defs, instance=self.instance, cursor=self.cursor
        )
        self.cursor = result.cursor
        requested: set[tuple[str, str]] = {
            (subset.key.to_user_string(), partition)
            for evaluation in result.results
            for subset in [evaluation.true_subset]
            for partition in (subset.expensively_compute_partition_keys() if subset.size else ())
        }
        for name, partition in sorted(requested):
            self.run([name], partition)
        return requested

    def bills(self) -> dict[str, float]:
        with self.engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT property_id, total_gbp FROM bill"))
            return {row.property_id: row.total_gbp for row in rows}

    def savings(self) -> dict[str, float]:
        with self.engine.connect() as connection:
            rows = connection.execute(
                sa.text(
                    "SELECT property_id, bill_saving_gbp, bill_gbp_before, total_gbp"
                    " FROM plan_bill JOIN plan_measure_bill USING (property_id, bill_saving_gbp)"
                    " JOIN bill USING (property_id)"
                )
            ).all()
        assert all(row.bill_gbp_before == row.total_gbp for row in rows)
        return {row.property_id: row.bill_saving_gbp for row in rows}

    def loads(self) -> dict[str, int]:
        query = "SELECT asset, count(*) FROM load_audit GROUP BY asset"
        with self.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.text(query))}


@pytest.fixture
def nights(
    dagster_database_url: str,
    fresh_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Generator[Nights]:
    monkeypatch.setenv("ARA_DATABASE_URL", fresh_database_url)
    settings = f"storage:\n  postgres:\n    postgres_url: {dagster_database_url}\n"
    (tmp_path / "dagster.yaml").write_text(settings + "telemetry:\n  enabled: false\n")
    tariffs = tmp_path / "fuel_rates.csv"
    shutil.copy(RATES_FILE, tariffs)
    engine = make_engine(fresh_database_url)
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        instance.wipe()
        yield Nights(instance, engine, tariffs)
    engine.dispose()
    Database().engine.dispose()


def test_only_a_changed_rate_reprices_bills_and_nothing_is_rated_again(nights: Nights) -> None:
    nights.first_run()
    before, saved, loads = nights.bills(), nights.savings(), nights.loads()
    assert set(before) == set(saved) == {f"{key}:1" for key in BATCHES}

    nights.night(dt.date(2026, 10, 10))
    assert nights.automation() == set()
    assert nights.loads() == {**loads, "fuel_rates": loads["fuel_rates"] + 1}
    assert nights.bills() == before
    assert nights.savings() == saved

    text = nights.tariffs.read_text()
    assert text.count(CHANGE[0]) == 1
    nights.tariffs.write_text(text.replace(*CHANGE))
    nights.night(dt.date(2026, 10, 11))
    assert nights.automation() == {(asset, key) for asset in REPRICED for key in BATCHES}
    assert nights.automation() == set()
    assert nights.loads() == {
        **{asset: count + len(BATCHES) * (asset in REPRICED) for asset, count in loads.items()},
        "fuel_rates": loads["fuel_rates"] + 2,
    }
    # A penny more for each of 10,000 kWh of oil; the measure saves 4,000 of them.
    assert nights.bills() == {
        home: pytest.approx(total + 100.0, abs=0.005) for home, total in before.items()
    }
    assert nights.savings() == {
        home: pytest.approx(saving + 40.0, abs=0.005) for home, saving in saved.items()
    }

    repriced = content_hashes(nights.engine)
    for key in BATCHES:
        nights.run(PER_PROPERTY, key)
    assert content_hashes(nights.engine) == repriced


def test_a_rate_known_ahead_reprices_bills_on_the_day_it_begins(nights: Nights) -> None:
    nights.tariffs.write_text(_without_autumn(nights.tariffs.read_text()))
    add_batches(nights.instance, BATCHES[:1])
    nights.night(dt.date(2026, 9, 28))
    nights.run(PER_PROPERTY, BATCHES[0])
    assert nights.automation() == set()
    before, saved = nights.bills(), nights.savings()

    shutil.copy(RATES_FILE, nights.tariffs)
    nights.night(dt.date(2026, 9, 29))
    assert nights.automation() == set()
    assert (nights.bills(), nights.savings()) == (before, saved)

    nights.night(dt.date(2026, 10, 1))
    assert nights.automation() == {(asset, BATCHES[0]) for asset in REPRICED}
    assert nights.bills() != before
    assert nights.savings() != saved


def test_a_file_that_cannot_be_read_leaves_the_rates_in_force(nights: Nights) -> None:
    nights.night(dt.date(2026, 10, 9))
    nights.tariffs.write_text(nights.tariffs.read_text().replace("rate_region,", "region,", 1))
    with pytest.raises(Exception, match="the columns must be"):
        nights.night(dt.date(2026, 10, 10))
    with nights.engine.connect() as connection:
        count = connection.execute(
            sa.text("SELECT count(*) FROM fuel_rates WHERE is_in_force")
        ).scalar_one()
    assert count > 0
    assert nights.loads() == {"fuel_rates": 1}


def _without_autumn(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if ",2026-10-01," not in line)


def test_a_changed_page_or_workbook_of_ofgem_leaves_the_rates_in_force(
    nights: Nights, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    published = {"page": PAGE.format(link=FILE).encode(), "file": workbook()}
    httpserver.expect_request("/cap").respond_with_handler(lambda _: Response(published["page"]))
    httpserver.expect_request(FILE.replace("%20", " ")).respond_with_handler(
        lambda _: Response(published["file"])
    )
    source = OfgemCap(address=httpserver.url_for("/cap"), first_wait_seconds=0.01)
    nights = Nights(nights.instance, nights.engine, nights.tariffs, source)
    day = dt.date(2027, 1, 9)
    nights.night(day)
    first = content_hashes(nights.engine)
    nights.night(day)
    assert content_hashes(nights.engine)["fuel_rates"] == first["fuel_rates"]

    for name, spoiled, message in (
        ("file", b"<html>Please wait</html>", "the file is not a workbook"),
        ("page", b"<html>New design</html>", "the page has no link to the workbook"),
    ):
        published[name] = spoiled
        with pytest.raises(PermanentFailure, match=message):
            nights.night(day + dt.timedelta(days=1))
        assert content_hashes(nights.engine)["fuel_rates"] == first["fuel_rates"]
    assert nights.loads() == {"fuel_rates": 2}
