"""The demonstration as a whole vault: whole, and backed up two hours before its `now`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from lead_desktop.app import make_demo, open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.demo.cast import COLLEAGUES, DEMO_WORKERS


def test_the_vault_passes_every_check_and_has_a_backup(tmp_path: Path) -> None:
    clock = FixedClock()
    access = make_demo(tmp_path / "demo", now=clock.now(), participants=20)
    with open_vault(tmp_path / "demo", access.worker, access.passphrase, clock=clock) as demo:
        assert demo.last_backup_at == clock.now() - timedelta(hours=2)
        assert [check.name for check in demo.verify() if not check.ok] == []
        known = {worker.name for worker in (*DEMO_WORKERS, *COLLEAGUES)}
        assert {line.name for line in demo.list_workers()} == known
