"""The side sheets of the calendar: one appointment, and an event of the team."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import AppointmentStatus
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.worklist.team_events import SetTeamEvent
from ui.kit.button import Button
from ui.kit.checks import CheckBox
from ui.kit.chip import Chip, ChipLabel
from ui.kit.choice_chip import Choice
from ui.kit.flow_layout import FlowLayout
from ui.kit.held_keys import held_keys
from ui.kit.inputs import DateTimeEdit, LineEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.kit.side_sheet import SideSheet
from ui.models.calendar_grid import is_unsaid
from ui.models.day_words import Calendar
from ui.pages.calendar.block import look_of
from ui.pages.facts import FactRow, Sign
from ui.pages.form_sheet import FormSheet, moment_in, show_moment
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.workplace import READS_ONLY, Workplace

_LENGTHS = (30, 60, 90, 120)
_OPEN = (AppointmentStatus.PLANNED, AppointmentStatus.MISSED)


class AppointmentSheet(SideSheet):
    """What is known of an appointment, and what can be done about it. Letters work in it.

    person_wanted: open the participant's record. card_wanted: the printed card
    of this appointment.
    """

    person_wanted = Signal()
    card_wanted = Signal()

    def __init__(
        self, workplace: Workplace, host: QWidget, line: CalendarLine, acts: LinkageActs
    ) -> None:
        theme, clock = workplace.theme, workplace.desk.clock
        super().__init__(theme, host, f"{line.participant}: {line.title}")
        calendar = Calendar.of(clock)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        state = QWidget()
        chips = FlowLayout(state)
        tone, icon = look_of(line)
        chips.addWidget(ChipLabel(theme, Chip(line.status.label, tone, icon)))
        if line.verified_by is not None:
            chips.addWidget(ChipLabel(theme, Chip(line.verified_by.label, "neutral", "eye")))
        if line.court:
            chips.addWidget(ChipLabel(theme, Chip("Court date", "plum", "gavel")))
        if is_unsaid(line, clock.now()):
            chips.addWidget(ChipLabel(theme, Chip("Say what became of it", "warn", "clock-alert")))
        column.addWidget(state)
        length = f" · {line.minutes} min" if line.minutes else ""
        facts = (
            ("clock", f"{calendar.moment(line.starts_at)}{length}"),
            ("map-pin", line.place),
            ("bus", line.transport),
            ("building", line.organization or ""),
            ("user", line.worker or ""),
        )
        for name, words in facts:
            if words:
                row = FactRow(theme, Sign(theme, icon=name), ((words, "body", "text"),), wrap=True)
                column.addWidget(row)
        tools = QWidget()
        row_of_tools = FlowLayout(tools, gap=6)
        self._buttons: dict[Qt.Key, Button] = {}
        for key, words, icon, act, shown in (
            (
                Qt.Key.Key_D,
                "What became of it",
                "calendar-check",
                acts.settle,
                line.status is AppointmentStatus.PLANNED,
            ),
            (Qt.Key.Key_T, "New date", "calendar-days", acts.set_new_date, line.status in _OPEN),
        ):
            button = Button(theme, words, size="sm", icon=icon, keys=key.name[-1])
            if not acts.may:
                button.lock(READS_ONLY)
            button.clicked.connect(lambda _=False, do=act: do(line))
            row_of_tools.addWidget(button)
            button.setVisible(shown)
            self._buttons[key] = button
        column.addWidget(tools)
        said = Label(theme, "A missed visit never ends a linkage.", "caption", "text3", wrap=True)
        column.addWidget(said)
        said.setVisible(line.linkage_id is not None)
        column.addStretch()
        person = Button(theme, "Open the record", icon="user", keys="P")
        person.clicked.connect(self.person_wanted)
        self._buttons[Qt.Key.Key_P] = person
        card = Button(theme, "Print card", icon="printer", keys="F")
        card.clicked.connect(self.card_wanted)
        self._buttons[Qt.Key.Key_F] = card
        self.footer.addWidget(person)
        self.footer.addWidget(card)
        if not workplace.desk.may(Act.PRINT_OWN_COPIES):
            card.hide()
        self.footer.addStretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = held_keys(event)
        button = self._buttons.get(Qt.Key(event.key()))
        if not modifiers and button is not None and not button.isHidden():
            button.click()
        else:
            super().keyPressEvent(event)


class TeamEventSheet(FormSheet):
    """`wanted` carries the SetTeamEvent. line: the event to change; None for a new one.

    removed: take it, with its repeats, out of the calendar.
    """

    removed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        host: QWidget,
        line: TeamEventLine | None,
        starts_at: datetime | None = None,
    ) -> None:
        theme, clock = workplace.theme, workplace.desk.clock
        title = line.title if line is not None else "New team event"
        lead = "For the team only: no participant is named here."
        super().__init__(theme, host, title, "Keep", lead=lead)
        self._id = line.id if line is not None else new_id()
        self._zone = clock.zone
        self.title_edit = LineEdit(theme, "What")
        self.starts_at = DateTimeEdit(theme, "When")
        at = starts_at or clock.now().astimezone(clock.zone).replace(
            hour=9, minute=0, second=0, microsecond=0
        ) + timedelta(days=1)
        self.minutes = Segmented(
            theme, "How long", [Choice(str(one), f"{one} min") for one in _LENGTHS], height=30
        )
        self.minutes.choose("60")
        self.place = LineEdit(theme, "Where")
        self.weekly = CheckBox(theme, "Every week")
        if line is not None:
            self.title_edit.setText(line.title)
            self.place.setText(line.place)
            self.weekly.setChecked(line.weekly)
            self.minutes.choose(str(line.minutes))
            at = line.starts_at
        show_moment(self.starts_at, at, clock.zone)
        self.add("title", "What", self.title_edit)
        self.add("starts_at", "When", self.starts_at)
        self.add("minutes", "How long", self.minutes)
        self.add("place", "Where", self.place)
        self.insert(self.weekly)
        if line is not None:
            remove = Button(theme, "Take out", kind="danger")
            remove.clicked.connect(self.removed)
            self.footer.insertWidget(0, remove)

    def submit(self) -> None:
        if not self.title_edit.text().strip():
            self.show_problems([FieldProblem("title", "Say what it is.")])
            return
        self.wanted.emit(
            SetTeamEvent(
                self._id,
                self.title_edit.text(),
                moment_in(self.starts_at, self._zone),
                int(self.minutes.value() or 60),
                self.place.text(),
                self.weekly.isChecked(),
            )
        )
