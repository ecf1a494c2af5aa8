"""What opening Today reads: by seeks alone, and nothing of people who are hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, Role, Supply
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.worklist import tasks, worklist
from lead_desktop.services.worklist.tasks import WriteTask

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
FEW = (
    # The people asked for, each once; what is joined to them is sought.
    "p", "participant", "my_people", "worker", "found", "q", "happened", "(subquery",
    # A row or less for each person, of those that are open.
    "safety_note", "timeline_mark", "h", "i", "d",
    # Notes that were returned and not yet answered (a partial index), and the team's own events.
    "r", "team_event",
    # Consents that something was written of behind the program's back, until they are looked at.
    "consent_doubt",
)  # fmt: skip
"""What may be walked over: tables and aliases that do not grow with the history."""


@contextmanager
def noted(desk: Desk) -> Iterator[dict[str, object]]:
    """Every statement that is run within, with what it was bound to."""
    seen: dict[str, object] = {}

    def note(_: object, cursor: object, statement: str, bounds: object, *rest: object) -> None:
        seen.setdefault(statement, bounds)

    event.listen(desk.store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(desk.store.engine, "before_cursor_execute", note)


def seen_with(desk: Desk, *people: UUID) -> None:
    command = LogContact(
        id=new_id(),
        participant_ids=people,
        mode=ContactMode.IN_PERSON,
        outcome=ContactOutcome.MET,
        occurred_at=desk.clock.now() - timedelta(hours=1),
        supplies=((Supply.NALOXONE_KIT, 2),),
    )
    contacts.log_contact(desk, command)


@pytest.mark.parametrize("everybody", [False, True])
def test_opening_the_day_walks_over_no_history(desk: Desk, enroll: Enroll, everybody: bool) -> None:
    seen_with(desk, enroll("Moss Example", case_manager=desk))
    with noted(desk) as statements:
        worklist.read_day(desk, everybody=everybody)
        participants.list_caseload(desk)
        worklist.list_duties(desk)
    walked = set()
    with desk.store.read() as connection:
        for statement, bounds in statements.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bounds).all()
            walked |= {step.detail.split()[1] for step in plan if step.detail.startswith("SCAN")}
    assert len(statements) > 10
    assert walked - set(FEW) == set()


def test_nobody_hidden_is_on_the_list_or_in_its_figures(
    desk: Desk, seat: Seat, enroll: Enroll
) -> None:
    other = seat(Role.CASE_MANAGER, name="Wren Example")
    hidden = enroll("Quillon Example", case_manager=desk, restricted=True)
    shown = enroll("Moss Example", case_manager=desk)
    for people in ((hidden,), (shown,), (shown, hidden)):
        seen_with(desk, *people)
    for person in (hidden, shown):
        tasks.write_tasks(
            desk, (WriteTask(new_id(), person, "Bring the form", desk.clock.today()),)
        )
    whole, less = (worklist.read_day(one, everybody=True) for one in (desk, other))
    assert {hidden, shown} <= {item.participant_id for item in whole.work.items}
    assert {item.participant_id for item in less.work.items} == {shown}
    told = [(d.figures.people, d.figures.reached, d.figures.naloxone) for d in (whole, less)]
    assert told == [(2, 2, 6), (1, 1, 4)]
    assert [sum(count for _, count in d.figures.by_day) for d in (whole, less)] == [3, 2]
    assert [item for item in worklist.list_duties(other) if item.participant_id == hidden] == []
    assert worklist.read_day(other).work.items == ()
