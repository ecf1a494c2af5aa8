"""The tour's visit at the supervisor's desk: locked, unlocked as another worker, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from ui.shell.guide import Guide
from ui.shell.history import Place
from ui.shell.page_table import TEAM

_SUPERVISOR, _FIRST = "Priya Demoson", "Tomas Sampleton"


def supervisor_steps(
    guide: Guide, picture: Callable[[Guide, str], None], passphrase: str
) -> Iterator[None]:
    """Pictures of what only a supervisor sees; the first worker is back at the end."""
    yield from _sit_down(guide, _SUPERVISOR, passphrase)
    guide.workspace.show_place(Place(TEAM))
    yield
    picture(guide, "09-team")
    guide.press(Qt.Key.Key_N, "n")
    yield
    picture(guide, "09-team-session")
    guide.press(Qt.Key.Key_Escape)
    yield
    yield from _sit_down(guide, _FIRST, passphrase)


def _sit_down(guide: Guide, worker: str, passphrase: str) -> Iterator[None]:
    guide.window.lock()
    yield
    page = guide.window.unlock_page
    if page is None:
        raise RuntimeError("the lock did not bring the unlock page back")
    page.form.workers.choose(worker)
    page.form.passphrase.input.setFocus()
    guide.type(passphrase)
    yield
    guide.press(Qt.Key.Key_Return)
    yield
