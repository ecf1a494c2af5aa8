"""The worklist: dated facts that ask for something, from one statement, and what was put off.

Each branch is a seek in an index of what is open by its day (or of the worker's own rows), so its
cost follows what is due and not the length of the history. People's own clocks come from the
caseload query; `domain.worklist` words and orders both.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row

from lead_desktop.base.clock import day_end, day_start, local_day
from lead_desktop.domain.codes import (
    AppointmentStatus,
    ContactMode,
    DiversionOutcome,
    LinkageStatus,
    PlaceType,
    ServiceCategory,
    SnoozeReason,
    TaskKind,
)
from lead_desktop.domain.contacts.contact import mode_label
from lead_desktop.domain.people.caseload import SEPARATOR, CaseloadRow
from lead_desktop.domain.people.stage import ENDED, View
from lead_desktop.domain.plan.calendar import UNSAID_DAYS
from lead_desktop.domain.plan.linkage import (
    LADDER,
    LinkageClocks,
    next_step,
    supervisor_sees_on,
)
from lead_desktop.domain.referral.referral import OPEN_STATES, Clocks
from lead_desktop.domain.worklist.duties import Duty
from lead_desktop.domain.worklist.work_arranging import TRIED_ASIDE, HandoverFact, SnoozeFact
from lead_desktop.domain.worklist.work_item import Moment, WorkFact, WorkItem
from lead_desktop.domain.worklist.work_words import ride_words
from lead_desktop.domain.worklist.worklist import CONSENT_SHOWN, HOLD_SHOWN, derive
from lead_desktop.store.queries.caseload import Viewer, list_caseload
from lead_desktop.store.queries.duties import list_duties
from lead_desktop.store.queries.program_timeline import list_open_steps
from lead_desktop.store.queries.referrals import list_referrals
from lead_desktop.store.queries.standing import altered_bound, in_force, not_over
from lead_desktop.store.queries.visibility import HIDDEN, bounds_of
from lead_desktop.store.stored import read_instant, stored_instant, stored_local_day

_ENDED = ", ".join(f"'{status.value}'" for status in sorted(ENDED))
_OPEN = ", ".join(f"'{status.value}'" for status in LADDER)

# On the worker's list: what they answer for, and what a colleague who has left answered for.
_OWNED = (
    "({owner} = :worker OR p.id IN (SELECT id FROM my_people) AND NOT EXISTS"
    " (SELECT 1 FROM worker WHERE id = {owner} AND active))"
)
_OURS = "p.id IN (SELECT id FROM my_people)"

_BRANCHES = """
SELECT '{FOLLOW_UP}' AS kind, t.id AS subject, p.id AS participant_id,
       p.preferred_name AS participant, t.worker_id AS worker_id, t.words AS words,
       NULL AS more, t.due_on AS due, NULL AS at, t.worker_id = :worker AS mine
  FROM task AS t JOIN participant AS p ON p.id = t.participant_id
 WHERE t.done_at IS NULL AND t.due_on <= :promised_by AND p.status NOT IN ({ended}) AND {task}
UNION ALL
SELECT '{APPOINTMENT}', a.id, p.id, p.preferred_name, NULL, a.title, a.place || char(31)
       || a.transport || char(31) || (SELECT name FROM worker WHERE id = :worker)
       || char(31) || coalesce(a.linkage_id, ''), NULL, a.starts_at,
       p.id IN (SELECT id FROM my_people)
  FROM appointment AS a JOIN participant AS p ON p.id = a.participant_id
 WHERE a.status = '{planned}' AND a.starts_at >= :unsaid_from AND a.starts_at < :day_end
   AND (:legal OR NOT a.court) AND p.status NOT IN ({ended}) AND {appointment}
UNION ALL
SELECT '{CONSENT_ENDING}', c.id, p.id, p.preferred_name, NULL,
       (SELECT min(name) FROM consent_recipient WHERE consent_id = c.id), NULL, c.expires_on,
       NULL, p.id IN (SELECT id FROM my_people)
  FROM consent AS c JOIN participant AS p ON p.id = c.participant_id
 WHERE c.revoked_at IS NULL AND c.expires_on >= :today AND c.expires_on <= :consents_by
   AND {in_force} AND NOT EXISTS (SELECT 1 FROM consent AS renewal
                    WHERE renewal.participant_id = p.id AND renewal.renews_id = c.id
                      AND renewal.revoked_at IS NULL AND {renewed})
   AND p.status NOT IN ({ended}) AND {consent}
