"""The sheet that begins a linkage: which need, and which service when it is known."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory import ServiceLine
from lead_desktop.services import directory
from lead_desktop.services.linkages import AddLinkage
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, LineEdit
from ui.kit.label import Label
from ui.kit.list_view import ListView
from ui.kit.paint import draw_icon, draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.search_field import SearchField
from ui.kit.side_sheet import SideSheet
from ui.models.services import NONE_YET, SERVICE_ROLE, ServicesModel, where_words
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import IconSize, Size

_FIND_AFTER_MS = 150
_MOST = 40
_CATEGORIES: Final = tuple(ServiceCategory)


class NewLinkageSheet(SideSheet):
    """`wanted` carries the AddLinkage. Without a service the linkage waits for a provider."""

    wanted = Signal(object)

    def __init__(self, workplace: Workplace, host: QWidget, participant_id: UUID) -> None:
        theme = workplace.theme
        super().__init__(theme, host, "New linkage")
        self._workplace = workplace
        self._who = participant_id
        self._id = new_id()  # made once, so that pressing twice begins one linkage
        self._task: Task[list[ServiceLine]] | None = None
        self.category = ComboBox(theme, "What is needed")
        self.category.addItems([category.label for category in _CATEGORIES])
        self.category.setCurrentIndex(-1)
        self.category.setPlaceholderText("Choose")
        self.category_field = Field(theme, "What is needed", self.category)
        self.search = SearchField(
            theme, "Service, if known", placeholder="Service or organization", keys=""
        )
        self.model = ServicesModel(self)
        self.services = ListView(theme, "Services found")
        self.services.setItemDelegate(_ServiceDelegate(theme, self.services))
        self.services.setModel(self.model)
        self.title_edit = LineEdit(theme, "Called", placeholder="Named after the service")
        self._note = Label(theme, "", "caption", "text3", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIND_AFTER_MS)
        self._timer.timeout.connect(self._find)
        self._lay_out()
        self.category.currentIndexChanged.connect(lambda _: self._find())
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.left.connect(self._enter_list)
        self.services.selectionModel().currentChanged.connect(lambda *_: self._guess_category())
        self._show_found(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme = self._workplace.theme
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.category_field)
        column.addWidget(Field(theme, "Service, if known", self.search))
        column.addWidget(self.services, 1)
        column.addWidget(self._note)
        column.addWidget(Field(theme, "Called", self.title_edit))
        save = Button(theme, "Begin linkage", kind="primary", keys="Ctrl+Enter")
        save.clicked.connect(self._submit)
        cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        cancel.clicked.connect(self.closing)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(save)

    def _category(self) -> ServiceCategory | None:
        place = self.category.currentIndex()
        return _CATEGORIES[place] if place >= 0 else None

    def _find(self) -> None:
        words, desk, category = self.search.text().strip(), self._workplace.desk, self._category()
        if self._task is not None:
            self._task.forget()
        self.category_field.set_problem(None)
        # Words are looked for everywhere: directories file one service under many headings.
        within = None if words else category
        if not words and category is None:
            self._show_found(())
            return
        self._task = self._workplace.runner.run(
            lambda: directory.list_services(desk, find=words, category=within, limit=_MOST),
            lambda lines: self._show_found(tuple(lines)),
            self._workplace.navigator.report,
            owner=self,
        )

    def _show_found(self, lines: tuple[ServiceLine, ...]) -> None:
        self.model.show_lines(lines)
        self.services.go_to(self.model.index(0, 0))
        few = len(lines) < _MOST
        self._note.setText("" if few else f"The first {_MOST}; type more to find others.")

    def _enter_list(self) -> None:
        self.services.setFocus(Qt.FocusReason.OtherFocusReason)
        self.services.go_to(self.model.index(min(1, self.model.rowCount() - 1), 0))

    def _service(self) -> ServiceLine | None:
        """The service on which the list stands."""
        return self.model.line_at(self.services.currentIndex().row())

    def _guess_category(self) -> None:
        """A chosen service says what is needed, unless that was said before."""
        line = self._service()
        if line is not None and self._category() is None and line.categories:
            self.category.blockSignals(True)  # the list must not be searched anew for it
            self.category.setCurrentIndex(_CATEGORIES.index(line.categories[0]))
            self.category.blockSignals(False)

    def _submit(self) -> None:
        category = self._category()
        if category is None:
            self.category_field.set_problem("Say what is needed.")
            self.category.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = self._service()
        self.wanted.emit(
            AddLinkage(
                self._id,
                self._who,
                category,
                chosen.id if chosen else None,
                chosen.organization_id if chosen else None,
                self.title_edit.text(),
            )
        )


class _ServiceDelegate(RowDelegate):
    def height(self, index: AnyIndex) -> int:
        return Size.ROW_TWO_LINES

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        theme, middle = self.theme, rect.center().y()
        if state.current:
            x = rect.right() - 26
            draw_icon(painter, theme, "check", "accent_text", IconSize.DEFAULT, x, middle)
        line = index.data(SERVICE_ROLE)
        inner = rect.adjusted(10, 0, -34, 0)
        if not isinstance(line, ServiceLine):
            draw_text(painter, inner, NONE_YET, theme.font("body"), theme.color("text2"))
            return
        step = theme.px(17)
        words = QRectF(inner.left(), middle - step, inner.width(), step)
        draw_text(painter, words, line.name, theme.font("med"), theme.color("text"))
        low = words.translated(0, step)
        draw_text(painter, low, where_words(line), theme.font("caption"), theme.color("text3"))
