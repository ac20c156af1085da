"""Migrations: `upgrade` brings a database to the registry's tables.

Until the project has landed there is one revision, the initial one, made anew from the registry
by `python -m resources.database.migrate`; after that every change is a revision of its own.
"""

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import api
from alembic.config import Config
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from resources.database.registry import METADATA

FOLDER = Path(__file__).parent / "migrations"
INITIAL = "0001"
_LOCK = "ara/migrate"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, in one transaction; two at once wait for each other."""
    config = _config()
    with engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_lock_key())))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str = "-1") -> None:
    """Take the database back, by default one step; what the tables held is lost."""
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    heads = set(ScriptDirectory.from_config(_config()).get_heads())
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def differences(engine: Engine) -> list[str]:
    """List what differs between the database and the registry; nothing after `upgrade`."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return [str(difference) for difference in api.compare_metadata(context, METADATA)]


def initial_revision() -> str:
    """Source of the initial revision, made from the registry."""
    tables = METADATA.sorted_tables
    creating: list[ops.MigrateOperation] = []
    for table in tables:
        creating.append(ops.CreateTableOp.from_table(table))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        creating.extend(ops.CreateIndexOp.from_index(index) for index in indexes)
    return _TEMPLATE.format(
        revision=INITIAL,
        upgrades=_indented(api.render_python_code(ops.UpgradeOps(creating))),
        downgrades=_indented("\n".join(f"op.drop_table({t.name!r})" for t in reversed(tables))),
    )


def _lock_key() -> sa.Function[int]:
    return sa.func.hashtextextended(_LOCK, 0)


def _indented(code: str) -> str:
    lines = (line for line in code.strip().splitlines() if not line.startswith("# ###"))
    return "\n".join(f"    {line}".rstrip() for line in lines)


_TEMPLATE = '''"""Create every table of the registry."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "{revision}"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
{upgrades}


def downgrade() -> None:
{downgrades}
'''


def write_initial_revision() -> None:
    """Write the initial revision, formatted as the rest of the project."""
    path = FOLDER / "versions" / f"{INITIAL}_initial.py"
    path.write_text(initial_revision(), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)  # noqa: S603 - our own path


if __name__ == "__main__":
    write_initial_revision()
