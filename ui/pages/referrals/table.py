"""The list of referrals: who, by which door, and the clock."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.paint import RIGHT, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.referrals import ReferralModel, clock_words, decided_words, second_words
from ui.theme import Theme
from ui.theme.tokens import Size

_EDGE = 24
_GAP = 12
_LINE = 18
_AVATAR = 30
_NAME = 190
"""Room that a name and its door are given before anything else stands in the row."""


class ReferralTable(TableView):
    """One column of two-line rows."""

    def __init__(
        self,
        theme: Theme,
        model: ReferralModel,
        partners: tuple[str, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Referrals", two_lines=True, parent=parent)
        self.setModel(model)
        self.setItemDelegate(_Delegate(theme, model, partners, self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


class _Delegate(RowDelegate):
    def __init__(
        self, theme: Theme, model: ReferralModel, partners: tuple[str, ...], parent: QObject
    ) -> None:
        super().__init__(theme, parent, row_height=Size.ROW_TWO_LINES)
        self._model = model
        self._partners = partners

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        line = self._model.row_at(index.row())
        if line is None:
            return
        theme, middle = self.theme, rect.center().y()
        left = rect.left() + _EDGE
        tone = avatar_tone(line.participant_id)
        draw_avatar(
            painter, theme, line.participant, tone, left, middle, _AVATAR, on_tint=state.marked
        )
        left += theme.px(_AVATAR) + _GAP
        chip = Chip(*clock_words(line, self._model.calendar, self._model.now))
        right = rect.right() - _EDGE - chip_width(theme, chip)
        draw_chip(painter, theme, chip, right, middle, on_selected=state.marked)
        said, font = decided_words(line, self._partners), theme.font("caption")
        width = text_width(font, said)
        # Who it is comes first: in a narrow list what the partners said is read beside it.
        if line.is_open and right - left - width > theme.px(_NAME):
            box = QRectF(right - _GAP - width, rect.top(), width + 1, rect.height())
            draw_text(painter, box, said, font, theme.color("text3"), RIGHT)
            right = box.left()
        step = theme.px(_LINE)
        words = QRectF(left, middle - step, right - _GAP - left, step)
        name = theme.font("med")
        draw_text(painter, words, line.participant, name, theme.color("text"))
        after = text_width(name, line.participant) + 8
        number = words.adjusted(after, 0, 0, 0)
        if number.width() > 40:
            draw_text(painter, number, line.number_text, theme.font("caption"),
                      theme.color("text3"))  # fmt: skip
        low = words.translated(0, step)
        told = second_words(line, self._model.calendar)
        draw_text(painter, low, told, theme.font("caption"), theme.color("text2"))
