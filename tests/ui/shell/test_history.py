"""The trail of places."""

from __future__ import annotations

from uuid import uuid4

from ui.shell.history import History, Place

CASELOAD, SETTINGS = Place("caseload"), Place("settings")


def test_back_and_forward_walk_the_trail() -> None:
    history = History()
    person = Place("participant", uuid4())
    for place in (CASELOAD, person, SETTINGS):
        history.visit(place)
    assert history.forward() is None
    assert [history.back(), history.back(), history.back()] == [person, CASELOAD, None]
    assert [history.forward(), history.forward(), history.here] == [person, SETTINGS, SETTINGS]


def test_going_somewhere_new_cuts_off_what_lay_ahead() -> None:
    history = History()
    history.visit(CASELOAD)
    history.visit(SETTINGS)
    history.back()
    person = Place("participant", uuid4())
    history.visit(person)
    assert history.forward() is None
    assert history.back() == CASELOAD


def test_visiting_the_same_place_twice_is_one_step() -> None:
    history = History()
    history.visit(CASELOAD)
    history.visit(CASELOAD)
    assert history.back() is None
