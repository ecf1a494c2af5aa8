"""Spans of days and the parts into which they are counted: weeks, or months of a long span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_WEEKS = 15
"""A longer span is counted by months: more bars than this nobody tells apart."""

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """From a day to a day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def before(self, today: date) -> Span:
        """The days right before, to compare with: as many as have passed of this span."""
        last = min(self.last, today) if today >= self.first else self.last
        passed = Span(self.first, last).days
        return Span(self.first - timedelta(days=passed), self.first - _DAY)


class Period(StrEnum):
    """How long a span is looked at."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CUSTOM = "custom"


_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def by_weeks(span: Span) -> bool:
    """Whether the parts of a span are weeks; else they are months."""
    return span.days <= MOST_WEEKS * 7


def span_of(period: Period, day: date) -> Span:
    """The calendar month, quarter or year in which `day` falls."""
    months = _MONTHS[period]
    begin = (day.month - 1) // months * months + 1
    first = date(day.year, begin, 1)
    after = begin + months
    end = date(day.year + (after > 12), (after - 1) % 12 + 1, 1)
    return Span(first, end - timedelta(days=1))


def stepped(period: Period, span: Span, step: int) -> Span:
    """The span before (-1) or after (1): of the calendar, or as long as this one."""
    if period in _MONTHS:
        near = span.last + timedelta(days=1) if step > 0 else span.first - timedelta(days=1)
        return span_of(period, near)
    length = timedelta(days=span.days * step)
    return Span(span.first + length, span.last + length)


def parts_of(span: Span, today: date) -> tuple[Span, ...]:
    """The weeks (Sunday to Saturday) or calendar months of a span, cut at its ends, without those
    that have not begun by `today`."""
    parts = []
    first = span.first
    while first <= min(span.last, today):
        last = min(_end_of_week(first) if by_weeks(span) else _end_of_month(first), span.last)
        parts.append(Span(first, last))
        first = last + _DAY
    return tuple(parts)


def _end_of_week(day: date) -> date:
    return day + _WEEK - _DAY - timedelta(days=(day.weekday() + 1) % 7)


def _end_of_month(day: date) -> date:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return after - _DAY
