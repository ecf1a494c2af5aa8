"""What the team knows of services: hours, capacity, verification"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by_day", sa.String(length=60), nullable=False),
        sa.Column("opens_at", sa.String(length=20), nullable=False),
        sa.Column("closes_at", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_schedule_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
    )
    op.create_index("ix_schedule_service_id", "schedule", ["service_id"])
    op.create_table(
        "local_knowledge",
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("walk_in", sa.Boolean(), nullable=True),
        sa.Column("capacity", sa.String(length=40), nullable=True),
        sa.Column("capacity_on", sa.Date(), nullable=True),
        sa.Column("cost", sa.String(length=40), nullable=True),
        sa.Column("moud", sa.JSON(), nullable=False),
        sa.Column("insurance", sa.JSON(), nullable=False),
        sa.Column("welcomes", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(length=100), nullable=False),
        sa.Column("intake_steps", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("handoff_name", sa.String(length=200), nullable=False),
        sa.Column("handoff_phone", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name="fk_local_knowledge_service_id"
        ),
        sa.PrimaryKeyConstraint("service_id", name="pk_local_knowledge"),
    )
    op.create_table(
        "service_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_service_check_service_id"),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name="fk_service_check_worker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_service_check"),
    )
    op.create_index("ix_service_check_service_id_at", "service_check", ["service_id", "at"])
