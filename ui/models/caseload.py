"""The caseload as a table: rows are CaseloadRow values, cells speak in whole words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Final

from PySide6.QtCore import Qt

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.names import short_name
from lead_desktop.domain.people.stage import ConsentMark
from lead_desktop.domain.plan.linkage import RUNGS
from lead_desktop.domain.referral.incident_clock import deadline_words
from ui.models.day_words import Calendar
from ui.models.rows import DatedRows


class Col(IntEnum):
    """Columns, in the order in which they stand."""

    PARTICIPANT = 0
    STAGE = 1
    MANAGER = 2
    PEER = 3
    LAST_CONTACT = 4
    NEXT_STEP = 5
    LINKAGES = 6
    CONSENT = 7
    FLAG = 8


TITLES: Final[Mapping[Col, str]] = {
    Col.PARTICIPANT: "Participant",
    Col.STAGE: "Stage",
    Col.MANAGER: "Manager",
    Col.PEER: "Peer",
    Col.LAST_CONTACT: "Last contact",
    Col.NEXT_STEP: "Next step",
    Col.LINKAGES: "Linkages",
    Col.CONSENT: "Consent",
    Col.FLAG: "Flag",
}


def contact_words(row: CaseloadRow, calendar: Calendar) -> str:
    """Time since the person was last reached: "Today", "19 d", "Never"."""
    since = row.days_since_reached
    if since is None:
        return "Never"
    return {0: "Today", 1: "Yesterday"}.get(since, f"{since} d")


def next_words(row: CaseloadRow, calendar: Calendar) -> str:
    """The next step, with its time when it has one: "Intake today 11:00"."""
    if row.next_step is None:
        return ""
    return f"{row.next_step} {calendar.ahead(row.next_at)}" if row.next_at else row.next_step


def linkage_words(row: CaseloadRow) -> str:
    """Open linkages counted by where they stand: "3 linkages: 1 engaged, 2 referred"."""
    if not row.linkages:
        return "No open linkages"
    counts = Counter(RUNGS[status].column for status in row.linkages)
    parts = ", ".join(f"{count} {column.value.lower()}" for column, count in counts.items())
    total = len(row.linkages)
    return f"{total} {'linkage' if total == 1 else 'linkages'}: {parts}"


def consent_words(row: CaseloadRow, calendar: Calendar) -> str:
    """The state of consents spelt out: "Consent ends in 7 days"."""
    if row.consent is ConsentMark.NONE or row.consent_ends_on is None:
        return row.consent.value
    left = (row.consent_ends_on - calendar.today).days
    if row.consent is ConsentMark.LIVE:
        return f"Consent on file, to {calendar.short_date(row.consent_ends_on)}"
    if left == 0:
        return "Consent ends today"
    return f"Consent ends in {left} {'day' if left == 1 else 'days'}"


def flag_words(row: CaseloadRow, calendar: Calendar) -> str:
    """What to keep in mind: safety note, jail, hospital, what is counted down."""
    parts = ["Safety note on file"] if row.safety else []
    if row.place and row.place_since:
        parts.append(f"{row.place.value} since {calendar.short_date(row.place_since)}")
    if row.deadline is not None:
        parts.append(deadline_words(row.deadline, calendar.today))
    return ", ".join(parts)


def reach_words(row: CaseloadRow, calendar: Calendar) -> str:
    """The full date of the last contact that reached them, and how that stands to the cadence."""
    if row.last_reached_at is None:
        return row.cadence.reason
    return f"Last reached {calendar.moment(row.last_reached_at)}. {row.cadence.reason}"


_Words = Callable[[CaseloadRow, Calendar], str]
_SPOKEN: dict[Col, _Words] = {
    Col.PARTICIPANT: lambda row, _: f"{row.preferred_name}, {row.second_line}",
    Col.STAGE: lambda row, _: f"Stage: {row.stage.value}",
    Col.MANAGER: lambda row, _: f"Case manager: {row.case_manager or 'nobody yet'}",
    Col.PEER: lambda row, _: f"Peer: {row.peer or 'nobody yet'}",
    Col.LAST_CONTACT: lambda row, cal: (
        f"Last contact: {contact_words(row, cal)}. {row.cadence.reason}"
    ),
    Col.NEXT_STEP: lambda row, cal: f"Next step: {next_words(row, cal) or 'none yet'}",
    Col.LINKAGES: lambda row, _: linkage_words(row),
    Col.CONSENT: consent_words,
    Col.FLAG: lambda row, cal: flag_words(row, cal) or "No flag",
}
_SHOWN: dict[Col, _Words] = {
    Col.PARTICIPANT: lambda row, _: row.preferred_name,
    Col.STAGE: lambda row, _: row.stage.value,
    Col.MANAGER: lambda row, _: short_name(row.case_manager) if row.case_manager else "",
    Col.PEER: lambda row, _: short_name(row.peer) if row.peer else "",
    Col.LAST_CONTACT: contact_words,
    Col.NEXT_STEP: next_words,
}
_TIPS: dict[Col, _Words] = {
    Col.MANAGER: lambda row, _: row.case_manager or "No case manager yet",
    Col.PEER: lambda row, _: row.peer or "No peer yet",
    Col.LAST_CONTACT: reach_words,
    Col.NEXT_STEP: next_words,
    Col.LINKAGES: lambda row, _: linkage_words(row),
    Col.CONSENT: consent_words,
    Col.FLAG: flag_words,
}


class CaseloadModel(DatedRows[CaseloadRow]):
    """The rows of one list, in the order in which they are shown."""

    titles = tuple("" if column is Col.FLAG else TITLES[column] for column in Col)

    def place_of_row(self, wanted: CaseloadRow) -> int:
        """The row of the same person; fast where the very same value is shown, as in filtering."""
        place = self.place_where(lambda row: row is wanted)
        return place if place >= 0 else self.place_where(lambda row: row.id == wanted.id)

    def shown(self, row: CaseloadRow, column: int) -> str:
        return self._told(_SHOWN, row, column)

    def spoken(self, row: CaseloadRow, column: int) -> str:
        return self._told(_SPOKEN, row, column)

    def tip(self, row: CaseloadRow, column: int) -> str:
        return self._told(_TIPS, row, column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            return TITLES[Col(section)]
        return super().headerData(section, orientation, role)

    def _told(self, words: Mapping[Col, _Words], row: CaseloadRow, column: int) -> str:
        told = words.get(Col(column))
        return told(row, self.calendar) if told else ""
