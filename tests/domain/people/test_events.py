"""What may be written down about a life: nothing of the future but a court date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from lead_desktop.base.clock import local_day
from lead_desktop.domain.codes import EventKind, EventSource
from lead_desktop.domain.people.events import STAYS, EventFacts, EventLine, check_event
from tests.conftest import CLOCK

NOW, HOUR, DAY = CLOCK.now(), timedelta(hours=1), timedelta(days=1)
STAY = EventFacts(EventKind.JAIL_BOOKED, next(iter(EventSource)), NOW - DAY)


def problems(**changes: object) -> list[str]:
    return [one.field for one in check_event(replace(STAY, **changes), NOW, CLOCK.zone)]


def test_what_happened_lies_in_the_past_and_a_court_date_may_come() -> None:
    assert problems(occurred_at=NOW) == []
    assert problems(occurred_at=NOW + HOUR) == ["occurred_at"]
    assert problems(kind=EventKind.COURT_DATE, occurred_at=NOW + HOUR) == []


def test_only_a_stay_has_an_end_and_it_lies_between_its_beginning_and_now() -> None:
    assert problems(kind=EventKind.ARREST, ended_at=NOW) == ["ended_at"]
    ends = (STAY.occurred_at - HOUR, STAY.occurred_at, NOW, NOW + HOUR)
    assert [problems(ended_at=end) for end in ends] == [["ended_at"], [], [], ["ended_at"]]


def test_an_expected_end_is_not_before_the_day_of_the_beginning() -> None:
    begins = local_day(STAY.occurred_at, CLOCK.zone)
    assert problems(expected_end_on=begins) == []
    assert problems(expected_end_on=begins - DAY) == ["expected_end_on"]


def test_a_stay_says_where_somebody_is_until_it_ends() -> None:
    def line(**changes: object) -> EventLine:
        return EventLine(uuid4(), uuid4(), replace(STAY, **changes), "Wren", 1)

    assert EventKind.JAIL_BOOKED in STAYS
    assert line().open_stay
    assert not line(ended_at=NOW).open_stay
    assert not line(kind=EventKind.ARREST).open_stay
