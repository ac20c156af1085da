import datetime as dt
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from resources.database import migrate
from resources.database.engine import make_engine
from resources.database.registry import METADATA


@pytest.fixture
def empty(unmigrated_database_url: str) -> Generator[Engine]:
    engine = make_engine(unmigrated_database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def own_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test its own copy of the migrations; returns where the revisions are."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "FOLDER", folder)
    return folder / "versions"


def test_upgrade_makes_exactly_the_tables_of_the_registry(empty: Engine) -> None:
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
    assert migrate.differences(empty) == []


def test_differences_are_seen(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(sa.text("ALTER TABLE bill ALTER COLUMN total_gbp TYPE integer"))
        connection.execute(sa.text("ALTER TABLE plan DROP COLUMN scenario"))
    found = " ".join(migrate.differences(empty))
    assert "total_gbp" in found
    assert "scenario" in found


def test_upgrade_of_a_current_database_changes_nothing(empty: Engine) -> None:
    migrate.upgrade(empty)
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []


def test_down_to_nothing_and_up_again(empty: Engine) -> None:
    migrate.upgrade(empty)
    migrate.downgrade(empty, "base")
    assert not set(sa.inspect(empty).get_table_names()) & set(METADATA.tables)
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []


def test_every_revision_goes_up_and_down_over_tables_with_rows(empty: Engine) -> None:
    for revision in migrate.revisions():
        migrate.upgrade(empty, revision)
        _fill_empty_tables(empty)
    with empty.connect() as connection:
        for name, table in METADATA.tables.items():
            count = connection.scalar(sa.select(sa.func.count()).select_from(table))
            assert count == 1, name
    for revision in migrate.revisions()[-2::-1]:
        migrate.downgrade(empty, revision)


def test_no_revision_is_written_where_nothing_differs(empty: Engine, own_revisions: Path) -> None:
    migrate.upgrade(empty)
    files = set(own_revisions.iterdir())
    assert migrate.write_revision(empty) is None
    assert set(own_revisions.iterdir()) == files


def test_the_next_revision_holds_what_the_newest_lacks(empty: Engine, own_revisions: Path) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(sa.text("DROP TABLE bill_line"))
        connection.execute(sa.text("ALTER TABLE plan DROP COLUMN scenario"))

    path = migrate.write_revision(empty)

    assert path is not None
    assert path.parent == own_revisions
    assert path.name == f"{len(migrate.revisions()):04d}_bill_line_plan.py"
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []


def test_primary_keys_are_those_of_the_registry(empty: Engine) -> None:
    migrate.upgrade(empty)
    inspector = sa.inspect(empty)
    for name, table in METADATA.tables.items():
        stored = inspector.get_pk_constraint(name)["constrained_columns"]
        assert stored == [column.name for column in table.primary_key], name


_EXAMPLES: dict[type[Any], Any] = {
    str: "x",
    int: 1,
    float: 1.0,
    bool: True,
    dt.date: dt.date(2026, 1, 1),
    dt.datetime: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    object: {},  # JSONB
}


def _fill_empty_tables(engine: Engine) -> None:
    """Give each table of the database that has no row one with every column filled."""
    stored = sa.MetaData()
    stored.reflect(engine)
    with engine.begin() as connection:
        for table in stored.tables.values():
            if connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0:
                values = {
                    column.name: _EXAMPLES[column.type.python_type] for column in table.columns
                }
                connection.execute(table.insert().values(values))
