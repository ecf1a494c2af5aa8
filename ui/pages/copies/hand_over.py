"""The copy leaves: its account is written first, then the job starts, and a failure is noted."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from lead_desktop.base.errors import Cancelled, LeadError
from lead_desktop.domain.codes import DisclosureMethod
from lead_desktop.domain.consent.leaving import Leaving, leaving_as
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk
from ui.pages.copies.copy_source import Copy
from ui.pages.copies.printing import print_pages
from ui.pages.copies.saving import CopyNotHandedOver, save_whole
from ui.pages.workplace import Workplace
from ui.runner import Lane, Task

SENT = "Sent to the printer."
ONE_OF_SEVERAL = "One copy was sent: each paper has its own number. Print again for the next."
"""A number stands on each paper and in its account; two papers with one could not be told apart."""


def save_copy(desk: Desk, copy: Copy, path: Path, passphrase: str | None) -> None:
    """Account for a copy and write it; for the store thread.

    In one piece of work, so that a lock in the middle cannot part the file from its account.
    """
    content = copy.pdf if passphrase is None else copy.encrypted(passphrase)
    encrypted = DisclosureMethod.ENCRYPTED_FILE
    method = DisclosureMethod.FILE if passphrase is None else encrypted
    accounts = copy.account(desk, leaving_as(content, method))
    try:
        save_whole(path, content)
    except CopyNotHandedOver:
        copy.unsent(desk, accounts)
        raise


class HandOver(QObject):
    """One copy at a time. started: words, and whether it can be cancelled. left: words for the
    toast. stayed: the LeadError that stopped it. advanced: 0.0 to 1.0."""

    started = Signal(str, bool)
    advanced = Signal(float)
    left = Signal(str)
    stayed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._job: Task[None] | None = None
        self._sent = SENT
        self.is_busy = False

    def save(self, copy: Copy, path: Path, passphrase: str | None) -> None:
        """Write a copy to `path`, encrypted when there is a passphrase."""
        self._start("Saving the copy…", can_cancel=False)
        words = "Saved." if passphrase is None else "Saved, encrypted."
        self._workplace.runner.run(
            partial(save_copy, self._workplace.desk, copy, path, passphrase),
            lambda _: self._has_left(copy, words),
            lambda error: self._has_stayed(copy, error),
            owner=self,
        )

    def print(
        self,
        copy: Copy,
        printer: QPrinter,
        leaving: Leaving,
        *,
        grey: bool,
        several: bool = False,
    ) -> None:
        """Print a copy on a chosen printer. leaving: in which way the pages reach somebody.
        several: more than one was asked for in its dialog."""
        self._sent = ONE_OF_SEVERAL if several else SENT
        self._start("Printing…", can_cancel=True)
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: copy.account(desk, leaving),
            lambda accounts: self._send(copy, accounts, printer, grey=grey),
            lambda error: self._has_stayed(copy, error),
            owner=self,
        )

    def tell(self, copy: Copy, leaving: Leaving) -> None:
        """Account for what is told by voice from the pages; nothing is printed."""
        self._start("Writing it down…", can_cancel=False)
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: copy.account(desk, leaving),
            lambda _: self._has_left(copy, "Written down as told."),
            lambda error: self._has_stayed(copy, error),
            owner=self,
        )

    @property
    def is_sending(self) -> bool:
        """Whether a print job is accounted for and on its way."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop the print job, if it has not wholly gone out yet."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, words: str, *, can_cancel: bool) -> None:
        self.is_busy = True
        self.started.emit(words, can_cancel)

    def _send(
        self, copy: Copy, accounts: tuple[UUID, ...], printer: QPrinter, *, grey: bool
    ) -> None:
        self._job = self._workplace.runner.run_long(
            lambda report: print_pages(printer, copy.pdf, grey=grey, report=report),
            lambda _: self._has_left(copy, self._sent),
            lambda error: self._note_failure(copy, accounts, error),
            progress=self.advanced.emit,
            owner=self,
            lane=Lane.DRAWING,
        )

    def _note_failure(self, copy: Copy, accounts: tuple[UUID, ...], error: LeadError) -> None:
        if isinstance(error, Cancelled):
            error = CopyNotHandedOver(
                "Printing was stopped.",
                meaning="The account of this copy says that it was not sent.",
                remedy="Look for pages that came out already.",
            )
        shown = error
        desk = self._workplace.desk

        def noted(_: Change) -> None:
            self._has_stayed(copy, shown)

        self._workplace.runner.run(
            lambda: copy.unsent(desk, accounts),
            noted,
            lambda unnoted: self._has_stayed(copy, unnoted),
            owner=self,
        )

    def _has_left(self, copy: Copy, words: str) -> None:
        self._settle(copy)
        self.left.emit(f"{words} Added to Disclosures." if copy.accounted else words)

    def _has_stayed(self, copy: Copy, error: LeadError) -> None:
        self._settle(copy)
        self.stayed.emit(error)

    def _settle(self, copy: Copy) -> None:
        self.is_busy = False
        self._job = None
        self._workplace.bus.publish({"disclosures"}, copy.people, writer=self.parent())
