"""A line for each participant of a contact with several, that stands on their timeline alone."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.inputs import LineEdit
from ui.kit.label import Label
from ui.pages.quick_log.parts import set_text, tab_through
from ui.theme import Theme


class PrivateLines(QWidget):
    """`changed` carries the participant whose line was typed into.

    after: the widget that Tab leaves for the first line.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, after: Callable[[], QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._after = after
        self._names: dict[UUID, str] = {}
        self._labels: dict[UUID, Label] = {}
        self.edits: dict[UUID, LineEdit] = {}
        self.setAccessibleName("Lines for one person alone")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)

    def set_names(self, names: dict[UUID, str]) -> None:
        """How participants are called."""
        self._names = names
        for who, label in self._labels.items():
            label.setText(self._first_name(who))

    def show_lines(self, lines: dict[UUID, str]) -> None:
        """Show a line for exactly these people; carets stay where the same line is shown."""
        for gone in set(self.edits) - set(lines):
            for widget in (self.edits.pop(gone), self._labels.pop(gone)):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for who, line in lines.items():
            if who not in self.edits:
                self._add(who)
            set_text(self.edits[who], line)
        tab_through(self._after(), *(self.edits[who] for who in lines))

    def _add(self, who: UUID) -> None:
        row = self._grid.rowCount()
        name = self._first_name(who)
        label = Label(self._theme, name, "capmed", "text2")
        edit = LineEdit(self._theme, f"Only for {name}", placeholder="On their timeline alone")
        edit.setObjectName(f"private.{who}")
        edit.textEdited.connect(lambda: self.changed.emit(who))
        label.setBuddy(edit)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(edit, row, 1)
        label.show()
        edit.show()  # at once: a layout shows late comers only with the next event
        self._labels[who], self.edits[who] = label, edit

    def _first_name(self, who: UUID) -> str:
        return self._names.get(who, "Participant").split()[0]
