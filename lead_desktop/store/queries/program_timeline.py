"""The program's timeline: its steps, and what of it is open for people who came lately."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import Connection

from lead_desktop.domain.codes import ParticipantStatus, TaskKind
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.worklist.program_timeline import (
    FOLLOWED_AFTER,
    TimelineStep,
    open_steps,
    steps_from_json,
)
from lead_desktop.domain.worklist.work_item import WorkFact
from lead_desktop.store.queries.viewer import Viewer

SETTING = "program_timeline"


def read_steps(connection: Connection) -> tuple[TimelineStep, ...]:
    """The steps as the vault keeps them, the defaults where it keeps none."""
    stored = connection.exec_driver_sql(
        "SELECT value FROM setting WHERE key = ?", (SETTING,)
    ).scalar()
    return steps_from_json(None if stored is None else json.loads(str(stored)))


def list_open_steps(
    connection: Connection, viewer: Viewer, rows: Iterable[CaseloadRow]
) -> list[WorkFact]:
    """Open steps of the active people among `rows`, as things to be done."""
    steps = read_steps(connection)
    if not steps:
        return []
    longest = max(step.day for step in steps) + FOLLOWED_AFTER
    people = [
        row
        for row in rows
        if row.status is ParticipantStatus.ACTIVE
        and row.enrolled_on is not None
        and 0 <= (viewer.today - row.enrolled_on).days <= longest
    ]
    if not people:
        return []
    done = _done(connection)
    return [
        WorkFact(
            kind=TaskKind.TIMELINE_STEP,
            subject_id=uuid5(NAMESPACE_OID, f"{row.id.hex}:{one.step.key}"),
            participant_id=row.id,
            participant=row.preferred_name,
            worker_id=None,
            worker=row.case_manager or row.peer,
            words=one.step.title,
            due=one.due_on,
            at=None,
            escalates_on=None,
            mine=row.mine,
            part=one.step.key,
        )
        for row in people
        if row.enrolled_on is not None
        for one in open_steps(steps, row.enrolled_on, done.get(row.id, frozenset()), viewer.today)
    ]


def _done(connection: Connection) -> dict[UUID, frozenset[str]]:
    marks: dict[UUID, set[str]] = {}
    for person, step in connection.exec_driver_sql(
        "SELECT participant_id, step FROM timeline_mark"
    ):
        marks.setdefault(UUID(person), set()).add(step)
    return {person: frozenset(steps) for person, steps in marks.items()}
