"""The forms to choose from: one card each, with what it is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from lead_desktop.domain.codes import FormKind
from lead_desktop.services.paper.forms import FormOffer
from ui.kit.option_card import Option, OptionCard
from ui.theme import Theme

_ICON = {
    FormKind.CONTACT_LOG: "history",
    FormKind.SHIFT: "clipboard-list",
    FormKind.ROSTER: "users",
    FormKind.DOCKET: "scale",
    FormKind.REFERRAL_LETTER: "handshake",
    FormKind.APPOINTMENT: "ticket",
    FormKind.TRANSFER: "arrow-right",
    FormKind.CONSENT: "signature",
    FormKind.REVOCATION: "file-x",
    FormKind.ACCOUNTING: "scroll-text",
    FormKind.WHO_HAS_SEEN: "eye",
    FormKind.PRIVACY_NOTICE: "shield",
    FormKind.BREACH_LETTER: "shield-alert",
    FormKind.DAILY_LOG: "pen-line",
    FormKind.MEASURES: "chart-column",
    FormKind.ONE_TO_ONE: "user-cog",
}


class FormList(QWidget):
    """One of the forms; `changed` carries it. The arrow keys move."""

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards: dict[FormKind, OptionCard] = {}
        self._group: QButtonGroup | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.setAccessibleName("Which form?")

    def offer(self, offers: Sequence[FormOffer]) -> None:
        """Show these forms; the chosen one stays chosen where it is still there."""
        if [offer.kind for offer in offers] == list(self.cards):
            return
        before = self.kind()
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {}
        self._group = QButtonGroup(self)
        for offer in offers:
            note = "" if offer.open else "Not for your role"
            option = Option(
                offer.kind.label,
                icon=_ICON[offer.kind],
                note=note,
                note_icon="" if offer.open else "lock",
            )
            card = OptionCard(self._theme, option)
            card.setEnabled(offer.open)
            self._group.addButton(card)
            self._column.addWidget(card)
            self.cards[offer.kind] = card
            card.toggled.connect(lambda on, one=offer.kind: self._toggled(one, on))
        if self.cards:
            first = before if before in self.cards else next(iter(self.cards))
            self.cards[first].setChecked(True)

    def kind(self) -> FormKind | None:
        """The chosen form."""
        return next((one for one, card in self.cards.items() if card.isChecked()), None)

    def choose(self, kind: FormKind) -> None:
        """Choose and focus a form that is offered."""
        self.cards[kind].setChecked(True)
        self.cards[kind].setFocus()

    def _toggled(self, kind: FormKind, on: bool) -> None:
        if on:
            self.changed.emit(kind)
