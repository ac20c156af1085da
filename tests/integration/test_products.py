"""The product database through Dagster and PostgreSQL: versions, refusals, what would change."""

import datetime as dt
import re
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import sqlalchemy as sa
import typer
from sqlalchemy import Engine

from ara_assets import checks
from ara_assets.commands import product
from ara_assets.ingestion.pcdb import changed_products, pcdb
from resources.database import products
from resources.database.engine import make_engine
from resources.database.products import products_in_use, products_not_found, ratings_to_change
from resources.database.registry import METADATA, sql_table
from resources.database.resource import Database
from resources.io_managers import PostgresIOManager
from resources.object_store import ObjectStore
from resources.product_source import SAMPLE, ProductFile
from sap10.pcdb import Pcdb, read_named
from sap10.pcdb.boilers import GasOilBoiler

ALL_ABOUT = "017741"


@pytest.fixture
def store(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Engine]:
    monkeypatch.setenv("ARA_DATABASE_URL", database_url)
    monkeypatch.setenv("ARA_HOME", str(tmp_path / "home"))
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(METADATA.tables)}"))
    yield engine
    engine.dispose()


def load(place: Path | None) -> dg.ExecuteInProcessResult:
    database = Database()
    return dg.materialize(
        [pcdb],
        resources={
            "database": database,
            "io_manager": PostgresIOManager(database=database),
            "object_store": ObjectStore(),
            "product_source": ProductFile(place=None if place is None else str(place)),
        },
        raise_on_error=False,
    )


def changed_sample(folder: Path, revision: str, efficiency: str) -> Path:
    """Write the sample as another revision in which one boiler has another efficiency."""
    text = SAMPLE.read_text().replace("sample of 502", revision, 1)
    text = text.replace(
        f"105,210,{ALL_ABOUT},winter_efficiency_percent,89.9",
        f"105,210,{ALL_ABOUT},winter_efficiency_percent,{efficiency}",
    )
    path = folder / f"{revision}.csv"
    path.write_text(text)
    return path


def named(role: str, index: str, revision: str, *, is_found: bool) -> dict[str, Any]:
    return {
        "property_id": f"{role}/{index}",
        "batch_key": "B-0001",
        "product_role": role,
        "product_index": index,
        "table_number": "105" if is_found else None,
        "is_found": is_found,
        "pcdb_revision": revision,
    }


def rated(engine: Engine, *rows: dict[str, Any]) -> None:
    with engine.begin() as connection:
        connection.execute(sql_table("baseline_product").insert(), list(rows))


def test_before_any_was_loaded_there_is_no_product(store: Engine) -> None:
    empty = products_in_use(store)

    assert (empty.revision, empty.find(GasOilBoiler, ALL_ABOUT)) == ("none", None)


def test_the_sample_comes_back_as_it_went(store: Engine) -> None:
    result = load(None)

    stored = products_in_use(store)
    sample = read_named(SAMPLE.read_bytes())
    assert result.success
    assert (stored.revision, stored.date, stored.sha256) == (
        sample.revision,
        sample.date,
        sample.sha256,
    )
    assert [typed for _, typed in stored.typed()] == [typed for _, typed in sample.typed()]


def test_versions_are_kept_and_the_last_one_loaded_is_in_use(store: Engine, tmp_path: Path) -> None:
    load(None)
    newer = changed_sample(tmp_path, "next", "91.5")

    load(newer)

    found = products_in_use(store).find(GasOilBoiler, ALL_ABOUT)
    with store.connect() as connection:
        kept = connection.execute(
            sa.text("SELECT pcdb_revision, is_in_use FROM pcdb ORDER BY 1")
        ).all()
        records = connection.execute(sa.text("SELECT count(*) FROM pcdb_record")).scalar_one()
    assert found is not None
    assert found.winter_efficiency_percent == 91.5
    assert [tuple(row) for row in kept] == [("next", True), ("sample of 502", False)]
    assert records == 2 * len(list(products_in_use(store).typed()))


def test_loading_the_same_file_again_changes_nothing(store: Engine) -> None:
    first, second = load(None), load(None)

    def hashes(result: dg.ExecuteInProcessResult) -> dict[str, Any]:
        metadata = result.asset_materializations_for_node("pcdb")[0].metadata
        return {key: value for key, value in metadata.items() if key.startswith("content_hash/")}

    assert hashes(first) == hashes(second)


