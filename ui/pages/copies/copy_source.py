"""The copy that a page shows: composed and drawn off the GUI thread, newest wish first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.consent.leaving import Leaving
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.summaries import open_preview
from ui.pages.workplace import Workplace
from ui.runner import Lane, Report, Task

DEBOUNCE_MS = 250
GOOD_FOR = timedelta(minutes=5)
"""A copy says when it was printed, so an older one is drawn anew before it leaves."""


@dataclass(frozen=True)
class Copy:
    """A drawn copy as previewed; what is handed over are these very bytes.

    document_number: the only name of the copy outside the vault; no participant's name is in it.
    people: whose records are in it. accounted: whether leaving adds an entry to Disclosures.
    sizes: of its pages, in points. account: writes the account of it in the moment before it
    leaves and returns the disclosures' ids. unsent: corrects that account when it did not leave
    after all. encrypted: its bytes under a passphrase.
    """

    document_number: str
    paper: str
    as_of: datetime
    people: tuple[UUID, ...]
    accounted: bool
    pdf: bytes
    sizes: tuple[QSizeF, ...]
    account: Callable[[Desk, Leaving], tuple[UUID, ...]]
    unsent: Callable[[Desk, tuple[UUID, ...]], Change]
    encrypted: Callable[[str], bytes]


@dataclass(frozen=True)
class Reading:
    """What is known before anything is drawn, for the page; and how to draw it, for the drawing
    thread. draw: None when nothing may leave, or nothing is wanted."""

    plan: object
    draw: Callable[[Report], Copy] | None


Read = Callable[[Desk], Reading]
"""Reads what a copy is made from; for the store thread."""


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """The size of every page, in points."""
    with open_preview(pdf) as preview:
        return tuple(QSizeF(size.width, size.height) for size in preview.sizes())


class CopySource(QObject):
    """Keeps one copy in step with the wishes; an answer to an earlier wish is dropped.

    planned: the plan of a Reading, before anything is drawn. advanced: how far the drawing is.
    drawn: a Copy. failed: a LeadError.
    """

    planned = Signal(object)
    advanced = Signal(float)
    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._wish: Read | None = None
        self._copy: Copy | None = None
        self._task: Task[Reading] | Task[Copy] | None = None
        self._waiting: Callable[[Copy], None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._read)

    def ask(self, read: Read, *, at_once: bool = False) -> None:
        """Wish for another copy; work starts once the wishes have paused."""
        self._wish = read
        self.drop()
        if at_once:
            self._read()
        else:
            self._pause.start()

    def drop(self) -> None:
        """The present copy, and one being made, no longer count."""
        self._pause.stop()
        self._copy = None
        self._waiting = None
        self._stop_task()

    @property
    def present(self) -> Copy | None:
        """The copy as wished for; None while there is none."""
        return self._copy

    @property
    def is_working(self) -> bool:
        """Whether a copy is on its way, or about to be."""
        return self._task is not None or self._pause.isActive()

    def when_current(self, then: Callable[[Copy], None]) -> None:
        """Call `then` with the copy as wished for, now or once it is drawn.

        Another wish, or a failure, in between calls it off.
        """
        if self._copy is not None and self._is_good(self._copy):
            then(self._copy)
            return
        self._waiting = then
        if self._task is None:
            self._copy = None
            self._read()

    def _is_good(self, copy: Copy) -> bool:
        return self._workplace.desk.clock.now() - copy.as_of <= GOOD_FOR

    def _stop_task(self) -> None:
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def _read(self) -> None:
        self._pause.stop()
        self._stop_task()
        read, desk = self._wish, self._workplace.desk
        if read is None:
            return
        self._task = self._workplace.runner.run(
            lambda: read(desk), self._have_read, self._have_failed, owner=self
        )

    def _have_read(self, reading: Reading) -> None:
        self._task = None
        self.planned.emit(reading.plan)
        draw = reading.draw
        if draw is None:
            self._waiting = None
            return
        self._task = self._workplace.runner.run_long(
            draw,
            self._have_drawn,
            self._have_failed,
            progress=self.advanced.emit,
            owner=self,
            lane=Lane.DRAWING,
        )

    def _have_drawn(self, copy: Copy) -> None:
        self._task = None
        self._copy = copy
        self.drawn.emit(copy)
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(copy)

    def _have_failed(self, error: LeadError) -> None:
        self._task = None
        self._waiting = None
        self.failed.emit(error)
