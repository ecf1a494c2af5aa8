"""A participant's plan: needs in their own order, goals in their own words, small steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput, NotFound, Refused
from lead_desktop.domain.codes import GoalStatus, NeedStatus, OutcomeClass, ServiceCategory
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries import contacts as contact_query
from lead_desktop.store.tables import (
    Contact,
    ContactParticipant,
    Goal,
    GoalStep,
    Linkage,
    Need,
    Participant,
)

CHANGED = frozenset({Topic.PARTICIPANTS})
MOST_WORDS = 2_000


@dataclass(frozen=True)
class SetNeed:
    """A need as it is to stand; an unknown id begins a new one, last in the person's order.

    category: cannot be changed once linkages hang on it; it is only read for a new need.
    """

    id: UUID
    participant_id: UUID
    category: ServiceCategory
    status: NeedStatus = NeedStatus.IDENTIFIED
    words: str = ""


@dataclass(frozen=True)
class SetGoal:
    """A goal as it is to stand, in the participant's words; an unknown id begins a new one."""

    id: UUID
    participant_id: UUID
    words: str
    status: GoalStatus = GoalStatus.ACTIVE
    category: ServiceCategory | None = None


@dataclass(frozen=True)
class SetStep:
    """A small step toward a goal; an unknown id begins a new one, after the others.

    contact_id: the contact that shows that it was done. done_on: today when it is left out.
    """

    id: UUID
    goal_id: UUID
    words: str
    done: bool = False
    done_on: date | None = None
    contact_id: UUID | None = None


@allowed(Act.EDIT_PLAN)
def set_need(desk: Desk, command: SetNeed) -> Change:
    """Begin a need, or say what has become of it; "not now" is an answer like any other."""
    _check_words("words", command.words, needed=False)
    now = desk.clock.now()
    with desk.store.write() as session:
        need = session.get(Need, command.id)
        if need is None:
            required(session, Participant, command.participant_id)
            last = session.scalar(
                select(func.max(Need.priority)).where(Need.participant_id == command.participant_id)
            )
            need = Need(
                id=command.id,
                participant_id=command.participant_id,
                category=command.category,
                priority=(last or 0) + 1,
                identified_on=desk.clock.today(),
                created_at=now,
            )
            session.add(need)
        need.status, need.words, need.updated_at = command.status, command.words.strip(), now
        session.flush()
        desk.record(
            session, "need.set", subject=command.id, detail={"status": command.status.value}
        )
        person = need.participant_id
    return Change(CHANGED, (person,))


@allowed(Act.EDIT_PLAN)
def take_back_need(desk: Desk, need_id: UUID) -> Change:
    """Undo the beginning of a need; Refused once something has happened to it."""
    return _take_back(desk, Need, need_id, Linkage.need_id == need_id, "need.take_back")


@allowed(Act.EDIT_PLAN)
def take_back_goal(desk: Desk, goal_id: UUID) -> Change:
    """Undo the beginning of a goal; Refused once something has happened to it."""
    return _take_back(desk, Goal, goal_id, GoalStep.goal_id == goal_id, "goal.take_back")


def _take_back(
    desk: Desk,
    table: type[Need] | type[Goal],
    begun_id: UUID,
    hangs: ColumnElement[bool],
    action: str,
) -> Change:
    """Only what was just begun is taken back: nothing hangs on it, nobody changed it."""
    with desk.store.write() as session:
        begun: Need | Goal = required(session, table, begun_id)
        if begun.updated_at != begun.created_at or session.scalar(select(exists().where(hangs))):
            raise Refused(
                "Something has happened to it since.",
                meaning="Nothing was taken back.",
                remedy="Say what has become of it instead.",
            )
        person = begun.participant_id
        session.delete(begun)
        desk.record(session, action, subject=person)
    return Change(CHANGED, (person,))


@allowed(Act.EDIT_PLAN)
def order_needs(desk: Desk, participant_id: UUID, order: tuple[UUID, ...]) -> Change:
    """Put a participant's needs into the order in which they matter to them.

    Needs that `order` does not name follow in their present order.
    """
    with desk.store.write() as session:
        needs = session.scalars(
            select(Need)
            .where(Need.participant_id == participant_id)
            .order_by(Need.priority.is_(None), Need.priority, Need.identified_on)
        ).all()
        if not set(order) <= {need.id for need in needs}:
            raise NotFound("A need of this order is not in the plan.")
        place = {need_id: at for at, need_id in enumerate(order)}
        ranked = sorted(needs, key=lambda need: place.get(need.id, len(order)))
        for at, need in enumerate(ranked, start=1):
            if need.priority != at:
                need.priority, need.updated_at = at, desk.clock.now()
        desk.record(session, "need.order", subject=participant_id)
    return Change(CHANGED, (participant_id,))