def test_a_version_is_shown_beside_the_one_before_where_there_was_one(
    store: Engine, tmp_path: Path
) -> None:
    def tables(result: dg.ExecuteInProcessResult) -> str:
        return str(result.asset_materializations_for_node("pcdb")[0].metadata["tables"].value)

    first, second = load(None), load(changed_sample(tmp_path, "next", "91.5"))

    assert "changed since" not in tables(first)
    assert "changed since revision sample of 502" in tables(second)
    assert re.search(r"^\| 105 \| \d+ \| yes \| 1 \|$", tables(second), re.MULTILINE)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("$001,503,2026,11,01\n$362,465,1,2026,11,01,2\n100011,x\n$999\n", "format 465"),
        ("$001,503,2026,11,01\n$391,491,1,2026,11,01,2\n", "truncated"),
        ("revision,bad,2026-11-01\n105,210,000001,no_such_field,1\n", "no_such_field"),
    ],
)
def test_a_file_that_cannot_be_trusted_leaves_the_last_good_one_in_use(
    store: Engine, tmp_path: Path, content: str, problem: str
) -> None:
    load(None)
    bad = tmp_path / "bad.dat"
    bad.write_text(content)

    result = load(bad)

    message = str(result.get_step_failure_events()[0].step_failure_data.error)
    assert not result.success
    assert "revision sample of 502 stays in use" in message
    assert problem in message
    assert products_in_use(store).revision == "sample of 502"


def test_a_new_version_shows_which_ratings_it_would_change(store: Engine, tmp_path: Path) -> None:
    load(None)
    rated(
        store,
        named("main heating 1", ALL_ABOUT, "sample of 502", is_found=True),
        named("main heating 2", ALL_ABOUT, "sample of 502", is_found=True),
        named("main heating 1", "016807", "sample of 502", is_found=True),
        named("main heating 1", "999999", "sample of 502", is_found=False),
    )
    before = ratings_to_change(store)

    load(changed_sample(tmp_path, "next", "91.5"))

    check: Any = checks.ratings_use_the_products_in_use
    result = check(Database())
    assert before == []
    assert ratings_to_change(store) == [
        {"product_index": ALL_ABOUT, "pcdb_revision": "sample of 502", "homes": 2}
    ]
    assert not result.passed


def test_a_product_that_appears_changes_the_ratings_made_without_it(store: Engine) -> None:
    load(None)
    rated(store, named("main heating 1", ALL_ABOUT, "none", is_found=False))

    assert [row["product_index"] for row in ratings_to_change(store)] == [ALL_ABOUT]


def test_products_that_are_missing_are_counted_by_role(store: Engine) -> None:
    rated(
        store,
        named("main heating 1", "999999", "none", is_found=False),
        named("ventilation", "999998", "none", is_found=False),
        named("main heating 2", ALL_ABOUT, "none", is_found=True),
    )
    check: Any = checks.named_products_are_found

    result = check(Database())

    assert products_not_found(store) == {"main heating 1": 1, "ventilation": 1}
    assert not result.passed


def test_what_differs_between_two_versions_is_counted_by_table() -> None:
    sample = read_named(SAMPLE.read_bytes())

    assert changed_products(sample, sample) == {}
    assert sum(changed_products(Pcdb.empty(), sample).values()) == len(list(sample.typed()))


def test_a_record_is_printed_readably(
    store: Engine,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ARA_DAGSTER_DATABASE_URL", database_url.replace("psycopg:", "psycopg2:"))
    monkeypatch.setenv("COLUMNS", "200")
    load(None)

    product.product("104351")

    printed = capsys.readouterr().out
    assert "Table 362, revision sample of 502" in printed
    assert "Vaillant" in printed
    assert "plant_size_ratio 0.5, efficiency_percent 282.3 %" in printed
    with pytest.raises(typer.Exit):
        product.product("123456")
    assert "123456 is not in revision sample of 502" in capsys.readouterr().err


def test_the_whole_file_is_stored_and_loaded_in_a_second(
    store: Engine, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(shared / "pcdb" / "pcdf-2022-07.dat")
    products._LOADED.clear()  # as in a new process

    start = time.perf_counter()
    stored = products_in_use(store)
    seconds = time.perf_counter() - start

    with capsys.disabled():
        print(f"\nproduct database loaded from PostgreSQL in {seconds:.2f} s")
    assert stored.date == dt.date(2022, 7, 13)
    assert stored.find(GasOilBoiler, ALL_ABOUT) is not None
