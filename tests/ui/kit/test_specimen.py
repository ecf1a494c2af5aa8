"""The component sheet, as a screen reader and a pointer meet it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.focus_trap import is_inner
from ui.kit.specimen import build_specimen
from ui.theme import Look, Theme
from ui.theme.tokens import Scheme


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> QWidget:
    page = build_specimen(theme)
    qtbot.addWidget(page)
    page.show()
    return page


def _focusable(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not is_inner(widget)
    ]


def test_every_focusable_widget_has_a_name_and_a_role(sheet: QWidget) -> None:
    nameless = []
    for widget in _focusable(sheet):
        face = QAccessible.queryAccessibleInterface(widget)
        name = face.text(QAccessible.Text.Name)
        if not name or face.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client):
            nameless.append((type(widget).__name__, name, face.role()))
    assert len(_focusable(sheet)) > 15
    assert nameless == []


def test_every_button_can_be_hit(sheet: QWidget) -> None:
    small = [
        (button.text(), button.width(), button.height())
        for button in sheet.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 24
    ]
    assert small == []


@pytest.mark.parametrize("look", [Look(), Look(Scheme.DARK), Look(text_percent=130)])
def test_it_fits_and_paints(theme: Theme, qtbot: QtBot, look: Look) -> None:
    theme.switch(look)
    page = build_specimen(theme)
    qtbot.addWidget(page)
    page.show()
    image = page.grab().toImage()
    assert (image.width(), image.height()) == (1440, 900)
    assert image.pixelColor(5, 5) == theme.color("window")
