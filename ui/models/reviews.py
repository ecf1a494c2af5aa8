"""The review queue as rows under headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt

from lead_desktop.domain.contacts.review import ASKING, ReviewItem, ReviewQueue, ReviewReason
from ui.models.day_words import Calendar
from ui.models.rows import AnyIndex, DatedRows
from ui.models.worklist import Head
from ui.theme.tokens import ColorRole

REASON_LOOK: Final[Mapping[ReviewReason, tuple[str, ColorRole]]] = {
    ReviewReason.RETURNED: ("message-square", "danger_text"),
    ReviewReason.UNSIGNED: ("pen-line", "accent_text"),
    ReviewReason.LATE: ("clock", "text2"),
    ReviewReason.ANSWERED: ("message-circle", "info_text"),
    ReviewReason.COSIGN: ("signature", "accent_text"),
    ReviewReason.OVERDUE: ("clock-alert", "warn_text"),
    ReviewReason.WAITING: ("hourglass", "text2"),
}

Entry = Head | ReviewItem


def entries_of(queue: ReviewQueue) -> tuple[Entry, ...]:
    """The rows of a queue."""
    rows: list[Entry] = []
    for reason in REASON_LOOK:
        items = queue.of(reason)
        if items:
            rows.append(Head(reason.value, *REASON_LOOK[reason], len(items)))
            rows.extend(items)
    return tuple(rows)


def item_words(item: ReviewItem, calendar: Calendar) -> str:
    """What a row says beside the name: how, when, by whom; or the reviewer's comment."""
    if item.comment:
        return f"{item.reviewer.split(',')[0]}: {' '.join(item.comment.split())}"
    return f"{item.how}, {calendar.moment(item.occurred_at)} · {item.author}"


def waiting_words(item: ReviewItem, calendar: Calendar) -> str:
    """How long the note has been waiting for what it stands here for."""
    return calendar.days_ago(calendar.day_of(item.since))


def people_words(item: ReviewItem) -> str:
    """Whom the note is about: "Juniper Fable and 2 more"."""
    return f"{item.participant} and {item.others} more" if item.others else item.participant


class ReviewModel(DatedRows[Entry]):
    """The rows for a view; headings cannot be chosen."""

    def item(self, row: int) -> ReviewItem | None:
        """The note in `row`; None for a heading and outside of the list."""
        entry = self.row_at(row)
        return entry if isinstance(entry, ReviewItem) else None

    def shown(self, row: Entry, column: int) -> str:
        if isinstance(row, Head):
            return f"{row.title}, {row.count}"
        late = ", late entry" if row.late else ""
        asks = "" if row.reason in ASKING else ", for information"
        words = item_words(row, self.calendar)
        waiting = waiting_words(row, self.calendar)
        return f"{people_words(row)}. {words}{late}{asks}. {waiting}"

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
