"""The calendar page: a day or a week of appointments, court dates and the team's own events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.plan.calendar import CalendarLine, TeamEventLine, week_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.plan import appointments
from lead_desktop.services.plan.appointments import Agenda
from lead_desktop.services.worklist import team_events
from lead_desktop.services.worklist.team_events import SetTeamEvent
from ui.kit.button import Button, IconButton
from ui.kit.card import Card
from ui.kit.choice_chip import Choice
from ui.kit.held_keys import held_keys
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.models.calendar_grid import place_items, span_title
from ui.models.day_words import Calendar
from ui.pages.calendar.grid import Grid
from ui.pages.calendar.sheets import AppointmentSheet, TeamEventSheet
from ui.pages.doing import Doing, SheetHost
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.linkage_sheets.card import card_of
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.sheet_keeper import keep_words
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Space

DAY, WEEK = "day", "week"
MINE, TEAM = "mine", "team"
_MINUTE_MS = 60_000


class CalendarPage(Page, SheetHost):
    """Days stand in the vault's zone; court dates are shown to roles with legal detail only."""

    topics = frozenset({Topic.APPOINTMENTS, Topic.LINKAGES, Topic.PARTICIPANTS})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, desk = workplace.theme, workplace.desk
        self.day = desk.clock.today()
        self._agenda = Agenda((), ())
        self._task: Task[Agenda] | None = None
        self._doing = Doing(workplace, self, self._publish)
        self.acts = LinkageActs(workplace, self)
        self.span = Segmented(theme, "Span", (Choice(DAY, "Day"), Choice(WEEK, "Week")))
        self.span.choose(WEEK)
        self.whose = Segmented(
            theme, "Whose", (Choice(MINE, "Mine", "user"), Choice(TEAM, "Team", "users"))
        )
        if not desk.may(Act.LOG_CONTACT):
            self.whose.choose(TEAM)  # a role without people of its own
        self.before = IconButton(theme, "chevron-left", "Earlier (←)")
        self.after = IconButton(theme, "chevron-right", "Later (→)")
        self.today_button = Button(theme, "Today", keys="T")
        self._title = Label(theme, "", "heading")
        self._count = Label(theme, "", "caption", "text2")
        self.new_button = Button(theme, "New appointment", icon="plus", keys="N")
        self.event_button = Button(theme, "Team event", icon="users", keys="E")
        self.grid = Grid(theme)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._show)
        self._minute.start()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Calendar")
        self._lay_out()
        self._connect()

    def heading(self) -> Heading:
        return Heading("Calendar")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self.event_button, self.new_button) if self.acts.may else ()

    def hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("←", "→"), "earlier, later"),
            KeyHint(("J", "K"), "appointments"),
            KeyHint(("D", "W"), "day, week"),
            KeyHint(("M",), "mine or team"),
        )

    def days(self) -> tuple[date, ...]:
        """The days that are shown."""
        return week_of(self.day) if self.span.value() == WEEK else (self.day,)

    def refresh(self) -> None:
        desk, days, mine = self.workplace.desk, self.days(), self.whose.value() == MINE
        if self._task is not None:
            self._task.forget()
        self._task = self.workplace.runner.run(
            lambda: appointments.read_agenda(desk, days[0], days[-1], mine=mine),
            self._take,
            self._fail,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        self._take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = held_keys(event)
        deed = None if modifiers else self._deeds().get(key)
        if deed is None:
            event.ignore()
        else:
            deed()

    def _deeds(self) -> dict[Qt.Key, Callable[[], None]]:
        key = Qt.Key
        other = {MINE: TEAM, TEAM: MINE}
        return {
            key.Key_Left: lambda: self._turn(-1),
            key.Key_Right: lambda: self._turn(1),
            key.Key_PageUp: lambda: self._turn(-1),
            key.Key_PageDown: lambda: self._turn(1),
            key.Key_J: lambda: self.grid.step(1),
            key.Key_Down: lambda: self.grid.step(1),
            key.Key_K: lambda: self.grid.step(-1),
            key.Key_Up: lambda: self.grid.step(-1),
            key.Key_T: self._go_today,
            key.Key_D: lambda: self.span.choose(DAY),
            key.Key_W: lambda: self.span.choose(WEEK),
            key.Key_M: lambda: self.whose.choose(other[self.whose.value() or MINE]),
            key.Key_N: lambda: self._book(None),
            key.Key_E: lambda: self._edit_event(None),
        }

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget in (self.before, self.after, self.today_button, self._title):
            tools.addWidget(widget)
        tools.addStretch()
        tools.addWidget(self._count)
        tools.addWidget(self.whose)
        tools.addWidget(self.span)
        framed = Card(fixed=False)
        framed.column.setContentsMargins(1, 1, 1, 1)
        framed.column.setSpacing(0)
        framed.column.addWidget(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 14, Space.PAGE, 14)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(framed, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.today_button.clicked.connect(self._go_today)
        self.new_button.clicked.connect(lambda: self._book(None))
        self.event_button.clicked.connect(lambda: self._edit_event(None))
        self.span.changed.connect(lambda _: self.refresh())
        self.whose.changed.connect(lambda _: self.refresh())
        self.grid.opened.connect(self._open_item)
        self.grid.asked.connect(self._book)
        self.acts.changed.connect(self._publish)
        self.acts.sheet_wanted.connect(lambda make: self.show_sheet(make(self)))

    def _turn(self, step: int) -> None:
        self.day += timedelta(days=step * len(self.days()))
        self.refresh()

    def _go_today(self) -> None:
        self.day = self.workplace.desk.clock.today()
        self.refresh()

    def _take(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._show()

    def _fail(self, error: LeadError) -> None:
        self._stale = True
        self.workplace.navigator.report(error)

    def _show(self) -> None:
        clock = self.workplace.desk.clock
        calendar, days = Calendar.of(clock), self.days()
        placed = place_items(self._agenda, days, calendar)
        had_focus = self.hasFocus() or any(block.hasFocus() for block in self.grid.blocks())
        self.grid.show_items(days, placed, calendar, clock.now())
        self._title.setText(span_title(days, calendar))
        self._count.setText(count_words(self._agenda.appointments))
        if had_focus:
            self._take_focus()

    def _take_focus(self) -> None:
        block = self.grid.current()
        if block is not None:
            self.grid.go_to(block)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _book(self, starts_at: datetime | None) -> None:
        self.acts.book(starts_at=starts_at)

    def _open_item(self, item: CalendarLine | TeamEventLine) -> None:
        if isinstance(item, TeamEventLine):
            self._edit_event(item)
            return
        sheet = AppointmentSheet(self.workplace, self, item, self.acts)
        navigator = self.workplace.navigator
        sheet.person_wanted.connect(lambda: navigator.open_participant(item.participant_id))
        calendar = Calendar.of(self.workplace.desk.clock)
        sheet.card_wanted.connect(lambda: navigator.print_form(card_of(item, calendar)))
        self.show_sheet(sheet)

    def _edit_event(self, line: TeamEventLine | None) -> None:
        if not self.acts.may:
            return
        sheet = TeamEventSheet(self.workplace, self, line)
        keep_words(self.workplace, sheet, None, line.id if line else "")
        is_new = line is None
        sheet.wanted.connect(lambda command: self._keep_event(sheet, command, is_new))
        if line is not None:
            sheet.removed.connect(lambda: self._remove_event(sheet, line))
        self.show_sheet(sheet)

    def _keep_event(self, sheet: TeamEventSheet, command: SetTeamEvent, is_new: bool) -> None:
        desk = self.workplace.desk

        def take_out() -> Change:
            return team_events.remove_team_event(desk, command.id)

        self._doing.save(
            sheet,
            lambda: team_events.set_team_event(desk, command),
            "Team event kept",
            take_out if is_new else None,
        )

    def _remove_event(self, sheet: TeamEventSheet, line: TeamEventLine) -> None:
        desk = self.workplace.desk
        self._doing.save(
            sheet,
            lambda: team_events.remove_team_event(desk, line.id),
            f"{line.title}: taken out",
            lambda: team_events.remove_team_event(desk, line.id, back=True),
        )

    def _publish(self, change: Change) -> None:
        """Tell the other views what was changed here, and show it here."""
        self.workplace.bus.publish(change.topics, change.ids, writer=self)
        if isinstance(self.sheet, AppointmentSheet):
            self.sheet.dismiss()
        self.refresh()


def count_words(lines: Sequence[CalendarLine]) -> str:
    """How many appointments are shown, court dates among them."""
    court = sum(line.court for line in lines)
    many = "appointment" if len(lines) == 1 else "appointments"
    words = f"{len(lines)} {many}"
    return f"{words}, {court} in court" if court else words
