"""The banner over a restricted record that is open to the worker for some hours only."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.banner import Banner
from ui.models.day_words import Calendar
from ui.pages.facts import clear_layout
from ui.theme import Theme


class OpenBanner(QWidget):
    """Says until when, or is not there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.banner: Banner | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 4, 20, 6)
        self.hide()

    def show_until(self, until: datetime | None, calendar: Calendar) -> None:
        """Say when the record closes by itself, or nothing where it does not."""
        clear_layout(self._box)
        self.banner = None
        self.setVisible(until is not None)
        if until is None:
            return
        title = f"Restricted, and open to you until {calendar.ahead(until)}"
        line = "Then it closes by itself. Your supervisor sees that it was opened, and why."
        self.banner = Banner(self._theme, "warn", title, line, icon="lock-open")
        self._box.addWidget(self.banner)
