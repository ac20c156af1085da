"""What every test may ask for: the reference material, and databases on a real PostgreSQL.

One embedded server serves the whole session, also several workers: it is the project's own
`resources.database.server`, started in a folder of the session. A module that asks for a database
gets a fresh one, copied from a template that was migrated once.
"""

import fcntl
import os
import re
import uuid
from collections.abc import Generator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from resources.database import migrate, server
from resources.database.engine import make_engine

PROJECT = Path(__file__).resolve().parents[1]
TEMPLATE = "ara_template"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of reference material: specifications, goldens, sample certificates."""
    place = Path(os.environ.get("ARA_SHARED") or PROJECT.parent / "shared").resolve()
    if not (place / "spec").is_dir():
        reason = f"the reference material is not in {place} (ARA_SHARED says where it is)"
        if os.environ.get("ARA_REQUIRE_SHARED") == "1":
            pytest.fail(f"{reason}, and ARA_REQUIRE_SHARED=1", pytrace=False)
        pytest.skip(reason)
    return place


@pytest.fixture(scope="session")
def database_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[str]:
    """Return the URL of the session's embedded server, with the migrated template on it."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "database"
    url = server.ensure_server(root, durable=False)
    with (root / "template.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        template = server.create_database(url, TEMPLATE)
        engine = make_engine(template)
        migrate.upgrade(engine)
        engine.dispose()
    yield url
    server.delete_server(root)


@pytest.fixture(scope="module")
def database_url(database_server: str, request: pytest.FixtureRequest) -> Generator[str]:
    """Return the URL of a migrated, empty database of this test module's own."""
    yield from _fresh_database(database_server, request.module.__name__, TEMPLATE)


@pytest.fixture
def fresh_database_url(database_server: str) -> Generator[str]:
    """Return the URL of a migrated, empty database of this one test's own."""
    yield from _fresh_database(database_server, "test", TEMPLATE)


@pytest.fixture
def unmigrated_database_url(database_server: str) -> Generator[str]:
    """Return the URL of a database of this one test's own with nothing in it."""
    yield from _fresh_database(database_server, "empty", None)


@pytest.fixture(scope="module")
def dagster_database_url(database_server: str, request: pytest.FixtureRequest) -> Generator[str]:
    """Return the psycopg2 URL of an empty database of this module's own, for a Dagster instance."""
    for url in _fresh_database(database_server, f"dagster_{request.module.__name__}", None):
        yield url.replace("postgresql+psycopg://", "postgresql+psycopg2://")


@pytest.fixture(scope="module")
def engine(database_url: str) -> Generator[Engine]:
    """Return an engine of this module's database."""
    made = make_engine(database_url)
    yield made
    made.dispose()


def _fresh_database(server_url: str, label: str, template: str | None) -> Generator[str]:
    words = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[-40:]
    name = f"{words}_{uuid.uuid4().hex[:8]}"
    yield server.create_database(server_url, name, template=template)
    server.drop_database(server_url, name)
