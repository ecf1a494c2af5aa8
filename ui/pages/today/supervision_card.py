"""Beside a peer's day: how their own supervision stands, and the sessions that count for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from lead_desktop.domain.worklist.oversight import OwnSupervision, SessionLine
from ui.kit.card import Card, SectionHeader
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import FactLine, FactRow, Sign, clear_layout
from ui.theme import Theme

_SHOWN = 4
"""Sessions that are listed: a month of the weekly ones."""


def session_words(session: SessionLine, calendar: Calendar) -> tuple[str, str]:
    """A session in two lines: when and how long, then how and with whom."""
    when = f"{calendar.short_date(session.held_on)} · {session.minutes} min"
    return when, f"{session.form.label} with {session.supervisor}"


class SupervisionCard(Card):
    """Not shown to anybody whose certificate asks for no supervision."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(fixed=False)
        self._theme = theme
        self.column.setContentsMargins(16, 12, 12, 12)
        self.column.addWidget(SectionHeader(theme, "My supervision"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self.hide()

    def show_supervision(self, own: OwnSupervision | None, calendar: Calendar) -> None:
        """Show how it stands, or nothing."""
        clear_layout(self._rows)
        self.setVisible(own is not None)
        if own is None:
            return
        theme = self._theme
        self._rows.addWidget(Label(theme, own.standing.words, "med", wrap=True))
        if own.asks:
            self._rows.addWidget(Label(theme, own.asks, "caption", "warn_text", wrap=True))
        for session in own.sessions[:_SHOWN]:
            first, second = session_words(session, calendar)
            lines: list[FactLine] = [(first, "caption", "text"), (second, "caption", "text2")]
            self._rows.addWidget(FactRow(theme, Sign(theme, icon="users"), lines))
