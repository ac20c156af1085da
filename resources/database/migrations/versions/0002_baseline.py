"""Change the tables: baseline. Homes rated before followed the text of the specification."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("baseline", sa.Column("conventions", sa.Text(), nullable=True))
    op.execute("UPDATE baseline SET conventions = 'specification'")
    op.alter_column("baseline", "conventions", nullable=False)


def downgrade() -> None:
    op.drop_column("baseline", "conventions")
