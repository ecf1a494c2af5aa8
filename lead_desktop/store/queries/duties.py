"""What is due because of something that happened: follow-ups, stays, safety notes, the lost; and
what runs out or grows old (`upkeep`).

Each part starts from what is recent or open, through an index, and looks up the rest by seeks;
whether something is due is judged by domain/worklist/duties.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from lead_desktop.base.clock import day_end
from lead_desktop.domain.codes import EventKind, ParticipantStatus, SafetyKind, TaskKind
from lead_desktop.domain.people.cadence import PLACE_EVENTS
from lead_desktop.domain.people.caseload import SEPARATOR
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.worklist import duties as rules
from lead_desktop.domain.worklist.duties import Duty, Happening
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.queries.upkeep import list_upkeep
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import read_instant, stored_instant, stored_local_day


def list_duties(
    connection: Connection,
    viewer: Viewer,
    *,
    participant_id: UUID | None = None,
    mine: bool = False,
) -> list[Duty]:
    """What is due by happenings, the earliest first: of everybody, of one, or of the viewer's own.

    Nothing of anybody whose time with the program has ended.
    """
    bounds: dict[str, object] = {
        **bounds_of(viewer),
        "person": participant_id.hex if participant_id else None,
        "worker": viewer.worker_id.hex,
        "mine": mine,
        "horizon": stored_instant(viewer.now - timedelta(days=rules.SHOWN_DAYS + 2)),
        "now": stored_instant(viewer.now),
        "today": viewer.today.isoformat(),
        "noted": (viewer.today - timedelta(days=rules.SHOWN_DAYS)).isoformat(),
        "ahead": (viewer.today + timedelta(days=rules.REVIEW_AHEAD)).isoformat(),
        "silent": (viewer.today - timedelta(days=rules.PROPOSE_LOST_AFTER)).isoformat(),
    }

    def rows(query: str) -> Iterable[Row[Any]]:
        return connection.exec_driver_sql(query, bounds)

    found = [
        *_follow_ups(rows(_HAPPENED), viewer),
        *_stays(rows(_STAYS), viewer),
        *_notes(rows(_NOTES), viewer),
        *_silent(rows(_SILENT), viewer),
        *list_upkeep(connection, viewer, bounds, _WHOSE, _OURS),
    ]
    return sorted(found, key=lambda duty: (duty.due_at, duty.participant_id))


def _codes(members: Iterable[str]) -> str:
    return ", ".join(f"'{member}'" for member in sorted(members))


_TEAM = "SELECT participant_id FROM assignment WHERE worker_id = :worker AND to_on IS NULL"
_WHOSE = f"participant.preferred_name AS participant, participant.id IN ({_TEAM}) AS mine"
_OURS = f"""participant.status NOT IN ({_codes(ENDED)})
   AND (:person IS NULL OR participant.id = :person)
   AND (NOT :mine OR participant.id IN ({_TEAM}))
   AND participant.id NOT IN {HIDDEN}"""

_HAPPENED = f"""
SELECT happened.id, happened.participant_id, happened.kind, happened.at, participant.status,
       {_WHOSE},
       (SELECT min(occurred_at) FROM contact_participant
         WHERE participant_id = happened.participant_id AND standing = 'reached'
           AND occurred_at >= happened.at) AS reached_at,
       (SELECT min(given.occurred_at) FROM contact_participant AS given
          JOIN contact_supply ON contact_supply.contact_id = given.contact_id
           AND contact_supply.supply = 'NALOXONE_KIT'
         WHERE given.participant_id = happened.participant_id AND given.standing <> 'none'
           AND given.occurred_at >= happened.at) AS naloxone_at,
       EXISTS (SELECT 1 FROM event AS stay
                WHERE stay.participant_id = happened.participant_id AND stay.ended_at IS NULL
                  AND stay.kind = '{EventKind.JAIL_BOOKED.value}' AND stay.struck_at IS NULL
                  AND stay.occurred_at >= happened.at) AS jailed_again
  FROM (SELECT id, participant_id, kind, occurred_at AS at FROM event
         WHERE kind IN ('{EventKind.JAIL_RELEASED.value}', '{EventKind.OVERDOSE_NONFATAL.value}')
           AND occurred_at BETWEEN :horizon AND :now AND struck_at IS NULL
        UNION ALL
        SELECT id, participant_id, kind, ended_at AS at FROM event
         WHERE kind = '{EventKind.JAIL_BOOKED.value}'
           AND ended_at BETWEEN :horizon AND :now AND struck_at IS NULL) AS happened
  JOIN participant ON participant.id = happened.participant_id
 WHERE {_OURS}
