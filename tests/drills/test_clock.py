"""clock: the machine's clock is set back, the hour repeats or is skipped, the day turns, a leap day
comes, somebody works in another zone. Order and cadence stay right, and the audit says what
happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.base.clock import DEFAULT_ZONE, FixedClock, days_between, local_day, to_utc
from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AddendumKind, ContactMode, ContactOutcome, Seal
from lead_desktop.services.contacts import addenda, contacts, signing
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.store.audit import list_entries, verify_chain
from tests.services.noting import entry

Enroll = Callable[..., UUID]
ZONES = ("America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "UTC")
ROUNDS = [pytest.param(6, id="short"), pytest.param(300, id="long", marks=pytest.mark.drill)]


def at(desk: Desk, instant: datetime) -> Desk:
    """The same desk at another moment."""
    return replace(desk, clock=FixedClock(desk.clock.zone, instant.astimezone(UTC)))


def wall(text: str, fold: int = 0) -> datetime:
    """A wall-clock time in Baltimore."""
    return datetime.fromisoformat(text).replace(tzinfo=DEFAULT_ZONE, fold=fold)


def meet(desk: Desk, person: UUID, when: datetime, **more: object) -> UUID:
    values: dict[str, object] = {"id": new_id(), "participant_ids": (person,), "occurred_at": when}
    values |= {"mode": ContactMode.PHONE, "outcome": ContactOutcome.MET, "note": "Words"}
    command = LogContact(**values | more)  # type: ignore[arg-type]  # a test's short form
    contacts.log_contact(desk, command)
    return command.id


def days_since(desk: Desk, person: UUID) -> int | None:
    return participants.read_record(desk, person).row.cadence.days_since


def shown(desk: Desk, person: UUID) -> list[datetime]:
    return [one.occurred_at for one in participants.list_timeline(desk, person)]


@pytest.fixture
def person(enroll: Enroll, desk: Desk) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def test_a_clock_set_back_is_written_down_and_loses_nothing(desk: Desk, person: UUID) -> None:
    noon = wall("2026-11-23T12:00")
    first = meet(at(desk, noon), person, noon, sign=True)
    back = at(desk, noon - timedelta(hours=3))
    with pytest.raises(InvalidInput):  # by this clock the first one has not been yet
        meet(back, person, noon)
    second = meet(back, person, noon - timedelta(hours=3), sign=True)
    addenda.add_addendum(back, AddAddendum(new_id(), first, AddendumKind.ADDENDUM, "More"))
    assert [entry(back, one).seal for one in (first, second)] == [Seal.INTACT, Seal.INTACT]
    assert entry(back, first).whole
    assert shown(back, person) == [
        noon.astimezone(UTC),
        (noon - timedelta(hours=3)).astimezone(UTC),
    ]
    assert days_since(back, person) == 0
    with desk.store.read() as connection:
        assert verify_chain(connection) is None
        told = [one.detail.get("clock_went_back_seconds") for one in list_entries(connection)]
    assert 3 * 3600 in told


def test_the_hour_that_comes_twice_is_told_apart(desk: Desk, person: UUID) -> None:
    before, after = wall("2026-11-01T01:30"), wall("2026-11-01T01:30", fold=1)
    desk = at(desk, wall("2026-11-02T09:00"))
    later, earlier = meet(desk, person, after, sign=True), meet(desk, person, before, sign=True)
    assert entry(desk, later).occurred_at - entry(desk, earlier).occurred_at == timedelta(hours=1)
    assert shown(desk, person) == [after.astimezone(UTC), before.astimezone(UTC)]
    assert entry(desk, later).seal is entry(desk, earlier).seal is Seal.INTACT
    assert days_since(desk, person) == 1


def test_the_hour_that_is_skipped_is_still_an_instant(desk: Desk, person: UUID) -> None:
    never = datetime(2026, 3, 8, 2, 30)  # noqa: DTZ001 - a wall-clock time that no clock showed
    instant = to_utc(never, DEFAULT_ZONE)
    assert instant == datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    desk = at(desk, wall("2026-03-09T00:00"))
    assert entry(desk, meet(desk, person, instant)).occurred_at == instant
    assert days_since(desk, person) == 1  # 20.5 hours later, but the next day


@pytest.mark.parametrize(
    ("met", "now", "days"),
    [
        ("2026-11-22T23:59", "2026-11-23T00:01", 1),
        ("2026-11-23T00:00", "2026-11-23T23:59", 0),
        ("2026-03-07T12:00", "2026-03-09T12:00", 2),  # a day of 23 hours between
        ("2026-10-31T12:00", "2026-11-02T12:00", 2),  # a day of 25 hours between
        ("2028-02-28T12:00", "2028-03-01T09:00", 2),  # a leap day between
        ("2027-02-28T12:00", "2027-03-01T09:00", 1),
        ("2028-02-29T23:00", "2029-02-28T01:00", 365),
        ("2026-12-31T23:59", "2027-01-01T00:00", 1),
    ],
)
def test_days_are_those_of_the_calendar(
    desk: Desk, person: UUID, met: str, now: str, days: int
) -> None:
    desk = at(desk, wall(now))
    meet(desk, person, wall(met))
    assert days_since(desk, person) == days


def test_an_entry_is_late_by_hours_that_passed_and_not_by_the_wall(
    desk: Desk, person: UUID
) -> None:
    met = wall("2026-10-31T12:00")
    hours_later = met.astimezone(UTC) + timedelta(hours=48)
    assert hours_later.astimezone(DEFAULT_ZONE).hour == 11  # the clocks went back in between
    assert not entry(desk, meet(at(desk, hours_later), person, met)).late
    later = hours_later + timedelta(seconds=1)
    assert entry(desk, meet(at(desk, later), person, met)).late


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
def test_order_and_cadence_hold_whatever_the_clock_and_the_zone(
    desk: Desk, enroll: Enroll, rounds: int
) -> None:
    """A clock that jumps and workers in any zone: what is listed is ordered, what is counted is
    what the calendar of the vault says, and every seal holds."""
    moments = Random(rounds)
    start = wall("2028-02-25T00:30").astimezone(UTC)
    for number in range(rounds):
        person = enroll(f"Moss {number} Example")
        met: list[datetime] = []
        for _ in range(6):
            now = start + timedelta(minutes=moments.randrange(-600_000, 600_000))
            told = (now - timedelta(minutes=moments.randrange(5_000))).astimezone(
                ZoneInfo(moments.choice(ZONES))
            )
            one = meet(at(desk, now), person, told)
            signing.sign_contact(at(desk, now - timedelta(minutes=moments.randrange(90))), one)
            met.append(told.astimezone(UTC))
        today = max(met) + timedelta(minutes=moments.randrange(100_000))
        reader = at(desk, today)
        assert shown(reader, person) == sorted(met, reverse=True)
        expected = days_between(max(met), local_day(today, DEFAULT_ZONE), DEFAULT_ZONE)
        assert days_since(reader, person) == expected
        seals = {one.seal for one in contacts.list_contacts(reader, participant_id=person)}
        assert seals == {Seal.INTACT}
    with desk.store.read() as connection:
        assert verify_chain(connection) is None
