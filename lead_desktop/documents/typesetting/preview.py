"""Pages as pictures, for the preview on screen and for printing. Drawn by PDFium, in memory."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol


class _Bitmap(Protocol):
    width: int
    height: int
    stride: int
    buffer: bytes

    def close(self) -> None: ...


class _Page(Protocol):
    def render(
        self,
        *,
        scale: float,
        grayscale: bool,
        force_bitmap_format: int,
        crop: tuple[float, float, float, float] = ...,
    ) -> _Bitmap: ...

    def close(self) -> None: ...


class _Document(Protocol):
    """The part of pypdfium2, which has no types, that is used here."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> _Page: ...
    def get_page_size(self, index: int) -> tuple[float, float]: ...
    def close(self) -> None: ...


_ONE_AT_A_TIME = threading.RLock()
"""PDFium is not made for threads: a page drawn while another thread opens a paper ends the
process. Papers are checked on the store thread, pages are drawn on the drawing thread."""

_BGRX = 3
"""FPDFBitmap_BGRx: four bytes a pixel, the fourth unused."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page; `bgra` holds `height` rows of `stride` bytes, four a pixel, opaque."""

    width: int
    height: int
    stride: int
    bgra: bytes


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in points."""

    width: float
    height: float


class Preview:
    """A PDF held open for drawing several pages. Close it, or use it as a context."""

    def __init__(self, pdf: bytes, passphrase: str | None = None) -> None:
        with _ONE_AT_A_TIME:
            self._document = _opener()(pdf, password=passphrase)

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give PDFium's memory back; the preview cannot be used afterwards."""
        with _ONE_AT_A_TIME:
            self._document.close()

    def sizes(self) -> tuple[PageSize, ...]:
        """The size of every page."""
        with _ONE_AT_A_TIME:
            count = len(self._document)
            return tuple(PageSize(*self._document.get_page_size(index)) for index in range(count))

    def render(self, page: int, scale: float, *, grey: bool = False) -> PageImage:
        """Page `page` (from 0) at `scale` pixels a point. grey: as a black-and-white printer.

        Raises IndexError for a page that is not there.
        """
        with _ONE_AT_A_TIME, _page(self._document, page) as opened:
            return _picture(opened.render(scale=scale, grayscale=grey, force_bitmap_format=_BGRX))

    def bands(
        self, page: int, scale: float, *, grey: bool = False, rows: int = 512
    ) -> Iterator[tuple[float, PageImage]]:
        """The same in bands of at most `rows` pixels, from the top, each with the share of the page
        that lies above it: at a printer's resolution no page is ever whole in memory."""
        height = math.ceil(self.sizes()[page].height * scale)
        for top in range(0, height, rows):
            below = max(0, height - top - rows)
            # What is cut off is rounded up to whole pixels there.
            crop = (0.0, max(0.0, below - 0.5) / scale, 0.0, max(0.0, top - 0.5) / scale)
            with _ONE_AT_A_TIME, _page(self._document, page) as opened:
                band = _picture(
                    opened.render(scale=scale, grayscale=grey, force_bitmap_format=_BGRX, crop=crop)
                )
            yield top / height, band


def _opener() -> Callable[..., _Document]:
    from pypdfium2 import PdfDocument  # late: paid by those who look at paper

    return PdfDocument


def _picture(bitmap: _Bitmap) -> PageImage:
    try:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()


@contextmanager
def _page(document: _Document, index: int) -> Iterator[_Page]:
    if not 0 <= index < len(document):
        raise IndexError(index)
    page = document[index]
    try:
        yield page
    finally:
        page.close()


def open_preview(pdf: bytes, passphrase: str | None = None) -> Preview:
    """Open `pdf` for drawing its pages."""
    return Preview(pdf, passphrase)


def can_open(pdf: bytes) -> bool:
    """Whether `pdf` opens without a passphrase and has a page that can be drawn."""
    from pypdfium2 import PdfiumError  # late, as above

    try:
        with open_preview(pdf) as preview:
            return bool(preview.sizes())
    except PdfiumError:
        return False


def render_page(pdf: bytes, page: int, scale: float, *, grey: bool = False) -> PageImage:
    """One page of `pdf`, opened and closed for this picture."""
    with open_preview(pdf) as preview:
        return preview.render(page, scale, grey=grey)
