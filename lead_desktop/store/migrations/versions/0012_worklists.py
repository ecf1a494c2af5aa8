"""Worklists: snoozes, hand-overs, saved views, supervision"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Worklists, saved views and supervision; indexes by which what is due is found."""
    _put_off_and_passed_on()
    _kept_by_workers()
    _supervised()
    for name, table, columns, where in (
        ("ix_linkage_due", "linkage", ["due_on"], None),
        ("ix_appointment_starts", "appointment", ["starts_at"], "status = 'PLANNED'"),
        ("ix_task_due", "task", ["due_on"], "done_at IS NULL"),
        ("ix_consent_ending", "consent", ["expires_on"], "revoked_at IS NULL"),
        ("ix_event_kind_occurred", "event", ["kind", "occurred_at"], None),
    ):
        op.create_index(name, table, columns, sqlite_where=sa.text(where) if where else None)


def _put_off_and_passed_on() -> None:
    op.create_table(
        "snooze",
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        *_identified("snooze"),
        *_references("snooze", participant_id="participant", worker_id="worker"),
    )
    op.create_index("ix_snooze_item_key", "snooze", ["item_key"])
    op.create_index("ix_snooze_participant_id", "snooze", ["participant_id"])
    op.create_index(
        "ix_snooze_standing",
        "snooze",
        ["worker_id", "until_on"],
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "handover",
        sa.Column("item_key", sa.String(120), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=True),
        sa.Column("from_worker_id", sa.Uuid(), nullable=False),
        sa.Column("to_worker_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        *_identified("handover"),
        *_references(
            "handover",
            participant_id="participant",
            from_worker_id="worker",
            to_worker_id="worker",
            closed_by_id="worker",
        ),
    )
    op.create_index("ix_handover_participant_id", "handover", ["participant_id"])
    op.create_index(
        "ix_handover_open",
        "handover",
        ["to_worker_id"],
        sqlite_where=sa.text("closed_at IS NULL"),
    )


def _kept_by_workers() -> None:
    op.create_table(
        "saved_view",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_identified("saved_view"),
        *_references("saved_view", worker_id="worker"),
    )
    op.create_index("ix_saved_view_worker_id", "saved_view", ["worker_id"])
    op.create_table(
        "pin",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_identified("pin"),
        *_references("pin", worker_id="worker", participant_id="participant"),
    )
    op.create_index("ix_pin_worker_id", "pin", ["worker_id"])
    op.create_table(
        "worker_setting",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", "key", name="pk_worker_setting"),
        *_references("worker_setting", worker_id="worker"),
    )
    op.create_table(
        "timeline_mark",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.UniqueConstraint("participant_id", "step", name="uq_timeline_mark_participant_id_step"),
        *_identified("timeline_mark"),
        *_references("timeline_mark", participant_id="participant", worker_id="worker"),
    )


def _supervised() -> None:
    op.create_table(
        "supervision_session",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.CheckConstraint("minutes > 0", name="ck_supervision_session_minutes"),
        *_identified("supervision_session"),
        *_references("supervision_session", worker_id="worker", supervisor_id="worker"),
    )
    op.create_index(
        "ix_supervision_session_worker_held", "supervision_session", ["worker_id", "held_on"]
    )
    op.create_table(
        "critical_report",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(300), nullable=False),
        sa.UniqueConstraint("event_id", name="uq_critical_report_event_id"),
        *_identified("critical_report"),
        *_references("critical_report", event_id="event", worker_id="worker"),
    )


def _identified(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _references(table: str, **columns: str) -> tuple[sa.schema.SchemaItem, ...]:
    return tuple(
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")
        for column, parent in columns.items()
    )
