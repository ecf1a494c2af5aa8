"""What is to be done, for whom, by when, and why somebody is asked: one rule for every list.

A worklist is derived: cadences, clocks, promises and notes put things on it and take them off
again. Today's page, the command line, the counts and the supervisor's page read the same items.
Nothing here ranks people; sections stand in the order of harm if they are missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.cadence import DUE_BEFORE, Satisfied, Standing, days
from lead_desktop.domain.caseload import CaseloadRow
from lead_desktop.domain.codes import ParticipantStatus, SnoozeReason, TaskKind
from lead_desktop.domain.duties import FOLLOW_UP_HOURS
from lead_desktop.domain.stage import ENDED

FIRST_OUTREACH_DAYS = 3
"""First outreach to somebody referred, where no door of its own says another clock."""

INTAKE_DAYS = 30
INTAKE_SHOWN = 7
"""The full intake is due so many days after intake began, and listed this long before."""

CONSENT_SHOWN = 60
"""A consent is listed from so many days before its end; 30, 14 and 7 make it more pressing."""

HOLD_SHOWN = 14
"""A charge hold is listed from so many days before it ends."""

UNSIGNED_WARN = timedelta(hours=24)
TRIED_ASIDE = timedelta(hours=8)
"""A person tried within this time stands aside, so that the list shows who is still to be tried."""


class Section(StrEnum):
    """The headings of a worklist, in the order of harm if what stands there is missed."""

    SAFETY = "After release or overdose"
    PAST = "Past contact cadence"
    OUTREACH = "Referrals awaiting outreach"
    HANDED = "Handed over"
    APPOINTMENTS = "Appointments"
    FOLLOW_UPS = "Follow-ups due"
    DUE = "Contact due"
    TO_FIND = "To find"
    INTAKE = "Intake and first months"
    LINKAGES = "Linkages waiting for a step"
    CONSENTS = "Consents ending"
    RETURNED = "Returned to you"
    NOTES = "Notes to sign"
    DRAFTS = "Drafts"


SECTION: dict[TaskKind, Section] = {
    TaskKind.AFTER_RELEASE: Section.SAFETY,
    TaskKind.AFTER_OVERDOSE: Section.SAFETY,
    TaskKind.NALOXONE: Section.SAFETY,
    TaskKind.EXPECTED_END: Section.FOLLOW_UPS,
    TaskKind.SAFETY_REVIEW: Section.FOLLOW_UPS,
    TaskKind.PROPOSE_LOST: Section.TO_FIND,
    TaskKind.PAST_CADENCE: Section.PAST,
    TaskKind.CADENCE_DUE: Section.DUE,
    TaskKind.TO_FIND: Section.TO_FIND,
    TaskKind.FIRST_OUTREACH: Section.OUTREACH,
    TaskKind.INTAKE_DUE: Section.INTAKE,
    TaskKind.CHARGE_HOLD: Section.INTAKE,
    TaskKind.TIMELINE_STEP: Section.INTAKE,
    TaskKind.APPOINTMENT: Section.APPOINTMENTS,
    TaskKind.FOLLOW_UP: Section.FOLLOW_UPS,
    TaskKind.HANDED_OVER: Section.HANDED,
    TaskKind.LINKAGE_CHECK: Section.LINKAGES,
    TaskKind.CONSENT_ENDING: Section.CONSENTS,
    TaskKind.RETURNED_NOTE: Section.RETURNED,
    TaskKind.UNSIGNED_NOTE: Section.NOTES,
    TaskKind.DRAFT: Section.DRAFTS,
}

SAFETY_KINDS = frozenset({TaskKind.AFTER_RELEASE, TaskKind.AFTER_OVERDOSE, TaskKind.NALOXONE})
REACHING = frozenset(
    {TaskKind.PAST_CADENCE, TaskKind.CADENCE_DUE, TaskKind.TO_FIND, TaskKind.FIRST_OUTREACH}
)
"""Things that ask for a try; a try of the last hours moves them aside."""

_NEW = frozenset({ParticipantStatus.REFERRED, ParticipantStatus.SCREENING})
_IN_INTAKE = frozenset({ParticipantStatus.INTAKE_STARTED, ParticipantStatus.INTAKE_SCHEDULED})


class Urgency(StrEnum):
    """How pressing an item is; always shown with its word."""

    CALM = "calm"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class WorkFact:
    """A dated fact of the record that asks for something, as the store finds it.

    subject_id: the promise, appointment, consent, linkage, contact, draft or event itself.
    words: what was promised, titled or written for. due: the day, in the vault's zone. at: the
    instant where there is one. escalates_on: from when a supervisor sees it. mine: the asker is
    on the team of this person, or is the worker named.
    """

    kind: TaskKind
    subject_id: UUID
    participant_id: UUID | None
    participant: str
    worker_id: UUID | None
    worker: str | None
    words: str
    due: date
    at: datetime | None
    escalates_on: date | None
    mine: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a worklist. why: the written reason. badge: how long past or how long left.

    subject_id: the record behind it, None where it follows from the person's own clocks.
    key: the same as long as the cause is; what is put off or passed on is known by it.
    escalates_on: from which day a supervisor sees it, where that is not at once. part: the step
    of the program's timeline.
    """

    key: str
    kind: TaskKind
    subject_id: UUID | None
    participant_id: UUID | None
    participant: str
    worker_id: UUID | None
    worker: str | None
    why: str
    badge: str
    urgency: Urgency
    due: date
    at: datetime | None
    mine: bool
    escalates_on: date | None = None
    part: str = ""

    @property
    def section(self) -> Section:
        return SECTION[self.kind]


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant from which a list is told, and the zone of its days."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)


