"""A council that a person adds from the launchpad, and the runs of its batches."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import dagster as dg
import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from ara_assets.definitions import build_defs
from ara_assets.partitions import PROPERTY_BATCH
from ara_assets.sensors import batches_of_a_new_council
from resources.database.reader import read_table
from resources.database.resource import Database
from tests.register_server import TOKEN, Lodged, RegisterServer, number

BATCH = "E06000023-0001"


def test_a_council_of_the_launchpad_is_registered_and_its_batches_run(
    engine: Engine,
    database_url: str,
    httpserver: HTTPServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ARA_EPC_TOKEN", TOKEN)
    monkeypatch.setenv("ARA_HOME", str(tmp_path))
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    server = RegisterServer(httpserver)
    server.lodge(*(Lodged(number(n), n, "2025-01-01") for n in range(1, 4)))
    form = {"ops": {"register_homes": {"config": {"gss_code": "e06000023"}}}}
    with dg.instance_for_test() as instance:
        # Dagster asks the instance of the moment while it loads definitions.
        job = build_defs(epc_register=server.register).resolve_job_def("add_council")
        result = job.execute_in_process(run_config=form, instance=instance)
        assert instance.get_dynamic_partitions(str(PROPERTY_BATCH.name)) == [BATCH]
        event = result.get_run_success_event()
        context = dg.build_run_status_sensor_context(
            sensor_name=batches_of_a_new_council.name,
            dagster_event=event,
            dagster_instance=instance,
            dagster_run=result.dagster_run,
        )
        requests = cast(
            "Iterator[dg.RunRequest]", batches_of_a_new_council(context, database=Database())
        )
        asked = [(one.run_key, one.partition_key) for one in requests]
    assert asked == [(f"{result.run_id}/{BATCH}", BATCH)]
    assert len(read_table(engine, "batch_member")) == 3
