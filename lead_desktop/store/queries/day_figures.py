"""The figures over Today."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import Connection

from lead_desktop.base.clock import day_end, day_start
from lead_desktop.domain.codes import LinkageStatus, Supply
from lead_desktop.domain.people.stage import ENDED
from lead_desktop.domain.worklist.day_figures import (
    FIGURE_DAYS,
    FIRST_SERVICE_DAYS,
    DayFigures,
    median_days,
)
from lead_desktop.store.queries.caseload import Viewer
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import stored_instant, stored_local_day

_ENDED = ", ".join(f"'{status.value}'" for status in sorted(ENDED))
_PEOPLE = f"""
SELECT p.id FROM participant AS p
 WHERE p.status NOT IN ({_ENDED}) AND p.id NOT IN {HIDDEN} AND (:everybody OR p.id IN (
       SELECT participant_id FROM assignment WHERE worker_id = :worker AND to_on IS NULL))
"""
_SHOWN = f"""EXISTS (SELECT 1 FROM contact_participant
        WHERE contact_id = c.id AND participant_id NOT IN {HIDDEN})"""
_CONTACTS = f"""
SELECT c.occurred_at FROM contact AS c
 WHERE c.occurred_at >= :before AND c.occurred_at < :ends AND c.struck_at IS NULL
   AND {_SHOWN} AND (:everybody OR EXISTS (SELECT 1 FROM contact_worker
        WHERE contact_id = c.id AND worker_id = :worker))
"""
_REACHED = f"""
SELECT count(*) AS people, sum(EXISTS (SELECT 1 FROM contact_participant
       WHERE participant_id = q.id AND standing = 'reached' AND occurred_at >= :starts))
  FROM ({_PEOPLE}) AS q
"""
# CROSS, so that it begins with the people: SQLite would walk over every move there ever was.
_MOVES = f"""
SELECT m.to_status, m."on", need.identified_on
  FROM ({_PEOPLE}) AS q CROSS JOIN linkage AS l ON l.participant_id = q.id
 CROSS JOIN need ON need.id = l.need_id
 CROSS JOIN linkage_change AS m ON m.linkage_id = l.id
 WHERE m.to_status IN ('{LinkageStatus.STARTED.value}', '{LinkageStatus.ONGOING.value}')
   AND m.from_status IS NOT m.to_status AND m."on" >= :moves_from
   AND m.undone_at IS NULL
"""
_NALOXONE = f"""
SELECT coalesce(sum(s.quantity), 0) FROM contact AS c
  JOIN contact_supply AS s ON s.contact_id = c.id AND s.supply = '{Supply.NALOXONE_KIT.value}'
 WHERE c.occurred_at >= :starts AND c.occurred_at < :ends AND c.struck_at IS NULL
   AND {_SHOWN} AND (:everybody OR EXISTS (SELECT 1 FROM contact_worker
        WHERE contact_id = c.id AND worker_id = :worker))
"""


def read_day_figures(connection: Connection, viewer: Viewer, *, everybody: bool) -> DayFigures:
    """The figures of the worker and the people they work with, or of the whole team."""
    first = viewer.today - timedelta(days=FIGURE_DAYS - 1)
    bounds = {
        "worker": viewer.worker_id.hex,
        "everybody": everybody,
        "before": stored_instant(day_start(first - timedelta(days=FIGURE_DAYS), viewer.zone)),
        "starts": stored_instant(day_start(first, viewer.zone)),
        "ends": stored_instant(day_end(viewer.today, viewer.zone)),
        "moves_from": (viewer.today - timedelta(days=FIRST_SERVICE_DAYS)).isoformat(),
        **bounds_of(viewer),
    }
    days = Counter(
        stored_local_day(at, viewer.zone) for (at,) in connection.exec_driver_sql(_CONTACTS, bounds)
    )
    people, reached = connection.exec_driver_sql(_REACHED, bounds).one()
    moves = [
        (status, date.fromisoformat(on), date.fromisoformat(need_on))
        for status, on, need_on in connection.exec_driver_sql(_MOVES, bounds)
    ]
    started = [(on, need_on) for status, on, need_on in moves if status == LinkageStatus.STARTED]
    return DayFigures(
        by_day=tuple(
            (day, days[day]) for day in (first + timedelta(days=n) for n in range(FIGURE_DAYS))
        ),
        before=sum(count for day, count in days.items() if day < first),
        reached=int(reached or 0),
        people=int(people),
        connected=sum(1 for on, _ in started if on >= first),
        engaged=sum(1 for s, on, _ in moves if s == LinkageStatus.ONGOING and on >= first),
        to_first_service=median_days([max(0, (on - need_on).days) for on, need_on in started]),
        naloxone=int(connection.exec_driver_sql(_NALOXONE, bounds).scalar() or 0),
    )
