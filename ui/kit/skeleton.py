"""Grey shapes of rows to come, after a wait that is long enough to notice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.kit.paint import begin, draw_tint
from ui.theme import Theme
from ui.theme.tokens import SKELETON_AFTER_MS, Size

_SECOND_LINES = (47, 17, 13, 34, 22)


class Skeleton(QFrame):
    """Rows without words or movement. `wait` shows it after 300 ms, `stop` hides it."""

    def __init__(
        self,
        theme: Theme,
        *,
        rows: int = 6,
        row_height: int = Size.ROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._row_height = row_height
        self.setAccessibleName("Loading")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SKELETON_AFTER_MS)
        self._delay.timeout.connect(self.show)

    def wait(self) -> None:
        """Something is being fetched: show the shapes if it takes noticeably long."""
        self._delay.start()

    def stop(self) -> None:
        """It is here."""
        self._delay.stop()
        self.hide()

    def sizeHint(self) -> QSize:
        return QSize(240, self._rows * self._theme.px(self._row_height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme = self._theme
        height = self._theme.px(self._row_height)
        for row in range(self._rows):
            middle = row * height + height / 2
            draw_tint(painter, theme, QRectF(0, middle - 12, 24, 24), 12, "neutral_tint")
            draw_tint(painter, theme, QRectF(36, middle - 6, 90, 12), 6, "neutral_tint")
            width = _SECOND_LINES[row % len(_SECOND_LINES)] * 1.0
            draw_tint(painter, theme, QRectF(140, middle - 6, width, 12), 6, "subtle")
