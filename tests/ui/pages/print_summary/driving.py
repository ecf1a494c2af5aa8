"""How the tests work the print page, and how they read what came of it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import trust
from tests.ui.pages.printing import words_of
from ui.pages.print_summary.page import PrintPage

NAME = "Juniper Fable"


PASSPHRASE = "maple river stone"


def key(qtbot: QtBot, *keys: Qt.Key) -> None:
    for one in keys:
        qtbot.keyClick(QApplication.focusWidget(), one)


def disclosures(desk: Desk, person: UUID) -> list[DisclosureLine]:
    return trust.list_disclosures(desk, person)


def drawn_text(page: PrintPage) -> str:
    """What the present copy holds; "" while another one is being made."""
    copy = page.source.present
    return "" if copy is None else words_of(copy.pdf)


def save(qtbot: QtBot, page: PrintPage, *, passphrase: str) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.counter.sheet is not None)
    sheet = page.counter.sheet
    assert sheet is not None
    if passphrase:
        qtbot.keyClicks(sheet.passphrase.first.input, passphrase)
        qtbot.keyClicks(sheet.passphrase.second.input, passphrase)
    else:
        sheet.plain.setChecked(True)
        assert not sheet.save.isEnabled()
        sheet.understood.setChecked(True)
    sheet.save.click()


def press_print(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


RECIPIENT = "Sample Street Recovery"
