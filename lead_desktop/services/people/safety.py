"""Safety notes: written, renewed, set aside. Never printed unless somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import InvalidInput
from lead_desktop.domain.codes import SafetyKind
from lead_desktop.domain.people.safety import SafetyNoteLine, check_safety, review_day
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.tables import Participant, SafetyNote, Worker

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})


@dataclass(frozen=True)
class AddSafetyNote:
    """A note that holds until `review_by`; without one, as long as a note may hold."""

    id: UUID
    participant_id: UUID
    kind: SafetyKind
    words: str = ""
    review_by: date | None = None


@allowed(Act.EDIT_PERSON)
def add_safety_note(desk: Desk, command: AddSafetyNote) -> Change:
    """Write a note down. Raises InvalidInput by field; the same id twice is one."""
    today, now = desk.clock.today(), desk.clock.now()
    until = command.review_by or review_day(today)
    problems = check_safety(command.words, until, today)
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        required(session, Participant, command.participant_id)
        new = SafetyNote(
            id=command.id,
            participant_id=command.participant_id,
            author_id=desk.worker.id,
            kind=command.kind,
            words=command.words.strip(),
            review_by=until,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            _record(session, desk, "safety.add", command.participant_id, command.id)
    return Change(TOPICS, (command.participant_id,), f"{command.kind.label}: kept in mind")


@allowed(Act.EDIT_PERSON)
def renew_safety_note(desk: Desk, note_id: UUID) -> Change:
    """Let a note hold for another span from today: somebody looked, and it is still so."""
    with desk.store.write() as session:
        note = required(session, SafetyNote, note_id)
        note.review_by, note.ended_at = review_day(desk.clock.today()), None
        note.updated_at = desk.clock.now()
        _record(session, desk, "safety.renew", note.participant_id, note_id)
    return Change(TOPICS, (note.participant_id,))


@allowed(Act.EDIT_PERSON)
def end_safety_note(desk: Desk, note_id: UUID) -> Change:
    """Set a note aside that holds no longer."""
    return _mark(desk, note_id, ended=True)


@allowed(Act.EDIT_PERSON)
def reopen_safety_note(desk: Desk, note_id: UUID) -> Change:
    """Take the setting aside back; the note holds until its day as before."""
    return _mark(desk, note_id, ended=False)


def _mark(desk: Desk, note_id: UUID, *, ended: bool) -> Change:
    now = desk.clock.now()
    with desk.store.write() as session:
        note = required(session, SafetyNote, note_id)
        note.ended_at, note.updated_at = (now if ended else None), now
        action = "safety.end" if ended else "safety.reopen"
        _record(session, desk, action, note.participant_id, note_id)
    return Change(TOPICS, (note.participant_id,), f"{note.kind.label}: set aside" if ended else "")


@allowed(Act.SEE_PARTICIPANTS)
def list_safety_notes(desk: Desk, participant_id: UUID) -> tuple[SafetyNoteLine, ...]:
    """Every safety note of a participant, those that hold longest first."""
    query = (
        select(
            SafetyNote.id,
            SafetyNote.participant_id,
            SafetyNote.kind,
            SafetyNote.words,
            SafetyNote.review_by,
            Worker.name,
            SafetyNote.ended_at.is_not(None),
        )
        .join(Worker, Worker.id == SafetyNote.author_id)
        .where(SafetyNote.participant_id == participant_id)
        .order_by(SafetyNote.review_by.desc(), SafetyNote.id)
    )
    with desk.store.read() as connection:
        return tuple(SafetyNoteLine(*row) for row in connection.execute(query))


def _record(session: Session, desk: Desk, action: str, participant_id: UUID, note: UUID) -> None:
    desk.record(session, action, subject=participant_id, detail={"note": str(note)})
