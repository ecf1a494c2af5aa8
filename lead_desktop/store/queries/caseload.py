"""The caseload: participants with every derived fact, from one statement.

Its cost follows the people shown, not the length of the history: each fact is a seek in an
index that begins with the participant.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row

from lead_desktop.domain.codes import (
    AppointmentStatus,
    DiversionOutcome,
    ParticipantStatus,
    Phase,
    WorkerPart,
)
from lead_desktop.domain.consent.disclosure import OPENING
from lead_desktop.domain.people.cadence import (
    PLACE_EVENTS,
    cadence_for,
    need_key,
    state_of,
    with_role_clocks,
)
from lead_desktop.domain.people.caseload import NO_END, SEPARATOR, CaseloadFacts, CaseloadRow
from lead_desktop.domain.people.names import fold_name, parse_number, phone_digits
from lead_desktop.domain.people.stage import ENDED, View
from lead_desktop.domain.plan.linkage import LADDER
from lead_desktop.domain.referral.incident_clock import (
    Deadline,
    OpenIncident,
    StoppedClock,
    deadlines_of,
)
from lead_desktop.store.queries.standing import altered_bound, in_force
from lead_desktop.store.queries.viewer import Viewer as Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import members, stored_instant, stored_local_day

DIGITS_TO_FIND = 3
"""So many digits of a phone must be typed before numbers are searched."""


def list_caseload(
    connection: Connection,
    viewer: Viewer,
    *,
    view: View | None = None,
    participant_id: UUID | None = None,
    find: str = "",
    need_first: bool = True,
) -> list[CaseloadRow]:
    """Participants with their derived facts.

    view: one of the ready-made views, None for everybody. find: part of a name, alias, number or
    phone. need_first: most needed first; otherwise in the order in which people came.
    """
    conditions = [*_IN_VIEW[view], f"p.id NOT IN {HIDDEN}"]
    bounds: dict[str, object] = {
        **bounds_of(viewer),
        "worker": viewer.worker_id.hex,
        "now": stored_instant(viewer.now),
        "today": viewer.today.isoformat(),
        "legal": viewer.legal,
        "altered": altered_bound(connection),
    }
    if participant_id is not None:
        conditions.append("p.id = :participant")
        bounds["participant"] = participant_id.hex
    if find.strip():
        conditions.append(_FOUND)
        bounds |= _find_bounds(find)
    query = f"{_SELECT} WHERE {' AND '.join(conditions)} ORDER BY p.number"
    found = connection.exec_driver_sql(query, bounds).all()
    rows = _rows(found, viewer, _open_incidents(connection, viewer))
    if view is View.PAST_CADENCE:
        rows = [row for row in rows if row.cadence.days_past > 0]
    if view is View.AWAY:
        away = (ParticipantStatus.INACTIVE_CUSTODY, ParticipantStatus.INACTIVE_FACILITY)
        rows = [row for row in rows if row.place or row.status in away]
    if need_first:
        rows.sort(key=lambda row: need_key(row.cadence))
    return rows


def _codes(members: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{member.value}'" for member in members)


def _reached_by(worker: str) -> str:
    """The last contact in which a worker reached the person; looked up only for an agreed clock."""
    return f"""(SELECT reached.occurred_at FROM contact_participant AS reached
         JOIN contact_worker ON contact_worker.contact_id = reached.contact_id
          AND contact_worker.worker_id = {worker}
        WHERE reached.participant_id = p.id AND reached.standing = 'reached'
        ORDER BY reached.occurred_at DESC LIMIT 1)"""


# Written as SQL and not with SQLAlchemy's expressions: compiling those for thirty columns took as
# long again as opening the vault and reading 500 people. Codes come from the domain, values are
# bound, and a test holds the columns to CaseloadFacts. Values are handed on as they are stored.
# Joining through `rowid` spares a second seek, through the index of identifiers.
_SELECT = f"""
SELECT p.id, p.number, p.external_id, p.preferred_name, p.legal_first_name, p.legal_last_name,
       p.pronouns, p.date_of_birth, p.status, p.status_since, p.phase, p.enrolled_on,
       p.cadence_days, p.name_key,
       coalesce(cm_worker.name, cm.worker_text) AS case_manager,
       coalesce(peer_worker.name, peer.worker_text) AS peer,
       coalesce(cm.worker_id = :worker, FALSE) OR coalesce(peer.worker_id = :worker, FALSE) AS mine,
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'reached') AS reached_at,
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'attempted') AS attempted_at,
       (SELECT count(*) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'attempted' AND occurred_at > coalesce(
               (SELECT max(occurred_at) FROM contact_participant
                 WHERE participant_id = p.id AND standing = 'reached'), '')) AS attempts_since,
       (SELECT group_concat(status, '{SEPARATOR}') FROM linkage
         WHERE participant_id = p.id AND status IN ({_codes(LADDER)})) AS linkages,
       (SELECT group_concat(name, '{SEPARATOR}') FROM participant_alias
         WHERE participant_id = p.id) AS aliases,
       (SELECT group_concat(digits, '{SEPARATOR}') FROM participant_phone
         WHERE participant_id = p.id) AS digits,
       (SELECT min(coalesce(expires_on, '{NO_END}')) FROM consent
         WHERE participant_id = p.id AND kind IN ({_codes(sorted(OPENING))})
           AND {in_force("consent")}) AS consent_end,
       EXISTS (SELECT 1 FROM safety_note
                WHERE participant_id = p.id AND review_by >= :today AND ended_at IS NULL) AS safety,
       event.kind AS event_kind, event.occurred_at AS event_at,
       appointment.title AS appointment, appointment.starts_at,
       task.words AS task, task.due_on AS task_due,
       CASE WHEN p.status = '{ParticipantStatus.INACTIVE_LOST.value}'
              OR p.case_manager_days OR p.peer_days THEN
           coalesce((SELECT max("on") FROM search WHERE participant_id = p.id), '')
           || '{SEPARATOR}' || coalesce(p.case_manager_days, '')
           || '{SEPARATOR}' || coalesce({_reached_by("cm.worker_id")}, '')
           || '{SEPARATOR}' || coalesce(p.peer_days, '')
           || '{SEPARATOR}' || coalesce({_reached_by("peer.worker_id")}, '') END AS clocks
  FROM participant AS p
  LEFT JOIN assignment AS cm ON cm.participant_id = p.id AND cm.to_on IS NULL
        AND cm.part = '{WorkerPart.CASE_MANAGER.value}'
  LEFT JOIN worker AS cm_worker ON cm_worker.id = cm.worker_id
  LEFT JOIN assignment AS peer ON peer.participant_id = p.id AND peer.to_on IS NULL
        AND peer.part = '{WorkerPart.PEER.value}'
  LEFT JOIN worker AS peer_worker ON peer_worker.id = peer.worker_id
  LEFT JOIN event ON event.rowid = (
        SELECT rowid FROM event
         WHERE participant_id = p.id AND ended_at IS NULL AND kind IN ({_codes(PLACE_EVENTS)})
           AND struck_at IS NULL
         ORDER BY occurred_at DESC LIMIT 1)
  LEFT JOIN appointment ON appointment.rowid = (
        SELECT rowid FROM appointment
         WHERE participant_id = p.id AND starts_at >= :now AND (:legal OR NOT court)
           AND status = '{AppointmentStatus.PLANNED.value}'
         ORDER BY starts_at LIMIT 1)
  LEFT JOIN task ON task.rowid = (
        SELECT rowid FROM task
         WHERE participant_id = p.id AND done_at IS NULL
         ORDER BY due_on LIMIT 1)
