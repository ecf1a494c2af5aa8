"""The privacy office's log: complaints, possible breaches, copies that left without consent."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from lead_desktop.base.errors import FieldProblem, InvalidInput, Refused
from lead_desktop.domain.codes import ComplaintOutcome
from lead_desktop.domain.consent.privacy import (
    ComplaintLine,
    ExceptionLine,
    IncidentFacts,
    IncidentLine,
    check_incident,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.queries import privacy as query
from lead_desktop.store.tables import Complaint, DisclosureException, Incident

CHANGED = frozenset({Topic.PRIVACY})


@dataclass(frozen=True)
class TakeComplaint:
    """A complaint about privacy, as it was received. participant_id: None for somebody else's."""

    id: UUID
    words: str
    received_on: date
    participant_id: UUID | None = None


def require_complaint(command: TakeComplaint, today: date) -> None:
    """Raise InvalidInput for a complaint that cannot be written down so."""
    problems = []
    if not command.words.strip():
        problems.append(FieldProblem("words", "Write down what was said."))
    if command.received_on > today:
        problems.append(FieldProblem("received_on", "It cannot be received in the future."))
    if problems:
        raise InvalidInput(*problems)


@allowed(Act.RECORD_CONSENT)
def take_complaint(desk: Desk, command: TakeComplaint) -> Change:
    """Write down a complaint (42 CFR 2.4): anybody on the team takes one."""
    require_complaint(command, desk.clock.today())
    now = desk.clock.now()
    with desk.store.write() as session:
        new = Complaint(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            received_on=command.received_on,
            words=command.words.strip(),
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(session, "complaint.take", subject=command.participant_id or "")
    return Change(CHANGED)


@allowed(Act.KEEP_PRIVACY)
def answer_complaint(
    desk: Desk, complaint_id: UUID, outcome: ComplaintOutcome, answer: str
) -> Change:
    """Close a complaint with what came of it and what was answered."""
    if not answer.strip():
        raise InvalidInput(FieldProblem("answer", "Write down what was answered."))
    with desk.store.write() as session:
        row = required(session, Complaint, complaint_id)
        row.outcome, row.answer = outcome, answer.strip()
        row.answered_on, row.updated_at = desk.clock.today(), desk.clock.now()
        desk.record(session, "complaint.answer", subject=row.participant_id or "")
    return Change(CHANGED)


@allowed(Act.KEEP_PRIVACY)
def list_complaints(desk: Desk) -> tuple[ComplaintLine, ...]:
    """Complaints about privacy, newest first."""
    with desk.store.read() as connection:
        return query.list_complaints(connection, desk.viewer)


@allowed(Act.KEEP_PRIVACY)
def save_incident(
    desk: Desk, breach_id: UUID, facts: IncidentFacts, *, version: int | None = None
) -> Change:
    """Keep a possible breach, new or further written; deadlines run from its discovery.

    version: as the writer saw it; Refused when somebody has written it since.
    """
    problems = check_incident(facts, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        row = session.get(Incident, breach_id)
        if row is None:
            session.add(
                Incident(
                    id=breach_id,
                    worker_id=desk.worker.id,
                    created_at=now,
                    updated_at=now,
                    **asdict(facts),
                )
            )
        else:
            if version is not None and row.version != version:
                raise Refused("Somebody else changed this incident a moment ago.")
            for name, value in asdict(facts).items():
                setattr(row, name, value)
            row.updated_at = now
        desk.record(session, "breach.save", subject=breach_id)
    return Change(CHANGED)


@allowed(Act.KEEP_PRIVACY)
def list_incidents(desk: Desk) -> tuple[IncidentLine, ...]:
    """Possible breaches, the newest discovered first."""
    with desk.store.read() as connection:
        return query.list_incidents(connection)


@allowed(Act.KEEP_PRIVACY)
def list_exceptions(desk: Desk) -> tuple[ExceptionLine, ...]:
    """Copies that left on another ground than consent, newest first."""
    with desk.store.read() as connection:
        return query.list_exceptions(connection, desk.viewer)


@allowed(Act.KEEP_PRIVACY)
def review_exception(desk: Desk, disclosure_id: UUID, words: str = "") -> Change:
    """The supervisor has looked at a copy that left without consent, and says what they think."""
    with desk.store.write() as session:
        row = required(session, DisclosureException, disclosure_id)
        row.reviewed_at = row.updated_at = desk.clock.now()
        row.reviewed_by_id = desk.worker.id
        row.review_words = words.strip()
        desk.record(session, "exception.review", subject=disclosure_id)
    return Change(CHANGED)
