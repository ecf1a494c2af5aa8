"""Drafts: what is being written, kept inside the encryption a second after the last key.

A draft belongs to its owner and never opens for anybody else. When two forms write one draft (two
windows, two programs), the one that knew an older state gets a draft of its own, so that both keep
their words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import Session

from lead_desktop.base.ids import new_id
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_words import Written, saved_words
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Draft, Participant, Referral, Worker

Body = dict[str, object]

REFERRAL_FORM = "referral"
"""The form of drafts that become referrals; all others but these here become contacts."""

CHANGE_FORM = "change"
"""The form of what is to change a saved contact, which its body names."""

SHEET_FORM = "sheet"
"""The form of what stands in a sheet (services/contacts/sheet_drafts.py); never listed."""


@dataclass(frozen=True)
class DraftState:
    """A form as it stands: its fields, caret and scroll in `body`, JSON types only.

    id: becomes the id of the record that the form makes. open: it stands on screen now.
    words: what was written, as it will be saved. version: of the draft that this form last knew, 0
    for none. writer: the form; what it saves twice is no conflict, and None never meets one.
    copy_id: the draft that keeps its words when another form has written this one meanwhile.
    """

    id: UUID
    form: str
    participant_id: UUID | None
    body: Body
    open: bool = True
    words: Written = field(default_factory=Written)
    version: int = 0
    writer: UUID | None = None
    copy_id: UUID = field(default_factory=new_id)


@dataclass(frozen=True)
class SavedDraft:
    """Where and when words were kept. id: another than was asked for when they became a copy."""

    id: UUID
    version: int
    at: datetime


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
    started_at: datetime
    version: int


@dataclass(frozen=True)
class TeamDraft:
    """That somebody's draft exists, for a supervisor: whose and how old, never what it says."""

    owner: str
    form: str
    started_at: datetime
    saved_at: datetime


@allowed(Act.LOG_CONTACT)
def save_draft(desk: Desk, state: DraftState) -> SavedDraft:
    """Keep a form's words. A draft already saved as a contact with these words stays gone: a late
    save never brings it back. Words that another form's draft or contact does not hold are kept as
    a draft of their own, under the state's `copy_id`."""
    now = desk.clock.now()
    with desk.store.write() as session:
        if session.get(Referral, state.id) is not None:
            return SavedDraft(state.id, state.version, now)
        saved = saved_words(session, state.id)
        alone = state.writer is None
        if saved is not None and (alone or saved == state.words):
            return SavedDraft(state.id, state.version, now)
        draft = session.get(Draft, state.id)
        if draft is None:
            conflict = saved is not None
        else:
            own = draft.owner_id == desk.worker.id
            conflict = not (own and may_write(draft.writer, draft.version, state))
        draft_id = state.copy_id if conflict else state.id
        if conflict:
            draft = _own_copy(session, desk, state)
        if draft is None:
            draft = Draft(id=draft_id, owner_id=desk.worker.id, form=state.form, created_at=now)
            session.add(draft)
        draft.participant_id = state.participant_id
        draft.body = state.body
        draft.open = state.open
        draft.writer = state.writer
        draft.updated_at = now
        session.flush()
        return SavedDraft(draft_id, draft.version, now)


def may_write(writer: UUID | None, version: int, state: DraftState) -> bool:
    """Whether a form goes on from what a draft holds: written last by `writer` as `version`."""
    return state.writer in (None, writer) or version == state.version


def _own_copy(session: Session, desk: Desk, state: DraftState) -> Draft | None:
    """The copy that an earlier save of the same form made."""
    copy = session.get(Draft, state.copy_id)
    return copy if copy is not None and copy.owner_id == desk.worker.id else None


@allowed(Act.LOG_CONTACT)
def list_drafts(desk: Desk) -> list[DraftLine]:
    """The worker's own drafts of forms, the last written first, without those of sheets and those
    about somebody who is hidden from them now."""
    # The words about somebody hidden from the worker are kept, and come back with the access.
    nobody, shown = Draft.participant_id.is_(None), seen_by(Draft.participant_id, desk.viewer)
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
                Draft.created_at,
                Draft.version,
            )
            .outerjoin(Participant, Participant.id == Draft.participant_id)
            .where(Draft.owner_id == desk.worker.id, or_(nobody, shown), Draft.form != SHEET_FORM)
            .order_by(Draft.updated_at.desc())
        ).all()
    return [DraftLine(*row) for row in rows]


@allowed(Act.LOG_CONTACT)
def find_change(desk: Desk, contact_id: UUID) -> DraftLine | None:
    """What the worker has begun to change in a saved contact; None for nothing."""
    for line in list_drafts(desk):
        told = line.body.get("changes_to") if line.form == CHANGE_FORM else None
        if isinstance(told, dict) and told.get("contact") == str(contact_id):
            return line
    return None


@allowed(Act.COSIGN)
def list_team_drafts(desk: Desk) -> list[TeamDraft]:
    """Drafts of the others, the oldest first: that they exist, without a word of them."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Worker.name, Draft.form, Draft.created_at, Draft.updated_at)
            .join(Worker, Worker.id == Draft.owner_id)
            .where(Draft.owner_id != desk.worker.id, Draft.form != SHEET_FORM)
            .order_by(Draft.created_at)
        ).all()
    return [TeamDraft(*row) for row in rows]


# Written once: building these for each save took as long as running them.
_END_DRAFT = delete(Draft).where(
    Draft.id == bindparam("draft"), Draft.owner_id == bindparam("owner")
)
# Words that another form has put into the draft since were not saved with it: they stay.
_END_OWN_DRAFT = _END_DRAFT.where(
    or_(Draft.writer == bindparam("writer"), Draft.version == bindparam("known"))
)


def end_draft(
    session: Session, desk: Desk, draft_id: UUID, writer: UUID | None = None, version: int = 0
) -> None:
    """Its words were saved, in the running transaction: the draft ends. writer, version: the form
    that saved, and the state that it knew; without a writer any one of the worker's own ends.
    Nobody ends the draft of another."""
    bounds: dict[str, object] = {"draft": draft_id, "owner": desk.worker.id}
    if writer is None:
        session.connection().execute(_END_DRAFT, bounds)
    else:
        bounds |= {"writer": writer, "known": version}
        session.connection().execute(_END_OWN_DRAFT, bounds)


@allowed(Act.LOG_CONTACT)
def discard_draft(desk: Desk, draft_id: UUID) -> Change:
    """Throw a draft away, as its owner asked; somebody else's, or one that is gone, stays as it is.
    There is no way back."""
    with desk.store.write() as session:
        session.execute(delete(Draft).where(Draft.id == draft_id, Draft.owner_id == desk.worker.id))
    return Change(frozenset({Topic.DRAFTS}))
