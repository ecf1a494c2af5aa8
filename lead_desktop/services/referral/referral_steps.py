"""What follows on a referral: hand-off, partners one by one, acceptance, or that it does not go on.

A referral is accepted by a person, after every partner of the vault's setting has agreed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.domain.codes import (
    Answer,
    Decision,
    IneligibleReason,
    NotEnrolledReason,
    ParticipantStatus,
    ReferralState,
)
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.domain.referral.referral import (
    OPEN_STATES,
    ReferralLine,
    WarmHandOff,
    partners_of,
    waiting_for,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.people.statuses import apply_move
from lead_desktop.services.referral.referral_judging import (
    advance,
    asks_approval,
    close_before_enrolment,
    get_referral,
    judge_anew,
    reopen,
)
from lead_desktop.services.referral.referrals import TOPICS, read_line
from lead_desktop.services.rows import add_once
from lead_desktop.store.histories import moment_after
from lead_desktop.store.queries import referrals as query
from lead_desktop.store.tables import Participant, PartnerDecision, Referral


@dataclass(frozen=True)
class Settled:
    """A referral after a step, and what changed."""

    line: ReferralLine
    change: Change


@dataclass(frozen=True)
class RecordDecision:
    """What one partner said. id: made by the writer; the same id again changes nothing."""

    id: UUID
    referral_id: UUID
    partner: str
    decision: Decision
    on: date
    by: str = ""
    words: str = ""


@allowed(Act.RECORD_REFERRAL)
def record_decision(desk: Desk, command: RecordDecision) -> Settled:
    """Write down one partner's decision. Earlier ones stay; the newest of a partner counts."""
    if not command.partner.strip():
        raise InvalidInput(FieldProblem("partner", "Name the partner who decided."))
    if command.on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "A decision lies today or earlier."))
    with desk.store.write() as session:
        referral = get_referral(session, command.referral_id)
        now = moment_after(
            session,
            PartnerDecision.created_at,
            desk.clock.now(),
            PartnerDecision.referral_id == referral.id,
        )
        new = PartnerDecision(
            id=command.id,
            referral_id=referral.id,
            worker_id=desk.worker.id,
            partner=" ".join(command.partner.split()),
            decision=command.decision,
            decided_on=command.on,
            by=command.by.strip(),
            words=command.words.strip(),
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            if referral.state in OPEN_STATES:
                person = session.get_one(Participant, referral.participant_id)
                advance(session, desk, person, ParticipantStatus.SCREENING)
            detail = {"partner": command.partner, "decision": command.decision.value}
            desk.record(session, "referral.decision", subject=referral.id, detail=dict(detail))
    return _settled(desk, command.referral_id, f"{command.partner}: {command.decision.label}")


@allowed(Act.RECORD_REFERRAL)
def undo_decision(desk: Desk, decision_id: UUID) -> Settled:
    """Take a decision back that was written down by mistake, while the referral is open."""
    with desk.store.write() as session:
        row = session.get(PartnerDecision, decision_id)
        if row is None:
            raise Refused("This decision is not in the vault, or was taken back already.")
        referral = get_referral(session, row.referral_id)
        if referral.state not in OPEN_STATES:
            raise Refused(
                "The referral is settled, so its decisions stay as they are.",
                remedy="Take the referral up again first.",
            )
        session.delete(row)
        desk.record(session, "referral.decision.undo", subject=referral.id)
    return _settled(desk, referral.id)


@allowed(Act.RECORD_REFERRAL)
def accept(desk: Desk, referral_id: UUID) -> Settled:
    """Accept a person: eligible (or by a supervisor's exception), approved where the charge asks
    for it, willing, and every partner has agreed. Raises InvalidInput with what is missing."""
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        eligibility = judge_anew(session, desk, referral)
        problems = _missing(session, desk, referral, eligibility.eligible)
        if problems:
            raise InvalidInput(*problems)
        person = session.get_one(Participant, referral.participant_id)
        if person.status is ParticipantStatus.CLOSED:
            back = StatusMove(ParticipantStatus.ACTIVE, desk.clock.today(), words="Referred again")
            apply_move(session, desk, person, back)
        else:
            advance(session, desk, person, ParticipantStatus.OUTREACH)
        referral.state = ReferralState.ACCEPTED
        referral.settled_at = referral.updated_at = desk.clock.now()
        referral.settled_reason = None
        desk.record(session, "referral.accept", subject=referral_id)
    return _settled(desk, referral_id, "Accepted")


def _missing(
    session: Session, desk: Desk, referral: Referral, eligible: bool | None
) -> list[FieldProblem]:
    """What still stands between a referral and acceptance."""
    problems = []
    if referral.state is ReferralState.ACCEPTED:
        problems.append(FieldProblem("state", "This referral is accepted already."))
    if eligible is not True and referral.exception_at is None:
        words = "An answer decides against it" if eligible is False else "Answers are still missing"
        problems.append(
            FieldProblem("eligible", f"{words}; a supervisor may make an exception, with a reason.")
        )
    if asks_approval(referral) and not (
        referral.owner_approval is Answer.YES and referral.approved_by and referral.approved_how
    ):
        problems.append(
            FieldProblem("approval", "Write down who of the owners agreed, when and how, first.")
        )
    decisions = query.list_decisions(session.connection(), [referral.id])
    waiting = waiting_for(partners_of(desk.settings), decisions)
    if waiting:
        problems.append(FieldProblem("decisions", f"Still to agree: {', '.join(waiting)}."))
    return problems


@allowed(Act.RECORD_REFERRAL)
def decline(
    desk: Desk,
    referral_id: UUID,
    reason: NotEnrolledReason,
    *,
    why: IneligibleReason | None = None,
) -> Settled:
    """Write down that a referral does not go on: it stays countable, with its reason.

    why: where the reason is NOT_ELIGIBLE, which (a partner who disagrees, no room on the team).
    """
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        if referral.state not in OPEN_STATES:
            raise Refused("This referral is settled already.", remedy="Take it up again first.")
        referral.state = ReferralState.DECLINED
        referral.settled_at = referral.updated_at = desk.clock.now()
        referral.settled_reason = reason
        if why is not None:
            referral.reason_codes = [why.value]
        person = session.get_one(Participant, referral.participant_id)
        close_before_enrolment(session, desk, person, reason, desk.clock.today())
        desk.record(session, "referral.decline", subject=referral_id, detail={"why": reason.value})
    return _settled(desk, referral_id, "Written down")


@allowed(Act.RECORD_REFERRAL)
def take_up_again(desk: Desk, referral_id: UUID) -> Settled:
    """Open a settled referral again: a decline is taken back, an acceptance goes back to waiting.

    The person's status follows where the way leads back; whoever is active by now stays so.
    """
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        if referral.state in OPEN_STATES:
            raise Refused("This referral is open already.")
        reopen(session, desk, referral, session.get_one(Participant, referral.participant_id))
        referral.updated_at = desk.clock.now()
        eligibility = judge_anew(session, desk, referral)
        desk.record(session, "referral.reopen", subject=referral_id)
    if eligibility.eligible is False and referral.exception_at is None:
        raise InvalidInput(
            FieldProblem(
                "eligible", "An answer still decides against it. Change the answer, then it opens."
            )
        )
    return _settled(desk, referral_id, "Taken up again")


@allowed(Act.OVERRIDE)
def grant_exception(desk: Desk, referral_id: UUID, reason: str) -> Settled:
    """Let a referral go on although the checklist says no: a supervisor's act, with a reason."""
    if len(reason.strip()) < 10:
        raise InvalidInput(FieldProblem("reason", "Write the reason in a sentence."))
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        referral.exception_by_id = desk.worker.id
        referral.exception_at = referral.updated_at = desk.clock.now()
        referral.exception_reason = reason.strip()
        if referral.state is ReferralState.NOT_ELIGIBLE:
            person = session.get_one(Participant, referral.participant_id)
            reopen(session, desk, referral, person)
        desk.record(session, "referral.exception", subject=referral_id)
    return _settled(desk, referral_id, "Exception written down")


@allowed(Act.RECORD_REFERRAL)
def record_hand_off(desk: Desk, referral_id: UUID, hand_off: WarmHandOff) -> Settled:
    """Write down the warm hand-off: when the officer called, when somebody came, who and where."""
    if hand_off.arrived_at is not None and hand_off.arrived_at < hand_off.called_at:
        raise InvalidInput(FieldProblem("arrived_at", "The arrival lies before the call."))
    if max(hand_off.called_at, hand_off.arrived_at or hand_off.called_at) > desk.clock.now():
        raise InvalidInput(FieldProblem("arrived_at", "This lies in the future."))
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        referral.handoff_called_at = hand_off.called_at
        referral.handoff_arrived_at = hand_off.arrived_at
        referral.handoff_place = hand_off.place.strip()
        referral.handoff_who = hand_off.who_went.strip()
        referral.handoff_ride = hand_off.ride_given
        referral.updated_at = desk.clock.now()
        desk.record(session, "referral.hand_off", subject=referral_id)
    return _settled(desk, referral_id)


@allowed(Act.RECORD_REFERRAL)
def put_on_docket(desk: Desk, referral_id: UUID, on: date | None) -> Settled:
    """Put a referral on the list of a partners' meeting; None takes it off."""
    with desk.store.write() as session:
        referral = get_referral(session, referral_id)
        referral.docket_on = on
        referral.updated_at = desk.clock.now()
        detail = {"on": on.isoformat() if on else ""}
        desk.record(session, "referral.docket", subject=referral_id, detail=dict(detail))
    return _settled(desk, referral_id, "On the list" if on else "Off the list")


def _settled(desk: Desk, referral_id: UUID, undo: str = "") -> Settled:
    line = read_line(desk, referral_id)
    return Settled(line, Change(TOPICS, (referral_id, line.participant_id), undo))
