"""When each plan was last looked at together, and the medication of some."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import MedicationKind, ParticipantStatus, WorkerPart
from lead_desktop.store.tables import Assignment, Medication, Participant, PlanReview

_TAKEN = (MedicationKind.BUPRENORPHINE, MedicationKind.NALTREXONE, MedicationKind.METHADONE)
_SPREAD = 94
"""Looks lie up to so many days back: for a few people longer than the program wants."""


def add_looks(session: Session, rows: Rows, days: Days) -> None:
    """For everybody who is active and has a case manager, by turns."""
    people = session.execute(
        select(Participant.id, Participant.enrolled_on, Assignment.worker_id)
        .join(Assignment, Assignment.participant_id == Participant.id)
        .where(
            Participant.status == ParticipantStatus.ACTIVE,
            Participant.enrolled_on.is_not(None),
            Assignment.part == WorkerPart.CASE_MANAGER,
            Assignment.to_on.is_(None),
            Assignment.worker_id.is_not(None),
        )
        .order_by(Participant.number)
    )
    for turn, (person, enrolled_on, worker) in enumerate(people):
        ago = turn * 37 % _SPREAD
        if enrolled_on is not None and days.day(ago) >= enrolled_on:
            rows.add_stamped(
                PlanReview,
                days.past(ago, 9, 10),
                participant_id=person,
                worker_id=worker,
                reviewed_on=days.day(ago),
            )
        if turn % 5 == 0:
            rows.add_stamped(
                Medication,
                days.past(ago, 9, 15),
                participant_id=person,
                worker_id=worker,
                kind=_TAKEN[turn // 5 % len(_TAKEN)],
                words="",
                runs_out_on=days.day(-(4 + turn * 4 % 26)),
            )
    rows.write(session)
