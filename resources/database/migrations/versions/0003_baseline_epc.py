"""Change the tables: baseline epc. Homes stored before say neither until they are read again."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("baseline", sa.Column("main_heating", sa.Text(), nullable=True))
    op.execute("UPDATE baseline SET main_heating = 'not recorded'")
    op.alter_column("baseline", "main_heating", nullable=False)
    op.add_column("epc", sa.Column("inspection_date", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("epc", "inspection_date")
    op.drop_column("baseline", "main_heating")
