"""Referrals as a list: one column of two-line rows."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from lead_desktop.domain.codes import ReferralState
from lead_desktop.domain.referral.referral import ReferralLine, Shelf, waiting_for
from ui.models.day_words import Calendar
from ui.models.rows import DatedRows
from ui.theme.tokens import Tone


class ReferralModel(DatedRows[ReferralLine]):
    """The referrals of one shelf."""

    def __init__(self, calendar: Calendar, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(calendar, parent)
        self.now = now

    def show_lines(
        self, lines: tuple[ReferralLine, ...], calendar: Calendar, now: datetime
    ) -> None:
        """Show other referrals, judged at `now`."""
        self.calendar, self.now = calendar, now
        self.replace(lines, anew=True)

    def shown(self, row: ReferralLine, column: int) -> str:
        return row.participant

    def spoken(self, row: ReferralLine, column: int) -> str:
        told = (row.participant, row.number_text, second_words(row, self.calendar))
        return ", ".join((*told, clock_words(row, self.calendar, self.now)[0]))


def second_words(line: ReferralLine, calendar: Calendar) -> str:
    """Door, charge, who referred and when, as one line."""
    charges = ", ".join(charge.label for charge in line.charges)
    by = " ".join(part for part in (line.officer, line.unit) if part)
    when = calendar.moment(line.received_at)
    return " · ".join(part for part in (line.door.label, charges, by, when) if part)


def clock_words(line: ReferralLine, calendar: Calendar, now: datetime) -> tuple[str, Tone, str]:
    """Where the referral stands, in a word with its tone and icon; its clock while one runs."""
    if line.state is ReferralState.NOT_ELIGIBLE:
        why = line.reason_codes[0].label if line.reason_codes else "Not eligible"
        return (why, "neutral", "info")
    if line.state is ReferralState.DECLINED:
        why = line.settled_reason.label if line.settled_reason else "Did not go on"
        return (why, "neutral", "info")
    if line.state is ReferralState.ACCEPTED:
        return ("Accepted", "success", "check")
    if line.due is not None and line.shelf is Shelf.OUTREACH:
        if line.due < now:
            return (f"Outreach was due {calendar.ahead(line.due)}", "warn", "clock-alert")
        return (f"Outreach by {calendar.ahead(line.due)}", "accent", "timer")
    if line.eligible is None:
        return ("Answers missing", "warn", "hourglass")
    return ("With partners", "info", "users")


def decided_words(line: ReferralLine, partners: tuple[str, ...]) -> str:
    """How many of the partners have agreed: "2 of 3 agree"."""
    waiting = waiting_for(partners, line.decisions)
    return f"{len(partners) - len(waiting)} of {len(partners)} agree"
