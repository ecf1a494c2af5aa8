"""A labelled field: label above, the input, and below it what is wrong with the input."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.announce import announce
from ui.kit.icon_label import IconLabel
from ui.kit.inputs import set_state
from ui.kit.label import Label
from ui.theme import Theme
from ui.theme.tokens import IconSize, Space

Input = TypeVar("Input", bound=QWidget)


class Field(QWidget, Generic[Input]):
    """`input` under its label. `set_problem` shows or clears the line below it.

    beside: a small widget at the right end of the label's line.
    """

    def __init__(
        self,
        theme: Theme,
        label: str,
        input_: Input,
        *,
        hint: str = "",
        beside: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.input = input_
        self._theme = theme
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        self.label = Label(theme, label, "capmed", "text2")
        self.label.setBuddy(input_)
        if beside is None:
            column.addWidget(self.label)
            column.addWidget(input_)
        else:
            head = QHBoxLayout()
            head.addWidget(self.label)
            head.addStretch(1)
            head.addWidget(beside)
            close = QVBoxLayout()
            close.setSpacing(Space.LABEL - Space.LINK_REACH)
            close.addLayout(head)
            close.addWidget(input_)
            column.addLayout(close)
        if not input_.accessibleName():
            input_.setAccessibleName(label)
        self._note = NoteLine(theme)
        column.addWidget(self._note)
        self.set_problem(None)

    def set_problem(self, text: str | None) -> None:
        """Say what is wrong with the input, or with None that nothing is."""
        self.input.setAccessibleDescription(text or self._hint)
        self._note.say(text or self._hint, problem=bool(text))
        set_state(self.input, "error" if text else "")
        if text and self.isVisible():
            announce(self.input, text, urgent=True)

    def set_hint(self, hint: str) -> None:
        """Help in a few words, where nothing is wrong."""
        self._hint = hint
        if not self._note.is_problem:
            self.set_problem(None)

    def problem(self) -> str | None:
        """The problem now shown."""
        return self._note.text() if self._note.is_problem else None


class NoteLine(QWidget):
    """A small line of words below a field; a problem has an icon and its own colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.is_problem = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(theme, "circle-alert", "danger_text", IconSize.INLINE + 1)
        self._label = Label(theme, "", "caption", "text3", wrap=True)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, text: str, *, problem: bool) -> None:
        """Show `text`; "" takes no room."""
        self.is_problem = problem
        self._label.setText(text)
        self._label.set_tone("danger_text" if problem else "text3")
        self._icon.setVisible(problem)
        self.setVisible(bool(text))
