"""The console script: what it hands on, what it opens, what it says without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from lead_desktop import cli
from lead_desktop.cli import COMMANDS
from ui.__main__ import has_display, main


@pytest.mark.parametrize(
    ("environment", "platform", "display"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
    ],
)
def test_whether_a_window_can_open(
    environment: dict[str, str], platform: str, display: bool
) -> None:
    assert has_display(environment, platform) is display


def test_without_a_display_one_sentence_names_the_other_ways(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "tour" in said
    assert "list" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["tour"], ["demo", "--seed", "x"], ["a", "b"], ["tour", "o", "--theme", "pink"]]
)
def test_wrong_usage_leaves_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


def test_neither_qt_nor_the_store_is_loaded_before_it_is_known_what_to_do() -> None:
    code = (
        "import sys, ui.__main__; "
        "print(sorted(m for m in ('PySide6', 'sqlalchemy', 'reportlab') if m in sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[]"


def test_the_window_is_shown_before_the_store_is_loaded() -> None:
    code = (
        "import sys, ui.shell.start; "
        "print(sorted(m for m in ('sqlalchemy', 'sqlcipher3', 'reportlab') if m in sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[]"


LOADED_AHEAD = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from lead_desktop.base.preferences import Preferences
from ui.pages.unlock.door import Door
from ui.shell.main_window import MainWindow
from ui.shell.start import make_running
running = make_running(Preferences())
window = MainWindow(running.theme, running.runner, Door(Path(sys.argv[1]), Path(sys.argv[1])))
window.show()
running.app.processEvents()
running.runner.close()
names = ("ui.shell.opening", "reportlab", "pikepdf", "uharfbuzz", "pypdfium2", "PIL", "openpyxl")
print(sorted(name for name in names if name in sys.modules))
from lead_desktop.store.tables import Participant
print(Participant.__mapper__.configured)
"""


def test_while_the_passphrase_is_typed_all_is_loaded_but_what_prints(tmp_path: Path) -> None:
    """Papers are drawn late in the day, or never, and what draws them takes 20 MiB."""
    said = subprocess.run(
        [sys.executable, "-c", LOADED_AHEAD, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    ).stdout
    assert said.splitlines() == ["['ui.shell.opening']", "True"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_handed_on(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that the program knows and the window does not would open a vault of that name."""
    handed: list[Sequence[str]] = []

    def take(words: Sequence[str]) -> int:
        handed.append(words)
        return 0

    monkeypatch.setattr(cli, "main", take)
    assert main([command, "somewhere"]) == 0
    assert handed == [[command, "somewhere"]]
