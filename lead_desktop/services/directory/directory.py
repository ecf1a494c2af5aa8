"""The service directory: reading it, finding in it, and keeping it true.

What a directory says is changed by imports only; what the team knows is written here and never by
an import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import EditConflict, FieldProblem, InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import CheckOutcome, ServiceCategory
from lead_desktop.domain.directory.directory import (
    LocalKnowledge,
    ServiceDetail,
    ServiceLine,
    check_knowledge,
    knowledge_text,
)
from lead_desktop.domain.directory.service_finder import ServiceFinder
from lead_desktop.domain.trust.roles import Act
from lead_desktop.exchange.directory.zones import load_zones
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.histories import latest_first, moment_after
from lead_desktop.store.queries import directory as query
from lead_desktop.store.queries import services as whole
from lead_desktop.store.tables import LocalKnowledge as KnowledgeRow
from lead_desktop.store.tables import Service, ServiceCheck

_VERIFYING = (CheckOutcome.CONFIRMED, CheckOutcome.CHANGED)
_WORDS = 2_000


@dataclass(frozen=True)
class CheckService:
    """What a check of an entry found. id: made by the form, so that saving twice is one check."""

    service_id: UUID
    outcome: CheckOutcome
    words: str = ""
    id: UUID = field(default_factory=new_id)


@allowed(Act.SEE_DIRECTORY)
def list_services(
    desk: Desk,
    *,
    find: str = "",
    category: ServiceCategory | None = None,
    limit: int | None = None,
) -> list[ServiceLine]:
    """Services by name; `find`: words in name, organization or description."""
    with desk.store.read() as connection:
        return query.list_services(connection, find=find, category=category, limit=limit)


@allowed(Act.SEE_DIRECTORY)
def open_finder(desk: Desk) -> ServiceFinder:
    """Everything that is offered, ready to be looked through at every key."""
    zones = load_zones()
    with desk.store.read() as connection:
        return ServiceFinder(whole.finder_entries(connection, zones))


@allowed(Act.SEE_DIRECTORY)
def read_service(desk: Desk, service_id: UUID) -> ServiceDetail:
    """One service whole: places, phones, hours, what the team knows. Raises NotFound."""
    with desk.store.read() as connection:
        detail = whole.read_service(connection, service_id)
    if detail is None:
        raise NotFound("This service is not in the directory.")
    return detail


@allowed(Act.EDIT_PLAN)
def save_knowledge(desk: Desk, service_id: UUID, knowledge: LocalKnowledge) -> Change:
    """Write down what the team knows of a service.

    knowledge.version: that of the entry as it was read; when somebody has saved since,
    EditConflict is raised with both and nothing is written. Raises InvalidInput by field.
    """
    problems = check_knowledge(knowledge, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Service, service_id)
        row = session.get(KnowledgeRow, service_id)
        if (row.version if row else 0) != knowledge.version:
            stands = whole.knowledge_of(row) if row else whole.NOTHING_KNOWN
            raise EditConflict(
                "Somebody else has changed what is known of this service.",
                kept=knowledge_text(stands),
                offered=knowledge_text(knowledge),
            )
        if row is None:
            row = KnowledgeRow(service_id=service_id, created_at=now, version=1)
            session.add(row)
        _fill(row, knowledge)
        row.updated_at = now
        desk.record(session, "service.knowledge", subject=service_id)
    return Change(frozenset({Topic.DIRECTORY}), (service_id,), "Service updated")


@allowed(Act.EDIT_PLAN)
def check_service(desk: Desk, command: CheckService) -> Change:
    """Write down a check of an entry. Confirmed or changed makes it verified today; a closed
    service is no longer offered. Saving the same id again changes nothing."""
    if len(command.words) > _WORDS:
        raise InvalidInput(FieldProblem("words", f"This is longer than {_WORDS:,} characters."))
    with desk.store.write() as session:
        service = required(session, Service, command.service_id)
        now = moment_after(
            session,
            ServiceCheck.at,
            desk.clock.now(),
            ServiceCheck.service_id == command.service_id,
        )
        new = ServiceCheck(
            id=command.id,
            service_id=command.service_id,
            worker_id=desk.worker.id,
            at=now,
            outcome=command.outcome,
            words=command.words.strip(),
            withdrawn=False,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            session.flush()
            _settle(session, desk, service)
            desk.record(
                session,
                "service.check",
                subject=command.service_id,
                detail={"outcome": command.outcome.value},
            )
    return Change(frozenset({Topic.DIRECTORY}), (command.service_id,), "Check noted")


@allowed(Act.EDIT_PLAN)
def withdraw_check(desk: Desk, check_id: UUID) -> Change:
    """Take an own check back; the entry stands as it did before it. Raises NotFound."""
    with desk.store.write() as session:
        check = session.get(ServiceCheck, check_id)
        if check is None or check.withdrawn or check.worker_id != desk.worker.id:
            raise NotFound("This check is not yours to take back, or was taken back before.")
        check.withdrawn = True
        check.updated_at = desk.clock.now()
        session.flush()
        _settle(session, desk, required(session, Service, check.service_id))
        desk.record(session, "service.check.withdraw", subject=check.service_id)
        service_id = check.service_id
    return Change(frozenset({Topic.DIRECTORY}), (service_id,))


def _settle(session: Session, desk: Desk, service: Service) -> None:
    """Let the service stand as its checks say: when last verified, and whether still offered."""
    checks = session.execute(
        select(ServiceCheck.at, ServiceCheck.outcome)
        .where(ServiceCheck.service_id == service.id, ServiceCheck.withdrawn.is_(False))
        .order_by(*latest_first(ServiceCheck.at))
    ).all()
    verified = next((at for at, outcome in checks if outcome in _VERIFYING), None)
    service.last_verified_on = local_day(verified, desk.clock.zone) if verified else None
    said = next((outcome for _, outcome in checks if outcome is not CheckOutcome.NO_ANSWER), None)
    if said is CheckOutcome.CLOSED:
        service.status = "inactive"
    elif service.status == "inactive":
        service.status = "active"
    service.updated_at = desk.clock.now()


def _fill(row: KnowledgeRow, knowledge: LocalKnowledge) -> None:
    row.walk_in = knowledge.walk_in
    row.capacity = knowledge.capacity
    row.capacity_on = knowledge.capacity_on
    row.cost = knowledge.cost
    row.moud = [one.value for one in knowledge.moud]
    row.insurance = [one.value for one in knowledge.insurance]
    row.welcomes = {who.value: answer for who, answer in knowledge.welcomes}
    row.zone = knowledge.zone.strip()
    row.intake_steps = knowledge.intake_steps.strip()
    row.documents = knowledge.documents.strip()
    row.handoff_name = knowledge.handoff_name.strip()
    row.handoff_phone = knowledge.handoff_phone.strip()
    row.words = knowledge.words.strip()
