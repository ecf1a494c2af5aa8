"""Medication and when it runs out: what is taken, a refill, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import MedicationKind
from lead_desktop.domain.worklist.upkeep import LONGEST_AHEAD, MedicationLine, check_medication
from lead_desktop.services.people.medications import AddMedication
from ui.kit.card import SectionHeader
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import Sign
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.pages.life_sheets.kept_card import KeptCard, Say
from ui.theme import Theme

_KINDS = tuple(MedicationKind)
_USUAL_DAYS = 30


class MedicationSheet(FormSheet):
    """`wanted` carries an AddMedication; end_wanted the MedicationLine that is no longer taken.

    may: whether the worker's role changes it; without it the sheet only shows what is taken.
    """

    end_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        taken: Sequence[MedicationLine],
        clock: Clock,
        *,
        may: bool,
    ) -> None:
        lead = "So that nobody is without it by surprise. For the team only, on no paper."
        super().__init__(theme, host, "Medication", "Write down", lead=lead)
        self._who, self._id = participant_id, new_id()
        self._today = clock.today()
        self._calendar = Calendar.of(clock)
        self._refill_of: MedicationLine | None = None
        cards = [self._line(line, may) for line in taken]
        self.buttons = [card.buttons for card in cards if card.buttons]
        for card in cards:
            self.insert(card)
        if not taken:
            self.insert(Label(theme, "None written down.", "body", "text2"))
        self.kind = code_box(theme, "Medication", _KINDS)
        self.words = LineEdit(theme, "In a few words", placeholder="Dose, pharmacy, who helps")
        self.on = DateEdit(theme, "Runs out on")
        self.on.setDate(as_qdate(self._today).addDays(_USUAL_DAYS))
        self.on.setMaximumDate(as_qdate(self._today).addDays(LONGEST_AHEAD))
        self.save_button.setVisible(may)
        if may:
            self.insert(SectionHeader(theme, "New, or a refill", rule=True))
            self.add("kind", "Medication", self.kind)
            self.add("words", "In a few words", self.words)
            hint = "Of a naloxone kit: the day printed on it."
            self.add("runs_out_on", "Runs out on", self.on, hint=hint)

    def submit(self) -> None:
        kind = chosen_code(self.kind, _KINDS)
        if kind is None:
            self.fields["kind"].set_problem("Choose which medication.")
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words, on = self.words.text(), day_in(self.on)
        problems = check_medication(kind, words, on, self._today)
        self.show_problems(problems)
        if not problems:
            before = self._refill_of
            refill_of = before.id if before is not None and before.kind is kind else None
            self.wanted.emit(AddMedication(self._id, self._who, kind, on, words, refill_of))

    def refill(self, line: MedicationLine) -> None:
        """Ask until when a refill of this one lasts."""
        self._refill_of = line
        self.kind.setCurrentIndex(_KINDS.index(line.kind))
        self.words.setText(line.words)
        self.on.setDate(as_qdate(max(line.runs_out_on, self._today)).addDays(_USUAL_DAYS))
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, line: MedicationLine, may: bool) -> KeptCard:
        out = line.runs_out_on < self._today
        verb = "Ran out" if out else "Runs out"
        until = f"{verb} {self._calendar.short_date(line.runs_out_on)}"
        return KeptCard(
            self.theme,
            Sign(self.theme, icon="package", ink="warn_text" if out else "text3"),
            (
                (line.kind.label, "med", "text"),
                (line.words, "body", "text2"),
                (f"{until} · {line.author}", "caption", "text3"),
            ),
            Say("Refilled", f"Refilled: {line.name}", lambda: self.refill(line)),
            Say("No longer", f"No longer taken: {line.name}", lambda: self.end_wanted.emit(line)),
            may=may,
        )
