"""Keeps the words of the new-referral form: an encrypted draft soon after the last key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from lead_desktop.base.errors import LeadError
from lead_desktop.services.contacts import drafts
from lead_desktop.services.contacts.drafts import DraftLine, DraftState, SavedDraft
from ui.pages.referrals.form_footer import FormFooter
from ui.pages.referrals.form_state import FORM
from ui.pages.workplace import Workplace

_AFTER_MS = 800


class Keeper(QObject):
    """Saves what `take` returns and says so in the footer. exists: the vault holds a draft."""

    def __init__(
        self,
        workplace: Workplace,
        owner: QObject,
        take: Callable[[], DraftState | None],
        footer: FormFooter,
    ) -> None:
        super().__init__(owner)
        self._workplace = workplace
        self._take = take
        self._footer = footer
        self.exists = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something changed: save soon, and at the latest one delay after the first key."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Save nothing more until the next touch."""
        self._timer.stop()

    def keep(self) -> None:
        """Save now; the words are taken at this moment."""
        self._timer.stop()
        state, desk = self._take(), self._workplace.desk
        if state is None:
            return
        self.exists = True
        self._workplace.runner.run(
            lambda: drafts.save_draft(desk, state), self._kept, self._failed, owner=self
        )

    def put_away(self, state: DraftState) -> None:
        """Keep a form that is left: it does not come back by itself."""
        desk, closed = self._workplace.desk, replace(state, open=False)
        self._workplace.runner.run(
            lambda: drafts.save_draft(desk, closed), lambda _: None, owner=self
        )

    def fetch(self, wanted: Callable[[DraftLine], bool], told: Callable[[DraftLine], None]) -> None:
        """Hand over the newest of the worker's own drafts of this form that is wanted."""
        desk = self._workplace.desk

        def found(lines: list[DraftLine]) -> None:
            line = next((one for one in lines if one.form == FORM and wanted(one)), None)
            if line is not None:
                told(line)

        self._workplace.runner.run(lambda: drafts.list_drafts(desk), found, owner=self)

    def _kept(self, saved: SavedDraft) -> None:
        self._footer.show_saved(saved.at.astimezone(self._workplace.desk.clock.zone))

    def _failed(self, error: LeadError) -> None:
        self._footer.show_unsaved()
        self._workplace.navigator.report(error)
