"""The contact log: somebody else's part, learned events, trash, drafts in two hands"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact_third_party",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_third_party_contact_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact_third_party")),
    )
    op.create_table(
        "contact_event",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_contact_event_contact_id")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_contact_event_event_id")),
        sa.PrimaryKeyConstraint("contact_id", "event_id", name=op.f("pk_contact_event")),
    )
    op.create_index("ix_contact_event_event_id", "contact_event", ["event_id"])
    op.create_table(
        "withdrawn_contact",
        sa.Column("contact_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("effects", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_withdrawn_contact_contact_id")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_withdrawn_contact_worker_id")
        ),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_withdrawn_contact")),
    )
    op.create_index("ix_withdrawn_contact_worker_id", "withdrawn_contact", ["worker_id"])
    op.add_column("draft", sa.Column("writer", sa.Uuid(), nullable=True))
