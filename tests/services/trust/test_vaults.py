"""Making a vault and getting in by the recovery sheet: whole, private, or not at all."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import (
    StorageFull,
    UnknownWorker,
    VaultError,
    VaultExists,
    VaultMissing,
    WeakPassphrase,
    WrongPassphrase,
)
from lead_desktop.domain.codes import Role
from lead_desktop.services.trust import backups
from lead_desktop.services.trust.sitting_down import OpenVault
from lead_desktop.services.trust.vault_card import FICTIONAL, describe_vault
from lead_desktop.services.trust.vaults import (
    create_vault,
    recover_vault,
)
from lead_desktop.store.audit import list_entries
from lead_desktop.vault.derivation import FAST
from tests.services.conftest import PASSPHRASE, WORKER, Vault

NEW_PASSPHRASE = "velvet engine cloudy harbor"
CHECKOUT = Path(__file__).resolve().parents[3]


def create(path: Path, **other: object) -> str:
    facts = {"worker": WORKER, "role": Role.PEER, "passphrase": PASSPHRASE, "cost": FAST}
    return create_vault(path, clock=FixedClock(), **{**facts, **other})  # type: ignore[arg-type]


def recover(vault: Vault, words: str, **other: object) -> str:
    facts = {"worker": WORKER, "new_passphrase": NEW_PASSPHRASE, "clock": FixedClock()}
    return recover_vault(vault.path, words=words, cost=FAST, **{**facts, **other})  # type: ignore[arg-type]


def test_a_new_vault_is_private_to_the_last_file(vault: Vault, inside: OpenVault) -> None:
    backups.back_up(inside.desk, inside.keys)
    modes = {path: path.stat().st_mode & 0o777 for path in vault.path.rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert vault.path.stat().st_mode & 0o777 == 0o700


def test_the_first_worker_is_administrator_beside_the_role(tmp_path: Path) -> None:
    sheet = create(tmp_path / "vault")
    opened = Vault(tmp_path / "vault", sheet).open()
    with opened.hold:
        assert (opened.desk.worker.role, opened.desk.worker.administrator) == (Role.PEER, True)


def test_a_vault_tells_of_itself_before_any_passphrase(vault: Vault) -> None:
    card = describe_vault(vault.path)
    assert (card.name, card.fictional, card.last_backup_at) == ("Fable team", False, None)
    assert [worker.name for worker in card.workers] == [WORKER]
    assert card.size_bytes > 0
    (vault.path / FICTIONAL).touch()
    assert describe_vault(vault.path).fictional


@pytest.mark.parametrize(
    "wrong", [{"passphrase": "short"}, {"worker": " "}, {"passphrase": f"{WORKER} 2026"}]
)
def test_a_refused_vault_leaves_no_trace(tmp_path: Path, wrong: dict[str, str]) -> None:
    with pytest.raises(VaultError):
        create(tmp_path / "vault", **wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_never_made_over_another(vault: Vault) -> None:
    before = {path: path.read_bytes() for path in vault.path.iterdir() if path.is_file()}
    with pytest.raises(VaultExists):
        create(vault.path)
    assert {path: path.read_bytes() for path in before} == before


def test_a_vault_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StorageFull("The disk has no room left.")

    monkeypatch.setattr("lead_desktop.services.trust.vaults.save_keyring", refuse)
    (tmp_path / "empty").mkdir()
    for place in ("new", "empty"):
        with pytest.raises(StorageFull):
            create(tmp_path / place)
    assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]


@pytest.mark.parametrize("limit", [500, 40_000, 200_000])
def test_a_disk_that_fills_up_leaves_no_half_vault(tmp_path: Path, limit: int) -> None:
    script = """
        import resource, sys
        from pathlib import Path
        from lead_desktop.base.errors import StorageFull
        from lead_desktop.domain.codes import Role
        from lead_desktop.services.trust.vaults import create_vault
        from lead_desktop.vault.derivation import FAST
        import alembic.command
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
        try:
            create_vault(Path(sys.argv[1]), worker="Ada Sampleton", role=Role.PEER,
                         passphrase="marble otter window seven", cost=FAST)
        except StorageFull as refusal:
            print("refused:", refusal)
    """
    place = tmp_path / "vault"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(place), str(limit)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.startswith("refused:"), done.stderr
    assert not place.exists()


def test_the_sheet_gives_a_new_passphrase_once_and_is_audited(
    vault: Vault, acts: Callable[[OpenVault], list[str]]
) -> None:
    fresh = recover(vault, vault.sheet)
    assert fresh != vault.sheet
    with pytest.raises(WrongPassphrase, match="newest sheet"):
        recover(vault, vault.sheet)
    with pytest.raises(WrongPassphrase):
        vault.open(WORKER, PASSPHRASE)
    vault.folder.attempts.unlink()
    opened = vault.open(WORKER, NEW_PASSPHRASE)
    with opened.hold, opened.desk.store.read() as connection:
        used = [one for one in list_entries(connection) if one.action == "vault.recover"]
        assert [one.subject for one in used] == [str(opened.desk.worker.id)]
        assert opened.desk.worker.administrator
    assert all(check.ok for check in backups.verify_folder(vault.path, WORKER, NEW_PASSPHRASE))
    recover(vault, fresh, new_passphrase=PASSPHRASE)


def test_wrong_words_before_the_right_ones_are_audited(vault: Vault) -> None:
    with pytest.raises(WrongPassphrase):
        recover(vault, "abandon " * 24)
    later = FixedClock(instant=FixedClock().now() + timedelta(seconds=5))
    recover(vault, vault.sheet, clock=later)
    opened = vault.open(WORKER, NEW_PASSPHRASE, later)
    with opened.hold, opened.desk.store.read() as connection:
        details = {one.action: one.detail for one in list_entries(connection)}
    assert details["vault.recover"] == {"wrong_tries": 1}


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"worker": "Nobody Here"}, UnknownWorker),
        ({"new_passphrase": "short"}, WeakPassphrase),
    ],
)
def test_a_refused_recovery_changes_nothing(
    vault: Vault, other: dict[str, str], refusal: type[VaultError]
) -> None:
    before = vault.folder.keyring.read_bytes()
    with pytest.raises(refusal):
        recover(vault, vault.sheet, **other)
    assert vault.folder.keyring.read_bytes() == before
    recover(vault, vault.sheet)


def test_no_vault_no_recovery(tmp_path: Path, vault: Vault) -> None:
    with pytest.raises(VaultMissing):
        recover(Vault(tmp_path / "nowhere", ""), vault.sheet)
    with pytest.raises(VaultMissing):
        describe_vault(tmp_path / "nowhere")
