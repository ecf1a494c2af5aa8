"""The contact form as a value: what it holds, how one answer changes others, what it asks for.

Every edit makes a new FormState. Nothing here knows a widget, a store or the machine's clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.codes import (
    ContactMode,
    ContactOutcome,
    NoteFormat,
    OutcomeClass,
    PlaceType,
    Purpose,
    Role,
    Supply,
)
from lead_desktop.domain.contact import MODE_CHOICES, OUTCOME_CLASS, ModeChoice
from lead_desktop.domain.note import NoteBox, boxes_for, join_boxes
from lead_desktop.domain.participant import FindLine
from lead_desktop.services.contacts import FollowUp, LastChoices, LogContact, check_contact
from ui.pages.quick_log.moment import echo_when, parse_when, this_morning
from ui.pages.quick_log.note_boxes import carry_texts

NOW_LASTS = timedelta(minutes=30)
"""A form resumed later than this after it was opened shows its time instead of "Now"."""

_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2}) ?(?:h(?:(?:ou)?rs?)?|:) ?)?"
    r"(?:(?P<minutes>\d{1,4}) ?(?:m|mins?|minutes?)?)?"
)


class WhenChoice(StrEnum):
    """The chips of "When"."""

    NOW = "now"
    HOUR_AGO = "hour_ago"
    MORNING = "morning"
    PICKED = "picked"


class Part(StrEnum):
    """The parts of the form, in tab order. Problems and the focus are kept by these names."""

    PARTICIPANT = "participant_ids"
    HOW = "mode"
    OUTCOME = "outcome"
    WHEN = "occurred_at"
    MINUTES = "minutes"
    PLACE = "place"
    WORKERS = "worker_ids"
    SUPPLIES = "supplies"
    NOTE = "note"
    TOPICS = "purposes"
    LINKAGES = "touched"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class FormState:
    """Everything that stands in the form.

    id: of the draft now, of the contact later. opened_at: what "Now" means. find_text: typed into
    the participant field while nobody is picked. note_texts: one per box of `boxes`. by_hand: the
    parts that the person changed; only the others are filled in for them, and a form without any
    leaves no draft. carried: parts kept from the contact before ("save and another").
    """

    id: UUID
    role: Role
    opened_at: datetime
    occurred_at: datetime
    participant_ids: tuple[UUID, ...] = ()
    find_text: str = ""
    how: ModeChoice = MODE_CHOICES[0]
    outcome: ContactOutcome = ContactOutcome.MET
    when: WhenChoice = WhenChoice.NOW
    when_text: str = ""
    minutes_text: str = ""
    place: str = ""
    worker_ids: tuple[UUID, ...] = ()
    supplies: tuple[tuple[Supply, int], ...] = ()
    note_format: NoteFormat = NoteFormat.FOUR_BOX
    note_texts: tuple[str, ...] = ("", "", "", "")
    purposes: frozenset[Purpose] = frozenset()
    linkage_ids: tuple[UUID, ...] = ()
    follow_up: str = ""
    follow_up_on: date | None = None
    by_hand: frozenset[Part] = frozenset()
    carried: frozenset[Part] = frozenset()

    @property
    def boxes(self) -> tuple[NoteBox, ...]:
        """The note's boxes for this worker."""
        return boxes_for(self.note_format, self.role)

    @property
    def note(self) -> str:
        """The note as it will be saved."""
        return join_boxes(self.boxes, self.note_texts)

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
        participant_ids=() if participant_id is None else (participant_id,),
        note_format=note_format,
        note_texts=("",) * len(boxes_for(note_format, role)),
    )


def choice_for(mode: ContactMode, place: PlaceType | None) -> ModeChoice:
    """The chip that stands for a mode and place; the first of the mode when none fits both."""
    of_mode = [choice for choice in MODE_CHOICES if choice.mode is mode]
    exact = [choice for choice in of_mode if choice.place is place]
    return (exact or of_mode or list(MODE_CHOICES))[0]


def with_last_choices(state: FormState, last: LastChoices) -> FormState:
    """Offer what was chosen last, wherever the person has not chosen yet."""
    if last.mode is not None and state.is_open(Part.HOW):
        state = replace(state, how=choice_for(last.mode, last.place_type))
    untouched = state.is_open(Part.NOTE) and not any(state.note_texts)
    if last.note_format is not None and untouched:
        state = with_format(state, last.note_format)
    return with_minutes_of(state, last)


def with_minutes_of(state: FormState, last: LastChoices) -> FormState:
    """The length of the last contact of the same mode; none for another mode."""
    if not state.is_open(Part.MINUTES):
        return state
    same = last.mode is state.how.mode and last.minutes
    return replace(state, minutes_text=f"{last.minutes} min" if same else "")


