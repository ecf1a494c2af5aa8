"""The keyring: one slot for each worker and one for the recovery sheet.

Every slot has a key pair. The private key is wrapped under the key of the worker's passphrase
(or of the recovery words); the data keys, newest first, are sealed to the public key. So a
worker can be added, removed or given a new passphrase without touching the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import uuid4

from lead_desktop.base.errors import KeyringDamaged, UnknownWorker, VaultError, WrongPassphrase
from lead_desktop.base.given import given
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.vault import sealing
from lead_desktop.vault.canonical import Json, canonical_json
from lead_desktop.vault.derivation import (
    Argon2Cost,
    Argon2Parameters,
    derive_key,
    salted,
)
from lead_desktop.vault.passphrases import check_passphrase, passphrase_bytes
from lead_desktop.vault.recovery import new_recovery_words, read_recovery_words

FORMAT = 1
LONGEST_NAME = 200
RESTORE = "Restore the newest proven backup with “lead-desktop vault restore”."
_RECOVERY_PURPOSE = b"lead-desktop recovery slot"


@dataclass(frozen=True, repr=False)
class Slot:
    """One way in. A worker's slot has Argon2 parameters; the recovery slot only a salt."""

    id: str
    worker: str
    role: Role | None
    administrator: bool
    salt: bytes
    cost: Argon2Cost | None
    public: bytes
    wrapped: bytes
    sealed: tuple[bytes, ...]

    @property
    def is_recovery(self) -> bool:
        return self.cost is None


@dataclass(frozen=True, repr=False)
class Keyring:
    """All slots of a vault, and one authentication code for each data key."""

    vault_id: str
    name: str
    slots: tuple[Slot, ...]
    codes: tuple[bytes, ...] = ()

    def workers(self) -> tuple[Slot, ...]:
        """The workers' slots, in the order in which they were added."""
        return tuple(slot for slot in self.slots if not slot.is_recovery)


@dataclass(frozen=True, repr=False)
class Unlocked:
    """What a passphrase opened: the data keys, newest first, and the slot's private key."""

    slot: Slot
    data_keys: tuple[bytes, ...]
    private: bytes


def find_slot(keyring: Keyring, worker: str) -> Slot:
    """The slot of a worker; raises UnknownWorker."""
    for slot in keyring.workers():
        if worker_key(slot.worker) == worker_key(worker):
            return slot
    raise UnknownWorker(
        "No worker of this vault has that name.",
        remedy="“lead-desktop vault info” lists the workers.",
    )


def only_worker(keyring: Keyring) -> str:
    """The name of the only worker; raises VaultError when one of several has to be named."""
    held = keyring.workers()
    if len(held) != 1:
        raise VaultError(
            "This vault has several workers.",
            remedy="Name yours with --worker; “lead-desktop vault info” lists them.",
        )
    return held[0].worker


def new_keyring(
    name: str, worker: str, role: Role, passphrase: str, cost: Argon2Cost
) -> tuple[Keyring, Unlocked, str]:
    """A keyring for a new vault: a fresh data key, its first worker (administrator), and the
    recovery words."""
    keyring = Keyring(uuid4().hex, name, ())
    data_keys = (sealing.new_data_key(),)
    keyring, slot, private = _with_worker(
        keyring, data_keys, worker, role, administrator=True, passphrase=passphrase, cost=cost
    )
    keyring, words = renew_recovery(keyring, data_keys)
    return keyring, Unlocked(slot, data_keys, private), words


def add_worker(
    keyring: Keyring,
    data_keys: tuple[bytes, ...],
    worker: str,
    role: Role,
    *,
    administrator: bool,
    passphrase: str,
    cost: Argon2Cost,
) -> tuple[Keyring, Slot]:
    """The keyring with one more worker, whose passphrase is checked; names are unique."""
    added, slot, _ = _with_worker(
        keyring,
        data_keys,
        worker,
        role,
        administrator=administrator,
        passphrase=passphrase,
        cost=cost,
    )
    return added, slot


def check_worker_name(worker: str) -> None:
    """Raise VaultError for a name that no list could show: empty, endless, or not printable."""
    if not worker.strip():
        raise VaultError("A worker needs a name.")
    if len(worker) > LONGEST_NAME or not worker.strip().isprintable():
        raise VaultError(
            f"A worker's name has at most {LONGEST_NAME} characters, all of them visible."
        )


