"""Lets the preview follow the current person of the list."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from ui.pages.caseload.list_pane import ListPane
from ui.pages.caseload.listing import glimpse
from ui.pages.caseload.preview import Glimpse, Preview
from ui.pages.workplace import Workplace
from ui.runner import Task

_AFTER_MS = 80


class Following(QObject):
    """`follow` shows the current person once the hand rests on them; `anew` even if they are
    shown already, because what is known of them was read again."""

    def __init__(self, workplace: Workplace, pane: ListPane, preview: Preview) -> None:
        super().__init__(preview)
        self._workplace, self._pane, self._preview = workplace, pane, preview
        self._task: Task[Glimpse] | None = None
        self._shown: UUID | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._show)

    def follow(self) -> None:
        """The current person is another now."""
        if not self._preview.isHidden():
            self._timer.start()

    def anew(self) -> None:
        """What stands in the preview is of before."""
        self._shown = None

    def _show(self) -> None:
        row, desk = self._pane.current, self._workplace.desk
        if not self._preview.isVisible() or (row is not None and row.id == self._shown):
            return
        if self._task is not None:
            self._task.forget()
        self._shown = row.id if row is not None else None
        if row is None:
            self._preview.show_nobody()
            return
        self._preview.show_row(row, self._pane.model.calendar)
        wanted = row.id
        self._task = self._workplace.runner.run(
            lambda: glimpse(desk, wanted), self._show_glimpse, owner=self
        )

    def _show_glimpse(self, seen: Glimpse) -> None:
        row = self._pane.current
        if row is not None and row.id == seen.record.row.id:
            self._preview.show_glimpse(seen, self._pane.model.calendar)
