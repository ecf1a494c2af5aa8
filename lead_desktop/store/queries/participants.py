"""One participant's record: everything that stands beside the timeline."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, or_, select

from lead_desktop.base.errors import NotFound
from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.people.participant import (
    AppointmentLine,
    FindLine,
    GoalLine,
    NeedLine,
    ParticipantRecord,
    PhoneLine,
    SafetyLine,
    StepLine,
    TaskLine,
    parse_number,
)
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.store.queries.caseload import list_caseload
from lead_desktop.store.queries.consents import list_consents
from lead_desktop.store.queries.contacts import count_contacts
from lead_desktop.store.queries.details import read_safe_contact
from lead_desktop.store.queries.linkages import list_linkages
from lead_desktop.store.queries.statuses import read_standing
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import not_there, seen_by
from lead_desktop.store.tables import (
    Appointment,
    Contact,
    Goal,
    GoalStep,
    MergeRecord,
    Need,
    Participant,
    ParticipantPhone,
    SafetyNote,
    Task,
    WhereToFind,
    Worker,
)


def find_participant_id(connection: Connection, text: str, *, viewer: Viewer | None = None) -> UUID:
    """The participant named by an id, a number (P-0042) or an external id; raises NotFound.

    Id and number of a record that was merged name the one that it is part of now.
    """
    query = select(Participant.id)
    merged = select(MergeRecord.kept_id).where(MergeRecord.undone_at.is_(None))
    number = parse_number(text)
    try:
        wanted = UUID(text.strip())
    except ValueError:
        if number is not None:
            merged = merged.where(MergeRecord.gone_number == number)
            query = query.where(or_(Participant.number == number, Participant.id.in_(merged)))
        else:
            query = query.where(Participant.external_id == text.strip())
    else:
        merged = merged.where(MergeRecord.gone_id == wanted)
        query = query.where(or_(Participant.id == wanted, Participant.id.in_(merged)))
    if viewer is not None:
        query = query.where(seen_by(Participant.id, viewer))
    found = connection.execute(query).scalar()
    if found is None:
        raise NotFound(
            "No participant of this vault has that id.",
            remedy="“lead-desktop list PATH participants” shows the ids.",
        )
    return found


def read_record(connection: Connection, viewer: Viewer, participant_id: UUID) -> ParticipantRecord:
    """A participant's record on the viewer's day; raises NotFound."""
    rows = list_caseload(connection, viewer, participant_id=participant_id)
    if not rows:
        raise not_there()
    facts = connection.execute(
        select(
            Participant.language,
            Participant.cadence_note,
            Participant.helps,
            Participant.gets_in_the_way,
            Participant.please,
            Participant.restricted,
        ).where(Participant.id == participant_id)
    ).one()
    return ParticipantRecord(
        row=rows[0],
        language=facts.language or "",
        cadence_note=facts.cadence_note or "",
        helps=facts.helps or "",
        gets_in_the_way=facts.gets_in_the_way or "",
        please=facts.please or "",
        restricted=facts.restricted,
        phones=_phones(connection, participant_id),
        places=_places(connection, participant_id, viewer.today),
        consents=list_consents(connection, viewer, participant_id=participant_id),
        safety=_safety(connection, participant_id, viewer.today),
        needs=_needs(connection, participant_id),
        goals=_goals(connection, participant_id),
        linkages=tuple(list_linkages(connection, viewer, participant_id=participant_id)),
        tasks=list_tasks(connection, participant_id=participant_id),
        appointments=_appointments(connection, viewer, participant_id),
        contact_count=count_contacts(connection, participant_id),
        safe_contact=read_safe_contact(connection, participant_id),
        ending=read_standing(connection, participant_id) if rows[0].status in ENDED else None,
    )


def _phones(connection: Connection, participant_id: UUID) -> tuple[PhoneLine, ...]:
    query = (
        select(
            ParticipantPhone.number,
            ParticipantPhone.label,
            ParticipantPhone.text_ok,
            ParticipantPhone.voicemail_ok,
            ParticipantPhone.updated_at,
        )
        .where(ParticipantPhone.participant_id == participant_id)
        .order_by(ParticipantPhone.created_at)
    )
    return tuple(
        PhoneLine(number, label or "", text_ok, voicemail_ok, written_at)
        for number, label, text_ok, voicemail_ok, written_at in connection.execute(query)
    )


def _places(connection: Connection, participant_id: UUID, today: date) -> tuple[FindLine, ...]:
    """Usual places that hold today; the details show the others too, with the day of their end."""
    query = (
        select(WhereToFind.label, WhereToFind.place, WhereToFind.good_until, WhereToFind.updated_at)
        .where(
            WhereToFind.participant_id == participant_id,
            or_(WhereToFind.good_until.is_(None), WhereToFind.good_until >= today),
        )
        .order_by(WhereToFind.position)
    )
    return tuple(FindLine(*row) for row in connection.execute(query))


def _safety(connection: Connection, participant_id: UUID, today: date) -> tuple[SafetyLine, ...]:
    query = (
        select(
            SafetyNote.kind,
            SafetyNote.words,
            SafetyNote.review_by,
            SafetyNote.updated_at,
            Worker.name,
        )
        .join(Worker, Worker.id == SafetyNote.author_id)
        .where(
            SafetyNote.participant_id == participant_id,
            SafetyNote.review_by >= today,
            SafetyNote.ended_at.is_(None),
        )
        .order_by(SafetyNote.review_by)
    )
    return tuple(SafetyLine(*row) for row in connection.execute(query))


def _needs(connection: Connection, participant_id: UUID) -> tuple[NeedLine, ...]:
    query = (
        select(Need.id, Need.category, Need.status, Need.words, Need.identified_on)
        .where(Need.participant_id == participant_id)
        .order_by(Need.priority.is_(None), Need.priority, Need.identified_on)
    )
    return tuple(NeedLine(*row) for row in connection.execute(query))


def _goals(connection: Connection, participant_id: UUID) -> tuple[GoalLine, ...]:
    goals = connection.execute(
        select(Goal.id, Goal.words, Goal.status, Goal.category)
        .where(Goal.participant_id == participant_id)
        .order_by(Goal.since, Goal.created_at, Goal.id)
    ).all()
    steps: dict[UUID, list[StepLine]] = {}
    for row in connection.execute(
        select(
            GoalStep.goal_id,
            GoalStep.id,
            GoalStep.words,
            GoalStep.done,
            GoalStep.done_on,
            GoalStep.contact_id,
            Contact.occurred_at,
        )
        .outerjoin(Contact, Contact.id == GoalStep.contact_id)
        .where(GoalStep.goal_id.in_([goal.id for goal in goals]), GoalStep.removed_at.is_(None))
        .order_by(GoalStep.position)
    ):
        goal_id, *facts = tuple[Any, ...](row)
        steps.setdefault(goal_id, []).append(StepLine(*facts))
    return tuple(
        GoalLine(
            goal.id,
            goal.words,
            goal.status,
            tuple((step.words, step.done) for step in steps.get(goal.id, ())),
            tuple(steps.get(goal.id, ())),
            goal.category,
        )
        for goal in goals
    )


def list_tasks(
    connection: Connection, *, participant_id: UUID | None = None, viewer: Viewer | None = None
) -> tuple[TaskLine, ...]:
    """Open promises, of one participant or of everybody, the earliest day first.

    Nobody is asked for a promise to somebody whose time with the program has ended: those stand
    in that person's own record alone.
    """
    query = (
        select(Task.id, Task.participant_id, Task.words, Task.due_on, Worker.name)
        .join(Worker, Worker.id == Task.worker_id)
        .where(Task.done_at.is_(None))
        .order_by(Task.due_on, Task.id)
    )
    if participant_id is not None:
        query = query.where(Task.participant_id == participant_id)
    else:
        query = query.join(Participant, Participant.id == Task.participant_id)
        query = query.where(Participant.status.not_in(ENDED))
    if viewer is not None:
        query = query.where(seen_by(Task.participant_id, viewer))
    return tuple(TaskLine(*row) for row in connection.execute(query))


def _appointments(
    connection: Connection, viewer: Viewer, participant_id: UUID
) -> tuple[AppointmentLine, ...]:
    query = (
        select(
            Appointment.id,
            Appointment.participant_id,
            Appointment.title,
            Appointment.starts_at,
            Appointment.place,
            Appointment.transport,
            Appointment.court,
            Appointment.updated_at,
        )
        .where(
            Appointment.participant_id == participant_id,
            Appointment.status == AppointmentStatus.PLANNED,
            Appointment.starts_at >= viewer.now,
        )
        .order_by(Appointment.starts_at)
    )
    return tuple(AppointmentLine(*row) for row in connection.execute(query))
