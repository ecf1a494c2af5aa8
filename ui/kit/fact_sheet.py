"""A side sheet that asks for a few facts: fields problems at the field, one key to save."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.errors import FieldProblem
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.inputs import DateEdit
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.theme import Theme


class FactSheet(SideSheet):
    """`wanted` carries what the sheet was filled with, once Ctrl+Enter or the button asks for it.

    Subclasses add fields with `add_field` and answer `filled`; None there means that problems
    are shown already. The owner shows those of the service with `show_problems`.
    """

    wanted = Signal(object)
    problems_shown = Signal()

    def __init__(
        self, theme: Theme, host: QWidget, title: str, *, save: str, said: str = ""
    ) -> None:
        super().__init__(theme, host, title)
        self._theme = theme
        self._fields: dict[str, Field[QWidget]] = {}
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(14)
        self.said = Label(theme, said, "caption", "text2", wrap=True)
        self.column.addWidget(self.said)
        if not said:
            self.said.hide()
        self.save_button = Button(theme, save, kind="primary", keys="Ctrl+Enter")
        self.save_button.clicked.connect(self.submit)
        cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        cancel.clicked.connect(self.closing)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.save_button)

    def open(self) -> None:
        """Slide in. Who keeps its words listens already, and so hears of a closing first."""
        self.closing.connect(self.dismiss)
        super().open()

    def add_field(self, name: str, label: str, input_: QWidget, hint: str = "") -> Field[QWidget]:
        """Put another field below the others; problems find it by `name`."""
        field = Field[QWidget](self._theme, label, input_, hint=hint)
        self._fields[name] = field
        self.column.addWidget(field)
        return field

    @abstractmethod
    def filled(self) -> object | None:
        """What the sheet was filled with."""

    def submit(self) -> None:
        """Ask for what stands in the sheet to be saved."""
        self.show_problems(())
        command = self.filled()
        if command is not None:
            self.wanted.emit(command)

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is wrong at its field and go to the first."""
        for field in self._fields.values():
            field.set_problem(None)
        first = next(iter(self._fields))
        for problem in problems:
            self._fields.get(problem.field, self._fields[first]).set_problem(problem.message)
        if problems:
            self.problems_shown.emit()
            name = problems[0].field if problems[0].field in self._fields else first
            self._fields[name].input.setFocus(Qt.FocusReason.OtherFocusReason)

    def problem_at(self, name: str) -> str | None:
        """The problem now shown at a field."""
        return self._fields[name].problem()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        super().keyPressEvent(event)
        # Keys that nothing here wanted end here: the list behind must not act on them.
        event.accept()


def set_day(edit: DateEdit, day: date) -> None:
    """Let `edit` show a day."""
    edit.setDate(QDate(day.year, day.month, day.day))


def day_of(edit: DateEdit) -> date:
    """The day that `edit` shows."""
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
