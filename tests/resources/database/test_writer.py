import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from ara_assets.domain.issue import Issue
from resources.database.batch import WHOLE_TABLE, AssetBatch
from resources.database.content import content_hashes
from resources.database.frames import FrameRejected, frame_of
from resources.database.reader import missing_loads, read_table
from resources.database.registry import METADATA, asset_tables
from resources.database.writer import Load, replace_batch
from resources.errors import PermanentFailure


def solar_row(number: int, batch_key: str, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = {column.name: None for column in asset_tables("solar")[0].columns}
    row |= {"property_id": f"X:UPRN:{number}", "batch_key": batch_key, "solar_source": "test"}
    return row | values


def solar(batch_key: str, numbers: Sequence[int], issues: Sequence[Issue] = ()) -> AssetBatch:
    return AssetBatch(
        {"solar": frame_of("solar", [solar_row(n, batch_key) for n in numbers])}, issues
    )


def write(engine: Engine, batch_key: str, batch: AssetBatch, asset: str = "solar") -> Load:
    return replace_batch(engine, asset=asset, batch_key=batch_key, batch=batch, run_id="run")


@pytest.fixture(autouse=True)
def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        names = ", ".join(METADATA.tables)
        connection.execute(sa.text(f"TRUNCATE {names}"))


def test_running_twice_leaves_the_same_rows_and_hashes(engine: Engine) -> None:
    issue = Issue("missing_field", "no floor area", property_id="X:UPRN:3", field="area")
    batch = solar("X-0001", [1, 2], [issue])
    first = write(engine, "X-0001", batch)
    hashes, rows = content_hashes(engine), read_table(engine, "solar")
    second = write(engine, "X-0001", batch)
    assert first == second
    assert first.row_counts == {"solar": 2}
    assert first.issue_count == 1
    assert content_hashes(engine) == hashes
    pd.testing.assert_frame_equal(read_table(engine, "solar"), rows)
    assert len(read_table(engine, "load_audit")) == 2


def test_a_changed_value_changes_the_hash(engine: Engine) -> None:
    write(engine, "X-0001", solar("X-0001", [1]))
    before = content_hashes(engine)
    row = solar_row(1, "X-0001", max_panel_count=1)
    write(engine, "X-0001", AssetBatch({"solar": frame_of("solar", [row])}))
    after = content_hashes(engine)
    assert {name for name in after if after[name] != before[name]} == {"solar"}


def test_replacing_touches_its_own_batch_only(engine: Engine) -> None:
    write(engine, "X-0001", solar("X-0001", [1, 2]))
    write(engine, "X-0002", solar("X-0002", [3]))
    write(engine, "X-0001", solar("X-0001", [2, 4]))
    stored = read_table(engine, "solar")
    assert dict(zip(stored["property_id"], stored["batch_key"], strict=True)) == {
        "X:UPRN:2": "X-0001",
        "X:UPRN:3": "X-0002",
        "X:UPRN:4": "X-0001",
    }


def test_empty_answer_clears_the_batch_and_its_issues(engine: Engine) -> None:
    issue = Issue("no_certificate", "none", property_id="X:UPRN:1")
    write(engine, "X-0001", solar("X-0001", [1], [issue]))
    write(engine, "X-0001", solar("X-0001", []))
    assert read_table(engine, "solar").empty
    assert read_table(engine, "issue").empty
    assert missing_loads(engine, "solar", ["X-0001", "X-0002"]) == ["X-0002"]


def test_missing_values_are_null_and_come_back_missing(engine: Engine) -> None:
    row = solar_row(1, "X-0001", source_date=dt.date(2026, 1, 31), max_panel_count=np.int64(3))
    write(engine, "X-0001", AssetBatch({"solar": frame_of("solar", [row])}))
    with engine.connect() as connection:
        stored = connection.execute(sa.text("SELECT * FROM solar")).mappings().one()
    assert dict(stored) == row
    frame = read_table(engine, "solar", ["X-0001"])
    assert frame["panel_area_m2"].isna().all()
    assert frame["max_panel_count"].tolist() == [3]


def test_a_property_is_never_in_two_batches(engine: Engine) -> None:
    write(engine, "X-0001", solar("X-0001", [1]))
    before = content_hashes(engine)
    with pytest.raises(PermanentFailure, match=r"solar/X-0002.*another batch"):
        write(engine, "X-0002", solar("X-0002", [1]))
    assert content_hashes(engine) == before


def test_rows_of_another_batch_are_refused(engine: Engine) -> None:
    with pytest.raises(PermanentFailure, match="X-0001"):
        write(engine, "X-0001", solar("X-0002", [1]))
    assert read_table(engine, "load_audit").empty


def test_frames_must_be_those_of_the_asset(engine: Engine) -> None:
    with pytest.raises(PermanentFailure, match="property_address"):
        write(engine, "X-0001", AssetBatch({}), asset="property")


def test_a_key_twice_in_one_batch_is_refused() -> None:
    with pytest.raises(FrameRejected, match="solar"):
        solar("X-0001", [1, 1])


def test_a_whole_table_is_replaced(engine: Engine) -> None:
    values: dict[str, Any] = {
        "text": "x",
        "float": 1.5,
        "date": dt.date(2026, 1, 1),
        "boolean": False,
        "integer": 1,
    }
    tables = asset_tables("cost_catalogue")
    rows = {table.name: {c.name: values[c.type] for c in table.columns} for table in tables}
    for name in ("a", "b"):
        rows["cost_catalogue"]["cost_line"] = name
        frames = {table: frame_of(table, [row]) for table, row in rows.items()}
        write(engine, WHOLE_TABLE, AssetBatch(frames), asset="cost_catalogue")
    assert read_table(engine, "cost_catalogue")["cost_line"].tolist() == ["b"]


def test_text_of_every_kind_survives(engine: Engine) -> None:
    texts = ["--", "'; DROP TABLE solar", "<script>", "\\N", "\\.", "a\tb\nc\\", "é – ☃ 𝔸", ""]
    rows = [solar_row(n, "X-0001", solar_source=text) for n, text in enumerate(texts)]
    write(engine, "X-0001", AssetBatch({"solar": frame_of("solar", rows)}))
    assert read_table(engine, "solar")["solar_source"].tolist() == texts


numbers = st.lists(st.integers(1, 10**11), unique=True, min_size=1, max_size=12)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ids=numbers, cut=st.integers(0, 12), value=st.floats(allow_nan=False, allow_infinity=False))
def test_splitting_a_batch_changes_nothing_but_its_key(
    engine: Engine, ids: list[int], cut: int, value: float
) -> None:
    def stored(split: dict[str, list[int]]) -> pd.DataFrame:
        for key, members in split.items():
            rows = [solar_row(n, key, roof_area_m2=value + n) for n in members]
            write(engine, key, AssetBatch({"solar": frame_of("solar", rows)}))
        frame = read_table(engine, "solar").drop(columns="batch_key")
        for key in split:
            write(engine, key, solar(key, []))
        return frame

    whole = stored({"X-0001": ids})
    parts = stored({"X-0001": ids[:cut], "X-0002": ids[cut:]})
    pd.testing.assert_frame_equal(whole, parts)