def items_of_person(row: CaseloadRow, moment: Moment) -> tuple[WorkItem, ...]:
    """What a participant's own clocks ask for: cadence, first outreach, full intake."""
    if row.status in ENDED:
        return ()
    found = [_cadence(row, moment), _first_outreach(row, moment), _intake(row, moment)]
    return tuple(item for item in found if item is not None)


def _of_row(
    row: CaseloadRow,
    kind: TaskKind,
    anchor: date,
    why: str,
    badge: str,
    urgency: Urgency,
    due: date,
) -> WorkItem:
    return WorkItem(
        f"{kind.value}:{row.id.hex}:{anchor:%Y%m%d}",
        kind,
        None,
        row.id,
        row.preferred_name,
        None,
        row.case_manager or row.peer,
        why,
        badge,
        urgency,
        due,
        None,
        row.mine,
    )


def _cadence(row: CaseloadRow, moment: Moment) -> WorkItem | None:
    state = row.cadence
    if state.cadence is None:
        return None
    left = state.cadence.days - state.waited
    if not state.days_past and left > DUE_BEFORE:
        return None
    kind = TaskKind.PAST_CADENCE if state.days_past else TaskKind.CADENCE_DUE
    if state.cadence.satisfied_by is Satisfied.SEARCH:
        kind = TaskKind.TO_FIND
    urgency = {Standing.STRONGLY_PAST: Urgency.DANGER, Standing.PAST: Urgency.WARN}.get(
        state.standing, Urgency.CALM
    )
    badge = f"{days(state.days_past)} past" if state.days_past else _ahead(left)
    due = moment.today + timedelta(days=left)
    anchor = moment.today - timedelta(days=state.waited)
    return _of_row(row, kind, anchor, state.reason, badge, urgency, due)


def _first_outreach(row: CaseloadRow, moment: Moment) -> WorkItem | None:
    never = row.last_reached_at is None and row.last_attempted_at is None
    begun = row.status is ParticipantStatus.OUTREACH and not row.cadence.days_past
    if not never or not (row.status in _NEW or begun):
        return None
    due = row.status_since + timedelta(days=FIRST_OUTREACH_DAYS)
    left = (due - moment.today).days
    urgency = Urgency.DANGER if left < 0 else Urgency.WARN if left == 0 else Urgency.CALM
    badge = f"{days(-left)} late" if left < 0 else f"{left} d left of {FIRST_OUTREACH_DAYS} d"
    why = f"{row.stage.value} since {_short(row.status_since)} · needs first outreach"
    return _of_row(row, TaskKind.FIRST_OUTREACH, row.status_since, why, badge, urgency, due)


def _intake(row: CaseloadRow, moment: Moment) -> WorkItem | None:
    if row.status not in _IN_INTAKE:
        return None
    due = row.status_since + timedelta(days=INTAKE_DAYS)
    left = (due - moment.today).days
    if left > INTAKE_SHOWN:
        return None
    urgency = Urgency.DANGER if left < 0 else Urgency.WARN
    badge = f"{days(-left)} late" if left < 0 else _ahead(left)
    why = f"Intake began {_short(row.status_since)}, full intake within {INTAKE_DAYS} days"
    return _of_row(row, TaskKind.INTAKE_DUE, row.status_since, why, badge, urgency, due)


