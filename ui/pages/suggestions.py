"""A field that offers what matches while one types; the list lies inside the form.

It is no window of its own, so that locking, which destroys the form, takes the names away too.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from ui.kit.announce import announce
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.held_keys import held_keys
from ui.kit.inputs import FieldSize, LineEdit
from ui.kit.list_view import ListView
from ui.kit.paint import RIGHT, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.models.rows import ROW_ROLE, RowsModel
from ui.theme import Theme
from ui.theme.tokens import IconSize, Size

_EDGE = 5
_AVATAR = 24


@dataclass(frozen=True)
class Suggestion:
    """One who is offered: `title` large, `line` after it, `note` at the right.

    icon: leads in the place of a person's avatar.
    """

    id: UUID
    title: str
    line: str = ""
    note: str = ""
    icon: str = ""

    def spoken(self) -> str:
        """The row for a screen reader."""
        return ", ".join(part for part in (self.title, self.line, self.note) if part)


class _SuggestionModel(RowsModel[Suggestion]):
    def shown(self, row: Suggestion, column: int) -> str:
        return row.title

    def spoken(self, row: Suggestion, column: int) -> str:
        return row.spoken()


class _SuggestionDelegate(RowDelegate):
    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        suggestion = index.data(ROW_ROLE)
        if not isinstance(suggestion, Suggestion):
            return
        theme, middle = self.theme, rect.center().y()
        tone, left = avatar_tone(suggestion.id), rect.left() + 10
        if suggestion.icon:
            draw_icon(painter, theme, suggestion.icon, "text2", IconSize.DEFAULT, left + 4, middle)
        else:
            draw_avatar(
                painter, theme, suggestion.title, tone, left, middle, _AVATAR, on_tint=state.marked
            )
        left += theme.px(_AVATAR) + 9
        small, muted = theme.font("caption"), theme.color("text3")
        right = rect.adjusted(0, 0, -12, 0)
        draw_text(painter, right, suggestion.note, small, muted, RIGHT)
        end = right.right() - text_width(small, suggestion.note) - 12
        name = QRectF(left, rect.top(), end - left, rect.height())
        draw_text(painter, name, suggestion.title, theme.font("med"), theme.color("text"))
        left += text_width(theme.font("med"), suggestion.title) + 10
        if left < end:
            line = QRectF(left, rect.top(), end - left, rect.height())
            draw_text(painter, line, suggestion.line, small, muted)


class SuggestField(LineEdit):
    """A line of text with suggestions below it. ↓ and ↑ choose, Enter or Tab picks, Esc closes.

    picked carries the id of the suggestion. asked: Enter was pressed with nothing on offer.
    `host` is the widget over which the list is laid. eager: the first one is ready to be picked;
    else ↓ goes to it, and Enter or Tab keep the words as they were typed.
    """

    picked = Signal(object)
    asked = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        host: QWidget,
        *,
        placeholder: str = "",
        icon: str | None = None,
        size: FieldSize = "md",
        eager: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, placeholder=placeholder, icon=icon, size=size, parent=parent)
        self._host = host
        self._eager = eager
        self._model = _SuggestionModel()
        self.popup = ListView(theme, f"{name}: matches", parent=host)
        self.popup.setProperty("kind", "popup")
        self.popup.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.popup.setModel(self._model)
        self.popup.setItemDelegate(_SuggestionDelegate(theme, self.popup, rule=False))
        self.popup.clicked.connect(self._pick)
        self.popup.hide()

    def offer(self, suggestions: tuple[Suggestion, ...]) -> None:
        """Show the suggestions; none closes the list."""
        self._model.replace(suggestions)
        if not suggestions or not self.hasFocus():
            self.popup.hide()
            return
        self._place(len(suggestions))
        self.popup.show()
        self.popup.raise_()
        if self._eager:
            self._go(0)
        else:
            announce(self, f"{len(suggestions)} known: {suggestions[0].spoken()}")

    def offered(self) -> tuple[Suggestion, ...]:
        """What is on offer now."""
        return self._model.rows if self.popup.isVisible() else ()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if held_keys(event):
            super().keyPressEvent(event)
        elif self.popup.isVisible() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(self._next_row(down=key == Qt.Key.Key_Down))
        elif self.popup.isVisible() and key == Qt.Key.Key_Escape:
            self.popup.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not Shiboken.isValid(self.popup):
            return  # a lock destroys the form: the list goes first, the focus with the field
        if self.popup.isVisible() and event.reason() == Qt.FocusReason.TabFocusReason:
            self._pick(self.popup.currentIndex())
        self.popup.hide()

    def _enter(self) -> None:
        if self.popup.isVisible():
            self._pick(self.popup.currentIndex())
        else:
            self.asked.emit()

    def _pick(self, index: QModelIndex) -> None:
        self.popup.hide()
        if index.isValid():
            self.picked.emit(self._model.rows[index.row()].id)

    def _next_row(self, *, down: bool) -> int:
        row, count = self.popup.currentIndex().row(), self._model.rowCount()
        if row < 0:
            return 0 if down else count - 1
        return (row + (1 if down else -1)) % count

    def _go(self, row: int) -> None:
        self.popup.go_to(self._model.index(row, 0))
        announce(self, f"{self._model.rows[row].spoken()}. {row + 1} of {self._model.rowCount()}")

    def _place(self, rows: int) -> None:
        anchor = self._anchor()
        corner = anchor.mapTo(self._host, QPoint(0, anchor.height() + 4))
        height = self._theme.px(Size.ROW) * rows + 2 * _EDGE
        room = max(self._host.height() - corner.y() - 4, self._theme.px(Size.ROW) * 2)
        self.popup.setGeometry(corner.x(), corner.y(), anchor.width(), min(height, room))

    def _anchor(self) -> QWidget:
        """The widget under which the list opens, and as wide as which it is."""
        return self
