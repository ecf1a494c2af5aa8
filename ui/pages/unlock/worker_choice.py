"""Who is signing in: one card per worker of the vault, those who came last on top."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.kit.avatar import avatar_tone
from ui.kit.button import Button
from ui.kit.option_card import Option, OptionCard
from ui.kit.roving import RovingKeys
from ui.pages.unlock.words import last_here
from ui.theme import Theme

if TYPE_CHECKING:
    from lead_desktop.app import WorkerCard

_SHOWN = 3
_GAP = 6
_MOST_IN_SIGHT = 4


class WorkerChoice(QWidget):
    """chosen: a worker was picked. ↑ and ↓ move the choice, Tab leaves."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[OptionCard] = []
        self._keys: RovingKeys | None = None
        self.setAccessibleName("Signing in as")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list = QWidget()
        self._list.setProperty("kind", "surface")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._scroll.setWidget(self._list)
        self._others = Button(theme, "Someone else", kind="link", icon="user-plus")
        self._others.clicked.connect(self._show_all)
        column.addWidget(self._scroll)
        column.addWidget(self._others)
        theme.changed.connect(self._fit)

    def show_workers(self, workers: Sequence[WorkerCard], current: str, now: datetime) -> None:
        """Offer `workers`, with `current` chosen where they are among them."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = [self._card(worker, now) for worker in _latest_first(workers)]
        for place, card in enumerate(self._cards):
            self._column.addWidget(card)
            card.setVisible(place < _SHOWN)
        self._others.setVisible(len(self._cards) > _SHOWN)
        # One tab stop for them all; it lives as long as the cards that it moves between.
        self._keys = RovingKeys(self._cards[0], self._cards, choosing=True) if self._cards else None
        self.choose(current)
        self._fit()

    def choose(self, name: str) -> None:
        """Choose the worker called `name`, else the first."""
        card = next((c for c in self._cards if c.text() == name), None)
        if card is None and self._cards:
            card = self._cards[0]
        if card is not None:
            card.setChecked(True)
            if self._keys is not None:
                self._keys.rest_on(self._cards.index(card))
            if card.isHidden():
                self._show_all()

    def name(self) -> str:
        """The chosen worker's name; "" when there is none to choose."""
        return next((card.text() for card in self._cards if card.isChecked()), "")

    def stops(self) -> tuple[QWidget, ...]:
        """The widgets of the choice in reading order, for the tab order of the form."""
        return (*self._cards, self._others)

    def _card(self, worker: WorkerCard, now: datetime) -> OptionCard:
        from lead_desktop.domain.codes import Role  # late: the page is painted before a vault is

        person = (worker.name, avatar_tone(worker.name))
        note = last_here(worker.last_unlocked_at, now)
        line = Role(worker.role).label
        option = Option(worker.name, line, person=person, note=note, check=True)
        card = OptionCard(self._theme, option, parent=self._list)
        card.toggled.connect(self._toggled)
        return card

    def _toggled(self, on: bool) -> None:
        card: QObject = self.sender()
        if on and isinstance(card, OptionCard):
            self._scroll.ensureWidgetVisible(card, 0, _GAP)
            self.chosen.emit(card.text())

    def _show_all(self) -> None:
        for card in self._cards:
            card.show()
        self._others.hide()
        self._fit()

    def _fit(self) -> None:
        shown = [card for card in self._cards if not card.isHidden()]
        count = min(len(shown), _MOST_IN_SIGHT)
        height = sum(card.sizeHint().height() for card in shown[:count])
        self._scroll.setFixedHeight(height + _GAP * max(0, count - 1))


def _latest_first(workers: Sequence[WorkerCard]) -> list[WorkerCard]:
    def order(worker: WorkerCard) -> tuple[float, str]:
        at = worker.last_unlocked_at
        return (-at.timestamp() if at else 0.0, worker.name)

    return sorted(workers, key=order)
