"""The audit chain: whoever edits, removes or reorders an entry is found out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lead_desktop.base.clock import FixedClock
from lead_desktop.domain.trust.audit import PROGRAM
from lead_desktop.store import audit
from lead_desktop.store.store import Store


def fill(store: Store, clock: FixedClock, entries: int = 5) -> None:
    for number in range(entries):
        with store.write() as session:
            at = clock.now() + timedelta(minutes=number)
            audit.append(session, PROGRAM, "test.act", at, detail={"n": number})


def tamper(store: Store, *statements: str) -> int | None:
    """Change rows as somebody with the key could: without the triggers that forbid it."""
    with store.write() as session:
        session.execute(text("DROP TRIGGER audit_no_update"))
        session.execute(text("DROP TRIGGER audit_no_delete"))
        for statement in statements:
            session.execute(text(statement))
    with store.read() as connection:
        return audit.verify_chain(connection)


def test_a_whole_chain_verifies(store: Store, clock: FixedClock) -> None:
    fill(store, clock)
    with store.read() as connection:
        assert audit.verify_chain(connection) is None
        assert [entry.seq for entry in audit.list_entries(connection)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("statements", "broken"),
    [
        (("UPDATE audit SET action = 'other' WHERE seq = 3",), 3),
        (("DELETE FROM audit WHERE seq = 2",), 3),
        (("UPDATE audit SET detail = '{\"n\": 9}' WHERE seq = 4",), 4),
        (
            (
                "UPDATE audit SET seq = 99 WHERE seq = 2",
                "UPDATE audit SET seq = 2 WHERE seq = 3",
                "UPDATE audit SET seq = 3 WHERE seq = 99",
            ),
            2,
        ),
        (("UPDATE audit SET worker = 'somebody else' WHERE seq = 1",), 1),
    ],
    ids=["edited", "removed", "detail", "reordered", "worker"],
)
def test_the_first_broken_link_is_named(
    store: Store, clock: FixedClock, statements: tuple[str, ...], broken: int
) -> None:
    fill(store, clock)
    assert tamper(store, *statements) == broken


@pytest.mark.parametrize("statement", ["UPDATE audit SET action = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_changes(
    store: Store, clock: FixedClock, statement: str
) -> None:
    fill(store, clock)
    with pytest.raises(DBAPIError), store.write() as session:
        session.execute(text(statement))


def test_a_clock_that_went_back_is_said(store: Store, clock: FixedClock) -> None:
    fill(store, clock, 1)
    with store.write() as session:
        audit.append(session, PROGRAM, "late", clock.now() - timedelta(hours=2))
    with store.read() as connection:
        newest = audit.list_entries(connection)[-1]
        assert newest.detail == {"clock_went_back_seconds": 7200}
        assert audit.verify_chain(connection) is None


def test_an_act_that_is_undone_leaves_no_entry(store: Store, clock: FixedClock) -> None:
    def act_that_fails() -> None:
        with store.write() as session:
            audit.append(session, PROGRAM, "test.act", clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()
    with store.read() as connection:
        assert audit.list_entries(connection) == []
