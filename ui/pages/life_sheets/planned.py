"""Transfers whose day has not come: whom each moves, to whom, from when, and calling it off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.domain.people.transfer import PlannedTransfer
from ui.kit.banner import Banner
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.label import ElidingLabel, Label
from ui.models.day_words import Calendar
from ui.pages.facts import clear_layout
from ui.theme import Theme


def planned_words(plan: PlannedTransfer, calendar: Calendar) -> str:
    """From when, which part, who planned it; or what it waits for."""
    if plan.to_gone:
        return f"{plan.to_worker} no longer works here: cancel it and choose somebody else"
    words = f"From {calendar.short_date(plan.on)} · {plan.part.label}"
    return words if plan.may_cancel else f"{words} · planned by {plan.planned_by}"


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
        about = planned_words(one, calendar)
        words.addWidget(Label(self._theme, about, "caption", "text2", wrap=True))
        row.addLayout(words, 1)
        if one.may_cancel:
            cancel = Button(self._theme, "Cancel", size="sm", kind="ghost")
            day = calendar.short_date(one.on)
            cancel.setAccessibleName(f"Cancel: {one.who} to {one.to_worker}, {day}")
            cancel.clicked.connect(lambda _=False: self.cancelled.emit(one.id))
            self.cancels.append(cancel)
            row.addWidget(cancel)
        return holder


class PlannedBanner(QWidget):
    """Over the record of somebody who is to be passed on. `cancelled` carries the transfer's id."""

    cancelled = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.banners: list[Banner] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 4, 20, 6)
        self._box.setSpacing(6)
        self.hide()

    def show_planned(self, planned: Sequence[PlannedTransfer], calendar: Calendar) -> None:
        """Say who takes over from when, or nothing."""
        clear_layout(self._box)
        self.banners = [self._banner(one, calendar) for one in planned]
        for banner in self.banners:
            self._box.addWidget(banner)
        self.setVisible(bool(planned))

    def _banner(self, one: PlannedTransfer, calendar: Calendar) -> Banner:
        action = "Cancel transfer" if one.may_cancel else ""
        line = planned_words(one, calendar)
        title = f"To be passed on to {one.to_worker}"
        banner = Banner(self._theme, "neutral", title, line, icon="users", action=action)
        banner.acted.connect(lambda: self.cancelled.emit(one.id))
        return banner
