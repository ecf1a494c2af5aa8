"""Fields to type in or choose from: stock Qt inputs with exact heights, icons and states.

Each takes `name`, the accessible name; a Field (field.py) gives it its visible label.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QDateTime, QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from ui.kit.button import IconButton
from ui.kit.paint import begin, draw_icon, draw_text, text_width
from ui.theme import Theme
from ui.theme.tokens import ColorRole, IconSize, Size

FieldSize = Literal["compact", "md", "lg"]

FIELD_HEIGHT: dict[FieldSize, int] = {
    "compact": Size.FIELD_COMPACT,
    "md": Size.FIELD,
    "lg": Size.FIELD_LG,
}
_ICON_X = 12
_ICON_ROOM = 25


def set_state(widget: QWidget, state: Literal["", "error", "focus"]) -> None:
    """Put `widget` into a state that the stylesheet knows."""
    if (widget.property("st") or "") == state:
        return
    widget.setProperty("st", state)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        font = widget.font()
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.setFont(font)  # polishing again puts an earlier font back
    widget.update()


def _fit(widget: QWidget, name: str) -> None:
    widget.setAccessibleName(name)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _draw_trailing(widget: QWidget, theme: Theme, icon: str, role: ColorRole = "text2") -> None:
    x = widget.width() - theme.px(IconSize.DEFAULT) - 10
    tint = role if widget.isEnabled() else "disabled"
    draw_icon(begin(widget), theme, icon, tint, IconSize.DEFAULT, x, widget.height() / 2)


class LineEdit(QLineEdit):
    """One line of text. `icon` leads; `set_trailing_text` says something small at the right."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        placeholder: str = "",
        icon: str | None = None,
        size: FieldSize = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._size: FieldSize = size
        self._note = ""
        self._note_tone: ColorRole = "text3"
        self._action: IconButton | None = None
        _fit(self, name)
        self.setPlaceholderText(placeholder)
        self._make_room()
        theme.changed.connect(self._make_room)

    def set_icon(self, icon: str | None) -> None:
        """Show another leading icon, or none."""
        self._icon = icon
        self._make_room()
        self.update()

    def add_action(self, icon: str, name: str) -> IconButton:
        """A button inside the field at its right end; connect to its `clicked`."""
        self._action = IconButton(self._theme, icon, name, size="sm", parent=self)
        self._action.show()
        self._make_room()
        return self._action

    def set_trailing_text(self, text: str, tone: ColorRole = "text3") -> None:
        """A short note inside the field at its right end ("5 days past cadence")."""
        self._note, self._note_tone = text, tone
        self._make_room()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(FIELD_HEIGHT[self._size]))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_action()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, middle = self._theme, self.height() / 2
        if self._icon:
            role: ColorRole = "text2" if self.isEnabled() else "disabled"
            draw_icon(begin(self), theme, self._icon, role, IconSize.DEFAULT, _ICON_X, middle)
        if self.property("st") == "error" and self._action is None:
            _draw_trailing(self, theme, "circle-alert", "danger_text")
        elif self._note:
            font = theme.font("caption")
            width = text_width(font, self._note)
            box = self.rect().toRectF().adjusted(self.width() - width - 11, 0, -10, 0)
            draw_text(begin(self), box, self._note, font, theme.color(self._note_tone))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        """Keep the typed text clear of what is painted inside the field."""
        left = self._theme.px(IconSize.DEFAULT) + _ICON_X - 4 if self._icon else 0
        right = 0
        if self._action is not None:
            right = self._action.sizeHint().width()
        elif self._note:
            right = round(text_width(self._theme.font("caption"), self._note)) + 6
        elif self.property("st") == "error":
            right = _ICON_ROOM
        self.setTextMargins(left, 0, right, 0)
        self._place_action()

    def _place_action(self) -> None:
        if self._action is None:
            return
        size = self._action.sizeHint()
        x, y = self.width() - size.width() - 6, (self.height() - size.height()) // 2
        self._action.setGeometry(x, y, size.width(), size.height())


class ComboBox(QComboBox):
    """A choice from a list that opens."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        size: FieldSize = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size: FieldSize = size
        _fit(self, name)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 8, self._theme.px(FIELD_HEIGHT[self._size]))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that scrolls the page must not change an answer that lies under the pointer.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        error = self.property("st") == "error"
        icon: tuple[str, ColorRole] = ("chevron-down", "text2")
        if error:
            icon = ("circle-alert", "danger_text")
        _draw_trailing(self, self._theme, *icon)


class DateTimeEdit(QDateTimeEdit):
    """Day and time, with a calendar that opens."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        value: QDateTime | None = None,
        size: FieldSize = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size: FieldSize = size
        _fit(self, name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("MMM d, HH:mm")
        if value is not None:
            self.setDateTime(value)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(FIELD_HEIGHT[self._size]))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_trailing(self, self._theme, "calendar-days")


class DateEdit(DateTimeEdit):
    """A day, with a calendar that opens."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        size: FieldSize = "md",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name, size=size, parent=parent)
        self.setDisplayFormat("MMM d, yyyy")


class NoteEdit(QPlainTextEdit):
    """Several lines of text. Tab leaves the field; text is set in the reading size."""

    def __init__(
        self, theme: Theme, name: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._refont()
        theme.changed.connect(self._refont)

    def _refont(self) -> None:
        self.setFont(self._theme.font("long"))
