"""Referrals as a list: one column of two-line rows."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.codes import ReferralState
from lead_desktop.domain.referral.referral import ReferralLine, Shelf, waiting_for
from ui.models.day_words import Calendar
from ui.theme.tokens import Tone

Index = QModelIndex | QPersistentModelIndex


class ReferralModel(QAbstractTableModel):
    """The referrals of one shelf."""

    def __init__(self, calendar: Calendar, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar, self.now = calendar, now
        self.lines: tuple[ReferralLine, ...] = ()

    def show_lines(
        self, lines: tuple[ReferralLine, ...], calendar: Calendar, now: datetime
    ) -> None:
        """Show other referrals, judged at `now`."""
        self.beginResetModel()
        self.lines, self.calendar, self.now = lines, calendar, now
        self.endResetModel()

    def line_at(self, row: int) -> ReferralLine | None:
        """The referral in a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.line_at(index.row())
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.participant
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (line.participant, line.number_text, second_words(line, self.calendar))
            return ", ".join((*told, clock_words(line, self.calendar, self.now)[0]))
        return None


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
