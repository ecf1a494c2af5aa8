"""What the participant asked for that binds a copy: to be read before the copy leaves."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.consent.consent import day_words
from lead_desktop.domain.consent.restriction import Restriction
from ui.kit.checks import CheckBox
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize

HOLDS_BACK = "I have read this. It stays out of this copy."
TOUCHES_NOTHING = "Nothing that this copy could hold is touched by it."
HOLDS_ALL_BACK = "It holds back all that this copy could hold."
EMERGENCY = (
    "An emergency goes before it (42 CFR 2.26). Ask those who receive this copy not to use it "
    "further."
)


class RestrictionBox(QFrame):
    """Restrictions in the participant's words. acknowledged: they were read, or not after all."""

    acknowledged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._copy: Hashable = None
        self._binding = False
        self._rows: list[QWidget] = []
        self.setProperty("kind", "well")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Asked for by the participant")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(theme, "shield", "text2", IconSize.SMALL))
        head.addWidget(Label(theme, "Asked for by the participant", "capmed", "text2"), 1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.words = Label(theme, "", "caption", "text2", wrap=True)
        self.read = CheckBox(theme, HOLDS_BACK)
        self.read.toggled.connect(lambda _: self.acknowledged.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self.words)
        column.addWidget(self.read)
        self.hide()

    def show_restrictions(
        self,
        copy: Hashable,
        bound: Collection[Restriction],
        limiting: Collection[UUID],
        *,
        about: str = TOUCHES_NOTHING,
    ) -> None:
        """Those that concern a copy. limiting: those that hold something back from it.

        copy: what the answer is for; for another copy it is asked anew. about: said when nothing
        has to be read first.
        """
        asked = (copy, tuple(one.id for one in bound), tuple(limiting))
        if asked != self._copy:
            self._copy = asked
            self._fill(bound)
            self.read.blockSignals(True)
            self.read.setChecked(False)
            self.read.blockSignals(False)
        self._binding = bool(limiting)
        self.read.setVisible(self._binding)
        self.words.setText(about)
        self.words.setVisible(not self._binding)
        self.setVisible(bool(bound))

    def is_read(self) -> bool:
        """Whether nothing stands against the copy here."""
        return not self._binding or self.read.isChecked()

    def _fill(self, bound: Collection[Restriction]) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in bound]
        for row in self._rows:
            self._lines.addWidget(row)

    def _row(self, one: Restriction) -> QWidget:
        row = QWidget()
        what = ", ".join(category.label for category in one.categories) or "Everything"
        since = f" · agreed {day_words(one.agreed_on)}" if one.agreed_on else ""
        about = f"{what} · towards {one.recipient or 'everybody'}{since}"
        row.setAccessibleName(f"“{one.words}”, {about}")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self._theme, f"“{one.words}”", "body", "text", wrap=True))
        column.addWidget(Label(self._theme, about, "caption", "text3", wrap=True))
        return row
