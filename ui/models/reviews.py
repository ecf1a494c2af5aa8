"""The review queue as rows under headings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.contacts.review import ASKING, ReviewItem, ReviewQueue, ReviewReason
from ui.models.day_words import Calendar
from ui.models.worklist import ENTRY_ROLE, Head
from ui.theme.tokens import ColorRole

AnyIndex = QModelIndex | QPersistentModelIndex
_NOBODY = QModelIndex()

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


class ReviewModel(QAbstractListModel):
    """The rows for a view; headings cannot be chosen."""

    def __init__(self, calendar: Calendar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.calendar = calendar
        self.entries: tuple[Entry, ...] = ()

    def show(self, queue: ReviewQueue, calendar: Calendar) -> None:
        """Show another queue."""
        self.beginResetModel()
        self.calendar = calendar
        self.entries = entries_of(queue)
        self.endResetModel()

    def item(self, row: int) -> ReviewItem | None:
        """The note in `row`; None for a heading and outside of the list."""
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        return entry if isinstance(entry, ReviewItem) else None

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if not 0 <= row < len(self.entries):
            return None
        if role == ENTRY_ROLE:
            return self.entries[row]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(self.entries[row])
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _spoken(self, entry: Entry) -> str:
        if isinstance(entry, Head):
            return f"{entry.title}, {entry.count}"
        late = ", late entry" if entry.late else ""
        asks = "" if entry.reason in ASKING else ", for information"
        words = item_words(entry, self.calendar)
        waiting = waiting_words(entry, self.calendar)
        return f"{people_words(entry)}. {words}{late}{asks}. {waiting}"