def _with_worker(
    keyring: Keyring,
    data_keys: tuple[bytes, ...],
    worker: str,
    role: Role,
    *,
    administrator: bool,
    passphrase: str,
    cost: Argon2Cost,
) -> tuple[Keyring, Slot, bytes]:
    check_worker_name(worker)
    if any(worker_key(slot.worker) == worker_key(worker) for slot in keyring.workers()):
        raise VaultError(
            "A worker of this name is in the vault already.", remedy="Add a middle initial."
        )
    check_passphrase(passphrase, (worker, keyring.name))
    pair = sealing.new_key_pair()
    bare = Slot(uuid4().hex, worker.strip(), role, administrator, b"", cost, pair.public, b"", ())
    slot = _close(keyring, bare, pair.private, data_keys, passphrase, cost)
    added = replace(keyring, slots=(*keyring.slots, slot))
    return _authenticated(added, data_keys), slot, pair.private


def _close(
    keyring: Keyring,
    slot: Slot,
    private: bytes,
    data_keys: tuple[bytes, ...],
    passphrase: str,
    cost: Argon2Cost,
) -> Slot:
    """Wrap a slot's private key under a passphrase and seal the data keys to it."""
    parameters = salted(cost)
    slot = replace(slot, salt=parameters.salt, cost=cost)
    context = _context(keyring, slot)
    key = derive_key(passphrase_bytes(passphrase), parameters)
    return replace(
        slot,
        wrapped=sealing.wrap(private, key, context),
        sealed=tuple(
            sealing.seal(data_key, slot.public, _seal_context(keyring, slot))
            for data_key in data_keys
        ),
    )


def unlock(keyring: Keyring, worker: str, passphrase: str) -> Unlocked:
    """Open a worker's slot; raises UnknownWorker, WrongPassphrase or KeyringDamaged. Slow."""
    slot = find_slot(keyring, worker)
    key = derive_key(passphrase_bytes(passphrase), Argon2Parameters(given(slot.cost), slot.salt))
    return _open(keyring, slot, key, "That passphrase did not open this vault.")


def unlock_with_words(keyring: Keyring, words: str) -> Unlocked:
    """Open the recovery slot with the words of the sheet."""
    for slot in keyring.slots:
        if slot.is_recovery:
            key = sealing.key_from_entropy(read_recovery_words(words), slot.salt, _RECOVERY_PURPOSE)
            return _open(keyring, slot, key, "These words are not of this vault's newest sheet.")
    raise KeyringDamaged("This vault's keyring has no recovery slot.", remedy=RESTORE)


def _open(keyring: Keyring, slot: Slot, key: bytes, refusal: str) -> Unlocked:
    try:
        private = sealing.unwrap(slot.wrapped, key, _context(keyring, slot))
    except sealing.NotOpened:
        raise WrongPassphrase(refusal, remedy="Try again.") from None
    try:
        data_keys = tuple(
            sealing.unseal(sealed, private, _seal_context(keyring, slot)) for sealed in slot.sealed
        )
    except sealing.NotOpened:
        raise _altered() from None
    check_codes(keyring, data_keys)
    return Unlocked(slot, data_keys, private)


def _altered() -> KeyringDamaged:
    return KeyringDamaged(
        "keyring.json was altered by somebody without this vault's key.",
        meaning="The vault was not opened.",
        remedy=RESTORE,
    )


def check_codes(keyring: Keyring, data_keys: tuple[bytes, ...]) -> None:
    """Raise KeyringDamaged unless the keyring was written by a holder of the data keys."""
    content = canonical_json(body_of(keyring))
    if len(data_keys) != len(keyring.codes) or not all(
        sealing.is_authentic(data_key, content, code)
        for data_key, code in zip(data_keys, keyring.codes, strict=True)
    ):
        raise _altered()


def remove_worker(keyring: Keyring, data_keys: tuple[bytes, ...], worker: str) -> Keyring:
    """The keyring without a worker's slot; the last administrator cannot be removed."""
    gone = find_slot(keyring, worker)
    rest = tuple(slot for slot in keyring.slots if slot.id != gone.id)
    if not any(slot.administrator for slot in rest):
        raise VaultError(
            "This is the vault's last administrator.",
            meaning="Nothing was removed.",
            remedy="Add another administrator first.",
        )
    return _authenticated(replace(keyring, slots=rest), data_keys)


