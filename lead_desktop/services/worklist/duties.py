"""What is due because of something that happened; the safety clock that no status pauses."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.duties import Duty
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import duties as query


@allowed(Act.SEE_PARTICIPANTS)
def list_duties(
    desk: Desk, *, participant_id: UUID | None = None, mine: bool = False
) -> list[Duty]:
    """Follow-ups after release and overdose, stays, safety notes and who may be in the wind.

    Of everybody, of one participant, or of those on whose team the worker is; earliest first.
    """
    with desk.store.read() as connection:
        return query.list_duties(connection, desk.viewer, participant_id=participant_id, mine=mine)
