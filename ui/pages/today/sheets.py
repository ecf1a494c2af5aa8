"""The sheets of Today: put off, hand over, write a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.errors import FieldProblem
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import SnoozeReason
from lead_desktop.domain.worklist import WorkItem, most_snooze
from lead_desktop.services.tasks import WriteTask
from lead_desktop.services.worklist import HandOver, SnoozeItem
from ui.kit.choice_chip import Choice, ChoiceGroup
from ui.kit.fact_sheet import FactSheet, day_of, set_day
from ui.kit.inputs import ComboBox, DateEdit, LineEdit, NoteEdit
from ui.kit.segmented import Segmented
from ui.theme import Theme

NEXT_SHIFT = "Next shift"
_PICK = "pick"
_NOTE_HEIGHT = 96


class SnoozeSheet(FactSheet):
    """`wanted` carries a SnoozeItem: until when, and why in one tap."""

    def __init__(self, theme: Theme, host: QWidget, item: WorkItem, today: date) -> None:
        super().__init__(
            theme, host, "Put off", save="Put off", said=f"{item.participant}: {item.why}"
        )
        self._item = item
        self._today = today
        self._id = new_id()  # made once, so that pressing twice puts off once
        self._most = most_snooze(item.kind)
        choices = [Choice("1", "1 day"), Choice("3", "3 days"), Choice(_PICK, "Pick a day")]
        self.until = Segmented(theme, "Until", choices if self._most > 1 else choices[:1])
        self.day = DateEdit(theme, "Day")
        set_day(self.day, today + timedelta(days=min(7, self._most)))
        limit = "tomorrow" if self._most == 1 else f"{self._most} days"
        self.add_field("until_on", "Until", self.until, f"To {limit} at most.")
        self._picked = self.add_field("day", "Day", self.day)
        self._picked.hide()
        reasons = [Choice(reason.value, reason.label) for reason in SnoozeReason]
        self.reason = ChoiceGroup(theme, "Why", reasons)
        self.add_field("reason", "Why", self.reason)
        self.words = LineEdit(theme, "In a few words", placeholder="Only when it is something else")
        self.add_field("words", "In a few words", self.words)
        self.column.addStretch()
        self.until.changed.connect(lambda key: self._picked.setVisible(key == _PICK))

    def filled(self) -> SnoozeItem | None:
        chosen = self.until.value()
        until = day_of(self.day)
        if chosen != _PICK:
            until = self._today + timedelta(days=int(chosen or "1"))
        reason, item = self.reason.value(), self._item
        if reason is None:
            self.show_problems([FieldProblem("reason", "Say why; one tap is enough.")])
            return None
        return SnoozeItem(
            self._id,
            item.key,
            item.kind,
            item.participant_id,
            until,
            SnoozeReason(reason),
            self.words.text(),
        )


class HandOverSheet(FactSheet):
    """`wanted` carries a HandOver. colleagues: (id, name) of who may take it."""

    def __init__(
        self, theme: Theme, host: QWidget, item: WorkItem, colleagues: Sequence[tuple[UUID, str]]
    ) -> None:
        super().__init__(
            theme, host, "Hand over", save="Hand over", said=f"{item.participant}: {item.why}"
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
        self.add_field("words", "What is to be done", self.words)
        self.add_field("to_worker_id", "To", self.to)
        self.column.addStretch()

    def filled(self) -> HandOver | None:
        place = self.to.currentIndex() - 1
        to = self._colleagues[place][0] if place >= 0 else None
        item = self._item
        return HandOver(self._id, item.key, item.participant_id, to, self.words.toPlainText())


class FollowUpSheet(FactSheet):
    """`wanted` carries a WriteTask. task: the follow-up to be changed; without it a new one for
    `participant_id` is written."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        participant_id: UUID,
        participant: str,
        today: date,
        task: WriteTask | None = None,
        colleagues: Sequence[tuple[UUID, str]] = (),
    ) -> None:
        title = "Change follow-up" if task else "New follow-up"
        super().__init__(theme, host, title, save="Save", said=f"For {participant}")
        self._task = task
        self._person = participant_id
        self._id = task.id if task else new_id()
        self._colleagues = tuple(colleagues)
        self.words = LineEdit(
            theme, "What is to be done", placeholder="Call pharmacy about the transfer"
        )
        self.due = DateEdit(theme, "By")
        self.worker = ComboBox(theme, "Who")
        self.worker.addItem("Me")
        self.worker.addItems([name for _, name in self._colleagues])
        self.add_field("words", "What is to be done", self.words)
        self.add_field("due_on", "By", self.due)
        self.add_field("worker_id", "Who", self.worker)
        self.column.addStretch()
        self.words.setText(task.words if task else "")
        set_day(self.due, task.due_on if task else today)
        ids = [id_ for id_, _ in self._colleagues]
        if task is not None and task.worker_id in ids:
            self.worker.setCurrentIndex(ids.index(task.worker_id) + 1)

    def filled(self) -> WriteTask | None:
        place = self.worker.currentIndex() - 1
        who = self._colleagues[place][0] if place >= 0 else None
        return WriteTask(self._id, self._person, self.words.text(), day_of(self.due), who)
