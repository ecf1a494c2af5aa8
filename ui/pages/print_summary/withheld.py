"""What stays out of the copy and why: for the screen only, the paper does not name it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lead_desktop.domain.consent.disclosure import SECTION_LABEL, Withheld
from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize

SHOWN_AT_FIRST = 6


class WithheldList(QFrame):
    """The first six, and the rest on request."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._withheld: tuple[Withheld, ...] = ()
        self._rows: list[QWidget] = []
        self.setProperty("kind", "well")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._count = Label(theme, "", "caption", "text2")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(theme, "lock", "text2", IconSize.SMALL))
        head.addWidget(Label(theme, "Withheld for this audience", "capmed", "text2"), 1)
        head.addWidget(self._count)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._more = Button(theme, "", kind="link", size="sm")
        self._more.clicked.connect(lambda: self._fill(len(self._withheld)))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        self.hide()

    def show_withheld(self, withheld: tuple[Withheld, ...], *, everything: bool) -> None:
        """List what is withheld; everything: nothing at all may leave."""
        if withheld == self._withheld:
            return
        self._withheld = withheld
        self.setVisible(bool(withheld))
        count = len(withheld)
        self._count.setText(f"all {count}" if everything else str(count))
        self.setAccessibleName(f"Withheld for this audience, {self._count.text()}")
        self._fill(SHOWN_AT_FIRST)

    def _fill(self, most: int) -> None:
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in self._withheld[:most]]
        for row in self._rows:
            self._lines.addWidget(row)
        rest = len(self._withheld) - len(self._rows)
        self._more.setText(f"{rest} more")
        self._more.setVisible(rest > 0)

    def _row(self, one: Withheld) -> QWidget:
        row = QWidget()
        label = SECTION_LABEL[one.section]
        row.setAccessibleName(f"{label}: {one.reason}")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        lead = QVBoxLayout()
        lead.setContentsMargins(0, 2, 0, 0)
        lead.addWidget(IconLabel(self._theme, "eye-off", "text2", IconSize.SMALL))
        lead.addStretch(1)
        across.addLayout(lead)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._theme, label, "body", "text2"))
        words.addWidget(Label(self._theme, one.reason, "caption", "text3", wrap=True))
        across.addLayout(words, 1)
        return row
