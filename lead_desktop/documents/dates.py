"""Days and instants as they are written on paper; one place, so that no two forms differ."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import FormLanguage

_NBSP = "\N{NO-BREAK SPACE}"
_MONTHS = {
    FormLanguage.ENGLISH: (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    FormLanguage.SPANISH: (
        *("ene", "feb", "mar", "abr", "may", "jun"),
        *("jul", "ago", "sept", "oct", "nov", "dic"),
    ),
}
_WEEKDAYS = {
    FormLanguage.ENGLISH: (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
    FormLanguage.SPANISH: (
        *("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    ),
}
_HALVES = {
    FormLanguage.ENGLISH: ("am", "pm"),
    FormLanguage.SPANISH: (f"a.{_NBSP}m.", f"p.{_NBSP}m."),
}
_LONG_MONTHS = {
    FormLanguage.ENGLISH: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    FormLanguage.SPANISH: (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}


def written(
    when: date | datetime | None,
    zone: ZoneInfo,
    *,
    year: int | None = None,
    language: FormLanguage = FormLanguage.ENGLISH,
    spoken: bool = False,
) -> str:
    """ "Nov 23, 2026", or "Nov 23" in the year given; an instant adds its time: "Nov 23, 11:00".

    Instants are written in `zone`; spoken: their hour as people say it ("11:00 am"). None gives
    an empty string. The parts of a day are joined by no-break spaces, so that a line never ends
    inside them; in the PDF they are spaces.
    """
    if when is None:
        return ""
    time = ""
    if isinstance(when, datetime):
        local = when.astimezone(zone)
        time, when = written_hour(local, language, spoken=spoken), local.date()
    day = _short_day(when, language, with_year=when.year != year)
    if when.year != year:
        return f"{day} {time}".rstrip(" ")
    between = " " if spoken else _NBSP  # with its half of the day it may need a second line
    return f"{day},{between}{time}" if time else day


def _short_day(day: date, language: FormLanguage, *, with_year: bool) -> str:
    month = _MONTHS[language][day.month - 1]
    if language is FormLanguage.SPANISH:
        return f"{day.day}{_NBSP}{month}" + (f"{_NBSP}{day.year}" if with_year else "")
    return f"{month}{_NBSP}{day.day}" + (f",{_NBSP}{day.year}" if with_year else "")


def written_hour(
    local: datetime, language: FormLanguage = FormLanguage.ENGLISH, *, spoken: bool = False
) -> str:
    """ "15:30"; spoken: "3:30 pm". local: in the zone of the paper."""
    if not spoken:
        return f"{local:%H:%M}"
    half = _HALVES[language][local.hour >= 12]
    return f"{local.hour % 12 or 12}:{local:%M}{_NBSP}{half}"


def weekday_name(day: date, language: FormLanguage = FormLanguage.ENGLISH) -> str:
    """ "Monday", "lunes"."""
    return _WEEKDAYS[language][day.weekday()]


def month_name(month: int, language: FormLanguage = FormLanguage.ENGLISH) -> str:
    """ "November", "noviembre"; month from 1 to 12."""
    return _LONG_MONTHS[language][month - 1]


def long_day(day: date, language: FormLanguage = FormLanguage.ENGLISH) -> str:
    """ "November 23, 2026", "23 de noviembre de 2026": for papers that a participant reads."""
    name = month_name(day.month, language)
    if language is FormLanguage.SPANISH:
        return f"{day.day}{_NBSP}de{_NBSP}{name}{_NBSP}de{_NBSP}{day.year}"
    return f"{name}{_NBSP}{day.day},{_NBSP}{day.year}"
