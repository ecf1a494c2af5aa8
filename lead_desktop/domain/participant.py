"""What lists and pages show of a participant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.cadence import CadenceState, PlaceNow
from lead_desktop.domain.codes import (
    ConsentCategory,
    GoalStatus,
    LinkageStatus,
    NeedStatus,
    ParticipantStatus,
    Phase,
    SafetyKind,
    ServiceCategory,
)

CONSENT_ENDING_DAYS = 30
"""A consent that ends within so many days is shown as ending."""


class Stage(StrEnum):
    """The word of the stage chip."""

    NEW = "New"
    OUTREACH = "Outreach"
    INTAKE = "Intake"
    ENGAGING = "Engaging"
    ENGAGED = "Engaged"
    MAINTAINING = "Maintaining"
    IN_THE_WIND = "In the wind"
    IN_JAIL = "In jail"
    IN_FACILITY = "In hospital or treatment"
    ON_A_BREAK = "On a break"
    CLOSED = "Closed"
    NOT_ENROLLED = "Not enrolled"


_STAGE: dict[ParticipantStatus, Stage] = {
    ParticipantStatus.REFERRED: Stage.NEW,
    ParticipantStatus.SCREENING: Stage.NEW,
    ParticipantStatus.OUTREACH: Stage.OUTREACH,
    ParticipantStatus.INTAKE_STARTED: Stage.INTAKE,
    ParticipantStatus.INTAKE_SCHEDULED: Stage.INTAKE,
    ParticipantStatus.INACTIVE_LOST: Stage.IN_THE_WIND,
    ParticipantStatus.INACTIVE_CUSTODY: Stage.IN_JAIL,
    ParticipantStatus.INACTIVE_FACILITY: Stage.IN_FACILITY,
    ParticipantStatus.INACTIVE_PAUSED: Stage.ON_A_BREAK,
    ParticipantStatus.CLOSED: Stage.CLOSED,
    ParticipantStatus.NOT_ENROLLED: Stage.NOT_ENROLLED,
}
_PHASE_STAGE: dict[Phase, Stage] = {
    Phase.ENGAGING: Stage.ENGAGING,
    Phase.ENGAGED: Stage.ENGAGED,
    Phase.MAINTAINING: Stage.MAINTAINING,
}

ENDED = frozenset({ParticipantStatus.CLOSED, ParticipantStatus.NOT_ENROLLED})


def stage_of(status: ParticipantStatus, phase: Phase) -> Stage:
    """The stage word for a status; an active participant is shown by phase."""
    return _PHASE_STAGE[phase] if status is ParticipantStatus.ACTIVE else _STAGE[status]


def number_text(number: int) -> str:
    """The neutral number shown on screen and paper: P-0042."""
    return f"P-{number:04d}"


def parse_number(text: str) -> int | None:
    """The number in "P-0042" or "p42"; None when the text is something else."""
    match = re.fullmatch(r"[Pp]-?(\d{1,9})", text.strip())
    return int(match.group(1)) if match else None


def fold_name(*names: str | None) -> str:
    """Names folded for finding: case, accents, apostrophes and hyphens do not matter."""
    joined = " ".join(name for name in names if name)
    plain = unicodedata.normalize("NFKD", joined.casefold())
    kept = (c for c in plain if not unicodedata.combining(c) and c not in "'’`´")
    return " ".join(re.sub(r"[-_.,]+", " ", "".join(kept)).split())


def phone_digits(text: str) -> str:
    """The digits of a phone number, as a search compares them."""
    return "".join(c for c in text if c.isdigit())


def initials(name: str) -> str:
    """One or two letters for an avatar or a footer: "Juniper Fable" gives "JF"."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def short_name(name: str) -> str:
    """A worker's name where room is short: "Tomas Sampleton" gives "Tomas S."."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


class View(StrEnum):
    """The ready-made views of the caseload."""

    MINE = "mine"
    TEAM = "team"
    PAST_CADENCE = "past_cadence"
    NEW = "new"
    AWAY = "away"
    UNASSIGNED = "unassigned"
    CLOSED = "closed"
    TO_FIND = "to_find"


class ConsentMark(StrEnum):
    """What the consent column says."""

    NONE = "No consent"
    LIVE = "Consent on file"
    ENDING = "Consent ends soon"


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One participant in a list, with every derived fact that a list shows.

    linkages: states of open linkages, furthest along first. consent_ends_on: the first end among
    live consents. place: where an open event says the person is, since `place_since`.
    find_key: folded names, numbers and phone digits, for finding as one types.
    mine: whether the worker who asked is on this person's team.
    """

    id: UUID
    number: int
    external_id: str | None
    preferred_name: str
    legal_name: str
    pronouns: str
    aliases: tuple[str, ...]
    date_of_birth: str | None
    status: ParticipantStatus
    phase: Phase
    enrolled_on: date | None
    case_manager: str | None
    peer: str | None
    last_reached_at: datetime | None
    attempts_since_reached: int
    cadence: CadenceState
    linkages: tuple[LinkageStatus, ...]
    next_step: str | None
    next_at: datetime | None
    consent: ConsentMark
    consent_ends_on: date | None
    safety: bool
    place: PlaceNow | None
    place_since: date | None
    find_key: str
    mine: bool

    @property
    def stage(self) -> Stage:
        return stage_of(self.status, self.phase)

    @property
    def number_text(self) -> str:
        return number_text(self.number)

    @property
    def second_line(self) -> str:
        """What stands under the name: where the person is, legal name, alias or pronouns."""
        if self.place and self.place_since:
            return f"{self.place.value} since {self.place_since:%b} {self.place_since.day}"
        if self.legal_name and self.legal_name != self.preferred_name:
            return f"Legal: {self.legal_name}"
        if self.aliases:
            return f"Also “{self.aliases[0]}”"
        return self.pronouns or self.number_text


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A participant's number and how it may be used."""

    number: str
    label: str
    text_ok: bool | None
    voicemail_ok: bool | None


