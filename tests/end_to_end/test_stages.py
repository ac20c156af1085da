"""Jobs `first_run` and `refresh`, and the queue, on a real Dagster daemon and PostgreSQL."""

import shutil
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import dagster as dg
import pytest
import sqlalchemy as sa
from dagster._core.definitions.reconstruct import ReconstructableRepository
from dagster._core.execution.backfill import BULK_ACTION_TERMINAL_STATUSES, BulkActionStatus
from sqlalchemy import Engine

from ara_assets.commands.processes import daemon
from ara_assets.commands.workplace import Workplace, open_workplace
from ara_assets.definitions import build_defs
from ara_assets.demo import generate
from ara_assets.ingestion.registration import register_region
from ara_assets.queue_sensor import queue_sensor
from ara_assets.stages import JOB_TAG
from resources.certificate_source import FolderSource
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.resource import Database
from resources.database.server import delete_server
from resources.message_queue import MessageQueue
from resources.object_store import LocalStore
from tests.queue_server import queue_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class Place:
    """A home with a region of one batch, and the daemon that runs what is asked for."""

    engine: Engine
    instance: dg.DagsterInstance
    certificates: Path

    def register(self, *homes: int) -> None:
        """Give the region the certificates of these homes."""
        for index in homes:
            source = self.certificates.parent / "demo" / "certificates"
            for path in source.glob(f"9990-{index:04d}-*"):
                shutil.copy(path, self.certificates)
        store = LocalStore(self.certificates.parent / "objects")
        register_region(self.engine, store, "tiny", FolderSource(self.certificates), batch_size=4)

    def run(self, name: str) -> bool:
        """Run a job in this process, and wait for the backfills it asked for."""
        code = ReconstructableRepository.for_module("ara_assets.definitions", "defs")
        job = code.get_reconstructable_job(name)
        result = dg.execute_job(job, instance=self.instance)
        while any(
            one.status not in BULK_ACTION_TERMINAL_STATUSES for one in self.instance.get_backfills()
        ):
            time.sleep(0.5)
        return result.success

    def tick_until_the_end(self, message_id: str) -> list[str]:
        """Evaluate the queue's sensor until a request has ended; return its statuses in order."""
        code = build_defs().get_repository_def()
        resources = {"database": Database(), "message_queue": MessageQueue()}
        seen: list[str] = []
        while not {"complete", "failed"} & set(seen):
            queue_sensor(
                dg.build_sensor_context(self.instance, repository_def=code, resources=resources)
            )
            status = str(self.request(message_id)["trigger_status"])
            seen += [status] if status not in seen[-1:] else []
            time.sleep(0.2)
        return seen

    def request(self, message_id: str) -> sa.RowMapping:
        """Return what the table tells other systems of a request."""
        query = sa.text("SELECT * FROM trigger_request WHERE message_id = :id")
        with self.engine.connect() as connection:
            return connection.execute(query, {"id": message_id}).mappings().one()

    def asked_for(self) -> list[str]:
        """Return which job asked for each backfill, the first one first; all have succeeded."""
        found = sorted(self.instance.get_backfills(), key=lambda one: one.backfill_timestamp)
        assert {one.status for one in found} <= {BulkActionStatus.COMPLETED_SUCCESS}
        return [one.tags[JOB_TAG] for one in found]

    def loads(self) -> dict[str, int]:
        """Return how often each asset was stored."""
        query = sa.text("SELECT asset, count(*) FROM load_audit GROUP BY asset")
        with self.engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def age(self, *assets: str, days: int) -> None:
        """Make what is stored of these assets older."""
        with self.engine.begin() as connection:
            connection.execute(
                sa.text(
                    "UPDATE load_audit SET loaded_at = loaded_at - make_interval(days => :days)"
                    " WHERE asset = ANY(:assets)"
                ),
                {"days": days, "assets": list(assets)},
            )


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Place]:
    home = tmp_path / "home"
    home.mkdir()
    (home / "certificates").mkdir()
    generate.generate(home / "demo")
    for name in ("ARA_DATABASE_URL", "ARA_DAGSTER_DATABASE_URL", "DAGSTER_HOME"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("ARA_HOME", str(home))
    opened: Workplace = open_workplace()
    engine = make_engine(opened.database_url)
    with dg.DagsterInstance.get() as instance, daemon(opened, home / "daemon.log"):
        yield Place(engine, instance, home / "certificates")
    engine.dispose()
    Database().engine.dispose()
    delete_server(home)


def test_first_run_then_refresh_does_what_is_due_and_no_more(place: Place) -> None:
    place.register(0, 1, 2)
    assert place.run("first_run")
    first = place.loads()
    assert set(first.values()) == {1}
    assert {"property", "pcdb", "baseline", "plan_bill"} <= set(first)

    assert place.run("first_run")
    assert place.run("refresh")
    assert place.loads() == first
    assert place.asked_for() == ["first_run"]

    # Nothing has changed, so that stale certificates are read again and nothing follows.
    before = content_hashes(place.engine)
    place.age("property", "epc", days=40)
    assert place.run("refresh")
    assert place.loads() == {**first, "property": 2, "epc": 2}
    assert content_hashes(place.engine) == before
    assert place.asked_for() == ["first_run", "refresh_sources"]

    place.register(3)
    place.age("property", "epc", days=40)
    assert place.run("refresh")
    followed = place.loads()
    assert followed["baseline"] == followed["plan_bill"] == first["baseline"] + 1
    assert followed["pcdb"] == first["pcdb"]
    assert place.asked_for()[2:] == ["refresh_sources", "refresh_changed"]
    with place.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM baseline")).scalar_one() == 4


def test_other_systems_ask_by_the_queue_and_read_how_far_it_is(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_RUN_LOG", "https://logs.example/{run_id}/stream")
    place.register(0, 1)
    with queue_server(monkeypatch) as queue:
        sent = queue.send({"region": "tiny"})
        statuses = place.tick_until_the_end(sent)
        assert statuses[0] == "waiting"
        assert statuses[-2:] == ["in_progress", "complete"]
        told = place.request(sent)
        assert told["error"] is None
        run_id = told["run_log"].removeprefix("https://logs.example/").removesuffix("/stream")
        run = place.instance.get_run_by_id(run_id)
        assert run is not None
        assert run.status is dg.DagsterRunStatus.SUCCESS
        # The report gathers the batches, and nobody had to ask for it after the last of them.
        assert place.loads()["plan_bill"] == 1
        report = dg.AssetKey("portfolio_report")
        assert place.instance.get_latest_materialization_event(report) is not None

        shutil.rmtree(place.certificates.parent / "objects")
        again = queue.send({"region": "tiny"})
        assert place.tick_until_the_end(again)[-1] == "failed"
        told = place.request(again)
        assert "is not in the object store: add its region again" in told["error"]
        run = place.instance.get_run_by_id(told["run_log"].split("/")[-2])
        assert run is not None
        assert run.status is dg.DagsterRunStatus.FAILURE
