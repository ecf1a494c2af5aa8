"""The column beside the timeline: what one needs to know before going out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.domain.codes import GoalStatus, ParticipantStatus, TaskKind
from lead_desktop.domain.people.cadence import Satisfied, Standing, days
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.domain.worklist.duties import Duty
from lead_desktop.domain.worklist.upkeep import HarmReduction
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip, ChipLabel
from ui.kit.gutter import keep_gutter
from ui.kit.keep_width import keep_width
from ui.kit.label import Label
from ui.models.caseload import contact_words
from ui.models.day_words import Calendar
from ui.pages.facts import (
    FactLine,
    FactRow,
    Sign,
    clear_layout,
    consent_rows,
    find_rows,
    linkage_rows,
    open_linkages,
)
from ui.theme import Theme
from ui.theme.tokens import ColorRole, Size, Space

_WITHIN = {
    Satisfied.REACHED: "Within",
    Satisfied.ATTEMPT: "Tried within",
    Satisfied.SEARCH: "Looked for within",
}
_DUE_ICON: dict[TaskKind, str] = {
    TaskKind.AFTER_RELEASE: "timer",
    TaskKind.AFTER_OVERDOSE: "heart-pulse",
    TaskKind.NALOXONE: "package",
    TaskKind.EXPECTED_END: "hourglass",
    TaskKind.SAFETY_REVIEW: "shield-alert",
    TaskKind.PROPOSE_LOST: "scan-search",
    TaskKind.MEDICATION: "package",
    TaskKind.NALOXONE_OLD: "package",
    TaskKind.PLAN_REVIEW: "sprout",
}


class FactsColumn(QScrollArea):
    """Cards of facts. plan_asked, details_asked: that tab is to be shown. safety_asked,
    search_asked, medication_asked: that sheet is to be opened. status_asked: “in the wind” is to be
    decided."""

    plan_asked = Signal()
    details_asked = Signal()
    safety_asked = Signal()
    search_asked = Signal()
    status_asked = Signal()
    medication_asked = Signal()

    def __init__(self, theme: Theme, *, may: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._may = may
        self._change = "Change" if may else "Open"
        self.setAccessibleName("Facts")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keep_width(self, theme, Size.SIDE_COLUMN + Size.SCROLL_BAR)
        content = QWidget()
        content.setProperty("kind", "clear")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 16, 0, 16)
        self._column.setSpacing(Space.CARDS)
        self.setWidget(content)
        keep_gutter(self)

    def show_record(
        self,
        record: ParticipantRecord,
        calendar: Calendar,
        due: Sequence[Duty] = (),
        harm: HarmReduction | None = None,
    ) -> None:
        """Show this participant's facts. due: what is asked for now. harm: naloxone and
        medication."""
        theme = self._theme
        clear_layout(self._column)
        if due:
            self._add_due(due, calendar)
        self._column.addWidget(self._last_contact(record, calendar))
        if record.ending is not None and record.ending.deceased:
            self._column.addStretch()
            return
        if record.row.status is ParticipantStatus.INACTIVE_LOST:
            self._add_looking(record)
        if record.safety:
            asked = ("Open", self.safety_asked)
            self._add("Safety", self._safety(record, calendar), "", asked=asked)
        if harm is not None:
            asked = (self._change, self.medication_asked)
            rows = self._harm_reduction(harm, calendar)
            self._add("Naloxone and medication", rows, "", asked=asked)
        found = find_rows(theme, record.places, record.phones)
        change = (self._change, self.details_asked)
        self._add("Where to find", found, "No place or number yet", asked=change)
        card = self._safe_contact(record.safe_contact)
        if card:
            self._add("Safe contact", card, "", asked=change)
        consents = consent_rows(theme, record.consents, calendar)
        self._add("Consents", consents, "None on file: nothing may be shared")
        linked = linkage_rows(theme, record.linkages, calendar, with_provider=False)
        count = len(open_linkages(record.linkages)) or None
        self._add("Open linkages", linked, "None yet", count)
        self._add_aims(record)
        self._column.addStretch()

    def _add(
        self,
        title: str,
        rows: Sequence[QWidget],
        empty: str,
        count: int | None = None,
        asked: tuple[str, SignalInstance] | None = None,
    ) -> None:
        card = Card()
        header = SectionHeader(self._theme, title, count=count, action=asked[0] if asked else "")
        if asked is not None:
            header.acted.connect(asked[1])
            header.action.setAccessibleName(f"{asked[0]}: {title}")
        card.add_header(header)
        for row in rows:
            card.column.addWidget(row)
        if not rows:
            card.column.addWidget(Label(self._theme, empty, "caption", "text3", wrap=True))
        self._column.addWidget(card)

    def _add_due(self, due: Sequence[Duty], calendar: Calendar) -> None:
        proposed = any(duty.kind is TaskKind.PROPOSE_LOST for duty in due)
        rows = []
        for duty in due:
            ink: ColorRole = "danger_text" if duty.overdue else "warn_text"
            icon = _DUE_ICON.get(duty.kind, "clock-alert")
            lines: list[FactLine] = [(duty.why, "body", "text")]
            if duty.at is not None:
                lines.append((f"Until {calendar.ahead(duty.due_at)}", "caption", ink))
            sign = Sign(self._theme, icon=icon, ink=ink)
            rows.append(FactRow(self._theme, sign, lines, wrap=True))
        asked = ("Decide", self.status_asked) if proposed and self._may else None
        self._add("Asked for now", rows, "", asked=asked)

    def _add_looking(self, record: ParticipantRecord) -> None:
        theme, card = self._theme, Card()
        action = "Add step" if self._may else ""
        header = SectionHeader(theme, "Looking for them", action=action)
        header.acted.connect(self.search_asked)
        card.add_header(header)
        card.column.addWidget(
            Label(theme, record.row.cadence.reason, "caption", "text2", wrap=True)
        )
        self._column.addWidget(card)

    def _last_contact(self, record: ParticipantRecord, calendar: Calendar) -> Card:
        theme, row = self._theme, record.row
        card = Card()
        card.column.setSpacing(2)
        card.column.addWidget(Label(theme, "Last contact", "caption", "text2"))
        line = QHBoxLayout()
        line.setSpacing(8)
        words = contact_words(row, calendar)
        line.addWidget(Label(theme, _in_full(words), "title"))
        line.addWidget(ChipLabel(theme, _standing_chip(row)))
        line.addStretch()
        card.column.addLayout(line)
        note, cadence = record.cadence_note, row.cadence.cadence
        every = f"every {days(cadence.days)}" if cadence else ""
        agreed = ", ".join(part for part in (every, note) if part)
        said = f"Agreed cadence: {agreed}" if note else row.cadence.reason
        looked_for = row.status is ParticipantStatus.INACTIVE_LOST  # a card of its own says so
        if cadence is not None and not looked_for:  # without one the chip has said it
            card.column.addWidget(Label(theme, said, "caption", "text3", wrap=True))
        if note and row.cadence.days_past:
            card.column.addWidget(Label(theme, row.cadence.reason, "caption", "text3", wrap=True))
        return card

    def _safe_contact(self, card: SafeContact) -> list[FactRow]:
        """What to mind before calling or coming; nothing when nothing was asked yet."""
        said = []
        if card.quiet_words:
            said.append(("moon", f"Quiet from {card.quiet_words}"))
        if card.who_may_know:
            said.append(("users", card.who_may_know))
        if card.mail_ok is False:
            said.append(("ban", "No letters"))
        if card.visit_ok is False:
            said.append(("ban", "No visits"))
        if card.words:
            said.append(("info", card.words))
        return [
            FactRow(
                self._theme, Sign(self._theme, icon=icon), ((words, "body", "text"),), wrap=True
            )
            for icon, words in said
        ]

    def _safety(self, record: ParticipantRecord, calendar: Calendar) -> list[FactRow]:
        rows = []
        for line in record.safety:
            sign = Sign(self._theme, icon="shield-alert", ink="danger_text")
            review = f"Review by {calendar.short_date(line.review_by)}"
            words = f"{line.words} {review}".strip()
            lines: tuple[FactLine, ...] = (
                (line.kind.label, "med", "text"),
                (words, "caption", "text3"),
            )
            rows.append(FactRow(self._theme, sign, lines, wrap=True))
        return rows

    def _harm_reduction(self, harm: HarmReduction, calendar: Calendar) -> list[FactRow]:
        given = (
            f"Naloxone kit given {calendar.short_date(harm.kit_on)}"
            if harm.kit_on is not None
            else "No naloxone kit written down"
        )
        said = [("package", given)]
        if harm.overdose_on is not None:
            said.append(("heart-pulse", f"Last overdose {calendar.short_date(harm.overdose_on)}"))
        for line in harm.medications:
            verb = "ran out" if line.runs_out_on < calendar.today else "runs out"
            said.append(("clock", f"{line.name} {verb} {calendar.short_date(line.runs_out_on)}"))
        return [
            FactRow(
                self._theme, Sign(self._theme, icon=icon), ((words, "body", "text"),), wrap=True
            )
            for icon, words in said
        ]

    def _add_aims(self, record: ParticipantRecord) -> None:
        goal = next((goal for goal in record.goals if goal.status is GoalStatus.ACTIVE), None)
        if goal is None:
            return
        theme, card = self._theme, Card()
        header = SectionHeader(theme, "Working toward", action="Plan")
        header.acted.connect(self.plan_asked)
        card.add_header(header)
        card.column.addWidget(Label(theme, f"“{goal.words}”", "med", wrap=True))
        if goal.steps:
            done = sum(finished for _, finished in goal.steps)
            words = f"{done} of {len(goal.steps)} steps"
            card.column.addWidget(Label(theme, words, "caption", "text3"))
        self._column.addWidget(card)


def _in_full(words: str) -> str:
    """ "19 d" as a headline says it: "19 days"."""
    return f"{words[:-2]} days" if words.endswith(" d") else words


def _standing_chip(row: CaseloadRow) -> Chip:
    cadence = row.cadence.cadence
    if cadence is None:
        return Chip("No contact is due", "neutral")
    target = days(cadence.days)
    match row.cadence.standing:
        case Standing.STRONGLY_PAST:
            return Chip(f"{days(row.cadence.days_past)} past", "danger", "clock-alert")
        case Standing.PAST:
            return Chip(f"{days(row.cadence.days_past)} past", "warn", "clock-alert")
        case Standing.NEVER:
            return Chip(f"First within {target}", "neutral", "clock")
        case Standing.DUE:
            return Chip(f"Due, {target}", "info", "clock")
        case _:
            return Chip(f"{_WITHIN[cadence.satisfied_by]} {target}", "success", "check")
