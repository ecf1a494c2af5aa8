"""Writing one participant: who they are, how they came, who works with them, what they agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from lead_desktop.demo.cast import PROGRAM_NAME, TeamMember
from lead_desktop.demo.directory import Directory
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentKind,
    GoalStatus,
    NotEnrolledReason,
    ParticipantStatus,
    Phase,
    SafetyKind,
    WorkerPart,
)
from lead_desktop.domain.consent.consent import AFTER_DISPOSITION_WORDS
from lead_desktop.domain.consent.statements import FORM_VERSION, REQUIRED_STATEMENTS
from lead_desktop.domain.people.participant import ENDED, fold_name, phone_digits
from lead_desktop.store.tables import (
    Alias,
    Assignment,
    Consent,
    ConsentCategoryRow,
    ConsentRecipient,
    Goal,
    GoalStep,
    Participant,
    ParticipantPhone,
    SafetyNote,
    StatusChange,
    WhereToFind,
)

S = ParticipantStatus

_CONDITION = {
    "condition_imposed_by": "State's Attorney, withholding charges",
    "revocable_event": "the charge is resolved",
    "expires_event": AFTER_DISPOSITION_WORDS,
    "proceeding": "The charge that is held back",
}
_DUTY = "Says whether the condition is kept"
PROVIDER_CATEGORIES = (
    ConsentCategory.IDENTITY,
    ConsentCategory.PROGRAM_STATUS,
    ConsentCategory.SERVICES,
    ConsentCategory.GOALS,
    ConsentCategory.NEEDS,
    ConsentCategory.CONTACTS,
    ConsentCategory.SUD_TREATMENT,
)


@dataclass(frozen=True)
class Agreement:
    """A consent: to whom, signed and ending so many days ago (an end ahead is negative)."""

    recipient: str
    signed: int
    ends: int
    purpose: str = "To coordinate care"
    audience: Audience = Audience.PROVIDER
    kind: str = "part2_named"
    categories: tuple[ConsentCategory, ...] = PROVIDER_CATEGORIES
    revoked: int | None = None


@dataclass(frozen=True)
class Aim:
    """A goal in the participant's own words, with steps as (words, done)."""

    words: str
    steps: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything of a participant beside contacts and linkages. Days are counted back from today.

    came: days since the referral; referred_hours: hours since then, where a clock runs on it.
    enrolled: days since enrolment, None before it. since: days in the present status.
    end_reason: the code with which the work ended. reached: days since the last contact that
    reached them, None when nobody has yet.
    """

    name: str
    number: int
    status: ParticipantStatus
    phase: Phase = Phase.ENGAGED
    came: int
    since: int
    enrolled: int | None = None
    reached: int | None = None
    referral: str = "Social referral"
    pronouns: str = ""
    legal: tuple[str, str] | None = None
    aliases: tuple[str, ...] = ()
    born: str | None = None
    language: str | None = None
    phone: str | None = None
    phone_label: str = ""
    text_ok: bool | None = None
    places: tuple[tuple[str, str], ...] = ()
    case_manager: TeamMember | None = None
    peer: TeamMember | None = None
    agreed_days: int | None = None
    agreed_note: str | None = None
    helps: str | None = None
    gets_in_the_way: str | None = None
    please: str | None = None
    safety: tuple[tuple[SafetyKind, str], ...] = ()
    agreements: tuple[Agreement, ...] = ()
    aims: tuple[Aim, ...] = ()
    end_reason: str | None = None
    referred_hours: int | None = None
    recorded_by: TeamMember | None = None

    @property
    def recorder(self) -> TeamMember | None:
        """Who wrote down how they came: their own worker, or whoever took the referral."""
        return self.case_manager or self.peer or self.recorded_by

    @property
    def ended(self) -> bool:
        return self.status in ENDED


def add_person(rows: Rows, days: Days, directory: Directory, who: Profile) -> UUID:
    """Write a participant with everything in `who`; returns the id."""
    at = _arrival(days, who)
    person = rows.add_stamped(
        Participant,
        at,
        number=who.number,
        preferred_name=who.name,
        legal_first_name=who.legal[0] if who.legal else None,
        legal_last_name=who.legal[1] if who.legal else None,
        name_key=fold_name(who.name, *(who.legal or ()), *who.aliases),
        date_of_birth=who.born,
        pronouns=who.pronouns or None,
        language=who.language,
        status=who.status,
        status_since=days.day(who.since),
        phase=who.phase,
        enrolled_on=None if who.enrolled is None else days.day(who.enrolled),
        cadence_days=who.agreed_days,
        cadence_note=who.agreed_note,
        helps=who.helps,
        gets_in_the_way=who.gets_in_the_way,
        please=who.please,
    )
    _add_ways_to_reach(rows, days, person, who)
    _add_team(rows, days, person, who)
    _add_statuses(rows, days, person, who)
    author = who.recorder
    if author:
        for kind, words in who.safety:
            rows.add_stamped(
                SafetyNote,
                days.past(30, 15),
                participant_id=person,
                author_id=author.id,
                kind=kind,
                words=words,
                review_by=days.day(-60),
            )
    _add_aims(rows, days, person, who)
    for agreement in who.agreements:
        add_agreement(rows, days, directory, person, agreement)
    return person


def _arrival(days: Days, who: Profile) -> datetime:
    if who.referred_hours is not None:
        return days.now - timedelta(hours=who.referred_hours)
    return days.past(who.came, 10, 30)


def _add_ways_to_reach(rows: Rows, days: Days, person: UUID, who: Profile) -> None:
    at = days.past(who.came, 11)
    for alias in who.aliases:
        rows.add_stamped(Alias, at, participant_id=person, name=alias)
    if who.phone:
        rows.add_stamped(
            ParticipantPhone,
            at,
            participant_id=person,
            number=who.phone,
            digits=phone_digits(who.phone),
            label=who.phone_label or None,
            text_ok=who.text_ok,
            voicemail_ok=None if who.text_ok is None else not who.text_ok,
        )
    for position, (label, place) in enumerate(who.places):
        rows.add_stamped(
            WhereToFind, at, participant_id=person, label=label, place=place, position=position
        )


def _add_team(rows: Rows, days: Days, person: UUID, who: Profile) -> None:
    at = days.past(who.came, 11, 15)
    for part, worker in (
        (WorkerPart.CASE_MANAGER, who.case_manager),
        (WorkerPart.PEER, who.peer),
    ):
        if worker is not None:
            rows.add_stamped(
                Assignment,
                at,
                participant_id=person,
                part=part,
                worker_id=worker.id,
                from_on=days.day(who.came),
                to_on=days.day(who.since) if who.ended else None,
            )


_LOOKED_FOR = (S.REFERRED, S.SCREENING, S.OUTREACH)
_TAKEN_IN = (*_LOOKED_FOR, S.INTAKE_SCHEDULED)
_WAY: dict[ParticipantStatus, tuple[ParticipantStatus, ...]] = {
    S.REFERRED: (),
    S.SCREENING: _LOOKED_FOR[:1],
    S.OUTREACH: _LOOKED_FOR[:2],
    S.INTAKE_STARTED: _LOOKED_FOR[:2],
    S.INTAKE_SCHEDULED: _LOOKED_FOR,
    S.ACTIVE: _TAKEN_IN,
}
"""The usual way to each status before and at enrolment."""


def _add_statuses(rows: Rows, days: Days, person: UUID, who: Profile) -> None:
    recorder = who.recorder
    if recorder is None:
        return
    before: ParticipantStatus | None = None
    for place, (status, ago) in enumerate(_milestones(who)):
        reason = who.referral if status is S.REFERRED else None
        rows.add_stamped(
            StatusChange,
            _arrival(days, who) if status is S.REFERRED else days.past(ago, 16, place),
            participant_id=person,
            from_status=before,
            to_status=status,
            effective_on=days.day(ago),
            worker_id=recorder.id,
            reason=reason,
            reason_code=_end_code(who, status),
            phase=who.phase,
        )
        before = status


def _end_code(who: Profile, status: ParticipantStatus) -> str | None:
    if status is S.NOT_ENROLLED:
        return who.end_reason or NotEnrolledReason.DECLINED_LATER.value
    return who.end_reason if status is S.CLOSED else None


def _milestones(who: Profile) -> list[tuple[ParticipantStatus, int]]:
    """The statuses passed through and how many days ago, oldest first, the present one last."""
    passed = _WAY.get(who.status)
    if passed is None:
        passed = (*_TAKEN_IN, S.ACTIVE) if who.enrolled is not None else _LOOKED_FOR
    span_end = who.enrolled if who.enrolled is not None else who.since
    steps = max(len(passed) - 1, 1)
    path = []
    for index, status in enumerate(passed):
        ago = who.came - (who.came - span_end) * index // steps
        path.append((status, max(ago, who.since)))
    return [*path, (who.status, who.since)]


def _add_aims(rows: Rows, days: Days, person: UUID, who: Profile) -> None:
    for place, aim in enumerate(who.aims):
        ago = max((who.enrolled or who.came) - 7 - place, 0)
        at = days.past(ago, 14)
        goal_id = rows.add_stamped(
            Goal,
            at,
            participant_id=person,
            words=aim.words,
            status=GoalStatus.ACTIVE,
            since=days.day(ago),
        )
        for position, (words, done) in enumerate(aim.steps):
            rows.add_stamped(
                GoalStep, at, goal_id=goal_id, words=words, position=position, done=done
            )


def add_agreement(
    rows: Rows, days: Days, directory: Directory, person: UUID, agreement: Agreement
) -> None:
    """A consent with its recipient and what it covers."""
    at = days.past(agreement.signed, 11, 30)
    justice = agreement.kind == ConsentKind.CJ_2_35
    consent_id = rows.add_stamped(
        Consent,
        at,
        participant_id=person,
        kind=agreement.kind,
        recipient_kind=agreement.audience,
        purpose=agreement.purpose,
        **(_CONDITION | {"effective_from": days.day(agreement.signed)} if justice else {}),
        discloser=PROGRAM_NAME,
        information=", ".join(category.label for category in agreement.categories),
        statements=sorted(REQUIRED_STATEMENTS[ConsentKind(agreement.kind)]),
        form_version=FORM_VERSION,
        signed_on=days.day(agreement.signed),
        expires_on=days.day(agreement.ends),
        revoked_at=None if agreement.revoked is None else days.past(agreement.revoked, 12),
    )
    known = next(iter(directory.get(agreement.recipient, {}).values()), None)
    rows.add_stamped(
        ConsentRecipient,
        at,
        consent_id=consent_id,
        organization_id=known.organization_id if known else None,
        name=agreement.recipient,
        role=_DUTY if justice else "",
    )
    for category in agreement.categories:
        rows.add(ConsentCategoryRow, consent_id=consent_id, category=category)
