"""The caseload query: local days, order, and rows that keep their facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, ParticipantStatus
from lead_desktop.domain.people.cadence import need_key
from lead_desktop.domain.people.caseload import CaseloadFacts
from lead_desktop.domain.people.stage import View
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.queries import caseload


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


BOUNDS = {"worker": "", "now": "", "today": "", "legal": True, "altered": ""}


def test_the_columns_read_are_the_facts_of_a_row(desk: Desk) -> None:
    query = f"{caseload._SELECT} WHERE FALSE"
    with desk.store.read() as connection:
        assert tuple(connection.exec_driver_sql(query, BOUNDS).keys()) == CaseloadFacts._fields


def test_no_fact_is_found_by_reading_a_history(desk: Desk) -> None:
    query = f"EXPLAIN QUERY PLAN {caseload._SELECT} ORDER BY p.number"
    with desk.store.read() as connection:
        plan = connection.exec_driver_sql(query, BOUNDS).all()
    scanned = [step.detail for step in plan if step.detail.startswith(("SCAN", "USE TEMP"))]
    assert [step.split()[:2] for step in scanned] == [["SCAN", "p"]]


def test_each_view_holds_whom_it_says(desk: Desk, enroll: Callable[..., UUID]) -> None:
    people = {
        "mine": enroll("Moss Example", case_manager=desk),
        "new": enroll("Wren Sample", status=ParticipantStatus.REFERRED),
        "lost": enroll("Juniper Fable", status=ParticipantStatus.INACTIVE_LOST),
        "jail": enroll("Tansy Madeup", status=ParticipantStatus.INACTIVE_CUSTODY),
        "closed": enroll("Basil Placeholder", status=ParticipantStatus.CLOSED),
    }
    names = {person: name for name, person in people.items()}

    def seen(view: View | None) -> set[str]:
        return {names[row.id] for row in participants.list_caseload(desk, view=view)}

    assert seen(None) == set(people)
    assert seen(View.TEAM) == {"mine", "new", "lost", "jail"}
    assert seen(View.MINE) == {"mine"}
    assert seen(View.NEW) == {"new"}
    assert seen(View.TO_FIND) == {"lost"}
    assert seen(View.AWAY) == {"jail"}
    assert seen(View.CLOSED) == {"closed"}
    assert seen(View.UNASSIGNED) == {"new", "lost", "jail"}
