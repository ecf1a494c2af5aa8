"""The program's own backup comes when it is due, whatever the clock once said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from lead_desktop.base.clock import FixedClock
from lead_desktop.services.trust import backups
from lead_desktop.services.trust.sitting_down import OpenVault


def due(opened: OpenVault, moment: datetime) -> bool:
    """Whether the program makes a backup of its own at this moment."""
    desk = replace(opened.desk, clock=FixedClock(instant=moment))
    return backups.back_up_when_due(desk, opened.keys) is not None


def test_a_backup_is_due_until_there_is_one_and_again_once_it_is_old(inside: OpenVault) -> None:
    now, hours = inside.desk.clock.now(), inside.desk.settings.backup_hours
    assert due(inside, now)
    assert not due(inside, now)
    assert not due(inside, now + timedelta(hours=hours, seconds=-1))
    assert due(inside, now + timedelta(hours=hours))
    assert not due(inside, now + timedelta(hours=hours))


def test_a_backup_of_a_day_to_come_keeps_nobody_without_one(inside: OpenVault) -> None:
    """The clock was ahead once, and was put right: what is stamped then says nothing of today."""
    now = inside.desk.clock.now()
    assert due(inside, now + timedelta(days=400))
    assert due(inside, now)
    assert not due(inside, now + timedelta(minutes=5))
    assert due(inside, now + timedelta(hours=inside.desk.settings.backup_hours))
