"""Homes per second, memory and connections of a new council from the register's bulk file."""

from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from resources.database.reader import read_table
from tests.end_to_end.council_homes import calls_by_certificate, lodge_homes
from tests.end_to_end.council_run import Council, CouncilRun
from tests.register_server import RegisterServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

HOMES = 20_000
MOST_BYTES = 4 * 2**30


@pytest.fixture
def http() -> Generator[HTTPServer]:
    with HTTPServer(threaded=True) as made:
        yield made


def test_a_council_of_twenty_thousand_homes_from_the_bulk_file(
    http: HTTPServer,
    engine: Engine,
    database_url: str,
    dagster_database_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    register = RegisterServer(http)
    lodge_homes(register, HOMES, tmp_path / "demo")
    register.build_bulk()
    (tmp_path / "dagster.yaml").write_text(
        f"storage:\n  postgres:\n    postgres_url: {dagster_database_url}\n"
        "telemetry:\n  enabled: false\n"
    )
    added = Council(register.address, per_commit=1_000, batch_size=1_000, is_bulk=True)
    settings = {
        "ARA_HOME": str(tmp_path),
        "ARA_DATABASE_URL": database_url,
        "DAGSTER_HOME": str(tmp_path),
    }
    figures = CouncilRun(added, tmp_path, settings).finish()

    assert not calls_by_certificate(register)
    issues = read_table(engine, "issue")
    rated = set(read_table(engine, "baseline")["property_id"])
    stages = ["property", "epc", "effective_epc", "baseline"]
    refused = set(issues[issues["asset"].isin(stages)]["property_id"])
    assert len(rated | refused) == HOMES
    assert len(rated) > 0.95 * HOMES
    assert figures.peak_bytes < MOST_BYTES
    seconds = figures.adding_seconds + figures.running_seconds
    with capsys.disabled():
        print(
            f"\n{HOMES:,} homes from a bulk file of {len(register.bulk) / 2**20:.0f} MiB: added in "
            f"{figures.adding_seconds:.0f} s, ingestion and baseline in "
            f"{figures.running_seconds:.0f} s: {HOMES / seconds:.0f} homes/s,"
            f" {figures.peak_bytes / 2**20:.0f} MiB of memory at most,"
            f" {figures.connections} connections to Ara's database at most"
        )
