"""Outcomes as dated changes, safe contact, dated facts of a life"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Facts of a life in tables of their own; columns beside what is there already.

    Columns are added, not tables rebuilt: a rebuild would drop the triggers of the search index.
    """
    _widen()
    _known_about_reaching()
    _dated()
    _passed_on()


def _widen() -> None:
    for table, columns in (
        ("participant", _columns(case_manager_days=sa.Integer(), peer_days=sa.Integer())),
        ("where_to_find", _columns(good_until=sa.Date(), words=sa.String(300))),
        ("safety_note", _columns(ended_at=sa.DateTime())),
        (
            "status_change",
            _columns(
                reason_code=sa.String(40),
                phase=sa.String(40),
                from_since=sa.Date(),
                from_phase=sa.String(40),
                from_enrolled_on=sa.Date(),
                undone_at=sa.DateTime(),
            ),
        ),
        (
            "assignment",
            _columns(reason=sa.String(40), transfer_id=sa.Uuid(), view_until=sa.Date()),
        ),
        (
            "event",
            _columns(
                expected_end_on=sa.Date(),
                legal_detail=sa.Text(),
                asked=sa.Text(),
                naloxone_used=sa.Boolean(),
                reversed_by=sa.String(40),
                struck_at=sa.DateTime(),
            ),
        ),
    ):
        for column in columns:
            op.add_column(table, column)
    op.create_index("ix_event_kind_ended", "event", ["kind", "ended_at"])


def _columns(**types: sa.types.TypeEngine[Any]) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=True) for name, kind in types.items()]


def _known_about_reaching() -> None:
    op.create_table(
        "safe_contact",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("who_may_know", sa.Text(), nullable=True),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("mail_ok", sa.Boolean(), nullable=True),
        sa.Column("visit_ok", sa.Boolean(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        *_stamps(),
        sa.PrimaryKeyConstraint("participant_id", name="pk_safe_contact"),
        _reference("safe_contact", "participant_id", "participant"),
    )
    op.create_table(
        "emergency_person",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("relation", sa.String(40), nullable=False),
        sa.Column("phone", sa.String(60), nullable=False),
        sa.Column("knows", sa.Boolean(), nullable=True),
        *_identified("emergency_person"),
        _reference("emergency_person", "participant_id", "participant"),
    )
    op.create_index("ix_emergency_person_participant_id", "emergency_person", ["participant_id"])
    op.create_table(
        "participant_number",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("number", sa.String(100), nullable=False),
        *_identified("participant_number"),
        _reference("participant_number", "participant_id", "participant"),
    )
    op.create_index(
        "ix_participant_number_participant_id", "participant_number", ["participant_id"]
    )


def _dated() -> None:
    op.create_table(
        "outcome_change",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("area", sa.String(40), nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        *_identified("outcome_change"),
        _reference("outcome_change", "participant_id", "participant"),
        _reference("outcome_change", "worker_id", "worker"),
        _reference("outcome_change", "contact_id", "contact"),
    )
    op.create_index("ix_outcome_change_of", "outcome_change", ["participant_id", "area", "on"])
    op.create_table(
        "detail_change",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        *_identified("detail_change"),
        _reference("detail_change", "participant_id", "participant"),
        _reference("detail_change", "worker_id", "worker"),
    )
    op.create_index(
        "ix_detail_change_of", "detail_change", ["participant_id", "field", "created_at"]
    )
    op.create_table(
        "search",
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        *_identified("search"),
        _reference("search", "participant_id", "participant"),
        _reference("search", "worker_id", "worker"),
    )
    op.create_index("ix_search_participant_on", "search", ["participant_id", "on"])


def _passed_on() -> None:
    op.create_table(
        "transfer",
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("from_worker_id", sa.Uuid(), nullable=True),
        sa.Column("to_worker_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(500), nullable=False),
        sa.Column("view_days", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=True),
        sa.Column("carried_out_at", sa.DateTime(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        *_identified("transfer"),
        _reference("transfer", "worker_id", "worker"),
        _reference("transfer", "from_worker_id", "worker"),
        _reference("transfer", "to_worker_id", "worker"),
    )
    op.create_index("ix_transfer_effective_on", "transfer", ["effective_on"])
    op.create_table(
        "transfer_person",
        sa.Column("transfer_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("transfer_id", "participant_id", name="pk_transfer_person"),
        _reference("transfer_person", "transfer_id", "transfer"),
        _reference("transfer_person", "participant_id", "participant"),
    )


def _identified(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _stamps() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("updated_at", sa.DateTime(), nullable=False),
    )


def _reference(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")
