"""Painting the timeline: the upright line with its icons, days, cards and moves."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from lead_desktop.domain.contacts.timeline import (
    ChangeEntry,
    ContactEntry,
    EventEntry,
    LinkageEntry,
    TimelineEntry,
)
from lead_desktop.domain.people.outcomes import OutcomeLine
from lead_desktop.domain.worklist.set_aside import HandedLine, PutOffLine
from ui.kit.chip import draw_chip
from ui.kit.dots import Dot, draw_dot
from ui.kit.paint import RIGHT, draw_box, draw_icon, draw_ring, draw_text, draw_tint, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.day_words import Calendar
from ui.models.looks import dot_of
from ui.models.rows import ROW_ROLE
from ui.models.timeline import (
    DayMark,
    WordFinder,
    entry_key,
    since_words,
    step_words,
    when_words,
)
from ui.pages.participant.timeline_entry import (
    CARD_PAD,
    INSIDE,
    LEFT,
    RAIL,
    TITLE,
    Setting,
    card_box,
    face_of,
    plain_height,
    set_entry,
)
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, ColorRole, IconSize, Radius, Tone

_CIRCLE = 13
_KEPT = 80  # entries whose lines are kept broken; a screen shows about ten

_Key = tuple[tuple[str, object], int]


class TimelineDelegate(RowDelegate):
    """own: name of the worker who reads, whose unsigned notes ask to be signed."""

    def __init__(
        self, theme: Theme, calendar: Calendar, own: str, parent: QObject | None = None
    ) -> None:
        super().__init__(theme, parent, rule=False)
        self.calendar = calendar
        self._own = own
        self._found: WordFinder | None = None
        self._heights: dict[_Key, int] = {}
        self._settings: dict[_Key, Setting] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew: other entries, another text size."""
        self._heights.clear()
        self._settings.clear()

    def highlight(self, found: WordFinder | None) -> None:
        """Show what `found` finds in notes on a tint."""
        self._found = found
        self.forget()

    def height_of(self, item: DayMark | TimelineEntry | None, width: int) -> int:
        """Height in px of the row of `item` when rows are `width` px wide."""
        if isinstance(item, DayMark | LinkageEntry | ChangeEntry):
            return plain_height(self.theme, item)
        if item is None:
            return 0
        key = (entry_key(item), width)
        height = self._heights.get(key)
        if height is None:
            height = self._heights[key] = self._set(item, key).height
        return height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item, rect = index.data(ROW_ROLE), QRectF(option.rect)
        state = self.state(option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        line = QRectF(rect.left() + RAIL - 1, rect.top(), 2, rect.height())
        painter.fillRect(line, self.theme.color("line"))
        if isinstance(item, DayMark):
            self._paint_day(painter, rect, item)
        elif isinstance(item, LinkageEntry):
            self._paint_move(painter, rect, item, state)
        elif isinstance(item, ChangeEntry):
            self._paint_change(painter, rect, item, state)
        elif isinstance(item, ContactEntry | EventEntry):
            key = (entry_key(item), _width_of(option.widget))
            self._paint_entry(painter, rect, item, self._set(item, key), state)
        painter.restore()

    def _set(self, item: ContactEntry | EventEntry, key: _Key) -> Setting:
        setting = self._settings.get(key)
        if setting is None:
            face = face_of(item, self.calendar, self._own)
            setting = set_entry(self.theme, face, key[1], self._found)
            if len(self._settings) >= _KEPT:
                del self._settings[next(iter(self._settings))]
            self._settings[key] = setting
        return setting

    def _paint_day(self, painter: QPainter, rect: QRectF, mark: DayMark) -> None:
        theme = self.theme
        name, date = self.calendar.heading(mark.day)
        x, middle = rect.left() + LEFT, rect.center().y()
        strong, caption = theme.font("strong"), theme.font("caption")
        row = QRectF(x, rect.top(), rect.width() - LEFT, rect.height())
        draw_text(painter, row, name, strong, theme.color("text"))
        row.setLeft(x + text_width(strong, name) + 14)
        draw_text(painter, row, date, caption, theme.color("text2"))
        start = row.left() + text_width(caption, date) + 14
        rest = QRectF(start, round(middle), rect.right() - start, 1)
        painter.fillRect(rest, theme.color("line"))

    def _paint_entry(
        self,
        painter: QPainter,
        rect: QRectF,
        item: ContactEntry | EventEntry,
        setting: Setting,
        state: RowState,
    ) -> None:
        theme, face = self.theme, face_of(item, self.calendar, self._own)
        box = card_box(rect)
        if face.card:
            ground: ColorRole = "selected" if state.current else "surface"
            edge = theme.color("border" if state.hovered else "line")
            draw_box(painter, box, Radius.CARD, theme.color(ground), edge)
        elif state.current:
            draw_tint(painter, theme, box, Radius.CARD, "selected")
        if state.focused:
            draw_ring(painter, theme, box, Radius.CARD)
        top = rect.top() + (CARD_PAD if face.card else 4)
        title = QRectF(box.left() + INSIDE, top, box.width() - 2 * INSIDE, theme.px(TITLE))
        self._paint_bead(painter, rect, title.center().y(), face.icon, face.tone)
        self._paint_title(painter, title, face.title, face.beside, face.when)
        if setting.note is not None:
            setting.note.draw(painter, title.left(), rect.top() + setting.note_top)
        for chip, x, middle in setting.chips:
            draw_chip(
                painter,
                theme,
                chip,
                rect.left() + x,
                rect.top() + middle,
                on_selected=state.current,
                limit=title.width(),
            )

    def _paint_title(
        self, painter: QPainter, row: QRectF, title: str, beside: str, when: str
    ) -> None:
        theme = self.theme
        strong, body = theme.font("strong"), theme.font("body")
        draw_text(painter, row, when, theme.font("caption"), theme.color("text2"), RIGHT)
        room = row.width() - text_width(theme.font("caption"), when) - 12
        draw_text(
            painter,
            QRectF(row.left(), row.top(), room, row.height()),
            title,
            strong,
            theme.color("text"),
        )
        said = text_width(strong, title) + 10
        if said < room:
            rest = QRectF(row.left() + said, row.top(), room - said, row.height())
            draw_text(painter, rest, beside, body, theme.color("text2"))

    def _paint_move(
        self, painter: QPainter, rect: QRectF, item: LinkageEntry, state: RowState
    ) -> None:
        step = item.step
        line = self._paint_line(painter, rect, item, state, ("route", "plum"))
        draw_dot(
            painter, self.theme, Dot(dot_of(step.to_status)), line.left() + 12, line.center().y()
        )
        line.setLeft(line.left() + 27)
        self._paint_sides(painter, line, step.title, step_words(step), step.organization or "")

    def _paint_change(
        self, painter: QPainter, rect: QRectF, item: ChangeEntry, state: RowState
    ) -> None:
        sign = _change_sign(item)
        line = self._paint_line(painter, rect, item, state, sign)
        line.setLeft(line.left() + INSIDE)
        since = since_words(item, self.calendar)
        beside = " · ".join(filter(None, (since, item.change.words)))
        self._paint_sides(painter, line, item.title, item.sides, beside, quiet=item.quiet)

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRectF,
        item: LinkageEntry | ChangeEntry,
        state: RowState,
        sign: tuple[str, Tone],
    ) -> QRectF:
        """The ground, bead and time of an entry of one line; returns what is left for words."""
        theme = self.theme
        row = rect.adjusted(LEFT, 2, -1, -2)
        if state.current or state.hovered:
            ground: ColorRole = "selected" if state.current else "hover"
            draw_tint(painter, theme, row, Radius.OPTION, ground)
        if state.focused:
            draw_ring(painter, theme, row, Radius.OPTION)
        self._paint_bead(painter, rect, rect.center().y(), *sign)
        when = when_words(item, self.calendar)
        line = row.adjusted(0, 0, -INSIDE, 0)
        draw_text(painter, line, when, theme.font("caption"), theme.color("text2"), RIGHT)
        line.setRight(line.right() - text_width(theme.font("caption"), when) - 12)
        return line

    def _paint_sides(
        self,
        painter: QPainter,
        line: QRectF,
        title: str,
        sides: tuple[str, str],
        beside: str,
        *,
        quiet: bool = False,
    ) -> None:
        """What changed, from what to what, and what belongs to it."""
        theme, end = self.theme, line.right()
        before, after = sides
        x = self._word(painter, line, line.left(), end, title, strong=not quiet)
        if before:
            x = self._word(painter, line, x, end, before)
            size = theme.px(IconSize.INLINE)
            if x + size < end:
                middle = line.center().y()
                draw_icon(painter, theme, "arrow-right", "text3", IconSize.INLINE, x - 2, middle)
            x += size + 6
        x = self._word(painter, line, x, end, after, strong=not quiet)
        self._word(painter, line, x, end, beside)

    def _word(
        self,
        painter: QPainter,
        row: QRectF,
        x: float,
        end: float,
        text: str,
        *,
        strong: bool = False,
    ) -> float:
        """Draw `text` from `x`, cut at `end`; returns where the next word begins."""
        if not text or x >= end:
            return x
        font = self.theme.font("strong" if strong else "body")
        ink = self.theme.color("text" if strong else "text2")
        box = QRectF(x, row.top(), end - x, row.height())
        draw_text(painter, box, text, font, ink)
        return x + text_width(font, text) + 10

    def _paint_bead(
        self, painter: QPainter, rect: QRectF, middle: float, icon: str, tone: Tone
    ) -> None:
        theme, x = self.theme, rect.left() + RAIL
        radius = theme.px(_CIRCLE)
        painter.setPen(theme.color("window"))
        painter.setBrush(theme.color("window"))
        painter.drawEllipse(QPointF(x, middle), radius + 2, radius + 2)
        painter.setPen(theme.edge or theme.color(TONE_TINT[tone]))
        painter.setBrush(theme.color(TONE_TINT[tone]))
        painter.drawEllipse(QPointF(x, middle), radius, radius)
        size = IconSize.SMALL - 1
        left = x - theme.px(size) / 2
        draw_icon(painter, theme, icon, TONE_TEXT[tone], size, left, middle)


def _change_sign(item: ChangeEntry) -> tuple[str, Tone]:
    """The bead of a change; what was put off or handed over has a quiet one."""
    match item.change:
        case OutcomeLine():
            return "sprout", "success"
        case PutOffLine():
            return "clock", "neutral"
        case HandedLine():
            return "corner-down-right", "neutral"
        case _:
            return "flag", "accent"


def _width_of(widget: QWidget | None) -> int:
    """Width of a row: that of the view's viewport."""
    if isinstance(widget, QAbstractItemView):
        return widget.viewport().width()
    return widget.width() if widget is not None else 0
