"""A hardened process leaves no core and lets no neighbour look inside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPT = """
import ctypes, resource
from lead_desktop.base.hygiene import harden_process
harden_process()
harden_process()
open("made", "w").close()
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the second half is Linux's own")
def test_no_core_no_looking_in_and_no_file_for_others(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["(0,", "0)", "0"]
    assert (tmp_path / "made").stat().st_mode & 0o077 == 0