@allowed(Act.EDIT_PLAN)
def set_goal(desk: Desk, command: SetGoal) -> Change:
    """Begin a goal, word it anew, or say what has become of it."""
    _check_words("words", command.words, needed=True)
    now = desk.clock.now()
    with desk.store.write() as session:
        goal = session.get(Goal, command.id)
        if goal is None:
            required(session, Participant, command.participant_id)
            goal = Goal(
                id=command.id,
                participant_id=command.participant_id,
                since=desk.clock.today(),
                created_at=now,
            )
            session.add(goal)
        goal.words, goal.status = command.words.strip(), command.status
        goal.category, goal.updated_at = command.category, now
        session.flush()
        desk.record(
            session, "goal.set", subject=command.id, detail={"status": command.status.value}
        )
        person = goal.participant_id
    return Change(CHANGED, (person,))


@dataclass(frozen=True)
class Evidence:
    """A contact that may show that a step was done: reached, and not struck."""

    contact_id: UUID
    occurred_at: datetime
    how: str
    worker: str


@allowed(Act.SEE_PARTICIPANTS)
def list_evidence(desk: Desk, participant_id: UUID, *, limit: int = 20) -> list[Evidence]:
    """The latest contacts with a participant, newest first, to tie a step to one of them."""
    with desk.store.read() as connection:
        entries = contact_query.list_contacts(
            connection, participant_id=participant_id, newest_first=True, limit=limit
        )
    return [
        Evidence(entry.id, entry.occurred_at, entry.how, entry.author)
        for entry in entries
        if entry.outcome_class is OutcomeClass.REACHED
    ]


@allowed(Act.EDIT_PLAN)
def set_step(desk: Desk, command: SetStep) -> Change:
    """Add a step, word it anew, or check it off; an evidence contact must be this person's."""
    _check_words("words", command.words, needed=True)
    now = desk.clock.now()
    with desk.store.write() as session:
        goal = required(session, Goal, command.goal_id)
        _refuse_foreign_contact(session, goal.participant_id, command.contact_id)
        step = session.get(GoalStep, command.id)
        if step is None:
            last = session.scalar(
                select(func.max(GoalStep.position)).where(GoalStep.goal_id == goal.id)
            )
            position = 0 if last is None else last + 1
            step = GoalStep(id=command.id, goal_id=goal.id, position=position, created_at=now)
            session.add(step)
        step.words, step.done, step.updated_at = command.words.strip(), command.done, now
        step.done_on = (command.done_on or desk.clock.today()) if command.done else None
        step.contact_id = command.contact_id if command.done else None
        session.flush()
        desk.record(session, "goal.step", subject=command.id, detail={"done": command.done})
        person = goal.participant_id
    return Change(CHANGED, (person,))


@allowed(Act.EDIT_PLAN)
def remove_step(desk: Desk, step_id: UUID, *, back: bool = False) -> Change:
    """Take a step out of the plan, or with `back` put it in again; its words are kept."""
    with desk.store.write() as session:
        step = required(session, GoalStep, step_id)
        step.removed_at = None if back else desk.clock.now()
        step.updated_at = desk.clock.now()
        person = session.scalars(select(Goal.participant_id).where(Goal.id == step.goal_id)).one()
        desk.record(session, "goal.step_back" if back else "goal.step_remove", subject=step_id)
    return Change(CHANGED, (person,))


def _check_words(field: str, words: str, *, needed: bool) -> None:
    if needed and not words.strip():
        raise InvalidInput(FieldProblem(field, "Write it in the person’s own words."))
    if len(words) > MOST_WORDS:
        raise InvalidInput(FieldProblem(field, f"That is more than {MOST_WORDS} characters."))


def _refuse_foreign_contact(
    session: Session, participant_id: UUID, contact_id: UUID | None
) -> None:
    if contact_id is None:
        return
    found = session.execute(
        select(ContactParticipant.contact_id)
        .join(Contact, Contact.id == ContactParticipant.contact_id)
        .where(
            ContactParticipant.contact_id == contact_id,
            ContactParticipant.participant_id == participant_id,
        )
    ).first()
    if found is None:
        raise InvalidInput(FieldProblem("contact_id", "This contact was with somebody else."))
