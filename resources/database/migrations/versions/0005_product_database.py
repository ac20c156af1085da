"""Add the product database, and which products each rated home names."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "baseline_product",
        sa.Column("property_id", sa.Text(), nullable=False),
        sa.Column("batch_key", sa.Text(), nullable=False),
        sa.Column("product_role", sa.Text(), nullable=False),
        sa.Column("product_index", sa.Text(), nullable=False),
        sa.Column("table_number", sa.Text(), nullable=True),
        sa.Column("is_found", sa.Boolean(), nullable=False),
        sa.Column("pcdb_revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("property_id", "product_role", name="pk_baseline_product"),
    )
    op.create_index(
        "ix_baseline_product_batch_key", "baseline_product", ["batch_key"], unique=False
    )
    op.create_table(
        "pcdb",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pcdb_revision", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("is_in_use", sa.Boolean(), nullable=False),
        sa.Column("product_records", sa.Integer(), nullable=False),
        sa.Column("raw_records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_pcdb"),
    )
    op.create_table(
        "pcdb_record",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("table_number", sa.Text(), nullable=False),
        sa.Column("table_format", sa.Text(), nullable=False),
        sa.Column("block_revision", sa.Text(), nullable=False),
        sa.Column("block_date", sa.Date(), nullable=False),
        sa.Column("product_index", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "line", name="pk_pcdb_record"),
    )
    op.create_index("ix_pcdb_record_product_index", "pcdb_record", ["product_index"], unique=False)
    op.add_column("baseline", sa.Column("pcdb_revision", sa.Text(), nullable=True))
    op.execute("UPDATE baseline SET pcdb_revision = 'none'")
    op.alter_column("baseline", "pcdb_revision", nullable=False)


def downgrade() -> None:
    op.drop_column("baseline", "pcdb_revision")
    op.drop_index("ix_pcdb_record_product_index", table_name="pcdb_record")
    op.drop_table("pcdb_record")
    op.drop_table("pcdb")
    op.drop_index("ix_baseline_product_batch_key", table_name="baseline_product")
    op.drop_table("baseline_product")
