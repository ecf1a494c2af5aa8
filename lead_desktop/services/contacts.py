"""Contacts: logging, signing, taking back an unsigned one, listing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain import contact as rules
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    NoteFormat,
    OutcomeClass,
    PlaceType,
    Purpose,
    Supply,
)
from lead_desktop.domain.note import content_hash
from lead_desktop.domain.roles import Act
from lead_desktop.domain.timeline import ContactEntry
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import contacts as query
from lead_desktop.store.queries.notes import find_in_notes
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactWorker,
    Draft,
    Linkage,
    LinkageChange,
    Participant,
    Task,
    Worker,
)

MAX_MINUTES = 24 * 60
CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class FollowUp:
    """A promise made in a contact: what, and by which day."""

    words: str
    due_on: date


@dataclass(frozen=True)
class LogContact:
    """Everything of one contact. The id is made by the form, so saving twice makes one contact.

    kind: COLLATERAL, GROUP and the like; None lets the outcome decide (direct or attempt).
    minutes: None when unknown. worker_ids: who else was there. touched: linkages talked about.
    """

    id: UUID
    participant_ids: tuple[UUID, ...]
    mode: ContactMode
    outcome: ContactOutcome
    occurred_at: datetime
    kind: ContactKind | None = None
    minutes: int | None = None
    place_type: PlaceType | None = None
    place: str = ""
    note: str = ""
    note_format: NoteFormat = NoteFormat.FREE
    purposes: frozenset[Purpose] = frozenset()
    supplies: tuple[tuple[Supply, int], ...] = ()
    worker_ids: tuple[UUID, ...] = ()
    touched: tuple[UUID, ...] = ()
    follow_up: FollowUp | None = None
    closes_tasks: tuple[UUID, ...] = ()
    sign: bool = False


@dataclass(frozen=True)
class LoggedContact:
    """What came of logging: the contact's id, whether this call made it, and what changed."""

    id: UUID
    created: bool
    change: Change = field(default_factory=lambda: Change(frozenset()))


def check_contact(command: LogContact, now: datetime) -> tuple[FieldProblem, ...]:
    """What stands against saving; empty when it may be saved. Pure: the form asks it as well."""
    problems = []
    if not command.participant_ids:
        problems.append(FieldProblem("participant_ids", "Who is this contact with?"))
    if command.occurred_at > now + CLOCK_SLACK:
        problems.append(FieldProblem("occurred_at", "A contact cannot lie in the future."))
    if command.minutes is not None and not 0 <= command.minutes <= MAX_MINUTES:
        problems.append(FieldProblem("minutes", "Minutes go from 0 to 1,440."))
    if any(quantity < 1 for _, quantity in command.supplies):
        problems.append(FieldProblem("supplies", "Count what was given from 1 up."))
    if command.follow_up and not command.follow_up.words.strip():
        problems.append(FieldProblem("follow_up", "Say what the follow-up is."))
    return tuple(problems)


@allowed(Act.LOG_CONTACT)
def log_contact(desk: Desk, command: LogContact) -> LoggedContact:
    """Save a contact and all its effects in one transaction.

    Effects: the search index, touched linkages, closed tasks, the next promise, the audit, the
    end of the draft. Saving the same id again changes nothing. Raises InvalidInput by field.
    """
    now = desk.clock.now()
    problems = check_contact(command, now)
    if problems:
        raise InvalidInput(*problems)
    if command.sign:
        desk.require(Act.SIGN_OWN)
    with desk.store.write() as session:
        if session.scalar(select(Contact.seq).where(Contact.id == command.id)):
            return LoggedContact(command.id, created=False)
        _refuse_unknown_people(session, command)
        contact = _new_contact(desk, command, now)
        session.add(contact)
        session.flush()
        _add_parts(session, desk, command, contact)
        _apply_effects(session, desk, command, now)
        desk.record(
            session,
            "contact.log",
            subject=command.id,
            detail={"participants": [str(p) for p in command.participant_ids]},
        )
        if command.sign:
            _sign(session, desk, contact)
        session.execute(delete(Draft).where(Draft.id == command.id))
    topics = {Topic.CONTACTS, Topic.PARTICIPANTS, Topic.DRAFTS}
    if command.follow_up or command.closes_tasks:
        topics.add(Topic.TASKS)
    if command.touched:
        topics.add(Topic.LINKAGES)
    undo = "" if command.sign else "Contact saved"
    return LoggedContact(command.id, True, Change(frozenset(topics), command.participant_ids, undo))


