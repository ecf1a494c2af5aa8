"""The ways into a restricted record, each alone and up to its last moment, in both its forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AccessKind, Role, WorkerPart
from lead_desktop.services.desk import Desk
from lead_desktop.store.queries.visibility import (
    HIDDEN,
    bounds_of,
    hidden_ids,
    hidden_people,
    require_visible,
)
from lead_desktop.store.tables import Assignment, RecordAccess
from tests.conftest import CLOCK

TODAY, NOW = CLOCK.today(), CLOCK.now()
WRITTEN = f"SELECT id FROM participant WHERE id IN {HIDDEN}"
DAY, MOMENT = timedelta(days=1), timedelta(milliseconds=1)
Seat = Callable[..., Desk]
Enroll = Callable[..., UUID]


@pytest.fixture
def colleague(seat: Seat) -> Desk:
    return seat(Role.PEER, name="Wren Example")


@pytest.fixture
def hidden(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Quillon Example", case_manager=desk, restricted=True)


def had(worker: Desk, person: UUID, *, to_on: date | None = TODAY, **facts: object) -> None:
    """The worker has, or had, the person as their peer."""
    with worker.store.write() as session:
        session.add(
            Assignment(
                participant_id=person, worker_id=worker.worker.id, part=WorkerPart.PEER,
                from_on=TODAY - 30 * DAY, to_on=to_on, created_at=NOW, updated_at=NOW, **facts,
            )
        )  # fmt: skip


def let_in(worker: Desk, person: UUID, **facts: object) -> None:
    """The worker was let into the record."""
    with worker.store.write() as session:
        session.add(
            RecordAccess(
                id=new_id(), participant_id=person, worker_id=worker.worker.id,
                kind=AccessKind.GRANT, reason="Covers for a week", at=NOW - DAY,
                by_id=worker.worker.id, created_at=NOW, updated_at=NOW, **facts,
            )
        )  # fmt: skip


def sees(worker: Desk, person: UUID) -> tuple[bool, bool]:
    """Whether the worker may read, and whether they may write; the two forms never differ."""
    answers = []
    for reading in (True, False):
        viewer = replace(worker.viewer, reading=reading)
        with worker.store.read() as connection:
            built = set(connection.execute(hidden_people(viewer)).scalars())
            written = connection.exec_driver_sql(WRITTEN, bounds_of(viewer)).scalars()
            assert built == {UUID(one) for one in written} == hidden_ids(connection, viewer)
        answers.append(person not in built)
    return answers[0], answers[1]


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({"to_on": None}, (True, True)),
        ({}, (False, False)),
        ({"view_until": TODAY}, (True, False)),
        ({"view_until": TODAY - DAY}, (False, False)),
    ],
)
def test_who_has_somebody_sees_them_and_who_had_them_reads_until_the_named_day(
    colleague: Desk, hidden: UUID, facts: dict[str, date | None], may: tuple[bool, bool]
) -> None:
    assert sees(colleague, hidden) == (False, False)
    had(colleague, hidden, **facts)
    assert sees(colleague, hidden) == may


@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"until": NOW + MOMENT}, True),
        ({"until": NOW}, False),
        ({"ended_at": NOW - MOMENT}, False),
        ({"until": NOW + DAY, "ended_at": NOW - MOMENT}, False),
    ],
)
def test_who_was_let_in_sees_until_the_access_ends(
    colleague: Desk, hidden: UUID, facts: dict[str, object], may: bool
) -> None:
    let_in(colleague, hidden, **facts)
    assert sees(colleague, hidden) == (may, may)


def test_who_sees_every_restricted_record_needs_no_way_of_their_own(
    seat: Seat, hidden: UUID
) -> None:
    assert sees(seat(Role.SUPERVISOR), hidden) == (True, True)


def test_a_record_that_is_open_to_all_needs_no_way(colleague: Desk, enroll: Enroll) -> None:
    assert sees(colleague, enroll("Juniper Fable")) == (True, True)


def test_a_way_into_one_record_is_none_into_another(
    colleague: Desk, enroll: Enroll, hidden: UUID
) -> None:
    mine = enroll("Sorrel Sample", restricted=True)
    once = enroll("Clover Sample", restricted=True)
    let_in_to = enroll("Alder Sample", restricted=True)
    had(colleague, mine, to_on=None)
    had(colleague, once, view_until=TODAY)
    let_in(colleague, let_in_to)
    assert sees(colleague, hidden) == (False, False)


def test_the_way_of_one_worker_is_none_for_another(
    seat: Seat, colleague: Desk, hidden: UUID
) -> None:
    had(colleague, hidden, view_until=TODAY)
    let_in(colleague, hidden)
    assert sees(colleague, hidden) == (True, True)
    assert sees(seat(Role.CASE_MANAGER, name="Dre Example"), hidden) == (False, False)


def test_one_hidden_among_several_is_refused_and_to_write_having_had_them_is_not_enough(
    colleague: Desk, enroll: Enroll, hidden: UUID
) -> None:
    shown = enroll("Juniper Fable")
    with colleague.store.read() as connection:
        require_visible(connection, colleague.viewer)
        require_visible(connection, colleague.viewer, shown)
        with pytest.raises(NotFound):
            require_visible(connection, colleague.viewer, shown, hidden)
    had(colleague, hidden, view_until=TODAY)
    with colleague.store.read() as connection:
        require_visible(connection, colleague.viewer, shown, hidden)
    with colleague.store.write() as session, pytest.raises(NotFound):
        require_visible(session, colleague.viewer, shown, hidden)


def test_the_hidden_are_found_through_the_index_of_the_restricted(colleague: Desk) -> None:
    """`restricted IS 1` is no `restricted = 1` to SQLite: every list walked everybody."""
    asked: list[tuple[str, object]] = []

    def note(
        connection: object, cursor: object, statement: str, bounds: object, *_: object
    ) -> None:
        asked.append((statement, bounds))

    event.listen(colleague.store.engine, "before_cursor_execute", note)
    with colleague.store.read() as connection:
        connection.execute(hidden_people(colleague.viewer)).all()
        connection.exec_driver_sql(WRITTEN, bounds_of(colleague.viewer)).all()
        event.remove(colleague.store.engine, "before_cursor_execute", note)
        for statement, bounds in asked:
            question = f"EXPLAIN QUERY PLAN {statement}"
            plan = connection.exec_driver_sql(question, bounds).all()  # type: ignore[call-overload]  # as it was bound
            assert any("ix_participant_restricted" in step.detail for step in plan)
    assert len(asked) == 2
