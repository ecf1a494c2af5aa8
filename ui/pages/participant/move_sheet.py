"""The sheet that moves a linkage: it asks only for the facts that the chosen move needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lead_desktop.base.clock import to_utc
from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import Code, LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy
from lead_desktop.domain.linkage import END_STATES, LADDER, Move, Position, check_move
from lead_desktop.domain.participant import LinkageLine
from ui.kit.button import Button
from ui.kit.choice_chip import Choice
from ui.kit.field import Field
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit
from ui.kit.label import Label
from ui.kit.segmented import Segmented
from ui.kit.side_sheet import SideSheet
from ui.theme import Theme

_BARE_METHODS = (LinkageMethod.INFORMATION_GIVEN, LinkageMethod.SELF_REFERRED)
_NOT_ASKED = frozenset({LinkageStatus.IDENTIFIED})
_Member = TypeVar("_Member", bound=Code)


class MoveSheet(SideSheet):
    """`wanted` carries the Move once nothing stands against it; problems stay at their fields."""

    wanted = Signal(object)

    def __init__(
        self, theme: Theme, host: QWidget, line: LinkageLine, today: date, zone: ZoneInfo
    ) -> None:
        super().__init__(theme, host, f"Move: {line.title}")
        has_provider = line.service is not None or line.organization is not None
        self._position = Position(line.status, has_provider)
        self._zone = zone
        self._today = today
        self._targets = targets_from(line.status)
        self.to = ComboBox(theme, "Move to")
        self.to.addItems([status.label for status in self._targets])
        self.on = DateEdit(theme, "On")
        self.on.setDate(_day(today))
        self.on.setMaximumDate(_day(today))
        self.method = _code_box(theme, "How", _BARE_METHODS)
        self.next_check = DateEdit(theme, "Check the waitlist on")
        self.next_check.setDate(_day(today).addDays(30))
        self.appointment = DateTimeEdit(theme, "Appointment")
        self.appointment.setDateTime(QDateTime(_day(today).addDays(1), QTime(9, 0)))
        self.verified_by = _code_box(theme, "Confirmed by", tuple(VerifiedBy))
        self.reason = _code_box(theme, "Reason", tuple(LinkageReason))
        choices = (Choice("fully", "Fully"), Choice("partly", "Partly"))
        self.need_met = Segmented(theme, "Need met", choices, required=False)
        self.fields: dict[str, Field[QWidget]] = {
            "to": Field[QWidget](theme, "Move to", self.to),
            "on": Field[QWidget](theme, "On", self.on),
            "service": Field[QWidget](
                theme,
                "How",
                self.method,
                hint="No provider is named: say how they were pointed there.",
            ),
            "next_check": Field[QWidget](theme, "Check the waitlist on", self.next_check),
            "appointment": Field[QWidget](theme, "Appointment", self.appointment),
            "verified_by": Field[QWidget](theme, "Confirmed by", self.verified_by),
            "need_met": Field[QWidget](theme, "Need met", self.need_met),
            "reason": Field[QWidget](theme, "Reason", self.reason),
        }
        self._lay_out(theme)
        self.to.currentIndexChanged.connect(lambda _: self._ask_needed())
        self._ask_needed()

    def show_problems(self, problems: Sequence[FieldProblem]) -> None:
        """Show what is missing at its field and go to the first."""
        for field in self.fields.values():
            field.set_problem(None)
        for problem in problems:
            self.fields.get(problem.field, self.fields["to"]).set_problem(problem.message)
        if problems:
            first = self.fields.get(problems[0].field, self.fields["to"])
            first.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._submit()
            return
        super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        column = QVBoxLayout(self.body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        said = Label(theme, "Only what this move needs is asked for.", "caption", "text3")
        column.addWidget(said)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch()
        save = Button(theme, "Move", kind="primary", keys="Ctrl+Enter")
        save.clicked.connect(self._submit)
        cancel = Button(theme, "Cancel", kind="ghost", keys="Esc")
        cancel.clicked.connect(self.closing)
        self.footer.addStretch()
        self.footer.addWidget(cancel)
        self.footer.addWidget(save)

    def _needed(self) -> frozenset[str]:
        """Names of the facts without which the chosen move is not made."""
        bare = Move(self._target(), self._today)
        return frozenset(problem.field for problem in check_move(self._position, bare))

    def _ask_needed(self) -> None:
        needed = self._needed()
        for name, field in self.fields.items():
            field.set_problem(None)
            field.setVisible(name in ("to", "on") or name in needed)

    def _target(self) -> LinkageStatus:
        return self._targets[max(self.to.currentIndex(), 0)]

    def _filled(self) -> Move:
        needed = self._needed()
        move = Move(self._target(), _date_of(self.on))
        if "service" in needed:
            move = replace(move, method=_chosen(self.method, _BARE_METHODS))
        if "next_check" in needed:
            move = replace(move, next_check=_date_of(self.next_check))
        if "appointment" in needed:
            move = replace(move, appointment=self._moment())
        if "verified_by" in needed:
            move = replace(move, verified_by=_chosen(self.verified_by, tuple(VerifiedBy)))
        if "need_met" in needed:
            move = replace(move, need_met=self.need_met.value())
        if "reason" in needed:
            move = replace(move, reason=_chosen(self.reason, tuple(LinkageReason)))
        return move

    def _moment(self) -> datetime:
        """The appointment's wall-clock time, read in the vault's zone whatever this machine's."""
        asked = self.appointment.dateTime()
        day, time = asked.date(), asked.time()
        naive = datetime(  # noqa: DTZ001 - to_utc reads it in the vault's zone
            day.year(), day.month(), day.day(), time.hour(), time.minute()
        )
        return to_utc(naive, self._zone).astimezone(UTC)

    def _submit(self) -> None:
        move = self._filled()
        problems = check_move(self._position, move)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(move)


def targets_from(status: LinkageStatus) -> tuple[LinkageStatus, ...]:
    """Where a linkage may go from `status`, what comes next first."""
    place = LADDER.index(status) if status in LADDER else -1
    onward = [s for s in LADDER[place + 1 :] if s not in _NOT_ASKED]
    ends = [s for s in LinkageStatus if s in END_STATES]
    back = [s for s in LADDER[:place] if s not in _NOT_ASKED] if place > 0 else []
    return (*onward, *ends, *back)


def _code_box(theme: Theme, name: str, members: Sequence[Code]) -> ComboBox:
    box = ComboBox(theme, name)
    box.addItems([member.label for member in members])
    box.setCurrentIndex(-1)
    box.setPlaceholderText("Choose")
    return box


def _chosen(box: ComboBox, members: Sequence[_Member]) -> _Member | None:
    place = box.currentIndex()
    return members[place] if place >= 0 else None


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date_of(edit: DateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
