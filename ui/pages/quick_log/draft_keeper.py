"""Keeps the words of a form: an encrypted draft soon after the last key, and at once when asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from lead_desktop.base.errors import LeadError
from lead_desktop.services.contacts import drafts
from lead_desktop.services.contacts.drafts import DraftState, SavedDraft
from ui.pages.workplace import Workplace

DELAY_MS = 800
_LONGEST_MS = 4000  # somebody who never pauses is saved in between as well


class DraftKeeper(QObject):
    """Saves what `take` returns. `told` gets each SavedDraft, `failed` what stood against it.

    exists: whether the vault holds a draft of this form, as far as was asked for.
    """

    def __init__(
        self,
        workplace: Workplace,
        owner: QObject,
        take: Callable[[], DraftState | None],
        told: Callable[[SavedDraft], None],
        failed: Callable[[LeadError], None],
        *,
        delay_ms: int = DELAY_MS,
        exists: bool = False,
    ) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._take = take
        self._told = told
        self._failed = failed
        self.exists = exists
        self._unsaved = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something changed: save soon."""
        if not self._timer.isActive():
            self._unsaved.start()
        elif self._unsaved.elapsed() > _LONGEST_MS:
            self.flush()
            return
        self._timer.start()

    def stop(self) -> None:
        """Save nothing more until the next touch."""
        self._timer.stop()

    def flush(self) -> None:
        """Save now. The words are taken at this moment; the saving itself is the runner's."""
        self._timer.stop()
        state = self._take()
        if state is None:
            return
        self.exists = True
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: drafts.save_draft(desk, state), self._told, self._failed, owner=self
        )
