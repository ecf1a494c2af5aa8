"""What is said of a contact, and what stands against saving it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    InitiatedBy,
    LifeArea,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    Supply,
)
from lead_desktop.domain.contacts.contact import LEARNED_EVENT, WITH_OTHERS
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.contacts.note import misplaced_assessment
from lead_desktop.domain.plan.linkage import Move

MAX_MINUTES = 24 * 60
CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class FollowUp:
    """A promise made in a contact: what, by which day, and for whom of those in it; everybody of
    them when nobody is named. Each has it as a promise of their own."""

    words: str
    due_on: date
    for_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class LearnedEvent:
    """What an attempt told of a participant's life: in jail, in hospital. `place` when known."""

    participant_id: UUID
    kind: EventKind
    place: str = ""


@dataclass(frozen=True)
class LifeChange:
    """A change in one area of a participant's life that a contact told of, as of its day.

    participant_id: whose life; None in a contact with one participant.
    """

    area: LifeArea
    value: str
    participant_id: UUID | None = None


@dataclass(frozen=True)
class LinkageMove:
    """A move of a linkage that the contact brought about. version: as the person saw it."""

    linkage_id: UUID
    version: int
    move: Move


@dataclass(frozen=True, repr=False)
class LogContact:
    """Everything of one contact. The id is made by the form, so saving twice makes one contact.

    kind: COLLATERAL, GROUP and the like; None lets the outcome decide (direct or attempt).
    minutes: None when unknown; an attempt is stored with 0. worker_ids: who else was there.
    touched: linkages talked about. private_lines: words for one of the participants alone.
    relation, third_party: who somebody else in the contact is to the participant, and their
    name, which no copy ever holds. initiated_by: who started it. changes: in the lives of those in
    it. moves: of linkages, checked like any other move. writer, draft_version: the form, and the
    version of its draft that it knows; a draft that others wrote later does not end. Without a
    writer any one ends.
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
    private_lines: tuple[tuple[UUID, str], ...] = ()
    relation: Relation | None = None
    third_party: str = ""
    learned: LearnedEvent | None = None
    changes: tuple[LifeChange, ...] = ()
    moves: tuple[LinkageMove, ...] = ()
    writer: UUID | None = None
    draft_version: int = 0
    initiated_by: InitiatedBy | None = None

    @property
    def facts(self) -> ContactFacts:
        """What the contact says, without what it does beside itself."""
        return ContactFacts(**{one.name: getattr(self, one.name) for one in fields(ContactFacts)})


def check_contact(command: LogContact, now: datetime) -> tuple[FieldProblem, ...]:
    """What stands against saving; empty when it may be saved. Pure: the form asks it as well."""
    return (*check_facts(command.facts, now), *_check_effects(command))


def check_facts(facts: ContactFacts, now: datetime) -> list[FieldProblem]:
    """What stands against what a contact says, whether it is saved or changed."""
    problems = []
    if not facts.participant_ids:
        problems.append(FieldProblem("participant_ids", "Who is this contact with?"))
    if facts.occurred_at > now + CLOCK_SLACK:
        problems.append(FieldProblem("occurred_at", "A contact cannot lie in the future."))
    problems += check_minutes(facts.minutes)
    if any(quantity < 1 for _, quantity in facts.supplies):
        problems.append(FieldProblem("supplies", "Count what was given from 1 up."))
    if not set(facts.written_lines) <= set(facts.participant_ids):
        words = "A private line belongs to somebody who is part of the contact."
        problems.append(FieldProblem("private_lines", words))
    names_others = facts.relation is not None or bool(facts.third_party.strip())
    if names_others and facts.kind not in WITH_OTHERS:
        words = "Somebody else is named in a contact about the participant, or a conference."
        problems.append(FieldProblem("relation", words))
    return problems


def _check_effects(command: LogContact) -> list[FieldProblem]:
    """What stands against what it does beside itself: a follow-up, a learned event, changes."""
    problems = []
    if command.follow_up and not command.follow_up.words.strip():
        problems.append(FieldProblem("follow_up", "Say what the follow-up is."))
    if command.follow_up and not set(command.follow_up.for_ids) <= set(command.participant_ids):
        words = "A follow-up is for somebody who is part of the contact."
        problems.append(FieldProblem("follow_up", words))
    learned = command.learned
    if learned is not None and (
        learned.kind is not LEARNED_EVENT.get(command.outcome)
        or learned.participant_id not in command.participant_ids
    ):
        problems.append(FieldProblem("learned", "This outcome does not tell of such an event."))
    people = set(command.participant_ids)
    whose = {change.participant_id for change in command.changes}
    if not whose - {None} <= people or (None in whose and len(people) != 1):
        words = "Say whose life changed, of those who are part of the contact."
        problems.append(FieldProblem("changes", words))
    return problems


def check_minutes(minutes: int | None) -> list[FieldProblem]:
    """What stands against a length; None is unknown, 0 is right for an attempt."""
    if minutes is None or 0 <= minutes <= MAX_MINUTES:
        return []
    return [FieldProblem("minutes", "Minutes go from 0 to 1,440.")]


def check_note(note: str, note_format: NoteFormat, role: Role) -> list[FieldProblem]:
    """What stands against a note of somebody in `role`, whichever way it comes in."""
    if not misplaced_assessment(note, note_format, role):
        return []
    return [FieldProblem("note", "A peer's note has no Assessment. Write what you saw and heard.")]
