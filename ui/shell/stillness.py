"""Knowing when a window has finished what it was doing: nothing asked for, nothing about to be.

For the tour and the self-test, which must neither sleep nor guess.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from lead_desktop.base.errors import LeadError
from ui.runner import Lane, Report, Runner, Task

T = TypeVar("T")
_SOON_MS = 1500  # single-shot timers up to here delay work of a page; longer ones are toasts
_PASSES = 2  # one for each thread


class CountingRunner(Runner):
    """A Runner that knows how much it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[LeadError], None] | None = None,
        *,
        owner: QObject,
        lane: Lane = Lane.STORE,
    ) -> Task[T]:
        self.asked += 1
        return super().run(work, done, failed, owner=owner, lane=lane)

    def run_long(
        self,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[LeadError], None] | None = None,
        *,
        progress: Callable[[float], None] | None = None,
        owner: QObject,
        lane: Lane = Lane.DRAWING,
    ) -> Task[T]:
        self.asked += 1
        return super().run_long(work, done, failed, progress=progress, owner=owner, lane=lane)


class Stillness(QObject):
    """`when_still` calls back once the threads are idle and no page's timer is about to fire."""

    def __init__(self, runner: CountingRunner) -> None:
        super().__init__()
        self._runner = runner

    def when_still(self, then: Callable[[], None]) -> None:
        """Call `then` at the next stillness."""
        self._through_store(then)

    def _through_store(self, then: Callable[[], None]) -> None:
        before = self._runner.asked
        # The answers to all that was asked before a pass have been handled when it returns.
        self._pass(Lane.STORE, lambda: self._through_drawing(before, then))

    def _through_drawing(self, before: int, then: Callable[[], None]) -> None:
        self._pass(Lane.DRAWING, lambda: QTimer.singleShot(0, lambda: self._judge(before, then)))

    def _judge(self, before: int, then: Callable[[], None]) -> None:
        if self._runner.asked != before + _PASSES:
            self._through_store(then)
            return
        due = next(_timers_about_to_fire(), None)
        if due is None:
            then()
        else:
            # Its owner may go before it fires; the pass after its time finds that out.
            QTimer.singleShot(due.remainingTime() + 1, lambda: self._through_store(then))

    def _pass(self, lane: Lane, then: Callable[[], None]) -> None:
        self._runner.run(_nothing, lambda _: then(), owner=self, lane=lane)


def _nothing() -> None:
    return None


def _timers_about_to_fire() -> Iterator[QTimer]:
    for window in QApplication.topLevelWidgets():
        for timer in window.findChildren(QTimer):
            if timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON_MS:
                yield timer
