"""The contact form as a value: what it holds, how one answer changes others, what it asks for.

Every edit makes a new FormState. Nothing here knows a widget, a store or the machine's clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import (
    ContactKind,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    OutcomeClass,
    Purpose,
    Relation,
    Role,
    Supply,
)
from lead_desktop.domain.contacts.contact import (
    LEARNED_EVENT,
    MODE_CHOICES,
    OUTCOME_CLASS,
    WITH_OTHERS,
    ModeChoice,
    outcomes_for,
)
from lead_desktop.domain.contacts.note import NoteBox, boxes_for, join_boxes
from lead_desktop.services.contacts.contact_words import Written, written
from lead_desktop.services.contacts.contacts import LearnedEvent, LifeChange, LinkageMove
from lead_desktop.services.contacts.note_edits import SavedFacts
from ui.pages.quick_log.moment import echo_when, parse_when, this_morning
from ui.pages.quick_log.note_boxes import carry_texts

NOW_LASTS = timedelta(minutes=30)
"""A form resumed later than this after it was opened shows its time instead of "Now"."""


class WhenChoice(StrEnum):
    """The chips of "When"."""

    NOW = "now"
    HOUR_AGO = "hour_ago"
    MORNING = "morning"
    PICKED = "picked"


class Part(StrEnum):
    """The parts of the form, in tab order. Problems and the focus are kept by these names."""

    PARTICIPANT = "participant_ids"
    ALSO = "also"
    KIND = "kind"
    OTHERS = "relation"
    HOW = "mode"
    OUTCOME = "outcome"
    LEARNED = "learned"
    WHEN = "occurred_at"
    MINUTES = "minutes"
    PLACE = "place"
    WORKERS = "worker_ids"
    SUPPLIES = "supplies"
    INITIATED = "initiated_by"
    NOTE = "note"
    PRIVATE = "private_lines"
    TOPICS = "purposes"
    LINKAGES = "touched"
    PROMISES = "closes_tasks"
    CHANGES = "changes"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class FormState:
    """Everything that stands in the form.

    id: of the draft now, of the contact later. opened_at: what "Now" means. participant_id: whom it
    is with first; also_ids: further participants. find_text: typed into the participant field while
    nobody is picked. note_texts: one per box of `boxes`. private_lines: for one participant alone.
    kind: None lets the outcome decide. follow_up_not_for: whom of several the follow-up leaves
    out. learns: what an attempt told becomes an event; learned_who: whose, of several. brief: only
    the first answers are in sight. changes_to: the saved contact that the form changes, None while
    it writes a new one; what a contact does beside itself is then left out. by_hand: the parts that
    the person changed; only the others are filled in for them, and a form without any leaves no
    draft. carried: parts that are not filled in either: kept from the contact before ("save and
    another"), or said by the saved one.
    """

    id: UUID
    role: Role
    opened_at: datetime
    occurred_at: datetime
    participant_id: UUID | None = None
    also_ids: tuple[UUID, ...] = ()
    find_text: str = ""
    kind: ContactKind | None = None
    relation: Relation | None = None
    third_party: str = ""
    how: ModeChoice = MODE_CHOICES[0]
    outcome: ContactOutcome = ContactOutcome.MET
    when: WhenChoice = WhenChoice.NOW
    when_text: str = ""
    minutes_text: str = ""
    place: str = ""
    worker_ids: tuple[UUID, ...] = ()
    initiated_by: InitiatedBy | None = None
    supplies: tuple[tuple[Supply, int], ...] = ()
    note_format: NoteFormat = NoteFormat.FOUR_BOX
    note_texts: tuple[str, ...] = ("", "", "", "")
    private_lines: tuple[tuple[UUID, str], ...] = ()
    purposes: frozenset[Purpose] = frozenset()
    linkage_ids: tuple[UUID, ...] = ()
    moves: tuple[LinkageMove, ...] = ()
    task_ids: tuple[UUID, ...] = ()
    follow_up: str = ""
    follow_up_on: date | None = None
    follow_up_not_for: tuple[UUID, ...] = ()
    learned_who: UUID | None = None
    learns: bool = True
    changes: tuple[LifeChange, ...] = ()
    brief: bool = False
    by_hand: frozenset[Part] = frozenset()
    carried: frozenset[Part] = frozenset()
    changes_to: SavedFacts | None = None

    @property
    def participant_ids(self) -> tuple[UUID, ...]:
        """Everybody whom the contact is with, each once."""
        first = () if self.participant_id is None else (self.participant_id,)
        return tuple(dict.fromkeys((*first, *self.also_ids)))

    @property
    def lines(self) -> dict[UUID, str]:
        """The private line of each participant, empty ones too; none while there is only one,
        unless a saved contact has one."""
        people, written = self.participant_ids, dict(self.private_lines)
        kept = self.changes_to is not None and any(written.get(who) for who in people)
        return {who: written.get(who, "") for who in people} if len(people) > 1 or kept else {}

    @property
    def told_initiator(self) -> InitiatedBy | None:
        """Who started it, as far as the form shows or a person said it."""
        shown = not self.brief or Part.INITIATED in self.by_hand
        return self.initiated_by if shown else None

    @property
    def with_others(self) -> bool:
        """Whether somebody else than participants takes part."""
        return self.kind in WITH_OTHERS

    @property
    def learned(self) -> LearnedEvent | None:
        """The event that the outcome tells of, once it is clear whose: one of them is there."""
        kind, people = LEARNED_EVENT.get(self.outcome), self.participant_ids
        if self.changes_to is not None:
            return None
        who = people[0] if len(people) == 1 else self.learned_who
        return LearnedEvent(who, kind) if kind is not None and who in people else None

    @property
    def follow_up_for(self) -> tuple[UUID, ...]:
        """Whom the follow-up is for: everybody in the contact but those left out."""
        return tuple(one for one in self.participant_ids if one not in self.follow_up_not_for)

    @property
    def changes_now(self) -> tuple[LifeChange, ...]:
        """The changes of those who are in the contact; those of others wait for their return."""
        people = self.participant_ids
        first = people[0] if people else None  # written before anybody was chosen
        named = (replace(one, participant_id=one.participant_id or first) for one in self.changes)
        return tuple(one for one in named if one.participant_id in people)

    @property
    def boxes(self) -> tuple[NoteBox, ...]:
        """The note's boxes for this worker."""
        return boxes_for(self.note_format, self.role)

    @property
    def note(self) -> str:
        """The note as it will be saved."""
        return join_boxes(self.boxes, self.note_texts)

    @property
    def written(self) -> Written:
        """Everything that the person wrote, as it will be saved."""
        third_party = self.third_party if self.with_others else ""
        return written(self.note, self.lines, third_party)

    @property
    def is_reached(self) -> bool:
        return OUTCOME_CLASS[self.outcome] is OutcomeClass.REACHED

    def is_open(self, part: Part) -> bool:
        """Whether `part` may be filled in for the person."""
        return part not in self.by_hand and part not in self.carried

    @property
    def is_touched(self) -> bool:
        """Whether the person entered anything that is worth keeping."""
        return bool(self.by_hand)


class Shape(StrEnum):
    """How much room the form asks for."""

    BRIEF = "brief"
    BRIEF_ATTEMPT = "brief_attempt"  # with what an attempt leads to
    FULL = "full"


def shape_of(state: FormState) -> Shape:
    """The room that the form needs now."""
    if not state.brief:
        return Shape.FULL
    return Shape.BRIEF if state.is_reached else Shape.BRIEF_ATTEMPT


def new_form(
    form_id: UUID,
    role: Role,
    now: datetime,
    *,
    participant_id: UUID | None = None,
    note_format: NoteFormat = NoteFormat.FOUR_BOX,
) -> FormState:
    """An empty form, with the participant in question when there is one."""
    return FormState(
        id=form_id,
        role=role,
        opened_at=now,
        occurred_at=now,
        participant_id=participant_id,
        note_format=note_format,
        note_texts=("",) * len(boxes_for(note_format, role)),
    )


def with_outcome(state: FormState, outcome: ContactOutcome) -> FormState:
    """Record how it went. The length typed so far is kept, though an attempt has none."""
    return replace(state, outcome=outcome)


def with_private_line(state: FormState, who: UUID, line: str) -> FormState:
    """Words for one participant; those of somebody who was taken away meanwhile are kept."""
    lines = {**dict(state.private_lines), who: line}
    return replace(state, private_lines=tuple(lines.items()))


def with_move(state: FormState, told: LinkageMove) -> FormState:
    """A linkage moves on with this contact: one move each, and it is touched as well."""
    others = tuple(one for one in state.moves if one.linkage_id != told.linkage_id)
    touched = tuple(dict.fromkeys((*state.linkage_ids, told.linkage_id)))
    return replace(state, moves=(*others, told), linkage_ids=touched)


def with_touched(state: FormState, linkage_ids: tuple[UUID, ...]) -> FormState:
    """The linkages that were talked about; one that was not does not move either."""
    moves = tuple(one for one in state.moves if one.linkage_id in linkage_ids)
    return replace(state, linkage_ids=linkage_ids, moves=moves)


def with_reached(state: FormState, *, reached: bool) -> FormState:
    """Reached, or attempted with no contact: the likeliest outcome of that kind for the mode."""
    if reached == state.is_reached:
        return state
    return with_outcome(state, outcomes_for(state.how.mode, reached=reached)[0])


def with_how(state: FormState, how: ModeChoice) -> FormState:
    """Another mode; an outcome that it cannot have gives way to its likeliest one."""
    state = replace(state, how=how)
    offered = outcomes_for(how.mode, reached=state.is_reached)
    return state if state.outcome in offered else with_outcome(state, offered[0])


def with_when(state: FormState, when: WhenChoice, now: datetime, zone: ZoneInfo) -> FormState:
    """One of the time chips; picking starts from the moment chosen so far."""
    if when is WhenChoice.PICKED:
        text = state.when_text or echo_when(state.occurred_at, now, zone)
        return with_when_text(replace(state, when=when), text, now, zone)
    moments = {
        WhenChoice.NOW: now,
        WhenChoice.HOUR_AGO: now - timedelta(hours=1),
        WhenChoice.MORNING: this_morning(now, zone),
    }
    return replace(state, when=when, when_text="", occurred_at=moments[when])


def with_when_text(state: FormState, text: str, now: datetime, zone: ZoneInfo) -> FormState:
    """A typed moment; while it cannot be read, the last one stands and saving is refused."""
    moment = parse_when(text, now, zone)
    return replace(state, when_text=text, occurred_at=moment or state.occurred_at)


def with_format(state: FormState, note_format: NoteFormat) -> FormState:
    """Another note format with every word carried over."""
    new = boxes_for(note_format, state.role)
    texts = carry_texts(state.boxes, new, state.note_texts)
    return replace(state, note_format=note_format, note_texts=texts)


def with_follow_up(state: FormState, words: str, due_on: date | None, today: date) -> FormState:
    """The next step and its day; tomorrow as long as none is chosen."""
    if due_on is None and words.strip():
        due_on = today + timedelta(days=1)
    return replace(state, follow_up=words, follow_up_on=due_on)


def resumed(state: FormState, now: datetime, zone: ZoneInfo) -> FormState:
    """The form as it comes back later: its time stays when it was, and no longer reads "Now"."""
    if state.when is WhenChoice.PICKED or now - state.opened_at < NOW_LASTS:
        return state
    text = echo_when(state.occurred_at, now, zone)
    return replace(state, when=WhenChoice.PICKED, when_text=text)


def next_form(state: FormState, form_id: UUID, now: datetime) -> FormState:
    """A new form after saving, that keeps who was there, the place and the mode."""
    fresh = new_form(form_id, state.role, now, note_format=state.note_format)
    keeps_place = not state.is_open(Part.PLACE)
    return replace(
        fresh,
        brief=state.brief,
        how=state.how,
        place=state.place if keeps_place else "",
        worker_ids=state.worker_ids,
        initiated_by=state.told_initiator,
        carried=frozenset({Part.HOW, Part.PLACE} if keeps_place else {Part.HOW}),
    )
