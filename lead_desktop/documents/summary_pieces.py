"""Small pieces that the sections of a summary share: openings, lists, labelled lines, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lead_desktop.documents.dates import weekday_name, written, written_hour
from lead_desktop.documents.frame_words import FRAME_WORDS
from lead_desktop.documents.summary_content import Day, Section
from lead_desktop.documents.typesetting.blocks import Column
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span, Text
from lead_desktop.documents.typesetting.tagging import Element
from lead_desktop.domain.codes import FormLanguage

NONE_RECORDED = FRAME_WORDS[FormLanguage.ENGLISH].nothing


class Days:
    """Days as this copy writes them: without the year in the year of the copy, and for
    participants with the hour as it is spoken."""

    def __init__(
        self,
        zone: ZoneInfo,
        year: int,
        language: FormLanguage = FormLanguage.ENGLISH,
        *,
        spoken: bool = False,
    ) -> None:
        self._zone = zone
        self._year = year
        self._language = language
        self._spoken = spoken

    def full(self, on: Day) -> str:
        """ "Jan 1, 1992"."""
        return written(on, self._zone, language=self._language, spoken=self._spoken)

    def short(self, on: Day) -> str:
        """ "Nov 20", or "Dec 1, 2025" of another year."""
        return written(
            on, self._zone, year=self._year, language=self._language, spoken=self._spoken
        )

    def hour(self, at: datetime) -> str:
        """ "11:00", where the day is known already."""
        return written_hour(at.astimezone(self._zone), self._language, spoken=self._spoken)

    def weekday(self, at: datetime) -> str:
        """ "Monday, Nov 23, 2026": for the beginning of a line."""
        local = at.astimezone(self._zone).date()
        return f"{weekday_name(local, self._language).capitalize()}, {self.full(local)}"

    def same(self, one: datetime, other: datetime) -> bool:
        """Whether both lie on one day of the zone."""
        return one.astimezone(self._zone).date() == other.astimezone(self._zone).date()

    def bold(self, on: Day) -> Text:
        """A day; an appointment, which has an hour, in semibold."""
        day = self.short(on)
        return (Span(day, Cut.SEMIBOLD),) if isinstance(on, datetime) else day

    def before(self, on: Day, text: str) -> Text:
        """ "Nov 20: " in semibold, then `text`."""
        day = self.short(on)
        return (Span(f"{day}: " if day else "", Cut.SEMIBOLD), Span(text))


class Pieces:
    """Writes into one column under one element. nothing: said where nothing is recorded."""

    def __init__(
        self, column: Column, root: Element, days: Days, nothing: str = NONE_RECORDED
    ) -> None:
        self.column = column
        self.root = root
        self.days = days
        self.nothing = nothing

    def half(self, gap: float, root: Element) -> Pieces:
        """The same for a column half as wide, under `root`."""
        return Pieces(self.column.half(gap), root, self.days, self.nothing)

    def open(self, title: str, section: Section | None = None) -> Element:
        """A section's rule and heading, with "as of" and "reported by" where they are given."""
        source: list[str] = []
        if section and section.as_of:
            source.append(f"as of {self.days.short(section.as_of)}")
        if section and section.reported_by:
            source.append(f"reported by {section.reported_by}")
        return self.column.section(self.root, title, " · ".join(source))

    def listed(
        self, title: str, section: Section, lines: Sequence[Text], marker: str = "\N{BULLET}"
    ) -> Element:
        """A section that is a list."""
        element = self.open(title, section)
        if lines:
            self.column.bullets(element, lines, marker=marker)
        else:
            self.none(element)
        return element

    def none(self, element: Element) -> None:
        """ "None recorded": the section was looked at and is empty."""
        self.column.paragraph(element, self.nothing)

    def labelled(
        self, element: Element, label: str, text: str, column: Column | None = None
    ) -> None:
        """ "Label: text", the label in semibold."""
        spans = (Span(f"{label}:", Cut.SEMIBOLD), Span(f" {text}"))
        (column or self.column).paragraph(element, spans)
