"""A side sheet that asks for a few facts: fields under each other, one button, Ctrl+Enter.

Shared by the pages that keep plans, linkages and appointments, so that all of them ask alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from lead_desktop.base.clock import to_utc
from lead_desktop.base.errors import EditConflict, FieldProblem, InvalidInput, LeadError
from lead_desktop.domain.codes import Code
from ui.kit.button import Button
from ui.kit.field import Field
from ui.kit.gutter import keep_gutter
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit
from ui.kit.label import Label
from ui.kit.side_sheet import SideSheet
from ui.theme import Theme
from ui.theme.tokens import Size

_Member = TypeVar("_Member", bound=Code)
_AROUND = 24
"""Pixels left free above and below a field that is brought into view."""


class FormSheet(SideSheet):
    """`wanted` carries what the fields say once nothing stands against it.

    save: the words of the button. lead: one line above the fields. Subclasses add their fields
    with `add` and implement `submit`. Problems are shown at the fields they name; those of other
    fields stand at the first one.
    """

    wanted = Signal(object)
    problems_shown = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        title: str,
        save: str,
        *,
        lead: str = "",
        width: int = Size.SIDE_SHEET,
    ) -> None:
        super().__init__(theme, host, title, width=width)
        self.theme = theme
        self.fields: dict[str, Field[QWidget]] = {}
        scroll = self._scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("kind", "clear")
        self.column = QVBoxLayout(content)
        self.column.setContentsMargins(20, 16, 20 - Size.SCROLL_BAR, 16)
        self.column.setSpacing(14)
        scroll.setWidget(content)
        keep_gutter(scroll)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.lead = Label(theme, lead, "caption", "text3", wrap=True)
        self.column.addWidget(self.lead)
        self.lead.setVisible(bool(lead))
        self.column.addStretch(1)
        self.save_button = Button(theme, save, kind="primary", keys="Ctrl+Enter")
        self.save_button.clicked.connect(self.submit)
        cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        cancel.clicked.connect(self.closing)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.save_button)

    def add(self, name: str, label: str, input_: QWidget, *, hint: str = "") -> Field[QWidget]:
        """Put a field below the others; `name` is the command's attribute it stands for."""
        field = Field[QWidget](self.theme, label, input_, hint=hint)
        self.fields[name] = field
        self.insert(field)
        return field

    def insert(self, widget: QWidget, stretch: int = 0) -> None:
        """Put any widget below the others."""
        self.column.insertWidget(self.column.count() - 1, widget, stretch)

    def submit(self) -> None:
        """Send `wanted`, or show what is missing."""

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is missing at its field and go to the first."""
        for field in self.fields.values():
            field.set_problem(None)
        at = [(self._field_of(problem), problem.message) for problem in problems]
        for field, message in at:
            field.set_problem(message)
        if at:
            self.problems_shown.emit()
            first = at[0][0]
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)
            # The line below the field has just got its height: let the column take it first.
            self.column.activate()
            self._scroll.ensureWidgetVisible(first, 0, _AROUND)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to something that has just appeared, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(widget, 0, _AROUND))

    def refused(self, error: LeadError) -> bool:
        """Show a refusal at its fields, and what somebody else wrote meanwhile above them; False
        when it is neither."""
        if isinstance(error, EditConflict):
            self.lead.setText(f"{error.what} Now there: {error.kept}")
            self.lead.show()
        elif isinstance(error, InvalidInput):
            self.show_problems(error.problems)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
            return
        super().keyPressEvent(event)
        # Keys that nothing here wanted end here: the list behind must not act on them.
        event.accept()

    def _follow_focus(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """Scroll to what Tab has reached."""
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, _AROUND)

    def _keep_in_sight(self) -> None:
        """What is being filled in stays where it can be seen while the fields above it grow."""
        if Shiboken.isValid(self._scroll):  # an area that is destroyed sends its range once more
            self._follow_focus(None, QApplication.focusWidget())

    def _field_of(self, problem: FieldProblem) -> Field[QWidget]:
        named = self.fields.get(problem.field)
        if named is not None and not named.isHidden():
            return named
        return next(field for field in self.fields.values() if not field.isHidden())


def code_box(
    theme: Theme, name: str, members: Sequence[Code], chosen: Code | None = None
) -> ComboBox:
    """A list of codes to choose from; nothing is chosen unless `chosen` says so."""
    box = ComboBox(theme, name)
    box.addItems([member.label for member in members])
    box.setCurrentIndex(members.index(chosen) if chosen in members else -1)
    box.setPlaceholderText("Choose")
    return box


def chosen_code(box: ComboBox, members: Sequence[_Member]) -> _Member | None:
    """The code that is chosen in a `code_box`."""
    place = box.currentIndex()
    return members[place] if place >= 0 else None


def as_qdate(day: date) -> QDate:
    """A day as Qt has it."""
    return QDate(day.year, day.month, day.day)


def day_in(edit: DateEdit) -> date:
    """The day in a field."""
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())


def moment_in(edit: DateTimeEdit, zone: ZoneInfo) -> datetime:
    """The moment in a field: wall-clock time of the vault's zone, whatever this machine's is."""
    asked = edit.dateTime()
    day, time = asked.date(), asked.time()
    naive = datetime(  # noqa: DTZ001 - to_utc reads it in the vault's zone
        day.year(), day.month(), day.day(), time.hour(), time.minute()
    )
    return to_utc(naive, zone).astimezone(UTC)


def show_moment(edit: DateTimeEdit, moment: datetime, zone: ZoneInfo) -> None:
    """Put a moment into a field, as the wall clock of the vault's zone says it."""
    wall = moment.astimezone(zone)
    time = QTime(wall.hour, wall.minute)
    edit.setDateTime(QDateTime(as_qdate(wall.date()), time))
