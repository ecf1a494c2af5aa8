"""Figures: one number, what it counts, how it moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.kit.paint import begin, draw_box, draw_icon, draw_text, text_width
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Radius


@dataclass(frozen=True)
class Figure:
    """A label, a value, a line of words (`note`) with an icon, and the course of the value.
    hint: what it counts, for the tool tip."""

    label: str
    value: str
    note: str = ""
    note_icon: str | None = None
    note_ink: ColorRole = "text3"
    course: Sequence[float] = ()
    hint: str = ""


class KpiTile(QFrame):
    """A painted figure. `framed` draws a card around it with the note on a third line; otherwise
    the note stands beside the value, for a strip of tiles on one card."""

    def __init__(
        self, theme: Theme, figure: Figure, *, framed: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._framed = framed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_figure(figure)

    def set_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure = figure
        self.setAccessibleName(f"{figure.label}: {figure.value}")
        self.setAccessibleDescription(" ".join(filter(None, (figure.note, figure.hint))))
        self.setToolTip(figure.hint)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, self._theme.px(86 if self._framed else 50))

    def minimumSizeHint(self) -> QSize:
        return QSize(110, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        if self._framed:
            draw_box(painter, rect, Radius.CARD, theme.color("surface"), theme.color("line"))
            rect = rect.adjusted(17, theme.px(11), -17, 0)
        figure = self._figure
        line = QRectF(rect.left(), rect.top(), rect.width(), theme.px(18))
        draw_text(painter, line, figure.label, theme.font("caption"), theme.color("text2"))
        value = QRectF(rect.left(), line.bottom(), rect.width(), theme.px(32))
        font = theme.font("kpi")
        font.setPixelSize(theme.px(22))
        draw_text(painter, value, figure.value, font, theme.color("text"))
        if self._framed:
            note = QRectF(rect.left(), value.bottom(), rect.width(), theme.px(16))
            self._paint_course(painter, rect, value.center().y())
        else:
            shift = text_width(font, figure.value) + 9
            note = value.adjusted(shift, 1, 0, 1)
        self._paint_note(painter, note)

    def _paint_note(self, painter: QPainter, rect: QRectF) -> None:
        theme, figure = self._theme, self._figure
        if figure.note_icon:
            middle, size = rect.center().y(), IconSize.INLINE
            draw_icon(painter, theme, figure.note_icon, figure.note_ink, size, rect.left(), middle)
            rect = rect.adjusted(theme.px(IconSize.INLINE) + 5, 0, 0, 0)
        draw_text(painter, rect, figure.note, theme.font("caption"), theme.color(figure.note_ink))

    def _paint_course(self, painter: QPainter, rect: QRectF, middle: float) -> None:
        """The sparkline: shape only, the words beside it say what it means."""
        course = self._figure.course
        if len(course) < 2:
            return
        low, high = min(course), max(course)
        span = (high - low) or 1.0
        left, width, height = rect.right() - 68, 66.0, 16.0
        step = width / (len(course) - 1)
        points = [
            QPointF(left + place * step, middle + height / 2 - (value - low) / span * height)
            for place, value in enumerate(course)
        ]
        color = self._theme.color("accent")
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(points[-1], 2.5, 2.5)
