"""Linkages: from a need to a service, one checked move at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import LinkageStatus, NeedStatus, ServiceCategory
from lead_desktop.domain.people.participant import LinkageLine, LinkageStep
from lead_desktop.domain.plan.linkage import (
    Check,
    Move,
    Position,
    check_move,
    check_problems,
    due_on,
    is_open,
    linkage_clocks_of,
)
from lead_desktop.domain.plan.linkage_history import effective, replay
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.plan import linkage_effects as effects
from lead_desktop.services.rows import required
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.queries import linkages as query
from lead_desktop.store.tables import (
    Linkage,
    LinkageChange,
    Need,
    Organization,
    Participant,
    Service,
)

CHANGED = frozenset({Topic.LINKAGES, Topic.PARTICIPANTS, Topic.APPOINTMENTS})


@dataclass(frozen=True)
class AddLinkage:
    """A new linkage. The need is taken up again when one of the category is open already."""

    id: UUID
    participant_id: UUID
    category: ServiceCategory
    service_id: UUID | None = None
    organization_id: UUID | None = None
    title: str = ""
    need_id: UUID | None = None


@dataclass(frozen=True)
class ReferAgain:
    """A new linkage for the same need after one that ended; the chain of tries is kept.

    Without a service or organization it goes to where the earlier one went.
    """

    id: UUID
    of_id: UUID
    service_id: UUID | None = None
    organization_id: UUID | None = None
    title: str = ""


@dataclass(frozen=True)
class SetProvider:
    """Where a linkage is to go. Its own name is kept unless it only named the need."""

    linkage_id: UUID
    service_id: UUID | None
    organization_id: UUID | None = None


@dataclass(frozen=True)
class MovedLinkage:
    """A linkage after a change, and what changed. step_id: the step written, for `undo_move`."""

    line: LinkageLine
    change: Change
    step_id: UUID | None = None


ToProvider = AddLinkage | ReferAgain | SetProvider
"""A command that says where a linkage goes."""


@allowed(Act.EDIT_PLAN)
def add_linkage(desk: Desk, command: AddLinkage) -> MovedLinkage:
    """Begin a linkage at Identified. Adding the same id again changes nothing."""
    with desk.store.write() as session:
        if session.get(Linkage, command.id) is None:
            required(session, Participant, command.participant_id)
            if command.need_id is not None:
                required(session, Need, command.need_id)
            _refuse_unknown_provider(session, command)
            linkage = _begun(
                desk,
                command.id,
                participant_id=command.participant_id,
                need_id=command.need_id or _need_taken_up(session, desk, command),
                category=command.category,
                title=command.title.strip() or _title(session, command, command.category),
                service_id=command.service_id,
                organization_id=command.organization_id,
            )
            session.add(linkage)
            session.flush()
            effects.begin_history(session, desk, linkage)
            desk.record(session, "linkage.add", subject=command.id)
    return told_of(desk, command.id)


def _refuse_unknown_provider(session: Session, to: ToProvider) -> None:
    if to.service_id is not None:
        required(session, Service, to.service_id)
    if to.organization_id is not None:
        required(session, Organization, to.organization_id)


def _need_taken_up(session: Session, desk: Desk, command: AddLinkage) -> UUID:
    who, category = command.participant_id, command.category
    found = effects.find_open_need(session, who, category)
    if found is None:
        return effects.begin_need(session, desk, who, category, desk.clock.today())
    found.status, found.updated_at = NeedStatus.WORKING_ON, desk.clock.now()
    return found.id


def _title(session: Session, to: ToProvider, category: ServiceCategory) -> str:
    service = session.get(Service, to.service_id) if to.service_id is not None else None
    return service.name[:200] if service is not None else category.label


@allowed(Act.EDIT_PLAN)
def refer_again(desk: Desk, command: ReferAgain) -> MovedLinkage:
    """Begin a linkage chained to one that ended. Doing it again with the same id changes nothing.

    Raises Refused while the earlier one is open, or has been followed by another already.
    """
    with desk.store.write() as session:
        if session.get(Linkage, command.id) is None:
            earlier = _get(session, command.of_id)
            _refuse_second_try(session, earlier)
            _refuse_unknown_provider(session, command)
            elsewhere = command.service_id or command.organization_id
            linkage = _begun(
                desk,
                command.id,
                participant_id=earlier.participant_id,
                need_id=earlier.need_id,
                category=earlier.category,
                title=command.title.strip() or earlier.title,
                service_id=command.service_id if elsewhere else earlier.service_id,
                organization_id=command.organization_id if elsewhere else earlier.organization_id,
                again_of_id=earlier.id,
            )
            session.add(linkage)
            session.flush()
            effects.begin_history(session, desk, linkage)
            need = session.get(Need, earlier.need_id)
            if need is not None:
                need.status, need.updated_at = NeedStatus.WORKING_ON, desk.clock.now()
            desk.record(
                session, "linkage.again", subject=command.id, detail={"of": str(earlier.id)}
            )
    return told_of(desk, command.id)


def _refuse_second_try(session: Session, earlier: Linkage) -> None:
    if is_open(earlier.status):
        raise Refused(
            "This linkage is still open.",
            meaning="No second one was begun.",
            remedy="Move it on, or end it first.",
        )
    if session.scalar(select(Linkage.id).where(Linkage.again_of_id == earlier.id).limit(1)):
        raise Refused(
            "This linkage was referred again already.",
            meaning="No further one was begun.",
            remedy="Go on with the newest one of the chain.",
        )


def _begun(desk: Desk, linkage_id: UUID, **facts: object) -> Linkage:
    """A linkage at Identified, begun today by this worker."""
    now, today = desk.clock.now(), desk.clock.today()
    return Linkage(
        id=linkage_id,
        worker_id=desk.worker.id,
        status=LinkageStatus.IDENTIFIED,
        status_since=today,
        due_on=due_on(
            Move(LinkageStatus.IDENTIFIED, today), clocks=linkage_clocks_of(desk.settings)
        ),
        created_at=now,
        updated_at=now,
        **facts,
    )


@allowed(Act.EDIT_PLAN)
def set_provider(desk: Desk, command: SetProvider, *, version: int | None = None) -> MovedLinkage:
    """Choose or change the provider of an open linkage; audited, and no move of its own."""
    with desk.store.write() as session:
        linkage = _get(session, command.linkage_id)
        _refuse_stale(linkage, version)
        if not is_open(linkage.status):
            raise Refused(
                "This linkage has ended.",
                meaning="Its provider was not changed.",
                remedy="Refer again, and choose another provider there.",
            )
        _refuse_unknown_provider(session, command)
        if linkage.title == linkage.category.label:
            linkage.title = _title(session, command, linkage.category)
        linkage.service_id, linkage.organization_id = command.service_id, command.organization_id
        linkage.updated_at = desk.clock.now()
        desk.record(session, "linkage.provider", subject=linkage.id)
    return told_of(desk, command.linkage_id)


@allowed(Act.EDIT_PLAN)
def move_linkage(
    desk: Desk, linkage_id: UUID, move: Move, *, version: int | None = None
) -> MovedLinkage:
    """Move a linkage; raises InvalidInput naming the facts that the move still needs.

    version: of the linkage as the person saw it; when somebody else has moved it since, Refused.
    """
    with desk.store.write() as session:
        step = move_within(session, desk, linkage_id, move, version=version)
    return told_of(desk, linkage_id, step)


def move_within(
    session: Session,
    desk: Desk,
    linkage_id: UUID,
    move: Move,
    *,
    version: int | None = None,
    contact_id: UUID | None = None,
) -> UUID:
    """Move a linkage within a unit of work that is under way, that of a contact; the step's id."""
    _refuse_future(desk, move.on)
    linkage = _get(session, linkage_id)
    _refuse_stale(linkage, version)
    problems = check_move(_position(linkage), move)
    if problems:
        raise InvalidInput(*problems)
    step_id = effects.make_move(session, desk, linkage, move)
    if contact_id is not None:
        session.get_one(LinkageChange, step_id).contact_id = contact_id
    desk.record(session, "linkage.move", subject=linkage_id, detail={"to": move.to.value})
    session.flush()
    return step_id


