"""The sheet that writes down a dated change in a life."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.clock import Clock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Evidence, LifeArea
from lead_desktop.domain.codes.outcomes import LIFE_VALUES
from lead_desktop.domain.people.outcomes import LEGAL_AREAS, check_outcome
from lead_desktop.services.people.outcomes import RecordOutcome
from ui.kit.inputs import ComboBox, DateEdit, LineEdit
from ui.pages.form_sheet import FormSheet, as_qdate, chosen_code, code_box, day_in
from ui.theme import Theme

_EVIDENCE = tuple(Evidence)


class OutcomeSheet(FormSheet):
    """`wanted` carries the RecordOutcome once nothing stands against it."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        clock: Clock,
        *,
        legal: bool,
        area: LifeArea | None = None,
    ) -> None:
        lead = "What is so now, and since when. Earlier values stay in the history."
        super().__init__(theme, host, "A change in life", "Save", lead=lead)
        self._who = participant_id
        self._today = clock.today()
        self._areas = tuple(one for one in LifeArea if legal or one not in LEGAL_AREAS)
        self.area = ComboBox(theme, "Part of life")
        self.area.addItems([one.label for one in self._areas])
        self.value = ComboBox(theme, "Now")
        self.on = DateEdit(theme, "Since")
        self.on.setDate(as_qdate(self._today))
        self.on.setMaximumDate(as_qdate(self._today))
        self.evidence = code_box(theme, "How we know", _EVIDENCE, Evidence.SELF_REPORT)
        self.words = LineEdit(theme, "In a few words, if it helps")
        self.add("area", "Part of life", self.area)
        self.add("value", "Now", self.value)
        self.add("on", "Since", self.on)
        self.add("evidence", "How we know", self.evidence)
        self.add("words", "In a few words, if it helps", self.words)
        self.area.currentIndexChanged.connect(lambda _: self._offer())
        if area in self._areas:
            self.area.setCurrentIndex(self._areas.index(area))
        self._offer()

    def submit(self) -> None:
        place = self.value.currentIndex()
        value = LIFE_VALUES[self._chosen()][place].code if place >= 0 else ""
        command = RecordOutcome(
            new_id(),
            self._who,
            self._chosen(),
            value,
            day_in(self.on),
            chosen_code(self.evidence, _EVIDENCE) or Evidence.SELF_REPORT,
            self.words.text(),
        )
        problems = check_outcome(command.area, value, command.on, self._today)
        self.show_problems(problems)
        if not problems:
            self.wanted.emit(command)

    def _chosen(self) -> LifeArea:
        return self._areas[max(self.area.currentIndex(), 0)]

    def _offer(self) -> None:
        self.value.clear()
        self.value.addItems([value.label for value in LIFE_VALUES[self._chosen()]])
        self.value.setCurrentIndex(-1)
        self.value.setPlaceholderText("Choose")
