"""Long work: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from ui.kit.button import Button
from ui.kit.label import Label
from ui.kit.paint import begin, draw_box, draw_tint
from ui.theme import Theme

_STEPS = 1000


class ProgressBar(QProgressBar):
    """A thin bar; `set_fraction` takes 0.0 to 1.0."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float) -> None:
        """How far the work is."""
        self.setValue(round(min(max(fraction, 0.0), 1.0) * _STEPS))

    def sizeHint(self) -> QSize:
        return QSize(160, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        draw_tint(painter, self._theme, rect, 3, "neutral_tint")
        part = rect.width() * max(self.value(), 0) / _STEPS
        if part >= 1:
            rect.setWidth(max(part, 6.0))
            draw_box(painter, rect, 3, self._theme.color("accent"))


class ProgressRow(QWidget):
    """Words, a bar and a button; `cancelled` once it was pressed."""

    cancelled = Signal()

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._label = Label(theme, text, "caption", "text2")
        self._bar = ProgressBar(theme, text)
        self.button = Button(theme, "Cancel", kind="ghost", size="sm")
        self.button.clicked.connect(self._cancel)
        row.addWidget(self._label)
        row.addWidget(self._bar, 1)
        row.addWidget(self.button)

    def set_progress(self, fraction: float) -> None:
        """How far the work is, 0.0 to 1.0."""
        self._bar.set_fraction(fraction)

    def set_text(self, text: str) -> None:
        """Say what is being done now."""
        self._label.setText(text)
        self._bar.setAccessibleName(text)

    def _cancel(self) -> None:
        self.button.setEnabled(False)
        self.cancelled.emit()
