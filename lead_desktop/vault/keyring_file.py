"""The keyring as a file: written with a checksum, read with suspicion."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeVar

from lead_desktop.base.errors import KeyringDamaged, NewerSchema
from lead_desktop.domain.codes import Role
from lead_desktop.domain.trust.worker import worker_key
from lead_desktop.vault import sealing
from lead_desktop.vault.canonical import Json, canonical_json
from lead_desktop.vault.derivation import SALT_BYTES, Argon2Cost
from lead_desktop.vault.keyring import FORMAT, RESTORE, Keyring, Slot, body_of

CODE_BYTES = 32
MOST_DATA_KEYS = 2
MOST_BYTES = 4 * 1024 * 1024
Read = TypeVar("Read")


def dump(keyring: Keyring) -> bytes:
    """The file's content: the body, its authentication codes, and a checksum over both."""
    content: dict[str, Json] = {
        "body": body_of(keyring),
        "codes": [code.hex() for code in keyring.codes],
    }
    content["checksum"] = sealing.checksum(canonical_json(content)).hex()
    return json.dumps(content, indent=1, sort_keys=True).encode("ascii") + b"\n"


def load(content: bytes) -> Keyring:
    """The keyring in a file's content.

    Raises KeyringDamaged for anything cut short, altered or of another kind, and NewerSchema
    for a format of a later version. The checksum tells damage from a wrong passphrase; that
    nobody altered the slots on purpose is proven only after unlocking.
    """
    if len(content) > MOST_BYTES:
        raise _damaged()
    try:
        stored = json.loads(content)
        _refuse_newer(stored)
        fields = _fields(stored, {"body", "codes", "checksum"})
        covered: Json = {"body": fields["body"], "codes": fields["codes"]}
        if fields["checksum"] != sealing.checksum(canonical_json(covered)).hex():
            raise _damaged()
        return _keyring(fields["body"], fields["codes"])
    except (ValueError, TypeError, RecursionError):
        raise _damaged() from None


def _damaged() -> KeyringDamaged:
    return KeyringDamaged(
        "keyring.json is damaged or not a keyring.",
        meaning="The vault was not opened; its records are untouched.",
        remedy=RESTORE,
    )


def _refuse_newer(stored: Json) -> None:
    # Before anything else is asked of the file: a later format may look otherwise throughout.
    version = _mapping(_mapping(stored).get("body")).get("format")
    if type(version) is int and version > FORMAT:
        raise NewerSchema(
            "This vault's keyring was written by a newer version of the program.",
            meaning="It was not opened.",
            remedy="Install the newer version on this computer.",
        )


def _keyring(body: Json, codes: Json) -> Keyring:
    fields = _fields(body, {"format", "suite", "vault", "name", "slots"})
    if _number(fields["format"]) != FORMAT or fields["suite"] != sealing.SUITE_NAME:
        raise ValueError("another format")
    slots = tuple(_slot(one) for one in _list(fields["slots"]))
    _refuse_doubles(slots)
    keyring = Keyring(
        vault_id=_text(fields["vault"]),
        name=_text(fields["name"]),
        slots=slots,
        codes=tuple(_hex(code, CODE_BYTES) for code in _list(codes)),
    )
    keys = len(keyring.codes)
    if not 1 <= keys <= MOST_DATA_KEYS or any(len(slot.sealed) != keys for slot in slots):
        raise ValueError("slots and codes disagree")
    return keyring


def _refuse_doubles(slots: tuple[Slot, ...]) -> None:
    workers = [worker_key(slot.worker) for slot in slots if not slot.is_recovery]
    ids = [slot.id for slot in slots]
    if not workers or len(set(workers)) != len(workers) or len(set(ids)) != len(ids):
        raise ValueError("slots repeat or are missing")


def _slot(value: Json) -> Slot:
    fields = _fields(
        value,
        {"id", "worker", "role", "administrator", "lock", "public", "wrapped", "sealed"},
    )
    salt, cost = _lock(fields["lock"])
    recovery = cost is None
    administrator = fields["administrator"]
    if type(administrator) is not bool or recovery != (fields["role"] is None):
        raise ValueError("a slot of no known kind")
    return Slot(
        id=_text(fields["id"]),
        worker=_text(fields["worker"]),
        role=None if recovery else Role(_text(fields["role"])),
        administrator=administrator,
        salt=salt,
        cost=cost,
        public=_hex(fields["public"], sealing.PUBLIC_KEY_BYTES),
        wrapped=_hex(fields["wrapped"], sealing.WRAPPED_BYTES),
        sealed=tuple(_hex(one, sealing.SEALED_BYTES) for one in _list(fields["sealed"])),
    )


def _lock(value: Json) -> tuple[bytes, Argon2Cost | None]:
    lock = _mapping(value)
    if lock.get("kind") == "recovery":
        return _hex(_fields(lock, {"kind", "salt"})["salt"], SALT_BYTES), None
    fields = _fields(lock, {"kind", "memory_kib", "iterations", "lanes", "salt"})
    if fields["kind"] != "argon2id":
        raise ValueError("another derivation")
    cost = Argon2Cost(
        _number(fields["memory_kib"]), _number(fields["iterations"]), _number(fields["lanes"])
    )
    return _hex(fields["salt"], SALT_BYTES), cost


def _fields(value: Json, names: set[str]) -> dict[str, Json]:
    fields = _mapping(value)
    if fields.keys() != names:
        raise ValueError("other fields than expected")
    return fields


def _of(kind: type[Read]) -> Callable[[Json], Read]:
    def check(value: Json) -> Read:
        if type(value) is not kind:
            raise TypeError("a value of another kind")
        return value

    return check


def _mapping(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


_number = _of(int)


def _text(value: Json) -> str:
    text = _of(str)(value)
    text.encode()  # half a surrogate is a ValueError here instead of a failure on the screen
    return text


def _hex(value: Json, size: int | None = None) -> bytes:
    content = bytes.fromhex(_text(value))
    if size is not None and len(content) != size:
        raise ValueError("bytes of another length")
    return content
