"""Judging a stored referral anew: what is known of it, and what follows for the person.

Used by every service that changes an answer, within its own unit of work.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import NotFound
from lead_desktop.domain.codes import (
    Answer,
    Charge,
    NotEnrolledReason,
    ParticipantStatus,
    Question,
    ReferralState,
)
from lead_desktop.domain.people.duplicates import PossibleMatch
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.domain.referral.eligibility import (
    APPROVAL_CHARGES,
    Eligibility,
    ReferralFacts,
    checklist_of,
    judge,
)
from lead_desktop.domain.referral.referral import NOT_WITH_LEAD, OPEN_STATES, way_to
from lead_desktop.services.desk import Desk
from lead_desktop.services.people.duplicates import matches_of
from lead_desktop.services.people.statuses import apply_move
from lead_desktop.store.blocking import refresh_blocking_keys
from lead_desktop.store.queries import duplicates as duplicates_query
from lead_desktop.store.tables import Participant, Referral, ReferralAnswer


def get_referral(session: Session, referral_id: UUID) -> Referral:
    """The stored referral; raises NotFound."""
    referral = session.get(Referral, referral_id)
    if referral is None:
        raise NotFound(
            "No referral of this vault has that id.",
            remedy="“lead-desktop list PATH referrals” shows the ids.",
        )
    return referral


def judge_anew(session: Session, desk: Desk, referral: Referral) -> Eligibility:
    """Judge a referral as it is stored, keep the result with it, and let its state follow.

    A "no" closes an open referral as not eligible; a changed answer opens it again. What partners
    or a supervisor decided is not touched.
    """
    session.flush()
    found = judge(_facts(session, desk, referral), checklist_of(desk.settings))
    referral.eligible = found.eligible
    referral.reason_codes = [code.value for code in found.reason_codes]
    person = session.get_one(Participant, referral.participant_id)
    today = desk.clock.today()
    if found.eligible is False and referral.state in OPEN_STATES and not referral.exception_at:
        referral.state = ReferralState.NOT_ELIGIBLE
        referral.settled_at = desk.clock.now()
        referral.settled_reason = NotEnrolledReason.NOT_ELIGIBLE
        close_before_enrolment(session, desk, person, NotEnrolledReason.NOT_ELIGIBLE, today)
    elif found.eligible is not False and referral.state is ReferralState.NOT_ELIGIBLE:
        reopen(session, desk, referral, person)
    return found


def asks_approval(referral: Referral) -> bool:
    """Whether the owner or the person affected is to agree; the poster asks for that itself, so
    no exception stands for it."""
    return not APPROVAL_CHARGES.isdisjoint(Charge(code) for code in referral.charges)


def reopen(session: Session, desk: Desk, referral: Referral, person: Participant) -> None:
    """Put a settled referral back among those that wait for answers."""
    referral.state = ReferralState.PENDING
    referral.settled_at = None
    referral.settled_reason = None
    if person.status is ParticipantStatus.NOT_ENROLLED:
        move = StatusMove(ParticipantStatus.REFERRED, desk.clock.today(), words="Taken up again")
        apply_move(session, desk, person, move)


def advance(session: Session, desk: Desk, person: Participant, to: ParticipantStatus) -> None:
    """Bring a person who is not yet enrolled to a further status, step by step."""
    for step in way_to(person.status, to):
        apply_move(session, desk, person, StatusMove(step, desk.clock.today()))


def close_before_enrolment(
    session: Session, desk: Desk, person: Participant, reason: NotEnrolledReason, on: date
) -> None:
    """Write down that a person does not come in now; whoever is enrolled already stays so.

    Somebody with another open referral stays where that one has brought them.
    """
    before = (
        ParticipantStatus.REFERRED,
        ParticipantStatus.SCREENING,
        ParticipantStatus.OUTREACH,
    )
    session.flush()
    another = session.scalar(
        select(Referral.id)
        .where(Referral.participant_id == person.id, Referral.state.in_(OPEN_STATES))
        .limit(1)
    )
    if person.status in before and another is None:
        move = StatusMove(ParticipantStatus.NOT_ENROLLED, on, reason.value)
        apply_move(session, desk, person, move)


def _facts(session: Session, desk: Desk, referral: Referral) -> ReferralFacts:
    person = session.get_one(Participant, referral.participant_id)
    answers = session.execute(
        select(ReferralAnswer.question, ReferralAnswer.answer).where(
            ReferralAnswer.referral_id == referral.id
        )
    )
    given: dict[Question, Answer] = {row.question: row.answer for row in answers}
    return ReferralFacts(
        door=referral.door,
        day=local_day(referral.received_at, desk.clock.zone),
        born=person.date_of_birth or referral.born or "",
        charges=frozenset(Charge(code) for code in referral.charges),
        district=referral.district,
        owner_approval=referral.owner_approval,
        enrolled=_enrolled(session, desk, referral, person),
        answers=given,
    )


def _enrolled(session: Session, desk: Desk, referral: Referral, person: Participant) -> bool | None:
    """Whether the person is with LEAD already; None while somebody alike is and nobody has told
    the two apart."""
    if person.status not in NOT_WITH_LEAD:
        # Once this referral has brought them in, they are with LEAD because of it.
        return referral.state is not ReferralState.ACCEPTED
    alike = possible_matches(session, desk, person.id)
    return None if any(match.status not in NOT_WITH_LEAD for match in alike) else False


def possible_matches(session: Session, desk: Desk, person: UUID) -> list[PossibleMatch]:
    """Who else of the vault may be this participant, without those told apart."""
    refresh_blocking_keys(session)
    connection = session.connection()
    own = duplicates_query.read_subjects(connection, [person])[person]
    apart = {one for pair in duplicates_query.told_apart(connection, person) for one in pair}
    return matches_of(connection, desk, own.likeness, without={person, *apart})