UNION ALL
SELECT '{LINKAGE_CHECK}', l.id, p.id, p.preferred_name, l.worker_id, l.title,
       l.status || char(31) || l.category || char(31)
       || (l.service_id IS NOT NULL OR l.organization_id IS NOT NULL),
       l.due_on, NULL, l.worker_id = :worker
  FROM linkage AS l JOIN participant AS p ON p.id = l.participant_id
 WHERE l.due_on <= :today AND l.status IN ({open}) AND p.status NOT IN ({ended})
   AND NOT (l.status = '{scheduled}' AND l.due_on = :today) AND {linkage}
UNION ALL
SELECT '{CHARGE_HOLD}', i.id, p.id, p.preferred_name, NULL, NULL, NULL, i.hold_until, NULL,
       p.id IN (SELECT id FROM my_people)
  FROM diverted_incident AS i JOIN participant AS p ON p.id = i.participant_id
 WHERE :legal AND i.outcome = '{pending}' AND i.hold_until <= :holds_by
   AND p.status NOT IN ({ended}) AND {hold}
UNION ALL
SELECT '{UNSIGNED_NOTE}', n.id, p.id, p.preferred_name, n.author_id, n.mode,
       n.place_type, NULL, n.occurred_at, n.author_id = :worker
  FROM contact AS n JOIN contact_participant AS here ON here.rowid = (
           SELECT rowid FROM contact_participant WHERE contact_id = n.id LIMIT 1)
  JOIN participant AS p ON p.id = here.participant_id
 WHERE n.author_id IN ({authors}) AND n.signed_at IS NULL AND n.struck_at IS NULL
   AND n.import_id IS NULL AND {not_with_author}
UNION ALL
SELECT '{RETURNED_NOTE}', n.id, p.id, p.preferred_name, n.author_id, n.mode,
       n.place_type, NULL, r.reviewed_at, n.author_id = :worker
  FROM note_review AS r CROSS JOIN contact AS n ON n.id = r.contact_id
  JOIN contact_participant AS here ON here.rowid = (
           SELECT rowid FROM contact_participant WHERE contact_id = n.id LIMIT 1)
  JOIN participant AS p ON p.id = here.participant_id
 WHERE r.verdict = 'RETURNED' AND r.closed_at IS NULL AND r.answered_at IS NULL
   AND n.author_id IN ({authors}) AND n.struck_at IS NULL
UNION ALL
SELECT '{DRAFT}', d.id, p.id, p.preferred_name, d.owner_id, NULL, NULL, NULL,
       d.updated_at, TRUE
  FROM draft AS d LEFT JOIN participant AS p ON p.id = d.participant_id
 WHERE d.owner_id = :worker AND NOT d.open AND d.form <> 'sheet'
"""
_WITH = f"""
WITH my_people(id) AS
     (SELECT participant_id FROM assignment WHERE worker_id = :worker AND to_on IS NULL),
     found AS ({{branches}})
SELECT found.kind, found.subject, found.participant_id, found.participant, found.worker_id,
       worker.name, found.words, found.more, found.due, found.at, found.mine
  FROM found LEFT JOIN worker ON worker.id = found.worker_id
 WHERE found.participant_id IS NULL OR found.participant_id NOT IN {HIDDEN}
