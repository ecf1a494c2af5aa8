"""Plans: what a move of a linkage set, hand-offs, calendar, steps of goals, assessments"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _extend()
    _linkages()
    _calendar()
    _assessments()


def _extend() -> None:
    for table, columns in (
        (
            "linkage_change",
            (
                sa.Column("method", sa.String(length=40), nullable=True),
                sa.Column("due_on", sa.Date(), nullable=True),
                sa.Column("need_met", sa.String(length=10), nullable=True),
                sa.Column("need_before", sa.String(length=40), nullable=True),
                sa.Column("undone_at", sa.DateTime(), nullable=True),
            ),
        ),
        (
            "appointment",
            (
                sa.Column("verified_by", sa.String(length=40), nullable=True),
                sa.Column("went_along", sa.String(length=200), nullable=True),
            ),
        ),
        ("goal", (sa.Column("category", sa.String(length=40), nullable=True),)),
        (
            "goal_step",
            (
                sa.Column("done_on", sa.Date(), nullable=True),
                sa.Column("contact_id", sa.Uuid(), nullable=True),
                sa.Column("removed_at", sa.DateTime(), nullable=True),
            ),
        ),
    ):
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_linkage_standing", "linkage", ["status", "status_since"])
    op.create_index("ix_appointment_when", "appointment", ["starts_at"])


def _identified() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
    )


def _linkages() -> None:
    op.create_table(
        "linkage_source",
        sa.Column("linkage_id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["linkage_id"], ["linkage.id"], name=op.f("fk_linkage_source_linkage_id")
        ),
        sa.PrimaryKeyConstraint("linkage_id", name=op.f("pk_linkage_source")),
        sa.UniqueConstraint("external_id", name=op.f("uq_linkage_source_external_id")),
    )
    op.create_index(op.f("ix_linkage_source_fingerprint"), "linkage_source", ["fingerprint"])
    op.create_table(
        "handoff",
        sa.Column("linkage_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("went_along", sa.String(length=200), nullable=False),
        sa.Column("received_by", sa.String(length=200), nullable=False),
        sa.Column("ride_given", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_identified(),
        sa.ForeignKeyConstraint(["linkage_id"], ["linkage.id"], name=op.f("fk_handoff_linkage_id")),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_handoff_participant_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_handoff_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handoff")),
    )
    op.create_index(op.f("ix_handoff_linkage_id"), "handoff", ["linkage_id"])
    op.create_index(op.f("ix_handoff_participant_id"), "handoff", ["participant_id"])


def _calendar() -> None:
    op.create_table(
        "appointment_change",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("linkage_change_id", sa.Uuid(), nullable=True),
        sa.Column("from_status", sa.String(length=40), nullable=True),
        sa.Column("to_status", sa.String(length=40), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("verified_by", sa.String(length=40), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_identified(),
        sa.ForeignKeyConstraint(
            ["appointment_id"],
            ["appointment.id"],
            name=op.f("fk_appointment_change_appointment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_appointment_change_worker_id")
        ),
        sa.ForeignKeyConstraint(
            ["linkage_change_id"],
            ["linkage_change.id"],
            name=op.f("fk_appointment_change_linkage_change_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment_change")),
    )
    for column in ("appointment_id", "linkage_change_id"):
        op.create_index(op.f(f"ix_appointment_change_{column}"), "appointment_change", [column])
    op.create_table(
        "team_event",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        *_identified(),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_team_event_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_event")),
    )


def _assessments() -> None:
    op.create_table(
        "assessment",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        *_identified(),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name=op.f("fk_assessment_participant_id")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_assessment_worker_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(
        "ix_assessment_participant", "assessment", ["participant_id", "instrument", "taken_on"]
    )
    op.create_table(
        "assessment_answer",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_answer_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "item", name=op.f("pk_assessment_answer")),
    )
