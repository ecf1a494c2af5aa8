"""Rows that wait to be written: made with reproducible ids, written fast, parents first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.store.tables import (
    Alias,
    Appointment,
    Assessment,
    AssessmentAnswer,
    Assignment,
    Base,
    Consent,
    ConsentCategoryRow,
    ConsentRecipient,
    Contact,
    ContactParticipant,
    ContactPurpose,
    ContactSupply,
    ContactThirdParty,
    ContactWorker,
    DetailChange,
    DivertedIncident,
    EmergencyPerson,
    Event,
    Goal,
    GoalStep,
    Handoff,
    Linkage,
    LinkageChange,
    LocalKnowledge,
    Location,
    Medication,
    Need,
    Organization,
    OutcomeChange,
    Participant,
    ParticipantNumber,
    ParticipantPhone,
    PartnerDecision,
    Phone,
    PlanReview,
    Referral,
    ReferralAnswer,
    SafeContactRow,
    SafetyNote,
    Schedule,
    Search,
    Service,
    ServiceCategoryRow,
    ServiceCheck,
    ServiceLocation,
    Setting,
    StatusChange,
    Task,
    TeamEvent,
    WhereToFind,
    Worker,
)

Values = dict[str, object]

PARENTS_FIRST: tuple[type[Base], ...] = (
    Worker,
    Setting,
    Organization,
    Service,
    ServiceCategoryRow,
    Schedule,
    LocalKnowledge,
    ServiceCheck,
    Location,
    ServiceLocation,
    Phone,
    Participant,
    Alias,
    ParticipantPhone,
    WhereToFind,
    SafeContactRow,
    DetailChange,
    EmergencyPerson,
    ParticipantNumber,
    SafetyNote,
    StatusChange,
    Assignment,
    Event,
    OutcomeChange,
    Search,
    Contact,
    ContactParticipant,
    ContactWorker,
    ContactPurpose,
    ContactSupply,
    ContactThirdParty,
    Need,
    Goal,
    GoalStep,
    Linkage,
    LinkageChange,
    Handoff,
    Appointment,
    TeamEvent,
    Assessment,
    AssessmentAnswer,
    PlanReview,
    Medication,
    Task,
    Consent,
    ConsentRecipient,
    ConsentCategoryRow,
    Referral,
    ReferralAnswer,
    PartnerDecision,
    DivertedIncident,
)
"""The order of writing: foreign keys are checked row by row."""

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def reproducible_id(random: Random, at: datetime) -> UUID:
    """A UUIDv7 (RFC 9562 section 5.7) for the instant `at`, its random bits from `random`.

    Ids of the program itself are unguessable and so cannot be repeated; these can.
    """
    stamp = int(at.timestamp() * 1000) & (1 << 48) - 1
    rand_a = random.getrandbits(12) << 64
    return UUID(int=stamp << 80 | _VERSION_7 | rand_a | _VARIANT | random.getrandbits(62))


class Rows:
    """A collection of rows by table. `write` puts them all into one transaction and empties it."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._waiting: dict[type[Base], list[Values]] = {table: [] for table in PARENTS_FIRST}

    def add(self, table: type[Base], /, **values: object) -> None:
        """A row without an id or stamps of its own."""
        self._waiting[table].append(values)

    def add_stamped(self, table: type[Base], at: datetime, /, **values: object) -> UUID:
        """A row with an id, first written at `at`; returns the id."""
        row_id = self.new_id(at)
        self._waiting[table].append({"id": row_id, "created_at": at, "updated_at": at, **values})
        return row_id

    def new_id(self, at: datetime) -> UUID:
        """The next id, for a row whose other columns depend on it."""
        return reproducible_id(self.random, at)

    def count(self, table: type[Base]) -> int:
        """How many rows of a table wait."""
        return len(self._waiting[table])

    def write(self, session: Session) -> None:
        """Insert everything within the caller's transaction."""
        connection = session.connection()
        # The search index lists newest hits first by the order of recording.
        self._waiting[Contact].sort(key=_recorded)
        for table, waiting in self._waiting.items():
            for batch in _alike(waiting):
                connection.execute(insert(table), batch)
            waiting.clear()


def _recorded(row: Values) -> datetime:
    at = row["recorded_at"]
    if not isinstance(at, datetime):
        raise TypeError("a contact is recorded at an instant")
    return at


def _alike(waiting: list[Values]) -> list[list[Values]]:
    """Rows grouped by the columns they fill: one prepared statement serves one group."""
    groups: dict[tuple[str, ...], list[Values]] = {}
    for row in waiting:
        groups.setdefault(tuple(row), []).append(row)
    return list(groups.values())


class Days:
    """Days counted from the day of the demonstration, which stands still at `now`."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now.astimezone(UTC)
        self.zone = zone
        self.today = local_day(now, zone)

    def day(self, ago: int) -> date:
        """The calendar day so many days ago; ahead when negative."""
        return self.today - timedelta(days=ago)

    def past(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time so many days ago, in UTC; never later than a minute ago."""
        return min(self._wall(ago, hour, minute), self.now - timedelta(minutes=1))

    def ahead(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time so many days ahead (0 is today), in UTC."""
        return self._wall(-days, hour, minute)

    def until_now(self, instant: datetime) -> datetime:
        """`instant`, or now when it would lie in the future."""
        return min(instant, self.now)

    def _wall(self, ago: int, hour: int, minute: int) -> datetime:
        wall = datetime.combine(self.day(ago), time(hour, minute), tzinfo=self.zone)
        return wall.astimezone(UTC)
