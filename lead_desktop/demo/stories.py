"""The history of contacts with one person: who met them when and how, and the tries between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from lead_desktop.demo.cast import TeamMember
from lead_desktop.demo.contacts import Encounter, add_contact
from lead_desktop.demo.note_texts import notes_for
from lead_desktop.demo.notes import (
    ATTEMPTS,
    BENEFITS,
    CLINIC,
    COURT,
    DROP_IN,
    HOME,
    OFFICE,
    PHONE,
    STREET,
    TEXT,
    VIDEO,
    Attempt,
    How,
)
from lead_desktop.demo.people import Profile
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import ContactMode, Supply

_HOW_WEIGHTS: tuple[tuple[How, int], ...] = (
    (STREET, 30),
    (PHONE, 20),
    (OFFICE, 18),
    (TEXT, 10),
    (HOME, 7),
    (DROP_IN, 5),
    (CLINIC, 4),
    (BENEFITS, 3),
    (COURT, 2),
    (VIDEO, 1),
)
_HOWS = [how for how, _ in _HOW_WEIGHTS]
_WEIGHTS = [weight for _, weight in _HOW_WEIGHTS]

ATTEMPT_SHARE = 0.17
LATE_SHARE = 0.03
PAIR_SHARE = 0.2
LONGEST_AGO = 190
"""Contacts are written for about half a year back; older ones are not needed for any page."""


@dataclass(frozen=True)
class Meeting:
    """A contact that has to fall on a certain day. kits: naloxone kits given."""

    ago: int
    at: tuple[int, int]
    author: TeamMember
    how: How
    kits: int | None = None
    signed: bool = True
    others: tuple[TeamMember, ...] = ()


def add_meeting(rows: Rows, days: Days, person: UUID, meeting: Meeting) -> UUID:
    """Write a contact that reached the person, with one of the hand-written notes."""
    note = rows.random.choice(notes_for(meeting.how, meeting.author.role))
    minutes = rows.random.randint(*note.minutes)
    supplies = dict(note.supplies)
    if meeting.kits is not None:
        supplies.pop(Supply.NALOXONE_KIT, None)
        if meeting.kits:
            supplies[Supply.NALOXONE_KIT] = meeting.kits
    mode, place_type = meeting.how
    return add_contact(
        rows,
        days,
        Encounter(
            people=(person,),
            author=meeting.author,
            at=days.past(meeting.ago, *meeting.at),
            mode=mode,
            place_type=place_type,
            minutes=minutes,
            note=note.words(rows.random),
            note_format=note.note_format,
            purposes=note.purposes,
            supplies=tuple(supplies.items()),
            others=meeting.others,
            recorded_after=_delay(rows, meeting.ago),
            signed=meeting.signed,
        ),
    )


def add_attempt(
    rows: Rows,
    days: Days,
    person: UUID,
    author: TeamMember,
    ago: int,
    at: tuple[int, int],
    attempt: Attempt | None = None,
) -> UUID:
    """Write a try that did not connect; `attempt` None takes any of the usual ones."""
    tried = attempt or rows.random.choice(ATTEMPTS)
    mode, place_type = tried.how
    return add_contact(
        rows,
        days,
        Encounter(
            people=(person,),
            author=author,
            at=days.past(ago, *at),
            mode=mode,
            place_type=place_type,
            outcome=tried.outcome,
            note=tried.words,
            recorded_after=_delay(rows, ago),
        ),
    )


def add_history(
    rows: Rows, days: Days, person: UUID, who: Profile, *, newest: int, oldest: int, gap: float
) -> None:
    """Write contacts from `newest` days ago back to `oldest`, about `gap` days apart.

    The newest one reached the person; of the others some are tries.
    """
    workers = [worker for worker in (who.case_manager, who.peer) if worker is not None]
    if not workers:
        return
    random = rows.random
    ago = float(newest)
    first = True
    while ago <= min(oldest - 2, LONGEST_AGO) or first:
        day = int(ago) if first else _working_day(days, int(ago))
        author = workers[0] if random.random() < 0.62 else workers[-1]
        at = (random.randint(9, 16), random.choice((0, 10, 15, 25, 30, 40, 50)))
        if not first and random.random() < ATTEMPT_SHARE:
            add_attempt(rows, days, person, author, day, at)
        else:
            add_meeting(rows, days, person, _usual(rows, author, workers, day, at))
        first = False
        ago += max(1.0, gap * random.uniform(0.5, 1.45))


def _working_day(days: Days, ago: int) -> int:
    """The same day, or the Friday before when it falls on a weekend."""
    return ago + max(0, days.day(ago).weekday() - 4)


def _usual(
    rows: Rows, author: TeamMember, workers: list[TeamMember], ago: int, at: tuple[int, int]
) -> Meeting:
    how = rows.random.choices(_HOWS, _WEIGHTS)[0]
    with_others = how[0] is ContactMode.IN_PERSON and rows.random.random() < PAIR_SHARE
    others = tuple(worker for worker in workers if worker != author) if with_others else ()
    return Meeting(ago, at, author, how, others=others)


def _delay(rows: Rows, ago: int) -> timedelta:
    """Entered the same day as a rule; now and then days later, as it happens to everyone."""
    if ago > 4 and rows.random.random() < LATE_SHARE:
        return timedelta(hours=rows.random.randint(50, 80))
    return timedelta(minutes=rows.random.randint(5, 150))
