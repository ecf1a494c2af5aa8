"""Tomas Sampleton's last two weeks with the named and the other people of his caseload."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from uuid import UUID

from lead_desktop.demo import named
from lead_desktop.demo.cast import Team
from lead_desktop.demo.contacts import Encounter, add_contact
from lead_desktop.demo.notes import (
    HOME,
    JAIL,
    OFFICE,
    PHONE,
    STREET,
    TEXT,
    Attempt,
    How,
)
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.demo.stories import Meeting, add_attempt, add_meeting
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    PlaceType,
)
from lead_desktop.store.tables import Event

Who = str | int
"""A named person, or the place of another one in Tomas's caseload, from 1."""

LAST_WEEK: tuple[tuple[int, tuple[int, int], Who, How, int], ...] = (
    (0, (8, 15), 1, PHONE, 0),
    (0, (9, 50), 2, STREET, 1),
    (2, (11, 0), 3, STREET, 1),
    (3, (9, 30), 1, PHONE, 0),
    (3, (10, 20), named.BASIL, OFFICE, 0),
    (3, (11, 40), named.FERN, STREET, 1),
    (3, (15, 30), 4, OFFICE, 0),
    (4, (9, 0), 5, PHONE, 0),
    (4, (9, 30), named.ROWAN, OFFICE, 0),
    (4, (10, 45), named.CLOVER, STREET, 1),
    (4, (11, 30), 6, STREET, 1),
    (4, (13, 15), 7, HOME, 0),
    (4, (14, 20), 8, STREET, 2),
    (4, (15, 10), 9, TEXT, 0),
    (4, (15, 40), 10, OFFICE, 0),
    (5, (9, 15), 11, STREET, 1),
    (5, (10, 0), named.SAGE, OFFICE, 0),
    (5, (11, 10), 12, HOME, 1),
    (5, (13, 0), 13, PHONE, 0),
    (5, (14, 0), 14, OFFICE, 0),
    (5, (15, 0), 1, STREET, 1),
    (5, (16, 10), 2, PHONE, 0),
    (6, (9, 10), named.MARIGOLD, HOME, 1),
    (6, (10, 30), named.POPPY, STREET, 1),
    (6, (11, 15), 3, STREET, 1),
    (6, (12, 40), 4, PHONE, 0),
    (6, (13, 20), 5, STREET, 1),
    (6, (14, 10), 6, OFFICE, 0),
    (6, (15, 5), 7, PHONE, 0),
    (6, (15, 50), 8, STREET, 1),
    (6, (16, 30), 9, TEXT, 0),
)
"""Days ago, when, with whom, how, naloxone kits. Two more stand on their own pages."""

WEEK_BEFORE: tuple[tuple[int, int], ...] = ((7, 6), (10, 4), (11, 5), (12, 4), (13, 5))
"""Days ago and how many contacts, beside those that close a gap (below)."""

_POOL: tuple[Who, ...] = (
    *range(1, 15),
    named.CLOVER,
    named.ROWAN,
    named.SAGE,
    named.POPPY,
    named.MARIGOLD,
)
_GAPS: tuple[tuple[int, Who, How], ...] = (
    (9, named.BRIAR, STREET),
    (10, 15, OFFICE),
    (12, 16, STREET),
)
_HOWS = (STREET, OFFICE, PHONE, STREET, HOME, PHONE)
_LIBRARY = Attempt(
    STREET, ContactOutcome.NOT_FOUND, "Usual spot: library steps. Left a card with the number."
)


def add_fortnight(
    rows: Rows, days: Days, team: Team, people: Mapping[str, UUID], others: Sequence[UUID]
) -> None:
    """Write Tomas's contacts of the last fourteen days; people who are not there are passed over.

    others: the rest of his caseload, in the order in which `Who` counts them.
    """

    def find(who: Who) -> UUID | None:
        if isinstance(who, str):
            return people.get(who)
        return others[who - 1] if who <= len(others) else None

    pool = cycle(_POOL)
    hows = cycle(_HOWS)
    meetings = [(ago, at, who, how, kits) for ago, at, who, how, kits in LAST_WEEK]
    meetings += [(ago, (12, 5), who, how, 0) for ago, who, how in _GAPS]
    for ago, count in WEEK_BEFORE:
        meetings += [
            (ago, (9 + place, 20), next(pool), next(hows), place % 2) for place in range(count)
        ]
    for ago, at, who, how, kits in meetings:
        person = find(who)
        if person is not None:
            add_meeting(rows, days, person, Meeting(ago, at, team.tomas, how, kits=kits))
    _add_colleagues_contacts(rows, days, team, people)
    _add_unsigned(rows, days, team, people)
    _add_jail(rows, days, team, people[named.ALDER])


def _add_colleagues_contacts(
    rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]
) -> None:
    for name, author, ago, how in (
        (named.CLOVER, team.lou, 1, PHONE),
        (named.ALDER, team.lou, 3, JAIL),
        (named.CEDAR, team.lou, 8, STREET),
        (named.MOSS, team.lou, 19, STREET),
        (named.SORREL, team.dre, 16, STREET),
    ):
        meeting = Meeting(ago, (10, 30), author, how, kits=0)
        add_meeting(rows, days, people[name], meeting)
    for ago in (7, 5):
        add_attempt(rows, days, people[named.TANSY], team.lou, ago, (14, 30), _LIBRARY)


def _add_unsigned(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> None:
    # Alder was in jail by then: the note is about him, not with him, and restarts no clock.
    add_contact(
        rows,
        days,
        Encounter(
            people=(people[named.ALDER],),
            author=team.tomas,
            at=days.past(3, 16, 40),
            mode=ContactMode.IN_PERSON,
            kind=ContactKind.COLLATERAL,
            place_type=PlaceType.STREET,
            place="Usual spot by the market",
            minutes=15,
            note="Picked up the bag that he asked about on the visit; it was where he said. "
            "Told nobody why. It is in the office locker until he is out.",
            signed=False,
        ),
    )
    wren = Meeting(2, (9, 15), team.tomas, PHONE, kits=0, signed=False)
    add_meeting(rows, days, people[named.WREN], wren)


def _add_jail(rows: Rows, days: Days, team: Team, alder: UUID) -> None:
    rows.add_stamped(
        Event,
        days.past(6, 18),
        participant_id=alder,
        worker_id=team.lou.id,
        kind=EventKind.JAIL_BOOKED,
        source=EventSource.PUBLIC_RECORD,
        occurred_at=days.past(6, 13, 30),
        place="Sample City booking",
        words="Old warrant. Lawyer told the same day.",
    )
