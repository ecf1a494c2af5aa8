"""Days and instants as they are written on paper; one place, so that no two forms differ."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import FormLanguage

_NBSP = "\N{NO-BREAK SPACE}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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


def written(when: date | datetime | None, zone: ZoneInfo, *, year: int | None = None) -> str:
    """ "Nov 23, 2026", or "Nov 23" in the year given; an instant adds its time: "Nov 23, 11:00".

    Instants are written in `zone`. None gives an empty string. The parts of a day are joined by
    no-break spaces, so that a line never ends inside them; in the PDF they are spaces.
    """
    if when is None:
        return ""
    time = ""
    if isinstance(when, datetime):
        local = when.astimezone(zone)
        time, when = f"{local:%H:%M}", local.date()
    day = f"{_MONTHS[when.month - 1]}{_NBSP}{when.day}"
    if when.year != year:
        return f"{day},{_NBSP}{when.year} {time}".rstrip(" ")
    return f"{day},{_NBSP}{time}" if time else day


def month_name(month: int, language: FormLanguage = FormLanguage.ENGLISH) -> str:
    """ "November", "noviembre"; month from 1 to 12."""
    return _LONG_MONTHS[language][month - 1]


def long_day(day: date, language: FormLanguage = FormLanguage.ENGLISH) -> str:
    """ "November 23, 2026", "23 de noviembre de 2026": for papers that a participant reads."""
    name = month_name(day.month, language)
    if language is FormLanguage.SPANISH:
        return f"{day.day}{_NBSP}de{_NBSP}{name}{_NBSP}de{_NBSP}{day.year}"
    return f"{name}{_NBSP}{day.day},{_NBSP}{day.year}"
