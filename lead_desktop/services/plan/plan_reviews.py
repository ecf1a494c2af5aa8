"""The look at a plan taken together: written down when nothing in the plan had to change."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.tables import Participant, PlanReview

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})


@allowed(Act.EDIT_PLAN)
def review_plan(desk: Desk, plan_review_id: UUID, participant_id: UUID) -> Change:
    """The plan was looked at together today. The same id twice is one."""
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Participant, participant_id)
        new = PlanReview(
            id=plan_review_id,
            participant_id=participant_id,
            worker_id=desk.worker.id,
            reviewed_on=desk.clock.today(),
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            desk.record(session, "plan.review", subject=participant_id)
    return Change(TOPICS, (participant_id,), "Plan looked at")


@allowed(Act.EDIT_PLAN)
def take_back_review(desk: Desk, plan_review_id: UUID) -> Change:
    """Undo `review_plan`."""
    with desk.store.write() as session:
        row = required(session, PlanReview, plan_review_id)
        person = row.participant_id
        session.delete(row)
        desk.record(session, "plan.review.undo", subject=person)
    return Change(TOPICS, (person,))
