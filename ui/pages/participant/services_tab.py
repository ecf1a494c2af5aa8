"""The services tab: a participant's linkages, and all that can be done about the current one."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.domain.people.participant import LinkageLine, ParticipantRecord
from lead_desktop.domain.plan.linkage import RUNGS
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.chip import Chip, chip_width, draw_chip
from ui.kit.dots import Dot, draw_dot
from ui.kit.empty_state import EmptyState
from ui.kit.keep_width import keep_width
from ui.kit.label import ElidingLabel, Label
from ui.kit.list_view import ListView
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.day_words import Calendar
from ui.models.linkages import LinkagesModel, due_words
from ui.models.looks import dot_of
from ui.models.rows import ROW_ROLE
from ui.pages.linkage_sheets.acts import LinkageActs
from ui.pages.linkage_sheets.detail import LinkageDetail, chain_of
from ui.pages.participant.tab import BESIDE_BAR, Tab
from ui.pages.workplace import READS_ONLY, Workplace

_LIST_WIDTH = 400
_ROW = 54


class ServicesTab(Tab):
    """Begin a linkage, move the current one, read how it went."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._who: UUID | None = None
        self._lines: tuple[LinkageLine, ...] = ()
        self._begun: UUID | None = None
        theme = workplace.theme
        self.acts = LinkageActs(workplace, self)
        self.acts.begun.connect(self._await)
        self.acts.changed.connect(self.changed)
        self.acts.sheet_wanted.connect(self.sheet_wanted)
        self.model = LinkagesModel(Calendar.of(workplace.desk.clock), self)
        self.view = ListView(theme, "Linkages")
        self.view.setItemDelegate(_LinkageDelegate(theme, self.view))
        self.view.setModel(self.model)
        self.new_button = Button(theme, "New linkage", icon="plus", keys="N")
        if not self.acts.may:
            self.new_button.lock(READS_ONLY)
        self._title = ElidingLabel(theme, "", "heading")
        self.detail = LinkageDetail(workplace, self.acts)
        self.move_button = self.detail.buttons[Qt.Key.Key_M]
        self._empty = EmptyState(
            theme,
            "route",
            "No linkages yet",
            "A linkage follows one need, from agreed to received.",
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.new_button.clicked.connect(self._begin)
        self.view.opened.connect(lambda _: self.act_on(Qt.Key.Key_M))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._follow())

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        self._who = record.row.id
        self._lines = record.linkages
        line = self.current()
        kept = line.id if line is not None else None
        if any(one.id == self._begun for one in record.linkages):
            kept, self._begun = self._begun, None  # the next key is meant for what was just begun
        self.model.show_lines(record.linkages, calendar)
        self._stack.setCurrentIndex(0 if record.linkages else 1)
        place = self.model.place_of(kept) if kept is not None else 0
        self.view.go_to(self.model.index(max(place, 0), 0))
        self._follow()

    def take_focus(self) -> None:
        if not self.model.rowCount() and not self.acts.may:
            super().take_focus()
            return
        target = self.view if self.model.rowCount() else self.new_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        if not self.acts.may:
            return False
        if key == Qt.Key.Key_N:
            self._begin()
            return True
        return self.current() is not None and self.detail.press(key)

    def current(self) -> LinkageLine | None:
        """The linkage that keys act upon."""
        return self.model.row_at(self.view.currentIndex().row())

    def go_to(self, linkage_id: UUID) -> None:
        """Make a linkage the current one."""
        self.view.go_to(self.model.index(self.model.place_of(linkage_id), 0))

    def _lay_out(self) -> None:
        theme = self._workplace.theme
        listed = Card(fixed=False)
        listed.column.setContentsMargins(1, 8, 1, 8)
        listed.column.addWidget(self.view)
        keep_width(listed, theme, _LIST_WIDTH)
        shown = Card(fixed=False)
        shown.column.addWidget(self._title)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the story in it has keys of its own
        area.setWidget(self.detail)
        shown.column.addWidget(area, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(listed)
        row.addWidget(shown, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.addWidget(Label(theme, "From a need to care received", "body", "text2"))
        tools.addStretch()
        tools.addWidget(self.new_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, BESIDE_BAR, 16)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _await(self, linkage_id: UUID) -> None:
        self._begun = linkage_id

    def _begin(self) -> None:
        if self._who is not None:
            self.acts.begin(self._who)

    def _follow(self) -> None:
        line = self.current()
        self._title.setText(line.title if line is not None else "")
        self.detail.show_line(line, chain_of(line, self._lines) if line is not None else ())


class _LinkageDelegate(RowDelegate):
    def height(self, index: AnyIndex) -> int:
        return _ROW

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        line, model = index.data(ROW_ROLE), index.model()
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
