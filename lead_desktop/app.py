"""The composition root: from a folder and a secret to an application at an open vault."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lead_desktop.base.clock import Clock, FixedClock
from lead_desktop.demo.cast import COLLEAGUES, DEFAULT_COUNT, DEMO_PASSPHRASE, DEMO_WORKERS
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.services.changes import Change
from lead_desktop.services.consent import purging
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust import backups, workers
from lead_desktop.services.trust.backups import BackupReport, Check
from lead_desktop.services.trust.backups import verify_folder as verify_folder
from lead_desktop.services.trust.restoring import restore_backup as restore_backup
from lead_desktop.services.trust.sitting_down import open_desk
from lead_desktop.services.trust.vault_card import FICTIONAL
from lead_desktop.services.trust.vault_card import VaultCard as VaultCard
from lead_desktop.services.trust.vault_card import describe_vault as describe_vault
from lead_desktop.services.trust.vaults import create_vault as create_vault
from lead_desktop.services.trust.vaults import recover_vault as recover_vault
from lead_desktop.services.trust.workers import Keys, NewWorker, Unfinished
from lead_desktop.store.consent_doubts import settle_consents
from lead_desktop.store.store import get_ready as get_ready
from lead_desktop.vault.derivation import FAST, Argon2Cost, calibrate
from lead_desktop.vault.opening import WorkerCard as WorkerCard
from lead_desktop.vault.opening import open_keyring
from lead_desktop.vault.passphrases import check_passphrase as check_passphrase
from lead_desktop.vault.passphrases import generate_passphrase as generate_passphrase
from lead_desktop.vault.places import risky_place as risky_place


class Application:
    """An open vault and the desk at it. Close it to lock; it is a context manager as well."""

    def __init__(self, desk: Desk, keys: Keys, hold: ExitStack) -> None:
        self.desk = desk
        self._keys = keys
        self._hold = hold

    @property
    def folder(self) -> Path:
        return self._keys.folder.path

    @property
    def vault_name(self) -> str:
        return open_keyring(self._keys.folder).name

    @property
    def last_backup_at(self) -> datetime | None:
        """When the newest proven backup was made."""
        kept = backups.list_backups(self._keys.folder)
        return kept[0].made_at if kept else None

    def list_workers(self) -> list[WorkerLine]:
        """Everybody who may open this vault."""
        return workers.list_workers(self.desk)

    def add_worker(self, name: str, role: Role, administrator: bool, passphrase: str) -> Change:
        """Give a worker a slot; see services.workers.add_worker."""
        command = NewWorker(name, role, passphrase, administrator)
        return workers.add_worker(self.desk, self._keys, command, self._cost())

    def unfinished_of(self, name: str) -> Unfinished:
        """What a worker would leave behind; see services.workers.unfinished_of."""
        return workers.unfinished_of(self.desk, name)

    def remove_worker(self, name: str) -> Change:
        """Take a worker's slot away; see services.workers.remove_worker."""
        return workers.remove_worker(self.desk, self._keys, name)

    def change_passphrase(self, old: str, new: str) -> Change:
        """Give the worker at this desk a new passphrase."""
        return workers.change_passphrase(self.desk, self._keys, old, new, self._cost())

    def _cost(self) -> Argon2Cost:
        """The cost for a new slot: what this machine affords, or a throw-away vault's own."""
        held = self._keys.unlocked.slot.cost
        return FAST if held == FAST else calibrate()

    def back_up(
        self,
        to: Path | None = None,
        *,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> BackupReport:
        """Write and prove a backup; see services.backups.back_up."""
        return backups.back_up(self.desk, self._keys, to, progress=progress, cancelled=cancelled)

    def back_up_when_due(
        self, *, progress: Callable[[float], None] | None = None
    ) -> BackupReport | None:
        """The program's own backup; see services.backups.back_up_when_due."""
        return backups.back_up_when_due(self.desk, self._keys, progress=progress)

    def keep_house(self, *, progress: Callable[[float], None] | None = None) -> BackupReport | None:
        """What the program does by itself now and then: consents are held against their seals,
        papers in the trash end, a backup is made.

        The backup comes last, so that what was destroyed is not in it.
        """
        settle_consents(self.desk.store)
        if self.desk.may(Act.KEEP_PAPERS):
            purging.purge_due(self.desk)
        return self.back_up_when_due(progress=progress)

    def verify(self) -> tuple[Check, ...]:
        """Run every check of the vault."""
        return backups.verify(self.desk, self._keys)

    def close(self) -> None:
        """Close the database and let go of the vault's lock."""
        self._hold.close()

    def __enter__(self) -> Application:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_vault(
    path: Path, worker: str | None, passphrase: str, *, clock: Clock | None = None
) -> Application:
    """Unlock a vault and sit down at it; see services.sitting_down.open_desk. Slow by design."""
    opened = open_desk(path, worker, passphrase, clock=clock)
    return Application(opened.desk, opened.keys, opened.hold)


@dataclass(frozen=True)
class DemoAccess:
    """How to get into a throw-away fictional vault."""

    worker: str
    passphrase: str


def make_demo(
    path: Path, *, now: datetime, participants: int = DEFAULT_COUNT, seed: int = 42
) -> DemoAccess:
    """Make a throw-away vault at `path` with the fictional caseload as of `now`, backed up once.

    Its keys are derived cheaply: it protects nothing, because nobody in it exists.
    """
    from lead_desktop.demo.caseload import SET_UP_AGO, fill_demo  # late: few ever ask for it

    first, *others = DEMO_WORKERS
    clock = FixedClock(instant=now - SET_UP_AGO)
    create_vault(
        path,
        name="Downtown team (demo)",
        worker=first.name,
        role=first.role,
        passphrase=DEMO_PASSPHRASE,
        cost=FAST,
        clock=clock,
    )
    (path / FICTIONAL).write_text(DEMO_PASSPHRASE, "utf-8")
    with open_vault(path, first.name, DEMO_PASSPHRASE, clock=clock) as application:
        for one in (*others, *COLLEAGUES):
            application.add_worker(one.name, one.role, one.administrator, DEMO_PASSPHRASE)
        ids = {line.name: line.id for line in application.list_workers()}
        fill_demo(
            application.desk.store,
            now=now,
            zone=clock.zone,
            workers=ids,
            participants=participants,
            seed=seed,
        )
        application.back_up()
    return DemoAccess(first.name, DEMO_PASSPHRASE)
