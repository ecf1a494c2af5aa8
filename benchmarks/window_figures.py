"""Figures of whole processes: start to the painted unlock page, and resident memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import REPEATS, Figure

BARE = """
import sys, time
started = time.perf_counter()
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.perf_counter() - started, flush=True)
        application.quit()
application = QApplication(sys.argv)
window = Window(); window.resize(1440, 900); window.show()
application.exec()
"""

OURS = """
import sys, time
started = time.perf_counter()
from ui.shell.start import show_unlock_once
show_unlock_once(lambda: print(time.perf_counter() - started, flush=True))
"""

BARE_MEMORY = """
import psutil, sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication(sys.argv)
window = QWidget(); window.resize(1440, 900); window.show(); window.grab()
print(psutil.Process().memory_info().rss)
"""


def run(script: str, *arguments: str) -> float:
    """Run a script in a process of its own and read the number that it prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    printed = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return float(printed.stdout.split()[-1])


def measure_window(vault: Path, memory_script: str) -> Iterator[Figure]:
    """Start and memory. memory_script prints the resident bytes with the caseload open."""
    ours, bare = [], []
    run(OURS)
    for _ in range(REPEATS):
        ours.append(run(OURS) * 1000)
        bare.append(run(BARE) * 1000)
    yield Figure("start", "process start to the unlock page", _median(ours), _median(bare), 2.0)
    held = [run(memory_script, str(vault)) / 2**20 for _ in range(3)]
    floor = [run(BARE_MEMORY) / 2**20 for _ in range(3)]
    yield Figure(
        "memory", "resident size with the caseload open", _median(held), _median(floor), 2.0, "MiB"
    )


def _median(values: list[float]) -> float:
    return statistics.median(values)
