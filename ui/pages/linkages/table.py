"""The same linkages as a table, grouped by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from lead_desktop.domain.plan.linkage import RUNGS, Column
from ui.kit.dots import Dot, draw_dot
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.day_words import Calendar
from ui.models.linkage_board import CARD_ROLE, Board, Card, card_words
from ui.models.linkages import due_words
from ui.models.looks import COLUMN_DOT
from ui.theme import Theme
from ui.theme.tokens import ColorRole

_NOBODY = QModelIndex()
_EDGE = 14


class Col(IntEnum):
    """The columns, from left to right."""

    STANDS = 0
    PARTICIPANT = 1
    SERVICE = 2
    PROVIDER = 3
    CLOCK = 4
    NEXT = 5
    WORKER = 6


TITLES = {
    Col.STANDS: "Where it stands",
    Col.PARTICIPANT: "Participant",
    Col.SERVICE: "Service",
    Col.PROVIDER: "Provider",
    Col.CLOCK: "Since",
    Col.NEXT: "Next step",
    Col.WORKER: "Worker",
}
_WIDTHS = {
    Col.STANDS: 214,
    Col.PARTICIPANT: 150,
    Col.SERVICE: 180,
    Col.PROVIDER: 170,
    Col.CLOCK: 90,
    Col.WORKER: 130,
}


class LinkageTableModel(QAbstractTableModel):
    """The cards of the board under each other, column by column."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self._cards: tuple[Card, ...] = ()

    def show_board(self, board: Board, calendar: Calendar) -> None:
        """Show other linkages."""
        self.beginResetModel()
        self._cards = tuple(card for column in Column for card in board.columns[column])
        self.calendar = calendar
        self.endResetModel()

    def card_at(self, row: int) -> Card | None:
        """The linkage in `row`, None outside of the table."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def place_of(self, linkage_id: UUID) -> int:
        """The row of a linkage, -1 when it is not there."""
        places = (at for at, card in enumerate(self._cards) if card.line.id == linkage_id)
        return next(places, -1)

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def columnCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(Col)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return TITLES[Col(section)]
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.card_at(index.row())
        if card is None or role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return _WORDS[Col(index.column())](card, self.calendar)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = _WORDS[Col(index.column())](card, self.calendar)
            whole = card_words(card, self.calendar)
            return whole if index.column() == Col.PARTICIPANT else words
        return None


_WORDS: dict[Col, Callable[[Card, Calendar], str]] = {
    Col.STANDS: lambda card, calendar: card.line.status.label,
    Col.PARTICIPANT: lambda card, calendar: card.line.participant,
    Col.SERVICE: lambda card, calendar: card.line.title,
    Col.PROVIDER: lambda card, calendar: card.line.organization or "No provider yet",
    Col.CLOCK: lambda card, calendar: calendar.days_ago(card.line.status_since),
    Col.NEXT: lambda card, calendar: card.stall or due_words(card.line, calendar),
    Col.WORKER: lambda card, calendar: card.line.worker,
}


class LinkageTable(TableView):
    """Rows with the columns of the board's facts."""

    def __init__(self, theme: Theme, model: LinkageTableModel) -> None:
        super().__init__(theme, "Linkages")
        self._look = theme
        self.setModel(model)
        self.setItemDelegate(_CellDelegate(theme, self))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Col.NEXT, QHeaderView.ResizeMode.Stretch)
        self._spread()
        theme.changed.connect(self._spread)

    def _spread(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, self._look.px(width))


class _CellDelegate(RowDelegate):
    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        theme, column = self.theme, Col(index.column())
        inner = rect.adjusted(8, 0, -8, 0)
        if column is Col.STANDS:
            dot = Dot(COLUMN_DOT[RUNGS[card.line.status].column])
            draw_dot(painter, theme, dot, rect.left() + _EDGE + 6, rect.center().y())
            inner = rect.adjusted(_EDGE + 20, 0, -8, 0)
        late = bool(card.stall) and column is Col.NEXT
        ink: ColorRole = "warn_text" if late else "text2"
        if column in (Col.PARTICIPANT, Col.SERVICE):
            ink = "text"
        font = theme.font("med" if column is Col.PARTICIPANT else "body")
        draw_text(painter, inner, str(index.data()), font, theme.color(ink))