"""
_CODES = {kind.value: kind.value for kind in TaskKind} | {
    "ended": _ENDED,
    "open": _OPEN,
    "planned": AppointmentStatus.PLANNED.value,
    "pending": DiversionOutcome.PENDING.value,
    "scheduled": LinkageStatus.SCHEDULED.value,
    "in_force": in_force("c"),
    "renewed": not_over("renewal"),
}
_MINE = _BRANCHES.format(
    **_CODES,
    task=_OWNED.format(owner="t.worker_id"),
    linkage=_OWNED.format(owner="l.worker_id"),
    appointment=_OURS,
    consent=_OURS,
    hold=_OURS,
    authors=":worker",
    # Once, as returned; among everybody's notes it still is one that waits for a signature.
    not_with_author="""NOT EXISTS (SELECT 1 FROM note_review WHERE contact_id = n.id
           AND verdict = 'RETURNED' AND closed_at IS NULL AND answered_at IS NULL)""",
)
_EVERYBODY = _BRANCHES.format(
    **_CODES,
    task="TRUE",
    linkage="TRUE",
    appointment="TRUE",
    consent="TRUE",
    hold="TRUE",
    authors="SELECT id FROM worker",
    not_with_author="TRUE",
)


def list_work(
    connection: Connection,
    viewer: Viewer,
    *,
    everybody: bool = False,
    clocks: Clocks,
    linkage_clocks: LinkageClocks,
    legal: bool = True,
    promised_by: date | None = None,
) -> tuple[tuple[WorkItem, ...], list[CaseloadRow]]:
    """What is to be done, in order, and the caseload rows that it was derived from.

    everybody: the whole team's; otherwise the asking worker's. legal: with court appointments.
    promised_by: promises due until then are listed; None for those due today. Drafts are always
    only the asking worker's own. clocks, linkage_clocks: the program's
    target times for referrals, and for the steps of linkages.
    """
    moment = Moment(viewer.now, viewer.zone)
    rows = list_caseload(connection, viewer, view=View.TEAM if everybody else View.MINE)
    facts = list_facts(
        connection,
        viewer,
        everybody=everybody,
        legal=legal,
        promised_by=promised_by or viewer.today,
        linkage_clocks=linkage_clocks,
    )
    facts += _outreach(connection, viewer, rows, clocks)
    facts += list_open_steps(connection, viewer, rows)
    return derive(rows, facts, moment, clocks), rows


def list_facts(
    connection: Connection,
    viewer: Viewer,
    *,
    everybody: bool,
    legal: bool,
    promised_by: date,
    linkage_clocks: LinkageClocks,
) -> list[WorkFact]:
    """Dated facts that ask for something; the one statement behind every worklist."""
    today = viewer.today
    query = _WITH.format(branches=_EVERYBODY if everybody else _MINE)
    bounds = {
        "worker": viewer.worker_id.hex,
        "today": today.isoformat(),
        "promised_by": promised_by.isoformat(),
        "consents_by": (today + timedelta(days=CONSENT_SHOWN)).isoformat(),
        "unsaid_from": stored_instant(day_start(today - timedelta(days=UNSAID_DAYS), viewer.zone)),
        "day_end": stored_instant(day_end(today, viewer.zone)),
        "holds_by": (today + timedelta(days=HOLD_SHOWN)).isoformat(),
        "legal": legal,
        "altered": altered_bound(connection),
        **bounds_of(viewer),
    }
    facts = [
        _fact(row, viewer, linkage_clocks) for row in connection.exec_driver_sql(query, bounds)
    ]
    duties = list_duties(connection, viewer, mine=not everybody)
    facts.extend(_duty_fact(duty, viewer) for duty in duties)
    return facts


def _outreach(
    connection: Connection, viewer: Viewer, rows: list[CaseloadRow], clocks: Clocks
) -> list[WorkFact]:
    """Referrals of these people that nobody has gone out for yet, each with its door's clock."""
    people = {row.id: row for row in rows}
    return [
        WorkFact(
            kind=TaskKind.FIRST_OUTREACH,
            subject_id=line.id,
            participant_id=line.participant_id,
            participant=line.participant,
            worker_id=None,
            worker=people[line.participant_id].case_manager or people[line.participant_id].peer,
            words=" · ".join(part for part in (line.door.label, line.district) if part),
            due=local_day(line.due, viewer.zone),
            at=line.due,
            escalates_on=None,
            mine=people[line.participant_id].mine,
        )
        for line in list_referrals(connection, viewer, clocks, states=OPEN_STATES)
        if line.due is not None and line.participant_id in people
    ]


def _duty_fact(duty: Duty, viewer: Viewer) -> WorkFact:
    """What is due by something that happened, with the day until which it should be done."""
    # The end of a day is the first instant of the next.
    day = local_day(duty.due_at - timedelta(microseconds=1), viewer.zone)
    return WorkFact(
        kind=duty.kind,
        subject_id=duty.subject_id,
        participant_id=duty.participant_id,
        participant=duty.participant,
        worker_id=None,
        worker=None,
        words=duty.why,
        due=day,
        at=duty.at,
        escalates_on=None,
        mine=duty.mine,
    )


