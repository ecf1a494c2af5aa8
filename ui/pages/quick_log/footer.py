"""The foot of the form: when the draft was saved, and the ways out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.kit.button import Button
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import ColorRole


class Footer(QWidget):
    """`save_asked` carries whether to sign as well. changes: it changes a saved contact."""

    save_asked = Signal(bool)
    discard_asked = Signal()

    def __init__(self, theme: Theme, *, changes: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._mark: tuple[str, ColorRole] = ("circle-dashed", "text3")
        self._icon = QLabel()
        self._nothing = "Nothing changed yet" if changes else "No draft yet"
        self._status = Label(theme, self._nothing, "caption", "text2")
        self.discard = Button(theme, "Discard", kind="ghost")
        self.save = Button(
            theme, "Save the change" if changes else "Save, sign later", keys="Ctrl+S"
        )
        self.sign = Button(
            theme, "Save and sign", kind="primary", icon="signature", keys="Ctrl+Enter"
        )
        if not changes:
            self.sign.setToolTip("Ctrl+Shift+Enter saves, signs and starts another")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._status)
        row.addSpacing(8)
        self._place = Label(theme, "Stays on this computer", "caption", "text3")
        row.addWidget(self._place)
        row.addStretch(1)
        for button in (self.discard, self.save, self.sign):
            row.addWidget(button)
        self.discard.clicked.connect(self.discard_asked)
        self.save.clicked.connect(lambda: self.save_asked.emit(False))
        self.sign.clicked.connect(lambda: self.save_asked.emit(True))
        theme.changed.connect(self._draw_mark)
        self._draw_mark()

    def show_saved(self, at: datetime) -> None:
        """Say when the draft was saved; `at` in the vault's time zone."""
        self._show("circle-check", "accent_text", f"Draft saved {at:%H:%M:%S}")

    def show_unsaved(self) -> None:
        """Say that the last words are not on the disk."""
        self._show("circle-alert", "danger_text", "Draft not saved")

    def show_empty(self) -> None:
        """Say that nothing has been entered yet."""
        self._show("circle-dashed", "text3", self._nothing)

    def show_brief(self, *, brief: bool) -> None:
        """Leave out what a narrow form has no room for."""
        self._place.setVisible(not brief)

    def status(self) -> str:
        """What is said of the draft."""
        return self._status.text()

    def set_busy(self, busy: bool) -> None:
        """While saving, nothing can be asked for again."""
        for button in (self.discard, self.save, self.sign):
            button.setEnabled(not busy)

    def _show(self, icon: str, ink: ColorRole, words: str) -> None:
        self._mark = (icon, ink)
        self._status.setText(words)
        self._draw_mark()

    def _draw_mark(self) -> None:
        icon, ink = self._mark
        self._icon.setPixmap(self._theme.pixmap(icon, ink, 15, self.devicePixelRatioF()))
