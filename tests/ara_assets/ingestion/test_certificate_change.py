"""What the register withdraws, moves and adds, day by day, against a register on loopback."""

import datetime as dt
import json
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import sqlalchemy as sa
from dagster._core.definitions.partitions.context import partition_loading_context
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from ara_assets.definitions import build_defs
from ara_assets.execution import materialise
from ara_assets.ingestion.certificate_change import Followed, follow_council
from ara_assets.ingestion.council import register_council
from ara_assets.ingestion.registration import Registration
from ara_assets.partitions import add_batches
from ara_assets.sensors import batches_follow_the_register
from resources.database.content import content_hashes
from resources.database.reader import read_table
from resources.database.registry import METADATA
from resources.epc_register import Days
from resources.object_store import LocalStore
from tests.register_server import TOKEN, Lodged, RegisterServer, number

REGION = "E06000023"
YESTERDAY = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
AT = f"{YESTERDAY.isoformat()}T09:15:22.000Z"
ASSETS = ["property", "epc", "effective_epc"]


@pytest.fixture(autouse=True)
def _empty(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


@pytest.fixture
def server(httpserver: HTTPServer, shared: Path) -> RegisterServer:
    """A register with homes 1 to 3, of which 1 has two certificates and 3 no UPRN."""
    path = shared / "epc-samples" / "RdSAP-Schema-21.0.1" / "api-json" / "epc.json"
    sample: dict[str, Any] = json.loads(path.read_bytes())
    sample = sample.get("data", sample)
    server = RegisterServer(httpserver)

    def lodge(n: int, uprn: int | None, day: str) -> None:
        server.lodge(Lodged(number(n), uprn, day, fields=sample | {"registration_date": day}))

    lodge(1, 1, "2020-01-01")
    lodge(2, 1, "2025-01-01")
    lodge(3, 2, "2025-01-02")
    lodge(4, None, "2025-01-03")
    for one in server.lodged.values():
        one.fields.pop("uprn", None)
        one.fields["address_line_1"] = f"{one.uprn or 9} Some Street"
    return server


@pytest.fixture
def added(engine: Engine, home: Path, server: RegisterServer) -> Registration:
    store = LocalStore(home / "objects")
    return register_council(engine, store, server.register, REGION, batch_size=2)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def instance() -> Generator[dg.DagsterInstance]:
    with dg.instance_for_test() as made:
        yield made


def removed(server: RegisterServer, *numbers: int) -> None:
    for n in numbers:
        del server.lodged[number(n)]
        event = {"certificateNumber": number(n), "eventType": "removed", "timestamp": AT}
        server.deltas.append(event)


def rekeyed(server: RegisterServer, n: int, uprn: int | None) -> None:
    server.lodged[number(n)].uprn = uprn
    event = {"certificateNumber": number(n), "eventType": "uprn_updated", "timestamp": AT}
    server.deltas.append(event)


def follow(engine: Engine, home: Path, server: RegisterServer) -> Followed:
    register = server.register
    deltas = register.deltas(Days(YESTERDAY - dt.timedelta(days=30), YESTERDAY))
    return follow_council(engine, LocalStore(home / "objects"), register, REGION, deltas)


def homes(engine: Engine) -> dict[tuple[str, str], list[str]]:
    """Which property and status every document of a certificate has, by number."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in read_table(engine, "document").to_dict("records"):
        status = "moved" if row["moved_at"] == row["moved_at"] and row["moved_at"] else "live"
        key = (row["certificate_number"][-4:].lstrip("0"), status)
        found.setdefault(key, []).append(row["property_id"].removeprefix(f"{REGION}:"))
    return found


@pytest.mark.usefixtures("added")
def test_a_day_without_a_change_changes_nothing(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    before = content_hashes(engine)
    server.calls.clear()
    found = follow(engine, home, server)
    assert (found.withdrawn, found.moved, found.new_documents) == (0, 0, 0)
    assert found.changed_batch_keys == frozenset()
    assert content_hashes(engine) == before
    assert server.called("/api/certificate") == 0


@pytest.mark.usefixtures("added")
def test_a_withdrawn_certificate_is_marked_once(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    removed(server, 2)
    found = follow(engine, home, server)
    assert (found.withdrawn, found.changed_batch_keys) == (1, {f"{REGION}-0001"})
    before = content_hashes(engine)
    again = follow(engine, home, server)
    assert (again.withdrawn, again.changed_batch_keys) == (0, frozenset())
    assert content_hashes(engine) == before


@pytest.mark.usefixtures("added")
def test_a_certificate_that_is_opted_in_again_counts_again(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    kept = server.lodged[number(2)]
    removed(server, 2)
    follow(engine, home, server)
    server.lodge(kept)
    found = follow(engine, home, server)
    assert (found.reinstated, found.withdrawn) == (1, 0)
    assert read_table(engine, "document")["withdrawn_at"].isna().all()


@pytest.mark.usefixtures("added")
def test_a_rekeyed_certificate_moves_to_the_home_of_its_uprn(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    rekeyed(server, 2, 2)
    found = follow(engine, home, server)
    assert (found.moved, found.new_documents) == (1, 1)
    assert homes(engine) == {
        ("1", "live"): ["UPRN:1"],
        ("2", "moved"): ["UPRN:1"],
        ("2", "live"): ["UPRN:2"],
        ("3", "live"): ["UPRN:2"],
        ("4", "live"): ["EPC:0000-0000-0000-0000-0004"],
    }
    before = content_hashes(engine)
    server.calls.clear()
    assert follow(engine, home, server).changed_batch_keys == frozenset()
    assert content_hashes(engine) == before
    assert server.called("/api/certificate") == 0


@pytest.mark.usefixtures("added")
def test_a_rekeyed_certificate_of_a_new_home_moves_no_other(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    before = read_table(engine, "batch_member").set_index("property_id")["batch_key"]
    rekeyed(server, 3, 77)
    found = follow(engine, home, server)
    assert homes(engine)[("3", "live")] == ["UPRN:77"]
    after = read_table(engine, "batch_member").set_index("property_id")["batch_key"]
    assert after[before.index].to_dict() == before.to_dict()
    assert found.changed_batch_keys == {f"{REGION}-0002"}


@pytest.mark.usefixtures("added")
def test_a_uprn_that_is_found_later_keeps_the_home(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    rekeyed(server, 4, 88)
    follow(engine, home, server)
    assert homes(engine)[("4", "live")] == [f"EPC:{number(4)}"]
    members = read_table(engine, "batch_member").set_index("property_id")
    assert members.loc[f"{REGION}:EPC:{number(4)}", "uprn"] == 88


@pytest.mark.usefixtures("added")
def test_a_certificate_that_moved_to_another_council_leaves(
    engine: Engine, home: Path, server: RegisterServer
) -> None:
    rekeyed(server, 3, 99)
    server.lodged[number(3)].council = "Leeds"
    found = follow(engine, home, server)
    assert (found.moved, found.new_documents) == (1, 0)
    assert ("3", "live") not in homes(engine)


def run(
    instance: dg.DagsterInstance, home: Path, url: str, server: RegisterServer, keys: Iterable[str]
) -> None:
    """Run the daily asset, then the changed batches, as the schedule and the sensor do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARA_HOME", str(home))
        patch.setenv("ARA_DATABASE_URL", url)
        defs = build_defs(epc_register=server.register)
        materialise(instance, defs, ["certificate_change"])
        materialise(instance, defs, ASSETS, list(keys))


def test_withdrawn_and_moved_certificates_leave_the_effective_epc_and_are_seen(
    engine: Engine,
    database_url: str,
    instance: dg.DagsterInstance,
    home: Path,
    server: RegisterServer,
    added: Registration,
) -> None:
    add_batches(instance, added.batch_keys)
    run(instance, home, database_url, server, added.batch_keys)
    effective = read_table(engine, "effective_epc").set_index("property_id")["certificate_number"]
    assert effective[f"{REGION}:UPRN:1"] == number(2)
    removed(server, 2, 4)
    rekeyed(server, 3, 77)
    run(instance, home, database_url, server, added.batch_keys)

    effective = read_table(engine, "effective_epc").set_index("property_id")["certificate_number"]
    assert effective.to_dict() == {f"{REGION}:UPRN:1": number(1), f"{REGION}:UPRN:77": number(3)}
    seen = read_table(engine, "certificate")
    status = dict(zip(seen["certificate_number"], seen["certificate_status"], strict=False))
    assert (status[number(1)], status[number(2)]) == ("current", "withdrawn")
    assert sorted(seen.query("certificate_number == @number(3)")["certificate_status"]) == [
        "current",
        "moved",
    ]
    changes = read_table(engine, "certificate_change")
    found = dict(zip(changes["certificate_number"], changes["certificate_change"], strict=True))
    assert found == {number(2): "withdrawn", number(4): "withdrawn", number(3): "moved"}
    issues = read_table(engine, "issue").query("asset == 'epc'")
    assert set(issues["reason"]) == {"certificate_withdrawn"}
    assert set(issues["property_id"]) == {f"{REGION}:UPRN:2", f"{REGION}:EPC:{number(4)}"}

    context = dg.build_sensor_context(instance, repository_def=build_defs().get_repository_def())
    with partition_loading_context(dynamic_partitions_store=instance):
        requests = batches_follow_the_register.evaluate_tick(context).run_requests or ()
    assert {one.partition_key for one in requests} == set(added.batch_keys)
    assert len({one.run_key for one in requests}) == len(requests)


def test_without_a_council_nothing_is_called(
    database_url: str, instance: dg.DagsterInstance, home: Path, server: RegisterServer
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARA_HOME", str(home))
        patch.setenv("ARA_DATABASE_URL", database_url)
        patch.delenv("ARA_EPC_TOKEN", raising=False)
        materialise(instance, build_defs(), ["certificate_change"])
    assert server.calls == []
