"""What the measures of contacts, people and lives are counted from. One statement a fact.

Everywhere `mine` narrows to the viewer's own: contacts in which they took part, people whose team
they are in. Nobody who is hidden from the viewer is in any of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    LifeArea,
    NeedStatus,
    ParticipantStatus,
    Phase,
    PlaceType,
    Supply,
)
from lead_desktop.domain.contacts.contact import SUBSTANTIVE_MINUTES, SUBSTANTIVE_NOTE
from lead_desktop.domain.measures import Share
from lead_desktop.domain.measures.contacts import ContactGroup
from lead_desktop.domain.measures.handoffs import Direction, HandoffTimes
from lead_desktop.domain.measures.lives import DatedAnswers, DatedValue
from lead_desktop.domain.measures.people import PersonStory
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.people.status import StatusStep
from lead_desktop.domain.plan.assessment import Answers
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import members, read_instant, read_known_id, stored_instant

_MODES, _PLACES = members(ContactMode), members(PlaceType)
_KINDS, _OUTCOMES = members(ContactKind), members(ContactOutcome)
_STATUSES, _PHASES = members(ParticipantStatus), members(Phase)

_SHOWN = f"""EXISTS (SELECT 1 FROM contact_participant
        WHERE contact_id = c.id AND participant_id NOT IN {HIDDEN})
   AND (NOT :mine OR EXISTS (SELECT 1 FROM contact_worker
        WHERE contact_id = c.id AND worker_id = :worker))"""
_PEOPLE = f"""p.id NOT IN {HIDDEN} AND (NOT :mine OR p.id IN (
        SELECT participant_id FROM assignment WHERE worker_id = :worker AND to_on IS NULL))"""

# Grouped in the store: a year of a large vault is 100,000 contacts and a few hundred groups.
_CONTACTS = f"""
SELECT c.mode, c.place_type, c.kind, c.outcome,
       coalesce(c.minutes, 0) >= {SUBSTANTIVE_MINUTES} AS long,
       EXISTS (SELECT 1 FROM contact_purpose WHERE contact_id = c.id) AS purposeful,
       length(c.note) >= {SUBSTANTIVE_NOTE} AS told,
       count(*)
  FROM contact AS c
 WHERE c.occurred_at >= :starts AND c.occurred_at < :ends AND c.struck_at IS NULL AND {_SHOWN}
 GROUP BY 1, 2, 3, 4, 5, 6, 7
"""
_SUPPLIES = f"""
SELECT s.supply, sum(s.quantity) FROM contact AS c
  JOIN contact_supply AS s ON s.contact_id = c.id
 WHERE c.occurred_at >= :starts AND c.occurred_at < :ends AND c.struck_at IS NULL AND {_SHOWN}
 GROUP BY s.supply
"""
# Whoever has no history stands since the beginning where they stand.
_PERSONS = f"""
SELECT p.id, s.from_status, coalesce(s.to_status, p.status),
       coalesce(s.effective_on, p.status_since), coalesce(s.phase, p.phase), s.reason_code,
       s.undone_at IS NOT NULL,
       EXISTS (SELECT 1 FROM contact_participant WHERE participant_id = p.id
           AND standing = 'reached' AND occurred_at >= :starts AND occurred_at < :ends)
  FROM participant AS p LEFT JOIN status_change AS s ON s.participant_id = p.id
 WHERE {_PEOPLE}
 ORDER BY p.id, s.created_at, s.rowid
"""
_REFERRED = f"""
SELECT DISTINCT p.id FROM referral AS r JOIN participant AS p ON p.id = r.participant_id
 WHERE r.received_at >= :starts AND r.received_at < :ends AND {_PEOPLE}
"""
_VALUES = f"""
SELECT p.id, o.area, o.value, o."on" FROM outcome_change AS o
  JOIN participant AS p ON p.id = o.participant_id
 WHERE o.struck_at IS NULL AND o."on" <= :last AND o.area <> '{LifeArea.LEGAL.value}' AND {_PEOPLE}
 ORDER BY o."on", o.created_at, o.rowid
"""
_ANSWERS = f"""
SELECT a.id, p.id, a.instrument, a.taken_on, w.item, w.value FROM assessment AS a
  JOIN participant AS p ON p.id = a.participant_id
  JOIN assessment_answer AS w ON w.assessment_id = a.id AND w.value IS NOT NULL
 WHERE a.removed_at IS NULL AND a.taken_on <= :last AND {_PEOPLE}
 ORDER BY a.taken_on, a.created_at, a.rowid
"""
_MET = f"('{NeedStatus.MET.value}', '{NeedStatus.PARTLY_MET.value}')"
_NEEDS = f"""
SELECT count(*), coalesce(sum(met), 0) FROM (
    SELECT max(n.status IN {_MET}) AS met FROM need AS n
      JOIN participant AS p ON p.id = n.participant_id
     WHERE n.identified_on BETWEEN :first AND :last AND {_PEOPLE}
     GROUP BY p.id)
