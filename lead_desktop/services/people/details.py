"""The details of a record: single facts saved as they are typed, entries added and taken away."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import EditConflict, FieldProblem, InvalidInput
from lead_desktop.domain.people.details import (
    LEGAL_NUMBERS,
    NAME_FIELDS,
    ONE_WRITING,
    SAFE_CONTACT_FIELDS,
    AliasEntry,
    DetailField,
    EarlierText,
    Entry,
    NumberEntry,
    PersonDetails,
    PhoneEntry,
    PlaceEntry,
    Stored,
    check_entry,
    detail_text,
    read_detail,
)
from lead_desktop.domain.people.names import fold_name, phone_digits
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.histories import latest_first, moment_after
from lead_desktop.store.queries import details as query
from lead_desktop.store.tables import (
    Alias,
    DetailChange,
    Participant,
    SafeContactRow,
    WhereToFind,
    Worker,
)

TOPICS = frozenset({Topic.PARTICIPANTS})


@dataclass(frozen=True)
class SaveDetail:
    """A fact as it was typed. was: the text that the form had shown before, to notice others."""

    participant_id: UUID
    field: DetailField
    text: str
    was: str


@dataclass(frozen=True)
class SavedDetail:
    """The fact as it reads now, and what changed."""

    text: str
    change: Change


@allowed(Act.SEE_PARTICIPANTS)
def read_details(desk: Desk, participant_id: UUID) -> PersonDetails:
    """A participant's details, without the numbers that the worker's role does not see."""
    with desk.store.read() as connection:
        details = query.read_details(connection, participant_id)
    if desk.may(Act.SEE_LEGAL_DETAIL):
        return details
    seen = tuple(entry for entry in details.numbers if entry.kind not in LEGAL_NUMBERS)
    return PersonDetails(**{**_shallow(details), "numbers": seen})


@allowed(Act.SEE_PARTICIPANTS)
def read_safe_contact(desk: Desk, participant_id: UUID) -> SafeContact:
    """The safe-contact card that stands beside the dialler and on the hand-off."""
    with desk.store.read() as connection:
        return query.read_safe_contact(connection, participant_id)


@allowed(Act.EDIT_PERSON)
def save_detail(desk: Desk, command: SaveDetail) -> SavedDetail:
    """Save one fact.

    Raises InvalidInput on the field, and EditConflict with both texts when somebody else wrote
    another one since the form was filled.
    """
    value = read_detail(command.field, command.text, desk.clock.today())
    if isinstance(value, FieldProblem):
        raise InvalidInput(value)
    text = detail_text(value)
    with desk.store.write() as session:
        person = required(session, Participant, command.participant_id)
        row, column = _place_of(session, desk, person, command.field)
        kept = detail_text(getattr(row, column))
        if kept == text:
            return SavedDetail(text, Change(frozenset()))
        if kept != command.was:
            raise EditConflict(
                "Somebody else changed this field a moment ago.", kept=kept, offered=text
            )
        if command.field is DetailField.EXTERNAL_ID:
            _refuse_taken(session, person, value)
        _keep_earlier(session, desk, command, kept)
        setattr(row, column, value)
        row.updated_at = desk.clock.now()
        if command.field in NAME_FIELDS:
            _fold_names(session, person)
        desk.record(
            session,
            "participant.edit",
            subject=person.id,
            detail={"field": command.field.value},
        )
    return SavedDetail(text, Change(TOPICS, (command.participant_id,), "Change saved"))


@allowed(Act.SEE_PARTICIPANTS)
def list_earlier_texts(desk: Desk, participant_id: UUID) -> tuple[EarlierText, ...]:
    """What the facts of a record said before they were written over, newest first."""
    rows = (
        select(DetailChange.field, DetailChange.before, DetailChange.created_at, Worker.name)
        .join(Worker, Worker.id == DetailChange.worker_id)
        .where(DetailChange.participant_id == participant_id)
        .order_by(*latest_first(DetailChange.created_at))
    )
    with desk.store.read() as connection:
        return tuple(
            EarlierText(DetailField(row.field), row.before, row.created_at, row.name)
            for row in connection.execute(rows)
        )


@allowed(Act.EDIT_PERSON)
def save_entry(desk: Desk, entry: Entry, *, was: Entry | None = None) -> Change:
    """Add an entry, or change the one of its id.

    was: the entry as the form had shown it; EditConflict when somebody else changed it since.
    """
    problems = check_entry(entry)
    if problems:
        raise InvalidInput(*problems)
    if isinstance(entry, NumberEntry) and entry.kind in LEGAL_NUMBERS:
        desk.require(Act.SEE_LEGAL_DETAIL)
    now = desk.clock.now()
    table: Any = query.ENTRY_TABLES[type(entry)]
    values = _columns(entry)
    with desk.store.write() as session:
        person = required(session, Participant, entry.participant_id)
        row = session.get(table, entry.id)
        if row is None:
            session.add(table(**values, created_at=now, updated_at=now))
        else:
            if was is not None and any(
                getattr(row, name) != value
                for name, value in _columns(was).items()
                if name != "position"
            ):
                raise EditConflict(
                    "Somebody else changed this entry a moment ago.",
                    kept=_told({name: getattr(row, name) for name in values}),
                    offered=_told(values),
                )
            for name, value in values.items():
                setattr(row, name, value)
            row.updated_at = now
        _after_entry(session, desk, person, entry, "entry.save")
    return Change(TOPICS, (entry.participant_id,), "Change saved")


@allowed(Act.EDIT_PERSON)
def remove_entry(desk: Desk, entry: Entry) -> Change:
    """Take an entry away. Saving the same entry again puts it back: that is its undo."""
    table: Any = query.ENTRY_TABLES[type(entry)]
    with desk.store.write() as session:
        person = required(session, Participant, entry.participant_id)
        row = session.get(table, entry.id)
        if row is None:
            return Change(frozenset())
        session.delete(row)
        _after_entry(session, desk, person, entry, "entry.remove")
    return Change(TOPICS, (entry.participant_id,), "Taken away")


@allowed(Act.EDIT_PERSON)
def order_places(desk: Desk, participant_id: UUID, ids: tuple[UUID, ...]) -> Change:
    """Put the usual places into this order; those that are not named keep theirs, behind."""
    with desk.store.write() as session:
        person = required(session, Participant, participant_id)
        places = session.scalars(
            select(WhereToFind)
            .where(WhereToFind.participant_id == participant_id)
            .order_by(WhereToFind.position, WhereToFind.id)
        ).all()
        wanted = {one: position for position, one in enumerate(ids)}
        ordered = sorted(places, key=lambda row: wanted.get(row.id, len(wanted) + row.position))
        for position, row in enumerate(ordered):
            row.position = position
        desk.record(session, "entry.order", subject=person.id)
    return Change(TOPICS, (participant_id,))


def _shallow(details: PersonDetails) -> dict[str, Any]:
    return {name: getattr(details, name) for name in PersonDetails.__dataclass_fields__}


def _place_of(
    session: Session, desk: Desk, person: Participant, field: DetailField
) -> tuple[Participant | SafeContactRow, str]:
    """The row and the column in which a fact is kept; a card is begun when it is first needed."""
    if field not in SAFE_CONTACT_FIELDS:
        return person, field.value
    card = session.get(SafeContactRow, person.id)
    if card is None:
        now = desk.clock.now()
        card = SafeContactRow(participant_id=person.id, created_at=now, updated_at=now)
        session.add(card)
    return card, query.CARD_COLUMN[field]


def _keep_earlier(session: Session, desk: Desk, command: SaveDetail, kept: str) -> None:
    """Keep the text that is written over, once for one writing; an empty one needs no keeping."""
    now = desk.clock.now()
    lately = select(DetailChange.id).where(
        DetailChange.participant_id == command.participant_id,
        DetailChange.field == command.field.value,
        DetailChange.worker_id == desk.worker.id,
        DetailChange.created_at > now - ONE_WRITING,
        DetailChange.created_at <= now,  # what lies ahead was kept before a clock was set back
    )
    if not kept or session.scalar(lately.limit(1)) is not None:
        return
    moment = moment_after(
        session,
        DetailChange.created_at,
        now,
        DetailChange.participant_id == command.participant_id,
    )
    session.add(
        DetailChange(
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            field=command.field.value,
            before=kept,
            created_at=moment,
            updated_at=moment,
        )
    )


def _refuse_taken(session: Session, person: Participant, value: Stored) -> None:
    taken = session.scalar(
        select(Participant.id).where(Participant.external_id == value, Participant.id != person.id)
    )
    if value is not None and taken is not None:
        raise InvalidInput(
            FieldProblem(DetailField.EXTERNAL_ID.value, "Another record has this number.")
        )


def _fold_names(session: Session, person: Participant) -> None:
    """Renew the words by which the person is found."""
    session.flush()
    aliases = session.scalars(select(Alias.name).where(Alias.participant_id == person.id))
    person.name_key = fold_name(
        person.preferred_name,
        person.legal_first_name,
        person.legal_last_name,
        *aliases,
        person.external_id,
    )


def _after_entry(
    session: Session, desk: Desk, person: Participant, entry: Entry, action: str
) -> None:
    if isinstance(entry, AliasEntry):
        _fold_names(session, person)
    kind = type(entry).__name__.removesuffix("Entry").lower()
    desk.record(session, action, subject=person.id, detail={"kind": kind, "entry": str(entry.id)})


def _columns(entry: Entry) -> dict[str, object]:
    """An entry as its row holds it: texts trimmed, empty ones absent where a row may lack them."""
    values = {
        name: value.strip() if type(value) is str else value
        for name, value in asdict(entry).items()
    }
    if isinstance(entry, PhoneEntry):
        values |= {"digits": phone_digits(entry.number)[:30], "label": values["label"] or None}
    if isinstance(entry, PlaceEntry):
        values["words"] = values["words"] or None
    return values


def _told(values: dict[str, object]) -> str:
    """The words of an entry, to show two versions of it beside each other."""
    hidden = ("id", "participant_id", "digits", "position")
    said = (value for name, value in values.items() if name not in hidden)
    return " · ".join(
        ("yes" if value else "no") if isinstance(value, bool) else str(value)
        for value in said
        if value is not None and value != ""
    )