"""
_STAYS = f"""
SELECT event.id, event.participant_id, event.kind, event.expected_end_on, {_WHOSE}
  FROM participant JOIN event ON event.participant_id = participant.id
   AND event.ended_at IS NULL AND event.kind IN ({_codes(PLACE_EVENTS)})
 WHERE event.expected_end_on <= :today AND event.struck_at IS NULL AND {_OURS}
"""
_NOTES = f"""
SELECT safety_note.id, safety_note.participant_id, safety_note.kind, safety_note.review_by,
       {_WHOSE}
  FROM safety_note JOIN participant ON participant.id = safety_note.participant_id
 WHERE safety_note.review_by BETWEEN :noted AND :ahead AND safety_note.ended_at IS NULL
   AND {_OURS}
"""
_SILENT = f"""
SELECT participant.id, participant.reached_at, participant.came, {_WHOSE},
       (SELECT group_concat(occurred_at, '{SEPARATOR}') FROM contact_participant
         WHERE participant_id = participant.id AND standing = 'attempted'
           AND occurred_at > coalesce(participant.reached_at, '')) AS tries
  FROM (SELECT id, status, preferred_name, coalesce(enrolled_on, status_since) AS came,
               (SELECT max(occurred_at) FROM contact_participant
                 WHERE participant_id = participant.id AND standing = 'reached') AS reached_at
          FROM participant WHERE status = '{ParticipantStatus.ACTIVE.value}') AS participant
 WHERE coalesce(substr(participant.reached_at, 1, 10), participant.came) <= :silent
   AND NOT EXISTS (SELECT 1 FROM event WHERE event.participant_id = participant.id
                      AND ended_at IS NULL AND kind IN ({_codes(PLACE_EVENTS)})
                      AND struck_at IS NULL)
   AND {_OURS}
"""


def _follow_ups(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    """One duty of a kind for a person, whatever was written down twice: the latest happening's."""
    latest: dict[tuple[str, TaskKind], tuple[Happening, Row[Any]]] = {}
    for row in rows:
        made = Happening(
            participant_id=UUID(row.participant_id),
            event_id=UUID(row.id),
            kind=EventKind(row.kind),
            at=read_instant(row.at),
            status=ParticipantStatus(row.status),
            reached_at=read_instant(row.reached_at) if row.reached_at else None,
            naloxone_at=read_instant(row.naloxone_at) if row.naloxone_at else None,
            jailed_again=bool(row.jailed_again),
        )
        key = (row.participant_id, rules.FOLLOW_UPS[made.kind])
        if key not in latest or latest[key][0].at < made.at:
            latest[key] = made, row
    for happening, row in latest.values():
        duty = rules.follow_up(happening, viewer.now, viewer.zone)
        if duty is not None:
            yield _named(duty, row)


def _named(duty: Duty, row: Row[Any]) -> Duty:
    return replace(duty, participant=row.participant, mine=bool(row.mine))


def _end_of(day: date, viewer: Viewer) -> datetime:
    return day_end(day, viewer.zone)


def _stays(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        day = date.fromisoformat(row.expected_end_on)
        place = PLACE_EVENTS[EventKind(row.kind)]
        duty = rules.expected_end(
            UUID(row.participant_id), UUID(row.id), place, day, viewer.today, _end_of(day, viewer)
        )
        if duty is not None:
            yield _named(duty, row)


def _notes(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        day = date.fromisoformat(row.review_by)
        duty = rules.safety_review(
            UUID(row.participant_id),
            UUID(row.id),
            SafetyKind(row.kind).label,
            day,
            viewer.today,
            _end_of(day, viewer),
        )
        if duty is not None:
            yield _named(duty, row)


def _silent(rows: Iterable[Row[Any]], viewer: Viewer) -> Iterator[Duty]:
    for row in rows:
        person = UUID(row.id)
        zone = viewer.zone
        since = (
            stored_local_day(row.reached_at, zone)
            if row.reached_at
            else date.fromisoformat(row.came)
        )
        waited = (viewer.today - since).days
        tries = row.tries.split(SEPARATOR) if row.tries else []
        tried_days = len({stored_local_day(at, zone) for at in tries})
        if rules.proposes_lost(ParticipantStatus.ACTIVE, None, waited, tried_days):
            why = rules.lost_words(waited, tried_days)
            due = _end_of(viewer.today, viewer)
            yield _named(Duty(TaskKind.PROPOSE_LOST, person, person, due, why, False), row)
