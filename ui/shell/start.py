"""Starting the window: the application, its look, its threads, and the way out."""

from __future__ import annotations

import gc
import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import LeadError, Unexpected, place_of
from lead_desktop.base.preferences import Preferences, config_folder, load_preferences
from lead_desktop.base.program_log import keep_log
from ui.pages.unlock.door import DemoWish, Door
from ui.runner import Runner
from ui.shell.main_window import MainWindow
from ui.shell.system_look import SystemLook
from ui.theme import Theme, apply_theme, look_of

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """The parts of a running program."""

    app: QApplication
    theme: Theme
    runner: Runner


def run_window(vault: Path | None, demo: DemoWish | None) -> int:
    """Open the window and stay until it is closed. `demo`: at once in a throw-away vault."""
    config = config_folder()
    keep_log(config)
    running = make_running(load_preferences(config))
    with tempfile.TemporaryDirectory(prefix="lead-demo-", ignore_cleanup_errors=True) as folder:
        door = Door(config, Path(folder), Clock(), demo or DemoWish())
        window = MainWindow(running.theme, running.runner, door, vault=vault)
        SystemLook(running.theme, config, window)
        with telling_faults(window.report):
            window.show()
            QTimer.singleShot(0, gc.enable)  # `ui.__main__` turned it off
            if demo is not None and window.unlock_page is not None:
                window.unlock_page.open_demo()
            status = running.app.exec()
        window.close()
        running.runner.close()
    return status


def make_running(preferences: Preferences, runner: Runner | None = None) -> Running:
    """The application in the look that was chosen, with its threads. One per process."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("lead-desktop")
    app.setDesktopFileName("lead-desktop")
    theme = Theme(look_of(preferences))
    apply_theme(app, theme)
    return Running(app, theme, runner or Runner())


@contextmanager
def telling_faults(report: Callable[[LeadError], None]) -> Iterator[None]:
    """Within: a fault of the program in a key press or click is told, not printed.

    What the fault's message says is kept back, for it may quote a record.
    """

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _LOG.error("unexpected %s at %s", kind.__name__, place_of(trace))
        report(error if isinstance(error, LeadError) else Unexpected())

    before = sys.excepthook
    sys.excepthook = tell
    try:
        yield
    finally:
        sys.excepthook = before
