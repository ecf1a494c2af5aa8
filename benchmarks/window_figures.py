"""Figures of whole processes: start to the painted unlock page, and resident memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.bench_vault import PASSPHRASE, BenchVault
from benchmarks.measure import REPEATS, Figure

BARE_START = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget(); window.resize(1440, 900); window.show(); window.grab()
print(time.time() - float(sys.argv[1]))
"""

START = """
import sys, time
from PySide6.QtWidgets import QApplication
from ui.__main__ import main
def shown(application):
    (window,) = (w for w in application.topLevelWidgets() if w.isVisible())
    window.grab()
    print(time.time() - float(sys.argv[1]))
    return 0
QApplication.exec = shown
sys.exit(main([]))
"""

BARE_MEMORY = """
import psutil, sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget(); window.resize(1440, 900); window.show(); window.grab()
print(psutil.Process().memory_info().rss)
"""

MEMORY = """
import psutil, sys
from pathlib import Path
from PySide6.QtCore import Qt
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.preferences import Preferences
from ui.pages.unlock.door import Door
from ui.shell.guide import Guide
config, vault, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
door = Door(config, config / "demo", FixedClock())
door.remember(vault)
faults = []
def look(guide):
    guide.type(passphrase)
    yield
    guide.press(Qt.Key.Key_Return)
    yield
    guide.window.grab()
    print(len(guide.workspace.people.rows), psutil.Process().memory_info().rss)
Guide(door, Preferences(), faults).walk(look)
if faults:
    sys.exit("; ".join(faults))
"""


def measure_start(vault: BenchVault) -> Figure:
    """Starting the process until the unlock page has been painted."""
    with tempfile.TemporaryDirectory(prefix="lead-bench-") as config:
        ours, bare = [], []
        # An installed program has its byte code beside it, whatever this shell says of writing it.
        kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": config}
        kept["XDG_CONFIG_HOME"] = config
        for script in (START, BARE_START):
            _run(script, str(time.time()), **kept)  # so that byte code and files are warm
        for _ in range(REPEATS):
            ours.append(float(_run(START, str(time.time()), **kept)[-1]) * 1000)
            bare.append(float(_run(BARE_START, str(time.time()), **kept)[-1]) * 1000)
    medians = (statistics.median(ours), statistics.median(bare))
    return Figure("start", "process start to the unlock page", *medians, 2.0)


def measure_memory(vault: BenchVault) -> Figure:
    """Resident size with the caseload open and painted."""
    held, bare = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory(prefix="lead-bench-") as config:
            people, size = _run(MEMORY, config, str(vault.folder), PASSPHRASE)
        if people == "0":
            raise RuntimeError("the caseload was empty when the memory was read")
        held.append(int(size) / 2**20)
        bare.append(int(_run(BARE_MEMORY)[-1]) / 2**20)
    medians = (statistics.median(held), statistics.median(bare))
    return Figure("memory", "resident size with the caseload open", *medians, 2.0, "MiB")


def _run(script: str, *arguments: str, **environment: str) -> list[str]:
    """Run a script in a process of its own and read the words that it prints."""
    printed = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    if printed.returncode:
        raise RuntimeError(f"a measured process ended badly: {printed.stderr.strip()}")
    return printed.stdout.split()
