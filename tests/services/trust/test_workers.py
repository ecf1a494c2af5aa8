"""Workers: added, removed, renamed locks; keyring and records change together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from lead_desktop.base.errors import (
    DatabaseDamaged,
    KeyringDamaged,
    StorageFull,
    UnknownWorker,
    VaultBusy,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
)
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Role
from lead_desktop.services.contacts import drafts
from lead_desktop.services.trust import backups, workers
from lead_desktop.services.trust.sitting_down import OpenVault
from lead_desktop.services.trust.workers import NewWorker
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.keyring_file import dump
from lead_desktop.vault.opening import open_keyring
from tests.services.conftest import PASSPHRASE, WORKER, Vault

Acts = Callable[[OpenVault], list[str]]
OTHER, OTHER_PASSPHRASE = "Dre Fable", "copper lantern nine rivers"
DRE = NewWorker(OTHER, Role.PEER, OTHER_PASSPHRASE)


def add(opened: OpenVault, command: NewWorker = DRE) -> None:
    workers.add_worker(opened.desk, opened.keys, command, FAST)


def names(opened: OpenVault) -> list[str]:
    return [line.name for line in workers.list_workers(opened.desk)]


def test_an_added_worker_opens_the_vault_in_the_own_role(vault: Vault, inside: OpenVault) -> None:
    add(inside)
    other = vault.open(OTHER, OTHER_PASSPHRASE)
    with other.hold:
        assert (other.desk.worker.role, other.desk.worker.administrator) == (Role.PEER, False)
        assert other.keys.unlocked.data_keys == inside.keys.unlocked.data_keys


def test_the_role_of_administrator_has_the_right(vault: Vault, inside: OpenVault) -> None:
    add(inside, NewWorker(OTHER, Role.ADMINISTRATOR, OTHER_PASSPHRASE))
    other = vault.open(OTHER, OTHER_PASSPHRASE)
    with other.hold:
        workers.remove_worker(other.desk, other.keys, WORKER)
        assert names(other) == [OTHER]


@pytest.mark.parametrize("act", ["add", "remove", "back up"])
def test_a_keyring_that_somebody_else_wrote_to_is_not_built_upon(
    vault: Vault, inside: OpenVault, act: str
) -> None:
    """Otherwise the next change would give its new code to what was slipped in."""
    add(inside)
    path, ring = vault.folder.keyring, open_keyring(vault.folder)
    slots = [replace(one, administrator=True) if one.worker == OTHER else one for one in ring.slots]
    path.write_bytes(dump(replace(ring, slots=tuple(slots))))
    before = path.read_bytes()
    attempts = {
        "add": lambda: add(inside, NewWorker("Sol Demoski", Role.PEER, OTHER_PASSPHRASE)),
        "remove": lambda: workers.remove_worker(inside.desk, inside.keys, OTHER),
        "back up": lambda: backups.back_up(inside.desk, inside.keys),
    }
    with pytest.raises(KeyringDamaged):
        attempts[act]()
    assert path.read_bytes() == before
    assert names(inside) == sorted([OTHER, WORKER])


def test_a_removed_worker_stays_out_and_in_the_records(
    vault: Vault, inside: OpenVault, acts: Acts
) -> None:
    add(inside)
    workers.remove_worker(inside.desk, inside.keys, OTHER)
    assert names(inside) == [WORKER]
    assert acts(inside)[-2:] == ["worker.add", "worker.remove"]
    with pytest.raises(UnknownWorker):
        vault.open(OTHER, OTHER_PASSPHRASE)


def test_the_keyring_of_before_does_not_let_a_removed_worker_in(
    vault: Vault, inside: OpenVault
) -> None:
    add(inside)
    before = vault.folder.keyring.read_bytes()
    workers.remove_worker(inside.desk, inside.keys, OTHER)
    vault.folder.keyring.write_bytes(before)
    with pytest.raises(DatabaseDamaged, match="do not know this key slot"):
        vault.open(OTHER, OTHER_PASSPHRASE)


def test_somebody_who_comes_back_takes_up_the_old_row(vault: Vault, inside: OpenVault) -> None:
    add(inside)
    first = [line.id for line in workers.list_workers(inside.desk) if line.name == OTHER]
    workers.remove_worker(inside.desk, inside.keys, OTHER)
    add(inside, NewWorker(OTHER.upper(), Role.CASE_MANAGER, "another set of plain words"))
    other = vault.open(OTHER, "another set of plain words")
    with other.hold:
        assert [other.desk.worker.id] == first
    assert all(check.ok for check in backups.verify(inside.desk, inside.keys))


def test_what_a_worker_leaves_unfinished_is_told_and_waits_for_them(
    vault: Vault, inside: OpenVault
) -> None:
    add(inside)
    assert workers.unfinished_of(inside.desk, OTHER).words == ""
    other = vault.open(OTHER, OTHER_PASSPHRASE)
    state = drafts.DraftState(new_id(), "contact", None, {"note": [["", "Half a thought"]]})
    with other.hold:
        drafts.save_draft(other.desk, state)
    assert workers.unfinished_of(inside.desk, OTHER.upper()).words == "1 draft"
    workers.remove_worker(inside.desk, inside.keys, OTHER)
    assert workers.unfinished_of(inside.desk, OTHER).drafts == 1
    add(inside)
    again = vault.open(OTHER, OTHER_PASSPHRASE)
    with again.hold:
        (draft,) = drafts.list_drafts(again.desk)
        assert draft.body == state.body


@pytest.mark.parametrize("name", [WORKER.upper(), f" {WORKER} ", "", "  ", "Two\nlines", "x" * 201])
def test_a_taken_or_impossible_name_is_refused(inside: OpenVault, name: str) -> None:
    before = inside.keys.folder.keyring.read_bytes()
    with pytest.raises(VaultError) as caught:
        add(inside, NewWorker(name, Role.PEER, OTHER_PASSPHRASE))
    assert type(caught.value) is VaultError
    assert inside.keys.folder.keyring.read_bytes() == before


def test_the_last_administrator_stays(inside: OpenVault) -> None:
    add(inside)
    with pytest.raises(VaultError, match="last administrator"):
        workers.remove_worker(inside.desk, inside.keys, WORKER)
    assert names(inside) == [WORKER, OTHER]


def test_nobody_of_that_name_cannot_be_removed(inside: OpenVault) -> None:
    with pytest.raises(UnknownWorker):
        workers.remove_worker(inside.desk, inside.keys, "Nobody Here")


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    vault: Vault, inside: OpenVault, acts: Acts
) -> None:
    workers.change_passphrase(inside.desk, inside.keys, PASSPHRASE, OTHER_PASSPHRASE, FAST)
    assert acts(inside)[-1] == "passphrase.change"
    with pytest.raises(WrongPassphrase):
        vault.open(WORKER, PASSPHRASE)
    vault.folder.attempts.unlink()
    vault.open(WORKER, OTHER_PASSPHRASE).hold.close()


def test_a_wrong_old_passphrase_is_refused_delayed_and_later_audited(
    vault: Vault, inside: OpenVault
) -> None:
    before = vault.folder.keyring.read_bytes()
    with pytest.raises(WrongPassphrase) as first:
        workers.change_passphrase(inside.desk, inside.keys, "not it at all", OTHER_PASSPHRASE, FAST)
    assert first.value.retry_after == 1.0
    with pytest.raises(WrongPassphrase, match="next try counts"):
        workers.change_passphrase(inside.desk, inside.keys, PASSPHRASE, OTHER_PASSPHRASE, FAST)
    assert vault.folder.keyring.read_bytes() == before


def test_a_weak_new_passphrase_changes_nothing(vault: Vault, inside: OpenVault) -> None:
    before = vault.folder.keyring.read_bytes()
    with pytest.raises(WeakPassphrase):
        workers.change_passphrase(inside.desk, inside.keys, PASSPHRASE, "short", FAST)
    assert vault.folder.keyring.read_bytes() == before


def test_a_refused_commit_takes_the_keyring_back(inside: OpenVault) -> None:
    folder = inside.keys.folder
    before = open_keyring(folder)
    with inside.desk.store.write() as session:  # fails at the commit, not before
        session.execute(
            text(
                "CREATE TABLE late (id INTEGER PRIMARY KEY, "
                "worker CHAR(32) REFERENCES worker(id) DEFERRABLE INITIALLY DEFERRED)"
            )
        )
        session.execute(
            text(
                "CREATE TRIGGER refuse AFTER INSERT ON worker "
                "BEGIN INSERT INTO late (worker) VALUES ('nobody'); END"
            )
        )
    with pytest.raises(Exception, match="FOREIGN KEY"):
        add(inside)
    assert open_keyring(folder) == before
    assert names(inside) == [WORKER]


def test_a_keyring_that_cannot_be_saved_takes_the_row_back(
    inside: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StorageFull("The disk has no room left.")

    monkeypatch.setattr("lead_desktop.vault.opening.write_atomically", refuse)
    with pytest.raises(StorageFull):
        add(inside)
    assert names(inside) == [WORKER]


@pytest.mark.parametrize("kept", ["slot", "row"])
def test_half_a_worker_left_by_a_killed_process_can_be_removed(
    vault: Vault, inside: OpenVault, kept: str
) -> None:
    alone = vault.folder.keyring.read_bytes()
    add(inside)
    if kept == "row":
        vault.folder.keyring.write_bytes(alone)
    else:
        with inside.desk.store.write() as session:
            session.execute(text("DELETE FROM worker WHERE name = :name"), {"name": OTHER})
    assert not backups.verify(inside.desk, inside.keys)[0].ok
    workers.remove_worker(inside.desk, inside.keys, OTHER)
    assert backups.verify(inside.desk, inside.keys)[0].ok


def test_two_administrators_never_undo_each_others_change(
    inside: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = open_keyring(inside.keys.folder)
    add(inside)
    monkeypatch.setattr(type(inside.keys), "keyring", lambda _: stale)
    with pytest.raises(VaultBusy, match="a moment ago"):
        add(inside, NewWorker("Third Person", Role.PEER, OTHER_PASSPHRASE))
    monkeypatch.undo()
    assert names(inside) == [WORKER, OTHER]
    assert {slot.worker for slot in open_keyring(inside.keys.folder).workers()} == {WORKER, OTHER}


def test_no_name_or_key_shows_in_a_repr(inside: OpenVault) -> None:
    unlocked = inside.keys.unlocked
    shown = " ".join(map(repr, (inside, inside.keys, DRE, unlocked, unlocked.slot)))
    shown += repr(inside.keys.keyring())
    for secret in (WORKER, OTHER, OTHER_PASSPHRASE, unlocked.data_keys[0].hex()):
        assert secret not in shown
    assert str(unlocked.data_keys[0]) not in shown


def test_nothing_is_written_in_clear(vault: Vault, inside: OpenVault) -> None:
    canary = "zebra-canary-4711"
    add(inside)
    with inside.desk.store.write() as session:
        inside.desk.record(session, "test", subject=canary)
    backups.back_up(inside.desk, inside.keys)
    inside.hold.close()
    words = [
        line.split() for line in vault.sheet.splitlines() if line.strip()[:2].strip(".").isdigit()
    ]
    recovery = [part for parts in words for part in parts if part.isalpha()]
    assert len(recovery) == 24
    secrets = [
        PASSPHRASE,
        OTHER_PASSPHRASE,
        canary,
        " ".join(recovery[:2]),
        " ".join(recovery[::2][:2]),
    ]
    content = b"".join(path.read_bytes() for path in files(vault.path))
    assert not [secret for secret in secrets if secret.encode() in content]
    assert inside.keys.unlocked.data_keys[0] not in content


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
