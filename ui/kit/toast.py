"""Toasts: what was just done, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QWidget

from ui.kit.announce import announce
from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.kit.pill_bar import PillBar
from ui.theme import Theme
from ui.theme.tokens import TOAST_STAY_MS


class Toast(PillBar):
    """One line at the bottom of the window for six seconds; the pointer or focus on it waits.

    undone: the action was taken (the window's Ctrl+Z sends it through `undo`). gone: time is up,
    or something newer took its place. A toast may stay (`stay_ms=0`) until `dismiss`.
    """

    undone = Signal()
    gone = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget | None,
        text: str,
        *,
        icon: str = "check",
        action: str = "Undo",
        keys: str = "Ctrl+Z",
        stay_ms: int = TOAST_STAY_MS,
        floats: bool = True,
        lift: int = 30,
    ) -> None:
        super().__init__(theme, host, height=44, lift=lift, floats=floats, gives_way=True)
        self._label = Label(theme, text, "med", "on_pill")
        self.action = Button(theme, action, kind="pill", size="sm", keys=keys)
        if not action:
            self.action.hide()
        self.action.clicked.connect(self.undo)
        self.action.installEventFilter(self)
        self.row.setSpacing(0)
        self.row.addWidget(IconLabel(theme, icon, "on_pill"))
        self.row.addSpacing(10)
        self.row.addWidget(self._label)
        self.row.addSpacing(20)
        self.row.addWidget(self.action)
        self.setAccessibleName(text)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(stay_ms)
        self._clock.timeout.connect(self.dismiss)

    def pop_up(self) -> None:
        """Show it at the bottom of the window and read it out."""
        self.show()
        self.place()
        announce(self, self._label.text())
        self._run_clock()

    def set_text(self, text: str) -> None:
        """Change the words (a countdown)."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def undo(self) -> None:
        """Take the action and go away."""
        self._clock.stop()
        self.undone.emit()
        self.dismiss()

    def dismiss(self) -> None:
        """Go away without the action."""
        self._clock.stop()
        self.hide()
        self.gone.emit()

    def is_waiting(self) -> bool:
        """Whether time stands still because the pointer or the focus is on the toast."""
        return self.isVisible() and not self._clock.isActive()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._run_clock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.action:
            if event.type() == QEvent.Type.FocusIn:
                self._clock.stop()
            elif event.type() == QEvent.Type.FocusOut:
                self._run_clock()
        return super().eventFilter(watched, event)

    def _run_clock(self) -> None:
        if self.isVisible() and self._clock.interval() > 0 and not self.action.hasFocus():
            self._clock.start()
