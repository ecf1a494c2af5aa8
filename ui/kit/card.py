"""Cards, their headers, and hairlines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import Space


class Card(QFrame):
    """A white panel with a hairline; add to `column`. It takes the height of what is in it."""

    def __init__(self, *, fixed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.CARD_X, Space.CARD_Y, Space.CARD_X, Space.CARD_Y)
        self.column.setSpacing(8)
        if fixed:
            # Squeezed below their minimum, cards would overlap silently; let the page scroll.
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add_header(self, header: SectionHeader) -> None:
        """Put a heading first. The button in it reaches into the padding, so that the words stand
        as high as in a card without one."""
        margins = self.column.contentsMargins()
        if header.action.text():
            margins.setTop(Space.CARD_Y - Space.LINK_REACH)
        self.column.setContentsMargins(margins)
        self.column.addWidget(header)


class SectionHeader(QWidget):
    """A heading over a part of a page: words, a count, a hairline or an action (`acted`)."""

    acted = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        count: int | None = None,
        action: str = "",
        rule: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._text = Label(theme, text, "capstrong", "text2")
        self._count = Label(theme, "", "caption", "text3")
        row.addWidget(self._text)
        row.addWidget(self._count)
        if rule:
            row.addWidget(hairline(), 1)
        else:
            row.addStretch(1)
        self.action = Button(theme, action, kind="link", size="sm")
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        row.addWidget(self.action)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show how many there are, or nothing."""
        self._count.setText("" if count is None else str(count))
        self._count.setHidden(count is None)
        self.setAccessibleName(f"{self._text.text()} {self._count.text()}".strip())


def hairline(*, upright: bool = False) -> QFrame:
    """A line of one pixel, across or upright."""
    line = QFrame()
    line.setProperty("kind", "upright" if upright else "hairline")
    return line