@allowed(Act.EDIT_PLAN)
def check_linkage(
    desk: Desk, linkage_id: UUID, check: Check, *, version: int | None = None
) -> MovedLinkage:
    """Write down that a linkage was looked at and stands where it stood; its clock starts anew."""
    _refuse_future(desk, check.on)
    with desk.store.write() as session:
        linkage = _get(session, linkage_id)
        _refuse_stale(linkage, version)
        problems = check_problems(linkage.status, linkage.status_since, check)
        if problems:
            raise InvalidInput(*problems)
        step = effects.note_check(session, desk, linkage, check)
        desk.record(session, "linkage.check", subject=linkage_id)
    return told_of(desk, linkage_id, step)


@allowed(Act.EDIT_PLAN)
def undo_move(desk: Desk, linkage_id: UUID, step_id: UUID) -> MovedLinkage:
    """Take back the latest step of a linkage; it stays in the history, marked, without effect.

    Raises Refused when something has happened to the linkage since.
    """
    with desk.store.write() as session:
        if not undo_within(session, desk, linkage_id, step_id):
            raise Refused(
                "This step is not the latest any more.",
                meaning="Nothing was changed.",
                remedy="Move the linkage to where it belongs, and say why.",
            )
    return told_of(desk, linkage_id)


def undo_within(session: Session, desk: Desk, linkage_id: UUID, step_id: UUID) -> bool:
    """Take back the latest step within a unit of work that is under way; False when it is not the
    latest any more, and nothing was changed."""
    linkage = _get(session, linkage_id)
    history = query.read_steps(session.connection(), linkage_id)
    standing = [(id_, step) for id_, step in history if step in effective([step])]
    if len(standing) < 2 or standing[-1][0] != step_id:
        return False
    before = replay(step for id_, step in standing if id_ != step_id)
    effects.restore(session, desk, linkage, step_id, before)
    desk.record(session, "linkage.undo", subject=linkage_id, detail={"to": before.status.value})
    session.flush()
    return True


