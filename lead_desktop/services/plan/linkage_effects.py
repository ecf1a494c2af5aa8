"""What a move of a linkage brings about beside itself: its history, appointments, the need.

Everything here runs inside the transaction of the service that calls it.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageMethod,
    LinkageStatus,
    NeedStatus,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.domain.plan.linkage import (
    Check,
    Move,
    check_due,
    due_on,
    is_open,
    linkage_clocks_of,
)
from lead_desktop.domain.plan.linkage_history import Standing
from lead_desktop.services.desk import Desk
from lead_desktop.store.histories import moment_after
from lead_desktop.store.tables import (
    Appointment,
    AppointmentChange,
    Linkage,
    LinkageChange,
    Need,
)

A = AppointmentStatus
TAKEN_BACK = "Taken back"
"""The words of a step of an appointment that only undoes the one before."""
_OPEN_NEEDS = (NeedStatus.IDENTIFIED, NeedStatus.WORKING_ON, NeedStatus.NOT_NOW)


def begin_history(session: Session, desk: Desk, linkage: Linkage) -> None:
    """Write the first step of a new linkage."""
    session.add(_step(session, desk, linkage, None, linkage.status_since, due=linkage.due_on))


def find_open_need(
    session: Session, participant_id: UUID, category: ServiceCategory
) -> Need | None:
    """The need of a category that a linkage takes up again; None when none is open."""
    return session.scalar(
        select(Need).where(
            Need.participant_id == participant_id,
            Need.category == category,
            Need.status.in_(_OPEN_NEEDS),
        )
    )


def begin_need(
    session: Session, desk: Desk, participant_id: UUID, category: ServiceCategory, on: date
) -> UUID:
    """Write down the need that a new linkage is for; `on` is the day on which it was seen."""
    now = desk.clock.now()
    need = Need(
        id=new_id(),
        participant_id=participant_id,
        category=category,
        status=NeedStatus.WORKING_ON,
        identified_on=on,
        created_at=now,
        updated_at=now,
    )
    session.add(need)
    session.flush()
    return need.id


def make_move(
    session: Session, desk: Desk, linkage: Linkage, move: Move, change_id: UUID | None = None
) -> UUID:
    """Move `linkage`, whose facts were checked before; returns the id of the step written."""
    visit_day = local_day(move.appointment, desk.clock.zone) if move.appointment else None
    due = due_on(move, visit_day, clocks=linkage_clocks_of(desk.settings))
    need = session.get(Need, linkage.need_id)
    step = _step(session, desk, linkage, linkage.status, move.on, due=due)
    step.id = change_id or new_id()
    step.to_status = move.to
    step.verified_by, step.reason = move.verified_by, move.reason
    step.method, step.need_met, step.words = move.method, move.need_met, move.words.strip()
    step.need_before = need.status if need is not None else None
    session.add(step)
    session.flush()
    _settle_appointments(session, desk, linkage, move, step.id)
    linkage.status, linkage.status_since, linkage.due_on = move.to, move.on, due
    linkage.method = move.method or linkage.method
    linkage.verified_by = move.verified_by or linkage.verified_by
    linkage.reason = move.reason
    linkage.need_met_partly = move.need_met == "partly" if move.need_met else None
    linkage.updated_at = desk.clock.now()
    if need is not None and move.to is LinkageStatus.COMPLETED:
        met = NeedStatus.PARTLY_MET if move.need_met == "partly" else NeedStatus.MET
        need.status, need.updated_at = met, desk.clock.now()
    return step.id


def note_check(session: Session, desk: Desk, linkage: Linkage, check: Check) -> UUID:
    """Write down a look at a linkage that stays where it is, and wind its clock again."""
    due = check_due(
        linkage.status, linkage.status_since, check, clocks=linkage_clocks_of(desk.settings)
    )
    step = _step(session, desk, linkage, linkage.status, check.on, due=due)
    step.id = new_id()
    step.verified_by, step.words = check.verified_by, check.words.strip()
    session.add(step)
    linkage.due_on = due
    linkage.verified_by = check.verified_by or linkage.verified_by
    linkage.updated_at = desk.clock.now()
    return step.id


def note_method(
    session: Session, desk: Desk, linkage: Linkage, method: LinkageMethod, on: date, words: str
) -> UUID:
    """Write down how a linkage was handed over; it stays where it is and its clock runs on."""
    step = _step(session, desk, linkage, linkage.status, on, due=linkage.due_on)
    step.id = new_id()
    step.method, step.words = method, words.strip()
    session.add(step)
    linkage.method, linkage.updated_at = method, desk.clock.now()
    session.flush()
    return step.id


def set_due(session: Session, step_id: UUID, due: date) -> date:
    """Give a step that was just written its day, where its date came from elsewhere."""
    step = session.get(LinkageChange, step_id)
    if step is not None:
        step.due_on = due
    return due


def restore(session: Session, desk: Desk, linkage: Linkage, undone: UUID, to: Standing) -> None:
    """Put `linkage` back to where it stood before the step `undone`, appointments and need too."""
    step = session.get(LinkageChange, undone)
    if step is None:
        raise Refused("This step is not in the history.", meaning="Nothing was changed.")
    now = desk.clock.now()
    step.undone_at = step.updated_at = now
    if step.need_before is not None:
        need = session.get(Need, linkage.need_id)
        if need is not None:
            need.status, need.updated_at = step.need_before, now
    linkage.status, linkage.status_since, linkage.due_on = to.status, to.since, to.due_on
    linkage.method, linkage.verified_by, linkage.reason = to.method, to.verified_by, to.reason
    linkage.need_met_partly = to.need_met == "partly" if to.need_met else None
    linkage.updated_at = now
    _give_appointments_back(session, desk, undone)


def _step(
    session: Session,
    desk: Desk,
    linkage: Linkage,
    before: LinkageStatus | None,
    on: date,
    *,
    due: date | None,
) -> LinkageChange:
    now = moment_after(
        session, LinkageChange.at, desk.clock.now(), LinkageChange.linkage_id == linkage.id
    )
    return LinkageChange(
        linkage_id=linkage.id,
        worker_id=desk.worker.id,
        from_status=before,
        to_status=linkage.status,
        on=on,
        at=now,
        due_on=due,
        words="",
        created_at=now,
        updated_at=now,
    )


def _settle_appointments(
    session: Session, desk: Desk, linkage: Linkage, move: Move, step_id: UUID
) -> None:
    """The planned appointments of a linkage follow its move."""
    planned = session.scalars(
        select(Appointment).where(
            Appointment.linkage_id == linkage.id, Appointment.status == A.PLANNED
        )
    ).all()
    if move.to is LinkageStatus.SCHEDULED and move.appointment:
        for appointment in planned:
            change_appointment(session, desk, appointment, A.RESCHEDULED, step_id=step_id)
        now = desk.clock.now()
        book(
            session,
            desk,
            Appointment(
                id=new_id(),
                participant_id=linkage.participant_id,
                linkage_id=linkage.id,
                title=linkage.title,
                starts_at=move.appointment,
                created_at=now,
                updated_at=now,
            ),
            step_id=step_id,
        )
    elif move.to is LinkageStatus.STARTED:
        for appointment in planned:
            if appointment.starts_at <= desk.clock.now():
                change_appointment(
                    session,
                    desk,
                    appointment,
                    A.ATTENDED,
                    verified_by=move.verified_by,
                    step_id=step_id,
                )
    elif not is_open(move.to):
        for appointment in planned:
            change_appointment(session, desk, appointment, A.CANCELLED, step_id=step_id)


def book(
    session: Session, desk: Desk, appointment: Appointment, *, step_id: UUID | None = None
) -> None:
    """Write a new appointment, planned, with the beginning of its history."""
    appointment.status = A.PLANNED
    session.add(appointment)
    session.flush()
    session.add(_appointment_step(session, desk, appointment, None, step_id=step_id))


def change_appointment(
    session: Session,
    desk: Desk,
    appointment: Appointment,
    to: AppointmentStatus,
    *,
    verified_by: VerifiedBy | None = None,
    words: str = "",
    step_id: UUID | None = None,
) -> None:
    """Say what became of an appointment, and keep what it was before."""
    before = appointment.status
    appointment.status, appointment.verified_by = to, verified_by
    appointment.updated_at = desk.clock.now()
    step = _appointment_step(session, desk, appointment, before, step_id=step_id)
    step.words = words.strip()
    session.add(step)


def _appointment_step(
    session: Session,
    desk: Desk,
    appointment: Appointment,
    before: AppointmentStatus | None,
    *,
    step_id: UUID | None,
) -> AppointmentChange:
    now = moment_after(
        session,
        AppointmentChange.at,
        desk.clock.now(),
        AppointmentChange.appointment_id == appointment.id,
    )
    return AppointmentChange(
        appointment_id=appointment.id,
        worker_id=desk.worker.id,
        linkage_change_id=step_id,
        from_status=before,
        to_status=appointment.status,
        starts_at=appointment.starts_at,
        verified_by=appointment.verified_by,
        words="",
        at=now,
        created_at=now,
        updated_at=now,
    )


def _give_appointments_back(session: Session, desk: Desk, step_id: UUID) -> None:
    """Appointments that a step made are cancelled; those that it settled are as they were."""
    changes = session.execute(
        select(AppointmentChange, Appointment)
        .join(Appointment, Appointment.id == AppointmentChange.appointment_id)
        .where(AppointmentChange.linkage_change_id == step_id)
    ).all()
    for change, appointment in changes:
        if appointment.status is change.to_status:
            back = change.from_status or A.CANCELLED
            change_appointment(session, desk, appointment, back, words=TAKEN_BACK)
