"""Consents bound to their terms, restrictions that must be agreed to, purged papers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Consents from before have no hash: what they were signed over was never fixed.
    op.add_column("consent", sa.Column("terms_hash", sa.String(length=64), nullable=True))
    op.add_column("consent", sa.Column("terms_recipe", sa.Integer(), nullable=True))
    op.add_column("consent", sa.Column("revocation_entered_at", sa.DateTime(), nullable=True))
    op.add_column(
        "restriction",
        sa.Column("paid_in_full", sa.Boolean(), server_default="0", nullable=False),
    )
    op.add_column("restriction", sa.Column("end_way", sa.String(length=40), nullable=True))
    op.add_column("attachment", sa.Column("purged_at", sa.DateTime(), nullable=True))
