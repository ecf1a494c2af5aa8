"""What to keep in mind on a visit: the notes that hold, renewing them, a new one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import SafetyKind
from lead_desktop.domain.people.safety import SAFETY_DAYS, SafetyNoteLine, check_safety, review_day
from lead_desktop.services.people.safety import AddSafetyNote
from ui.kit.card import SectionHeader
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.label import Label
from ui.models.day_words import Calendar
from ui.pages.facts import Sign
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.pages.life_sheets.kept_card import KeptCard, Say
from ui.theme import Theme

_KINDS = tuple(SafetyKind)


class SafetySheet(FormSheet):
    """`wanted` carries an AddSafetyNote; renew_wanted and end_wanted the SafetyNoteLine meant.

    may: whether the worker's role changes notes; without it the sheet only shows them.
    """

    renew_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        notes: Sequence[SafetyNoteLine],
        clock: Clock,
        *,
        may: bool,
    ) -> None:
        lead = "For staff only. Never printed unless somebody asks for it."
        super().__init__(theme, host, "Safety", "Keep in mind", lead=lead)
        self._who = participant_id
        self._today = clock.today()
        self._calendar = Calendar.of(clock)
        cards = [self._note(note, may) for note in notes if not note.ended]
        self.buttons = [card.buttons for card in cards if card.buttons]
        for card in cards:
            self.insert(card)
        if not cards:
            self.insert(Label(theme, "Nothing to keep in mind now.", "body", "text2"))
        self.kind = code_box(theme, "New note", _KINDS)
        self.words = LineEdit(theme, "What was seen or heard", placeholder="Where, when, what")
        self.until = DateEdit(theme, "Holds until")
        self.until.setDate(as_qdate(review_day(self._today)))
        self.until.setDateRange(as_qdate(self._today), as_qdate(review_day(self._today)))
        self.save_button.setVisible(may)
        if may:
            self.insert(SectionHeader(theme, "New note", rule=True))
            self.add("kind", "What to keep in mind", self.kind)
            hint = "What happened, not what somebody is."
            self.add("words", "What was seen or heard", self.words, hint=hint)
            hint = f"Ends by itself; at most {SAFETY_DAYS} days until somebody looks again."
            self.add("review_by", "Holds until", self.until, hint=hint)

    def submit(self) -> None:
        kind = chosen_code(self.kind, _KINDS)
        until = day_in(self.until)
        problems = check_safety(self.words.text(), until, self._today)
        self.show_problems(problems)
        if kind is None:
            self.fields["kind"].set_problem("Choose what to keep in mind.")
            self.kind.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not problems:
            self.wanted.emit(AddSafetyNote(new_id(), self._who, kind, self.words.text(), until))

    def _note(self, note: SafetyNoteLine, may: bool) -> KeptCard:
        holds = note.holds(self._today)
        day = self._calendar.short_date(note.review_by)
        until = f"Holds until {day}" if holds else f"Ended {day}"
        name = note.kind.label
        return KeptCard(
            self.theme,
            Sign(self.theme, icon="shield-alert", ink="danger_text" if holds else "text3"),
            (
                (name, "med", "text"),
                (note.words, "body", "text2"),
                (f"{until} · {note.author}", "caption", "text3"),
            ),
            Say("Still so", f"Still so: {name}", lambda: self.renew_wanted.emit(note)),
            Say("No longer", f"No longer: {name}", lambda: self.end_wanted.emit(note)),
            may=may,
        )
