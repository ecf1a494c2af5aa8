"""Locks: many may work, one may be alone, and a process that dies lets go."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from lead_desktop.base.errors import StorageReadOnly, VaultBusy
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.locking import editing, locked

CHECKOUT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from lead_desktop.vault.folder import VaultFolder
from lead_desktop.vault.locking import locked
with locked(VaultFolder(Path(sys.argv[1])), shared=sys.argv[2] == "shared"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(folder: VaultFolder, how: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder.path), how],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate(timeout=60)


def test_many_share_and_nobody_is_then_alone(folder: VaultFolder) -> None:
    with another_process(folder, "shared"), locked(folder):
        alone = locked(folder, shared=False)
        with pytest.raises(VaultBusy, match="open in another window") as caught:
            alone.__enter__()
        assert "Nothing was changed" in str(caught.value)


def test_while_one_is_alone_nobody_comes_in(folder: VaultFolder) -> None:
    with another_process(folder, "alone"):
        with pytest.raises(VaultBusy, match="restoring, upgrading"), locked(folder):
            pass
        with pytest.raises(VaultBusy), locked(folder, shared=False):
            pass


def test_a_killed_process_holds_nothing(folder: VaultFolder) -> None:
    with another_process(folder, "alone") as process:
        process.kill()
        process.wait(timeout=60)
        with ExitStack() as hold:
            hold.enter_context(locked(folder, shared=False))
            assert folder.lock.stat().st_mode & 0o777 == 0o600


def test_a_refused_lock_keeps_nothing(folder: VaultFolder) -> None:
    with locked(folder), pytest.raises(VaultBusy), locked(folder, shared=False):
        pass
    with locked(folder, shared=False):
        assert folder.lock.exists()


def test_editing_is_a_lock_of_its_own(folder: VaultFolder) -> None:
    with locked(folder, shared=False), editing(folder):
        assert folder.edit_lock.exists()


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(StorageReadOnly), locked(VaultFolder(tmp_path / "nowhere")):
        pass
