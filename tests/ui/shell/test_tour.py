"""The tour and the self-test, as a person starts them: each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PICTURES = (
    "01-unlock",
    "03-caseload",
    "04-participant",
    "05-quick-log",
    "07-print",
    "10-components",
    "13-settings-import-tried",
)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "ui", *words],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
        check=False,
    )


@pytest.mark.long
def test_the_tour_writes_every_page_and_every_form(tmp_path: Path) -> None:
    done = run("tour", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {f"{name}.png" for name in PICTURES} <= made
    assert {"07-summary-internal.pdf", "07-summary-participant.pdf"} <= made
    for picture in (tmp_path / "out").glob("*.png"):
        assert picture.stat().st_size > 10_000, picture.name


def test_a_tour_that_cannot_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here")
    done = run("tour", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


def test_the_self_test_passes() -> None:
    done = run("--self-test")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Self-test passed" in done.stdout
