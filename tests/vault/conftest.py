"""A keyring with two workers, made once; nothing in it is ever changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from lead_desktop.domain.codes import Role
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.folder import VaultFolder, create_folder
from lead_desktop.vault.keyring import Keyring, Unlocked, add_worker, new_keyring
from lead_desktop.vault.opening import save_keyring

ADA, ADA_PASSPHRASE = "Ada Sampleton", "marble otter window seven"
DRE, DRE_PASSPHRASE = "Dre Fable", "copper lantern nine rivers"


@dataclass(frozen=True, repr=False)
class Ring:
    """A keyring with what opens it."""

    keyring: Keyring
    unlocked: Unlocked
    words: str

    @property
    def data_keys(self) -> tuple[bytes, ...]:
        return self.unlocked.data_keys


@pytest.fixture(scope="session")
def ring() -> Ring:
    """Ada, administrator and case manager, and Dre, peer."""
    keyring, unlocked, words = new_keyring(
        "Fable team", ADA, Role.CASE_MANAGER, ADA_PASSPHRASE, FAST
    )
    keyring, _ = add_worker(
        keyring,
        unlocked.data_keys,
        DRE,
        Role.PEER,
        administrator=False,
        passphrase=DRE_PASSPHRASE,
        cost=FAST,
    )
    return Ring(keyring, unlocked, words)


@pytest.fixture
def folder(ring: Ring, tmp_path: Path) -> VaultFolder:
    """A vault's folder with that keyring and no database."""
    made = create_folder(tmp_path / "vault")
    save_keyring(made, ring.keyring, replacing=None)
    return made
