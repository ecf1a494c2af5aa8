"""Bulk inserts store what the mapped tables read back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ParticipantStatus, Phase
from lead_desktop.services.desk import Desk
from lead_desktop.services.importing.bulk import BulkInsert
from lead_desktop.store.tables import Alias, Participant

COLUMNS = ("number", "preferred_name", "email", "enrolled_on", "status")
TODAY = date(2026, 11, 23)
ANA = (1, "Ana ’ O'Fable", None, None, ParticipantStatus.ACTIVE)
BO = (2, "Bo", "bo@example.org", TODAY, ParticipantStatus.CLOSED)


@pytest.fixture
def same(desk: Desk) -> dict[str, object]:
    """What all people of these tests have in common."""
    return {
        "name_key": "it's",
        "status_since": TODAY,
        "phase": Phase.ENGAGING,
        "restricted": True,
        "version": 1,
        "created_at": desk.clock.now(),
        "updated_at": desk.clock.now(),
    }


def test_every_kind_of_value_comes_back(desk: Desk, same: dict[str, object]) -> None:
    with desk.store.write() as session:
        BulkInsert(session, Participant, COLUMNS, same).add([ANA, BO])
        people = list(session.scalars(select(Participant).order_by(Participant.number)))
    assert [tuple(getattr(one, name) for name in COLUMNS) for one in people] == [ANA, BO]
    assert {name: getattr(people[0], name) for name in same} == same
    assert people[0].id < people[1].id


def test_a_column_that_one_batch_leaves_empty_is_filled_in_the_next(
    desk: Desk, same: dict[str, object]
) -> None:
    with desk.store.write() as session:
        people = BulkInsert(session, Participant, COLUMNS, same)
        people.add([])
        people.add([ANA])
        people.add([BO])
        emails = session.scalars(select(Participant.email).order_by(Participant.number)).all()
    assert emails == [None, "bo@example.org"]


def test_ids_that_are_given_stay(desk: Desk, same: dict[str, object]) -> None:
    one = new_id()
    with desk.store.write() as session:
        BulkInsert(session, Participant, ("id", *COLUMNS), same).add([(one, *ANA)])
        found = session.scalars(select(Participant.id)).all()
    assert found == [one]


def test_the_database_still_refuses_what_it_must(desk: Desk, same: dict[str, object]) -> None:
    stamps = {name: same[name] for name in ("created_at", "updated_at")}
    with pytest.raises(IntegrityError), desk.store.write() as session:
        BulkInsert(session, Alias, ("participant_id", "name"), stamps).add([(new_id(), "Sunny")])
