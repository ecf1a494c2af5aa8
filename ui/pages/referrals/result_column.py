"""The live result beside the form: what decides, what is open, what happens next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.codes import Answer
from lead_desktop.domain.referral.eligibility import Check, Eligibility
from ui.kit.announce import announce
from ui.kit.button import Button
from ui.kit.card import Card, hairline
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.paint import begin, draw_tint
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, ColorRole, Radius, Tone

_MARKS: dict[Answer | None, tuple[str, ColorRole]] = {
    Answer.YES: ("circle-check", "accent_text"),
    Answer.NO: ("ban", "text2"),
    Answer.UNKNOWN: ("circle-dashed", "warn_text"),
    Answer.DECLINED: ("circle-dashed", "warn_text"),
    None: ("circle-dashed", "warn_text"),
}
_FACES: dict[bool | None, tuple[Tone, str]] = {
    True: ("success", "circle-check"),
    None: ("warn", "hourglass"),
    False: ("neutral", "info"),
}


class ResultBanner(QFrame):
    """The result in a few words. Never red: not to be eligible is nobody's fault."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone: Tone = "warn"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(theme, "hourglass", "warn_text", 20)
        self._title = Label(theme, "", "sub", "warn_text", wrap=True)
        self._line = Label(theme, "", "caption", "warn_text", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 11, 14, 11)
        row.setSpacing(9)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_result(self, result: Eligibility, *, begun: bool) -> None:
        """Show a result; read out when it is another one. begun: something was entered."""
        self._tone, icon = _FACES[result.eligible]
        title, line = _words(result, begun=begun)
        if not begun:
            self._tone = "neutral"
        ink = TONE_TEXT[self._tone]
        self._icon.set_icon(icon, ink)
        for label, text in ((self._title, title), (self._line, line)):
            label.setText(text)
            label.set_tone(ink)
        said = f"{title}. {line}"
        if said != self.accessibleName():
            self.setAccessibleName(said)
            if self.isVisible():
                announce(self, said)
        self.update()

    def title(self) -> str:
        """The result as shown."""
        return self._title.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        draw_tint(begin(self), self._theme, box, Radius.OPTION, TONE_TINT[self._tone])


def _words(result: Eligibility, *, begun: bool) -> tuple[str, str]:
    if result.eligible:
        return "Eligible", "By every answer. Partners still decide."
    if result.eligible is False:
        return result.headline, "Kept and counted. Another door may be open."
    if not begun:
        return "Answers come first", "The result shows here as you write."
    if len(result.missing) == 1:
        return result.headline, "Eligible so far. One check decides."
    return result.headline, "Eligible so far. It can be saved without them."


class _CheckRow(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(11)
        self._icon = IconLabel(theme, "circle-dashed", "text3", 17)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 1, 0, 0)
        beside.addWidget(self._icon)
        beside.addStretch(1)
        self._title = Label(theme, "", "med")
        self._line = Label(theme, "", "caption", "text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row.addLayout(beside)
        row.addLayout(words, 1)

    def show_check(self, check: Check) -> None:
        icon, ink = _MARKS[check.answer]
        if not check.deciding:
            ink = "text3"
        self._icon.set_icon(icon, ink)
        self._title.setText(check.question.label)
        note = "" if check.deciding else " · recorded, does not decide"
        self._line.setText(f"{check.evidence}{note}")


class ResultColumn(QWidget):
    """372 px beside the form. offered: the person shall be referred by the social door instead."""

    offered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.banner = ResultBanner(theme)
        self._rows = [_CheckRow(theme) for _ in range(14)]
        self.offer = Button(theme, "Offer a social referral", kind="default", icon="users")
        self.offer.clicked.connect(self.offered)
        self._otherwise = Label(theme, "", "caption", "text2", wrap=True)
        self._next = [(IconLabel(theme, "timer", "text2"), Label(theme, "", wrap=True))
                      for _ in range(3)]  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._result_card())
        column.addWidget(self._next_card())
        column.addStretch(1)

    def show_result(self, result: Eligibility, *, begun: bool, street: bool) -> None:
        """Show a result and the checks behind it."""
        self.banner.show_result(result, begun=begun)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(result.checks))
            if place < len(result.checks):
                row.show_check(result.checks[place])
        no = result.eligible is False
        self.offer.setVisible(no and street)
        self._otherwise.setText(
            "Nothing about the stop is carried over." if no
            else "Offer a social referral instead. Nothing about the stop is carried over."
        )  # fmt: skip
        self._below.setVisible(street)

    def show_next(self, steps: Sequence[tuple[str, ColorRole, str]]) -> None:
        """Say what happens after saving: icon, its colour, words."""
        for (icon, label), (name, ink, words) in zip(self._next, steps, strict=False):
            icon.set_icon(name, ink)
            label.setText(words)

    def _result_card(self) -> Card:
        card = Card()
        card.column.setSpacing(11)
        card.column.addWidget(self.banner)
        for row in self._rows:
            card.column.addWidget(row)
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(hairline())
        below.addWidget(Label(self._theme, "If not eligible by this door", "capmed", "text2"))
        below.addWidget(self._otherwise)
        below.addWidget(self.offer)
        card.column.addWidget(self._below)
        return card

    def _next_card(self) -> Card:
        card = Card()
        card.column.addWidget(Label(self._theme, "What happens next", "capstrong", "text2"))
        for icon, label in self._next:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            card.column.addLayout(row)
        return card
