"""Work off the GUI thread, and news of what it changed.

One thread belongs to the store, so services run one after the other in the order they were asked
for; a second thread draws long paper work. Results, errors and progress arrive on the GUI thread,
and never at an owner that has been destroyed meanwhile (a page that the lock took away).
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import Shiboken

from lead_desktop.base.errors import Cancelled, LeadError, Unexpected, place_of

if TYPE_CHECKING:
    from uuid import UUID

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
Report = Callable[[float], None]
"""Handed to long work: call it with 0.0 to 1.0. Raises Cancelled once the person has had enough."""

_PROGRESS_STEPS = 200  # finer steps would flood the event queue


class Lane(StrEnum):
    """Which thread does the work."""

    STORE = "store"
    DRAWING = "drawing"
    UPKEEP = "upkeep"


class Task(Generic[T]):
    """One piece of work that was asked for."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[LeadError], None] | None,
        progress: Callable[[float], None] | None,
    ) -> None:
        self._owner = owner
        self._done = done
        self._failed = failed
        self._progress = progress
        self._stop = Event()
        self._forgotten = False
        self._future: Future[T] | None = None

    def cancel(self) -> None:
        """Stop it if it can still be stopped; `failed` then gets Cancelled.

        Work that finishes before it notices counts as done.
        """
        self._stop.set()
        if self._future is not None:
            self._future.cancel()

    def forget(self) -> None:
        """Let it run, but call nobody back (the answer has become stale)."""
        self._forgotten = True

    @property
    def is_wanted(self) -> bool:
        """Whether anybody is there to be called back."""
        return not self._forgotten and Shiboken.isValid(self._owner)

    @property
    def is_stopping(self) -> bool:
        """Whether cancel was asked for."""
        return self._stop.is_set()

    def start_with(self, future: Future[T]) -> None:
        """Tie the task to the thread's promise; for the Runner."""
        self._future = future

    def settle(self, future: Future[T]) -> LeadError | None:
        """Call the owner back with what came out; returns an error that nobody took."""
        error = _error_of(future)
        if error is None:
            if self.is_wanted:
                self._done(future.result())
            return None
        if isinstance(error, Cancelled) and self._failed is None:
            return None
        if self._failed is not None and self.is_wanted:
            self._failed(error)
            return None
        # The person who asked is gone, or left errors to the window: the window must tell.
        return None if isinstance(error, Cancelled) else error

    def tell(self, fraction: float) -> None:
        """Pass progress on; for the Runner."""
        if self._progress is not None and self.is_wanted:
            self._progress(fraction)


