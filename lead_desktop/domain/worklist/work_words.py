"""How a dated fact is worded as a line of a worklist: why it stands there, and by when."""

from __future__ import annotations

from datetime import date, timedelta

from lead_desktop.base.clock import local_day
from lead_desktop.base.given import given
from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.people.cadence import days
from lead_desktop.domain.people.names import fold_name
from lead_desktop.domain.plan.calendar import USUAL_LENGTH
from lead_desktop.domain.worklist.duties import FOLLOW_UP_HOURS
from lead_desktop.domain.worklist.work_item import Moment, Urgency, WorkFact, WorkItem

UNSIGNED_WARN = timedelta(hours=24)


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
    since = given(fact.at)
    left = since + timedelta(hours=FOLLOW_UP_HOURS) - moment.now
    hours = int(abs(left).total_seconds() // 3600)
    day = short_day(local_day(since, moment.zone))
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
    return fact.words, f"{days(late)} late" if late > 0 else ahead(-late), Urgency.CALM


def _medication_words(fact: WorkFact, moment: Moment) -> _Worded:
    left = (fact.due - moment.today).days
    badge = f"{days(-left)} late" if left < 0 else ahead(left)
    return fact.words, badge, Urgency.WARN if left <= 1 else Urgency.CALM


def _outreach_words(fact: WorkFact, moment: Moment) -> _Worded:
    since = given(fact.at)
    left = since - moment.now
    hours = int(abs(left).total_seconds() // 3600)
    length = days(hours // 24) if hours >= 48 else f"{hours} h"
    why = f"{fact.words} · needs first outreach"
    if left < timedelta(0):
        return why, f"{length} late", Urgency.DANGER
    return why, f"{length} left", Urgency.DANGER if hours < 8 else Urgency.CALM


def _hold_words(fact: WorkFact, moment: Moment) -> _Worded:
    left = (fact.due - moment.today).days
    why = f"Charges are held until {short_day(fact.due)}: intake and plan by then"
    if left < 0:
        return why, f"{days(-left)} late", Urgency.DANGER
    return why, ahead(left), Urgency.WARN if left > 3 else Urgency.DANGER


def _appointment_words(fact: WorkFact, moment: Moment) -> _Worded:
    at = given(fact.at)
    ago = (moment.today - fact.due).days
    if ago > 0:
        badge = "Yesterday" if ago == 1 else f"{days(ago)} ago"
        return f"Did it happen? {fact.words}", badge, Urgency.WARN
    if at + USUAL_LENGTH < moment.now:
        return (
            f"Did it happen? {fact.words}",
            f"{at.astimezone(moment.zone):%H:%M}",
            Urgency.CALM,
        )
    return fact.words, f"{at.astimezone(moment.zone):%H:%M}", Urgency.CALM


def _promise_words(fact: WorkFact, moment: Moment) -> _Worded:
    late = (moment.today - fact.due).days
    urgency = Urgency.WARN if late > 0 else Urgency.CALM
    return fact.words, f"{days(late)} late" if late > 0 else ahead(-late), urgency


def _consent_words(fact: WorkFact, moment: Moment) -> _Worded:
    left = (fact.due - moment.today).days
    urgency = Urgency.DANGER if left == 0 else Urgency.WARN if left <= 14 else Urgency.CALM
    why = f"Release to {fact.words} ends {short_day(fact.due)}" if fact.words else "A release ends"
    return why, "Ends today" if left == 0 else days(left), urgency


def _linkage_words(fact: WorkFact, moment: Moment) -> _Worded:
    late = (moment.today - fact.due).days
    urgency = Urgency.WARN if late > 0 else Urgency.CALM
    return fact.words, f"{days(late)} late" if late > 0 else "Today", urgency


def _note_words(fact: WorkFact, moment: Moment) -> _Worded:
    since = given(fact.at)
    at = since.astimezone(moment.zone)
    why = f"Contact note, {at:%a} {short_day(at.date())}, {at:%H:%M} · {fact.words.lower()}"
    age = moment.now - since
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


def _returned_words(fact: WorkFact, moment: Moment) -> _Worded:
    since = given(fact.at)
    at = since.astimezone(moment.zone)
    returned = f"returned {at:%a} {short_day(at.date())}"
    why = f"Contact note to look at again, {returned} · {fact.words.lower()}"
    age = moment.now - since
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


def _draft_words(fact: WorkFact, moment: Moment) -> _Worded:
    since = given(fact.at)
    at = since.astimezone(moment.zone)
    age = moment.now - since
    why = f"Begun, not saved: last written {at:%a} {short_day(at.date())}, {at:%H:%M}"
    return why, _age(age), Urgency.WARN if age > UNSIGNED_WARN else Urgency.CALM


_WORDED = {
    TaskKind.AFTER_RELEASE: _safety_words,
    TaskKind.AFTER_OVERDOSE: _safety_words,
    TaskKind.NALOXONE: _duty_words,
    TaskKind.EXPECTED_END: _duty_words,
    TaskKind.SAFETY_REVIEW: _duty_words,
    TaskKind.PROPOSE_LOST: _duty_words,
    TaskKind.MEDICATION: _medication_words,
    TaskKind.NALOXONE_OLD: _duty_words,
    TaskKind.PLAN_REVIEW: _duty_words,
    TaskKind.FIRST_OUTREACH: _outreach_words,
    TaskKind.CHARGE_HOLD: _hold_words,
    TaskKind.APPOINTMENT: _appointment_words,
    TaskKind.FOLLOW_UP: _promise_words,
    TaskKind.HANDED_OVER: _promise_words,
    TaskKind.TIMELINE_STEP: _promise_words,
    TaskKind.LINKAGE_CHECK: _linkage_words,
    TaskKind.CONSENT_ENDING: _consent_words,
    TaskKind.UNSIGNED_NOTE: _note_words,
    TaskKind.RETURNED_NOTE: _returned_words,
    TaskKind.DRAFT: _draft_words,
}


def ride_words(transport: str, worker: str) -> str:
    """How somebody gets to an appointment, said to `worker`; "" when nobody wrote it down."""
    if not transport:
        return ""
    own = fold_name(transport) == fold_name(worker)
    return f"transport: {'you' if own else transport}"


def ahead(left: int) -> str:
    return {0: "Today", 1: "Tomorrow"}.get(left, f"in {left} days")


def _age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return days(hours // 24) if hours >= 24 else f"{max(hours, 0)} h"


def short_day(day: date) -> str:
    return f"{day:%b} {day.day}"
