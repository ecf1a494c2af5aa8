"""What the unlock page asks of the core. Called on the store thread, which imports it there:
the page is on screen before the store's libraries are loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lead_desktop.base.clock import Clock
from lead_desktop.base.preferences import recent_vaults, remember_vault

if TYPE_CHECKING:
    from lead_desktop.app import Application, DemoAccess, VaultCard
    from lead_desktop.domain.codes import Role

DEMO_PARTICIPANTS = 169
"""People in the demonstration caseload where no number is asked for."""


@dataclass(frozen=True)
class DemoWish:
    """How many fictional participants, drawn from which seed."""

    participants: int = DEMO_PARTICIPANTS
    seed: int = 42


@dataclass(frozen=True)
class Door:
    """config: the folder with this computer's list of vaults. demo_folder: where a demonstration
    vault may be made; it is removed when the program ends."""

    config: Path
    demo_folder: Path
    clock: Clock = field(default_factory=Clock)
    demo: DemoWish = field(default_factory=DemoWish)

    def recent(self) -> tuple[Path, ...]:
        """Vaults opened on this computer, newest first, as far as they still exist."""
        return tuple(path for path in recent_vaults(self.config) if path.is_dir())

    def remember(self, folder: Path) -> None:
        """Put a vault first in the list. A demonstration vault is not remembered."""
        if not folder.is_relative_to(self.demo_folder):
            remember_vault(self.config, folder)

    def describe(self, folder: Path) -> VaultCard:
        """What stands on the vault's door; needs no passphrase. Raises VaultError."""
        from lead_desktop import app

        return app.describe_vault(folder)

    def open(self, folder: Path, worker: str, passphrase: str) -> Application:
        """Open the vault for `worker`. Slow by intention. Raises VaultError."""
        from lead_desktop import app

        return app.open_vault(folder, worker, passphrase, clock=self.clock)

    def create(self, wish: NewVault) -> str:
        """Make a vault with its first worker; returns the recovery sheet. Raises VaultError."""
        from lead_desktop import app

        return app.create_vault(
            wish.folder,
            name=wish.name,
            worker=wish.worker,
            role=wish.role,
            passphrase=wish.passphrase,
            clock=self.clock,
        )

    def recover(self, folder: Path, worker: str, words: str, passphrase: str) -> str:
        """Give `worker` a new passphrase by the recovery words; returns the new sheet.

        Raises VaultError.
        """
        from lead_desktop import app

        return app.recover_vault(
            folder, worker=worker, words=words, new_passphrase=passphrase, clock=self.clock
        )

    def judge_passphrase(self, text: str) -> None:
        """Raise WeakPassphrase where `text` breaks the policy."""
        from lead_desktop import app

        app.check_passphrase(text)

    def propose_passphrase(self) -> str:
        """Six words drawn by lot."""
        from lead_desktop import app

        return app.generate_passphrase()

    def make_demo(self) -> tuple[Path, DemoAccess]:
        """Make the fictional vault, or raise VaultError."""
        from lead_desktop import app

        folder = self.demo_folder / "demo"
        access = app.make_demo(
            folder,
            participants=self.demo.participants,
            seed=self.demo.seed,
            now=self.clock.now(),
        )
        return folder, access

    def now(self) -> datetime:
        """The present instant in the zone of the clock."""
        return self.clock.now().astimezone(self.clock.zone)


@dataclass(frozen=True)
class NewVault:
    """What a person fills in to make a vault."""

    folder: Path
    name: str
    worker: str
    role: Role
    passphrase: str = field(repr=False)
