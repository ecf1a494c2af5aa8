"""Words being written about a note, kept inside the encryption until they are saved or let go."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from lead_desktop.base.ids import new_id
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import NoteWriting

Body = dict[str, object]
"""The fields of a sheet, JSON types only."""


class Purpose(StrEnum):
    """What the words are to become."""

    ADDENDUM = "addendum"
    COMMENT = "comment"


@allowed(Act.LOG_CONTACT)
def keep_writing(desk: Desk, contact_id: UUID, purpose: Purpose, body: Body | None) -> None:
    """Keep what stands in a sheet about a note; None lets it go."""
    now, mine = desk.clock.now(), _mine(desk, contact_id, purpose)
    with desk.store.write() as session:
        session.execute(delete(NoteWriting).where(*mine))
        if body is not None:
            session.add(
                NoteWriting(
                    id=new_id(),
                    author_id=desk.worker.id,
                    contact_id=contact_id,
                    purpose=purpose.value,
                    body=body,
                    created_at=now,
                    updated_at=now,
                )
            )


@allowed(Act.LOG_CONTACT)
def read_writing(desk: Desk, contact_id: UUID, purpose: Purpose) -> Body | None:
    """What the worker had begun to write about a note; None when nothing is kept."""
    with desk.store.read() as connection:
        return connection.scalar(select(NoteWriting.body).where(*_mine(desk, contact_id, purpose)))


def _mine(desk: Desk, contact_id: UUID, purpose: Purpose) -> tuple[ColumnElement[bool], ...]:
    return (
        NoteWriting.author_id == desk.worker.id,
        NoteWriting.contact_id == contact_id,
        NoteWriting.purpose == purpose.value,
    )
