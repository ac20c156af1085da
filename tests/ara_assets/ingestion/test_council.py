import datetime as dt
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sa
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool
from werkzeug import Request, Response

from ara_assets.ingestion import council
from ara_assets.ingestion.council import register_council
from ara_assets.ingestion.registration import Registration
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.reader import read_table
from resources.database.registry import METADATA
from resources.errors import PermanentFailure
from resources.object_store import LocalStore
from resources.service_calls import CredentialsRefused
from tests.register_server import TOKEN, Lodged, RegisterServer, number

CERTIFICATE = "/api/certificate"
GSS_CODE = "E06000023"
HOMES = 12


@pytest.fixture(autouse=True)
def _empty(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)
    monkeypatch.setattr(council, "CERTIFICATES_PER_COMMIT", 5)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))


@pytest.fixture
def server(httpserver: HTTPServer) -> RegisterServer:
    """A register with two certificates of each home, and one home without a UPRN."""
    server = RegisterServer(httpserver)
    for n in range(HOMES):
        uprn = 100 + n if n else None
        day = (dt.date(2025, 1, 1) + dt.timedelta(days=n)).isoformat()
        server.lodge(
            Lodged(number(2 * n), uprn, "2015-06-01"), Lodged(number(2 * n + 1), uprn, day)
        )
    server.lodge(Lodged(number(999), 999, "2025-01-01", council="Leeds"))
    return server


def add(
    engine: Engine, folder: Path, server: RegisterServer, *, bulk: bool = False
) -> Registration:
    store = LocalStore(folder)
    return register_council(engine, store, server.register, GSS_CODE, is_bulk=bulk, batch_size=4)