"""

_OPEN = f"p.status NOT IN ({_codes(sorted(ENDED))})"
_NEW = (ParticipantStatus.REFERRED, ParticipantStatus.SCREENING)
_IN_VIEW: dict[View | None, tuple[str, ...]] = {
    None: (),
    View.CLOSED: (f"p.status IN ({_codes(sorted(ENDED))})",),
    # Through the index on a worker's open assignments, so that the cost is that of one desk.
    View.MINE: (
        _OPEN,
        "p.id IN (SELECT participant_id FROM assignment"
        " WHERE worker_id = :worker AND to_on IS NULL)",
    ),
    View.TEAM: (_OPEN,),
    View.NEW: (f"p.status IN ({_codes(_NEW)})",),
    View.UNASSIGNED: (_OPEN, "cm.id IS NULL"),
    View.TO_FIND: (f"p.status = '{ParticipantStatus.INACTIVE_LOST.value}'",),
    # These two are narrowed by what is judged after reading.
    View.PAST_CADENCE: (_OPEN,),
    View.AWAY: (_OPEN,),
}
_FOUND = """(instr(p.name_key, :name) OR p.external_id = :external_id OR p.number = :number
    OR :digits <> '' AND EXISTS (SELECT 1 FROM participant_phone
        WHERE participant_id = p.id AND instr(digits, :digits)))"""


def _find_bounds(find: str) -> dict[str, object]:
    digits = phone_digits(find)
    return {
        "name": fold_name(find),
        "external_id": find.strip(),
        "number": parse_number(find),
        "digits": digits if len(digits) >= DIGITS_TO_FIND else "",
    }


_INCIDENTS = f"""
SELECT i.participant_id, i.occurred_on, i.hold_until, i.stopped_days, i.stopped_since
  FROM diverted_incident AS i WHERE i.outcome = '{DiversionOutcome.PENDING.value}'
