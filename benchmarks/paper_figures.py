"""The figure of paper: a two-page summary beside bare reportlab with the same words."""

from __future__ import annotations

import ctypes
import importlib
import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from benchmarks.bench_vault import BenchVault
from benchmarks.measure import Figure, compare
from lead_desktop.base.resources import resource
from lead_desktop.domain.codes import Audience
from lead_desktop.services.paper import summaries
from lead_desktop.services.people import participants

# A module without type information.
pdfium = importlib.import_module("pypdfium2")


def measure_summary(vault: BenchVault) -> Figure:
    """The summary of the person with most on the record.

    The floor sets the same lines in the same faces: embedding each face is part of the work.
    """
    desk = vault.desk
    row = max(participants.list_caseload(desk), key=lambda one: len(one.linkages))
    request = summaries.SummaryRequest(row.id, Audience.INTERNAL, days=365)
    composed = summaries.compose_summary(desk, request)
    lines = _lines(summaries.draw_summary(composed).pdf)
    styles = {name: _style(name) for name in sorted({name for name, _ in lines})}

    def floor() -> None:
        story: list[Flowable] = [Paragraph(escape(words), styles[name]) for name, words in lines]
        SimpleDocTemplate(io.BytesIO(), pagesize=LETTER).build(story)

    return compare(
        "summary",
        "care-coordination summary to bytes",
        lambda: summaries.draw_summary(composed),
        floor,
        1.3,
    )


def _style(name: str) -> ParagraphStyle:
    pdfmetrics.registerFont(TTFont(f"Floor-{name}", str(resource("fonts", f"{name}.ttf"))))
    return ParagraphStyle(name, fontName=f"Floor-{name}", fontSize=9.25, leading=13)


def _lines(pdf: bytes) -> list[tuple[str, str]]:
    """The lines of a drawn form, each with the face in which it begins."""
    document = pdfium.PdfDocument(pdf)
    lines: list[tuple[str, str]] = []
    for page in document:
        text = page.get_textpage()
        start = 0
        for line in text.get_text_range().splitlines(keepends=True):
            if line.strip():
                lines.append((_face(text, start), line.strip()))
            start += len(line)
        text.close()
        page.close()
    document.close()
    return lines


def _face(text: Any, index: int) -> str:
    """The name of the face of one character: "InterCase-Regular" of "ABCDEF+InterCase-Regular"."""
    name = ctypes.create_string_buffer(100)
    pdfium.raw.FPDFText_GetFontInfo(text.raw, index, name, len(name), ctypes.c_int())
    return name.value.decode().rpartition("+")[2]
