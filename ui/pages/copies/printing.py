"""A copy on paper: choosing a printer, and painting its pages as PDFium draws them."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import (
    QAbstractPrintDialog,
    QPrintDialog,
    QPrinter,
    QPrinterInfo,
)
from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import Refused
from lead_desktop.services.paper.summaries import open_preview
from ui.pages.copies.page_canvas import image_of
from ui.pages.copies.saving import CopyNotHandedOver
from ui.runner import Report

MOST_DPI = 600
"""Sharper than that no eye sees, and no office printer prints."""

_POINTS_PER_INCH = 72
_PAPER = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}

PrinterChooser = Callable[[QWidget, QPrinter, Callable[[QPrinter], None]], None]
"""Lets a person choose a printer for a prepared job; calls back only when it is to be printed."""


def choose_printer(parent: QWidget, printer: QPrinter, chosen: Callable[[QPrinter], None]) -> None:
    """Ask with the system's own dialog. Raises Refused when this computer has no printer."""
    if not QPrinterInfo.availablePrinterNames():
        raise Refused(
            "No printer is set up on this computer.",
            meaning="Nothing was printed.",
            remedy="Set one up in the system's settings, or save an encrypted PDF.",
        )
    dialog = QPrintDialog(printer, parent)
    # Every page, and to paper: the account of the copy says both.
    for option in (
        QAbstractPrintDialog.PrintDialogOption.PrintToFile,
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintSelection,
    ):
        dialog.setOption(option, False)
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def prepare_printer(document_number: str, paper: str, *, grey: bool) -> QPrinter:
    """A job under a neutral name: print queues show job names to a whole office."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document_number)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(_PAPER[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    if grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def print_pages(printer: QPrinter, pdf: bytes, *, grey: bool, report: Report) -> None:
    """Send every page of `pdf`; for the drawing thread. Raises CopyNotHandedOver, Cancelled."""
    painter = QPainter()
    if not painter.begin(printer):
        raise _not_printed()
    sent = False
    try:
        _paint(painter, printer, pdf, grey=grey, report=report)
        sent = True
    finally:
        if not sent:
            printer.abort()
        ended = painter.end()
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise _not_printed()


def _paint(painter: QPainter, printer: QPrinter, pdf: bytes, *, grey: bool, report: Report) -> None:
    # A whole part of the printer's resolution, so that no dot of a letter is torn in two.
    dpi = printer.resolution() / math.ceil(printer.resolution() / MOST_DPI)
    scale = dpi / _POINTS_PER_INCH
    with open_preview(pdf) as preview:
        sizes = preview.sizes()
        for number, size in enumerate(sizes):
            if number and not printer.newPage():
                raise _not_printed()
            place = _place(printer, QSizeF(size.width, size.height))
            for above, band in preview.bands(number, scale, grey=grey):
                share = above + band.height / math.ceil(size.height * scale)
                painter.drawImage(_between(place, above, share), image_of(band))
                report((number + min(share, 1.0)) / len(sizes))


def _between(place: QRectF, above: float, below: float) -> QRect:
    """The part of `place` between two shares of its height; neighbours share an edge of dots."""
    top, bottom = (round(place.top() + place.height() * share) for share in (above, below))
    left = round(place.left())
    return QRect(left, top, round(place.right()) - left, bottom - top)


def _place(printer: QPrinter, page: QSizeF) -> QRectF:
    """Where a page of `page` points lies on the chosen paper: full size, smaller if it must be."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = printer.resolution() / _POINTS_PER_INCH
    wanted = QSizeF(page.width() * scale, page.height() * scale)
    if wanted.width() > paper.width() + 1 or wanted.height() > paper.height() + 1:
        wanted = wanted.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (paper.width() - wanted.width()) / 2
    return QRectF(max(left, 0.0), 0.0, wanted.width(), wanted.height())


def _not_printed() -> CopyNotHandedOver:
    return CopyNotHandedOver(
        "The printer did not take the copy.",
        meaning="The account of this copy says that it was not sent.",
        remedy="Look at the printer and its tray, then print again.",
    )
