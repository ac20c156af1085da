"""The database as a Dagster resource: an engine per process, its URL from the environment."""

from functools import cache
from typing import Any

import dagster as dg
from sqlalchemy import Engine

from resources.database.engine import database_url, make_engine

shared_engine = cache(make_engine)
"""The one engine of this process for a URL."""


class Database(dg.ConfigurableResource[Any]):
    """Ara's database; holds no secret, the URL stays in `ARA_DATABASE_URL`."""

    @property
    def engine(self) -> Engine:
        """The engine, made on first use."""
        return shared_engine(database_url())
