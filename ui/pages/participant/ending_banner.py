"""The banner over the record of somebody whose time with the program has ended."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.people.status import Standing, reason_label
from ui.kit.banner import Banner
from ui.models.day_words import Calendar
from ui.pages.facts import clear_layout
from ui.theme import Theme


class EndingBanner(QWidget):
    """Neutral words, and the way back. reopen_asked: the person is to come back."""

    reopen_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 4, 20, 6)
        self.hide()

    def show_ending(self, ending: Standing | None, calendar: Calendar, *, may: bool) -> None:
        """Say since when and why, or nothing for people who are with the program."""
        clear_layout(self._box)
        self.setVisible(ending is not None)
        if ending is None:
            return
        day = calendar.short_date(ending.since)
        if ending.deceased:
            line = "Every reminder has stopped. The name and the record stay."
            banner = Banner(self._theme, "neutral", f"Died. Closed {day}.", line, icon="trees")
        else:
            why = reason_label(ending.status, ending.reason_code)
            title = f"{ending.status.label} {day}" + (f": {why}" if why else "")
            line = "They can come back at any time, without a new referral."
            action = "Reopen" if may else ""
            banner = Banner(self._theme, "neutral", title, line, icon="archive", action=action)
            banner.acted.connect(self.reopen_asked)
        self._box.addWidget(banner)
