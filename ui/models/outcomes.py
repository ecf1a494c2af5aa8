"""What the outcomes page says of a cohort of linkages: figures, bars, and the words of both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lead_desktop.domain.codes import LinkageMethod
from lead_desktop.domain.plan.linkage import Column
from lead_desktop.domain.plan.measures import LinkageMeasures, Share

HIDDEN = "–"
"""Stands for a count that is too small to be shown."""

STATION_WORDS = {
    Column.IDENTIFIED: "Need agreed",
    Column.REFERRED: "Referred",
    Column.SCHEDULED: "Visit set",
    Column.CONNECTED: "First visit",
    Column.ENGAGED: "Engaged",
}


class Period(StrEnum):
    """How long a span the page looks at."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True)
class Bar:
    """A bar with its words. count: None where it is too small to be shown. note: beside it."""

    label: str
    count: int | None
    note: str = ""

    @property
    def words(self) -> str:
        """The count as it is written."""
        return HIDDEN if self.count is None else f"{self.count:,}"


def span_of(period: Period, day: date) -> tuple[date, date]:
    """The calendar month, quarter or year in which `day` falls: its first and last day."""
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}[period]
    begin = (day.month - 1) // months * months + 1
    first = date(day.year, begin, 1)
    after = begin + months
    end = date(day.year + (after > 12), (after - 1) % 12 + 1, 1)
    return first, end - timedelta(days=1)


def stepped(period: Period, day: date, step: int) -> date:
    """A day in the span before (-1) or after (1)."""
    first, last = span_of(period, day)
    return last + timedelta(days=1) if step > 0 else first - timedelta(days=1)


def span_words(first: date, last: date) -> str:
    """ "Jul 1 to Sep 30, 2026"."""
    return f"{first:%b} {first.day} to {last:%b} {last.day}, {last.year}"


def percent_words(share: Share) -> str:
    """ "71%", or what stands for nothing to say."""
    return HIDDEN if share.percent is None else f"{share.percent}%"


def of_words(share: Share, whole: str) -> str:
    """ "31 of 44 linkages"."""
    if share.count is None or share.of is None:
        return "Too few to show"
    return f"{share.count:,} of {share.of:,} {whole}"


def stairs(measures: LinkageMeasures) -> list[Bar]:
    """How many got how far, each with its part of the station before."""
    bars: list[Bar] = []
    before: int | None = None
    for station, count in measures.reached.items():
        share = Share(count, before) if before and count is not None else Share(None, None)
        note = f"{share.percent}% of those before" if share.percent is not None else ""
        bars.append(Bar(STATION_WORDS[station], count, note))
        before = count
    return bars


def day_bars(measures: LinkageMeasures) -> list[Bar]:
    """Days from the agreed need to the first visit."""
    return [
        Bar(f"{low}+" if high is None else f"{low}–{high}", count)
        for (low, high), count in measures.days.items()
    ]


def reason_bars(measures: LinkageMeasures) -> list[Bar]:
    """On whose side it ended without the service, then the reasons, the commonest first."""
    sides = [Bar(side.label, count, "side") for side, count in measures.ended.items()]
    return [*sides, *(Bar(one.label, count) for one, count in measures.reasons.items())]


def source_bars(measures: LinkageMeasures) -> list[Bar]:
    """By whose word the connections stand."""
    return [Bar(one.label, count) for one, count in measures.sources.items()]


def method_bars(measures: LinkageMeasures) -> list[Bar]:
    """How people were connected; not written down counts as that."""

    def words(method: LinkageMethod | None) -> str:
        return method.label if method is not None else "Not written down"

    return [Bar(words(one), count) for one, count in measures.methods.items()]
