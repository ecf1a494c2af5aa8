"""A year of simulated days: nobody who is with the program falls through.

The test keeps its own books in the plainest way, from the table of targets as the program's
policy reads, and holds the worklist against them every evening. It shares no rule with the code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    CloseReason,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    NotEnrolledReason,
    ParticipantStatus,
    Phase,
    SearchResult,
    SearchStep,
    Supply,
    TaskKind,
)
from lead_desktop.domain.people.events import EventFacts
from lead_desktop.domain.people.status import MOVES, StatusMove, replay
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import events, searching, statuses
from lead_desktop.services.people.events import AddEvent
from lead_desktop.services.people.searching import AddSearch
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.worklist import worklist

S, K = ParticipantStatus, EventKind
DAYS = 365
PEOPLE = 5
BEGINS = datetime(2026, 1, 5, 21, 0, tzinfo=UTC)

TARGET = {
    S.OUTREACH: 4,
    S.INTAKE_STARTED: 7,
    S.INTAKE_SCHEDULED: 7,
    S.INACTIVE_CUSTODY: 30,
    S.INACTIVE_FACILITY: 14,
    S.INACTIVE_PAUSED: 60,
    S.INACTIVE_LOST: 7,
}
PHASES = {Phase.ENGAGING: 7, Phase.ENGAGED: 14, Phase.MAINTAINING: 30}
REASONS = {
    S.CLOSED: (CloseReason.GOALS_MET, CloseReason.MOVED_AWAY, CloseReason.UNABLE_TO_LOCATE),
    S.NOT_ENROLLED: (NotEnrolledReason.DECLINED_LATER, NotEnrolledReason.NOT_ELIGIBLE),
}
ENDED = (S.CLOSED, S.NOT_ENROLLED)
NOT_YET = (S.REFERRED, S.SCREENING)


@dataclass
class Book:
    """What the test knows of one person; days only."""

    id: UUID
    status: S
    phase: Phase
    came: date
    since: date
    reached: date | None = None
    tried: date | None = None
    looked: date | None = None
    place: K | None = None
    asks: list[tuple[TaskKind, datetime]] = field(default_factory=list)

    def due(self, today: date) -> bool:
        """Whether more days went by than the policy lets pass."""
        status = self.status
        if self.place is not None and status not in ENDED:
            status = S.INACTIVE_CUSTODY if self.place is K.JAIL_BOOKED else S.INACTIVE_FACILITY
        target = PHASES[self.phase] if status is S.ACTIVE else TARGET[status]
        days = [self.reached]
        if status in (S.OUTREACH, S.INACTIVE_LOST):
            days.append(self.tried)
        if status is S.INACTIVE_LOST:
            days.append(self.looked)
            days = [day for day in days if day and day >= self.since]
        begins = self.since if self.status is S.INACTIVE_LOST else self.came
        newest = max((day for day in days if day), default=begins)
        return (today - newest).days > target


class Year:
    """Days full of chance, and the evening's look at every list."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.random = Random(seed)
        self.desk = desk
        self.books: list[Book] = []
        self.acted: set[str] = set()

    @property
    def now(self) -> datetime:
        return self.desk.clock.now()

    def live(self, day: int) -> None:
        self.desk = replace(self.desk, clock=FixedClock(instant=BEGINS + timedelta(days=day)))
        for book in self.books:
            if self.random.random() < 0.22:
                act = self.random.choice((self.meet, self.meet, self.miss, self.look, self.move))
                act(book)
            if self.random.random() < 0.02:
                self.happen(book)

    def meet(self, book: Book) -> None:
        if book.status in ENDED:
            return
        kit = self.random.random() < 0.6
        self._log(book, ContactOutcome.MET, ((Supply.NALOXONE_KIT, 1),) if kit else ())
        book.reached = self.desk.clock.today()
        left = [(TaskKind.NALOXONE, at) for _, at in book.asks]
        book.asks = [] if kit else left

    def miss(self, book: Book) -> None:
        if book.status not in ENDED:
            self._log(book, ContactOutcome.NOT_FOUND, ())
            book.tried = self.desk.clock.today()

    def look(self, book: Book) -> None:
        if book.status is S.INACTIVE_LOST:
            today = self.desk.clock.today()
            step = AddSearch(
                new_id(), book.id, SearchStep.SHELTERS, SearchResult.NOTHING_YET, today
            )
            searching.add_search(self.desk, step)
            book.looked = today

    def move(self, book: Book) -> None:
        to = self.random.choice(sorted(MOVES[book.status]))
        today = self.desk.clock.today()
        reasons = REASONS.get(to, ())
        reason = self.random.choice(reasons).value if reasons else ""
        statuses.set_status(self.desk, SetStatus(new_id(), book.id, StatusMove(to, today, reason)))
        begins = to is S.ACTIVE and not book.status.value.startswith("INACTIVE")
        book.phase = Phase.ENGAGING if begins else book.phase
        book.status, book.since = to, today
        if to is S.ACTIVE and self.random.random() < 0.5:
            others = [phase for phase in Phase if phase is not book.phase]
            book.phase = self.random.choice(others)
            statuses.set_phase(self.desk, book.id, book.phase)
        self.acted.add(to.value)

    def happen(self, book: Book) -> None:
        if book.place is not None:
            kind = K.JAIL_RELEASED if book.place is K.JAIL_BOOKED else K.HOSPITAL_DISCHARGE
        else:
            kind = self.random.choice((K.JAIL_BOOKED, K.HOSPITAL_ADMIT, K.OVERDOSE_NONFATAL))
        facts = EventFacts(kind, EventSource.STAFF, self.now - timedelta(minutes=1))
        events.add_event(self.desk, AddEvent(new_id(), book.id, facts))
        self.acted.add(kind.value)
        if kind in (K.JAIL_BOOKED, K.HOSPITAL_ADMIT):
            book.place = kind
            if kind is K.JAIL_BOOKED:
                book.asks = []
        elif kind is K.OVERDOSE_NONFATAL:
            book.asks.append((TaskKind.AFTER_OVERDOSE, facts.occurred_at))
        else:
            book.place = None
            if kind is K.JAIL_RELEASED:
                book.asks.append((TaskKind.AFTER_RELEASE, facts.occurred_at))

    def _log(
        self, book: Book, outcome: ContactOutcome, supplies: tuple[tuple[Supply, int], ...]
    ) -> None:
        at = self.now - timedelta(minutes=10)  # before what happens on the same day
        made = LogContact(
            new_id(), (book.id,), ContactMode.IN_PERSON, outcome, at, supplies=supplies
        )
        contacts.log_contact(self.desk, made)

    def look_over(self) -> None:
        """Nobody is without a satisfied cadence, a due row or a recorded reason."""
        today = self.desk.clock.today()
        items = worklist.list_work(self.desk, everybody=True).items
        for book in self.books:
            mine = {item.kind for item in items if item.participant_id == book.id}
            if book.status in ENDED:
                asking = mine - {TaskKind.UNSIGNED_NOTE}
                assert not asking, (today, book.status, asking)
                assert statuses.read_standing(self.desk, book.id).reason_code
                continue
            for kind, at in book.asks:
                if kind is not TaskKind.NALOXONE and self.now - at <= timedelta(days=14):
                    assert kind in mine, (today, book.status, kind)
            if book.status not in NOT_YET:
                reaching = {TaskKind.PAST_CADENCE, TaskKind.TO_FIND}
                told = bool(mine & reaching)
                if book.due(today):
                    assert told, (today, book)
                elif book.status is not S.INACTIVE_LOST or book.place:
                    assert TaskKind.PAST_CADENCE not in mine, (today, book)


def test_a_year_in_which_nobody_falls_through(desk: Desk, enroll: Callable[..., UUID]) -> None:
    first = (BEGINS - timedelta(days=1)).date()
    year = Year(desk, seed=11)
    for number in range(PEOPLE):
        status = S.REFERRED if number == 0 else S.ACTIVE
        person = enroll(
            f"Person {number}",
            case_manager=desk,
            status=status,
            phase=Phase.ENGAGING,
            enrolled_on=first,
        )
        year.books.append(Book(person, status, Phase.ENGAGING, first, first))
    for day in range(DAYS):
        year.live(day)
        year.look_over()
    for book in year.books:
        told = replay(line.step for line in statuses.list_history(year.desk, book.id))
        if told is not None:
            assert (told.status, told.since, told.phase) == (book.status, book.since, book.phase)
    assert {"JAIL_BOOKED", "JAIL_RELEASED", "OVERDOSE_NONFATAL", "CLOSED", "ACTIVE"} <= year.acted
