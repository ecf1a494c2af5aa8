"""Banners: something about this page or this vault that a person should know now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.announce import announce
from ui.kit.button import Button, IconButton
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.paint import begin, draw_tint
from ui.kit.tall_column import raise_height
from ui.theme import Theme
from ui.theme.tokens import TONE_TEXT, TONE_TINT, Radius, Tone

_ICONS: dict[Tone, str] = {
    "neutral": "info",
    "accent": "info",
    "plum": "info",
    "info": "info",
    "success": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-alert",
}


class Banner(QFrame):
    """Icon, title, one line, at most one action. It is read out when it appears.

    acted: the action was pressed. closed: the person put it away (only when `closable`).
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        tone: Tone,
        title: str,
        line: str = "",
        *,
        icon: str | None = None,
        action: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconLabel(theme, icon or _ICONS[tone], TONE_TEXT[tone])
        self._title = Label(theme, title, "med", TONE_TEXT[tone], wrap=True)
        self._line = Label(theme, line, "caption", TONE_TEXT[tone], wrap=True)
        if not line:
            self._line.hide()
        self.action = Button(theme, action, kind="ghost", size="sm")
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.acted)
        self._lay_out(closable)
        self._name()

    def set_text(self, title: str, line: str = "") -> None:
        """Say something else, and read it out."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self._name()
        self._speak()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._speak()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            raise_height(self)
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        raise_height(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        draw_tint(begin(self), self._theme, box, Radius.OPTION, TONE_TINT[self._tone])

    def _lay_out(self, closable: bool) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 9, 12, 9)
        row.setSpacing(12)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 2, 0, 0)
        beside.addWidget(self._icon)
        beside.addStretch(1)
        row.addLayout(beside)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._line)
        row.addLayout(words, 1)
        row.addWidget(self.action)
        if closable:
            close = IconButton(self._theme, "x", "Close this message", size="sm")
            close.clicked.connect(self.closed)
            row.addWidget(close)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title.text()}. {self._line.text()}".strip())

    def _speak(self) -> None:
        announce(self, self.accessibleName(), urgent=self._tone == "danger")
