"""A kept paper on screen: pages of a PDF, or a picture, drawn in memory and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ContentType
from lead_desktop.services.consent.attachments import OpenAttachment
from lead_desktop.services.paper.summaries import PageImage, open_preview
from ui.kit.button import Button
from ui.kit.label import Label
from ui.pages.copies.page_canvas import MARGIN, PageCanvas
from ui.theme import Theme

MOST_PAGES = 20
"""Pages drawn at once: a page takes some megabytes as a picture."""

_SIDE = 1000.0
"""Points of the longer side of a picture: pictures come without a size on paper."""


@dataclass(frozen=True)
class Drawn:
    """Pages of a paper as pictures. pages: how many it has; first: the number of the first one that
    is drawn, from 0. Empty pictures: it cannot be drawn."""

    sizes: tuple[QSizeF, ...]
    pictures: tuple[PageImage, ...]
    pages: int
    first: int = 0


def draw_paper(paper: OpenAttachment, width: int, first: int = 0) -> Drawn:
    """Pages of a paper from `first` on, `width` pixels wide; for the drawing thread."""
    if paper.line.content_type is ContentType.PDF:
        return _draw_pdf(paper.content, width, first)
    return _draw_picture(paper.content, width)


def _draw_pdf(content: bytes, width: int, first: int) -> Drawn:
    with open_preview(content) as preview:
        sizes = preview.sizes()
        wanted = sizes[first : first + MOST_PAGES]
        pictures = tuple(
            preview.render(number, min(width / size.width, 4.0))
            for number, size in enumerate(wanted, first)
        )
    shown = tuple(QSizeF(size.width, size.height) for size in wanted)
    return Drawn(shown, pictures, len(sizes), first)


def _draw_picture(content: bytes, width: int) -> Drawn:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if whole.width() > width > 0:  # decoded small: a photograph can have fifty megapixels
        room = QSize(width, 10 * width)
        reader.setScaledSize(whole.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return Drawn((), (), 0)
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    picture = PageImage(flat.width(), flat.height(), flat.bytesPerLine(), bytes(flat.constBits()))
    scale = _SIDE / max(flat.width(), flat.height())
    return Drawn((QSizeF(flat.width() * scale, flat.height() * scale),), (picture,), 1)


class PaperView(QWidget):
    """Shows one paper at the width of the view; `words` stand where nothing is shown.

    pages_wanted: the number of the first page, from 0, of a long paper that is to be drawn.
    """

    pages_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = 0
        self.canvas = PageCanvas(theme)
        self.canvas.setAccessibleName("Pages of the paper")
        self.more = Label(theme, "", "caption", "text2")
        self.earlier = Button(theme, "Earlier pages", kind="ghost", size="sm")
        self.later = Button(theme, "Later pages", kind="ghost", size="sm")
        self.earlier.clicked.connect(lambda: self.pages_wanted.emit(self._first - MOST_PAGES))
        self.later.clicked.connect(lambda: self.pages_wanted.emit(self._first + MOST_PAGES))
        self._turning = QWidget()
        turning = QHBoxLayout(self._turning)
        turning.setContentsMargins(0, 0, 0, 0)
        turning.setSpacing(8)
        turning.addWidget(self.more, 1)
        turning.addWidget(self.earlier)
        turning.addWidget(self.later)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Paper")
        self.area.setWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.area, 1)
        column.addWidget(self._turning)
        self._turning.hide()

    def width_to_draw(self) -> int:
        """Pixels of this screen that a page may be wide."""
        room = self.area.viewport().width() - 2 * MARGIN - 12
        return max(round(room * self.devicePixelRatioF()), 200)

    def say(self, words: str) -> None:
        """Show no paper, and say why."""
        self.canvas.clear(words)
        self._turning.hide()

    def show_drawn(self, drawn: Drawn, width: int) -> None:
        """Show a paper that was drawn `width` pixels wide."""
        if not drawn.pictures:
            self.say("This paper cannot be shown here.")
            return
        ratio = self.devicePixelRatioF()
        widest = max(size.width() for size in drawn.sizes)
        drawn_wide = min(width, max(picture.width for picture in drawn.pictures))
        self.canvas.set_pages(drawn.sizes, drawn_wide / ratio / widest)
        for number, picture in enumerate(drawn.pictures):
            self.canvas.set_picture(number, picture, ratio)
        self._first, last = drawn.first, drawn.first + len(drawn.pictures)
        self.more.setText(f"Pages {drawn.first + 1} to {last} of {drawn.pages}")
        self.earlier.setEnabled(drawn.first > 0)
        self.later.setEnabled(last < drawn.pages)
        self._turning.setVisible(drawn.pages > MOST_PAGES)
        self.area.verticalScrollBar().setValue(0)
