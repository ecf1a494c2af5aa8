"""Walking through the real window without a person: one step, then stillness, then the next.

The tour and the self-test are scripts for it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from lead_desktop.base.errors import LeadError
from lead_desktop.base.preferences import Preferences
from ui.pages.unlock.door import Door
from ui.runner import Runner
from ui.shell.main_window import MainWindow
from ui.shell.start import make_running, telling_faults
from ui.shell.stillness import CountingRunner, Stillness
from ui.shell.workspace import Workspace
from ui.theme.offscreen import offscreen_platform

SIZE = (1440, 900)
_HARMLESS = "This plugin does not support"  # said by the platform without a display
_WARNINGS = frozenset({QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg})

Script = Callable[["Guide"], Iterator[None]]


class Guide(QObject):
    """The window under guidance. `faults` takes what went wrong, in words.

    A script does something and yields, and goes on once the window is still.
    """

    def __init__(self, door: Door, preferences: Preferences, faults: list[str]) -> None:
        super().__init__()
        self.faults = faults
        self._runner = CountingRunner()
        self._running = make_running(preferences, self._runner)
        self._still = Stillness(self._runner)
        self._runner.on_problem(self.note)
        self.window = MainWindow(self._running.theme, self._runner, door, seconds=lambda: 0.0)
        self._steps: Iterator[None] = iter(())
        self._left: int | None = None

    @property
    def runner(self) -> Runner:
        """The threads of the window."""
        return self._runner

    @property
    def workspace(self) -> Workspace:
        """The workspace; raises RuntimeError while the vault is closed."""
        if self.window.workspace is None:
            raise RuntimeError("the vault is not open")
        return self.window.workspace

    def walk(self, script: Script, *, only_first: int | None = None) -> None:
        """Walk to the end, to the first fault, or through so many steps; then close the window."""
        self._steps = script(self)
        self._left = only_first
        self._running.app.setCursorFlashTime(0)  # or a picture may catch the caret while it is out
        with telling_faults(self.note):
            self.window.resize(*SIZE)
            self.window.show()
            self.window.activateWindow()
            self._still.when_still(self._advance)
            self._running.app.exec()
        self.window.close()
        self._runner.close()

    def note(self, error: LeadError) -> None:
        """An error that somebody at the window would have seen; it ends the walk."""
        self.faults.append(str(error))
        QApplication.quit()

    def press(self, key: Qt.Key, text: str = "") -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.window
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(target, event)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        for char in text:
            self.press(Qt.Key.Key_unknown, char)

    def _advance(self) -> None:
        try:
            next(self._steps)
        except StopIteration:
            QApplication.quit()
            return
        if self._left is not None:
            self._left -= 1
        if self.faults or self._left == 0:
            QApplication.quit()
        else:
            self._still.when_still(self._advance)


@contextmanager
def without_display(faults: list[str]) -> Iterator[Path]:
    """Within: Qt paints into memory on a screen of a real size, and its warnings are faults.

    Gives a folder that is gone afterwards. Enter it before the application is made.
    """
    with tempfile.TemporaryDirectory(prefix="lead-guide-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["QT_QPA_PLATFORM"] = offscreen_platform(folder / "screens.json")
        # A service or a bare shell may have no locale; Qt would warn and choose this one.
        if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
            os.environ["LC_ALL"] = "C.UTF-8"

        def listen(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
            if kind in _WARNINGS and not message.startswith(_HARMLESS):
                faults.append(f"Qt: {message}")

        qInstallMessageHandler(listen)
        try:
            yield folder
        finally:
            qInstallMessageHandler(None)
