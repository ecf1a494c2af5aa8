"""What a worklist is made of: dated facts, its lines, and the sections in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import TaskKind


class Section(StrEnum):
    """The headings of a worklist, in the order of harm if what stands there is missed."""

    SAFETY = "After release or overdose"
    PAST = "Past contact cadence"
    OUTREACH = "Referrals awaiting outreach"
    HANDED = "Handed over"
    APPOINTMENTS = "Appointments"
    FOLLOW_UPS = "Follow-ups due"
    DUE = "Contact due"
    TO_FIND = "To find"
    INTAKE = "Intake and first months"
    LINKAGES = "Linkages waiting for a step"
    PLANS = "Plans to look at together"
    CONSENTS = "Consents ending"
    RETURNED = "Returned to you"
    NOTES = "Notes to sign"
    DRAFTS = "Drafts"


SECTION: dict[TaskKind, Section] = {
    TaskKind.AFTER_RELEASE: Section.SAFETY,
    TaskKind.AFTER_OVERDOSE: Section.SAFETY,
    TaskKind.NALOXONE: Section.SAFETY,
    TaskKind.EXPECTED_END: Section.FOLLOW_UPS,
    TaskKind.SAFETY_REVIEW: Section.FOLLOW_UPS,
    TaskKind.MEDICATION: Section.FOLLOW_UPS,
    TaskKind.NALOXONE_OLD: Section.FOLLOW_UPS,
    TaskKind.PLAN_REVIEW: Section.PLANS,
    TaskKind.PROPOSE_LOST: Section.TO_FIND,
    TaskKind.PAST_CADENCE: Section.PAST,
    TaskKind.CADENCE_DUE: Section.DUE,
    TaskKind.TO_FIND: Section.TO_FIND,
    TaskKind.FIRST_OUTREACH: Section.OUTREACH,
    TaskKind.INTAKE_DUE: Section.INTAKE,
    TaskKind.CHARGE_HOLD: Section.INTAKE,
    TaskKind.TIMELINE_STEP: Section.INTAKE,
    TaskKind.APPOINTMENT: Section.APPOINTMENTS,
    TaskKind.FOLLOW_UP: Section.FOLLOW_UPS,
    TaskKind.HANDED_OVER: Section.HANDED,
    TaskKind.LINKAGE_CHECK: Section.LINKAGES,
    TaskKind.CONSENT_ENDING: Section.CONSENTS,
    TaskKind.RETURNED_NOTE: Section.RETURNED,
    TaskKind.UNSIGNED_NOTE: Section.NOTES,
    TaskKind.DRAFT: Section.DRAFTS,
}

SAFETY_KINDS = frozenset({TaskKind.AFTER_RELEASE, TaskKind.AFTER_OVERDOSE, TaskKind.NALOXONE})

REACHING = frozenset(
    {TaskKind.PAST_CADENCE, TaskKind.CADENCE_DUE, TaskKind.TO_FIND, TaskKind.FIRST_OUTREACH}
)
"""Things that ask for a try; a try of the last hours moves them aside."""


CONSENT_STEPS = (60, 30, 14, 7, 0)
"""So many days before its end a consent asks for a renewal anew, whoever has put it off."""


class Urgency(StrEnum):
    """How pressing an item is; always shown with its word."""

    CALM = "calm"
    WARN = "warn"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class WorkFact:
    """A dated fact of the record that asks for something, as the store finds it.

    subject_id: the promise, appointment, consent, linkage, contact, draft or event itself.
    words: what was promised, titled or written for. due: the day, in the vault's zone. at: the
    instant where there is one. escalates_on: from when a supervisor sees it. mine: the asker is
    on the team of this person, or is the worker named. part: the step of the program's timeline;
    of an appointment its linkage, as hex.
    """

    kind: TaskKind
    subject_id: UUID
    participant_id: UUID | None
    participant: str
    worker_id: UUID | None
    worker: str | None
    words: str
    due: date
    at: datetime | None
    escalates_on: date | None
    mine: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One line of a worklist. why: the written reason. badge: how long past or how long left.

    subject_id: the record behind it, None where it follows from the person's own clocks.
    key: the same as long as the cause is; what is put off or passed on is known by it.
    escalates_on: from which day a supervisor sees it, where that is not at once. part: the step
    of the program's timeline, or an appointment's linkage.
    """

    key: str
    kind: TaskKind
    subject_id: UUID | None
    participant_id: UUID | None
    participant: str
    worker_id: UUID | None
    worker: str | None
    why: str
    badge: str
    urgency: Urgency
    due: date
    at: datetime | None
    mine: bool
    escalates_on: date | None = None
    part: str = ""

    @property
    def section(self) -> Section:
        return SECTION[self.kind]


@dataclass(frozen=True, slots=True)
class Moment:
    """The instant from which a list is told, and the zone of its days."""

    now: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return local_day(self.now, self.zone)
