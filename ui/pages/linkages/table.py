"""The same linkages as a table, grouped by where they stand."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView

from lead_desktop.domain.plan.linkage import RUNGS, Column
from ui.kit.dots import Dot, draw_dot
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.day_words import Calendar
from ui.models.linkage_board import Board, Card, card_words
from ui.models.linkages import due_words
from ui.models.looks import COLUMN_DOT
from ui.models.rows import ROW_ROLE, DatedRows
from ui.theme import Theme
from ui.theme.tokens import ColorRole

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


class LinkageTableModel(DatedRows[Card]):
    """The cards of the board under each other, column by column."""

    titles = tuple(TITLES.values())

    def show_board(self, board: Board, calendar: Calendar) -> None:
        """Show other linkages."""
        self.replace_on((card for column in Column for card in board.columns[column]), calendar)

    def place_of(self, linkage_id: UUID) -> int:
        """The row of a linkage, -1 when it is not there."""
        return self.place_where(lambda card: card.line.id == linkage_id)

    def shown(self, row: Card, column: int) -> str:
        return _WORDS[Col(column)](row, self.calendar)

    def spoken(self, row: Card, column: int) -> str:
        if column == Col.PARTICIPANT:
            return card_words(row, self.calendar)
        return self.shown(row, column)

    def tip(self, row: Card, column: int) -> str:
        return self.spoken(row, column)


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
        card = index.data(ROW_ROLE)
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
