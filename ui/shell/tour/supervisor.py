"""Scenes at the supervisor's desk and a peer's: locked, unlocked as another worker, and back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt

from ui.shell.every_form import draw_supervisors
from ui.shell.page_table import PRIVACY, TEAM, TODAY
from ui.shell.tour.papers import write_all
from ui.shell.tour.visit import Visit

_SUPERVISOR, _PEER, _FIRST = "Priya Demoson", "Dre Exampleton", "Tomas Sampleton"


def supervisor(visit: Visit) -> Iterator[None]:
    """Pictures and papers of what only a supervisor sees, then a peer's day; the first worker is
    back at the end."""
    yield from _sit_down(visit, _SUPERVISOR)
    yield from visit.go(TEAM)
    visit.picture("09-team")
    visit.press(Qt.Key.Key_N, "n")
    yield
    visit.picture("09-team-session")
    visit.press(Qt.Key.Key_Escape)
    yield
    yield from visit.go(PRIVACY)
    visit.picture("18-privacy-supervisor")
    desk, person = visit.workspace.workplace.desk, visit.person()
    visit.guide.runner.run(
        lambda: draw_supervisors(desk, person),
        partial(write_all, visit.out),
        visit.guide.note,
        owner=visit.guide,
    )
    yield
    yield from _sit_down(visit, _PEER)
    yield from visit.go(TODAY)
    visit.picture("02-today-peer")
    yield from _sit_down(visit, _FIRST)


def _sit_down(visit: Visit, worker: str) -> Iterator[None]:
    visit.guide.window.lock()
    yield
    page = visit.guide.window.unlock_page
    if page is None:
        raise RuntimeError("the lock did not bring the unlock page back")
    page.form.workers.choose(worker)
    page.form.passphrase.input.setFocus()
    visit.type(visit.passphrase)
    yield
    visit.press(Qt.Key.Key_Return)
    yield
