"""Medication that runs out, and looks at a plan taken together"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "medication",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=120), nullable=False),
        sa.Column("runs_out_on", sa.Date(), nullable=False),
        sa.Column("refill_of_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_medication_participant_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_medication_worker_id")),
        sa.ForeignKeyConstraint(
            ["refill_of_id"], ["medication.id"], name=op.f("fk_medication_refill_of_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication")),
    )
    op.create_index(op.f("ix_medication_participant_id"), "medication", ["participant_id"])
    op.create_index(
        "ix_medication_taken",
        "medication",
        ["runs_out_on"],
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "plan_review",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_plan_review_participant_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_plan_review_worker_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    op.create_index(op.f("ix_plan_review_participant_id"), "plan_review", ["participant_id"])
