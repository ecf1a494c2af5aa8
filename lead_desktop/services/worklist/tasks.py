"""Open promises: follow-ups with a day, made with a contact or by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.people.participant import TaskLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import require_working, required
from lead_desktop.store.queries import participants as query
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import Participant, Task

LONGEST_WORDS = 300


@allowed(Act.SEE_PARTICIPANTS)
def list_tasks(desk: Desk, *, participant_id: UUID | None = None) -> tuple[TaskLine, ...]:
    """Open promises that the worker may see, the earliest day first. participant_id: those to one
    person; None for those to everybody who is with the program, whoever keeps them."""
    with desk.store.read() as connection:
        return query.list_tasks(connection, participant_id=participant_id, viewer=desk.viewer)


@dataclass(frozen=True)
class WriteTask:
    """A follow-up as it shall stand. id: made by the form. worker_id: None for the writer."""

    id: UUID
    participant_id: UUID
    words: str
    due_on: date
    worker_id: UUID | None = None


def check_task(command: WriteTask) -> tuple[FieldProblem, ...]:
    """What stands against a follow-up; pure, the sheet asks it as well."""
    words = command.words.strip()
    if not words:
        return (FieldProblem("words", "Say what is to be done."),)
    if len(words) > LONGEST_WORDS:
        return (FieldProblem("words", f"Keep it under {LONGEST_WORDS} characters."),)
    return ()


@allowed(Act.LOG_CONTACT)
def write_tasks(desk: Desk, commands: tuple[WriteTask, ...]) -> Change:
    """Add follow-ups, or change words, day or worker of open ones: all of them or none.

    Raises InvalidInput.
    """
    problems = [problem for command in commands for problem in check_task(command)]
    if problems:
        raise InvalidInput(*dict.fromkeys(problems))
    with desk.store.write() as session:
        people = tuple(command.participant_id for command in commands)
        require_visible(session, desk.viewer, *people)
        for command in commands:
            _write(session, desk, command)
    return Change(frozenset({Topic.TASKS, Topic.PARTICIPANTS}), people, "Follow-up saved")


def _write(session: Session, desk: Desk, command: WriteTask) -> None:
    now, worker_id = desk.clock.now(), command.worker_id or desk.worker.id
    required(session, Participant, command.participant_id)
    require_working(session, worker_id)
    task = session.get(Task, command.id)
    if task is None:
        task = Task(id=command.id, participant_id=command.participant_id, created_at=now)
        session.add(task)
    task.worker_id = worker_id
    task.words = command.words.strip()
    task.due_on = command.due_on
    task.updated_at = now
    desk.record(session, "task.write", subject=command.participant_id)


@allowed(Act.LOG_CONTACT)
def finish_task(desk: Desk, task_id: UUID) -> Change:
    """A follow-up is done; doing it twice changes nothing."""
    now = desk.clock.now()
    with desk.store.write() as session:
        task = required(session, Task, task_id)
        if task.done_at is None:
            task.done_at = task.updated_at = now
            desk.record(session, "task.done", subject=task.participant_id)
        person = task.participant_id
    return _changed(person, "Done")


@allowed(Act.LOG_CONTACT)
def reopen_task(desk: Desk, task_id: UUID) -> Change:
    """Undo `finish_task`: the follow-up is open again, and no contact counts as having closed it.
    Raises NotFound."""
    with desk.store.write() as session:
        task = required(session, Task, task_id)
        task.done_at = task.done_in_contact_id = None
        task.updated_at = desk.clock.now()
        desk.record(session, "task.reopen", subject=task.participant_id)
        person = task.participant_id
    return _changed(person, "")


@allowed(Act.LOG_CONTACT)
def remove_tasks(desk: Desk, task_ids: tuple[UUID, ...]) -> Change:
    """Undo the adding of follow-ups by hand; those made with a contact go with their contact."""
    people = []
    with desk.store.write() as session:
        for task_id in task_ids:
            task = required(session, Task, task_id)
            if task.contact_id is not None:
                raise InvalidInput(FieldProblem("id", "This follow-up belongs to a contact."))
            people.append(task.participant_id)
            session.delete(task)
            desk.record(session, "task.remove", subject=task.participant_id)
    return Change(frozenset({Topic.TASKS, Topic.PARTICIPANTS}), tuple(people))


@allowed(Act.SEE_PARTICIPANTS)
def read_task(desk: Desk, task_id: UUID) -> WriteTask:
    """A follow-up as the command that would write it so, for a form to change. Raises NotFound,
    also for one to somebody hidden from the worker."""
    with desk.store.read() as connection:
        row = connection.execute(
            select(Task.id, Task.participant_id, Task.words, Task.due_on, Task.worker_id).where(
                Task.id == task_id
            )
        ).first()
        if row is None:
            raise NotFound("This follow-up is not in the vault.")
        require_visible(connection, desk.viewer, row.participant_id)
    return WriteTask(*row)


def _changed(person: UUID, undo: str) -> Change:
    return Change(frozenset({Topic.TASKS, Topic.PARTICIPANTS}), (person,), undo)
