"""Texts of a directory made fit to be read: schedules in words, clean lines, no web markup left."""

from __future__ import annotations

import html
import re
import unicodedata

from lead_desktop.exchange.caseload import clean
from lead_desktop.exchange.directory.sources import SourceRow

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_BLANK_LINES = re.compile(r"\n{3,}")
_DAYS = {
    "mo": "Mon", "tu": "Tue", "we": "Wed", "th": "Thu", "fr": "Fri", "sa": "Sat", "su": "Sun",
}  # fmt: skip


def line(text: str) -> str:
    """One line of clean text."""
    return clean(_unescaped(text))


def paragraphs(text: str) -> str:
    """Clean text that keeps its line breaks."""
    unescaped = _unescaped(text).replace("\r\n", "\n").replace("\r", "\n")
    lines = (clean(part) for part in unescaped.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def hours_line(row: SourceRow) -> str:
    """ "Tue, Thu 09:00-17:00" from a schedule, or its description."""
    days = ", ".join(
        _day(part) for part in re.split(r"[,;\s]+", row.get("byday", "weekday")) if part
    )
    opens, closes = _clock(row.get("opens_at")), _clock(row.get("closes_at"))
    times = f"{opens}-{closes}" if opens and closes else opens or closes
    stated = " ".join(part for part in (days, times) if part)
    notes = [line(row.get(column)) for column in ("description", "notes")]
    return ". ".join(part.rstrip(".") for part in (stated, *notes) if part)


def _day(code: str) -> str:
    return _DAYS.get(code.strip("+-0123456789").casefold()[:2], code)


def _clock(text: str) -> str:
    """ "10:00:00" as "10:00"; anything else as it is."""
    return re.sub(r"^(\d{1,2}:\d{2}):\d{2}(Z|[+-]\d{2}:?\d{2})?$", r"\1", text.strip())


def _unescaped(text: str) -> str:
    """Entities such as &#39; as characters; some directories were once web pages."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    return unicodedata.normalize("NFC", text)
