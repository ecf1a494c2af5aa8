"""Today: who needs the worker next and why, with the day's figures and appointments beside it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.worklist.work_arranging import Aside, Worklist, moved
from lead_desktop.services.changes import Topic
from lead_desktop.services.worklist import worklist
from lead_desktop.services.worklist.worklist import Day
from ui.kit.card import Card, SectionHeader
from ui.kit.choice_chip import Choice
from ui.kit.empty_state import EmptyState
from ui.kit.held_keys import held_keys
from ui.kit.keep_width import keep_width
from ui.kit.row_keys import CHORD_MS
from ui.kit.segmented import Segmented
from ui.kit.skeleton import Skeleton
from ui.models.day_words import Calendar
from ui.models.worklist import Entry, WorkModel, entries_of, item_of, line_of
from ui.pages.life_sheets.planned import PlannedCard
from ui.pages.list_card import list_card
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.today.acts import Acts
from ui.pages.today.day_list import DayList
from ui.pages.today.day_strip import DayBars, DayStrip
from ui.pages.today.figures import FiguresCard
from ui.pages.today.row_actions import BY_KEY, FACES, RowAct, RowButtons, acts_on
from ui.pages.today.supervision_card import SupervisionCard
from ui.pages.work_delegate import WorkDelegate
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Space

_SIDE = 304
_NARROW = 900
"""Below this width of the page the day beside the list gives way to the list."""
_MINUTE_MS = 60_000
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MINE, _TEAM = "mine", "team"


class TodayPage(Page):
    """The landing page: the worklist by harm if missed, worked through with single keys."""

    topics = frozenset(
        {
            Topic.TASKS,
            Topic.PARTICIPANTS,
            Topic.CONTACTS,
            Topic.LINKAGES,
            Topic.DRAFTS,
            Topic.WORKLISTS,
            Topic.APPOINTMENTS,
            Topic.CONSENTS,
        }
    )

    def __init__(
        self, workplace: Workplace, parent: QWidget | None = None, *, chord_ms: int = CHORD_MS
    ) -> None:
        super().__init__(workplace, parent)
        theme = workplace.theme
        self._task: Task[Day] | None = None
        self._work = Worklist((), ())
        self.loaded = False
        self.whose = Segmented(
            theme, "Whose day", [Choice(_MINE, "My day", "user"), Choice(_TEAM, "Team", "users")]
        )
        if workplace.desk.may(Act.SUPERVISE):
            self.whose.choose(_TEAM)  # a supervisor's own day is the team's
        self.whose.setParent(self)
        self.whose.hide()
        self.figures = FiguresCard(theme)
        self.model = WorkModel(self)
        self.view = DayList(theme, "To do today", self.model)
        self.delegate = WorkDelegate(theme, self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setModel(self.model)
        self.buttons = RowButtons(theme, self.view)
        self.strip = DayStrip(theme, workplace.desk.clock.zone)
        self.bars = DayBars(theme)
        self.acts = Acts(workplace, self)
        self.planned = PlannedCard(theme)
        self.supervision = SupervisionCard(theme)
        self._empty = EmptyState(theme, "sun", "Nothing is due")
        self._failed = EmptyState(
            theme,
            "circle-alert",
            "The day could not be read",
            "What is saved is safe.",
            action="Try again",
            tone="danger_text",
        )
        self._skeleton = Skeleton(theme, rows=8, row_height=38)
        self._stack = QStackedWidget()
        self._side = QWidget()
        self._lay_out()
        self._connect()
        self._second_g = QTimer(self)
        self._second_g.setSingleShot(True)
        self._second_g.setInterval(chord_ms)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_MS)
        self._clock.timeout.connect(self._pass_time)
        self._clock.start()

    def heading(self) -> Heading:
        clock = self.workplace.desk.clock
        now = clock.now().astimezone(clock.zone)
        first = self.workplace.desk.worker.name.split()[0]
        return Heading(f"{greeting(now)}, {first}", f"{now:%A}, {now:%B} {now.day}")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self.whose,)

    def hints(self) -> tuple[KeyHint, ...]:
        acts = acts_on(self.entry(), self.workplace.desk.may)[:2]
        told = [
            KeyHint((FACES[act].key,), FACES[act].text.lower())
            for act in acts
            if act is not RowAct.OPEN
        ]
        walk = (KeyHint(("J",), "next"), KeyHint(("K",), "previous"), KeyHint(("Enter",), "open"))
        writes = self.workplace.desk.may(Act.LOG_CONTACT)
        follow_up = (KeyHint(("U",), "follow-up"),) if writes else ()
        return (*walk, *told, *follow_up, KeyHint(("M",), "team"))

    def current_person(self) -> UUID | None:
        item = item_of(self.entry())
        return item.participant_id if item is not None else None

    def order(self) -> tuple[UUID, ...]:
        people = (item.participant_id for item in self._work.items)
        return tuple(dict.fromkeys(who for who in people if who is not None))

    def entry(self) -> Entry | None:
        """The row that keys act upon."""
        return self.model.row_at(self.view.currentIndex().row())

    def refresh(self) -> None:
        desk, everybody = self.workplace.desk, self.whose.value() == _TEAM
        if self._task is not None:
            self._task.forget()
        if not self.loaded:
            self._skeleton.wait()
        self._task = self.workplace.runner.run(
            lambda: worklist.read_day(desk, everybody=everybody),
            self._take,
            self._fail,
            owner=self,
        )

    def activate(self) -> None:
        super().activate()
        rows = self.view  # while they are being fetched the page keeps the focus for them
        (rows if rows.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setVisible(self.width() >= self.workplace.theme.px(_NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = held_keys(event)
        if self.acts.sheet is not None:
            event.ignore()  # letters that a sheet did not want are none for the list behind it
        elif modifiers == Qt.KeyboardModifier.AltModifier and key in (
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        elif modifiers == Qt.KeyboardModifier.ShiftModifier and key == Qt.Key.Key_P:
            self._pin()
        elif modifiers or not self._act_on(key):
            event.ignore()

    def _act_on(self, key: Qt.Key) -> bool:
        if not self.view.letters_enabled:
            return False
        if key == Qt.Key.Key_M:
            self.whose.choose(_MINE if self.whose.value() == _TEAM else _TEAM)
            return True
        if key == Qt.Key.Key_U:
            return self._new_follow_up()
        if key == Qt.Key.Key_G:
            return self._sign_by_key()
        act = BY_KEY.get(key)
        if act is None:
            return False
        self._do(act)
        return True

    def _sign_by_key(self) -> bool:
        """G twice signs the note of this row. The first G is the window's: it begins its chords,
        and a chord that went astray must not sign anything."""
        if RowAct.SIGN not in acts_on(self.entry(), self.workplace.desk.may):
            return False
        if not self._second_g.isActive():
            self._second_g.start()
            return False
        self._second_g.stop()
        self._do(RowAct.SIGN)
        return True

    def _do(self, act: RowAct) -> None:
        entry = self.entry()
        if entry is not None and act in acts_on(entry, self.workplace.desk.may):
            self.acts.do(act, entry)

    def _new_follow_up(self) -> bool:
        item = item_of(self.entry())
        if item is None or item.participant_id is None:
            return False
        if not self.workplace.desk.may(Act.LOG_CONTACT):
            return False
        self.acts.new_follow_up(item.participant_id, item.participant)
        return True

    def _pin(self) -> None:
        who = self.current_person()
        if who is not None and self.view.letters_enabled:
            self.workplace.navigator.toggle_pin(who)

    def _move(self, step: int) -> None:
        """Put the current row one place higher or lower within its section, for this day."""
        item = item_of(self.entry())
        if item is not None and self.whose.value() == _MINE:
            self._order(moved(self._work, item.key, step))

    def _drop(self, row: int, to: int) -> None:
        """Put a row that was dragged where another stands."""
        item, other = item_of(self.model.row_at(row)), item_of(self.model.row_at(to))
        if item is not None and other is not None:
            self._order(moved(self._work, item.key, to - row))

    def _order(self, keys: tuple[str, ...]) -> None:
        if keys == tuple(one.key for one in self._work.items):
            return
        desk = self.workplace.desk
        by_key = {one.key: one for one in self._work.items}
        self._show(Worklist(tuple(by_key[key] for key in keys), self._work.aside))
        self.workplace.runner.run(
            lambda: worklist.keep_order(desk, keys),
            lambda _: None,
            self.workplace.navigator.report,
            owner=self,
        )

    def _take(self, day: Day) -> None:
        self.loaded = True
        self.view.movable = self.whose.value() == _MINE
        self._skeleton.stop()
        self._show(day.work)
        self.figures.show_figures(day.figures)
        self.strip.show_day(day.agenda, self.workplace.desk.clock.now())
        self.bars.show_days(day.figures.by_day)
        calendar = Calendar.of(self.workplace.desk.clock)
        self.planned.show_planned(day.planned, calendar)
        self.supervision.show_supervision(day.supervision, calendar)
        if not self.model.rows:
            self._say_empty(day)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.view)
        if self.rows_may_focus(self.view):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading_changed.emit()

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        if not self.loaded:
            self._stack.setCurrentWidget(self._failed)
        self.workplace.navigator.report(error)

    def _show(self, work: Worklist) -> None:
        """Show a worklist; the current thing stays current, or the one that took its place: what
        was just set aside is done with, and the next one is wanted."""
        before, row = self.entry(), max(self.view.currentIndex().row(), 0)
        item = item_of(before)
        self._work = work
        self.model.replace(entries_of(work))
        place = self.model.place_of(item.key) if item is not None else -1
        if isinstance(self.model.row_at(place), Aside) and not isinstance(before, Aside):
            place = -1
        last = self.model.rowCount() - 1
        place = place if place >= 0 else min(row, last)
        while 0 <= place <= last and item_of(self.model.row_at(place)) is None:
            place += 1 if place < last else -last - 1
        if place < 0 and last > 0:
            place = 1
        self.view.scrollTo(self.model.index(max(place - 1, 0), 0))  # its heading as well
        self.view.go_to(self.model.index(place, 0))
        self._follow()

    def _follow(self) -> None:
        entry = self.entry()
        line = line_of(entry)
        needed = self.delegate.needed(line) if line is not None else 0
        acts = acts_on(entry, self.workplace.desk.may)
        self.delegate.room = self.buttons.offer(acts, needed)
        self.view.viewport().update()

    def _say_empty(self, day: Day) -> None:
        if not day.figures.people:
            mine = self.whose.value() == _MINE
            words = "Nobody is on your caseload" if mine else "Nobody is with the team yet"
            self._empty.set_text(words, "The team's day is one key away: press M." if mine else "")
            return
        lines = ["Everyone is inside their contact cadence."]
        if day.ahead is not None:
            name, on = day.ahead
            calendar = Calendar.of(self.workplace.desk.clock)
            near = 1 < (on - calendar.today).days < 7
            lines.append(f"Next: {name}, {f'{on:%A}' if near else calendar.day(on).lower()}.")
        self._empty.set_text("Nothing is due", " ".join(lines))

    def empty_words(self) -> str:
        """What the empty state says; "" while there is something to do."""
        shown = self._stack.currentWidget()
        return shown.accessibleName() if shown is self._empty else ""

    def _pass_time(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _connect(self) -> None:
        self.whose.changed.connect(lambda _: self.refresh())
        self.view.moved.connect(self._drop)
        self.view.opened.connect(lambda _: self._do(RowAct.OPEN))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._current_changed())
        self.buttons.acted.connect(self._do)
        self.planned.cancelled.connect(self.acts.cancel_transfer)
        self.buttons.resized.connect(self._follow)
        self._failed.acted.connect(self.refresh)

    def _current_changed(self) -> None:
        self._second_g.stop()
        self._follow()
        self.heading_changed.emit()

    def _lay_out(self) -> None:
        theme = self.workplace.theme
        listed = list_card(self._stack, self._skeleton, self.view, self._empty, self._failed)
        day = Card(fixed=False)
        header = SectionHeader(theme, "Today", action="Open calendar")
        header.acted.connect(lambda: self.workplace.navigator.show_page("calendar"))
        day.add_header(header)
        day.column.addWidget(self.strip, 1)
        week = Card()
        week.column.addWidget(SectionHeader(theme, "Contacts by day"))
        week.column.addWidget(self.bars)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        side.addWidget(day, 1)
        side.addWidget(self.planned)
        side.addWidget(self.supervision)
        side.addWidget(week)
        keep_width(self._side, theme, _SIDE)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(listed, 1)
        both.addWidget(self._side)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.PAGE, 16, 20, 16)
        page.setSpacing(16)
        page.addWidget(self.figures)
        page.addLayout(both, 1)


def greeting(now: datetime) -> str:
    """How the day is greeted at this hour."""
    return (
        "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"
    )