def _refuse_unknown_people(session: Session, command: LogContact) -> None:
    known = session.scalars(
        select(Participant.id).where(Participant.id.in_(command.participant_ids))
    ).all()
    if len(known) != len(set(command.participant_ids)):
        raise NotFound("A participant of this contact is not in the vault.")


def _new_contact(desk: Desk, command: LogContact, now: datetime) -> Contact:
    kind = rules.kind_of(command.outcome, command.kind)
    return Contact(
        id=command.id,
        author_id=desk.worker.id,
        occurred_at=command.occurred_at,
        recorded_at=now,
        minutes=command.minutes,
        mode=command.mode,
        place_type=command.place_type,
        place=command.place.strip(),
        outcome=command.outcome,
        kind=kind,
        standing=standing_of(kind, command.outcome),
        note_format=command.note_format,
        note=command.note.strip(),
        created_at=now,
        updated_at=now,
    )


def standing_of(kind: ContactKind, outcome: ContactOutcome) -> str:
    """The word that the database counts by: "reached", "attempted" or "none"."""
    if rules.resets_cadence(kind, outcome):
        return "reached"
    return "attempted" if rules.counts_as_attempt(kind, outcome) else "none"


def _add_parts(session: Session, desk: Desk, command: LogContact, contact: Contact) -> None:
    session.add_all(
        ContactParticipant(
            contact_id=contact.id,
            participant_id=participant_id,
            occurred_at=contact.occurred_at,
            standing=contact.standing,
        )
        for participant_id in dict.fromkeys(command.participant_ids)
    )
    present = dict.fromkeys((desk.worker.id, *command.worker_ids))
    session.add_all(ContactWorker(contact_id=contact.id, worker_id=one) for one in present)
    session.add_all(ContactPurpose(contact_id=contact.id, purpose=one) for one in command.purposes)
    session.add_all(
        ContactSupply(contact_id=contact.id, supply=supply, quantity=quantity)
        for supply, quantity in command.supplies
    )


