"""A peer's own supervision beside their day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role, SupervisionForm
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import oversight
from lead_desktop.services.worklist.oversight import HeldSession
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace


def test_a_peer_sees_how_their_own_supervision_stands(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk], page: TodayPage
) -> None:
    assert not page.supervision.isVisible()  # a case manager's day
    peer, boss = seat(Role.PEER, name="Lou Testwell"), seat(Role.SUPERVISOR, name="Priya Demoson")
    other = seat(Role.PEER, name="Dre Sampleton")
    today = peer.clock.today()
    for whom, ago, minutes in ((peer, 3, 75), (peer, 10, 60), (other, 1, 45)):
        held_on = today - timedelta(days=ago)
        held = HeldSession(
            new_id(), whom.worker.id, held_on, minutes, SupervisionForm.INDIVIDUAL, "Only for Priya"
        )
        oversight.record_session(boss, held)
    theirs = TodayPage(replace(workplace, desk=peer))
    theirs.resize(1180, 780)
    theirs.show()
    theirs.activate()
    qtbot.waitUntil(theirs.supervision.isVisible)
    said = [label.text() for label in theirs.supervision.findChildren(QLabel)]
    assert any("2.25 of 4 h this month" in words for words in said)
    text = " ".join(said)
    assert "75 min" in text
    assert "One to one with Priya Demoson" in text
    assert "45 min" not in text
    assert "Only for Priya" not in text
    Shiboken.delete(theirs)
