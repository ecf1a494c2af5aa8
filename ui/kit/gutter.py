"""Scroll bars stand in a gutter beside what they move: showing one never moves the content."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea
from shiboken6 import Shiboken


class _Gutter(QObject):
    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._bar = bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._measure)
        self._measure(bar.minimum(), bar.maximum())

    def _measure(self, low: int, high: int) -> None:
        if Shiboken.isValid(self._bar):  # an area that is destroyed sends its range once more
            self._bar.setEnabled(high > low)


def keep_gutter(area: QAbstractScrollArea) -> None:
    """Keep the scroll bar's room at the right, and show the bar only while there is something to
    scroll: the stylesheet draws no handle on a disabled bar."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    _Gutter(area)
