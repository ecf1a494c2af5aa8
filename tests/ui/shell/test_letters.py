"""Single-letter keys can be turned off, and never act in a text field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.letters import LetterGate


class Page(QWidget):
    """Notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.heard.append(event.text())


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def gate(page: Page) -> Iterator[LetterGate]:
    made = LetterGate(page)
    yield made
    made.set_closed(False)


def test_an_open_gate_lets_letters_through(qtbot: QtBot, page: Page, gate: LetterGate) -> None:
    page.setFocus()
    qtbot.keyClick(page, "j")
    assert page.heard == ["j"]


def test_a_closed_gate_keeps_letters_from_the_page(
    qtbot: QtBot, page: Page, gate: LetterGate
) -> None:
    gate.set_closed(True)
    page.setFocus()
    qtbot.keyClicks(page, "jx ")
    assert page.heard == [" "]  # the space bar is no letter


def test_text_is_typed_whatever_the_gate_says(qtbot: QtBot, page: Page, gate: LetterGate) -> None:
    gate.set_closed(True)
    page.field.setFocus()
    qtbot.keyClicks(page.field, "Juniper")
    assert page.field.text() == "Juniper"


def test_a_closed_gate_leaves_other_windows_alone(qtbot: QtBot, gate: LetterGate) -> None:
    """A window that was closed with its letters off silenced J and K in the next one."""
    gate.set_closed(True)
    other = Page()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    other.setFocus()
    qtbot.keyClick(other, "j")
    assert other.heard == ["j"]
