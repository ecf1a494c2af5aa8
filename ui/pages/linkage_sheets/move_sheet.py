"""The sheet that moves a linkage: it asks only for the facts that the chosen move needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QTime, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.domain.codes import LinkageMethod, LinkageReason, LinkageStatus, VerifiedBy
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import END_STATES, LADDER, Move, Position, check_move
from ui.kit.button import Button
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, DateEdit, DateTimeEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in, moment_in
from ui.theme import Theme

_BARE_METHODS = (LinkageMethod.INFORMATION_GIVEN, LinkageMethod.SELF_REFERRED)
_METHODS = tuple(LinkageMethod)
_WITNESSES = tuple(VerifiedBy)
_REASONS = tuple(LinkageReason)
_NOT_ASKED = frozenset({LinkageStatus.IDENTIFIED})
_SENT = frozenset({LinkageStatus.SENT, LinkageStatus.SCHEDULED})
"""Moves on which one may also say how the person was sent there."""


class MoveSheet(FormSheet):
    """`wanted` carries the Move once nothing stands against it; problems stay at their fields.

    to: the state that was chosen already, by dropping a card; it then is not asked again.
    provider_wanted: the person would rather choose a provider first.
    """

    provider_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        line: LinkageLine,
        today: date,
        zone: ZoneInfo,
        *,
        to: LinkageStatus | None = None,
    ) -> None:
        lead = "Only what this move needs is asked for."
        super().__init__(theme, host, f"Move: {line.title}", "Move", lead=lead)
        self._position = Position(line.status, line.provider_known, line.method)
        self._zone, self._today = zone, today
        self._targets = targets_from(line.status)
        self.to = ComboBox(theme, "Move to")
        self.to.addItems([status.label for status in self._targets])
        self.on = DateEdit(theme, "On")
        self.on.setDate(as_qdate(today))
        self.on.setMaximumDate(as_qdate(today))
        self.bare_method = code_box(theme, "How", _BARE_METHODS)
        self.method = code_box(theme, "How they were sent", _METHODS, line.method)
        self.next_check = DateEdit(theme, "Check the waitlist on")
        self.next_check.setDate(as_qdate(today).addDays(30))
        self.appointment = DateTimeEdit(theme, "Appointment")
        self.appointment.setDateTime(QDateTime(as_qdate(today).addDays(1), QTime(9, 0)))
        self.verified_by = code_box(theme, "Confirmed by", _WITNESSES)
        self.reason = code_box(theme, "Reason", _REASONS)
        choices = (Choice("fully", "Fully"), Choice("partly", "Partly"))
        self.need_met = Segmented(theme, "Need met", choices, required=False)
        self.words = LineEdit(theme, "Note, if any")
        self._add_fields()
        self.to.currentIndexChanged.connect(lambda _: self._ask_needed())
        if to in self._targets:
            self.to.setCurrentIndex(self._targets.index(to))
        self._ask_needed()
        if to in self._targets:
            self.fields["to"].hide()
            self.title.setText(f"{to.label}: {line.title}")

    def submit(self) -> None:
        move = self._filled()
        problems = check_move(self._position, move)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(move)

    def _add_fields(self) -> None:
        self.add("to", "Move to", self.to)
        self.add("on", "On", self.on)
        self.add(
            "service",
            "How",
            self.bare_method,
            hint="No provider is named: say how they were pointed there, or choose one.",
        )
        self.choose_provider = Button(self.theme, "Choose a provider", icon="building")
        self.choose_provider.clicked.connect(self.provider_wanted)
        self.insert(self.choose_provider)
        self.add("method", "How they were sent, if known", self.method)
        self.add("next_check", "Check the waitlist on", self.next_check)
        self.add("appointment", "Appointment", self.appointment)
        self.add("verified_by", "Confirmed by", self.verified_by)
        self.add("need_met", "Need met", self.need_met)
        self.add("reason", "Reason", self.reason)
        self.add("words", "Note, if any", self.words)

    def _needed(self) -> frozenset[str]:
        """Names of the facts without which the chosen move is not made."""
        bare = Move(self._target(), self._today)
        return frozenset(problem.field for problem in check_move(self._position, bare))

    def _ask_needed(self) -> None:
        needed = self._needed()
        asked = {"on", "words", *needed}
        if not self.fields["to"].isHidden():
            asked.add("to")
        if self._target() in _SENT and "service" not in needed:
            asked.add("method")
        for name, field in self.fields.items():
            field.set_problem(None)
            field.setVisible(name in asked)
        self.choose_provider.setVisible("service" in needed)

    def _target(self) -> LinkageStatus:
        return self._targets[max(self.to.currentIndex(), 0)]

    def _filled(self) -> Move:
        needed = self._needed()
        move = Move(self._target(), day_in(self.on), words=self.words.text())
        if "service" in needed:
            move = replace(move, method=chosen_code(self.bare_method, _BARE_METHODS))
        elif not self.fields["method"].isHidden():
            move = replace(move, method=chosen_code(self.method, _METHODS))
        if "next_check" in needed:
            move = replace(move, next_check=day_in(self.next_check))
        if "appointment" in needed:
            move = replace(move, appointment=moment_in(self.appointment, self._zone))
        if "verified_by" in needed:
            move = replace(move, verified_by=chosen_code(self.verified_by, _WITNESSES))
        if "need_met" in needed:
            move = replace(move, need_met=self.need_met.value())
        if "reason" in needed:
            move = replace(move, reason=chosen_code(self.reason, _REASONS))
        return move


def targets_from(status: LinkageStatus) -> tuple[LinkageStatus, ...]:
    """Where a linkage may go from `status`, what comes next first."""
    place = LADDER.index(status) if status in LADDER else -1
    onward = [s for s in LADDER[place + 1 :] if s not in _NOT_ASKED]
    ends = [s for s in LinkageStatus if s in END_STATES]
    back = [s for s in LADDER[:place] if s not in _NOT_ASKED] if place > 0 else []
    return (*onward, *ends, *back)
