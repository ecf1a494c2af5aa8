"""Transfers whose day has not come: each with whom it moves, from whom to whom, and Cancel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.people.transfer import PlannedTransfer
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.label import ElidingLabel, Label
from ui.models.day_words import Calendar
from ui.pages.facts import clear_layout
from ui.theme import Theme


class PlannedCard(Card):
    """`cancelled` carries the id of a transfer. Not shown while nothing is planned."""

    cancelled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(fixed=False)
        self._theme = theme
        self.cancels: list[Button] = []
        self.column.setContentsMargins(16, 12, 12, 12)
        self.column.addWidget(SectionHeader(theme, "Planned transfers"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.hide()

    def show_planned(self, planned: Sequence[PlannedTransfer], calendar: Calendar) -> None:
        """Show these, the next one first."""
        clear_layout(self._rows)
        self.cancels = []
        for one in planned:
            self._rows.addWidget(self._row(one, calendar))
        self.setVisible(bool(planned))

    def _row(self, one: PlannedTransfer, calendar: Calendar) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidingLabel(self._theme, f"{one.who} to {one.to_worker}", "med"))
        day = calendar.short_date(one.on)
        about = f"From {day} · {one.part.label}"
        words.addWidget(Label(self._theme, about, "caption", "text2"))
        row.addLayout(words, 1)
        cancel = Button(self._theme, "Cancel", size="sm", kind="ghost")
        cancel.setAccessibleName(f"Cancel: {one.who} to {one.to_worker}, {day}")
        cancel.clicked.connect(lambda _=False: self.cancelled.emit(one.id))
        self.cancels.append(cancel)
        row.addWidget(cancel)
        return holder
