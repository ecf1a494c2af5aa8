"""Referrals: taking one in, answering its questions, listing them.

A referral is stored whatever its result, and it is not an approval: what partners decide and when
the person is accepted stands in services/referral/referral_steps.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.codes import (
    Answer,
    ParticipantStatus,
    Question,
    ReferralState,
)
from lead_desktop.domain.people.duplicates import PossibleMatch
from lead_desktop.domain.referral.eligibility import (
    Eligibility,
)
from lead_desktop.domain.referral.referral import (
    GivenAnswer,
    ReferralLine,
    ReferralMore,
    clocks_of,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts.drafts import end_draft
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.duplicates import remember_apart
from lead_desktop.services.referral.referral_judging import (
    advance,
    asks_approval,
    get_referral,
    judge_anew,
    possible_matches,
)
from lead_desktop.services.referral.referral_taking import (
    AddReferral,
    OwnerApproval,
    check_referral,
    keep_answers,
    person_of,
    write_referral,
)
from lead_desktop.store.queries import referrals as query
from lead_desktop.store.tables import (
    Participant,
    Referral,
)

TOPICS = frozenset({Topic.REFERRALS, Topic.PARTICIPANTS, Topic.TASKS, Topic.DUPLICATES})


@dataclass(frozen=True)
class Referred:
    """A referral as it stands after a change. possible_matches: who else may be the person."""

    line: ReferralLine
    eligibility: Eligibility
    possible_matches: tuple[PossibleMatch, ...]
    change: Change
    created: bool = False


@allowed(Act.RECORD_REFERRAL)
def add_referral(desk: Desk, command: AddReferral) -> Referred:
    """Take a referral in. Raises InvalidInput by field; the same id again changes nothing."""
    problems = check_referral(command, desk.clock.now())
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        known = session.get(Referral, command.id)
        referral = known or _take_in(session, desk, command)
        end_draft(session, desk, command.id)
        eligibility = judge_anew(session, desk, referral)
        if known is None and command.begin_outreach:
            _begin(session, desk, referral, eligibility)
        alike = tuple(possible_matches(session, desk, referral.participant_id))
    line = read_line(desk, command.id)
    change = Change(TOPICS | {Topic.DRAFTS}, (command.id, line.participant_id))
    return Referred(line, eligibility, alike, change, known is None)


def _take_in(session: Session, desk: Desk, command: AddReferral) -> Referral:
    person = person_of(session, desk, command)
    remember_apart(session, desk, person.id, command.different_from)
    referral = write_referral(session, desk, command, person)
    keep_answers(session, desk, referral, command.answers, command.evidence)
    desk.record(session, "referral.add", subject=referral.id, detail={"door": command.door.value})
    return referral


def _begin(
    session: Session,
    desk: Desk,
    referral: Referral,
    eligibility: Eligibility,
) -> None:
    """Start outreach: allowed while answers are open, never over a "no" or a missing approval."""
    if eligibility.eligible is False and referral.exception_at is None:
        return
    if asks_approval(referral) and referral.owner_approval is Answer.NO:
        words = "The owner or person affected said no; an exception does not stand for that."
        raise InvalidInput(FieldProblem("approval", words))
    if Question.OWNER_APPROVAL in eligibility.missing:
        raise InvalidInput(
            FieldProblem(
                "approval",
                "Trespass and public urination need the approval of the owner or person affected "
                "first: who, when, how. Save as pending until it is there.",
            )
        )
    referral.state = ReferralState.OUTREACH
    person = session.get_one(Participant, referral.participant_id)
    advance(session, desk, person, ParticipantStatus.OUTREACH)


@allowed(Act.RECORD_REFERRAL)
def begin_outreach(desk: Desk, referral_id: UUID) -> Referred:
    """Start outreach for a referral that was saved as pending."""
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        eligibility = judge_anew(session, desk, referral)
        if referral.state is ReferralState.PENDING:
            _begin(session, desk, referral, eligibility)
            referral.updated_at = desk.clock.now()
            desk.record(session, "referral.outreach", subject=referral_id)
    return _referred(desk, referral_id, eligibility)


@allowed(Act.RECORD_REFERRAL)
def answer_referral(
    desk: Desk,
    referral_id: UUID,
    answers: Mapping[Question, Answer],
    *,
    evidence: Mapping[Question, str] | None = None,
    approval: OwnerApproval | None = None,
) -> Referred:
    """Answer questions of a referral later; it is judged anew and its state follows."""
    now = desk.clock.now()
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        keep_answers(session, desk, referral, answers, evidence or {})
        if approval is not None:
            referral.owner_approval = approval.answer
            referral.approved_by = approval.by.strip()
            referral.approved_at = approval.at or now
            referral.approved_how = approval.how.strip()
        referral.updated_at = now
        eligibility = judge_anew(session, desk, referral)
        keys = sorted(question.value for question in answers)
        desk.record(session, "referral.answer", subject=referral_id, detail={"keys": keys})
    return _referred(desk, referral_id, eligibility)


def _referred(desk: Desk, referral_id: UUID, eligibility: Eligibility) -> Referred:
    line = read_line(desk, referral_id)
    return Referred(line, eligibility, (), Change(TOPICS, (referral_id, line.participant_id)))


@allowed(Act.SEE_PARTICIPANTS)
def list_referrals(
    desk: Desk,
    *,
    participant_id: UUID | None = None,
    states: Iterable[ReferralState] | None = None,
) -> list[ReferralLine]:
    """Referrals in the order in which they came. Roles without legal detail get them without
    charges, incident numbers and charge holds."""
    with desk.store.read() as connection:
        lines = query.list_referrals(
            connection,
            desk.viewer,
            clocks_of(desk.settings),
            participant_id=participant_id,
            states=states,
        )
    return lines if desk.may(Act.SEE_LEGAL_DETAIL) else [_without_legal(line) for line in lines]


@allowed(Act.SEE_PARTICIPANTS)
def count_open(desk: Desk) -> int:
    """How many referrals still wait for something: those waiting for outreach or answers."""
    with desk.store.read() as connection:
        return query.count_open(connection, desk.viewer)


@allowed(Act.SEE_PARTICIPANTS)
def read_line(desk: Desk, referral_id: UUID) -> ReferralLine:
    """One referral as it stands in the list, without its legal facts for a role that does not see
    them. Raises NotFound."""
    with desk.store.read() as connection:
        lines = query.list_referrals(
            connection, desk.viewer, clocks_of(desk.settings), referral_id=referral_id
        )
    if not lines:
        raise NotFound("This referral is not in the vault.")
    return lines[0] if desk.may(Act.SEE_LEGAL_DETAIL) else _without_legal(lines[0])


def _without_legal(line: ReferralLine) -> ReferralLine:
    return replace(line, charges=(), incident_number="", hold_until=None)


@allowed(Act.SEE_PARTICIPANTS)
def list_answers(desk: Desk, referral_id: UUID) -> tuple[GivenAnswer, ...]:
    """The answers given to one referral, with who wrote each down and when."""
    with desk.store.read() as connection:
        return query.list_answers(connection, referral_id)


@allowed(Act.SEE_PARTICIPANTS)
def read_more(desk: Desk, referral_id: UUID) -> ReferralMore:
    """What stands behind a line of the list; what tells of a charge only for who may read that."""
    with desk.store.read() as connection:
        more = query.read_more(connection, desk.viewer, clocks_of(desk.settings), referral_id)
    if desk.may(Act.SEE_LEGAL_DETAIL):
        return more
    return replace(more, incident=None, approval=None, told=replace(more.told, post="", basis=""))


@allowed(Act.SEE_PARTICIPANTS)
def list_spoken(desk: Desk, column: str) -> list[str]:
    """What earlier referrals hold in officer, unit, post, place or agency, for type-ahead."""
    with desk.store.read() as connection:
        return query.list_spoken(connection, column)
