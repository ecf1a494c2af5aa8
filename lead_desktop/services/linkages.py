"""Linkages: from a need to a service, one checked move at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageStatus,
    NeedStatus,
    ServiceCategory,
)
from lead_desktop.domain.linkage import Move, Position, check_move, due_on, is_open
from lead_desktop.domain.participant import LinkageLine, LinkageStep
from lead_desktop.domain.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.queries import linkages as query
from lead_desktop.store.tables import (
    Appointment,
    Linkage,
    LinkageChange,
    Need,
    Organization,
    Participant,
    Service,
)

OPEN_NEEDS = (NeedStatus.IDENTIFIED, NeedStatus.WORKING_ON, NeedStatus.NOT_NOW)
CHANGED = frozenset({Topic.LINKAGES, Topic.PARTICIPANTS})


@dataclass(frozen=True)
class AddLinkage:
    """A new linkage. The need is taken up again when one of the category is open already."""

    id: UUID
    participant_id: UUID
    category: ServiceCategory
    service_id: UUID | None = None
    organization_id: UUID | None = None
    title: str = ""


@dataclass(frozen=True)
class MovedLinkage:
    """A linkage after a change, and what changed."""

    line: LinkageLine
    change: Change


@allowed(Act.EDIT_PLAN)
def add_linkage(desk: Desk, command: AddLinkage) -> MovedLinkage:
    """Begin a linkage at Identified. Adding the same id again changes nothing."""
    now, today = desk.clock.now(), desk.clock.today()
    with desk.store.write() as session:
        if session.get(Linkage, command.id) is None:
            _refuse_unknown(session, command)
            session.add(
                Linkage(
                    id=command.id,
                    participant_id=command.participant_id,
                    need_id=_open_need(session, desk, command),
                    category=command.category,
                    title=command.title.strip() or _title(session, command),
                    service_id=command.service_id,
                    organization_id=command.organization_id,
                    worker_id=desk.worker.id,
                    status=LinkageStatus.IDENTIFIED,
                    status_since=today,
                    created_at=now,
                    updated_at=now,
                )
            )
            session.flush()
            session.add(_change(desk, command.id, None, LinkageStatus.IDENTIFIED, today))
            desk.record(session, "linkage.add", subject=command.id)
    return _moved(desk, command.id)


def _refuse_unknown(session: Session, command: AddLinkage) -> None:
    for table, wanted, words in (
        (Participant, command.participant_id, "This participant is not in the vault."),
        (Service, command.service_id, "This service is not in the directory."),
        (Organization, command.organization_id, "This organization is not in the directory."),
    ):
        if wanted is not None and session.get(table, wanted) is None:
            raise NotFound(words)


def _open_need(session: Session, desk: Desk, command: AddLinkage) -> UUID:
    found = session.scalar(
        select(Need).where(
            Need.participant_id == command.participant_id,
            Need.category == command.category,
            Need.status.in_(OPEN_NEEDS),
        )
    )
    now = desk.clock.now()
    if found is not None:
        found.status = NeedStatus.WORKING_ON
        found.updated_at = now
        return found.id
    need = Need(
        id=new_id(),
        participant_id=command.participant_id,
        category=command.category,
        status=NeedStatus.WORKING_ON,
        identified_on=desk.clock.today(),
        created_at=now,
        updated_at=now,
    )
    session.add(need)
    session.flush()
    return need.id


def _title(session: Session, command: AddLinkage) -> str:
    if command.service_id is not None:
        service = session.get(Service, command.service_id)
        if service is not None:
            return service.name[:200]
    return command.category.label


def _change(
    desk: Desk,
    linkage_id: UUID,
    from_status: LinkageStatus | None,
    to_status: LinkageStatus,
    on: date,
    move: Move | None = None,
) -> LinkageChange:
    now = desk.clock.now()
    return LinkageChange(
        linkage_id=linkage_id,
        worker_id=desk.worker.id,
        from_status=from_status,
        to_status=to_status,
        on=on,
        at=now,
        verified_by=move.verified_by if move else None,
        reason=move.reason if move else None,
        created_at=now,
        updated_at=now,
    )


@allowed(Act.EDIT_PLAN)
def move_linkage(desk: Desk, linkage_id: UUID, move: Move) -> MovedLinkage:
    """Move a linkage; raises InvalidInput naming the facts that the move still needs."""
    if move.on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "A move cannot lie in the future."))
    with desk.store.write() as session:
        linkage = session.get(Linkage, linkage_id)
        if linkage is None:
            raise NotFound(
                "No linkage of this vault has that id.",
                remedy="“lead-desktop list PATH linkages” shows the ids.",
            )
        problems = check_move(_position(linkage), move)
        if problems:
            raise InvalidInput(*problems)
        session.add(_change(desk, linkage.id, linkage.status, move.to, move.on, move))
        _settle_appointments(session, desk, linkage, move)
        _apply(desk, linkage, move)
        _settle_need(session, linkage, move)
        desk.record(session, "linkage.move", subject=linkage_id, detail={"to": move.to.value})
    return _moved(desk, linkage_id)


def _position(linkage: Linkage) -> Position:
    has_provider = linkage.service_id is not None or linkage.organization_id is not None
    return Position(linkage.status, has_provider, linkage.method)


def _apply(desk: Desk, linkage: Linkage, move: Move) -> None:
    visit_day = local_day(move.appointment, desk.clock.zone) if move.appointment else None
    linkage.status = move.to
    linkage.status_since = move.on
    linkage.due_on = due_on(move, visit_day)
    linkage.method = move.method or linkage.method
    linkage.verified_by = move.verified_by or linkage.verified_by
    linkage.reason = move.reason
    linkage.need_met_partly = move.need_met == "partly" if move.need_met else None
    linkage.updated_at = desk.clock.now()


def _settle_appointments(session: Session, desk: Desk, linkage: Linkage, move: Move) -> None:
    now = desk.clock.now()
    planned = update(Appointment).where(
        Appointment.linkage_id == linkage.id, Appointment.status == AppointmentStatus.PLANNED
    )
    if move.to is LinkageStatus.SCHEDULED and move.appointment:
        session.execute(planned.values(status=AppointmentStatus.RESCHEDULED, updated_at=now))
        session.add(
            Appointment(
                participant_id=linkage.participant_id,
                linkage_id=linkage.id,
                title=linkage.title,
                starts_at=move.appointment,
                status=AppointmentStatus.PLANNED,
                created_at=now,
                updated_at=now,
            )
        )
    elif move.to is LinkageStatus.STARTED:
        first_visits = planned.where(Appointment.starts_at <= now)
        session.execute(first_visits.values(status=AppointmentStatus.ATTENDED, updated_at=now))
    elif not is_open(move.to):
        session.execute(planned.values(status=AppointmentStatus.CANCELLED, updated_at=now))


def _settle_need(session: Session, linkage: Linkage, move: Move) -> None:
    if move.to is LinkageStatus.COMPLETED:
        status = NeedStatus.PARTLY_MET if move.need_met == "partly" else NeedStatus.MET
        session.execute(update(Need).where(Need.id == linkage.need_id).values(status=status))


def _moved(desk: Desk, linkage_id: UUID) -> MovedLinkage:
    with desk.store.read() as connection:
        lines = query.list_linkages(
            connection, desk.viewer, linkage_id=linkage_id, include_errors=True
        )
    return MovedLinkage(lines[0], Change(CHANGED, (lines[0].participant_id,)))


@allowed(Act.SEE_PARTICIPANTS)
def list_linkages(desk: Desk, *, participant_id: UUID | None = None) -> list[LinkageLine]:
    """Linkages in the order in which they began, those entered in error left out."""
    with desk.store.read() as connection:
        return query.list_linkages(connection, desk.viewer, participant_id=participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def list_steps(desk: Desk, linkage_id: UUID) -> list[LinkageStep]:
    """The history of one linkage, newest first."""
    with desk.store.read() as connection:
        return contact_query.list_linkage_steps(connection, linkage_id=linkage_id)
