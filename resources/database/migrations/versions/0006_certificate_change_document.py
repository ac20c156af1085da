"""Change the tables: what the register withdrew or moved is marked on its documents."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_change",
        sa.Column("region_key", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document_sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("certificate_change", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), autoincrement=False, nullable=False),
        sa.Column("certificate_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("property_id", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(
            "region_key", "document_sha256", "certificate_change", name="pk_certificate_change"
        ),
    )
    op.add_column(
        "document",
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
    )
    op.add_column(
        "document",
        sa.Column("moved_at", sa.DateTime(timezone=True), autoincrement=False, nullable=True),
    )


def downgrade() -> None:
    op.drop_column("document", "moved_at")
    op.drop_column("document", "withdrawn_at")
    op.drop_table("certificate_change")
