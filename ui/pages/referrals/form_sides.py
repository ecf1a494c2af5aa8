"""The two sides of the referral form: the cards that are filled in, and the result beside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.kit.tall_column import TallColumn
from ui.theme import Theme

_RESULT_WIDTH = 372
_ROOM = (20, 60)
"""What stays free, in px across and down, around the field that has the focus."""


class FormSides(QWidget):
    """Each side scrolls by itself; the field that has the focus is kept in sight."""

    def __init__(self, theme: Theme, cards: Sequence[QWidget], result: QWidget) -> None:
        super().__init__()
        form = TallColumn()
        form.setProperty("kind", "clear")
        column = QVBoxLayout()
        column.setSpacing(12)
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)
        form.setLayout(column)
        column.setContentsMargins(24, 16, 8, 20)
        self._form = _scrolling(form)
        holder = TallColumn()
        holder.setProperty("kind", "clear")
        beside = QVBoxLayout(holder)
        beside.setContentsMargins(8, 16, 24, 20)
        beside.addWidget(result)
        side = _scrolling(holder)
        side.setFixedWidth(theme.px(_RESULT_WIDTH) + 32)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._form, 1)
        across.addWidget(side)
        for child in form.findChildren(QWidget):
            if child.focusPolicy() != Qt.FocusPolicy.NoFocus:
                child.installEventFilter(self)

    def to_top(self) -> None:
        """Show the first card."""
        self._form.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field that has the focus in sight."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._form.ensureWidgetVisible(watched, *_ROOM)
        return False


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
