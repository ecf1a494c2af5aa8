"""What is to be done, for whom, by when, and why somebody is asked: one rule for every list.

A worklist is derived: cadences, clocks, promises and notes put things on it and take them off
again. Today's page, the command line, the counts and the supervisor's page read the same items.
Nothing here ranks people; sections stand in the order of harm if they are missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from lead_desktop.domain.codes import ParticipantStatus, TaskKind
from lead_desktop.domain.people.cadence import DUE_BEFORE, Satisfied, Standing, days
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.plan.calendar import USUAL_LENGTH
from lead_desktop.domain.referral.referral import Clocks
from lead_desktop.domain.worklist.work_item import (
    CONSENT_STEPS,
    Moment,
    Section,
    Urgency,
    WorkFact,
    WorkItem,
)
from lead_desktop.domain.worklist.work_words import ahead, item_of_fact, short_day

INTAKE_SHOWN = 7
"""The full intake is listed so many days before it is due."""

CONSENT_SHOWN = CONSENT_STEPS[0]
"""A consent is listed from so many days before its end; 14 days and the last one press more."""

HOLD_SHOWN = 14
"""A charge hold is listed from so many days before it ends."""

_NEW = frozenset({ParticipantStatus.REFERRED, ParticipantStatus.SCREENING})

_IN_INTAKE = frozenset({ParticipantStatus.INTAKE_STARTED, ParticipantStatus.INTAKE_SCHEDULED})


def items_of_person(row: CaseloadRow, moment: Moment, clocks: Clocks) -> tuple[WorkItem, ...]:
    """What a participant's own clocks ask for: cadence, first outreach, full intake."""
    if row.status in ENDED:
        return ()
    found = [
        _cadence(row, moment),
        _first_outreach(row, moment, clocks),
        _intake(row, moment, clocks),
    ]
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
    badge = f"{days(state.days_past)} past" if state.days_past else ahead(left)
    due = moment.today + timedelta(days=left)
    anchor = moment.today - timedelta(days=state.waited)
    return _of_row(row, kind, anchor, state.reason, badge, urgency, due)


def _first_outreach(row: CaseloadRow, moment: Moment, clocks: Clocks) -> WorkItem | None:
    """First outreach to somebody referred, where no door of its own says another clock."""
    never = row.last_reached_at is None and row.last_attempted_at is None
    begun = row.status is ParticipantStatus.OUTREACH and not row.cadence.days_past
    if not never or not (row.status in _NEW or begun):
        return None
    target = -(-clocks.social_hours // 24)
    due = row.status_since + timedelta(days=target)
    left = (due - moment.today).days
    urgency = Urgency.DANGER if left < 0 else Urgency.WARN if left == 0 else Urgency.CALM
    badge = f"{days(-left)} late" if left < 0 else f"{left} d left of {target} d"
    why = f"{row.stage.value} since {short_day(row.status_since)} · needs first outreach"
    return _of_row(row, TaskKind.FIRST_OUTREACH, row.status_since, why, badge, urgency, due)


def _intake(row: CaseloadRow, moment: Moment, clocks: Clocks) -> WorkItem | None:
    """The full intake: by the clock of a diverted incident, else from when it was begun."""
    within = f"full intake within {clocks.intake_days} days"
    if row.intake_due_on is not None:
        begun = due = row.intake_due_on
        why = f"After a diverted incident, {within}"
    elif row.status in _IN_INTAKE:
        begun = row.status_since
        due = begun + timedelta(days=clocks.intake_days)
        why = f"Intake began {short_day(begun)}, {within}"
    else:
        return None
    left = (due - moment.today).days
    if left > INTAKE_SHOWN:
        return None
    urgency = Urgency.DANGER if left < 0 else Urgency.WARN
    badge = f"{days(-left)} late" if left < 0 else ahead(left)
    return _of_row(row, TaskKind.INTAKE_DUE, begun, why, badge, urgency, due)


_PRESSING = {Urgency.DANGER: 0, Urgency.WARN: 1, Urgency.CALM: 2}

PLACE = {section: place for place, section in enumerate(Section)}


def work_order(item: WorkItem) -> tuple[object, ...]:
    """Sort key: section, then how pressing, then the day and hour, then the name.

    What ties even then goes by its words: the key has an id in it that is drawn by lot.
    """
    moment = item.at.isoformat() if item.at else ""
    pressing = 0 if item.kind is TaskKind.APPOINTMENT else _PRESSING[item.urgency]
    name = item.participant.casefold()
    return (PLACE[item.section], pressing, item.due, moment, name, item.why, item.key)


def derive(
    rows: Iterable[CaseloadRow], facts: Iterable[WorkFact], moment: Moment, clocks: Clocks
) -> tuple[WorkItem, ...]:
    """Every item that follows from people's clocks and from dated facts, in order."""
    items = [item_of_fact(fact, moment) for fact in facts]
    # A referral's own door has a clock of its own; nobody is asked for twice.
    referred = {i.participant_id for i in items if i.kind is TaskKind.FIRST_OUTREACH}
    # Whoever says what became of a visit moves its linkage: one question, until the supervisor's.
    asked = {i.part for i in items if is_unsaid(i, moment)} - {""}
    items = [
        item
        for item in items
        if item.subject_id is None
        or item.kind is not TaskKind.LINKAGE_CHECK
        or item.subject_id.hex not in asked
        or (item.escalates_on is not None and item.escalates_on <= moment.today)
    ]
    # The steps of the first months end with a look at the plan; it is asked for once.
    stepping = {i.participant_id for i in items if i.kind is TaskKind.TIMELINE_STEP}
    items = [
        item
        for item in items
        if item.kind is not TaskKind.PLAN_REVIEW or item.participant_id not in stepping
    ]
    items.extend(
        item
        for row in rows
        for item in items_of_person(row, moment, clocks)
        if not (item.kind is TaskKind.FIRST_OUTREACH and row.id in referred)
    )
    return tuple(sorted(items, key=work_order))


def is_unsaid(item: WorkItem, moment: Moment) -> bool:
    """Whether it is an appointment that is over and of which nobody has said what became."""
    if item.kind is not TaskKind.APPOINTMENT or item.at is None:
        return False
    return item.due < moment.today or item.at + USUAL_LENGTH < moment.now


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
