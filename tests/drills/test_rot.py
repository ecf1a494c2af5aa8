"""rot: random bits flip in the database, the keyring or a backup, and are found and named.

Never a traceback, never silence: `vault verify` answers with a failed check, and what cannot be
opened is refused with the way back, which is restoring.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from lead_desktop.app import create_vault, open_vault
from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import VaultError
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust.backups import verify_folder
from lead_desktop.vault.derivation import FAST

PASSPHRASE = "seven calm herons wade upriver"
WORKER = "Tomas Sampleton"
ROUNDS = [pytest.param(5, id="short"), pytest.param(200, id="long", marks=pytest.mark.drill)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with one proven backup that passes every check."""
    folder = tmp_path_factory.mktemp("sound") / "vault"
    clock = FixedClock()
    create_vault(
        folder, worker=WORKER, role=Role.SUPERVISOR, passphrase=PASSPHRASE, cost=FAST, clock=clock
    )
    with open_vault(folder, WORKER, PASSPHRASE, clock=clock) as application:
        application.back_up()
    assert all(check.ok for check in verify_folder(folder, WORKER, PASSPHRASE, clock=clock))
    return folder


def flip(path: Path, moments: random.Random) -> None:
    """Turn one random bit of a file."""
    content = bytearray(path.read_bytes())
    content[moments.randrange(len(content))] ^= 1 << moments.randrange(8)
    path.write_bytes(content)


def is_noticed(folder: Path) -> bool:
    """Whether verifying names the damage; any error but a plain refusal fails the drill."""
    try:
        checks = verify_folder(folder, WORKER, PASSPHRASE, clock=FixedClock())
    except VaultError as refusal:
        return bool(refusal.what)
    failed = [check for check in checks if not check.ok]
    assert all(check.detail for check in failed)
    return bool(failed)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("rounds", ROUNDS)
@pytest.mark.parametrize("part", ["caseload.db", "keyring.json", "backup"])
def test_a_flipped_bit_is_found_and_named(
    sound: Path, tmp_path: Path, part: str, rounds: int
) -> None:
    moments = random.Random(rounds)
    for number in range(rounds):
        folder = tmp_path / str(number)
        shutil.copytree(sound, folder)
        backup = next(one for one in (folder / "backups").iterdir() if one.is_dir())
        target = folder / part if part != "backup" else backup / "caseload.db"
        flip(target, moments)
        assert is_noticed(folder), f"round {number}: a bit of {part} turned unnoticed"
        shutil.rmtree(folder)
