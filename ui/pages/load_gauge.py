"""How full the worker's own caseload is: a bar with its word, under the views."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lead_desktop.domain.worklist.workload import COMFORTABLE, FULL, STOP, Fullness, Workload
from ui.kit.paint import begin, draw_box, draw_text, draw_tint
from ui.theme import Theme
from ui.theme.tokens import ColorRole

INK: dict[Fullness, tuple[ColorRole, ColorRole]] = {
    Fullness.COMFORTABLE: ("success", "success_text"),
    Fullness.FULL: ("accent", "accent_text"),
    Fullness.OVER: ("warn", "warn_text"),
    Fullness.STOP: ("danger", "danger_text"),
}
"""Fill of the bar, and ink of the word, for each word of the gauge."""

_BAR = 6


def load_words(load: Workload) -> str:
    """The gauge in words: "38 people, weight 31.5 of 20: over"."""
    noun = "person" if load.people == 1 else "people"
    return f"{load.people} {noun}, weight {load.weighted:g}: {load.fullness.value.lower()}"


def tip_words() -> str:
    """What the gauge goes by."""
    return (
        f"Up to {COMFORTABLE} comfortable, to {FULL} full, to {STOP} over, above that no more. "
        "Engaging counts 1.25, engaged 1, maintaining 0.5, away or on a break 0.25."
    )


class LoadGauge(QWidget):
    """Read, not pressed; a screen reader gets the words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._load: Workload | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip_words())
        self.setAccessibleName("Caseload gauge")

    def show_load(self, load: Workload) -> None:
        """Show another workload."""
        self._load = load
        self.setAccessibleDescription(load_words(load))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._load is None:
            return
        painter, theme, load = begin(self), self._theme, self._load
        fill, ink = INK[load.fullness]
        line, width = theme.px(18), self.width() - 8
        top = QRectF(4, 0, width, line)
        draw_text(painter, top, load.fullness.value, theme.font("capstrong"), theme.color(ink))
        track = QRectF(4, line + 4, width, _BAR)
        draw_tint(painter, theme, track, _BAR / 2, "neutral_tint")
        part = min(load.weighted / STOP, 1.0) * width
        if part:
            bar = QRectF(4, line + 4, max(part, _BAR), _BAR)
            draw_box(painter, bar, _BAR / 2, theme.color(fill))
        low = QRectF(4, track.bottom() + 4, width, line)
        words = f"{load.people} people, weight {load.weighted:g}"
        draw_text(painter, low, words, theme.font("caption"), theme.color("text2"))
