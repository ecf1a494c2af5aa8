"""Short ways to make work, for the tests of worklists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    ContactMode,
    ContactOutcome,
    SnoozeReason,
    TaskKind,
)
from lead_desktop.domain.worklist.work_arranging import Worklist
from lead_desktop.domain.worklist.work_item import WorkItem
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import worklist
from lead_desktop.services.worklist.worklist import SnoozeItem
from lead_desktop.store.tables import (
    Appointment,
    Base,
)

Enroll = Callable[..., UUID]


Seat = Callable[..., Desk]


def reach(
    desk: Desk,
    person: UUID,
    *,
    days: float = 0,
    outcome: ContactOutcome = ContactOutcome.MET,
    sign: bool = True,
) -> UUID:
    at = desk.clock.now() - timedelta(days=days)
    made = LogContact(new_id(), (person,), ContactMode.PHONE, outcome, at, sign=sign)
    contacts.log_contact(desk, made)
    return made.id


def add(desk: Desk, *rows: Base) -> None:
    with desk.store.write() as session:
        for row in rows:
            session.add(row)
            session.flush()


def stamps(desk: Desk) -> dict[str, datetime]:
    return {"created_at": desk.clock.now(), "updated_at": desk.clock.now()}


def told(work: Worklist) -> list[tuple[TaskKind, str]]:
    return [(item.kind, item.participant) for item in work.items]


def only(work: Worklist, kind: TaskKind) -> WorkItem:
    (found,) = [item for item in work.items if item.kind is kind]
    return found


def put_off(desk: Desk, item: WorkItem, *, days: int = 3) -> UUID:
    command = SnoozeItem(
        new_id(),
        item.key,
        item.kind,
        item.participant_id,
        desk.clock.today() + timedelta(days=days),
        SnoozeReason.ASKED_FOR_SPACE,
    )
    worklist.snooze(desk, command)
    return command.id


def visit(desk: Desk, person: UUID, starts_at: datetime, linkage_id: UUID | None = None) -> UUID:
    made = Appointment(
        id=new_id(),
        participant_id=person,
        title="Intake",
        starts_at=starts_at,
        linkage_id=linkage_id,
        status=AppointmentStatus.PLANNED,
        **stamps(desk),
    )
    add(desk, made)
    return made.id