"""


def _open_incidents(connection: Connection, viewer: Viewer) -> dict[str, list[OpenIncident]]:
    """Diverted incidents without an outcome by participant; none for who sees no legal detail."""
    found: dict[str, list[OpenIncident]] = {}
    for person, on, hold, stood, since in (
        connection.exec_driver_sql(_INCIDENTS) if viewer.legal else ()
    ):
        stopped = StoppedClock(stood, date.fromisoformat(since) if since else None)
        until = date.fromisoformat(hold) if hold else None
        found.setdefault(person, []).append(OpenIncident(date.fromisoformat(on), until, stopped))
    return found


def _rows(
    records: Iterable[Row[Any]], viewer: Viewer, incidents: dict[str, list[OpenIncident]]
) -> list[CaseloadRow]:
    """Judge each participant's cadence, the one thing that a list is ordered by."""
    zone, today = viewer.zone, viewer.today
    rows = []
    for facts in map(CaseloadFacts._make, records):
        reached, attempted = facts.reached_at, facts.attempted_at
        since = date.fromisoformat(facts.enrolled_on or facts.status_since)
        searched = None
        clocks = facts.clocks
        if clocks is not None and facts.status == ParticipantStatus.INACTIVE_LOST:
            since = date.fromisoformat(facts.status_since)
            searched = clocks.partition(SEPARATOR)[0]
        state = state_of(
            cadence_for(
                _STATUS[facts.status],
                _PHASE[facts.phase],
                agreed_days=facts.cadence_days,
                place=_PLACE[facts.event_kind] if facts.event_kind else None,
            ),
            today=today,
            reached_on=stored_local_day(reached, zone) if reached else None,
            attempted_on=stored_local_day(attempted, zone) if attempted else None,
            attempts_since=facts.attempts_since,
            since=since,
            searched_on=date.fromisoformat(searched) if searched else None,
        )
        if clocks is not None:
            state = with_role_clocks(state, _role_clocks(facts, zone), today=today, since=since)
        hanging = incidents.get(facts.id)
        deadlines: tuple[Deadline, ...] = ()
        if hanging:
            status = _STATUS[facts.status]
            deadlines = deadlines_of(hanging, status, today, viewer.intake_days)
        rows.append(CaseloadRow(facts, state, today, zone, deadlines))
    return rows


def _role_clocks(facts: CaseloadFacts, zone: ZoneInfo) -> list[tuple[WorkerPart, int, date | None]]:
    """The clocks agreed for one role; none while the person is not active or is away."""
    if facts.status != ParticipantStatus.ACTIVE or facts.event_kind or facts.clocks is None:
        return []
    _, manager_days, manager_reached, peer_days, peer_reached = facts.clocks.split(SEPARATOR)
    return [
        (part, int(days), stored_local_day(reached, zone) if reached else None)
        for part, days, reached in (
            (WorkerPart.CASE_MANAGER, manager_days, manager_reached),
            (WorkerPart.PEER, peer_days, peer_reached),
        )
        if days
    ]


_STATUS = members(ParticipantStatus)
_PHASE = members(Phase)
_PLACE = {kind.value: place for kind, place in PLACE_EVENTS.items()}
