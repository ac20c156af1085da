"""Ingestion and baseline of a whole council against a register that fails, killed and run again."""

from collections.abc import Generator
from pathlib import Path
from random import Random

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from resources.database import server as database
from resources.database.content import content_hashes
from resources.database.engine import make_engine
from resources.database.reader import read_table
from tests.conftest import TEMPLATE
from tests.end_to_end.council_homes import (
    LASTING,
    PASSING,
    Faults,
    lodge_homes,
)
from tests.end_to_end.council_run import BATCH_ASSETS, Council, CouncilRun
from tests.register_server import RegisterServer

pytestmark = pytest.mark.timeout(900)

COMMITS = 5
BATCHES = 2


@pytest.fixture
def http() -> Generator[HTTPServer]:
    with HTTPServer(threaded=True) as made:
        yield made


@pytest.fixture
def engines(database_server: str) -> Generator[list[Engine]]:
    """Return two empty databases of this test's own."""
    names = ["council_whole", "council_killed"]
    made = [
        make_engine(database.create_database(database_server, name, template=TEMPLATE))
        for name in names
    ]
    yield made
    for engine, name in zip(made, names, strict=True):
        engine.dispose()
        database.drop_database(database_server, name)


@pytest.mark.parametrize(
    ("homes", "seed", "kills"),
    [
        (500, 1, ["documents"]),
        pytest.param(
            5_000, 2, ["documents", "documents", "assets", "assets"], marks=pytest.mark.slow
        ),
    ],
)
def test_with_a_failing_register_and_killed_every_home_is_accounted_for_in_the_same_tables(
    homes: int,
    seed: int,
    kills: list[str],
    http: HTTPServer,
    engines: list[Engine],
    dagster_database_url: str,
    tmp_path: Path,
) -> None:
    register = RegisterServer(http)
    lodge_homes(register, homes, tmp_path / "demo")
    whole, killed = engines

    faults = Faults(register, seed, share=0.1)
    start(register, homes, whole, dagster_database_url, tmp_path / "whole").finish()
    assert set(faults.met) == set(PASSING)
    assert faults.answered == dict.fromkeys(register.lodged, 1)
    accounted(whole, register, faults)

    rng = Random(seed)
    faults.begin()
    moments = {"documents": homes // len(kills), "assets": len(BATCH_ASSETS)}
    for what in kills:
        run = start(register, homes, killed, dagster_database_url, tmp_path / "killed")
        run.kill_at(what, rng.randrange(moments[what]), after_seconds=rng.uniform(0, 0.2))
    start(register, homes, killed, dagster_database_url, tmp_path / "killed").finish()
    assert content_hashes(killed) == content_hashes(whole)
    # What a killed run had not committed, and what no run can read, is asked for again.
    again = {one for one, calls in faults.answered.items() if calls > 1} - set(faults.lasting)
    assert len(again) <= kills.count("documents") * homes // COMMITS
    assert max(faults.answered.values()) <= 1 + len(kills)


def start(
    register: RegisterServer, homes: int, engine: Engine, dagster_url: str, folder: Path
) -> CouncilRun:
    folder.mkdir(exist_ok=True)
    settings = f"storage:\n  postgres:\n    postgres_url: {dagster_url}\n"
    (folder / "dagster.yaml").write_text(settings + "telemetry:\n  enabled: false\n")
    variables = {
        "ARA_HOME": str(folder),
        "ARA_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "DAGSTER_HOME": str(folder),
    }
    added = Council(register.address, homes // COMMITS, homes // BATCHES)
    return CouncilRun(added, folder, variables)


def accounted(engine: Engine, register: RegisterServer, faults: Faults) -> None:
    """Every home of the register is rated, or has an issue, or its document has one."""
    issues = read_table(engine, "issue")
    unreadable = issues[issues["property_id"].isna()]
    assert set(unreadable["source_file"]) == {f"{one}.json" for one in faults.lasting}
    assert set(faults.lasting.values()) == set(LASTING)
    members = read_table(engine, "batch_member")
    expected = {
        one.uprn for one in register.lodged.values() if one.certificate_number not in faults.lasting
    }
    assert set(members["uprn"]) == expected
    for table in ("property", "geospatial"):
        assert set(read_table(engine, table)["property_id"]) == set(members["property_id"]), table
    rated = set(read_table(engine, "baseline")["property_id"])
    refused = set(
        issues[issues["asset"].isin(["property", "epc", "effective_epc", "baseline"])][
            "property_id"
        ]
    ) - {None}
    assert rated | refused == set(members["property_id"])
    assert not rated & refused
    assert len(rated) > 0.9 * len(members)
    # Some heat networks have no rate that is known.
    unpriced = set(issues[issues["reason"] == "fuel_without_rate"]["property_id"])
    assert set(read_table(engine, "bill")["property_id"]) == rated - unpriced
