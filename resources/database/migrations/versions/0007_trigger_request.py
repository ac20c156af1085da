"""Add the requests of other systems for runs."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trigger_request",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("trigger_status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("region_key", sa.Text(), nullable=True),
        sa.Column(
            "properties",
            postgresql.JSONB(),
            nullable=True,
        ),
        sa.Column("scenarios", postgresql.JSONB(), nullable=True),
        sa.Column(
            "batch_keys",
            postgresql.JSONB(),
            nullable=False,
        ),
        sa.Column("backfill_id", sa.Text(), nullable=True),
        sa.Column("run_log", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_trigger_request"),
    )
    op.create_index(
        "ix_trigger_request_trigger_status", "trigger_request", ["trigger_status"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_trigger_request_trigger_status", table_name="trigger_request")
    op.drop_table("trigger_request")
