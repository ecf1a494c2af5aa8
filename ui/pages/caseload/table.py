"""The caseload's table: widths of columns, and how each cell is painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.names import short_name
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.checks import BOX, draw_check_box
from ui.kit.chip import Chip, draw_chip
from ui.kit.dots import Dot, draw_dots
from ui.kit.paint import draw_icon, draw_text, text_width
from ui.kit.relative_time import RelativeTime, draw_relative_time
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.caseload import CaseloadModel, Col, contact_words, next_words
from ui.models.looks import CONSENT_LOOK, PLACE_ICON, STAGE_LOOK, dot_of, urgency_of
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Size

WIDTHS: Final[Mapping[Col, int]] = {
    Col.PARTICIPANT: 180,
    Col.STAGE: 111,
    Col.MANAGER: 91,
    Col.PEER: 75,
    Col.LAST_CONTACT: 88,
    Col.NEXT_STEP: 140,
    Col.LINKAGES: 74,
    Col.CONSENT: 66,
    Col.FLAG: 42,
}
OPTIONAL: Final = (
    Col.STAGE,
    Col.MANAGER,
    Col.PEER,
    Col.LAST_CONTACT,
    Col.NEXT_STEP,
    Col.LINKAGES,
    Col.CONSENT,
    Col.FLAG,
)
"""Columns that can be hidden; the name always stands."""

_EDGE = 14
_PAD = 8
_AVATAR = 28
_MINI = 18
_NEXT_LEAST = 96
_LINE = 17  # from one line of a two-line cell to the other


_Paint = Callable[[QPainter, QRectF, CaseloadRow, RowState], None]


class CaseloadTable(TableView):
    """Rows of two lines with the columns of the caseload; `spread` once it has its model."""

    def __init__(self, theme: Theme, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Caseload", two_lines=True, parent=parent)
        self._look = theme
        self.setModel(model)
        self.setItemDelegate(CaseloadDelegate(theme, model, self))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(40)
        for column in Col:
            stretch = column is Col.NEXT_STEP
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
        self._spread()
        theme.changed.connect(self._spread)

    def hide_columns(self, hidden: frozenset[Col]) -> None:
        """Show every column but these."""
        for column in OPTIONAL:
            self.setColumnHidden(column, column in hidden)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _spread(self) -> None:
        for column, width in WIDTHS.items():
            if column is not Col.NEXT_STEP:
                self.setColumnWidth(column, self._look.px(width))
        self._share()

    def _share(self) -> None:
        """The next step takes what the others leave; where that is too little to read, the table
        scrolls sideways."""
        others = sum(self.columnWidth(column) for column in Col if column is not Col.NEXT_STEP)
        least = self._look.px(_NEXT_LEAST)
        enough = self.viewport().width() - others >= least
        modes = QHeaderView.ResizeMode
        header = self.horizontalHeader()
        header.setSectionResizeMode(Col.NEXT_STEP, modes.Stretch if enough else modes.Fixed)
        if not enough:
            self.setColumnWidth(Col.NEXT_STEP, least)


class CaseloadDelegate(RowDelegate):
    """Paints one participant's cells, as `model` tells them."""

    def __init__(self, theme: Theme, model: CaseloadModel, parent: QObject | None = None) -> None:
        super().__init__(theme, parent, row_height=Size.ROW_TWO_LINES)
        self._model = model
        self._cells: dict[int, _Paint] = {
            Col.PARTICIPANT: self._participant,
            Col.STAGE: self._stage,
            Col.MANAGER: self._manager,
            Col.PEER: self._peer,
            Col.LAST_CONTACT: self._last_contact,
            Col.NEXT_STEP: self._next_step,
            Col.LINKAGES: self._linkages,
            Col.CONSENT: self._consent,
            Col.FLAG: self._flag,
        }

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        # Asked of the model itself: some 150 cells are painted for each letter that is typed.
        row = self._model.row_at(index.row())
        if row is not None:
            self._cells[index.column()](painter, rect, row, state)

    def _participant(
        self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState
    ) -> None:
        theme, middle = self.theme, rect.center().y()
        left, side = rect.left() + _EDGE, theme.px(_AVATAR)
        if state.chosen:
            box = theme.px(BOX)
            inset = (side - box) / 2
            place = QRectF(round(left + inset), round(middle - box / 2), box, box)
            draw_check_box(painter, theme, place, checked=True)
        else:
            tone = avatar_tone(row.id)
            draw_avatar(
                painter,
                theme,
                row.preferred_name,
                tone,
                left,
                middle,
                _AVATAR,
                on_tint=state.marked,
            )
        x = left + side + 10
        step = theme.px(_LINE)
        name = QRectF(x, middle - step - 1, rect.right() - x - 4, step)
        draw_text(painter, name, row.preferred_name, theme.font("strong"), theme.color("text"))
        second = name.translated(0, step)
        draw_text(painter, second, row.second_line, theme.font("caption"), theme.color("text3"))

    def _stage(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        tone, icon = STAGE_LOOK[row.stage]
        chip = Chip(row.stage.value, tone, icon)
        limit = rect.width() - _PAD - 2
        draw_chip(
            painter,
            self.theme,
            chip,
            rect.left() + _PAD,
            rect.center().y(),
            on_selected=state.marked,
            limit=limit,
        )

    def _manager(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        self._worker(painter, rect, row.case_manager, state, missing_matters=True)

    def _peer(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        self._worker(painter, rect, row.peer, state, missing_matters=False)

    def _worker(
        self,
        painter: QPainter,
        rect: QRectF,
        name: str | None,
        state: RowState,
        *,
        missing_matters: bool,
    ) -> None:
        theme, left, middle = self.theme, rect.left() + _PAD, rect.center().y()
        if name is None:
            ink = theme.color("warn_text" if missing_matters else "text3")
            font = theme.font("capmed" if missing_matters else "caption")
            if missing_matters:
                draw_icon(painter, theme, "user-x", "warn_text", 14, left, middle)
                left += theme.px(14) + 6
            draw_text(painter, _to_right(rect, left), "None yet", font, ink)
            return
        draw_avatar(
            painter, theme, name, avatar_tone(name), left, middle, _MINI, on_tint=state.marked
        )
        words = _to_right(rect, left + theme.px(_MINI) + 6)
        draw_text(painter, words, short_name(name), theme.font("body"), theme.color("text2"))

    def _last_contact(
        self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState
    ) -> None:
        reached = row.last_reached_at is not None
        time = RelativeTime(
            contact_words(row, self._model.calendar), urgency_of(row.cadence, ever_reached=reached)
        )
        draw_relative_time(painter, self.theme, time, _to_right(rect, rect.left() + _PAD))

    def _next_step(
        self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState
    ) -> None:
        theme, box = self.theme, _to_right(rect, rect.left() + _PAD)
        font, ink = theme.font("body"), theme.color("text")
        if row.next_step is None:
            draw_text(painter, box, "—", font, theme.color("text3"))
            return
        words = next_words(row, self._model.calendar)
        if text_width(font, words) <= box.width():
            draw_text(painter, box, words, font, ink)
            return
        if row.next_at is None:
            upper, lower = _broken(words, font, box.width())
        else:
            upper, lower = row.next_step, self._model.calendar.ahead(row.next_at)
        step = theme.px(_LINE)
        line = QRectF(box.left(), box.center().y() - step - 1, box.width(), step)
        draw_text(painter, line, upper, font, ink)
        tone: ColorRole = "text" if row.next_at is None else "text2"
        draw_text(painter, line.translated(0, step), lower, font, theme.color(tone))

    def _linkages(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        left, middle = rect.left() + _PAD, rect.center().y()
        if row.linkages:
            dots = [Dot(dot_of(status)) for status in row.linkages]
            draw_dots(painter, self.theme, dots, left, middle)
            return
        font, ink = self.theme.font("caption"), self.theme.color("text3")
        draw_text(painter, _to_right(rect, left), "None yet", font, ink)

    def _consent(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        icon, ink = CONSENT_LOOK[row.consent]
        x = rect.center().x() - self.theme.px(IconSize.DEFAULT) / 2
        draw_icon(painter, self.theme, icon, ink, IconSize.DEFAULT, x, rect.center().y())

    def _flag(self, painter: QPainter, rect: QRectF, row: CaseloadRow, state: RowState) -> None:
        size = IconSize.DEFAULT
        x = rect.right() - self.theme.px(size) - 6
        middle = rect.center().y()
        if row.safety:
            draw_icon(painter, self.theme, "shield-alert", "danger_text", size, x, middle)
            x -= self.theme.px(size) + 4
        if row.place:
            draw_icon(painter, self.theme, PLACE_ICON[row.place], "plum_text", size, x, middle)
        elif row.deadline is not None:
            draw_icon(painter, self.theme, "hourglass", "warn_text", size, x, middle)


def _to_right(rect: QRectF, left: float) -> QRectF:
    return QRectF(left, rect.top(), rect.right() - left - 2, rect.height())


def _broken(words: str, font: QFont, width: float) -> tuple[str, str]:
    """Two lines: as many words as fit `width`, and the rest. A lone long word stays whole."""
    upper, _, lower = words.partition(" ")
    while lower:
        word, _, rest = lower.partition(" ")
        if text_width(font, f"{upper} {word}") > width:
            break
        upper, lower = f"{upper} {word}", rest
    return upper, lower
