"""Entries of the service directory as values, and how far one may be trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import (
    Capacity,
    CheckOutcome,
    Cost,
    Insurance,
    Moud,
    ServiceCategory,
    Welcomes,
)
from lead_desktop.domain.directory.opening_hours import ScheduleLine

VERIFY_DAYS = 90
"""An entry verified within so many days is taken as right."""

STALE_DAYS = 180
"""Beyond so many days an entry is to be checked before anybody is sent there."""

UNANSWERED_DOUBT = 3
"""So many calls not answered since the last check put an entry in doubt."""


class Band(StrEnum):
    """How far an entry may be trusted."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    NEVER = "never"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Ageing:
    """A band and the words for it: "Verified 12 d ago", "3 calls not answered"."""

    band: Band
    words: str


def ageing_of(verified_on: date | None, today: date, unanswered: int = 0) -> Ageing:
    """How far an entry may be trusted today.

    unanswered: calls that nobody answered, and linkages that could not connect, since it was last
    verified. Three of them outweigh a recent check.
    """
    if unanswered >= UNANSWERED_DOUBT:
        return Ageing(Band.DOUBTFUL, f"{unanswered} calls not answered")
    if verified_on is None:
        return Ageing(Band.NEVER, "Never verified")
    days = max(0, (today - verified_on).days)
    words = "Verified today" if days == 0 else f"Verified {days} d ago"
    if days <= VERIFY_DAYS:
        return Ageing(Band.FRESH, words)
    return Ageing(Band.AGEING if days <= STALE_DAYS else Band.STALE, words)


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service as listed: who offers it, where, and how to reach them."""

    id: UUID
    name: str
    organization_id: UUID | None
    organization: str | None
    status: str
    categories: tuple[ServiceCategory, ...]
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    last_verified_on: date | None


@dataclass(frozen=True, slots=True)
class LocalKnowledge:
    """What the team knows of a service; no import ever changes it.

    welcomes: what was asked there and the answer; what nobody asked is absent. capacity_on: the
    day when the capacity was heard. version: that of the row read, 0 when there is none yet.
    """

    walk_in: bool | None = None
    capacity: Capacity | None = None
    capacity_on: date | None = None
    cost: Cost | None = None
    moud: tuple[Moud, ...] = ()
    insurance: tuple[Insurance, ...] = ()
    welcomes: tuple[tuple[Welcomes, bool], ...] = ()
    zone: str = ""
    intake_steps: str = ""
    documents: str = ""
    handoff_name: str = ""
    handoff_phone: str = ""
    words: str = ""
    version: int = 0

    def welcomed(self, who: Welcomes) -> bool | None:
        """Whether the service takes `who`; None when nobody asked."""
        return dict(self.welcomes).get(who)


def knowledge_facts(knowledge: LocalKnowledge) -> tuple[tuple[str, str], ...]:
    """(heading, words) of everything known, in the order in which it is shown."""
    walk_in = {None: "", True: "Yes", False: "No, call first"}[knowledge.walk_in]
    room = knowledge.capacity.label if knowledge.capacity else ""
    if room and knowledge.capacity_on:
        room += f", heard {knowledge.capacity_on:%b} {knowledge.capacity_on.day}"
    open_to = [who.label for who, answer in knowledge.welcomes if answer]
    not_open_to = [who.label for who, answer in knowledge.welcomes if not answer]
    handoff = ", ".join(part for part in (knowledge.handoff_name, knowledge.handoff_phone) if part)
    facts = (
        ("Walk-in", walk_in),
        ("Room", room),
        ("Cost", knowledge.cost.label if knowledge.cost else ""),
        ("MOUD", ", ".join(one.label for one in knowledge.moud)),
        ("Pays there", ", ".join(one.label for one in knowledge.insurance)),
        ("Takes", ", ".join(open_to)),
        ("Does not take", ", ".join(not_open_to)),
        ("Neighborhood", knowledge.zone),
        ("Warm hand-off", handoff),
        ("First steps there", knowledge.intake_steps),
        ("Bring", knowledge.documents),
        ("Good to know", knowledge.words),
    )
    return tuple((heading, words) for heading, words in facts if words)


def knowledge_text(knowledge: LocalKnowledge) -> str:
    """Everything known, a line each; for showing two versions beside each other."""
    return "\n".join(f"{heading}: {words}" for heading, words in knowledge_facts(knowledge))


LIMITS = {"zone": 100, "handoff_name": 200, "handoff_phone": 60}
_LONG = 4_000


def check_knowledge(knowledge: LocalKnowledge, today: date) -> tuple[FieldProblem, ...]:
    """What stands against saving it; empty when it may be saved."""
    problems = [
        FieldProblem(name, f"This is longer than {limit} characters.")
        for name, limit in LIMITS.items()
        if len(getattr(knowledge, name)) > limit
    ]
    problems += [
        FieldProblem(name, f"This is longer than {_LONG:,} characters.")
        for name in ("intake_steps", "documents", "words")
        if len(getattr(knowledge, name)) > _LONG
    ]
    if knowledge.capacity_on is not None and knowledge.capacity_on > today:
        problems.append(FieldProblem("capacity_on", "This day is still to come."))
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check of an entry: by whom, when, what was found."""

    id: UUID
    worker: str
    at: datetime
    outcome: CheckOutcome
    words: str


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where a service is offered. phones: those of the place itself."""

    name: str
    address: str
    postal_code: str
    accessibility: str
    transportation: str
    phones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceDetail:
    """Everything about a service. unanswered: since it was last verified."""

    line: ServiceLine
    description: str
    eligibility: str
    fees: str
    application_process: str
    required_documents: str
    languages: str
    hours: str
    wait_time: str
    email: str
    website: str
    source: str
    schedule: tuple[ScheduleLine, ...]
    places: tuple[PlaceLine, ...]
    phones: tuple[tuple[str, str], ...]
    knowledge: LocalKnowledge
    checks: tuple[CheckLine, ...]
    unanswered: int
    siblings: tuple[tuple[UUID, str], ...] = field(default=())
