"""The needs of a participant, in the order in which they matter to them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from lead_desktop.domain.codes import NeedStatus
from lead_desktop.domain.people.participant import NeedLine
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.list_view import ListView
from ui.kit.paint import draw_icon, draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.looks import CATEGORY_ICON
from ui.models.rows import RowsModel
from ui.theme import Theme
from ui.theme.tokens import IconSize, Size, Tone

NEED_TONE: dict[NeedStatus, Tone] = {
    NeedStatus.IDENTIFIED: "info",
    NeedStatus.WORKING_ON: "accent",
    NeedStatus.MET: "success",
    NeedStatus.PARTLY_MET: "success",
}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NeedsModel(RowsModel[NeedLine]):
    """The needs as listed."""

    @property
    def order(self) -> tuple[UUID, ...]:
        """The ids from first to last."""
        return tuple(line.id for line in self.rows)

    def shown(self, row: NeedLine, column: int) -> str:
        return row.category.label

    def spoken(self, row: NeedLine, column: int) -> str:
        said = f", {row.words}" if row.words else ""
        return f"{self.rows.index(row) + 1}. {row.category.label}, {row.status.label}{said}"


class NeedsList(ListView):
    """moved carries the order that is wanted (Shift with ↑ ↓); opened as in every list."""

    moved = Signal(object)

    def __init__(self, theme: Theme, model: NeedsModel) -> None:
        super().__init__(theme, "Needs, in their order")
        self._needs = model
        self.setItemDelegate(_NeedDelegate(theme, self))
        self.setModel(model)

    def fit(self, px: int) -> None:
        """Take the height of all rows of `px` each."""
        self.setFixedHeight(px * max(self._needs.rowCount(), 1) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        row = self.currentIndex().row()
        order = list(self._needs.order)
        if 0 <= row < len(order) and 0 <= row + step < len(order):
            order[row], order[row + step] = order[row + step], order[row]
            self.moved.emit(tuple(order))


class _NeedDelegate(RowDelegate):
    def height(self, index: AnyIndex) -> int:
        return Size.ROW_TWO_LINES

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, NeedLine):
            return
        theme, middle = self.theme, rect.center().y()
        chip = Chip(line.status.label, NEED_TONE.get(line.status, "neutral"), size="sm")
        wide = chip_width(theme, chip)
        draw_chip(painter, theme, chip, rect.right() - wide - 8, middle, on_selected=state.marked)
        place = QRectF(rect.left(), rect.top(), 26, rect.height())
        said = f"{index.row() + 1}"
        draw_text(
            painter, place.adjusted(8, 0, 0, 0), said, theme.font("caption"), theme.color("text3")
        )
        icon = CATEGORY_ICON[line.category]
        draw_icon(painter, theme, icon, "text2", IconSize.DEFAULT, rect.left() + 28, middle)
        left = rect.left() + 54
        words = QRectF(left, rect.top(), rect.right() - wide - 20 - left, rect.height())
        if not line.words:
            draw_text(painter, words, line.category.label, theme.font("med"), theme.color("text"))
            return
        step = theme.px(17)
        first = QRectF(left, middle - step, words.width(), step)
        draw_text(painter, first, line.category.label, theme.font("med"), theme.color("text"))
        low = first.translated(0, step)
        draw_text(painter, low, line.words, theme.font("caption"), theme.color("text2"))
