"""The outcomes page at the keyboard: each role in its scope, every chart as a table too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import FormKind, LinkageStatus, Role, ServiceCategory, VerifiedBy
from lead_desktop.domain.measures.lines import HIDDEN
from lead_desktop.domain.measures.spans import Span
from lead_desktop.domain.plan.linkage import Move
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.services.plan.linkages import AddLinkage
from ui.pages.outcomes.page import OutcomesPage
from ui.pages.workplace import FormWish, Workplace

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
    assert page.panels.tiles[1].accessibleName() == "Linked to a service: 100%"
    assert "with a first visit" in page.panels.tiles[1].toolTip()
    assert "First visit 1" in page.panels.stairs.accessibleName()
    assert "We were there 1" in page.panels.sources.accessibleName()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_T)
    assert page.table.hasFocus()
    said = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert {"First visit", "We were there", "0–1"} <= set(said)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.panels.tiles[0].accessibleName() == "Linkages begun: 0")
    assert page.heading().subtitle == "My people"
    Shiboken.delete(page)


@pytest.mark.usefixtures("linked")
def test_a_reader_sees_aggregates_and_no_small_count(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk]
) -> None:
    page = shown(qtbot, replace(workplace, desk=seat(Role.AUDITOR, name="Aud Itor")))
    assert page.tiles[0].accessibleName() == f"Active participants: {HIDDEN}"
    assert page.heading().subtitle == "Whole team, small counts hidden"
    assert "1" not in page.panels.stairs.accessibleName()
    assert page.whose.isHidden()
    assert page.print_button.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_P)
    qtbot.keyClick(page, Qt.Key.Key_M)
    assert page.heading().subtitle == "Whole team, small counts hidden"
    Shiboken.delete(page)


def test_days_of_ones_own_are_typed_in_either_order(qtbot: QtBot, workplace: Workplace) -> None:
    page = shown(qtbot, workplace)
    qtbot.keyClick(page, Qt.Key.Key_4)
    assert page.first.hasFocus()
    page.first.setDate(QDate(2026, 11, 20))
    page.last.setDate(QDate(2026, 11, 9))
    qtbot.keyClick(page.last, Qt.Key.Key_Return)
    assert page.span == Span(date(2026, 11, 9), date(2026, 11, 20))
    assert page.first.date() == QDate(2026, 11, 9)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert page.span == Span(date(2026, 10, 28), date(2026, 11, 8))
    qtbot.keyClick(page, Qt.Key.Key_1)
    assert page.span == Span(date(2026, 10, 1), date(2026, 10, 31))
    assert page.first.isHidden()
    Shiboken.delete(page)


@pytest.mark.usefixtures("linked")
def test_what_is_copied_may_leave_the_team(qtbot: QtBot, workplace: Workplace) -> None:
    page = shown(qtbot, workplace)
    told: list[str] = []
    workplace.navigator.toast_wanted.connect(lambda words, _: told.append(words))
    qtbot.keyClick(page, Qt.Key.Key_C)
    copied = QApplication.clipboard().text()
    assert "Counts under 11 are not shown" in copied
    assert f"\tActive participants\t{HIDDEN}" in copied
    assert "Juniper" not in copied
    assert told == ["Copied, without counts under 11"]
    assert page.tiles[0].accessibleName() == "Active participants: 1"  # the page stays as it was
    Shiboken.delete(page)


@pytest.mark.usefixtures("linked")
def test_a_supervisor_turns_from_the_team_to_their_own(
    qtbot: QtBot, workplace: Workplace, seat: Callable[..., Desk]
) -> None:
    page = shown(qtbot, replace(workplace, desk=seat(Role.SUPERVISOR, name="Sue Pervisor")))
    assert page.tiles[0].accessibleName() == "Active participants: 1"
    wishes: list[FormWish] = []
    workplace.navigator.forms_wanted.connect(wishes.append)
    qtbot.keyClick(page, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: page.tiles[0].accessibleName() == "Active participants: 0")
    assert page.heading().subtitle == "My people"
    qtbot.keyClick(page, Qt.Key.Key_P)
    [wish] = wishes
    assert (wish.kind, wish.span, wish.mine) == (FormKind.MEASURES, page.span, True)
    Shiboken.delete(page)
