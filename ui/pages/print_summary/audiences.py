"""For whom the copy is: five cards, each saying on what ground it may go out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Audience
from ui.kit.option_card import Option, OptionCard
from ui.theme import Theme
from ui.theme.tokens import ColorRole

AUDIENCES = (
    Audience.INTERNAL,
    Audience.PROVIDER,
    Audience.COMMUNITY,
    Audience.JUSTICE,
    Audience.PARTICIPANT,
)
"""In the order of the keys 1 to 5."""

PARTNERS = frozenset({Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE})

_ICON = {
    Audience.INTERNAL: "users",
    Audience.PROVIDER: "stethoscope",
    Audience.COMMUNITY: "heart-handshake",
    Audience.JUSTICE: "scale",
    Audience.PARTICIPANT: "user",
}
_OWN_GROUND = {Audience.INTERNAL: "Full record", Audience.PARTICIPANT: "Their own record"}


class AudienceList(QWidget):
    """One of the five; `changed` carries it. The arrow keys and 1 to 5 move."""

    changed = Signal(object)

    def __init__(
        self, theme: Theme, forbidden: frozenset[Audience], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._covered: Mapping[Audience, bool] = {}
        self._forbidden = forbidden
        self.setAccessibleName("Who is it for?")
        self.cards = {audience: OptionCard(theme, Option(audience.label)) for audience in AUDIENCES}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for audience, card in self.cards.items():
            card.setEnabled(audience not in forbidden)
            group.addButton(card)
            column.addWidget(card)
            card.toggled.connect(lambda on, one=audience: self._toggled(one, on))
        self.cards[Audience.INTERNAL].setChecked(True)
        self._say_grounds()

    def audience(self) -> Audience:
        """The chosen one."""
        return next(one for one, card in self.cards.items() if card.isChecked())

    def choose(self, audience: Audience) -> bool:
        """Choose and focus `audience`; False when the worker's role does not print for it."""
        card = self.cards[audience]
        if not card.isEnabled():
            return False
        card.setChecked(True)
        card.setFocus()
        return True

    def set_covered(self, covered: Mapping[Audience, bool]) -> None:
        """Say for which partners a consent is on file."""
        self._covered = covered
        self._say_grounds()

    def is_covered(self, audience: Audience) -> bool:
        """Whether a consent is known to be on file for this kind of partner."""
        return self._covered.get(audience, False)

    def _toggled(self, audience: Audience, on: bool) -> None:
        if on:
            self._say_grounds()
            self.changed.emit(audience)

    def _say_grounds(self) -> None:
        for audience, card in self.cards.items():
            card.set_option(self._option(audience, chosen=card.isChecked()))

    def _option(self, audience: Audience, *, chosen: bool) -> Option:
        title, icon = audience.label, _ICON[audience]
        if audience in self._forbidden:
            return Option(title, icon=icon, note="Not for your role", note_icon="lock")
        if audience in _OWN_GROUND:
            note = _OWN_GROUND[audience]
            return Option(title, icon=icon, note=note, note_icon="file-text")
        if audience not in self._covered:
            return Option(title, icon=icon)
        if self._covered[audience]:
            ink: ColorRole = "success_text"
            return Option(
                title, icon=icon, note="Consent on file", note_icon="file-check", note_ink=ink
            )
        ink = "danger_text" if chosen else "text2"
        return Option(title, icon=icon, note="No consent", note_icon="file-x", note_ink=ink)
