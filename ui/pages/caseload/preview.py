"""The preview beside the caseload: who this is, what comes next, where to find them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.transfer import PlannedTransfer
from ui.kit.avatar import Avatar, avatar_tone
from ui.kit.button import Button, IconButton
from ui.kit.card import SectionHeader, hairline
from ui.kit.chip import ChipLabel
from ui.kit.empty_state import EmptyState
from ui.kit.flow_layout import FlowLayout
from ui.kit.label import ElidingLabel, Label
from ui.kit.paint import begin, draw_icon, draw_tint
from ui.kit.relative_time import RelativeTime
from ui.kit.time_label import TimeLabel
from ui.models.caseload import contact_words
from ui.models.day_words import Calendar
from ui.models.looks import urgency_of
from ui.pages.facts import (
    FactRow,
    boxed,
    clear_layout,
    consent_rows,
    find_rows,
    linkage_rows,
    open_linkages,
    person_chips,
)
from ui.pages.life_sheets.planned import planned_words
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius

_LONGEST_NOTE = 220


@dataclass(frozen=True)
class Glimpse:
    """What the preview fetches beyond the row: the record, the newest contact, who takes over."""

    record: ParticipantRecord
    latest: ContactEntry | None
    planned: tuple[PlannedTransfer, ...] = ()


class Preview(QFrame):
    """Follows the current row. log_asked, open_asked, print_asked: the buttons.

    closed: the pane is to be put away. may_log, may_print: what the worker's role does; the
    buttons for the rest are left out.
    """

    log_asked = Signal()
    open_asked = Signal()
    print_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        may_log: bool = True,
        may_print: bool = True,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._may = (may_log, True, may_print)
        self.setProperty("kind", "pane")
        self.setAccessibleName("Preview")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(10)
        self._head = QVBoxLayout()
        self._head.setSpacing(10)
        column.addLayout(self._head)
        self._tools = QWidget()
        self._tools.setLayout(self._buttons())
        column.addWidget(self._tools)
        self._rule = hairline()
        column.addWidget(self._rule)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self._facts = QVBoxLayout(content)
        self._facts.setContentsMargins(0, 4, 0, 4)
        self._facts.setSpacing(8)
        scroll.setWidget(content)
        column.addWidget(scroll, 1)
        self._latest = QVBoxLayout()
        self._latest.setSpacing(6)
        column.addLayout(self._latest)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        line = self._theme.color("line")
        QPainter(self).fillRect(0, 0, 1, self.height(), line)

    def show_row(self, row: CaseloadRow, calendar: Calendar) -> None:
        """Show what the list already knows; the rest follows with `show_glimpse`."""
        self._show_tools(shown=True)
        clear_layout(self._head)
        self._head.addWidget(boxed(self._person(row, calendar)))
        chips = FlowLayout(gap=8)
        for chip in person_chips(row, calendar):
            chips.addWidget(ChipLabel(self._theme, chip))
        self._head.addWidget(boxed(chips))
        clear_layout(self._facts)
        self._add_next(row, calendar, "")
        self._add_reach(row, calendar)
        self._facts.addStretch()
        clear_layout(self._latest)

    def show_nobody(self) -> None:
        """Nobody is current: show nothing."""
        for part in (self._head, self._facts, self._latest):
            clear_layout(part)
        self._show_tools(shown=False)
        self._facts.addWidget(EmptyState(self._theme, "user", "", "Nobody is chosen."))

    def _show_tools(self, *, shown: bool) -> None:
        for part in (self._tools, self._rule):
            part.setVisible(shown)

    def show_glimpse(self, glimpse: Glimpse, calendar: Calendar) -> None:
        """Fill in what was fetched for the row that is shown."""
        record, theme = glimpse.record, self._theme
        clear_layout(self._facts)
        for plan in glimpse.planned:
            title = f"To be passed on to {plan.to_worker}"
            self._facts.addWidget(NextCard(theme, title, planned_words(plan, calendar), "users"))
        self._add_next(record.row, calendar, _transport(record))
        self._add_reach(record.row, calendar)
        found = find_rows(theme, record.places, record.phones)
        self._add_part("Where to find", found, "No place or number yet")
        count = len(open_linkages(record.linkages)) or None
        linked = linkage_rows(theme, record.linkages, calendar, with_provider=True)
        self._add_part("Open linkages", linked, "None yet", count)
        consents = consent_rows(theme, record.consents, calendar)
        self._add_part("Consents", consents, "No consent on file: nothing may be shared")
        self._facts.addStretch()
        self._show_latest(glimpse.latest, calendar)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        theme = self._theme
        log = Button(theme, "Log", kind="primary", icon="message-square-plus", keys="L")
        log.clicked.connect(self.log_asked)
        opener = Button(theme, "Open", icon="arrow-up-right", keys="Enter")
        opener.clicked.connect(self.open_asked)
        printer = IconButton(theme, "printer", "Print summary (P)", kind="default")
        printer.clicked.connect(self.print_asked)
        for button, may in zip((log, opener, printer), self._may, strict=True):
            row.addWidget(button)
            if not may:
                button.hide()
        row.addStretch()
        return row

    def _person(self, row: CaseloadRow, calendar: Calendar) -> QHBoxLayout:
        theme = self._theme
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(Avatar(theme, row.preferred_name, avatar_tone(row.id), 44))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidingLabel(theme, row.preferred_name, "heading"))
        words.addWidget(ElidingLabel(theme, _about(row, calendar), "caption", "text3"))
        line.addLayout(words, 1)
        close = IconButton(theme, "panel-right-close", "Hide the preview (Space)")
        close.clicked.connect(self.closed)
        line.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _add_next(self, row: CaseloadRow, calendar: Calendar, transport: str) -> None:
        self._facts.addWidget(SectionHeader(self._theme, "Next"))
        if row.next_step is None:
            self._facts.addWidget(Label(self._theme, "Nothing planned yet", "body", "text3"))
            return
        when = calendar.moment(row.next_at) if row.next_at else ""
        second = " · ".join(part for part in (when, transport) if part)
        self._facts.addWidget(NextCard(self._theme, row.next_step, second))

    def _add_reach(self, row: CaseloadRow, calendar: Calendar) -> None:
        theme = self._theme
        self._facts.addWidget(SectionHeader(theme, "Last contact"))
        reached = row.last_reached_at is not None
        urgency = urgency_of(row.cadence, ever_reached=reached)
        self._facts.addWidget(TimeLabel(theme, RelativeTime(contact_words(row, calendar), urgency)))
        self._facts.addWidget(Label(theme, row.cadence.reason, "caption", "text3", wrap=True))

    def _add_part(
        self, title: str, rows: list[FactRow], empty: str, count: int | None = None
    ) -> None:
        self._facts.addSpacing(4)
        self._facts.addWidget(SectionHeader(self._theme, title, count=count))
        for row in rows:
            self._facts.addWidget(row)
        if not rows:
            self._facts.addWidget(Label(self._theme, empty, "caption", "text3", wrap=True))

    def _show_latest(self, contact: ContactEntry | None, calendar: Calendar) -> None:
        clear_layout(self._latest)
        if contact is None:
            return
        theme = self._theme
        self._latest.addWidget(hairline())
        line = QHBoxLayout()
        line.addWidget(Label(theme, "Latest entry", "capstrong", "text2"))
        line.addStretch()
        when = f"{calendar.moment(contact.occurred_at)} · {contact.how.lower()}"
        line.addWidget(Label(theme, when, "caption", "text3"))
        self._latest.addWidget(boxed(line))
        note = " ".join(contact.note.split()) or contact.outcome.label
        if len(note) > _LONGEST_NOTE:
            note = note[: _LONGEST_NOTE - 1].rstrip() + "…"
        self._latest.addWidget(Label(theme, note, "body", "text2", wrap=True))


class NextCard(QFrame):
    """The next step on a calm ground: what, and when."""

    def __init__(self, theme: Theme, title: str, line: str, icon: str = "calendar-check") -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title}, {line}" if line else title)
        column = QVBoxLayout(self)
        column.setContentsMargins(38, 8, 12, 8)
        column.setSpacing(1)
        column.addWidget(ElidingLabel(theme, title, "med", "accent_text"))
        if line:
            column.addWidget(ElidingLabel(theme, line, "caption", "accent_text"))

    def sizeHint(self) -> QSize:
        return QSize(200, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        rect = QRectF(self.rect())
        draw_tint(painter, self._theme, rect, Radius.OPTION, "accent_tint")
        middle = rect.center().y()
        size = IconSize.DEFAULT
        draw_icon(painter, self._theme, self._icon, "accent_text", size, 12, middle)


def _about(row: CaseloadRow, calendar: Calendar) -> str:
    parts = (row.pronouns, _age(row.date_of_birth, calendar), row.number_text)
    return " · ".join(part for part in parts if part)


def _age(born: str | None, calendar: Calendar) -> str:
    """Years of age from a full birth date; a partial one tells no age."""
    numbers = (born or "").split("-")
    if len(numbers) != 3 or not all(part.isdigit() for part in numbers):
        return ""
    year, month, day = (int(part) for part in numbers)
    today = calendar.today
    years = today.year - year - ((today.month, today.day) < (month, day))
    return str(years) if years >= 0 else ""


def _transport(record: ParticipantRecord) -> str:
    """How they get to the appointment that is the next step."""
    return next(
        (
            line.transport
            for line in record.appointments
            if line.starts_at == record.row.next_at and line.title == record.row.next_step
        ),
        "",
    )
