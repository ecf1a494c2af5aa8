"""The list of services found: what it is, who offers it, how far the entry may be trusted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from lead_desktop.domain.directory.service_finder import FinderEntry
from ui.kit.chip import chip_width, draw_chip
from ui.kit.paint import RIGHT, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.looks import CATEGORY_ICON
from ui.models.service_list import ServiceListModel
from ui.models.services import where_words
from ui.pages.directory.ageing import ageing_chip
from ui.theme import Theme
from ui.theme.tokens import IconSize, Size

_EDGE = 16
_GAP = 12
_LINE = 18


class ServiceTable(TableView):
    """One column of two-line rows: twenty thousand of them scroll as well as ten."""

    def __init__(
        self, theme: Theme, model: ServiceListModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, "Services", two_lines=True, parent=parent)
        self.setModel(model)
        self.setItemDelegate(_ServiceDelegate(theme, model, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class _ServiceDelegate(RowDelegate):
    def __init__(self, theme: Theme, model: ServiceListModel, parent: QObject) -> None:
        super().__init__(theme, parent, row_height=Size.ROW_TWO_LINES)
        self._model = model

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        entry = self._model.row_at(index.row())
        if entry is None:
            return
        theme, line, middle = self.theme, entry.line, rect.center().y()
        icon = CATEGORY_ICON[line.categories[0]] if line.categories else "life-buoy"
        draw_icon(
            painter, theme, icon, "accent_text", IconSize.DEFAULT, rect.left() + _EDGE, middle
        )
        left = rect.left() + _EDGE + theme.px(IconSize.DEFAULT) + _GAP
        right = self._paint_trust(painter, rect, entry, state)
        step = theme.px(_LINE)
        words = QRectF(left, middle - step, right - left, step)
        draw_text(painter, words, line.name, theme.font("med"), theme.color("text"))
        low = words.translated(0, step)
        draw_text(painter, low, where_words(line), theme.font("caption"), theme.color("text3"))

    def _paint_trust(
        self, painter: QPainter, rect: QRectF, entry: FinderEntry, state: RowState
    ) -> float:
        """The chip and what is known in a word; returns where the words of the row must end."""
        theme, middle = self.theme, rect.center().y()
        chip = ageing_chip(self._model.ageing(entry))
        left = rect.right() - _EDGE - chip_width(theme, chip)
        draw_chip(painter, theme, chip, left, middle, on_selected=state.marked)
        known = known_words(entry)
        if not known:
            return left - _GAP
        font = theme.font("caption")
        width = text_width(font, known)
        box = QRectF(left - _GAP - width, rect.top(), width + 1, rect.height())
        draw_text(painter, box, known, font, theme.color("text2"), RIGHT)
        return box.left() - _GAP


def known_words(entry: FinderEntry) -> str:
    """The two things that decide whether one can be sent there today: walk-in, and room."""
    known = entry.knowledge
    walk_in = "Walk-in" if known.walk_in else ""
    return " · ".join(part for part in (known.capacity.label if known.capacity else "", walk_in)
                      if part)  # fmt: skip
