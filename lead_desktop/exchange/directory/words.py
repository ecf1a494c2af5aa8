"""Texts of a directory made fit to be read: schedules in words, clean lines, no web markup left."""

from __future__ import annotations

import html
import re
import unicodedata

from lead_desktop.domain.directory.opening_hours import ScheduleLine, clock_text, day_codes
from lead_desktop.exchange.directory.sources import SourceRow
from lead_desktop.exchange.texts import clean

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_BLANK_LINES = re.compile(r"\n{3,}")


def line(text: str) -> str:
    """One line of clean text."""
    return clean(_unescaped(text))


def paragraphs(text: str) -> str:
    """Clean text that keeps its line breaks."""
    unescaped = _unescaped(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (clean(part) for part in unescaped.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def schedule_line(row: SourceRow) -> ScheduleLine:
    """A line of opening hours from a schedule; what cannot be computed with stays as words."""
    stated = row.get("byday", "weekday")
    notes = [line(row.get(column)) for column in ("description", "notes")]
    days = day_codes(stated)
    return ScheduleLine(
        by_day=days,
        opens_at=clock_text(row.get("opens_at"))[:20],
        closes_at=clock_text(row.get("closes_at"))[:20],
        words=". ".join(
            part.rstrip(".") for part in ("" if days else line(stated), *notes) if part
        ),
    )


def _unescaped(text: str) -> str:
    """Entities such as &#39; as characters; some directories were once web pages."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return unicodedata.normalize("NFC", text)
