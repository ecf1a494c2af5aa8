"""Rows found, named as missing, and written once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from lead_desktop import services
from lead_desktop.base.errors import NotFound
from lead_desktop.base.ids import new_id
from lead_desktop.services.desk import Desk
from lead_desktop.services.rows import MISSING, add_once, require_working, required
from lead_desktop.store.queries.visibility import not_there
from lead_desktop.store.tables import Participant, TeamEvent

_ASKED = re.compile(
    r"\brequired\(\s*session,\s*([A-Z]\w+),"
)  # a parameter that holds a table is lower case


def test_every_table_that_is_asked_for_has_words_for_a_row_that_is_not_there() -> None:
    sources = Path(services.__file__).parent.rglob("*.py")
    asked = {name for source in sources for name in _ASKED.findall(source.read_text("utf-8"))}
    assert len(asked) > 15
    assert asked <= {table.__name__ for table in MISSING}


def test_a_row_is_given_or_named_as_missing(desk: Desk, enroll: Callable[..., UUID]) -> None:
    person = enroll("Juniper Fable")
    with desk.store.write() as session:
        assert required(session, Participant, person).id == person
        with pytest.raises(NotFound, match="not in the calendar"):
            required(session, TeamEvent, new_id())


def test_nobody_can_tell_a_hidden_participant_from_one_who_does_not_exist(desk: Desk) -> None:
    with desk.store.write() as session, pytest.raises(NotFound) as missing:
        required(session, Participant, new_id())
    assert str(missing.value) == str(not_there())


def test_the_same_row_twice_is_one(desk: Desk) -> None:
    now, event_id = desk.clock.now(), new_id()

    def event(title: str) -> TeamEvent:
        return TeamEvent(
            id=event_id,
            worker_id=desk.worker.id,
            title=title,
            place="",
            starts_at=now,
            minutes=30,
            weekly=False,
            created_at=now,
            updated_at=now,
        )

    with desk.store.write() as session:
        assert add_once(session, event("Round"))
    with desk.store.write() as session:
        assert not add_once(session, event("Another"))
        assert required(session, TeamEvent, event_id).title == "Round"


def test_work_goes_to_those_who_work_here(desk: Desk) -> None:
    with desk.store.write() as session:
        require_working(session, desk.worker.id)
        with pytest.raises(NotFound, match="does not work in this vault"):
            require_working(session, new_id())
