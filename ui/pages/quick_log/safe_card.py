"""The safe-contact card beside the ways of contact: what may be used to reach this person."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from lead_desktop.domain.people.participant import PhoneLine
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.paint import begin, draw_tint
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius


def phone_words(phone: PhoneLine) -> str:
    """ "410-555-0101, mobile: text ok, no voicemail"; what was not asked yet is said so."""
    text = {True: "text ok", False: "no texts", None: "texts not asked"}[phone.text_ok]
    voicemail = {True: "voicemail ok", False: "no voicemail", None: "voicemail not asked"}
    label = f", {phone.label}" if phone.label else ""
    return f"{phone.number}{label}: {text}, {voicemail[phone.voicemail_ok]}"


def sentence(words: str) -> str:
    """`words` with a capital first letter."""
    return words[:1].upper() + words[1:]


class SafeCard(QFrame):
    """A few lines on a tint; hidden while nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Safe contact")
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 7, 11, 7)
        row.setSpacing(9)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel(theme, "shield-check", "text2", IconSize.SMALL))
        mark.addStretch(1)
        row.addLayout(mark)
        self._words = Label(theme, "", "caption", "text2", wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """What to keep in mind, one thing in a line."""
        self._words.setText("\n".join(lines))
        self.setAccessibleDescription(". ".join(lines))
        self.setVisible(bool(lines))

    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_tint(begin(self), self._theme, QRectF(self.rect()), Radius.FIELD, "subtle")
