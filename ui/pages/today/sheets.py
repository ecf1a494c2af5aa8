"""The sheets of Today: put off, hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import SnoozeReason
from lead_desktop.domain.worklist.work_arranging import most_snooze
from lead_desktop.domain.worklist.work_item import WorkItem
from lead_desktop.services.worklist.worklist import HandOver, SnoozeItem
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.inputs import ComboBox, DateEdit, LineEdit, NoteEdit
from ui.kit.segmented import Segmented
from ui.pages.form_sheet import FormSheet, as_qdate, day_in
from ui.theme import Theme

NEXT_SHIFT = "Next shift"
_PICK = "pick"
_NOTE_HEIGHT = 96


class SnoozeSheet(FormSheet):
    """`wanted` carries a SnoozeItem: until when, and why in one tap."""

    def __init__(self, theme: Theme, host: QWidget, item: WorkItem, today: date) -> None:
        super().__init__(theme, host, "Put off", "Put off", lead=f"{item.participant}: {item.why}")
        self._item = item
        self._today = today
        self._id = new_id()  # made once, so that pressing twice puts off once
        self._most = most_snooze(item.kind)
        choices = [Choice("1", "1 day"), Choice("3", "3 days"), Choice(_PICK, "Pick a day")]
        self.until = Segmented(theme, "Until", choices if self._most > 1 else choices[:1])
        self.day = DateEdit(theme, "Day")
        self.day.setDate(as_qdate(today + timedelta(days=min(7, self._most))))
        limit = "tomorrow" if self._most == 1 else f"{self._most} days"
        self.add("until_on", "Until", self.until, hint=f"To {limit} at most.")
        self._picked = self.add("day", "Day", self.day)
        self._picked.hide()
        reasons = [Choice(reason.value, reason.label) for reason in SnoozeReason]
        self.reason = ChoiceGroup(theme, "Why", reasons)
        self.add("reason", "Why", self.reason)
        self.words = LineEdit(theme, "In a few words", placeholder="Only when it is something else")
        self.add("words", "In a few words", self.words)
        self.until.changed.connect(lambda key: self._picked.setVisible(key == _PICK))

    def submit(self) -> None:
        self.show_problems(())
        chosen = self.until.value()
        until = day_in(self.day)
        if chosen != _PICK:
            until = self._today + timedelta(days=int(chosen or "1"))
        reason, item = self.reason.value(), self._item
        if reason is None:
            self.show_problems([FieldProblem("reason", "Say why; one tap is enough.")])
            return
        self.wanted.emit(
            SnoozeItem(
                self._id,
                item.key,
                item.kind,
                item.participant_id,
                until,
                SnoozeReason(reason),
                self.words.text(),
            )
        )


class HandOverSheet(FormSheet):
    """`wanted` carries a HandOver. colleagues: (id, name) of who may take it."""

    def __init__(
        self, theme: Theme, host: QWidget, item: WorkItem, colleagues: Sequence[tuple[UUID, str]]
    ) -> None:
        super().__init__(
            theme, host, "Hand over", "Hand over", lead=f"{item.participant}: {item.why}"
        )
        self._item = item
        self._id = new_id()
        self._colleagues = tuple(colleagues)
        self.to = ComboBox(theme, "To")
        self.to.addItem(NEXT_SHIFT)
        self.to.addItems([name for _, name in self._colleagues])
        self.words = NoteEdit(
            theme, "What is to be done", placeholder="What the next person needs to know"
        )
        self.words.setFixedHeight(theme.px(_NOTE_HEIGHT))
        self.add("words", "What is to be done", self.words)
        self.add("to_worker_id", "To", self.to)

    def submit(self) -> None:
        self.show_problems(())
        place = self.to.currentIndex() - 1
        to = self._colleagues[place][0] if place >= 0 else None
        item = self._item
        words = self.words.toPlainText()
        self.wanted.emit(HandOver(self._id, item.key, item.participant_id, to, words))
