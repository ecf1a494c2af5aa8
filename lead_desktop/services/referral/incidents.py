"""Diverted incidents: what hangs on an intake, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.domain.codes import Charge, DiversionOutcome, StopClockReason
from lead_desktop.domain.referral.incident_clock import StoppedClock
from lead_desktop.domain.referral.referral import IncidentLine, clocks_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.queries import referrals as query
from lead_desktop.store.tables import DivertedIncident, Participant

_UNDECIDED = (DiversionOutcome.PENDING, DiversionOutcome.NOT_APPLICABLE)
TOPICS = frozenset({Topic.REFERRALS, Topic.PARTICIPANTS, Topic.TASKS})


@dataclass(frozen=True)
class AddIncident:
    """A further incident of a participant, without a referral of its own."""

    id: UUID
    participant_id: UUID
    occurred_on: date
    charges: frozenset[Charge]
    incident_number: str = ""
    hold_until: date | None = None


@allowed(Act.SEE_LEGAL_DETAIL)
def list_incidents(desk: Desk, participant_id: UUID | None = None) -> list[IncidentLine]:
    """Diverted incidents of a participant, or of everybody, the oldest first."""
    with desk.store.read() as connection:
        return query.list_incidents(
            connection,
            desk.viewer,
            clocks_of(desk.settings),
            participant_id=participant_id,
        )


@allowed(Act.RECORD_REFERRAL)
def add_incident(desk: Desk, command: AddIncident) -> IncidentLine:
    """Write down a further diverted incident. The same id again changes nothing."""
    if not command.charges:
        raise InvalidInput(FieldProblem("charges", "Name the charge that was held back."))
    if command.occurred_on > desk.clock.today():
        raise InvalidInput(FieldProblem("occurred_on", "This lies in the future."))
    desk.require(Act.SEE_LEGAL_DETAIL)
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Participant, command.participant_id)
        new = DivertedIncident(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            occurred_on=command.occurred_on,
            incident_number=command.incident_number.strip(),
            charges=sorted(charge.value for charge in command.charges),
            hold_until=command.hold_until,
            stopped_days=0,
            outcome=DiversionOutcome.PENDING,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(session, "incident.add", subject=command.id)
    return _line(desk, command.id)


@allowed(Act.RECORD_REFERRAL)
def remove_incident(desk: Desk, incident_id: UUID) -> Change:
    """Take back an incident that was just added: one without a referral, clock and outcome
    untouched. Any other stays, because something already rests on it."""
    with _changing(desk, incident_id) as (session, incident):
        untouched = (
            incident.referral_id is None
            and incident.outcome is DiversionOutcome.PENDING
            and incident.stopped_since is None
            and not incident.stopped_days
        )
        if not untouched:
            raise Refused(
                "This incident has a referral, a clock that stood still or an outcome.",
                meaning="It stays as it is.",
            )
        person = incident.participant_id
        session.delete(incident)
        desk.record(session, "incident.remove", subject=incident_id)
    return Change(TOPICS, (incident_id, person))


@dataclass(frozen=True)
class IncidentBefore:
    """Clock and outcome as they were, and the version that a change made of the row."""

    stopped: StoppedClock
    outcome: DiversionOutcome
    outcome_on: date | None
    version: int


@dataclass(frozen=True)
class IncidentUpdated:
    """What a change did, and what takes it back."""

    before: IncidentBefore
    change: Change


@allowed(Act.RECORD_REFERRAL)
def update_incident(
    desk: Desk,
    incident_id: UUID,
    *,
    stop: StopClockReason | None,
    outcome: DiversionOutcome,
    on: date,
) -> IncidentUpdated:
    """Set clock and outcome in one save, as the window asks for them.

    stop: why the days stand still, None when they count.
    """
    with _changing(desk, incident_id) as (session, incident):
        stopped = StoppedClock(incident.stopped_days, incident.stopped_since, incident.stop_reason)
        was = incident.outcome, incident.outcome_on
        if stop is None:
            _start(session, desk, incident)
        else:
            _stop(session, desk, incident, stop)
        _settle(session, desk, incident, outcome, on)
        session.flush()
        before = IncidentBefore(stopped, *was, incident.version)
        person = incident.participant_id
    return IncidentUpdated(before, Change(TOPICS, (incident_id, person)))


@allowed(Act.RECORD_REFERRAL)
def put_back_incident(desk: Desk, incident_id: UUID, before: IncidentBefore) -> Change:
    """Undo `update_incident`: clock and outcome as they were, as if nothing had been changed.
    Refused when somebody has changed the incident since."""
    with _changing(desk, incident_id) as (session, incident):
        if incident.version != before.version:
            raise Refused(
                "Somebody has changed this incident since.",
                meaning="It stays as it is now.",
                remedy="Open it again to set clock and outcome.",
            )
        stopped = before.stopped
        incident.stopped_days, incident.stopped_since = stopped.days, stopped.since
        incident.stop_reason = stopped.reason
        incident.outcome, incident.outcome_on = before.outcome, before.outcome_on
        incident.updated_at = desk.clock.now()
        desk.record(session, "incident.undo", subject=incident_id)
        person = incident.participant_id
    return Change(TOPICS, (incident_id, person))


@contextmanager
def _changing(desk: Desk, incident_id: UUID) -> Iterator[tuple[Session, DivertedIncident]]:
    desk.require(Act.SEE_LEGAL_DETAIL)
    with desk.store.write() as session:
        incident = required(session, DivertedIncident, incident_id)
        yield session, incident


def _stop(
    session: Session, desk: Desk, incident: DivertedIncident, reason: StopClockReason
) -> None:
    if incident.stop_reason is reason:
        return
    if incident.stopped_since is None:
        incident.stopped_since = desk.clock.today()
    incident.stop_reason = reason
    incident.updated_at = desk.clock.now()
    desk.record(session, "incident.stop", subject=incident.id, detail={"why": reason.value})


def _start(session: Session, desk: Desk, incident: DivertedIncident) -> None:
    if incident.stopped_since is None:
        return
    incident.stopped_days += max(0, (desk.clock.today() - incident.stopped_since).days)
    incident.stopped_since = incident.stop_reason = None
    incident.updated_at = desk.clock.now()
    desk.record(session, "incident.start", subject=incident.id)


def _settle(
    session: Session,
    desk: Desk,
    incident: DivertedIncident,
    outcome: DiversionOutcome,
    on: date,
) -> None:
    if on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "This lies in the future."))
    decided = None if outcome in _UNDECIDED else on
    if (incident.outcome, incident.outcome_on) == (outcome, decided):
        return
    incident.outcome, incident.outcome_on = outcome, decided
    incident.updated_at = desk.clock.now()
    desk.record(session, "incident.settle", subject=incident.id, detail={"to": outcome.value})


def _line(desk: Desk, incident_id: UUID) -> IncidentLine:
    with desk.store.read() as connection:
        lines = query.list_incidents(
            connection, desk.viewer, clocks_of(desk.settings), incident_id=incident_id
        )
    return lines[0]
