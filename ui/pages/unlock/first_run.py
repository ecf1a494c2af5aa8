"""The first start on a computer: three equal ways in."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.keep_width import keep_width
from ui.kit.label import Label
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.press_button import PressButton
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Radius

_HEIGHT = 84
_WAYS = (
    ("plus", "Create a new vault", "For a team that starts here."),
    ("folder-open", "Open a vault", "One that is already on this computer or on a drive."),
    ("flask-conical", "Explore the demo", "A made-up caseload to look around in. Nothing is kept."),
)


class FirstRun(QWidget):
    """create_wanted, open_wanted, demo_wanted: one of the three cards was pressed."""

    create_wanted = Signal()
    open_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_width(self, theme, 416)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Label(theme, "Welcome", "title"))
        column.addWidget(Label(theme, "How would you like to begin?", tone="text2"))
        column.addSpacing(12)
        wanted = (self.create_wanted, self.open_wanted, self.demo_wanted)
        self.ways = tuple(_Way(theme, *way) for way in _WAYS)
        for way, signal in zip(self.ways, wanted, strict=True):
            way.clicked.connect(signal)
            column.addWidget(way)
        self.setFocusProxy(self.ways[0])

    def set_busy(self, busy: bool) -> None:
        """While the demo is being made, nothing can be pressed."""
        for way in self.ways:
            way.setEnabled(not busy)


class _Way(PressButton):
    def __init__(self, theme: Theme, icon: str, title: str, line: str) -> None:
        super().__init__(title)
        self._theme = theme
        self._icon = icon
        self._line = line
        self.setAccessibleDescription(line)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = begin(self), self._theme, QRectF(self.rect())
        ground: ColorRole = "hover" if self.underMouse() and self.isEnabled() else "surface"
        draw_box(painter, rect, Radius.CARD, theme.color(ground), theme.color("border"))
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.CARD)
        middle = rect.center().y()
        ink: ColorRole = "accent_text" if self.isEnabled() else "disabled"
        draw_icon(painter, theme, self._icon, ink, 24, 22, middle)
        left = 22 + theme.px(24) + 20
        box = QRectF(left, middle - theme.px(20), rect.width() - left - 12, theme.px(20))
        words: ColorRole = "text" if self.isEnabled() else "disabled"
        draw_text(painter, box, self.text(), theme.font("sub"), theme.color(words))
        box.translate(0, theme.px(20))
        draw_text(painter, box, self._line, theme.font("caption"), theme.color("text2"))
