"""The figure of paper: a two-page summary beside bare reportlab with the same words."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.measure import Figure, compare
from lead_desktop.base.resources import resource
from lead_desktop.domain.codes import Audience
from lead_desktop.services import participants, summaries
from lead_desktop.services.desk import Desk


def measure_paper(desk: Desk) -> Iterator[Figure]:
    """The summary of the person with most on the record."""
    row = max(participants.list_caseload(desk), key=lambda one: len(one.linkages))
    request = summaries.SummaryRequest(row.id, Audience.INTERNAL, days=365)
    composed = summaries.compose_summary(desk, request)
    lines = _lines(summaries.draw_summary(composed).pdf)
    font = TTFont("Floor", str(resource("fonts", "InterCase-Regular.ttf")))
    pdfmetrics.registerFont(font)
    style = ParagraphStyle("floor", fontName="Floor", fontSize=9.25, leading=13)

    def floor() -> None:
        story = [Paragraph(escape(line), style) for line in lines]
        SimpleDocTemplate(io.BytesIO(), pagesize=LETTER).build(story)

    yield compare(
        "summary",
        "care-coordination summary to bytes",
        lambda: summaries.draw_summary(composed),
        floor,
        1.3,
    )


def _lines(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    lines: list[str] = []
    for page in document:
        text = page.get_textpage()
        lines += text.get_text_range().splitlines()
        text.close()
        page.close()
    document.close()
    return [line for line in lines if line.strip()]
