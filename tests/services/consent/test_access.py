"""Ways into a restricted record: given with a reason, written down once, ended once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from lead_desktop.base.errors import InvalidInput, NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.domain.consent.privacy import BREAK_GLASS_HOURS
from lead_desktop.services.consent import restricted
from lead_desktop.services.consent.restricted import BreakGlass, GrantAccess
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Worker

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
WHY = "Covers for a colleague this week"


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Demoson")


@pytest.fixture
def other(seat: Seat) -> Desk:
    return seat(Role.PEER, name="Dre Exampleton")


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Quillon Example", case_manager=desk, restricted=True, external_id="HMIS-7")


def grant(to: UUID, person: UUID, **changes: object) -> GrantAccess:
    facts: dict[str, object] = {"id": new_id(), "reason": WHY} | changes
    return GrantAccess(participant_id=person, to_worker_id=to, **facts)  # type: ignore[arg-type]


def actions(desk: Desk, person: UUID) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection, subject=person)]


def test_a_worker_is_let_in_once_and_by_an_entry_in_the_audit(
    supervisor: Desk, other: Desk, person: UUID
) -> None:
    way = grant(other.worker.id, person, reason=f" {WHY} ")
    for _ in range(2):  # saving twice makes one
        restricted.grant_access(supervisor, way)
    (line,) = restricted.list_access(supervisor, person)
    assert (line.worker, line.reason, line.until) == (other.worker.name, WHY, None)
    assert participants.read_record(other, person).row.id == person
    assert actions(supervisor, person).count("restricted.grant") == 1


@pytest.mark.parametrize("reason", ["", "   ", "short", "a".ljust(20)])
def test_nobody_is_let_in_without_a_reason(
    supervisor: Desk, other: Desk, person: UUID, reason: str
) -> None:
    with pytest.raises(InvalidInput):
        restricted.grant_access(supervisor, grant(other.worker.id, person, reason=reason))
    assert restricted.list_access(supervisor, person) == ()


def test_an_access_ends_in_the_future(supervisor: Desk, other: Desk, person: UUID) -> None:
    now = supervisor.clock.now()
    with pytest.raises(InvalidInput):
        restricted.grant_access(supervisor, grant(other.worker.id, person, until=now))
    assert restricted.list_access(supervisor, person) == ()
    until = now + timedelta(minutes=1)
    restricted.grant_access(supervisor, grant(other.worker.id, person, until=until))
    assert [line.until for line in restricted.list_access(supervisor, person)] == [until]


def test_only_somebody_who_works_here_is_let_in(
    supervisor: Desk, other: Desk, person: UUID
) -> None:
    with pytest.raises(NotFound):
        restricted.grant_access(supervisor, grant(new_id(), person))
    with supervisor.store.write() as session:
        session.get_one(Worker, other.worker.id).active = False
    with pytest.raises(NotFound):
        restricted.grant_access(supervisor, grant(other.worker.id, person))
    assert restricted.list_access(supervisor, person) == ()


def test_an_access_is_ended_once(supervisor: Desk, other: Desk, person: UUID) -> None:
    way = grant(other.worker.id, person)
    restricted.grant_access(supervisor, way)
    with pytest.raises(NotFound):
        restricted.end_access(supervisor, new_id())
    for _ in range(2):
        restricted.end_access(supervisor, way.id)
    (line,) = restricted.list_access(supervisor, person)
    assert line.ended_at == supervisor.clock.now()
    assert actions(supervisor, person).count("restricted.access_ended") == 1


def test_the_audit_says_whom_a_record_was_opened_to_and_closed_for(
    supervisor: Desk, other: Desk, person: UUID
) -> None:
    way = grant(other.worker.id, person)
    restricted.grant_access(supervisor, way)
    restricted.end_access(supervisor, way.id)
    restricted.break_glass(other, BreakGlass(new_id(), "HMIS-7", WHY))
    with supervisor.store.read() as connection:
        entries = list_entries(connection, subject=person)
    to = {"to": str(other.worker.id)}
    assert [(entry.action, entry.detail) for entry in entries] == [
        ("restricted.grant", to),
        ("restricted.access_ended", to),
        ("restricted.break_glass", to),
    ]


def test_hiding_a_record_and_showing_it_again_are_both_audited(
    supervisor: Desk, person: UUID
) -> None:
    restricted.set_restricted(supervisor, person, False)
    restricted.set_restricted(supervisor, person, True, "Works with us")
    with supervisor.store.read() as connection:
        entries = list_entries(connection, subject=person)
    assert [(entry.action, entry.detail) for entry in entries] == [
        ("restricted.lifted", {"with_reason": False}),
        ("restricted.set", {"with_reason": True}),
    ]
    with pytest.raises(NotFound):
        restricted.set_restricted(supervisor, new_id(), True)


def test_the_number_of_another_system_breaks_the_glass(other: Desk, person: UUID) -> None:
    assert restricted.break_glass(other, BreakGlass(new_id(), " HMIS-7 ", WHY)) == person
    assert participants.read_record(other, person).row.id == person


def test_a_name_that_two_share_opens_neither(other: Desk, enroll: Enroll, person: UUID) -> None:
    enroll("Quillon Example", restricted=True)
    with pytest.raises(NotFound):
        restricted.break_glass(other, BreakGlass(new_id(), "Quillon Example", WHY))
    assert participants.list_caseload(other) == []


def test_whoever_is_in_already_needs_no_glass_and_leaves_no_opening(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    assert restricted.break_glass(desk, BreakGlass(new_id(), "Quillon Example", WHY)) == person
    assert restricted.list_break_glass(supervisor) == ()


def test_a_record_that_is_open_to_all_is_not_broken_open(other: Desk, enroll: Enroll) -> None:
    enroll("Juniper Fable")
    with pytest.raises(NotFound):
        restricted.break_glass(other, BreakGlass(new_id(), "Juniper Fable", WHY))


def test_a_look_at_an_opening_is_audited(supervisor: Desk, other: Desk, person: UUID) -> None:
    restricted.break_glass(other, BreakGlass(new_id(), "HMIS-7", WHY))
    (opening,) = restricted.list_break_glass(supervisor)
    restricted.note_seen(supervisor, opening.id)
    assert actions(supervisor, person)[-1] == "restricted.looked_at"
    with pytest.raises(NotFound):
        restricted.note_seen(supervisor, new_id())


def test_the_supervisors_list_holds_openings_and_no_grants(
    supervisor: Desk, other: Desk, person: UUID
) -> None:
    restricted.grant_access(supervisor, grant(other.worker.id, person))
    assert restricted.list_break_glass(supervisor) == ()
    assert restricted.list_restricted(supervisor) == ((person, "Quillon Example"),)


def test_the_record_says_when_it_closes_to_whoever_has_no_other_way_in(
    desk: Desk, supervisor: Desk, other: Desk, person: UUID
) -> None:
    assert restricted.read_open_until(desk, person) is None  # their own
    restricted.break_glass(other, BreakGlass(new_id(), "HMIS-7", WHY))
    closes = other.clock.now() + timedelta(hours=BREAK_GLASS_HOURS)
    assert restricted.read_open_until(other, person) == closes
    assert restricted.read_open_until(supervisor, person) is None
    restricted.grant_access(supervisor, grant(other.worker.id, person))
    assert restricted.read_open_until(other, person) is None  # open for good now


def test_an_emergency_without_words_names_both_fields_at_once(other: Desk) -> None:
    with pytest.raises(InvalidInput) as refused:
        restricted.break_glass(other, BreakGlass(new_id(), " ", ""))
    assert [problem.field for problem in refused.value.problems] == ["who", "reason"]
