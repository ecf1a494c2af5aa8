"""What a worker needs to know when somebody is passed on to them: the hand-off sheet's data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from lead_desktop.domain.codes import OutcomeClass
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.people.details import EmergencyEntry, PlaceEntry
from lead_desktop.domain.people.participant import (
    AppointmentLine,
    CaseloadRow,
    GoalLine,
    LinkageLine,
    PhoneLine,
    TaskLine,
)
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.domain.people.safety import SafetyNoteLine
from lead_desktop.domain.worklist.duties import Duty

LOOKED_AT = 20
"""So many of the newest contacts tell which ways work."""


@dataclass(frozen=True, slots=True)
class WayThatWorks:
    """A way by which the person was reached: how often of how many tries, and the last time."""

    how: str
    reached: int
    tries: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class HandOff:
    """Everything that goes along with one person, as it stands on `day`."""

    day: date
    row: CaseloadRow
    promises: tuple[TaskLine, ...]
    appointments: tuple[AppointmentLine, ...]
    duties: tuple[Duty, ...]
    safety: tuple[SafetyNoteLine, ...]
    safe_contact: SafeContact
    phones: tuple[PhoneLine, ...]
    places: tuple[PlaceEntry, ...]
    emergency: tuple[EmergencyEntry, ...]
    goals: tuple[GoalLine, ...]
    linkages: tuple[LinkageLine, ...]
    ways: tuple[WayThatWorks, ...]
    helps: str
    gets_in_the_way: str
    please: str


def ways_that_work(contacts: Iterable[ContactEntry]) -> tuple[WayThatWorks, ...]:
    """How the person was reached lately, the way that worked most often first.

    contacts: with one person, the newest first; what we cancelled ourselves is no try.
    """
    reached: Counter[str] = Counter()
    tries: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for entry in contacts:
        if entry.outcome_class is OutcomeClass.NEITHER:
            continue
        tries[entry.how] += 1
        if entry.outcome_class is OutcomeClass.REACHED:
            reached[entry.how] += 1
            last.setdefault(entry.how, entry.occurred_at)
    order = sorted(tries, key=lambda how: (-reached[how], tries[how], how))
    return tuple(WayThatWorks(how, reached[how], tries[how], last.get(how)) for how in order)
