"""Open promises: follow-ups with a day, made with a contact or by hand."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.participant import TaskLine
from lead_desktop.domain.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import participants as query


@allowed(Act.SEE_PARTICIPANTS)
def list_tasks(desk: Desk, *, participant_id: UUID | None = None) -> tuple[TaskLine, ...]:
    """Open promises, the earliest day first."""
    with desk.store.read() as connection:
        return query.list_tasks(connection, participant_id=participant_id)