class Runner(QObject):
    """The threads. Make it on the GUI thread; close it before the application ends."""

    problem = Signal(object)
    _settled = Signal(int)
    _advanced = Signal(object, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"lead-{lane}")
            for lane in Lane
        }
        self._closed = False
        self._numbers = itertools.count()
        self._works: dict[int, Callable[[], Any]] = {}
        self._asked: dict[int, tuple[Task[Any], Future[Any]]] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._settled.connect(self._settle, queued)
        self._advanced.connect(self._advance, queued)

    def on_problem(self, told: Callable[[LeadError], None]) -> None:
        """The one error channel: `told` gets every error that its asker did not take."""
        self.problem.connect(told)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[LeadError], None] | None = None,
        *,
        owner: QObject,
        lane: Lane = Lane.STORE,
    ) -> Task[T]:
        """Do `work` on a thread, then call `done` with its result on the GUI thread.

        failed: gets the error instead; without it, the error channel does. owner: when it has
        been destroyed, nobody is called.
        """
        return self._submit(Task(owner, done, failed, None), work, lane)

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
        """As `run`, for work that reports how far it is and can be cancelled on the way."""
        task = Task(owner, done, failed, progress)
        return self._submit(task, lambda: work(self._reporter(task)), lane)

    def close(self) -> None:
        """Finish everything that was asked for, stop the threads. Nobody is called back after."""
        self._closed = True
        for executor in self._lanes.values():
            executor.shutdown(wait=True)
        self._works.clear()
        self._asked.clear()

    def _submit(self, task: Task[T], work: Callable[[], T], lane: Lane) -> Task[T]:
        if self._closed:
            # A window that is going away may still ask: its timers outlive the threads.
            task.forget()
            return task
        # What is asked for often holds widgets. It stays here, on the GUI thread, until it is
        # settled: if a thread let go of the last reference to a widget, the widget would be
        # destroyed at some later moment of the GUI thread's work, and the process with it.
        number = next(self._numbers)
        self._works[number] = work
        future: Future[T] = self._lanes[lane].submit(self._perform, number)
        self._asked[number] = (task, future)
        task.start_with(future)
        future.add_done_callback(lambda _: self._settled.emit(number))
        return task

    def _perform(self, number: int) -> Any:
        return self._works[number]()

    def _reporter(self, task: Task[T]) -> Report:
        last = -1

        def report(fraction: float) -> None:
            nonlocal last
            if task.is_stopping:
                raise Cancelled("This was stopped.", meaning="Nothing of it was kept.")
            step = round(min(max(fraction, 0.0), 1.0) * _PROGRESS_STEPS)
            if step != last:
                last = step
                self._advanced.emit(task, step / _PROGRESS_STEPS)

        return report

    def _settle(self, number: int) -> None:
        if self._closed:
            return
        work = self._works.pop(number)
        task, future = self._asked.pop(number)
        error = task.settle(future)
        _let_go_of_frames(future)
        del work
        if error is not None:
            self.problem.emit(error)

    def _advance(self, task: Task[object], fraction: float) -> None:
        if not self._closed:
            task.tell(fraction)


@dataclass(frozen=True)
class Change:
    """What was written: topics ("contacts", "linkages" ...) and the ids of the records."""

    topics: frozenset[str]
    ids: frozenset[UUID]


@dataclass(frozen=True, eq=False)
class _Subscription:
    owner: QObject
    topics: frozenset[str]
    told: Callable[[Change], None]


class ChangeBus(QObject):
    """Tells the views of a window what changed; for the GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subscriptions: list[_Subscription] = []

    def subscribe(
        self, owner: QObject, topics: Iterable[str], told: Callable[[Change], None]
    ) -> None:
        """Call `told` at every change in one of `topics`, for as long as `owner` lives."""
        subscription = _Subscription(owner, frozenset(topics), told)
        self._subscriptions.append(subscription)
        # Dropped with its owner at once, so that no locked-away page is kept by its callback.
        owner.destroyed.connect(lambda: self._drop(subscription))

    def publish(
        self, topics: Iterable[str], ids: Iterable[UUID] = (), writer: QObject | None = None
    ) -> None:
        """Tell everybody who cares, except `writer`, who knows already."""
        change = Change(frozenset(topics), frozenset(ids))
        for subscription in tuple(self._subscriptions):
            if not Shiboken.isValid(subscription.owner):
                self._drop(subscription)
            elif subscription.owner is not writer and subscription.topics & change.topics:
                subscription.told(change)

    def _drop(self, subscription: _Subscription) -> None:
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)


def _let_go_of_frames(future: Future[T]) -> None:
    """Cut an error from the frames that it passed through: they hold what the work held."""
    error = None if future.cancelled() else future.exception()
    while error is not None:
        error.__traceback__ = None
        error = error.__cause__ or error.__context__


def _error_of(future: Future[T]) -> LeadError | None:
    """What went wrong, as something a person may read. Anything else is logged by place only."""
    if future.cancelled():
        return Cancelled("This was stopped.", meaning="Nothing of it was kept.")
    error = future.exception()
    if error is None or isinstance(error, LeadError):
        return error
    _LOG.error("unexpected %s at %s", type(error).__name__, place_of(error.__traceback__))
    return Unexpected()
