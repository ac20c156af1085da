"""Change the tables: plan. Plans made before followed the text of the specification."""
# Alembic writes types without their parameters.
# pyright: reportUnknownArgumentType=false

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED = ("specification", "conventions", "calculator_version")
_AS_THEIR_BASELINE = """
    UPDATE plan SET
        specification = coalesce(
            (SELECT specification FROM baseline WHERE baseline.property_id = plan.property_id),
            'not recorded'
        ),
        conventions = 'specification',
        calculator_version = coalesce(
            (SELECT calculator_version FROM baseline WHERE baseline.property_id = plan.property_id),
            'not recorded'
        )
"""


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("plan", sa.Column(name, sa.Text(), nullable=True))
    op.execute(_AS_THEIR_BASELINE)
    for name in _ADDED:
        op.alter_column("plan", name, nullable=False)


def downgrade() -> None:
    for name in _ADDED:
        op.drop_column("plan", name)
