"""What a consent says when it is about a case: which one, whose condition, until when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import SignalInstance

from lead_desktop.base.errors import FieldProblem
from lead_desktop.domain.codes import ConsentKind
from lead_desktop.domain.consent.consent import (
    AFTER_DISPOSITION,
    AFTER_DISPOSITION_WORDS,
    ConsentTerms,
    a_year_after,
)
from lead_desktop.domain.consent.consent_rules import IN_A_PROCEEDING
from ui.kit.checks import CheckBox
from ui.kit.choice_chip import Choice
from ui.kit.inputs import DateEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, day_in

_CONDITION = (
    "condition_imposed_by",
    "duty",
    "effective_from",
    "final_disposition_on",
    "disposition_open",
    "revocable",
    "revocable_on",
)
"""Fields of a condition in a criminal case (42 CFR 2.35)."""

_FROM_A_DAY, _AFTER_AN_EVENT = "day", "event"


class CaseFields:
    """The fields of a case on a sheet; `show` brings up those that a kind of consent has.

    changed: called when one of them may call for others.
    """

    def __init__(self, sheet: FormSheet, today: date, changed: Callable[[], None]) -> None:
        theme = sheet.theme
        self._fields = sheet.fields
        self._kind = ConsentKind.PART2_NAMED
        self.proceeding = LineEdit(theme, "Which case or hearing")
        self.condition = LineEdit(theme, "Who made taking part a condition")
        self.duty = LineEdit(theme, "Which duty the recipients have in it")
        self.effective_from = _day(sheet, "Holds from", today)
        self.disposition = _day(sheet, "Final disposition", a_year_after(today))
        self.open_end = CheckBox(theme, "The day is not known yet")
        ways = [Choice(_FROM_A_DAY, "From a day"), Choice(_AFTER_AN_EVENT, "After an event")]
        self.revocable = Segmented(theme, "Can be withdrawn", ways)
        self.revocable.choose(_FROM_A_DAY)
        self.revocable_on = _day(sheet, "Can be withdrawn from", a_year_after(today))
        self.revocable_event = LineEdit(theme, "Can be withdrawn after")
        self._add(sheet)
        self.open_end.toggled.connect(lambda _: changed())
        self.revocable.changed.connect(lambda *_: changed())

    def show(self, kind: ConsentKind) -> None:
        """Bring up what a consent of this kind says of its case."""
        self._kind = kind
        condition = kind is ConsentKind.CJ_2_35
        self._fields["proceeding"].setVisible(kind in IN_A_PROCEEDING)
        for name in _CONDITION:
            self._fields[name].setVisible(condition)
        dated = not self.open_end.isChecked()
        self._fields["final_disposition_on"].setVisible(condition and dated)
        from_a_day = self.revocable.value() != _AFTER_AN_EVENT
        self._fields["revocable_on"].setVisible(condition and from_a_day)
        self._fields["revocable_event"].setVisible(condition and not from_a_day)

    def changes(self) -> tuple[SignalInstance, ...]:
        """The signals of fields whose words or days are part of what is signed."""
        lines = (self.proceeding, self.condition, self.duty, self.revocable_event)
        days = (self.effective_from, self.disposition, self.revocable_on)
        return (
            *(line.textChanged for line in lines),
            *(day.dateChanged for day in days),
            self.open_end.toggled,
            self.revocable.changed,
        )

    @property
    def ends_with_the_case(self) -> bool:
        """Whether no day ends it, only the end of the case."""
        return self._kind is ConsentKind.CJ_2_35 and self.open_end.isChecked()

    def latest(self) -> date:
        """The last day on which it can hold: 30 days after the final disposition."""
        return day_in(self.disposition) + AFTER_DISPOSITION

    def put(self, terms: ConsentTerms) -> None:
        """Begin with what an earlier consent said; its days have passed and are asked anew."""
        self.proceeding.setText(terms.proceeding)
        self.condition.setText(terms.condition_imposed_by)
        self.duty.setText(next((one.role for one in terms.recipients if one.role), ""))
        if terms.kind is ConsentKind.CJ_2_35:
            self.open_end.setChecked(terms.final_disposition_on is None)
            if terms.revocable_on is None:
                self.revocable.choose(_AFTER_AN_EVENT)
        self.revocable_event.setText(terms.revocable_event)

    def filled(self, terms: ConsentTerms) -> ConsentTerms:
        """The terms with what stands in the fields that are shown."""
        if terms.kind in IN_A_PROCEEDING:
            terms = replace(terms, proceeding=self.proceeding.text().strip())
        if terms.kind is not ConsentKind.CJ_2_35:
            return terms
        duty = self.duty.text().strip()
        from_a_day = self.revocable.value() != _AFTER_AN_EVENT
        open_end = self.open_end.isChecked()
        event = terms.expires_event or (AFTER_DISPOSITION_WORDS if open_end else "")
        return replace(
            terms,
            recipients=tuple(replace(one, role=one.role or duty) for one in terms.recipients),
            condition_imposed_by=self.condition.text().strip(),
            effective_from=day_in(self.effective_from),
            final_disposition_on=None if open_end else day_in(self.disposition),
            expires_on=None if open_end else terms.expires_on,
            expires_event=event,
            revocable_on=day_in(self.revocable_on) if from_a_day else None,
            revocable_event="" if from_a_day else self.revocable_event.text().strip(),
        )

    def at_its_field(self, problem: FieldProblem) -> FieldProblem:
        """A problem with the day of revoking stands at the event, when that is asked for."""
        event = self.revocable.value() == _AFTER_AN_EVENT
        if problem.field == "revocable_on" and event:
            return FieldProblem("revocable_event", problem.message)
        return problem

    def _add(self, sheet: FormSheet) -> None:
        sheet.add(
            "proceeding",
            "Which case, hearing or release",
            self.proceeding,
            hint="As the form names it: the court, and the charge or the number.",
        )
        sheet.add(
            "condition_imposed_by",
            "Who made taking part a condition",
            self.condition,
            hint="A prosecutor who holds a charge back, a court, parole or probation.",
        )
        sheet.add(
            "duty",
            "Which duty the recipients have in it",
            self.duty,
            hint="Only those who watch over the condition may learn how it goes.",
        )
        sheet.add("effective_from", "Holds from", self.effective_from)
        sheet.add(
            "final_disposition_on",
            "When the case is expected to be over",
            self.disposition,
            hint="The final disposition. The consent holds for 30 days more at most.",
        )
        sheet.add(
            "disposition_open",
            "End of the case",
            self.open_end,
            hint="Then it ends 30 days after the final disposition.",
        )
        sheet.add(
            "revocable",
            "When the participant can take it back",
            self.revocable,
            hint="By the final disposition at the latest.",
        )
        sheet.add("revocable_on", "Can be withdrawn from", self.revocable_on)
        sheet.add(
            "revocable_event",
            "Can be withdrawn after",
            self.revocable_event,
            hint="Something whose day everybody can tell, like “the charge is settled”.",
        )


def _day(sheet: FormSheet, name: str, day: date) -> DateEdit:
    edit = DateEdit(sheet.theme, name)
    edit.setDate(as_qdate(day))
    return edit
