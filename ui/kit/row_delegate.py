"""The ground under every painted row, so that a page's own delegate only paints its content."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.list_view import ListView
from ui.kit.paint import draw_ring, draw_text, draw_tint, shows_focus
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Radius, Size

_CARD_INSET = 8
_ROW_VIEWS = (TableView, ListView)


@dataclass(frozen=True)
class RowState:
    """How a row is to be drawn. `marked`: it has the tint of a chosen or current row."""

    chosen: bool
    current: bool
    hovered: bool
    focused: bool

    @property
    def marked(self) -> bool:
        """Whether chips and avatars stand on the tint and change their fill."""
        return self.chosen or self.current


class RowDelegate(QStyledItemDelegate):
    """Ground, hairline and focus ring; subclasses override `paint_content` and perhaps `height`.

    In a TableView the ring around the row is the view's; in a ListView it is drawn here.
    rule: a hairline under each row. card: rows of a list are rounded and inset by 8 px.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QObject | None = None,
        *,
        row_height: int = Size.ROW,
        rule: bool = True,
        card: bool = False,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._row_height = row_height
        self._rule = rule
        self._card = card

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        """Paint the cell in `rect`. Here: its display text."""
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is not None:
            inner = rect.adjusted(8, 0, -8, 0)
            font, ink = self.theme.font("body"), self.theme.color("text")
            draw_text(painter, inner, str(text), font, ink)

    def height(self, index: AnyIndex) -> int:
        """Height of the row in px at 100 % text size."""
        return self._row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self.theme.px(self.height(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        state = self.state(option, index)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        self._paint_ground(painter, rect, state)
        inner = rect.adjusted(_CARD_INSET, 0, -_CARD_INSET, 0) if self._card else rect
        self.paint_content(painter, inner, index, state)
        painter.restore()

    def state(self, option: QStyleOptionViewItem, index: AnyIndex) -> RowState:
        """How the row of `index` is to be drawn in the view that `option` belongs to."""
        view, row = option.widget, index.row()
        if not isinstance(view, _ROW_VIEWS):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            return RowState(chosen, current=False, hovered=False, focused=False)
        # Asked of the view: taking the flags of `option` apart costs more than all of this.
        chosen = view.selectionModel().isRowSelected(row)
        current = view.currentIndex().row() == row
        return RowState(chosen, current, view.hovered_row == row, current and shows_focus(view))

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        ground: ColorRole | None = "hover" if state.hovered else None
        if state.marked:
            ground = "selected"
        if self._card:
            box = rect.adjusted(_CARD_INSET, 0, -_CARD_INSET, 0)
            if ground:
                draw_tint(painter, self.theme, box, Radius.OPTION, ground)
            if state.focused:
                draw_ring(painter, self.theme, box, Radius.OPTION)
            return
        if ground:
            painter.fillRect(rect, self.theme.color(ground))
        if self._rule:
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, self.theme.color("line"))
        if ground and self.theme.edge is not None:
            for y in (rect.top(), rect.bottom() - 2):  # cells of a table join to one outline
                painter.fillRect(QRectF(rect.left(), y, rect.width(), 2), self.theme.edge)
        if state.focused and isinstance(self.parent(), ListView):
            draw_ring(painter, self.theme, rect, Radius.BUTTON)
