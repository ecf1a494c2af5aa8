"""The copy that the print page shows: composed and drawn off the GUI thread, newest wish first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.codes import DisclosureMethod
from lead_desktop.services.desk import Desk
from lead_desktop.services.summaries import (
    ComposedSummary,
    SummaryPlan,
    SummaryRequest,
    compose_summary,
    draw_summary,
    encrypt_copy,
    open_preview,
    plan_summary,
    record_copy,
)
from ui.pages.workplace import Workplace
from ui.runner import Lane, Report, Task

DEBOUNCE_MS = 250
GOOD_FOR = timedelta(minutes=5)
"""A copy says when it was printed, so an older one is drawn anew before it leaves."""


@dataclass(frozen=True)
class Copy:
    """A drawn copy as previewed; what is handed over are these very bytes.

    sizes: of its pages, in points. account: writes the account of it in the moment before it
    leaves and returns the disclosure's id. encrypted: its bytes under a passphrase.
    """

    composed: ComposedSummary
    pdf: bytes
    sizes: tuple[QSizeF, ...]
    account: Callable[[Desk, DisclosureMethod], UUID | None]
    encrypted: Callable[[str], bytes]

    @property
    def document_number(self) -> str:
        """The only name of the copy outside the vault: no participant's name is in it."""
        return self.composed.content.document_number


@dataclass(frozen=True)
class Reading:
    """What the gate permits, and the content when something may leave."""

    plan: SummaryPlan
    composed: ComposedSummary | None


def read_copy(desk: Desk, request: SummaryRequest) -> Reading:
    """Ask the gate, and compose when it permits something; for the store thread."""
    plan = plan_summary(desk, request)
    if plan.permission.refusal or request.sections == frozenset():
        return Reading(plan, None)
    return Reading(plan, compose_summary(desk, request))


def draw_copy(composed: ComposedSummary, report: Report) -> Copy:
    """Draw a composed copy; for the drawing thread."""
    printed = draw_summary(composed, progress=report)
    with open_preview(printed.pdf) as preview:
        sizes = tuple(QSizeF(size.width, size.height) for size in preview.sizes())
    return Copy(
        composed=composed,
        pdf=printed.pdf,
        sizes=sizes,
        account=lambda desk, method: record_copy(desk, composed, printed, method),
        encrypted=lambda passphrase: encrypt_copy(printed, passphrase),
    )


class CopySource(QObject):
    """Keeps one copy in step with the wishes; an answer to an earlier wish is dropped.

    planned: a SummaryPlan, before anything is drawn. drawn: a Copy. failed: a LeadError.
    """

    planned = Signal(object)
    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._request: SummaryRequest | None = None
        self._copy: Copy | None = None
        self._task: Task[Reading] | Task[Copy] | None = None
        self._waiting: Callable[[Copy], None] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._read)

    def ask(self, request: SummaryRequest, *, at_once: bool = False) -> None:
        """Wish for another copy; work starts once the wishes have paused."""
        self._request = request
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
        age = self._workplace.desk.clock.now() - copy.composed.content.as_of
        return age <= GOOD_FOR

    def _stop_task(self) -> None:
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def _read(self) -> None:
        self._pause.stop()
        self._stop_task()
        request, desk = self._request, self._workplace.desk
        if request is None:
            return
        self._task = self._workplace.runner.run(
            lambda: read_copy(desk, request), self._have_read, self._have_failed, owner=self
        )

    def _have_read(self, reading: Reading) -> None:
        self._task = None
        self.planned.emit(reading.plan)
        composed = reading.composed
        if composed is None:
            self._waiting = None
            return
        self._task = self._workplace.runner.run_long(
            lambda report: draw_copy(composed, report),
            self._have_drawn,
            self._have_failed,
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
