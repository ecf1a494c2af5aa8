"""Contacts: logging, signing, taking back an unsigned one, listing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import InvalidInput, NotFound
from lead_desktop.domain.codes import (
    ContactMode,
    InitiatedBy,
    NoteFormat,
    PlaceType,
)
from lead_desktop.domain.contacts.timeline import EVERYTHING, ContactEntry, TimelineFilter
from lead_desktop.domain.people.outcomes import LEGAL_AREAS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.contact_effects import apply_effects
from lead_desktop.services.contacts.contact_form import FollowUp as FollowUp
from lead_desktop.services.contacts.contact_form import LearnedEvent as LearnedEvent
from lead_desktop.services.contacts.contact_form import LifeChange as LifeChange
from lead_desktop.services.contacts.contact_form import LinkageMove as LinkageMove
from lead_desktop.services.contacts.contact_form import LogContact as LogContact
from lead_desktop.services.contacts.contact_form import check_contact as check_contact
from lead_desktop.services.contacts.contact_form import check_note
from lead_desktop.services.contacts.contact_rows import (
    Row,
    columns_of,
    of_contact,
    parts_of,
    people_of_facts,
)
from lead_desktop.services.contacts.contact_words import saved_words, written
from lead_desktop.services.contacts.drafts import end_draft
from lead_desktop.services.contacts.signing import own_unsigned, sign_within
from lead_desktop.services.contacts.signing import sign_contact as sign_contact
from lead_desktop.services.contacts.trash import withdraw_contact as withdraw_contact
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.importing.bulk import insert_rows
from lead_desktop.store.queries import contacts as query
from lead_desktop.store.queries.notes import find_in_notes
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    Participant,
    Worker,
)


@dataclass(frozen=True)
class LoggedContact:
    """What came of logging: the contact's id, whether this call made it, and what changed.

    differs: it had been saved before with another note, so the words of this call are not in it.
    """

    id: UUID
    created: bool
    change: Change = field(default_factory=lambda: Change(frozenset()))
    differs: bool = False


@allowed(Act.LOG_CONTACT)
def log_contact(desk: Desk, command: LogContact) -> LoggedContact:
    """Save a contact and all its effects in one transaction.

    Effects: the search index, touched linkages, closed tasks, the next promise, the audit, the
    end of the draft. Saving the same id again changes nothing. Raises InvalidInput by field.
    """
    now = desk.clock.now()
    role = desk.worker.role
    problems = [
        *check_contact(command, now),
        *check_note(command.note, command.note_format, role),
    ]
    if problems:
        raise InvalidInput(*problems)
    if command.sign:
        desk.require(Act.SIGN_OWN)
    if command.moves:
        desk.require(Act.EDIT_PLAN)
    if command.changes:
        desk.require(Act.EDIT_PERSON)
    if any(change.area in LEGAL_AREAS for change in command.changes):
        desk.require(Act.SEE_LEGAL_DETAIL)
    with desk.store.write() as session:
        if not _add_contact(session, desk, command, now):
            return LoggedContact(command.id, False, differs=_differs(session, command))
        apply_effects(session, desk, command, now)
        desk.record(
            session,
            "contact.log",
            subject=command.id,
            detail={"participants": [str(p) for p in command.participant_ids]},
        )
        if command.sign:
            sign_within(session, desk, own_unsigned(session, desk, command.id, "sign"))
        end_draft(session, desk, command.id, command.writer, command.draft_version)
    topics = {Topic.CONTACTS, Topic.PARTICIPANTS, Topic.DRAFTS}
    if command.follow_up or command.closes_tasks:
        topics.add(Topic.TASKS)
    if command.touched or command.moves:
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
    row, facts = _contact_row(desk, command, now), command.facts
    insert_rows(session, Contact, [row])
    insert_rows(session, ContactParticipant, of_contact(command.id, people_of_facts(facts, row)))
    for table, parts in parts_of(facts, desk.worker.id).items():
        insert_rows(session, table, of_contact(command.id, parts))
    return True


def _differs(session: Session, command: LogContact) -> bool:
    """Whether the contact saved under this id holds other words."""
    offered = written(command.note, command.facts.written_lines, command.third_party)
    return saved_words(session, command.id) != offered


def _contact_row(desk: Desk, command: LogContact, now: datetime) -> Row:
    return {
        "id": command.id,
        "author_id": desk.worker.id,
        "recorded_at": now,
        "created_at": now,
        "updated_at": now,
        **columns_of(command.facts),
    }


@allowed(Act.SEE_PARTICIPANTS)
def list_contacts(
    desk: Desk,
    *,
    participant_id: UUID | None = None,
    find: str = "",
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
    only: TimelineFilter = EVERYTHING,
) -> list[ContactEntry]:
    """Contacts, of one participant or of everybody; `find` keeps those whose note has the words.

    The name of somebody else in a contact is left out: only the timeline shows it.
    """
    with desk.store.read() as connection:
        ids: tuple[UUID, ...] = ()
        if find.strip():
            hits = find_in_notes(
                connection, find, participant_id=participant_id, limit=-1, viewer=desk.viewer
            )
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
            viewer=desk.viewer,
            only=only,
            late_after=desk.settings.late_after,
        )


@allowed(Act.SEE_PARTICIPANTS)
def read_contact(desk: Desk, contact_id: UUID) -> ContactEntry:
    """One contact with all that was written to it, struck or not; raises NotFound.

    Of a contact with several people it is the entry of the first of them.
    """
    with desk.store.read() as connection:
        entries = query.list_contacts(
            connection,
            contact_ids=(contact_id,),
            viewer=desk.viewer,
            late_after=desk.settings.late_after,
            with_struck=True,
        )
    if not entries:
        raise NotFound("This contact is not in the vault.")
    return entries[0]


@dataclass(frozen=True)
class LastChoices:
    """What the worker chose last, offered first the next time."""

    mode: ContactMode | None = None
    place_type: PlaceType | None = None
    minutes: int | None = None
    note_format: NoteFormat | None = None
    initiated_by: InitiatedBy | None = None


@allowed(Act.LOG_CONTACT)
def last_choices(desk: Desk) -> LastChoices:
    """The worker's most recent mode, place type, length, note format and who started it."""
    with desk.store.read() as connection:
        row = connection.execute(
            select(
                Contact.mode,
                Contact.place_type,
                Contact.minutes,
                Contact.note_format,
                Contact.initiated_by,
            )
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
