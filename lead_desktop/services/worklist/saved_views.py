"""Saved views of the caseload: filters under a name, for their maker or for the whole team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.people.caseload_filter import (
    CaseloadFilter,
    SavedViewLine,
    from_json,
    to_json,
)
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.tables import SavedView, Worker

LONGEST_NAME = 60


@allowed(Act.SEE_PARTICIPANTS)
def list_saved_views(desk: Desk) -> tuple[SavedViewLine, ...]:
    """The worker's own views and the team's shared ones, by name."""
    with desk.store.read() as connection:
        rows = connection.execute(
            select(
                SavedView.id,
                SavedView.name,
                SavedView.shared,
                SavedView.worker_id,
                Worker.name.label("maker"),
                SavedView.filters,
                SavedView.version,
            )
            .join(Worker, Worker.id == SavedView.worker_id)
            .where(or_(SavedView.worker_id == desk.worker.id, SavedView.shared.is_(True)))
        ).all()
    lines = [
        SavedViewLine(
            row.id,
            row.name,
            row.shared,
            row.worker_id == desk.worker.id,
            row.maker,
            from_json(row.filters),
            row.version,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: (line.shared, line.name.casefold())))


@dataclass(frozen=True)
class SaveView:
    """Filters to be kept under a name. id: of an existing own view to be changed, or a new one."""

    id: UUID
    name: str
    wanted: CaseloadFilter
    shared: bool = False


@allowed(Act.SEE_PARTICIPANTS)
def save_view(desk: Desk, command: SaveView) -> Change:
    """Keep filters under a name, or change an own view. Raises InvalidInput by field."""
    name = command.name.strip()
    if not name:
        raise InvalidInput(FieldProblem("name", "Give the view a name."))
    if len(name) > LONGEST_NAME:
        raise InvalidInput(FieldProblem("name", f"Keep it under {LONGEST_NAME} characters."))
    if command.shared:
        desk.require(Act.LOG_CONTACT)
    now = desk.clock.now()
    with desk.store.write() as session:
        _refuse_twice(session, desk, command.id, name)
        found = session.get(SavedView, command.id)
        if found is None:
            found = SavedView(id=command.id, worker_id=desk.worker.id, created_at=now)
            session.add(found)
        elif found.worker_id != desk.worker.id:
            raise Refused("Only its maker changes this view.", meaning="Nothing was changed.")
        found.name, found.shared = name, command.shared
        found.filters, found.updated_at = to_json(command.wanted), now
    return _changed(command.id, "View saved")


@allowed(Act.SEE_PARTICIPANTS)
def add_to_list(desk: Desk, view_id: UUID, people: frozenset[UUID]) -> Change:
    """Add people to an own list that was put together by hand."""
    return _change_list(desk, view_id, lambda picked: picked | people, "Added to the list")


@allowed(Act.SEE_PARTICIPANTS)
def take_from_list(desk: Desk, view_id: UUID, people: frozenset[UUID]) -> Change:
    """Take people off an own list; the last one stays, as an empty list would hold everybody."""
    return _change_list(desk, view_id, lambda picked: (picked - people) or picked, "")


def _change_list(
    desk: Desk,
    view_id: UUID,
    changed: Callable[[frozenset[UUID]], frozenset[UUID]],
    undo: str,
) -> Change:
    with desk.store.write() as session:
        found = session.get(SavedView, view_id)
        if found is None or found.worker_id != desk.worker.id:
            raise NotFound("This list is not yours, or not here any more.")
        wanted = from_json(found.filters)
        if not wanted.picked:
            raise Refused("This view is made of filters.", meaning="Nothing was added.")
        found.filters = to_json(replace(wanted, picked=changed(wanted.picked)))
        found.updated_at = desk.clock.now()
    return _changed(view_id, undo)


def _refuse_twice(session: Session, desk: Desk, view_id: UUID, name: str) -> None:
    own = session.execute(
        select(SavedView.id, SavedView.name).where(SavedView.worker_id == desk.worker.id)
    )
    if any(row.id != view_id and row.name.casefold() == name.casefold() for row in own):
        raise InvalidInput(FieldProblem("name", "You have a view of this name already."))


@allowed(Act.SEE_PARTICIPANTS)
def remove_view(desk: Desk, view_id: UUID) -> Change:
    """Let a saved view go; saving it again brings it back. Shared ones: by their maker, or by
    whoever may see to everybody's people."""
    with desk.store.write() as session:
        found = session.get(SavedView, view_id)
        if found is None or not (found.shared or found.worker_id == desk.worker.id):
            raise NotFound("This view is not here any more.")
        if found.worker_id != desk.worker.id and not desk.may(Act.TRANSFER_OTHERS):
            raise Refused("Only its maker takes this view away.", meaning="Nothing was changed.")
        session.delete(found)
    return _changed(view_id, "View removed")


def _changed(view_id: UUID, undo: str) -> Change:
    return Change(frozenset({Topic.WORKLISTS}), (view_id,), undo)
