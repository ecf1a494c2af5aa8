"""The services tab: a participant's linkages, and the history of the current one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.base.errors import InvalidInput, LeadError
from lead_desktop.domain.linkage import RUNGS, Move, is_open
from lead_desktop.domain.participant import (
    LinkageLine,
    LinkageStep,
    ParticipantRecord,
)
from lead_desktop.domain.roles import Act
from lead_desktop.services import linkages
from lead_desktop.services.linkages import AddLinkage, MovedLinkage
from ui.kit.button import Button
from ui.kit.card import Card, SectionHeader
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.dots import Dot, draw_dot
from ui.kit.empty_state import EmptyState
from ui.kit.label import ElidingLabel, Label
from ui.kit.list_view import ListView
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.linkages import LINE_ROLE, LinkagesModel, due_words
from ui.models.looks import dot_of
from ui.pages.facts import clear_layout
from ui.pages.participant.move_sheet import MoveSheet
from ui.pages.participant.new_linkage_sheet import NewLinkageSheet
from ui.pages.participant.stepper import StepRow
from ui.pages.participant.tab import Tab
from ui.pages.workplace import Workplace
from ui.runner import Task

_LIST_WIDTH = 400
_ROW = 54


class ServicesTab(Tab):
    """Begin a linkage, move the current one, read how it went."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._who: UUID | None = None
        self._task: Task[list[LinkageStep]] | None = None
        theme = workplace.theme
        self.model = LinkagesModel(Calendar.of(workplace.desk.clock), self)
        self.view = ListView(theme, "Linkages")
        self.view.setItemDelegate(_LinkageDelegate(theme, self.view))
        self.view.setModel(self.model)
        may_edit = workplace.desk.may(Act.EDIT_PLAN)
        self.new_button = Button(theme, "New linkage", icon="plus", keys="N")
        self.move_button = Button(theme, "Move", kind="primary", icon="arrow-right", keys="M")
        for button in (self.new_button, self.move_button):
            button.setEnabled(may_edit)
        self._title = ElidingLabel(theme, "", "heading")
        self._line = Label(theme, "", "caption", "text2", wrap=True)
        self._history = QVBoxLayout()
        self._history.setSpacing(0)
        self._empty = EmptyState(
            theme,
            "route",
            "No linkages yet",
            "A linkage follows one need, from agreed to received.",
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.new_button.clicked.connect(self._ask_new)
        self.move_button.clicked.connect(self._move)
        self.view.opened.connect(lambda _: self._move())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._follow())

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        self._who = record.row.id
        line = self.current()
        kept = line.id if line is not None else None
        self.model.show_lines(record.linkages, calendar)
        self._stack.setCurrentIndex(0 if record.linkages else 1)
        place = self.model.place_of(kept) if kept is not None else 0
        self.view.go_to(self.model.index(max(place, 0), 0))
        self._follow()

    def take_focus(self) -> None:
        target = self.view if self.model.rowCount() else self.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        if not self._workplace.desk.may(Act.EDIT_PLAN):
            return False
        if key == Qt.Key.Key_M and self.current() is not None:
            self._move()
        elif key == Qt.Key.Key_N:
            self._ask_new()
        else:
            return False
        return True

    def current(self) -> LinkageLine | None:
        """The linkage that keys act upon."""
        return self.model.line_at(self.view.currentIndex().row())

    def go_to(self, linkage_id: UUID) -> None:
        """Make a linkage the current one."""
        self.view.go_to(self.model.index(self.model.place_of(linkage_id), 0))

    def _lay_out(self) -> None:
        theme = self._workplace.theme
        listed = Card(fixed=False)
        listed.column.setContentsMargins(0, 8, 0, 8)
        listed.column.addWidget(self.view)
        listed.setFixedWidth(theme.px(_LIST_WIDTH))
        detail = Card(fixed=False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.move_button)
        detail.column.addLayout(head)
        detail.column.addWidget(self._line)
        detail.column.addWidget(SectionHeader(theme, "How it went", rule=True))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        content.setLayout(self._history)
        scroll.setWidget(content)
        detail.column.addWidget(scroll, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(listed)
        row.addWidget(detail, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.addWidget(Label(theme, "From a need to care received", "body", "text2"))
        tools.addStretch()
        tools.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _move(self) -> None:
        line = self.current()
        if line is not None and is_open(line.status) and self.move_button.isEnabled():
            self.sheet_wanted.emit(lambda host: self._move_sheet(host, line))

    def _move_sheet(self, host: QWidget, line: LinkageLine) -> MoveSheet:
        workplace, desk = self._workplace, self._workplace.desk
        sheet = MoveSheet(workplace.theme, host, line, desk.clock.today(), desk.clock.zone)

        def refuse(error: LeadError) -> None:
            if isinstance(error, InvalidInput):
                sheet.show_problems(error.problems)
            else:
                workplace.navigator.report(error)

        def make(move: Move) -> None:
            workplace.runner.run(
                lambda: linkages.move_linkage(desk, line.id, move),
                lambda moved: self._tell_moved(sheet, moved),
                refuse,
                owner=sheet,
            )

        sheet.wanted.connect(make)
        return sheet

    def _ask_new(self) -> None:
        who = self._who
        if who is not None:
            self.sheet_wanted.emit(lambda host: self._new_sheet(host, who))

    def _new_sheet(self, host: QWidget, who: UUID) -> NewLinkageSheet:
        desk = self._workplace.desk
        sheet = NewLinkageSheet(self._workplace, host, who)

        def make(command: AddLinkage) -> None:
            self._workplace.runner.run(
                lambda: linkages.add_linkage(desk, command),
                lambda added: self._tell_moved(sheet, added),
                self._workplace.navigator.report,
                owner=sheet,
            )

        sheet.wanted.connect(make)
        return sheet

    def _tell_moved(self, sheet: SideSheet, moved: MovedLinkage) -> None:
        sheet.dismiss()
        self._workplace.navigator.toast(f"{moved.line.title}: {moved.line.status.label}")
        self.changed.emit(moved.change)

    def _follow(self) -> None:
        line, desk = self.current(), self._workplace.desk
        if self._task is not None:
            self._task.forget()
        clear_layout(self._history)
        if line is None:
            return
        may = desk.may(Act.EDIT_PLAN)
        self.move_button.setEnabled(may and is_open(line.status))
        self._title.setText(line.title)
        provider = line.organization or line.service or "No provider chosen yet"
        due = due_words(line, self.model.calendar)
        self._line.setText(f"{provider} · {due} · {line.worker}")
        wanted = line.id
        self._task = self._workplace.runner.run(
            lambda: linkages.list_steps(desk, wanted),
            self._show_steps,
            self._workplace.navigator.report,
            owner=self,
        )

    def _show_steps(self, steps: list[LinkageStep]) -> None:
        clear_layout(self._history)
        for place, step in enumerate(steps):
            last = place == len(steps) - 1
            row = StepRow(self._workplace.theme, step, self.model.calendar, last=last)
            self._history.addWidget(row)
        self._history.addStretch()


class _LinkageDelegate(RowDelegate):
    def height(self, index: AnyIndex) -> int:
        return _ROW

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        line, model = index.data(LINE_ROLE), index.model()
        if not isinstance(line, LinkageLine) or not isinstance(model, LinkagesModel):
            return
        theme, middle = self.theme, rect.center().y()
        late = model.is_late(line)
        chip = Chip(RUNGS[line.status].column.value, "warn" if late else "neutral", size="sm")
        wide = chip_width(theme, chip)
        draw_chip(painter, theme, chip, rect.right() - wide - 12, middle, on_selected=state.marked)
        draw_dot(painter, theme, Dot(dot_of(line.status)), rect.left() + 20, middle - 9)
        step = theme.px(18)
        words = QRectF(rect.left() + 36, middle - step, rect.width() - wide - 60, step)
        draw_text(painter, words, line.title, theme.font("strong"), theme.color("text"))
        second = line.organization or line.need.label
        due = due_words(line, model.calendar)
        ink = theme.color("warn_text" if late else "text3")
        low = words.translated(0, step)
        draw_text(painter, low, f"{second} · {due}", theme.font("caption"), ink)
