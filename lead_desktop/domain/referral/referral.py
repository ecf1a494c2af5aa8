"""A referral as it is told, listed and counted down; what became of a diverted incident.

A referral is not an approval: partners' decisions are rows of their own, and a person accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import (
    Answer,
    Charge,
    Decision,
    DiversionOutcome,
    Door,
    IneligibleReason,
    NotEnrolledReason,
    ParticipantStatus,
    Question,
    ReferralState,
    ReferralType,
)
from lead_desktop.domain.people.names import number_text
from lead_desktop.domain.referral.incident_clock import (
    ClockState,
    Holder,
    StoppedClock,
    clock_state,
)

TYPE_OF_DOOR: Mapping[Door, ReferralType] = {
    Door.STOP: ReferralType.STOP_REFERRAL,
    Door.ARREST: ReferralType.ARREST_DIVERSION,
    Door.SOCIAL: ReferralType.SOCIAL_CONTACT,
    Door.COMMUNITY: ReferralType.COMMUNITY,
    Door.OTHER: ReferralType.OTHER,
}
OTHER_TYPES = (
    ReferralType.PROSECUTOR,
    ReferralType.DEFENDER,
    ReferralType.SELF,
    ReferralType.OTHER,
)
OPEN_STATES = frozenset({ReferralState.PENDING, ReferralState.OUTREACH})
NOT_WITH_LEAD = frozenset(
    {
        ParticipantStatus.REFERRED,
        ParticipantStatus.SCREENING,
        ParticipantStatus.OUTREACH,
        ParticipantStatus.NOT_ENROLLED,
        ParticipantStatus.CLOSED,
    }
)
"""Statuses of people whom a new referral does not find with LEAD already."""

_WAY_TO: Mapping[ParticipantStatus, tuple[ParticipantStatus, ...]] = {
    ParticipantStatus.SCREENING: (ParticipantStatus.REFERRED, ParticipantStatus.SCREENING),
    ParticipantStatus.OUTREACH: (
        ParticipantStatus.REFERRED,
        ParticipantStatus.SCREENING,
        ParticipantStatus.OUTREACH,
    ),
}


def way_to(now: ParticipantStatus, wanted: ParticipantStatus) -> tuple[ParticipantStatus, ...]:
    """The steps from a status before enrolment to a further one; none for whoever is further."""
    if now is ParticipantStatus.NOT_ENROLLED:
        return _WAY_TO[wanted]
    way = _WAY_TO[wanted]
    return way[way.index(now) + 1 :] if now in way else ()


@dataclass(frozen=True)
class Clocks:
    """The program's target times."""

    street_hours: int = 24
    social_hours: int = 72
    handoff_minutes: int = 30
    intake_days: int = 30


def clocks_of(settings: VaultSettings) -> Clocks:
    """The clocks as the vault sets them."""
    return Clocks(
        settings.street_outreach_hours,
        settings.social_outreach_hours,
        settings.handoff_minutes,
        settings.intake_days,
    )


