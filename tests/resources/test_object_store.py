import re
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from resources.errors import PermanentFailure, TransientFailure
from resources.object_store import DocumentStore, LocalStore, open_store
from resources.settings import Settings


@pytest.fixture
def bucket(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return the content of a bucket behind a real socket that speaks S3's PUT and GET."""
    content: dict[str, bytes] = {}

    def answer(request: Request) -> Response:
        if "broken" in request.path:
            return Response("<Error><Code>InternalError</Code></Error>", 500)
        if request.method == "PUT":
            content[request.path] = request.get_data()
            return Response("", 200, {"ETag": '"x"'})
        if request.path not in content:
            return Response("<Error><Code>NoSuchKey</Code></Error>", 404)
        return Response(content[request.path], 200)

    httpserver.expect_request(re.compile("/.*")).respond_with_handler(answer)
    for name, value in {
        "AWS_ENDPOINT_URL": httpserver.url_for(""),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "AWS_MAX_ATTEMPTS": "1",
        "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
    }.items():
        monkeypatch.setenv(name, value)
    return content


@pytest.fixture(params=["local", "s3"])
def store(
    request: pytest.FixtureRequest, tmp_path: Path, bucket: dict[str, bytes]
) -> DocumentStore:
    place = "s3://bucket/some/prefix" if request.param == "s3" else None
    return open_store(Settings(home=tmp_path, object_store=place))


def test_what_is_put_is_got_by_its_digest(store: DocumentStore) -> None:
    first = store.put(b"one")
    assert store.put(b"one") == first
    assert store.put(b"two") != first
    assert store.get(first) == b"one"


def test_what_was_never_put_is_refused(store: DocumentStore) -> None:
    with pytest.raises(PermanentFailure, match="not in the object store"):
        store.get("0" * 64)


def test_s3_keys_are_below_the_prefix(tmp_path: Path, bucket: dict[str, bytes]) -> None:
    sha256 = open_store(Settings(home=tmp_path, object_store="s3://bucket/p/")).put(b"one")
    assert bucket == {f"/bucket/p/{sha256[:2]}/{sha256}": b"one"}


def test_a_broken_bucket_is_transient(tmp_path: Path, bucket: dict[str, bytes]) -> None:
    with pytest.raises(TransientFailure, match="InternalError"):
        open_store(Settings(home=tmp_path, object_store="s3://broken")).put(b"one")


def test_a_place_that_is_no_bucket_is_refused(tmp_path: Path) -> None:
    for place in ("s3://", "ftp://bucket", "bucket"):
        with pytest.raises(PermanentFailure, match="ARA_OBJECT_STORE"):
            open_store(Settings(home=tmp_path, object_store=place))


def test_a_damaged_document_is_seen(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    sha256 = store.put(b"one")
    (tmp_path / sha256[:2] / sha256).write_bytes(b"two")
    with pytest.raises(PermanentFailure, match="damaged"):
        store.get(sha256)
    assert [path.name for path in (tmp_path / sha256[:2]).iterdir()] == [sha256]
