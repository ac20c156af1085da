"""Migrations: `upgrade` brings a database to the registry's tables.

Revisions are numbered and, once committed, never changed. After a change of the registry,
`python -m resources.database.migrate` writes the next one from what the newest lacks. That is a
draft to read before it is committed: a new column that may not be missing needs a statement that
fills the rows that are there, and a changed primary key is not seen. Tests hold the revisions to
the registry and run them over tables with rows.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import api
from alembic.config import Config
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Engine

from resources.database.engine import make_engine
from resources.database.registry import METADATA
from resources.database.server import delete_server, ensure_server

FOLDER = Path(__file__).parent / "migrations"
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


def revisions() -> list[str]:
    """Every revision, the oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads() == (revisions()[-1],)


def differences(engine: Engine) -> list[str]:
    """List what differs between the database and the registry; nothing after `upgrade`."""
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        return [str(difference) for difference in api.compare_metadata(context, METADATA)]


def write_revision(engine: Engine) -> Path | None:
    """Write the next revision: the steps from a current database to the registry.

    Returns
    -------
    Path or None
        The new file, named after the tables it changes; None where nothing differs.
    """

    def name(_context: MigrationContext, _heads: object, drafts: list[ops.MigrationScript]) -> None:
        tables = sorted(set(_tables(drafts[0].upgrade_ops)))
        drafts[0].message = " ".join(tables)
        if not tables:
            drafts.clear()

    config = _config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        number = f"{int(revisions()[-1]) + 1:04d}"
        script: Any = command.revision(
            config, autogenerate=True, rev_id=number, process_revision_directives=name
        )
    if not isinstance(script, Script):
        return None
    path = Path(script.path)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(path)], check=True)  # noqa: S603 - our own path
    return path


def _tables(changes: ops.OpContainer | None) -> Iterable[str]:
    for change in changes.ops if changes else ():
        if isinstance(change, ops.ModifyTableOps | ops.CreateTableOp | ops.DropTableOp):
            yield change.table_name


def _lock_key() -> sa.Function[int]:
    return sa.func.hashtextextended(_LOCK, 0)


def main() -> None:
    """Write the next revision, on an embedded server that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        engine = make_engine(ensure_server(root, durable=False))
        try:
            upgrade(engine)
            path = write_revision(engine)
        finally:
            engine.dispose()
            delete_server(root)
    print(f"read {path} before committing it" if path else "the revisions make every table")


if __name__ == "__main__":
    main()
