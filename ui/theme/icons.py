"""Lucide drawings, tinted and stroked for the size at which they are shown."""

from __future__ import annotations

import re

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from lead_desktop.base.resources import resource
from ui.theme.tokens import icon_stroke

_STROKE = re.compile(r'stroke-width="[^"]*"')
_MARK = "mark"


class IconSet:
    """Pixmaps made from the shipped SVG files, each drawn once per name, colour, size and ratio."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, color: QColor, size: int, ratio: float) -> QPixmap:
        """The icon `name` of `size` logical pixels for a screen of `ratio` device pixels each.

        Raises FileNotFoundError when no such icon is shipped.
        """
        key = (name, color.rgba(), size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            source = _STROKE.sub(f'stroke-width="{icon_stroke(size)}"', self._source(name))
            found = _render(source.replace("currentColor", color.name()), size, ratio)
            self._pixmaps[key] = found
        return found

    def mark(self, ground: QColor, glyph: QColor, size: int, ratio: float) -> QPixmap:
        """The program's own mark: `glyph` on a rounded square of `ground`."""
        key = (f"{_MARK}{glyph.rgba()}", ground.rgba(), size, ratio)
        found = self._pixmaps.get(key)
        if found is None:
            source = self._source(_MARK).replace('"field"', f'"{ground.name()}"')
            found = _render(source.replace("currentColor", glyph.name()), size, ratio)
            self._pixmaps[key] = found
        return found

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


def _render(source: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, pixmap.width(), pixmap.height())
    QSvgRenderer(QByteArray(source.encode())).render(painter, whole)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