def _refuse_future(desk: Desk, on: date) -> None:
    if on > desk.clock.today():
        raise InvalidInput(FieldProblem("on", "A move cannot lie in the future."))


def _get(session: Session, linkage_id: UUID) -> Linkage:
    linkage = session.get(Linkage, linkage_id)
    if linkage is None:
        raise NotFound(
            "No linkage of this vault has that id.",
            remedy="“lead-desktop list PATH linkages” shows the ids.",
        )
    return linkage


def _refuse_stale(linkage: Linkage, version: int | None) -> None:
    if version is not None and linkage.version != version:
        raise Refused(
            "Somebody else moved this linkage a moment ago.",
            meaning="Your move was not made over theirs.",
            remedy="Look at where it stands now, then move it again.",
        )


def _position(linkage: Linkage) -> Position:
    has_provider = linkage.service_id is not None or linkage.organization_id is not None
    return Position(linkage.status, has_provider, linkage.method)


@allowed(Act.SEE_PARTICIPANTS)
def told_of(desk: Desk, linkage_id: UUID, step_id: UUID | None = None) -> MovedLinkage:
    """A linkage as it stands now, with what a change of it means for the views."""
    with desk.store.read() as connection:
        lines = query.list_linkages(
            connection, desk.viewer, linkage_id=linkage_id, include_errors=True
        )
    return MovedLinkage(lines[0], Change(CHANGED, (lines[0].participant_id,)), step_id)


@allowed(Act.SEE_PARTICIPANTS)
def list_linkages(desk: Desk, *, participant_id: UUID | None = None) -> list[LinkageLine]:
    """Linkages in the order in which they began, those entered in error left out."""
    with desk.store.read() as connection:
        return query.list_linkages(connection, desk.viewer, participant_id=participant_id)


@allowed(Act.SEE_PARTICIPANTS)
def list_board(desk: Desk) -> list[LinkageLine]:
    """What stands on the board: everybody's open linkages, and those that ended of late."""
    with desk.store.read() as connection:
        return query.list_linkages(connection, desk.viewer, board=True)


@allowed(Act.SEE_PARTICIPANTS)
def count_open(desk: Desk) -> int:
    """How many open linkages the board of this worker begins with."""
    with desk.store.read() as connection:
        return query.count_open(connection, desk.viewer, everybody=not begins_with_own(desk))


@allowed(Act.SEE_PARTICIPANTS)
def begins_with_own(desk: Desk) -> bool:
    """Whether the board shows a worker their own people's linkages first. A role that has no
    people of its own sees everybody's from the start."""
    return desk.may(Act.LOG_CONTACT)


@allowed(Act.SEE_PARTICIPANTS)
def list_steps(desk: Desk, linkage_id: UUID) -> list[LinkageStep]:
    """The history of one linkage, newest first, with the steps that were taken back, which are
    marked. Empty for a linkage that is not there."""
    with desk.store.read() as connection:
        return contact_query.list_linkage_steps(connection, linkage_id=linkage_id)
