"""Medication, so that the team knows when it runs out. For the team alone: it is on no paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.base.errors import FieldProblem, InvalidInput
from lead_desktop.domain.codes import MedicationKind
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.upkeep import HarmReduction, MedicationLine, check_medication
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.services.rows import required
from lead_desktop.store.queries.upkeep import last_kit_and_overdose
from lead_desktop.store.queries.visibility import seen_by
from lead_desktop.store.tables import Medication, Participant, Worker

TOPICS = frozenset({Topic.PARTICIPANTS, Topic.TASKS})


@dataclass(frozen=True)
class AddMedication:
    """A medication and the day on which it runs out. refill_of: the row that this one follows."""

    id: UUID
    participant_id: UUID
    kind: MedicationKind
    runs_out_on: date
    words: str = ""
    refill_of: UUID | None = None


@allowed(Act.EDIT_PERSON)
def add_medication(desk: Desk, command: AddMedication) -> Change:
    """Write a medication down, or its refill. Raises InvalidInput by field; the same id twice is
    one."""
    problems = check_medication(
        command.kind, command.words, command.runs_out_on, desk.clock.today()
    )
    if problems:
        raise InvalidInput(*problems)
    now = desk.clock.now()
    with desk.store.write() as session:
        required(session, Participant, command.participant_id)
        if session.get(Medication, command.id) is None:
            if command.refill_of is not None:
                before = required(session, Medication, command.refill_of)
                if before.participant_id != command.participant_id:
                    raise InvalidInput(FieldProblem("refill_of", "It is another participant's."))
                before.ended_at = before.updated_at = now
            session.add(
                Medication(
                    id=command.id,
                    participant_id=command.participant_id,
                    worker_id=desk.worker.id,
                    kind=command.kind,
                    words=command.words.strip(),
                    runs_out_on=command.runs_out_on,
                    refill_of_id=command.refill_of,
                    created_at=now,
                    updated_at=now,
                )
            )
            _record(session, desk, "medication.add", command.participant_id, command.id)
    return Change(TOPICS, (command.participant_id,), "Written down")


@allowed(Act.EDIT_PERSON)
def remove_medication(desk: Desk, medication_id: UUID) -> Change:
    """Undo `add_medication`: what it was a refill of runs out on its day again."""
    with desk.store.write() as session:
        row = required(session, Medication, medication_id)
        if row.refill_of_id is not None:
            before = required(session, Medication, row.refill_of_id)
            before.ended_at, before.updated_at = None, desk.clock.now()
        person = row.participant_id
        session.delete(row)
        _record(session, desk, "medication.remove", person, medication_id)
    return Change(TOPICS, (person,))


@allowed(Act.EDIT_PERSON)
def end_medication(desk: Desk, medication_id: UUID) -> Change:
    """It is no longer taken, or somebody else looks after it."""
    return _mark(desk, medication_id, ended=True)


@allowed(Act.EDIT_PERSON)
def reopen_medication(desk: Desk, medication_id: UUID) -> Change:
    """Undo `end_medication`."""
    return _mark(desk, medication_id, ended=False)


def _mark(desk: Desk, medication_id: UUID, *, ended: bool) -> Change:
    now = desk.clock.now()
    with desk.store.write() as session:
        row = required(session, Medication, medication_id)
        row.ended_at, row.updated_at = (now if ended else None), now
        action = "medication.end" if ended else "medication.reopen"
        _record(session, desk, action, row.participant_id, medication_id)
        person = row.participant_id
    return Change(TOPICS, (person,), "No longer taken" if ended else "")


@allowed(Act.SEE_PARTICIPANTS)
def read_harm_reduction(desk: Desk, participant_id: UUID) -> HarmReduction:
    """The last naloxone kit, the last overdose, and the medication that is taken now."""
    with desk.store.read() as connection:
        kit_on, overdose_on = last_kit_and_overdose(connection, desk.viewer, participant_id)
    taken = (line for line in list_medications(desk, participant_id) if not line.ended)
    return HarmReduction(kit_on, overdose_on, tuple(taken))


@allowed(Act.SEE_PARTICIPANTS)
def list_medications(desk: Desk, participant_id: UUID | None = None) -> tuple[MedicationLine, ...]:
    """Every medication of a participant, or of everybody whom the worker may see, by the day on
    which it runs out."""
    query = (
        select(
            Medication.id,
            Medication.participant_id,
            Medication.kind,
            Medication.words,
            Medication.runs_out_on,
            Worker.name,
            Medication.ended_at.is_not(None),
        )
        .join(Worker, Worker.id == Medication.worker_id)
        .where(
            seen_by(Medication.participant_id, desk.viewer)
            if participant_id is None
            else Medication.participant_id == participant_id
        )
        .order_by(Medication.runs_out_on, Medication.id)
    )
    with desk.store.read() as connection:
        return tuple(MedicationLine(*row) for row in connection.execute(query))


def _record(session: Session, desk: Desk, action: str, person: UUID, medication: UUID) -> None:
    desk.record(session, action, subject=person, detail={"medication": str(medication)})
