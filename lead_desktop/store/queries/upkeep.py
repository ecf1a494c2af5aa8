"""What runs out or grows old about people who are with the program, found by seeks.

Medication by its day; the newest naloxone kit and the newest look at a plan by the person. What
is due is judged by domain/worklist/upkeep.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy import Connection, Row

from lead_desktop.base.clock import day_end
from lead_desktop.domain.codes import (
    EventKind,
    MedicationKind,
    ParticipantStatus,
    Supply,
    TaskKind,
)
from lead_desktop.domain.people.status import INACTIVE
from lead_desktop.domain.worklist import upkeep as rules
from lead_desktop.domain.worklist.duties import Duty
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.stored import stored_local_day

_ACTIVE = ParticipantStatus.ACTIVE.value
_OUTSIDE = ", ".join(
    f"'{status.value}'"
    for status in sorted(
        INACTIVE - {ParticipantStatus.INACTIVE_CUSTODY} | {ParticipantStatus.ACTIVE}
    )
)

_MEDICATION = """
SELECT m.id, m.participant_id, m.kind, m.words, m.runs_out_on, {whose}
  FROM medication AS m JOIN participant ON participant.id = m.participant_id
 WHERE m.ended_at IS NULL AND m.runs_out_on BETWEEN :ran_out AND :runs_out AND {ours}
"""
_KITS = f"""
SELECT participant.id, participant.given_at, {{whose}}
  FROM (SELECT id, status, preferred_name,
               (SELECT given.occurred_at FROM contact_participant AS given
                  JOIN contact_supply ON contact_supply.contact_id = given.contact_id
                   AND contact_supply.supply = '{Supply.NALOXONE_KIT.value}'
                 WHERE given.participant_id = participant.id AND given.standing <> 'none'
                 ORDER BY given.occurred_at DESC LIMIT 1) AS given_at
          FROM participant WHERE status IN ({_OUTSIDE})) AS participant
 WHERE participant.given_at IS NOT NULL AND participant.given_at < :old_kit
   AND NOT EXISTS (SELECT 1 FROM event WHERE event.participant_id = participant.id
                      AND ended_at IS NULL AND kind = '{EventKind.JAIL_BOOKED.value}'
                      AND struck_at IS NULL)
   AND {{ours}}
"""
_PLANS = f"""
SELECT participant.id, participant.came, {{whose}},
       max((SELECT coalesce(max(updated_at), '') FROM need
             WHERE participant_id = participant.id),
           (SELECT coalesce(max(updated_at), '') FROM goal
             WHERE participant_id = participant.id),
           (SELECT coalesce(max(goal_step.updated_at), '') FROM goal
              JOIN goal_step ON goal_step.goal_id = goal.id
             WHERE goal.participant_id = participant.id)) AS written_at,
       max((SELECT coalesce(max(taken_on), '') FROM assessment
             WHERE participant_id = participant.id AND removed_at IS NULL),
           (SELECT coalesce(max(done_on), '') FROM timeline_mark
             WHERE participant_id = participant.id),
           (SELECT coalesce(max(reviewed_on), '') FROM plan_review
             WHERE participant_id = participant.id)) AS looked_on
  FROM (SELECT id, status, preferred_name, coalesce(enrolled_on, status_since) AS came
          FROM participant WHERE status = '{_ACTIVE}') AS participant
 WHERE participant.came <= :plan_since AND {{ours}}
"""


def list_upkeep(
    connection: Connection, viewer: Viewer, bounds: Mapping[str, object], whose: str, ours: str
) -> Iterator[Duty]:
    """What is due. whose, ours: the columns and conditions that name whose it is and whom it may
    be about, with what `bounds` binds them to."""
    clocks, today = viewer.upkeep, viewer.today
    named = {"whose": whose, "ours": ours}
    bound = {
        **bounds,
        "ran_out": (today - timedelta(days=rules.FOLLOWED_AFTER)).isoformat(),
        "runs_out": (today + timedelta(days=clocks.medication_days)).isoformat(),
        "old_kit": f"{rules.months_after(today, -clocks.naloxone_months) + timedelta(days=1)}",
        "plan_since": (today - timedelta(days=clocks.plan_days)).isoformat(),
    }

    def rows(query: str) -> Iterable[Row[Any]]:
        return connection.exec_driver_sql(query.format(**named), bound)

    if clocks.medication_days:
        yield from _medication(rows(_MEDICATION), viewer)
    if clocks.naloxone_months:
        yield from _kits(rows(_KITS), viewer)
    if clocks.plan_days:
        yield from _plans(rows(_PLANS), viewer)


_LAST_KIT = f"""
SELECT given.occurred_at FROM contact_participant AS given
  JOIN contact_supply ON contact_supply.contact_id = given.contact_id
   AND contact_supply.supply = '{Supply.NALOXONE_KIT.value}'
 WHERE given.participant_id = ? AND given.standing <> 'none'
 ORDER BY given.occurred_at DESC LIMIT 1
"""
_LAST_OVERDOSE = f"""
SELECT max(occurred_at) FROM event WHERE participant_id = ?
   AND kind = '{EventKind.OVERDOSE_NONFATAL.value}' AND struck_at IS NULL
"""


def last_kit_and_overdose(
    connection: Connection, viewer: Viewer, participant_id: UUID
) -> tuple[date | None, date | None]:
    """When a naloxone kit was last given to somebody, and their last overdose."""
    person = (participant_id.hex,)
    kit = connection.exec_driver_sql(_LAST_KIT, person).scalar()
    overdose = connection.exec_driver_sql(_LAST_OVERDOSE, person).scalar()
    return (
        stored_local_day(kit, viewer.zone) if kit else None,
        stored_local_day(overdose, viewer.zone) if overdose else None,
    )


def _medication(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        day = date.fromisoformat(row.runs_out_on)
        name = row.words or MedicationKind(row.kind).label
        why = rules.medication_words(name, day, viewer.today, viewer.upkeep)
        if why is not None:
            yield _duty(TaskKind.MEDICATION, row, row.participant_id, day, why, viewer)


def _kits(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        given_on = stored_local_day(row.given_at, viewer.zone)
        why = rules.naloxone_words(given_on, viewer.today, viewer.upkeep)
        due = rules.naloxone_due(given_on, viewer.upkeep)
        if why is not None and due is not None:
            yield _duty(TaskKind.NALOXONE_OLD, row, row.id, due, why, viewer)


def _plans(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        came = date.fromisoformat(row.came)
        written = stored_local_day(row.written_at, viewer.zone) if row.written_at else came
        looked = date.fromisoformat(row.looked_on) if row.looked_on else came
        last = max(came, written, looked)
        ever = bool(row.written_at or row.looked_on)
        why = rules.review_words(last, viewer.today, viewer.upkeep, ever=ever)
        due = rules.review_due(last, viewer.upkeep)
        if why is not None and due is not None:
            yield _duty(TaskKind.PLAN_REVIEW, row, row.id, due, why, viewer)


def _duty(kind: TaskKind, row: Row[Any], person: str, day: date, why: str, viewer: Viewer) -> Duty:
    own = kind is TaskKind.MEDICATION
    # Of others the day is part of the cause: the next look at a plan is another thing.
    subject = UUID(row.id) if own else uuid5(NAMESPACE_OID, f"{kind}:{person}:{day}")
    return Duty(
        kind,
        UUID(person),
        subject,
        day_end(day, viewer.zone),
        why,
        day < viewer.today,
        participant=row.participant,
        mine=bool(row.mine),
    )
