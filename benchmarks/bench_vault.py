"""The vaults that figures are taken in: fictional, of a known size, gone afterwards."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lead_desktop.base.clock import FixedClock
from lead_desktop.demo.cast import DEMO_WORKERS
from lead_desktop.demo.scale import fill_scale
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import workers
from lead_desktop.services.trust.sitting_down import open_desk
from lead_desktop.services.trust.vaults import create_vault
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.folder import VaultFolder

PASSPHRASE = "nobody lives in this vault"


class Size(StrEnum):
    """How large a caseload is measured."""

    S = "S"
    L = "L"

    @property
    def participants(self) -> int:
        return 500 if self is Size.S else 5_000

    @property
    def contacts(self) -> int:
        return 20_000 if self is Size.S else 400_000


@dataclass(frozen=True)
class BenchVault:
    """An open vault: the desk at it, where it lies and the raw key for a floor's own connection."""

    desk: Desk
    folder: Path
    key: bytes

    @property
    def database(self) -> Path:
        return VaultFolder(self.folder).database


@contextmanager
def bench_vault(folder: Path, size: Size | None) -> Iterator[BenchVault]:
    """Make and open a vault in `folder`, filled to `size`; None for an empty one."""
    first, *others = DEMO_WORKERS
    clock = FixedClock()
    create_vault(
        folder,
        worker=first.name,
        role=first.role,
        passphrase=PASSPHRASE,
        name="Benchmark",
        cost=FAST,
        clock=clock,
    )
    opened = open_desk(folder, first.name, PASSPHRASE, clock=clock)
    with opened.hold:
        for one in others:
            command = workers.NewWorker(one.name, one.role, PASSPHRASE, one.administrator)
            workers.add_worker(opened.desk, opened.keys, command, FAST)
        if size is not None:
            fill_scale(
                opened.desk.store,
                now=clock.now(),
                zone=clock.zone,
                workers={line.name: line.id for line in workers.list_workers(opened.desk)},
                participants=size.participants,
                contacts=size.contacts,
            )
        _live_in(opened.desk)
        yield BenchVault(opened.desk, folder, opened.keys.unlocked.data_keys[0])


def _live_in(desk: Desk) -> None:
    """Set the process to the vault's zone: "localtime" in a floor's SQL goes by it."""
    os.environ["TZ"] = desk.clock.zone.key or "UTC"
    time.tzset()
