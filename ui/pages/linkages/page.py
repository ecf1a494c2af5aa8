"""The linkages page: every hand-off that is under way, as a board or as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import Column, is_open, linkage_clocks_of
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.plan import linkages
from ui.kit.announce import announce
from ui.kit.button import Button
from ui.kit.card import Card as CardFrame
from ui.kit.empty_state import EmptyState
from ui.kit.held_keys import held_keys
from ui.kit.icon_label import IconLabel
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.models.linkage_board import TARGETS, Board, BoardFilter, column_beside
from ui.pages.doing import SheetHost
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.linkage_sheets.detail import chain_of
from ui.pages.linkages.board import STEPS, BoardView
from ui.pages.linkages.filter_row import BOARD, TABLE, FilterRow
from ui.pages.linkages.sheet import LinkageSheet
from ui.pages.linkages.table import LinkageTable, LinkageTableModel
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.workplace import Workplace
from ui.theme import Theme
from ui.theme.tokens import Space

_BOARD_AT, _TABLE_AT, _EMPTY_AT = range(3)


class LinkagesPage(Page, SheetHost):
    """Board and table show the same lines through the same filter."""

    topics = frozenset({Topic.LINKAGES, Topic.APPOINTMENTS, Topic.PARTICIPANTS})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme, desk = workplace.theme, workplace.desk
        self._lines: tuple[LinkageLine, ...] = ()
        self._filter = BoardFilter(mine=linkages.begins_with_own(desk))
        self._calendar = Calendar.of(desk.clock)
        self.acts = LinkageActs(workplace, self)
        self.new_button = Button(theme, "New linkage", icon="plus", keys="N", parent=self)
        self.new_button.hide()
        self.row = FilterRow(theme)
        self.board = BoardView(theme, self._calendar, may_begin=self.acts.may)
        self.model = LinkageTableModel(self._calendar, self)
        self.table = LinkageTable(theme, self.model)
        self.empty = EmptyState(
            theme,
            "route",
            "No linkages here",
            "A linkage follows one need, from agreed to received.",
            action="Show everybody’s",
        )
        self._stack = QStackedWidget()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Service linkages")
        self._lay_out(theme)
        self._connect()

    def heading(self) -> Heading:
        return Heading("Service linkages")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self.new_button,) if self.acts.may else ()

    def hints(self) -> tuple[KeyHint, ...]:
        walk = (KeyHint(("←", "→"), "columns"), KeyHint(("J", "K"), "cards"))
        move = (KeyHint(("Shift", "→"), "move"),) if self.acts.may else ()
        return (*walk, *move, KeyHint(("V",), "board or table"))

    def refresh(self) -> None:
        desk = self.workplace.desk
        self.workplace.runner.run(
            lambda: tuple(linkages.list_board(desk)), self._take, self._fail, owner=self
        )

    def activate(self) -> None:
        super().activate()
        self._take_focus()

    def current(self) -> LinkageLine | None:
        """The linkage that keys act upon."""
        if self.row.view.value() == BOARD:
            return self.board.current()
        card = self.model.row_at(self.table.currentIndex().row())
        return card.line if card is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = held_keys(event)
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key in STEPS and self._tabled():
            self._move_row(STEPS[key])
        elif modifiers or not self._act_on(key):
            event.ignore()

    def _tabled(self) -> bool:
        return self.row.view.value() == TABLE

    def _move_row(self, step: int) -> None:
        """Move the current row of the table into the column beside its own."""
        card = self.model.row_at(self.table.currentIndex().row())
        beside = column_beside(card.column, step) if card is not None else None
        if card is not None and beside is not None and is_open(card.line.status):
            self._move_to(card.line, beside)

    def _act_on(self, key: Qt.Key) -> bool:
        """Do what a plain key asks of this page; False when it asks nothing."""
        if key == Qt.Key.Key_Escape:
            return self._step_back()
        if not self.table.letters_enabled:
            return False
        line = self.current()
        if key == Qt.Key.Key_V:
            self.row.view.choose(TABLE if self.row.view.value() == BOARD else BOARD)
        elif key == Qt.Key.Key_Slash:
            self.row.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_F:
            self.row.open_filters()
        elif key == Qt.Key.Key_N:
            self.acts.begin()
        elif line is not None and key in self._line_acts():
            self._line_acts()[key](line)
        else:
            return False
        return True

    def _line_acts(self) -> dict[Qt.Key, Callable[[LinkageLine], None]]:
        acts, navigator = self.acts, self.workplace.navigator
        return {
            Qt.Key.Key_M: acts.move,
            Qt.Key.Key_W: acts.hand_off,
            Qt.Key.Key_S: acts.check,
            Qt.Key.Key_B: acts.book,
            Qt.Key.Key_R: acts.again,
            Qt.Key.Key_L: lambda line: navigator.log_contact(line.participant_id),
            Qt.Key.Key_P: lambda line: navigator.open_participant(line.participant_id),
        }

    def _step_back(self) -> bool:
        """Let go of the sheet, then of what narrows; False when there is nothing to let go."""
        if self.sheet is not None:
            self.sheet.dismiss()
        elif self.row.search.text():
            self.row.search.clear()
        else:
            return False
        return True

    def _lay_out(self, theme: Theme) -> None:
        framed = CardFrame(fixed=False)
        framed.column.setContentsMargins(1, 1, 1, 1)
        framed.column.addWidget(self.table)
        for widget in (self.board, framed, self.empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 14, Space.PAGE, 14)
        column.setSpacing(12)
        column.addWidget(self.row)
        column.addWidget(self._stack, 1)
        if self.acts.may:
            column.addWidget(_HintStrip(theme))
        self.setMinimumSize(760, 320)

    def _connect(self) -> None:
        self.row.changed.connect(self._narrow)
        self.row.view_changed.connect(lambda _: self._turn())
        self.row.search.left.connect(self._take_focus)
        self.new_button.clicked.connect(lambda: self.acts.begin())
        self.board.begin_asked.connect(lambda: self.acts.begin())
        self.board.opened.connect(self._open_line)
        self.board.moved.connect(self._move_to)
        self.table.opened.connect(lambda _: self._open_line(self.current()))
        self.table.previewed.connect(lambda _: self._open_line(self.current()))
        self.empty.acted.connect(lambda: self._narrow(BoardFilter(mine=False)))
        self.acts.changed.connect(self._publish)
        self.acts.sheet_wanted.connect(lambda make: self.show_sheet(make(self)))

    def _take(self, lines: tuple[LinkageLine, ...]) -> None:
        self._lines = lines
        self.row.offer(lines)
        self._show()
        sheet, shown = self.sheet, self.current()
        if isinstance(sheet, LinkageSheet) and shown is not None:
            sheet.show_line(shown, chain_of(shown, lines))

    def _fail(self, error: LeadError) -> None:
        self._stale = True
        self.workplace.navigator.report(error)

    def _narrow(self, wanted: BoardFilter) -> None:
        self._filter = wanted
        self._show()

    def _show(self) -> None:
        kept = self.current()
        self._calendar = Calendar.of(self.workplace.desk.clock)
        board = Board.of(
            self._lines,
            self._filter,
            self._calendar,
            linkage_clocks_of(self.workplace.desk.settings),
        )
        self.board.show_board(board, self._calendar)
        self.model.show_board(board, self._calendar)
        place = self.model.place_of(kept.id) if kept is not None else 0
        self.table.go_to(self.model.index(max(place, 0), 0))
        self.row.show_filter(self._filter, board)
        view = _BOARD_AT if self.row.view.value() == BOARD else _TABLE_AT
        before = self._stack.currentIndex()
        self._stack.setCurrentIndex(view if board.linkages else _EMPTY_AT)
        self.empty.action.setVisible(bool(self._lines))
        if board.linkages and (before == _EMPTY_AT or self.hasFocus()):
            self._take_focus()

    def _turn(self) -> None:
        self._show()
        self._take_focus()

    def _take_focus(self) -> None:
        if self._stack.currentIndex() == _EMPTY_AT or not self._lines:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.row.view.value() == BOARD:
            self.board.take_focus()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move_to(self, line: LinkageLine, column: Column) -> None:
        if self.acts.may:
            self.acts.move(line, TARGETS[column])

    def _open_line(self, line: LinkageLine | None) -> None:
        if line is None:
            return
        sheet = LinkageSheet(self.workplace, self, self.acts)
        sheet.show_line(line, chain_of(line, self._lines))
        sheet.person_wanted.connect(
            lambda: self.workplace.navigator.open_participant(line.participant_id)
        )
        self.show_sheet(sheet)

    def _publish(self, change: Change) -> None:
        """Tell the other views what was changed here, and show it here."""
        self.workplace.bus.publish(change.topics, change.ids, writer=self)
        announce(self, "Saved")
        self.refresh()


class _HintStrip(QFrame):
    """How a card is moved, said where it is done."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "well")
        self.setFixedHeight(theme.px(34))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(IconLabel(theme, "keyboard", "text3", 15))
        row.addWidget(Label(theme, "Move a linkage with", "caption", "text2"))
        row.addWidget(KeyCaps(theme, "Shift →"))
        said = "or drag its card. Moving to Connected asks for the date and who confirmed it."
        row.addWidget(Label(theme, said, "caption", "text2"))
        row.addStretch()
