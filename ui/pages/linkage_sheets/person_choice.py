"""Finding a participant while a sheet is open: type three letters, Enter."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.services.people import participants
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.list_view import ListView
from ui.kit.paint import draw_text
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.search_field import SearchField
from ui.models.finder import find_people
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.workplace import Workplace
from ui.theme.tokens import Size

_MOST = 5


class PersonChoice(QWidget):
    """The field, and below it the few who match; Enter takes the first. `chosen`: one was taken."""

    chosen = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = workplace.theme
        self._rows: list[CaseloadRow] = []
        self._taken: CaseloadRow | None = None
        self.search = SearchField(
            theme, "Participant", placeholder="Name, number or phone", keys=""
        )
        self.model = _People(self)
        self.list = _ClickList(theme, "Participants found")
        self.list.setItemDelegate(_PersonDelegate(theme, self.list))
        self.list.setModel(self.model)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.setFocusProxy(self.search)
        self._px = theme.px
        self.search.textEdited.connect(self._find)
        self.search.left.connect(lambda: self._take(self.model.row_at(0)))
        self.list.opened.connect(lambda index: self._take(self.model.row_at(index.row())))
        desk = workplace.desk
        workplace.runner.run(
            lambda: participants.list_caseload(desk),
            self._know,
            workplace.navigator.report,
            owner=self,
        )

    def person(self) -> UUID | None:
        """Who was taken; None while nobody is."""
        return self._taken.id if self._taken is not None else None

    def _know(self, rows: list[CaseloadRow]) -> None:
        self._rows = rows
        if self._taken is None and self.search.text():
            self._find(self.search.text())

    def _find(self, words: str) -> None:
        self._taken = None
        found = find_people(self._rows, words, _MOST)
        self.model.replace(found)
        self.list.setFixedHeight(self._px(Size.ROW_TWO_LINES) * max(len(found), 1))
        self.list.setVisible(bool(found))
        self.list.go_to(self.model.index(0, 0))

    def _take(self, row: CaseloadRow | None) -> None:
        if row is None:
            return
        self._taken = row
        self.search.setText(row.preferred_name)
        self.search.setCursorPosition(0)
        self.list.hide()
        self.chosen.emit()


class _ClickList(ListView):
    """One click takes the row; there is nothing else to do with it."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index)


class _People(RowsModel[CaseloadRow]):
    def shown(self, row: CaseloadRow, column: int) -> str:
        return f"{row.preferred_name}, {row.stage.value}"


class _PersonDelegate(RowDelegate):
    def height(self, index: AnyIndex) -> int:
        return Size.ROW_TWO_LINES

    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CaseloadRow):
            return
        theme, middle, step = self.theme, rect.center().y(), self.theme.px(17)
        tone = avatar_tone(row.id)
        draw_avatar(painter, theme, row.preferred_name, tone, rect.left() + 10, middle, 28)
        words = QRectF(rect.left() + 48, middle - step, rect.width() - 58, step)
        draw_text(painter, words, row.preferred_name, theme.font("med"), theme.color("text"))
        second = f"{row.stage.value} · {row.number_text}"
        low = words.translated(0, step)
        draw_text(painter, low, second, theme.font("caption"), theme.color("text3"))
