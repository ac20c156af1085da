import datetime as dt
import json
import logging
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from resources.epc_register import Days, EpcRegister
from resources.errors import AraError, PermanentFailure, TransientFailure
from resources.service_calls import (
    CallFailed,
    CredentialsRefused,
    RateLimiter,
    RetryPolicy,
    ServiceCalls,
    TooLarge,
    UnexpectedAnswer,
)
from sap10.certificate.identity import MAX_DOCUMENT_BYTES
from tests.register_server import (
    COUNCIL,
    TOKEN,
    Lodged,
    RegisterServer,
    answered,
    number,
    resetting_server,
)

BUDGET = 5
CERTIFICATE = "/api/certificate"
SEARCH = "/api/domestic/search"


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)


@pytest.fixture
def server(httpserver: HTTPServer) -> RegisterServer:
    return RegisterServer(httpserver)


def days(first: str, last: str) -> Days:
    return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


ALL_DAYS = days("2007-01-01", "2026-01-31")


def lodge_homes(server: RegisterServer, count: int) -> set[str]:
    start = dt.date(2025, 1, 1)
    homes = [
        Lodged(number(n), 1000 + n, (start + dt.timedelta(days=n // 2)).isoformat())
        for n in range(count)
    ]
    server.lodge(*homes)
    return {home.certificate_number for home in homes}


def test_homes_are_found_by_postcode_uprn_and_date(server: RegisterServer) -> None:
    server.lodge(
        Lodged(number(1), 11, "2025-03-01"),
        Lodged(number(2), None, "2025-04-01", postcode="ZZ2 2ZZ", council="Leeds"),
    )
    register = server.register
    assert [row.certificate_number for row in register.search(uprn=11)] == [number(1)]
    (found,) = register.search(postcode="ZZ2 2ZZ")
    assert (found.certificate_number, found.uprn, found.council) == (number(2), None, "Leeds")
    march = days("2025-03-01", "2025-03-31")
    assert [row.certificate_number for row in register.search(registered=march)] == [number(1)]
    assert len(register.search(council="bristol, CITY of")) == 1


def test_nothing_found_is_an_empty_answer(server: RegisterServer) -> None:
    register = server.register
    assert register.search(uprn=5) == []
    assert list(register.search_council("Nowhere", ALL_DAYS)) == []
    assert register.certificate(number(7)) is None
    assert register.deltas(ALL_DAYS) == []
    assert register.codes("no_such_set") == []


def test_a_search_without_a_filter_is_not_sent(server: RegisterServer) -> None:
    with pytest.raises(ValueError, match="needs a council"):
        server.register.search()
    assert server.calls == []


def test_every_page_is_read_until_there_is_no_next(server: RegisterServer) -> None:
    numbers = lodge_homes(server, 25)
    server.largest_page = 10
    found = server.register.search(council=COUNCIL)
    assert {row.certificate_number for row in found} == numbers
    assert server.called(SEARCH) == 3


def test_rows_that_move_between_pages_count_once(server: RegisterServer) -> None:
    rows = [Lodged(number(n), n, "2025-01-01").row for n in (1, 2, 3)]
    pages = [answered(rows[:2], pagination={"nextPage": 2})]
    pages += [answered(rows[1:], pagination={"nextPage": None})]
    server.fail(SEARCH, *pages)
    found = server.register.search(council=COUNCIL)
    assert [row.certificate_number for row in found] == [number(1), number(2), number(3)]


def test_pages_that_go_in_a_circle_are_refused(server: RegisterServer) -> None:
    row = Lodged(number(1), 1, "2025-01-01").row
    server.fail(SEARCH, *[answered([row], pagination={"nextPage": 1})] * 2)
    with pytest.raises(UnexpectedAnswer, match="page 1 follows page 1"):
        server.register.search(council=COUNCIL)
    assert server.called(SEARCH) == 1


def test_a_council_is_searched_by_spans_of_days_of_one_page_each(server: RegisterServer) -> None:
    numbers = lodge_homes(server, 60)
    server.largest_page = 10
    found = [row.certificate_number for row in server.register.search_council(COUNCIL, ALL_DAYS)]
    assert set(found) == numbers
    assert len(found) == len(numbers)
    pages = {query["current_page"][0] for path, query in server.calls if path == SEARCH}
    assert pages == {"1"}


def test_a_day_of_more_than_one_page_is_read_whole(server: RegisterServer) -> None:
    server.lodge(*(Lodged(number(n), n, "2025-01-01") for n in range(1, 26)))
    server.largest_page = 10
    found = list(server.register.search_council(COUNCIL, ALL_DAYS))
    assert len({row.certificate_number for row in found}) == 25


def test_a_certificate_is_returned_as_received(server: RegisterServer) -> None:
    lodged = Lodged(number(1), 11, "2025-03-01")
    server.lodge(lodged)
    data = server.register.certificate(number(1))
    assert data == json.dumps({"data": lodged.document}).encode()


def test_deltas_are_read_with_every_kind_of_event(server: RegisterServer) -> None:
    at = "2026-01-02T09:15:22.000Z"
    server.deltas = [
        {"certificateNumber": number(1), "eventType": "removed", "timestamp": at},
        {"certificateNumber": number(2), "eventType": "uprn_updated", "timestamp": at},
        {"certificateNumber": number(3), "eventType": "address_id_updated", "timestamp": at},
        {"certificateNumber": number(4), "eventType": None, "timestamp": None},
    ]
    found = server.register.deltas(days("2026-01-01", "2026-01-03"))
    assert [one.is_removed for one in found] == [True, False, False, False]
    assert [one.is_rekeyed for one in found] == [False, True, True, False]


def test_codes_are_read(server: RegisterServer) -> None:
    register = server.register
    assert register.code_sets() == ["built_form", "tenure"]
    (found,) = register.codes("built_form", key="4", schema_version="RdSAP-Schema-21.0.1")
    assert (found.key, found.values[0].value) == ("4", "Mid-Terrace")
    assert server.calls[-1][1]["schemaVersion"] == ["RdSAP-Schema-21.0.1"]


def test_without_a_token_nothing_is_called(
    server: RegisterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARA_EPC_TOKEN")
    with pytest.raises(CredentialsRefused, match="ARA_EPC_TOKEN is not set"):
        server.register.certificate(number(1))
    assert server.calls == []


@pytest.mark.parametrize("token", ["two words", "a\nb", "tök"])
def test_what_cannot_be_a_token_is_not_sent_and_not_shown(
    server: RegisterServer, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", token)
    with pytest.raises(CredentialsRefused, match="signs that no token has") as caught:
        server.register.certificate(number(1))
    assert token not in str(caught.value)
    assert server.calls == []


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("body", ["Access denied. Bad authentication header.", '{"errors":[]}'])
def test_a_refused_token_is_said_once_and_never_shown(
    server: RegisterServer, status: int, body: str
) -> None:
    server.fail(CERTIFICATE, *[Response(body, status, content_type="text/html")] * 2)
    with pytest.raises(CredentialsRefused, match="ARA_EPC_TOKEN is not accepted") as caught:
        server.register.certificate(number(1))
    assert server.called(CERTIFICATE) == 1
    assert TOKEN not in str(caught.getrepr(showlocals=True, style="long"))


def test_another_token_is_refused_by_the_register(
    server: RegisterServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", "another")
    with pytest.raises(CredentialsRefused, match="403"):
        server.register.search(uprn=1)


def test_a_refused_query_says_why_and_is_not_sent_again(server: RegisterServer) -> None:
    today = dt.datetime.now(dt.UTC).date()
    with pytest.raises(PermanentFailure, match="the date cannot include today"):
        server.register.search(registered=Days(today, today))
    assert server.called(SEARCH) == 1


def test_a_404_of_another_server_is_not_an_empty_answer(server: RegisterServer) -> None:
    server.fail(SEARCH, Response("<h1>Not Found</h1>", 404, content_type="text/html"))
    with pytest.raises(UnexpectedAnswer, match="status 404"):
        server.register.search(uprn=1)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(server: RegisterServer, status: int) -> None:
    server.lodge(Lodged(number(1), 11, "2025-03-01"))
    server.fail(CERTIFICATE, *[Response("{}", status) for _ in range(BUDGET - 1)])
    assert server.register.certificate(number(1)) is not None
    assert server.called(CERTIFICATE) == BUDGET


@pytest.mark.parametrize("status", [429, 503])
def test_no_call_is_made_beyond_the_budget(server: RegisterServer, status: int) -> None:
    server.fail(CERTIFICATE, *[Response("{}", status) for _ in range(BUDGET + 3)])
    with pytest.raises(TransientFailure, match=f"/api/certificate answered {status}"):
        server.register.certificate(number(1))
    assert server.called(CERTIFICATE) == BUDGET


def test_retry_after_is_obeyed_by_every_call(server: RegisterServer) -> None:
    server.lodge(Lodged(number(1), 11, "2025-03-01"))
    server.fail(CERTIFICATE, Response("", 429, headers={"Retry-After": "1"}))
    register = server.register
    began = time.monotonic()
    assert register.certificate(number(1)) is not None
    assert time.monotonic() - began >= 1
    assert server.called(CERTIFICATE) == 2


def test_retry_after_may_be_a_date(server: RegisterServer) -> None:
    server.lodge(Lodged(number(1), 11, "2025-03-01"))
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    server.fail(CERTIFICATE, Response("", 503, headers={"Retry-After": past}))
    assert server.register.certificate(number(1)) is not None


def test_a_register_that_asks_for_hours_is_not_called_again(server: RegisterServer) -> None:
    server.fail(CERTIFICATE, *[Response("", 429, headers={"Retry-After": "7200"})] * 2)
    with pytest.raises(CallFailed) as caught:
        server.register.certificate(number(1))
    assert caught.value.retry_after == 7200
    assert server.called(CERTIFICATE) == 1


def late(_request: Request) -> Response:
    time.sleep(1.0)
    return answered({})


def dripping(_request: Request) -> Response:
    def body() -> Iterator[bytes]:
        for _ in range(10):
            time.sleep(0.2)
            yield b" "

    return Response(body(), 200, content_type="application/json")


def truncated(_request: Request) -> Response:
    half = iter([b'{"data": {"uprn": 1'])
    headers = {"Content-Length": "1000"}
    return Response(half, 200, headers=headers, content_type="application/json")


@pytest.mark.parametrize("fault", [late, truncated])
def test_time_outs_and_broken_answers_are_tried_again(
    httpserver: HTTPServer, fault: Callable[[Request], Response]
) -> None:
    server = RegisterServer(httpserver)
    server.lodge(Lodged(number(1), 11, "2025-03-01"))
    server.fail(CERTIFICATE, fault)
    data = server.register.certificate(number(1))
    assert data == json.dumps({"data": server.lodged[number(1)].document}).encode()
    assert server.called(CERTIFICATE) == 2


def test_an_answer_that_never_ends_is_given_up(server: RegisterServer) -> None:
    server.fail("/slow", dripping, dripping)
    policy = RetryPolicy(attempts=2, first_wait=0.01, jitter=0.0, call_limit=0.5)
    calls = ServiceCalls(
        "slow service", httpx.Client(base_url=server.address), RateLimiter(100), policy
    )
    with pytest.raises(CallFailed, match=r"was not complete after 0\.5 s"):
        calls.get("/slow", most_bytes=1_000)
    assert server.called("/slow") == 2


def test_connections_that_are_reset_are_tried_again() -> None:
    body = json.dumps({"data": {"schema_type": "RdSAP-Schema-21.0.1"}}).encode()
    with resetting_server(2, body) as (address, calls):
        register = EpcRegister(address=address, first_wait_seconds=0.01, requests_per_second=2_000)
        assert register.certificate(number(1)) == body
    assert len(calls) == 3


def test_connections_that_are_always_reset_end_with_the_budget() -> None:
    with resetting_server(100, b"") as (address, calls):
        register = EpcRegister(address=address, first_wait_seconds=0.01, requests_per_second=2_000)
        with pytest.raises(TransientFailure, match="/api/certificate did not answer"):
            register.certificate(number(1))
    assert len(calls) == BUDGET


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (Response('{"data": [{"certifica', 200, content_type="application/json"), "half JSON"),
        (answered([], pagination={}), "pagination.nextPage"),
        (answered([{"number": "1"}], pagination={"nextPage": None}), "certificateNumber"),
        (Response("<html>", 200, content_type="text/html"), "it is not JSON"),
        (Response("", 301, headers={"Location": "http://127.0.0.1:1/"}), "status 301"),
    ],
)
def test_an_answer_of_another_form_is_named_and_not_asked_for_again(
    server: RegisterServer, answer: Response, named: str
) -> None:
    server.fail(SEARCH, answer)
    with pytest.raises(UnexpectedAnswer, match=named):
        server.register.search(uprn=1)
    assert len(server.calls) == 1


def test_a_document_of_any_size_is_not_taken(server: RegisterServer) -> None:
    body = b" " * (MAX_DOCUMENT_BYTES + 1)
    server.fail(CERTIFICATE, Response(body, 200, content_type="application/json"))
    with pytest.raises(TooLarge):
        server.register.certificate(number(1))
    assert server.called(CERTIFICATE) == 1


def test_no_failure_and_no_log_shows_the_token_or_the_query(
    server: RegisterServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.fail(SEARCH, *[Response("", 503)] * BUDGET)
    register = server.register
    with pytest.raises(AraError) as caught:
        register.search(postcode="ZZ1 1ZZ")
    logged = [one.getMessage() for one in caplog.records if one.name != "werkzeug"]
    told = f"{caught.getrepr(style='long')} {logged} {register!r}"
    assert TOKEN not in told
    assert "ZZ1" not in f"{caught.value} {logged}"
    assert "503" in told


def test_calls_are_spaced_by_the_rate_budget(server: RegisterServer) -> None:
    register = EpcRegister(address=server.address, requests_per_second=20)
    began = time.monotonic()
    for _ in range(5):
        register.search(uprn=1)
    assert time.monotonic() - began >= 4 / 20


def test_an_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARA_EPC_REGISTER", "api.example")
    with pytest.raises(PermanentFailure, match="ARA_EPC_REGISTER must be an address"):
        EpcRegister().certificate(number(1))
