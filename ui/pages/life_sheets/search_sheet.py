"""The sheet that writes down a step of looking for somebody who is out of contact."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import SearchResult, SearchStep
from lead_desktop.services.people.searching import AddSearch
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import DateEdit, LineEdit
from ui.pages.form_sheet import FormSheet, as_qdate, code_box, day_in
from ui.theme import Theme

_STEPS = tuple(SearchStep)
_RESULTS = tuple(Choice(result.value, result.label) for result in SearchResult)


class SearchSheet(FormSheet):
    """`wanted` carries the AddSearch. untried: steps not tried yet; the first is offered."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        clock: Clock,
        untried: Sequence[SearchStep],
    ) -> None:
        words = ", ".join(step.label.lower() for step in untried[:4])
        lead = f"Not tried yet: {words}." if words else "Everything on the list was tried."
        super().__init__(theme, host, "Looking for them", "Save", lead=lead)
        self._who = participant_id
        self.step = code_box(theme, "What was tried", _STEPS, untried[0] if untried else None)
        self.result = ChoiceGroup(theme, "What it brought", _RESULTS)
        self.result.choose(SearchResult.NOTHING_YET.value)
        self.on = DateEdit(theme, "On")
        self.on.setDate(as_qdate(clock.today()))
        self.on.setMaximumDate(as_qdate(clock.today()))
        self.words = LineEdit(theme, "In a few words, if it helps")
        self.add("step", "What was tried", self.step)
        self.add("result", "What it brought", self.result)
        self.add("on", "On", self.on)
        self.add("words", "In a few words, if it helps", self.words)

    def submit(self) -> None:
        place = max(self.step.currentIndex(), 0)
        result = SearchResult(self.result.value() or SearchResult.NOTHING_YET)
        self.wanted.emit(
            AddSearch(
                new_id(), self._who, _STEPS[place], result, day_in(self.on), self.words.text()
            )
        )
