import datetime as dt
import enum
from typing import Any

import pandas as pd
import pytest

from resources.database.frames import FrameRejected, conform, frame_of, python_rows

ROW: dict[str, Any] = {
    "property_id": "X:UPRN:1",
    "batch_key": "X-0001",
    "document_sha256": "ab",
    "certificate_number": None,
    "source_file": "a.xml",
    "schema_type": None,
    "registration_date": dt.date(2026, 1, 1),
    "certificate_status": "current",
}


def test_no_rows_make_a_frame_with_every_column() -> None:
    frame = frame_of("certificate", [])
    assert list(frame.columns) == list(ROW)
    assert frame.empty


def test_rows_come_back_as_plain_values() -> None:
    assert python_rows(frame_of("certificate", [ROW])) == [tuple(ROW.values())]


def test_an_enum_is_stored_by_its_value() -> None:
    class Status(enum.StrEnum):
        CURRENT = "current"

    frame = frame_of("certificate", [ROW | {"certificate_status": Status.CURRENT}])
    assert type(frame["certificate_status"][0]) is str


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"property_id": None}, "property_id: not_nullable"),
        ({"source_file": 3}, "source_file: text expected"),
        ({"registration_date": "2026-01-01"}, "registration_date: date expected"),
        ({"registration_date": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, "date expected"),
        ({"colour": "red"}, "unknown columns .'colour'."),
    ],
)
def test_what_breaks_the_contract_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(FrameRejected, match=f"certificate: .*{message}"):
        frame_of("certificate", [ROW | change])


def test_a_missing_column_is_named() -> None:
    frame = pd.DataFrame([ROW]).drop(columns="source_file")
    with pytest.raises(FrameRejected, match=r"missing columns \['source_file'\]"):
        conform("certificate", frame)


def test_a_number_that_is_none_is_refused() -> None:
    from resources.database.registry import TABLES

    row = {column.name: None for column in TABLES["solar"].columns}
    row |= {"property_id": "p", "batch_key": "X-0001", "solar_source": "s"}
    with pytest.raises(FrameRejected, match="roof_area_m2: finite number expected"):
        frame_of("solar", [row | {"roof_area_m2": float("inf")}])
