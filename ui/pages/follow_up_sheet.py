"""The sheet that writes a follow-up, for one participant or for several at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.services.worklist.tasks import WriteTask
from ui.kit.inputs import ComboBox, DateEdit, LineEdit
from ui.pages.form_sheet import FormSheet, as_qdate, day_in
from ui.theme import Theme


class FollowUpSheet(FormSheet):
    """`wanted` carries a tuple of WriteTask, one for each of `people`.

    said: for whom, in words. task: the follow-up to be changed; without it new ones are written.
    colleagues: (id, name) of who else may do it.
    """

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        people: Sequence[UUID],
        said: str,
        today: date,
        task: WriteTask | None = None,
        colleagues: Sequence[tuple[UUID, str]] = (),
    ) -> None:
        title = "Change follow-up" if task else "New follow-up"
        super().__init__(theme, host, title, "Save", lead=f"For {said}")
        # Ids are made once, so that pressing twice writes once.
        self._ids = {who: task.id if task else new_id() for who in people}
        self._colleagues = tuple(colleagues)
        self.words = LineEdit(
            theme, "What is to be done", placeholder="Call pharmacy about the transfer"
        )
        self.due = DateEdit(theme, "By")
        self.worker = ComboBox(theme, "Who")
        self.worker.addItem("Me")
        self.worker.addItems([name for _, name in self._colleagues])
        self.add("words", "What is to be done", self.words)
        self.add("due_on", "By", self.due)
        self.add("worker_id", "Who", self.worker)
        self.words.setText(task.words if task else "")
        self.due.setDate(as_qdate(task.due_on if task else today))
        ids = [id_ for id_, _ in self._colleagues]
        if task is not None and task.worker_id in ids:
            self.worker.setCurrentIndex(ids.index(task.worker_id) + 1)

    def submit(self) -> None:
        self.show_problems(())
        place = self.worker.currentIndex() - 1
        worker = self._colleagues[place][0] if place >= 0 else None
        words, due = self.words.text(), day_in(self.due)
        self.wanted.emit(
            tuple(WriteTask(id_, who, words, due, worker) for who, id_ in self._ids.items())
        )