def test_a_councils_homes_fill_stable_batches(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    result = add(engine, tmp_path, server)
    assert result.region_key == GSS_CODE
    assert (result.documents, result.named, result.issues) == (24, 24, 0)
    # Without a UPRN nobody knows that two certificates are of one home.
    assert result.properties == HOMES + 1
    assert result.batch_keys == tuple(f"{GSS_CODE}-{n:04d}" for n in (1, 2, 3, 4))
    assert read_table(engine, "region")["region_name"].tolist() == ["Bristol, City of"]
    assert server.called(CERTIFICATE) == 24
    stored = read_table(engine, "document")
    assert set(stored["certificate_number"]) == {number(n) for n in range(24)}
    assert all(LocalStore(tmp_path).get(sha256) for sha256 in stored["document_sha256"])


def test_adding_again_asks_for_no_certificate_twice(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    add(engine, tmp_path, server)
    before = content_hashes(engine)
    server.calls.clear()
    again = add(engine, tmp_path, server)
    assert (again.documents, again.new_properties, again.properties) == (0, 0, HOMES + 1)
    assert server.called(CERTIFICATE) == 0
    assert content_hashes(engine) == before


def test_new_certificates_join_without_moving_a_home(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    add(engine, tmp_path, server)
    before = read_table(engine, "batch_member").set_index("property_id")["batch_key"]
    server.lodge(Lodged(number(500), 50, "2025-09-01"), Lodged(number(501), 101, "2025-09-01"))
    result = add(engine, tmp_path, server)
    assert (result.new_documents, result.new_properties) == (2, 1)
    after = read_table(engine, "batch_member").set_index("property_id")["batch_key"]
    assert after[before.index].to_dict() == before.to_dict()


def test_a_run_that_ended_half_way_goes_on_to_the_same_tables(
    engine: Engine,
    fresh_database_url: str,
    tmp_path: Path,
    server: RegisterServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = make_engine(fresh_database_url)
    add(whole, tmp_path / "whole", server)
    server.calls.clear()
    answer = server.certificate

    def until_the_token_is_taken_away(request: Request) -> Response:
        return answer(request) if server.called(CERTIFICATE) <= 12 else Response("", 403)

    monkeypatch.setattr(server, "certificate", until_the_token_is_taken_away)
    with pytest.raises(CredentialsRefused):
        add(engine, tmp_path / "half", server)
    monkeypatch.setattr(server, "certificate", answer)
    committed = len(read_table(engine, "document"))
    assert committed == 10
    server.calls.clear()
    add(engine, tmp_path / "half", server)
    assert server.called(CERTIFICATE) == 24 - committed
    assert content_hashes(engine) == content_hashes(whole)
    whole.dispose()


@pytest.mark.parametrize("bulk", [True, False])
def test_the_bulk_file_gives_the_same_region(
    engine: Engine, tmp_path: Path, server: RegisterServer, *, bulk: bool
) -> None:
    server.build_bulk()
    late = Lodged(number(700), 700, "2025-12-01")
    server.lodge(late)  # after the file was built
    result = add(engine, tmp_path, server, bulk=bulk)
    assert (result.documents, result.properties) == (25, HOMES + 2)
    assert server.called(CERTIFICATE) == (1 if bulk else 25)


def test_broken_documents_are_issues_and_are_asked_for_again(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    half = Response('{"data": {"uprn": 1', 200, content_type="application/json")
    server.fail(CERTIFICATE, half, Response("", 429), Response("", 503))
    result = add(engine, tmp_path, server)
    assert (result.documents, result.named, result.issues) == (24, 23, 1)
    assert server.called(CERTIFICATE) == 24 + 2
    (issue,) = read_table(engine, "issue").to_dict("records")
    assert (issue["reason"], issue["batch_key"]) == ("malformed_document", GSS_CODE)
    server.calls.clear()
    again = add(engine, tmp_path, server)
    assert (again.documents, again.issues) == (1, 0)
    assert read_table(engine, "issue").empty


def test_with_faults_all_along_every_home_is_accounted_for(
    engine: Engine, tmp_path: Path, server: RegisterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(council, "CERTIFICATES_PER_COMMIT", 100)
    server.lodged.clear()
    server.lodge(*(Lodged(number(n), n, "2025-01-01") for n in range(1, 501)))
    answer = server.certificate
    faults: Counter[str] = Counter()

    def every_ninth_fails(request: Request) -> Response:
        calls = server.called(CERTIFICATE)
        if calls % 9:
            return answer(request)
        kind = ("429", "503", "cut off", "half")[calls // 9 % 4]
        faults[kind] += 1
        if kind == "cut off":
            headers = {"Content-Length": "1000"}
            return Response(iter([b'{"data"']), 200, headers, content_type="application/json")
        if kind == "half":
            return Response('{"data": {"uprn"', 200, content_type="application/json")
        return Response("", int(kind))

    monkeypatch.setattr(server, "certificate", every_ninth_fails)
    result = add(engine, tmp_path, server)
    assert faults.keys() == {"429", "503", "cut off", "half"}
    again = faults.total() - faults["half"]
    assert server.called(CERTIFICATE) == 500 + again
    assert result.documents == 500
    # The same half document is stored once in each part; every one is accounted for.
    assert result.named + result.issues + result.duplicates == 500
    assert result.properties == result.named == 500 - faults["half"]
    monkeypatch.setattr(server, "certificate", answer)
    assert add(engine, tmp_path, server).properties == 500


def test_a_certificate_that_is_gone_since_the_search_is_left_out(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    gone = Response('{"data":{"error":"Certificate not found"}}', 404)
    server.fail(CERTIFICATE, gone)
    assert add(engine, tmp_path, server).documents == 23


def test_nothing_is_added_where_the_register_has_nothing(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    server.lodged.clear()
    with pytest.raises(PermanentFailure, match="no certificate of Bristol"):
        add(engine, tmp_path, server)
    assert read_table(engine, "region").empty


def test_a_scottish_code_is_refused_before_any_call(
    engine: Engine, tmp_path: Path, server: RegisterServer
) -> None:
    with pytest.raises(PermanentFailure, match="come as files"):
        register_council(engine, LocalStore(tmp_path), server.register, "S12000033")
    assert server.calls == []


def test_no_connection_is_held_while_the_register_is_waited_for(
    engine: Engine, tmp_path: Path, server: RegisterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []
    answer = server.certificate

    def watched(request: Request) -> Response:
        held.append(cast("QueuePool", engine.pool).checkedout())
        return answer(request)

    monkeypatch.setattr(server, "certificate", watched)
    add(engine, tmp_path, server)
    assert held == [0] * 24
