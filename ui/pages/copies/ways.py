"""In which way a copy leaves: printed, handed over, faxed, mailed, or told by voice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.codes import DisclosureMethod
from lead_desktop.domain.consent.leaving import AS_PAGES, SENT
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.theme import Theme
from ui.theme.tokens import Space

_WORDS = {
    DisclosureMethod.PRINT: "Print",
    DisclosureMethod.HANDED: "Hand over",
    DisclosureMethod.FAX: "Fax",
    DisclosureMethod.MAIL: "Mail",
    DisclosureMethod.VERBAL: "By voice",
}
BY_VOICE = "Read out what the page says, and no more. It is accounted for like a copy."


class WayChoice(QWidget):
    """`changed` when another way is chosen. While it is not offered, a copy is just printed."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        ways = [Choice(one.value, _WORDS[one]) for one in AS_PAGES]
        self.ways = Segmented(theme, "How it leaves", ways)
        self.ways.choose(DisclosureMethod.PRINT.value)
        self.to = LineEdit(theme, "Sent to", placeholder="Fax number or address")
        self.address = Field(theme, "Sent to", self.to)
        self.words = Label(theme, BY_VOICE, "caption", "text2", wrap=True)
        label = Label(theme, "How it leaves", "capmed", "text2")
        label.setBuddy(self.ways)
        self.ways.changed.connect(lambda _: self._chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        for part in (label, self.ways, self.address, self.words):
            column.addWidget(part)
        self.address.hide()
        self.words.hide()
        self.hide()

    def offer(self, on: bool) -> None:
        """Let somebody choose, or not; a copy of another kind is just printed."""
        self.setVisible(on)
        self.changed.emit()

    def method(self) -> DisclosureMethod:
        """The chosen way."""
        value = self.ways.value()
        return DisclosureMethod(value) if value and not self.isHidden() else DisclosureMethod.PRINT

    def sent_to(self) -> str:
        """The address, where the way has one."""
        return self.to.text().strip() if self.method() in SENT else ""

    def start_over(self) -> None:
        """Printed, and nobody's address."""
        self.ways.choose(DisclosureMethod.PRINT.value)
        self.to.clear()
        self._chosen()

    def _chosen(self) -> None:
        value = self.ways.value()
        self.address.setVisible(value in SENT)
        self.words.setVisible(value == DisclosureMethod.VERBAL)
        self.changed.emit()
