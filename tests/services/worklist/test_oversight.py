"""The supervisor's page over a real store: exceptions only, each gone with its cause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    LinkageStatus,
    NeedStatus,
    Phase,
    Role,
    ServiceCategory,
    SnoozeReason,
    SupervisionForm,
    WorkerPart,
)
from lead_desktop.domain.worklist.oversight import (
    SESSIONS_EVERY,
    Concern,
    SessionLine,
    by_worker,
    is_short,
    standing_of,
)
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import oversight, worklist
from lead_desktop.services.worklist.oversight import HeldSession, ReportAnswer
from lead_desktop.services.worklist.worklist import SnoozeItem
from lead_desktop.store.tables import Assignment, Base, Consent, Event, Linkage, Need

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


def reach(desk: Desk, person: UUID, *, days: float = 0, sign: bool = True) -> None:
    at = desk.clock.now() - timedelta(days=days)
    met = ContactOutcome.MET
    made = LogContact(new_id(), (person,), ContactMode.PHONE, met, at, sign=sign)
    contacts.log_contact(desk, made)


def add(desk: Desk, *rows: Base) -> None:
    with desk.store.write() as session:
        for row in rows:
            session.add(row)
            session.flush()


def stamps(desk: Desk) -> dict[str, datetime]:
    return {"created_at": desk.clock.now(), "updated_at": desk.clock.now()}


def told(desk: Desk) -> list[tuple[Concern, str, str]]:
    lines = oversight.read_oversight(desk).lines
    return [(line.concern, line.name, line.badge) for line in lines]


def test_a_team_that_is_going_well_shows_nothing(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    reach(desk, enroll("Moss Example", case_manager=desk))
    assert told(supervisor) == []


def test_only_what_is_past_its_limit_is_an_exception(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    today = desk.clock.today()
    quiet = enroll("Quiet Example", case_manager=desk, phase=Phase.MAINTAINING)
    silent = enroll("Moss Example", case_manager=desk)
    soon = enroll("Soon Example", case_manager=desk, phase=Phase.ENGAGING)
    reach(desk, quiet, days=29)  # within the target of somebody maintaining
    reach(desk, silent, days=19)
    reach(desk, soon, days=9)  # past the target of a week, but not silent for two
    need = new_id()
    add(
        desk,
        Need(
            id=need, participant_id=quiet, category=ServiceCategory.HOUSING,
            status=NeedStatus.WORKING_ON, identified_on=today, **stamps(desk),
        ),
        *(
            Linkage(
                participant_id=quiet, need_id=need, category=ServiceCategory.HOUSING,
                title=title, worker_id=desk.worker.id, status=LinkageStatus.SENT,
                status_since=today - timedelta(days=days),
                due_on=today - timedelta(days=days - 3), **stamps(desk),
            )
            for title, days in (("Late", 5), ("Stalled", 6))
        ),
        *(
            Consent(
                participant_id=quiet, kind="part2_single", recipient_kind=Audience.PROVIDER,
                purpose="care", signed_on=today - timedelta(days=300),
                expires_on=today + timedelta(days=days), **stamps(desk),
            )
            for days in (14, 15)
        ),
    )  # fmt: skip
    assert told(supervisor) == [
        (Concern.SILENT, "Moss Example", "5 days past"),
        (Concern.LINKAGES, "Quiet Example", "3 days late"),
        (Concern.CONSENTS, "Quiet Example", "14 days"),
    ]


def test_notes_unsigned_for_three_days_and_no_sooner(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss, days=2.9, sign=False)
    assert told(supervisor) == []
    reach(desk, moss, days=3.1, sign=False)
    (line,) = oversight.read_oversight(supervisor).lines
    assert (line.concern, line.badge) == (Concern.UNSIGNED, "3 days")
    assert "Tomas Sampleton" in line.why


def test_the_third_snooze_of_the_same_thing_shows(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk, phase=Phase.ENGAGING)
    reach(desk, moss, days=9)
    (item,) = worklist.list_work(desk).items

    def put_off() -> UUID:
        until, why = desk.clock.today() + timedelta(days=1), SnoozeReason.ASKED_FOR_SPACE
        command = SnoozeItem(new_id(), item.key, item.kind, moss, until, why)
        worklist.snooze(desk, command)
        return command.id

    put_off()
    put_off()
    assert told(supervisor) == []
    third = put_off()
    assert told(supervisor) == [(Concern.SNOOZED, "Moss Example", "3 times")]
    worklist.end_snooze(desk, third)
    assert told(supervisor) == []
    put_off()
    reach(desk, moss)
    assert told(supervisor) == []


def test_an_event_asks_until_it_was_reported_or_explained(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    reach(desk, moss)
    event = new_id()
    add(
        desk,
        Event(
            id=event, participant_id=moss, worker_id=desk.worker.id, kind=EventKind.VICTIMIZATION,
            source=EventSource.SELF_REPORT, occurred_at=desk.clock.now() - timedelta(days=2),
            **stamps(desk),
        ),
    )  # fmt: skip
    assert told(supervisor) == [(Concern.CRITICAL, "Moss Example", "2 days")]
    for answer in (
        ReportAnswer(event, None),
        ReportAnswer(event, desk.clock.today() + timedelta(days=1)),
    ):
        with pytest.raises(InvalidInput):
            oversight.answer_report(supervisor, answer)
    oversight.answer_report(supervisor, ReportAnswer(event, desk.clock.today()))
    assert told(supervisor) == []
    with pytest.raises(InvalidInput):
        oversight.answer_report(supervisor, ReportAnswer(event, None, "Known already"))
    oversight.withdraw_answer(supervisor, event)
    assert told(supervisor) == [(Concern.CRITICAL, "Moss Example", "2 days")]


def test_a_caseload_over_the_limit_shows_with_its_weight(
    desk: Desk, supervisor: Desk, enroll: Enroll
) -> None:
    for number in range(20):
        reach(desk, enroll(f"Person {number}", case_manager=desk))
    assert told(supervisor) == []
    reach(desk, enroll("One more", case_manager=desk))
    assert told(supervisor) == [(Concern.LOAD, "Tomas Sampleton", "Over")]
    (load,) = oversight.read_oversight(supervisor).loads
    assert (load.people, load.weighted) == (21, 21.0)


def test_what_is_missing_stands_with_each_who_answers_for_it(
    desk: Desk, seat: Seat, supervisor: Desk, enroll: Enroll
) -> None:
    peer = seat(Role.PEER, name="Lou Testwell")
    moss = enroll("Moss", case_manager=desk)
    now = desk.clock.now()
    part = Assignment(participant_id=moss, worker_id=peer.worker.id, part=WorkerPart.PEER)
    part.from_on, part.created_at, part.updated_at = desk.clock.today(), now, now
    add(desk, part)
    juniper = enroll("Juniper", case_manager=desk)
    enroll("Clover")
    reach(desk, moss, days=20)
    reach(desk, juniper, days=4, sign=False)
    missing = by_worker(oversight.read_oversight(supervisor).lines)
    said = {name: [(one.concern, one.name) for one in lines] for name, lines in missing.items()}
    assert said["Tomas Sampleton"] == [(Concern.SILENT, "Moss"), (Concern.UNSIGNED, "Juniper")]
    assert said["Lou Testwell"][0] == (Concern.SILENT, "Moss")
    assert {line.name for line in missing[""]} == {"Clover"}
    assert "Tomas" not in missing["Tomas Sampleton"][0].cause


def test_a_peers_supervision_is_due_every_week(seat: Seat, supervisor: Desk) -> None:
    peer = seat(Role.PEER, name="Lou Testwell")
    today = peer.clock.today()
    assert told(supervisor) == [(Concern.SUPERVISION, "Lou Testwell", "This week")]
    held = HeldSession(new_id(), peer.worker.id, today, 60, SupervisionForm.INDIVIDUAL)
    with pytest.raises(InvalidInput):
        oversight.record_session(
            supervisor, HeldSession(new_id(), peer.worker.id, today + timedelta(days=1), 60,
                                    SupervisionForm.GROUP)
        )  # fmt: skip
    oversight.record_session(supervisor, held)
    oversight.record_session(supervisor, held)
    (standing,) = oversight.read_oversight(supervisor).standings
    assert (standing.minutes, standing.words) == (
        60, "Last Nov 23 · 1 of 4 h this month",
    )  # fmt: skip
    assert told(supervisor) == [(Concern.SUPERVISION, "Lou Testwell", "Hours")]
    (line,) = oversight.list_sessions(supervisor, peer.worker.id)
    assert line.supervisor == "Priya Demoson"
    longer = HeldSession(new_id(), peer.worker.id, today, 130, SupervisionForm.GROUP)
    oversight.record_session(supervisor, longer)
    assert told(supervisor) == []
    oversight.remove_session(supervisor, longer.id)
    assert told(supervisor) == [(Concern.SUPERVISION, "Lou Testwell", "Hours")]


@given(
    st.lists(st.tuples(st.integers(0, 70), st.integers(1, 180)), max_size=12),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
)
def test_a_month_of_four_hours_and_a_session_a_week_is_never_due(
    held: list[tuple[int, int]], today: date
) -> None:
    who = new_id()
    sessions = [
        SessionLine(
            new_id(), who, "Priya", today - timedelta(days=ago), minutes,
            SupervisionForm.GROUP, "",
        )
        for ago, minutes in held
    ]  # fmt: skip
    standing = standing_of(who, "Lou", sessions, today)
    month = [
        m for ago, m in held if (today - timedelta(days=ago)).month == today.month and ago < 32
    ]
    assert standing.minutes == sum(month)
    assert standing.week_due == all(ago >= SESSIONS_EVERY for ago, _ in held)


@pytest.mark.parametrize(
    ("today", "minutes", "short"),
    [
        (date(2026, 11, 21), 0, False),
        (date(2026, 11, 22), 175, True),
        (date(2026, 11, 22), 176, False),
        (date(2026, 11, 30), 239, True),
        (date(2026, 11, 30), 240, False),
        (date(2028, 2, 29), 239, True),
    ],
)
def test_the_hours_of_a_month_are_asked_in_full_by_its_last_day(
    today: date, minutes: int, short: bool
) -> None:
    assert is_short(minutes, today) is short
