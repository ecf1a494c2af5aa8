"""Events of a life over a real store: stays, a death, court dates, corrections, taking back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    EventKind,
    EventSource,
    ParticipantStatus,
    Phase,
    ReversedBy,
    Role,
    TaskKind,
)
from lead_desktop.domain.people.cadence import PlaceNow
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.events import EventFacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import events, participants, statuses
from lead_desktop.services.people.events import AddEvent, CorrectEvent
from lead_desktop.services.worklist import duties

K = EventKind
HOUR = timedelta(hours=1)


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def facts(desk: Desk, kind: K, hours_ago: float, **more: object) -> EventFacts:
    return EventFacts(kind, EventSource.STAFF, desk.clock.now() - hours_ago * HOUR, **more)


def happen(desk: Desk, person: UUID, kind: K, hours_ago: float, **more: object) -> UUID:
    made = new_id()
    events.add_event(desk, AddEvent(made, person, facts(desk, kind, hours_ago, **more)))
    return made


def row_of(desk: Desk, person: UUID) -> CaseloadRow:
    return participants.read_record(desk, person).row


def test_a_stay_changes_at_once_what_is_due_and_not_the_status(desk: Desk, juniper: UUID) -> None:
    happen(desk, juniper, K.JAIL_BOOKED, 50)
    row = row_of(desk, juniper)
    assert (row.place, row.status) == (PlaceNow.JAIL, ParticipantStatus.ACTIVE)
    assert row.cadence.cadence is not None
    assert row.cadence.cadence.days == 30
    with pytest.raises(InvalidInput):
        happen(desk, juniper, K.JAIL_BOOKED, 10)


def test_the_release_ends_the_stay_and_starts_the_72_hours_once(desk: Desk, juniper: UUID) -> None:
    stay = happen(desk, juniper, K.JAIL_BOOKED, 200)
    happen(desk, juniper, K.JAIL_RELEASED, 10)
    assert row_of(desk, juniper).place is None
    (ended,) = [line for line in events.list_events(desk, juniper) if line.id == stay]
    assert ended.facts.ended_at == desk.clock.now() - 10 * HOUR
    assert [duty.kind for duty in duties.list_duties(desk)] == [TaskKind.AFTER_RELEASE]


def test_ending_a_stay_by_hand_starts_the_72_hours_too_and_can_be_taken_back(
    desk: Desk, juniper: UUID
) -> None:
    stay = happen(desk, juniper, K.JAIL_BOOKED, 200)
    events.end_event(desk, stay, desk.clock.now() - 2 * HOUR)
    assert [duty.subject_id for duty in duties.list_duties(desk)] == [stay]
    events.reopen_event(desk, stay)
    assert duties.list_duties(desk) == []
    assert row_of(desk, juniper).place is PlaceNow.JAIL


def test_treatment_is_a_place_with_an_expected_end_that_asks(desk: Desk, juniper: UUID) -> None:
    yesterday = desk.clock.today() - timedelta(days=1)
    happen(desk, juniper, K.TREATMENT_STAY, 240, expected_end_on=yesterday)
    assert row_of(desk, juniper).place is PlaceNow.TREATMENT
    (duty,) = duties.list_duties(desk)
    assert (duty.kind, duty.overdue) == (TaskKind.EXPECTED_END, True)
    happen(desk, juniper, K.TREATMENT_END, 1)
    assert duties.list_duties(desk) == []


def test_a_death_closes_quietly_and_can_be_taken_back_whole(desk: Desk, juniper: UUID) -> None:
    happen(desk, juniper, K.OVERDOSE_NONFATAL, 60)
    before = row_of(desk, juniper)
    death = happen(desk, juniper, K.DEATH, 5)
    assert statuses.read_standing(desk, juniper).deceased
    assert duties.list_duties(desk) == []
    events.strike_event(desk, death)
    assert row_of(desk, juniper) == before
    events.restore_event(desk, death)
    assert statuses.read_standing(desk, juniper).deceased


def test_a_court_date_to_come_stands_in_the_calendar_until_it_is_taken_back(
    desk: Desk, juniper: UUID
) -> None:
    court = happen(desk, juniper, K.COURT_DATE, -48, place="District Court", asked="A later date")
    (planned,) = participants.read_record(desk, juniper).appointments
    assert (planned.id, planned.court) == (court, True)
    events.strike_event(desk, court)
    assert participants.read_record(desk, juniper).appointments == ()


def test_peers_see_and_write_no_legal_detail_and_their_corrections_keep_it(
    desk: Desk, seat: Callable[..., Desk], juniper: UUID
) -> None:
    peer = seat(Role.PEER)
    happen(desk, juniper, K.COURT_DATE, -48)
    stay = happen(desk, juniper, K.JAIL_BOOKED, 30, legal_detail="Held on an old warrant")
    (seen,) = events.list_events(peer, juniper)
    assert (seen.id, seen.facts.legal_detail) == (stay, "")
    with pytest.raises(Refused):
        happen(peer, juniper, K.WARRANT_ISSUED, 1)
    moved = replace(seen.facts, place="Central Booking")
    events.correct_event(peer, CorrectEvent(stay, seen.version, moved))
    kept = next(line for line in events.list_events(desk, juniper) if line.id == stay)
    assert (kept.facts.place, kept.facts.legal_detail) == (
        "Central Booking",
        "Held on an old warrant",
    )


def test_a_second_writer_of_the_same_event_is_told(desk: Desk, juniper: UUID) -> None:
    made = happen(desk, juniper, K.OVERDOSE_NONFATAL, 5)
    (line,) = events.list_events(desk, juniper)
    known = replace(line.facts, naloxone_used=True, reversed_by=ReversedBy.BYSTANDER)
    events.correct_event(desk, CorrectEvent(made, line.version, known))
    with pytest.raises(Refused):
        events.correct_event(desk, CorrectEvent(made, line.version, line.facts))
    (now,) = events.list_events(desk, juniper)
    assert now.facts.reversed_by is ReversedBy.BYSTANDER


@pytest.mark.parametrize(
    ("kind", "hours_ago", "more", "field"),
    [
        (K.OVERDOSE_NONFATAL, -1, {}, "occurred_at"),
        (K.JAIL_BOOKED, 5, {"expected_end_on": date(2026, 1, 1)}, "expected_end_on"),
    ],
)
def test_a_bad_event_is_refused_at_its_field(
    desk: Desk, juniper: UUID, kind: K, hours_ago: float, more: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        happen(desk, juniper, kind, hours_ago, **more)
    assert [problem.field for problem in caught.value.problems] == [field]
    assert events.list_events(desk, juniper) == ()


def test_an_end_before_the_beginning_is_refused(desk: Desk, juniper: UUID) -> None:
    stay = happen(desk, juniper, K.HOSPITAL_ADMIT, 5)
    for at in (desk.clock.now() - 6 * HOUR, desk.clock.now() + HOUR):
        with pytest.raises(InvalidInput):
            events.end_event(desk, stay, at)


def test_what_was_taken_back_is_not_on_the_timeline(desk: Desk, juniper: UUID) -> None:
    made = happen(desk, juniper, K.HOSPITAL_ED, 5)
    assert len(participants.list_timeline(desk, juniper)) == 1
    events.strike_event(desk, made)
    assert participants.list_timeline(desk, juniper) == []


def test_the_same_event_twice_is_one(desk: Desk, juniper: UUID) -> None:
    wish = AddEvent(new_id(), juniper, facts(desk, K.HOSPITAL_ED, 5))
    assert events.add_event(desk, wish).topics
    assert not events.add_event(desk, wish).topics
    assert row_of(desk, juniper).phase is Phase.ENGAGED
    assert len(events.list_events(desk, juniper)) == 1
