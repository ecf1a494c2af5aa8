"""Events of a life as they are listed, corrected and ended."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from lead_desktop.domain.people.events import EventFacts, EventLine
from lead_desktop.store.tables import Event, Worker


def list_event_lines(connection: Connection, participant_id: UUID) -> tuple[EventLine, ...]:
    """The events of one participant, newest first; those entered by mistake are left out."""
    query = (
        select(*Event.__table__.columns, Worker.name.label("worker"))
        .join(Worker, Worker.id == Event.worker_id)
        .where(Event.participant_id == participant_id, Event.struck_at.is_(None))
        .order_by(Event.occurred_at.desc())
    )
    return tuple(
        EventLine(
            id=row.id,
            participant_id=row.participant_id,
            facts=EventFacts(
                kind=row.kind,
                source=row.source,
                occurred_at=row.occurred_at,
                ended_at=row.ended_at,
                expected_end_on=row.expected_end_on,
                place=row.place,
                words=row.words,
                legal_detail=row.legal_detail or "",
                asked=row.asked or "",
                naloxone_used=row.naloxone_used,
                reversed_by=row.reversed_by,
            ),
            worker=row.worker,
            version=row.version,
        )
        for row in connection.execute(query)
    )
