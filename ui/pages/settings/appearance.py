"""Appearance on this computer: scheme, text size, motion, single-letter keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.preferences import Preferences
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.pages.settings.section import Section
from ui.theme import Theme
from ui.theme.tokens import TEXT_SIZES, Space

_SCHEMES = (
    Choice("system", "As the system", "monitor"),
    Choice("light", "Light", "sun"),
    Choice("dark", "Dark", "moon"),
    Choice("contrast", "High contrast", "eye"),
)


class AppearanceSection(Section):
    """changed: carries the Preferences now chosen."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "monitor", "Appearance", "Kept on this computer, not in the vault.")
        self._preferences = Preferences()
        self._filling = False
        self.scheme = Segmented(theme, "Colors", _SCHEMES)
        self.text_size = Segmented(
            theme, "Text size", [Choice(str(size), f"{size} %") for size in TEXT_SIZES]
        )
        self.motion = CheckBox(theme, "Reduce motion")
        self.letters = CheckBox(theme, "Single-letter keys in lists (J, K, L, 1 to 5 …)")
        for words, control in (("Colors", self.scheme), ("Text size", self.text_size)):
            self.form.addLayout(_labelled(theme, words, control))
        checks = QVBoxLayout()
        checks.setSpacing(0)
        checks.addWidget(self.motion)
        checks.addWidget(self.letters)
        self.form.addLayout(checks)
        for signal in (
            self.scheme.changed,
            self.text_size.changed,
            self.motion.toggled,
            self.letters.toggled,
        ):
            signal.connect(lambda *_: self._changed())

    @property
    def preferences(self) -> Preferences:
        """What is chosen now."""
        return self._preferences

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen."""
        self._preferences = preferences
        self._filling = True
        self.scheme.choose(preferences.scheme)
        self.text_size.choose(str(preferences.text_percent))
        self.motion.setChecked(preferences.reduced_motion)
        self.letters.setChecked(preferences.single_keys)
        self._filling = False

    def _changed(self) -> None:
        if self._filling:
            return
        self._preferences = replace(
            self._preferences,
            scheme=self.scheme.value() or self._preferences.scheme,
            text_percent=int(self.text_size.value() or self._preferences.text_percent),
            reduced_motion=self.motion.isChecked(),
            single_keys=self.letters.isChecked(),
        )
        self.changed.emit(self._preferences)


def _labelled(theme: Theme, words: str, control: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(Space.LABEL)
    label = Label(theme, words, "capmed", "text2")
    label.setBuddy(control)
    column.addWidget(label)
    column.addWidget(control)
    return column
