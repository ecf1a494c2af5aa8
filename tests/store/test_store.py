"""The store: units of work, and noticing what other processes save."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import Refused
from lead_desktop.store.store import Store, open_store
from lead_desktop.store.tables import Draft, Setting, Worker
from tests.conftest import KEY


@pytest.fixture
def other(store: Store) -> Iterator[Store]:
    """The same vault opened a second time, as another process would."""
    opened = open_store(store.path, KEY)
    yield opened
    opened.close()


def save_setting(store: Store, clock: FixedClock, key: str) -> None:
    with store.write() as session:
        session.add(Setting(key=key, value=1, updated_at=clock.now()))


def test_what_others_save_is_noticed_once(store: Store, other: Store, clock: FixedClock) -> None:
    assert not store.changed_elsewhere()
    save_setting(other, clock, "a")
    assert store.changed_elsewhere()
    assert not store.changed_elsewhere()


def test_what_one_saves_oneself_is_no_news(store: Store, clock: FixedClock) -> None:
    assert not store.changed_elsewhere()
    save_setting(store, clock, "a")
    assert not store.changed_elsewhere()


def test_news_is_not_lost_when_one_saves_after_the_other(
    store: Store, other: Store, clock: FixedClock
) -> None:
    assert not store.changed_elsewhere()
    save_setting(other, clock, "a")
    save_setting(store, clock, "b")
    assert store.changed_elsewhere()


def test_the_second_writer_of_one_record_is_told(
    store: Store, other: Store, clock: FixedClock
) -> None:
    now = clock.now()
    with store.write() as session:
        worker = Worker(name="Ana", name_key="ana", role="peer", created_at=now, updated_at=now)
        session.add(worker)
        session.flush()
        draft = Draft(owner_id=worker.id, form="contact", body={}, created_at=now, updated_at=now)
        session.add(draft)
    mine = draft

    def overwrite() -> None:
        with store.write() as session:
            mine.body = {"note": "mine"}
            session.add(mine)

    with other.write() as session:
        theirs = session.get_one(Draft, draft.id)
        theirs.body = {"note": "theirs"}
    with pytest.raises(Refused):
        overwrite()
    with store.read() as connection:
        assert connection.scalar(select(Draft.body)) == {"note": "theirs"}
