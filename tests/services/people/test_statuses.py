"""Status changes over a real store: checked, written down, taken back; the safety clock beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import InvalidInput, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    CloseReason,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    Evidence,
    LifeArea,
    ParticipantStatus,
    Phase,
    Role,
    Supply,
    TaskKind,
)
from lead_desktop.domain.codes.outcomes import LIFE_VALUES
from lead_desktop.domain.contacts.timeline import ChangeEntry, EntryKind, TimelineFilter
from lead_desktop.domain.people.stage import View
from lead_desktop.domain.people.status import StatusMove, replay
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import outcomes, participants, statuses
from lead_desktop.services.people.outcomes import RecordOutcome
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.worklist import duties
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Event

S = ParticipantStatus
TODAY = date(2026, 11, 23)


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def change(desk: Desk, person: UUID, to: S, **facts: object) -> UUID:
    facts = {"on": TODAY, **facts}
    done = statuses.set_status(desk, SetStatus(new_id(), person, StatusMove(to, **facts)))
    return done.id


def row_of(desk: Desk, person: UUID) -> participants.CaseloadRow:
    return next(row for row in participants.list_caseload(desk) if row.id == person)


def happen(desk: Desk, person: UUID, kind: EventKind, hours_ago: float) -> UUID:
    made, now = new_id(), desk.clock.now()
    with desk.store.write() as session:
        session.add(
            Event(
                id=made,
                participant_id=person,
                worker_id=desk.worker.id,
                kind=kind,
                source=EventSource.STAFF,
                occurred_at=now - timedelta(hours=hours_ago),
                created_at=now,
                updated_at=now,
            )
        )
    return made


def test_a_change_counts_from_its_day_and_stands_in_history_and_audit(
    desk: Desk, juniper: UUID
) -> None:
    day = TODAY - timedelta(days=2)
    change(desk, juniper, S.INACTIVE_LOST, on=day, words="Nobody has seen her")
    row = row_of(desk, juniper)
    assert (row.status, row.stage.value) == (S.INACTIVE_LOST, "In the wind")
    (line,) = statuses.list_history(desk, juniper)
    assert (line.step.from_status, line.step.on) == (S.ACTIVE, day)
    assert (line.worker, line.words) == ("Tomas Sampleton", "Nobody has seen her")
    with desk.store.read() as connection:
        entry = next(e for e in list_entries(connection) if e.action == "participant.status")
    assert entry.detail == {"from": "ACTIVE", "to": "INACTIVE_LOST", "reason": ""}


def test_a_refused_change_writes_nothing(desk: Desk, juniper: UUID) -> None:
    with pytest.raises(InvalidInput) as caught:
        change(desk, juniper, S.CLOSED, reason_code="NON_COMPLIANT")
    assert [problem.field for problem in caught.value.problems] == ["reason"]
    assert row_of(desk, juniper).status is S.ACTIVE
    assert statuses.list_history(desk, juniper) == ()


def test_taking_back_restores_everything_and_keeps_the_row(desk: Desk, juniper: UUID) -> None:
    before = participants.read_record(desk, juniper).row
    made = change(desk, juniper, S.CLOSED, reason_code=CloseReason.MOVED_AWAY.value)
    statuses.undo_status(desk, made)
    assert participants.read_record(desk, juniper).row == before
    (line,) = statuses.list_history(desk, juniper)
    assert line.step.undone
    with pytest.raises(NotFound):
        statuses.undo_status(desk, made)


def test_only_the_latest_change_can_be_taken_back(desk: Desk, juniper: UUID) -> None:
    first = change(desk, juniper, S.INACTIVE_PAUSED)
    change(desk, juniper, S.ACTIVE)
    with pytest.raises(Refused):
        statuses.undo_status(desk, first)


def test_the_same_change_twice_is_one(desk: Desk, juniper: UUID) -> None:
    wish = SetStatus(new_id(), juniper, StatusMove(S.INACTIVE_PAUSED, TODAY))
    statuses.set_status(desk, wish)
    again = statuses.set_status(desk, wish)
    assert again.standing.status is S.INACTIVE_PAUSED
    assert len(statuses.list_history(desk, juniper)) == 1


def test_of_two_who_change_a_status_at_once_one_is_told_where_the_person_stands(
    desk: Desk, seat: Callable[..., Desk], juniper: UUID
) -> None:
    other, start = seat(Role.CASE_MANAGER, name="Dre Exampleton"), Barrier(2)
    told: list[str] = []

    def move(who: Desk, to: S, reason: str) -> None:
        start.wait()
        try:
            change(who, juniper, to, reason_code=reason)
            told.append("made")
        except InvalidInput as refused:
            told.append(refused.problems[0].message)

    threads = [
        Thread(target=move, args=(desk, S.CLOSED, CloseReason.MOVED_AWAY.value)),
        Thread(target=move, args=(other, S.INACTIVE_LOST, "")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    steps = [line.step for line in statuses.list_history(desk, juniper)]
    standing = replay(steps)
    assert standing is not None
    assert standing.status is row_of(desk, juniper).status
    # Closing passes from both; whoever comes after it is told that the way leads back first.
    made = told.count("made")
    assert (made, len(steps), standing.status) in ((2, 2, S.CLOSED), (1, 1, S.CLOSED))
    assert made == 2 or "From “Closed” the way leads to" in "".join(told)


def test_a_history_keeps_the_order_of_its_writing(desk: Desk, juniper: UUID) -> None:
    """An id is made before its writer waits for the store, and a clock may be set back: the step
    written last is where the person stands, and the one that can be taken back."""
    early, late = sorted((new_id(), new_id()))
    behind = replace(desk, clock=FixedClock(instant=desk.clock.now() - timedelta(hours=2)))
    for who, made, to in ((desk, late, S.INACTIVE_PAUSED), (behind, early, S.ACTIVE)):
        statuses.set_status(who, SetStatus(made, juniper, StatusMove(to, TODAY)))
    lines = statuses.list_history(desk, juniper)
    assert [line.id for line in lines] == [late, early]
    standing = replay(line.step for line in lines)
    assert standing is not None
    assert standing.status is row_of(desk, juniper).status is S.ACTIVE
    with pytest.raises(Refused):
        statuses.undo_status(desk, late)
    statuses.undo_status(desk, early)
    assert row_of(desk, juniper).status is S.INACTIVE_PAUSED


def test_who_was_closed_comes_back_without_a_referral(desk: Desk, juniper: UUID) -> None:
    change(desk, juniper, S.CLOSED, reason_code=CloseReason.UNABLE_TO_LOCATE.value)
    assert statuses.read_standing(desk, juniper).reason_code == "UNABLE_TO_LOCATE"
    change(desk, juniper, S.ACTIVE)
    row = row_of(desk, juniper)
    assert (row.status, row.phase) == (S.ACTIVE, Phase.ENGAGING)
    assert row.enrolled_on == date(2026, 3, 3)


def test_becoming_active_is_the_day_of_enrolment(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Moss Example", status=S.OUTREACH, phase=Phase.ENGAGING)
    with desk.store.write() as session:
        session.connection().exec_driver_sql("UPDATE participant SET enrolled_on = NULL")
    change(desk, person, S.ACTIVE, on=TODAY)
    assert row_of(desk, person).enrolled_on == TODAY


def test_a_phase_is_a_step_of_the_history_and_can_be_taken_back(desk: Desk, juniper: UUID) -> None:
    done = statuses.set_phase(desk, juniper, Phase.MAINTAINING)
    row = row_of(desk, juniper)
    assert row.cadence.cadence is not None
    assert (row.phase, row.cadence.cadence.days) == (Phase.MAINTAINING, 30)
    steps = [line.step for line in statuses.list_history(desk, juniper)]
    standing = replay(steps)
    assert standing is not None
    assert standing.phase is Phase.MAINTAINING
    statuses.undo_status(desk, done.id)
    assert row_of(desk, juniper).phase is Phase.ENGAGED


def test_after_a_release_the_clock_runs_until_the_person_is_reached_with_naloxone(
    desk: Desk, juniper: UUID
) -> None:
    change(desk, juniper, S.INACTIVE_LOST)
    happen(desk, juniper, EventKind.JAIL_RELEASED, 80)
    assert [duty.kind for duty in duties.list_duties(desk, mine=True)] == [TaskKind.AFTER_RELEASE]
    log(desk, juniper, hours_ago=2)
    assert [duty.kind for duty in duties.list_duties(desk)] == [TaskKind.NALOXONE]
    log(desk, juniper, hours_ago=1, supplies=((Supply.NALOXONE_KIT, 1),))
    assert duties.list_duties(desk) == []


def log(desk: Desk, person: UUID, *, hours_ago: float, **facts: object) -> None:
    at = desk.clock.now() - timedelta(hours=hours_ago)
    outcome = facts.pop("outcome", ContactOutcome.MET)
    made = LogContact(new_id(), (person,), ContactMode.IN_PERSON, outcome, at, **facts)
    contacts.log_contact(desk, made)


def test_in_the_wind_is_proposed_only_after_tries_on_three_days(desk: Desk, juniper: UUID) -> None:
    log(desk, juniper, hours_ago=24 * 40)
    missed = {"outcome": ContactOutcome.NOT_FOUND}
    for hours in (24 * 9, 24 * 5, 24 * 5 + 1):
        log(desk, juniper, hours_ago=hours, **missed)
    assert duties.list_duties(desk) == []
    log(desk, juniper, hours_ago=24 * 2, **missed)
    (duty,) = duties.list_duties(desk)
    assert duty.kind is TaskKind.PROPOSE_LOST
    assert duty.why == "40 days since reached, tried on 3 days: in the wind?"


def test_a_death_stops_every_due_list_and_keeps_the_name(desk: Desk, juniper: UUID) -> None:
    happen(desk, juniper, EventKind.OVERDOSE_NONFATAL, 10)
    assert duties.list_duties(desk)
    change(desk, juniper, S.CLOSED, reason_code=CloseReason.DECEASED.value)
    assert duties.list_duties(desk) == []
    for view in set(View) - {View.CLOSED}:
        assert participants.list_caseload(desk, view=view) == []
    row = row_of(desk, juniper)
    assert row.preferred_name == "Juniper Fable"
    assert row.cadence.cadence is None
    assert statuses.read_standing(desk, juniper).deceased


def test_changes_of_status_and_in_a_life_stand_on_the_timeline(
    desk: Desk, enroll: Callable[..., UUID], seat: Callable[..., Desk]
) -> None:
    person, today = enroll("Moss Example", case_manager=desk), desk.clock.today()
    assert participants.list_timeline(desk, person) == []
    moved = change(desk, person, S.INACTIVE_LOST)
    for area in (LifeArea.LEGAL, LifeArea.INCOME):
        value = LIFE_VALUES[area][0].code
        outcomes.record_outcome(
            desk,
            RecordOutcome(new_id(), person, area, value, today, Evidence.SELF_REPORT),
        )

    def told(who: Desk, kind: EntryKind | None = None) -> set[str]:
        only = TimelineFilter(kind=kind)
        entries = participants.list_timeline(who, person, only=only)
        return {one.title for one in entries if isinstance(one, ChangeEntry)}

    legal, income = LifeArea.LEGAL.label, LifeArea.INCOME.label
    assert told(desk) == told(desk, EntryKind.EVENT) == {"With the program", legal, income}
    assert told(desk, EntryKind.LINKAGE) == told(desk, EntryKind.CONTACT) == set()
    assert told(seat(Role.PEER)) == {"With the program", income}
    statuses.undo_status(desk, moved)
    assert told(desk) == {legal, income}
