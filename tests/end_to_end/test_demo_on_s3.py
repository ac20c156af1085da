"""`ara demo` with its documents in a bucket, on a moto server: the tables are the same."""

import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import boto3  # pyright: ignore[reportMissingTypeStubs]
import pytest
from moto.server import ThreadedMotoServer

from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.server import delete_server, ensure_server

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

BUCKET = "documents"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Generator[Any]:
    """Return a client of a moto server that has the bucket."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        client = cast("Any", boto3).client("s3")
        client.create_bucket(Bucket=BUCKET)
        yield client
    finally:
        server.stop()


@pytest.fixture
def homes(tmp_path: Path) -> Generator[list[Path]]:
    """Return two homes with servers of their own."""
    made = [tmp_path / "local", tmp_path / "s3"]
    for home in made:
        home.mkdir()
    yield made
    for home in made:
        delete_server(home)


def test_the_demo_is_the_same_with_its_documents_in_a_bucket(
    homes: list[Path], bucket: Any
) -> None:
    local, on_s3 = homes
    hashes = [
        demo(local),
        demo(on_s3, ARA_OBJECT_STORE=f"s3://{BUCKET}/received"),
    ]
    assert hashes[0] == hashes[1]
    assert not (on_s3 / "objects").exists()
    pages = bucket.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    keys = {one["Key"] for page in pages for one in page["Contents"]}
    kept = local / "objects"
    assert keys == {
        f"received/{path.relative_to(kept).as_posix()}"
        for path in kept.rglob("*")
        if path.is_file()
    }
    assert len(keys) > 300


def demo(home: Path, **variables: str) -> dict[str, str]:
    """Run the demo as a person does; return the content of its tables."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARA_")}
    done = subprocess.run(
        [sys.executable, "-m", "ara_assets.cli", "demo"],
        env=kept | {"ARA_HOME": str(home), "COLUMNS": "200"} | variables,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 unaccounted" in done.stdout
    engine = make_engine(ensure_server(home))
    hashes = content_hashes(engine)
    engine.dispose()
    return hashes
