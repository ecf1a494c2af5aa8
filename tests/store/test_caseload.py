"""The caseload query: local days, order, and rows that keep their facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.cadence import need_key
from lead_desktop.domain.codes import ContactMode, ContactOutcome
from lead_desktop.services import contacts, participants
from lead_desktop.services.desk import Desk


def reach(desk: Desk, person: UUID, days_ago: int, outcome: ContactOutcome) -> None:
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=new_id(),
            participant_ids=(person,),
            mode=ContactMode.PHONE,
            outcome=outcome,
            occurred_at=desk.clock.now() - timedelta(days=days_ago),
        ),
    )


def test_most_needed_come_first_and_facts_stay_with_their_row(
    desk: Desk, enroll: Callable[..., UUID]
) -> None:
    people = {days: enroll(f"Person {days}", case_manager=desk) for days in (3, 30, 12, 16)}
    for days, person in people.items():
        reach(desk, person, days, ContactOutcome.MET)
    rows = participants.list_caseload(desk)
    assert [row.id for row in rows] == [people[days] for days in (30, 16, 12, 3)]
    keys = [need_key(row.cadence) for row in rows]
    assert keys == sorted(keys)
    assert all(row.mine and row.case_manager == "Tomas Sampleton" for row in rows)


def test_the_same_facts_make_equal_rows(desk: Desk, enroll: Callable[..., UUID]) -> None:
    enroll("Moss Example")
    (first,), (second,) = participants.list_caseload(desk), participants.list_caseload(desk)
    assert first == second
    assert hash(first) == hash(second)
    assert first != "Moss Example"


def test_finding_is_by_any_name_number_or_phone(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Zoë O’Brien-Fable")
    enroll("Moss Example")
    for words in ("zoe", "obrien fable", "P-0001", "p1"):
        assert [row.id for row in participants.list_caseload(desk, find=words)] == [person]
    assert participants.list_caseload(desk, find="100% nobody_") == []