def partners_of(settings: VaultSettings) -> tuple[str, ...]:
    """The partners who decide about a referral, in the order of the setting."""
    names = (name.strip() for name in settings.partners.split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def first_outreach_due(door: Door, received_at: datetime, clocks: Clocks) -> datetime:
    """Until when somebody should have gone to look for the person."""
    street = door in (Door.STOP, Door.ARREST)
    return received_at + timedelta(hours=clocks.street_hours if street else clocks.social_hours)


@dataclass(frozen=True, slots=True)
class WarmHandOff:
    """The officer called, somebody came. arrived_at: None while they are on the way."""

    called_at: datetime
    arrived_at: datetime | None = None
    place: str = ""
    who_went: str = ""
    ride_given: bool = False

    @property
    def minutes(self) -> int | None:
        """Whole minutes from call to arrival."""
        if self.arrived_at is None:
            return None
        return int((self.arrived_at - self.called_at).total_seconds() // 60)

    def met(self, clocks: Clocks) -> bool | None:
        """Whether somebody was there within the target; None while nobody has come."""
        return None if self.minutes is None else self.minutes <= clocks.handoff_minutes


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One diverted incident; a participant can have several, each with a clock of its own.

    holder: where the person stands, which the clock goes by.
    """

    id: UUID
    participant_id: UUID
    referral_id: UUID | None
    occurred_on: date
    incident_number: str
    charges: tuple[Charge, ...]
    hold_until: date | None
    intake_due_on: date
    stopped: StoppedClock
    outcome: DiversionOutcome
    outcome_on: date | None
    holder: Holder

    @property
    def clock(self) -> ClockState:
        """Whether its days until intake count, and if not, why."""
        return clock_state(self.outcome, self.stopped, self.holder.status)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What one partner said, and when."""

    id: UUID
    referral_id: UUID
    partner: str
    decision: Decision
    decided_on: date
    by: str
    words: str


def standing_decisions(decisions: Iterable[DecisionLine]) -> dict[str, DecisionLine]:
    """The newest decision of each partner; `decisions` come oldest first."""
    return {line.partner: line for line in decisions}


def waiting_for(partners: Iterable[str], decisions: Iterable[DecisionLine]) -> tuple[str, ...]:
    """The partners who have not agreed yet."""
    standing = standing_decisions(decisions)
    return tuple(
        partner
        for partner in partners
        if partner not in standing or standing[partner].decision is not Decision.APPROVED
    )


class Shelf(StrEnum):
    """The shelves of the referrals page."""

    OUTREACH = "outreach"
    ANSWERS = "answers"
    ACCEPTED = "accepted"
    NOT_ELIGIBLE = "not_eligible"
    DECLINED = "declined"


SHELF_LABEL: Mapping[Shelf, str] = {
    Shelf.OUTREACH: "Waiting for outreach",
    Shelf.ANSWERS: "Waiting for answers",
    Shelf.ACCEPTED: "Accepted",
    Shelf.NOT_ELIGIBLE: "Not eligible",
    Shelf.DECLINED: "Did not go on",
}


def shelf_of(state: ReferralState, eligible: bool | None, first_tried_at: datetime | None) -> Shelf:
    """Where a referral stands on the page. An attempt satisfies the first outreach."""
    if state not in OPEN_STATES:
        return {
            ReferralState.ACCEPTED: Shelf.ACCEPTED,
            ReferralState.NOT_ELIGIBLE: Shelf.NOT_ELIGIBLE,
            ReferralState.DECLINED: Shelf.DECLINED,
        }[state]
    ready = state is ReferralState.OUTREACH or eligible is True
    return Shelf.OUTREACH if ready and first_tried_at is None else Shelf.ANSWERS


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as listed. due: first outreach, while nobody has gone yet."""

    id: UUID
    participant_id: UUID
    participant: str
    number: int
    door: Door
    type: ReferralType
    state: ReferralState
    received_at: datetime
    charges: tuple[Charge, ...]
    eligible: bool | None
    officer: str
    unit: str
    district: str
    incident_number: str
    docket_on: date | None
    settled_reason: NotEnrolledReason | None
    reason_codes: tuple[IneligibleReason, ...]
    first_tried_at: datetime | None
    due: datetime | None
    intake_due_on: date | None
    hold_until: date | None
    decisions: tuple[DecisionLine, ...]
    worker: str
    version: int

    @property
    def shelf(self) -> Shelf:
        return shelf_of(self.state, self.eligible, self.first_tried_at)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_street(self) -> bool:
        return self.door in (Door.STOP, Door.ARREST)

    @property
    def number_text(self) -> str:
        return number_text(self.number)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer with who wrote it down and when."""

    question: Question
    answer: Answer
    evidence: str
    worker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReferralException:
    """A supervisor's decision to go on although the checklist says no."""

    worker: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ToldAtTheDoor:
    """Where, when and why, as the referral was told. post, basis: of a stop, legal detail."""

    occurred_at: datetime | None = None
    place: str = ""
    agency: str = ""
    post: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """What the victim or store owner said: who, when, how."""

    answer: Answer
    by: str
    at: datetime | None
    how: str


@dataclass(frozen=True)
class ReferralMore:
    """What stands behind a line of the list.

    incident, approval: only for who may read legal detail, as both tell of a charge.
    """

    answers: tuple[GivenAnswer, ...] = ()
    told: ToldAtTheDoor = ToldAtTheDoor()
    approval: ApprovalLine | None = None
    hand_off: WarmHandOff | None = None
    incident: IncidentLine | None = None
    exception: ReferralException | None = None


@dataclass(frozen=True, slots=True)
class DocketLine:
    """One line of the copy for the weekly partners' meeting: codes and days, no free text.

    Only of people whose consent lets these partners hear it; nobody else is on the copy, and
    nobody is counted on it. decisions: the standing one of each partner. label: what stands in the
    place of the name, on a labelled copy.
    """

    referral_id: UUID
    participant_id: UUID
    name: str
    door: Door
    received_on: date
    status: ParticipantStatus
    decisions: tuple[tuple[str, Decision, date], ...]
    consent_signed_on: date | None
    consent_until: date | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class DocketCopy:
    """What may be handed to one recipient for one meeting. held_back: how many of those up for
    discussion are not on it, for the worker's eyes only."""

    meeting_on: date
    recipient: str
    purpose: str
    lines: tuple[DocketLine, ...]
    held_back: int