def with_place_of(state: FormState, places: tuple[FindLine, ...]) -> FormState:
    """For street outreach, the first place where the participant is usually found."""
    if not state.is_open(Part.PLACE):
        return state
    on_street = state.how.place is PlaceType.STREET and bool(places)
    return replace(state, place=places[0].place if on_street else "")


ATTEMPTS_IN_PERSON = (
    ContactOutcome.NOT_FOUND,
    ContactOutcome.NO_ANSWER,
    ContactOutcome.NO_SHOW,
    ContactOutcome.DECLINED_TODAY,
    ContactOutcome.CANCELLED_BY_PARTICIPANT,
    ContactOutcome.CANCELLED_BY_STAFF,
    ContactOutcome.IN_CUSTODY,
    ContactOutcome.IN_HOSPITAL,
)
ATTEMPTS_BY_LINE = (
    ContactOutcome.NO_ANSWER,
    ContactOutcome.MESSAGE_LEFT,
    ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED,
    ContactOutcome.NO_SHOW,
    ContactOutcome.DECLINED_TODAY,
    ContactOutcome.CANCELLED_BY_PARTICIPANT,
    ContactOutcome.CANCELLED_BY_STAFF,
    ContactOutcome.IN_CUSTODY,
    ContactOutcome.IN_HOSPITAL,
)
REACHED_OUTCOMES = (ContactOutcome.MET, ContactOutcome.BRIEF)


def outcomes_for(mode: ContactMode, *, reached: bool) -> tuple[ContactOutcome, ...]:
    """The outcomes that are offered for a mode, the likeliest first."""
    if reached:
        return REACHED_OUTCOMES
    return ATTEMPTS_IN_PERSON if mode is ContactMode.IN_PERSON else ATTEMPTS_BY_LINE


def with_outcome(state: FormState, outcome: ContactOutcome) -> FormState:
    """Record how it went. The length typed so far is kept, though an attempt has none."""
    return replace(state, outcome=outcome)


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
        how=state.how,
        place=state.place if keeps_place else "",
        worker_ids=state.worker_ids,
        carried=frozenset({Part.HOW, Part.PLACE} if keeps_place else {Part.HOW}),
    )


def parse_minutes(text: str) -> int | None:
    """Minutes out of "20", "20 min", "1 h 20" or "1:20"; None for an empty field.

    Raises InvalidInput for anything else.
    """
    words = " ".join(text.casefold().split())
    if not words:
        return None
    match = _MINUTES.fullmatch(words)
    if match is None:
        raise InvalidInput(FieldProblem(Part.MINUTES, "Give the length as “20” or “1 h 20”."))
    return int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)


def check_form(state: FormState, now: datetime, zone: ZoneInfo) -> tuple[FieldProblem, ...]:
    """What stands against saving, in tab order; empty when it may be saved."""
    problems: list[FieldProblem] = []
    minutes: int | None = None
    if state.when is WhenChoice.PICKED and parse_when(state.when_text, now, zone) is None:
        words = "Say when as “yest 3p”, “fri 14:10” or “2h”."
        problems.append(FieldProblem(Part.WHEN, words))
    if state.is_reached:
        try:
            minutes = parse_minutes(state.minutes_text)
        except InvalidInput as refusal:
            problems.extend(refusal.problems)
    if state.follow_up.strip() and state.follow_up_on is None:
        problems.append(FieldProblem(Part.FOLLOW_UP, "Choose the day of the follow-up."))
    problems.extend(check_contact(_command(state, minutes), now))
    order = [part.value for part in Part]
    return tuple(sorted(problems, key=lambda problem: order.index(problem.field)))


def to_command(
    state: FormState, now: datetime, zone: ZoneInfo, *, sign: bool = False
) -> LogContact:
    """What the form asks the service to save; raises InvalidInput with the problems by field."""
    problems = check_form(state, now, zone)
    if problems:
        raise InvalidInput(*problems)
    minutes = parse_minutes(state.minutes_text) if state.is_reached else None
    return replace(_command(state, minutes), sign=sign)


def _command(state: FormState, minutes: int | None) -> LogContact:
    attempted = not state.is_reached
    follow_up = None
    if state.follow_up.strip() and state.follow_up_on is not None:
        follow_up = FollowUp(state.follow_up.strip(), state.follow_up_on)
    return LogContact(
        id=state.id,
        participant_ids=state.participant_ids,
        mode=state.how.mode,
        outcome=state.outcome,
        occurred_at=state.occurred_at,
        minutes=0 if attempted else minutes,
        place_type=state.how.place,
        place=state.place,
        note=state.note,
        note_format=state.note_format,
        purposes=state.purposes,
        supplies=state.supplies,
        worker_ids=state.worker_ids,
        touched=state.linkage_ids,
        follow_up=follow_up,
    )
