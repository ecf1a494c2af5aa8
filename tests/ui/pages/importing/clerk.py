"""Somebody who takes files in, with keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from lead_desktop.domain.codes import ImportKind
from ui.pages.settings.import_sheet import ImportSheet
from ui.pages.settings.page import SettingsPage

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Told = list[tuple[str, Callable[[], None] | None]]
"""The toasts that were shown, each with how it is taken back."""


class Clerk:
    """Takes files in on `page`; path: where the file stands, saved: where its problems go."""

    def __init__(self, bot: QtBot, page: SettingsPage, folder: Path) -> None:
        self.bot, self.page, self.path = bot, page, folder / "people.csv"
        page.importing.ask_file = lambda _, chosen: chosen(self.path)
        self.saved = folder / "problems.csv"
        page.importing.ask_place = lambda _, chosen: chosen(self.saved)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.bot.keyClick(QApplication.focusWidget(), key, held)

    def begin(self, kind: ImportKind = ImportKind.CASELOAD) -> ImportSheet:
        """Open the sheet, say what the file holds and choose it."""
        self.page.importing.section.take_in.setFocus()
        self.press(Key.Key_Space)
        sheet = self.page.importing.sheet
        assert sheet is not None
        self.bot.waitUntil(lambda: sheet.kinds.isAncestorOf(QApplication.focusWidget()))
        while sheet.kind is not kind:
            self.press(Key.Key_Right)
        self.press(Key.Key_Tab)
        assert sheet.choose.hasFocus()
        self.press(Key.Key_Space)
        return sheet

    def open(
        self, text: str, kind: ImportKind = ImportKind.CASELOAD, *, encoding: str = "utf-8"
    ) -> ImportSheet:
        """Choose a spreadsheet of these words, until its columns are asked about."""
        self.path.write_bytes(text.encode(encoding))
        sheet = self.begin(kind)
        self.bot.waitUntil(lambda: sheet.look is not None)
        self.bot.waitUntil(next(iter(sheet.places.values())).hasFocus)
        return sheet

    def tried(self, sheet: ImportSheet) -> None:
        self.press(Key.Key_Return, CTRL)
        self.bot.waitUntil(lambda: sheet.report is not None)

    def take_in(self, sheet: ImportSheet) -> None:
        self.bot.waitUntil(sheet.save_button.isEnabled)
        self.press(Key.Key_Return, CTRL)
        self.bot.waitUntil(lambda: self.page.importing.sheet is None)

    def save_problems(self, sheet: ImportSheet) -> str:
        """Save what could not be taken; returns what stands there."""
        sheet.problems.setFocus()
        self.press(Key.Key_Space)
        self.bot.waitUntil(self.saved.exists)
        return self.saved.read_text("utf-8-sig")


def words_in(sheet: ImportSheet) -> str:
    """Everything that a sheet says now."""
    return " ".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())
