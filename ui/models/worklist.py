"""A worklist as rows: headings, what is to be done, and what stands aside with its reason."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.worklist.oversight import Concern, ExceptionLine
from lead_desktop.domain.worklist.work_arranging import Aside, Worklist
from lead_desktop.domain.worklist.work_item import Section, Urgency, WorkItem
from ui.models.rows import AnyIndex, RowsModel
from ui.theme.tokens import ColorRole, Tone

NOBODY_YET = "Nobody chosen yet"
ASIDE = "Set aside for now"

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
    Section.PLANS: ("sprout", "success_text"),
    Section.CONSENTS: ("file-clock", "plum_text"),
    Section.RETURNED: ("undo-2", "warn_text"),
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
    TaskKind.MEDICATION: "package",
    TaskKind.NALOXONE_OLD: "package",
    TaskKind.PLAN_REVIEW: "sprout",
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
    TaskKind.RETURNED_NOTE: "undo-2",
    TaskKind.UNSIGNED_NOTE: "pen-line",
    TaskKind.DRAFT: "pencil",
}
CONCERN_LOOK: Final[Mapping[Concern, tuple[str, ColorRole]]] = {
    Concern.SAFETY: ("heart-pulse", "danger_text"),
    Concern.SILENT: ("clock-alert", "danger_text"),
    Concern.LATE: ("timer", "warn_text"),
    Concern.CRITICAL: ("triangle-alert", "danger_text"),
    Concern.SNOOZED: ("bell-off", "warn_text"),
    Concern.LINKAGES: ("route", "accent_text"),
    Concern.PLANS: ("sprout", "warn_text"),
    Concern.CONSENTS: ("file-clock", "plum_text"),
    Concern.UNSIGNED: ("pen-line", "text2"),
    Concern.LOAD: ("gauge", "warn_text"),
    Concern.SUPERVISION: ("handshake", "info_text"),
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


Entry = Head | WorkItem | Aside | ExceptionLine


@dataclass(frozen=True, slots=True)
class Line:
    """What is painted of a row: whose it is, why it is there, how long past or left."""

    name: str
    identity: Hashable
    words: str
    badge: str
    urgency: Urgency
    icon: str
    muted: bool = False


def line_of(entry: object) -> Line | None:
    """How a row is painted; None for a heading."""
    match entry:
        case WorkItem():
            name, icon = entry.participant or NOBODY_YET, BADGE_ICON[entry.kind]
            who = entry.participant_id
            return Line(name, who, entry.why, entry.badge, entry.urgency, icon)
        case Aside():
            item, words = entry.item, f"{entry.kind.value}. {entry.words}"
            name = item.participant or NOBODY_YET
            return Line(name, item.participant_id, words, "", Urgency.CALM, "", muted=True)
        case ExceptionLine():
            icon = CONCERN_LOOK[entry.concern][0]
            who = entry.participant_id or entry.subject_id
            return Line(entry.name, who, entry.why, entry.badge, entry.urgency, icon)
    return None


def item_of(entry: Entry | None) -> WorkItem | None:
    """The thing to be done that a row stands for; None for a heading."""
    if isinstance(entry, Aside):
        return entry.item
    return entry if isinstance(entry, WorkItem) else None


def exception_entries(lines: Sequence[ExceptionLine]) -> tuple[Entry, ...]:
    """The rows of the supervisor's page: exceptions under their headings."""
    rows: list[Entry] = []
    for concern in Concern:
        own = [line for line in lines if line.concern is concern]
        if own:
            rows.append(Head(concern.value, *CONCERN_LOOK[concern], len(own)))
            rows.extend(own)
    return tuple(rows)


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


class WorkModel(RowsModel[Entry]):
    """The rows for a view; headings cannot be chosen. The page keeps what the rows are made of."""

    def place_of(self, key: str) -> int:
        """The row of the item with this key, -1 when it is not there."""
        return self.place_where(lambda row: (item := item_of(row)) and item.key == key)

    def shown(self, row: Entry, column: int) -> str:
        line = line_of(row)
        if line is not None:
            return ", ".join(part for part in (line.name, line.words, line.badge) if part)
        return f"{row.title}, {row.count}" if isinstance(row, Head) else ""

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if line_of(self.row_at(index.row())) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
