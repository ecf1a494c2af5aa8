"""Drafts: what is being written, kept inside the encryption a second after the last key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from lead_desktop.domain.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import Contact, Draft, Participant

Body = dict[str, object]


@dataclass(frozen=True)
class DraftState:
    """A form as it stands: its fields, caret and scroll in `body`, JSON types only.

    id: becomes the id of the record that the form makes. open: it stands on screen now.
    """

    id: UUID
    form: str
    participant_id: UUID | None
    body: Body
    open: bool = True


@dataclass(frozen=True)
class DraftLine:
    """A draft as listed. participant: the chosen name, None while nobody is chosen."""

    id: UUID
    form: str
    participant_id: UUID | None
    participant: str | None
    body: Body
    open: bool
    saved_at: datetime


@allowed(Act.LOG_CONTACT)
def save_draft(desk: Desk, state: DraftState) -> datetime:
    """Keep a form's words; returns the time of saving. A draft already saved as a contact stays
    gone: a late save never brings it back."""
    now = desk.clock.now()
    with desk.store.write() as session:
        if session.scalar(select(Contact.seq).where(Contact.id == state.id)):
            return now
        draft = session.get(Draft, state.id)
        if draft is None:
            draft = Draft(id=state.id, owner_id=desk.worker.id, form=state.form, created_at=now)
            session.add(draft)
        draft.participant_id = state.participant_id
        draft.body = state.body
        draft.open = state.open
        draft.updated_at = now
    return now


@allowed(Act.LOG_CONTACT)
def list_drafts(desk: Desk) -> list[DraftLine]:
    """The worker's own drafts, newest first."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(
                Draft.id,
                Draft.form,
                Draft.participant_id,
                Participant.preferred_name,
                Draft.body,
                Draft.open,
                Draft.updated_at,
            )
            .outerjoin(Participant, Participant.id == Draft.participant_id)
            .where(Draft.owner_id == desk.worker.id)
            .order_by(Draft.updated_at.desc())
        ).all()
    return [DraftLine(*row) for row in rows]


@allowed(Act.LOG_CONTACT)
def close_draft(desk: Desk, draft_id: UUID) -> Change:
    """Note that a form was put away: its words stay, it does not come back by itself."""
    with desk.store.write() as session:
        session.execute(
            update(Draft)
            .where(Draft.id == draft_id, Draft.owner_id == desk.worker.id)
            .values(open=False)
        )
    return Change(frozenset({Topic.DRAFTS}))


@allowed(Act.LOG_CONTACT)
def discard_draft(desk: Desk, draft_id: UUID) -> Change:
    """Throw a draft away, as its owner asked."""
    with desk.store.write() as session:
        session.execute(delete(Draft).where(Draft.id == draft_id, Draft.owner_id == desk.worker.id))
    return Change(frozenset({Topic.DRAFTS}))
