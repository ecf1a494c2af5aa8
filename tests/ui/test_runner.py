"""The runner: results, errors, order, cancelling, owners that are gone, closing; the bus."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.errors import Cancelled, LeadError, Refused, Unexpected
from ui.runner import Change, ChangeBus, Lane, Report, Runner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_the_result_arrives_on_the_gui_thread(qtbot: QtBot, runner: Runner) -> None:
    seen: list[tuple[int, bool]] = []
    gui = QThread.currentThread()
    owner = QObject()
    runner.run(
        lambda: 41 + 1, lambda n: seen.append((n, QThread.currentThread() == gui)), owner=owner
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(42, True)]


def test_store_work_runs_in_order_on_one_thread(qtbot: QtBot, runner: Runner) -> None:
    owner = QObject()
    threads: list[str] = []
    order: list[int] = []

    def work(number: int) -> int:
        threads.append(threading.current_thread().name)
        return number

    for number in range(20):
        runner.run(lambda number=number: work(number), order.append, owner=owner)
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))
    assert len(set(threads)) == 1


def test_drawing_does_not_wait_for_the_store(qtbot: QtBot, runner: Runner) -> None:
    owner, gate, seen = QObject(), threading.Event(), list[str]()
    runner.run(lambda: gate.wait(10), lambda _: seen.append("store"), owner=owner)
    runner.run(lambda: None, lambda _: seen.append("paper"), owner=owner, lane=Lane.DRAWING)
    qtbot.waitUntil(lambda: seen == ["paper"])
    gate.set()
    qtbot.waitUntil(lambda: seen == ["paper", "store"])
    assert seen == ["paper", "store"]


def test_a_refusal_goes_to_its_asker(qtbot: QtBot, runner: Runner) -> None:
    owner, errors, channel = QObject(), list[LeadError](), list[LeadError]()
    runner.on_problem(channel.append)

    def refuse() -> None:
        raise Refused("Not for this role.")

    runner.run(refuse, lambda _: None, errors.append, owner=owner)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Refused)
    assert channel == []


def test_an_error_nobody_takes_goes_to_the_channel(qtbot: QtBot, runner: Runner) -> None:
    owner, channel = QObject(), list[LeadError]()
    runner.on_problem(channel.append)

    def refuse() -> None:
        raise Refused("Not for this role.")

    runner.run(refuse, lambda _: None, owner=owner)
    qtbot.waitUntil(lambda: bool(channel))
    assert isinstance(channel[0], Refused)


def test_a_fault_is_logged_by_place_and_never_by_message(
    qtbot: QtBot, runner: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    owner, errors = QObject(), list[LeadError]()

    def fault() -> None:
        raise ValueError("Juniper Fable slept at her sister's")

    with caplog.at_level(logging.ERROR):
        runner.run(fault, lambda _: None, errors.append, owner=owner)
        qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Unexpected)
    assert "Juniper" not in str(errors[0]) + caplog.text
    assert "ValueError at " in caplog.text
    assert "test_runner:" in caplog.text


def test_a_destroyed_owner_is_never_called(qtbot: QtBot, runner: Runner) -> None:
    gate, called, after = threading.Event(), list[object](), list[bool]()
    owner, alive = QObject(), QObject()
    runner.run(lambda: gate.wait(10), called.append, owner=owner)
    runner.run(lambda: True, after.append, owner=alive)
    Shiboken.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert called == []


def test_the_error_of_a_destroyed_owner_is_still_told(qtbot: QtBot, runner: Runner) -> None:
    gate, channel = threading.Event(), list[LeadError]()
    runner.on_problem(channel.append)
    owner = QObject()

    def fail_late() -> None:
        gate.wait(10)
        raise Refused("The disk is full.")

    runner.run(fail_late, lambda _: None, lambda _: None, owner=owner)
    Shiboken.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: bool(channel))
    assert channel[0].what == "The disk is full."


def test_cancelled_before_it_began(qtbot: QtBot, runner: Runner) -> None:
    owner, gate = QObject(), threading.Event()
    ran, errors = list[int](), list[LeadError]()
    runner.run(lambda: gate.wait(10), lambda _: None, owner=owner)
    task = runner.run(lambda: ran.append(1), lambda _: None, errors.append, owner=owner)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert ran == []


def test_long_work_reports_and_stops(qtbot: QtBot, runner: Runner) -> None:
    owner, go_on = QObject(), threading.Event()
    steps, errors, done = list[float](), list[LeadError](), list[str]()

    def long(report: Report) -> str:
        report(0.25)
        go_on.wait(10)
        report(0.5)
        return "finished"

    task = runner.run_long(long, done.append, errors.append, progress=steps.append, owner=owner)
    qtbot.waitUntil(lambda: steps == [0.25])
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert done == []
    assert steps == [0.25]


def test_a_forgotten_task_calls_nobody(qtbot: QtBot, runner: Runner) -> None:
    owner, stale, fresh = QObject(), list[int](), list[int]()
    runner.run(lambda: 1, stale.append, owner=owner).forget()
    runner.run(lambda: 2, fresh.append, owner=owner)
    qtbot.waitUntil(lambda: bool(fresh))
    assert stale == []


def test_what_is_asked_after_closing_is_not_done(qtbot: QtBot) -> None:
    """A timer of a window that was on its way out raised in the event loop of the next one."""
    runner, owner, seen = Runner(), QObject(), list[str]()
    runner.close()
    asked = runner.run(lambda: seen.append("done"), lambda _: seen.append("told"), owner=owner)
    assert not asked.is_wanted
    assert seen == []


def test_close_finishes_the_work_and_joins_the_threads(qtbot: QtBot) -> None:
    runner, owner, written = Runner(), QObject(), list[int]()
    called: list[None] = []
    for number in range(50):
        runner.run(lambda number=number: written.append(number), called.append, owner=owner)
    runner.close()
    assert written == list(range(50))
    assert not [t for t in threading.enumerate() if t.name.startswith("lead-")]


def test_the_bus_tells_those_who_care_and_not_the_writer(qtbot: QtBot) -> None:
    bus, writer, reader, other = ChangeBus(), QObject(), QObject(), QObject()
    told: dict[str, list[Change]] = {"writer": [], "reader": [], "other": []}
    bus.subscribe(writer, {"contacts"}, told["writer"].append)
    bus.subscribe(reader, {"contacts", "linkages"}, told["reader"].append)
    bus.subscribe(other, {"consents"}, told["other"].append)
    record = uuid4()
    bus.publish({"contacts", "tasks"}, {record}, writer)
    assert told["writer"] == []
    assert told["other"] == []
    assert told["reader"] == [Change(frozenset({"contacts", "tasks"}), frozenset({record}))]


def test_the_bus_forgets_destroyed_owners(qtbot: QtBot) -> None:
    bus, gone, stays = ChangeBus(), QObject(), QObject()
    told: list[Change] = []
    bus.subscribe(gone, {"contacts"}, told.append)
    bus.subscribe(stays, {"contacts"}, told.append)
    Shiboken.delete(gone)
    bus.publish({"contacts"})
    assert len(told) == 1


class Witness:
    """Notes on which thread it was let go."""

    def __init__(self, seen: list[str]) -> None:
        self._seen = seen

    def __del__(self) -> None:
        self._seen.append(threading.current_thread().name)


def test_what_work_holds_is_let_go_on_the_gui_thread(runner: Runner, qtbot: QtBot) -> None:
    """A widget whose last reference falls on another thread would end the process later."""
    seen: list[str] = []
    owner = QObject()
    wanted = 300

    def ask(number: int) -> None:
        held = Witness(seen)

        def work() -> int:
            assert held is not None
            if number % 3 == 0:
                raise Refused("On purpose.")
            return number

        runner.run(work, lambda _: None, lambda _: None, owner=owner)

    for number in range(wanted):
        ask(number)
    qtbot.waitUntil(lambda: len(seen) == wanted)
    assert set(seen) == {threading.main_thread().name}
