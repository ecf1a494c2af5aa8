"""Counseling-type notes: for their author and for those whom the author lets in, one by one.

They stand in a table of their own that nothing else reads (42 CFR 2.11, rules.md 1.1): a
supervisor reads one only when let in, the administrator's right opens none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.contacts.counseling import CounselingLine, Reader
from lead_desktop.domain.contacts.counseling import CounselingNote as Note
from lead_desktop.domain.contacts.signature import counseling_hash
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_form import CLOCK_SLACK
from lead_desktop.services.contacts.signing import signature_of
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries import counseling as query
from lead_desktop.store.tables import (
    CounselingDraft,
    CounselingGrant,
    CounselingNote,
    Participant,
)

_TOPICS = frozenset({Topic.COUNSELING})


@dataclass(frozen=True)
class WriteCounseling:
    """A note of a private conversation. The id is made by the form: saving twice keeps one.

    held_at: when the conversation was.
    """

    id: UUID
    participant_id: UUID
    held_at: datetime
    text: str = field(repr=False)


@allowed(Act.WRITE_COUNSELING)
def write_counseling(desk: Desk, command: WriteCounseling) -> Change:
    """Write a note and sign it; nobody but its author can read it yet. Ends its draft.

    Raises InvalidInput by field.
    """
    now = desk.clock.now()
    problems = []
    if not command.text.strip():
        problems.append(FieldProblem("text", "Write the note first."))
    if command.held_at > now + CLOCK_SLACK:
        problems.append(FieldProblem("held_at", "A conversation cannot lie in the future."))
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        if session.get(CounselingNote, command.id) is None:
            required(session, Participant, command.participant_id)
            session.add(_signed(desk, command, now))
            desk.record(session, "counseling.write", subject=command.participant_id)
        session.execute(_draft_of(desk, command))
    return Change(_TOPICS, (command.participant_id,))


def _signed(desk: Desk, command: WriteCounseling, now: datetime) -> CounselingNote:
    signed_as, text = signature_of(desk.worker), command.text.strip()
    return CounselingNote(
        id=command.id,
        participant_id=command.participant_id,
        author_id=desk.worker.id,
        held_at=command.held_at,
        signed_at=now,
        signed_as=signed_as,
        text=text,
        content_hash=counseling_hash(
            note_id=command.id, held_at=command.held_at, at=now, text=text, by=signed_as
        ),
        created_at=now,
        updated_at=now,
    )


@allowed(Act.WRITE_COUNSELING)
def keep_counseling_draft(desk: Desk, command: WriteCounseling) -> datetime:
    """Keep a note that is being written; returns the time of keeping. Words that were signed under
    this id already are not brought back, and nothing is kept of an empty note. What is kept takes
    the place of what the worker was writing about this participant; the rest does nothing to it."""
    now = desk.clock.now()
    with desk.store.write() as session:
        session.execute(_draft_of(desk, command))
        if command.text.strip() and session.get(CounselingNote, command.id) is None:
            session.execute(_drafts_about(desk, command.participant_id))
            session.add(
                CounselingDraft(
                    id=command.id,
                    author_id=desk.worker.id,
                    participant_id=command.participant_id,
                    held_at=command.held_at,
                    text=command.text,
                    created_at=now,
                    updated_at=now,
                )
            )
    return now


@allowed(Act.WRITE_COUNSELING)
def counseling_draft(desk: Desk, participant_id: UUID) -> WriteCounseling | None:
    """What the worker was writing about a participant, to go on with; None when nothing is."""
    with desk.store.read() as connection:
        row = connection.execute(
            select(CounselingDraft.id, CounselingDraft.held_at, CounselingDraft.text).where(
                CounselingDraft.author_id == desk.worker.id,
                CounselingDraft.participant_id == participant_id,
            )
        ).first()
    return WriteCounseling(row.id, participant_id, row.held_at, row.text) if row else None


def _drafts_about(desk: Desk, participant_id: UUID) -> Delete:
    return delete(CounselingDraft).where(
        CounselingDraft.author_id == desk.worker.id,
        CounselingDraft.participant_id == participant_id,
    )


def _draft_of(desk: Desk, command: WriteCounseling) -> Delete:
    """The draft of this very note; another sheet may be writing the next one."""
    return _drafts_about(desk, command.participant_id).where(CounselingDraft.id == command.id)


@allowed(Act.READ_COUNSELING)
def list_counseling(desk: Desk, participant_id: UUID) -> tuple[CounselingLine, ...]:
    """The notes about a participant that this worker may read; others do not exist for them."""
    with desk.store.read() as connection:
        return query.list_notes(connection, desk.worker.id, participant_id)


@allowed(Act.READ_COUNSELING)
def read_counseling(desk: Desk, note_id: UUID) -> Note:
    """One note with its words; the look is audited. Raises NotFound for everybody else's eyes."""
    with desk.store.write() as session:
        note = query.read_note(session.connection(), desk.worker.id, note_id)
        if note is not None:
            desk.record(session, "counseling.read", subject=note_id)
            return note
        # Written down, but the asker learns nothing, not even that there is one.
        desk.record(session, "refused", detail={"act": Act.READ_COUNSELING.value})
    raise _not_here()


@allowed(Act.WRITE_COUNSELING)
def possible_readers(desk: Desk) -> tuple[Reader, ...]:
    """Active colleagues whose role may read a counseling note once its author lets them."""
    with desk.store.read() as connection:
        return query.possible_readers(connection, desk.worker.id)


@allowed(Act.WRITE_COUNSELING)
def grant_counseling(desk: Desk, note_id: UUID, worker_id: UUID) -> Change:
    """Let a colleague read an own note. Refused for a role that never reads such notes."""
    now = desk.clock.now()
    with desk.store.write() as session:
        note = _own(session, desk, note_id)
        readers = query.possible_readers(session.connection(), desk.worker.id)
        if worker_id not in {reader.worker_id for reader in readers}:
            raise Refused(
                "This colleague's role does not read counseling-type notes.",
                meaning="Nobody was let in.",
            )
        grant = session.get(CounselingGrant, (note_id, worker_id))
        if grant is None:
            session.add(CounselingGrant(note_id=note_id, worker_id=worker_id, granted_at=now))
        elif grant.ended_at is not None:
            grant.granted_at, grant.ended_at = now, None
        desk.record(session, "counseling.grant", subject=note_id, detail={"worker": str(worker_id)})
        person = note.participant_id
    return Change(_TOPICS, (person,))


@allowed(Act.WRITE_COUNSELING)
def end_counseling_grant(desk: Desk, note_id: UUID, worker_id: UUID) -> Change:
    """Close an own note to a colleague again; one to whom it was not open stays as they were.
    Raises NotFound for a note that is not the worker's own."""
    with desk.store.write() as session:
        note = _own(session, desk, note_id)
        grant = session.get(CounselingGrant, (note_id, worker_id))
        if grant is not None and grant.ended_at is None:
            grant.ended_at = desk.clock.now()
            desk.record(
                session, "counseling.revoke", subject=note_id, detail={"worker": str(worker_id)}
            )
        person = note.participant_id
    return Change(_TOPICS, (person,))


def _own(session: Session, desk: Desk, note_id: UUID) -> CounselingNote:
    note = session.scalar(
        select(CounselingNote).where(
            CounselingNote.id == note_id, CounselingNote.author_id == desk.worker.id
        )
    )
    if note is None:
        raise _not_here()
    return note


def _not_here() -> NotFound:
    return NotFound("This note is not in the vault, or not for your eyes.")
