"""The program's timeline: its steps as the vault keeps them, and which are done for whom."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, select

from lead_desktop.base.errors import InvalidInput
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.program_timeline import (
    TimelineStep,
    check_steps,
    steps_to_json,
)
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries.program_timeline import SETTING, read_steps
from lead_desktop.store.queries.visibility import require_visible
from lead_desktop.store.tables import Participant, Setting, TimelineMark


@allowed(Act.SEE_VAULT)
def list_steps(desk: Desk) -> tuple[TimelineStep, ...]:
    """The steps of the program's timeline, the earliest first."""
    with desk.store.read() as connection:
        return read_steps(connection)


@allowed(Act.CHANGE_SETTINGS)
def change_steps(desk: Desk, steps: tuple[TimelineStep, ...]) -> Change:
    """Set the program's timeline; none at all turns it off. Marks of former steps are kept."""
    problems = check_steps(steps)
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        row = session.get(Setting, SETTING)
        if row is None:
            session.add(Setting(key=SETTING, value=steps_to_json(steps), updated_at=now))
        else:
            row.value, row.updated_at = steps_to_json(steps), now
        desk.record(session, "settings.change", detail={"keys": [SETTING]})
    return Change(frozenset({Topic.SETTINGS, Topic.WORKLISTS}))


@allowed(Act.EDIT_PLAN)
def mark_step(desk: Desk, participant_id: UUID, step: str) -> Change:
    """A step is done for a participant; doing it twice changes nothing."""
    now = desk.clock.now()
    with desk.store.write() as session:
        require_visible(session, desk.viewer, participant_id)
        required(session, Participant, participant_id)
        known = select(TimelineMark.id).where(
            TimelineMark.participant_id == participant_id, TimelineMark.step == step
        )
        if session.scalar(known) is None:
            session.add(
                TimelineMark(
                    participant_id=participant_id,
                    step=step,
                    worker_id=desk.worker.id,
                    done_on=desk.clock.today(),
                    created_at=now,
                    updated_at=now,
                )
            )
            desk.record(session, "timeline.done", subject=participant_id, detail={"step": step})
    return Change(frozenset({Topic.WORKLISTS, Topic.TASKS}), (participant_id,), "Done")


@allowed(Act.EDIT_PLAN)
def unmark_step(desk: Desk, participant_id: UUID, step: str) -> Change:
    """Take back that a step of the first months was done; one that was never marked stays as it
    was. Raises NotFound for somebody hidden from the worker."""
    with desk.store.write() as session:
        require_visible(session, desk.viewer, participant_id)
        session.execute(
            delete(TimelineMark).where(
                TimelineMark.participant_id == participant_id, TimelineMark.step == step
            )
        )
        desk.record(session, "timeline.reopen", subject=participant_id, detail={"step": step})
    return Change(frozenset({Topic.WORKLISTS, Topic.TASKS}), (participant_id,))
