"""The foot of the new-referral form: when the draft was saved, and the ways out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.button import Button
from ui.kit.icon_label import IconLabel
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import ColorRole

_HEIGHT = 56


class FormFooter(QWidget):
    """save_asked carries whether to start outreach as well."""

    save_asked = Signal(bool)
    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self.setFixedHeight(theme.px(_HEIGHT))
        self._icon = IconLabel(theme, "circle-dashed", "text3", 15)
        self._status = Label(theme, "", "caption", "text2")
        self.cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        self.pending = Button(theme, "Save as pending", keys="Ctrl+S")
        self.begin = Button(
            theme,
            "Save and start outreach",
            kind="primary",
            icon="footprints",
            keys="Ctrl+Enter",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._status)
        row.addStretch(1)
        for button in (self.cancel, self.pending, self.begin):
            row.addWidget(button)
        self.cancel.clicked.connect(self.cancelled)
        self.pending.clicked.connect(lambda: self.save_asked.emit(False))
        self.begin.clicked.connect(lambda: self.save_asked.emit(True))
        self.show_empty()

    def show_saved(self, at: datetime) -> None:
        """Say when the draft was saved; `at` in the vault's time zone."""
        self._say("circle-check", "accent_text", f"Draft saved {at:%H:%M:%S}")

    def show_unsaved(self) -> None:
        """Say that the last words are not on the disk."""
        self._say("circle-alert", "danger_text", "Draft not saved")

    def show_empty(self) -> None:
        """Say that nothing has been entered yet."""
        self._say("circle-dashed", "text3", "No draft yet")

    def status(self) -> str:
        """What is said of the draft."""
        return self._status.text()

    def set_busy(self, *, busy: bool) -> None:
        """While saving, nothing can be asked for again."""
        for button in (self.cancel, self.pending, self.begin):
            button.setEnabled(not busy)

    def _say(self, icon: str, ink: ColorRole, words: str) -> None:
        self._icon.set_icon(icon, ink)
        self._status.setText(words)
