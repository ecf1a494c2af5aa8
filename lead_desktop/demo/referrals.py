"""How the demonstration's people came: referrals with their answers, decisions and incidents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.settings import VaultSettings
from lead_desktop.demo.cast import Team
from lead_desktop.demo.crowd import NAMED_COUNT
from lead_desktop.demo.named import FIRST_NUMBER
from lead_desktop.demo.people import Agreement, add_agreement
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    Answer,
    Audience,
    Charge,
    ConsentCategory,
    Decision,
    DiversionOutcome,
    Door,
    IneligibleReason,
    NotEnrolledReason,
    ParticipantStatus,
    Question,
    ReferralState,
)
from lead_desktop.domain.referral.referral import TYPE_OF_DOOR, partners_of
from lead_desktop.store.tables import (
    Alias,
    DivertedIncident,
    Participant,
    PartnerDecision,
    Referral,
    ReferralAnswer,
    StatusChange,
)

S, Q = ParticipantStatus, Question
STATES: Mapping[ParticipantStatus, ReferralState] = {
    S.REFERRED: ReferralState.PENDING,
    S.SCREENING: ReferralState.PENDING,
    S.OUTREACH: ReferralState.OUTREACH,
    S.INTAKE_STARTED: ReferralState.ACCEPTED,
    S.INTAKE_SCHEDULED: ReferralState.ACCEPTED,
    S.NOT_ENROLLED: ReferralState.DECLINED,
}
MOST_ACCEPTED = 6
NAMED_NUMBERS = range(FIRST_NUMBER, FIRST_NUMBER + NAMED_COUNT)
"""The named people have the consents that the pictures show."""
WORK_GROUP = "LEAD work group"
DOCKET_AGREEMENT = Agreement(
    WORK_GROUP,
    signed=1,
    ends=-180,
    purpose="Weekly review",
    audience=Audience.JUSTICE,
    categories=(ConsentCategory.IDENTITY, ConsentCategory.PROGRAM_STATUS),
)
"""What lets a copy of the docket name somebody: it is closed to all the others on the list."""


@dataclass(frozen=True)
class _Stop:
    charge: Charge
    officer: str
    unit: str
    post: str
    place: str


_STOPS = (
    _Stop(Charge.TRESPASS, "Ofc. Q. Placeholder", "Unit 0", "Post 000", "Example Market"),
    _Stop(Charge.CDS_POSSESSION, "Ofc. L. Standby", "Unit 1", "Post 001", "Fable St & Sample Ave"),
    _Stop(Charge.LARCENY, "Sgt. D. Sampler", "Unit 0", "Post 002", "Pretend Pharmacy"),
)
_FROM = ("Corner Store Fictional", "Sample Street Association", "Invented Library")


@dataclass(frozen=True)
class _Came:
    """A person before enrolment, or some time after it, and how they stand."""

    id: UUID
    number: int
    name: str
    born: str | None
    status: ParticipantStatus
    reason: str | None


def add_referrals(session: Session, rows: Rows, days: Days, team: Team) -> None:
    """A referral for everybody who is on the way in, or was not enrolled; and one likeness."""
    stops, sources = cycle(_STOPS), cycle(_FROM)
    accepted, agreed = 0, False
    people = _people(session)
    for place, who in enumerate(people):
        state = STATES[who.status]
        accepted += state is ReferralState.ACCEPTED
        if state is ReferralState.ACCEPTED and accepted > MOST_ACCEPTED:
            continue
        began, told = _first_step(session, who.id)
        door = _door(told, place)
        stop = next(stops) if door in (Door.STOP, Door.ARREST) else None
        _add(rows, days, team, who, began, place, door, stop, next(sources))
        if _is_up(who, place) and not agreed and who.number not in NAMED_NUMBERS:
            agreed = True
            add_agreement(rows, days, {}, who.id, DOCKET_AGREEMENT)
    likeness = next((who for who in people if who.status is S.REFERRED), None)
    if likeness is not None:
        rows.add_stamped(Alias, days.past(1, 11), participant_id=likeness.id, name="Moss Exampel")
    rows.write(session)


def _is_up(who: _Came, place: int) -> bool:
    """Whether a referral is on the list of the next meeting."""
    return STATES[who.status] is ReferralState.PENDING and bool(place % 2)


def _people(session: Session) -> list[_Came]:
    reason = (
        select(StatusChange.reason)
        .where(
            StatusChange.participant_id == Participant.id,
            StatusChange.to_status == Participant.status,
        )
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            Participant.id,
            Participant.number,
            Participant.preferred_name,
            Participant.date_of_birth,
            Participant.status,
            reason,
        )
        .where(Participant.status.in_(tuple(STATES)))
        .order_by(Participant.number)
    )
    return [_Came(*row) for row in session.execute(query)]


def _first_step(session: Session, person: UUID) -> tuple[datetime, str]:
    """When somebody was referred, and in which words."""
    row = session.execute(
        select(StatusChange.created_at, StatusChange.reason)
        .where(StatusChange.participant_id == person)
        .order_by(StatusChange.created_at, StatusChange.effective_on)
        .limit(1)
    ).one()
    return row.created_at, row.reason or ""


def _door(told: str, place: int) -> Door:
    """The door that the history names; else one after the other."""
    named = next((door for door in Door if told.startswith(door.label)), None)
    doors = (Door.STOP, Door.SOCIAL, Door.ARREST, Door.COMMUNITY)
    return doors[place % len(doors)] if named is None or place % 5 == 3 else named


def _add(
    rows: Rows,
    days: Days,
    team: Team,
    who: _Came,
    began: datetime,
    place: int,
    door: Door,
    stop: _Stop | None,
    source: str,
) -> None:
    state, at = STATES[who.status], began
    approval = stop is not None and stop.charge is Charge.TRESPASS
    not_eligible = state is ReferralState.DECLINED and place % 2 == 0
    if not_eligible:
        state = ReferralState.NOT_ELIGIBLE
    ready = state is ReferralState.PENDING and who.status is S.REFERRED
    open_yet = state is ReferralState.PENDING and not ready
    eligible = None if open_yet else state is not ReferralState.NOT_ELIGIBLE
    referral = rows.add_stamped(
        Referral,
        at,
        participant_id=who.id,
        worker_id=team.tomas.id,
        door=door,
        type=TYPE_OF_DOOR[door],
        state=state,
        received_at=at,
        occurred_at=at - timedelta(minutes=25) if stop else None,
        named=who.name,
        born=who.born,
        charges=[stop.charge.value] if stop else [],
        basis="Seen by the officer" if stop else "",
        officer=stop.officer if stop else "",
        unit=stop.unit if stop else "",
        district="Central",
        post=stop.post if stop else "",
        incident_number=f"DEMO-{who.number:06d}" if stop else "",
        place=stop.place if stop else "",
        agency="" if stop else source,
        words="",
        eligible=eligible,
        reason_codes=[IneligibleReason.OUTSIDE_AREA.value] if not_eligible else [],
        owner_approval=Answer.YES if approval else None,
        approved_by="Example Market, day manager" if approval else "",
        approved_at=at if approval else None,
        approved_how="in person" if approval else "",
        handoff_called_at=at - timedelta(minutes=20) if door is Door.ARREST else None,
        handoff_arrived_at=at if door is Door.ARREST else None,
        handoff_place=stop.place if stop and door is Door.ARREST else "",
        handoff_who=team.dre.name if door is Door.ARREST else "",
        handoff_ride=door is Door.ARREST,
        exception_reason="",
        docket_on=days.day(-2) if _is_up(who, place) else None,
        settled_at=at + timedelta(days=5) if state in _SETTLED else None,
        settled_reason=_reason(who, state),
        version=1,
    )
    _answer(rows, team, referral, at, open_yet=open_yet)
    _decide(rows, days, team, referral, place, state)
    if stop is not None:
        rows.add_stamped(
            DivertedIncident,
            at,
            participant_id=who.id,
            referral_id=referral,
            worker_id=team.tomas.id,
            occurred_on=at.date(),
            incident_number=f"DEMO-{who.number:06d}",
            charges=[stop.charge.value],
            hold_until=at.date() + timedelta(days=30) if door is Door.ARREST else None,
            stopped_days=0,
            outcome=DiversionOutcome.PENDING
            if door is Door.ARREST
            else DiversionOutcome.NOT_APPLICABLE,
            version=1,
        )


_SETTLED = (ReferralState.ACCEPTED, ReferralState.NOT_ELIGIBLE, ReferralState.DECLINED)


def _reason(who: _Came, state: ReferralState) -> NotEnrolledReason | None:
    if state is ReferralState.NOT_ELIGIBLE:
        return NotEnrolledReason.NOT_ELIGIBLE
    if state is not ReferralState.DECLINED:
        return None
    known = {reason.value: reason for reason in NotEnrolledReason}
    return known.get(who.reason or "", NotEnrolledReason.DECLINED_AT_HANDOFF)


def _answer(rows: Rows, team: Team, referral: UUID, at: datetime, *, open_yet: bool) -> None:
    given = {Q.CONSENTS_TO_MEET: Answer.YES, Q.HOMELESSNESS: Answer.YES}
    given[Q.NO_EXCLUSION] = Answer.UNKNOWN if open_yet else Answer.YES
    for question, answer in given.items():
        rows.add(
            ReferralAnswer,
            referral_id=referral,
            question=question,
            answer=answer,
            evidence="",
            worker_id=team.tomas.id,
            at=at,
        )


def _decide(
    rows: Rows,
    days: Days,
    team: Team,
    referral: UUID,
    place: int,
    state: ReferralState,
) -> None:
    partners = partners_of(VaultSettings())
    said = len(partners) if state is ReferralState.ACCEPTED else place % len(partners)
    for partner in partners[:said]:
        rows.add_stamped(
            PartnerDecision,
            days.past(1, 15),
            referral_id=referral,
            worker_id=team.tomas.id,
            partner=partner,
            decision=Decision.APPROVED,
            decided_on=days.day(1),
            by="",
            words="",
        )
