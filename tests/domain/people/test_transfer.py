"""Passing people on: to whom, from when, and whose they are meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from lead_desktop.domain.codes import Role, WorkerPart
from lead_desktop.domain.people.transfer import AHEAD, Holder, PlannedTransfer, check_transfer

TODAY, DAY = date(2026, 11, 23), timedelta(days=1)
WREN, DRE, OTHER = uuid4(), uuid4(), uuid4()
HELD = Holder(uuid4(), "Juniper Fable", WREN, TODAY - 30 * DAY, frozenset({WREN, OTHER}))
PLANNED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def problems(
    *people: Holder,
    to_worker: UUID = DRE,
    to_role: Role = Role.CASE_MANAGER,
    part: WorkerPart = WorkerPart.CASE_MANAGER,
    on: date = TODAY,
) -> list[str]:
    found = check_transfer(
        people, to_worker=to_worker, to_role=to_role, part=part, on=on, today=TODAY
    )
    return [problem.field for problem in found]


def test_somebody_goes_to_another_worker_of_the_part() -> None:
    assert problems(HELD) == []
    assert problems() == ["participant_ids"]
    assert problems(HELD, to_worker=WREN) == ["to_worker"]
    assert problems(replace(HELD, worker_id=None, since=None), HELD, to_worker=WREN) == [
        "to_worker"
    ]


@pytest.mark.parametrize("part", WorkerPart)
@pytest.mark.parametrize("role", Role)
def test_a_part_is_held_by_its_own_role_or_a_supervisor(part: WorkerPart, role: Role) -> None:
    own = {WorkerPart.CASE_MANAGER: Role.CASE_MANAGER, WorkerPart.PEER: Role.PEER}[part]
    fits = role in (own, Role.SUPERVISOR)
    assert problems(HELD, part=part, to_role=role) == ([] if fits else ["to_worker"])


def test_a_transfer_lies_between_when_the_person_came_and_ninety_days_ahead() -> None:
    assert HELD.since is not None
    last = TODAY + AHEAD * DAY
    days = (HELD.since - DAY, HELD.since, last, last + DAY)
    assert [problems(HELD, on=day) for day in days] == [["on"], [], [], ["on"]]
    assert problems(replace(HELD, since=None), on=HELD.since - DAY) == []


def test_an_own_person_is_one_of_the_team_or_of_nobody() -> None:
    assert HELD.is_own_of(WREN)
    assert HELD.is_own_of(OTHER)
    assert not HELD.is_own_of(DRE)
    assert replace(HELD, worker_id=None, team=frozenset()).is_own_of(DRE)


def test_a_plan_stands_unless_somebody_got_the_person_after_it_was_made() -> None:
    later = PLANNED + timedelta(seconds=1)
    for written, stands in ((None, True), (PLANNED, True), (later, False)):
        assert replace(HELD, written_at=written).stood_at(PLANNED) == stands


def test_a_planned_transfer_says_whom_it_moves() -> None:
    def planned(*people: str) -> PlannedTransfer:
        return PlannedTransfer(
            id=uuid4(), people=people, from_worker="Wren", to_worker="Dre", part=WorkerPart.PEER,
            on=TODAY, planned_by_id=WREN, planned_by="Wren", to_gone=False, may_cancel=True,
        )  # fmt: skip

    assert planned("Juniper Fable").who == "Juniper Fable"
    assert planned("Juniper Fable", "Moss Example").who == "2 people"
    assert planned().who == "0 people"