@dataclass(frozen=True, slots=True)
class FindLine:
    """A usual place: "Mornings", "Fable St & Example Ave"."""

    label: str
    place: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A consent in brief. `live` on the day it was asked for."""

    id: UUID
    recipients: tuple[str, ...]
    categories: tuple[ConsentCategory, ...]
    kind: str
    recipient_kind: str
    purpose: str
    signed_on: date
    expires_on: date | None
    revoked_at: datetime | None
    live: bool


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """Something to keep in mind on a visit."""

    kind: SafetyKind
    words: str
    review_by: date


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need as listed."""

    id: UUID
    category: ServiceCategory
    status: NeedStatus
    words: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in the participant's words, with its steps (words, done)."""

    id: UUID
    words: str
    status: GoalStatus
    steps: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class LinkageLine:
    """A linkage as listed."""

    id: UUID
    participant_id: UUID
    participant: str
    need: ServiceCategory
    title: str
    service: str | None
    organization: str | None
    worker: str
    status: LinkageStatus
    status_since: date
    due_on: date | None
    next_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class LinkageStep:
    """One move in a linkage's history."""

    linkage_id: UUID
    title: str
    organization: str | None
    from_status: LinkageStatus | None
    to_status: LinkageStatus
    on: date
    at: datetime
    worker: str
    words: str


@dataclass(frozen=True, slots=True)
class TaskLine:
    """An open promise."""

    id: UUID
    participant_id: UUID
    words: str
    due_on: date
    worker: str


@dataclass(frozen=True, slots=True)
class AppointmentLine:
    """A planned appointment."""

    id: UUID
    participant_id: UUID
    title: str
    starts_at: datetime
    place: str
    transport: str
    court: bool


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """Everything that the participant page shows beside the timeline."""

    row: CaseloadRow
    language: str
    cadence_note: str
    helps: str
    gets_in_the_way: str
    please: str
    phones: tuple[PhoneLine, ...]
    places: tuple[FindLine, ...]
    consents: tuple[ConsentLine, ...]
    safety: tuple[SafetyLine, ...]
    needs: tuple[NeedLine, ...]
    goals: tuple[GoalLine, ...]
    linkages: tuple[LinkageLine, ...]
    tasks: tuple[TaskLine, ...]
    appointments: tuple[AppointmentLine, ...]
    contact_count: int
