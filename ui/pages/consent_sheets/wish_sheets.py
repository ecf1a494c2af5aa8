"""Sheets about restrictions: what a participant asks, put right, and how one came to an end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ConsentCategory, RestrictionEnd
from lead_desktop.domain.consent.restriction import Restriction
from lead_desktop.services.consent.privacy import AskRestriction
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit, LineEdit, NoteEdit
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_WAYS = tuple(RestrictionEnd)
_WORDS_HEIGHT = 96


class RestrictionSheet(FormSheet):
    """`wanted` carries an AskRestriction. earlier: the one that is put right."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        today: date,
        earlier: Restriction | None = None,
    ) -> None:
        lead = "It binds the program once your supervisor has agreed to it."
        title = "A restriction put right" if earlier else "A restriction asked for"
        super().__init__(theme, host, title, "Write it down", lead=lead)
        self._participant_id = participant_id
        self._id = earlier.id if earlier else new_id()
        self.words = NoteEdit(theme, "What the participant asks")
        self.words.setFixedHeight(theme.px(_WORDS_HEIGHT))
        self.recipient = LineEdit(theme, "Towards whom")
        self.categories = ChoiceGroup(
            theme,
            "What is held back",
            [Choice(one.value, one.label) for one in ConsentCategory],
            multiple=True,
        )
        self.asked_on = DateEdit(theme, "Asked on")
        self.asked_on.setMaximumDate(as_qdate(today))
        self.asked_on.setDate(as_qdate(earlier.asked_on if earlier else today))
        self.paid = CheckBox(theme, "It was paid in full, without the health plan")
        self.add("words", "What the participant asks", self.words)
        self.add("recipient", "Towards whom", self.recipient, hint="Empty: towards everybody.")
        self.add(
            "categories", "What is held back", self.categories, hint="None chosen: everything."
        )
        self.add(
            "paid_in_full",
            "From a health plan",
            self.paid,
            hint="Then the program may not say no (42 CFR 2.26).",
        )
        self.add("asked_on", "Asked on", self.asked_on)
        if earlier is not None:
            self.words.setPlainText(earlier.words)
            self.recipient.setText(earlier.recipient)
            self.categories.choose(*(one.value for one in earlier.categories))
            self.paid.setChecked(earlier.paid_in_full)

    def submit(self) -> None:
        words = self.words.toPlainText().strip()
        self.show_problems([] if words else [FieldProblem("words", "Write down what is asked.")])
        if words:
            self.wanted.emit(
                AskRestriction(
                    self._id,
                    self._participant_id,
                    words,
                    day_in(self.asked_on),
                    self.recipient.text().strip(),
                    tuple(ConsentCategory(one) for one in self.categories.values()),
                    self.paid.isChecked(),
                )
            )


class EndRestrictionSheet(FormSheet):
    """`wanted` carries (the reason, a RestrictionEnd)."""

    def __init__(self, theme: Theme, host: QWidget, one: Restriction) -> None:
        super().__init__(theme, host, "End a restriction", "End it", lead=f"“{one.words}”")
        self.way = code_box(theme, "How", _WAYS, RestrictionEnd.AGREED_IN_WRITING)
        self.reason = NoteEdit(theme, "What was agreed, and with whom")
        self.reason.setFixedHeight(theme.px(_WORDS_HEIGHT))
        self.add("way", "How it came to end", self.way)
        self.add("reason", "What was agreed, and with whom", self.reason)

    def submit(self) -> None:
        self.show_problems(())
        way = chosen_code(self.way, _WAYS) or RestrictionEnd.AGREED_IN_WRITING
        self.wanted.emit((self.reason.toPlainText(), way))
