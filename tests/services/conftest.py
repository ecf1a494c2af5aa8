"""A small real vault, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lead_desktop.base.clock import Clock, FixedClock
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust.sitting_down import OpenVault, open_desk
from lead_desktop.services.trust.vaults import create_vault
from lead_desktop.store.audit import list_entries
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.folder import VaultFolder

WORKER = "Ada Sampleton"
PASSPHRASE = "marble otter window seven"


@dataclass(frozen=True)
class Vault:
    """A vault on disk that nobody has open, with what opens it."""

    path: Path
    sheet: str

    @property
    def folder(self) -> VaultFolder:
        return VaultFolder(self.path)

    def open(
        self, worker: str = WORKER, passphrase: str = PASSPHRASE, clock: Clock | None = None
    ) -> OpenVault:
        return open_desk(self.path, worker, passphrase, clock=clock or FixedClock())


@pytest.fixture(scope="session")
def vault_template(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    path = tmp_path_factory.mktemp("vaults") / "template"
    sheet = create_vault(
        path,
        worker=WORKER,
        role=Role.SUPERVISOR,
        passphrase=PASSPHRASE,
        name="Fable team",
        cost=FAST,
        clock=FixedClock(),
    )
    return Vault(path, sheet)


@pytest.fixture
def vault(vault_template: Vault, tmp_path: Path) -> Vault:
    """A vault of its own with one worker, who is its administrator."""
    path = tmp_path / "vault"
    shutil.copytree(vault_template.path, path)
    return Vault(path, vault_template.sheet)


@pytest.fixture
def inside(vault: Vault) -> Iterator[OpenVault]:
    """The vault opened by its administrator."""
    opened = vault.open()
    with opened.hold:
        yield opened


@pytest.fixture
def acts() -> Callable[[OpenVault], list[str]]:
    """What the audit of an open vault tells, oldest first."""

    def read(opened: OpenVault) -> list[str]:
        with opened.desk.store.read() as connection:
            return [entry.action for entry in list_entries(connection)]

    return read
