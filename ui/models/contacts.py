"""A participant's contacts as a table."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from lead_desktop.domain.codes import Seal
from lead_desktop.domain.contacts.timeline import ContactEntry
from ui.models.rows import DatedRows


class Col(IntEnum):
    """Columns, in the order in which they stand."""

    WHEN = 0
    HOW = 1
    OUTCOME = 2
    MINUTES = 3
    WORKERS = 4
    SIGNED = 5


_SIGNED_WORDS: Final = {
    Seal.UNSIGNED: "Unsigned",
    Seal.INTACT: "Signed",
    Seal.IMPORTED: "Imported",
    Seal.BROKEN: "No match",
}
TITLES: Final = ("When", "How", "Outcome", "Minutes", "Workers", "Signed")


def signed_word(entry: ContactEntry) -> str:
    """What stands of a note's signature, in a word or two."""
    return _SIGNED_WORDS[entry.seal if entry.whole else Seal.BROKEN]


class ContactsModel(DatedRows[ContactEntry]):
    """Contacts newest first; older pages are appended."""

    titles = TITLES

    def spoken(self, row: ContactEntry, column: int) -> str:
        return f"{TITLES[column]}: {self.shown(row, column) or 'not recorded'}"

    def tip(self, row: ContactEntry, column: int) -> str:
        if column != Col.SIGNED or row.signed_at is None:
            return ""
        return f"{row.signed_by}, {self.calendar.moment(row.signed_at)}"

    def shown(self, row: ContactEntry, column: int) -> str:
        match Col(column):
            case Col.WHEN:
                return self.calendar.moment(row.occurred_at)
            case Col.HOW:
                return row.how
            case Col.OUTCOME:
                return row.outcome.label
            case Col.MINUTES:
                return str(row.minutes) if row.minutes else ""
            case Col.WORKERS:
                return ", ".join(row.workers)
            case Col.SIGNED:
                return signed_word(row)
