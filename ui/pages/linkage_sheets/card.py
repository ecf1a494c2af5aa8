"""The printed card of one appointment, as every page that shows one asks for it."""

from __future__ import annotations

from lead_desktop.domain.codes import FormKind
from lead_desktop.domain.plan.calendar import CalendarLine
from ui.models.day_words import Calendar
from ui.pages.workplace import FormWish


def card_of(visit: CalendarLine, calendar: Calendar) -> FormWish:
    """The card of this appointment alone."""
    return FormWish(
        visit.participant_id,
        FormKind.APPOINTMENT,
        appointment_id=visit.id,
        words=f"{visit.title}, {calendar.moment(visit.starts_at)}",
    )
