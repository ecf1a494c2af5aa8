"""The sheets of the supervisor's page: a session that was held, an event that was reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.given import given
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import SupervisionForm
from lead_desktop.domain.worklist.oversight import ExceptionLine
from lead_desktop.services.worklist.oversight import HeldSession, ReportAnswer
from ui.kit.choice_chip import Choice
from ui.kit.inputs import ComboBox, DateEdit, LineEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, day_in
from ui.theme import Theme

_REPORTED, _NOT_ONE = "reported", "not_one"


class SessionSheet(FormSheet):
    """`wanted` carries a HeldSession. peers: (id, name); chosen: the one to begin with."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        peers: Sequence[tuple[UUID, str]],
        today: date,
        chosen: UUID | None = None,
    ) -> None:
        super().__init__(theme, host, "Supervision session", "Write down")
        self._id = new_id()
        self._peers = tuple(peers)
        self.worker = ComboBox(theme, "With")
        self.worker.addItems([name for _, name in self._peers])
        ids = [id_ for id_, _ in self._peers]
        self.worker.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.minutes = LineEdit(theme, "Minutes")
        self.minutes.setText("60")
        self.held_on = DateEdit(theme, "On")
        self.held_on.setDate(as_qdate(today))
        choices = [Choice(form.value, form.label) for form in SupervisionForm]
        self.form = Segmented(theme, "How", choices)
        self.words = LineEdit(theme, "About, in a few words", placeholder="Nothing about anybody")
        self.add("minutes", "Minutes", self.minutes)
        self.add("worker_id", "With", self.worker)
        self.add("held_on", "On", self.held_on)
        self.add("form", "How", self.form)
        hint = "Topics of the work; no participant is named here."
        self.add("words", "About, in a few words", self.words, hint=hint)

    def submit(self) -> None:
        self.show_problems(())
        minutes = self.minutes.text().strip()
        if not minutes.isdecimal():
            self.show_problems([FieldProblem("minutes", "Minutes in figures, such as 60.")])
            return
        place = max(self.worker.currentIndex(), 0)
        self.wanted.emit(
            HeldSession(
                self._id,
                self._peers[place][0],
                day_in(self.held_on),
                int(minutes),
                SupervisionForm(self.form.value() or SupervisionForm.INDIVIDUAL),
                self.words.text(),
            )
        )


class ReportSheet(FormSheet):
    """`wanted` carries a ReportAnswer: the day of the report, or why there is none."""

    def __init__(self, theme: Theme, host: QWidget, line: ExceptionLine, today: date) -> None:
        super().__init__(
            theme, host, "Critical incident", "Keep", lead=f"{line.participant}: {line.why}"
        )
        self._event_id = given(line.subject_id)
        choices = [Choice(_REPORTED, "Reported"), Choice(_NOT_ONE, "Not one to report")]
        self.answer = Segmented(theme, "Answer", choices)
        self.reported_on = DateEdit(theme, "Reported on")
        self.reported_on.setDate(as_qdate(today))
        self.words = LineEdit(theme, "Why, in a few words")
        self.add("answer", "Answer", self.answer)
        self._day = self.add("reported_on", "Reported on", self.reported_on)
        hint = "The report itself goes on the funder’s own form; this keeps only the date."
        self.add("words", "In a few words", self.words, hint=hint)
        self.answer.changed.connect(lambda key: self._day.setVisible(key == _REPORTED))

    def submit(self) -> None:
        self.show_problems(())
        reported = self.answer.value() == _REPORTED
        day = day_in(self.reported_on) if reported else None
        self.wanted.emit(ReportAnswer(self._event_id, day, self.words.text()))
