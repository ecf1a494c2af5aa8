"""What pages and papers show of a participant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lead_desktop.domain.codes import (
    GoalStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    SafetyKind,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.consent.consent import ConsentLine as ConsentLine
from lead_desktop.domain.people.caseload import CaseloadRow as CaseloadRow
from lead_desktop.domain.people.names import fold_name as fold_name
from lead_desktop.domain.people.names import initials as initials
from lead_desktop.domain.people.names import number_text as number_text
from lead_desktop.domain.people.names import parse_number as parse_number
from lead_desktop.domain.people.names import phone_digits as phone_digits
from lead_desktop.domain.people.names import short_name as short_name
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.domain.people.stage import CONSENT_ENDING_DAYS as CONSENT_ENDING_DAYS
from lead_desktop.domain.people.stage import ENDED as ENDED
from lead_desktop.domain.people.stage import ConsentMark as ConsentMark
from lead_desktop.domain.people.stage import Stage as Stage
from lead_desktop.domain.people.stage import View as View
from lead_desktop.domain.people.stage import stage_of as stage_of
from lead_desktop.domain.people.status import Standing


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """A participant's number and how it may be used. written_at: how new that is."""

    number: str
    label: str
    text_ok: bool | None
    voicemail_ok: bool | None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FindLine:
    """A usual place: "Mornings", "Fable St & Example Ave". good_until: it holds until then only.
    written_at: how new that is."""

    label: str
    place: str
    good_until: date | None = None
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """Something to keep in mind on a visit. written_at, author: how new it is, and whose word."""

    kind: SafetyKind
    words: str
    review_by: date
    written_at: datetime | None = None
    author: str = ""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need as listed."""

    id: UUID
    category: ServiceCategory
    status: NeedStatus
    words: str
    identified_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepLine:
    """A small step toward a goal. evidence: the day of the contact that shows it was done."""

    id: UUID
    words: str
    done: bool
    done_on: date | None
    contact_id: UUID | None
    evidence: datetime | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal in the participant's words, with its steps (words, done); `small` has all of them."""

    id: UUID
    words: str
    status: GoalStatus
    steps: tuple[tuple[str, bool], ...]
    small: tuple[StepLine, ...] = ()
    category: ServiceCategory | None = None


@dataclass(frozen=True, slots=True)
class LinkageLine:
    """A linkage as listed. mine: the viewer's own, or of one of their people (board only)."""

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
    worker_id: UUID | None = None
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    again_of_id: UUID | None = None
    created_at: datetime | None = None
    service_id: UUID | None = None
    organization_id: UUID | None = None
    mine: bool = False

    @property
    def provider_known(self) -> bool:
        """Whether a service or an organization is chosen."""
        return self.service is not None or self.organization is not None


@dataclass(frozen=True, slots=True)
class LinkageStep:
    """One step in a linkage's history. A step from a state to itself is a look ("still there"),
    or, with `talked`, a topic of a contact."""

    linkage_id: UUID
    title: str
    organization: str | None
    from_status: LinkageStatus | None
    to_status: LinkageStatus
    on: date
    at: datetime
    worker: str
    words: str
    id: UUID | None = None
    talked: bool = True
    method: LinkageMethod | None = None
    verified_by: VerifiedBy | None = None
    reason: LinkageReason | None = None
    undone: bool = False


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
    """A planned appointment. written_at: when it was last written, so how new the knowledge is."""

    id: UUID
    participant_id: UUID
    title: str
    starts_at: datetime
    place: str
    transport: str
    court: bool
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    """Everything that the participant page shows beside the timeline.

    ending: since when and why the work ended, for people whose time here has ended.
    """

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
    ending: Standing | None = None
    restricted: bool = False
    safe_contact: SafeContact = field(default_factory=SafeContact)
