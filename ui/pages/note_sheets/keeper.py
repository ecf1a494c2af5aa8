"""Keeps what is being written in a sheet about a note: soon after the last key, and at closing."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, SignalInstance
from shiboken6 import Shiboken

from lead_desktop.services.contacts import note_writing
from lead_desktop.services.contacts.note_writing import Body, Purpose
from ui.pages.last_words import Keep, LastWords
from ui.pages.workplace import Workplace

KEEP_AFTER_MS = 700


class Writing(Protocol):
    """A sheet whose words are kept. `edited` is sent at each change."""

    @property
    def edited(self) -> SignalInstance: ...

    def writing(self) -> Body | None:
        """What stands in the sheet; None when there is nothing to keep."""

    def restore(self, body: Body) -> None:
        """Put back what was kept."""


class WritingKeeper(LastWords):
    """Belongs to one sheet. What was kept comes back into it unless somebody types first."""

    def __init__(
        self,
        workplace: Workplace,
        owner: QObject,
        sheet: Writing,
        contact_id: UUID,
        purpose: Purpose,
    ) -> None:
        super().__init__(owner, self._unkept)
        self._workplace = workplace
        self._sheet = sheet
        self._contact_id = contact_id
        self._purpose = purpose
        self._kept: Body | None = None
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        sheet.edited.connect(self._touch)
        desk = workplace.desk
        workplace.runner.run(
            lambda: note_writing.read_writing(desk, contact_id, purpose), self._take, owner=self
        )

    def keep(self) -> None:
        """Keep what stands in the sheet, now."""
        self._timer.stop()
        write = self._unkept()
        if write is not None:
            self._run(write)

    def let_go(self) -> None:
        """The words are saved where they belong: they need not be kept."""
        if Shiboken.isValid(self._timer):  # the sheet may have been closed while it was saved
            self._timer.stop()
        if self._kept is not None:
            self._run(self._write(None))

    def _touch(self) -> None:
        self._touched = True
        self._timer.start()

    def _take(self, body: Body | None) -> None:
        self._kept = body
        if body is not None and not self._touched:
            self._sheet.restore(body)

    def _unkept(self) -> Keep | None:
        body = self._sheet.writing()
        return None if body == self._kept else self._write(body)

    def _write(self, body: Body | None) -> Keep:
        self._kept = body
        return partial(
            note_writing.keep_writing,
            self._workplace.desk,
            self._contact_id,
            self._purpose,
            body,
        )

    def _run(self, write: Keep) -> None:
        self._workplace.runner.run(
            write,
            lambda _: None,
            self._workplace.navigator.report,
            # Even when the sheet is gone: these are the last words typed into it.
            owner=self._workplace.bus,
        )