def replace_passphrase(
    keyring: Keyring, unlocked: Unlocked, passphrase: str, cost: Argon2Cost
) -> Keyring:
    """The keyring with the unlocked slot wrapped under a new passphrase, which is checked."""
    check_passphrase(passphrase, (unlocked.slot.worker, keyring.name))
    return _rewrapped(keyring, unlocked, passphrase, cost)


def raise_cost(keyring: Keyring, unlocked: Unlocked, passphrase: str, cost: Argon2Cost) -> Keyring:
    """The same passphrase under a higher cost; it was accepted once and is not judged again."""
    return _rewrapped(keyring, unlocked, passphrase, cost)


def _rewrapped(keyring: Keyring, unlocked: Unlocked, passphrase: str, cost: Argon2Cost) -> Keyring:
    slot = _close(keyring, unlocked.slot, unlocked.private, unlocked.data_keys, passphrase, cost)
    return _authenticated(_with_slot(keyring, slot), unlocked.data_keys)


def reset_worker(
    keyring: Keyring,
    data_keys: tuple[bytes, ...],
    worker: str,
    passphrase: str,
    cost: Argon2Cost,
) -> tuple[Keyring, Slot]:
    """A new key pair and passphrase for a worker, by somebody who holds the data keys."""
    check_passphrase(passphrase, (worker, keyring.name))
    pair = sealing.new_key_pair()
    held = replace(find_slot(keyring, worker), public=pair.public)
    slot = _close(keyring, held, pair.private, data_keys, passphrase, cost)
    return _authenticated(_with_slot(keyring, slot), data_keys), slot


def renew_recovery(keyring: Keyring, data_keys: tuple[bytes, ...]) -> tuple[Keyring, str]:
    """The keyring with a new recovery slot in place of any old one, and its words."""
    words = new_recovery_words()
    pair = sealing.new_key_pair()
    salt = salted(Argon2Cost(8, 1, 1)).salt
    slot = Slot(uuid4().hex, "", None, False, salt, None, pair.public, b"", ())
    key = sealing.key_from_entropy(read_recovery_words(words), salt, _RECOVERY_PURPOSE)
    slot = replace(
        slot,
        wrapped=sealing.wrap(pair.private, key, _context(keyring, slot)),
        sealed=tuple(
            sealing.seal(data_key, pair.public, _seal_context(keyring, slot))
            for data_key in data_keys
        ),
    )
    rest = tuple(one for one in keyring.slots if not one.is_recovery)
    return _authenticated(replace(keyring, slots=(*rest, slot)), data_keys), words


def _with_slot(keyring: Keyring, fresh: Slot) -> Keyring:
    slots = tuple(fresh if slot.id == fresh.id else slot for slot in keyring.slots)
    return replace(keyring, slots=slots)


def _authenticated(keyring: Keyring, data_keys: tuple[bytes, ...]) -> Keyring:
    content = canonical_json(body_of(keyring))
    return replace(
        keyring, codes=tuple(sealing.authenticate(data_key, content) for data_key in data_keys)
    )


def _context(keyring: Keyring, slot: Slot) -> bytes:
    """What is bound to a wrapped key: which vault, which slot, at which cost."""
    return canonical_json({"vault": keyring.vault_id, "slot": slot.id, "lock": lock_body(slot)})


def _seal_context(keyring: Keyring, slot: Slot) -> bytes:
    return f"{keyring.vault_id} {slot.id}".encode()


def lock_body(slot: Slot) -> Json:
    """A slot's derivation as JSON."""
    if slot.cost is None:
        return {"kind": "recovery", "salt": slot.salt.hex()}
    return {
        "kind": "argon2id",
        "memory_kib": slot.cost.memory_kib,
        "iterations": slot.cost.iterations,
        "lanes": slot.cost.lanes,
        "salt": slot.salt.hex(),
    }


def body_of(keyring: Keyring) -> Json:
    """Everything that the authentication codes cover, as JSON."""
    slots: list[Json] = [
        {
            "id": slot.id,
            "worker": slot.worker,
            "role": slot.role.value if slot.role else None,
            "administrator": slot.administrator,
            "lock": lock_body(slot),
            "public": slot.public.hex(),
            "wrapped": slot.wrapped.hex(),
            "sealed": [sealed.hex() for sealed in slot.sealed],
        }
        for slot in keyring.slots
    ]
    return {
        "format": FORMAT,
        "suite": sealing.SUITE_NAME,
        "vault": keyring.vault_id,
        "name": keyring.name,
        "slots": slots,
    }