def _apply_effects(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    day = local_day(command.occurred_at, desk.clock.zone)
    for linkage in session.scalars(select(Linkage).where(Linkage.id.in_(command.touched))):
        session.add(
            LinkageChange(
                linkage_id=linkage.id,
                worker_id=desk.worker.id,
                contact_id=command.id,
                from_status=linkage.status,
                to_status=linkage.status,
                on=day,
                at=now,
                words="Talked about in a contact",
                created_at=now,
                updated_at=now,
            )
        )
    if command.closes_tasks:
        session.execute(
            update(Task)
            .where(Task.id.in_(command.closes_tasks), Task.done_at.is_(None))
            .values(done_at=now, done_in_contact_id=command.id, updated_at=now)
        )
    if command.follow_up:
        session.add(
            Task(
                id=new_id(),
                participant_id=command.participant_ids[0],
                worker_id=desk.worker.id,
                contact_id=command.id,
                words=command.follow_up.words.strip(),
                due_on=command.follow_up.due_on,
                created_at=now,
                updated_at=now,
            )
        )


@allowed(Act.SIGN_OWN)
def sign_contact(desk: Desk, contact_id: UUID) -> Change:
    """Sign an own note: name, role and time are fixed with a hash of its content."""
    with desk.store.write() as session:
        contact = _own_unsigned(session, desk, contact_id, "sign")
        _sign(session, desk, contact)
        people = _people_of(session, contact_id)
    return Change(frozenset({Topic.CONTACTS}), people)


def _sign(session: Session, desk: Desk, contact: Contact) -> None:
    contact.signed_at = desk.clock.now()
    contact.signed_by_id = desk.worker.id
    contact.signed_as = f"{desk.worker.name}, {desk.worker.role.label.lower()}"
    contact.content_hash = hash_of(contact)
    contact.updated_at = contact.signed_at
    desk.record(session, "contact.sign", subject=contact.id)


def hash_of(contact: Contact) -> str:
    """The hash that a signature fixes: when, how, with which outcome, and every word."""
    return content_hash(
        (
            str(contact.id),
            contact.occurred_at.isoformat(),
            contact.mode.value,
            contact.outcome.value,
            contact.kind.value,
            str(contact.minutes),
            contact.note,
            contact.signed_as or "",
        )
    )


@allowed(Act.LOG_CONTACT)
def withdraw_contact(desk: Desk, contact_id: UUID) -> Change:
    """Undo an own contact that is not signed yet: it counts nowhere; its row and words are kept.

    Follow-ups that it made go with it, tasks that it closed are open again.
    """
    now = desk.clock.now()
    with desk.store.write() as session:
        contact = _own_unsigned(session, desk, contact_id, "take back")
        contact.struck_at = contact.updated_at = now
        contact.standing = "none"
        session.execute(delete(Task).where(Task.contact_id == contact_id, Task.done_at.is_(None)))
        session.execute(
            update(Task)
            .where(Task.done_in_contact_id == contact_id)
            .values(done_at=None, done_in_contact_id=None, updated_at=now)
        )
        session.execute(delete(LinkageChange).where(LinkageChange.contact_id == contact_id))
        people = _people_of(session, contact_id)
        desk.record(session, "contact.withdraw", subject=contact_id)
    topics = {Topic.CONTACTS, Topic.PARTICIPANTS, Topic.TASKS, Topic.LINKAGES}
    return Change(frozenset(topics), people)


def _own_unsigned(session: Session, desk: Desk, contact_id: UUID, verb: str) -> Contact:
    contact = session.scalar(select(Contact).where(Contact.id == contact_id))
    if contact is None or contact.struck_at is not None:
        raise NotFound("This contact is not in the vault.")
    if contact.author_id != desk.worker.id:
        raise Refused(f"Only the author can {verb} this note.", meaning="Nothing was changed.")
    if contact.signed_at is not None:
        raise Refused(
            "This note is signed and locked.",
            meaning="Nothing was changed.",
            remedy="Add an addendum instead.",
        )
    return contact


def _people_of(session: Session, contact_id: UUID) -> tuple[UUID, ...]:
    return tuple(
        session.scalars(
            select(ContactParticipant.participant_id).where(
                ContactParticipant.contact_id == contact_id
            )
        )
    )


@allowed(Act.SEE_PARTICIPANTS)
def list_contacts(
    desk: Desk,
    *,
    participant_id: UUID | None = None,
    find: str = "",
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[ContactEntry]:
    """Contacts, of one participant or of everybody; `find` keeps those whose note has the words."""
    with desk.store.read() as connection:
        ids: tuple[UUID, ...] = ()
        if find.strip():
            hits = find_in_notes(connection, find, participant_id=participant_id, limit=-1)
            ids = tuple(hit.contact_id for hit in hits)
            if not ids:
                return []
        return query.list_contacts(
            connection,
            participant_id=participant_id,
            contact_ids=ids,
            newest_first=newest_first,
            limit=limit,
            offset=offset,
        )


@dataclass(frozen=True)
class LastChoices:
    """What the worker chose last, offered first the next time."""

    mode: ContactMode | None = None
    place_type: PlaceType | None = None
    minutes: int | None = None
    note_format: NoteFormat | None = None


@allowed(Act.LOG_CONTACT)
def last_choices(desk: Desk) -> LastChoices:
    """The worker's most recent mode, place type, length and note format."""
    with desk.store.read() as connection:
        row = connection.execute(
            select(Contact.mode, Contact.place_type, Contact.minutes, Contact.note_format)
            .where(Contact.author_id == desk.worker.id, Contact.struck_at.is_(None))
            .order_by(Contact.seq.desc())
            .limit(1)
        ).first()
    return LastChoices(*row) if row else LastChoices()


@allowed(Act.LOG_CONTACT)
def colleagues(desk: Desk) -> tuple[tuple[UUID, str], ...]:
    """Other active workers, who may have been there: (id, name), by name."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(Worker.id, Worker.name)
            .where(Worker.active.is_(True), Worker.id != desk.worker.id)
            .order_by(Worker.name_key)
        ).all()
    return tuple((row.id, row.name) for row in rows)


def is_attempt(outcome: ContactOutcome) -> bool:
    """Whether an outcome is an attempt: the form folds length and asks for another try."""
    return rules.OUTCOME_CLASS[outcome] is OutcomeClass.ATTEMPTED
