"""Relative time as a widget."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.paint import begin
from ui.kit.relative_time import RelativeTime, draw_relative_time, relative_time_width
from ui.theme import Theme


class TimeLabel(QLabel):
    """`time` with its icon and tone; the absolute time belongs into the tool tip."""

    def __init__(self, theme: Theme, time: RelativeTime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_time(time)

    def set_time(self, time: RelativeTime) -> None:
        """Show another time."""
        self._time = time
        self.setText(time.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = relative_time_width(self._theme, self._time)
        return QSize(int(width + 0.999), self._theme.line_height("caption"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_relative_time(begin(self), self._theme, self._time, QRectF(self.rect()))