def _fact(row: Row[Any], viewer: Viewer, clocks: LinkageClocks) -> WorkFact:
    kind, subject, person, name, worker_id, worker, words, more, due, at, mine = tuple[Any, ...](
        row
    )
    what = TaskKind(kind)
    when = read_instant(at) if at else None
    day = date.fromisoformat(due) if due else stored_local_day(at, viewer.zone)
    return WorkFact(
        what,
        UUID(subject),
        UUID(person) if person else None,
        name or "",
        UUID(worker_id) if worker_id else None,
        worker,
        _words(what, words or "", more or ""),
        day,
        when,
        _escalates(more, day, clocks) if what is TaskKind.LINKAGE_CHECK else None,
        bool(mine),
        more.split(SEPARATOR)[-1] if what is TaskKind.APPOINTMENT else "",
    )


def _escalates(more: str, due: date, clocks: LinkageClocks) -> date | None:
    return supervisor_sees_on(LinkageStatus(more.split(SEPARATOR)[0]), due, clocks=clocks)


def _words(kind: TaskKind, words: str, more: str) -> str:
    if kind in (TaskKind.UNSIGNED_NOTE, TaskKind.RETURNED_NOTE):
        return mode_label(ContactMode(words), PlaceType(more) if more else None)
    if kind is TaskKind.LINKAGE_CHECK:
        status, category, known = more.split(SEPARATOR)
        step = next_step(LinkageStatus(status), provider_known=known == "1")
        return f"{words or ServiceCategory(category).label} · {step.lower()}"
    if kind is TaskKind.APPOINTMENT:
        place, transport, asking, _ = more.split(SEPARATOR)
        parts = (words, place, ride_words(transport, asking))
        return " · ".join(part for part in parts if part)
    return words


def list_snoozes(connection: Connection, viewer: Viewer) -> list[SnoozeFact]:
    """The worker's own snoozes that stand today."""
    rows = connection.exec_driver_sql(
        "SELECT id, item_key, until_on, reason, words, created_at FROM snooze"
        " WHERE worker_id = ? AND ended_at IS NULL AND until_on > ? ORDER BY created_at, rowid",
        (viewer.worker_id.hex, viewer.today.isoformat()),
    )
    return [
        SnoozeFact(
            UUID(id_),
            key,
            date.fromisoformat(until),
            SnoozeReason(reason),
            words,
            stored_local_day(made, viewer.zone),
        )
        for id_, key, until, reason, words, made in rows
    ]


def list_handovers(
    connection: Connection, viewer: Viewer, *, everybody: bool
) -> list[HandoverFact]:
    """Open hand-overs: those that concern the worker, or all of them."""
    rows = connection.exec_driver_sql(
        "SELECT h.id, h.item_key, h.participant_id, p.preferred_name, h.from_worker_id, giver.name,"
        "       h.to_worker_id, taker.name, h.words, h.created_at"
        "  FROM handover AS h JOIN worker AS giver ON giver.id = h.from_worker_id"
        "  LEFT JOIN worker AS taker ON taker.id = h.to_worker_id"
        "  LEFT JOIN participant AS p ON p.id = h.participant_id"
        " WHERE h.closed_at IS NULL AND (:everybody OR h.from_worker_id = :worker"
        "       OR h.to_worker_id = :worker OR h.to_worker_id IS NULL)"
        f"  AND (h.participant_id IS NULL OR h.participant_id NOT IN {HIDDEN})"
        " ORDER BY h.created_at",
        {"everybody": everybody, "worker": viewer.worker_id.hex, **bounds_of(viewer)},
    )
    return [
        HandoverFact(
            UUID(id_),
            key,
            UUID(person) if person else None,
            name or "",
            UUID(giver_id),
            giver,
            UUID(taker_id) if taker_id else None,
            taker,
            words,
            read_instant(at),
        )
        for id_, key, person, name, giver_id, giver, taker_id, taker, words, at in rows
    ]


def tried_lately(rows: list[CaseloadRow], now: datetime) -> list[tuple[UUID, datetime]]:
    """Who was tried without contact within the last hours, and when last."""
    return [
        (row.id, at)
        for row in rows
        if (at := row.last_attempted_at) is not None and now - at < TRIED_ASIDE
    ]
