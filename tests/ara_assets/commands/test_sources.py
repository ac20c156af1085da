import datetime as dt
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from ara_assets.commands.sources import SourceState, look_at_all
from resources.database import health
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of
from resources.database.writer import replace_batch
from tests.queue_server import queue_server
from tests.register_server import TOKEN, RegisterServer

REGISTER = "register of certificates"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "ARA_EPC_TOKEN",
        "ARA_EPC_REGISTER",
        "ARA_PCDB",
        "ARA_OBJECT_STORE",
        "ARA_OFGEM",
        "ARA_QUEUE_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def server(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> RegisterServer:
    server = RegisterServer(httpserver)
    monkeypatch.setenv("ARA_EPC_REGISTER", server.address)
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)
    return server


def states(**last_loads: dt.datetime) -> dict[str, SourceState]:
    return {state.name: state for state in look_at_all(last_loads)}


def test_with_nothing_set_what_the_project_ships_answers_and_the_rest_is_named() -> None:
    found = states()
    assert {name for name, state in found.items() if state.is_set_up} == {
        "documents as received",
        "tariffs",
        "product database",
    }
    assert all(state.is_well for state in found.values() if state.is_set_up)
    assert found[REGISTER].detail == "set ARA_EPC_TOKEN"
    assert "osopenuprn_*.zip" in found["coordinates (OS Open UPRN)"].detail


def test_a_register_that_answers_is_well(server: RegisterServer) -> None:
    found = states()[REGISTER]
    assert (found.is_set_up, found.is_well) == (True, True)
    assert found.detail == "the token is accepted; 2 sets of codes"
    assert len(server.calls) == 1


def test_a_token_that_is_refused_is_said_and_not_shown(
    server: RegisterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", "a-secret-that-nobody-knows")
    found = states()
    assert (found[REGISTER].is_set_up, found[REGISTER].is_well) == (True, False)
    assert "ARA_EPC_TOKEN is not accepted" in found[REGISTER].detail
    assert "a-secret-that-nobody-knows" not in str(found)
    assert len(server.calls) == 1


def test_a_queue_and_a_page_of_tariffs_answer(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/cap").respond_with_data("no", status=403)
    monkeypatch.setenv("ARA_OFGEM", httpserver.url_for("/cap"))
    with queue_server(monkeypatch) as queue:
        queue.send("one")
        found = states()
    assert found["queue of requests"].detail == "1 messages wait"
    assert (found["tariffs"].is_set_up, found["tariffs"].is_well) == (True, False)
    assert "/cap answered 403" in found["tariffs"].detail


def test_files_of_reference_are_counted(home: Path) -> None:
    (home / "reference" / "solar").mkdir(parents=True)
    (home / "reference" / "solar" / "1.json").write_text("{}")
    assert states()["roofs"].detail == "1 files, the first 1.json"


def test_what_was_not_read_for_long_is_stale() -> None:
    now = dt.datetime.now(dt.UTC)
    found = states(fuel_rates=now, pcdb=now - dt.timedelta(days=40))
    assert "stale" not in found["tariffs"].freshness
    assert "stale, it is read every 31 days" in found["product database"].freshness
    assert found[REGISTER].freshness == "never"


def test_the_last_load_of_an_asset_is_known(engine: Engine) -> None:
    assert health.last_loads(engine) == {}
    for _ in range(2):
        replace_batch(
            engine,
            asset="certificate_change",
            batch_key="*",
            batch=AssetBatch({"certificate_change": frame_of("certificate_change", [])}),
            run_id=None,
            code_version="1",
        )
    (loaded,) = health.last_loads(engine).values()
    assert dt.datetime.now(dt.UTC) - loaded < dt.timedelta(minutes=1)
