"""The painted panel beside the unlock form: a low sun over water."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.paint import begin, draw_text
from ui.theme import Theme

WIDTH = 600

# Decoration of this one panel, for a picture 600 by 900: sky above and at the horizon, sun, water
# from far to near.
_LIGHT = (
    "#F3EFE7",
    "#E6EEEC",
    "#F0CE94",
    ("#B7D3CC", "#8FBBB2", "#5F9E94", "#3A8177", "#216B62", "#145750"),
)
_DARK = (
    "#121817",
    "#0F1514",
    "#DDC08B",
    ("#25504A", "#1F584F", "#195048", "#12443E", "#0E3936", "#0A2C2B"),
)
_INK = {"light": "#1B2F2B", "dark": "#D8EFEA"}
# Per wave: height at the left, and the two bends and the end of its edge (fractions of 900).
_WAVES = (
    (0.5, 0.54, 0.50, 0.485),
    (0.6, 0.575, 0.55, 0.558),
    (0.658, 0.64, 0.625, 0.655),
    (0.724, 0.715, 0.74, 0.738),
    (0.806, 0.795, 0.83, 0.802),
    (0.892, 0.885, 0.915, 0.899),
)
_RINGS = ((210, 0.16), (158, 0.24), (112, 0.38), (68, 1.0))
_SUN = (360.0, 414.0)


class ArtPanel(QWidget):
    """Decoration with the program's name on it; it says nothing that the form does not say."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self.setMinimumWidth(320)
        self.setMaximumWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if self._theme.edge is not None:
            self._paint_plain(painter)
            return
        dark = self._theme.is_dark
        top, horizon, sun, water = _DARK if dark else _LIGHT
        sky = QLinearGradient(0, 0, 0, self.height() * 0.55)
        sky.setColorAt(0, QColor(top))
        sky.setColorAt(1, QColor(horizon))
        painter.fillRect(self.rect(), sky)
        self._paint_sun(painter, QColor("#5FC7B6" if dark else sun), QColor(sun), soft=dark)
        for shape, color in zip(_WAVES, water, strict=True):
            painter.setBrush(QColor(color))
            painter.drawPath(self._wave(shape))
        self._paint_words(painter, QColor(_INK["dark" if dark else "light"]))

    def _paint_plain(self, painter: QPainter) -> None:
        """High contrast: the words and an edge, no picture."""
        painter.fillRect(self.rect(), self._theme.color("window"))
        edge = QRectF(self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, self._theme.color("border"))
        self._paint_words(painter, self._theme.color("text"))

    def _paint_sun(self, painter: QPainter, glow: QColor, disc: QColor, *, soft: bool) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        middle = QPointF(self.width() * _SUN[0] / WIDTH, self.height() * _SUN[1] / 900)
        for radius, strength in _RINGS:
            color = QColor(disc if strength == 1.0 else glow)
            color.setAlphaF(strength * (0.5 if soft and strength < 1.0 else 1.0))
            painter.setBrush(color)
            painter.drawEllipse(middle, radius, radius)

    def _wave(self, shape: tuple[float, float, float, float]) -> QPainterPath:
        width, height = float(self.width()), float(self.height())
        left, first, second, right = (part * height for part in shape)
        path = QPainterPath(QPointF(0, left))
        path.cubicTo(
            QPointF(width * 0.3, first), QPointF(width * 0.7, second), QPointF(width, right)
        )
        path.lineTo(width, height)
        path.lineTo(0, height)
        path.closeSubpath()
        return path

    def _paint_words(self, painter: QPainter, ink: QColor) -> None:
        theme = self._theme
        painter.drawPixmap(QPointF(48, 44), theme.mark(28, self.devicePixelRatioF()))
        draw_text(painter, QRectF(86, 44, 400, 28), self._name, theme.font("sub"), ink)
        large = theme.font("display")
        large.setPixelSize(theme.px(34))
        box = QRectF(48, 146, self.width() - 60, theme.px(42))
        for line in ("Every contact", "is a step."):
            draw_text(painter, box, line, large, ink)
            box.translate(0, theme.px(42))
        box = QRectF(48, box.top() + 12, self.width() - 60, theme.px(18))
        for line in (
            "Case work for LEAD teams. Works without the internet;",
            "records stay on this computer, encrypted.",
        ):
            draw_text(painter, box, line, theme.font("long"), ink)
            box.translate(0, theme.px(18))