def item_of_fact(fact: WorkFact, moment: Moment) -> WorkItem:
    """The line that stands for a dated fact."""
    why, badge, urgency = _WORDED[fact.kind](fact, moment)
    return WorkItem(
        f"{fact.kind.value}:{fact.subject_id.hex}",
        fact.kind,
        fact.subject_id,
        fact.participant_id,
        fact.participant,
        fact.worker_id,
        fact.worker,
        why,
        badge,
        urgency,
        fact.due,
        fact.at,
        fact.mine,
        fact.escalates_on,
        fact.part,
    )


_Worded = tuple[str, str, Urgency]


def _safety_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    left = fact.at + timedelta(hours=FOLLOW_UP_HOURS) - moment.now
    hours = int(abs(left).total_seconds() // 3600)
    day = _short(local_day(fact.at, moment.zone))
    # Short: the badge says by when, and the row's own buttons need the room.
    released = fact.kind is TaskKind.AFTER_RELEASE
    why = f"Released {day}, naloxone in hand" if released else f"Overdose {day}, reach them"
    if left < timedelta(0):
        return why, f"{hours} h late", Urgency.DANGER
    return (
        why,
        f"{hours} h left of {FOLLOW_UP_HOURS} h",
        Urgency.DANGER if hours < 24 else Urgency.WARN,
    )


def _duty_words(fact: WorkFact, moment: Moment) -> _Worded:
    late = (moment.today - fact.due).days
    return fact.words, f"{days(late)} late" if late > 0 else _ahead(-late), Urgency.CALM


def _outreach_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    left = fact.at - moment.now
    hours = int(abs(left).total_seconds() // 3600)
    length = days(hours // 24) if hours >= 48 else f"{hours} h"
    why = f"{fact.words} · needs first outreach"
    if left < timedelta(0):
        return why, f"{length} late", Urgency.DANGER
    return why, f"{length} left", Urgency.DANGER if hours < 8 else Urgency.CALM


def _hold_words(fact: WorkFact, moment: Moment) -> _Worded:
    left = (fact.due - moment.today).days
    why = f"Charges are held until {_short(fact.due)}: intake and plan by then"
    if left < 0:
        return why, f"{days(-left)} late", Urgency.DANGER
    return why, _ahead(left), Urgency.WARN if left > 3 else Urgency.DANGER


def _appointment_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    return fact.words, f"{fact.at.astimezone(moment.zone):%H:%M}", Urgency.CALM


def _promise_words(fact: WorkFact, moment: Moment) -> _Worded:
    late = (moment.today - fact.due).days
    urgency = Urgency.WARN if late > 0 else Urgency.CALM
    return fact.words, f"{days(late)} late" if late > 0 else _ahead(-late), urgency


def _consent_words(fact: WorkFact, moment: Moment) -> _Worded:
    left = (fact.due - moment.today).days
    urgency = Urgency.DANGER if left == 0 else Urgency.WARN if left <= 14 else Urgency.CALM
    why = f"Release to {fact.words} ends {_short(fact.due)}" if fact.words else "A release ends"
    return why, "Ends today" if left == 0 else days(left), urgency


def _linkage_words(fact: WorkFact, moment: Moment) -> _Worded:
    late = (moment.today - fact.due).days
    urgency = Urgency.WARN if late > 0 else Urgency.CALM
    return fact.words, f"{days(late)} late" if late > 0 else "Today", urgency


def _note_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    at = fact.at.astimezone(moment.zone)
    why = f"Contact note, {at:%a} {_short(at.date())}, {at:%H:%M} · {fact.words.lower()}"
    age = moment.now - fact.at
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


def _returned_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    at = fact.at.astimezone(moment.zone)
    returned = f"returned {at:%a} {_short(at.date())}"
    why = f"Contact note to look at again, {returned} · {fact.words.lower()}"
    age = moment.now - fact.at
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


def _draft_words(fact: WorkFact, moment: Moment) -> _Worded:
    assert fact.at is not None
    at = fact.at.astimezone(moment.zone)
    age = moment.now - fact.at
    why = f"Begun, not saved: last written {at:%a} {_short(at.date())}, {at:%H:%M}"
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


_WORDED = {
    TaskKind.AFTER_RELEASE: _safety_words,
    TaskKind.AFTER_OVERDOSE: _safety_words,
    TaskKind.NALOXONE: _duty_words,
    TaskKind.EXPECTED_END: _duty_words,
    TaskKind.SAFETY_REVIEW: _duty_words,
    TaskKind.PROPOSE_LOST: _duty_words,
    TaskKind.FIRST_OUTREACH: _outreach_words,
    TaskKind.CHARGE_HOLD: _hold_words,
    TaskKind.APPOINTMENT: _appointment_words,
    TaskKind.FOLLOW_UP: _promise_words,
    TaskKind.HANDED_OVER: _promise_words,
    TaskKind.TIMELINE_STEP: _promise_words,
    TaskKind.LINKAGE_CHECK: _linkage_words,
    TaskKind.CONSENT_ENDING: _consent_words,
    TaskKind.RETURNED_NOTE: _returned_words,
    TaskKind.UNSIGNED_NOTE: _note_words,
    TaskKind.DRAFT: _draft_words,
}


def _ahead(left: int) -> str:
    return {0: "Today", 1: "Tomorrow"}.get(left, f"in {left} days")


def _age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return days(hours // 24) if hours >= 24 else f"{max(hours, 0)} h"


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"


_PRESSING = {Urgency.DANGER: 0, Urgency.WARN: 1, Urgency.CALM: 2}
_PLACE = {section: place for place, section in enumerate(Section)}


def work_order(item: WorkItem) -> tuple[object, ...]:
    """Sort key: section, then how pressing, then the day and hour, then the name."""
    moment = item.at.isoformat() if item.at else ""
    pressing = 0 if item.kind is TaskKind.APPOINTMENT else _PRESSING[item.urgency]
    return (_PLACE[item.section], pressing, item.due, moment, item.participant.casefold(), item.key)


def derive(
    rows: Iterable[CaseloadRow], facts: Iterable[WorkFact], moment: Moment
) -> tuple[WorkItem, ...]:
    """Every item that follows from people's clocks and from dated facts, in order."""
    items = [item_of_fact(fact, moment) for fact in facts]
    # A referral's own door has a clock of its own; nobody is asked for twice.
    referred = {i.participant_id for i in items if i.kind is TaskKind.FIRST_OUTREACH}
    items.extend(
        item
        for row in rows
        for item in items_of_person(row, moment)
        if not (item.kind is TaskKind.FIRST_OUTREACH and row.id in referred)
    )
    return tuple(sorted(items, key=work_order))


def next_due(rows: Iterable[CaseloadRow], today: date) -> tuple[str, date] | None:
    """Whose contact comes due next, and on which day, among people inside their cadence."""
    ahead = [
        (row.cadence.cadence.days - row.cadence.waited, row.preferred_name)
        for row in rows
        if row.cadence.cadence is not None and not row.cadence.days_past
    ]
    if not ahead:
        return None
    left, name = min(ahead)
    return name, today + timedelta(days=left)


class AsideKind(StrEnum):
    """Why something stands aside for now."""

    SNOOZED = "Put off"
    HANDED = "Passed on"
    TRIED = "Tried today"


@dataclass(frozen=True, slots=True)
class SnoozeFact:
    """A standing snooze of the worker who asks."""

    id: UUID
    key: str
    until_on: date
    reason: SnoozeReason
    words: str


@dataclass(frozen=True, slots=True)
class HandoverFact:
    """An open hand-over. to_worker: None for the next shift."""

    id: UUID
    key: str
    participant_id: UUID | None
    participant: str
    from_worker_id: UUID
    from_worker: str
    to_worker_id: UUID | None
    to_worker: str | None
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Aside:
    """An item that stands aside. act_id: the snooze or hand-over that can be taken back."""

    item: WorkItem
    kind: AsideKind
    words: str
    act_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Worklist:
    """What is to be done now, and what stands aside with the reason."""

    items: tuple[WorkItem, ...]
    aside: tuple[Aside, ...]

    def sections(self) -> tuple[tuple[Section, tuple[WorkItem, ...]], ...]:
        """Items under their headings; empty sections are not there."""
        shelves: dict[Section, list[WorkItem]] = {}
        for item in self.items:
            shelves.setdefault(item.section, []).append(item)
        return tuple(
            (section, tuple(shelves[section])) for section in Section if section in shelves
        )


@dataclass(frozen=True, slots=True)
class Putting:
    """What was put off, passed on, tried and ordered by hand, as far as the asker is concerned."""

    snoozes: Sequence[SnoozeFact] = ()
    handovers: Sequence[HandoverFact] = ()
    tried: Sequence[tuple[UUID, datetime]] = ()
    order: Sequence[str] = ()


def arrange(items: Sequence[WorkItem], worker_id: UUID, moment: Moment, put: Putting) -> Worklist:
    """One worker's list: their own items and what was passed to them, less what stands aside.

    Every item stands exactly once, either among the items or aside.
    """
    given = {h.key: h for h in put.handovers if h.from_worker_id == worker_id}
    received = [h for h in put.handovers if _is_for(h, worker_id)]
    replaced = {handover.key for handover in received}
    present = {item.key for item in items}
    own = [item for item in items if item.key not in replaced]
    # What was passed on stays in sight of the giver, also once its cause has gone.
    passed = received + [h for key, h in given.items() if key not in present]
    own += [item_of_fact(_handed_fact(handover, moment), moment) for handover in passed]
    given |= {_handed_key(handover): handover for handover in given.values()}
    snoozed = {s.key: s for s in put.snoozes if s.until_on > moment.today}
    tried = dict(put.tried)
    standing: list[WorkItem] = []
    aside: list[Aside] = []
    for item in sorted(own, key=work_order):
        why = _aside_of(item, given, snoozed, tried, moment)
        if why is None:
            standing.append(item)
        else:
            aside.append(why)
    return Worklist(tuple(by_hand(standing, put.order)), tuple(aside))


def for_team(
    items: Sequence[WorkItem], handovers: Sequence[HandoverFact], moment: Moment
) -> Worklist:
    """Everybody's list: nothing stands aside, what was passed on says from whom and to whom."""
    replaced = {handover.key for handover in handovers}
    standing = [item for item in items if item.key not in replaced]
    standing.extend(item_of_fact(_handed_fact(h, moment), moment) for h in handovers)
    return Worklist(tuple(sorted(standing, key=work_order)), ())


def _is_for(handover: HandoverFact, worker_id: UUID) -> bool:
    if handover.to_worker_id is None:
        return handover.from_worker_id != worker_id
    return handover.to_worker_id == worker_id


def _aside_of(
    item: WorkItem,
    given: dict[str, HandoverFact],
    snoozed: dict[str, SnoozeFact],
    tried: dict[UUID, datetime],
    moment: Moment,
) -> Aside | None:
    if handover := given.get(item.key):
        return Aside(item, AsideKind.HANDED, _given_words(handover), handover.id)
    if snooze := snoozed.get(item.key):
        words = f"Until {_short(snooze.until_on)}: {snooze.words or snooze.reason.label.lower()}"
        return Aside(item, AsideKind.SNOOZED, words, snooze.id)
    at = tried.get(item.participant_id) if item.participant_id else None
    if at is not None and item.kind in REACHING and moment.now - at < TRIED_ASIDE:
        back = (at + TRIED_ASIDE).astimezone(moment.zone)
        words = f"Tried {at.astimezone(moment.zone):%H:%M}, back at {back:%H:%M}"
        return Aside(item, AsideKind.TRIED, words)
    return None


def _handed_key(handover: HandoverFact) -> str:
    return f"{TaskKind.HANDED_OVER.value}:{handover.id.hex}"


def _given_words(handover: HandoverFact) -> str:
    return f"To {handover.to_worker or 'the next shift'}: {handover.words}"


def _handed_fact(handover: HandoverFact, moment: Moment) -> WorkFact:
    return WorkFact(
        TaskKind.HANDED_OVER,
        handover.id,
        handover.participant_id,
        handover.participant,
        handover.to_worker_id,
        handover.to_worker,
        f"From {handover.from_worker}: {handover.words}",
        local_day(handover.at, moment.zone),
        handover.at,
        None,
        True,
    )


def by_hand(items: Sequence[WorkItem], order: Sequence[str]) -> list[WorkItem]:
    """`items` with those that were moved by hand in that order within their section.

    What came later than the hand's order stands before it, because it is news.
    """
    places = {key: place for place, key in enumerate(order)}
    return sorted(items, key=lambda item: (_PLACE[item.section], places.get(item.key, -1)))


def moved(worklist: Worklist, key: str, step: int) -> tuple[str, ...]:
    """The order by hand after `key` went `step` (1 or -1) places; it never leaves its section."""
    keys = [item.key for item in worklist.items]
    if key not in keys:
        return tuple(keys)
    at = keys.index(key)
    to = at + step
    if 0 <= to < len(keys) and worklist.items[to].section is worklist.items[at].section:
        keys[at], keys[to] = keys[to], keys[at]
    return tuple(keys)


MOST_SNOOZE: dict[TaskKind, int] = {
    TaskKind.AFTER_RELEASE: 1,
    TaskKind.AFTER_OVERDOSE: 1,
    TaskKind.PAST_CADENCE: 14,
    TaskKind.CADENCE_DUE: 14,
    TaskKind.FIRST_OUTREACH: 7,
}
"""Most days for which a kind can be put off; 30 for all others."""

SNOOZES_TO_SUPERVISOR = 3
"""The third snooze of the same thing shows to the supervisor."""


def most_snooze(kind: TaskKind) -> int:
    """The most days for which something of `kind` can be put off."""
    return MOST_SNOOZE.get(kind, 30)
