"""Following the look of the system while the program runs: dark at dusk, high contrast at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from lead_desktop.base.preferences import load_preferences
from ui.theme import Theme, look_of


class SystemLook(QObject):
    """Lives as long as `parent`. config: the folder of the preferences, read anew each time."""

    def __init__(self, theme: Theme, config: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._config = theme, config
        self._hints = QGuiApplication.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.follow)
        self._access.contrastPreferenceChanged.connect(self.follow)

    def follow(self) -> None:
        """Take the look that is asked for now."""
        self._theme.switch(look_of(load_preferences(self._config)))
