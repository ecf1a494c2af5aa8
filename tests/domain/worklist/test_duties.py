"""The safety clock: 72 hours after a release or an overdose, whatever the status."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from lead_desktop.domain.codes import EventKind, ParticipantStatus, TaskKind
from lead_desktop.domain.people.cadence import PlaceNow
from lead_desktop.domain.worklist.duties import (
    Happening,
    expected_end,
    follow_up,
    proposes_lost,
    safety_review,
)

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
TODAY = date(2026, 11, 23)
WHO, WHAT = UUID(int=1), UUID(int=2)
HOUR = timedelta(hours=1)


def happened(kind: EventKind, hours_ago: float, **facts: object) -> Happening:
    made = Happening(WHO, WHAT, kind, NOW - hours_ago * HOUR, ParticipantStatus.ACTIVE)
    return replace(made, **facts)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (EventKind.JAIL_RELEASED, TaskKind.AFTER_RELEASE),
        (EventKind.JAIL_BOOKED, TaskKind.AFTER_RELEASE),
        (EventKind.OVERDOSE_NONFATAL, TaskKind.AFTER_OVERDOSE),
    ],
)
def test_a_contact_is_due_within_72_hours_with_naloxone(kind: EventKind, asked: TaskKind) -> None:
    duty = follow_up(happened(kind, 71), NOW, ZONE)
    assert duty is not None
    assert duty.kind is asked
    assert duty.due_at == NOW + HOUR
    assert not duty.overdue
    assert "naloxone" in duty.why
    late = follow_up(happened(kind, 73), NOW, ZONE)
    assert late is not None
    assert late.overdue


@pytest.mark.parametrize(
    "status",
    [
        ParticipantStatus.INACTIVE_LOST,
        ParticipantStatus.INACTIVE_PAUSED,
        ParticipantStatus.OUTREACH,
        ParticipantStatus.REFERRED,
    ],
)
def test_no_status_pauses_the_safety_clock(status: ParticipantStatus) -> None:
    assert follow_up(happened(EventKind.OVERDOSE_NONFATAL, 20, status=status), NOW, ZONE)


def test_it_ends_with_the_work_a_death_or_a_new_stay_in_jail() -> None:
    for facts in ({"status": ParticipantStatus.CLOSED}, {"jailed_again": True}):
        assert follow_up(happened(EventKind.JAIL_RELEASED, 20, **facts), NOW, ZONE) is None


def test_reached_without_naloxone_leaves_the_naloxone_for_two_weeks() -> None:
    seen = {"reached_at": NOW - HOUR}
    duty = follow_up(happened(EventKind.JAIL_RELEASED, 30, **seen), NOW, ZONE)
    assert duty is not None
    assert duty.kind is TaskKind.NALOXONE
    assert follow_up(happened(EventKind.JAIL_RELEASED, 24 * 15, **seen), NOW, ZONE) is None
    given = {**seen, "naloxone_at": NOW - HOUR}
    assert follow_up(happened(EventKind.JAIL_RELEASED, 30, **given), NOW, ZONE) is None


def test_after_a_month_the_cadence_alone_shows_the_person() -> None:
    assert follow_up(happened(EventKind.JAIL_RELEASED, 24 * 30), NOW, ZONE)
    assert follow_up(happened(EventKind.JAIL_RELEASED, 24 * 32), NOW, ZONE) is None


def test_a_stay_asks_on_its_expected_day_and_not_before() -> None:
    def asked(day: date) -> object:
        return expected_end(WHO, WHAT, PlaceNow.JAIL, day, TODAY, NOW)

    assert asked(TODAY + timedelta(days=1)) is None
    assert asked(TODAY)


def test_a_safety_note_is_looked_at_around_its_last_day() -> None:
    def asked(left: int) -> object:
        return safety_review(WHO, WHAT, "Dog", TODAY + timedelta(days=left), TODAY, NOW)

    assert [bool(asked(left)) for left in (8, 7, 0, -1, -30, -31)] == [
        False, True, True, True, True, False,
    ]  # fmt: skip


def test_in_the_wind_is_proposed_after_30_days_and_tries_on_three_days() -> None:
    active = ParticipantStatus.ACTIVE
    assert proposes_lost(active, None, 31, 3)
    assert not proposes_lost(active, None, 30, 3)
    assert not proposes_lost(active, None, 31, 2)
    assert not proposes_lost(active, PlaceNow.JAIL, 31, 3)
    assert not proposes_lost(ParticipantStatus.INACTIVE_LOST, None, 31, 3)
