"""The privacy office: notices, complaints, incidents with deadlines, ways into a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import AccessKind, Basis, ComplaintOutcome, NoticeMethod

NOTICE_VERSION = "2026-02"
"""The privacy notice (42 CFR 2.22) that the program gives now."""

TELL_PEOPLE = timedelta(days=60)
"""45 CFR 164.404(b): without unreasonable delay, and no later than 60 days after discovery."""

LARGE = 500
"""45 CFR 164.406, 164.408: so many people make a breach a large one."""

ANSWER_COMPLAINT = timedelta(days=30)
"""The program's own promise; the law asks for a process and no retaliation (42 CFR 2.4)."""

BREAK_GLASS_HOURS = 4
"""How long a restricted record stays open after an emergency opening."""

LEAST_REASON = 10
"""A reason shorter than this says nothing to the supervisor who reads it."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A privacy notice that a participant was given."""

    id: UUID
    participant_id: UUID
    version: str
    given_on: date
    method: NoticeMethod
    acknowledged: bool
    worker: str


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint about privacy, open until it has an outcome."""

    id: UUID
    participant_id: UUID | None
    received_on: date
    words: str
    outcome: ComplaintOutcome | None
    answered_on: date | None
    answer: str
    worker: str
    version: int

    @property
    def answer_by(self) -> date:
        return self.received_on + ANSWER_COMPLAINT

    @property
    def is_open(self) -> bool:
        return self.outcome is None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """A possible breach with the four factors of 45 CFR 164.402(2).

    people: how many are concerned. what_data, who_got_it, was_seen, mitigation: the factors.
    is_breach: None while it is not judged.
    """

    discovered_on: date
    words: str
    happened_on: date | None = None
    people: int = 0
    what_data: str = ""
    who_got_it: str = ""
    was_seen: str = ""
    mitigation: str = ""
    is_breach: bool | None = None
    told_people_on: date | None = None
    told_hhs_on: date | None = None
    told_media_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """A possible breach as listed."""

    id: UUID
    facts: IncidentFacts
    worker: str
    version: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that must be done about an incident. done: it has been."""

    words: str
    by: date
    done: bool


TOLD = ("told_people_on", "told_hhs_on", "told_media_on", "closed_on")
"""Days of an incident that lie between its discovery and today."""


def deadlines(facts: IncidentFacts) -> tuple[Deadline, ...]:
    """What is still owed for an incident, the earliest first; nothing once it is no breach.

    While it is not judged the clock runs as for a breach: it starts with the discovery
    (45 CFR 164.404(a)(2)).
    """
    if facts.is_breach is False:
        return ()
    by = facts.discovered_on + TELL_PEOPLE
    large = facts.people >= LARGE
    # A small one goes into the yearly list, due 60 days after the end of the year (164.408(c)).
    yearly = date(facts.discovered_on.year, 12, 31) + TELL_PEOPLE
    found = [
        Deadline("Tell the people concerned", by, facts.told_people_on is not None),
        Deadline(
            "Tell the Secretary of Health and Human Services",
            by if large else yearly,
            facts.told_hhs_on is not None,
        ),
    ]
    if facts.people > LARGE:
        found.append(Deadline("Tell the media of the state", by, facts.told_media_on is not None))
    return tuple(sorted(found, key=lambda one: one.by))


def next_deadline(facts: IncidentFacts) -> Deadline | None:
    """The earliest thing still owed."""
    if facts.closed_on is not None:
        return None
    return next((one for one in deadlines(facts) if not one.done), None)


def check_incident(facts: IncidentFacts, today: date) -> tuple[FieldProblem, ...]:
    """What keeps an incident from being saved, by field."""
    return tuple(_incident_problems(facts, today))


def _incident_problems(facts: IncidentFacts, today: date) -> Iterator[FieldProblem]:
    if not facts.words.strip():
        yield FieldProblem("words", "Say what happened.")
    if facts.discovered_on > today:
        yield FieldProblem("discovered_on", "It cannot be discovered in the future.")
    if facts.happened_on is not None and facts.happened_on > facts.discovered_on:
        yield FieldProblem("happened_on", "It cannot be discovered before it happened.")
    for name in TOLD:
        on: date | None = getattr(facts, name)
        if on is not None and on > today:
            yield FieldProblem(name, "It cannot be later than today.")
        elif on is not None and on < facts.discovered_on:
            yield FieldProblem(name, "It cannot be before the day of discovery.")
    if facts.people < 0:
        yield FieldProblem("people", "The number of people is zero or more.")
    factors = (facts.what_data, facts.who_got_it, facts.was_seen, facts.mitigation)
    if facts.is_breach is False and not all(one.strip() for one in factors):
        yield FieldProblem(
            "is_breach", "Only all four factors, written down, can show that it is no breach."
        )
    if facts.closed_on is not None:
        if facts.is_breach is None:
            yield FieldProblem("is_breach", "Judge whether it is a breach before closing it.")
        elif not all(one.done for one in deadlines(facts)):
            yield FieldProblem("closed_on", "Not everybody who must be told has been told.")


@dataclass(frozen=True, slots=True)
class AccessLine:
    """A worker's way into a restricted record. seen_at: when the supervisor looked at it."""

    id: UUID
    participant_id: UUID
    participant: str
    worker_id: UUID
    worker: str
    kind: AccessKind
    reason: str
    at: datetime
    until: datetime | None
    ended_at: datetime | None
    seen_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it lets the worker in at `now`."""
        return self.ended_at is None and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """A copy that left on another ground than consent, for the supervisor."""

    disclosure_id: UUID
    participant_id: UUID
    participant: str
    at: datetime
    worker: str
    recipient: str
    purpose: str
    basis: Basis
    override_type: str
    authority: str
    reason: str
    personnel: str
    affiliation: str
    emergency: str
    reviewed_at: datetime | None
    review_words: str


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One time that a worker met a participant's record. what: in words."""

    at: datetime
    worker: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SeenReport:
    """Who has seen a record, newest first, and how often each worker opened or printed it."""

    participant_id: UUID
    lines: tuple[SeenLine, ...]
    by_worker: tuple[tuple[str, int, datetime], ...]


SEEN_WORDS: dict[str, str] = {
    "participant.view": "Opened the record",
    "summary.issue": "Made a copy",
    "attachment.view": "Looked at a paper",
    "restricted.break_glass": "Opened in an emergency",
    "export.participant": "Exported",
}
"""What counts as having seen a record, by the audit's action; the rest is work upon it."""


def check_reason(reason: str) -> tuple[FieldProblem, ...]:
    """A reason that a supervisor will read must say something."""
    if len(reason.strip()) < LEAST_REASON:
        return (FieldProblem("reason", "Say why, in a few words that your supervisor will read."),)
    return ()
