from collections.abc import Generator

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


def test_one_step_down_and_up_again(empty: Engine) -> None:
    migrate.upgrade(empty)
    migrate.downgrade(empty)
    assert not set(sa.inspect(empty).get_table_names()) & set(METADATA.tables)
    migrate.upgrade(empty)
    assert migrate.differences(empty) == []


def test_primary_keys_are_those_of_the_registry(empty: Engine) -> None:
    migrate.upgrade(empty)
    inspector = sa.inspect(empty)
    for name, table in METADATA.tables.items():
        stored = inspector.get_pk_constraint(name)["constrained_columns"]
        assert stored == [column.name for column in table.primary_key], name
