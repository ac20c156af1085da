"""The unit of work on the driver's own connection, which COPY needs."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

from psycopg import Connection
from sqlalchemy import Engine


@contextmanager
def driver_transaction(engine: Engine) -> Generator[Connection]:
    """Hold one psycopg connection of the engine's pool for one transaction.

    Committed when the block ends, rolled back when it raises.
    """
    with engine.begin() as connection:
        driver = connection.connection.driver_connection
        if not isinstance(driver, Connection):
            msg = "the database URL must name psycopg 3: postgresql+psycopg://"
            raise TypeError(msg)
        yield cast("Connection[tuple[Any, ...]]", driver)
