"""What is due because of something that happened: the safety clock, which no status pauses.

Release from jail asks for a contact within 72 hours, with naloxone in hand: the first two weeks
outside are the most dangerous. An overdose asks for the same. A status that pauses the cadence
("in the wind", a break) does not stop these; only a death, an ending, or a new stay in jail does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import EventKind, ParticipantStatus, TaskKind
from lead_desktop.domain.people.cadence import PlaceNow, days
from lead_desktop.domain.people.stage import ENDED

FOLLOW_UP_HOURS = 72
"""Hours after a release or an overdose within which somebody should have been reached."""

NALOXONE_DAYS = 14
"""So long after a release or an overdose naloxone stays on the list when none was given."""

SHOWN_DAYS = 30
"""After so many days an unmet follow-up is left to the cadence, which shows the person anyway."""

PROPOSE_LOST_AFTER = 30
PROPOSE_LOST_TRIES = 3
"""More days than this since reached, and tries on so many days: "in the wind" is proposed."""

REVIEW_AHEAD = 7
"""A safety note is to be looked at from so many days before it ends."""


FOLLOW_UPS: dict[EventKind, TaskKind] = {
    EventKind.JAIL_RELEASED: TaskKind.AFTER_RELEASE,
    EventKind.JAIL_BOOKED: TaskKind.AFTER_RELEASE,
    EventKind.OVERDOSE_NONFATAL: TaskKind.AFTER_OVERDOSE,
}
"""Happenings that start the 72 hours; a stay in jail starts them with its end."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is due. `why` says it in words; subject_id: the event or note behind it.

    participant, mine: whose it is by name, and whether the asker is on their team; filled in by
    the query. at: when it happened that asks for this.
    """

    kind: TaskKind
    participant_id: UUID
    subject_id: UUID
    due_at: datetime
    why: str
    overdue: bool
    participant: str = ""
    mine: bool = False
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """A release or an overdose, and what was done since.

    reached_at, naloxone_at: the first contact afterwards that reached the person, and the first
    in which a naloxone kit was given. jailed_again: a later stay in jail is open.
    """

    participant_id: UUID
    event_id: UUID
    kind: EventKind
    at: datetime
    status: ParticipantStatus
    reached_at: datetime | None = None
    naloxone_at: datetime | None = None
    jailed_again: bool = False


def follow_up(happening: Happening, now: datetime, zone: ZoneInfo) -> Duty | None:
    """What a release or an overdose still asks for at `now`; None when it is done or moot."""
    kind = FOLLOW_UPS[happening.kind]
    if happening.status in ENDED or happening.jailed_again or happening.at > now:
        return None
    due = happening.at + timedelta(hours=FOLLOW_UP_HOURS)
    gone = (local_day(now, zone) - local_day(happening.at, zone)).days
    ago = "today" if gone == 0 else f"{days(gone)} ago"
    what = "Released from jail" if kind is TaskKind.AFTER_RELEASE else "Overdose"
    if happening.reached_at is None:
        if gone > SHOWN_DAYS:
            return None
        why = f"{what} {ago}: reach within 72 hours, bring naloxone"
    elif happening.naloxone_at is None and gone <= NALOXONE_DAYS:
        kind = TaskKind.NALOXONE
        why = f"{what} {ago}: reached since, no naloxone kit written down"
    else:
        return None
    return Duty(
        kind, happening.participant_id, happening.event_id, due, why, now > due, at=happening.at
    )


def expected_end(
    participant_id: UUID, event_id: UUID, place: PlaceNow, day: date, today: date, due_at: datetime
) -> Duty | None:
    """A stay whose expected end has come and that is still open; None before that day."""
    if day > today:
        return None
    gone = (today - day).days
    when = "today" if gone == 0 else f"{days(gone)} ago"
    why = f"{place.value}: expected end {when}. Still there?"
    return Duty(TaskKind.EXPECTED_END, participant_id, event_id, due_at, why, gone > 0)


def safety_review(
    participant_id: UUID, note_id: UUID, kind: str, review_by: date, today: date, due_at: datetime
) -> Duty | None:
    """A safety note that is about to end, or ended within a month without a look at it."""
    left = (review_by - today).days
    if not -SHOWN_DAYS <= left <= REVIEW_AHEAD:
        return None
    if left < 0:
        why = f"Safety note “{kind}” ended {days(-left)} ago: still so?"
    else:
        when = "today" if left == 0 else f"in {days(left)}"
        why = f"Safety note “{kind}” ends {when}: still so?"
    return Duty(TaskKind.SAFETY_REVIEW, participant_id, note_id, due_at, why, left < 0)


def proposes_lost(
    status: ParticipantStatus, place: PlaceNow | None, waited: int, tried_days: int
) -> bool:
    """Whether to ask a person if somebody is "in the wind". It is never decided by itself.

    waited: days since reached. tried_days: different days with an attempt since then.
    """
    return (
        status is ParticipantStatus.ACTIVE
        and place is None
        and waited > PROPOSE_LOST_AFTER
        and tried_days >= PROPOSE_LOST_TRIES
    )


def lost_words(waited: int, tried_days: int) -> str:
    """Why "in the wind" is proposed: "35 days since reached, tried on 4 days: in the wind?"."""
    return f"{days(waited)} since reached, tried on {days(tried_days)}: in the wind?"
