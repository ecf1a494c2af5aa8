"""The sheet that changes where somebody stands with the program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.domain.codes import CloseReason, ParticipantStatus, Phase
from lead_desktop.domain.people.status import (
    INACTIVE,
    Standing,
    StatusMove,
    check_move,
    is_death,
    moves_from,
    reasons_for,
)
from ui.kit.banner import Banner
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, DateEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, day_in
from ui.theme import Theme

_PHASES = tuple(Choice(phase.value, phase.label) for phase in Phase)


class StatusSheet(FormSheet):
    """`wanted` carries the StatusMove once nothing stands against it.

    to: the status that was chosen already, as by “Reopen”; it can still be changed.
    """

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        standing: Standing,
        clock: Clock,
        *,
        to: ParticipantStatus | None = None,
    ) -> None:
        lead = f"Now: {standing.status.label}. You decide; the program never does by itself."
        super().__init__(theme, host, "Change status", "Change status", lead=lead)
        self._standing = standing
        self._today = clock.today()
        self._targets = moves_from(standing)
        self.to = ComboBox(theme, "New status")
        self.to.addItems([status.label for status in self._targets])
        self.reason = ComboBox(theme, "Why")
        self.reason.setPlaceholderText("Choose")
        self.on = DateEdit(theme, "From")
        self.on.setDate(as_qdate(self._today))
        self.on.setMaximumDate(as_qdate(self._today))
        self.phase = Segmented(theme, "Begin with", _PHASES, required=True)
        self.words = LineEdit(theme, "In a few words, if it helps")
        self.quiet = Banner(
            theme,
            "neutral",
            "We are sorry.",
            "Every reminder about this person stops. The name and the record stay.",
            icon="heart-handshake",
        )
        self.add("to", "New status", self.to)
        self.add("reason", "Why", self.reason)
        self.insert(self.quiet)
        self.add("on", "From", self.on)
        self.add("phase", "Begin with", self.phase)
        self.add("words", "In a few words, if it helps", self.words)
        self.to.currentIndexChanged.connect(lambda _: self._ask_needed())
        self.reason.currentIndexChanged.connect(lambda _: self._show_quiet())
        if to in self._targets:
            self.to.setCurrentIndex(self._targets.index(to))
        self._ask_needed()

    def submit(self) -> None:
        move = self._filled()
        problems = check_move(self._standing, move, self._today)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(move)

    def choose(self, to: ParticipantStatus, reason: CloseReason | None = None) -> None:
        """Choose a status, and why, as a person would."""
        self.to.setCurrentIndex(self._targets.index(to))
        if reason is not None:
            self.reason.setCurrentIndex(reasons_for(to).index(reason))

    def _target(self) -> ParticipantStatus:
        return self._targets[max(self.to.currentIndex(), 0)]

    def _ask_needed(self) -> None:
        to = self._target()
        reasons = reasons_for(to)
        self.reason.clear()
        self.reason.addItems([reason.label for reason in reasons])
        self.reason.setCurrentIndex(-1)
        begins = to is ParticipantStatus.ACTIVE
        self.fields["reason"].setVisible(bool(reasons))
        self.fields["phase"].setVisible(begins)
        if begins:
            stays = self._standing.status in INACTIVE
            phase = self._standing.phase if stays else Phase.ENGAGING
            self.phase.choose(phase.value)
        for field in self.fields.values():
            field.set_problem(None)
        self._show_quiet()

    def _show_quiet(self) -> None:
        self.quiet.setVisible(is_death(self._target(), self._reason()))

    def _reason(self) -> str:
        place = self.reason.currentIndex()
        return reasons_for(self._target())[place].value if place >= 0 else ""

    def _filled(self) -> StatusMove:
        begins = self._target() is ParticipantStatus.ACTIVE
        phase = Phase(self.phase.value() or Phase.ENGAGING) if begins else None
        return StatusMove(self._target(), day_in(self.on), self._reason(), self.words.text(), phase)
