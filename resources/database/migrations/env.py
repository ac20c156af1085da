"""Alembic's way in: runs on the connection that `resources.database.migrate` gives it."""

from alembic import context

from resources.database.registry import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