"""

_CALLED = "coalesce(h.called_at, h.arrived_at)"
_HANDOFFS = f"""
SELECT 0, r.handoff_called_at, r.handoff_arrived_at FROM referral AS r
  JOIN participant AS p ON p.id = r.participant_id
 WHERE r.handoff_called_at >= :starts AND r.handoff_called_at < :ends AND {_PEOPLE}
UNION ALL
SELECT 1, h.called_at, h.arrived_at FROM handoff AS h
  JOIN linkage_change AS s ON s.id = h.id AND s.undone_at IS NULL
  JOIN participant AS p ON p.id = h.participant_id
 WHERE {_CALLED} >= :starts AND {_CALLED} < :ends AND {_PEOPLE}
"""


def group_contacts(
    connection: Connection, viewer: Viewer, parts: Sequence[Span], *, mine: bool
) -> list[ContactGroup]:
    """The contacts of each part of a span, alike ones together."""
    groups = []
    for place, part in enumerate(parts):
        for row in connection.exec_driver_sql(_CONTACTS, _bounds(viewer, part, mine)):
            mode, where, kind, outcome, long, purposeful, told, count = row
            groups.append(
                ContactGroup(
                    place,
                    _MODES[mode],
                    _PLACES[where] if where else None,
                    _KINDS[kind],
                    _OUTCOMES[outcome],
                    bool(long),
                    bool(purposeful),
                    bool(told),
                    count,
                )
            )
    return groups


def count_supplies(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool
) -> dict[Supply, int]:
    """How many of each thing were handed out in a span."""
    rows = connection.exec_driver_sql(_SUPPLIES, _bounds(viewer, span, mine))
    return {Supply(supply): count for supply, count in rows}


def list_person_stories(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool
) -> list[PersonStory]:
    """Everybody with their way through the statuses, and whether they were reached in a span."""
    rows = connection.exec_driver_sql(_PERSONS, _bounds(viewer, span, mine))
    stories = []
    for who, group in groupby(rows, key=lambda row: row[0]):
        steps, reached = [], False
        for _, before, to, on, phase, reason, undone, met in group:
            steps.append(
                StatusStep(
                    _STATUSES[before] if before else None,
                    _STATUSES[to],
                    date.fromisoformat(on),
                    _PHASES[phase],
                    reason or "",
                    undone=bool(undone),
                )
            )
            reached = bool(met)
        stories.append(PersonStory(read_known_id(who), tuple(steps), reached))
    return stories


def list_referred(connection: Connection, viewer: Viewer, span: Span, *, mine: bool) -> list[UUID]:
    """Who was referred in a span, by whatever door and with whatever result."""
    rows = connection.exec_driver_sql(_REFERRED, _bounds(viewer, span, mine))
    return [read_known_id(who) for (who,) in rows]


def list_dated_values(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool
) -> list[DatedValue]:
    """Dated changes in lives up to the end of a span, those of the law left out."""
    rows = connection.exec_driver_sql(_VALUES, _bounds(viewer, span, mine))
    return [
        DatedValue(read_known_id(who), LifeArea(area), value, date.fromisoformat(on))
        for who, area, value, on in rows
    ]


def list_dated_answers(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool
) -> list[DatedAnswers]:
    """What people answered up to the end of a span; declined is no answer."""
    rows = connection.exec_driver_sql(_ANSWERS, _bounds(viewer, span, mine))
    takings = []
    for (_, who, instrument, day), group in groupby(rows, key=lambda row: tuple(row[:4])):
        answers = Answers(date.fromisoformat(day), {row[4]: row[5] for row in group})
        takings.append(DatedAnswers(read_known_id(who), instrument, answers))
    return takings


def list_handoffs(
    connection: Connection, viewer: Viewer, span: Span, *, mine: bool
) -> list[HandoffTimes]:
    """The warm hand-offs called in a span, into the program and on to services."""
    rows = connection.exec_driver_sql(_HANDOFFS, _bounds(viewer, span, mine))
    return [
        HandoffTimes(
            Direction.OUT if out else Direction.IN,
            read_instant(called) if called else None,
            read_instant(arrived) if arrived else None,
        )
        for out, called, arrived in rows
    ]


def share_of_needs_met(connection: Connection, viewer: Viewer, span: Span, *, mine: bool) -> Share:
    """Of the people with a need agreed in a span, those with at least one met, also in part."""
    people, met = connection.exec_driver_sql(_NEEDS, _bounds(viewer, span, mine)).one()
    return Share(met, people)


def _bounds(viewer: Viewer, span: Span, mine: bool) -> dict[str, object]:
    return {
        "mine": mine,
        "worker": viewer.worker_id.hex,
        "starts": stored_instant(day_start(span.first, viewer.zone)),
        "ends": stored_instant(day_end(span.last, viewer.zone)),
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        **bounds_of(viewer),
    }
