"""The outcomes page at the keyboard: each role in its scope, every chart as a table too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import LinkageStatus, Role, ServiceCategory, VerifiedBy
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from ui.models.outcomes import HIDDEN
from ui.pages.outcomes.page import OutcomesPage
from ui.pages.workplace import Workplace

TODAY = date(2026, 11, 23)


@pytest.fixture
def linked(desk: Desk, enroll: Callable[..., UUID]) -> None:
    made = new_id()
    person = enroll("Juniper Fable", case_manager=desk)
    linkages.add_linkage(desk, AddLinkage(made, person, ServiceCategory.LEGAL))
    move = Move(LinkageStatus.STARTED, TODAY, verified_by=VerifiedBy.STAFF_PRESENT)
    linkages.move_linkage(desk, made, move)


def shown(qtbot: QtBot, workplace: Workplace) -> OutcomesPage:
    page = OutcomesPage(workplace)
    page.resize(1220, 800)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.activate()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


@pytest.mark.usefixtures("linked")
def test_figures_charts_and_table_say_the_same(qtbot: QtBot, workplace: Workplace) -> None:
    page = shown(qtbot, workplace)
    assert page.tiles[1].accessibleName() == "Linked to a service: 100%"
    assert "First visit 1" in page.stairs.accessibleName()
    assert "We were there 1" in page.sources.accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    assert page.table.hasFocus()
    said = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert {"First visit", "We were there", "0–1"} <= set(said)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.tiles[0].accessibleName() == "Linkages begun: 0")
    assert page.heading().subtitle == "My linkages"
    Shiboken.delete(page)


@pytest.mark.usefixtures("linked")
def test_a_reader_sees_aggregates_and_no_small_count(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk]
) -> None:
    page = shown(qtbot, replace(workplace, desk=seat(Role.AUDITOR, name="Aud Itor")))
    assert page.tiles[0].accessibleName() == f"Linkages begun: {HIDDEN}"
    assert page.heading().subtitle == "Whole team, small counts hidden"
    assert "1" not in page.stairs.accessibleName()
    Shiboken.delete(page)
