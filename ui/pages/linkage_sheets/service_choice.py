"""Finding a service of the directory while a sheet is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.services.directory import directory
from ui.kit.field import Field
from ui.kit.label import Label
from ui.kit.list_view import ListView
from ui.kit.paint import draw_icon, draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.search_field import SearchField
from ui.models.rows import ROW_ROLE
from ui.models.services import NONE_YET, ServicesModel, where_words
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import IconSize, Size

_FIND_AFTER_MS = 150
_MOST = 40


class ServiceChoice(QWidget):
    """A field and the list of what it finds. chosen_changed: the list stands on another one."""

    chosen_changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = workplace.theme
        self._workplace = workplace
        self._category: ServiceCategory | None = None
        self._task: Task[list[ServiceLine]] | None = None
        self.search = SearchField(
            theme, "Service, if known", placeholder="Service or organization", keys=""
        )
        self.model = ServicesModel(self)
        self.list = ListView(theme, "Services found")
        self.list.setItemDelegate(_ServiceDelegate(theme, self.list))
        self.list.setModel(self.model)
        self._note = Label(theme, "", "caption", "text3", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIND_AFTER_MS)
        self._timer.timeout.connect(self._find)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.field = Field[QWidget](theme, "Service, if known", self.search)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._note)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.left.connect(self._enter_list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.chosen_changed.emit())
        self.list.setMinimumHeight(theme.px(200))
        self._show_found(())

    def offer(self, category: ServiceCategory | None) -> None:
        """Offer the services of a category until words are typed."""
        self._category = category
        self._find()

    def choose(self, line: ServiceLine) -> None:
        """Let the list stand on a service that was chosen elsewhere."""
        self._show_found((line,))
        self.list.go_to(self.model.index(1, 0))

    def chosen(self) -> ServiceLine | None:
        """The service on which the list stands; None for "none yet"."""
        return self.model.row_at(self.list.currentIndex().row())

    def _find(self) -> None:
        words, desk = self.search.text().strip(), self._workplace.desk
        if self._task is not None:
            self._task.forget()
        # Words are looked for everywhere: directories file one service under many headings.
        within = None if words else self._category
        if not words and within is None:
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
        self.list.go_to(self.model.index(0, 0))
        few = len(lines) < _MOST
        self._note.setText("" if few else f"The first {_MOST}; type more to find others.")
        self._note.setVisible(not few)

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.go_to(self.model.index(min(1, self.model.rowCount() - 1), 0))


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
        line = index.data(ROW_ROLE)
        inner = rect.adjusted(10, 0, -34, 0)
        if not isinstance(line, ServiceLine):
            draw_text(painter, inner, NONE_YET, theme.font("body"), theme.color("text2"))
            return
        step = theme.px(17)
        words = QRectF(inner.left(), middle - step, inner.width(), step)
        draw_text(painter, words, line.name, theme.font("med"), theme.color("text"))
        low = words.translated(0, step)
        draw_text(painter, low, where_words(line), theme.font("caption"), theme.color("text3"))
