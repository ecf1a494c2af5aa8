"""The audit chain: whoever edits, removes or reorders an entry is found out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.trust.audit import PROGRAM, Actor
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
        (("UPDATE audit SET subject = 'another record' WHERE seq = 2",), 2),
        (("UPDATE audit SET at = (SELECT at FROM audit WHERE seq = 1) WHERE seq = 5",), 5),
        (("UPDATE audit SET previous_hash = hash WHERE seq = 3",), 3),
        (
            (
                "DELETE FROM audit WHERE seq IN (2, 4, 5)",
                "UPDATE audit SET seq = 2, previous_hash = (SELECT hash FROM audit WHERE seq = 1) "
                "WHERE seq = 3",
            ),
            2,
        ),
    ],
    ids=[
        "edited",
        "removed",
        "detail",
        "reordered",
        "worker",
        "subject",
        "instant",
        "link",
        "removed and linked anew",
    ],
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


def test_an_entry_says_who_did_what_to_which_record(store: Store, clock: FixedClock) -> None:
    record, who = new_id(), Actor(None, "Wren Example")
    with store.write() as session:
        audit.append(session, PROGRAM, "test.act", clock.now())
        audit.append(session, who, "test.act", clock.now(), subject=record)
    with store.read() as connection:
        (entry,) = audit.list_entries(connection, subject=record)
        assert len(audit.list_entries(connection)) == 2
    told = (entry.worker, entry.action, entry.subject, entry.detail, entry.at)
    assert told == (who.name, "test.act", str(record), {}, clock.now())


def test_an_entry_has_the_hash_that_it_had_when_the_first_vaults_were_made(
    store: Store, clock: FixedClock
) -> None:
    """Vaults of earlier versions are verified by the same recipe, whatever script a name is in."""
    with store.write() as session:
        made = audit.append(
            session, Actor(None, "Zoë Примерова"), "test.act", clock.now(), subject="P",
            detail={"n": 1, "a": "ü"},
        )  # fmt: skip
    assert made == "cb9c314923e0001cb467a9fec7334c8a6738719510cb51b9b54540b832734ba8"


def test_two_acts_of_one_instant_are_no_clock_that_went_back(
    store: Store, clock: FixedClock
) -> None:
    with store.write() as session:
        for _ in range(2):
            audit.append(session, PROGRAM, "test.act", clock.now())
    with store.read() as connection:
        assert [entry.detail for entry in audit.list_entries(connection)] == [{}, {}]


def test_the_head_stands_in_the_audit_and_moves_with_each_entry(
    store: Store, clock: FixedClock
) -> None:
    with store.read() as connection:
        assert audit.head(connection) == audit.GENESIS
        assert not audit.holds_link(connection, audit.GENESIS)
    fill(store, clock, 2)
    with store.read() as connection:
        first, second = (entry.hash for entry in audit.list_entries(connection))
        assert audit.head(connection) == second
        assert audit.holds_link(connection, first)
        assert not audit.holds_link(connection, "f" * 64)


def test_the_last_time_of_an_act_is_that_of_the_act_alone(store: Store, clock: FixedClock) -> None:
    fill(store, clock, 3)
    with store.write() as session:
        audit.append(session, PROGRAM, "other.act", clock.now() + timedelta(hours=1))
    with store.read() as connection:
        assert audit.last_at(connection, "test.act") == clock.now() + timedelta(minutes=2)
        assert audit.last_at(connection, "never.done") is None


def test_an_act_that_is_undone_leaves_no_entry(store: Store, clock: FixedClock) -> None:
    def act_that_fails() -> None:
        with store.write() as session:
            audit.append(session, PROGRAM, "test.act", clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()
    with store.read() as connection:
        assert audit.list_entries(connection) == []
