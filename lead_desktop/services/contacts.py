"""Contacts: logging, signing, taking back an unsigned one, listing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.domain import contact as rules
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    NoteFormat,
    OutcomeClass,
    PlaceType,
)
from lead_desktop.domain.note import signed_hash
from lead_desktop.domain.roles import Act
from lead_desktop.domain.timeline import ContactEntry
from lead_desktop.services.bulk import insert_rows
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contact_form import FollowUp as FollowUp
from lead_desktop.services.contact_form import LogContact as LogContact
from lead_desktop.services.contact_form import check_contact as check_contact
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import contacts as query
from lead_desktop.store.queries.notes import find_in_notes
from lead_desktop.store.tables import (
    Base,
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

Row = dict[str, object]


@dataclass(frozen=True)
class LoggedContact:
    """What came of logging: the contact's id, whether this call made it, and what changed."""

    id: UUID
    created: bool
    change: Change = field(default_factory=lambda: Change(frozenset()))


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
        if not _add_contact(session, desk, command, now):
            return LoggedContact(command.id, created=False)
        _apply_effects(session, desk, command, now)
        desk.record(
            session,
            "contact.log",
            subject=command.id,
            detail={"participants": [str(p) for p in command.participant_ids]},
        )
        if command.sign:
            _sign(session, desk, _own_unsigned(session, desk, command.id, "sign"))
        session.connection().execute(_END_DRAFT, {"contact": command.id})
    topics = {Topic.CONTACTS, Topic.PARTICIPANTS, Topic.DRAFTS}
    if command.follow_up or command.closes_tasks:
        topics.add(Topic.TASKS)
    if command.touched:
        topics.add(Topic.LINKAGES)
    undo = "" if command.sign else "Contact saved"
    return LoggedContact(command.id, True, Change(frozenset(topics), command.participant_ids, undo))


# Written once: building these for each save took as long as running them.
_BEFORE_SAVING = select(
    exists().where(Contact.id == bindparam("contact")).label("saved"),
    select(func.count())
    .select_from(Participant)
    .where(Participant.id.in_(bindparam("people", expanding=True)))
    .scalar_subquery()
    .label("known"),
)
_END_DRAFT = delete(Draft).where(Draft.id == bindparam("contact"))


def _add_contact(session: Session, desk: Desk, command: LogContact, now: datetime) -> bool:
    """Insert the contact and its parts; False when it has been saved before.

    Inserted as rows: a session that knows each of them as an object takes three times as long,
    and a worker waits for this save.
    """
    people = set(command.participant_ids)
    bounds = {"contact": command.id, "people": list(people)}
    before = session.connection().execute(_BEFORE_SAVING, bounds).one()
    if before.saved:
        return False
    if before.known != len(people):
        raise NotFound("A participant of this contact is not in the vault.")
    row = _contact_row(desk, command, now)
    insert_rows(session, Contact, [row])
    for table, parts in _parts(desk, command, row).items():
        insert_rows(session, table, [{"contact_id": command.id, **part} for part in parts])
    return True


def _parts(desk: Desk, command: LogContact, row: Row) -> dict[type[Base], list[Row]]:
    """With whom, by whom, what for and what was given: the rows that hang on a contact's row."""
    repeated = {"occurred_at": row["occurred_at"], "standing": row["standing"]}
    people = dict.fromkeys(command.participant_ids)
    present = dict.fromkeys((desk.worker.id, *command.worker_ids))
    return {
        ContactParticipant: [{"participant_id": one, **repeated} for one in people],
        ContactWorker: [{"worker_id": one} for one in present],
        ContactPurpose: [{"purpose": one} for one in command.purposes],
        ContactSupply: [{"supply": one, "quantity": many} for one, many in command.supplies],
    }


def _contact_row(desk: Desk, command: LogContact, now: datetime) -> Row:
    kind = rules.kind_of(command.outcome, command.kind)
    return {
        "id": command.id,
        "author_id": desk.worker.id,
        "occurred_at": command.occurred_at,
        "recorded_at": now,
        "minutes": command.minutes,
        "mode": command.mode,
        "place_type": command.place_type,
        "place": command.place.strip(),
        "outcome": command.outcome,
        "kind": kind,
        "standing": rules.standing_of(kind, command.outcome),
        "note_format": command.note_format,
        "note": command.note.strip(),
        "created_at": now,
        "updated_at": now,
    }


def _apply_effects(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    _touch_linkages(session, desk, command, now)
    if command.closes_tasks:
        session.connection().execute(
            update(Task)
            .where(Task.id.in_(command.closes_tasks), Task.done_at.is_(None))
            .values(done_at=now, done_in_contact_id=command.id, updated_at=now)
        )
    if command.follow_up:
        promise = {
            "participant_id": command.participant_ids[0],
            "worker_id": desk.worker.id,
            "contact_id": command.id,
            "words": command.follow_up.words.strip(),
            "due_on": command.follow_up.due_on,
            "created_at": now,
            "updated_at": now,
        }
        insert_rows(session, Task, [promise])


def _touch_linkages(session: Session, desk: Desk, command: LogContact, now: datetime) -> None:
    if not command.touched:
        return
    states = select(Linkage.id, Linkage.status).where(Linkage.id.in_(command.touched))
    touches = [
        {
            "linkage_id": linkage_id,
            "worker_id": desk.worker.id,
            "contact_id": command.id,
            "from_status": status,
            "to_status": status,
            "on": local_day(command.occurred_at, desk.clock.zone),
            "at": now,
            "words": "Talked about in a contact",
            "created_at": now,
            "updated_at": now,
        }
        for linkage_id, status in session.connection().execute(states)
    ]
    insert_rows(session, LinkageChange, touches)


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
    """The hash of a contact as it stands now; a signed one's must equal its `content_hash`."""
    return signed_hash(
        contact_id=contact.id,
        occurred_at=contact.occurred_at,
        mode=contact.mode,
        outcome=contact.outcome,
        kind=contact.kind,
        minutes=contact.minutes,
        note=contact.note,
        signed_as=contact.signed_as or "",
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
