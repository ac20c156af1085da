"""Nothing of a dwelling's description is lost between reading and rating.

EpcPropertyData of every shape goes through the real writer into PostgreSQL and back.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import Engine

import sap10
from ara_assets.ingestion.epc import read_batch
from resources.database.batch import AssetBatch
from resources.database.frames import frame_of, records
from resources.database.reader import read_table
from resources.database.writer import replace_batch
from resources.object_store import LocalStore
from sap10.certificate import EpcPropertyData, MeasuredFabric, ReducedFabric
from sap10.certificate.schemas.registry import SCHEMAS
from tests.sap10.certificate.physical import models

BATCH = "X-0001"
ROW: dict[str, Any] = {
    "batch_key": BATCH,
    "schema_type": "generated",
    "registration_date": dt.date(2026, 1, 1),
    "document_sha256": "-",
}


def stored_and_loaded(engine: Engine, epcs: Sequence[EpcPropertyData]) -> list[EpcPropertyData]:
    """Replace the batch by these dwellings and load it as the assets do."""
    rows = [
        ROW | {"property_id": f"X:{number:03}", "epc_property_data": epc.stored()}
        for number, epc in enumerate(epcs)
    ]
    frames = {"epc": frame_of("epc", rows), "certificate": frame_of("certificate", [])}
    replace_batch(engine, asset="epc", batch_key=BATCH, batch=AssetBatch(frames))
    loaded = records(read_table(engine, "epc", [BATCH]))
    return [EpcPropertyData.from_stored(row["epc_property_data"]) for row in loaded]


def typed(value: object) -> object:
    """Return a value with the type of everything in it: 1 and 1.0 differ, 0.0 and -0.0 do not."""
    if isinstance(value, BaseModel):
        fields = {name: typed(getattr(value, name)) for name in type(value).model_fields}
        return type(value), fields
    if isinstance(value, tuple):
        return tuple(typed(item) for item in value)
    return type(value), value


@pytest.mark.parametrize("fabric", [ReducedFabric, MeasuredFabric])
def test_any_dwelling_comes_back_from_postgresql_as_it_went(
    engine: Engine, fabric: type[ReducedFabric | MeasuredFabric]
) -> None:
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.lists(models(EpcPropertyData, fabric=models(fabric)), min_size=1, max_size=3))
    def same(epcs: list[EpcPropertyData]) -> None:
        again = stored_and_loaded(engine, epcs)
        assert [typed(epc) for epc in again] == [typed(epc) for epc in epcs]
        assert [EpcPropertyData.model_validate_json(e.model_dump_json()) for e in epcs] == epcs

    same()


def test_the_samples_of_every_schema_are_stored_as_they_were_read(
    engine: Engine, shared: Path, tmp_path: Path
) -> None:
    store = LocalStore(tmp_path)
    folders = [f for f in (shared / "epc-samples").iterdir() if f.name in SCHEMAS]
    compared: set[str] = set()
    for path in sorted(path for folder in folders for path in folder.glob("*epc.xml")):
        row = {
            "property_id": "X:1",
            "batch_key": BATCH,
            "certificate_number": None,
            "source_file": path.name,
            "schema_type": path.parent.name,
            "registration_date": None,
            "document_sha256": store.put(path.read_bytes()),
            "uprn": None,
            "address_hash": None,
            "withdrawn_at": None,
            "moved_at": None,
        }
        batch = read_batch(BATCH, ["X:1"], [row], store)
        if batch.issues:
            continue
        replace_batch(engine, asset="epc", batch_key=BATCH, batch=batch)
        [loaded] = records(read_table(engine, "epc", [BATCH]))
        read = sap10.read_certificate(path).epc
        assert typed(EpcPropertyData.from_stored(loaded["epc_property_data"])) == typed(read)
        compared.add(path.parent.name)
    assert compared == {folder.name for folder in folders}
