"""The unit of work on the driver's own connection, which COPY needs."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

from psycopg import Connection
from sqlalchemy import Engine


@contextmanager
def driver_transaction(engine: Engine) -> Generator[Connection]:
    """Hold one psycopg connection of the engine's pool for one transaction.

    Committed when the block ends; rolled back when it raises, by the pool, which discards a
    connection that was lost.
    """
    pooled = engine.raw_connection()
    driver = cast("Connection[tuple[Any, ...]]", pooled.driver_connection)
    try:
        yield driver
        pooled.commit()
    except BaseException:
        if driver.closed:
            pooled.invalidate()
        raise
    finally:
        pooled.close()
