"""The sheet for a look at a linkage that stays where it is: still waiting, still receiving."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.domain.codes import VerifiedBy
from lead_desktop.domain.people.participant import LinkageLine
from lead_desktop.domain.plan.linkage import (
    CONNECTED,
    Check,
    LinkageClocks,
    check_due,
    check_problems,
)
from ui.kit.inputs import DateEdit, LineEdit
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_WITNESSES = tuple(VerifiedBy)


class CheckSheet(FormSheet):
    """`wanted` carries the Check; the next look is proposed by the state's own clock."""

    def __init__(
        self, theme: Theme, host: QWidget, line: LinkageLine, clock: Clock, clocks: LinkageClocks
    ) -> None:
        lead = "It stays where it is, and its clock starts anew."
        super().__init__(theme, host, f"Still there: {line.title}", "Still there", lead=lead)
        self._line = line
        today = clock.today()
        self.on = DateEdit(theme, "On")
        self.on.setDate(as_qdate(today))
        self.on.setMaximumDate(as_qdate(today))
        self.next_check = DateEdit(theme, "Look again on")
        proposed = check_due(line.status, line.status_since, Check(today), clocks=clocks)
        self.next_check.setDate(as_qdate(proposed or today))
        self.verified_by = code_box(theme, "Confirmed by", _WITNESSES)
        self.words = LineEdit(theme, "Note, if any")
        self.add("on", "On", self.on)
        self.add("next_check", "Look again on", self.next_check)
        self.add("verified_by", "Confirmed by", self.verified_by)
        self.fields["verified_by"].setVisible(line.status in CONNECTED)
        self.add("words", "Note, if any", self.words)

    def submit(self) -> None:
        check = Check(
            day_in(self.on),
            chosen_code(self.verified_by, _WITNESSES),
            day_in(self.next_check),
            self.words.text(),
        )
        problems = check_problems(self._line.status, self._line.status_since, check)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(check)
