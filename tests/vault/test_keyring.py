"""The keyring's slots: each opens with its own secret only, and nobody alters them unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lead_desktop.base.errors import (
    KeyringDamaged,
    UnknownWorker,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
)
from lead_desktop.domain.codes import Role
from lead_desktop.vault import sealing
from lead_desktop.vault.derivation import FAST, Argon2Cost
from lead_desktop.vault.keyring import (
    Keyring,
    Slot,
    add_worker,
    check_codes,
    find_slot,
    new_keyring,
    raise_cost,
    remove_worker,
    renew_recovery,
    replace_passphrase,
    reset_worker,
    unlock,
    unlock_with_words,
)
from tests.vault.conftest import ADA, ADA_PASSPHRASE, DRE, DRE_PASSPHRASE, Ring

NEW_PASSPHRASE = "velvet engine cloudy harbor"
DEARER = Argon2Cost(128, 2, 1)


def put(keyring: Keyring, slot: Slot) -> Keyring:
    slots = tuple(slot if one.id == slot.id else one for one in keyring.slots)
    return replace(keyring, slots=slots)


def test_each_worker_opens_the_same_data_key(ring: Ring) -> None:
    dre = unlock(ring.keyring, DRE, DRE_PASSPHRASE)
    assert dre.data_keys == unlock(ring.keyring, ADA, ADA_PASSPHRASE).data_keys == ring.data_keys
    assert (dre.slot.role, dre.slot.administrator) == (Role.PEER, False)


@pytest.mark.parametrize("passphrase", ["", " ", ADA_PASSPHRASE, DRE_PASSPHRASE + " ", "\ud800"])
def test_a_wrong_passphrase_is_refused(ring: Ring, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(ring.keyring, DRE, passphrase)


def test_a_worker_is_found_whatever_the_case_and_else_unknown(ring: Ring) -> None:
    assert find_slot(ring.keyring, f" {DRE.upper()} ").worker == DRE
    for nobody in ("", "Nobody Here"):  # the recovery slot has no name either
        with pytest.raises(UnknownWorker):
            unlock(ring.keyring, nobody, DRE_PASSPHRASE)


def test_the_recovery_words_open_until_they_are_renewed(ring: Ring) -> None:
    assert unlock_with_words(ring.keyring, ring.words).data_keys == ring.data_keys
    renewed, words = renew_recovery(ring.keyring, ring.data_keys)
    assert unlock_with_words(renewed, words).data_keys == ring.data_keys
    with pytest.raises(WrongPassphrase, match="newest sheet"):
        unlock_with_words(renewed, ring.words)
    assert len(renewed.slots) == len(ring.keyring.slots)


def test_a_keyring_without_recovery_slot_says_so(ring: Ring) -> None:
    with pytest.raises(KeyringDamaged, match="no recovery slot"):
        unlock_with_words(replace(ring.keyring, slots=ring.keyring.workers()), ring.words)


def test_a_new_passphrase_replaces_the_old_one_and_nobody_elses(ring: Ring) -> None:
    dre = unlock(ring.keyring, DRE, DRE_PASSPHRASE)
    changed = replace_passphrase(ring.keyring, dre, NEW_PASSPHRASE, FAST)
    assert unlock(changed, DRE, NEW_PASSPHRASE).data_keys == ring.data_keys
    assert find_slot(changed, ADA) == find_slot(ring.keyring, ADA)
    assert find_slot(changed, DRE).salt != dre.slot.salt
    with pytest.raises(WrongPassphrase):
        unlock(changed, DRE, DRE_PASSPHRASE)
    with pytest.raises(WeakPassphrase):
        replace_passphrase(ring.keyring, dre, f"{DRE} {DRE}", FAST)


def test_a_higher_cost_keeps_the_passphrase(ring: Ring) -> None:
    dre = unlock(ring.keyring, DRE, DRE_PASSPHRASE)
    raised = raise_cost(ring.keyring, dre, DRE_PASSPHRASE, DEARER)
    assert unlock(raised, DRE, DRE_PASSPHRASE).slot.cost == DEARER


def test_a_reset_worker_gets_other_keys(ring: Ring) -> None:
    reset, slot = reset_worker(ring.keyring, ring.data_keys, DRE, NEW_PASSPHRASE, FAST)
    assert slot.public != find_slot(ring.keyring, DRE).public
    assert unlock(reset, DRE, NEW_PASSPHRASE).data_keys == ring.data_keys
    with pytest.raises(WrongPassphrase):
        unlock(reset, DRE, DRE_PASSPHRASE)


def test_a_removed_worker_has_no_slot_and_the_last_administrator_stays(ring: Ring) -> None:
    without = remove_worker(ring.keyring, ring.data_keys, DRE)
    with pytest.raises(UnknownWorker):
        unlock(without, DRE, DRE_PASSPHRASE)
    with pytest.raises(VaultError, match="last administrator"):
        remove_worker(ring.keyring, ring.data_keys, ADA)


def raise_role(keyring: Keyring, _: Keyring) -> Keyring:
    return put(keyring, replace(find_slot(keyring, DRE), role=Role.SUPERVISOR))


def make_administrator(keyring: Keyring, _: Keyring) -> Keyring:
    return put(keyring, replace(find_slot(keyring, DRE), administrator=True))


def rename(keyring: Keyring, _: Keyring) -> Keyring:
    return put(keyring, replace(find_slot(keyring, ADA), worker="Eve"))


def replace_public_key(keyring: Keyring, _: Keyring) -> Keyring:
    public = sealing.new_key_pair().public
    return put(keyring, replace(find_slot(keyring, ADA), public=public))


def drop_slot(keyring: Keyring, _: Keyring) -> Keyring:
    return replace(keyring, slots=tuple(slot for slot in keyring.slots if slot.worker != ADA))


def reorder(keyring: Keyring, _: Keyring) -> Keyring:
    return replace(keyring, slots=keyring.slots[::-1])


def add_foreign_slot(keyring: Keyring, other: Keyring) -> Keyring:
    return replace(keyring, slots=(*keyring.slots, find_slot(other, "Eve Other")))


def swap_sealed_keys(keyring: Keyring, _: Keyring) -> Keyring:
    ada, dre = find_slot(keyring, ADA), find_slot(keyring, DRE)
    return put(put(keyring, replace(ada, sealed=dre.sealed)), replace(dre, sealed=ada.sealed))


def seal_another_data_key(keyring: Keyring, _: Keyring) -> Keyring:
    dre, key = find_slot(keyring, DRE), sealing.new_data_key()
    context = f"{keyring.vault_id} {dre.id}".encode()
    return put(keyring, replace(dre, sealed=(sealing.seal(key, dre.public, context),)))


def rename_vault(keyring: Keyring, _: Keyring) -> Keyring:
    return replace(keyring, name="Somebody else's vault")


def drop_codes(keyring: Keyring, _: Keyring) -> Keyring:
    return replace(keyring, codes=())


@pytest.fixture(scope="module")
def other_vault() -> Keyring:
    return new_keyring("Other", "Eve Other", Role.PEER, NEW_PASSPHRASE, FAST)[0]


@pytest.mark.parametrize(
    "alter",
    [
        raise_role,
        make_administrator,
        rename,
        replace_public_key,
        drop_slot,
        reorder,
        add_foreign_slot,
        swap_sealed_keys,
        seal_another_data_key,
        rename_vault,
        drop_codes,
    ],
)
def test_a_keyring_altered_on_purpose_is_refused(
    ring: Ring, other_vault: Keyring, alter: Callable[[Keyring, Keyring], Keyring]
) -> None:
    altered = alter(ring.keyring, other_vault)
    with pytest.raises(KeyringDamaged, match="altered"):
        unlock(altered, DRE, DRE_PASSPHRASE)
    with pytest.raises(KeyringDamaged, match="altered"):
        check_codes(altered, ring.data_keys)


@pytest.mark.parametrize("cost", [DEARER, Argon2Cost(64, 2, 1)])
def test_another_cost_or_salt_opens_nothing(ring: Ring, cost: Argon2Cost) -> None:
    dre = find_slot(ring.keyring, DRE)
    for altered in (replace(dre, cost=cost), replace(dre, salt=bytes(16))):
        with pytest.raises(WrongPassphrase):
            unlock(put(ring.keyring, altered), DRE, DRE_PASSPHRASE)


def test_a_slot_with_the_name_of_another_opens_nothing_with_the_others_passphrase(
    ring: Ring,
) -> None:
    ada, dre = find_slot(ring.keyring, ADA), find_slot(ring.keyring, DRE)
    swapped = put(put(ring.keyring, replace(ada, worker=DRE)), replace(dre, worker=ADA))
    with pytest.raises(WrongPassphrase):
        unlock(swapped, ADA, ADA_PASSPHRASE)
    with pytest.raises(KeyringDamaged):
        unlock(swapped, ADA, DRE_PASSPHRASE)


def test_a_slot_of_another_vault_opens_nothing(ring: Ring, other_vault: Keyring) -> None:
    moved = replace(other_vault, vault_id=ring.keyring.vault_id)
    with pytest.raises(WrongPassphrase):
        unlock(moved, "Eve Other", NEW_PASSPHRASE)


def test_the_code_of_another_data_key_is_refused(ring: Ring) -> None:
    with pytest.raises(KeyringDamaged):
        check_codes(ring.keyring, (sealing.new_data_key(),))
    with pytest.raises(KeyringDamaged):
        check_codes(ring.keyring, ())


def test_no_name_or_key_shows_in_a_repr(ring: Ring) -> None:
    shown = f"{ring.keyring!r} {ring.unlocked!r} {ring.keyring.slots!r} {ring.unlocked.slot!r}"
    for secret in (ADA, DRE, ring.data_keys[0].hex(), ring.unlocked.private.hex()):
        assert secret not in shown


def test_a_second_worker_of_the_same_name_is_refused(ring: Ring) -> None:
    with pytest.raises(VaultError, match="already"):
        add_worker(
            ring.keyring,
            ring.data_keys,
            DRE.upper(),
            Role.PEER,
            administrator=False,
            passphrase=NEW_PASSPHRASE,
            cost=FAST,
        )
