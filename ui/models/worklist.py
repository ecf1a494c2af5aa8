"""A worklist as rows: headings, what is to be done, and what stands aside with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.worklist import Aside, Section, Urgency, WorkItem, Worklist
from ui.theme.tokens import ColorRole, Tone

AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
"""Under this role a row gives its Head, WorkItem or Aside."""

NOBODY_YET = "Nobody chosen yet"
ASIDE = "Set aside for now"
_NOBODY = QModelIndex()

SECTION_LOOK: Final[Mapping[Section, tuple[str, ColorRole]]] = {
    Section.SAFETY: ("heart-pulse", "danger_text"),
    Section.PAST: ("clock-alert", "danger_text"),
    Section.OUTREACH: ("inbox", "warn_text"),
    Section.HANDED: ("handshake", "accent_text"),
    Section.APPOINTMENTS: ("calendar-check", "accent_text"),
    Section.FOLLOW_UPS: ("corner-down-right", "info_text"),
    Section.DUE: ("clock", "text2"),
    Section.TO_FIND: ("scan-search", "plum_text"),
    Section.INTAKE: ("clipboard-list", "info_text"),
    Section.LINKAGES: ("route", "accent_text"),
    Section.CONSENTS: ("file-clock", "plum_text"),
    Section.NOTES: ("pen-line", "text2"),
    Section.DRAFTS: ("pencil", "text2"),
}
BADGE_ICON: Final[Mapping[TaskKind, str]] = {
    TaskKind.AFTER_RELEASE: "timer",
    TaskKind.AFTER_OVERDOSE: "timer",
    TaskKind.NALOXONE: "package",
    TaskKind.EXPECTED_END: "calendar-days",
    TaskKind.SAFETY_REVIEW: "shield-alert",
    TaskKind.PROPOSE_LOST: "scan-search",
    TaskKind.CHARGE_HOLD: "gavel",
    TaskKind.PAST_CADENCE: "clock-alert",
    TaskKind.CADENCE_DUE: "clock",
    TaskKind.TO_FIND: "scan-search",
    TaskKind.FIRST_OUTREACH: "timer",
    TaskKind.INTAKE_DUE: "clipboard-list",
    TaskKind.TIMELINE_STEP: "flag",
    TaskKind.APPOINTMENT: "calendar",
    TaskKind.FOLLOW_UP: "flag",
    TaskKind.HANDED_OVER: "handshake",
    TaskKind.LINKAGE_CHECK: "route",
    TaskKind.CONSENT_ENDING: "hourglass",
    TaskKind.UNSIGNED_NOTE: "pen-line",
    TaskKind.DRAFT: "pencil",
}
URGENCY_TONE: Final[Mapping[Urgency, Tone | None]] = {
    Urgency.CALM: None,
    Urgency.WARN: "warn",
    Urgency.DANGER: "danger",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The heading over a section."""

    title: str
    icon: str
    ink: ColorRole
    count: int


Entry = Head | WorkItem | Aside


def item_of(entry: Entry | None) -> WorkItem | None:
    """The thing to be done that a row stands for; None for a heading."""
    if isinstance(entry, Aside):
        return entry.item
    return entry if isinstance(entry, WorkItem) else None


def entries_of(work: Worklist) -> tuple[Entry, ...]:
    """The rows of a worklist, with what stands aside at the end."""
    rows: list[Entry] = []
    for section, items in work.sections():
        rows.append(Head(section.value, *SECTION_LOOK[section], len(items)))
        rows.extend(items)
    if work.aside:
        rows.append(Head(ASIDE, "bell-off", "text3", len(work.aside)))
        rows.extend(work.aside)
    return tuple(rows)


class WorkModel(QAbstractListModel):
    """The rows for a view; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, work: Worklist) -> None:
        """Show another worklist."""
        self.beginResetModel()
        self.entries = entries_of(work)
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """What stands in `row`; None outside of the list."""
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def place_of(self, key: str) -> int:
        """The row of the item with this key, -1 when it is not there."""
        rows = enumerate(self.entries)
        return next((at for at, e in rows if (item := item_of(e)) and item.key == key), -1)

    def rowCount(self, parent: AnyIndex = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(entry)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if item_of(self.entry(index.row())) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _spoken(entry: Entry) -> str:
    if isinstance(entry, Head):
        return f"{entry.title}, {entry.count}"
    item = item_of(entry)
    assert item is not None
    parts = [item.participant or NOBODY_YET, item.why, item.badge]
    if isinstance(entry, Aside):
        parts += [entry.kind.value, entry.words]
    return ", ".join(part for part in parts if part)
