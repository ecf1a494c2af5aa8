"""The history of where somebody stood with the program."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.people.status import Standing, StatusLine, StatusStep
from lead_desktop.store.histories import as_written, latest_first
from lead_desktop.store.queries.visibility import not_there
from lead_desktop.store.tables import Participant, StatusChange, Worker


def list_history(connection: Connection, participant_id: UUID) -> tuple[StatusLine, ...]:
    """The steps of one participant, in the order in which they were written down."""
    query = (
        select(
            StatusChange.id,
            StatusChange.from_status,
            StatusChange.to_status,
            StatusChange.effective_on,
            StatusChange.phase,
            StatusChange.reason_code,
            StatusChange.undone_at,
            StatusChange.created_at,
            StatusChange.reason,
            Worker.name,
            Participant.phase.label("phase_now"),
        )
        .join(Worker, Worker.id == StatusChange.worker_id)
        .join(Participant, Participant.id == StatusChange.participant_id)
        .where(StatusChange.participant_id == participant_id)
        .order_by(*as_written(StatusChange.created_at))
    )
    return tuple(
        StatusLine(
            row.id,
            StatusStep(
                row.from_status,
                row.to_status,
                row.effective_on,
                # Steps of an import know no phase; the person's own stands for it.
                row.phase or row.phase_now,
                row.reason_code or "",
                undone=row.undone_at is not None,
            ),
            row.created_at,
            row.name,
            row.reason or "",
        )
        for row in connection.execute(query)
    )


def read_standing(connection: Connection, participant_id: UUID) -> Standing:
    """Where somebody stands; raises NotFound."""
    row = connection.execute(
        select(Participant.status, Participant.status_since, Participant.phase).where(
            Participant.id == participant_id
        )
    ).first()
    if row is None:
        raise not_there()
    decided = (
        select(StatusChange.reason_code, StatusChange.to_status)
        .where(
            StatusChange.participant_id == participant_id,
            StatusChange.undone_at.is_(None),
            StatusChange.from_status.is_not(None),
        )
        .order_by(*latest_first(StatusChange.created_at))
    )
    steps = connection.execute(decided).all()
    reason = next((step.reason_code for step in steps if step.to_status is row.status), None)
    code = reason if row.status in ENDED else None
    return Standing(row.status, row.status_since, row.phase, code or "", bool(steps))
