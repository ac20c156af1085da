import datetime as dt
import io

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from resources.epc_bulk import RangeReader, bulk_documents, json_documents
from resources.epc_register import Days, FoundCertificate
from resources.errors import PermanentFailure, TransientFailure
from resources.service_calls import UnexpectedAnswer
from tests.register_server import COUNCIL, TOKEN, Lodged, RegisterServer, number

STORE = "/store/bulk"
DAYS = Days(dt.date(2007, 1, 1), dt.date(2026, 1, 31))


@pytest.fixture
def server(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> RegisterServer:
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)
    server = RegisterServer(httpserver)
    server.lodge(
        Lodged(number(1), 11, "2024-03-01", fields={"post_town": "SAMPLETON «é»"}),
        Lodged(number(2), 11, "2025-03-01"),
        Lodged(number(3), 12, "2025-03-02"),
        Lodged(number(4), 13, "2025-03-03", council="Leeds"),
    )
    return server


def wanted(server: RegisterServer) -> list[FoundCertificate]:
    return list(server.register.search_council(COUNCIL, DAYS))


@pytest.mark.parametrize("as_list", [True, False])
@pytest.mark.parametrize("with_numbers", [True, False])
def test_a_councils_documents_are_taken_out_of_the_file(
    server: RegisterServer, *, as_list: bool, with_numbers: bool
) -> None:
    server.build_bulk(as_list=as_list, with_numbers=with_numbers)
    found = dict(bulk_documents(server.register, wanted(server)))
    assert set(found) == {number(1), number(2), number(3)}
    assert b"SAMPLETON" in found[number(1)]


def test_years_without_a_wanted_certificate_are_not_read(server: RegisterServer) -> None:
    server.build_bulk()
    rows = [row for row in wanted(server) if row.registration_date.year == 2024]
    assert [name for name, _ in bulk_documents(server.register, rows)] == [number(1)]


def test_a_place_that_expired_is_asked_for_again(server: RegisterServer) -> None:
    server.build_bulk()
    server.expired_places = 1
    assert len(dict(bulk_documents(server.register, wanted(server)))) == 3
    assert server.called("/api/files/domestic/json") == 2


def test_a_store_that_always_refuses_is_given_up(server: RegisterServer) -> None:
    server.build_bulk()
    server.expired_places = 100
    with pytest.raises(TransientFailure, match="refuses the place"):
        list(bulk_documents(server.register, wanted(server)))
    assert server.called(STORE) == 2


def test_ranges_are_any_part_of_the_file(server: RegisterServer) -> None:
    server.bulk = bytes(range(200))
    register = server.register
    reader = RangeReader(register, register.bulk_release())
    reader.seek(-10, io.SEEK_END)
    assert reader.read() == server.bulk[190:]
    reader.seek(5)
    assert reader.read(3) == server.bulk[5:8]
    assert reader.tell() == 8


def test_a_file_built_anew_while_it_is_read_is_noticed(server: RegisterServer) -> None:
    server.bulk = bytes(200)
    register = server.register
    reader = RangeReader(register, register.bulk_release())
    server.bulk = bytes(201)
    with pytest.raises(TransientFailure, match="built anew"):
        reader.read(10)


def test_a_store_that_ignores_ranges_is_refused(server: RegisterServer) -> None:
    server.bulk = b"0123456789"
    register = server.register
    reader = RangeReader(register, register.bulk_release())
    server.fail(STORE, Response("0123", 200))
    with pytest.raises(UnexpectedAnswer, match="answered 200"):
        reader.read(4)


def test_another_host_is_never_called(server: RegisterServer) -> None:
    away = Response("", 302, headers={"Location": "http://elsewhere.example/file.zip"})
    server.fail("/api/files/domestic/json", away)
    with pytest.raises(UnexpectedAnswer, match="no place of the file"):
        server.register.bulk_location()


def test_what_is_no_archive_is_refused(server: RegisterServer) -> None:
    server.bulk = b"<html>" * 100
    with pytest.raises(PermanentFailure, match="cannot be read"):
        list(bulk_documents(server.register, wanted(server)))


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (b'{"a": 1}\n\n {"b": "]"}\n', [b'{"a": 1}', b'{"b": "]"}']),
        (b'[{"a": [1]},\n {"b": "\xc3\xa9"}]', [b'{"a": [1]}', b'{"b": "\xc3\xa9"}']),
        (b"[]", []),
        (b"", []),
        (b'{"half": \n{"b": 1}', [b'{"half":', b'{"b": 1}']),
    ],
)
def test_documents_of_a_member(text: bytes, documents: list[bytes]) -> None:
    assert list(json_documents(io.BytesIO(text), "certificates-2025.json")) == documents


def test_a_list_longer_than_a_block_is_read_whole() -> None:
    documents = [b'{"n": "%s%d"}' % ("é".encode() * 40_000, n) for n in range(60)]
    stream = io.BytesIO(b"[" + b",\n".join(documents) + b"]")
    assert list(json_documents(stream, "certificates-2025.json")) == documents


def test_a_broken_list_is_named() -> None:
    stream = io.BytesIO(b'[{"a": 1}, {"half": ')
    found = json_documents(stream, "certificates-2025.json")
    assert next(found) == b'{"a": 1}'
    with pytest.raises(PermanentFailure, match=r"certificates-2025\.json is broken"):
        next(found)
