"""Who gets a slot, under which name and which passphrase, and how it stands beside the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lead_desktop.base.errors import KeyringDamaged, VaultError, WeakPassphrase
from lead_desktop.domain.codes import Role
from lead_desktop.vault import sealing
from lead_desktop.vault.canonical import canonical_json
from lead_desktop.vault.derivation import FAST
from lead_desktop.vault.keyring import (
    Keyring,
    Slot,
    add_worker,
    body_of,
    check_codes,
    find_slot,
    new_keyring,
    only_worker,
    reset_worker,
    unlock,
)
from tests.vault.conftest import ADA, ADA_PASSPHRASE, DRE, Ring

PASSPHRASE = "velvet engine cloudy harbor"
TOO_CLOSE = ("Wren Example 1 Wren", "fable team Fable Team")
"""Passphrases of little else than the worker's name, or the vault's."""


def add(ring: Ring, name: str, passphrase: str = PASSPHRASE) -> tuple[Keyring, Slot]:
    return add_worker(
        ring.keyring, ring.data_keys, name, Role.PEER, administrator=False,
        passphrase=passphrase, cost=FAST,
    )  # fmt: skip


def test_a_new_worker_stands_behind_the_others_and_opens_the_same_keys(ring: Ring) -> None:
    added, slot = add(ring, "  Wren Example ")
    assert [one.worker for one in added.workers()] == [ADA, DRE, "Wren Example"]
    assert slot.worker == "Wren Example"
    check_codes(added, ring.data_keys)
    assert unlock(added, "Wren Example", PASSPHRASE).data_keys == ring.data_keys
    assert unlock(added, ADA, ADA_PASSPHRASE).data_keys == ring.data_keys
    assert [one for one in added.slots if one.is_recovery] == [
        one for one in ring.keyring.slots if one.is_recovery
    ]


@pytest.mark.parametrize("name", ["", "  ", "Wren\nExample", "Wren\x00", "n" * 500])
def test_a_name_that_no_list_could_show_gets_no_slot(ring: Ring, name: str) -> None:
    with pytest.raises(VaultError):
        add(ring, name)


@pytest.mark.parametrize("passphrase", ["short", *TOO_CLOSE])
def test_a_weak_passphrase_gets_no_slot_and_resets_none(ring: Ring, passphrase: str) -> None:
    with pytest.raises(WeakPassphrase):
        add(ring, "Wren Example", passphrase)
    renamed, _ = add(ring, "Wren Example")
    with pytest.raises(WeakPassphrase):
        reset_worker(renamed, ring.data_keys, "Wren Example", passphrase, FAST)


def test_the_only_worker_need_not_be_named(ring: Ring) -> None:
    alone = new_keyring("Fable team", ADA, Role.PEER, ADA_PASSPHRASE, FAST)[0]
    assert only_worker(alone) == ADA
    with pytest.raises(VaultError, match="several"):
        only_worker(ring.keyring)


def test_the_first_worker_is_an_administrator_and_a_new_one_only_when_said(ring: Ring) -> None:
    assert find_slot(ring.keyring, ADA).administrator
    assert not add(ring, "Wren Example")[1].administrator


def test_with_two_data_keys_each_has_to_vouch_for_the_keyring(ring: Ring) -> None:
    keys = (*ring.data_keys, sealing.new_data_key())
    content = canonical_json(body_of(ring.keyring))
    codes = tuple(sealing.authenticate(key, content) for key in keys)
    check_codes(replace(ring.keyring, codes=codes), keys)
    for forged in ((codes[0], bytes(32)), (bytes(32), codes[1])):
        with pytest.raises(KeyringDamaged):
            check_codes(replace(ring.keyring, codes=forged), keys)
