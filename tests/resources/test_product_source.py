"""Where the product database comes from: real files, a real server on loopback."""

import socketserver
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from resources import product_source
from resources.errors import PermanentFailure, TransientFailure
from resources.product_source import ATTEMPTS, SAMPLE, ProductFile

QUICK = 0.01


class _HalfThenWhole(socketserver.StreamRequestHandler):
    """Ends the connection in the middle of its first answer."""

    bodies = (b"$0", b"$001")
    asked = 0

    def handle(self) -> None:
        while self.rfile.readline().strip():
            pass
        body = self.bodies[_HalfThenWhole.asked]
        _HalfThenWhole.asked += 1
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n")
        self.wfile.write(body)


@pytest.fixture
def half_then_whole() -> Generator[str]:
    _HalfThenWhole.asked = 0
    with socketserver.TCPServer(("127.0.0.1", 0), _HalfThenWhole) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/p"
        server.shutdown()
        thread.join()


def source(place: str) -> ProductFile:
    return ProductFile(place=place, wait_seconds=QUICK)


def test_the_sample_is_used_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARA_PCDB", raising=False)

    received = ProductFile().read()

    assert (received.source, received.data) == (SAMPLE.name, SAMPLE.read_bytes())


def test_the_setting_names_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "pcdb10.dat"
    path.write_bytes(b"$001")
    monkeypatch.setenv("ARA_PCDB", str(path))

    assert ProductFile().read().data == b"$001"


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PermanentFailure, match=r"absent\.dat cannot be read"):
        source(str(tmp_path / "absent.dat")).read()


def test_an_address_is_fetched_without_its_secret_in_the_name(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/pcdb10.dat").respond_with_data(b"$001")

    received = source(httpserver.url_for("/pcdb10.dat?token=secret")).read()

    assert received.data == b"$001"
    assert "secret" not in received.source


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_ordered_request("/p").respond_with_data("", status=status)
    httpserver.expect_ordered_request("/p").respond_with_data(b"ok")

    assert source(httpserver.url_for("/p")).read().data == b"ok"


def test_a_server_that_stays_busy_is_asked_so_often_and_no_more(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/p").respond_with_data("", status=503)

    with pytest.raises(TransientFailure, match="answered 503"):
        source(httpserver.url_for("/p")).read()

    assert len(httpserver.log) == ATTEMPTS


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_is_not_repeated(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/p").respond_with_data("", status=status)

    with pytest.raises(PermanentFailure, match=f"answered {status}"):
        source(httpserver.url_for("/p")).read()

    assert len(httpserver.log) == 1


def test_half_an_answer_is_asked_for_again(half_then_whole: str) -> None:
    assert source(half_then_whole).read().data == b"$001"


def test_nobody_there_is_transient() -> None:
    with pytest.raises(TransientFailure, match="did not answer"):
        source("http://127.0.0.1:9/p").read()


def test_too_much_is_refused(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product_source, "MAX_BYTES", 3)
    httpserver.expect_request("/p").respond_with_data(b"$001")

    with pytest.raises(PermanentFailure, match="more than 3 bytes"):
        source(httpserver.url_for("/p")).read()


def test_only_http_addresses_are_taken() -> None:
    with pytest.raises(PermanentFailure, match="https://"):
        source("ftp://example.org/p").read()
