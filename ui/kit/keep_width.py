"""Widths that grow with the text."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.theme import Theme


class _WidthKeeper(QObject):
    # A child of the widget, with a method for a slot: it goes with the widget, a lambda would not.
    def __init__(self, widget: QWidget, theme: Theme, width: int, least: int) -> None:
        super().__init__(widget)
        self._widget, self._theme, self._width, self._least = widget, theme, width, least
        theme.changed.connect(self.measure)

    def measure(self) -> None:
        self._widget.setMinimumWidth(self._theme.px(self._least))
        self._widget.setMaximumWidth(self._theme.px(self._width))


def keep_width(widget: QWidget, theme: Theme, width: int, *, least: int | None = None) -> None:
    """Fix the width at `width` px of 100 % text size, now and whenever the text size changes.
    With `least` it may give way that far."""
    _WidthKeeper(widget, theme, width, width if least is None else least).measure()
