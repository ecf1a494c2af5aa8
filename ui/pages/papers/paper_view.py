"""A kept paper on screen: pages of a PDF, or a picture, drawn in memory and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import ContentType
from lead_desktop.services.consent.attachments import OpenAttachment
from lead_desktop.services.paper.summaries import PageImage, open_preview
from ui.kit.label import Label
from ui.pages.copies.page_canvas import MARGIN, PageCanvas
from ui.theme import Theme

MOST_PAGES = 20
_SIDE = 1000.0
"""Points of the longer side of a picture: pictures come without a size on paper."""


@dataclass(frozen=True)
class Drawn:
    """A paper as pictures; pages: how many it has. Empty pictures: it cannot be drawn."""

    sizes: tuple[QSizeF, ...]
    pictures: tuple[PageImage, ...]
    pages: int


def draw_paper(paper: OpenAttachment, width: int) -> Drawn:
    """The first pages of a paper, `width` pixels wide; for the drawing thread."""
    if paper.line.content_type is ContentType.PDF:
        return _draw_pdf(paper.content, width)
    return _draw_picture(paper.content, width)


def _draw_pdf(content: bytes, width: int) -> Drawn:
    with open_preview(content) as preview:
        sizes = preview.sizes()
        pictures = tuple(
            preview.render(number, min(width / size.width, 4.0))
            for number, size in enumerate(sizes[:MOST_PAGES])
        )
    shown = tuple(QSizeF(size.width, size.height) for size in sizes[:MOST_PAGES])
    return Drawn(shown, pictures, len(sizes))


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
    """Shows one paper at the width of the view; `words` stand where nothing is shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = PageCanvas(theme)
        self.canvas.setAccessibleName("Pages of the paper")
        self.more = Label(theme, "", "caption", "text2")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("Paper")
        self.area.setWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.area, 1)
        column.addWidget(self.more)
        self.more.hide()

    def width_to_draw(self) -> int:
        """Pixels of this screen that a page may be wide."""
        room = self.area.viewport().width() - 2 * MARGIN - 12
        return max(round(room * self.devicePixelRatioF()), 200)

    def say(self, words: str) -> None:
        """Show no paper, and say why."""
        self.canvas.clear(words)
        self.more.hide()

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
        rest = drawn.pages - len(drawn.pictures)
        self.more.setText(f"{rest} more pages are not shown here.")
        self.more.setVisible(rest > 0)
