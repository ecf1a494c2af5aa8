"""Assessments: taken, listed with the change since the first, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.plan.assessment import Answers, Taking, answer_problems
from lead_desktop.domain.plan.instruments import INSTRUMENTS
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import add_once, required
from lead_desktop.store.histories import as_written, moment_after
from lead_desktop.store.tables import Assessment, AssessmentAnswer, Participant, Worker

CHANGED = frozenset({Topic.PARTICIPANTS})


@dataclass(frozen=True)
class TakeAssessment:
    """What a participant answered on one day."""

    id: UUID
    participant_id: UUID
    instrument: str
    answers: Answers


@allowed(Act.EDIT_PLAN)
def take_assessment(desk: Desk, command: TakeAssessment) -> Change:
    """Keep the answers. The same id again changes nothing; raises InvalidInput by field."""
    instrument = INSTRUMENTS.get(command.instrument)
    if instrument is None:
        raise InvalidInput(FieldProblem("instrument", "There is no such list of questions."))
    problems = answer_problems(instrument, command.answers, desk.clock.today())
    if problems:
        raise InvalidInput(*problems)
    with desk.store.write() as session:
        required(session, Participant, command.participant_id)
        now = moment_after(
            session,
            Assessment.created_at,
            desk.clock.now(),
            Assessment.participant_id == command.participant_id,
            Assessment.instrument == instrument.key,
        )
        new = Assessment(
            id=command.id,
            participant_id=command.participant_id,
            worker_id=desk.worker.id,
            instrument=instrument.key,
            taken_on=command.answers.taken_on,
            created_at=now,
            updated_at=now,
        )
        if add_once(session, new):
            session.flush()
            answers = command.answers
            session.add_all(
                AssessmentAnswer(assessment_id=command.id, item=item, value=value, declined=False)
                for item, value in answers.values.items()
            )
            session.add_all(
                AssessmentAnswer(assessment_id=command.id, item=item, value=None, declined=True)
                for item in sorted(answers.declined)
            )
            desk.record(session, "assessment.take", subject=command.id)
    return Change(CHANGED, (command.participant_id,), "Assessment kept")


@allowed(Act.EDIT_PLAN)
def remove_assessment(desk: Desk, assessment_id: UUID, *, back: bool = False) -> Change:
    """Take an assessment back, or with `back` bring it back; nothing is deleted."""
    with desk.store.write() as session:
        row = required(session, Assessment, assessment_id)
        row.removed_at = None if back else desk.clock.now()
        row.updated_at = desk.clock.now()
        person = row.participant_id
        desk.record(
            session,
            "assessment.restore" if back else "assessment.remove",
            subject=assessment_id,
        )
    return Change(CHANGED, (person,))


@allowed(Act.SEE_PARTICIPANTS)
def list_assessments(desk: Desk, participant_id: UUID) -> list[Taking]:
    """What a participant answered so far, oldest first."""
    with desk.store.read() as connection:
        takings = connection.execute(
            select(Assessment.id, Assessment.instrument, Assessment.taken_on, Worker.name)
            .join(Worker, Worker.id == Assessment.worker_id)
            .where(Assessment.participant_id == participant_id, Assessment.removed_at.is_(None))
            .order_by(Assessment.taken_on, *as_written(Assessment.created_at))
        ).all()
        said: dict[UUID, list[tuple[str, int | None, bool]]] = {}
        for assessment_id, item, value, declined in connection.execute(
            select(
                AssessmentAnswer.assessment_id,
                AssessmentAnswer.item,
                AssessmentAnswer.value,
                AssessmentAnswer.declined,
            ).where(AssessmentAnswer.assessment_id.in_([row.id for row in takings]))
        ):
            said.setdefault(assessment_id, []).append((item, value, declined))
    return [
        Taking(
            row.id,
            row.instrument,
            row.name,
            Answers(
                row.taken_on,
                {item: value for item, value, _ in said.get(row.id, []) if value is not None},
                frozenset(item for item, _, declined in said.get(row.id, []) if declined),
            ),
        )
        for row in takings
    ]
