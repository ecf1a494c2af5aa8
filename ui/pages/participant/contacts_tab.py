"""The contacts tab: every contact in a table."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout

from lead_desktop.domain.codes import OutcomeClass, Seal
from lead_desktop.domain.contacts.timeline import ContactDay, ContactEntry
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.services.contacts import contacts
from lead_desktop.services.people import participants
from ui.kit.card import Card
from ui.kit.chip import Chip, draw_chip
from ui.kit.empty_state import EmptyState
from ui.kit.label import Label
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.table_view import TableView
from ui.models.contacts import Col, ContactsModel, signed_word
from ui.models.day_words import Calendar
from ui.models.rows import ROW_ROLE
from ui.pages.participant.heat_strip import HeatStrip, first_day, sum_words
from ui.pages.participant.tab import BESIDE_BAR, Tab
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Tone

_PAGE = 500
_SEAL_TONES: Final[dict[Seal, Tone]] = {
    Seal.UNSIGNED: "warn",
    Seal.INTACT: "success",
    Seal.IMPORTED: "neutral",
    Seal.BROKEN: "danger",
}
_WIDTHS: Final = {
    Col.WHEN: 150,
    Col.HOW: 140,
    Col.OUTCOME: 190,
    Col.MINUTES: 76,
    Col.WORKERS: 200,
    Col.SIGNED: 90,
}


class ContactsTab(Tab):
    """Newest first; older pages follow as one scrolls. opened carries the ContactEntry to read."""

    opened = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._who: UUID | None = None
        self._more = False
        self._task: Task[list[ContactEntry]] | None = None
        theme = workplace.theme
        self.model = ContactsModel(Calendar.of(workplace.desk.clock), self)
        self.table = TableView(theme, "Contacts")
        self.table.setModel(self.model)
        self.table.setItemDelegate(_ContactDelegate(theme, self.table))
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(Col.WORKERS, QHeaderView.ResizeMode.Stretch)
        self._measure()
        theme.changed.connect(self._measure)
        self._empty = EmptyState(
            theme, "message-square-plus", "No contacts yet", "The first one starts the story."
        )
        self._stack = QStackedWidget()
        listed = Card(fixed=False)
        listed.column.setContentsMargins(1, 8, 1, 8)
        listed.column.addWidget(self.table)
        self._stack.addWidget(listed)
        self._stack.addWidget(self._empty)
        self.strip = HeatStrip(theme)
        self.strip_words = Label(theme, "", "caption", "text2", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(18)
        top.addWidget(self.strip)
        top.addWidget(self.strip_words, 1, Qt.AlignmentFlag.AlignVCenter)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 16, BESIDE_BAR, 16)
        column_of_all.setSpacing(12)
        column_of_all.addLayout(top)
        column_of_all.addWidget(self._stack, 1)
        self.table.opened.connect(lambda index: self.opened.emit(index.data(ROW_ROLE)))
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._reach_on())

    def _measure(self) -> None:
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, self._workplace.theme.px(width))

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        another, self._who = record.row.id != self._who, record.row.id
        if another:
            self.model.replace_on((), calendar)
            self._show_days((), calendar)
        self._fetch(0, calendar)
        who, desk, since = record.row.id, self._workplace.desk, first_day(calendar.today)
        self._workplace.runner.run(
            lambda: participants.list_contact_days(desk, who, since),
            lambda days: self._show_days(days, calendar) if who == self._who else None,
            self._workplace.navigator.report,
            owner=self,
        )

    def _show_days(self, days: tuple[ContactDay, ...], calendar: Calendar) -> None:
        self.strip.show_days(days, calendar)
        legend = "Filled: reached. Outlined: tried, no contact."
        self.strip_words.setText(f"{sum_words(days, calendar)}.\n{legend}")

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reach_on(self) -> None:
        bar = self.table.verticalScrollBar()
        if self._more and self._task is None and bar.maximum() - bar.value() < bar.pageStep() * 2:
            self._fetch(self.model.rowCount(), self.model.calendar)

    def _fetch(self, offset: int, calendar: Calendar) -> None:
        who, desk = self._who, self._workplace.desk
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: contacts.list_contacts(
                desk, participant_id=who, newest_first=True, limit=_PAGE, offset=offset
            ),
            lambda rows: self._take(rows, offset, calendar),
            self._workplace.navigator.report,
            owner=self,
        )

    def _take(self, rows: list[ContactEntry], offset: int, calendar: Calendar) -> None:
        self._task = None
        self._more = len(rows) == _PAGE
        if offset:
            self.model.extend(rows)
        else:
            row = max(self.table.currentIndex().row(), 0)
            self.model.replace_on(rows, calendar)
            self.table.go_to(self.model.index(min(row, len(rows) - 1), 0))
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)


class _ContactDelegate(RowDelegate):
    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        entry, column = index.data(ROW_ROLE), Col(index.column())
        if not isinstance(entry, ContactEntry):
            return
        left, middle = rect.left() + 8, rect.center().y()
        chip = _chip_of(entry, column)
        if chip is not None:
            draw_chip(
                painter,
                self.theme,
                chip,
                left,
                middle,
                on_selected=state.marked,
                limit=rect.width() - 12,
            )
            return
        strong = column is Col.WHEN
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = self.theme.font("med" if strong else "body")
        ink = self.theme.color("text" if strong else "text2")
        lead = 14 if column is Col.WHEN else 8
        draw_text(painter, rect.adjusted(lead, 0, -6, 0), words, font, ink)


def _chip_of(entry: ContactEntry, column: Col) -> Chip | None:
    if column is Col.OUTCOME:
        reached = entry.outcome_class is OutcomeClass.REACHED
        tone: Tone = "success" if reached else "neutral"
        return Chip(entry.outcome.label, tone, "check" if reached else "door-closed", "sm")
    if column is Col.SIGNED:
        return Chip(signed_word(entry), _SEAL_TONES[entry.seal], size="sm")
    return None
