"""Pages of paper on a table: white sheets with a soft shadow, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from lead_desktop.services.paper.summaries import PageImage
from ui.kit.paint import CENTER, begin, draw_box, draw_ring, draw_text
from ui.theme import Theme

MARGIN = 20
_GAP = 20
_SHADOW = 9


def image_of(picture: PageImage) -> QImage:
    """A page's picture as a QImage of its own."""
    shape = (picture.width, picture.height, picture.stride)
    return QImage(picture.bgra, *shape, QImage.Format.Format_RGB32).copy()


class PageCanvas(QWidget):
    """Shows pages at a zoom of `zoom` pixels a point; pictures arrive later, page by page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: tuple[QSizeF, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._zoom = 1.0
        self._words = ""
        self.setAccessibleName("Pages of the copy")

    def set_pages(self, sizes: tuple[QSizeF, ...], zoom: float) -> None:
        """Lay out other pages; pictures of the earlier ones stand until theirs arrive."""
        self._sizes = sizes
        self._pictures = {n: one for n, one in self._pictures.items() if n < len(sizes)}
        self.set_zoom(zoom)

    def clear(self, words: str = "") -> None:
        """Show no page, and perhaps say why."""
        self._sizes, self._pictures, self._words = (), {}, words
        self.setMinimumSize(0, 0)
        self.update()

    def set_zoom(self, zoom: float) -> None:
        """Pixels a point."""
        self._zoom = zoom
        self.setMinimumSize(self._whole_size())
        self.update()

    def set_picture(self, page: int, picture: PageImage, ratio: float) -> None:
        """Show `picture` on page `page`; ratio: its device pixels for one of the widget's."""
        pixmap = QPixmap.fromImage(image_of(picture))
        pixmap.setDevicePixelRatio(ratio)
        self._pictures[page] = pixmap
        self.update()

    def keep_only(self, pages: list[int]) -> None:
        """Drop the pictures of all other pages: they show an earlier copy."""
        self._pictures = {n: one for n, one in self._pictures.items() if n in pages}

    def pictures(self) -> dict[int, QPixmap]:
        """The pictures that have arrived, by page."""
        return dict(self._pictures)

    def page_rects(self) -> list[QRectF]:
        """Where each page lies."""
        rects, top = [], float(MARGIN)
        for size in self._sizes:
            width, height = round(size.width() * self._zoom), round(size.height() * self._zoom)
            left = max((self.width() - width) // 2, MARGIN)
            rects.append(QRectF(left, top, width, height))
            top += height + _GAP
        return rects

    def page_at(self, y: float) -> int:
        """The page at the height `y`, or the last one above it."""
        above = [n for n, rect in enumerate(self.page_rects()) if rect.top() <= y]
        return above[-1] if above else 0

    def pages_between(self, top: float, bottom: float) -> list[int]:
        """Pages that reach into a stretch of the canvas."""
        rects = enumerate(self.page_rects())
        return [n for n, rect in rects if rect.bottom() > top and rect.top() < bottom]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(event.rect(), self._theme.color("sidebar"))
        if not self._sizes and self._words:
            font = self._theme.font("body")
            ink = self._theme.color("text2")
            draw_text(painter, QRectF(self.rect()), self._words, font, ink, CENTER)
        for number, rect in enumerate(self.page_rects()):
            if not rect.adjusted(0, 0, 0, _SHADOW).intersects(QRectF(event.rect())):
                continue
            for spread in range(_SHADOW, 0, -2):
                soft = rect.adjusted(-spread, -spread + 3, spread, spread + 3)
                draw_box(painter, soft, spread, QColor(0, 0, 0, 5))
            painter.fillRect(rect, Qt.GlobalColor.white)
            picture = self._pictures.get(number)
            if picture is not None:
                _draw_picture(painter, rect, picture)
        holder = self.parentWidget()
        area = holder.parentWidget() if holder is not None else None
        if area is not None and area.hasFocus():
            seen = QRectF(self.visibleRegion().boundingRect())
            draw_ring(painter, self._theme, seen.adjusted(1, 1, -1, -1), 2)

    def _whole_size(self) -> QSize:
        if not self._sizes:
            return QSize(0, 0)
        heights = [round(size.height() * self._zoom) for size in self._sizes]
        widest = max(round(size.width() * self._zoom) for size in self._sizes)
        high = sum(heights) + _GAP * (len(heights) - 1) + 2 * MARGIN
        return QSize(widest + 2 * MARGIN, high)


def _draw_picture(painter: QPainter, rect: QRectF, picture: QPixmap) -> None:
    wide = picture.deviceIndependentSize().width()
    if abs(wide - rect.width()) < 2:
        # Never stretched by a pixel: a whole column of the letters would be lost.
        painter.drawPixmap(rect.topLeft(), picture)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, picture, QRectF(picture.rect()))
