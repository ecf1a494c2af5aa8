"""Referrals as listed, with their clocks; partners' decisions; diverted incidents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import Charge, IneligibleReason, ReferralState
from lead_desktop.domain.referral.incident_clock import Holder, StoppedClock, intake_due_on
from lead_desktop.domain.referral.referral import (
    OPEN_STATES,
    ApprovalLine,
    Clocks,
    DecisionLine,
    GivenAnswer,
    IncidentLine,
    ReferralException,
    ReferralLine,
    ReferralMore,
    ToldAtTheDoor,
    WarmHandOff,
    first_outreach_due,
)
from lead_desktop.store.histories import as_written
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import (
    ContactParticipant,
    DivertedIncident,
    Participant,
    PartnerDecision,
    Referral,
    ReferralAnswer,
    Worker,
)


def list_referrals(
    connection: Connection,
    viewer: Viewer,
    clocks: Clocks,
    *,
    participant_id: UUID | None = None,
    referral_id: UUID | None = None,
    states: Iterable[ReferralState] | None = None,
) -> list[ReferralLine]:
    """Referrals in the order in which they came, each with its clocks as they stand now."""
    query = _lines().where(seen_by(Referral.participant_id, viewer))
    if participant_id is not None:
        query = query.where(Referral.participant_id == participant_id)
    if referral_id is not None:
        query = query.where(Referral.id == referral_id)
    if states is not None:
        query = query.where(Referral.state.in_(tuple(states)))
    rows = connection.execute(query).all()
    decisions: dict[UUID, list[DecisionLine]] = {}
    for line in list_decisions(connection, [row.id for row in rows]):
        decisions.setdefault(line.referral_id, []).append(line)
    return [_line(row, tuple(decisions.get(row.id, ())), viewer, clocks) for row in rows]


def count_open(connection: Connection, viewer: Viewer) -> int:
    """How many referrals still wait for something: a first visit, or answers."""
    query = (
        select(func.count())
        .select_from(Referral)
        .where(Referral.state.in_(tuple(OPEN_STATES)), seen_by(Referral.participant_id, viewer))
    )
    return connection.execute(query).scalar_one()


def _lines() -> Select[*tuple[Any, ...]]:
    def first(standing: str) -> Any:
        """The first contact of this standing since the referral: one seek in one index."""
        return (
            select(func.min(ContactParticipant.occurred_at))
            .where(
                ContactParticipant.participant_id == Referral.participant_id,
                ContactParticipant.standing == standing,
                ContactParticipant.occurred_at >= Referral.received_at,
            )
            .correlate(Referral)
            .scalar_subquery()
        )

    return (
        select(
            Referral.id,
            Referral.participant_id,
            Participant.preferred_name,
            Participant.number,
            Referral.door,
            Referral.type,
            Referral.state,
            Referral.received_at,
            Referral.charges,
            Referral.eligible,
            Referral.officer,
            Referral.unit,
            Referral.district,
            Referral.incident_number,
            Referral.docket_on,
            Referral.settled_reason,
            Referral.reason_codes,
            Referral.version,
            Worker.name.label("worker"),
            first("reached").label("reached_at"),
            first("attempted").label("attempted_at"),
            DivertedIncident.occurred_on,
            DivertedIncident.hold_until,
            DivertedIncident.stopped_days,
            DivertedIncident.stopped_since,
            DivertedIncident.stop_reason,
        )
        .join(Participant, Participant.id == Referral.participant_id)
        .join(Worker, Worker.id == Referral.worker_id)
        .outerjoin(DivertedIncident, DivertedIncident.referral_id == Referral.id)
        .order_by(Referral.received_at, Participant.number, Referral.id)
    )


def _line(
    row: Row[Any], decisions: tuple[DecisionLine, ...], viewer: Viewer, clocks: Clocks
) -> ReferralLine:
    tried = [at for at in (row.reached_at, row.attempted_at) if at is not None]
    waits = row.state in OPEN_STATES and not tried
    stopped = StoppedClock(row.stopped_days or 0, row.stopped_since, row.stop_reason)
    begun = row.occurred_on or local_day(row.received_at, viewer.zone)
    runs = row.state in OPEN_STATES or row.state is ReferralState.ACCEPTED
    return ReferralLine(
        id=row.id,
        participant_id=row.participant_id,
        participant=row.preferred_name,
        number=row.number,
        door=row.door,
        type=row.type,
        state=row.state,
        received_at=row.received_at,
        charges=tuple(Charge(code) for code in row.charges),
        eligible=row.eligible,
        officer=row.officer,
        unit=row.unit,
        district=row.district,
        incident_number=row.incident_number,
        docket_on=row.docket_on,
        settled_reason=row.settled_reason,
        reason_codes=tuple(IneligibleReason(code) for code in row.reason_codes),
        first_tried_at=min(tried) if tried else None,
        due=first_outreach_due(row.door, row.received_at, clocks) if waits else None,
        intake_due_on=intake_due_on(begun, stopped, viewer.today, clocks.intake_days)
        if runs
        else None,
        hold_until=row.hold_until,
        decisions=decisions,
        worker=row.worker,
        version=row.version,
    )


def list_decisions(connection: Connection, referral_ids: list[UUID]) -> list[DecisionLine]:
    """What partners said to these referrals, oldest first."""
    lines = []
    for start in range(0, len(referral_ids), 500):
        some = referral_ids[start : start + 500]
        query = (
            select(
                PartnerDecision.id,
                PartnerDecision.referral_id,
                PartnerDecision.partner,
                PartnerDecision.decision,
                PartnerDecision.decided_on,
                PartnerDecision.by,
                PartnerDecision.words,
            )
            .where(PartnerDecision.referral_id.in_(some))
            .order_by(PartnerDecision.decided_on, *as_written(PartnerDecision.created_at))
        )
        lines += [DecisionLine(*tuple[Any, ...](row)) for row in connection.execute(query)]
    return lines


def list_answers(connection: Connection, referral_id: UUID) -> tuple[GivenAnswer, ...]:
    """The answers given to one referral, with who wrote each down."""
    query = (
        select(
            ReferralAnswer.question,
            ReferralAnswer.answer,
            ReferralAnswer.evidence,
            Worker.name,
            ReferralAnswer.at,
        )
        .join(Worker, Worker.id == ReferralAnswer.worker_id)
        .where(ReferralAnswer.referral_id == referral_id)
    )
    return tuple(GivenAnswer(*tuple[Any, ...](row)) for row in connection.execute(query))


def read_more(
    connection: Connection, viewer: Viewer, clocks: Clocks, referral_id: UUID
) -> ReferralMore:
    """What was told, the answers, the hand-off, the incident and the exception of one referral."""
    row = connection.execute(
        select(
            Referral.participant_id,
            Referral.occurred_at,
            Referral.place,
            Referral.agency,
            Referral.post,
            Referral.basis,
            Referral.owner_approval,
            Referral.approved_by,
            Referral.approved_at,
            Referral.approved_how,
            Referral.handoff_called_at,
            Referral.handoff_arrived_at,
            Referral.handoff_place,
            Referral.handoff_who,
            Referral.handoff_ride,
            Referral.exception_at,
            Referral.exception_reason,
            Worker.name,
        )
        .outerjoin(Worker, Worker.id == Referral.exception_by_id)
        .where(Referral.id == referral_id)
    ).one()
    incidents = list_incidents(connection, viewer, clocks, participant_id=row.participant_id)
    return ReferralMore(
        answers=list_answers(connection, referral_id),
        told=ToldAtTheDoor(row.occurred_at, row.place, row.agency, row.post, row.basis),
        approval=ApprovalLine(
            row.owner_approval, row.approved_by, row.approved_at, row.approved_how
        )
        if row.owner_approval
        else None,
        hand_off=WarmHandOff(
            row.handoff_called_at,
            row.handoff_arrived_at,
            row.handoff_place,
            row.handoff_who,
            row.handoff_ride,
        )
        if row.handoff_called_at
        else None,
        incident=next((one for one in incidents if one.referral_id == referral_id), None),
        exception=ReferralException(row.name, row.exception_at, row.exception_reason)
        if row.exception_at
        else None,
    )


def list_incidents(
    connection: Connection,
    viewer: Viewer,
    clocks: Clocks,
    *,
    participant_id: UUID | None = None,
    incident_id: UUID | None = None,
) -> list[IncidentLine]:
    """Diverted incidents, the oldest first."""
    query = (
        select(
            *DivertedIncident.__table__.columns,
            Participant.status,
            Participant.status_since,
            Participant.enrolled_on,
        )
        .join(Participant, Participant.id == DivertedIncident.participant_id)
        .where(seen_by(DivertedIncident.participant_id, viewer))
        .order_by(DivertedIncident.occurred_on, DivertedIncident.id)
    )
    if participant_id is not None:
        query = query.where(DivertedIncident.participant_id == participant_id)
    if incident_id is not None:
        query = query.where(DivertedIncident.id == incident_id)
    lines = []
    for row in connection.execute(query):
        stopped = StoppedClock(row.stopped_days, row.stopped_since, row.stop_reason)
        lines.append(
            IncidentLine(
                id=row.id,
                participant_id=row.participant_id,
                referral_id=row.referral_id,
                occurred_on=row.occurred_on,
                incident_number=row.incident_number,
                charges=tuple(Charge(code) for code in row.charges),
                hold_until=row.hold_until,
                intake_due_on=intake_due_on(
                    row.occurred_on, stopped, viewer.today, clocks.intake_days
                ),
                stopped=stopped,
                outcome=row.outcome,
                outcome_on=row.outcome_on,
                holder=Holder(row.status, row.status_since, row.enrolled_on),
            )
        )
    return lines


def list_spoken(connection: Connection, column: str) -> list[str]:
    """What earlier referrals hold in one column of type-ahead, the most used first."""
    known = {
        "officer": Referral.officer,
        "unit": Referral.unit,
        "post": Referral.post,
        "place": Referral.place,
        "agency": Referral.agency,
    }[column]
    query = (
        select(known).where(known != "").group_by(known).order_by(func.count().desc(), known)
    ).limit(300)
    return list(connection.execute(query).scalars())
