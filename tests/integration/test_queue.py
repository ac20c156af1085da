"""The queue's sensor on a real Dagster instance, a real PostgreSQL and a queue on loopback."""

import time
from collections.abc import Generator
from pathlib import Path

import dagster as dg
import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from ara_assets.definitions import build_defs
from ara_assets.queue_sensor import MESSAGE_TAG, queue_sensor
from resources.database.engine import make_engine
from resources.database.membership import add_rows
from resources.database.resource import Database
from resources.database.triggers import open_requests
from resources.message_queue import Message, MessageQueue
from tests.queue_server import VISIBILITY_SECONDS, QueueServer, queue_server

HIDDEN_SECONDS = 8
"""Long enough that a slow machine does not read a message twice by itself."""

HOMES = {"TOWN:UPRN:1": "TOWN-0001", "TOWN:UPRN:2": "TOWN-0001", "TOWN:UPRN:3": "TOWN-0002"}

REFUSED: list[tuple[object, str]] = [
    ("not JSON", "message: Invalid JSON"),
    ('"town"', "message: "),
    ({}, "region: Field required"),
    ({"region": "?!"}, "region: a region's name needs letters"),
    ({"region": "nowhere"}, "region: NOWHERE was never added"),
    ({"region": "town", "property": ["TOWN:UPRN:1"]}, "property: Extra inputs"),
    ({"region": "town", "properties": []}, "properties: List should have at least 1 item"),
    ({"region": "town", "properties": ["TOWN:UPRN:9"]}, "no property 'TOWN:UPRN:9'"),
    ({"region": "town", "scenarios": ["band_a"]}, "'band_a' is not active; active are band_c"),
]


class Killed(BaseException):
    """The process ended here."""


class DiesBeforeTakingOff(MessageQueue):
    """A queue whose reader is killed when the message is known and still on the queue."""

    def take_off(self, message: Message) -> None:
        raise Killed(message.message_id)


class Platform:
    """The code location with its instance, and the queue that others send to."""

    def __init__(self, instance: dg.DagsterInstance, engine: Engine, queue: QueueServer) -> None:
        self.instance = instance
        self.engine = engine
        self.queue = queue
        self.code = build_defs().get_repository_def()

    def tick(self, queue: MessageQueue | None = None) -> str:
        """Evaluate the sensor once."""
        context = dg.build_sensor_context(
            self.instance,
            repository_def=self.code,
            resources={"database": Database(), "message_queue": queue or MessageQueue()},
        )
        skipped = queue_sensor(context)
        assert isinstance(skipped, dg.SkipReason)
        return str(skipped.skip_message)

    def requests(self) -> dict[str, sa.RowMapping]:
        with self.engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT * FROM trigger_request")).mappings()
            return {row["message_id"]: row for row in rows}

    def launched(self) -> dict[str, dict[str, set[str]]]:
        """Return, by message, which batches of which assets were asked for."""
        asked: dict[str, dict[str, set[str]]] = {}
        for backfill in self.instance.get_backfills():
            data = backfill.asset_backfill_data
            assert data is not None
            assert backfill.tags[MESSAGE_TAG] not in asked
            batches: dict[str, set[str]] = {}
            for item in data.target_subset.iterate_asset_partitions():
                keys = batches.setdefault(item.asset_key.to_user_string(), set())
                keys.add(item.partition_key or "*")
            asked[backfill.tags[MESSAGE_TAG]] = batches
        return asked


@pytest.fixture
def platform(
    dagster_database_url: str,
    fresh_database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Generator[Platform]:
    monkeypatch.setenv("ARA_DATABASE_URL", fresh_database_url)
    settings = f"storage:\n  postgres:\n    postgres_url: {dagster_database_url}\n"
    (tmp_path / "dagster.yaml").write_text(settings + "telemetry:\n  enabled: false\n")
    engine = make_engine(fresh_database_url)
    with engine.begin() as connection:
        rows = [
            {"property_id": home, "batch_key": batch, "region_key": "TOWN"}
            for home, batch in HOMES.items()
        ]
        add_rows(connection, "batch_member", rows)
    with (
        queue_server(monkeypatch) as queue,
        dg.DagsterInstance.from_config(str(tmp_path)) as instance,
    ):
        instance.wipe()
        yield Platform(instance, engine, queue)
    engine.dispose()
    Database().engine.dispose()


def test_a_message_launches_its_batches_and_what_gathers_them(platform: Platform) -> None:
    whole = platform.queue.send({"region": "town"})
    part = platform.queue.send(
        {"region": "TOWN", "properties": ["TOWN:UPRN:3"], "scenarios": ["band_c"]}
    )
    assert platform.tick() == "2 received, 0 refused, 2 under way"
    asked = platform.launched()
    assert set(asked) == {whole, part}
    assert asked[whole]["property"] == asked[whole]["plan_bill"] == {"TOWN-0001", "TOWN-0002"}
    assert asked[part]["epc"] == {"TOWN-0002"}
    for batches in asked.values():
        assert batches["portfolio_report"] == batches["pcdb"] == batches["fuel_rates"] == {"*"}
    told = platform.requests()
    assert {row["trigger_status"] for row in told.values()} == {"waiting"}
    assert told[part]["properties"] == ["TOWN:UPRN:3"]
    assert told[part]["scenarios"] == ["band_c"]
    assert (told[whole]["properties"], told[whole]["error"]) == (None, None)
    assert platform.queue.left() == 0


def test_a_message_that_comes_again_launches_nothing_more(platform: Platform) -> None:
    platform.queue.hide_read_messages_for(HIDDEN_SECONDS)
    sent = platform.queue.send({"region": "town"})
    with pytest.raises(Killed):
        platform.tick(DiesBeforeTakingOff())
    assert platform.launched() == {}
    assert [one.message_id for one in open_requests(platform.engine)] == [sent]
    assert platform.queue.left() == 1

    # The row alone is enough: the message is still hidden by its first delivery.
    assert platform.tick() == "0 received, 0 refused, 1 under way"
    assert set(platform.launched()) == {sent}
    time.sleep(HIDDEN_SECONDS + 0.2)
    platform.queue.hide_read_messages_for(VISIBILITY_SECONDS)
    assert platform.tick() == "1 received, 0 refused, 1 under way"
    assert set(platform.launched()) == {sent}
    assert platform.queue.left() == 0


def test_what_cannot_be_used_is_a_dead_letter_with_its_reason(platform: Platform) -> None:
    sent = {platform.queue.send(body): reason for body, reason in REFUSED}
    assert platform.tick() == f"{len(REFUSED)} received, {len(REFUSED)} refused, 0 under way"
    letters = {letter["message_id"]: letter for letter in platform.queue.dead_letters()}
    told = platform.requests()
    assert set(letters) == set(told) == set(sent)
    for message_id, reason in sent.items():
        assert reason in letters[message_id]["reason"]
        assert told[message_id]["trigger_status"] == "failed"
        assert told[message_id]["error"] == letters[message_id]["reason"]
    assert platform.launched() == {}
    assert platform.queue.left() == 0


def test_without_the_setting_the_sensor_does_nothing(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.queue.send({"region": "town"})
    monkeypatch.delenv("ARA_QUEUE_URL")
    assert platform.tick() == "ARA_QUEUE_URL is not set"
    assert queue_sensor.default_status is dg.DefaultSensorStatus.STOPPED
    assert platform.queue.left() == 1
