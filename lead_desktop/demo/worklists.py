"""What the demonstration's workers put off, pass on, keep at hand; supervision of its peers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lead_desktop.demo import named
from lead_desktop.demo.cast import Team, TeamMember
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    ParticipantStatus,
    SnoozeReason,
    SupervisionForm,
    TaskKind,
)
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Reach, to_json
from lead_desktop.domain.people.stage import ConsentMark, View
from lead_desktop.domain.plan.linkage import LADDER
from lead_desktop.domain.worklist.oversight import CRITICAL_DAYS, CRITICAL_EVENTS
from lead_desktop.domain.worklist.program_timeline import DEFAULT_STEPS, FOLLOWED_AFTER, due_day
from lead_desktop.store.tables import (
    Base,
    CriticalReport,
    Event,
    Handover,
    Linkage,
    Participant,
    Pin,
    SavedView,
    Snooze,
    SupervisionSession,
    TimelineMark,
)

_PINNED = (named.JUNIPER, named.MOSS, named.CLOVER)


def add_worklists(
    session: Session,
    rows: Rows,
    days: Days,
    team: Team,
    people: Mapping[str, UUID],
    supervisor: TeamMember | None,
) -> None:
    """Everything of this file. Written last: it looks at what stands in the vault by then."""
    made: list[Base] = [
        *_at_hand(rows, days, team, people),
        *_passed_on(rows, days, team, people),
        *_put_off(session, rows, days, team),
        *_first_months(session, rows, days, team),
    ]
    if supervisor is not None:
        made += _supervision(rows, days, team, supervisor)
        made += _reported(session, rows, days, supervisor)
        made.append(_view(rows, days, supervisor, "Never reached", _NEVER, shared=True))
    session.add_all(made)


_NEVER = CaseloadFilter(View.TEAM, reach=Reach.NEVER)
_ENDING = CaseloadFilter(View.MINE, consent=ConsentMark.ENDING)


def _view(
    rows: Rows, days: Days, maker: TeamMember, name: str, wanted: CaseloadFilter, *, shared: bool
) -> SavedView:
    at = days.past(20, 9)
    return SavedView(
        id=rows.new_id(at),
        worker_id=maker.id,
        name=name,
        shared=shared,
        filters=to_json(wanted),
        created_at=at,
        updated_at=at,
    )


def _at_hand(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> list[Base]:
    at = days.past(9, 9)
    pins: list[Base] = [
        Pin(
            id=rows.new_id(at),
            worker_id=team.tomas.id,
            participant_id=people[name],
            position=place,
            created_at=at,
            updated_at=at,
        )
        for place, name in enumerate(_PINNED)
    ]
    return [*pins, _view(rows, days, team.tomas, "Consent ending", _ENDING, shared=False)]


def _passed_on(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> list[Base]:
    at = days.past(0, 8, 20)
    return [
        Handover(
            id=rows.new_id(at),
            item_key=f"{TaskKind.APPOINTMENT}:{people[named.CLOVER].hex}",
            participant_id=people[named.CLOVER],
            from_worker_id=team.dre.id,
            to_worker_id=team.tomas.id,
            words="Call before the SNAP interview, the phone is back on",
            created_at=at,
            updated_at=at,
        )
    ]


def _put_off(session: Session, rows: Rows, days: Days, team: Team) -> list[Base]:
    """One linkage of a colleague that was put off three times already."""
    found = session.execute(
        select(Linkage.id, Linkage.participant_id)
        .where(
            Linkage.worker_id == team.ines.id,
            Linkage.status.in_(LADDER),
            Linkage.due_on < days.today - timedelta(days=10),
        )
        .order_by(Linkage.due_on, Linkage.id)
        .limit(1)
    ).first()
    if found is None:
        return []
    return [
        Snooze(
            id=rows.new_id(days.past(ago, 15)),
            item_key=f"{TaskKind.LINKAGE_CHECK}:{found.id.hex}",
            participant_id=found.participant_id,
            worker_id=team.ines.id,
            kind=TaskKind.LINKAGE_CHECK,
            reason=SnoozeReason.WAITING,
            words="",
            until_on=days.day(ago - 3),
            created_at=days.past(ago, 15),
            updated_at=days.past(ago, 15),
        )
        for ago in (13, 9, 4)
    ]


def _first_months(session: Session, rows: Rows, days: Days, team: Team) -> list[Base]:
    """Steps of the timeline that are done for whoever came lately; the newest one is open."""
    longest = max(step.day for step in DEFAULT_STEPS) + FOLLOWED_AFTER
    came = session.execute(
        select(Participant.id, Participant.enrolled_on)
        .where(
            Participant.status == ParticipantStatus.ACTIVE,
            Participant.enrolled_on >= days.today - timedelta(days=longest),
        )
        .order_by(Participant.enrolled_on.desc(), Participant.number)
    ).all()
    marks: list[Base] = []
    for place, (person, enrolled) in enumerate(came):
        if enrolled is None:
            continue
        due = [step for step in DEFAULT_STEPS if due_day(step, enrolled) <= days.today]
        done = due[:-1] if place == 0 else due
        for step in done:
            at = days.past((days.today - due_day(step, enrolled)).days, 16)
            marks.append(
                TimelineMark(
                    id=rows.new_id(at),
                    participant_id=person,
                    step=step.key,
                    worker_id=team.tomas.id,
                    done_on=due_day(step, enrolled),
                    created_at=at,
                    updated_at=at,
                )
            )
    return marks


def _supervision(rows: Rows, days: Days, team: Team, supervisor: TeamMember) -> list[Base]:
    held = (
        (team.dre, 5, 60, "Boundaries on the street"),
        (team.dre, 12, 60, "Words in notes"),
        (team.dre, 19, 75, "Self-care after a hard week"),
        (team.lou, 9, 45, "Working in pairs"),
        (team.lou, 18, 60, "Naloxone training"),
    )
    return [
        SupervisionSession(
            id=rows.new_id(days.past(ago, 14)),
            worker_id=peer.id,
            supervisor_id=supervisor.id,
            held_on=days.day(ago),
            minutes=minutes,
            form=SupervisionForm.INDIVIDUAL,
            words=words,
            created_at=days.past(ago, 15),
            updated_at=days.past(ago, 15),
        )
        for peer, ago, minutes, words in held
    ]


def _reported(session: Session, rows: Rows, days: Days, supervisor: TeamMember) -> list[Base]:
    """Every event that was one to report, but for the newest."""
    events = session.scalars(
        select(Event)
        .where(
            Event.kind.in_(CRITICAL_EVENTS),
            Event.occurred_at >= days.now - timedelta(days=CRITICAL_DAYS + 1),
            Event.struck_at.is_(None),
        )
        .order_by(Event.occurred_at.desc(), Event.id)
    ).all()
    return [
        CriticalReport(
            id=rows.new_id(event.occurred_at + timedelta(days=1)),
            event_id=event.id,
            worker_id=supervisor.id,
            reported_on=(event.occurred_at + timedelta(days=1)).date(),
            words="",
            created_at=event.occurred_at + timedelta(days=1),
            updated_at=event.occurred_at + timedelta(days=1),
        )
        for event in events[1:]
    ]
