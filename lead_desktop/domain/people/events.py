"""What may be written down about something that happened in a life. Pure rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import EventKind, EventSource, ReversedBy
from lead_desktop.domain.people.cadence import PLACE_EVENTS

K = EventKind

LEGAL_EVENTS = frozenset(
    {
        K.ARREST,
        K.COURT_DATE,
        K.WARRANT_ISSUED,
        K.WARRANT_RESOLVED,
        K.CHARGE_FILED,
        K.CHARGE_DISMISSED,
    }
)
"""Events that roles without legal detail are not shown and do not write."""

STAYS = frozenset(PLACE_EVENTS)
"""Events that last until somebody writes down their end."""

ENDS: dict[EventKind, frozenset[EventKind]] = {
    K.JAIL_RELEASED: frozenset({K.JAIL_BOOKED}),
    K.HOSPITAL_DISCHARGE: frozenset({K.HOSPITAL_ADMIT, K.PSYCH_ADMIT}),
    K.TREATMENT_END: frozenset({K.TREATMENT_STAY}),
}
"""Events that end an open stay when they are written down."""

OFFERED: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("Jail and court", (K.JAIL_BOOKED, K.JAIL_RELEASED, K.COURT_DATE, K.ARREST, K.WARRANT_ISSUED,
                        K.WARRANT_RESOLVED, K.CHARGE_FILED, K.CHARGE_DISMISSED)),
    ("Health", (K.OVERDOSE_NONFATAL, K.HOSPITAL_ED, K.HOSPITAL_ADMIT, K.HOSPITAL_DISCHARGE,
                K.PSYCH_ADMIT, K.TREATMENT_STAY, K.TREATMENT_START, K.TREATMENT_END, K.MOUD_START,
                K.MOUD_STOP, K.PREGNANCY_BIRTH)),
    ("Home, work, papers", (K.HOUSED, K.HOUSING_LOST, K.MOVED, K.JOB_START, K.JOB_END,
                            K.BENEFIT_APPROVED, K.BENEFIT_DENIED, K.BENEFIT_LOST, K.ID_OBTAINED)),
    ("Other", (K.VICTIMIZATION, K.DEATH)),
)  # fmt: skip
"""The kinds as the form offers them, in groups."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What is written down of an event.

    expected_end_on: when a stay should end. asked: what we ask of a court date. legal_detail: for
    roles with legal detail only. naloxone_used, reversed_by: of an overdose; None is "not known".
    """

    kind: EventKind
    source: EventSource
    occurred_at: datetime
    ended_at: datetime | None = None
    expected_end_on: date | None = None
    place: str = ""
    words: str = ""
    legal_detail: str = ""
    asked: str = ""
    naloxone_used: bool | None = None
    reversed_by: ReversedBy | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it is listed and corrected. version: what a correction was made upon."""

    id: UUID
    participant_id: UUID
    facts: EventFacts
    worker: str
    version: int

    @property
    def open_stay(self) -> bool:
        """Whether this says where the person is now."""
        return self.facts.kind in STAYS and self.facts.ended_at is None


def check_event(facts: EventFacts, now: datetime, zone: ZoneInfo) -> tuple[FieldProblem, ...]:
    """What stands against an event; empty when it may be written down."""
    problems = []
    if facts.occurred_at > now and facts.kind is not K.COURT_DATE:
        problems.append(FieldProblem("occurred_at", "This lies in the future."))
    if facts.ended_at is not None:
        if facts.kind not in STAYS:
            problems.append(FieldProblem("ended_at", "Only a stay has an end."))
        elif facts.ended_at < facts.occurred_at:
            problems.append(FieldProblem("ended_at", "The end lies before the beginning."))
        elif facts.ended_at > now:
            problems.append(FieldProblem("ended_at", "An end in the future is the expected end."))
    begins = local_day(facts.occurred_at, zone)
    if facts.expected_end_on is not None and facts.expected_end_on < begins:
        problems.append(
            FieldProblem("expected_end_on", "The expected end lies before the beginning.")
        )
    return tuple(problems)
