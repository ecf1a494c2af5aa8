"""After an attempt: another time and another way to try, never one the participant ruled out.

What was not asked yet is no permission: a text needs a yes, a voicemail needs a yes. A call and a
visit need that nobody said no.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import product
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import ContactKind, ContactMode, ContactOutcome, OutcomeClass
from lead_desktop.domain.contacts.contact import OUTCOME_CLASS, counts_as_attempt
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.people.participant import PhoneLine

TRIES_LOOKED_AT = 12
"""How many of the last contacts tell what has been tried."""


class DayPart(StrEnum):
    """A part of the day in which to try; the value is the words for it."""

    MORNING = "in the morning"
    AFTERNOON = "in the afternoon"
    EVENING = "in the evening"


_HOURS: dict[DayPart, tuple[time, time]] = {
    DayPart.MORNING: (time(8), time(12)),
    DayPart.AFTERNOON: (time(12), time(17)),
    DayPart.EVENING: (time(17), time(20)),
}
_FIXED: dict[ContactOutcome, str] = {
    ContactOutcome.IN_CUSTODY: "Visit or call at the jail",
    ContactOutcome.IN_HOSPITAL: "Visit at the hospital",
    ContactOutcome.DECLINED_TODAY: "Ask when would suit better",
    ContactOutcome.CANCELLED_BY_PARTICIPANT: "Agree on a new time",
    ContactOutcome.CANCELLED_BY_STAFF: "Offer a new time",
}
_ORDER = (ContactMode.TEXT, ContactMode.PHONE, ContactMode.IN_PERSON, ContactMode.LETTER)


@dataclass(frozen=True, slots=True)
class KnownWays:
    """What is known of reaching somebody without harm; None stands for "not asked yet".

    quiet: the hours in which not to call or come, over midnight when the first is the later.
    """

    phones: tuple[PhoneLine, ...] = ()
    quiet: tuple[time, time] | None = None
    visit_ok: bool | None = None
    mail_ok: bool | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """One attempt: how, when, and what came of it."""

    mode: ContactMode
    at: datetime
    outcome: ContactOutcome


@dataclass(frozen=True, slots=True)
class NextTry:
    """A follow-up that is offered, not made. mode, part: None where the words say neither."""

    words: str
    due_on: date
    mode: ContactMode | None = None
    part: DayPart | None = None


def tries_of(contacts: Iterable[ContactEntry]) -> tuple[Try, ...]:
    """The attempts since the person was last reached, out of contacts that are newest first."""
    tries = []
    for entry in contacts:
        if (
            entry.kind in (ContactKind.DIRECT, ContactKind.GROUP)
            and entry.outcome_class is OutcomeClass.REACHED
        ):
            break
        if counts_as_attempt(entry.kind, entry.outcome):
            tries.append(Try(entry.mode, entry.occurred_at, entry.outcome))
    return tuple(tries)


def propose_next_try(
    this: Try, before: Iterable[Try], ways: KnownWays, today: date, zone: ZoneInfo
) -> NextTry | None:
    """What to try after `this`; None after a contact that reached the person.

    Of the allowed modes and the parts of the day that are not quiet, the pair that was tried least;
    another mode and another time than just now wherever there is one.
    """
    if OUTCOME_CLASS[this.outcome] is OutcomeClass.REACHED:
        return None
    due_on = today + timedelta(days=1)
    if this.outcome in _FIXED:
        return NextTry(_FIXED[this.outcome], due_on)
    parts = open_parts(ways)
    modes = allowed_modes(this, ways)
    if not modes or not parts:
        return NextTry("Ask the team who has seen them", due_on)
    tries = [this, *before]
    tried = Counter((one.mode, part_of(one.at, zone)) for one in tries)
    by_mode = Counter(one.mode for one in tries)
    just = part_of(this.at, zone)

    def worth(pair: tuple[ContactMode, DayPart]) -> tuple[int, ...]:
        mode, part = pair
        new = (int(mode is this.mode), int(part is just), int(part is DayPart.EVENING))
        return (*new, tried[pair], by_mode[mode], modes.index(mode), parts.index(part))

    mode, part = min(product(modes, parts), key=worth)
    if mode is ContactMode.LETTER:
        return NextTry("Write a letter", due_on, mode)
    return NextTry(f"{_way(mode, ways)} {part.value}", due_on, mode, part)


def allowed_modes(this: Try, ways: KnownWays) -> tuple[ContactMode, ...]:
    """Modes that may be proposed: possible with what is known, and not ruled out."""
    works = this.outcome is not ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED
    phones = ways.phones if works else ()
    allowed = {
        ContactMode.TEXT: any(phone.text_ok for phone in phones),
        ContactMode.PHONE: bool(phones),
        ContactMode.IN_PERSON: ways.visit_ok is not False,
        ContactMode.LETTER: ways.mail_ok is True,
    }
    return tuple(mode for mode in _ORDER if allowed[mode])


def open_parts(ways: KnownWays) -> tuple[DayPart, ...]:
    """Parts of the day of which no minute is quiet."""
    return tuple(part for part in DayPart if not _overlaps(_HOURS[part], ways.quiet))


def part_of(at: datetime, zone: ZoneInfo) -> DayPart:
    """The part of the day that a moment belongs to; the night counts to the evening."""
    clock = at.astimezone(zone).time()
    for part, (start, end) in _HOURS.items():
        if start <= clock < end:
            return part
    return DayPart.EVENING


def _overlaps(hours: tuple[time, time], quiet: tuple[time, time] | None) -> bool:
    if quiet is None or quiet[0] == quiet[1]:
        return False
    start, end = quiet
    spans = [(start, end)] if start < end else [(start, time.max), (time.min, end)]
    return any(first < hours[1] and hours[0] < last for first, last in spans)


def _way(mode: ContactMode, ways: KnownWays) -> str:
    if mode is ContactMode.TEXT:
        return "Try a text"
    if mode is ContactMode.IN_PERSON:
        return "Try in person"
    # Someone else may listen to a voicemail: only where the participant agreed to one.
    may_leave_one = any(phone.voicemail_ok for phone in ways.phones)
    return "Try a call" if may_leave_one else "Try a call without a message"
