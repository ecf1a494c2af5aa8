"""Tab in what stands over a page: header, fields, buttons; then round again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.tab_order import TabOrderWatch, out_of_order, stops_of
from ui.kit.button import Button
from ui.kit.inputs import LineEdit
from ui.kit.overlay import Overlay
from ui.kit.sheet import Sheet
from ui.pages.form_sheet import FormSheet
from ui.theme import Theme


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def a_form(theme: Theme, host: QWidget) -> Overlay:
    sheet = FormSheet(theme, host, "Where to find", "Keep")
    for name in ("place", "when", "until"):
        sheet.add(name, name.title(), LineEdit(theme, name))
    return sheet


def a_dialog(theme: Theme, host: QWidget) -> Overlay:
    """Its buttons are made before its fields, as those of a frame are."""
    sheet = Sheet(theme, host, "A question", width=600, height=400)
    sheet.footer.addWidget(Button(theme, "Leave"))
    sheet.footer.addWidget(Button(theme, "Save", kind="primary"))
    column = QVBoxLayout(sheet.body)
    row = QHBoxLayout()
    for name in ("First name", "Last name"):
        row.addWidget(LineEdit(theme, name))
    column.addLayout(row)
    column.addWidget(LineEdit(theme, "Number"))
    return sheet


@pytest.mark.parametrize(("make", "count"), [(a_form, 6), (a_dialog, 6)])
def test_tab_goes_through_everything_as_one_reads_it_and_comes_round(
    qtbot: QtBot, theme: Theme, host: QWidget, make: object, count: int
) -> None:
    assert callable(make)
    overlay = make(theme, host)
    overlay.open()
    stops = stops_of(overlay)
    assert len(stops) == count
    assert out_of_order(overlay) == []
    assert QApplication.focusWidget() is stops[1]  # the first field; above it stands Close
    for key, order in ((Qt.Key.Key_Tab, stops), (Qt.Key.Key_Backtab, stops[::-1])):
        stops[1].setFocus()
        walked = []
        for _ in stops:
            qtbot.keyClick(QApplication.focusWidget(), key)
            walked.append(QApplication.focusWidget())
        start = order.index(stops[1]) + 1
        assert walked == [*order[start:], *order[:start]]


def test_an_order_that_jumps_is_noticed(
    qtbot: QtBot, theme: Theme, host: QWidget, tab_order: TabOrderWatch
) -> None:
    sheet = Sheet(theme, host, "A question", width=600, height=400)
    column = QVBoxLayout(sheet.body)
    late = LineEdit(theme, "Made first, stands last", parent=sheet.body)
    column.addWidget(LineEdit(theme, "Stands first"))
    column.addWidget(late)
    sheet.open()
    assert tab_order.faults == ["Sheet: Made first, stands last -> Stands first"]
    tab_order.faults.clear()
