"""Imports that can be taken back: what people said before one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import_run", sa.Column("undone_at", sa.DateTime(), nullable=True))
    op.create_table(
        "import_before",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name=op.f("fk_import_before_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_import_before_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "participant_id", name=op.f("pk_import_before")),
    )
    op.create_index(op.f("ix_import_before_participant_id"), "import_before", ["participant_id"])
