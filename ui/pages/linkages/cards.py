"""How a card of the board is painted."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from lead_desktop.domain.plan.linkage import Column
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.chip import Chip, draw_chip
from ui.kit.dots import Dot, draw_dot
from ui.kit.list_view import ListView
from ui.kit.paint import draw_box, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate
from ui.kit.row_keys import AnyIndex
from ui.models.linkage_board import Card, CardsModel, clock_words, shows_visit
from ui.models.looks import CATEGORY_ICON
from ui.models.rows import ROW_ROLE
from ui.theme import Theme
from ui.theme.tokens import Border, ColorRole, IconSize, Radius

_EDGE = 8  # from the column's side to the card
_EDGE_AT_BAR = 1  # a scroll bar takes room of its own at the right
_GAP = 9  # between cards
_PAD = 12
_FIRST = 20  # middle of the first line
_LINE = 22
_BASE = 102
_EXTRA = 29
_AVATAR = 20


class CardDelegate(RowDelegate):
    """Name, service, provider, clock and worker; below them why it stalls, or "Try again?"."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent, rule=False)

    def height(self, index: AnyIndex) -> int:
        card = index.data(ROW_ROLE)
        more = isinstance(card, Card) and (card.stall or card.again)
        return _BASE + _GAP + (_EXTRA if more else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self.theme.px(self.height(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        card, model = index.data(ROW_ROLE), index.model()
        if not isinstance(card, Card) or not isinstance(model, CardsModel):
            return
        state = self.state(option, index)
        gap = self.theme.px(_GAP)
        view = option.widget
        bar = isinstance(view, ListView) and view.verticalScrollBar().isVisible()
        box = QRectF(option.rect).adjusted(_EDGE, 0, -_EDGE_AT_BAR if bar else -_EDGE, -gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge: ColorRole = "focus" if state.focused else "warn" if card.stall else "line"
        width = Border.FOCUS if state.focused else Border.CHOSEN if card.stall else Border.HAIRLINE
        ground = self.theme.color("hover" if state.hovered and not state.focused else "surface")
        draw_box(painter, box, Radius.OPTION, ground, self.theme.color(edge), width)
        painter.setClipRect(box)
        self._paint_lines(painter, box, card, model)
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRectF, card: Card, model: CardsModel) -> None:
        theme, line = self.theme, card.line
        step, half = theme.px(_LINE), theme.px(_LINE) / 2
        left, right = box.left() + _PAD, box.right() - _PAD
        middle = box.top() + theme.px(_FIRST)

        def row(indent: float = 0, end: float = 0) -> QRectF:
            return QRectF(left + indent, middle - half, right - left - indent - end, step)

        color, font = theme.color, theme.font
        draw_text(painter, row(), line.participant, font("strong"), color("text"))
        middle += step
        icon = theme.px(IconSize.SMALL) + 6
        name = CATEGORY_ICON[line.need]
        draw_icon(painter, theme, name, "text2", IconSize.SMALL, left, middle)
        draw_text(painter, row(icon), line.title, font("body"), color("text"))
        middle += step
        provider = line.organization or line.service or "No provider yet"
        draw_text(painter, row(), provider, font("caption"), color("text3"))
        middle += step
        self._paint_clock(painter, row(icon, theme.px(_AVATAR) + 4), left, middle, card, model)
        x = right - theme.px(_AVATAR) + 2
        tone = avatar_tone(line.worker_id)
        draw_avatar(painter, theme, line.worker, tone, x, middle, _AVATAR)
        middle += theme.px(_EXTRA) - 2
        if card.stall:
            chip = Chip(card.stall, "warn", "triangle-alert")
            draw_chip(painter, theme, chip, left, middle, limit=right - left)
        elif card.again:
            draw_text(painter, row(), "Try again?", font("capmed"), color("accent_text"))

    def _paint_clock(
        self,
        painter: QPainter,
        words: QRectF,
        left: float,
        middle: float,
        card: Card,
        model: CardsModel,
    ) -> None:
        theme, line, calendar = self.theme, card.line, model.calendar
        visit = shows_visit(line, calendar)
        today = line.next_at is not None and calendar.day_of(line.next_at) == calendar.today
        ink: ColorRole = "accent_text" if today else "text2"
        if card.column is Column.NOT_COMPLETED:
            draw_dot(painter, theme, Dot.DASH, left + 7, middle)
        else:
            name = "calendar-check" if visit else "clock"
            draw_icon(painter, theme, name, ink, IconSize.SMALL, left, middle)
        font = theme.font("capmed" if today else "caption")
        said = clock_words(line, calendar)
        if today and text_width(font, said) > words.width():
            said = said.rsplit(" ", 1)[
                -1
            ]  # the time is what must not be cut; the colour says today
        draw_text(painter, words, said, font, theme.color(ink))
