"""Warm hand-offs: not only that somebody was sent, but how they got there and who took them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.clock import local_day
from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound
from lead_desktop.domain.codes import LinkageMethod, LinkageStatus
from lead_desktop.domain.plan.linkage import Move, is_open
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.plan import linkage_effects as effects
from lead_desktop.services.plan.linkages import MovedLinkage, told_of
from lead_desktop.store.histories import latest_first
from lead_desktop.store.tables import Handoff, Linkage, LinkageChange, Worker

WARM = (
    LinkageMethod.WARM_HANDOFF_IN_PERSON,
    LinkageMethod.WARM_HANDOFF_PHONE,
    LinkageMethod.ACCOMPANIED,
)
"""The ways of connecting somebody that are more than a paper or a number."""


@dataclass(frozen=True)
class RecordHandoff:
    """How a hand-off went. called_at, arrived_at: at least one is known.

    went_along: who of us; received_by: who took them in there.
    """

    linkage_id: UUID
    method: LinkageMethod
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    place: str = ""
    went_along: str = ""
    received_by: str = ""
    ride_given: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class HandoffLine:
    """A hand-off as listed."""

    id: UUID
    method: LinkageMethod
    called_at: datetime | None
    arrived_at: datetime | None
    place: str
    went_along: str
    received_by: str
    ride_given: bool
    words: str
    worker: str

    @property
    def minutes(self) -> int | None:
        """From the call to being there; None when one of the two is not known."""
        if self.called_at is None or self.arrived_at is None:
            return None
        return round((self.arrived_at - self.called_at).total_seconds() / 60)


@allowed(Act.EDIT_PLAN)
def record_handoff(desk: Desk, command: RecordHandoff) -> MovedLinkage:
    """Keep a hand-off; a need that was only agreed so far counts as sent by it.

    Taken back by `linkages.undo_move`. Raises InvalidInput by field.
    """
    _check(desk, command)
    moment = command.arrived_at or command.called_at or desk.clock.now()
    on = local_day(moment, desk.clock.zone)
    with desk.store.write() as session:
        linkage = session.get(Linkage, command.linkage_id)
        if linkage is None:
            raise NotFound("No linkage of this vault has that id.")
        if not is_open(linkage.status):
            raise InvalidInput(FieldProblem("method", "This linkage has ended."))
        said = command.method.label
        if linkage.status is LinkageStatus.IDENTIFIED and linkage.service_id is not None:
            move = Move(LinkageStatus.SENT, on, method=command.method, words=said)
            step = effects.make_move(session, desk, linkage, move)
        else:
            step = effects.note_method(session, desk, linkage, command.method, on, said)
        now = desk.clock.now()
        session.add(
            Handoff(
                id=step,  # of its step in the history: taken back with it
                linkage_id=linkage.id,
                participant_id=linkage.participant_id,
                worker_id=desk.worker.id,
                method=command.method,
                called_at=command.called_at,
                arrived_at=command.arrived_at,
                place=command.place.strip(),
                went_along=command.went_along.strip(),
                received_by=command.received_by.strip(),
                ride_given=command.ride_given,
                words=command.words.strip(),
                created_at=now,
                updated_at=now,
            )
        )
        desk.record(session, "linkage.handoff", subject=linkage.id)
    return told_of(desk, command.linkage_id, step)


def _check(desk: Desk, command: RecordHandoff) -> None:
    problems = []
    called, arrived = command.called_at, command.arrived_at
    if command.method not in WARM:
        problems.append(FieldProblem("method", "Choose how you handed over."))
    if called is None and arrived is None:
        problems.append(FieldProblem("called_at", "Say when you called or when you were there."))
    if called is not None and arrived is not None and arrived < called:
        problems.append(FieldProblem("arrived_at", "You were there after the call."))
    now = desk.clock.now()
    problems += [
        FieldProblem(field, "This lies in the future.")
        for field, at in (("called_at", called), ("arrived_at", arrived))
        if at is not None and at > now
    ]
    if problems:
        raise InvalidInput(*problems)


@allowed(Act.SEE_PARTICIPANTS)
def list_handoffs(desk: Desk, linkage_id: UUID) -> list[HandoffLine]:
    """The hand-offs of a linkage, newest first, those taken back left out."""
    query = (
        select(
            Handoff.id,
            Handoff.method,
            Handoff.called_at,
            Handoff.arrived_at,
            Handoff.place,
            Handoff.went_along,
            Handoff.received_by,
            Handoff.ride_given,
            Handoff.words,
            Worker.name,
        )
        .join(Worker, Worker.id == Handoff.worker_id)
        .join(LinkageChange, LinkageChange.id == Handoff.id)
        .where(Handoff.linkage_id == linkage_id, LinkageChange.undone_at.is_(None))
        .order_by(*latest_first(LinkageChange.at))
    )
    with desk.store.read() as connection:
        return [HandoffLine(*tuple[Any, ...](row)) for row in connection.execute(query)]
