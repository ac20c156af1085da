"""Where a command works: the database, Dagster's storage and home, ready to use.

Every command that needs the database begins with `open_workplace`; nothing else starts a server or
sets the environment.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from resources.settings import PROJECT, Settings


@dataclass(frozen=True)
class Workplace:
    """What the commands and Dagster's processes are told.

    Attributes
    ----------
    home
        The folder of everything that Ara makes, ``.ara/``.
    database_url
        Ara's tables, ``postgresql+psycopg://``.
    dagster_database_url
        Dagster's storage, ``postgresql+psycopg2://``.
    is_embedded
        Whether the server is the one that Ara starts.
    """

    home: Path
    database_url: str
    dagster_database_url: str
    is_embedded: bool

    @property
    def dagster_home(self) -> Path:
        """Folder with ``dagster.yaml``, where Dagster keeps what is not in its storage."""
        return self.home / "dagster"

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of every process that works here."""
        return {
            "ARA_HOME": str(self.home),
            "ARA_DATABASE_URL": self.database_url,
            "ARA_DAGSTER_DATABASE_URL": self.dagster_database_url,
            "DAGSTER_HOME": str(self.dagster_home),
        }


def open_workplace(*, keep_server: bool = False, migrate: bool = True) -> Workplace:
    """Make the workplace ready and this process part of it.

    Starts the embedded server where no database is set, brings the tables to the newest migration,
    writes Dagster's home, and sets the environment variables of this process and its children.

    Parameters
    ----------
    keep_server
        Leave the embedded server running after this process, until ``ara db stop``.
    migrate
        Bring the tables up to date.
    """
    from resources.database.engine import dagster_database_url, database_url, make_engine
    from resources.database.server import dagster_url, ensure_server

    settings = Settings()
    home = settings.home.resolve()
    if settings.is_embedded:
        url = ensure_server(home, keep=keep_server)
        place = Workplace(home, url, dagster_url(url), is_embedded=True)
    else:
        place = Workplace(
            home, database_url(settings), dagster_database_url(settings), is_embedded=False
        )
    place.dagster_home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROJECT / "dagster.yaml", place.dagster_home / "dagster.yaml")
    os.environ.update(place.variables)
    if migrate:
        from resources.database.migrate import upgrade

        engine = make_engine(place.database_url)
        try:
            upgrade(engine)
        finally:
            engine.dispose()
    return place
