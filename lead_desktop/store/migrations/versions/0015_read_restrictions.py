"""Why a copy left although a participant's wish touched it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "disclosure",
        sa.Column("restriction_reason", sa.Text(), server_default="", nullable=False),
    )
